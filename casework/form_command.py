"""``python -m casework read-form``: what a form says, as text and as JSON in the layout of the sample truth files."""

import json
from pathlib import Path
from typing import Any, Final

from casework.application_form import read_form
from casework.form_views import FormProposal, FormValueView

__all__ = ["form_json", "form_object", "form_text", "proposal_of"]

_LISTS: Final = frozenset({"form_of_info", "delivery_method"})
_TOLD_ELSEWHERE: Final = frozenset({"org_kind"})


def proposal_of(path: Path) -> FormProposal:
    """Read a file.

    Raises:
        UserError: it cannot be read as a form.
        OSError: it cannot be read at all.
    """
    return read_form(path.read_bytes(), path.name)


def form_object(proposal: FormProposal) -> dict[str, Any]:
    """The layout of ``samples/forms/truth.json``, with ``sources``, ``offered`` and ``remarks`` beside it."""
    fields: dict[str, Any] = {}
    agent: dict[str, str] = {}
    for one in proposal.fields:
        if one.name.startswith("agent."):
            agent[one.name.removeprefix("agent.")] = one.said
        elif one.name not in _TOLD_ELSEWHERE:
            fields[one.name] = list(one.values) if one.name in _LISTS else one.said
    fields.setdefault("applied_date", None)
    fields.setdefault("signature", None)
    kind = proposal.field("org_kind")
    numbers = {name: fields[name] for name in ("id_number", "org_code", "phone") if name in fields}
    return {
        "file": proposal.file_name,
        "applicant_kind": proposal.kind or None,
        "org_kind": None if kind is None else kind.codes[0],
        "fields": fields,
        "agent": agent or None,
        "empty_fields": [name for name, _ in proposal.empty],
        "items": [one.title for one in proposal.items],
        "warnings": list(proposal.warnings),
        "normalised": numbers,
        "remarks": list(proposal.remarks),
        "offered": [_value_object(one) for one in proposal.offered],
        "sources": {one.name: _value_object(one) for one in proposal.fields},
    }


def _value_object(one: FormValueView) -> dict[str, Any]:
    return {
        "field": one.name,
        "value": one.said,
        "source": one.source,
        "confidence": one.certainty,
        "remark": one.remark,
    }


def form_json(proposal: FormProposal) -> str:
    """The same as JSON text."""
    return json.dumps(form_object(proposal), ensure_ascii=False, indent=1)


def form_text(proposal: FormProposal) -> str:
    """The form as lines to read."""
    lines = [f"{proposal.file_name}：读到 {len(proposal.fields)} 项"]
    lines += [f"  {one.label}：{_shown(one)}" for one in proposal.fields]
    if proposal.offered:
        lines.append("可能是（没有采用）：")
        lines += [f"  {one.label}：{_shown(one)}" for one in proposal.offered]
    lines.append(f"申请内容 {len(proposal.items)} 项")
    lines += [f"  {number}. {one.title}" for number, one in enumerate(proposal.items, start=1)]
    if proposal.empty:
        lines.append("空白：" + "、".join(label for _, label in proposal.empty))
    lines += [f"注意：{one}" for one in (*proposal.warnings, *proposal.remarks)]
    return "\n".join(lines)


def _shown(one: FormValueView) -> str:
    text = one.said.replace("\n", " ⏎ ")
    doubt = f"，{one.remark}" if one.remark else ""
    return f"{text}　（{one.source}{doubt}）"

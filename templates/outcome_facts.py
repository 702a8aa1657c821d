"""From the facts recorded with an outcome to the particulars and paragraphs of its letter.

The catalogue (``law.outcomes``) says which facts a reply has to state; here they become the short particular inside the
legal wording, and one paragraph each for the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from law.outcomes import FactSpec, outcome_rules
from law.terms import FactKind, Outcome
from templates.reply_contexts import ProvidedInformation, WithheldPart
from templates.wording import chinese_date

__all__ = ["FactValue", "OutcomeWording", "outcome_wording"]

FactValue = str | int | bool | date | Sequence[str] | None

_DETAIL: Final[Mapping[Outcome, tuple[str, ...]]] = {
    Outcome.REFUSAL_LAW: ("prohibition_title", "prohibition_article"),
    Outcome.REFUSAL_SAFETY: ("safety_kind",),
    Outcome.REFUSAL_THIRD_PARTY: ("interest_kind",),
    Outcome.REFUSAL_INTERNAL: ("internal_kind",),
    Outcome.REFUSAL_PROCESS: ("process_kind",),
    Outcome.REFUSAL_CASE_FILE: ("case_file_name", "case_file_number"),
    Outcome.REPEAT_REQUEST: ("prior_number",),
    Outcome.PUBLICATION: ("publication_name",),
    Outcome.ABANDONED_NO_CORRECTION: ("notice_number",),
    Outcome.ABANDONED_NO_PAYMENT: ("notice_number",),
}
# Facts that have a place of their own in the letter, or that are for the file only.
_ELSEWHERE: Final = frozenset({"provided_list", "withheld_list", "withheld_grounds", "page_count", "cited_article"})
# Free text that reads as a paragraph by itself; a label before it would sound like a form.
_PLAIN: Final = frozenset({
    "reason", "unknown_statement", "content_nature", "why_not_gov_info", "harm", "agency_reason", "withheld_reason",
    "discretion_reason",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWording:
    """What ``OutcomeLetterContext`` takes.

    Args:
        detail: the short particular.
        facts: paragraphs of facts and reasons.
        provided: what is given (``partial_grant``).
        withheld: what is covered (``partial_grant``).
    """

    detail: str
    facts: tuple[str, ...]
    provided: tuple[ProvidedInformation, ...] = ()
    withheld: tuple[WithheldPart, ...] = ()


def outcome_wording(outcome: Outcome, variant: str | None, facts: Mapping[str, FactValue]) -> OutcomeWording:
    """The recorded facts of an outcome as its letter words them.

    Args:
        outcome: which outcome.
        variant: key of its variant, ``None`` or empty if it has none.
        facts: recorded values by key of the catalogue; dates as ``date`` or ISO text, choices by value, lines as text
            with line breaks or as a sequence. Facts that are missing or empty are left out; the context refuses what it
            needs.
    """
    specs = {spec.key: spec for spec in outcome_rules()[outcome].facts_for(variant or None)}
    printed = {key: _lines(spec, facts.get(key)) for key, spec in specs.items()}
    detail_keys = _DETAIL.get(outcome, ())
    paragraphs = (
        _paragraph(specs[key], lines)
        for key, lines in printed.items()
        if lines and key not in detail_keys and key not in _ELSEWHERE
    )
    return OutcomeWording(
        detail=_detail(outcome, [line for key in detail_keys for line in printed.get(key, ())]),
        facts=tuple(paragraphs),
        provided=tuple(ProvidedInformation(name=line) for line in printed.get("provided_list", ())),
        withheld=tuple(WithheldPart(what=line) for line in printed.get("withheld_list", ())),
    )


def _detail(outcome: Outcome, parts: list[str]) -> str:
    if outcome is Outcome.REFUSAL_LAW:
        return "".join(parts)
    return "、".join(parts) if outcome is Outcome.REFUSAL_SAFETY else "，".join(parts)


def _paragraph(spec: FactSpec, lines: tuple[str, ...]) -> str:
    text = "\n".join(lines) if spec.kind in {FactKind.PARAGRAPH, FactKind.TEXT} else "；".join(lines)
    return text if spec.key in _PLAIN else f"{spec.label}：{text}"


def _lines(spec: FactSpec, value: FactValue) -> tuple[str, ...]:
    if value is None or isinstance(value, bool) or spec.kind is FactKind.FLAG:
        return ()
    if isinstance(value, date):
        return (chinese_date(value),)
    if isinstance(value, int):
        return (str(value),)
    raw = value.split("\n") if isinstance(value, str) else list(value)
    lines = tuple(line.strip() for line in raw if line.strip())
    if spec.kind is FactKind.DATE:
        return tuple(chinese_date(date.fromisoformat(line)) for line in lines)
    labels = dict(spec.choices)
    return tuple(labels.get(line, line) for line in lines)

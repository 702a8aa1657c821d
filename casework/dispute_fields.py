"""The fields of an event of a dispute: what is asked, proposed and accepted."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from casework.dispute_course import DisputeFacts
from casework.dispute_views import DisputeFieldView
from casework.legal_events import day_of
from casework.refusals import refused
from law.dispute_events import DisputeEventSpec, EventField
from law.dispute_results import dispute_results, results_of
from law.dispute_terms import DisputeEventKind, DisputeResult, Forum, Instance
from models.text_cleaning import clean_text

__all__ = ["clean_values", "field_views", "instance_now"]

_K = DisputeEventKind
_DERIVED: Final = ("instance", "ruling")
_PAST: Final = ("served_on", "other_served_on")  # days on which something has happened; others may lie ahead
_LONGEST: Final = 20_000


def instance_now(facts: DisputeFacts, kind: DisputeEventKind) -> Instance:
    """The instance to which an event recorded next belongs; reconsideration has one."""
    if facts.forum is not Forum.LITIGATION:
        return Instance.FIRST
    decided = [one for one in facts.all_of(_K.DECIDED) if one.values.get("instance") != Instance.SECOND]
    appealed = facts.happened(_K.APPEALED, _K.APPEAL_RECEIVED)
    if kind is _K.DECISION_SERVED:
        last = facts.last(_K.DECIDED)
        return Instance(last.values.get("instance") or Instance.FIRST) if last is not None else Instance.FIRST
    return Instance.SECOND if decided and appealed and not _sent_back(facts) else Instance.FIRST


def _sent_back(facts: DisputeFacts) -> bool:
    last = facts.last(_K.DECIDED)
    return last is not None and not dispute_results()[DisputeResult(last.values["result"])].finishes


def field_views(
    spec: DisputeEventSpec, facts: DisputeFacts, forum: Forum, given: Mapping[str, str] | None = None
) -> tuple[DisputeFieldView, ...]:
    """The fields of an event as its form shows them; ``given`` stands in them where it was recorded before."""
    return tuple(_view(one, spec, facts, forum, given or {}) for one in spec.fields_in(forum))


def _view(
    field: EventField, spec: DisputeEventSpec, facts: DisputeFacts, forum: Forum, given: Mapping[str, str]
) -> DisputeFieldView:
    proposed = given.get(field.key) or field.default or _known(field, facts)
    return DisputeFieldView(
        key=field.key,
        label=field.label,
        kind=field.kind,
        required=field.required,
        hint=field.hint,
        choices=_choices(field, spec, facts, forum),
        proposed=proposed,
        shown_if=field.shown_if,
    )


def _known(field: EventField, facts: DisputeFacts) -> str:
    """What is on record already and need not be typed again."""
    if field.key == "number" and field.label in ("案号", "复议案号"):
        return facts.case_number
    if field.key == "claims":
        return facts.claims
    return "\n".join(facts.reasons) if field.key == "reasons" else ""


def _choices(
    field: EventField, spec: DisputeEventSpec, facts: DisputeFacts, forum: Forum
) -> tuple[tuple[str, str], ...]:
    if field.key == "result" and field.kind == "choice" and not field.choices:
        instance = instance_now(facts, spec.kind)
        return tuple((one.result.value, one.result.label) for one in results_of(forum, instance))
    return field.choices


def clean_values(
    spec: DisputeEventSpec, given: Mapping[str, str], facts: DisputeFacts, forum: Forum, *, today: date
) -> Mapping[str, str]:
    """The values of a form, checked and cleaned; what is not asked is left out.

    Raises:
        UserError: ``dispute_field_missing``, ``dispute_field_wrong``, ``dispute_field_unknown``,
            ``dispute_result_not_here``, ``dispute_order_not_now``.
    """
    fields = {one.key: one for one in spec.fields_in(forum)}
    label = spec.label(forum)
    for key in given:
        if key not in fields and key not in _DERIVED:
            raise refused("dispute_field_unknown", field=key, event=label, label=key)
    kept: dict[str, str] = {}
    for key, field in fields.items():
        text = clean_text(str(given.get(key) or "")).text.strip()[:_LONGEST]
        if field.shown_if is not None and kept.get(field.shown_if[0]) not in field.shown_if[1]:
            continue
        if not text:
            if field.required and field.kind != "flag":
                raise refused("dispute_field_missing", field=key, event=label, label=field.label)
            continue
        kept[key] = _checked(field, text, _choices(field, spec, facts, forum))
        if key in _PAST and kept[key] > today.isoformat():
            raise refused("dispute_day_future", field=key, label=field.label, today=today)
    return kept | dict(_derived(spec, kept, facts, forum))


def _checked(field: EventField, text: str, choices: tuple[tuple[str, str], ...]) -> str:
    def wrong(why: str) -> Exception:
        return refused("dispute_field_wrong", field=field.key, label=field.label, value=text[:40], why=why)

    if field.kind == "date":
        try:
            return (day_of(text) or date.min).isoformat()
        except ValueError:
            raise wrong("须是日期") from None
    if field.kind == "count":
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3650:
            raise wrong("须是大于零的整数")
        return str(int(text))
    if field.kind == "flag":
        return "true" if text == "true" else "false"
    if field.kind == "choice" and text not in {value for value, _ in choices}:
        if field.key == "result":
            raise refused("dispute_result_not_here", field="result", result=text, forum="本程序", instance="")
        raise wrong("须从列出的选项中选")
    if field.kind == "lines":
        return "\n".join(line.strip() for line in text.split("\n") if line.strip())
    return text


def _derived(
    spec: DisputeEventSpec, kept: Mapping[str, str], facts: DisputeFacts, forum: Forum
) -> Iterator[tuple[str, str]]:
    if spec.instance and forum is Forum.LITIGATION:
        yield "instance", instance_now(facts, spec.kind).value
    if "result" not in kept:
        return
    result = dispute_results()[DisputeResult(kept["result"])]
    if result.ruling:
        yield "ruling", "true"
    if kept.get("order") == "re_reply" and not result.reopens:
        raise refused("dispute_order_not_now", field="order", result=result.result.label)

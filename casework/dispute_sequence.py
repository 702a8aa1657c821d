"""Steps of a dispute against each other: none is dated before the one it follows, no extension passes its limit."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from casework.dispute_course import CountedEvent, DisputeFacts
from casework.legal_events import day_of
from casework.refusals import refused
from deadlines.grounds import parameter_if_any
from law.dispute_events import DisputeEventSpec, dispute_events
from law.dispute_terms import DisputeEventKind, Forum

__all__ = ["refuse_disorder"]

_K = DisputeEventKind
_FOLLOWS: Final = {
    _K.RESUMED: _K.SUSPENDED,
    _K.ANSWER_FILED: _K.COPY_RECEIVED,
    _K.DECISION_SERVED: _K.DECIDED,
    _K.APPEALED: _K.DECIDED,
    _K.APPEAL_ANSWERED: _K.APPEAL_RECEIVED,
    _K.EFFECTIVE: _K.DECIDED,
    _K.PERFORMED: _K.DECIDED,
    _K.PERFORMANCE_REPORTED: _K.DECIDED,
    _K.CORRECTION_FILED: _K.CORRECTION_ASKED,
    _K.OPINION_REPORTED: _K.OPINION_RECEIVED,
    _K.CLOSED: _K.DECIDED,
    _K.ACCEPTED: _K.APPLICATION_FILED,
    _K.COPY_RECEIVED: _K.ACCEPTED,
}
# These follow the last of several; the others may belong to an earlier one, whatever was recorded since.
_OF_THE_LAST: Final = (_K.DECISION_SERVED, _K.EFFECTIVE, _K.PERFORMED, _K.PERFORMANCE_REPORTED, _K.CLOSED)
# Days told with a step that cannot lie before it.
_NOT_BEFORE: Final = ("served_on", "other_served_on", "until")


def refuse_disorder(facts: DisputeFacts, event: CountedEvent, forum: Forum) -> None:
    """Refuse an event whose day, or a day told with it, does not fit the other events.

    Args:
        facts: the other events.
        event: the one to be recorded, or as it is to be corrected.
        forum: before whom the dispute is.

    Raises:
        UserError: ``dispute_day_early``, ``dispute_day_late``, ``recon_extension_over``.
    """
    on = event.on
    if on is None:
        return
    spec = dispute_events()[event.kind]
    _refuse_told(spec, event, on, forum)
    _refuse_early(facts, spec, event, on, forum)
    _refuse_late(facts, spec, event, on, forum)
    if event.kind is _K.EXTENDED and forum is Forum.RECONSIDERATION:
        _refuse_long(facts, event)


def _refuse_told(spec: DisputeEventSpec, event: CountedEvent, on: date, forum: Forum) -> None:
    labels = {one.key: one.label for one in spec.fields_in(forum)}
    for key in _NOT_BEFORE:
        told = day_of(event.values.get(key))
        if told is not None and told < on:
            raise refused("dispute_day_early", field=key, label=labels.get(key, key), before=spec.date_label, day=on)


def _refuse_early(facts: DisputeFacts, spec: DisputeEventSpec, event: CountedEvent, on: date, forum: Forum) -> None:
    """Against what it follows."""
    days = sorted(_days_followed(facts, event))
    if not days:
        return
    first = days[-1] if event.kind in _OF_THE_LAST else days[0]
    if on < first:
        label = dispute_events()[_FOLLOWS[event.kind]].label(forum)
        raise refused("dispute_day_early", field="on", label=spec.date_label, before=label, day=first)


def _refuse_late(facts: DisputeFacts, spec: DisputeEventSpec, event: CountedEvent, on: date, forum: Forum) -> None:
    """Against what follows it and would be left before it."""
    for later in facts.events:
        if _FOLLOWS.get(later.kind) is not event.kind or not _same_instance(later, event) or later.on is None:
            continue
        if later.on < min((on, *_days_followed(facts, later))):
            label = dispute_events()[later.kind].label(forum)
            raise refused("dispute_day_late", field="on", label=spec.date_label, after=label, day=later.on)


def _refuse_long(facts: DisputeFacts, event: CountedEvent) -> None:
    """A reconsideration is extended no longer than the law says, in one step or in several."""
    accepted = facts.last(_K.ACCEPTED, _K.COPY_RECEIVED)
    limit = parameter_if_any("recon_decide_extension_days", accepted.on) if accepted and accepted.on else None
    days = sum(int(one.values.get("days") or 0) for one in (*facts.all_of(_K.EXTENDED), event))
    if limit is not None and days > limit.value:
        raise refused("recon_extension_over", field="days", days=days, limit=limit.value)


def _days_followed(facts: DisputeFacts, event: CountedEvent) -> Iterator[date]:
    """Days of what an event follows."""
    before = _FOLLOWS.get(event.kind)
    for one in facts.all_of(before) if before is not None else ():
        if one.on is not None and _same_instance(one, event):
            yield one.on


def _same_instance(one: CountedEvent, other: CountedEvent) -> bool:
    told = {said for event in (one, other) if (said := event.values.get("instance"))}
    return len(told) < 2

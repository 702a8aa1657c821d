"""Correcting an event of a dispute: struck, or with another day or other values; what was recorded stays on record."""

from dataclasses import replace
from datetime import date, datetime

from casework.dispute_cache import refresh_dispute
from casework.dispute_course import CountedEvent, DisputeFacts, dispute_facts, dispute_rows
from casework.dispute_drafts import DisputeCorrectionDraft
from casework.dispute_fields import clean_values
from casework.dispute_orders import follow_orders
from casework.dispute_sequence import refuse_disorder
from casework.dispute_work import ActDispute, enter_dispute, record_on
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin, json_ready
from casework.views import Changed
from law.dispute_events import dispute_events
from law.dispute_terms import DisputeEventKind, Forum
from models.text_cleaning import clean_text

__all__ = ["correct_dispute_event"]

_K = DisputeEventKind


def correct_dispute_event(
    office: Office, draft: DisputeCorrectionDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Correct an event with a reason; the requests that a result reopened follow.

    Raises:
        UserError: no such event, no reason, nothing changed, later steps lean on it, or the new round of a request has
            come to a decision already.
    """
    reason = clean_text(draft.reason).text.strip()
    if not reason:
        raise refused("dispute_correction_reason", field="reason")
    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, draft.dispute_id)
        event = act.facts.event(draft.event_id)
        if event is None:
            raise refused("dispute_event_unknown", field="event_id")
        said: dict[str, object] = {"kind": event.kind, "void": draft.strike, "reason": reason}
        if draft.strike:
            _check_strike(act, event)
        else:
            said |= _changes(act, event, draft)
        record_on(work, act.dispute, _K.EVENT_CORRECTED, today, said, corrects_id=event.id)
        facts = dispute_facts(dispute_rows(work.session, act.dispute.id))
        follow_orders(work, act.dispute, facts, reason)
        refresh_dispute(work, act.dispute)
        label = dispute_events()[event.kind].label(act.dispute.forum)
        return Changed(
            request_ids=tuple(dict.fromkeys(one.request_id for one in act.facts.targets)),
            dispute_ids=(act.dispute.id,),
            message=f"{act.name} 已更正“{label}”",
            topics=("disputes", "cases"),
        )


def _check_strike(act: ActDispute, event: CountedEvent) -> None:
    if event.kind is _K.OPENED:
        raise refused("dispute_correction_opening", field="event_id")
    left = DisputeFacts(events=tuple(one for one in act.facts.events if one.id != event.id))
    forum: Forum = act.dispute.forum
    for one in left.events:
        after = [kind for kind in dispute_events()[one.kind].after if forum in dispute_events()[kind].forums]
        leans = event.kind in after and not left.happened(*after)
        if leans:
            raise refused(
                "dispute_correction_leans",
                field="event_id",
                event=dispute_events()[event.kind].label(forum),
                later=dispute_events()[one.kind].label(forum),
            )


def _changes(act: ActDispute, event: CountedEvent, draft: DisputeCorrectionDraft) -> dict[str, object]:
    spec, forum = dispute_events()[event.kind], act.dispute.forum
    on = draft.on or event.on
    if on is not None and on > act.today:
        raise refused("dispute_day_future", field="on", label=spec.date_label, today=act.today)
    others = DisputeFacts(events=tuple(one for one in act.facts.events if one.id != event.id))
    values = dict(event.values)
    if draft.values is not None:
        known = {one.key for one in spec.fields_in(forum)}
        given = {key: value for key, value in draft.values.items() if key in known}
        values = {**clean_values(spec, given, others, forum, today=act.today)}
        kept = event.values.get("instance")
        if kept:
            values["instance"] = kept
    refuse_disorder(others, replace(event, on=on, payload={**event.payload, "values": values}), forum)
    if on == event.on and json_ready(values) == json_ready(dict(event.values)):
        raise refused("dispute_correction_empty", field="values")
    return {"on": on, "payload": {"values": values}}

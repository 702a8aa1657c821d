"""Recording what happened in a dispute: the order of the steps, the fields of each, what it starts."""

from datetime import date, datetime
from typing import Final

from casework.dispute_cache import refresh_dispute, stored_dispute_policies
from casework.dispute_course import CountedEvent, DisputeFacts, dispute_facts, dispute_rows
from casework.dispute_drafts import DisputeEventDraft
from casework.dispute_fields import clean_values, instance_now
from casework.dispute_files import keep_with
from casework.dispute_orders import follow_orders
from casework.dispute_sequence import refuse_disorder
from casework.dispute_standing import BINDING, duties
from casework.dispute_views import DisputeClockView
from casework.dispute_words import clock_view
from casework.dispute_work import ActDispute, enter_dispute, read_dispute, record_on
from casework.office import Office
from casework.refusals import Refusal, refusal, refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from deadlines.dispute_clocks import dispute_clocks
from law.dispute_events import DisputeEventSpec, dispute_events
from law.dispute_terms import DisputeEventKind, Forum, Instance
from models import DisputeEvent

__all__ = ["add_event", "preview_dispute_event", "record_dispute_event", "why_not_now"]

_K = DisputeEventKind
_LAST_SEQ: Final = 10**9
# What comes when everything is over, and does not open it again.
_AFTER_CLOSING: Final = (_K.RETRIAL_ASKED, _K.PERFORMANCE_URGED)


def record_dispute_event(
    office: Office, draft: DisputeEventDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record what happened.

    Raises:
        UserError: not in this forum or not now, a day that cannot be, a field missing or wrong.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, draft.dispute_id)
        add_event(work, act, draft)
        spec = dispute_events()[draft.kind]
        return Changed(
            request_ids=tuple(dict.fromkeys(one.request_id for one in act.facts.targets)),
            dispute_ids=(act.dispute.id,),
            message=f"{act.name} 已登记“{spec.label(act.dispute.forum)}”",
            topics=("disputes", "cases"),
        )


def add_event(work: Work, act: ActDispute, draft: DisputeEventDraft) -> DisputeEvent:
    """As :func:`record_dispute_event`, inside an act.

    Raises:
        UserError: as there.
    """
    spec, forum = dispute_events()[draft.kind], act.dispute.forum
    if not spec.by_hand:
        raise refused("dispute_event_not_by_hand", field="kind", event=spec.label(forum))
    against = why_not_now(spec, act.facts, forum)
    if against is not None:
        raise against.error("kind")
    counted = _counted(draft, spec, act)
    on, values = counted.on, counted.values
    if draft.kind is _K.CLOSED:
        _check_closing(work, act, values.get("reason", ""))
    event = record_on(work, act.dispute, draft.kind, on, {"values": values})
    keep_with(work, act.dispute, draft.attachments, event)
    follow_orders(work, act.dispute, dispute_facts(dispute_rows(work.session, act.dispute.id)))
    refresh_dispute(work, act.dispute)
    return event


def why_not_now(spec: DisputeEventSpec, facts: DisputeFacts, forum: Forum) -> Refusal | None:
    """Why an event may not be recorded now; None if it may."""
    label = spec.label(forum)
    if forum not in spec.forums:
        return refusal("dispute_event_not_here", forum=forum.label, event=label)
    after = [one for one in spec.after if forum in dispute_events()[one].forums]
    if after and not facts.happened(*after):
        before = "、".join(dispute_events()[one].label(forum) for one in after[:2])
        return refusal("dispute_event_too_soon", before=before, event=label)
    # In court the second instance goes on after the first has decided.
    ends = [one for one in spec.not_after if not (one is _K.DECIDED and forum is Forum.LITIGATION)]
    if spec.kind not in _AFTER_CLOSING:
        ends.append(_K.CLOSED)
    over = next((one for one in ends if facts.happened(one)), None)
    if over is not None and spec.kind is not over:
        after_label = dispute_events()[over].label(forum)
        return refusal("dispute_event_over", after=after_label, event=label)
    if spec.once:
        twin = _twin(spec, facts, forum)
        if twin is not None and twin.on is not None:
            return refusal("dispute_event_once", event=label, on=twin.on)
    return None


def _twin(spec: DisputeEventSpec, facts: DisputeFacts, forum: Forum) -> CountedEvent | None:
    found = facts.all_of(spec.kind)
    if spec.instance and forum is Forum.LITIGATION:
        now = instance_now(facts, spec.kind)
        found = tuple(one for one in found if Instance(one.values.get("instance") or Instance.FIRST) is now)
        if spec.kind is _K.DECIDED and now is Instance.FIRST and len(facts.all_of(_K.DECIDED)) > len(found):
            return None  # sent back: the first instance decides again
    return found[-1] if found else None


def _day(draft: DisputeEventDraft, spec: DisputeEventSpec, act: ActDispute) -> date:
    if draft.on is None:
        raise refused("dispute_day_missing", field="on", label=spec.date_label)
    if draft.on > act.today:
        raise refused("dispute_day_future", field="on", label=spec.date_label, today=act.today)
    return draft.on


def _counted(draft: DisputeEventDraft, spec: DisputeEventSpec, act: ActDispute) -> CountedEvent:
    """The event as it would count, checked against the others."""
    on, forum = _day(draft, spec, act), act.dispute.forum
    values = clean_values(spec, draft.values, act.facts, forum, today=act.today)
    event = CountedEvent(id=0, seq=_LAST_SEQ, kind=draft.kind, on=on, payload={"values": values})
    refuse_disorder(act.facts, event, forum)
    return event


def _check_closing(work: Work, act: ActDispute, reason: str) -> None:
    policies = work.office.policies(work.today, work.session)
    left = [
        one.spec.duty.label
        for one in duties(work.office, work.session, act.dispute, act.facts, policies, work.today)
        if one.done_on is None and one.spec.duty in BINDING
    ]
    if left and not reason:
        raise refused("dispute_duties_open", field="reason", duties="、".join(dict.fromkeys(left)))


def preview_dispute_event(office: Office, draft: DisputeEventDraft, *, today: date) -> tuple[DisputeClockView, ...]:
    """The periods that an event would start, move or end; nothing is kept.

    Raises:
        UserError: ``dispute_unknown``; as ``record_dispute_event``.
    """
    with office.reading() as session:
        act = read_dispute(session, draft.dispute_id, today)
        spec, forum = dispute_events()[draft.kind], act.dispute.forum
        against = why_not_now(spec, act.facts, forum)
        if against is not None:
            raise against.error("kind")
        event = _counted(draft, spec, act)
        later = DisputeFacts(events=tuple(sorted((*act.facts.events, event), key=lambda one: one.order)))
        calendar, policies = office.calendar(session=session), stored_dispute_policies(office, session, later)
        now = set(dispute_clocks(act.facts.course(), calendar, policies, today))
        then = dispute_clocks(later.course(), calendar, policies, today)
        return tuple(clock_view(one, forum) for one in then if one not in now)

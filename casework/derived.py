"""What follows from the events of a request: clock, status and the columns cached for lists.

Nothing cached depends on the day of the question: whether a pause still holds today, or a deadline has passed, is
judged when it is asked. So a cached value is right until an event, a notice or a policy changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.facts import CaseFacts, case_facts
from casework.office import Office
from casework.standing import status_of
from deadlines.calendar import WorkingCalendar
from deadlines.history import CaseHistory, ReplyDispatch
from deadlines.pauses import Pause
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.statutory_dates import rectify_clock
from law.errors import UserError
from law.policies import PolicySet
from law.terms import ClockStatus, EventKind, RequestKind, RequestStatus
from models import Event, Request

__all__ = ["Derived", "cached_columns", "derive", "events_of", "policy_day", "refresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A request as it follows from its events."""

    facts: CaseFacts
    clock: ReplyClock
    status: RequestStatus
    policies: PolicySet
    calendar: WorkingCalendar


def policy_day(facts: CaseFacts) -> date | None:
    """The day whose policies govern a request: the day it came in. A later change touches later requests only."""
    received = facts.last(EventKind.RECEIVED)
    return received.on if received else None


def derive(facts: CaseFacts, calendar: WorkingCalendar, policies: PolicySet, today: date | None = None) -> Derived:
    """Clock and status of a request.

    Args:
        facts: the effective events; they must hold the receipt.
        calendar: the working days.
        policies: those in force on ``policy_day``.
        today: the day of the question; None for what is cached.

    Raises:
        RuleGap: the law data or the calendar do not reach that far.
    """
    clock = reply_clock(_history(facts, policies), calendar, policies, today)
    if facts.kind is RequestKind.RECTIFY and clock.order is None:
        clock = rectify_clock(clock, calendar, policies)
    # Without a day nothing is over, so what is cached never depends on the day of the question.
    silent = {int(one.ref) for one in clock.pauses if one.ended and not one.answered and one.ref.isdigit()}
    status = status_of(facts, received=clock.received.received is not None, silent=silent)
    return Derived(facts=facts, clock=clock, status=status, policies=policies, calendar=calendar)


def _history(facts: CaseFacts, policies: PolicySet) -> CaseHistory:
    """The history as the agency reads it: of returned mail the first posting counts, or by policy the last one."""
    reply = facts.reply
    if reply is None or reply.sent_again_on is None or policies.text("returned_mail_basis") != "last_dispatch":
        return facts.history
    sent = facts.history.all_of(ReplyDispatch)
    again = (replace(one, dispatched=reply.sent_again_on) for one in sent)
    return facts.history.minus(*sent).plus(*again)


def events_of(session: Session, request_id: int) -> Sequence[Event]:
    """The stored events of a request in the order of entry."""
    return session.scalars(select(Event).where(Event.request_id == request_id).order_by(Event.seq)).all()


def derive_stored(office: Office, session: Session, request_id: int, today: date | None = None) -> Derived:
    """Clock and status of a stored request."""
    return derive_events(office, session, events_of(session, request_id), today)


def derive_events(office: Office, session: Session, rows: Sequence[Event], today: date | None = None) -> Derived:
    """Clock and status from stored events."""
    facts = case_facts(rows)
    day = policy_day(facts)
    if day is None:
        raise UserError("receipt_struck", "收到申请的记录不能没有。", "收到日决定全部期限", "请改正日期，不要删除")
    return derive(facts, office.calendar(session=session), office.policies(day, session), today)


def open_pauses(derived: Derived) -> tuple[Pause, ...]:
    """Stops of the clock that no answer has ended; an ordered reply waits for nobody."""
    if derived.clock.order is not None:
        return ()
    return tuple(one for one in derived.clock.pauses if not one.answered)


def cached_columns(derived: Derived, *, event_count: int) -> Mapping[str, Any]:
    """The values of ``models.requests.CACHED_COLUMNS`` as they must be."""
    facts, clock = derived.facts, derived.clock
    timeliness, reply = clock.timeliness, facts.reply
    closed = facts.last(EventKind.CLOSED)
    waiting = open_pauses(derived)
    return {
        "status": derived.status,
        "clock_status": _clock_status(derived),
        "received_on": clock.received.received,
        "base_on": clock.base,
        "first_due_on": clock.first_due.due if clock.first_due else None,
        "due_on": clock.due.due if clock.due else None,
        "due_provisional": bool(clock.due and clock.due.provisional),
        "paused": bool(waiting),
        "waiting_until": _waiting_until(derived),
        "outcome": facts.outcome,
        "outcome_variant": _variant(facts),
        "decided_on": facts.decided.on if facts.decided else None,
        "reply_effective_on": timeliness.effective_date if timeliness else None,
        "on_time": timeliness.on_time if timeliness else None,
        "served_on": reply.served_on if reply else None,
        "closed_on": closed.on if closed else None,
        "event_count": event_count,
        "correction_count": len(facts.all_of(EventKind.CORRECTION_REQUESTED)),
        "extension_days": clock.extension.days if clock.extension and clock.extension.valid else 0,
        "consultation_count": len(facts.all_of(EventKind.CONSULTATION_SENT)),
        "open_consultation_count": len(facts.open_consultations),
        **_fee_columns(derived),
    }


def _fee_columns(derived: Derived) -> Mapping[str, Any]:
    """The fee as lists show it; amount and method are those of the notice, before it of the proposal."""
    fee = derived.facts.fee
    figures = fee.notice.fee if fee.notice is not None else fee.proposal
    due = derived.clock.fee_pay_due
    split = derived.facts.last(EventKind.PIECES_SPLIT)
    return {
        "fee_status": fee.status,
        "fee_method": figures.method if figures is not None else None,
        "fee_fen": figures.fen if figures is not None else None,
        "fee_paid_fen": fee.settlement.held if fee.settlement is not None else 0,
        "fee_noticed_on": fee.notice.sent_on if fee.notice is not None else None,
        "fee_due_on": due.due if due is not None and fee.notice is not None else None,
        "fee_settled_on": fee.settled_on,
        "fee_pieces": int(split.payload["pieces"]) if split is not None else 1,
    }


def refresh(office: Office, session: Session, request: Request) -> Derived:
    """Recompute the cached columns of a request inside the caller's unit of work.

    Raises:
        UserError: the events contradict each other so that no clock can be run.
    """
    session.flush()
    rows = events_of(session, request.id)
    derived = derive_events(office, session, rows)
    for name, value in cached_columns(derived, event_count=len(rows)).items():
        setattr(request, name, value)
    session.flush()
    return derived


def _variant(facts: CaseFacts) -> str | None:
    return (str(facts.decided.payload.get("variant") or "") or None) if facts.decided else None


def _clock_status(derived: Derived) -> ClockStatus:
    status = derived.clock.status
    return ClockStatus.PAUSED if status is ClockStatus.RUNNING and open_pauses(derived) else status


def _waiting_until(derived: Derived) -> date | None:
    clock = derived.clock
    if clock.status is ClockStatus.AWAITING_CORRECTION:
        return clock.correction_deadline
    if clock.status is ClockStatus.AWAITING_PAYMENT:
        return clock.fee_pay_due.due if clock.fee_pay_due else None
    ends = [one.end for one in open_pauses(derived)]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None

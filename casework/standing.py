"""Where a request stands: its status as a pure function of its facts."""

from collections.abc import Collection

from casework.facts import CaseFacts
from law.terms import EventKind, RequestStatus

__all__ = ["status_of"]


def status_of(facts: CaseFacts, *, received: bool, silent: Collection[int] = ()) -> RequestStatus:
    """The status of a request.

    Args:
        facts: the effective events.
        received: whether the day of receipt is fixed (条例第三十一条).
        silent: ids of consultations whose time is over without an opinion; nobody is waited for any more.
    """
    return _end_of(facts) or (_waiting_for(facts, silent) if received else RequestStatus.AWAITING_CONFIRMATION)


def _end_of(facts: CaseFacts) -> RequestStatus | None:
    """The stages from the decision on, and the payment that comes before the reply."""
    if facts.happened(EventKind.CLOSED):
        return RequestStatus.CLOSED
    if facts.reply is not None:
        return RequestStatus.DISPATCHED if facts.reply.dispatched_on else RequestStatus.ISSUED
    if facts.fee.is_open:
        # Decided or drafted already: the reply goes out only when the fee is paid, waived or given up (管理办法第六条).
        return RequestStatus.AWAITING_PAYMENT
    if facts.outcome is None:
        return None
    return RequestStatus.DRAFTED if _reply_drafted(facts) else RequestStatus.DECIDED


def _reply_drafted(facts: CaseFacts) -> bool:
    """A draft counts for the decision it was made after: another decision needs another draft."""
    drafted = facts.last(EventKind.DOCUMENT_DRAFTED)
    return drafted is not None and (facts.decided is None or drafted.seq > facts.decided.seq)


def _waiting_for(facts: CaseFacts, silent: Collection[int]) -> RequestStatus:
    """Before the decision: for whom or what the case waits. A letter still in the house makes nobody answer.

    Where another reply was ordered, nobody is waited for who was asked in an earlier round.
    """
    correction = facts.open_correction
    if correction is not None and facts.sent_on(correction) is not None and not facts.before_order(correction):
        return RequestStatus.AWAITING_CORRECTION
    asked_now = [one for one in facts.open_consultations if not facts.before_order(one)]
    if any(facts.sent_on(one) is not None and one.id not in silent for one in asked_now):
        return RequestStatus.CONSULTING
    asked = any(facts.sent_on(one) is not None for one in facts.all_of(EventKind.JUSTIFICATION_REQUESTED))
    answered = facts.happened(EventKind.JUSTIFICATION_RECEIVED) or facts.happened(EventKind.JUSTIFICATION_ASSESSED)
    return RequestStatus.AWAITING_JUSTIFICATION if asked and not answered else RequestStatus.IN_PROGRESS

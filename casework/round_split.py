"""Rounds of answering: a decision that orders a reply opens a new one, and what was decided before counts no more.

The order of entry splits the rounds. What came in and what was found out stays (receipt, corrections, opinions,
searches, money); what was decided, drafted and issued goes, and what happens to a letter goes with its letter.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from casework.legal_events import LegalEvent, day_of
from deadlines.history import ReplyOrdered
from law.dispute_terms import DisputeResult
from law.terms import DocumentKind, EventKind

__all__ = ["CARRIED", "Carried", "ordered_fact", "split_rounds"]


class Carried(StrEnum):
    """Whether an event of the round before counts in the next one."""

    STAYS = "stays"
    GOES = "goes"
    WITH_LETTER = "with_letter"  # as its document
    IF_CORRECTED = "if_corrected"  # a correction that nobody answered bars nothing any more
    IF_JUSTIFIED = "if_justified"  # the same of a demand for reasons
    UNLESS_LAPSED = "unless_lapsed"  # a fee whose lapse was revoked, and on which nothing was paid, starts anew


_STAYS, _GOES, _LETTER = Carried.STAYS, Carried.GOES, Carried.WITH_LETTER

CARRIED: Final[Mapping[EventKind, Carried]] = {
    EventKind.REGISTERED: _STAYS,
    EventKind.RECEIVED: _STAYS,
    EventKind.RECEIPT_CONFIRMED: _STAYS,
    EventKind.CORRECTION_REQUESTED: Carried.IF_CORRECTED,
    EventKind.CORRECTION_RECEIVED: _STAYS,
    EventKind.CORRECTION_LAPSED: _GOES,
    EventKind.JUSTIFICATION_REQUESTED: Carried.IF_JUSTIFIED,
    EventKind.JUSTIFICATION_RECEIVED: _STAYS,
    EventKind.JUSTIFICATION_ASSESSED: _GOES,
    EventKind.REPLY_DEFERRED: _GOES,
    EventKind.CONSULTATION_SENT: _STAYS,
    EventKind.CONSULTATION_SERVED: _STAYS,
    EventKind.CONSULTATION_ANSWERED: _STAYS,
    EventKind.EXTENSION_APPROVED: _GOES,
    EventKind.EXTENSION_NOTIFIED: _GOES,
    EventKind.PAGES_COUNTED: _STAYS,
    EventKind.PIECES_SPLIT: _STAYS,
    EventKind.FEE_PROPOSED: Carried.UNLESS_LAPSED,
    EventKind.FEE_APPROVED: Carried.UNLESS_LAPSED,
    EventKind.FEE_DECLINED: Carried.UNLESS_LAPSED,
    EventKind.FEE_NOTICED: Carried.UNLESS_LAPSED,
    EventKind.FEE_SERVED: Carried.UNLESS_LAPSED,
    EventKind.FEE_PAID: _STAYS,
    EventKind.FEE_REFUNDED: _STAYS,
    EventKind.FEE_WAIVED: _STAYS,
    EventKind.FEE_LAPSED: _GOES,
    EventKind.SEARCH_RECORDED: _STAYS,
    EventKind.CONTACT_RECORDED: _STAYS,
    EventKind.OUTCOME_DECIDED: _GOES,
    EventKind.DOCUMENT_DRAFTED: _GOES,
    EventKind.DOCUMENT_ISSUED: _LETTER,
    EventKind.DOCUMENT_DISPATCHED: _LETTER,
    EventKind.DOCUMENT_SERVED: _LETTER,
    EventKind.DOCUMENT_RETURNED: _LETTER,
    EventKind.SERVICE_REFUSED: _LETTER,
    EventKind.WITHDRAWN: _GOES,
    EventKind.CLOSED: _GOES,
    EventKind.DRAFT_SUBMITTED: _GOES,
    EventKind.DRAFT_PASSED: _GOES,
    EventKind.DRAFT_RETURNED: _GOES,
    EventKind.DRAFT_APPROVED: _GOES,
    EventKind.DRAFT_RECALLED: _GOES,
    EventKind.FINDING_OVERRIDDEN: _GOES,
    EventKind.EXTENSION_REQUESTED: _GOES,
    EventKind.EXTENSION_DECLINED: _GOES,
    EventKind.SECRECY_REVIEWED: _STAYS,
    EventKind.ASSIST_REQUESTED: _STAYS,
    EventKind.ASSIST_ANSWERED: _STAYS,
    EventKind.OPINION_TO_CONFIRM: _STAYS,
    EventKind.CONSULTATION_TOLD: _STAYS,
    # The notice told of the disclosure that was decided then, with its reasons.
    EventKind.THIRD_PARTY_TOLD: _GOES,
    EventKind.RECTIFICATION_DECIDED: _GOES,
    EventKind.LETTER_CORRECTED: _STAYS,
    EventKind.ATTACHMENT_ADDED: _STAYS,
    EventKind.REPLY_ORDERED: _GOES,
    EventKind.EVENT_CORRECTED: _STAYS,
}
"""What becomes of an event of an earlier round, by its kind."""

# Letters of the answering, whatever event they were made with.
_OF_THE_ANSWER: Final = frozenset(
    {
        DocumentKind.OUTCOME_LETTER,
        DocumentKind.WITHDRAWAL_CONFIRM,
        DocumentKind.RECTIFY_NOTICE,
        DocumentKind.EXTENSION_NOTICE,
        DocumentKind.DELAY_35_NOTICE,
        DocumentKind.THIRD_PARTY_DISCLOSURE_NOTICE,
        DocumentKind.EXTENSION_APPROVAL,
        DocumentKind.APPROVAL,
        DocumentKind.DEADLINE_SHEET,
        DocumentKind.PROACTIVE_TRANSFER,
    }
)


def split_rounds(events: Sequence[LegalEvent]) -> tuple[tuple[LegalEvent, ...], ...]:
    """The events that count in each round, the oldest round first; without an order there is one round, with all.

    Args:
        events: the effective events by legal day.
    """
    orders = sorted(one.seq for one in events if one.kind is EventKind.REPLY_ORDERED)
    if not orders:
        return (tuple(events),)
    own = _places(events, orders)
    rounds: list[tuple[LegalEvent, ...]] = []
    before: frozenset[int] = frozenset()
    for number in range(len(orders) + 1):
        counting = tuple(one for one in events if own[one.id] == number or one.id in before)
        rounds.append(counting)
        before = frozenset(one.id for one in _carried(counting))
    return tuple(rounds)


def _places(events: Sequence[LegalEvent], orders: Sequence[int]) -> dict[int, int]:
    """The round of each event: by entry, and by the letter for what happens to a letter after it was issued."""
    issued = {one.document_id: one.seq for one in events if one.kind is EventKind.DOCUMENT_ISSUED}

    def seq(event: LegalEvent) -> int:
        follows = CARRIED[event.kind] is Carried.WITH_LETTER
        return issued.get(event.document_id, event.seq) if follows else event.seq

    return {one.id: sum(order <= seq(one) for order in orders) for one in events}


def _carried(events: Sequence[LegalEvent]) -> Iterator[LegalEvent]:
    """What of a round counts in the next one."""
    answered = any(one.kind is EventKind.CORRECTION_RECEIVED for one in events)
    justified = any(one.kind is EventKind.JUSTIFICATION_RECEIVED for one in events)
    anew = _fee_starts_anew(events)
    gone = [one for one in events if not _stays(one, answered=answered, justified=justified, anew=anew)]
    letters = {one.document_id for one in gone if one.document_id is not None}
    letters |= {one.document_id for one in events if one.document_id is not None and _is_of_the_answer(one)}
    lost = {one.id for one in gone}
    for event in events:
        with_letter = CARRIED[event.kind] is Carried.WITH_LETTER
        if event.id not in lost and not (with_letter and event.document_id in letters):
            yield event


def _is_of_the_answer(event: LegalEvent) -> bool:
    return event.kind is EventKind.DOCUMENT_ISSUED and event.payload.get("document_kind") in _OF_THE_ANSWER


def _stays(event: LegalEvent, *, answered: bool, justified: bool, anew: frozenset[int]) -> bool:
    """By the event alone; letters are asked for afterwards."""
    carried = CARRIED[event.kind]
    if carried is Carried.IF_CORRECTED:
        return answered
    if carried is Carried.IF_JUSTIFIED:
        return justified
    if carried is Carried.UNLESS_LAPSED:
        return event.id not in anew
    return carried is not Carried.GOES


def _fee_starts_anew(events: Sequence[LegalEvent]) -> frozenset[int]:
    """The steps of a fee that lapsed without any payment, from the last waiver on."""
    if not any(one.kind is EventKind.FEE_LAPSED for one in events):
        return frozenset()
    waived = max((one.order for one in events if one.kind is EventKind.FEE_WAIVED), default=None)
    stretch = [one for one in events if waived is None or one.order > waived]
    if any(one.kind is EventKind.FEE_PAID for one in stretch):
        return frozenset()
    return frozenset(one.id for one in stretch if CARRIED[one.kind] is Carried.UNLESS_LAPSED)


def ordered_fact(event: LegalEvent) -> ReplyOrdered | None:
    """The order as the clock reads it; None while its day is not known."""
    said = event.payload
    days = said.get("set_days")
    if event.on is None:
        return None
    return ReplyOrdered(
        received=event.on,
        result=DisputeResult(said["result"]),
        body=str(said.get("body") or ""),
        number=str(said.get("number") or ""),
        ordered_on=day_of(said.get("ordered_on")),
        set_days=int(days) if days is not None else None,
        set_until=day_of(said.get("set_until")),
    )

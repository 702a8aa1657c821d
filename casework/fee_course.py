"""收费经过: what the events of a request say of its fee, from the proposal to the last payment, and its status.

A pure function of the effective events. A waiver ends what came before it; a later notice replaces an earlier one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol

from casework.legal_events import LegalEvent
from fees.payments import Payment, Settlement, settle
from law.policies import PolicySet
from law.terms import EventKind, FeeMethod, FeeStatus

__all__ = ["FeeCourse", "FeeEvents", "NoticeCourse", "ProposedFee", "fee_course"]

_PROPORTIONAL: Final = PolicySet({"fee_partial_payment": "proportional"})


class FeeEvents(Protocol):
    """What is asked of the facts of a request."""

    @property
    def events(self) -> tuple[LegalEvent, ...]: ...  # noqa: D102
    def sent_on(self, event: LegalEvent) -> date | None: ...  # noqa: D102
    def served_on(self, event: LegalEvent) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFee:
    """The figures of a proposal, and those of the notice made from it.

    Attributes:
        event: the event that holds them.
        method: by piece or by volume; ``None`` for a notice recorded from elsewhere without its figures.
        fen: the amount, fen; ``None`` if not recorded.
        ordinals: first and last ordinal of the pieces in the month; ``None`` by volume or if not recorded.
        pages: page units; ``None`` if none were counted.
    """

    event: LegalEvent
    method: FeeMethod | None
    fen: int | None
    ordinals: tuple[int, int] | None
    pages: int | None

    @property
    def said(self) -> Mapping[str, Any]:
        """The payload of the event."""
        return self.event.payload


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCourse:
    """A fee notice: its figures, and when it left the house and arrived."""

    fee: ProposedFee
    sent_on: date | None
    served_on: date | None

    @property
    def document_id(self) -> int | None:
        """The letter; ``None`` for a notice recorded from elsewhere."""
        return self.fee.event.document_id


@dataclass(frozen=True)
class FeeCourse:
    """The fee of one request.

    Attributes:
        proposal: the latest proposal, declined ones left out.
        approval: its approval.
        notices: all notices that count, by day.
        payments: what came in and went back for the notice that counts.
        waived, lapsed: the events that ended it.
        paid_elsewhere: day of a payment that another system called complete, without its amount.
        held: what came in for this request at any time and was not given back, fen.
        ever_sent: whether a notice ever left the house, one given up later included.
        settled_before: the days on which fees were paid whole that were given up later.
    """

    proposal: ProposedFee | None
    approval: LegalEvent | None
    notices: tuple[NoticeCourse, ...]
    payments: tuple[Payment, ...]
    waived: LegalEvent | None
    lapsed: LegalEvent | None
    paid_elsewhere: date | None
    held: int
    ever_sent: bool = False
    settled_before: tuple[date, ...] = ()

    @cached_property
    def pending(self) -> ProposedFee | None:
        """A proposal that nobody has decided on yet."""
        return self.proposal if self.approval is None else None

    @cached_property
    def to_notify(self) -> ProposedFee | None:
        """An approved proposal from which no notice was made yet."""
        if self.proposal is None or self.approval is None:
            return None
        made = any(one.fee.said.get("proposal_event_id") == self.proposal.event.id for one in self.notices)
        return None if made else self.proposal

    @cached_property
    def notice(self) -> NoticeCourse | None:
        """The notice that counts: the latest one that left the house, else the latest one made."""
        sent = [one for one in self.notices if one.sent_on is not None]
        return sent[-1] if sent else self.notices[-1] if self.notices else None

    @cached_property
    def in_house(self) -> NoticeCourse | None:
        """A notice that is made and has not left yet."""
        last = self.notices[-1] if self.notices else None
        return last if last is not None and last.sent_on is None else None

    @cached_property
    def settlement(self) -> Settlement | None:
        """Payments against the notice; ``None`` while there is no amount to set them against."""
        if self.notice is None or self.notice.fee.fen is None:
            return None
        policies = _PROPORTIONAL if any(one.settles for one in self.payments) else None
        return settle(self.notice.fee.fen, self.payments, policies)

    @cached_property
    def settled_on(self) -> date | None:
        """The day on which the whole amount was paid; never before the notice that asked for it was sent."""
        settled = self.settlement.settled_on if self.settlement is not None else None
        days = [one for one in (settled, self.paid_elsewhere) if one is not None]
        if not days or self.notice is None:
            return min(days, default=None)
        return max(min(days), self.notice.sent_on or date.min)

    @property
    def excess(self) -> int:
        """What is held and may not be kept, fen: to be given back."""
        if self.settlement is None or self.lapsed is not None:
            return self.held
        kept = self.settlement.paid if self.settled_on is None else self.settlement.asked
        return max(0, self.held - kept)

    @property
    def is_open(self) -> bool:
        """Is a payment awaited: the notice left the house, and nothing ended it?"""
        return self.status in (FeeStatus.SENT, FeeStatus.DUE, FeeStatus.PART_PAID)

    @cached_property
    def status(self) -> FeeStatus:
        """How far it has come; never by the day of the question."""
        if self.lapsed is not None:
            return FeeStatus.LAPSED
        if self.notices:
            return self._notified()
        if self.approval is not None:
            return FeeStatus.APPROVED
        if self.proposal is not None:
            return FeeStatus.PROPOSED
        return FeeStatus.WAIVED if self.waived is not None else FeeStatus.NONE

    def _notified(self) -> FeeStatus:
        assert self.notice is not None  # noqa: S101 - there are notices
        if self.settled_on is not None:
            return FeeStatus.PAID
        if self.notice.sent_on is None:
            return FeeStatus.NOTICED
        if self.payments and self.settlement is not None and self.settlement.paid > 0:
            return FeeStatus.PART_PAID
        return FeeStatus.DUE if self.notice.served_on is not None else FeeStatus.SENT


def fee_course(facts: FeeEvents) -> FeeCourse:
    """Read the course of the fee from the effective events of a request."""
    whole = events = facts.events
    waived = _given_up(events)
    if waived is not None:
        events = tuple(one for one in events if one.order > waived.order)
    notices = tuple(_notice(facts, one, whole) for one in whole if one.kind is EventKind.FEE_NOTICED)
    proposal = _last(events, EventKind.FEE_PROPOSED)
    approval = _after(events, EventKind.FEE_APPROVED, proposal)
    if _after(events, EventKind.FEE_DECLINED, proposal) is not None:
        proposal = approval = None
    return FeeCourse(
        proposal=_figures(proposal) if proposal is not None else None,
        approval=approval,
        notices=tuple(_notice(facts, one, events) for one in events if one.kind is EventKind.FEE_NOTICED),
        payments=tuple(_payments(_of_this_notice(events) if waived is not None else events)),
        waived=waived,
        lapsed=_last(events, EventKind.FEE_LAPSED),
        paid_elsewhere=_paid_elsewhere(events),
        held=sum(one.fen for one in _payments(whole)),
        ever_sent=any(one.sent_on is not None for one in notices),
        settled_before=tuple(_settled_before(facts, whole)),
    )


def _settled_before(facts: FeeEvents, events: tuple[LegalEvent, ...]) -> Iterator[date]:
    """Each waiver ends a stretch of its own; what was paid whole in it had begun the period anew."""
    stretch: list[LegalEvent] = []
    for event in events:
        if event.kind is not EventKind.FEE_WAIVED:
            stretch.append(event)
            continue
        ended, stretch = tuple(stretch), []
        notices = tuple(_notice(facts, one, ended) for one in ended if one.kind is EventKind.FEE_NOTICED)
        given_up = FeeCourse(
            proposal=None,
            approval=None,
            notices=notices,
            payments=tuple(_payments(ended)),
            waived=None,
            lapsed=None,
            paid_elsewhere=_paid_elsewhere(ended),
            held=0,
        )
        if given_up.settled_on is not None and notices:
            yield given_up.settled_on


def _given_up(events: tuple[LegalEvent, ...]) -> LegalEvent | None:
    """What ended the fee: a waiver, or the withdrawal of a request for which a fee was under way."""
    found = [one for one in events if one.kind in (EventKind.FEE_WAIVED, EventKind.WITHDRAWN)]
    charged = any(one.kind in (EventKind.FEE_PROPOSED, EventKind.FEE_NOTICED) for one in events)
    return found[-1] if found and charged else None


def _last(events: tuple[LegalEvent, ...], kind: EventKind) -> LegalEvent | None:
    found = [one for one in events if one.kind is kind]
    return found[-1] if found else None


def _after(events: tuple[LegalEvent, ...], kind: EventKind, proposal: LegalEvent | None) -> LegalEvent | None:
    """The decision on a proposal: it names the proposal it is about."""
    if proposal is None:
        return None
    found = [one for one in events if one.kind is kind and one.payload.get("proposal_event_id") == proposal.id]
    return found[-1] if found else None


def _figures(event: LegalEvent) -> ProposedFee:
    said = event.payload
    ordinals = said.get("ordinals")
    return ProposedFee(
        event=event,
        method=FeeMethod(said["method"]) if said.get("method") else None,
        fen=int(said["fen"]) if said.get("fen") is not None else None,
        ordinals=(int(ordinals[0]), int(ordinals[1])) if ordinals else None,
        pages=int(said["pages"]) if said.get("pages") is not None else None,
    )


def _notice(facts: FeeEvents, event: LegalEvent, events: tuple[LegalEvent, ...]) -> NoticeCourse:
    sent, served = facts.sent_on(event), facts.served_on(event)
    if event.document_id is None:
        # A notice of another system: its own day is that of dispatch, its service may be an event of its own.
        told = _last(events, EventKind.FEE_SERVED)
        sent = sent or event.on
        served = served or (told.on if told is not None else None)
    return NoticeCourse(fee=_figures(event), sent_on=sent, served_on=served)


def _of_this_notice(events: tuple[LegalEvent, ...]) -> tuple[LegalEvent, ...]:
    """After a waiver: what was given back between it and the next proposal belongs to the fee that was given up."""
    proposed = next((one for one in events if one.kind is EventKind.FEE_PROPOSED), None)
    return tuple(one for one in events if proposed is not None and one.order > proposed.order)


def _payments(events: tuple[LegalEvent, ...]) -> list[Payment]:
    """What came in and went back, with amounts."""
    found = []
    for one in events:
        fen = one.payload.get("fen")
        if one.on is None or fen is None:
            continue
        if one.kind is EventKind.FEE_PAID:
            accepted = bool(one.payload.get("accepted", True))
            found.append(Payment(on=one.on, fen=int(fen), accepted=accepted, settles=bool(one.payload.get("settles"))))
        elif one.kind is EventKind.FEE_REFUNDED:
            found.append(Payment(on=one.on, fen=-int(fen)))
    return found


def _paid_elsewhere(events: tuple[LegalEvent, ...]) -> date | None:
    """The day of a payment that another system called complete, without an amount."""
    for one in events:
        whole = one.payload.get("complete", True) and one.payload.get("fen") is None
        if one.kind is EventKind.FEE_PAID and whole:
            return one.on
    return None

"""责令重新答复: a decision or a judgment opens another round of answering on a request.

The dispute records it; nothing of it is offered as an act on the case page. What becomes of the round before is said in
``casework.round_split``, the term of the new one in ``deadlines.ordered_reply``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from casework.act_case import ActCase, case_in
from casework.draft_states import store_states
from casework.facts import CaseFacts, LegalEvent, day_of
from casework.refusals import refused
from casework.unit_of_work import Work
from law.dispute_terms import DisputeResult
from law.terms import DocumentKind, EventKind
from models import Event, Request

__all__ = [
    "REOPENING",
    "REVOKING",
    "Order",
    "change_order",
    "fallen_replies",
    "order_reply",
    "orders_of",
    "strike_order",
]

REVOKING: Final = frozenset(
    {
        DisputeResult.REVOKE,
        DisputeResult.REVOKE_PART,
        DisputeResult.CHANGE,
        DisputeResult.CONFIRM_VOID,
        DisputeResult.J_REVOKE,
        DisputeResult.J_REVOKE_PART,
        DisputeResult.J_CHANGE,
        DisputeResult.J_VOID,
    }
)
"""Results about something that was done; without any reply there is nothing for them to fall on."""

REOPENING: Final = REVOKING | {
    DisputeResult.ORDER_PERFORM,
    DisputeResult.CONFIRM_ILLEGAL,
    DisputeResult.MEDIATE,
    DisputeResult.J_PERFORM,
    DisputeResult.J_ILLEGAL,
    DisputeResult.J_PAY,
    DisputeResult.J_MEDIATE,
}
"""Results that may order a reply; whether one of them does is for the recorder of the decision to say."""

_FALLEN: Final = {
    DisputeResult.REVOKE: "已被撤销",
    DisputeResult.J_REVOKE: "已被撤销",
    DisputeResult.REVOKE_PART: "已被部分撤销",
    DisputeResult.J_REVOKE_PART: "已被部分撤销",
    DisputeResult.CHANGE: "已被变更",
    DisputeResult.J_CHANGE: "已被变更",
    DisputeResult.CONFIRM_ILLEGAL: "已被确认违法",
    DisputeResult.J_ILLEGAL: "已被确认违法",
    DisputeResult.CONFIRM_VOID: "已被确认无效",
    DisputeResult.J_VOID: "已被确认无效",
}
_LETTERS: Final = (DocumentKind.OUTCOME_LETTER, DocumentKind.WITHDRAWAL_CONFIRM, DocumentKind.RECTIFY_NOTICE)
_ANSWERING: Final = (
    EventKind.OUTCOME_DECIDED,
    EventKind.RECTIFICATION_DECIDED,
    EventKind.WITHDRAWN,
    EventKind.CORRECTION_LAPSED,
    EventKind.FEE_LAPSED,
    EventKind.CLOSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an event of an ordered reply says.

    Attributes:
        event_id: the event; 0 before it is recorded.
        received_on: day on which the agency received the decision.
        dispute_id, dispute_event_id: the dispute and its event that brought the decision.
        result, body, number, ordered_on: the decision.
        set_days, set_until: the term that it sets, in working days or as a last day; neither if it sets none.
        procedural: revoked for a violation of procedure only (行政复议法第六十四条第二款).
        partial: only a part was revoked.
        text: what is ordered.
    """

    received_on: date
    result: DisputeResult
    event_id: int = 0
    dispute_id: int | None = None
    dispute_event_id: int | None = None
    body: str = ""
    number: str = ""
    ordered_on: date | None = None
    set_days: int | None = None
    set_until: date | None = None
    procedural: bool = False
    partial: bool = False
    text: str = ""

    @property
    def revokes(self) -> bool:
        """Whether an earlier reply fell, as against a reply that never came."""
        return self.result in REVOKING

    @classmethod
    def read(cls, said: Mapping[str, Any], on: date, event_id: int = 0) -> "Order":
        """The order of a payload.

        Raises:
            UserError: ``order_result_unknown``, ``order_term_invalid``.
        """
        result = str(said.get("result") or "")
        if result not in REOPENING:
            raise refused("order_result_unknown", field="result")
        days = said.get("set_days")
        return cls(
            event_id=event_id,
            received_on=on,
            result=DisputeResult(result),
            dispute_id=said.get("dispute_id"),
            dispute_event_id=said.get("dispute_event_id"),
            body=str(said.get("body") or ""),
            number=str(said.get("number") or ""),
            ordered_on=_day(said.get("ordered_on")),
            set_days=int(days) if days is not None else None,
            set_until=_day(said.get("set_until")),
            procedural=bool(said.get("procedural")),
            partial=bool(said.get("partial")),
            text=str(said.get("text") or ""),
        )

    @property
    def payload(self) -> dict[str, object]:
        """As the event keeps it."""
        return {
            "dispute_id": self.dispute_id,
            "dispute_event_id": self.dispute_event_id,
            "result": self.result,
            "body": self.body,
            "number": self.number,
            "set_days": self.set_days,
            "set_until": self.set_until,
            "ordered_on": self.ordered_on,
            "procedural": self.procedural,
            "partial": self.partial,
            "text": self.text,
        }


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else day_of(value)


def orders_of(facts: CaseFacts) -> tuple[Order, ...]:
    """The orders on a request in the order of entry; each opened a round."""
    found = sorted((one for one in facts.whole if one.kind is EventKind.REPLY_ORDERED), key=lambda one: one.seq)
    return tuple(Order.read(one.payload, one.on, one.id) for one in found if one.on is not None)


def fallen_replies(facts: CaseFacts) -> Mapping[int, str]:
    """What became of the replies of earlier rounds, in words for lists of letters, by document id."""
    ends = (*facts.former, facts)[1:]
    return {
        before.reply.document_id: _FALLEN[DisputeResult(after.order.payload["result"])]
        for before, after in zip(facts.former, ends, strict=True)
        if before.reply is not None and after.order is not None and after.order.payload["result"] in _FALLEN
    }


def order_reply(work: Work, request: Request, payload: Mapping[str, Any], on: date) -> Event:
    """Open another round of answering: a decision orders a reply (复议法第六十四条、第六十六条，行诉法第七十条).

    Args:
        work: the unit of work of the act that records the decision.
        request: the attacked request, locked by ``work.request``.
        payload: what the decision says, by the names of :class:`Order`; days as days or ISO text.
        on: day on which the agency received the decision.

    Raises:
        UserError: nothing there to revoke, the decision is on record already, impossible days or term, receipt not
            confirmed.
    """
    order = Order.read(payload, on)
    case = case_in(work, request)
    _check_term(order)
    _check_days(order, case)
    _check_object(order, case.state.facts)
    event = work.record(request, EventKind.REPLY_ORDERED, on, order.payload)
    _settle(work, request)
    return event


def change_order(
    work: Work, request: Request, event_id: int, payload: Mapping[str, Any], on: date, reason: str
) -> None:
    """Correct what the order says, because the decision was recorded wrongly; the round stays open.

    Raises:
        UserError: ``order_unknown``; as ``order_reply``.
    """
    case = case_in(work, request)
    event = _order_event(case.state.facts, event_id)
    order = Order.read({**event.payload, **payload}, on)
    _check_term(order)
    _check_days(order, case)
    said = {"kind": event.kind, "void": False, "reason": reason, "on": on, "payload": order.payload}
    work.record(request, EventKind.EVENT_CORRECTED, work.today, said, corrects_id=event_id)
    _settle(work, request)


def strike_order(work: Work, request: Request, event_id: int, reason: str) -> None:
    """Take an order back that was recorded wrongly: the round before counts again as it was.

    Raises:
        UserError: ``order_unknown``; ``order_in_use``, the new round has come to a decision already.
    """
    facts = case_in(work, request).state.facts
    event = _order_event(facts, event_id)
    used = _answered_after(facts, event)
    if used is not None:
        raise refused("order_in_use", what=used)
    said = {"kind": event.kind, "void": True, "reason": reason}
    work.record(request, EventKind.EVENT_CORRECTED, work.today, said, corrects_id=event_id)
    _settle(work, request)


def _settle(work: Work, request: Request) -> None:
    """Drafts of another round are mere drafts; the cached columns follow."""
    store_states(work, request)
    work.refresh(request)


def _order_event(facts: CaseFacts, event_id: int) -> LegalEvent:
    event = facts.event(event_id)
    if event is None or event.kind is not EventKind.REPLY_ORDERED:
        raise refused("order_unknown", field="event_id")
    return event


def _answered_after(facts: CaseFacts, order: LegalEvent) -> str | None:
    """What was decided or issued since the order, in words; None if nothing was."""
    for one in facts.whole:
        if one.seq <= order.seq:
            continue
        if one.kind in _ANSWERING:
            return one.kind.label
        if one.kind is EventKind.DOCUMENT_ISSUED and one.payload.get("document_kind") in _LETTERS:
            return one.kind.label
    return None


def _check_term(order: Order) -> None:
    both = order.set_days is not None and order.set_until is not None
    none = order.set_days is not None and order.set_days < 1
    early = order.set_until is not None and order.set_until < order.received_on
    if both or none or early:
        raise refused("order_term_invalid", field="set_days")


def _check_days(order: Order, case: ActCase) -> None:
    on, today, received = order.received_on, case.state.today, case.state.received
    if on > today:
        raise refused("order_in_future", field="on", day=on, today=today)
    if order.ordered_on is not None and on < order.ordered_on:
        raise refused("order_before_decision", field="on", day=on, ordered=order.ordered_on)
    if received is None:
        raise refused("order_receipt_unconfirmed")
    if on < received:
        raise refused("order_before_receipt", field="on", day=on, received=received)


def _check_object(order: Order, facts: CaseFacts) -> None:
    known = [one.dispute_event_id for one in orders_of(facts)]
    if order.dispute_event_id is not None and order.dispute_event_id in known:
        raise refused("order_recorded_already")
    reply = facts.reply or facts.revoked_reply
    given_up = any(one.kind in (EventKind.CORRECTION_LAPSED, EventKind.FEE_LAPSED) for one in facts.whole)
    if order.revokes and reply is None and not given_up and not facts.happened(EventKind.CLOSED):
        raise refused("order_nothing_to_revoke", field="result")
    decided = order.ordered_on or order.received_on
    if order.revokes and reply is not None and decided < reply.issued_on:
        raise refused("order_before_reply", field="on", ordered=decided, issued=reply.issued_on)

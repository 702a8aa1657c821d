"""What a result orders on the attacked requests: a new round of answering is opened, changed, or taken back."""

from casework.derived import events_of
from casework.dispute_course import DisputeFacts
from casework.dispute_standing import order_payload, orders_reply, standing
from casework.facts import case_facts
from casework.rounds import Order, change_order, order_reply, orders_of, strike_order
from casework.unit_of_work import Work
from models import Dispute

__all__ = ["follow_orders"]


def follow_orders(work: Work, dispute: Dispute, facts: DisputeFacts, reason: str = "") -> None:
    """Make the attacked requests say what the result that counts orders by now.

    Args:
        work: the unit of work of the act on the dispute.
        dispute: the dispute.
        facts: its events, the new one included.
        reason: of a correction.

    Raises:
        UserError: nothing there to revoke, or the new round has come to a decision already.
    """
    found = standing(facts)
    wanted = order_payload(dispute, found) if found is not None and orders_reply(found) else None
    received = found.effective_on if found is not None else None
    for request_id in dict.fromkeys(one.request_id for one in facts.targets):
        held = _held(work, request_id, dispute.id)
        if wanted is None or received is None:
            for one in held:
                strike_order(work, work.request(request_id), one.event_id, reason or "结果已更正")
            continue
        same = [one for one in held if one.dispute_event_id == wanted["dispute_event_id"]]
        for one in held:
            if one not in same:
                strike_order(work, work.request(request_id), one.event_id, reason or "结果已更正")
        if not same:
            order_reply(work, work.request(request_id), wanted, received)
        elif _differs(same[-1], Order.read(wanted, received)):
            change_order(work, work.request(request_id), same[-1].event_id, wanted, received, reason or "结果已更正")


def _held(work: Work, request_id: int, dispute_id: int) -> tuple[Order, ...]:
    """The orders of this dispute on a request."""
    facts = case_facts(events_of(work.session, request_id))
    return tuple(one for one in orders_of(facts) if one.dispute_id == dispute_id)


def _differs(held: Order, wanted: Order) -> bool:
    return held.received_on != wanted.received_on or held.payload != wanted.payload

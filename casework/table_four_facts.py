"""The disputes of a period for table four of the annual report, with the column of each result by dated law data."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.dispute_cache import dispute_policy_day
from casework.dispute_course import CountedEvent, DisputeFacts, dispute_facts
from casework.office import Office
from law.dispute_results import result_class
from law.dispute_terms import DisputeEventKind, DisputeResult, Instance, ResultClass
from law.policies import PolicySet
from models import Dispute, DisputeEvent
from reports.table_four import DisputeCourseFact, DisputeResultFact, TableFour, table_four

__all__ = ["counted_four", "table_four_facts"]

_K = DisputeEventKind
_BLOCK: Final = 500
_PENDING: Final = ResultClass.PENDING


def counted_four(facts: Iterable[DisputeCourseFact], since: date, until: date, policies: PolicySet) -> TableFour:
    """Table four of a period from its disputes, by the policies of its last day.

    The agency is a party to all of them, never the reconsideration body, so ``t4_co_defendant`` makes no difference.
    """
    each = policies.text("t4_instance_policy") == "each_instance"
    return table_four(facts, since, until, each_instance=each)


def table_four_facts(office: Office, session: Session, since: date, until: date) -> Iterator[DisputeCourseFact]:
    """The disputes that may belong to a period; those that ended before it are left out."""
    open_or_later = or_(Dispute.result_on.is_(None), Dispute.result_on >= since, Dispute.result_class == _PENDING)
    ids = session.scalars(select(Dispute.id).where(open_or_later).order_by(Dispute.id)).all()
    book = office.policy_book(session)  # asked for once: of thousands of disputes each would look whether it changed
    for at in range(0, len(ids), _BLOCK):
        block = ids[at : at + _BLOCK]
        events: dict[int, list[DisputeEvent]] = defaultdict(list)
        statement = select(DisputeEvent).where(DisputeEvent.dispute_id.in_(block)).order_by(DisputeEvent.seq)
        for row in session.scalars(statement):
            events[row.dispute_id].append(row)
        for dispute_id in block:
            facts = dispute_facts(events[dispute_id])
            fact = _fact(dispute_id, facts, book.on(dispute_policy_day(facts)))
            if fact is not None and fact.began_on <= until:
                yield fact


def _fact(dispute_id: int, facts: DisputeFacts, policies: PolicySet) -> DisputeCourseFact | None:
    days = [one.on for one in facts.events if one.on is not None and one.kind is not _K.OPENED]
    opened = facts.last(_K.OPENED)
    began = min(days, default=opened.on if opened is not None else None)
    if began is None:
        return None
    appealed = facts.all_of(_K.APPEALED, _K.APPEAL_RECEIVED)
    seconds = [one.on for one in (*appealed, *_second(facts)) if one.on is not None]
    return DisputeCourseFact(
        ref=str(dispute_id),
        forum=facts.forum,
        began_on=began,
        after_reconsideration=facts.previous_id is not None,
        results=tuple(_results(facts, policies)),
        second_on=min(seconds, default=None),
    )


def _second(facts: DisputeFacts) -> tuple[CountedEvent, ...]:
    return tuple(one for one in facts.all_of(_K.DECIDED) if _instance(one) is Instance.SECOND)


def _instance(event: CountedEvent) -> Instance:
    return Instance(event.values.get("instance") or Instance.FIRST)


def _results(facts: DisputeFacts, policies: PolicySet) -> Iterator[DisputeResultFact]:
    first: DisputeResult | None = None
    for one in sorted(facts.all_of(_K.DECIDED), key=lambda event: event.order):
        result, instance = DisputeResult(one.values["result"]), _instance(one)
        if one.on is not None:
            column = result_class(result, one.on, policies, first=first)
            yield DisputeResultFact(on=one.on, column=column, instance=instance)
        if instance is Instance.FIRST:
            first = result

"""The dated facts of one dispute, as its clocks read them; the order in which they are given never matters."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from law.dispute_terms import AttackedAct, DisputeEventKind, DisputeResult, Forum, Instance, Procedure
from law.terms import RemedyClass

__all__ = ["Attacked", "DisputeCourse", "DisputeFact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFact:
    """What happened in a dispute on a legal day.

    Attributes:
        ref: identifies it among others.
        until: last day of what lasts (survey, deferral of evidence), the day of a hearing in its notice, the day that a
            decision sets.
        days: extension in calendar days, or the term that a decision sets (working days for a new reply).
        procedure: of acceptance, of the copy, or what a change of procedure leads to.
        result, ruling: how an instance ended, and whether by a ruling (裁定).
        by_agency: the agency itself did it (appeal, retrial).
        served: day on which the agency received it, other_served that on which the other side did, where they are told.
        ground: item of the closed list that it names.
    """

    ref: str
    kind: DisputeEventKind
    on: date
    until: date | None = None
    days: int | None = None
    procedure: Procedure | None = None
    result: DisputeResult | None = None
    instance: Instance = Instance.FIRST
    by_agency: bool = False
    ruling: bool = False
    served: date | None = None
    other_served: date | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """An attacked act as the other side's periods read it.

    Attributes:
        served_on: day on which the applicant received it; decided_on: its date.
        known_on: day on which somebody else came to know of its content.
        informed: remedy, body and period were told (复议法第二十条第三款).
        reply_due: last day of the period of a missing reply.
        remedy: class of the remedy that the law gives.
        told_days, told_months: period that the letter told, where it was told wrongly.
    """

    ref: str
    act: AttackedAct
    served_on: date | None = None
    decided_on: date | None = None
    known_on: date | None = None
    informed: bool = True
    reply_due: date | None = None
    remedy: RemedyClass | None = None
    real_estate: bool = False
    told_days: int | None = None
    told_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeCourse:
    """All facts of one dispute.

    Attributes:
        after_reconsideration: a lawsuit that follows a reconsideration.
        reconsideration_served: day on which the applicant received that decision.
    """

    forum: Forum
    facts: tuple[DisputeFact, ...] = ()
    attacked: tuple[Attacked, ...] = ()
    after_reconsideration: bool = False
    reconsideration_served: date | None = None
    _by_day: tuple[DisputeFact, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_day", tuple(sorted(self.facts, key=_order)))

    def all_of(self, *kinds: DisputeEventKind) -> tuple[DisputeFact, ...]:
        """Facts of some kinds by their days."""
        return tuple(one for one in self._by_day if one.kind in kinds)

    def first(self, *kinds: DisputeEventKind) -> DisputeFact | None:
        """The earliest fact of some kinds."""
        return next((one for one in self._by_day if one.kind in kinds), None)

    def last(self, *kinds: DisputeEventKind) -> DisputeFact | None:
        """The latest fact of some kinds."""
        found = self.all_of(*kinds)
        return found[-1] if found else None

    def plus(self, *facts: DisputeFact) -> "DisputeCourse":
        """The same course with more facts (what-if)."""
        return replace(self, facts=(*self.facts, *facts))

    def minus(self, refs: Iterable[str]) -> "DisputeCourse":
        """The same course without some facts."""
        struck = set(refs)
        return replace(self, facts=tuple(one for one in self.facts if one.ref not in struck))


def _order(fact: DisputeFact) -> tuple[date, str, str]:
    # Of one day and kind, number by number: "9" before "10".
    return fact.on, fact.kind.value, fact.ref.zfill(12)

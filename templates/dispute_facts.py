"""What the register says of a dispute, as the checks of its documents read it: frozen data, filled by ``casework``.

Nothing here is computed. ``None`` and empty mean that nothing is known; a check that lacks what it compares with says
nothing.
"""

from dataclasses import dataclass
from datetime import date

__all__ = ["DecisionFact", "DisputeBasis", "EvidenceFact", "OpinionFact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFact:
    """A piece of evidence as planned.

    Attributes:
        number: in the list; name: what it is.
        made_on: when it came into being; late: after the attacked act.
        restricted: the other side may not consult it; on_file: it is there.
    """

    number: int
    name: str
    made_on: date | None = None
    late: bool = False
    restricted: bool = False
    on_file: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFact:
    """The decision or judgment that is carried out: its number and days, the last day to do so, the day it was done."""

    number: str = ""
    decided_on: date | None = None
    served_on: date | None = None
    due: date | None = None
    performed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionFact:
    """An opinion of the reconsideration body or the court: its number and days, the last day to report."""

    number: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeBasis:
    """Everything the register says that a document of a dispute may contradict.

    Attributes:
        today: the day of checking.
        body, case_number, agency: of the dispute; applicants, third_parties, co_respondents: by name.
        copy_received_on: day on which the copy came in; answer_due: last day to answer, ``provisional`` while the
            calendar does not settle it.
        days: days on which something of the requests and of the dispute is on record; ``None`` if that is not known.
        since: day of the attacked act; evidence made later is too late.
        evidence: as planned; ``None`` if that is not known.
        claims: the grounds of the other side as recorded.
        copies: how many copies have to go with an answer; ``None`` if that is not known.
        representative: who represents the agency by law.
        decision, opinion: what a report is about.
    """

    today: date
    body: str = ""
    case_number: str = ""
    agency: str = ""
    applicants: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    co_respondents: tuple[str, ...] = ()
    copy_received_on: date | None = None
    answer_due: date | None = None
    provisional: bool = False
    days: frozenset[date] | None = None
    since: date | None = None
    evidence: tuple[EvidenceFact, ...] | None = None
    claims: tuple[str, ...] = ()
    copies: int | None = None
    representative: str = ""
    decision: DecisionFact | None = None
    opinion: OpinionFact | None = None

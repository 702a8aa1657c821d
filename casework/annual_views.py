"""What casework gives back of an annual report: frozen, with texts ready to show and keys of cells to go on with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from law.terms import Outcome

__all__ = [
    "AnnualDeadlineView",
    "AnnualPolicyView",
    "AnnualView",
    "BeforeView",
    "Behind",
    "CellCaseView",
    "CellView",
    "CheckView",
    "ClosingView",
    "ContributionView",
    "FindingLine",
    "HandFigureView",
    "LaterCorrection",
    "NumberView",
    "PartView",
    "RelationView",
    "SumView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A break of a relation; ``cells``: keys of the cells that take part, ``blocking``: the year cannot close."""

    relation: str
    sentence: str
    cells: tuple[str, ...]
    blocking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """A relation of the tables and whether it holds.

    Attributes:
        key, rule, basis: which one, in a short sentence, and where it comes from.
        state: ``holds``, ``broken`` or ``not_checked``.
        checked: how many times it was tried.
        why_not: what is missing to try it; empty if it was tried.
    """

    key: str
    rule: str
    basis: str
    state: str
    checked: int
    why_not: str
    findings: tuple[FindingLine, ...]

    @property
    def blocking(self) -> bool:
        """Whether it keeps the year from being closed."""
        return any(one.blocking for one in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """A number in a text: where it stands, what it says, and what is wrong with it (empty: nothing)."""

    start: int
    end: int
    text: str
    how: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """The words of one of the six parts.

    Attributes:
        key, title: ``overview`` and 一、总体情况.
        text: as it stands in the report: what was written, else the proposal.
        proposed: what the tables say; empty where nothing can be proposed.
        edited: somebody wrote it.
        numbers: the numbers in the text with what they are, and what does not agree.
    """

    key: str
    title: str
    text: str
    proposed: str
    edited: bool
    numbers: tuple[NumberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandFigureView:
    """A cell of table two.

    Attributes:
        cell: key; label: row and column as the form names them; block: title of its block.
        text: the figure as it stands, empty if nobody gave it.
        source: where it comes from, in words: 录入, 沿用上年; empty if it is missing.
        decimals: places after the point that it may have.
        before: the figure of the year before, empty if not known.
    """

    cell: str
    label: str
    block: str
    text: str
    source: str
    decimals: int
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeView:
    """The report of the year before.

    Attributes:
        year: that year.
        source: ``closed`` (closed here), ``entered`` (typed or read from its file), or empty: nobody gave it.
        told: the same in words.
        figures: its cells as texts.
    """

    year: int
    source: str
    told: str
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPolicyView:
    """How is counted where the form is silent; ``before`` is last year's reading where it was another one."""

    key: str
    label: str
    question: str
    value: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingView:
    """A closing of the year; ``number`` counts the closings of the year from 1, ``id`` names it."""

    id: int
    number: int
    closed_on: date
    closed_at: datetime
    closed_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualDeadlineView:
    """A last day: what for, how it was reckoned and by which article.

    ``last_working`` is the last working day until then; ``left``: calendar days from today, negative when it is over.
    """

    label: str
    due: date
    last_working: date
    steps: tuple[str, ...]
    basis: str
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterCorrection:
    """A case that stands elsewhere now than when the year was closed.

    Attributes:
        request_id: the request; None for a dispute.
        dispute_id: the dispute; None for a request.
        label: its number; applicant: masked.
        column: kind of applicant, or group of table four.
        was, now: rows as believed then and as known now, in words; empty: in none.
        why: the later event, in words.
    """

    request_id: int | None
    dispute_id: int | None
    label: str
    applicant: str
    column: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind one counted case: its requests, and the outcome it was counted by (None while it is open)."""

    request_ids: tuple[int, ...]
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualView:
    """The report of a year.

    Attributes:
        year, agency: which report.
        figures: the cells of all tables as texts; an empty one is an empty text.
        cells: what is behind each cell of tables three and four (counted cases, ids of disputes); none if entered.
        behind: the counted cases by name.
        relations: all relations in their order.
        parts: the six parts.
        hand: table two.
        before: the year before.
        policies: how is counted.
        deadlines: of this agency.
        closings: the oldest first; empty while the year is open.
        corrections: how many cases stand elsewhere now than in the last closing.
        unplaced: requests closed without an outcome, which are in no row.
        entry: mark of what was entered last, to be handed back with what is entered next.
        carried_note: why last year's published report was wrong; empty if nobody said so.
        counted_until: last day counted in a year that is not over, None otherwise.
        fee_sentence: part six on processing fees, as the ledger says it.
    """

    year: int
    agency: str
    figures: Mapping[str, str]
    cells: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, Behind]
    relations: tuple[RelationView, ...]
    parts: tuple[PartView, ...]
    hand: tuple[HandFigureView, ...]
    before: BeforeView
    policies: tuple[AnnualPolicyView, ...]
    deadlines: tuple[AnnualDeadlineView, ...]
    closings: tuple[ClosingView, ...]
    corrections: int
    unplaced: frozenset[int]
    entry: int
    carried_note: str
    counted_until: date | None
    fee_sentence: str

    @property
    def closed(self) -> ClosingView | None:
        """The closing that counts, None while the year is open."""
        return self.closings[-1] if self.closings else None

    @property
    def broken(self) -> tuple[FindingLine, ...]:
        """All breaks."""
        return tuple(one for relation in self.relations for one in relation.findings)

    @property
    def blocking(self) -> tuple[FindingLine, ...]:
        """The breaks that keep the year from being closed."""
        return tuple(one for one in self.broken if one.blocking)

    @property
    def tried(self) -> int:
        """How many times a relation was tried."""
        return sum(one.checked for one in self.relations)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCaseView:
    """A case behind a cell: opens the request, or the dispute. ``applicant`` is masked."""

    request_id: int | None
    dispute_id: int | None
    label: str
    applicant: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What is behind a cell.

    Attributes:
        cell, title: which one: 1.本机关不掌握相关政府信息·自然人.
        number: how many cases.
        split: outcomes with their numbers where several lie behind the cell.
        cases: the first of them.
        request_ids: the requests behind it, all of them; empty for table four.
        closed: the picture of the closing, not the cases as known now.
    """

    cell: str
    title: str
    number: int
    split: tuple[tuple[str, int], ...]
    cases: tuple[CellCaseView, ...]
    request_ids: tuple[int, ...]
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """What came of checking a report that stands alone; ``figures`` by cell, ``agency`` and ``year`` as it says."""

    year: int | None
    agency: str
    form: int
    figures: Mapping[str, str]
    relations: tuple[RelationView, ...]

    @property
    def broken(self) -> tuple[FindingLine, ...]:
        """All breaks."""
        return tuple(one for relation in self.relations for one in relation.findings)

    @property
    def tried(self) -> int:
        """How many times a relation was tried."""
        return sum(one.checked for one in self.relations)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionView:
    """The file of another office in the sum of a parent agency; ``warnings`` are breaks that do not keep it out."""

    id: int
    agency: str
    file_name: str
    received_at: datetime
    received_by: str
    requests: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SumView:
    """Several offices' tables added up.

    Attributes:
        year: the year; offices: their files; with_own: the own figures are in it.
        own_blocking: why the own figures are not in order; empty if they are.
        figures: the sums by cell; relations: of the sum.
        remarks: what the reader of the sum must know (a table that an office did not send), in Chinese.
    """

    year: int
    offices: tuple[ContributionView, ...]
    with_own: bool
    own_blocking: str
    figures: Mapping[str, str]
    relations: tuple[RelationView, ...]
    remarks: tuple[str, ...]

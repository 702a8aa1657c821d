"""The checker of the annual report: which relations hold, and one finding for each that is broken, column by column.

It needs tables and nothing else, so a report that somebody pasted is checked like our own. What cannot be checked,
because a table or the year before was not given, is said and never counts as right.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from law.annual_form import AnnualForm, four_key, three_key, two_key
from law.annual_relations import AnnualRelation, RelationLevel, RelationScope, annual_relations
from reports.annual_numbers import text_breaks
from reports.annual_part_six import fee_breaks
from reports.annual_tables import AnnualTables, Figure, as_number, plain_number, shown
from reports.annual_texts import AnnualTexts
from reports.annual_values import AnnualBasis
from reports.fee_disclosure import FeeDisclosure

__all__ = ["AnnualCheck", "AnnualFinding", "RelationCheck", "RelationState", "check_annual"]


class RelationState(StrEnum):
    """What came of a relation."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualFinding:
    """One break.

    Attributes:
        relation: key of the relation.
        level: it stops the export, or is told.
        sentence: where, and both sides.
        column: key of the column, row, group or part in which it was found.
        left, right: both sides as numbers; None where there are none.
        cells: keys of the cells that take part, this year's first.
        year: the year reported on.
    """

    relation: str
    level: RelationLevel
    sentence: str
    column: str
    left: Decimal | None
    right: Decimal | None
    cells: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCheck:
    """What came of one relation.

    Attributes:
        relation: the relation.
        state: it holds, is broken, or could not be checked.
        checked: how many times it was tried.
        why_not: what was missing, in Chinese; empty if it was checked.
        findings: its breaks.
    """

    relation: AnnualRelation
    state: RelationState
    checked: int
    why_not: str
    findings: tuple[AnnualFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualCheck:
    """What came of all relations, in their order."""

    relations: tuple[RelationCheck, ...]

    @property
    def findings(self) -> tuple[AnnualFinding, ...]:
        """All breaks."""
        return tuple(one for check in self.relations for one in check.findings)

    @property
    def errors(self) -> tuple[AnnualFinding, ...]:
        """The breaks that stop the export."""
        return tuple(one for one in self.findings if one.level is RelationLevel.ERROR)

    @property
    def warnings(self) -> tuple[AnnualFinding, ...]:
        """The breaks that are told."""
        return tuple(one for one in self.findings if one.level is RelationLevel.WARN)

    @property
    def checked(self) -> int:
        """How many times a relation was tried."""
        return sum(one.checked for one in self.relations)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    tables: AnnualTables
    before: AnnualTables | None
    carried_note: str
    texts: AnnualTexts | None
    fees: FeeDisclosure | None


_Tried = tuple[int, str, list[AnnualFinding]]
"""How often a relation was tried, what was missing, its breaks."""

_NO_TABLE: Final = {"t2": "没有表二", "t3": "没有表三", "t4": "没有表四"}


def check_annual(
    tables: AnnualTables,
    before: AnnualTables | None = None,
    *,
    carried_note: str = "",
    texts: AnnualTexts | None = None,
    fees: FeeDisclosure | None = None,
) -> AnnualCheck:
    """Try all relations.

    Args:
        tables: the report.
        before: the report of the year before, in either form; None if not given.
        carried_note: why the published report of the year before was wrong. With it R4 is told instead of stopping the
            export, and the finding quotes it.
        texts: the words of the report; None if only the tables are checked.
        fees: what the ledger holds on fees; None if nobody knows.
    """
    given = _Given(tables=tables, before=before, carried_note=carried_note.strip(), texts=texts, fees=fees)
    return AnnualCheck(relations=tuple(_check(one, given) for one in annual_relations().values()))


def _check(relation: AnnualRelation, given: _Given) -> RelationCheck:
    checked, why_not, findings = _SCOPES[relation.scope](relation, given)
    state = RelationState.BROKEN if findings else RelationState.NOT_CHECKED if why_not else RelationState.HOLDS
    return RelationCheck(
        relation=relation, state=state, checked=checked, why_not=why_not, findings=tuple(findings)
    )  # fmt: skip


def _columns(relation: AnnualRelation, given: _Given) -> _Tried:
    tables = given.tables
    if not tables.has("t3"):
        return 0, _NO_TABLE["t3"], []
    parts = tables.layout.part_rows()
    tried = [
        _equal(
            relation,
            given,
            (column, f"{label}列"),
            tuple(three_key(row, column) for row in relation.left),
            tuple(three_key(row, column) for row in (parts if relation.right == ("parts",) else relation.right)),
        )
        for column, label in tables.layout.columns
    ]
    return len(tried), "", [one for one in tried if one is not None]


def _rows(relation: AnnualRelation, given: _Given) -> _Tried:
    tables = given.tables
    if not tables.has("t3"):
        return 0, _NO_TABLE["t3"], []
    tried = [
        _equal(
            relation,
            given,
            (row, label),
            tuple(three_key(row, column) for column in relation.left),
            tuple(three_key(row, column) for column in relation.right),
        )
        for row, label in tables.layout.rows
    ]
    return len(tried), "", [one for one in tried if one is not None]


def _groups(relation: AnnualRelation, given: _Given) -> _Tried:
    tables = given.tables
    if not tables.has("t4"):
        return 0, _NO_TABLE["t4"], []
    tried = [
        _equal(
            relation,
            given,
            (group, label),
            tuple(four_key(group, result) for result in relation.left),
            tuple(four_key(group, result) for result in relation.right),
        )
        for group, label in tables.layout.groups
    ]
    return len(tried), "", [one for one in tried if one is not None]


def _equal(
    relation: AnnualRelation, given: _Given, where: tuple[str, str], left: tuple[str, ...], right: tuple[str, ...]
) -> AnnualFinding | None:
    """A relation between cells of one report; cells that hold no number are the business of R9."""
    one, other = given.tables.sum_of(left), given.tables.sum_of(right)
    if one is None or other is None or one == other:
        return None
    return _broken(relation, given, where, one, other, (*left, *right))


def _years(relation: AnnualRelation, given: _Given) -> _Tried:
    tables, before = given.tables, given.before
    missing = _before_missing(given, "t3")
    if before is None or missing:
        return 0, missing, []
    findings = []
    for column, label in tables.layout.columns:
        left = tuple(three_key(row, column) for row in relation.left)
        right = tuple(three_key(row, column) for row in relation.right)
        one, other = tables.sum_of(left), before.sum_of(right)
        if one is None or other is None or one == other:
            continue
        level = RelationLevel.WARN if given.carried_note else relation.level
        note = f"（上年已公布，说明：{given.carried_note}）" if given.carried_note else ""
        findings.append(_broken(relation, given, (column, f"{label}列"), one, other, left, level=level, note=note))
    return len(tables.layout.columns), "", findings


def _before_missing(given: _Given, table: str) -> str:
    """Why a relation to the year before cannot be checked; empty if it can."""
    if not given.tables.has(table):
        return _NO_TABLE[table]
    before = given.before
    if before is None:
        return f"没有{given.tables.year - 1}年的表"
    if before.year != given.tables.year - 1:
        return f"所给的是{before.year}年的表，不是{given.tables.year - 1}年的"
    return "" if before.has(table) else f"{before.year}年的报告{_NO_TABLE[table]}"


def _stock(relation: AnnualRelation, given: _Given) -> _Tried:
    tables, before = given.tables, given.before
    missing = _before_missing(given, "t2")
    if before is None or missing:
        return 0, missing, []
    if AnnualForm.OLD in (tables.form, before.form):
        return 0, "2019年式的表二栏目不同，不能比", []
    findings, (in_force,) = [], relation.left
    standing, *more = relation.right
    made, repealed = more
    kinds = [row for block in tables.layout.blocks if in_force in block.columns for row in block.rows]
    for row, label in kinds:
        cells = tuple(two_key(row, column) for column in (in_force, made, repealed))
        now, added, gone = (as_number(tables.figures.get(one)) for one in cells)
        earlier = as_number(before.two(row, standing))
        if now is None or added is None or gone is None or earlier is None:
            continue
        if now != earlier + added - gone:
            findings.append(_broken(relation, given, (row, label), now, earlier + added - gone, cells))
    return len(kinds), "", findings


def _texts(relation: AnnualRelation, given: _Given) -> _Tried:
    if given.texts is None or not any(words.strip() for _, words in given.texts.parts):
        return 0, "没有正文", []
    basis = AnnualBasis(tables=given.tables, before=given.before, fees=given.fees)
    tried, breaks = text_breaks(given.texts, basis)
    return tried, "", [
        _broken(relation, given, (part, sentence), left, right, cells) for part, sentence, left, right, cells in breaks
    ]  # fmt: skip


def _fees(relation: AnnualRelation, given: _Given) -> _Tried:
    if given.fees is None:
        return 0, "没有收费台账", []
    if given.texts is None:
        return 0, "没有正文", []
    findings = [
        _broken(relation, given, ("other", sentence), None, None, (), level=None if charged else RelationLevel.WARN)
        for sentence, charged in fee_breaks(given.texts.other, given.fees)
    ]
    return 1, "", findings


def _cells(relation: AnnualRelation, given: _Given) -> _Tried:
    tables = given.tables
    layout = tables.layout
    # The old table two is only stored: its 增/减 may be negative.
    own = [("t3", layout.table_three), ("t4", layout.table_four)]
    if tables.form is AnnualForm.CURRENT:
        own.insert(0, ("t2", layout.table_two))
    cells = [cell for table, keys in own if tables.has(table) for cell in keys]
    findings = []
    for cell in cells:
        figure = tables.figures.get(cell)
        problem = _cell_problem(figure, layout.decimals(cell))
        if problem:
            left = None if figure is None else as_number(figure)
            where = (cell.split(".")[2], f"{layout.cell_title(cell)}: {problem}")
            findings.append(_broken(relation, given, where, left, None, (cell,)))
    return len(cells), "" if cells else "没有表", findings


def _cell_problem(figure: Figure, decimals: int) -> str:
    if figure is None:
        return "空格，没有的填0"
    if isinstance(figure, str):
        return f"不是数字“{figure}”"
    if figure < 0:
        return f"负数{shown(figure)}"
    number = Decimal(figure)
    if number == number.to_integral_value():
        return ""
    if not decimals:
        return f"不是整数{shown(figure)}"
    return "" if number == round(number, decimals) else f"超过{decimals}位小数{shown(figure)}"


def _broken(
    relation: AnnualRelation,
    given: _Given,
    where: tuple[str, str],
    left: Decimal | None,
    right: Decimal | None,
    cells: tuple[str, ...],
    *,
    level: RelationLevel | None = None,
    note: str = "",
) -> AnnualFinding:
    sides = {name: "" if one is None else plain_number(one) for name, one in (("left", left), ("right", right))}
    return AnnualFinding(
        relation=relation.key,
        level=level or relation.level,
        sentence=relation.sentence.format(where=where[1], **sides) + note,
        column=where[0],
        left=left,
        right=right,
        cells=cells,
        year=given.tables.year,
    )


_SCOPES: Final[Mapping[RelationScope, Callable[[AnnualRelation, _Given], _Tried]]] = {
    RelationScope.COLUMN: _columns,
    RelationScope.ROW: _rows,
    RelationScope.GROUP: _groups,
    RelationScope.YEARS: _years,
    RelationScope.STOCK: _stock,
    RelationScope.TEXT: _texts,
    RelationScope.FEES: _fees,
    RelationScope.CELL: _cells,
}

"""What the words of an annual report stand for in numbers: sums of cells, growth, shares, fees.

Of each number that may be meant the cells are told, and what hints at a usual mistake stands beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Final

from law.annual_form import TOTAL, four_key, three_key, two_key
from reports.annual_meanings import Meaning, MeaningKind, meanings
from reports.annual_tables import AnnualTables
from reports.fee_disclosure import FeeDisclosure

__all__ = [
    "COUNTED",
    "AnnualBasis",
    "Reading",
    "Scope",
    "changes_of",
    "growth",
    "rate",
    "readings_of",
    "rounded",
    "sums_like",
]

COUNTED: Final = frozenset({"", "件", "件次", "宗", "起", "项"})
"""Units of what the tables count."""

_K = MeaningKind
_AMOUNTS: Final = ("万元", "元")
_TEN_THOUSAND: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualBasis:
    """What numbers may rest on: the tables, those of the year before, the fees."""

    tables: AnnualTables
    before: AnnualTables | None = None
    fees: FeeDisclosure | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a number may mean.

    Attributes:
        what: how it is made of cells.
        value: what the tables give for it.
        cells: keys of the cells.
        hint: not empty for a usual mistake: what was done wrong by whoever wrote this value.
    """

    what: str
    value: Decimal
    cells: tuple[str, ...] = ()
    hint: str = ""


@dataclass(slots=True)
class Scope:
    """What the words before a number have set.

    Attributes:
        pending: the meaning that waits for its number.
        change: growth, share or rate that waits for its number.
        column: of table three; groups: of table four; norm: row of table two.
        last, last_meaning: what the last count may be.
    """

    pending: Meaning | None = None
    change: Meaning | None = None
    column: str = TOTAL
    groups: tuple[str, ...] = ()
    norm: Meaning | None = None
    last: tuple[Reading, ...] = ()
    last_meaning: Meaning | None = None


def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Growth against the year before in percent, two decimals; None where the year before has nothing to compare."""
    return None if not before else rounded((now - before) * 100 / before, 2)


def rate(part: Decimal, whole: Decimal) -> Decimal | None:
    """A share in percent, two decimals; None of nothing."""
    return None if not whole else rounded(part * 100 / whole, 2)


def rounded(number: Decimal, places: int) -> Decimal:
    """Rounded half up, as people do."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def readings_of(meaning: Meaning | None, scope: Scope, basis: AnnualBasis, unit: str) -> Iterator[Reading]:
    """What a number may be, by the word that gives its meaning."""
    if meaning is None:
        return
    if meaning.kind is _K.FEE:
        yield from _fee_readings(meaning, basis, unit)
    elif meaning.kind in (_K.NORM, _K.NORM_COLUMN):
        yield from _norm_readings(meaning, scope, basis, unit)
    elif unit in COUNTED:
        yield from _counts(meaning, scope.column, scope.groups, basis.tables)


def sums_like(value: Decimal, tables: AnnualTables) -> tuple[Reading, ...]:
    """What any word may mean that has this value: the totals of table three and their sums."""
    rows = [one for one in meanings().values() if one.kind is _K.ROWS]
    found = [one for meaning in rows for one in _counts(meaning, TOTAL, (), tables)]
    return tuple(dict.fromkeys(one for one in found if one.value == value and not one.hint))


def _counts(meaning: Meaning, column: str, groups: tuple[str, ...], tables: AnnualTables) -> Iterator[Reading]:
    if meaning.kind is _K.ROWS:
        for scoped, (parts, how) in product(
            dict.fromkeys((column, TOTAL)), zip(meaning.readings, meaning.how, strict=True)
        ):
            yield from _sum(f"表三 {how}{_of(tables, scoped)}", [three_key(part, scoped) for part in parts], tables)
        if meaning.key == "closed":
            hint = "是收办数（一＋二），不是办结数"
            yield from _sum("", [three_key("r1", TOTAL), three_key("r2", TOTAL)], tables, hint)
    elif meaning.kind is _K.COLUMN:
        for rows, how in ((("r1",), "一"), (("r1", "r2"), "一＋二"), (("r3_7",), "三（七）")):
            named = meaning.name if len(meaning.names) > 1 else dict(tables.layout.columns)[meaning.names[0]]
            keys = [three_key(row, one) for row, one in product(rows, meaning.names)]
            yield from _sum(f"表三 {how}·{named}", keys, tables)
    elif meaning.kind in (_K.GROUP, _K.RESULT) and groups:
        named = "、".join(label for key, label in tables.layout.groups if key in groups)
        sums = meaning.readings or ((TOTAL,),)
        for parts, how in zip(sums, meaning.how or ("总计",), strict=True):
            keys = [_signed(group, part) for group, part in product(groups, parts)]
            yield from _sum(f"表四 {named}·{how}", keys, tables)
        if meaning.kind is _K.GROUP:
            hint = "是已审结数（总计减尚未审结），不是总计"
            keys = [_signed(group, part) for group, part in product(groups, (TOTAL, "-pending"))]
            yield from _sum("", keys, tables, hint)
            parts = [_signed(group, result) for group in groups for result, _ in tables.layout.results[:-1]]
            if not tables.sum_of(four_key(group, TOTAL) for group in groups):
                yield from _sum("", parts, tables, "表四总计误填0")


def _of(tables: AnnualTables, column: str) -> str:
    return "·总计" if column == TOTAL else f"·{dict(tables.layout.columns)[column]}"


def _signed(group: str, part: str) -> str:
    return f"-{four_key(group, part[1:])}" if part.startswith("-") else four_key(group, part)


def _sum(what: str, keys: Sequence[str], tables: AnnualTables, hint: str = "") -> Iterator[Reading]:
    plus = [one for one in keys if not one.startswith("-")]
    minus = [one[1:] for one in keys if one.startswith("-")]
    if not any(one in tables.figures for one in plus):
        return
    added, taken = tables.sum_of(plus), tables.sum_of(minus)
    if added is not None and taken is not None:
        yield Reading(what, added - taken, (*plus, *minus), hint)


def _norm_readings(meaning: Meaning, scope: Scope, basis: AnnualBasis, unit: str) -> Iterator[Reading]:
    row = meaning if meaning.kind is _K.NORM else scope.norm
    if row is None:
        return
    for column in meaning.names:
        cell = two_key(row.row, column)
        money = basis.tables.layout.decimals(cell) > 0
        # 1,200条 of licences are published words, not decisions.
        if cell not in basis.tables.figures or (unit not in _AMOUNTS if money else unit not in COUNTED):
            continue
        for one in _sum(basis.tables.layout.cell_title(cell), [cell], basis.tables):
            yield replace(one, value=one.value * _TEN_THOUSAND) if unit == "元" else one


def _fee_readings(meaning: Meaning, basis: AnnualBasis, unit: str) -> Iterator[Reading]:
    if basis.fees is None:
        return
    fees = basis.fees
    amounts = {"noticed": ("收费通知金额", fees.noticed_fen), "collected": ("实际收取", max(0, fees.collected_fen))}
    fen = {"元": 100, "万元": 1_000_000}.get(unit)
    for name in meaning.names:
        if name == "notices" and unit in COUNTED:
            yield Reading("发出收费通知件数", Decimal(fees.notices))
        elif name in amounts and fen:
            what, amount = amounts[name]
            yield Reading(what, Decimal(amount) / fen)


def changes_of(scope: Scope, basis: AnnualBasis, value: Decimal, *, percent: bool) -> Iterator[Reading]:
    """Growth, shares and rates of what was named last; ``value`` is what was written, in percent or as a difference."""
    change, tables = scope.change, basis.tables
    if change is not None and change.kind is _K.RATE and scope.groups:
        parts = [_signed(group, part) for group in scope.groups for part in change.readings[0]]
        whole = [four_key(group, TOTAL) for group in scope.groups]
        yield from _share(change.name, tables.sum_of(parts), tables.sum_of(whole), (*parts, *whole))
        return
    if scope.last_meaning is None:
        return
    if change is None:
        # 按期办结率100% is no growth and no share: without a word for it a percentage may be one, but need not.
        both = [replace(scope, change=one) for one in meanings().values() if one.kind in (_K.GROWTH, _K.SHARE)]
        yield from (
            one for each in both for one in changes_of(each, basis, value, percent=percent) if one.value == value
        )
        return
    if change.kind is _K.GROWTH:
        yield from _growths(scope, basis, value, percent=percent)
    if percent and change.kind is _K.SHARE:
        for one in scope.last:
            for name, keys in _wholes(one):
                if one.hint or set(keys) == set(one.cells):  # all of it is no share
                    continue
                yield from _share(f"{one.what}占{name}", one.value, tables.sum_of(keys), (*one.cells, *keys))


def _growths(scope: Scope, basis: AnnualBasis, value: Decimal, *, percent: bool) -> Iterator[Reading]:
    before, meaning = basis.before, scope.last_meaning
    if before is None or meaning is None:
        return
    sign = scope.change.sign if scope.change is not None else 0
    for one in scope.last:
        if one.hint or not one.cells or any(cell not in before.figures for cell in one.cells):
            continue
        earlier = next(
            (other.value for other in _counts(meaning, scope.column, scope.groups, before) if other.cells == one.cells),
            None,
        )
        if earlier is None:
            continue
        moved = growth(one.value, earlier) if percent else one.value - earlier
        if moved is not None:
            # 下降3% is minus 3; a text without a direction may leave the sign out.
            written = moved * sign if sign else (abs(moved) if value == abs(moved) else moved)
            yield Reading(f"{one.what}同比", written, one.cells)


def _share(what: str, part: Decimal | None, whole: Decimal | None, cells: tuple[str, ...]) -> Iterator[Reading]:
    share = rate(part, whole) if part is not None and whole is not None else None
    if share is not None:
        yield Reading(what, share, cells)


def _wholes(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """What a count may be a share of."""
    if reading.cells and reading.cells[0].startswith("t4."):
        groups = dict.fromkeys(cell.split(".")[1] for cell in reading.cells)
        yield "总计", [four_key(group, TOTAL) for group in groups]
        return
    for name, rows in (("三（七）总计", ("r3_7",)), ("收办（一＋二）", ("r1", "r2")), ("新收（一）", ("r1",))):
        yield name, [three_key(row, TOTAL) for row in rows]

"""Sentences of the annual report made from its tables, each number with what it rests on.

收办 is 一＋二, 办结 is 三（七）, 不予公开 the sum of 三（三）, cases of reconsideration and court the totals of table
four. Growth is against the year before with two decimals, — where that year has nothing. By the policy
``narrative_basis``: with ``local`` the wording of the local notice counts, so no sentences are proposed, and only part
six, which is owed anyway, is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from law.annual_form import TOTAL, four_key, three_key, two_key
from law.policies import PolicySet
from reports.annual_part_six import fee_paragraph
from reports.annual_tables import AnnualTables, plain_number
from reports.annual_values import growth, rate
from reports.fee_disclosure import FeeDisclosure

__all__ = ["NO_GROWTH", "AnnualDrafts", "NumberBasis", "Sentence", "annual_drafts"]

NO_GROWTH: Final = "—"

# Name, how it is made, how the keys of its rows begin.
_GROUP_OF_ROW: Final = (
    ("予以公开", "三（一）", "r3_1"),
    ("部分公开", "三（二）", "r3_2"),
    ("不予公开", "三（三）各行之和", "r3_3_"),
    ("无法提供", "三（四）各行之和", "r3_4_"),
    ("不予处理", "三（五）各行之和", "r3_5_"),
    ("其他处理", "三（六）各行之和", "r3_6_"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBasis:
    """One number of a sentence.

    Attributes:
        text: as it is written.
        what: what it is called; how: how it is made (``一＋二``).
        cells: keys of the cells behind it.
    """

    text: str
    what: str
    how: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the basis of each of its numbers."""

    text: str
    numbers: tuple[NumberBasis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualDrafts:
    """Proposed sentences by part; a part that has only its table is empty."""

    overview: tuple[Sentence, ...]
    proactive: tuple[Sentence, ...]
    requests: tuple[Sentence, ...]
    disputes: tuple[Sentence, ...]
    other: tuple[Sentence, ...]

    def text(self, part: str) -> str:
        """The sentences of a part (key of ``AnnualTexts``) as a paragraph."""
        return "".join(one.text for one in getattr(self, part, ()))


def annual_drafts(
    tables: AnnualTables, before: AnnualTables | None, fees: FeeDisclosure | None, policies: PolicySet
) -> AnnualDrafts:
    """The sentences of a year.

    Args:
        tables: the report; a cell that holds no number is written as —.
        before: the report of the year before, for growth.
        fees: part six; None if nobody knows: no sentence then.
        policies: the agency's choices.
    """
    other = () if fees is None else (_fee_sentence(fees),)
    if policies.text("narrative_basis") == "local":
        return AnnualDrafts(overview=(), proactive=(), requests=(), disputes=(), other=other)
    pen = _Pen(tables, before)
    requests = tuple(_requests(pen)) if tables.has("t3") else ()
    disputes = tuple(_disputes(pen)) if tables.has("t4") else ()
    return AnnualDrafts(
        overview=tuple(_overview(pen)),
        proactive=tuple(_proactive(pen)) if tables.has("t2") else (),
        requests=requests,
        disputes=disputes,
        other=other,
    )


class _Pen:
    """Writes a sentence and keeps what its numbers rest on."""

    def __init__(self, tables: AnnualTables, before: AnnualTables | None) -> None:
        self.tables = tables
        self.before = before
        self._text: list[str] = []
        self._numbers: list[NumberBasis] = []

    def value(self, cells: tuple[str, ...]) -> Decimal | None:
        """The sum of cells; None if one of them holds no number (R9 tells it)."""
        return self.tables.sum_of(cells)

    def say(self, words: str) -> None:
        """Words without a number of the tables."""
        self._text.append(words)

    def number(self, what: str, how: str, cells: tuple[str, ...], unit: str = "件", *, lead: str | None = None) -> None:
        """``what`` and the sum of cells."""
        value = self.value(cells)
        written = NO_GROWTH if value is None else plain_number(value)
        self._text.append(f"{what if lead is None else lead}{written}{unit}")
        self._numbers.append(NumberBasis(text=f"{written}{unit}", what=what, how=how, cells=cells))

    def growth(self, what: str, cells: tuple[str, ...]) -> None:
        """The growth of cells against the year before; nothing if that report was not given."""
        before = self.before
        if before is None or any(cell not in before.figures for cell in cells):
            return
        now, earlier = self.value(cells), before.sum_of(cells)
        if now is None or earlier is None:
            return
        moved = growth(now, earlier)
        basis = f"（今年－上年）÷上年，上年为{int(earlier)}"
        if moved is None:
            self._text.append(f"，同比{NO_GROWTH}")
            self._numbers.append(NumberBasis(text=NO_GROWTH, what=f"{what}同比", how=basis, cells=cells))
            return
        word = "下降" if moved < 0 else "增长" if moved else "持平"
        written = f"{abs(moved)}%"
        self._text.append(f"，同比{word}{written}" if moved else "，同比持平")
        if moved:
            self._numbers.append(NumberBasis(text=written, what=f"{what}同比", how=basis, cells=cells))

    def share(self, what: str, cells: tuple[str, ...], whole: tuple[str, ...], named: str) -> None:
        """The share of cells in a whole; nothing of nothing."""
        mine, all_of_it = self.value(cells), self.value(whole)
        part = None if mine is None or all_of_it is None else rate(mine, all_of_it)
        if part is not None:
            self._text.append(f"（占{part}%）")
            self._numbers.append(
                NumberBasis(text=f"{part}%", what=f"{what}占{named}", how=f"{what}÷{named}", cells=(*cells, *whole))
            )

    def done(self, end: str = "。") -> Sentence:
        """The sentence, and an empty sheet for the next one."""
        made = Sentence(text="".join(self._text) + end, numbers=tuple(self._numbers))
        self._text, self._numbers = [], []
        return made


def _total(*rows: str) -> tuple[str, ...]:
    return tuple(three_key(row, TOTAL) for row in rows)


def _received(pen: _Pen) -> Sentence:
    pen.say(f"{pen.tables.year}年，")
    new = _total("r1")
    pen.number("新收政府信息公开申请", "一", new)
    pen.growth("新收", new)
    pen.number("上年结转", "二", _total("r2"), lead="，上年结转")
    pen.number("收办", "一＋二", _total("r1", "r2"), lead="，共收办")
    return pen.done()


def _closed(pen: _Pen) -> Sentence:
    closed = _total("r3_7")
    pen.number("办结", "三（七）", closed)
    pen.growth("办结", closed)
    pen.number("结转下年", "四", _total("r4"), lead="，结转下年度继续办理")
    return pen.done()


def _overview(pen: _Pen) -> Iterator[Sentence]:
    if pen.tables.has("t3"):
        yield _received(pen)
        yield _closed(pen)
    if pen.tables.has("t4"):
        yield _dispute_totals(pen)


def _dispute_totals(pen: _Pen) -> Sentence:
    reconsideration = (four_key("reconsideration", TOTAL),)
    suits = (four_key("direct", TOTAL), four_key("after", TOTAL))
    pen.number("行政复议", "表四行政复议总计", reconsideration, lead="因政府信息公开工作被申请行政复议")
    pen.growth("行政复议", reconsideration)
    pen.number("行政诉讼", "表四两组总计之和", suits, lead="；被提起行政诉讼")
    pen.growth("行政诉讼", suits)
    return pen.done()


def _requests(pen: _Pen) -> Iterator[Sentence]:
    yield _received(pen)
    pen.say("新收申请中")
    for column, label in pen.tables.layout.columns[:-1]:
        cells = (three_key("r1", column),)
        name = "其他组织" if column == "other_org" else label
        pen.number(name, "一", cells, lead=f"，{name}")
        pen.share(name, cells, _total("r1"), "新收")
    yield pen.done()
    closed = _total("r3_7")
    pen.number("办结", "三（七）", closed)
    pen.growth("办结", closed)
    pen.say("，其中")
    parts = pen.tables.layout.part_rows()
    for at, (name, how, beginning) in enumerate(_GROUP_OF_ROW):
        chosen = tuple(row for row in parts if row.startswith(beginning))
        pen.number(name, how, _total(*chosen), lead=f"{'、' if at else ''}{name}")
        pen.share(name, _total(*chosen), closed, "办结")
    pen.number("结转下年", "四", _total("r4"), lead="；结转下年度继续办理")
    yield pen.done()


def _disputes(pen: _Pen) -> Iterator[Sentence]:
    for group, label in pen.tables.layout.groups:
        total = (four_key(group, TOTAL),)
        pen.number(label, f"表四{label}总计", total)
        pen.growth(label, total)
        pen.say("，其中")
        results = [one for one in pen.tables.layout.results if one[0] != TOTAL]
        for at, (result, name) in enumerate(results):
            pen.number(name, f"表四{label}{name}", (four_key(group, result),), lead=f"{'、' if at else ''}{name}")
        yield pen.done()


def _proactive(pen: _Pen) -> Iterator[Sentence]:
    layout = pen.tables.layout
    first, *others = layout.blocks
    if "made" in first.columns:
        for at, (row, label) in enumerate(first.rows):
            for column, word in (("made", "制发"), ("repealed", "废止"), ("in_force", "现行有效")):
                cell = two_key(row, column)
                lead = f"{'；' if at else ''}{label}制发" if column == "made" else f"，{word}"
                pen.number(f"{label}{word}", "表二", (cell,), lead=lead)
        yield pen.done()
    known = [(block, row, label) for block in others for row, label in block.rows if len(block.columns) == 1]
    for at, (block, row, label) in enumerate(known):
        money = block.decimals > 0
        lead = f"{'，' if at else ''}{label}{'' if money else '处理决定'}"
        pen.number(label, "表二", (two_key(row, block.columns[0]),), "万元" if money else "件", lead=lead)
    if known:
        yield pen.done()


def _fee_sentence(fees: FeeDisclosure) -> Sentence:
    return Sentence(text=fee_paragraph(fees), numbers=())

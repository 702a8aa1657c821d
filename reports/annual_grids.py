"""Tables of an annual report found in grids of cells, whoever made them: workbooks, documents, web pages, pasted text.

Rows are known by their labels, not by their place. What cannot be read is refused by row; a report is never taken in
half.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from law.annual_form import AnnualForm, AnnualLayout, annual_layout, four_key, three_key, two_key
from law.errors import UserError
from reports.annual_labels import (
    UNDIVIDED,
    FoundLabel,
    core,
    is_block_of_two,
    is_old_head,
    is_result_head,
    last_label,
    title_of,
)
from reports.annual_tables import AnnualTables, Figure, read_figure

__all__ = ["TextGrid", "read_annual_grids"]

TextGrid = Sequence[Sequence[str]]
"""Rows of cells as texts; of merged cells the first one has the words, the others are empty."""

_COLUMNS: Final = 7
_RESULTS: Final = 15
_TWO: Final = 3
_TODO: Final = "请核对这一行后再导入"


def read_annual_grids(
    grids: Iterable[TextGrid], *, year: int | None = None, agency: str = "", words: str = ""
) -> AnnualTables:
    """Find tables two, three and four; those that are not there are left out.

    Args:
        grids: the sheets or tables.
        year: the year, if known; otherwise that of the title.
        agency: whose report, if known.
        words: text outside the grids in which a title may stand.

    Raises:
        UserError: ``annual_no_table``, ``annual_row_cells``, ``annual_rows_missing``, ``annual_row_twice``,
            ``annual_forms_mixed``, ``annual_year_unknown``, ``annual_year_differs``.
    """
    reader = _Reader()
    for grid in grids:
        reader.read(grid)
    form = reader.form()
    figures = {**reader.figures_two(form), **reader.figures_three(form), **reader.four}
    if not figures:
        raise UserError(
            "annual_no_table", "没有找到年度报告的表", "按“一、本年新收政府信息公开申请数量”等栏目识别",
            "请把表二、表三、表四连同左边的栏目一起复制",
        )  # fmt: skip
    told_agency, told_year = _title(reader.texts, words)
    return AnnualTables(
        year=_year(year, told_year), agency=agency or told_agency, figures=MappingProxyType(figures), form=form
    )  # fmt: skip


def _title(texts: Iterable[str], words: str) -> tuple[str, int | None]:
    told = [found for found in map(title_of, (words, *texts)) if found is not None]
    named = next((found for found in told if found[0]), None)
    return named or (told[0] if told else ("", None))


def _year(given: int | None, told: int | None) -> int:
    if given is not None and told is not None and given != told:
        raise UserError(
            "annual_year_differs", f"标题写的是{told}年，不是{given}年", todo="请选对年度或者文件", field="year"
        )
    year = given if given is not None else told
    if year is None:
        raise UserError("annual_year_unknown", "看不出是哪一年的报告", todo="请填写年度", field="year")
    return year


@dataclass(slots=True)
class _Reader:
    """What was found so far."""

    three: dict[str, tuple[str, ...]] = field(default_factory=dict)
    two: dict[str, tuple[str, ...]] = field(default_factory=dict)
    four: dict[str, Figure] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    old_two: bool = False
    in_two: bool = False
    in_four: bool = False
    four_heads: set[int] = field(default_factory=set)

    def read(self, grid: TextGrid) -> None:
        """Take in one grid."""
        last = _total_column(grid)
        for row in grid:
            cells = [str(one) for one in row]
            self.texts.extend(one for one in cells if "年度报告" in "".join(one.split()))
            self.old_two |= any(is_old_head(one) for one in cells)
            self.in_two |= any(is_block_of_two(one) for one in cells)
            if self._read_four(cells):
                continue
            found = last_label(_heads(cells))
            if found is not None:
                self._take(found, cells, last)

    def _take(self, found: FoundLabel, cells: list[str], last: int | None) -> None:
        end = found.at
        table, row = found.key.split(".")
        if table == "t3":
            first = end if last is None else last - _COLUMNS
            # Under the heads where these tell the place; in text whose merged cells collapsed behind the label.
            after = cells[end + 1 :] if last is None or first < end else cells[first + 1 : last + 1]
            # A label alone is no row, and 其他 is a head as well; a numbered label with empty cells is a row for R9.
            numbered = core(cells[end]) != "".join(cells[end].split())
            if any(one.strip() for one in after) or (numbered and len(after) >= _COLUMNS):
                row_cells = _exactly(after, _COLUMNS)
                # Words of a sentence may be the beginning of a label; then no seven cells follow.
                if found.whole or len(row_cells) == _COLUMNS:
                    self._keep(self.three, row, cells[end], row_cells, _COLUMNS)
        elif self.in_two and not self.three:
            after = _trimmed(_without_remarks(cells[end + 1 :], _TWO))
            self._keep(self.two, row, cells[end], after, None)

    def _keep(
        self, rows: dict[str, tuple[str, ...]], row: str, label: str, cells: list[str], wanted: int | None
    ) -> None:
        if wanted is not None and len(cells) != wanted:
            raise UserError(
                "annual_row_cells",
                f"“{label.strip()}”一行有{len(cells)}格，应为{wanted}格",
                "空格被复制掉的，数就对不上列",
                _TODO,
                field=row,
            )
        if row in rows and rows[row] != tuple(cells):
            raise UserError(
                "annual_row_twice", f"“{label.strip()}”一行有两份，数不一样", "一次只读一份报告", _TODO, field=row
            )
        rows[row] = tuple(cells)

    def _read_four(self, cells: list[str]) -> bool:
        """Whether the row belongs to table four."""
        heads = {at for at, one in enumerate(cells) if is_result_head(one)}
        # Joined, for a PDF breaks the heads over lines.
        if heads and core(annual_layout().results[0][1]) in core("".join(cells)):
            self.in_four = True
        if not self.in_four:
            return False
        self.four_heads |= heads
        numbers = _after_heads(cells)
        if not any(isinstance(read_figure(one), int | Decimal) for one in numbers):
            return bool(heads)
        self.in_four = False
        found = self._four_cells(cells, numbers)
        if len(found) != _RESULTS:
            raise UserError(
                "annual_row_cells",
                f"表四的数有{len(found)}格，应为{_RESULTS}格",
                "空格被复制掉的，数就对不上列",
                _TODO,
                field="t4",
            )
        layout = annual_layout()
        keys = [four_key(group, result) for group, _ in layout.groups for result, _ in layout.results]
        read = {key: read_figure(one) for key, one in zip(keys, found, strict=True)}
        if self.four and self.four != read:
            raise UserError("annual_row_twice", "表四有两份，数不一样", "一次只读一份报告", _TODO, field="t4")
        self.four = read
        return True

    def _four_cells(self, cells: list[str], numbers: list[str]) -> list[str]:
        """The cells under the heads where these tell the place, and not in text whose merged cells collapsed."""
        places, self.four_heads = self.four_heads, set()
        if places and max(places) - min(places) == _RESULTS - 1 and len(cells) == len(numbers):
            return cells[min(places) : max(places) + 1]
        return _exactly(_without_remarks(numbers, _RESULTS), _RESULTS)

    def form(self) -> AnnualForm:
        """Which form the tables stand in."""
        old_three = UNDIVIDED in self.three and "r3_6_3" not in self.three
        if self.three and self.two and old_three != self.old_two:
            raise UserError(
                "annual_forms_mixed", "表二和表三不是同一种表样", "2019年式和2021年式的栏目不同", "请分开导入"
            )
        return AnnualForm.OLD if old_three or (self.old_two and not self.three) else AnnualForm.CURRENT

    def figures_three(self, form: AnnualForm) -> Mapping[str, Figure]:
        """Table three by cell; all rows or none."""
        layout = annual_layout(form)
        named = {row: (UNDIVIDED if row == layout.undivided else row) for row, _ in layout.rows}
        if not self.three:
            return {}
        _complete(layout.rows, {row for row in named if named[row] in self.three}, "表三")
        return {
            three_key(row, column): read_figure(text)
            for row, given in named.items()
            for (column, _), text in zip(layout.columns, self.three[given], strict=True)
        }

    def figures_two(self, form: AnnualForm) -> Mapping[str, Figure]:
        """Table two by cell; all rows or none."""
        if not self.two:
            return {}
        layout = annual_layout(form)
        rows = [row for block in layout.blocks for row in block.rows]
        _complete(rows, set(self.two), "表二")
        return dict(_two_cells(layout, self.two))


def _two_cells(layout: AnnualLayout, rows: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, Figure]]:
    for block in layout.blocks:
        for row, label in block.rows:
            cells = _exactly(list(rows[row]), len(block.columns))
            # Empty cells at the end were trimmed; they are empty, not missing.
            cells += [""] * (len(block.columns) - len(cells))
            if len(cells) != len(block.columns):
                raise UserError(
                    "annual_row_cells",
                    f"表二“{label}”一行有{len(cells)}格，应为{len(block.columns)}格",
                    todo=_TODO,
                    field=row,
                )
            for column, text in zip(block.columns, cells, strict=True):
                yield two_key(row, column), read_figure(text)


def _complete(rows: Iterable[tuple[str, str]], found: set[str], table: str) -> None:
    missing = [label for row, label in rows if row not in found]
    if missing:
        more = f"等{len(missing)}行" if len(missing) > 1 else "一行"
        raise UserError(
            "annual_rows_missing", f"{table}缺少“{missing[0]}”{more}", "各行都要有，没有的填0", "请补全后再导入"
        )


def _total_column(grid: TextGrid) -> int | None:
    """Place of the last column of table three, where the heads tell it: not in text whose merged cells collapsed."""
    for row in grid:
        named = [core(str(one)) for one in row]
        if "自然人" in named and "总计" in named and named.index("总计") - named.index("自然人") == _COLUMNS - 1:
            return named.index("总计")
    return None


def _heads(cells: Sequence[str]) -> Sequence[str]:
    """The row up to its first number: labels stand before the numbers."""
    for at, one in enumerate(cells):
        if one.strip() and not isinstance(read_figure(one), str):
            return cells[:at]
    return cells


def _after_heads(cells: Sequence[str]) -> list[str]:
    last = max((at for at, one in enumerate(cells) if is_result_head(one)), default=-1)
    return list(cells[last + 1 :])


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _without_remarks(cells: list[str], wanted: int) -> list[str]:
    """Without what stands behind the table, unless it is a number."""
    numbers = [at for at, one in enumerate(cells) if isinstance(read_figure(one), int | Decimal)]
    last = max(numbers, default=-1) + 1
    return cells[: max(last, wanted)]


def _exactly(cells: list[str], wanted: int) -> list[str]:
    """Without the empty cells of merged labels before, or of unused columns behind.

    Where cells at both ends are empty nobody can tell which ones belong to the row: it is left as it is, and refused.
    """
    spare = len(cells) - wanted
    if spare <= 0:
        return cells
    before = next((at for at, one in enumerate(cells) if one.strip()), len(cells))
    behind = next((at for at, one in enumerate(reversed(cells)) if one.strip()), len(cells))
    if before and behind:
        return cells
    if before:
        return cells[min(spare, before) :]
    return cells[: len(cells) - min(spare, behind)]

"""How the tables of the form stand on the screen: lines with their levels, heads, and what is left out when it is 0."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from desktop.annual.grid import GridLine, GridShape
from law.annual_form import annual_layout, four_key, three_key
from law.annual_rows import annual_rows

__all__ = ["TABLE_FOUR", "TABLE_THREE", "brief_label", "four_lines", "three_lines"]

_NUMBERING: Final = re.compile(r"^(?:[一二三四]、|（.）|\d\.)")
_LONGEST: Final = 10

_STRONG: Final = ("r1", "r2", "r3_7", "r4")
_SHORT: Final = ("自然人", "商业企业", "科研机构", "社会公益", "法律服务", "其他", "总计")

_layout = annual_layout()
_columns = tuple(label for _, label in _layout.columns)

TABLE_THREE: Final = GridShape(
    corner=_layout.corner.strip("（）"),
    columns=_columns,
    short=_SHORT,
    tiny=("个人", "企业", "科研", "公益", "法律", "其他", "总计"),
    group=_layout.organisations,
    span=(1, 5),
)

TABLE_FOUR: Final = GridShape(
    corner="",
    columns=tuple(label for _, label in _layout.results),
    short=("维持", "纠正", "其他", "未审结", "总计"),
    tiny=("维持", "纠正", "其他", "未结", "总计"),
)


def three_lines(figures: Mapping[str, str], *, whole: bool, wanted: Collection[str] = ()) -> tuple[GridLine, ...]:
    """The lines of table three.

    Args:
        figures: the cells; a line of zeros is left out.
        whole: leave nothing out.
        wanted: cells whose lines stay in any case.
    """
    lines: list[GridLine] = []
    group = ""
    for key, row in annual_rows().items():
        cells = tuple(three_key(key, column) for column, _ in _layout.columns)
        if row.group != group:
            group = row.group
            if group:
                lines.append(GridLine(group, (), level=1, brief=group))
        if whole or key in _STRONG or any(figures.get(one) != "0" or one in wanted for one in cells):
            level = 2 if row.group else 1 if row.block else 0
            lines.append(GridLine(row.label, cells, level=level, strong=key in _STRONG, brief=_numbered(row.label)))
    return tuple(one for at, one in enumerate(lines) if one.cells or _leads(lines, at))


def _leads(lines: list[GridLine], at: int) -> bool:
    """Whether a line that only heads others has any below it."""
    return at + 1 < len(lines) and lines[at + 1].level == 2


def four_lines() -> tuple[GridLine, ...]:
    """The groups of table four, one below the other."""
    return tuple(
        GridLine(label, tuple(four_key(group, result) for result, _ in _layout.results))
        for group, label in _layout.groups
    )  # fmt: skip


def _numbered(label: str) -> str:
    """The short words of a row with its number, so that rows beside it stay in line."""
    number = _NUMBERING.match(label)
    return f"{number.group() if number else ''}{brief_label(label)}"


def brief_label(label: str) -> str:
    """The words of a row that tell it apart: 本年新收 and not the whole label."""
    plain = _NUMBERING.sub("", label).replace("政府信息公开申请数量", "")
    plain = re.split("[（，、]", plain)[0]
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"

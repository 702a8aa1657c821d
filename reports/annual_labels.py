"""Labels of the annual report as other programs and other offices write them: which row, head or block they are."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from law.annual_form import AnnualForm, annual_layout
from law.annual_rows import annual_rows

__all__ = ["UNDIVIDED", "core", "is_block_of_two", "is_old_head", "is_result_head", "last_label", "title_of"]

UNDIVIDED: Final = "undivided"
"""The one row of the old form that the current one tells apart in three."""

_NUMBERING: Final = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．:：]")
_CHINESE: Final = re.compile(r"[^㐀-鿿]")
_TITLE: Final = re.compile(
    r"(?:关于)?([㐀-鿿（）()]{0,40}?)(?:关于)?((?:19|20)\d{2})年度?(?:政府信息公开工作|政府信息公开)年度?报告"
)
_LEVELS: Final = re.compile(r"[/／]")
_SHORTEST_PREFIX: Final = 4
_JOINED: Final = 4  # lines that a label may be broken over


def core(label: str) -> str:
    """The Chinese signs of a label without its numbering: （二）部分公开 and 2、部分公开 are one."""
    plain = "".join(unicodedata.normalize("NFKC", label).split())
    return _CHINESE.sub("", _NUMBERING.sub("", plain))


def last_label(cells: Sequence[str]) -> tuple[int, str] | None:
    """The last cell that is a label of a row of table two or three, and its key (``t3.r3_1``, ``t2.licences``).

    A label may be broken over several cells, as texts copied from a PDF are.
    """
    for end in range(len(cells) - 1, -1, -1):
        if not cells[end].strip():
            continue
        for count in range(1, _JOINED + 1):
            if end - count + 1 < 0:
                break
            key = _key("".join(cells[end - count + 1 : end + 1]))
            if key is not None:
                return end, key
    return None


def _key(label: str) -> str | None:
    label = _LEVELS.split(label)[-1]
    short = core(label)
    if short in ("总计", "合计"):
        return "t3.r3_7" if "七" in label else None
    found = _labels().get(short)
    if found is not None or len(short) < _SHORTEST_PREFIX:
        return found
    alike = {key for known, key in _labels().items() if len(known) >= _SHORTEST_PREFIX and _same(known, short)}
    return alike.pop() if len(alike) == 1 else None


def _same(known: str, written: str) -> bool:
    return known.startswith(written) or (written.startswith(known) and len(written) <= len(known) + _SHORTEST_PREFIX)


@cache
def _labels() -> Mapping[str, str]:
    rows = {key: row for key, row in annual_rows().items() if key != "r3_7"}
    found = {core(row.label): f"t3.{key}" for key, row in rows.items()}
    # Where a table has one column of labels: （三）不予公开 1.属于国家秘密.
    found |= {core(row.title): f"t3.{key}" for key, row in rows.items() if row.group}
    old = annual_layout(AnnualForm.OLD)
    found[core(dict(old.rows)[old.undivided])] = f"t3.{UNDIVIDED}"
    for form in AnnualForm:
        for block in annual_layout(form).blocks:
            found |= {core(label): f"t2.{row}" for row, label in block.rows}
    return found


def is_block_of_two(cell: str) -> bool:
    """Whether a cell is a head of table two: 信息内容 or the title of a block."""
    titles = {core(block.title) for block in annual_layout().blocks}
    return core(cell) in titles or core(cell) == core(annual_layout().blocks[0].heads[0])


def is_old_head(cell: str) -> bool:
    """Whether a cell is a head that only the old table two has."""
    own = {core(head) for block in annual_layout(AnnualForm.OLD).blocks for head in block.heads[1:]}
    current = {core(head) for block in annual_layout().blocks for head in block.heads}
    return core(cell) in own - current


def is_result_head(cell: str) -> bool:
    """Whether a cell is a head of table four, 总计 included."""
    return core(cell) in {core(label) for _, label in annual_layout().results}


def title_of(text: str) -> tuple[str, int] | None:
    """Agency (may be empty) and year of the title of a report."""
    found = _TITLE.search("".join(text.split()))
    return None if found is None else (found.group(1), int(found.group(2)))

"""Labels of the annual report as other programs and other offices write them: which row, head or block they are."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from law.annual_form import AnnualForm, annual_layout
from law.annual_rows import annual_rows

__all__ = [
    "UNDIVIDED",
    "FoundLabel",
    "core",
    "is_block_of_two",
    "is_old_head",
    "is_result_head",
    "last_label",
    "title_of",
]

UNDIVIDED: Final = "undivided"
"""The one row of the old form that the current one tells apart in three."""

_NUMBERING: Final = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．:：]")
_CHINESE: Final = re.compile(r"[^㐀-鿿]")
_TITLE: Final = re.compile(
    r"([㐀-鿿（）()]{0,40}?)(?:关于)?((?:19|20)\d{2})年度?(?:政府信息公开工作|政府信息公开)年度?报告"
)
_AGENCY: Final = re.compile(r"[㐀-鿿（）()]{2,40}(?:[局委办府会厅部院署社司处所队室馆站校]|中心|公司|集团)")
_LEVELS: Final = re.compile(r"[/／]")
_SHORTEST_PREFIX: Final = 4
_JOINED: Final = 4  # lines that a label may be broken over


def core(label: str) -> str:
    """The Chinese signs of a label without its numbering: （二）部分公开 and 2、部分公开 are one."""
    plain = "".join(unicodedata.normalize("NFKC", label).split())
    return _CHINESE.sub("", _NUMBERING.sub("", plain))


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label in a row.

    Attributes:
        at: its cell, the last one if it is broken over several.
        key: ``t3.r3_1``, ``t2.licences``.
        whole: it is the whole label with its numbering; anything less may be words of a sentence.
    """

    at: int
    key: str
    whole: bool


def last_label(cells: Sequence[str]) -> FoundLabel | None:
    """The last label of a row of table two or three.

    A label may be broken over several cells, as texts copied from a PDF are.
    """
    for end in range(len(cells) - 1, -1, -1):
        if not cells[end].strip():
            continue
        for count in range(1, _JOINED + 1):
            if end - count + 1 < 0:
                break
            found = _found(end, "".join(cells[end - count + 1 : end + 1]))
            if found is not None:
                return found
    return None


def _found(at: int, label: str) -> FoundLabel | None:
    label = _LEVELS.split(label)[-1]
    short = core(label)
    if short in ("总计", "合计"):
        return FoundLabel(at, "t3.r3_7", whole=True) if "七" in label else None
    key = _labels().get(short)
    if key is not None:
        # Sentences hold the same words, but without the numbering of the form.
        return FoundLabel(at, key, whole=bool(_NUMBERING.match("".join(label.split()))))
    if len(short) < _SHORTEST_PREFIX:
        return None
    alike = {one for known, one in _labels().items() if len(known) >= _SHORTEST_PREFIX and _same(known, short)}
    return FoundLabel(at, alike.pop(), whole=False) if len(alike) == 1 else None


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
    """Agency (may be empty) and year of the title of a report; the agency may stand on the line before."""
    before = ""
    for line in ("".join(one.split()) for one in text.splitlines()):
        found = _TITLE.search(line)
        if found is not None:
            agency = found.group(1) or ("" if found.start() else before)
            return (agency if _AGENCY.fullmatch(agency) else "", int(found.group(2)))
        before = line or before
    return None

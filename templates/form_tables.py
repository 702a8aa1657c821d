"""Tables of a .docx as grids: merged cells stand once, tables inside cells are forms of their own or drawn words."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from templates.form_labels import is_label
from templates.form_sheet import FormCell, FormTable
from templates.form_words import WordReader
from templates.placement import W

__all__ = ["TableReader"]

_CHANGED_AWAY: Final = (f"{W}cellDel",)


class TableReader:
    """Reads tables with the words that a ``WordReader`` gives."""

    def __init__(self, words: WordReader) -> None:
        self._words = words

    def read(self, table: etree._Element, number: int, page: int) -> list[FormTable]:
        """The table, and tables in its cells that hold labels of their own, numbered on."""
        cells: list[FormCell] = []
        inner: list[FormTable] = []
        open_cells: dict[int, int] = {}  # column: place in ``cells`` of the cell that may go on downwards
        at_page = page
        for at_row, row in enumerate(_rows(table)):
            column = _skipped(row)
            for cell in _cells(row):
                width, merged = _span(cell)
                text, drawn, forms = self._content(cell, number + len(inner) + 1, at_page)
                above = open_cells.get(column)
                if merged == "continue" and above is not None:
                    before = cells[above]
                    joined = "\n".join(part for part in (before.text, text) if part.strip())
                    cells[above] = replace(before, rows=at_row - before.row + 1, text=joined)
                else:
                    open_cells[column] = len(cells)
                    cells.append(
                        FormCell(row=at_row, column=column, rows=1, columns=width, text=text, drawn=drawn, page=at_page)
                    )
                inner += forms
                column += width
            at_page += sum(1 for one in row.iter(f"{W}br") if one.get(f"{W}type") == "page")
        return [FormTable(number=number, page=page, cells=tuple(cells)), *inner]

    def _content(self, cell: etree._Element, number: int, page: int) -> tuple[str, str, list[FormTable]]:
        lines: list[str] = []
        drawn: list[str] = []
        forms: list[FormTable] = []
        for block in _blocks(cell):
            if block.tag == f"{W}p":
                lines.append(self._words.paragraph(block))
                continue
            tables = self.read(block, number + len(forms), page)
            if any(is_label(one.text) for one in tables[0].cells):
                forms += tables
            else:
                drawn += _drawn(tables[0])
        return "\n".join(lines).strip("\n"), "\n".join(drawn), forms


def _drawn(table: FormTable) -> Iterator[str]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(" ".join((cell.text or cell.drawn).split()))
    return ("\t".join(one) for _, one in sorted(rows.items()))


def _through(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    for one in holder:
        if one.tag == f"{W}{tag}":
            yield one
        elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _through(one, tag)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _through(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None and row.find(f"{W}trPr/{W}hidden") is None:
            yield row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in _through(row, "tc"):
        properties = cell.find(f"{W}tcPr")
        if properties is None or all(properties.find(tag) is None for tag in _CHANGED_AWAY):
            yield cell


def _blocks(cell: etree._Element) -> Iterator[etree._Element]:
    for one in cell:
        if one.tag in (f"{W}p", f"{W}tbl"):
            yield one
        elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            if one.tag == f"{W}sdt" and one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue
            yield from _blocks(one)


def _skipped(row: etree._Element) -> int:
    before = row.find(f"{W}trPr/{W}gridBefore")
    return _number(before) if before is not None else 0


def _span(cell: etree._Element) -> tuple[int, str]:
    """Columns covered, and whether the cell goes on with the one above."""
    wide, tall = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    width = max(1, _number(wide)) if wide is not None else 1
    return min(width, 200), "" if tall is None else str(tall.get(f"{W}val") or "continue")


def _number(element: etree._Element) -> int:
    written = str(element.get(f"{W}val"))
    return int(written) if written.isdecimal() else 0

"""A filled .docx form as lines and tables: what a reader of the paper would see, no more and no less.

Inserted words count, deleted and hidden ones do not; content controls give what was typed, not their prompt; check
boxes of every making become the signs of ``templates.form_ticks``.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from templates.form_numbering import ListNumbers
from templates.form_package import open_form
from templates.form_sheet import FormLine, FormSheet, FormTable, UnreadableFormError
from templates.form_tables import TableReader
from templates.form_words import WordReader
from templates.placement import W

__all__ = ["read_docx"]

_MOST_PARAGRAPHS: Final = 20_000
# What holds paragraphs and tables without being one.
_HOLDERS: Final = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "hdr", "txbxContent")
)


def read_docx(data: bytes) -> FormSheet:
    """Read a form.

    Raises:
        UnreadableFormError: as ``templates.form_package.open_form``; ``form_empty`` when there is no word in it.
    """
    package = open_form(data)
    document = package.parts["word/document.xml"]
    if sum(1 for _ in document.iter(f"{W}p")) > _MOST_PARAGRAPHS:
        raise UnreadableFormError("form_too_large")
    numbers = ListNumbers(package.parts.get("word/numbering.xml"))
    words = WordReader(package.parts.get("word/styles.xml"), numbers)
    reader = _Reader(words)
    for name in sorted(one for one in package.parts if one.startswith("word/header")):
        reader.read(package.parts[name], "页眉")
    body = document.find(f"{W}body")
    reader.read(document if body is None else body, "")
    remarks = (*words.remarks(), *(("文件带有宏，没有运行",) if package.has_macros else ()))
    sheet = FormSheet(parts=tuple(reader.parts), remarks=remarks)
    if sheet.is_empty:
        raise UnreadableFormError("form_empty")
    return sheet


class _Reader:
    """Goes through the blocks of a part in their order and counts pages where the file itself breaks them."""

    def __init__(self, words: WordReader) -> None:
        self.parts: list[FormLine | FormTable] = []
        self._words = words
        self._tables = TableReader(words)
        self._page = 1
        self._lines = 0
        self._number = 0

    def read(self, holder: etree._Element, where: str) -> None:
        for block in blocks_of(holder):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._paragraph(block, where)

    def _paragraph(self, paragraph: etree._Element, where: str) -> None:
        before, after = page_breaks(paragraph)
        self._page += before
        for line in self._words.paragraph(paragraph).split("\n"):
            if line.strip():
                self._lines += 1
                self.parts.append(FormLine(text=line, page=self._page, number=self._lines, where=where))
        for box in self._words.boxes(paragraph):
            self.read(box, "文本框")
        self._page += after

    def _table(self, table: etree._Element) -> None:
        found = self._tables.read(table, self._number + 1, self._page)
        self._page += sum(sum(page_breaks(one)) for one in table.iter(f"{W}p"))
        for one in found:
            self._number = max(self._number, one.number)
            if one.cells:
                self.parts.append(one)
        for paragraph in table.iter(f"{W}p"):
            for box in self._words.boxes(paragraph):
                self.read(box, "文本框")


def blocks_of(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables right below, through content controls and accepted insertions."""
    for one in holder:
        if one.tag in (f"{W}p", f"{W}tbl"):
            yield one
        elif one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            continue  # the prompt of a control that nobody filled in
        elif one.tag in _HOLDERS:
            yield from blocks_of(one)


def page_breaks(paragraph: etree._Element) -> tuple[int, int]:
    """New pages that a paragraph begins: before its words, and after them."""
    before = after = 0
    if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None:
        before += 1
    seen = False
    for one in paragraph.iter(f"{W}t", f"{W}br"):
        if one.tag == f"{W}t":
            seen = seen or bool((one.text or "").strip())
        elif one.get(f"{W}type") == "page":
            before, after = (before, after + 1) if seen else (before + 1, after)
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is not None:
        kind = section.find(f"{W}type")
        after += 0 if kind is not None and kind.get(f"{W}val") == "continuous" else 1
    return before, after

"""Application forms made for the tests, as offices use them: layouts, ticks and habits of filling in that differ."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

__all__ = ["Span", "add_table", "as_bytes", "control", "new_form", "page_break", "raw_run", "shape_box"]

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


class Span:
    """A cell over several columns and rows."""

    def __init__(self, text: str, columns: int = 1, rows: int = 1) -> None:
        self.text = text
        self.columns = columns
        self.rows = rows


def new_form(*titles: str) -> Document:
    """An empty document with title lines."""
    form = docx.Document()
    for one in titles:
        form.add_paragraph(one)
    return form


def add_table(form: Document, width: int, rows: Sequence[Sequence[str | Span | None]]) -> Any:
    """A table; ``None`` stands where a cell from above or from the left covers the place."""
    table = form.add_table(rows=len(rows), cols=width)
    table.style = "Table Grid"
    for at, row in enumerate(rows):
        column = 0
        for one in row:
            if one is None:
                column += 1
                continue
            span = one if isinstance(one, Span) else Span(one)
            cell = table.cell(at, column)
            if span.columns > 1 or span.rows > 1:
                cell = cell.merge(table.cell(at + span.rows - 1, column + span.columns - 1))
            _write(cell, span.text)
            column += span.columns
    return table


def _write(cell: _Cell, text: str) -> None:
    lines = text.split("\n")
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def as_bytes(form: Document, change: Callable[[Document], None] | None = None) -> bytes:
    """The file."""
    if change is not None:
        change(form)
    target = BytesIO()
    form.save(target)
    return target.getvalue()


def raw_run(paragraph: Any, xml: str) -> None:
    """Append raw WordprocessingML (one element) to a paragraph."""
    head, tail = xml.split(" " if " " in xml.split(">", 1)[0] else ">", 1)
    gap = " " if " " in xml.split(">", 1)[0] else ">"
    paragraph._p.append(parse_xml(f"{head} {nsdecls('w')}{gap}{tail}"))


def control(paragraph: Any, text: str, *, prompt: bool = False) -> None:
    """A content control with text, or one that still shows its prompt."""
    sdt = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    if prompt:
        properties.append(OxmlElement("w:showingPlcHdr"))
    content = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    content.append(run)
    sdt.append(properties)
    sdt.append(content)
    paragraph._p.append(sdt)


def page_break(form: Document) -> None:
    """Begin another page."""
    raw_run(form.add_paragraph(), "<w:r><w:br w:type='page'/></w:r>")


def shape_box(paragraph: Any, text: str) -> None:
    """A text box, with the older copy of it that Word keeps beside."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    xml = (
        f'<w:r {nsdecls("w")} xmlns:mc="{mc}" xmlns:wps="{wps}" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(xml))

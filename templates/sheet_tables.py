"""Ruled form tables of the internal sheets: cells with a label, cells with a value, cells to sign in.

A form is four columns wide: label, value, label, value; a value may take the room of three. Rows are written as the
template language of docxtpl reads them, so that an agency can edit the file in Word.
"""

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from templates.layout import Layout
from templates.letter_geometry import sheet_section_xml, styles_xml
from templates.package import read_package
from templates.placement import W

__all__ = [
    "Column",
    "Line",
    "Part",
    "Row",
    "case_rows",
    "each_row",
    "form_section_xml",
    "form_xml",
    "heading",
    "lines_of",
    "listing_xml",
    "note",
    "pair",
    "paragraph",
    "row_lines",
    "sheet_styles_xml",
    "signed",
    "table_of",
    "when_part",
    "when_rows",
    "wide",
]

Line = tuple[str, str]
"""Style and text of a paragraph in a cell."""
Column = tuple[str, int, str]
"""Head, width in twips, what a cell prints."""

_LABEL: Final = 1700
_VALUE: Final = 2722
_WIDTH: Final = 2 * (_LABEL + _VALUE)  # the 156 mm of the text
_ROW_HEIGHT: Final = 560
_LINE: Final = 360  # of the text in a cell
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[Line, ...]
    width: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form: its cells, and how high it is at least (twips)."""

    cells: tuple[_Cell, ...]
    height: int = _ROW_HEIGHT
    splits: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sheet: its XML."""

    xml: str


def pair(first: str, first_value: str, second: str, second_value: str) -> Row:
    """Two labels with their values."""
    return Row(
        (
            _Cell((("TableLabel", first),), _LABEL),
            _Cell((("TableCell", first_value),), _VALUE),
            _Cell((("TableLabel", second),), _LABEL),
            _Cell((("TableCell", second_value),), _VALUE),
        )
    )


def wide(label: str, *values: str | Line, height: int = _ROW_HEIGHT) -> Row:
    """A label with a value as wide as the form; the value may run over a page."""
    lines = tuple(("TableCell", one) if isinstance(one, str) else one for one in values)
    return Row((_Cell((("TableLabel", label),), _LABEL), _Cell(lines, _WIDTH - _LABEL, 3)), height, splits=True)


def signed(label: str, words: str, name: str, *, height: int = 1700) -> Row:
    """A cell for an opinion, signed and dated.

    Args:
        label: whose opinion.
        words: what is printed in the cell.
        name: the field of the context that holds it (``SignedWords``).
        height: least height, twips.
    """
    return wide(label, words, ("TableSign", f"{{{{ {name}.line }}}}"), height=height)


def lines_of(name: str, text: str = "{{ loop.index }}. {{ one|ended }}", empty: str = "无") -> tuple[Line, ...]:
    """A paragraph for each member of a field, or the word for none."""
    return (
        ("TableCell", f"{{%p for one in {name} %}}"),
        ("TableCell", text),
        ("TableCell", "{%p else %}"),
        ("TableCell", empty),
        ("TableCell", "{%p endfor %}"),
    )


def each_row(loop: str, *rows: Row) -> tuple[Row, ...]:
    """Rows repeated for each member: ``each_row("one in searches", ...)``."""
    return (_tag(f"{{%tr for {loop} %}}"), *rows, _tag("{%tr endfor %}"))


def when_rows(condition: str, *rows: Row) -> tuple[Row, ...]:
    """Rows that stand only under a condition."""
    return (_tag(f"{{%tr if {condition} %}}"), *rows, _tag("{%tr endif %}"))


def case_rows() -> tuple[Row, ...]:
    """The rows that name the case, at the head of every form."""
    return (
        pair("登记号", "{{ registration_number }}", "申请人", "{{ applicant }}"),
        wide("申请事项", "{{ request_title }}"),
    )


def _tag(text: str) -> Row:
    return Row((_Cell((("TableCell", text),), _WIDTH, 4),))


# ------------------------------------------------------------------------------------------------------------- XML


def heading(text: str) -> Part:
    """The heading of a part of a sheet."""
    return Part(_paragraph("SheetHeading", text))


def note(text: str) -> Part:
    """A small line over or under a table."""
    return Part(_paragraph("SheetNote", text))


def when_part(condition: str, *parts: Part) -> tuple[Part, ...]:
    """Parts that stand only under a condition."""
    return (note(f"{{%p if {condition} %}}"), *parts, note("{%p endif %}"))


def form_xml(*rows: Row) -> Part:
    """A form of four columns."""
    grid = (_LABEL, _VALUE, _LABEL, _VALUE)
    return Part(_table(grid, "".join(_row(one) for one in rows)))


def paragraph(style: str, text: str) -> Part:
    """A paragraph in a style of the letters, e.g. a signature under a table."""
    return Part(_paragraph(style, text))


def listing_xml(columns: tuple[Column, ...], rows: str) -> Part:
    """A table with a head that is repeated on every page, and one row for each member of a field."""
    heads = tuple((name, width) for name, width, _ in columns)
    return table_of(heads, rows, tuple((("TableCell", text),) for _, _, text in columns))


def table_of(heads: tuple[tuple[str, int], ...], rows: str, cells: tuple[tuple[Line, ...], ...]) -> Part:
    """The same with several lines in a cell.

    Args:
        heads: head and width (twips) of each column.
        rows: the field whose members make the rows.
        cells: the lines of each cell of a row.
    """
    widths = tuple(width for _, width in heads)
    head = "".join(_cell(_Cell((("TableHead", name),), width)) for name, width in heads)
    body = "".join(_cell(_Cell(lines, width)) for lines, width in zip(cells, widths, strict=True))
    tags = [_cell(_Cell((("TableCell", text),), sum(widths), len(widths))) for text in (
        f"{{%tr for one in {rows} %}}", "{%tr endfor %}",
    )]  # fmt: skip
    return Part(
        _table(
            widths,
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr><w:tr>{tags[0]}</w:tr>"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr><w:tr>{tags[1]}</w:tr>",
        )
    )


def _table(widths: tuple[int, ...], rows: str) -> str:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    margins = (
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(row: Row) -> str:
    whole = "" if row.splits else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{''.join(_cell(one) for one in row.cells)}</w:tr>"


def _cell(cell: _Cell) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    paragraphs = "".join(_paragraph(style, text) for style, text in cell.lines)
    properties = f'<w:tcW w:w="{cell.width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def row_lines(document: bytes) -> tuple[int, ...]:
    """How many lines of text each row of the tables of a sheet has room for at least, in reading order.

    Args:
        document: the rendered .docx.
    """
    root = etree.fromstring(read_package(document)["word/document.xml"])
    heights = (row.find(f"{W}trPr/{W}trHeight") for row in root.iter(f"{W}tr"))
    return tuple(1 if one is None else max(1, int(str(one.get(f"{W}val"))) // _LINE) for one in heights)


def form_section_xml() -> str:
    """Section of a form: the paper and the binding margin of the letters, more room above and below for the table."""
    section = sheet_section_xml()
    for name, twips in (("top", 1361), ("bottom", 1304), ("footer", 737)):
        section = re.sub(rf'(<w:pgMar [^>]*w:{name}=")\d+', rf"\g<1>{twips}", section)
    return section


def sheet_styles_xml() -> str:
    """The styles of the letters and those that only forms use."""
    layout = Layout()
    heading_font, body = layout.font_heading, layout.font_body
    styles = (
        _style("TableLabel", "表格栏目", _exact(_LINE), "center", heading_font),
        _style("TableSign", "表格签名", _exact(_LINE, before=240), "right", body),
        _style("SheetNote", "内部单附注", _exact(400, after=40), "left", body),
        _style("SheetHeading", "内部单小标题", _exact(400, before=200, after=60), "left", heading_font, keep=True),
    )
    return styles_xml().replace("</w:styles>", f"{''.join(styles)}</w:styles>")


def _style(key: str, name: str, spacing: str, side: str, font: str, *, keep: bool = False) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" * keep}{spacing}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:rPr>{fonts}<w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>'
    )


def _exact(line: int, *, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'

"""Writes the .docx templates of ``templates/letters`` from code: ``python -m templates.build_letters``.

The files are committed because they are what the program uses and what an agency edits in Word; a test checks that they
are what this module writes.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from law.terms import DocumentKind
from templates.dispute_texts import DISPUTE_LETTERS, DISPUTE_PLAIN, DISPUTE_SHEET_TITLES, DISPUTE_SHEETS, RED_LINE
from templates.enclosed_forms import FORM_TITLE
from templates.fee_texts import FEE_LETTERS, FEE_SHEET_END, FEE_SHEET_TOP
from templates.letter_geometry import (
    CORE_PROPERTIES,
    DECLARATION,
    LINE,
    NAMESPACES,
    RED,
    font_table_xml,
    footer_xml,
    header_xml,
    section_xml,
    settings_xml,
    sheet_section_xml,
    styles_xml,
)
from templates.letter_texts import LETTERS, Paragraph
from templates.notice_texts import APPLICATION_BOTTOM, APPLICATION_FORM, APPLICATION_TOP, FORMS, NOTICES
from templates.package import write_package
from templates.reply_texts import REPLIES
from templates.sheet_tables import Part, form_section_xml, sheet_styles_xml
from templates.sheet_texts import SHEET_TITLES, SHEETS

__all__ = ["LETTER_FOLDER", "build_all", "main", "plain_sheet"]

LETTER_FOLDER = Path(__file__).parent / "letters"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Head, width in twips, what a cell prints; the widths fill the 156 mm of the text.
_Column = tuple[str, int, str]
_DAYS: Final[tuple[_Column, ...]] = (
    ("日期", 2450, "{{ one.day|date }}"),
    ("星期", 850, "{{ one.weekday }}"),
    ("计数", 1100, "{{ one.counted }}"),
    ("性质", 1300, "{{ one.mark }}"),
    ("依据", 3144, "{{ one.source }}"),
)
_FEE_LINES: Final[tuple[_Column, ...]] = (
    ("范围", 2200, "{{ one.which }}"),
    ("数量", 1100, "{{ one.quantity }}"),
    ("单价", 1500, "{{ one.rate }}"),
    ("金额", 1500, "{{ one.amount }}"),
    ("依据", 2544, "{{ one.basis }}"),
)

_SHEET_TOP: tuple[Paragraph, ...] = (
    ("SheetTitle", "{{ subject }}计算说明"),
    ("Body", "机关：{{ agency }}"),
    ("Body", "登记号：{{ registration_number }}"),
    ("Body", "结论：{{ result|ended }}"),
    ("Body", "{%p if provisional %}"),
    ("Body", "该日期为暂定：日历尚未覆盖到届满日，国务院办公厅公布放假安排后重新计算。"),
    ("Body", "{%p endif %}"),
    ("Heading1", "一、计算步骤"),
    ("Body", "{%p for one in steps %}"),
    ("Body", "{{ loop.index }}. {{ one|ended }}"),
    ("Body", "{%p endfor %}"),
    ("Heading1", "二、逐日说明"),
)
_SHEET_END: tuple[Paragraph, ...] = (
    ("Body", "{{ calendar_state|ended }}"),
    ("SignDate", "{{ made_on|date }}"),
)


# A slip that is handed over belongs on one page: its title and its signature stand closer to the text.
_SLIP_GAPS: Final = {
    "LetterTitle": f'<w:spacing w:before="{LINE // 2}" w:after="{LINE // 2}" w:line="660" w:lineRule="exact"/>',
    "Signature": f'<w:spacing w:before="{LINE // 2}" w:line="{LINE}" w:lineRule="exact"/>',
}


# The lines under the tables of the application form leave room for a pen.
_FORM_GAPS: Final = {"TableCell": '<w:spacing w:before="100" w:line="360" w:lineRule="exact"/>'}
_HIGH, _TALL = 440, 1800  # twips; the second is the row in which the applicant describes what is wanted
_LABEL, _VALUE = 1760, 2662  # twips; two pairs fill the width of the text


def build_all() -> Iterator[tuple[str, bytes]]:
    """Every template: name of the file and its bytes, the same on every machine."""
    for key, paragraphs in {**LETTERS, **FEE_LETTERS, **NOTICES, **REPLIES}.items():
        yield f"{key}.docx", _letter(_paragraphs(paragraphs, _SLIP_GAPS if key == DocumentKind.RECEIPT else {}))
    days = _paragraphs(_SHEET_TOP, {}) + _table(_DAYS, "days") + _paragraphs(_SHEET_END, {})
    yield f"{DocumentKind.DEADLINE_SHEET}.docx", _sheet(days)
    fee = _paragraphs(FEE_SHEET_TOP, {}) + _table(_FEE_LINES, "lines") + _paragraphs(FEE_SHEET_END, {})
    yield f"{DocumentKind.FEE_CALC}.docx", _sheet(fee)
    for kind, parts in SHEETS.items():
        yield f"{kind}.docx", _form(SHEET_TITLES[kind], parts)
    for kind, mixed in DISPUTE_LETTERS.items():
        yield f"{kind}.docx", _letter(_mixed(mixed))
    for kind, mixed in DISPUTE_PLAIN.items():
        yield f"{kind}.docx", _sheet(_mixed(mixed))
    for kind, parts in DISPUTE_SHEETS.items():
        yield f"{kind}.docx", _form(DISPUTE_SHEET_TITLES[kind], parts, _with_red(sheet_styles_xml()))
    for key, paragraphs in FORMS.items():
        yield f"{key}.docx", _sheet(_paragraphs(paragraphs, {}))
    groups = "".join(_paragraph("Heading1", title) + _grid(rows) for title, rows in APPLICATION_FORM)
    application = _paragraphs(APPLICATION_TOP, {}) + groups + _paragraphs(APPLICATION_BOTTOM, _FORM_GAPS)
    yield f"{DocumentKind.APPLICATION_FORM}.docx", _sheet(application)


def _mixed(parts: tuple[Paragraph | Part, ...]) -> str:
    """Paragraphs, and tables between them."""
    return "".join(one.xml if isinstance(one, Part) else _paragraph(*one) for one in parts)


def _with_red(styles: str) -> str:
    """The styles with that of words in red in a cell."""
    red = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{RED_LINE}"><w:name w:val="表格红字"/>'
        f'<w:basedOn w:val="TableCell"/><w:qFormat/><w:rPr><w:color w:val="{RED}"/></w:rPr></w:style>'
    )
    return styles.replace("</w:styles>", f"{red}</w:styles>")


def _paragraphs(paragraphs: tuple[Paragraph, ...], gaps: Mapping[str, str]) -> str:
    return "".join(_paragraph(style, text, gaps.get(style, "")) for style, text in paragraphs)


def _paragraph(style: str, text: str, gap: str = "") -> str:
    # Tags are plain text in the file, as Word would store what an agency types.
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    # A form to fill in begins a page of its own behind the letter.
    own_page = style == FORM_TITLE
    properties = f'<w:pStyle w:val="{"SheetTitle" if own_page else style}"/>' + "<w:pageBreakBefore/>" * own_page + gap
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _cell(width: int, style: str, text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(style, text)}</w:tc>'


def _table(columns: tuple[_Column, ...], rows: str) -> str:
    """A table with one row for each member of a field of the context."""
    widths = [width for _, width, _ in columns]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = "".join(_cell(width, "TableHead", name) for name, width, _ in columns)
    body = "".join(_cell(width, "TableCell", text) for _, width, text in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in widths)}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"<w:tr>{_cell(sum(widths), 'TableCell', f'{{%tr for one in {rows} %}}')}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr>"
        f"<w:tr>{_cell(sum(widths), 'TableCell', '{%tr endfor %}')}</w:tr></w:tbl>"
    )


def _grid(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table to fill in: each row a label and its value over the whole width, or two pairs side by side."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = (_LABEL, _VALUE, _LABEL, _VALUE)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in columns)}</w:tblGrid>'
        f"{''.join(_grid_row(row) for row in rows)}</w:tbl>"
    )


def _grid_row(row: tuple[str, ...]) -> str:
    widths = (_LABEL, _VALUE, _LABEL, _VALUE) if len(row) == 4 else (_LABEL, _VALUE + _LABEL + _VALUE)
    span = "" if len(row) == 4 else '<w:gridSpan w:val="3"/>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span if at == 1 else ""}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph('TableCell', text)}</w:tc>"
        for at, (width, text) in enumerate(zip(widths, row, strict=True))
    )
    height = _TALL if row[-1] == "{{ information }}" else _HIGH
    return f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'


def _letter(body: str) -> bytes:
    parts = {
        "word/header1.xml": header_xml(),
        "word/footer1.xml": footer_xml("first"),
        "word/footer2.xml": footer_xml("odd"),
        "word/footer3.xml": footer_xml("even"),
    }
    names = {
        "rIdHeaderFirst": "header1", "rIdFooterFirst": "footer1", "rIdFooterOdd": "footer2", "rIdFooterEven": "footer3",
    }  # fmt: skip
    return _package(body + section_xml(), parts, names)


def _form(title: str, parts: tuple[Part, ...], styles: str = "") -> bytes:
    """A sheet that is a ruled form; the usual styles of sheets if none are given."""
    body = _paragraph("SheetTitle", title) + "".join(one.xml for one in parts)
    margins = {"word/footer2.xml": footer_xml("odd"), "word/footer3.xml": footer_xml("even")}
    names = {"rIdFooterOdd": "footer2", "rIdFooterEven": "footer3"}
    return _package(body + form_section_xml(), margins, names, styles or sheet_styles_xml())


def _sheet(body: str) -> bytes:
    parts = {"word/footer2.xml": footer_xml("odd"), "word/footer3.xml": footer_xml("even")}
    return _package(body + sheet_section_xml(), parts, {"rIdFooterOdd": "footer2", "rIdFooterEven": "footer3"})


def plain_sheet(body: str) -> bytes:
    """A sheet of paragraphs and tables that are written out already: no template, nothing to be filled in."""
    margins = {"word/footer2.xml": footer_xml("odd"), "word/footer3.xml": footer_xml("even")}
    names = {"rIdFooterOdd": "footer2", "rIdFooterEven": "footer3"}
    return _package(body + form_section_xml(), margins, names, sheet_styles_xml())


def _package(body: str, margins: dict[str, str], names: dict[str, str], styles: str | None = None) -> bytes:
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    fixed = {"styles": styles or styles_xml(), "settings": settings_xml(), "fontTable": font_table_xml()}
    relations = {f"rId{name.capitalize()}": (name, name) for name in fixed}
    relations |= {key: (name.rstrip("0123456789"), name) for key, name in names.items()}
    parts = {
        "[Content_Types].xml": _content_types([*fixed, *names.values()]),
        "_rels/.rels": _root_relations(),
        "docProps/core.xml": CORE_PROPERTIES,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(relations),
        **{f"word/{name}.xml": text for name, text in fixed.items()},
        **margins,
    }
    return write_package({name: text.encode("utf-8") for name, text in parts.items()})


def _content_types(names: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{name.rstrip("0123456789")}+xml"/>'
        for name in names
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>{overrides}</Types>'
    )


def _root_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for key, (kind, name) in relations.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def main() -> int:
    """Write the files; returns the exit code."""
    LETTER_FOLDER.mkdir(exist_ok=True)
    wanted = dict(build_all())
    for stale in LETTER_FOLDER.glob("*.docx"):
        if stale.name not in wanted:
            stale.unlink()
    for name, data in wanted.items():
        (LETTER_FOLDER / name).write_bytes(data)
    sys.stdout.write(f"{len(wanted)} templates written to {LETTER_FOLDER.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

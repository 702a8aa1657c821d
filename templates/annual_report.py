"""The annual report as a .docx in the official layout: title, six parts, tables two, three and four where they belong.

Plain pages made from code; equal words give equal bytes. The merged heads come from ``law.annual_drawing``, as those of
the workbook do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from law.annual_drawing import DrawnCell, DrawnTable, drawn_four, drawn_three, drawn_two
from law.annual_form import AnnualForm, annual_layout
from templates.cleaning import clean_text
from templates.layout import Layout
from templates.letter_geometry import LINE, MARGINS, PAPER_HEIGHT, PAPER_WIDTH
from templates.mail_sheets import document_bytes

__all__ = ["AnnualReportPaper", "annual_report_docx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReportPaper:
    """What the document says.

    Attributes:
        agency: whose report.
        year: the year.
        parts: the words of the six parts, paragraphs by line; a part may be empty.
        figures: what each cell shows, by its key; a table none of whose cells is there is left out.
        form: which form.
    """

    agency: str
    year: int
    parts: tuple[str, str, str, str, str, str]
    figures: Mapping[str, str]
    form: AnnualForm = AnnualForm.CURRENT


# Of table two the label and three columns; of table three three columns of labels and seven of figures; in twips. Table
# three is 10 mm wider than the text, so that its labels take few lines and it fits on a page.
_WIDTHS: Final = {
    "t2": (3145, 1900, 1900, 1900),
    "t3": (480, 800, 2590, *(790,) * 7),
    "t4": (589,) * 14 + (599,),
}
_SIZES: Final = {"t2": 24, "t3": 18, "t4": 18}  # half points
_HEIGHTS: Final = {"t2": 480, "t3": 360, "t4": 700}  # of a row at least, twips
_TABLE_OF_PART: Final = {1: "t2", 2: "t3", 3: "t4"}
_TABLE_FONT: Final = "宋体"
_INDENT: Final = 640  # two signs of 16 points


def annual_report_docx(paper: AnnualReportPaper, layout: Layout | None = None) -> bytes:
    """The report as a .docx.

    Raises:
        ValueError: not six parts.
    """
    form = annual_layout(paper.form)
    if len(paper.parts) != len(form.parts):
        raise ValueError(f"{len(paper.parts)} parts")
    fonts = layout or Layout()
    drawn = {"t2": drawn_two(paper.form), "t3": drawn_three(paper.form), "t4": drawn_four(paper.form)}
    body = [_title(clean_text(paper.agency), fonts.font_title), _title(f"{paper.year}年{form.title}", fonts.font_title)]
    body.append(_plain(""))
    for at, (heading, words) in enumerate(zip(form.parts, paper.parts, strict=True)):
        body.append(_indented(heading, fonts.font_heading, keep=True))
        body += [_indented(line, fonts.font_body) for line in clean_text(words).split("\n") if line.strip()]
        table = _TABLE_OF_PART.get(at)
        if table is not None and any(one.startswith(f"{table}.") for one in paper.figures):
            body += [_plain("")] * bool(words.strip()) + [_table(table, drawn[table], paper.figures), _plain("")]
    return document_bytes("".join(body), _section(), _footer(fonts.font_page_number))


def _table(key: str, drawn: DrawnTable, figures: Mapping[str, str]) -> str:
    widths = _WIDTHS[key]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = "".join(_row(key, drawn, row, figures) for row in range(drawn.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{sides}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(key: str, drawn: DrawnTable, row: int, figures: Mapping[str, str]) -> str:
    """A row: the cells that begin in it, and the continuation of those that reach down into it."""
    here = [one for one in drawn.cells if one.row <= row < one.row + one.down]
    cells = "".join(_cell(key, one, row, drawn.rows, figures) for one in sorted(here, key=_place))
    head = "<w:tblHeader/>" if row < drawn.heads else ""
    height = f'<w:trHeight w:val="{_HEIGHTS[key]}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _place(cell: DrawnCell) -> int:
    return cell.column


def _cell(key: str, cell: DrawnCell, row: int, rows: int, figures: Mapping[str, str]) -> str:
    width = sum(_WIDTHS[key][cell.column : cell.column + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    first = row == cell.row
    merged = f'<w:vMerge w:val="{"restart" if first else "continue"}"/>' if cell.down > 1 else ""
    words = (figures.get(cell.figure, "") if cell.figure else cell.text) if first else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/>'
    side = "left" if cell.left else "center"
    # Each table fits on a page and is kept on one: rows hold on to the next.
    keep = cell.row + cell.down < rows
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_in_cell(words, _SIZES[key], side, keep=keep)}</w:tc>"


def _in_cell(text: str, size: int, side: str, *, keep: bool) -> str:
    run = _run(_TABLE_FONT, size)
    words = f'<w:r>{run}<w:t xml:space="preserve">{escape(clean_text(text))}</w:t></w:r>' if text else ""
    spacing = '<w:spacing w:before="0" w:after="0"/>'
    held = "<w:keepNext/>" * keep
    return f'<w:p><w:pPr>{held}{spacing}<w:jc w:val="{side}"/>{run}</w:pPr>{words}</w:p>'


def _title(text: str, font: str) -> str:
    line = '<w:spacing w:before="0" w:after="0" w:line="700" w:lineRule="exact"/>'
    run = _run(font, 44)
    words = f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr>{line}<w:jc w:val="center"/>{run}</w:pPr>{words}</w:p>'


def _indented(text: str, font: str, *, keep: bool = False) -> str:
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{_INDENT}"/>'
    run = _run(font, 32)
    words = f'<w:r>{run}<w:t xml:space="preserve">{escape(text.strip())}</w:t></w:r>'
    return f"<w:p><w:pPr>{'<w:keepNext/>' * keep}{spacing}{indent}{run}</w:pPr>{words}</w:p>"


def _plain(text: str) -> str:
    run = _run(_TABLE_FONT, 18)
    spacing = '<w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/>'
    return f'<w:p><w:pPr>{spacing}{run}</w:pPr><w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _run(font: str, size: int) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    return f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _section() -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{PAPER_WIDTH}" w:h="{PAPER_HEIGHT}"/>'
        f'<w:pgMar {MARGINS} w:header="851" w:footer="1446" w:gutter="0"/></w:sectPr>'
    )


def _footer(font: str) -> str:
    run = _run(font, 28)

    def words(text: str) -> str:
        return f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def field(kind: str) -> str:
        return f'<w:r>{run}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r>{run}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    inside = words("— ") + field("begin") + code + field("separate") + words("1") + field("end") + words(" —")
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{inside}</w:p>'

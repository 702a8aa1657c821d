"""交寄清单 as a .docx: what was handed to the post on a day, with room for its stamp."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from templates.layout import Layout
from templates.mail_sheets import cell_xml, document_bytes, paragraph_xml, twips
from templates.wording import chinese_date

__all__ = ["MailListSheet", "MailedLine", "mail_list_docx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedLine:
    """One envelope: who gets it, where, which letters are in it, under which number it goes."""

    receiver: str
    place: str
    letters: tuple[str, ...]
    mail_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailListSheet:
    """The list of a day."""

    agency: str
    on: date
    carrier: str
    lines: tuple[MailedLine, ...]
    made_by: str


_COLUMNS: Final = (("序号", 12), ("收件人", 34), ("寄达地", 42), ("文书", 52), ("件数", 12), ("邮件号", 34))
_GREY: Final = "808080"


def mail_list_docx(sheet: MailListSheet, layout: Layout | None = None) -> bytes:
    """The list as a .docx on A4; its head is repeated on every page.

    Raises:
        ValueError: nothing was mailed.
    """
    if not sheet.lines:
        raise ValueError("nothing was mailed")
    fonts = layout or Layout()
    pieces = sum(len(one.letters) for one in sheet.lines)
    body = [
        paragraph_xml("邮件交寄清单", fonts.font_title, 40, align="center"),
        paragraph_xml(f"交寄单位：{sheet.agency}", fonts.font_body, 24, before=160),
        paragraph_xml(f"交寄日期：{chinese_date(sheet.on)}　　承运：{sheet.carrier}", fonts.font_body, 24, before=60),
        paragraph_xml("", fonts.font_body, 12),
        _table(sheet.lines, fonts.font_body),
        paragraph_xml(
            f"共 {len(sheet.lines)} 封，文书 {pieces} 份。　　交寄人：{sheet.made_by}", fonts.font_body, 24, before=160
        ),
        paragraph_xml("邮政企业收寄日戳：", fonts.font_body, 24, before=240),
    ]
    return document_bytes("".join(body), _section(), _footer(fonts.font_page_number))


def _table(lines: Sequence[MailedLine], font: str) -> str:
    widths = [twips(width) for _, width in _COLUMNS]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row([name for name, _ in _COLUMNS], widths, font, head=True)
    rows = [
        _row(
            [str(at), one.receiver, one.place, "、".join(one.letters), str(len(one.letters)), one.mail_number],
            widths,
            font,
        )
        for at, one in enumerate(lines, start=1)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )


def _row(texts: Sequence[str], widths: Sequence[int], font: str, *, head: bool = False) -> str:
    counted = {0, 4}
    cells = "".join(
        cell_xml(
            width,
            paragraph_xml(text, font, 20, align="center" if head or at in counted else "left", bold=head),
            border=_GREY,
        )
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    repeated = "<w:tblHeader/>" if head else ""
    height = f'<w:trHeight w:val="{twips(7.5)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>{cells}</w:tr>"


def _section() -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar w:top="{twips(18)}" w:bottom="{twips(18)}" w:left="{twips(12)}" w:right="{twips(12)}" '
        f'w:header="0" w:footer="{twips(8)}" w:gutter="0"/></w:sectPr>'
    )


def _footer(font: str) -> str:
    def field(code: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def words(text: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:eastAsia="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    inside = words("第 ") + field("PAGE") + words(" 页，共 ") + field("NUMPAGES") + words(" 页")
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{inside}</w:p>'

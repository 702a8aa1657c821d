"""What a file is, by its content: the name of an export often lies."""

from typing import Final

from law.errors import UserError
from reports.ledger_csv import read_csv
from reports.ledger_grid import Workbook
from reports.ledger_html import looks_like_html, read_html
from reports.ledger_xml import read_xml

__all__ = ["open_ledger"]

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_BEGINNING: Final = 4000
_BARE_BIFF: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHERS: Final = {
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"{\\rtf": "文档",
}


def open_ledger(content: bytes) -> Workbook:
    """Read a file as sheets.

    Raises:
        UserError: empty, of another kind, protected, damaged, too large.
    """
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise UserError("ledger_empty", "文件是空的", todo="请核对是否选对了文件")
    for start, kind in _OTHERS.items():
        if content.startswith(start):
            raise _other(kind)
    # The readers of workbooks are imported late: their libraries are large, and most days nobody imports a ledger.
    if content.startswith(b"PK\x03\x04"):
        from reports.ledger_xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(content)
    if content.startswith((_COMPOUND, *_BARE_BIFF)):
        from reports.ledger_xls import read_xls  # noqa: PLC0415

        return read_xls(content)
    xml = content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
    if looks_like_html(content) and not (xml and _SPREADSHEET in content[:_BEGINNING]):
        return read_html(content)
    if xml:
        return read_xml(content)
    return read_csv(content)


def _other(kind: str) -> UserError:
    return UserError("ledger_format", f"文件是{kind}，不是表格", todo="请选择 .xlsx、.xls 或者 .csv 文件")

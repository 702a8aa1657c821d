"""Envelopes as the post wants them: postcode boxes top left, receiver in the middle, sender and postcode below right.

One page for each envelope. Nothing stands on it but who sends to whom: not what is inside (个人信息不外露).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from law.terms import Term
from templates.layout import Layout
from templates.mail_sheets import cell_xml, document_bytes, paragraph_xml, twips

__all__ = ["Envelope", "EnvelopeSize", "envelopes_docx"]


class EnvelopeSize(Term):
    """Sizes of envelopes that hold letters on A4."""

    DL = "dl", "5号（DL，220×110毫米）"
    C5 = "c5", "7号（C5，229×162毫米）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One envelope.

    Attributes:
        postcode: of the receiver, six figures; empty where it is not known.
        address: of the receiver, as it was registered.
        receiver: name of a person or an organisation.
        sender_address, sender: whose letter it is and from where.
        sender_postcode: its postcode.
    """

    postcode: str
    address: str
    receiver: str
    sender_address: str
    sender: str
    sender_postcode: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Millimetres of one size: page, what is above the boxes, and the heights of the rows below them."""

    width: float
    height: float
    top: float
    gap: float
    address: float
    receiver: float
    rest: float


_BOX: Final = 8.0
_BOX_ROW: Final = 9.0
_SENDER_ROW: Final = 7.5
_LEFT: Final = 12.0
_RIGHT: Final = 15.0
_SHEETS: Final = {
    EnvelopeSize.DL: _Sheet(220, 110, top=12, gap=7, address=22, receiver=14, rest=10),
    EnvelopeSize.C5: _Sheet(229, 162, top=15, gap=18, address=30, receiver=18, rest=34),
}
_RED: Final = "C00000"
_BOXES: Final = 6
_INDENT_RIGHT: Final = 20.0
_INDENT: Final = 38.0  # the receiver stands to the right of the boxes' beginning, below the stamp's left edge
# An address of more characters is written smaller so that it stays in its two lines.
_LONG, _VERY_LONG = 40, 60


def envelopes_docx(
    envelopes: Sequence[Envelope], size: EnvelopeSize, *, boxes: bool = True, layout: Layout | None = None
) -> bytes:
    """The envelopes as one .docx, a page each.

    Args:
        envelopes: who writes to whom; at least one.
        size: the size of the paper.
        boxes: print the boxes of the postcode; False on envelopes that have them.
        layout: fonts of the agency.

    Raises:
        ValueError: no envelope.
    """
    if not envelopes:
        raise ValueError("no envelope to print")
    sheet, font = _SHEETS[size], (layout or Layout()).font_body
    pages = [_page(one, sheet, font, boxes=boxes) for one in envelopes]
    break_xml = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>{}</w:p>'
    parts = []
    for at, page in enumerate(pages):
        last = at == len(pages) - 1
        parts += [page, break_xml.format("" if last else '<w:r><w:br w:type="page"/></w:r>')]
    return document_bytes("".join(parts), _section(sheet))


def _section(sheet: _Sheet) -> str:
    side = f'w:left="{twips(_LEFT)}" w:right="{twips(_RIGHT)}"'
    return (
        f'<w:sectPr><w:pgSz w:w="{twips(sheet.width)}" w:h="{twips(sheet.height)}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{twips(sheet.top)}" w:bottom="{twips(4)}" {side} '
        'w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )


def _page(one: Envelope, sheet: _Sheet, font: str, *, boxes: bool) -> str:
    """A table of fixed heights: whatever is written, nothing moves to a second page."""
    box, whole = twips(_BOX), twips(sheet.width - _LEFT - _RIGHT)
    widths = [box] * _BOXES + [whole - _BOXES * box]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [
        _row(_BOX_ROW, _postcode(one.postcode, widths, font, boxes=boxes)),
        _row(sheet.gap, cell_xml(whole, paragraph_xml("", font, 20), span=_BOXES + 1)),
        _row(sheet.address, _receiver_cell(one.address, _address_size(one.address), font, whole)),
        _row(sheet.receiver, _receiver_cell(f"{one.receiver}　收", _name_size(one.receiver), font, whole)),
        _row(sheet.rest, cell_xml(whole, paragraph_xml("", font, 20), span=_BOXES + 1)),
        *(_row(_SENDER_ROW, _sender_cell(text, font, whole)) for text in _sender_lines(one)),
    ]
    bare = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    fixed = f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{bare}</w:tblCellMar>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/>{fixed}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _row(height: float, cells: str) -> str:
    exact = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr>'
    return f"<w:tr>{exact}{cells}</w:tr>"


def _postcode(postcode: str, widths: list[int], font: str, *, boxes: bool) -> str:
    figures = postcode if len(postcode) == _BOXES and postcode.isdigit() else ""
    cells = [
        cell_xml(
            width,
            paragraph_xml(figures[at : at + 1], font, 32, align="center"),
            border=_RED if boxes else "",
        )
        for at, width in enumerate(widths[:_BOXES])
    ]
    return "".join(cells) + cell_xml(widths[_BOXES], paragraph_xml("", font, 20))


def _receiver_cell(text: str, size: int, font: str, whole: int) -> str:
    indent = (twips(_INDENT), twips(_INDENT_RIGHT))
    return cell_xml(whole, paragraph_xml(text, font, size, indent=indent), span=_BOXES + 1)


def _address_size(address: str) -> int:
    return 32 if len(address) <= _LONG else 26 if len(address) <= _VERY_LONG else 20


def _name_size(receiver: str) -> int:
    return 40 if len(receiver) <= 14 else 30 if len(receiver) <= 22 else 26


def _sender_cell(text: str, font: str, whole: int) -> str:
    return cell_xml(whole, paragraph_xml(text, font, 24 if len(text) <= 40 else 18, align="right"), span=_BOXES + 1)


def _sender_lines(one: Envelope) -> tuple[str, str, str]:
    return one.sender_address, one.sender, f"邮政编码 {one.sender_postcode}" if one.sender_postcode else ""

"""The papers that a bundle is put together with: cover, index, evidence list, answer in draft.

They are made anew with every bundle, because they name its pages, and hold nothing but words and tables, so they are
written out at once instead of through a template.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from templates.build_letters import plain_sheet
from templates.cleaning import clean_text

__all__ = ["BundlePaper", "Column", "Listing", "Words", "paper_bytes"]

_WIDTH: Final = 8844  # twips: the 156 mm of the text
_RED: Final = "B3261E"
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph: ``style`` is Body, Heading1, Addressee, SheetNote, Signature or SignDate."""

    text: str
    style: str = "Body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its head and its share of the width."""

    head: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table with a head that is repeated on every page.

    Attributes:
        columns: heads and widths.
        rows: cells as text; red: rows that are printed in red, by their place.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    red: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePaper:
    """A paper: its title and what stands under it."""

    title: str
    parts: tuple[Words | Listing, ...]


def paper_bytes(paper: BundlePaper) -> bytes:
    """The paper as a .docx; the same paper always gives the same bytes."""
    body = _paragraph("SheetTitle", paper.title)
    for one in paper.parts:
        body += _listing(one) if isinstance(one, Listing) else _paragraph(one.style, one.text)
    return plain_sheet(body)


def _paragraph(style: str, text: str, *, red: bool = False) -> str:
    # One paragraph for each line: what people typed keeps its lines, and nothing of it is read as a tag.
    lines = clean_text(text).split("\n") or [""]
    colour = f'<w:rPr><w:color w:val="{_RED}"/></w:rPr>' if red else ""
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{colour}'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in lines
    )


def _listing(listing: Listing) -> str:
    widths = _widths([one.share for one in listing.columns])
    head = "".join(_cell(width, "TableHead", one.head) for one, width in zip(listing.columns, widths, strict=True))
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            _cell(width, "TableCell", text, red=at in listing.red) for text, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for at, row in enumerate(listing.rows)
    )
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    margins = (
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def _widths(shares: Sequence[int]) -> list[int]:
    total = sum(shares)
    return [_WIDTH * one // total for one in shares]


def _cell(width: int, style: str, text: str, *, red: bool = False) -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{_paragraph(style, text, red=red)}</w:tc>"

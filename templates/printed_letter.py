"""A letter with all that decides where its lines and pages break, read back from the .docx: for the paged preview.

Lengths in points. What the file says in styles and what single paragraphs say on top of them is one by now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from lxml import etree

from templates.package import read_package
from templates.placement import W, style_of, text_of

__all__ = ["PrintedCell", "PrintedLetter", "PrintedParagraph", "PrintedRow", "read_printed_letter"]

Align = Literal["left", "right", "center", "both"]

_TWIPS: Final = 20.0
_CELL_SIDES: Final = (0.0, 5.4, 0.0, 5.4)  # what Word and LibreOffice take where the table says nothing
_ON: Final = (None, "1", "true", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedParagraph:
    """One paragraph.

    Args:
        style: id of its style.
        text: its words; tabs as tab signs.
        fonts: the font and its substitutes, best first.
        points: size of the type.
        spacing: added behind each sign; negative squeezes.
        red: printed in red.
        line: distance of the lines; 0: as the font wants.
        before: room above it.
        after: room below it.
        left: indent of all lines.
        right: indent at the right.
        first: further indent of the first line; negative hangs.
        align: where its lines stand.
        keep_next: stands on one page with what follows.
        own_page: begins a page.
    """

    style: str
    text: str
    fonts: tuple[str, ...] = ()
    points: float = 16.0
    spacing: float = 0.0
    red: bool = False
    line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    align: Align = "left"
    keep_next: bool = False
    own_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell of a table row; ``centred``: its words stand in the middle of its height."""

    width: float
    paragraphs: tuple[PrintedParagraph, ...]
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A table row.

    Args:
        cells: from left to right.
        height: the least.
        sides: room between border and words: top, right, bottom, left.
        head: repeated on each page of the table.
    """

    cells: tuple[PrintedCell, ...]
    height: float = 0.0
    sides: tuple[float, float, float, float] = _CELL_SIDES
    head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLetter:
    """A letter or sheet.

    Args:
        width: of the paper.
        height: of the paper.
        margins: top, right, bottom, left.
        header: from the upper edge to the mark.
        footer: from the lower edge to the page number.
        pitch: of the lines of the grid, 0 without one.
        columns: whether the grid has columns too.
        mark: the agency's mark on the first page.
        head_rule: place of the double line under it, from the upper edge.
        foot_rule: place of the lower double line.
        number: how page numbers look.
        numbered_first: whether the first page bears its number.
        body: paragraphs and table rows.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header: float
    footer: float
    pitch: float
    columns: bool
    mark: PrintedParagraph | None
    head_rule: float | None
    foot_rule: float | None
    number: PrintedParagraph
    numbered_first: bool
    body: tuple[PrintedParagraph | PrintedRow, ...]


# What styles and paragraphs say, by element and attribute: {"ind": {"left": "632"}, "keepNext": {}, ...}
_Said = Mapping[str, Mapping[str, str]]


def read_printed_letter(document: bytes) -> PrintedLetter:
    """The letter as it will be printed.

    Raises:
        zipfile.BadZipFile: if the bytes are no .docx.
        KeyError: if it has no document part.
    """
    parts = read_package(document)
    reader = _Reader(_styles(parts["word/styles.xml"]), _fonts(parts.get("word/fontTable.xml", b"")))
    body = etree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    if body is None:
        raise KeyError("word/document.xml holds no body")
    section = body.find(f"{W}sectPr")
    said = {} if section is None else _said(section)
    size, margins, grid = said.get("pgSz", {}), said.get("pgMar", {}), said.get("docGrid", {})
    header = _part(parts, "word/header1.xml")
    footer = _part(parts, "word/footer1.xml")
    marks = [] if header is None else [one for one in reader.paragraphs(header) if one.style == "AgencyMark"]
    return PrintedLetter(
        width=_points(size, "w", 11906),
        height=_points(size, "h", 16838),
        margins=(
            _points(margins, "top", 2098),
            _points(margins, "right", 1474),
            _points(margins, "bottom", 1984),
            _points(margins, "left", 1587),
        ),
        header=_points(margins, "header", 1701),
        footer=_points(margins, "footer", 1446),
        pitch=_points(grid, "linePitch", 0) if grid.get("type") else 0.0,
        columns=grid.get("type") in ("linesAndChars", "snapToChars"),
        mark=marks[0] if marks else None,
        head_rule=_rule_place(header),
        foot_rule=_rule_place(footer),
        number=reader.styled("PageNumberOdd"),
        numbered_first="titlePg" not in said,
        body=tuple(reader.body(body)),
    )


def _part(parts: Mapping[str, bytes], name: str) -> etree._Element | None:
    return etree.fromstring(parts[name]) if name in parts else None


def _rule_place(part: etree._Element | None) -> float | None:
    """Lower edge of the frame whose border the double line is."""
    frame = None if part is None else part.find(f".//{W}framePr")
    if frame is None:
        return None
    return _points(_attributes(frame), "y", 0) + _points(_attributes(frame), "h", 0)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name).removeprefix(W): str(value) for name, value in element.attrib.items()}


def _said(properties: etree._Element | None) -> dict[str, dict[str, str]]:
    if properties is None:
        return {}
    return {str(one.tag).removeprefix(W): _attributes(one) for one in properties}


def _merged(*layers: _Said) -> dict[str, dict[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for layer in layers:
        for name, attributes in layer.items():
            merged[name] = {**merged.get(name, {}), **attributes}
    return merged


def _points(attributes: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        return float(attributes.get(name, otherwise)) / _TWIPS
    except ValueError:
        return otherwise / _TWIPS


def _is_on(said: _Said, name: str) -> bool:
    return name in said and said[name].get("val") in _ON


@lru_cache(maxsize=32)
def _styles(part: bytes) -> Mapping[str, _Said]:
    """What each style says with all it is based on; paragraph and run properties do not share a name that matters."""
    root = etree.fromstring(part)
    defaults = [root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}") for kind in ("rPr", "pPr")]
    base = _merged(*(_said(one) for one in defaults))
    found: dict[str, dict[str, dict[str, str]]] = {"": base}
    for style in root.iter(f"{W}style"):
        key = str(style.get(f"{W}styleId"))
        based_on = style.find(f"{W}basedOn")
        parent = found.get("" if based_on is None else str(based_on.get(f"{W}val")), base)
        found[key] = _style_said(parent, style.find(f"{W}pPr"), style.find(f"{W}rPr"))
        if style.get(f"{W}default") == "1":
            found[""] = found[key]
    return found


def _style_said(
    parent: _Said, paragraph: etree._Element | None, run: etree._Element | None
) -> dict[str, dict[str, str]]:
    """Both kinds of properties in one; ``spacing`` is a name of both, that of signs is kept as ``signs``."""
    of_run = _said(run)
    if "spacing" in of_run:
        of_run["signs"] = of_run.pop("spacing")
    return _merged(parent, _said(paragraph), of_run)


@lru_cache(maxsize=32)
def _fonts(part: bytes) -> Mapping[str, tuple[str, ...]]:
    if not part:
        return {}
    found = {}
    for font in etree.fromstring(part).iter(f"{W}font"):
        other = font.find(f"{W}altName")
        others = () if other is None else tuple(str(other.get(f"{W}val", "")).split(","))
        found[str(font.get(f"{W}name"))] = tuple(one.strip() for one in others if one.strip())
    return found


class _Reader:
    """Reads paragraphs and tables by the styles and fonts of one file."""

    def __init__(self, styles: Mapping[str, _Said], fonts: Mapping[str, tuple[str, ...]]) -> None:
        self._styles = styles
        self._fonts = fonts

    def body(self, body: etree._Element) -> Iterator[PrintedParagraph | PrintedRow]:
        for child in body:
            if child.tag == f"{W}p":
                yield self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._rows(child)

    def paragraphs(self, container: etree._Element) -> list[PrintedParagraph]:
        return [self.paragraph(one) for one in container.iter(f"{W}p")]

    def styled(self, style: str) -> PrintedParagraph:
        return self._looks(style, "", self._styles.get(style, self._styles[""]))

    def paragraph(self, paragraph: etree._Element) -> PrintedParagraph:
        style = style_of(paragraph)
        base = self._styles.get(style, self._styles[""])
        said = _style_said(base, paragraph.find(f"{W}pPr"), paragraph.find(f"{W}r/{W}rPr"))
        return self._looks(style, text_of(paragraph), said)

    def _looks(self, style: str, text: str, said: _Said) -> PrintedParagraph:
        spacing, indent = said.get("spacing", {}), said.get("ind", {})
        font = said.get("rFonts", {}).get("eastAsia", "")
        exact = spacing.get("lineRule") == "exact"
        align = said.get("jc", {}).get("val", "left")
        return PrintedParagraph(
            style=style,
            text=text,
            fonts=(font, *self._fonts.get(font, ())) if font else (),
            points=float(said.get("sz", {}).get("val", "32")) / 2,
            spacing=_points(said.get("signs", {}), "val", 0),
            red=said.get("color", {}).get("val", "").upper() == "FF0000",
            line=_points(spacing, "line", 0) if exact else 0.0,
            before=_points(spacing, "before", 0),
            after=_points(spacing, "after", 0),
            left=_points(indent, "left", 0),
            right=_points(indent, "right", 0),
            first=_points(indent, "firstLine", 0) - _points(indent, "hanging", 0),
            align=align if align in ("right", "center", "both") else "left",  # type: ignore[arg-type]  # just compared
            keep_next=_is_on(said, "keepNext"),
            own_page=_is_on(said, "pageBreakBefore"),
        )

    def _rows(self, table: etree._Element) -> Iterator[PrintedRow]:
        sides = _cell_sides(table.find(f"{W}tblPr/{W}tblCellMar"))
        for row in table.iter(f"{W}tr"):
            said = _said(row.find(f"{W}trPr"))
            yield PrintedRow(
                cells=tuple(self._cell(one) for one in row.iter(f"{W}tc")),
                height=_points(said.get("trHeight", {}), "val", 0),
                sides=sides,
                head=_is_on(said, "tblHeader"),
            )

    def _cell(self, cell: etree._Element) -> PrintedCell:
        said = _said(cell.find(f"{W}tcPr"))
        return PrintedCell(
            width=_points(said.get("tcW", {}), "w", 0),
            paragraphs=tuple(self.paragraph(one) for one in cell.iter(f"{W}p")),
            centred=said.get("vAlign", {}).get("val") == "center",
        )


def _cell_sides(margins: etree._Element | None) -> tuple[float, float, float, float]:
    said = _said(margins)
    top, right, bottom, left = (
        _points(said.get(side, {}), "w", otherwise * _TWIPS)
        for side, otherwise in zip(("top", "right", "bottom", "left"), _CELL_SIDES, strict=True)
    )
    return top, right, bottom, left

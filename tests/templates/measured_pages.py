"""What stands where on the pages of a PDF, in millimetres from the upper left corner of the paper."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

__all__ = ["MM", "PrintedLine", "PrintedPage", "PrintedRule", "letter_pages", "read_printed"]

MM: Final = 25.4 / 72
_SAME_LINE: Final = 0.4  # mm between the baselines of one line


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """Signs on one baseline, without the blanks that reading a PDF adds."""

    text: str
    left: float
    right: float
    baseline: float
    points: float

    @property
    def centre(self) -> float:
        """Middle of the line."""
        return (self.left + self.right) / 2

    @property
    def top(self) -> float:
        """Upper edge of the square of a Chinese sign."""
        return self.baseline - 0.88 * self.points * MM

    @property
    def bottom(self) -> float:
        """Lower edge of the square of a Chinese sign."""
        return self.baseline + 0.12 * self.points * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRule:
    """A level stroke: its middle and how thick it is."""

    left: float
    right: float
    middle: float
    thickness: float
    red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """One page."""

    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    rules: tuple[PrintedRule, ...]

    def line(self, words: str) -> PrintedLine:
        """The only line that holds these words."""
        (found,) = (one for one in self.lines if words in one.text)
        return found


def letter_pages(path: Path) -> tuple[PrintedPage, ...]:
    """The pages of a PDF file."""
    return read_printed(path.read_bytes())


def read_printed(content: bytes) -> tuple[PrintedPage, ...]:
    """The pages of a PDF."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return tuple(_page(one) for one in pdf)
    finally:
        pdf.close()


def _page(page: pypdfium2.PdfPage) -> PrintedPage:
    width, height = page.get_size()
    return PrintedPage(
        width=width * MM,
        height=height * MM,
        lines=_lines(page.get_textpage(), height),
        rules=_rules(page, height),
    )


def _lines(text: pypdfium2.PdfTextPage, height: float) -> tuple[PrintedLine, ...]:
    rows: list[tuple[float, list[tuple[float, float, str, float]]]] = []
    for at in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or not sign.strip():
            continue
        across, up = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, at, across, up)
        left, _, right, _ = text.get_charbox(at, loose=True)
        baseline = (height - up.value) * MM
        row = next((signs for place, signs in rows if abs(place - baseline) < _SAME_LINE), None)
        if row is None:
            row = []
            rows.append((baseline, row))
        row.append((left * MM, right * MM, sign, pdfium.FPDFText_GetFontSize(text, at)))
    return tuple(_line(baseline, signs) for baseline, signs in sorted(rows))


def _line(baseline: float, signs: Sequence[tuple[float, float, str, float]]) -> PrintedLine:
    ordered = sorted(signs)
    return PrintedLine(
        text="".join(one[2] for one in ordered),
        left=ordered[0][0],
        right=max(one[1] for one in ordered),
        baseline=baseline,
        points=ordered[0][3],
    )


def _rules(page: pypdfium2.PdfPage, height: float) -> tuple[PrintedRule, ...]:
    found: dict[tuple[int, int], PrintedRule] = {}
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        points = _points(one)
        ups = [up for _, up in points]
        if not points or max(ups) - min(ups) > 0.1:
            continue
        thickness = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(one, thickness)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetStrokeColor(one, red, green, blue, alpha)
        rule = PrintedRule(
            left=min(across for across, _ in points) * MM,
            right=max(across for across, _ in points) * MM,
            middle=(height - ups[0]) * MM,
            thickness=thickness.value * MM,
            red=(red.value, green.value, blue.value) == (255, 0, 0),
        )
        found[round(rule.middle * 20), round(rule.thickness * 20)] = rule  # a line may be drawn twice
    return tuple(sorted(found.values(), key=lambda rule: rule.middle))


def _points(path: pypdfium2.PdfObject) -> list[tuple[float, float]]:
    points = []
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        across, up = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(path, at), across, up)
        points.append((across.value, up.value))
    return points

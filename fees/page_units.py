"""Page units out of measured sides: sizes of paper, blank sides (信息处理费管理办法第五条).

The measure says that one side of A4 or less is one page. How a larger side and a blank one count it does not say: that
is the agency's policy, and the steps say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fees.steps import whole
from law.citations import Citation
from law.fee_schedule import fee_schedule
from law.policies import PolicySet
from law.terms import FeeMethod, PaperSize

__all__ = ["PageStep", "PageUnits", "Sides", "page_units", "paper_size", "sides_of_sheets"]

# ISO 216, millimetres: shorter and longer side. Each size halves the one before.
_SIZES = ((PaperSize.A4, 210, 297), (PaperSize.A3, 297, 420), (PaperSize.A2, 420, 594), (PaperSize.A1, 594, 841))
# Scanners and printers do not cut to the millimetre: what is within five per cent of a size counts as that size.
_TOLERANCE_PERCENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Sides of one size: how many carry something, how many are blank."""

    size: PaperSize
    printed: int
    blank: int = 0


@dataclass(frozen=True, slots=True)
class PageStep:
    """How many page units the sides of one size, or the blank ones, give; ``policy`` names the choice behind it."""

    sentence: str
    sides: int
    units: int
    policy: str = ""


@dataclass(frozen=True, slots=True)
class PageUnits:
    """Page units with their reasons; the steps add up to them."""

    units: int
    steps: tuple[PageStep, ...]
    citation: Citation

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies that made a difference: where the measure is silent."""
        return tuple(dict.fromkeys(one.policy for one in self.steps if one.policy))


def paper_size(width: int, height: int) -> PaperSize:
    """The size of a side in millimetres, whichever way it lies.

    Raises:
        TypeError, ValueError: no millimetres.
    """
    short, long = sorted((whole(width, "width"), whole(height, "height")))
    for size, narrow, wide in _SIZES:
        if _fits(short, narrow) and _fits(long, wide):
            return size
    return PaperSize.A0


def _fits(measured: int, nominal: int) -> bool:
    return measured * 100 <= nominal * (100 + _TOLERANCE_PERCENT)


def sides_of_sheets(sheets: int, size: PaperSize, *, duplex: bool, blank: int = 0) -> Sides:
    """The sides of printed sheets.

    Args:
        sheets: number of sheets of paper.
        size: their size.
        duplex: printed on both sides.
        blank: how many of the sides are blank.

    Raises:
        TypeError, ValueError: no counts, or more blank sides than there are.
    """
    sides = whole(sheets, "sheets") * (2 if duplex else 1)
    return Sides(size=size, printed=whole(sides - whole(blank, "blank"), "printed sides"), blank=blank)


def page_units(sides: Iterable[Sides], on: date, policies: PolicySet | None = None) -> PageUnits:
    """Page units of measured sides (管理办法第五条: one side of A4 or less is one page).

    Args:
        sides: the sides by size.
        on: the decisive day (of the receipt of the request).
        policies: ``fee_a3_pages`` (units of a side of A3; A2 counts twice A3, and so on), ``fee_blank_side``.

    Raises:
        TypeError, ValueError: no counts.
        RuleGap: no fee could be charged on that day.
    """
    chosen = policies or PolicySet.default()
    kept = tuple(sides)
    steps = [_printed_step(one, chosen) for one in kept if whole(one.printed, "printed sides")]
    blank = [one for one in kept if whole(one.blank, "blank sides")]
    if blank:
        steps.append(_blank_step(blank, chosen))
    citation = fee_schedule(FeeMethod.BY_VOLUME, on, chosen).citation
    return PageUnits(sum(one.units for one in steps), tuple(steps), citation)


def _weight(size: PaperSize, policies: PolicySet) -> int:
    """Units of one side: doubled with each size above A4 where the policy counts by area, else 1."""
    places = [*(one for one, _, _ in _SIZES), PaperSize.A0]
    weight: int = policies.number("fee_a3_pages") ** places.index(size)
    return weight


def _printed_step(one: Sides, policies: PolicySet) -> PageStep:
    sides = one.printed
    weight = _weight(one.size, policies)
    sentence = f"{one.size.label} {sides} 面，每面计 {weight} 页，共 {sides * weight} 页。"
    return PageStep(sentence, sides, sides * weight, "" if one.size is PaperSize.A4 else "fee_a3_pages")


def _blank_step(blank: list[Sides], policies: PolicySet) -> PageStep:
    sides = sum(one.blank for one in blank)
    if policies.text("fee_blank_side") == "not_counted":
        return PageStep(f"空白 {sides} 面，不计页。", sides, 0, "fee_blank_side")
    units = sum(one.blank * _weight(one.size, policies) for one in blank)
    return PageStep(f"空白 {sides} 面，按本机关口径计 {units} 页。", sides, units, "fee_blank_side")

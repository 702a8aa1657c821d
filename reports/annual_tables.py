"""The numbers of an annual report: tables two, three and four of one agency and year, as counted, typed or read.

Keys of the cells are those of ``law.annual_form``. A cell that is not there at all belongs to a table that nobody gave;
a cell that is there and empty is None, and the checker says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final, Self

from law.annual_form import AnnualForm, AnnualLayout, annual_layout, four_key, three_key, two_key

__all__ = ["TABLES", "AnnualTables", "Figure", "as_number", "plain_number", "read_figure", "shown"]

Figure = int | Decimal | str | None
"""A whole number; a Decimal that is none (万元); a text that is no number; None: an empty cell."""

TABLES: Final = ("t2", "t3", "t4")


def as_number(figure: Figure) -> Decimal | None:
    """The value of a cell for adding up: an empty one counts as nothing; None if it is no number at all."""
    if figure is None:
        return Decimal(0)
    return None if isinstance(figure, str) else Decimal(figure)


def read_figure(text: str) -> Figure:
    """A cell as it was written: full-width digits, thousands separators and blanks do not matter.

    Returns:
        None if nothing was written; the text itself if it is no number.
    """
    plain = "".join(text.translate(_WIDE).split())
    if not plain:
        return None
    try:
        number = Decimal(_without_separators(plain))
    except InvalidOperation:
        return text.strip()
    if not number.is_finite():
        return text.strip()
    return int(number) if number == number.to_integral_value() else number


def shown(figure: Figure) -> str:
    """A cell as people read it; an empty one is 空."""
    if figure is None:
        return "空"
    return format(figure, "f") if isinstance(figure, Decimal) else str(figure)


def plain_number(number: Decimal) -> str:
    """A number without a point where it is whole, and never in powers of ten."""
    return str(int(number)) if number == number.to_integral_value() else format(number.normalize(), "f")


_WIDE: Final = str.maketrans("０１２３４５６７８９．，－＋−", "0123456789.,-+-")


def _without_separators(text: str) -> str:
    head, point, rest = text.partition(".")
    groups = head.lstrip("+-").split(",")
    # 1,234 is a number with separators; 1,2 is two numbers in one cell.
    if len(groups) > 1 and groups[0] and len(groups[0]) <= 3 and all(len(one) == 3 for one in groups[1:]):
        head = head.replace(",", "")
    return f"{head}{point}{rest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTables:
    """The tables of a year.

    Attributes:
        year: the year reported on.
        agency: whose report; empty if not known.
        figures: the cells that were given, by key.
        form: which form they stand in.
    """

    year: int
    agency: str
    figures: Mapping[str, Figure]
    form: AnnualForm = AnnualForm.CURRENT

    @classmethod
    def zero(cls, year: int, agency: str) -> Self:
        """A report of the current form in which nothing happened: each cell is 0."""
        return cls(year=year, agency=agency, figures=MappingProxyType(dict.fromkeys(annual_layout().cells, 0)))

    @property
    def layout(self) -> AnnualLayout:
        """The labels of its form."""
        return annual_layout(self.form)

    def has(self, table: str) -> bool:
        """Whether any cell of a table (``t2``, ``t3``, ``t4``) was given."""
        return any(key.startswith(f"{table}.") for key in self.figures)

    def two(self, row: str, column: str) -> Figure:
        """A cell of table two; None if empty or not given."""
        return self.figures.get(two_key(row, column))

    def three(self, row: str, column: str) -> Figure:
        """A cell of table three; None if empty or not given."""
        return self.figures.get(three_key(row, column))

    def four(self, group: str, result: str) -> Figure:
        """A cell of table four; None if empty or not given."""
        return self.figures.get(four_key(group, result))

    def row(self, row: str) -> tuple[Figure, ...]:
        """The seven cells of a row of table three."""
        return tuple(self.three(row, column) for column, _ in self.layout.columns)

    def group(self, group: str) -> tuple[Figure, ...]:
        """The five cells of a group of table four."""
        return tuple(self.four(group, result) for result, _ in self.layout.results)

    def sum_of(self, cells: Iterable[str]) -> Decimal | None:
        """The sum of cells; None if one of them is no number."""
        numbers = [as_number(self.figures.get(one)) for one in cells]
        known = [one for one in numbers if one is not None]
        return sum(known, Decimal(0)) if len(known) == len(numbers) else None

    def with_figures(self, changes: Mapping[str, Figure]) -> Self:
        """A copy with other cells."""
        return replace(self, figures=MappingProxyType({**self.figures, **changes}))

    def printed(self) -> Mapping[str, str]:
        """What each cell shows on paper; an empty one shows nothing."""
        return {key: "" if one is None else shown(one) for key, one in self.figures.items()}

    def as_json(self) -> dict[str, Any]:
        """What ``from_json`` reads: decimals as texts, texts apart from them."""
        return {
            "year": self.year,
            "agency": self.agency,
            "form": int(self.form),
            "figures": {key: _stored(one) for key, one in self.figures.items()},
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Tables that ``as_json`` wrote.

        Raises:
            ValueError: it is nothing of that kind.
        """
        try:
            figures = {str(key): _read(one) for key, one in stored["figures"].items()}
            form = AnnualForm(stored["form"])
            year, agency = int(stored["year"]), str(stored["agency"])
        except (KeyError, TypeError, AttributeError, InvalidOperation) as problem:
            raise ValueError(f"no annual tables: {problem!r}") from None
        return cls(year=year, agency=agency, figures=MappingProxyType(figures), form=form)


def _stored(figure: Figure) -> object:
    if isinstance(figure, Decimal):
        return str(figure)
    return {"text": figure} if isinstance(figure, str) else figure


def _read(stored: Any) -> Figure:
    if isinstance(stored, dict):
        return str(stored["text"])
    if isinstance(stored, bool) or not isinstance(stored, int | str | None):
        raise TypeError(f"no figure: {stored!r}")
    return Decimal(stored) if isinstance(stored, str) else stored

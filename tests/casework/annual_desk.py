"""Acts around the annual report for tests: a year with cases of all kinds, figures of table two, a closing."""

from collections.abc import Mapping
from typing import Any

from casework.annual_drafts import AnnualCloseDraft, AnnualFiguresDraft
from casework.annual_report import annual_report, close_year, enter_figures
from casework.annual_views import AnnualView
from law.annual_form import annual_layout
from law.terms import Outcome
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import DUTY, NOTHING

__all__ = ["close", "enter", "fill_table_two", "last_year", "numbers", "report", "row", "year_of_cases"]

COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_org", "total")


def report(desk: Desk, year: int = 2026, **changes: Any) -> AnnualView:
    return annual_report(desk.office, year, today=desk.today, **changes)


def row(view: AnnualView, key: str) -> tuple[int, ...]:
    """The seven numbers of a row of table three."""
    return tuple(int(view.figures[f"t3.{key}.{column}"]) for column in COLUMNS)


def numbers(view: AnnualView) -> dict[str, int]:
    """The totals of table three that are not 0, by row."""
    totals = {key: int(view.figures[f"t3.{key}.total"]) for key, _ in annual_layout().rows}
    return {key: number for key, number in totals.items() if number}


def enter(desk: Desk, values: Mapping[str, str], year: int = 2026, **changes: Any) -> None:
    enter_figures(desk.office, AnnualFiguresDraft(year=year, values=values, **changes), **desk.how)


def fill_table_two(desk: Desk, year: int = 2026) -> None:
    """Zeros everywhere: nothing was made, decided or charged."""
    enter(desk, dict.fromkeys(annual_layout().table_two, "0"), year)


def last_year(desk: Desk, year: int = 2025, carried: int = 0) -> None:
    """The published figures of the year before: so many natural persons carried on, everything else 0."""
    values = dict.fromkeys((*annual_layout().table_three, *annual_layout().table_two), "0")
    values |= dict.fromkeys(
        ("t3.r4.natural_person", "t3.r4.total", "t3.r1.natural_person", "t3.r1.total"), str(carried)
    )
    enter(desk, values, year)


def close(desk: Desk, year: int = 2026, **changes: Any) -> None:
    close_year(desk.office, AnnualCloseDraft(year=year, **changes), **desk.how)


def year_of_cases(desk: Desk) -> dict[str, int]:
    """A grant, a refusal to look for what is not there, one still open; by name. The desk stands in May 2026."""
    granted, missing = desk.on(3, 2).take_in(), desk.take_in()
    desk.on(3, 10).reply(granted)
    desk.on(3, 12).search(missing)
    desk.on(3, 13).reply(missing, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    still_open = desk.on(5, 6).take_in()
    return {"granted": granted, "missing": missing, "open": still_open}

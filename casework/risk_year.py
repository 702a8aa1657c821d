"""The annual report among the risks: its last day moves to no working day (条例第四十九条), so it is told in time."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.annual_deadlines import annual_deadlines
from casework.annual_views import AnnualDeadlineView
from casework.date_wording import month_day
from casework.office import Office
from casework.risk_views import AnnualYear, RiskLevel, RiskLine
from models import AnnualClosing

__all__ = ["annual_lines"]

_TOLD_BEFORE_DAYS: Final = 45
_TOLD_AFTER_DAYS: Final = 60
_PRESSING_DAYS: Final = 7


def annual_lines(office: Office, session: Session, today: date) -> Iterator[RiskLine]:
    """The report that is due next, or was due lately, unless its year is closed.

    Args:
        office: the office.
        session: its reading.
        today: the legal day.
    """
    for year in (today.year - 1, today.year):
        if session.scalar(select(AnnualClosing.id).where(AnnualClosing.year == year).limit(1)) is not None:
            continue
        terms = annual_deadlines(office, session, year, today)
        term = next((one for one in terms if one.left >= 0), terms[-1])
        if -_TOLD_AFTER_DAYS <= term.left <= _TOLD_BEFORE_DAYS:
            yield _line(year, term, today)


def _line(year: int, term: AnnualDeadlineView, today: date) -> RiskLine:
    left = (term.last_working - today).days
    moved = "，不顺延" if term.last_working != term.due else ""
    basis = f"（{term.basis}）" if term.basis else ""
    late = f"{month_day(term.due, today)}已过，年度还没有关账"
    return RiskLine(
        key=f"annual-{year}",
        label=f"{year}年度报告",
        text=month_day(term.last_working, today),
        detail=late if term.left < 0 else f"{term.label}，{month_day(term.due, today)}截止{moved}{basis}",
        level=RiskLevel.OVER if term.left < 0 else RiskLevel.TODAY if left <= _PRESSING_DAYS else RiskLevel.SOON,
        opens=AnnualYear(year),
    )

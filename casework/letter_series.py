"""The series of a letter's number, for the check of numbers (C50): whole or broken, and the letters before it."""

from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from law.terms import NumberClass
from models import Document, IssuedNumber
from models.numbering import NumberSeries, missing_numbers
from templates.check_facts import SeriesFact

__all__ = ["series_fact"]

_NEIGHBOURS: Final = 5


def series_fact(session: Session, series: NumberClass, on: date, own: str = "") -> SeriesFact:
    """The series that a letter takes its number from: whether it is whole, and its latest letters.

    Args:
        session: the caller's session.
        series: the class of the number.
        on: date of the letter, whose year is that of the series.
        own: the number of the letter at hand, which is taken already; empty for a draft that has none.
    """
    of_series = (IssuedNumber.number_class == series, IssuedNumber.year == on.year)
    latest = session.execute(
        select(IssuedNumber.text, Document.issued_on)
        .join(Document, Document.id == IssuedNumber.document_id)
        .where(*of_series, Document.issued_on.is_not(None), IssuedNumber.voided_at.is_(None))
        .order_by(IssuedNumber.number.desc())
        .limit(_NEIGHBOURS)
    ).all()
    others = [(row.text, row.issued_on) for row in latest if row.issued_on is not None]
    if own:
        # Another letter that bears the very number: nothing but a flaw of the register.
        same = session.scalar(select(Document.issued_on).where(Document.document_number == own).limit(1))
        others += [(own, same)] if same is not None else []
    return SeriesFact(
        others=tuple(others),
        missing=_missing(session, series, on.year),
    )


def _missing(session: Session, number_class: NumberClass, year: int) -> tuple[int, ...]:
    """The numbers without a use; the series is only gone through when their count does not agree."""
    series = session.scalar(
        select(NumberSeries).where(NumberSeries.number_class == number_class, NumberSeries.year == year)
    )
    if series is None:
        return ()
    of_series = (IssuedNumber.number_class == number_class, IssuedNumber.year == year)
    used = session.scalar(select(func.count()).select_from(IssuedNumber).where(*of_series)) or 0
    whole = used == series.last_number - series.started_after
    return () if whole else missing_numbers(session, number_class, year)

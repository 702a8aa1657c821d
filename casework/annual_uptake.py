"""The published report of an earlier year taken up from its file: its figures become entries of that year."""

from datetime import date, datetime

from casework.annual_entries import enter_year
from casework.annual_files import read_report
from casework.office import Office
from casework.refusals import refused
from casework.views import Changed
from reports.annual_tables import shown

__all__ = ["figures_of_file"]


def figures_of_file(
    office: Office, year: int, name: str, content: bytes, *, today: date, now: datetime, actor: str
) -> Changed:
    """Enter the figures of a published report. One of the form before 2021 is kept as such; its table two is not.

    Args:
        office: the office.
        year: the year that the file has to be about.
        name: name of the file, kept as the source of the figures.
        content: its bytes.
        today: day of the act.
        now: instant of the act.
        actor: who acts.

    Raises:
        UserError: ``sum_year_differs``, and what the readers refuse, with the cell.
    """
    report = read_report(name, content)
    if report.dated and report.tables.year != year:
        raise refused("sum_year_differs", name=name, found=report.tables.year, year=year, field="file")
    values = {cell: shown(figure) for cell, figure in report.tables.figures.items() if figure is not None}
    return enter_year(office, year, values, report.tables.form, name, today=today, now=now, actor=actor)

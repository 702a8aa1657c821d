"""Statistics over a year and the annual report of that year count the same requests.

One difference is by intent: a request that has to be answered anew is in work for the statistics until its new reply,
while the annual report leaves the row of its first reply as it was (重作不改原行).
"""

from datetime import UTC, date, datetime

from sqlalchemy import select

from casework.annual_count import count_year
from casework.case_list import case_ids
from casework.demo import sample_agency
from casework.office import Office, create_office
from casework.statistics import ChartKey, chart, periods, summary
from casework.statistics_views import Figure
from casework.views import CaseFilter
from law.annual_form import TOTAL, three_key
from law.annual_rows import annual_rows
from law.terms import EventKind
from models import Event

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def behind(office: Office, figure: Figure | None) -> frozenset[int]:
    """The requests that a figure opens."""
    if figure is None or figure.opens is None:
        return frozenset()
    assert isinstance(figure.opens, CaseFilter)
    return frozenset(case_ids(office, figure.opens, today=TODAY))


def test_a_year_of_the_sample_office_in_both(migrated_sqlite_url: str) -> None:
    office = create_office(migrated_sqlite_url, sample_agency(), now=NOW, actor="王敏", today=TODAY, sample=True)
    try:
        with office.reading() as session:
            year = count_year(office, session, 2026, office.policies(TODAY, session))
            ordered = frozenset(session.scalars(select(Event.request_id).where(Event.kind == EventKind.REPLY_ORDERED)))
        assert ordered
        period = periods(TODAY)[0]
        top = {one.key: one for one in summary(office, period, today=TODAY)}
        for key, row in (("received", "r1"), ("finished", "r3_7"), ("carried", "r4")):
            counted = frozenset(year.request_ids(three_key(row, TOTAL)))
            assert behind(office, top[key].figure) ^ counted <= (ordered if key != "received" else frozenset()), key
        rows = {one.label: one.figures[0] for one in chart(office, ChartKey.ANNUAL_ROWS, period, today=TODAY).rows}
        titles = {key: row.title for key, row in annual_rows().items() if key.startswith("r3_") and key != "r3_7"}
        for key, title in titles.items():
            assert behind(office, rows.get(title)) - ordered == (
                frozenset(year.request_ids(three_key(key, TOTAL))) - ordered
            ), title
        assert sum(one.value for one in rows.values() if one is not None) > 20
        disputes = {ref for cell, refs in year.cells.items() if cell.startswith("t4.") for ref in refs}
        assert top["disputes"].figure.value == len(disputes) > 5
    finally:
        office.close()

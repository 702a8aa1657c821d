"""Table four from disputes as they were recorded."""

from datetime import date

from casework.table_four_facts import counted_four, table_four_facts
from law.dispute_terms import Forum, ResultClass
from reports.table_four import TableFour
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import not_existing, opened, record
from tests.casework.test_lessons import K, decided

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def counts(desk: Desk, since: date, until: date) -> TableFour:
    with desk.office.reading() as session:
        facts = table_four_facts(desk.office, session, since, until)
        return counted_four(facts, since, until, desk.office.policies(until, session))


def cells(desk: Desk, since: date = YEAR[0], until: date = YEAR[1]) -> tuple[int, ...]:
    table = counts(desk, since, until)
    assert table.proved
    return table.cells


def test_reconsiderations_and_lawsuits_fall_into_their_groups(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    review = decided(desk, request_id, document_id, "maintain", date(2026, 5, 29))
    suit = opened(desk.on(6, 8), request_id, document_id, forum=Forum.LITIGATION, previous_id=review)
    record(desk, suit, K.COPY_RECEIVED, procedure="ordinary")
    assert cells(desk) == (1, 0, 0, 0, 1, *([0] * 5), 0, 0, 0, 1, 1)
    record(
        desk.on(9, 7), suit, K.DECIDED,
        result="dismiss_claim", number="（2026）东01行初3号", order="none", served_on="2026-09-07",
    )  # fmt: skip
    assert cells(desk)[10:] == (1, 0, 0, 0, 1)


def test_an_appeal_that_is_dismissed_counts_as_the_first_instance(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    suit = decided(desk, request_id, document_id, "j_revoke", date(2026, 5, 29))
    record(desk.on(6, 5), suit, K.APPEALED, by="agency")
    record(
        desk.on(8, 10), suit, K.DECIDED,
        result="appeal_dismissed", number="（2026）东行终8号", order="none", served_on="2026-08-10",
    )  # fmt: skip
    assert cells(desk)[5:10] == (0, 1, 0, 0, 1), "one case with its latest result"
    table = counts(desk, date(2026, 7, 1), date(2026, 12, 31))
    assert len(table.direct.of(ResultClass.CORRECTED)) == 1
    assert cells(desk, date(2027, 1, 1), date(2027, 12, 31)) == (0,) * 15


def test_what_is_open_is_carried_over(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    opened(desk.on(5, 8), request_id, document_id)
    assert cells(desk)[:5] == (0, 0, 0, 1, 1)
    assert cells(desk, date(2027, 1, 1), date(2027, 12, 31))[:5] == (0, 0, 0, 1, 1)
    assert cells(desk, date(2025, 1, 1), date(2025, 12, 31)) == (0,) * 15

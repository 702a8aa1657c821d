"""What an office keeps of its calendar and policies: never the work of an act that was undone."""

from contextlib import suppress
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from casework.office import open_office
from models import LocalHoliday, PolicyDecision
from tests.casework.desk import Desk

DAY = date(2026, 3, 2)
OFF = date(2026, 3, 5)
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class Undone(Exception):
    pass


def decide(session: Session, value: str) -> None:
    decision = PolicyDecision(
        key="consultation_reading", value=value, valid_from=DAY, decided_by="王敏", reason="口径", recorded_at=NOW
    )
    session.add(decision)
    session.flush()


def free(session: Session, day: date) -> None:
    local = LocalHoliday(
        day=day, name="建州日", document_number="东政办发〔2026〕3号", recorded_at=NOW, recorded_by="王敏"
    )
    session.add(local)
    session.flush()


def reading(desk: Desk) -> str:
    return desk.office.policies(DAY).text("consultation_reading")


def test_policies_of_an_undone_act_are_forgotten(desk: Desk) -> None:
    assert reading(desk) == "open_closed"
    with suppress(Undone), desk.office.writing() as session:
        decide(session, "open_open")
        assert desk.office.policies(DAY, session).text("consultation_reading") == "open_open"
        raise Undone
    assert reading(desk) == "open_closed"
    # On SQLite the next decision takes the very number of the one that was undone.
    with desk.office.writing() as session:
        decide(session, "closed_closed")
    assert reading(desk) == "closed_closed"
    with desk.office.writing() as session:
        assert desk.office.policies(DAY, session).text("consultation_reading") == "closed_closed"


def test_the_calendar_of_an_undone_act_is_forgotten(desk: Desk) -> None:
    with suppress(Undone), desk.office.writing() as session:
        free(session, OFF)
        assert not desk.office.calendar(session=session).is_working(OFF)
        raise Undone
    with desk.office.writing() as session:
        free(session, date(2026, 3, 6))
        assert desk.office.calendar(session=session).is_working(OFF)
    assert desk.office.calendar().is_working(OFF)
    assert not desk.office.calendar().is_working(date(2026, 3, 6))


def test_nobody_sees_an_act_before_it_is_done(desk: Desk) -> None:
    before = desk.office.calendar()
    with desk.office.writing() as session:
        free(session, OFF)
        inside = desk.office.calendar(session=session)
        assert desk.office.calendar(session=session) is inside
        assert desk.office.calendar() is before
    assert desk.office.calendar() is inside
    other = open_office(desk.office.location)
    assert not other.calendar().is_working(OFF)
    other.close()


def test_another_seat_s_decision_is_noticed(desk: Desk) -> None:
    other = open_office(desk.office.location)
    assert other.policies(DAY).text("consultation_reading") == "open_closed"
    with desk.office.writing() as session:
        decide(session, "open_open")
    assert other.policies(DAY).text("consultation_reading") == "open_open"
    other.close()

"""Acts are whole or nothing: full disks, two people at once, failures in the middle."""

import sqlite3
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import event, func, select, text

from casework import correction, issuing
from casework.day_by_day import day_by_day
from casework.derived import cached_columns, derive_events, events_of
from casework.drafts import CorrectionDraft
from casework.facts import case_facts
from casework.office import open_office
from casework.unit_of_work import begin, json_ready, seen
from law.errors import UserError
from law.terms import EventKind, NumberClass, RequestStatus
from models import Document, Event, IssuedNumber, Request
from models.numbering import next_number
from models.requests import CACHED_COLUMNS
from tests.casework.desk import Desk, letter


def _counts(desk: Desk) -> tuple[int, ...]:
    with desk.office.reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(one)) or 0
            for one in (Request, Event, Document, IssuedNumber)
        )


def test_a_failure_in_the_middle_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.take_in()
    before = _counts(desk)

    def burst(*_: object) -> bytes:
        raise RuntimeError("the printer is on fire")

    monkeypatch.setattr(issuing, "render", burst)
    with pytest.raises(RuntimeError):
        desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    with pytest.raises(RuntimeError):
        desk.register(letter(desk.today))
    assert _counts(desk) == before
    monkeypatch.undo()
    desk.ask_correction(case, date(2026, 3, 18))
    with desk.office.reading() as session:
        assert next_number(session, NumberClass.CORRECTION, 2026) == 2
        assert next_number(session, NumberClass.REGISTRATION, 2026) == 2


def test_two_people_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    """Two seats ask for a correction of the same request at the same moment: one does, the other is told."""
    case = desk.take_in()
    desk.on(3, 4)
    other = Desk(open_office(desk.office.location), desk.today, actor="赵刚")
    gate = threading.Barrier(2)
    results: list[str] = []

    def ask(seat: Desk) -> None:
        gate.wait()
        try:
            seat.ask_correction(case, date(2026, 3, 18))
            results.append("done")
        except UserError as refusal:
            results.append(refusal.code)

    threads = [threading.Thread(target=ask, args=(seat,)) for seat in (desk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.office.close()
    assert sorted(results) == ["correction_once", "done"]
    assert desk.row(case).correction_count == 1


def test_a_page_that_is_out_of_date_is_told_so(desk: Desk) -> None:
    """The version that a page was shown with is checked by the act."""
    case = desk.take_in()
    shown = desk.row(case).version_id
    desk.search(case)

    with pytest.raises(UserError) as caught, seen(case, shown):
        desk.ask_correction(case, date(2026, 3, 18))
    assert caught.value.code == "changed_meanwhile"
    assert "另一人刚改过" in caught.value.what
    with seen(case, desk.row(case).version_id):
        desk.ask_correction(case, date(2026, 3, 18))


def test_numbers_stay_gap_free_with_two_seats(desk: Desk) -> None:
    other = Desk(open_office(desk.office.location), desk.today, actor="赵刚")

    def take(seat: Desk) -> None:
        for _ in range(5):
            seat.take_in()

    threads = [threading.Thread(target=take, args=(seat,)) for seat in (desk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.office.close()
    with desk.office.reading() as session:
        numbers = session.scalars(select(IssuedNumber.number).order_by(IssuedNumber.number)).all()
    assert list(numbers) == list(range(1, 11))


def test_a_full_disk_is_said_and_nothing_is_lost(local_desk: Desk) -> None:
    case = local_desk.take_in()
    before = _counts(local_desk)
    with local_desk.office.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()

    def tight(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(f"PRAGMA max_page_count = {pages + 1}")
        cursor.close()

    local_desk.office.engine.dispose()
    event.listen(local_desk.office.engine, "connect", tight)

    def fill_the_disk() -> None:
        for _ in range(50):
            local_desk.register(letter(local_desk.today, text="很长的申请。" * 4000))

    with pytest.raises(UserError) as caught:
        fill_the_disk()
    assert caught.value.code == "disk_full"
    event.remove(local_desk.office.engine, "connect", tight)
    local_desk.office.engine.dispose()
    assert _counts(local_desk)[0] >= before[0]
    assert local_desk.status(case) is RequestStatus.IN_PROGRESS
    local_desk.take_in()


def test_a_locked_database_is_said(local_desk: Desk) -> None:
    def impatient(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA busy_timeout = 1")
        cursor.close()

    engine = local_desk.office.engine
    engine.dispose()
    event.listen(engine, "connect", impatient)
    file = engine.url.database
    assert file is not None
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError) as caught:
        local_desk.take_in()
    assert caught.value.code == "database_locked"
    holder.rollback()
    holder.close()
    local_desk.take_in()


def test_cached_columns_are_what_the_events_say(desk: Desk) -> None:
    case = desk.take_in()
    steps: list[Callable[[], object]] = [
        lambda: desk.on(3, 6).ask_correction(case, date(2026, 3, 20)),
        lambda: desk.on(3, 10).correct(case),
        lambda: desk.on(3, 12).consult(case),
        lambda: desk.on(3, 16).extend(case, 5),
        lambda: desk.on(3, 17).search(case),
    ]
    expected: Mapping[str, object] = {}
    for step in steps:
        step()
        with desk.office.reading() as session:
            rows = events_of(session, case)
            expected = cached_columns(derive_events(desk.office, session, rows), event_count=len(rows))
            stored = session.get_one(Request, case)
            assert {name: getattr(stored, name) for name in CACHED_COLUMNS} == dict(expected)
    assert set(expected) == set(CACHED_COLUMNS)


def test_the_order_of_entry_does_not_matter(desk: Desk) -> None:
    """The same events, entered backwards, give the same case."""
    case = desk.take_in()
    sent = desk.on(3, 10).consult(case)
    desk.on(3, 20).opinion(case, sent.event_id)
    with desk.office.reading() as session:
        rows = events_of(session, case)
        forwards, backwards = case_facts(rows), case_facts(list(reversed(rows)))
    assert forwards.history == backwards.history
    assert forwards.events == backwards.events


def test_instants_are_aware(desk: Desk) -> None:
    with (
        pytest.raises(ValueError, match="aware"),
        begin(desk.office, today=desk.today, now=datetime(2026, 3, 2), actor="x"),  # noqa: DTZ001
    ):
        pass


def test_payloads_are_plain_json() -> None:
    assert json_ready({"on": date(2026, 3, 2), "kind": EventKind.RECEIVED, "list": (1, None, True)}) == {
        "on": "2026-03-02",
        "kind": "received",
        "list": [1, None, True],
    }


def test_texts_that_no_database_holds_do_not_break_an_act(desk: Desk) -> None:
    case = desk.take_in()
    draft = CorrectionDraft(
        request_id=case,
        unclear_items=("没有写明\ud800哪些\0地块",),
        how_to_correct="请写明\0。",
        deadline=date(2026, 3, 20),
        issued_on=desk.today,
        dispatch=replace(desk.post(), carrier="邮政\udfffEMS"),
    )
    correction.request_correction(desk.office, draft, **desk.how)
    payloads = [one.payload for one in desk.case(case).state.facts.events]
    assert payloads[-1]["carrier"] == "邮政\ufffdEMS"


def test_a_calendar_as_known_before_all_notices_is_a_question_without_answer(local_desk: Desk) -> None:
    case = local_desk.take_in()
    with pytest.raises(UserError) as caught:
        day_by_day(local_desk.office, case, today=local_desk.today, known_on=date(1990, 1, 1))
    assert caught.value.code == "rule_gap"

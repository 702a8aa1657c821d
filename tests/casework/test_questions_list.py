"""The list and the worklist: filters, order, urgency, counters, and how many statements they take."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from casework.case_list import bounds_of, case_ids, case_rows, count
from casework.office import Office, open_office
from casework.urgency import UrgencyBounds, urgency_expression, urgency_of
from casework.views import CaseFilter
from casework.worklist import worklist
from law.errors import UserError
from law.terms import ApplicantType, Channel, ClockStatus, Outcome, RequestStatus, Urgency
from models import Request
from tests.casework.listed_cases import TODAY, add_listed


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    office = open_office(migrated_url)
    yield office
    office.close()


def put(office: Office, **arguments: object) -> int:
    with office.writing() as session:
        return add_listed(session, **arguments)  # type: ignore[arg-type]  # the helper's own keywords


def due(day: date, **more: object) -> dict[str, object]:
    return {"due_on": day, **more}


def test_urgency_of_the_mockup_days(office: Office) -> None:
    # 23 November 2026 is a Monday; five working days on is the 30th.
    expected = {
        date(2026, 11, 19): (Urgency.OVERDUE, "已超 2 个工作日", -2),
        date(2026, 11, 20): (Urgency.OVERDUE, "已超 1 个工作日", -1),
        date(2026, 11, 23): (Urgency.TODAY, "今日到期", 0),
        date(2026, 11, 26): (Urgency.SOON, "剩 3 个工作日", 3),
        date(2026, 11, 30): (Urgency.SOON, "剩 5 个工作日", 5),
        date(2026, 12, 1): (Urgency.NORMAL, "剩 6 个工作日", 6),
    }
    ids = [put(office, cached=due(day)) for day in expected]
    rows = case_rows(office, ids, today=TODAY)
    assert [(row.urgency, row.status_text, row.slack) for row in rows] == list(expected.values())
    assert [row.day_number for row in rows] == [22, 21, 20, 17, 15, 14]


def test_a_due_date_passed_over_a_weekend_is_late_by_days(office: Office) -> None:
    late = put(office, cached=due(date(2026, 11, 20)))
    (row,) = case_rows(office, [late], today=date(2026, 11, 21))
    assert (row.urgency, row.slack, row.status_text) == (Urgency.OVERDUE, 0, "已超 1 日")


def test_estimated_dates_are_pressing_two_working_days_earlier(office: Office) -> None:
    day = date(2026, 12, 2)
    plain = put(office, cached=due(day))
    estimated = put(office, cached=due(day, due_provisional=True))
    far = put(office, cached=due(date(2027, 1, 4), due_provisional=True))
    rows = case_rows(office, [plain, estimated, far], today=TODAY)
    assert [row.urgency for row in rows] == [Urgency.NORMAL, Urgency.SOON, Urgency.PROVISIONAL]
    assert rows[2].status_text == "待2027年放假通知"


def test_a_consultation_stops_the_clock_until_its_last_day_and_no_longer(office: Office) -> None:
    paused = {"paused": True, "clock_status": ClockStatus.PAUSED, "status": RequestStatus.CONSULTING}
    waiting = put(office, cached=due(date(2026, 12, 10), waiting_until=TODAY, **paused))
    silent = put(office, cached=due(date(2026, 11, 25), waiting_until=TODAY - timedelta(days=1), **paused))
    unserved = put(office, cached=due(date(2026, 11, 20), **paused))
    rows = case_rows(office, [waiting, silent, unserved], today=TODAY)
    assert [row.urgency for row in rows] == [Urgency.PAUSED, Urgency.SOON, Urgency.PAUSED]
    assert rows[0].status_text == "等意见至 11月23日"
    # Nobody can say when an unserved consultation ends: the former date would be a wrong one.
    assert (rows[2].due_on, rows[2].slack, rows[2].status_text) == (None, None, "等意见")


def test_waiting_for_a_correction_is_no_delay_and_its_end_is_our_turn(office: Office) -> None:
    asked = {"clock_status": ClockStatus.AWAITING_CORRECTION, "status": RequestStatus.AWAITING_CORRECTION}
    waiting = put(office, cached=due(date(2026, 11, 10), waiting_until=date(2026, 12, 4), **asked))
    lapsed = put(office, cached=due(date(2026, 11, 10), waiting_until=date(2026, 11, 18), **asked))
    rows = case_rows(office, [waiting, lapsed], today=TODAY)
    assert [row.urgency for row in rows] == [Urgency.PAUSED, Urgency.SOON]
    assert [row.status_text for row in rows] == ["等补正至 12月4日", "11月18日补正期满，待处理"]
    assert [(row.paused, row.due_on, row.slack) for row in rows] == [(True, None, None), (False, None, None)]
    assert [row.id for row in worklist(office, today=TODAY, scope="ours").rows] == [lapsed]
    assert [row.id for row in worklist(office, today=TODAY, scope="others").rows] == [waiting]
    soon = next(one for one in worklist(office, today=TODAY).counters if one.urgency is Urgency.SOON)
    assert (soon.count, soon.detail) == (1, "补正期满 1")


def test_answered_withdrawn_and_unconfirmed_requests_do_not_press(office: Office) -> None:
    old = date(2026, 11, 3)
    answered = put(
        office, cached=due(old, reply_effective_on=date(2026, 11, 2), status=RequestStatus.DISPATCHED, on_time=True)
    )
    withdrawn = put(office, cached=due(old, outcome=Outcome.WITHDRAWN, clock_status=ClockStatus.STOPPED))
    unconfirmed = put(office, cached={"received_on": None, "status": RequestStatus.AWAITING_CONFIRMATION})
    closed = put(office, cached=due(old, closed_on=date(2026, 11, 12), status=RequestStatus.CLOSED, on_time=False))
    rows = case_rows(office, [answered, withdrawn, unconfirmed, closed], today=TODAY)
    assert [row.urgency for row in rows] == [Urgency.NORMAL, Urgency.NORMAL, Urgency.WAITING, Urgency.CLOSED]
    assert rows[3].status_text == "11月12日办结，逾期答复"


def test_the_reply_that_has_not_taken_effect_is_still_late(office: Office) -> None:
    # Handed to a messenger, not yet signed for: the reply is not made (国办公开办函〔2016〕235号).
    left = {"status": RequestStatus.DISPATCHED, "clock_status": ClockStatus.STOPPED}
    sent = put(office, cached=due(date(2026, 11, 20), **left))
    (row,) = case_rows(office, [sent], today=TODAY)
    assert row.urgency is Urgency.OVERDUE


def test_filters_and_orders(office: Office) -> None:
    first = put(office, name="陈桂芳", channel=Channel.WEB, cached=due(date(2026, 12, 8), outcome=Outcome.GRANT))
    second = put(office, name="阿依古丽·买买提", applicant_type=ApplicantType.BUSINESS, cached=due(date(2026, 11, 25)))
    third = put(office, name="北京衡正律师事务所", cached=due(date(2026, 11, 3), closed_on=date(2026, 11, 3)))

    def ids(**wanted: object) -> tuple[int, ...]:
        return case_ids(office, CaseFilter(**wanted), today=TODAY)  # type: ignore[arg-type]  # the filter's own keywords

    assert ids() == (third, second, first)
    assert ids(descending=True) == (first, second, third)
    assert ids(sort="number") == (first, second, third)
    assert ids(open_only=True) == (second, first)
    assert ids(closed_only=True) == (third,)
    assert ids(channel=Channel.WEB) == (first,)
    assert ids(applicant_type=ApplicantType.BUSINESS) == (second,)
    assert ids(applicant_type=ApplicantType.NATURAL_PERSON) == (third, first)
    assert ids(sort="urgency") == (second, first, third), "what is closed presses least, though it was due first"
    assert ids(sort="urgency", descending=True) == (third, first, second)
    assert ids(outcome=Outcome.GRANT) == (first,)
    assert ids(urgency=Urgency.SOON) == (second,)
    assert ids(due_from=date(2026, 11, 4), due_to=date(2026, 11, 30)) == (second,)
    assert ids(received_from=date(2026, 11, 3)) == ()
    assert ids(statuses=(RequestStatus.IN_PROGRESS,), text="律师") == (third,)
    assert ids(text="古丽") == (second,)
    assert ids(text="阿") == (second,)
    assert ids(text="不存在的词") == ()
    assert count(office, CaseFilter(open_only=True), today=TODAY) == 2
    for order in ("received", "applicant", "status", "closed", "urgency"):
        assert set(ids(sort=order)) == {first, second, third}
    with pytest.raises(UserError, match="没有"):
        ids(sort="phase_of_the_moon")


def test_requests_without_a_date_stand_last_in_both_directions(office: Office) -> None:
    dated = put(office, cached=due(date(2026, 12, 8)))
    undated = put(office)
    assert case_ids(office, CaseFilter(), today=TODAY) == (dated, undated)
    assert case_ids(office, CaseFilter(descending=True), today=TODAY) == (dated, undated)


def test_a_limit_counts_over_both_parts_of_a_list(office: Office) -> None:
    undated = put(office)
    dated = [put(office, cached=due(day)) for day in (date(2026, 12, 8), date(2026, 12, 9))]
    assert case_ids(office, CaseFilter(), today=TODAY, limit=1) == (dated[0],)
    assert case_ids(office, CaseFilter(), today=TODAY, limit=2) == tuple(dated)
    assert case_ids(office, CaseFilter(), today=TODAY, limit=3) == (*dated, undated)
    assert case_ids(office, CaseFilter(sort="received"), today=TODAY, limit=2) == (undated, dated[0])


def test_a_row_that_is_gone_is_left_out(office: Office) -> None:
    kept = put(office)
    assert [row.id for row in case_rows(office, [kept + 1, kept, kept], today=TODAY)] == [kept, kept]


def statements(office: Office) -> list[str]:
    seen: list[str] = []
    event.listen(office.engine, "before_cursor_execute", lambda *call: seen.append(str(call[2])))
    return seen


def test_rows_take_the_same_number_of_statements_however_many_there_are(office: Office) -> None:
    ids = [put(office, cached=due(TODAY + timedelta(days=n))) for n in range(40)]
    worklist(office, today=TODAY)
    seen = statements(office)
    case_rows(office, ids[:1], today=TODAY)
    for_one = len(seen)
    seen.clear()
    case_rows(office, ids, today=TODAY)
    assert len(seen) == for_one
    assert for_one <= 5
    seen.clear()
    worklist(office, today=TODAY)
    assert len(seen) <= 14


DAYS = st.dates(date(2026, 10, 20), date(2027, 1, 20))


@dataclass(frozen=True)
class Cached:
    """The dates that decide urgency."""

    clock_status: ClockStatus
    outcome: Outcome | None
    received_on: date | None
    due_on: date | None
    due_provisional: bool
    paused: bool
    waiting_until: date | None
    reply_effective_on: date | None
    closed_on: date | None


CACHED = st.builds(
    Cached,
    clock_status=st.sampled_from(ClockStatus),
    outcome=st.sampled_from((None, Outcome.GRANT, Outcome.WITHDRAWN)),
    received_on=st.one_of(st.none(), DAYS),
    due_on=st.one_of(st.none(), DAYS),
    due_provisional=st.booleans(),
    paused=st.booleans(),
    waiting_until=st.one_of(st.none(), DAYS),
    reply_effective_on=st.one_of(st.none(), st.none(), DAYS),
    closed_on=st.one_of(st.none(), st.none(), DAYS),
)


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite_file: object) -> Iterator[Office]:
    """One office for many examples; each example adds its own requests and looks at all of them."""
    _ = migrated_sqlite_file
    office = open_office(tmp_path_factory.mktemp("urgency") / "desk.db")
    yield office
    office.close()


@given(cases=st.lists(CACHED, min_size=1, max_size=12), today=DAYS)
def test_python_and_sql_agree_on_urgency_and_counters_open_their_lists(
    shared_office: Office, cases: list[Cached], today: date
) -> None:
    office = shared_office
    with office.writing() as session:
        for one in cases:
            add_listed(session, cached={name: getattr(one, name) for name in Cached.__dataclass_fields__})
    with office.reading() as session:
        bounds: UrgencyBounds = bounds_of(office, session, today)
        for request, urgency in session.execute(select(Request, urgency_expression(bounds))):
            assert urgency_of(request, bounds) == urgency
    view = worklist(office, today=today)
    for counter in view.counters:
        ids = case_ids(office, counter.filter, today=today)
        assert counter.count == len(ids) == count(office, counter.filter, today=today), counter.key
        if counter.filter.urgency is not None:
            assert {row.urgency for row in case_rows(office, ids, today=today)} <= {counter.filter.urgency}
    assert view.total_open == count(office, CaseFilter(open_only=True), today=today)


def test_worklist_orders_by_what_presses(office: Office) -> None:
    later = put(office, cached=due(date(2026, 12, 8)))
    estimated = put(office, cached=due(date(2027, 1, 4), due_provisional=True))
    stopped = put(office, cached=due(date(2026, 12, 20), paused=True, clock_status=ClockStatus.PAUSED))
    late = put(office, cached=due(date(2026, 11, 19)))
    soon = put(office, cached=due(date(2026, 11, 27)))
    now = put(office, cached=due(TODAY))
    replied = put(office, cached=due(date(2026, 11, 20), reply_effective_on=TODAY, status=RequestStatus.DISPATCHED))
    put(office, cached=due(TODAY, closed_on=TODAY))
    view = worklist(office, today=TODAY)
    assert [row.id for row in view.rows] == [late, now, soon, stopped, later, estimated, replied]
    assert view.total_open == 7
    assert {one.key: one.count for one in view.counters} == {
        "overdue": 1,
        "today": 1,
        "soon": 1,
        "paused": 1,
        "dispatched": 1,
        "waiting": 0,
    }
    details = {one.key: one.detail for one in view.counters}
    assert details["overdue"] == "最长 2 个工作日"
    assert details["paused"] == "等意见 1"
    assert view.horizon == date(2026, 12, 31)
    assert [row.id for row in worklist(office, today=TODAY, scope="others").rows] == [stopped, replied]
    assert [row.id for row in worklist(office, today=TODAY, scope="ours").rows] == [late, now, soon, later, estimated]
    with pytest.raises(UserError):
        worklist(office, today=TODAY, scope="mine")


def test_week_and_months(office: Office) -> None:
    put(office, cached=due(TODAY))
    put(office, cached=due(TODAY))
    put(office, cached=due(date(2026, 11, 27)))
    put(office, cached=due(date(2026, 11, 27), reply_effective_on=date(2026, 11, 20)))
    put(office, cached={"received_on": date(2026, 6, 30), "reply_effective_on": date(2026, 7, 20)})
    view = worklist(office, today=TODAY)
    assert [(day.label, day.text) for day in view.week] == [
        ("周一 23", "今日到期 2"),
        ("周二 24", ""),
        ("周三 25", ""),
        ("周四 26", ""),
        ("周五 27", "到期 1"),
        ("周六 28", "休息"),
        ("周日 29", "休息"),
    ]
    assert [(bar.month, bar.received, bar.replied) for bar in view.months] == [
        (6, 1, 0),
        (7, 0, 1),
        (8, 0, 0),
        (9, 0, 0),
        (10, 0, 0),
        (11, 4, 1),
    ]


def test_the_week_of_a_makeup_saturday(office: Office) -> None:
    saturday = worklist(office, today=date(2026, 10, 10)).week[5]
    assert (saturday.label, saturday.working) == ("周六 10", True)

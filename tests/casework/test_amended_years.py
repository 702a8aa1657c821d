"""The years whose calendar was changed after it was published: 2019 (May Day) and 2020 (Spring Festival).

The dates were counted by hand on the two notices of each year.
"""

from datetime import date

import pytest

from casework.calendar_notices import replay
from casework.case_view import case
from casework.clock_view import possible_extension
from casework.day_by_day import day_by_day
from casework.integrity import check
from law.errors import UserError
from law.terms import RequestStatus
from tests.casework.desk import Desk, letter

MAY_DAY = date(2019, 3, 22)
SPRING = date(2020, 1, 27)


def due_as_known(desk: Desk, request: int, on: date) -> date:
    return day_by_day(desk.office, request, today=desk.today, known_on=on).due.due


def eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def test_may_day_2019_moves_open_requests_earlier_and_later(desk: Desk) -> None:
    earlier = desk.on(3, 15, 2019).take_in()
    later = desk.on(3, 20).take_in()
    closed = desk.on(3, 20).take_in()
    untouched = desk.on(3, 21).take_in()
    assert [desk.due(one) for one in (earlier, later, untouched)] == [
        date(2019, 4, 8),
        date(2019, 4, 11),
        date(2019, 4, 12),
    ]
    desk.extend(earlier, 15)
    desk.extend(later, 15)
    desk.extend(closed, 15)
    assert due_as_known(desk, earlier, eve(MAY_DAY)) == date(2019, 4, 29)
    assert due_as_known(desk, later, eve(MAY_DAY)) == date(2019, 5, 3)
    # The Sunday before May Day became a working day, and Thursday and Friday after it days off.
    desk.on(3, 25)
    assert desk.due(earlier) == due_as_known(desk, earlier, MAY_DAY) == date(2019, 4, 28)
    assert desk.due(later) == due_as_known(desk, later, MAY_DAY) == date(2019, 5, 5)
    desk.serve(desk.reply(closed))
    assert desk.status(closed) is RequestStatus.CLOSED

    moved = replay(desk.office, known_before=eve(MAY_DAY), known_after=MAY_DAY)
    assert [(one.request_id, one.old, one.new, one.days) for one in moved] == [
        (earlier, date(2019, 4, 29), date(2019, 4, 28), -1),
        (later, date(2019, 5, 3), date(2019, 5, 5), 2),
    ]
    assert check(desk.office).sound


@pytest.mark.parametrize(
    ("received", "before", "after"),
    [
        (date(2019, 4, 8), date(2019, 4, 29), date(2019, 4, 28)),
        (date(2019, 4, 10), date(2019, 5, 2), date(2019, 4, 30)),
        (date(2019, 4, 11), date(2019, 5, 3), date(2019, 5, 5)),
        (date(2019, 4, 28), date(2019, 5, 20), date(2019, 5, 21)),
        (date(2020, 1, 2), date(2020, 2, 4), date(2020, 2, 6)),
        (date(2020, 1, 6), date(2020, 2, 6), date(2020, 2, 10)),
        (date(2020, 1, 19), date(2020, 2, 20), date(2020, 2, 24)),
        (date(2020, 1, 31), date(2020, 2, 27), date(2020, 2, 28)),
    ],
)
def test_a_due_date_as_known_before_and_after(desk: Desk, received: date, before: date, after: date) -> None:
    desk.today = received
    request = desk.take_in()
    change = MAY_DAY if received.year == 2019 else SPRING
    assert due_as_known(desk, request, eve(change)) == before
    assert desk.due(request) == due_as_known(desk, request, change) == after
    (moved,) = replay(desk.office, known_before=eve(change), known_after=change)
    assert (moved.old, moved.new) == (before, after)
    other = SPRING if received.year == 2019 else MAY_DAY
    assert replay(desk.office, known_before=eve(other), known_after=other) == ()


def test_the_law_of_the_day_of_receipt_governs(desk: Desk) -> None:
    last = desk.on(5, 14, 2019).take_in()
    first = desk.on(5, 15).take_in()
    assert desk.due(last) == date(2019, 6, 4)
    assert desk.due(first) == date(2019, 6, 13)
    former = case(desk.office, last, today=desk.today).clock
    (said,) = [one for one in former.findings if one.code == "former_law"]
    assert "15个工作日" in said.sentence
    assert "当时的规定没有此项期限" in said.sentence
    assert (former.correction_notice_due, former.day_total) == (None, 15)
    present = case(desk.office, first, today=desk.today).clock
    assert [one.code for one in present.findings if one.code == "former_law"] == []
    assert (present.correction_notice_due, present.day_total) == (date(2019, 5, 24), 20)

    # Extended and corrected after the change: still fifteen working days each.
    with pytest.raises(UserError) as refusal:
        desk.extend(last, 16)
    assert "15" in refusal.value.why
    desk.ask_correction(last, date(2019, 5, 24))
    desk.on(5, 20).correct(last)
    assert desk.due(last) == date(2019, 6, 11)
    longest = possible_extension(desk.case(last).derived, desk.today)
    assert longest is not None
    assert longest.due == date(2019, 7, 2)
    assert check(desk.office).sound


def test_an_old_request_is_consulted_about_without_a_period(desk: Desk) -> None:
    request = desk.on(4, 10, 2019).take_in()
    with pytest.raises(UserError) as refusal:
        desk.consult(request)
    assert refusal.value.code == "consultation_without_period"
    assert desk.due(request) == date(2019, 4, 30)


def test_before_the_first_regulation_nothing_is_registered(desk: Desk) -> None:
    with pytest.raises(UserError) as refusal:
        desk.register(letter(date(2008, 4, 30)))
    assert refusal.value.code == "day_before_law"
    desk.on(5, 4, 2008)
    request = desk.register(letter(date(2008, 5, 1)))[0]
    assert desk.due(request) is not None

"""Due days of a ledger beside the lawful ones: every known mistake is found again by recomputing."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import pytest
from openpyxl import Workbook

from deadlines.calendar import WorkingCalendar, standard_calendar
from deadlines.reply_period import reply_due_date
from law.policies import PolicySet
from reports.ledger_reading import read_ledger
from reports.ledger_rows import LedgerRow, RowStatus

AS_OF: Final = date(2026, 11, 20)
CALENDAR: Final = standard_calendar()
HEADS: Final = ["序号", "收到日期", "登记日期", "申请人", "申请内容", "答复期限"]
EVENT_HEADS: Final = [
    *HEADS,
    "补正告知日期",
    "收到补正日期",
    "征求意见发出日期",
    "意见收到日期",
    "延期告知日期",
    "延期至",
    "收费通知日期",
    "缴费日期",
    "答复日期",
    "备注",
]


def _weekdays(start: date, number: int, off: frozenset[date] = frozenset()) -> date:
    """Counting Monday to Friday by hand, without the calendar of the project."""
    day = start
    while number:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in off:
            number -= 1
    return day


def _rows(heads: list[str], rows: list[list[Any]], year: int, as_of: date = AS_OF) -> list[LedgerRow]:
    book = Workbook()
    assert book.active is not None
    book.active.title = f"{year}年"
    for row in [heads, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    reading = read_ledger(stream.getvalue(), "台账.xlsx", CALENDAR, PolicySet.default(), as_of)
    return [one for one in reading.rows if one.status is not RowStatus.SKIP]


def _ledger(days: list[date], written: Callable[[date, date], date], year: int, late: int = 2) -> list[LedgerRow]:
    rows = []
    for at, received in enumerate(days, 1):
        registered = CALENDAR.add_workdays(received, late)
        rows.append([at, received, registered, f"申请人{at}", f"第{at}件", written(received, registered)])
    return _rows(HEADS, rows, year)


def _off_days(year: int) -> frozenset[date]:
    """Weekdays without work, from the notices themselves."""
    return frozenset(
        day for notice in CALENDAR.notices if notice.year in {year, year + 1} for _, days in notice.off for day in days
    )


SPRING: Final = [date(2025, 3, 24) + timedelta(days=at) for at in range(0, 60, 3)]

MISTAKES: Final[dict[str, Callable[[date, date], date]]] = {
    "calendar_days": lambda received, _: received + timedelta(days=20),
    "calendar_30_days": lambda received, _: received + timedelta(days=30),
    "ignores_holidays_and_makeup": lambda received, _: _weekdays(received, 20),
    "ignores_makeup_workdays": lambda received, _: _weekdays(received, 20, _off_days(2025)),
    "counts_from_internal_registration_date": lambda _, registered: CALENDAR.add_workdays(registered, 20),
    "counts_from_registration_and_ignores_holidays": lambda _, registered: _weekdays(registered, 20),
    "counts_from_registration_by_calendar_days": lambda _, registered: registered + timedelta(days=20),
    "old_15_workdays": lambda received, _: CALENDAR.add_workdays(received, 15),
    "counts_receipt_day": lambda received, _: CALENDAR.add_workdays(received, 19),
}


@pytest.mark.parametrize("cause", MISTAKES)
def test_a_mistake_made_throughout_is_found_in_every_row(cause: str) -> None:
    rows = _ledger(SPRING, MISTAKES[cause], 2025)
    assert [one.due.lawful for one in rows] == [reply_due_date(day, CALENDAR) for day in SPRING]
    differing = [one for one in rows if one.due.differs]
    assert len(differing) >= 10
    assert {one.due.cause for one in differing} == {cause}
    for one in differing:
        assert one.due.written is not None
        assert one.due.lawful is not None
        gap = CALENDAR.workdays_in(min(one.due.written, one.due.lawful), max(one.due.written, one.due.lawful))
        last = CALENDAR.is_working(min(one.due.written, one.due.lawful))
        direction = "late" if one.due.written > one.due.lawful else "early"
        assert one.due.error == f"{direction}_{gap - last}wd"
        assert one.due.days == (one.due.written - one.due.lawful).days
        assert one.due.explanation.endswith("。")


def test_right_days_are_no_difference() -> None:
    rows = _ledger(SPRING, lambda received, _: reply_due_date(received, CALENDAR), 2025)
    assert not any(one.due.differs or one.due.cause or one.due.explanation for one in rows)


def test_the_calendar_before_the_spring_festival_of_2020_was_prolonged() -> None:
    before = WorkingCalendar.build(CALENDAR.notices, known_on=date(2020, 1, 26))
    days = [date(2020, 1, 2) + timedelta(days=at) for at in range(0, 21, 2)]
    rows = _ledger(days, lambda received, _: before.add_workdays(received, 20), 2020)
    differing = [one for one in rows if one.due.differs]
    assert differing
    assert {one.due.cause for one in differing} == {"calendar_before_2020-01-27_notice"}
    assert "2020年1月27日" in differing[0].due.explanation


def test_a_day_that_two_mistakes_give_is_told_by_the_rows_around() -> None:
    both = [day for day in SPRING if day + timedelta(days=20) == CALENDAR.add_workdays(day, 15)]
    autumn = [date(2025, 10, 9), date(2025, 10, 13), date(2025, 10, 14), date(2025, 10, 20), date(2025, 10, 21)]
    assert date(2025, 10, 29) == autumn[0] + timedelta(days=20) == CALENDAR.add_workdays(autumn[0], 15)
    for cause in ("calendar_days", "old_15_workdays"):
        rows = _ledger([*both, *autumn], MISTAKES[cause], 2025)
        assert {one.due.cause for one in rows if one.due.differs} == {cause}


def test_a_day_that_no_mistake_gives_is_said_to_be_unknown() -> None:
    (row,) = _rows(HEADS, [[1, date(2025, 3, 5), None, "甲某", "征地批复", date(2025, 12, 31)]], 2025)
    assert (row.due.differs, row.due.cause) == (True, "unknown")
    assert "看不出" in row.due.explanation


# -------------------------------------------------------------------------------------------------------------- events


def _event(as_of: date = AS_OF, **cells: Any) -> LedgerRow:
    """A request received on 5 March 2025 (first due 2 April) with these cells."""
    row: list[Any] = [1, date(2025, 3, 5), None, "甲某", "征地批复", date(2025, 4, 2)]
    row += [cells.get(name) for name in EVENT_HEADS[len(HEADS) :]]
    (found,) = _rows(EVENT_HEADS, [row], 2025, as_of)
    return found


def test_a_correction_starts_the_period_anew() -> None:
    row = _event(补正告知日期=date(2025, 3, 10), 收到补正日期=date(2025, 3, 17))
    assert row.due.lawful == CALENDAR.add_workdays(date(2025, 3, 17), 20)
    assert row.event_kind == "corr"


def test_a_due_day_that_leaves_out_what_happened_later() -> None:
    for cells in (
        {"补正告知日期": date(2025, 3, 10), "收到补正日期": date(2025, 3, 17)},
        {"征求意见发出日期": date(2025, 3, 10), "意见收到日期": date(2025, 3, 20)},
        {"延期告知日期": date(2025, 3, 28), "备注": "延长10个工作日"},
    ):
        row = _event(**cells)
        assert (row.due.written, row.due.cause) == (date(2025, 4, 2), "ignores_later_events")


def test_a_payment_starts_the_period_anew_and_an_unpaid_fee_leaves_it_open() -> None:
    paid = _event(收费通知日期=date(2025, 3, 10), 缴费日期=date(2025, 3, 18))
    assert paid.due.lawful == CALENDAR.add_workdays(date(2025, 3, 18), 20)
    unpaid = _event(收费通知日期=date(2025, 3, 10))
    assert (unpaid.due.lawful, unpaid.event_kind) == (None, "fee_unpaid")
    assert unpaid.values["fee_pay_due"] == CALENDAR.add_workdays(date(2025, 3, 10), 20)
    assert unpaid.due.explanation
    waiting = _event(date(2025, 3, 20), 收费通知日期=date(2025, 3, 10))
    assert waiting.due.lawful is None


def test_days_of_a_consultation_do_not_count() -> None:
    answered = _event(征求意见发出日期=date(2025, 3, 10), 意见收到日期=date(2025, 3, 20))
    stopped = CALENDAR.workdays_between(date(2025, 3, 10), date(2025, 3, 20))
    assert answered.due.lawful == CALENDAR.add_workdays(date(2025, 3, 5), 20 + stopped)
    waiting = _event(date(2025, 3, 14), 征求意见发出日期=date(2025, 3, 10))
    assert (waiting.due.lawful, waiting.event_kind) == (None, "consult_open")
    assert "停止计算" in waiting.due.explanation


def test_an_extension_counts_if_it_was_told_in_time() -> None:
    told = _event(延期告知日期=date(2025, 3, 28), 备注="延长10个工作日")
    assert told.due.lawful == CALENDAR.add_workdays(date(2025, 3, 5), 30)
    until = CALENDAR.add_workdays(date(2025, 4, 2), 15)
    dated = _event(延期告知日期=date(2025, 3, 28), 延期至=until)
    assert dated.due.lawful == until
    longest = _event(延期告知日期=date(2025, 3, 28))
    assert longest.due.lawful == CALENDAR.add_workdays(date(2025, 3, 5), 40)
    late = _event(延期告知日期=date(2025, 4, 3), 备注="延长10个工作日")
    assert late.due.lawful == date(2025, 4, 2)
    assert (late.warnings, late.event_kind) == (("extension_notice_late",), "ext_late")


def test_a_late_reply_is_told_only_where_the_ledger_dates_what_moves_the_period() -> None:
    assert _event(答复日期=date(2025, 4, 3)).warnings == ("replied_late",)
    heads = [*HEADS, "答复日期"]
    row = [1, date(2025, 3, 5), None, "甲某", "征地批复", date(2025, 4, 2), date(2025, 4, 3)]
    assert _rows(heads, [row], 2025)[0].warnings == ()


def test_a_period_beyond_the_notices_is_told_as_an_estimate_and_not_compared() -> None:
    last = CALENDAR.horizon.year
    received = date(last, 12, 20)
    row = [1, received, None, "甲某", "征地批复", received + timedelta(days=20)]
    (found,) = _rows(HEADS, [row], last, as_of=date(last, 12, 31))
    assert (found.due.lawful, found.due.differs, found.due.provisional) == (None, False, True)
    assert f"{last + 1}年的放假安排还没有公布" in found.due.explanation


def test_an_extension_without_a_day_is_not_reckoned_with() -> None:
    heads = [*HEADS, "是否延期"]
    row = [1, date(2025, 3, 5), None, "甲某", "征地批复", date(2025, 4, 30), "是（延至4.30）"]
    (found,) = _rows(heads, [row], 2025)
    assert found.values["extension_until_written"] == date(2025, 4, 30)
    assert (found.due.lawful, found.due.cause) == (date(2025, 4, 2), "extension_not_told")

"""The day-by-day table, with every kind of day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from deadlines.calendar import standard_calendar
from deadlines.day_rows import day_rows, day_sums
from deadlines.grounds import grounds, load_grounds, why
from deadlines.history import CaseHistory, Consultation, Deferral, Fact, JustificationNotice, Receipt
from deadlines.periods import period_days, period_months
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.steps import DayMark
from law.errors import LawDataError
from law.policies import PolicySet
from law.terms import Channel, ConsultationKind

CALENDAR = standard_calendar()


def clock(received: date, *facts: Fact) -> ReplyClock:
    history = CaseHistory.of(Receipt(channel=Channel.MAIL_SIGNED, signed=received), *facts)
    return reply_clock(history, CALENDAR, PolicySet.default())


ASKED = Consultation(ref="", kind=ConsultationKind.THIRD_PARTY, sent=date(2026, 9, 24), answered=date(2026, 9, 30))


def test_a_period_over_two_holidays_and_a_consultation() -> None:
    rows = {row.date: row for row in day_rows(clock(date(2026, 9, 18), ASKED), CALENDAR)}
    assert len(rows) == 40
    start, makeup, festival = rows[date(2026, 9, 18)], rows[date(2026, 9, 20)], rows[date(2026, 9, 25)]
    assert (start.mark, start.label, start.weekday) == (DayMark.START, "收到", "周五")
    assert (makeup.mark, makeup.label, makeup.source) == (DayMark.MAKEUP, "第 1 日", "国办发明电〔2025〕7号")
    assert (festival.label, festival.text, festival.source) == ("放假", "中秋节", "国办发明电〔2025〕7号")
    stopped = rows[date(2026, 9, 28)]
    assert (stopped.label, stopped.text) == ("停算", "征求第三方意见（9月24日发出，9月30日收到意见）")
    assert stopped.source == "条例第三十三条第三款"
    due = rows[date(2026, 10, 27)]
    assert (due.mark, due.label, due.source) == (DayMark.DUE, "第 20 日", "条例第三十三条第二款")


def test_the_sums_below_the_table() -> None:
    sums = day_sums(day_rows(clock(date(2026, 9, 18), ASKED), CALENDAR))
    assert (sums.counted, sums.makeup, sums.off, sums.paused, sums.deferred, sums.total) == (20, 2, 16, 3, 0, 39)


def test_a_due_date_on_a_makeup_day_counts_as_one() -> None:
    rows = day_rows(clock(date(2026, 1, 19)), CALENDAR)
    assert (rows[-1].date, rows[-1].label, rows[-1].text) == (date(2026, 2, 14), "第 20 日", "截止，调休上班")
    assert day_sums(rows).makeup == 1


def test_days_of_a_deferral_do_not_count() -> None:
    found = clock(
        date(2026, 3, 2),
        JustificationNotice(sent=date(2026, 3, 10)),
        Deferral(until=date(2026, 4, 10), notified_on=date(2026, 3, 27)),
    )
    rows = day_rows(found, CALENDAR)
    assert rows[-1].date == date(2026, 4, 10)
    sums = day_sums(rows)
    assert sums.counted == 20
    assert sums.deferred == 8
    assert sums.total == sums.counted + sums.off + sums.deferred


def test_calendar_days_count_on_days_off_too() -> None:
    rows = day_rows(period_days(date(2026, 9, 18), 15, CALENDAR), CALENDAR)
    assert [row.count for row in rows if row.count] == list(range(1, 16))
    assert rows[-1].date == date(2026, 10, 8)
    assert (rows[-1].mark, rows[-1].count) == (DayMark.DUE, None)


def test_a_period_of_months_has_a_row_for_every_day_and_no_count() -> None:
    rows = day_rows(period_months(date(2026, 3, 16), 6, CALENDAR), CALENDAR)
    assert len(rows) == (date(2026, 9, 16) - date(2026, 3, 16)).days + 1
    assert {row.count for row in rows} == {None}


def test_estimated_days_are_marked() -> None:
    rows = day_rows(clock(date(2026, 12, 10)), CALENDAR)
    assert [row.provisional for row in rows] == [row.date.year == 2027 for row in rows]
    assert {row.date: row.label for row in rows}[date(2027, 1, 1)] == "放假"


def test_an_unconfirmed_receipt_has_no_table() -> None:
    history = CaseHistory.of(Receipt(channel=Channel.FAX, submitted=date(2026, 3, 2)))
    assert day_rows(reply_clock(history, CALENDAR, PolicySet.default()), CALENDAR) == ()


# ------------------------------------------------------------------------------------------------------------ grounds


def test_every_ground_is_cited_and_checked() -> None:
    for key, ground in grounds().items():
        assert why(key) == ground.citations
        assert ground.checked_on <= date(2026, 11, 23) + timedelta(days=3650)
    with pytest.raises(KeyError):
        why("no_such_rule")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[a]\nchecked_on = 2026-11-23\nconfidence = "A"\n', "a.citations"),
        ('[a]\ncitations = ["nowhere:1"]\nchecked_on = 2026-11-23\nconfidence = "A"\n', "a.citations"),
        ('[a]\ncitations = ["ogi:1"]\nchecked_on = 2026-11-23\nconfidence = "A"\ncolour = 1\n', "a.colour"),
        ('[a]\ncitations = ["ogi:1"]\nconfidence = "A"\n', "a.checked_on"),
    ],
)
def test_a_malformed_ground_names_its_place(tmp_path: Path, text: str, key: str) -> None:
    file = tmp_path / "grounds.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError) as problem:
        load_grounds(file)
    assert (problem.value.file, problem.value.key) == ("grounds.toml", key)

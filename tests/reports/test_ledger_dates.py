"""Days as offices write them: every way gives back the day, and what can be read in two ways is not read."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.ledger_dates import DateForm, read_date, read_pair
from reports.ledger_grid import BLANK, CellKind, GridCell, date_cell, number_cell, text_cell

DAYS = st.dates(date(1955, 1, 1), date(2098, 12, 31))
OFFICE_DAYS = st.dates(date(2008, 5, 1), date(2030, 12, 31))
NUMERALS = "〇一二三四五六七八九"


def _numeral(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[units] if units else "")


def _spellings(day: date) -> list[str]:
    year, month, on = day.year, day.month, day.day
    wide = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")
    plain = [
        f"{day:%Y-%m-%d}",
        f"{year}/{month}/{on}",
        f"{year}.{month}.{on}",
        f"{year}.{month:02}.{on:02}",
        f"{year}年{month}月{on}日",
        f"{year}年{month:02}月{on:02}日",
        f"{year} 年 {month} 月 {on} 日",
        f"{day:%Y%m%d}",
        f"{year}-{month}-{on}",
        f"{year}年{month}月{on}号",
        f"{year}.{month}.{on}。",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%d} 23:59:58",
        f"{day:%Y-%m-%dT%H:%M:%S}",
        f"{day:%Y%m%d}093000",
        f"{year}年{month}月{on}日（周一）",
        f"{year}年{month}月{on}日 上午9:30",
        f"'{year}.{month}.{on}",
        f'="{year}-{month}-{on}"',
        f"  {year}.{month}.{on} ",
        "".join(NUMERALS[int(one)] for one in str(year)) + f"年{_numeral(month)}月{_numeral(on)}日",
    ]
    return [*plain, *(one.translate(wide) for one in plain[:4])]


@given(DAYS)
def test_every_way_of_writing_a_day_gives_it_back(day: date) -> None:
    for text in _spellings(day):
        reading = read_date(text_cell(text))
        assert (reading.day, reading.refused, reading.form) == (day, "", DateForm.PLAIN), text


@given(DAYS)
def test_a_date_cell_and_a_compact_number_are_days(day: date) -> None:
    assert read_date(date_cell(day)).day == day
    assert read_date(number_cell(int(f"{day:%Y%m%d}"))).day == day


@given(DAYS, st.integers(0, 86_399))
def test_serial_numbers_are_days_and_said_to_be(day: date, second: int) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (number_cell(serial), number_cell(serial + second / 86_400), text_cell(str(serial))):
        reading = read_date(cell)
        assert (reading.day, reading.form) == (day, DateForm.SERIAL)


@given(DAYS.filter(lambda day: day > date(1958, 1, 2)))
def test_serial_numbers_of_the_other_epoch(day: date) -> None:
    serial = (day - date(1904, 1, 1)).days
    if serial >= 20_000:
        assert read_date(number_cell(serial), since_1904=True).day == day


@given(OFFICE_DAYS)
def test_two_digits_of_a_year_are_asked_about(day: date) -> None:
    for text in (
        f"{day:%y}.{day.month}.{day.day}",
        f"{day:%y}-{day:%m}-{day:%d}",
        f"{day:%y}年{day.month}月{day.day}日",
    ):
        reading = read_date(text_cell(text))
        assert (reading.day, reading.form) == (day, DateForm.SHORT_YEAR), text


@given(OFFICE_DAYS)
def test_without_a_year_there_is_no_day_yet(day: date) -> None:
    for text in (f"{day.month}月{day.day}日", f"{day.month}/{day.day}", f"{day.month}-{day.day}", f"{day:%m.%d}"):
        reading = read_date(text_cell(text))
        assert reading.day is None
        assert (reading.month_day, reading.form, reading.refused) == ((day.month, day.day), DateForm.YEARLESS, ""), text


@given(st.integers(1, 12), st.integers(1, 31))
def test_a_number_of_month_and_day_is_read_only_where_it_is_clear(month: int, day: int) -> None:
    shown = float(f"{month}.{day}")
    reading = read_date(number_cell(shown))
    try:
        possible = date(2024, month, day)
    except ValueError:
        possible = None
    if str(shown).endswith((".1", ".2", ".3")) and not str(shown).startswith("2.3"):
        assert reading.refused == "date_number_ambiguous"
        assert f"{month}月{str(shown)[-1]}日" in reading.note
    elif str(shown) == "2.3":
        # There is no thirtieth of February.
        assert reading.month_day == (2, 3)
    elif possible is None:
        assert reading.refused == "impossible_date"
    else:
        assert (reading.month_day, reading.form) == ((month, day), DateForm.NUMBER)


def test_a_number_with_two_places_keeps_its_zero() -> None:
    assert read_date(number_cell(8.1, "0.00")).month_day == (8, 10)


@given(st.integers(1900, 2099), st.integers(0, 99), st.integers(0, 99))
def test_no_impossible_day_becomes_another_one(year: int, month: int, on: int) -> None:
    try:
        wanted = date(year, month, on)
    except ValueError:
        wanted = None
    for text in (
        f"{year}-{month:02}-{on:02}",
        f"{year}.{month}.{on}",
        f"{year}年{month}月{on}日",
        f"{year}{month:02}{on:02}",
    ):
        reading = read_date(text_cell(text))
        if wanted is None or wanted < date(1950, 1, 1):
            assert reading.day is None
            assert reading.refused == "impossible_date", text
        else:
            assert reading.day == wanted, text


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_and_none_is_read_without_digits(text: str) -> None:
    reading = read_date(text_cell(text) if text else BLANK)
    if not any(one.isdecimal() or one in "一二三四五六七八九十" for one in text):
        assert reading.day is None
        assert reading.month_day is None
    assert (reading.day is None and reading.month_day is None) == bool(reading.refused)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025.2.30", "impossible_date"),
        ("2024/13/5", "impossible_date"),
        ("2021.4.31", "impossible_date"),
        ("0000-00-00 00:00:00", "impossible_date"),
        ("2月30日", "impossible_date"),
        ("13.5", "impossible_date"),
        ("20250230", "impossible_date"),
        ("详见信封", "date_not_readable"),
        ("3/5/2025", "date_number_ambiguous"),
        ("2025年3月", "date_not_readable"),
        ("3月上旬", "date_not_readable"),
        ("2025.3.5左右", "date_not_readable"),
        ("2025.3.5、3.8", "date_not_readable"),
        ("1234", "date_not_readable"),
        ("99999", "date_not_readable"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    reading = read_date(text_cell(text), keeps_zero=True)
    assert (reading.day, reading.month_day, reading.refused) == (None, None, reason)


def test_month_and_day_before_the_year_are_read_where_only_one_order_is_possible() -> None:
    assert read_date(text_cell("3/25/2025")).day == date(2025, 3, 25)
    assert read_date(text_cell("25/3/2025")).day == date(2025, 3, 25)


def test_the_time_of_the_day_is_kept() -> None:
    assert read_date(text_cell("2025-01-08 00:30:38")).moment == datetime(2025, 1, 8, 0, 30, 38)  # noqa: DTZ001
    assert read_date(text_cell("2025年1月8日 下午3:05")).moment == datetime(2025, 1, 8, 15, 5)  # noqa: DTZ001


@given(OFFICE_DAYS, st.integers(1, 60))
def test_two_days_in_one_cell(received: date, later: int) -> None:
    reply = received + timedelta(days=later)
    texts = (
        f"{received.month}.{received.day}收/{reply.month}.{reply.day}复",
        f"{received.month}月{received.day}日收，{reply.month}月{reply.day}日复",
        f"收：{received.month}.{received.day} 复：{reply.month}.{reply.day}",
        f"{received.month}.{received.day}收到\n{reply.month}.{reply.day}答复",
        f"{reply.month}.{reply.day}复，{received.month}.{received.day}收",
    )
    for text in texts:
        pair = read_pair(text_cell(text))
        assert pair.received is not None, text
        assert pair.reply is not None, text
        assert pair.received.month_day == (received.month, received.day), text
        assert pair.reply.month_day == (reply.month, reply.day), text


def test_one_day_where_two_are_promised() -> None:
    assert read_pair(text_cell("6.19")).refused == "date_role_unknown"
    only = read_pair(text_cell("2.17收"))
    assert only.received is not None
    assert (only.received.month_day, only.reply) == ((2, 17), None)
    late = read_pair(text_cell("3.28复"))
    assert late.received is None
    assert read_pair(text_cell("6.19"), named=False).refused == ""
    assert read_pair(text_cell("3.5收/3.8收")).refused == "date_role_unknown"
    assert read_pair(text_cell("1.2收/1.3复/1.4送")).refused == "date_not_readable"


def test_cells_without_a_value() -> None:
    for kind in (CellKind.ERROR, CellKind.UNVALUED, CellKind.BOOL):
        assert read_date(GridCell(kind, None, "#REF!")).refused == "date_not_readable"

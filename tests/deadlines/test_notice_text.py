"""Reading official notices: every year as it was published, amendments, and what must be refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.calendar import WorkingCalendar, standard_calendar
from deadlines.notice_text import LineKind, NoticeDraft, parse_notice
from law.notices import HolidayNotice, holiday_notices
from law.terms import DayKind

NOTICES = Path(__file__).parents[1] / "data" / "notices"
AMENDMENTS = {2015: "2015-09-03", 2019: "2019-05-01", 2020: "2020-01-31"}

NEXT_YEAR = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。"""


def read(name: str, known: list[HolidayNotice]) -> NoticeDraft:
    return parse_notice((NOTICES / f"{name}.txt").read_text(encoding="utf-8"), known=known)


def accepted(draft: NoticeDraft) -> HolidayNotice:
    assert [one.sentence for one in draft.problems] == []
    assert draft.notice is not None
    return draft.notice


def all_texts() -> list[HolidayNotice]:
    found: list[HolidayNotice] = []
    for year in range(2008, 2027):
        found.append(accepted(read(str(year), found)))
        if year in AMENDMENTS:
            found.append(accepted(read(AMENDMENTS[year], found)))
    return found


def test_the_texts_of_all_years_give_the_calendar_of_the_data() -> None:
    from_texts = WorkingCalendar.build(all_texts())
    ours = standard_calendar()
    day = date(2008, 1, 1)
    while day <= date(2026, 12, 31):
        read_day, kept = from_texts.day(day), ours.day(day)
        assert read_day.working == kept.working, day
        assert (read_day.kind is DayKind.MAKEUP) == (kept.kind is DayKind.MAKEUP), day
        if day.weekday() < 5:
            assert read_day.kind is kept.kind, day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", range(2019, 2027))
def test_a_text_gives_the_very_days_of_its_notice(year: int) -> None:
    (kept,) = [one for one in holiday_notices() if one.year == year and one.amends is None]
    found = accepted(read(str(year), []))
    assert found.makeup == kept.makeup
    assert {day for _, days in found.off for day in days} == {day for _, days in kept.off for day in days}
    assert (found.year, found.document_number) == (kept.year, kept.document_number)
    assert found.published_on == kept.published_on


@pytest.mark.parametrize("year", [2019, 2020])
def test_an_amendment_gives_the_very_changes_of_the_data(year: int) -> None:
    kept = next(one for one in holiday_notices() if one.year == year and one.amends is not None)
    found = accepted(read(AMENDMENTS[year], [one for one in holiday_notices() if one.amends is None]))
    assert (found.amends, found.document_number) == (kept.amends, kept.document_number)
    assert found.off_added == kept.off_added
    assert found.off_removed == kept.off_removed
    assert found.makeup_added == kept.makeup_added
    assert found.makeup_removed == kept.makeup_removed


def test_title_salutation_closing_and_signature_are_recognised() -> None:
    draft = read("2026", [])
    kinds = [line.kind for line in draft.lines if line.kind is not LineKind.BLANK]
    assert kinds == [LineKind.HEADER] * 4 + [LineKind.ITEM] * 7 + [LineKind.CLOSING] * 3
    assert (draft.year, draft.off_days, draft.makeup_days) == (2026, 33, 6)


def test_every_line_shows_its_days() -> None:
    draft = parse_notice(NEXT_YEAR, 2027)
    spring = draft.lines[1]
    assert spring.no == 2
    off = [day.date for day in spring.days if day.kind is DayKind.HOLIDAY]
    assert off == [date(2027, 2, 5) + timedelta(days=at) for at in range(8)]
    assert [day.date for day in spring.days if day.kind is DayKind.MAKEUP] == [date(2027, 2, 14), date(2027, 2, 20)]
    assert {day.name for day in spring.days} == {"春节"}


def half_width(text: str) -> str:
    return text.translate(str.maketrans("（）：，", "():,"))


def full_width(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


@pytest.mark.parametrize(
    "text",
    [
        NEXT_YEAR,
        half_width(NEXT_YEAR),
        full_width(NEXT_YEAR),
        NEXT_YEAR.replace("周", "星期"),
        NEXT_YEAR.replace("\n", "\r\n"),
        NEXT_YEAR.replace("\n", ""),
        NEXT_YEAR.replace("\n", "\n\n　　"),
        NEXT_YEAR.replace("月", " 月 ").replace("日（", " 日 （"),
        NEXT_YEAR.replace("（周五）至3日（周日）", "-3日"),
        NEXT_YEAR.replace("1月1日（周五）至3日（周日）", "1月1—3日"),
        NEXT_YEAR.replace("周五）至12日", "周\n五）至12日").replace("放假调休，共8", "放假\n调休，共8"),
        NEXT_YEAR.replace("2月14日（周日）、2月20日（周六）上班", "2月14日（周日）、20日（周六）上班"),
        NEXT_YEAR.replace("2月14日（周日）、2月20日（周六）上班", "2月14日（周日），2月20日（周六）上班"),
        NEXT_YEAR.replace("一、元旦：1月1日", "一、2027年元旦：2027年1月1日"),
        NEXT_YEAR.replace("不调休。", "不调休。鼓励各单位安排职工在6月10日休息。"),
    ],
    ids=lambda text: repr(text[:24]),
)
def test_other_ways_of_writing_give_the_same_days(text: str) -> None:
    assert accepted(parse_notice(text, 2027)) == accepted(parse_notice(NEXT_YEAR, 2027))


def test_a_holiday_that_begins_in_the_old_year() -> None:
    text = NEXT_YEAR.replace(
        "1月1日（周五）至3日（周日）放假，共3天。",
        "12月31日（周四）至1月3日（周日）放假调休，共4天。12月26日（周六）上班。",
    )
    found = accepted(parse_notice(text, 2027))
    assert found.off[0][1][0] == date(2026, 12, 31)
    assert found.makeup[0] == date(2026, 12, 26)


REFUSED = [
    ("9月15日（周三）", "9月15日（周四）", "第 6 行：2027年9月15日是周三，原文写“周四”。"),
    ("至5日（周一）", "至5日（星期二）", "第 3 行：2027年4月5日是周一，原文写“星期二”。"),
    ("5月8日（周六）上班", "5月8日（周日）上班", "第 4 行：2027年5月8日是周六，原文写“周日”。"),
    ("共8天", "共7天", "第 2 行：原文写“共7天”，逐日数得8天。"),
    ("放假1天，不调休。\n六", "放假2天，不调休。\n六", "第 5 行：原文写“放假2天”，逐日数得1天。"),
    ("2月20日（周六）", "2月30日（周六）", "第 2 行：2027年2月没有30日。"),
    ("6月9日（周三）", "13月9日（周三）", "第 5 行：没有13月。"),
    ("5月8日（周六）上班", "5月7日（周五）上班", "第 4 行：2027年5月7日是周五，本来就是工作日，原文写“上班”。"),
    ("5月8日（周六）上班", "5月2日（周日）上班", "第 4 行：2027年5月2日既写放假又写上班。"),
    ("10月9日（周六）上班", "5月8日（周六）上班", "第 7 行：2027年5月8日在第 4 行已列为上班。"),
    ("6月9日（周三）", "5月5日（周三）", "第 5 行：2027年5月5日在第 4 行已列为放假。"),
    ("5月8日（周六）上班", "5月8日（周六）", "第 4 行：5月8日后面没有写明是放假还是上班。"),
    ("6月9日（周三）放假1天，不调休", "放假1天", "第 5 行：没有读到日期。"),
    ("10月1日（周五）至7日（周四）", "10月7日至1日", "第 7 行：起止日期颠倒：2027年10月7日至2027年10月1日。"),
    ("10月1日（周五）至7日（周四）", "10月1日至27日", "第 7 行：2027年10月1日至2027年10月27日超过16天，请核对。"),
    ("6月9日（周三）", "2028年6月9日（周五）", "第 5 行：2028年6月9日不属于2027年的安排。"),
    (
        "6月9日（周三）放假1天，不调休",
        "6月9日放假，与周末连休",
        "第 5 行：原文写与周末连休，但2027年6月9日是周三，前后不接周末。",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), REFUSED, ids=[case[2][:16] for case in REFUSED])
def test_what_does_not_fit_is_refused_with_its_line(right: str, wrong: str, sentence: str) -> None:
    assert right in NEXT_YEAR
    draft = parse_notice(NEXT_YEAR.replace(right, wrong, 1), 2027)
    assert draft.notice is None
    assert sentence in [one.sentence for one in draft.problems]
    line = next(one.line for one in draft.problems if one.sentence == sentence)
    assert line is not None
    assert draft.lines[line - 1].problem is not None


def test_an_incomplete_notice_is_refused() -> None:
    without = "\n".join(line for line in NEXT_YEAR.split("\n") if "国庆节" not in line)
    draft = parse_notice(without, 2027)
    assert [one.sentence for one in draft.problems] == ["没有读到国庆节的安排，请粘贴通知全文。"]
    assert parse_notice(without, 2027, complete=False).notice is not None


def test_a_text_without_a_year_is_refused() -> None:
    draft = parse_notice(NEXT_YEAR)
    assert [one.code for one in draft.problems] == ["year_missing"]


@pytest.mark.parametrize("year", [1, 1999, 9999])
def test_an_unlikely_year_is_refused(year: int) -> None:
    assert [one.code for one in parse_notice(NEXT_YEAR, year).problems] == ["year_unlikely"]


def test_a_title_of_another_year_is_refused() -> None:
    draft = parse_notice("国务院办公厅关于2026年部分节假日安排的通知\n" + NEXT_YEAR, 2027)
    assert [one.sentence for one in draft.problems] == ["第 1 行：原文写2026年，选定的是2027年。"]


@pytest.mark.parametrize("text", ["", "  \n ", "你好", "明年放假安排另行通知。"])
def test_a_text_that_is_no_notice_is_refused(text: str) -> None:
    draft = parse_notice(text, 2027)
    assert draft.notice is None
    assert [one.code for one in draft.problems] == ["nothing_found"]


def test_an_extension_of_a_holiday_needs_its_notice() -> None:
    text = "国务院办公厅关于延长2027年国庆节假期的通知\n一、延长2027年国庆节假期至10月9日，10月11日起正常上班。"
    assert [one.code for one in parse_notice(text).problems] == ["base_missing"]


def test_an_extension_is_checked_too() -> None:
    title = "国务院办公厅关于延长2026年国庆节假期的通知\n"
    right = title + "一、延长2026年国庆节假期至10月10日（星期六），10月12日（星期一）起正常上班。"
    found = accepted(parse_notice(right))
    assert found.off_added == (date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10))
    assert found.makeup_removed == (date(2026, 10, 10),)
    wrong = right.replace("星期六", "星期日")
    assert [one.sentence for one in parse_notice(wrong).problems] == ["第 2 行：2026年10月10日是周六，原文写“星期日”。"]
    shorter = title + "一、延长2026年国庆节假期至10月6日。"
    assert [one.code for one in parse_notice(shorter).problems] == ["not_longer"]


def test_number_and_date_are_taken_from_the_text_unless_given() -> None:
    head = "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电﹝2026﹞第9号"
    text = f"{head}\n{NEXT_YEAR}\n国务院办公厅\n2026年11月20日"
    found = accepted(parse_notice(text))
    assert (found.document_number, found.published_on) == ("国办发明电〔2026〕9号", date(2026, 11, 20))
    given = accepted(parse_notice(text, 2027, "国办发明电〔2026〕10号", date(2026, 11, 21)))
    assert (given.document_number, given.published_on) == ("国办发明电〔2026〕10号", date(2026, 11, 21))


def test_the_imported_year_settles_the_dates_that_were_estimates() -> None:
    notice = accepted(parse_notice(NEXT_YEAR, 2027, "国办发明电〔2026〕9号", date(2026, 11, 20)))
    calendar = WorkingCalendar.build([*holiday_notices(), notice])
    assert calendar.horizon == date(2027, 12, 31)
    assert calendar.missing_year(date(2026, 12, 10), date(2027, 3, 1)) is None
    assert calendar.is_working(date(2027, 2, 14))


PIECES = [
    *(
        "一、",
        "二、",
        "元旦：",
        "春节",
        "国庆节：",
        "1月1日",
        "12月31日",
        "2月30日",
        "至",
        "3日",
        "5日",
        "2027年",
        "（周四）",
    ),
    *(
        "（星期日",
        "）",
        "放假",
        "调休",
        "，共3天",
        "共天",
        "上班",
        "。",
        "，",
        "、",
        "\n",
        "与周末连休",
        "其中，",
        "延长",
        "起正常上班",
    ),
    *(
        "国务院办公厅",
        "2026年11月20日",
        "国办发明电〔2026〕9号",
        "鼓励",
        "节假日期间",
        "０",
        "99日",
        "0月0日",
        "—",
        " ",
        "\u200b",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from((None, 1, 2019, 2026, 2027, 9999)))
def test_whatever_is_pasted_is_read_or_refused(pieces: list[str], year: int | None) -> None:
    text = "".join(pieces)
    draft = parse_notice(text, year)
    assert (draft.notice is None) == bool(draft.problems)
    assert len(draft.lines) == text.count("\n") + 1
    assert all(one.line is None or 1 <= one.line <= len(draft.lines) for one in draft.problems)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    draft = parse_notice(text, 2027)
    assert (draft.notice is None) == bool(draft.problems)

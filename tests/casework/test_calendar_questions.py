"""Holiday notices in the office: preview, adoption, what moves, replay of 2019 and 2020, local days."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.calendar_notices import (
    adopt,
    local_holidays,
    notices,
    preview_json,
    preview_text,
    remove_local_holiday,
    replay,
    set_local_holiday,
    withdraw_notice,
    year_days,
)
from casework.case_list import case_rows
from casework.day_by_day import day_by_day
from casework.drafts import LocalHolidayDraft
from casework.integrity import check
from casework.office import Office
from casework.views import NoticePreview
from law.errors import UserError
from law.notices import NOTICES_FILE
from law.terms import DayKind
from tests.casework.offices import ACTOR, NOW, make_office, take_in

TEXT_2027 = """国务院办公厅关于2027年
部分节假日安排的通知
国办发明电〔2026〕9号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2026年11月25日
"""
IN_2027 = date(2027, 2, 18)


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    office = make_office(migrated_url)
    yield office
    office.close()


def read_2027(office: Office, text: str = TEXT_2027) -> NoticePreview:
    return preview_text(office, text, year=None, document_number="", published_on=None, today=IN_2027)


def dates_of(office: Office, *ids: int) -> list[tuple[date | None, bool]]:
    return [(row.due_on, row.provisional) for row in case_rows(office, ids, today=IN_2027)]


def test_adopting_a_notice_settles_and_moves_open_requests(office: Office) -> None:
    settled = take_in(office, date(2026, 12, 10))
    later = take_in(office, date(2027, 1, 18))
    earlier = take_in(office, date(2027, 2, 15))
    untouched = take_in(office, date(2026, 11, 3))
    before = dates_of(office, settled, later, earlier, untouched)
    assert [provisional for _, provisional in before] == [True, True, True, False]

    preview = read_2027(office)
    assert (preview.year, preview.document_number, preview.published_on) == (
        2027,
        "国办发明电〔2026〕9号",
        date(2026, 11, 25),
    )
    assert preview.adoptable, preview.problems
    assert preview.heading == "2027年　放假 28 日，调休上班 4 日"
    assert [(one.request_id, one.days > 0, one.days < 0) for one in preview.moved] == [
        (earlier, False, True),
        (later, True, False),
        (settled, False, False),
    ]
    assert dates_of(office, settled, later, earlier, untouched) == before, "a preview writes nothing"

    changed = adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    assert set(changed.request_ids) == {settled, later, earlier}
    assert "calendar" in changed.topics
    after = {one.request_id: one.new for one in preview.moved}
    assert dates_of(office, settled, later, earlier) == [(after[one], False) for one in (settled, later, earlier)]
    assert office.horizon == date(2027, 12, 31)
    assert check(office).sound
    (imported,) = [one for one in notices(office) if one.source == "导入"]
    assert (imported.year, imported.days_off, imported.makeup_days) == (2027, 28, 4)


def test_a_preview_names_the_line_that_does_not_fit(office: Office) -> None:
    wrong = TEXT_2027.replace("9月15日（周三）", "9月15日（周四）")
    preview = read_2027(office, wrong)
    assert not preview.adoptable
    (problem,) = preview.problems
    assert problem.level == "block"
    assert problem.field == "line:12"
    assert "周三" in problem.sentence
    assert "周四" in problem.sentence
    assert [line.number for line in preview.lines if line.problem] == [12]
    assert len(preview.off) >= 20, "the days that were read are shown all the same"
    with pytest.raises(UserError) as refusal:
        adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    assert refusal.value.code == "notice_not_read"
    assert office.horizon == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("国办发明电〔2026〕9号\n", ""), "notice_without_number"),
        (("2026年11月25日", ""), "notice_without_day"),
        (("2026年11月25日", "2027年11月25日"), "notice_in_future"),
    ],
)
def test_a_notice_needs_its_number_and_day(office: Office, change: tuple[str, str], code: str) -> None:
    preview = read_2027(office, TEXT_2027.replace(*change))
    assert [one.code for one in preview.problems] == [code]
    assert not preview.adoptable
    with pytest.raises(UserError) as refusal:
        adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    assert refusal.value.code == code


def test_a_notice_is_adopted_once(office: Office) -> None:
    preview = read_2027(office)
    adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    with pytest.raises(UserError) as refusal:
        adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    assert refusal.value.code == "notice_known"
    assert [one.code for one in read_2027(office).problems] == ["notice_known"]
    again = read_2027(office, TEXT_2027.replace("〔2026〕9号", "〔2026〕10号"))
    assert [one.code for one in again.problems] == ["year_known"]


def test_a_cancelled_adoption_changes_nothing_and_leaves_no_stale_calendar(office: Office) -> None:
    request = take_in(office, date(2027, 1, 18))
    before = dates_of(office, request)
    preview = read_2027(office)

    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027, progress=cancel)
    assert dates_of(office, request) == before
    assert office.horizon == date(2026, 12, 31)
    assert check(office).sound
    # Another notice under the number of row that the cancelled one had: its own days must count.
    other = read_2027(office, TEXT_2027.replace("、2月20日（周六）上班", "上班"))
    adopt(office, other, now=NOW, actor=ACTOR, today=IN_2027)
    assert not office.calendar().is_working(date(2027, 2, 20))
    assert check(office).sound


def test_a_mistaken_notice_is_withdrawn_with_a_reason(office: Office) -> None:
    request = take_in(office, date(2027, 1, 18))
    before = dates_of(office, request)
    adopt(office, read_2027(office), now=NOW, actor=ACTOR, today=IN_2027)
    (imported,) = [one for one in notices(office) if one.id is not None]
    assert imported.id is not None
    with pytest.raises(UserError):
        withdraw_notice(office, imported.id, " ", now=NOW, actor=ACTOR)
    changed = withdraw_notice(office, imported.id, "录错年份", now=NOW, actor=ACTOR)
    assert changed.request_ids == (request,)
    assert dates_of(office, request) == before
    with pytest.raises(UserError):
        withdraw_notice(office, imported.id, "再撤一次", now=NOW, actor=ACTOR)
    assert check(office).sound


def test_progress_counts_to_the_end(office: Office) -> None:
    for number in range(3):
        take_in(office, date(2027, 1, 18) + timedelta(days=number))
    told: list[tuple[int, int]] = []
    adopt(
        office,
        read_2027(office),
        now=NOW,
        actor=ACTOR,
        today=IN_2027,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(3, 3)]


def test_the_amendment_of_2020_replayed(office: Office) -> None:
    # Spring Festival prolonged on 27 January 2020: the letter of the 20th moves from 21 to 25 February.
    request = take_in(office, date(2020, 1, 20))
    known = {day: day_by_day(office, request, today=date(2020, 2, 3), known_on=day) for day in (date(2020, 1, 26),)}
    assert known[date(2020, 1, 26)].due.due == date(2020, 2, 21)
    now = day_by_day(office, request, today=date(2020, 2, 3))
    assert now.due.due == date(2020, 2, 25)
    assert "国办发明电〔2020〕1号" in {row.source for row in now.rows}
    (moved,) = replay(office, known_before=date(2020, 1, 26), known_after=date(2020, 1, 27))
    assert (moved.request_id, moved.old, moved.new, moved.days) == (request, date(2020, 2, 21), date(2020, 2, 25), 4)
    assert replay(office, known_before=date(2020, 1, 27), known_after=date(2020, 3, 1)) == ()


def test_the_days_of_2019_as_known_before_and_after_the_amendment(office: Office) -> None:
    worked = {day.date for day in year_days(office, 2019) if day.kind is DayKind.MAKEUP}
    known = {day.date for day in year_days(office, 2019, known_on=date(2019, 3, 21)) if day.kind is DayKind.MAKEUP}
    assert worked - known == {date(2019, 4, 28), date(2019, 5, 5)}


def test_an_amendment_in_mid_year_is_pasted_and_moves_dates(office: Office) -> None:
    # The text of 27 January 2020 in the wording of that year, put into a year whose notice the office imported itself.
    adopt(office, read_2027(office), now=NOW, actor=ACTOR, today=IN_2027)
    request = take_in(office, date(2027, 1, 18))
    (before,) = dates_of(office, request)
    text = """国务院办公厅关于延长2027年春节假期的通知
国办发明电〔2027〕1号
经国务院批准，现将延长2027年春节假期的具体安排通知如下：
一、延长2027年春节假期至2月16日（周二），2月17日（周三）起正常上班。
国务院办公厅
2027年2月10日
"""
    preview = preview_text(office, text, year=None, document_number="", published_on=None, today=IN_2027)
    assert preview.adoptable, preview.problems
    assert preview.amends == "国办发明电〔2026〕9号"
    assert date(2027, 2, 16) in {day for _, day in preview.off}
    (moved,) = preview.moved
    assert (moved.request_id, moved.old) == (request, before[0])
    assert moved.days > 0
    adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    assert dates_of(office, request) == [(moved.new, False)]
    known = day_by_day(office, request, today=IN_2027, known_on=date(2027, 2, 9))
    assert known.due.due == before[0]
    assert check(office).sound


def test_a_letter_that_told_the_former_date_is_named(office: Office) -> None:
    adopt(office, read_2027(office), now=NOW, actor=ACTOR, today=IN_2027)
    request = take_in(office, date(2027, 1, 18))
    preview = preview_text(
        office,
        "国务院办公厅关于延长2027年春节假期的通知\n国办发明电〔2027〕1号\n"
        "一、延长2027年春节假期至2月16日（周二），2月17日（周三）起正常上班。\n国务院办公厅\n2027年2月10日\n",
        year=None,
        document_number="",
        published_on=None,
        today=IN_2027,
    )
    (moved,) = preview.moved
    assert moved.request_id == request
    # The slip of receipt told the applicant when the reply is due.
    assert moved.told.startswith("接收回执")


def test_json_files(office: Office) -> None:
    shipped = NOTICES_FILE.read_bytes()
    preview = preview_json(office, shipped, today=IN_2027)
    assert not preview.adoptable
    assert {one.code for one in preview.problems} == {"notice_known"}

    pasted = json.loads(read_2027(office).source_json)["notices"]
    content = json.dumps({"notices": [*json.loads(shipped)["notices"], *pasted]}, ensure_ascii=False)
    preview = preview_json(office, content.encode("utf-8-sig"), today=IN_2027)
    assert preview.adoptable, preview.problems
    assert preview.year == 2027
    adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)
    assert office.horizon == date(2027, 12, 31)
    for broken in (b"\xff\xfe", b"{", b"[]", b'{"notices": [{"year": 2028}]}'):
        with pytest.raises(UserError):
            preview_json(office, broken, today=IN_2027)


def test_a_tampered_preview_is_read_again(office: Office) -> None:
    preview = replace(read_2027(office, TEXT_2027.replace("2026年11月25日", "")), adoptable=True, problems=())
    with pytest.raises(UserError):
        adopt(office, preview, now=NOW, actor=ACTOR, today=IN_2027)


def test_local_days(office: Office) -> None:
    request = take_in(office, date(2026, 11, 3))
    (before,) = dates_of(office, request)
    day = LocalHolidayDraft(on=date(2026, 11, 18), name="建州日", document_number="东政办发〔2026〕3号")
    with pytest.raises(UserError):
        set_local_holiday(office, replace(day, document_number=" "), now=NOW, actor=ACTOR)
    changed = set_local_holiday(office, day, now=NOW, actor=ACTOR)
    assert changed.request_ids == (request,)
    (after,) = dates_of(office, request)
    assert before[0] == date(2026, 12, 1)
    assert after[0] == date(2026, 12, 2)
    assert [one.name for one in local_holidays(office)] == ["建州日"]
    (row,) = [row for row in day_by_day(office, request, today=date(2026, 11, 23)).rows if row.date == day.on]
    assert "东政办发〔2026〕3号" in row.source
    assert check(office).sound
    remove_local_holiday(office, day.on)
    assert dates_of(office, request) == [before]
    assert check(office).sound


def test_the_days_of_a_year(office: Office) -> None:
    days = year_days(office, 2026)
    assert len(days) == 365
    kinds = {day.date: day.kind for day in days}
    assert kinds[date(2026, 2, 14)] is DayKind.MAKEUP
    assert kinds[date(2026, 10, 1)] is DayKind.HOLIDAY
    assert all(day.provisional for day in year_days(office, 2027))
    assert [one.year for one in notices(office)][:2] == [2026, 2025]
    before = {day.date: day.working for day in year_days(office, 2020, known_on=date(2020, 1, 26))}
    assert before[date(2020, 1, 31)]
    assert not {day.date: day.working for day in year_days(office, 2020)}[date(2020, 1, 31)]

"""The days of the picture, the words of the moved list and the search: pure parts of 规则与日历."""

from dataclasses import replace
from datetime import date

import pytest

from casework import calendar_notices
from casework.office import Office
from casework.policy_settings import policies
from casework.rules_view import rules
from casework.views import MovedView, NoticePreview
from desktop.rules.moved_card import moved_lines, moved_summary, moved_words
from desktop.rules.rule_table import confidence_tone, matching_policies, matching_rules
from desktop.rules.year_days import days_outside, loaded_cells, preview_cells, year_summary
from desktop.theme import Tone
from law.terms import DayKind
from tests.desktop.conftest import TODAY

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
国务院办公厅
2026年11月20日"""


def _read(office: Office, text: str) -> NoticePreview:
    return calendar_notices.preview_text(office, text, year=None, document_number=None, published_on=None, today=TODAY)


def _moved(days: int, *, was: bool = False, now: bool = False, told: str = "") -> MovedView:
    old = date(2027, 1, 7)
    return MovedView(
        request_id=3,
        registration_number="依申〔2026〕3号",
        old=old,
        new=date.fromordinal(old.toordinal() + days),
        days=days,
        was_provisional=was,
        is_provisional=now,
        told=told,
    )


def test_estimates_of_a_year_give_way_to_its_notice(office: Office) -> None:
    estimated = {cell.on: cell for cell in loaded_cells(calendar_notices.year_days(office, 2027))}
    read = {cell.on: cell for cell in preview_cells(calendar_notices.year_days(office, 2027), _read(office, NOTICE))}
    assert estimated[date(2027, 1, 1)].provisional
    assert not any(cell.provisional for cell in read.values())
    assert read[date(2027, 2, 14)].kind is DayKind.MAKEUP
    assert read[date(2027, 2, 12)].kind is DayKind.HOLIDAY
    assert "国办发明电〔2026〕9号" in read[date(2027, 2, 12)].sentence
    assert year_summary(tuple(read.values())) == "放假 28 日，调休上班 4 日"


def test_an_amendment_changes_only_the_days_it_names(office: Office) -> None:
    days = calendar_notices.year_days(office, 2026)
    before = {cell.on: cell for cell in loaded_cells(days)}
    preview = replace(
        _read(office, NOTICE),
        amends="国办发明电〔2025〕7号",
        off=(("春节", date(2026, 2, 25)),),
        makeup=(),
        off_removed=(date(2026, 1, 2),),
    )
    after = {cell.on: cell for cell in preview_cells(days, preview)}
    changed = {day for day in after if after[day].kind is not before[day].kind}
    assert changed == {date(2026, 2, 25), date(2026, 1, 2)}
    assert after[date(2026, 2, 25)].kind is DayKind.HOLIDAY
    assert after[date(2026, 1, 2)].kind is DayKind.WORKDAY


def test_days_of_the_old_year_are_said(office: Office) -> None:
    preview = replace(_read(office, NOTICE), off=(("元旦", date(2026, 12, 31)), ("元旦", date(2027, 1, 1))))
    assert days_outside(preview, 2027) == "2026年12月31日（周四）放假"


@pytest.mark.parametrize(
    ("view", "words", "tone"),
    [
        (_moved(-1), "1月7日 → 1月6日　提前 1 日", Tone.TODAY),
        (_moved(6), "1月7日 → 1月13日　推后 6 日", Tone.DONE),
        (_moved(0, was=True), "1月7日　由暂定变为确定", Tone.DONE),
        (_moved(0, now=True), "1月7日　由确定变为暂定", Tone.PROV),
    ],
)
def test_a_moved_date_says_which_way(view: MovedView, words: str, tone: Tone) -> None:
    assert moved_words(view, 2027) == (words, tone)


def test_dates_of_another_year_keep_their_year() -> None:
    assert moved_words(_moved(1), 2026)[0] == "2027年1月7日 → 2027年1月8日　推后 1 日"


def test_the_summary_counts_by_kind() -> None:
    moved = (_moved(-1, was=True), _moved(4), _moved(0, was=True))
    assert moved_summary(moved) == "共 3 件，其中 1 件提前、1 件推后、2 件由暂定变为确定。"
    assert moved_summary(()) == "没有在办件的日期变动。"


def test_the_copied_list_names_letters_that_told_the_old_date() -> None:
    text = moved_lines((_moved(2, told="延期答复告知书临资公延〔2026〕1号"),), 2027)
    assert text == "依申〔2026〕3号\t1月7日 → 1月9日　推后 2 日\t已告知：延期答复告知书临资公延〔2026〕1号"


def test_search_finds_every_word_anywhere() -> None:
    found = matching_rules(rules(), "补正 第三十条")
    assert found
    for rule in found:
        whole = rule.topic + rule.title + rule.summary + rule.example + rule.basis
        assert "补正" in whole
        assert "第三十条" in whole
    assert matching_rules(rules(), "") == rules()
    assert matching_rules(rules(), "没有这样的词") == ()


def test_policies_are_found_and_narrowed_to_those_decided(office: Office) -> None:
    every = policies(office, on=TODAY)
    assert [one.key for one in matching_policies(every, "平信")] == ["ordinary_mail_unreachable"]
    # The office of the tests works alone.
    assert [one.key for one in matching_policies(every, "", decided_only=True)] == ["review_mode"]


def test_every_confidence_has_a_tone_of_its_own() -> None:
    for rule in rules():
        assert confidence_tone(rule.confidence) is not Tone.PLAIN, rule.confidence

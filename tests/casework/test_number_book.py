"""The book of numbers: patterns by class and year, no text twice, no gap, void numbers kept, a series begun late."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.document_numbers import take_document_number, take_registration_number
from casework.number_book import (
    number_classes,
    series_ids,
    series_rows,
    series_view,
    series_years,
    start_numbers,
    void_document_number,
)
from casework.number_drafts import NumberPatternDraft, SeriesStartDraft, VoidNumberDraft
from casework.number_patterns import decide_pattern, pattern_decisions, preview_pattern
from casework.number_views import NumberClassView, NumberRow
from casework.office import Office, open_office
from casework.person_drafts import PersonDraft
from casework.persons import add_person
from casework.unit_of_work import begin
from law.errors import UserError
from law.terms import DocumentState, NumberClass, Role
from templates.numbers import NumberParts, parse_number
from tests.casework.desk import Desk

REPLY, CORRECTION = NumberClass.REPLY, NumberClass.CORRECTION
DOCUMENTS = tuple(one for one in NumberClass if one is not NumberClass.REGISTRATION)
USUAL = "{机关代字}{类型代字}〔{yyyy}〕{seq}号"


def pattern(**changes: object) -> NumberPatternDraft:
    draft = NumberPatternDraft(
        number_class=REPLY, from_year=2026, pattern=USUAL, class_code="复函", reason="办公室关于发文代字的通知"
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def take(desk: Desk, number_class: NumberClass, year: int = 2026) -> str:
    with begin(desk.office, **desk.how) as work:
        policies = desk.office.policies(date(year, 1, 1), work.session)
        return take_document_number(work, number_class, year, policies).text


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def class_of(desk: Desk, number_class: NumberClass, year: int = 2026) -> NumberClassView:
    return next(one for one in number_classes(desk.office, year) if one.number_class is number_class)


def rows_of(desk: Desk, number_class: NumberClass, year: int = 2026) -> tuple[NumberRow, ...]:
    return series_rows(desk.office, series_ids(desk.office, number_class, year))


def test_a_decided_pattern_writes_from_its_year_on(desk: Desk) -> None:
    assert take(desk, REPLY) == "临资公复〔2026〕1号"
    shown = preview_pattern(desk.office, pattern(), today=desk.today)
    assert (shown.next_text, shown.following_text) == ("临资公复函〔2026〕2号", "临资公复函〔2026〕3号")
    decide_pattern(desk.office, pattern(), **desk.how)
    assert take(desk, REPLY) == "临资公复函〔2026〕2号"
    assert take(desk, REPLY, 2025) == "临资公复〔2025〕1号"
    decide_pattern(desk.office, pattern(from_year=2027, class_code="政复", use_di=True, pad=3), **desk.how)
    assert take(desk, REPLY, 2027) == "临资公政复〔2027〕第001号"
    assert take(desk, REPLY) == "临资公复函〔2026〕3号"
    assert [one.class_code for one in pattern_decisions(desk.office, REPLY)] == ["政复", "复函"]
    assert class_of(desk, REPLY).decided.startswith("2026年起，王敏定")
    assert class_of(desk, CORRECTION).next_text == "临资公补〔2026〕1号"


def test_a_decided_number_is_read_back_as_it_was_written(local_desk: Desk) -> None:
    """The checks of a letter (C50) take its number apart: what the office decided may not bar its letters."""
    decide_pattern(
        local_desk.office, pattern(use_di=True, pad=4, pattern="{机关代字}{类型代字}[{yyyy}]{seq}号"), **local_desk.how
    )
    text = [take(local_desk, REPLY) for _ in range(12)][-1]
    assert text == "临资公复函〔2026〕第0012号"
    assert parse_number(text) == NumberParts("临资公复函", 2026, 12)


def test_a_letter_with_a_decided_number_is_issued(desk: Desk) -> None:
    decide_pattern(desk.office, pattern(use_di=True, pad=3), **desk.how)
    case = desk.take_in()
    desk.decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    assert desk.document(document).document_number == "临资公复函〔2026〕第001号"


def test_a_preview_takes_no_number_and_keeps_nothing(desk: Desk) -> None:
    preview_pattern(desk.office, pattern(reason=""), today=desk.today)
    assert pattern_decisions(desk.office, REPLY) == ()
    assert take(desk, REPLY) == "临资公复〔2026〕1号"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "  "}, "number_pattern_without_reason"),
        ({"number_class": NumberClass.REGISTRATION}, "number_pattern_of_registration"),
        ({"from_year": 2025}, "number_pattern_year"),
        ({"from_year": 2028}, "number_pattern_year"),
        ({"pad": 7}, "number_pattern_pad"),
        ({"class_code": ""}, "number_class_code_wrong"),
        ({"class_code": "复2"}, "number_class_code_wrong"),
        ({"pattern": "{机关代字}{类型代字}{seq}号"}, "number_pattern_wrong"),
        ({"pattern": "{机关代字}〔{yyyy}〕{seq}号{seq}"}, "number_pattern_wrong"),
        ({"pattern": "{机关代字}〔{yyyy}〕{seq号"}, "number_pattern_wrong"),
        ({"pattern": "{机关}〔{yyyy}〕{seq}号"}, "docno_template_wrong"),
        ({"pattern": "{机关代字}{类型代字}{yyyy}{seq}号"}, "number_pattern_figures"),
        ({"pattern": "{机关代字}{类型代字}2〔{yyyy}〕{seq}号"}, "number_pattern_figures"),
        ({"pattern": "{机关代字}{类型代字}{seq}号〔{yyyy}〕"}, "number_pattern_order"),
        ({"pattern": "〔{yyyy}〕{机关代字}{类型代字}{seq}号"}, "number_pattern_order"),
        ({"pattern": "{机关代字}{类型代字}〔{yyyy}〕{seq}"}, "number_pattern_order"),
        ({"class_code": "补"}, "number_pattern_twice"),
        ({"class_code": "补", "use_di": True, "pad": 4}, "number_pattern_twice"),
        ({"pattern": "{类型代字}〔{yyyy}〕{seq}号", "class_code": "临资公征"}, "number_pattern_twice"),
        ({"pattern": "{类型代字}[{yyyy}]{seq}号", "class_code": "依申"}, "number_pattern_twice"),
    ],
)
def test_what_a_pattern_may_not_be(local_desk: Desk, changes: dict[str, object], code: str) -> None:
    assert refusal_of(lambda: decide_pattern(local_desk.office, pattern(**changes), **local_desk.how)) == code
    assert pattern_decisions(local_desk.office, REPLY) == ()


def test_a_code_set_free_may_not_be_taken_in_the_same_year(desk: Desk) -> None:
    for _ in range(3):
        take(desk, REPLY)
    decide_pattern(desk.office, pattern(class_code="答"), **desk.how)
    taken_over = pattern(number_class=CORRECTION, class_code="复")
    assert refusal_of(lambda: decide_pattern(desk.office, taken_over, **desk.how)) == "number_pattern_used"
    decide_pattern(desk.office, replace(taken_over, from_year=2027), **desk.how)
    assert take(desk, CORRECTION, 2027) == "临资公复〔2027〕1号"


def test_a_conflict_in_a_later_year_is_refused_too(desk: Desk) -> None:
    decide_pattern(desk.office, pattern(number_class=CORRECTION, from_year=2027, class_code="复函"), **desk.how)
    assert refusal_of(lambda: decide_pattern(desk.office, pattern(), **desk.how)) == "number_pattern_twice"


def test_a_series_begins_behind_what_was_used_before(desk: Desk) -> None:
    start_numbers(desk.office, SeriesStartDraft(number_class=REPLY, year=2026, last_used=14), **desk.how)
    start_numbers(desk.office, SeriesStartDraft(number_class=REPLY, year=2026, last_used=41), **desk.how)
    assert class_of(desk, REPLY).next_text == "临资公复〔2026〕42号"
    assert take(desk, REPLY) == "临资公复〔2026〕42号"
    again = SeriesStartDraft(number_class=REPLY, year=2026, last_used=50)
    assert refusal_of(lambda: start_numbers(desk.office, again, **desk.how)) == "number_series_running"
    view = series_view(desk.office, REPLY, 2026)
    assert (view.started_after, view.last_number, view.count, view.missing, view.can_start) == (41, 42, 1, (), False)
    negative = SeriesStartDraft(number_class=REPLY, year=2026, last_used=-1)
    assert refusal_of(lambda: start_numbers(desk.office, negative, **desk.how)) == "number_start_impossible"


def test_registration_numbers_begin_late_too(desk: Desk) -> None:
    start_numbers(
        desk.office, SeriesStartDraft(number_class=NumberClass.REGISTRATION, year=2026, last_used=7), **desk.how
    )
    case = desk.take_in()
    assert desk.row(case).registration_number == "依申〔2026〕8号"
    (row,) = rows_of(desk, NumberClass.REGISTRATION)
    assert (row.text, row.title, row.dated_on) == ("依申〔2026〕8号", "青石渡镇白石村征地批复", desk.today)


def test_a_void_number_takes_its_letter_along_while_it_is_in_the_house(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.ask_correction(case, date(2026, 3, 20), sent=False).document_id
    number = desk.document(document).document_number or ""
    void_document_number(desk.office, VoidNumberDraft(text=number, reason="日期写错"), **desk.how)
    assert desk.document(document).state is DocumentState.VOID
    assert desk.case(case).state.correction is None
    (row,) = rows_of(desk, CORRECTION)
    assert (row.void, row.void_reason, row.voided_by, row.title) == (True, "日期写错", "王敏", "补正告知书")
    desk.ask_correction(case, date(2026, 3, 20), sent=False)
    assert [one.text for one in rows_of(desk, CORRECTION)] == ["临资公补〔2026〕2号", number]
    assert series_view(desk.office, CORRECTION, 2026).void_count == 1


def test_a_number_that_left_the_house_stays(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.ask_correction(case, date(2026, 3, 20)).document_id
    number = desk.document(document).document_number or ""

    def voided(text: str, reason: str = "笔误") -> Callable[[], object]:
        return lambda: void_document_number(desk.office, VoidNumberDraft(text=text, reason=reason), **desk.how)

    with pytest.raises(UserError) as caught:
        voided(number)()
    assert caught.value.code == "number_letter_left"
    assert "更正函" in caught.value.todo
    assert desk.document(document).state is DocumentState.ISSUED
    assert refusal_of(voided(number, " ")) == "number_void_without_reason"
    assert refusal_of(voided("临资公补〔2026〕99号")) == "number_never_used"
    assert refusal_of(voided(desk.row(case).registration_number or "")) == "number_of_registration"


def test_brackets_of_any_kind_name_the_number(desk: Desk) -> None:
    take(desk, REPLY)
    void_document_number(desk.office, VoidNumberDraft(text="临资公复[2026] 1号", reason="重复取号"), **desk.how)
    again = VoidNumberDraft(text="临资公复〔2026〕1号", reason="重复取号")
    assert refusal_of(lambda: void_document_number(desk.office, again, **desk.how)) == "number_is_void"


def test_a_larger_number_with_an_earlier_date_is_told(desk: Desk) -> None:
    first, second, third = desk.take_in(), desk.take_in(), desk.take_in()
    desk.on(3, 6).ask_correction(first, date(2026, 3, 24), sent=False)
    today = desk.today
    desk.today = date(2026, 3, 4)
    desk.ask_correction(second, date(2026, 3, 24), sent=False)
    desk.today = today
    desk.ask_correction(third, date(2026, 3, 24), sent=False)
    assert series_view(desk.office, CORRECTION, 2026).backward == (2,)
    assert [one.backward for one in rows_of(desk, CORRECTION)] == [False, True, False]


def test_two_writers_at_once_share_one_series(desk: Desk) -> None:
    other = open_office(desk.office.location)
    texts: list[str] = []
    together = threading.Barrier(2)

    def take_many(office: Office) -> None:
        together.wait()
        texts.extend(take(Desk(office, desk.today), REPLY) for _ in range(20))

    threads = [threading.Thread(target=take_many, args=(one,)) for one in (desk.office, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(texts, key=lambda text: int(text[10:-1])) == [f"临资公复〔2026〕{at}号" for at in range(1, 41)]
    assert series_view(desk.office, REPLY, 2026).missing == ()


class _Failed(Exception):
    """An act that fails after it took its number."""


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "fail", "void", "decide", "start", "register"]),
        st.sampled_from(DOCUMENTS),
        st.sampled_from([2025, 2026, 2027]),
        st.sampled_from(["复函", "公补", "函", "告", "延", "征"]),
    ),
    min_size=3,
    max_size=25,
)


def _step(desk: Desk, kind: str, number_class: NumberClass, year: int, code: str) -> None:
    if kind == "decide":
        decide_pattern(desk.office, pattern(number_class=number_class, from_year=year, class_code=code), **desk.how)
    elif kind == "start":
        start_numbers(desk.office, SeriesStartDraft(number_class=number_class, year=year, last_used=17), **desk.how)
    elif kind == "void":
        rows = rows_of(desk, number_class, year)
        if rows:
            draft = VoidNumberDraft(text=rows[0].text, reason="写错")
            void_document_number(desk.office, draft, **desk.how)
    elif kind == "register":
        with begin(desk.office, **desk.how) as work:
            take_registration_number(work, year)
    else:
        with begin(desk.office, **desk.how) as work:
            policies = desk.office.policies(date(year, 1, 1), work.session)
            take_document_number(work, number_class, year, policies)
            if kind == "fail":
                raise _Failed


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_random_acts_leave_no_gap_and_no_number_twice(
    desk: Desk, steps: list[tuple[str, NumberClass, int, str]]
) -> None:
    for kind, number_class, year, code in steps:
        with suppress(UserError, _Failed):  # refused, or failed on purpose: nothing may be left of it
            _step(desk, kind, number_class, year, code)
    texts = []
    for year in series_years(desk.office, today=desk.today):
        for number_class in NumberClass:
            view = series_view(desk.office, number_class, year)
            rows = rows_of(desk, number_class, year)
            assert view.missing == ()
            assert [one.number for one in rows] == list(range(view.last_number, view.started_after, -1))
            texts += [one.text for one in rows]
    assert len(texts) == len(set(texts))


def test_instants_are_kept_with_the_decision(desk: Desk) -> None:
    decide_pattern(desk.office, pattern(), **desk.how)
    (decision,) = pattern_decisions(desk.office, REPLY)
    assert decision.recorded_at == datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    assert decision.decided_by == "王敏"


def test_only_head_and_administrator_decide_on_numbers_once_persons_exist(desk: Desk) -> None:
    used = take(desk, REPLY)
    for name, role in (("王敏", Role.WINDOW), ("赵启明", Role.HEAD), ("李岚", Role.REVIEWER)):
        add_person(desk.office, PersonDraft(name=name, roles=(role,)), now=desk.how["now"], actor="王敏")
    reviewer, head = Desk(desk.office, desk.today, "李岚"), Desk(desk.office, desk.today, "赵启明")
    start = SeriesStartDraft(number_class=CORRECTION, year=2026, last_used=12)
    void = VoidNumberDraft(text=used, reason="试号")
    for act in (
        lambda: decide_pattern(desk.office, pattern(), **reviewer.how),
        lambda: start_numbers(desk.office, start, **reviewer.how),
        lambda: void_document_number(desk.office, void, **reviewer.how),
    ):
        assert refusal_of(act) == "number_role"
    assert class_of(desk, CORRECTION).next_text == "临资公补〔2026〕1号"
    decide_pattern(desk.office, pattern(), **head.how)
    start_numbers(desk.office, start, **desk.how)  # the first person is the administrator
    void_document_number(desk.office, void, **head.how)
    assert class_of(desk, CORRECTION).next_text == "临资公补〔2026〕13号"

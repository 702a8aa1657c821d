"""The case page: clock, marks, what-if, day by day, history; policies; form drafts; the check."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, text

from casework import form_drafts
from casework.case_view import case, day_by_day
from casework.consultation import consult, receive_opinion
from casework.correction import receive_correction, request_correction
from casework.drafts import (
    ConsultationDraft,
    CorrectionDraft,
    CorrectionReceivedDraft,
    DispatchDraft,
    ExtensionDraft,
    OpinionDraft,
    ServiceDraft,
)
from casework.extension import extend
from casework.integrity import check
from casework.office import Office
from casework.policy_settings import decide_policy, decisions, policies
from casework.rules_view import rules
from casework.service import record_service
from casework.what_if import what_if
from casework.worklist import worklist
from law.errors import UserError
from law.policies import policy_specs
from law.terms import Channel, ClockStatus, ConsultationKind, EventKind, Opinion, RequestStatus, Urgency
from tests.casework.offices import ACTOR, NOW, make_office, take_in

RECEIVED = date(2026, 3, 2)


def on(day: date) -> dict[str, Any]:
    return {"today": day, "now": NOW, "actor": ACTOR}


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    office = make_office(migrated_url)
    yield office
    office.close()


def consulted(office: Office, request_id: int) -> tuple[int, int]:
    """A third party consulted on 10 March 2026; ids of event and letter."""
    day = date(2026, 3, 10)
    draft = ConsultationDraft(
        request_id=request_id,
        kind=ConsultationKind.THIRD_PARTY,
        party="澜安汇泽置业有限公司",
        information="土地出让合同全文",
        issued_on=day,
        dispatch=DispatchDraft(on=day, carrier="邮政EMS", tracking_number="EMS1"),
    )
    changed = consult(office, draft, **on(day))
    assert changed.event_id is not None
    assert changed.document_id is not None
    return changed.event_id, changed.document_id


def test_a_plain_case(office: Office) -> None:
    request = take_in(office, RECEIVED)
    view = case(office, request, today=date(2026, 3, 18))
    clock = view.clock
    assert (clock.due and clock.due.due, clock.slack, clock.day_number, clock.day_total) == (
        date(2026, 3, 30),
        8,
        12,
        20,
    )
    assert clock.urgency_text == "剩 8 个工作日"
    assert [(mark.title, mark.emphasis) for mark in clock.marks] == [
        ("收到", "plain"),
        ("今天　第 12/20 天", "today"),
        ("答复截止", "due"),
        ("如延长 20 日", "possible"),
    ]
    assert [span.kind for span in clock.spans] == ["counted", "open", "extension"]
    assert clock.spans[-1].end == date(2026, 4, 28)
    assert view.received_text == "2026年3月2日（周一），当面"
    assert view.applicant.phone_masked == "1990000****"
    assert view.channel is Channel.IN_PERSON
    assert view.fee is not None
    assert view.fee.ordinals == (1, 1)
    assert {one.kind for one in view.events} >= {EventKind.RECEIVED, EventKind.REGISTERED}
    assert view.acts


def test_a_pause_on_the_bar(office: Office) -> None:
    request = take_in(office, RECEIVED)
    event_id, document_id = consulted(office, request)
    record_service(
        office, ServiceDraft(document_id=document_id, on=date(2026, 3, 12), proof="签收"), **on(date(2026, 3, 12))
    )
    today = date(2026, 3, 17)
    clock = case(office, request, today=today).clock
    assert (clock.paused, clock.urgency, clock.slack) == (True, Urgency.PAUSED, None)
    assert clock.waiting_for == "征求第三方意见"
    assert clock.waiting_until == date(2026, 4, 2)
    assert clock.day_number == 6
    assert [(span.kind, span.start, span.end) for span in clock.spans][:2] == [
        ("counted", RECEIVED, date(2026, 3, 10)),
        ("paused", date(2026, 3, 10), today),
    ]
    (supposed,) = [one for one in day_by_day(office, request, today=today).what_ifs if "意见" in one.label]
    assert what_if(office, request, today=today, answered_on=today).due == supposed.due == clock.if_answered_today

    answered = date(2026, 3, 20)
    draft = OpinionDraft(
        request_id=request, consultation_event_id=event_id, on=answered, opinion=Opinion.REFUSE, reasons="商业秘密"
    )
    receive_opinion(office, draft, **on(answered))
    view = case(office, request, today=date(2026, 3, 23))
    assert view.clock.due is not None
    assert view.clock.due.due == date(2026, 4, 10)
    # Six days before the stop, one after it.
    assert (view.clock.day_number, view.clock.slack) == (7, 13)
    titles = [one.title for one in view.events]
    assert "收到澜安汇泽置业有限公司意见：不同意公开" in titles
    assert "征求第三方意见：澜安汇泽置业有限公司" in titles
    explained = day_by_day(office, request, today=date(2026, 3, 23))
    assert ("停算", "8 个工作日，不计") in explained.sums
    assert {one.key for one in explained.policies} >= {"consultation_reading"}
    assert explained.rows[-1].date == date(2026, 4, 10)


def test_silence_lets_the_clock_run_without_an_event(office: Office) -> None:
    request = take_in(office, RECEIVED)
    _, document_id = consulted(office, request)
    record_service(
        office, ServiceDraft(document_id=document_id, on=date(2026, 3, 12), proof="签收"), **on(date(2026, 3, 12))
    )
    last = case(office, request, today=date(2026, 4, 2)).clock
    after = case(office, request, today=date(2026, 4, 3)).clock
    assert (last.paused, after.paused) == (True, False)
    assert after.status is ClockStatus.RUNNING
    assert (after.day_number, after.slack) == (7, 13)


def test_a_correction_restarts(office: Office) -> None:
    request = take_in(office, RECEIVED)
    sent = date(2026, 3, 9)
    draft = CorrectionDraft(
        request_id=request,
        unclear_items=("没有写明项目",),
        how_to_correct="写明项目名称",
        deadline=date(2026, 3, 23),
        issued_on=sent,
        dispatch=DispatchDraft(on=sent, carrier="邮政EMS", tracking_number="EMS2"),
    )
    request_correction(office, draft, **on(sent))
    waiting = case(office, request, today=date(2026, 3, 12))
    assert waiting.status is RequestStatus.AWAITING_CORRECTION
    assert (waiting.clock.urgency, waiting.clock.slack) == (Urgency.PAUSED, None)
    assert [mark.title for mark in waiting.clock.marks] == ["收到", "要求补正", "今天", "补正截止"]
    assert waiting.clock.if_answered_today == date(2026, 4, 10)
    lapsed = case(office, request, today=date(2026, 3, 25)).clock
    assert (lapsed.urgency, lapsed.slack, lapsed.urgency_text) == (Urgency.SOON, None, "3月23日补正期满，待处理")
    assert [span.kind for span in lapsed.spans] == ["counted", "paused"]
    assert "答复截止" not in {mark.title for mark in lapsed.marks}
    supposed = what_if(office, request, today=date(2026, 3, 12), answered_on=date(2026, 3, 16))
    assert supposed.label == "3月16日收到补正"

    came = date(2026, 3, 16)
    receive_correction(office, CorrectionReceivedDraft(request_id=request, on=came, text="翠屏花园"), **on(came))
    view = case(office, request, today=date(2026, 3, 18))
    assert view.clock.due is not None
    assert view.clock.due.due == supposed.due
    assert view.clock.day_number == 2
    assert [span.kind for span in view.clock.spans] == ["counted", "paused", "counted", "open", "extension"]
    assert "收到补正，重新起算" in [mark.title for mark in view.clock.marks]


def test_an_extension(office: Office) -> None:
    request = take_in(office, RECEIVED)
    supposed = what_if(office, request, today=date(2026, 3, 18), extension_days=15)
    day = date(2026, 3, 18)
    draft = ExtensionDraft(
        request_id=request,
        days=15,
        approved_on=day,
        approver="周国栋",
        reason="数量较大",
        issued_on=day,
        dispatch=DispatchDraft(on=day, carrier="邮政EMS", tracking_number="EMS3"),
    )
    extend(office, draft, **on(day))
    clock = case(office, request, today=day).clock
    assert clock.due is not None
    assert clock.due.due == supposed.due
    assert (clock.day_total, clock.day_number) == (35, 12)
    assert "possible" not in {mark.emphasis for mark in clock.marks}
    with pytest.raises(UserError):
        what_if(office, request, today=day, extension_days=21)
    with pytest.raises(UserError):
        what_if(office, request, today=day)


def test_days_that_are_not_there(office: Office) -> None:
    request = take_in(office, RECEIVED)
    with pytest.raises(UserError):
        day_by_day(office, request, today=RECEIVED, which="fee_pay")
    with pytest.raises(UserError):
        day_by_day(office, request, today=RECEIVED, which="birthday")
    assert day_by_day(office, request, today=RECEIVED, which="correction_notice").due.due == date(2026, 3, 11)
    for question in (case, day_by_day):
        with pytest.raises(UserError):
            question(office, request + 99, today=RECEIVED)


def test_the_page_takes_a_fixed_number_of_statements(office: Office) -> None:
    first = take_in(office, RECEIVED)
    second = take_in(office, RECEIVED, name="陈桂芳")
    consulted(office, second)
    consulted(office, second)
    seen: list[str] = []
    event.listen(office.engine, "before_cursor_execute", lambda *call: seen.append(str(call[2])))
    case(office, first, today=date(2026, 3, 18))
    plain = len(seen)
    seen.clear()
    case(office, second, today=date(2026, 3, 18))
    assert len(seen) == plain
    assert plain <= 25


# ------------------------------------------------------------------------------------------------------------ policies


def test_policies_are_dated_decisions(office: Office) -> None:
    day = date(2026, 3, 18)
    request = take_in(office, RECEIVED)
    event_id, _ = consulted(office, request)
    receive_opinion(
        office,
        OpinionDraft(request_id=request, consultation_event_id=event_id, on=date(2026, 3, 20), opinion=Opinion.AGREE),
        **on(date(2026, 3, 20)),
    )
    changed = decide_policy(
        office,
        "consultation_reading",
        "open_open",
        valid_from=day,
        reason="法制科意见",
        now=NOW,
        actor=ACTOR,
        today=day,
    )
    assert changed.topics == ("policies", "cases", "disputes")
    assert changed.request_ids == (), "a request that came in before keeps the former reading"
    (old,) = [one for one in policies(office, on=date(2026, 3, 17)) if one.key == "consultation_reading"]
    (new,) = [one for one in policies(office, on=day) if one.key == "consultation_reading"]
    assert (old.value, old.decided_by, old.valid_from) == ("open_closed", "", None)
    assert (new.value, new.decided_by, new.reason, new.valid_from) == ("open_open", ACTOR, "法制科意见", day)
    clock = case(office, request, today=date(2026, 3, 23)).clock
    assert clock.due is not None
    assert clock.due.due == date(2026, 4, 10)
    later = take_in(office, date(2026, 3, 19), name="陈桂芳")
    assert later != request
    assert check(office).sound
    assert [one.value for one in decisions(office, "consultation_reading")] == ["open_open"]


def test_a_policy_of_today_moves_what_came_in_today(office: Office) -> None:
    saturday = date(2026, 3, 7)
    request = take_in(office, saturday)
    before = case(office, request, today=saturday).clock.due
    changed = decide_policy(
        office,
        "offday_receipt_basis",
        "next_workday",
        valid_from=saturday,
        reason="案例",
        now=NOW,
        actor=ACTOR,
        today=saturday,
    )
    after = case(office, request, today=saturday).clock.due
    assert changed.request_ids == (request,)
    assert before is not None
    assert after is not None
    assert after.due > before.due
    assert check(office).sound


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "moonlight"}, "unknown_policy"),
        ({"value": "sideways"}, "policy_value"),
        ({"reason": "  "}, "policy_without_reason"),
        ({"valid_from": date(2026, 3, 17)}, "policy_lies_back"),
    ],
)
def test_refused_decisions(office: Office, change: dict[str, Any], code: str) -> None:
    arguments = {
        "key": "consultation_reading",
        "value": "open_open",
        "valid_from": date(2026, 3, 18),
        "reason": "法制科意见",
        **change,
    }
    key, value = arguments.pop("key"), arguments.pop("value")
    before = policies(office, on=date(2027, 1, 1))
    with pytest.raises(UserError) as refusal:
        decide_policy(office, key, value, now=NOW, actor=ACTOR, today=date(2026, 3, 18), **arguments)
    assert refusal.value.code == code
    assert policies(office, on=date(2027, 1, 1)) == before


def test_every_policy_and_every_rule_can_be_shown(office: Office) -> None:
    views = policies(office, on=RECEIVED)
    assert [one.key for one in views] == list(policy_specs())
    assert all(one.label and one.question and one.note and one.value_label for one in views)
    known = set(policy_specs())
    for rule in rules():
        assert rule.title
        assert rule.basis
        assert rule.summary
        assert set(rule.policies) <= known


# --------------------------------------------------------------------------------------------------------- form drafts


def test_form_drafts_are_kept_replaced_and_dropped(office: Office) -> None:
    content = {"name": "艾合买提江·吐尔逊 㼆𬍛🎆", "text": "第一行\n第二行\t<&>", "pages": None}
    form_drafts.save(office, "intake", "intake", "王某的来件", json.dumps(content), now=NOW, actor=ACTOR)
    later = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
    content["pages"] = 3  # type: ignore[assignment]
    form_drafts.save(office, "intake", "intake", "王某的来件（2）", json.dumps(content), now=later, actor=ACTOR)
    form_drafts.save(office, "case:1:extend", "extend", "延期", "{}", now=NOW, actor=ACTOR)
    assert [one.key for one in form_drafts.open_drafts(office)] == ["intake", "case:1:extend"]
    kept = form_drafts.load(office, "intake")
    assert kept is not None
    assert (kept.title, kept.saved_at, json.loads(kept.payload)) == ("王某的来件（2）", later, content)
    with pytest.raises(UserError):
        form_drafts.save(office, "intake", "intake", "坏了", "{", now=later, actor=ACTOR)
    assert form_drafts.load(office, "intake") == kept
    assert [one.key for one in worklist(office, today=RECEIVED).drafts] == ["intake", "case:1:extend"]
    form_drafts.discard(office, "intake")
    form_drafts.discard(office, "never_there")
    assert form_drafts.load(office, "intake") is None


# --------------------------------------------------------------------------------------------------------------- check


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE requests SET due_on = '2026-04-01'", "cached_value"),
        ("UPDATE requests SET event_count = 7", "cached_value"),
        ("UPDATE number_series SET last_number = last_number + 1", "number"),
        ("DELETE FROM search_texts", "search"),
    ],
)
def test_what_was_written_past_the_acts_is_found(office: Office, statement: str, kind: str) -> None:
    take_in(office, RECEIVED)
    assert check(office).sound
    with office.engine.begin() as connection:
        connection.execute(text(statement))
    report = check(office)
    assert {one.kind for one in report.differences} == {kind}
    assert all(one.sentence.endswith("。") for one in report.differences)


def test_damaged_bytes_are_found(sqlite_url: str) -> None:
    office = make_office(sqlite_url)
    try:
        take_in(office, RECEIVED)
        with office.engine.begin() as connection:
            guards = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for guard in guards:
                connection.execute(text(f"DROP TRIGGER {guard}"))
            connection.execute(text("UPDATE blobs SET content = x'00'"))
        report = check(office)
        assert {one.kind for one in report.differences} == {"blob"}
    finally:
        office.close()


def test_the_check_can_be_stopped(office: Office) -> None:
    take_in(office, RECEIVED)

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped(done, total)

    with pytest.raises(Stopped):
        check(office, progress=stop)


def test_the_view_is_frozen(office: Office) -> None:
    view = case(office, take_in(office, RECEIVED), today=RECEIVED)
    assert replace(view, title="另一件").title == "另一件"
    with pytest.raises(AttributeError):
        view.title = "改动"  # type: ignore[misc]

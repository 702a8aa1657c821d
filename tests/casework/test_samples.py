"""All sixty sample requests, registered through the acts, get the dates that the truth gives them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework import consultation, correction, justification, withdrawal
from casework.drafts import (
    CorrectionDraft,
    CorrectionReceivedDraft,
    DispatchDraft,
    JustificationDraft,
    JustificationReceivedDraft,
    OpinionDraft,
    Override,
    WithdrawalDraft,
)
from casework.office import create_office
from casework.recorded_facts import record_fact
from casework.registration import preview, register
from law.terms import ClockStatus, ConsultationKind, EventKind, Opinion, RequestStatus
from models import Submission
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY, work_alone
from tests.casework.sample_letters import sample_letter, samples

SAMPLES = {one["id"]: one for one in samples()}
LAST = date(2026, 12, 31)


@pytest.fixture(scope="module")
def office_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("samples") / "desk.db"
    shutil.copyfile(request.getfixturevalue("migrated_sqlite_file"), file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="module")
def shared_desk(office_file: str) -> Iterator[Desk]:
    """One office for all samples: they know each other's applicants."""
    office = create_office(
        office_file, AGENCY, now=datetime(2025, 1, 2, tzinfo=UTC), actor="王敏", today=date(2025, 1, 2)
    )
    yield Desk(work_alone(office), date(2025, 1, 2))
    office.close()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _last_day(raw: dict[str, Any]) -> date:
    return max(date.fromisoformat(value[:10]) for value in raw["dates"].values() if value)


def _registered(desk: Desk, raw: dict[str, Any]) -> int:
    desk.today = _last_day(raw)
    draft = sample_letter(raw)
    shown = preview(desk.office, draft, today=desk.today)
    accepted = tuple(Override(code=one.code, reason="照来件登记") for one in shown.problems if one.overridable)
    return register(desk.office, replace(draft, overrides=accepted), **desk.how).request_ids[0]


@pytest.mark.parametrize("key", SAMPLES)
def test_sample_is_received_and_due_as_expected(shared_desk: Desk, key: str) -> None:
    raw = SAMPLES[key]
    expected = raw["expected"]
    shown = preview(shared_desk.office, sample_letter(raw), today=_last_day(raw))
    case = _registered(shared_desk, raw)
    row = shared_desk.row(case)
    assert row.received_on == _day(expected["received_date"])
    assert shown.received_on == row.received_on
    if "due_estimate" in expected:
        assert row.due_provisional
        assert row.due_on == _day(expected["due_estimate"])
        due = shared_desk.case(case).state.clock.due
        assert due is not None
        assert due.missing_year == expected["missing_year"]
    else:
        assert not row.due_provisional
        assert row.due_on == _day(expected["due_date"])
    if "correction_notice_due" in expected:
        assert shown.correction_notice_due == _day(expected["correction_notice_due"])
    if expected.get("status") == "awaiting_confirmation":
        assert row.status is RequestStatus.AWAITING_CONFIRMATION
    told = {one.code for one in shown.findings} | {one.code for one in shown.problems}
    assert set(expected.get("warnings", ())) <= told
    others = dict(shown.conservative)
    for one in expected.get("received_alternatives", ()):
        if _day(one["date"]) != row.received_on:
            assert _day(one["date"]) in others.values()
    # The text is kept as it was sent, but for what no column can hold.
    visible = "".join(sign for sign in raw["request"]["text"] if sign.isprintable())
    kept = "".join(sign for sign in row.text if sign.isprintable())
    assert kept == visible or "control_chars_removed" in expected.get("warnings", ())
    if "text_visible_starts_with" in expected:
        assert row.text.replace("\n", "").startswith(expected["text_visible_starts_with"])
        with shared_desk.office.reading() as session:
            assert session.get_one(Submission, row.submission_id).as_sent_sha256


def test_the_same_person_is_recognised(shared_desk: Desk) -> None:
    """王䶮 and 王龑 with one identity number are certain; the namesake with another number is not suggested."""
    same = preview(shared_desk.office, sample_letter(SAMPLES["P052"]), today=date(2026, 10, 8)).same_applicants
    assert any(one.certain and "王䶮" in one.why for one in same)
    numbered = SAMPLES["P053"]
    other = preview(shared_desk.office, sample_letter(numbered), today=date(2026, 10, 12)).same_applicants
    assert not any(one.name == "王䶮" for one in other)


def test_the_repeated_request_is_found(shared_desk: Desk) -> None:
    shown = preview(shared_desk.office, sample_letter(SAMPLES["P011"]), today=_last_day(SAMPLES["P011"]))
    best = shown.similar[0]
    assert best.same_applicant
    assert best.percent >= 40


def _replay(desk: Desk, case: int, event: dict[str, Any], asked: list[int | None]) -> None:
    desk.today = date.fromisoformat(event["date"])
    deadline = _day(event.get("deadline"))
    post = DispatchDraft(on=desk.today, carrier="邮政EMS")
    match event["type"]:
        case "correction_notice":
            assert deadline is not None
            draft = CorrectionDraft(
                request_id=case,
                unclear_items=("内容描述",),
                how_to_correct="请写明名称。",
                deadline=deadline,
                issued_on=desk.today,
                dispatch=post,
            )
            correction.request_correction(desk.office, draft, **desk.how)
        case "correction_received":
            received = CorrectionReceivedDraft(request_id=case, on=desk.today, text=event["text"])
            correction.receive_correction(desk.office, received, **desk.how)
        case "extension_notice":
            desk.extend(case, event["workdays"], reason=event["reason"])
        case "consult_sent":
            asked.append(desk.consult(case, event["to"], kind=ConsultationKind.THIRD_PARTY).event_id)
        case "consult_back":
            event_id = asked[-1]
            assert event_id is not None
            opinion = OpinionDraft(
                request_id=case,
                consultation_event_id=event_id,
                on=desk.today,
                opinion=Opinion.REFUSE,
                reasons=event["reason"],
            )
            consultation.receive_opinion(desk.office, opinion, **desk.how)
        case "explain_reasons_notice":
            assert deadline is not None
            demand = JustificationDraft(
                request_id=case, statistics="本年 52 件", deadline=deadline, issued_on=desk.today, dispatch=post
            )
            justification.request_justification(desk.office, demand, **desk.how)
        case "explain_reasons_received":
            given = JustificationReceivedDraft(request_id=case, on=desk.today, text=event["text"])
            justification.receive_justification(desk.office, given, **desk.how)
        case "fee_notice":
            desk.today = date.fromisoformat(event["served"])
            payload = {"sent": event["date"], "served": event["served"], "fen": event["amount"] * 100}
            record_fact(
                desk.office, case, EventKind.FEE_NOTICED, date.fromisoformat(event["date"]), payload, **desk.how
            )
        case "withdrawn":
            withdrawn = WithdrawalDraft(request_id=case, on=desk.today, how=event["note"], signed=True)
            withdrawal.withdraw(desk.office, withdrawn, **desk.how)
        case _:
            raise AssertionError(event["type"])


@pytest.mark.parametrize("key", [key for key, one in SAMPLES.items() if one.get("events")])
def test_sample_after_its_events(local_desk: Desk, key: str) -> None:
    raw = SAMPLES[key]
    expected = raw["expected"]
    case = _registered(local_desk, raw)
    asked: list[int | None] = []
    for event in raw["events"]:
        _replay(local_desk, case, event, asked)
    local_desk.today = LAST
    state = local_desk.case(case).state
    if "due_after_events" in expected:
        assert local_desk.row(case).due_on == _day(expected["due_after_events"])
    assert state.clock.base == _day(expected["clock_base"])
    if "correction_notice_on_time" in expected:
        late = any(one.code == "correction_notice_late" for one in state.clock.warnings)
        assert late is not expected["correction_notice_on_time"]
    if "extension_valid" in expected:
        assert state.clock.extension is not None
        assert state.clock.extension.valid is expected["extension_valid"]
    if "fee_pay_due" in expected:
        assert state.clock.fee_pay_due is not None
        assert state.clock.fee_pay_due.due == _day(expected["fee_pay_due"])
    if "status" in expected:
        assert state.clock.status is ClockStatus(expected["status"])
    if raw["events"][-1]["type"] == "withdrawn":
        assert state.status is RequestStatus.CLOSED

"""Mistaken events corrected: the dates follow, the letters stay, the impossible is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework.amendment import correct_event
from casework.derived import events_of
from casework.drafts import DispatchDraft, EventCorrectionDraft, ItemDraft
from casework.letters import letter_bytes
from casework.service import dispatch
from law.errors import UserError
from law.terms import DocumentState, EventKind, NumberClass, RequestStatus
from models.numbering import missing_numbers
from tests.casework.desk import Desk, letter


def amend(desk: Desk, case: int, kind: EventKind, **changes: Any) -> Any:
    events = desk.case(case).state.facts.all_of(kind)
    values: dict[str, Any] = {"reason": "录入时看错", **changes}
    draft = EventCorrectionDraft(request_id=case, event_id=events[-1].id if events else 0, kind=kind, **values)
    return correct_event(desk.office, draft, **desk.how)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert "{" not in caught.value.sentence
    return caught.value.code


def test_the_day_of_receipt_is_corrected_and_everything_follows(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10)
    amend(desk, case, EventKind.RECEIVED, on=date(2026, 2, 27))
    row = desk.row(case)
    assert row.received_on == date(2026, 2, 27)
    # 28 February 2026 is a Saturday that is worked.
    assert row.due_on == date(2026, 3, 26)
    amend(desk, case, EventKind.RECEIVED, on=date(2026, 3, 2))
    assert desk.due(case) == date(2026, 3, 30)


def test_a_letter_came_in_once_for_all_its_requests(desk: Desk) -> None:
    items = (ItemDraft(title="甲", text="甲"), ItemDraft(title="乙", text="乙"))
    first, second = desk.register(letter(desk.today, items=items))
    changed = amend(desk, first, EventKind.RECEIVED, on=date(2026, 2, 27))
    assert set(changed.request_ids) == {first, second}
    assert desk.row(second).received_on == date(2026, 2, 27)


def test_an_opinion_struck_lets_the_clock_stand_again(desk: Desk) -> None:
    case = desk.take_in()
    sent = desk.on(3, 10).consult(case)
    desk.on(3, 20).opinion(case, sent.event_id)
    assert not desk.row(case).paused
    before = desk.row(case).due_on
    amend(desk, case, EventKind.CONSULTATION_ANSWERED, void=True)
    assert desk.row(case).paused
    desk.opinion(case, sent.event_id)
    assert desk.row(case).due_on == before


def test_an_undone_service_opens_the_case_again(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.on(3, 10).reply(case)
    desk.on(3, 13).serve(document)
    assert desk.status(case) is RequestStatus.CLOSED
    bytes_before = letter_bytes(desk.office, document)
    amend(desk, case, EventKind.DOCUMENT_SERVED, void=True)
    row = desk.row(case)
    assert row.status is RequestStatus.DISPATCHED
    assert row.closed_on is None
    desk.serve(document)
    amend(desk, case, EventKind.DOCUMENT_SERVED, on=date(2026, 3, 12))
    row = desk.row(case)
    assert row.status is RequestStatus.CLOSED
    assert row.closed_on == date(2026, 3, 12)
    assert letter_bytes(desk.office, document) == bytes_before


def test_a_letter_still_in_the_house_is_voided_with_its_number(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    amend(desk, case, EventKind.DOCUMENT_ISSUED, void=True)
    assert desk.document(document).state is DocumentState.VOID
    assert desk.status(case) is RequestStatus.DECIDED
    again = desk.draft(case)
    assert again != document
    desk.issue(again)
    assert desk.document(again).document_number == "临资公复〔2026〕2号"
    with desk.office.reading() as session:
        assert missing_numbers(session, NumberClass.REPLY, 2026) == ()


def test_an_act_and_its_letter_fall_together(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 4).ask_correction(case, date(2026, 3, 18), sent=False)
    amend(desk, case, EventKind.CORRECTION_REQUESTED, void=True)
    assert desk.status(case) is RequestStatus.IN_PROGRESS
    notice = desk.ask_correction(case, date(2026, 3, 18)).document_id
    assert desk.document(notice).document_number == "临资公补〔2026〕2号"
    assert refused(lambda: amend(desk, case, EventKind.CORRECTION_REQUESTED, void=True)) == "event_letter_sent"
    amend(desk, case, EventKind.DOCUMENT_DISPATCHED, void=True)
    amend(desk, case, EventKind.CORRECTION_REQUESTED, void=True)
    assert desk.status(case) is RequestStatus.IN_PROGRESS


def test_what_would_make_the_history_impossible_is_refused(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 6).ask_correction(case, date(2026, 3, 20)).document_id
    desk.on(3, 10).correct(case)
    assert refused(lambda: amend(desk, case, EventKind.RECEIVED, on=date(2026, 3, 9))) == "history_before_receipt"
    assert refused(lambda: amend(desk, case, EventKind.CORRECTION_RECEIVED, on=date(2026, 3, 5))) == "history_order"
    assert refused(lambda: amend(desk, case, EventKind.CORRECTION_RECEIVED, on=date(2026, 3, 11))) == "act_in_future"
    assert refused(lambda: amend(desk, case, EventKind.RECEIVED, void=True)) == "receipt_struck"
    assert refused(lambda: amend(desk, case, EventKind.CORRECTION_RECEIVED)) == "event_unchanged"
    assert refused(lambda: amend(desk, case, EventKind.REGISTERED, void=True)) == "event_fixed"
    assert refused(lambda: amend(desk, case, EventKind.OUTCOME_DECIDED, void=True)) == "event_unknown"
    reason = {"on": date(2026, 3, 9), "reason": " "}
    assert refused(lambda: amend(desk, case, EventKind.CORRECTION_RECEIVED, **reason)) == "correction_reason_missing"
    desk.serve(notice)
    assert refused(lambda: amend(desk, case, EventKind.DOCUMENT_DISPATCHED, void=True)) == "history_served_unsent"
    document = desk.on(3, 12).reply(case)
    assert refused(lambda: amend(desk, case, EventKind.OUTCOME_DECIDED, void=True)) == "history_reply_without_outcome"
    assert refused(lambda: amend(desk, case, EventKind.DOCUMENT_ISSUED, void=True)) == "event_letter_sent"
    assert desk.row(case).status is RequestStatus.DISPATCHED
    assert document


def test_the_mistake_stays_to_be_seen(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10)
    with desk.office.reading() as session:
        before = [(one.id, one.on, dict(one.payload)) for one in events_of(session, case)]
    amend(desk, case, EventKind.RECEIVED, on=date(2026, 2, 27))
    with desk.office.reading() as session:
        after = [(one.id, one.on, dict(one.payload)) for one in events_of(session, case)]
    assert after[: len(before)] == before
    assert after[-1][2]["reason"] == "录入时看错"


def test_a_corrected_dispatch_changes_whether_the_reply_was_in_time(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 30).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    dispatch(desk.on(3, 31).office, DispatchDraft(document_id=document, on=desk.today, carrier="邮政EMS"), **desk.how)
    assert desk.row(case).on_time is False
    amend(desk, case, EventKind.DOCUMENT_DISPATCHED, on=date(2026, 3, 30))
    assert desk.row(case).on_time is True

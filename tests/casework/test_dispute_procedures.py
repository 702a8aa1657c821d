"""Disputes under strain: corrections, wrong order, two people at once, full disks, failures in the middle."""

import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import event, func, select, text

from casework import dispute_recording, disputes
from casework.case_view import case
from casework.dispute_drafts import DisputeCorrectionDraft, DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.dispute_recording import add_event
from casework.dispute_views import DisputeEventChoice, DisputeFilter, DisputeView
from casework.dispute_work import enter_dispute, seen_dispute
from casework.integrity import check
from casework.office import open_office
from casework.unit_of_work import begin
from casework.worklist import worklist
from law.dispute_events import dispute_events
from law.dispute_results import results_of
from law.dispute_terms import (
    AttackedAct,
    ClockOwner,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Duty,
    Forum,
    Instance,
)
from law.errors import UserError
from law.terms import EventKind, Outcome, RequestStatus, Urgency
from models import Dispute, DisputeEvent, Event
from models.disputes import DISPUTE_CACHE
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import not_existing, opened, record, view

K = DisputeEventKind
REVOKED = {
    "result": "revoke",
    "number": "临政复决〔2026〕3号",
    "order": "re_reply",
    "term_kind": "unsaid",
    "served_on": "2026-05-29",
}


def reviewed(desk: Desk) -> tuple[int, int]:
    """A reply under review, answered; ids of request and dispute."""
    request_id, document_id = not_existing(desk)
    dispute = opened(desk.on(4, 30), request_id, document_id)
    record(desk, dispute, K.COPY_RECEIVED, procedure="simple", number="临政复〔2026〕3号")
    record(desk.on(5, 8), dispute, K.ANSWER_FILED, way="handed")
    return request_id, dispute


def revoked(desk: Desk) -> tuple[int, int]:
    request_id, dispute = reviewed(desk)
    record(desk.on(5, 29), dispute, K.DECIDED, None, **REVOKED)
    return request_id, dispute


def event_id(desk: Desk, dispute: int, kind: DisputeEventKind) -> int:
    return next(one.id for one in view(desk, dispute).events if one.kind is kind)


def correct(desk: Desk, dispute: int, kind: DisputeEventKind, **changes: Any) -> None:
    draft = DisputeCorrectionDraft(dispute_id=dispute, event_id=event_id(desk, dispute, kind), reason="录错", **changes)
    disputes.correct_dispute_event(desk.office, draft, **desk.how)


def refusal_of(act: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value


def columns(desk: Desk, dispute: int) -> Mapping[str, object]:
    """What is cached, but for the count of what was recorded."""
    with desk.office.reading() as session:
        row = session.get_one(Dispute, dispute)
        return {name: getattr(row, name) for name in DISPUTE_CACHE if name != "event_count"}


def counts(desk: Desk) -> tuple[int, int, int]:
    with desk.office.reading() as session:
        found = [session.scalar(select(func.count()).select_from(one)) or 0 for one in (Dispute, DisputeEvent, Event)]
    return found[0], found[1], found[2]


# ------------------------------------------------------------------------------------------------------- corrections


def test_a_struck_decision_leaves_request_and_dispute_as_they_were(desk: Desk) -> None:
    request_id, dispute = reviewed(desk)
    desk.on(5, 29)
    before = columns(desk, dispute), desk.due(request_id), desk.status(request_id)
    record(desk, dispute, K.DECIDED, None, **REVOKED)
    assert desk.status(request_id) is RequestStatus.IN_PROGRESS
    correct(desk, dispute, K.DECIDED, strike=True)
    assert (columns(desk, dispute), desk.due(request_id), desk.status(request_id)) == before
    assert check(desk.office).sound
    # Recorded again it orders again.
    record(desk, dispute, K.DECIDED, None, **REVOKED)
    assert desk.due(request_id) == date(2026, 6, 29)
    assert check(desk.office).sound


def test_a_changed_term_changes_the_order(desk: Desk) -> None:
    request_id, dispute = revoked(desk)
    assert desk.due(request_id) == date(2026, 6, 29)
    correct(desk, dispute, K.DECIDED, values={**REVOKED, "term_kind": "workdays", "days": "10"})
    assert desk.due(request_id) == date(2026, 6, 12)
    correct(desk.on(6, 2), dispute, K.DECIDED, values={**REVOKED, "served_on": "2026-06-01"})
    assert desk.due(request_id) == date(2026, 6, 30)
    assert check(desk.office).sound


def test_a_decision_that_orders_nothing_after_all_takes_the_order_back(desk: Desk) -> None:
    request_id, dispute = revoked(desk)
    correct(desk, dispute, K.DECIDED, values={**REVOKED, "result": "maintain", "order": "none"})
    assert desk.status(request_id) is RequestStatus.CLOSED
    assert check(desk.office).sound


def test_a_decision_is_not_struck_when_the_new_round_has_come_to_one(desk: Desk) -> None:
    request_id, dispute = revoked(desk)
    desk.on(6, 10).search(request_id)
    desk.decide(request_id)
    before = counts(desk)
    assert refusal_of(lambda: correct(desk, dispute, K.DECIDED, strike=True)).code == "order_in_use"
    assert counts(desk) == before
    assert desk.due(request_id) == date(2026, 6, 29)


def test_what_later_steps_lean_on_is_not_struck(desk: Desk) -> None:
    _, dispute = reviewed(desk)
    refused = refusal_of(lambda: correct(desk, dispute, K.COPY_RECEIVED, strike=True))
    assert refused.code == "dispute_correction_leans"
    correct(desk, dispute, K.ANSWER_FILED, strike=True)
    correct(desk, dispute, K.COPY_RECEIVED, strike=True)
    assert view(desk, dispute).status is DisputeStatus.APPLIED
    assert refusal_of(lambda: correct(desk, dispute, K.OPENED, strike=True)).code == "dispute_correction_opening"


def test_a_corrected_day_moves_the_periods_and_stays_in_its_order(desk: Desk) -> None:
    _, dispute = reviewed(desk)
    correct(desk, dispute, K.COPY_RECEIVED, on=date(2026, 4, 29))
    assert columns(desk, dispute)["answer_due_on"] == date(2026, 5, 9)  # a Saturday on which work is made up
    early = refusal_of(lambda: correct(desk, dispute, K.ANSWER_FILED, on=date(2026, 4, 28)))
    assert (early.code, early.field) == ("dispute_day_early", "on")
    desk.on(5, 20)
    late = refusal_of(lambda: correct(desk, dispute, K.COPY_RECEIVED, on=date(2026, 5, 12)))
    assert (late.code, late.field) == ("dispute_day_late", "on")
    assert columns(desk, dispute)["copy_received_on"] == date(2026, 4, 29)
    assert check(desk.office).sound


def test_a_correction_says_something_and_why(local_desk: Desk) -> None:
    _, dispute = reviewed(local_desk)
    assert refusal_of(lambda: correct(local_desk, dispute, K.ANSWER_FILED)).code == "dispute_correction_empty"
    unsaid = DisputeCorrectionDraft(
        dispute_id=dispute, event_id=event_id(local_desk, dispute, K.ANSWER_FILED), reason=" ", strike=True
    )
    with pytest.raises(UserError) as caught:
        disputes.correct_dispute_event(local_desk.office, unsaid, **local_desk.how)
    assert caught.value.code == "dispute_correction_reason"


def test_an_extension_is_not_corrected_past_its_limit(local_desk: Desk) -> None:
    _, dispute = reviewed(local_desk)
    record(local_desk, dispute, K.EXTENDED, days="20")
    assert refusal_of(lambda: record(local_desk, dispute, K.EXTENDED, days="11")).code == "recon_extension_over"
    refused = refusal_of(lambda: correct(local_desk, dispute, K.EXTENDED, values={"days": "31"}))
    assert (refused.code, refused.field) == ("recon_extension_over", "days")
    correct(local_desk, dispute, K.EXTENDED, values={"days": "30"})


# ------------------------------------------------------------------------------------------------------- wrong order


def test_days_out_of_order_are_refused(local_desk: Desk) -> None:
    _, dispute = reviewed(local_desk)
    local_desk.on(6, 10)

    def at(kind: DisputeEventKind, on: date, **values: str) -> tuple[str, str | None]:
        refused = refusal_of(lambda: record(local_desk, dispute, kind, on, **values))
        return refused.code, refused.field

    assert at(K.ACCEPTED, date(2026, 5, 4), procedure="simple") == ("dispute_day_late", "on")
    assert at(K.ACCEPTED, date(2026, 6, 11), procedure="simple") == ("dispute_day_future", "on")
    served_before = {**REVOKED, "served_on": "2026-05-28"}
    assert at(K.DECIDED, date(2026, 5, 29), **served_before) == ("dispute_day_early", "served_on")
    assert at(K.DECIDED, date(2026, 5, 29), **{**REVOKED, "served_on": "2026-06-11"}) == (
        "dispute_day_future",
        "served_on",
    )
    assert at(K.SURVEYED, date(2026, 5, 12), until="2026-05-11") == ("dispute_day_early", "until")
    assert at(K.RESUMED, date(2026, 5, 12)) == ("dispute_event_too_soon", "kind")
    record(local_desk, dispute, K.SUSPENDED, date(2026, 5, 20), ground="6")
    assert at(K.RESUMED, date(2026, 5, 12)) == ("dispute_day_early", "on")
    assert at(K.COPY_RECEIVED, date(2026, 5, 1), procedure="simple") == ("dispute_event_once", "kind")
    assert at(K.CASE_FILED, date(2026, 5, 1)) == ("dispute_event_not_here", "kind")
    assert at(K.LESSON_RECORDED, date(2026, 6, 1)) == ("dispute_event_not_by_hand", "kind")


def test_a_resumption_may_be_recorded_after_a_later_suspension(local_desk: Desk) -> None:
    """What was forgotten is entered later; it belongs to the suspension before it."""
    _, dispute = reviewed(local_desk)
    local_desk.on(6, 10)
    record(local_desk, dispute, K.SUSPENDED, date(2026, 5, 12), ground="6")
    record(local_desk, dispute, K.SUSPENDED, date(2026, 6, 1), ground="7")
    record(local_desk, dispute, K.RESUMED, date(2026, 5, 20))
    assert view(local_desk, dispute).status is DisputeStatus.SUSPENDED
    record(local_desk, dispute, K.RESUMED, date(2026, 6, 8))
    assert view(local_desk, dispute).status is DisputeStatus.ANSWERED


def test_what_is_closed_takes_nothing_but_what_comes_after_the_end(local_desk: Desk) -> None:
    request_id, document_id = not_existing(local_desk)
    suit = opened(local_desk.on(4, 30), request_id, document_id, Forum.LITIGATION)
    record(local_desk, suit, K.COPY_RECEIVED, procedure="ordinary")
    record(local_desk.on(6, 1), suit, K.DECIDED, result="dismiss_claim", number="7", order="none")
    record(local_desk, suit, K.CLOSED, reason="归档")
    refused = refusal_of(lambda: record(local_desk, suit, K.PROCEDURE_CHANGED, procedure="simple"))
    assert refused.code == "dispute_event_over"
    assert refusal_of(lambda: record(local_desk, suit, K.EFFECTIVE)).code == "dispute_event_over"
    record(local_desk, suit, K.RETRIAL_ASKED, by="other_side")
    assert view(local_desk, suit).status is DisputeStatus.CLOSED


def test_closing_needs_a_reason_while_something_is_owed(local_desk: Desk) -> None:
    _, dispute = revoked(local_desk)
    refused = refusal_of(lambda: record(local_desk, dispute, K.CLOSED))
    assert (refused.code, refused.field) == ("dispute_duties_open", "reason")
    assert Duty.RE_REPLY.label in refused.sentence


# --------------------------------------------------------------------------------- every kind in every situation


class Undo(Exception):
    """Raised to leave nothing behind."""


def tried(desk: Desk, draft: DisputeEventDraft, result: DisputeResult | None = None) -> UserError | None:
    """Record an event and leave nothing behind; why it was refused, None if it was not."""
    try:
        with begin(desk.office, **desk.how) as work:
            add_event(work, enter_dispute(work, draft.dispute_id), draft)
            row = work.session.get_one(Dispute, draft.dispute_id)
            assert result is None or (row.result, row.status.name == "ANSWERED") == (result, False)
            raise Undo
    except Undo:
        return None
    except UserError as refused:
        return refused


def situation(desk: Desk, forum: Forum, steps: int) -> int:
    """A dispute after some steps of its course."""
    request_id, document_id = not_existing(desk)
    dispute = opened(desk.on(4, 30), request_id, document_id, forum)
    result = {"result": "maintain" if forum is Forum.RECONSIDERATION else "dismiss_claim", "number": "3号"}
    course: list[tuple[DisputeEventKind, int, dict[str, str]]] = [
        (K.COPY_RECEIVED, 5, {"procedure": "ordinary"}),
        (K.ANSWER_FILED, 6, {"way": "handed"}),
        (K.SUSPENDED, 7, {"ground": "6"} if forum is Forum.RECONSIDERATION else {}),
        (K.RESUMED, 8, {}),
        (K.DECIDED, 9, {**result, "order": "none", "served_on": desk.today.replace(month=9, day=1).isoformat()}),
        (K.APPEALED, 10, {"by": "other_side"}) if forum is Forum.LITIGATION else (K.PERFORMED, 10, {"text": "已更正"}),
        (K.CLOSED, 11, {"reason": "归档"}),
    ]
    for kind, month, values in course[:steps]:
        record(desk.on(month, 1), dispute, kind, None, **values)
    desk.on(12, 1)
    return dispute


def filled(choice: DisputeEventChoice, desk: Desk) -> dict[str, str]:
    """Every field of a form, the first choice of each."""
    plain = {"date": desk.today.isoformat(), "count": "5", "flag": "true", "text": "内容", "paragraph": "内容"}
    values: dict[str, str] = {}
    for field in choice.fields:
        if field.shown_if is not None and values.get(field.shown_if[0]) not in field.shown_if[1]:
            continue
        values[field.key] = field.choices[0][0] if field.kind == "choice" else plain.get(field.kind, "一项")
    return values


@pytest.mark.parametrize("steps", range(8))
@pytest.mark.parametrize("forum", list(Forum))
def test_every_kind_is_recorded_or_refused_as_the_page_says(local_desk: Desk, forum: Forum, steps: int) -> None:
    dispute = situation(local_desk, forum, steps)
    offered = {one.kind: one for one in view(local_desk, dispute).choices}
    by_hand = {kind for kind, spec in dispute_events().items() if spec.by_hand and forum in spec.forums}
    assert set(offered) == by_hand
    before = counts(local_desk)
    for kind in DisputeEventKind:
        choice = offered.get(kind)
        on = date(2026, 4, 30) if kind in (K.APPLICATION_FILED, K.ACCEPTED) else local_desk.today
        values = filled(choice, local_desk) if choice is not None else {}
        refused = tried(local_desk, DisputeEventDraft(dispute_id=dispute, kind=kind, on=on, values=values))
        if refused is None:
            assert choice is not None, kind
            assert choice.allowed, kind
            continue
        # What is owed is asked about when the form is there; everything else the page has told.
        told = choice is None or not choice.allowed or refused.code == "dispute_duties_open"
        assert told, (kind, refused.sentence)
        assert refused.sentence
        assert "{" not in refused.sentence
        assert choice is None or choice.allowed or choice.reason
    assert counts(local_desk) == before
    assert check(local_desk.office).sound


@pytest.mark.parametrize("forum", list(Forum))
def test_every_result_is_recorded_and_leaves_a_sound_office(local_desk: Desk, forum: Forum) -> None:
    dispute = situation(local_desk, forum, 2)
    for spec in results_of(forum, Instance.FIRST):
        for order in ("none", "perform", "re_reply"):
            values = {"result": spec.result.value, "number": "3号", "order": order, "served_on": "2026-12-01"}
            if order != "none":
                values["term_kind"] = "unsaid"
            draft = DisputeEventDraft(dispute_id=dispute, kind=K.DECIDED, on=local_desk.today, values=values)
            refused = tried(local_desk, draft, spec.result)
            barred = order == "re_reply" and not spec.reopens
            assert (refused.code if refused is not None else "") == ("dispute_order_not_now" if barred else "")
    assert check(local_desk.office).sound


# ------------------------------------------------------------------------------------- the order of entry, other rooms


def test_the_order_of_entry_does_not_matter(local_desk: Desk) -> None:
    request_id, document_id = not_existing(local_desk)
    steps = [
        (K.ACCEPTED, date(2026, 4, 22), {"procedure": "ordinary"}),
        (K.ANSWER_FILED, date(2026, 5, 7), {"way": "handed"}),
        (K.EXTENDED, date(2026, 5, 8), {"days": "20"}),
        (K.SUSPENDED, date(2026, 5, 11), {"ground": "6"}),
        (K.RESUMED, date(2026, 5, 18), {}),
    ]
    found = set()
    for number, order in enumerate(permutations(range(len(steps)))):
        if order.index(3) > order.index(4) or number % 5:
            continue  # a resumption needs its suspension; one in five is enough
        dispute = named(local_desk.on(6, 1), request_id, document_id, f"周长根{number}")
        record(local_desk, dispute, K.COPY_RECEIVED, date(2026, 4, 27), procedure="ordinary")
        for place in order:
            kind, on, values = steps[place]
            record(local_desk, dispute, kind, on, **values)
        seen = view(local_desk, dispute)
        clocks = tuple((one.key, one.state, one.deadline.due if one.deadline else None) for one in seen.clocks)
        cached = columns(local_desk, dispute)
        found.add((clocks, seen.status, cached["next_due_on"], cached["answer_due_on"]))
    assert len(found) == 1


def named(desk: Desk, request_id: int, document_id: int, name: str) -> int:
    target = TargetDraft(request_id=request_id, attacked=AttackedAct.REPLY, document_id=document_id)
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION, body="临江县人民政府", targets=(target,), parties=(PartyDraft(name=name),)
    )
    return disputes.open_dispute(desk.office, draft, **desk.how).dispute_ids[0]


def test_one_applicant_has_one_open_case_about_a_letter(local_desk: Desk) -> None:
    request_id, dispute = reviewed(local_desk)
    document_id = view(local_desk, dispute).targets[0].document_id
    assert document_id is not None
    refused = refusal_of(lambda: named(local_desk, request_id, document_id, "周长根"))
    assert refused.code == "dispute_open_already"
    named(local_desk, request_id, document_id, "杜颖")


def test_a_reply_that_leaves_settles_what_the_list_says(desk: Desk) -> None:
    """The cached columns of the dispute follow an act on the request."""
    request_id, dispute = revoked(desk)
    assert columns(desk, dispute)["next_clock"] == f"duty:{Duty.RE_REPLY}"
    desk.on(6, 10).search(request_id)
    second = desk.reply(request_id, Outcome.GRANT)
    cached = columns(desk, dispute)
    assert cached["next_owner"] is not ClockOwner.AGENCY
    (row,) = disputes.dispute_rows(desk.office, [dispute], today=desk.today)
    assert row.next_label != Duty.RE_REPLY.label
    assert check(desk.office).sound
    desk.on(6, 12).serve(second)
    assert check(desk.office).sound


def test_the_history_of_a_request_tells_the_turns_of_its_disputes(desk: Desk) -> None:
    request_id, dispute = revoked(desk)
    lines = [one for one in case(desk.office, request_id, today=desk.today).events if one.dispute_id is not None]
    assert [(one.on, one.title, one.detail) for one in lines] == [
        (date(2026, 5, 29), "行政复议：复议机关作出决定", "撤销，临政复决〔2026〕3号"),
        (date(2026, 5, 8), "行政复议：提交书面答复", "临政复〔2026〕3号"),
        (date(2026, 4, 30), "行政复议：收到复议申请书副本", "临政复〔2026〕3号"),
    ]
    assert {one.dispute_id for one in lines} == {dispute}
    assert not any(one.correctable for one in lines)
    kinds = [one.kind for one in case(desk.office, request_id, today=desk.today).events]
    assert kinds.index(K.DECIDED) < kinds.index(EventKind.REPLY_ORDERED) < kinds.index(K.ANSWER_FILED)
    correct(desk, dispute, K.DECIDED, strike=True)
    assert K.DECIDED not in [one.kind for one in case(desk.office, request_id, today=desk.today).events]


def test_the_week_shows_what_is_due_in_disputes(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = opened(desk.on(4, 30), request_id, document_id)
    record(desk, dispute, K.COPY_RECEIVED, procedure="simple")
    monday = {one.on: one for one in worklist(desk.office, today=desk.on(5, 11).today).week}[date(2026, 5, 11)]
    assert (monday.disputes, monday.text, monday.dispute_text) == (1, "", "复议诉讼今日到期 1")
    assert monday.dispute_urgency is Urgency.TODAY
    record(desk, dispute, K.ANSWER_FILED, way="handed")
    assert not any(one.disputes for one in worklist(desk.office, today=desk.today).week)


# ---------------------------------------------------------------------------------------------- people and machines


def test_a_page_that_is_out_of_date_is_told_so(desk: Desk) -> None:
    _, dispute = reviewed(desk)
    seen: DisputeView = view(desk, dispute)
    record(desk, dispute, K.FILE_INSPECTED, text="申请人查阅答复书")  # changes no period and no column but the count
    before = counts(desk)

    def act() -> None:
        with seen_dispute(dispute, seen.version):
            record(desk, dispute, K.OPINION_HEARD, text="电话听取")

    assert refusal_of(act).code == "dispute_changed_meanwhile"
    assert counts(desk) == before
    with seen_dispute(dispute, view(desk, dispute).version):
        record(desk, dispute, K.OPINION_HEARD, text="电话听取")


def test_two_seats_record_one_decision(desk: Desk) -> None:
    request_id, dispute = reviewed(desk)
    desk.on(5, 29)
    other = Desk(open_office(desk.office.location), desk.today, actor="赵刚")
    gate = threading.Barrier(2)
    results: list[str] = []

    def decide(seat: Desk) -> None:
        gate.wait()
        try:
            record(seat, dispute, K.DECIDED, None, **REVOKED)
            results.append("done")
        except UserError as refused:
            results.append(refused.code)

    threads = [threading.Thread(target=decide, args=(seat,)) for seat in (desk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.office.close()
    assert sorted(results) == ["dispute_event_once", "done"]
    assert desk.due(request_id) == date(2026, 6, 29)
    assert check(desk.office).sound


def test_a_failure_in_the_middle_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    request_id, dispute = reviewed(desk)
    desk.on(5, 29)
    before = counts(desk), columns(desk, dispute), desk.status(request_id)

    def burst(*_: object) -> None:
        raise RuntimeError("the lights go out")

    monkeypatch.setattr(dispute_recording, "refresh_dispute", burst)
    with pytest.raises(RuntimeError):
        record(desk, dispute, K.DECIDED, None, **REVOKED)
    monkeypatch.undo()
    assert (counts(desk), columns(desk, dispute), desk.status(request_id)) == before
    record(desk, dispute, K.DECIDED, None, **REVOKED)
    assert check(desk.office).sound


def test_a_full_disk_is_said_and_nothing_is_lost(local_desk: Desk) -> None:
    _, dispute = reviewed(local_desk)
    with local_desk.office.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()

    def tight(connection: sqlite3.Connection, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count = {pages + 1}").close()

    engine = local_desk.office.engine
    engine.dispose()
    event.listen(engine, "connect", tight)
    recorded = 0
    refused = None
    while refused is None and recorded < 50:
        draft = DisputeEventDraft(
            dispute_id=dispute, kind=K.FILE_INSPECTED, on=local_desk.today, values={"text": "查阅的材料。" * 3000}
        )
        try:
            disputes.record_dispute_event(local_desk.office, draft, **local_desk.how)
            recorded += 1
        except UserError as error:
            refused = error
    assert refused is not None
    assert refused.code == "disk_full"
    event.remove(engine, "connect", tight)
    engine.dispose()
    held = [one for one in view(local_desk, dispute).events if one.kind is K.FILE_INSPECTED]
    assert len(held) == recorded
    assert check(local_desk.office).sound
    record(local_desk, dispute, K.FILE_INSPECTED, text="再登记一次")


def test_the_list_finds_a_dispute_by_what_is_known_of_it(desk: Desk) -> None:
    request_id, dispute = reviewed(desk)
    number = desk.row(request_id).registration_number or ""
    for words in ("周长根", "临政复〔2026〕3号", number, "征地"):
        wanted = replace(DisputeFilter(), text=words)
        assert disputes.dispute_ids(desk.office, wanted, today=desk.today) == (dispute,), words
    assert disputes.dispute_ids(desk.office, DisputeFilter(text="100%"), today=desk.today) == ()

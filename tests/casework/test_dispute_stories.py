"""The three stories of a dispute: revoked and answered anew; no reply, ordered; upheld, sued, appealed."""

from datetime import date
from typing import Any

from casework import disputes
from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.dispute_views import DisputeView
from law.dispute_terms import (
    AlarmLevel,
    AttackedAct,
    ClockState,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Duty,
    Forum,
    Instance,
    ResultClass,
)
from law.terms import Evidence, Outcome, RequestStatus
from tests.casework.desk import Desk

K = DisputeEventKind
NOTHING = {"search_scope": "档案管理系统", "search_result": "未检索到"}
DUTY = {Evidence.DUTY_BASIS: "三定方案第三条"}


def opened(
    desk: Desk, request_id: int, document_id: int | None, forum: Forum = Forum.RECONSIDERATION, **more: Any
) -> int:
    attacked = AttackedAct.REPLY if document_id is not None else AttackedAct.NO_REPLY
    draft = OpenDisputeDraft(
        forum=forum,
        body="临江县人民政府" if forum is Forum.RECONSIDERATION else "临江县人民法院",
        targets=(TargetDraft(request_id=request_id, attacked=attacked, document_id=document_id),),
        parties=(PartyDraft(name="周长根"),),
        **more,
    )
    return disputes.open_dispute(desk.office, draft, **desk.how).dispute_ids[0]


def record(desk: Desk, dispute_id: int, kind: DisputeEventKind, on: date | None = None, **values: str) -> None:
    draft = DisputeEventDraft(dispute_id=dispute_id, kind=kind, on=on or desk.today, values=values)
    disputes.record_dispute_event(desk.office, draft, **desk.how)


def view(desk: Desk, dispute_id: int) -> DisputeView:
    return disputes.dispute_view(desk.office, dispute_id, today=desk.today)


def not_existing(desk: Desk) -> tuple[int, int]:
    request_id = desk.take_in()
    desk.on(3, 10).search(request_id)
    document_id = desk.on(3, 12).reply(request_id, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    desk.on(3, 16).serve(document_id)
    return request_id, document_id


def test_revoked_under_the_simple_procedure_and_answered_anew(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    assert desk.status(request_id) is RequestStatus.CLOSED
    first = DisputeEventDraft(
        dispute_id=0,
        kind=K.COPY_RECEIVED,
        on=date(2026, 4, 30),
        values={"procedure": "simple", "number": "临政复〔2026〕3号"},
    )
    dispute = opened(desk.on(4, 30), request_id, document_id, first=first)
    now = view(desk, dispute)
    answer = next(one for one in now.clocks if one.key == "rc_answer")
    assert answer.deadline is not None
    assert answer.deadline.due == date(2026, 5, 11)
    assert answer.alarm is AlarmLevel.NOTICE
    assert now.status is DisputeStatus.ANSWER_DUE
    assert now.case_number == "临政复〔2026〕3号"

    record(desk.on(5, 8), dispute, K.ANSWER_FILED, way="handed")
    now = view(desk, dispute)
    assert next(one for one in now.clocks if one.key == "rc_answer").state is ClockState.MET
    assert now.status is DisputeStatus.ANSWERED

    record(
        desk.on(5, 29), dispute, K.DECIDED,
        result="revoke", number="临政复决〔2026〕3号", order="re_reply", term_kind="unsaid", served_on="2026-05-29",
    )  # fmt: skip
    now = view(desk, dispute)
    assert (now.result, now.result_class) == (DisputeResult.REVOKE, ResultClass.CORRECTED)
    assert now.status is DisputeStatus.PERFORMING
    again = next(one for one in now.tasks if one.duty is Duty.RE_REPLY)
    assert again.due is not None
    assert again.due.due == date(2026, 6, 29)  # twenty working days after 29 May, the Dragon Boat Festival off
    assert desk.status(request_id) is RequestStatus.IN_PROGRESS
    assert desk.due(request_id) == again.due.due

    desk.on(6, 10).search(request_id)
    second = desk.reply(request_id, Outcome.GRANT)
    assert next(one for one in view(desk, dispute).tasks if one.duty is Duty.RE_REPLY).done_on == date(2026, 6, 10)
    desk.on(6, 12).serve(second)
    assert desk.status(request_id) is RequestStatus.CLOSED
    record(desk, dispute, K.CLOSED, reason="决定书原件在档案室，得失另记")
    assert view(desk, dispute).status is DisputeStatus.CLOSED


def test_no_reply_then_ordered_to_reply(desk: Desk) -> None:
    request_id = desk.take_in()
    due = desk.due(request_id)
    assert due is not None
    dispute = opened(desk.on(5, 11), request_id, None)
    assert view(desk, dispute).targets[0].attacked is AttackedAct.NO_REPLY
    record(desk, dispute, K.COPY_RECEIVED, procedure="ordinary")
    record(desk.on(5, 20), dispute, K.ANSWER_FILED, way="platform")
    record(
        desk.on(6, 30), dispute, K.DECIDED,
        result="order_perform", number="临政复决〔2026〕5号", order="re_reply", term_kind="workdays", days="10",
    )  # fmt: skip
    # Not received yet: nothing is ordered on the request.
    assert desk.due(request_id) == due
    record(desk.on(7, 2), dispute, K.DECISION_SERVED)
    assert desk.due(request_id) == date(2026, 7, 16)
    assert next(one for one in view(desk, dispute).tasks if one.duty is Duty.REPLY).request_id == request_id
    desk.on(7, 10).reply(request_id, Outcome.GRANT)
    now = view(desk, dispute)
    assert next(one for one in now.tasks if one.duty is Duty.REPLY).done_on == date(2026, 7, 10)


def test_upheld_then_sued_appealed_and_dismissed(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    review = opened(desk.on(4, 13), request_id, document_id)
    record(desk, review, K.COPY_RECEIVED, procedure="ordinary")
    record(desk.on(4, 20), review, K.ANSWER_FILED, way="handed")
    record(
        desk.on(5, 26),
        review,
        K.DECIDED,
        result="maintain",
        number="临政复决〔2026〕4号",
        order="none",
        served_on="2026-05-26",
    )
    held = view(desk, review)
    assert held.result_class is ResultClass.UPHELD
    assert any(one.key == "sue_after_rc" for one in held.clocks)
    assert desk.status(request_id) is RequestStatus.CLOSED

    suit = opened(desk.on(6, 8), request_id, document_id, Forum.LITIGATION, previous_id=review)
    assert view(desk, review).following_ids == (suit,)
    record(desk, suit, K.COPY_RECEIVED, procedure="ordinary", number="（2026）东0123行初7号")
    defence = next(one for one in view(desk, suit).clocks if one.key == "lit_defence")
    assert defence.deadline is not None
    assert defence.deadline.due == date(2026, 6, 23)
    record(desk.on(6, 22), suit, K.ANSWER_FILED, way="handed")
    record(desk.on(7, 20), suit, K.HEARING_NOTICED, until="2026-08-05")
    record(desk.on(8, 5), suit, K.HEARING_HELD, head_attended="no", reason="在外地开会", attended_by="李岚")
    record(
        desk.on(9, 3), suit, K.DECIDED, date(2026, 9, 1),
        result="dismiss_claim", number="（2026）东0123行初7号", order="none",
        served_on="2026-09-02", other_served_on="2026-09-03",
    )  # fmt: skip
    assert view(desk, suit).status is DisputeStatus.APPEAL_OPEN
    record(desk.on(9, 15), suit, K.APPEALED, by="other_side")
    assert view(desk, suit).status is DisputeStatus.SECOND_INSTANCE
    record(desk.on(9, 21), suit, K.APPEAL_RECEIVED)
    record(desk.on(9, 28), suit, K.APPEAL_ANSWERED, way="handed")
    record(
        desk.on(11, 20), suit, K.DECIDED,
        result="appeal_dismissed", number="（2026）东01行终9号", order="none", served_on="2026-11-20",
    )  # fmt: skip
    done = view(desk, suit)
    assert done.instance is Instance.SECOND
    assert (done.result, done.result_class) == (DisputeResult.APPEAL_DISMISSED, ResultClass.UPHELD)
    record(desk, suit, K.CLOSED, reason="归档中")
    assert view(desk, suit).status is DisputeStatus.CLOSED
    assert [one.id for one in disputes.disputes_of_request(desk.office, request_id, today=desk.today)] == [suit, review]

"""The answer drafted from the case: the course told from the events, each ground, what is asked for."""

from datetime import date

import pytest

from casework.answer_brief import answer_brief
from casework.answer_context import proposed_answer
from casework.answer_views import OPEN_PLACE, AnswerBrief
from casework.course_lines import basis_of_line, told_kinds
from casework.drafts import Override
from law.answering import answer_rules, claim_frames, claim_of
from law.dispute_terms import Forum
from law.terms import DocumentKind, EventKind, Opinion, Outcome
from templates.engine import render
from templates.preview import blocks_of
from tests.casework.bundle_office import open_case
from tests.casework.desk import Desk
from tests.casework.test_evidence_plan import DUTY, NOTHING
from tests.casework.test_rounds import order

F, K = Forum, DocumentKind
PARTY = "澜安汇泽置业有限公司"


def brief(desk: Desk, dispute: int) -> AnswerBrief:
    return answer_brief(desk.office, dispute, today=desk.today)


def all_words(found: AnswerBrief) -> str:
    lines = [one.what + one.due_text for act in found.acts for one in act.course]
    lines += [one for act in found.acts for one in (*act.period, *act.facts, act.line)]
    lines += [one.answer for one in found.reasons] + [one.text for one in found.requests] + list(found.notes)
    return "\n".join(lines)


def long_case(desk: Desk) -> tuple[int, int]:
    """Corrected, consulted, extended, searched, answered, served."""
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 12)).document_id
    desk.on(3, 6).serve(notice)
    desk.on(3, 10).correct(case)
    asked = desk.on(3, 11).consult(case)
    desk.on(3, 20).extend(case)
    desk.on(3, 24).opinion(case, asked.event_id, Opinion.REFUSE)
    desk.on(3, 25).search(case)
    document = desk.on(4, 16).reply(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    desk.on(4, 20).serve(document)
    return case, document


def test_the_course_is_told_by_day_with_the_period_as_it_was(desk: Desk) -> None:
    case, document = long_case(desk)
    found = brief(desk, open_case(desk.on(5, 6), [(case, document)]))
    act = found.acts[0]
    told = [(one.on, one.due_text) for one in act.course if one.due_text]
    assert told == [
        (date(2026, 3, 2), "2026年3月30日届满"),
        (date(2026, 3, 10), "2026年4月8日届满"),
        (date(2026, 3, 20), "2026年5月19日届满"),
        (date(2026, 3, 24), "2026年5月21日届满"),
    ]
    assert [one.on for one in act.course] == sorted(one.on for one in act.course)
    assert act.course[0].what.startswith("收到申请。2026年3月2日邮件签收")
    assert "条例第三十一条第（二）项" in basis_of_line(act.course[0])
    assert act.late_days == 0
    assert act.course[-1].what == "答复文书送达申请人"
    # The last day told is that of the clock itself.
    due = desk.due(case)
    assert due is not None
    assert act.period[-1].endswith(f"顺延至{due.year}年{due.month}月{due.day}日。")


def test_third_parties_and_days_of_the_week_stay_out(desk: Desk) -> None:
    case, document = long_case(desk)
    found = brief(desk, open_case(desk.on(5, 6), [(case, document)]))
    words = all_words(found)
    assert PARTY not in words
    assert "（周" not in words
    assert "李工" not in words


def test_each_ground_is_answered_or_left_open(desk: Desk) -> None:
    case, document = long_case(desk)
    reasons = ("没有检索", "超过法定期限", "收费不合理", "某某领导态度恶劣", "没有区分处理")
    found = brief(desk, open_case(desk.on(5, 6), [(case, document)], reasons=reasons))
    assert [one.key for one in found.reasons] == ["search", "deadline", "fee", "", "severability"]
    assert [one.open for one in found.reasons] == [False, False, False, True, True]
    search, deadline, fee, unknown, _ = found.reasons
    assert "2026年3月25日检索档案管理系统、公文系统" in search.answer
    assert "在期限内" in deadline.answer
    assert "没有收取信息处理费" in fee.answer
    assert unknown.answer == f"{OPEN_PLACE}对该项理由的意见】"
    assert found.open_places == 2


def late_reply(desk: Desk, case: int) -> int:
    desk.decide(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    document = desk.draft(case)
    desk.issue(document, overrides=(Override(code="C01", reason="如实答复"),))
    return document


def test_a_late_reply_is_told_honestly(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).search(case)
    document = late_reply(desk.on(4, 8), case)
    desk.on(4, 10).serve(document)
    found = brief(desk, open_case(desk.on(5, 6), [(case, document)]))
    assert found.acts[0].late_days == 6
    assert found.request.key == "late"
    assert "超过法定期限6个工作日" in found.request.text
    assert "不能写“在法定期限内答复”" in found.notes[0]
    assert [one.key for one in found.requests if one.proposed] == ["late"]


def test_a_missing_reply_is_told_honestly_and_leaves_places(desk: Desk) -> None:
    case = desk.take_in()
    found = brief(desk, open_case(desk.on(5, 6), [(case, None)]))
    assert found.request.key == "no_reply"
    assert found.request.text.count(OPEN_PLACE) == 2
    assert "2026年3月30日届满" in found.request.text
    assert found.acts[0].late_days is None
    assert found.open_places >= 1


def test_a_reply_made_before_the_copy_came_in(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).search(case)
    document = late_reply(desk.on(4, 20), case)
    desk.on(4, 22).serve(document)
    found = brief(desk, open_case(desk.on(5, 6), [(case, None)]))
    assert found.request.key == "replied_before"
    assert "临资公复〔2026〕1号" in found.request.text


@pytest.mark.parametrize(
    ("forum", "we", "they"), [(Forum.RECONSIDERATION, "被申请人", "申请人"), (Forum.LITIGATION, "被告", "原告")]
)
def test_the_parties_are_called_as_the_forum_calls_them(desk: Desk, forum: Forum, we: str, they: str) -> None:
    case, document = long_case(desk)
    found = brief(desk, open_case(desk.on(5, 6), [(case, document)], forum=forum))
    assert (found.we, found.they) == (we, they)
    foreign = {"被申请人", "复议"} if forum is Forum.LITIGATION else {"被告", "原告", "诉讼"}
    said = "\n".join([*(one.answer for one in found.reasons), *(one.text for one in found.requests)])
    assert not [one for one in foreign if one in said]
    statute = "litig" if forum is Forum.LITIGATION else "recon"
    assert any(one.statute == statute for one in found.request.citations)


def test_every_rule_is_there_for_both_forums_and_every_ground_is_recognised() -> None:
    names = {key.removesuffix(f"_{one.forum}") for key, one in answer_rules().items()}
    assert {f"{name}_{forum}" for name in names for forum in Forum} == set(answer_rules())
    for frame in claim_frames().values():
        found = claim_of(frame.words[0])
        assert found is not None
    assert claim_of("与本案无关的话") is None


def test_what_is_not_told_is_the_work_of_the_office_alone() -> None:
    untold = set(EventKind) - told_kinds()
    assert untold == {
        EventKind.REGISTERED,
        EventKind.EXTENSION_NOTIFIED,
        EventKind.PAGES_COUNTED,
        EventKind.PIECES_SPLIT,
        EventKind.FEE_PROPOSED,
        EventKind.FEE_APPROVED,
        EventKind.FEE_DECLINED,
        EventKind.FEE_SERVED,
        EventKind.FEE_REFUNDED,
        EventKind.CONTACT_RECORDED,
        EventKind.OUTCOME_DECIDED,
        EventKind.DOCUMENT_DRAFTED,
        EventKind.CLOSED,
        EventKind.DRAFT_SUBMITTED,
        EventKind.DRAFT_PASSED,
        EventKind.DRAFT_RETURNED,
        EventKind.DRAFT_APPROVED,
        EventKind.DRAFT_RECALLED,
        EventKind.FINDING_OVERRIDDEN,
        EventKind.EXTENSION_REQUESTED,
        EventKind.EXTENSION_DECLINED,
        EventKind.OPINION_TO_CONFIRM,
        EventKind.CONSULTATION_TOLD,
        EventKind.THIRD_PARTY_TOLD,
        EventKind.RECTIFICATION_DECIDED,
        EventKind.LETTER_CORRECTED,
        EventKind.ATTACHMENT_ADDED,
        EventKind.EVENT_CORRECTED,
    }


@pytest.mark.parametrize(("forum", "kind"), [(F.RECONSIDERATION, K.RECON_ANSWER), (F.LITIGATION, K.DEFENCE)])
def test_the_proposal_is_a_letter_that_can_be_printed(local_desk: Desk, forum: Forum, kind: DocumentKind) -> None:
    case, document = long_case(local_desk)
    found = proposed_answer(
        local_desk.office,
        open_case(local_desk.on(5, 6), [(case, document)], forum=forum),
        today=local_desk.today,
    )
    assert found.kind is kind
    assert found.copy_received_on == date(2026, 5, 6)
    assert found.attacked == ("2026年4月16日作出的《政府信息不存在告知书》临资公复〔2026〕1号",)
    assert [one.on for one in found.course] == sorted(one.on for one in found.course)
    printed = "\n".join(one.text for one in blocks_of(render(kind, found)))
    assert "答复期限" in printed
    assert PARTY not in printed
    assert "【请写明法定代表人】" in printed


def test_a_missing_reply_makes_a_letter_with_places_to_fill_in(local_desk: Desk) -> None:
    case = local_desk.take_in()
    dispute = open_case(local_desk.on(5, 6), [(case, None)], reasons=())
    found = proposed_answer(local_desk.office, dispute, today=local_desk.today)
    assert found.attacked == ("逾期未对政府信息公开申请（依申〔2026〕1号）作出答复的行为",)
    assert found.facts == ("【请写明事实和理由】",)
    printed = "\n".join(one.text for one in blocks_of(render(K.RECON_ANSWER, found)))
    assert printed.count("【请写明") >= 4


def test_the_former_round_is_told_after_the_reply_was_revoked(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).search(case)
    first = desk.on(3, 16).reply(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    desk.on(3, 19).serve(first)
    dispute = open_case(desk.on(4, 20), [(case, first)])
    before = brief(desk, dispute).acts[0]
    order(desk.on(6, 1), case, dispute_id=dispute)
    desk.on(6, 8).search(case)
    second = desk.on(6, 15).reply(case)
    desk.on(6, 18).serve(second)
    after = brief(desk, dispute).acts[0]
    # What came later is of the next round, and of its dispute.
    assert (after.line, after.course, after.period, after.facts) == (
        before.line,
        before.course,
        before.period,
        before.facts,
    )
    again = brief(desk, open_case(desk.on(7, 1), [(case, second)], number="临政复〔2026〕9号")).acts[0]
    assert "责令重新答复" in "".join(one.what for one in again.course)
    assert again.outcome is Outcome.GRANT

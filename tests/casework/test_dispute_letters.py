"""The answer to a dispute: proposed from the case, reviewed by others than its writer, numbered, frozen, handed in."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework import disputes
from casework.agency import agency_view, profile_of, update_profile
from casework.dispute_drafts import DisputeEventDraft
from casework.dispute_letter_drafts import (
    DisputeApprovalDraft,
    DisputeIssueDraft,
    DisputeLetterDraft,
    DisputeLetterPage,
    DisputeStepDraft,
)
from casework.dispute_letter_page import dispute_letter_page
from casework.dispute_letters import issue_dispute_letter, propose_dispute_letter, save_dispute_letter
from casework.dispute_review import (
    approve_dispute_letter,
    pass_dispute_letter,
    recall_dispute_letter,
    return_dispute_letter,
    submit_dispute_letter,
)
from casework.dispute_slips import PaperSlipDraft, make_paper_slip, slip_proposal
from casework.dispute_work import read_dispute
from casework.document_list import document_ids, document_rows
from casework.document_list_views import DocumentFilter, DocumentSegment
from casework.drafts import AgencyDraft
from casework.letters import letter_bytes
from casework.review_drafts import RemarkDraft
from casework.review_queue import queue
from law.dispute_terms import ClockState, DisputeEventKind, Forum
from law.errors import UserError
from law.terms import Act, DocumentKind, DocumentState
from models import PolicyDecision
from tests.casework.desk import Desk
from tests.casework.reviewed_office import HANDLER, HEAD, REVIEWER, by, enrol
from tests.casework.test_dispute_stories import not_existing, opened, record, view

K = DisputeEventKind
REASONS = "没有尽到检索义务\n答复超过期限"


@pytest.fixture
def dispute(desk: Desk) -> int:
    """A reconsideration under the simple procedure, with the copy in."""
    with desk.office.reading() as session:
        agency = agency_view(profile_of(session))
    named = {name: getattr(agency, name) for name in AgencyDraft.__dataclass_fields__}
    named |= {"representative_name": "周国栋", "representative_post": "局长"}
    update_profile(desk.office, AgencyDraft(**named), now=desk.how["now"], actor="王敏")
    request_id, document_id = not_existing(desk)
    first = DisputeEventDraft(
        dispute_id=0,
        kind=K.COPY_RECEIVED,
        on=date(2026, 4, 30),
        values={"procedure": "simple", "number": "临政复〔2026〕3号", "claims": "撤销答复", "reasons": REASONS},
    )
    return opened(desk.on(4, 30), request_id, document_id, first=first)


def draft(desk: Desk, dispute: int, kind: DocumentKind = DocumentKind.RECON_ANSWER, **more: Any) -> DisputeLetterDraft:
    return DisputeLetterDraft(dispute_id=dispute, kind=kind, dated_on=desk.today, **more)


def page(desk: Desk, dispute: int, document_id: int, person: str) -> DisputeLetterPage:
    return dispute_letter_page(desk.office, dispute, None, document_id, person=person, today=desk.today)


def complete(desk: Desk, dispute: int) -> int:
    """A draft of the answer that nothing bars."""
    texts = {"reason.0": "已按申请内容检索三个系统。", "reason.1": "在法定期限内答复。"}
    saved = save_dispute_letter(desk.office, draft(desk, dispute, texts=texts), **desk.how).document_id
    assert saved is not None
    return saved


def test_the_answer_tells_the_case_and_what_is_open(desk: Desk, dispute: int) -> None:
    read = propose_dispute_letter(desk.office, draft(desk, dispute), today=desk.today)
    text = "\n".join(one.text for one in read.blocks)
    assert "行政复议答复书" in text
    assert "周国栋" in text
    assert "没有尽到检索义务" in text
    keys = [one.key for one in read.sections]
    assert keys[:3] == ["request", "claims", "facts"]
    assert {"reason.0", "reason.1"} <= set(keys)


def test_written_issued_and_handed_in_by_an_office_of_one(desk: Desk, dispute: int) -> None:
    answers = {
        "reason.0": "已按申请内容检索三个系统。",
        "reason.1": "在法定期限内答复。",
        "agents": "李岚 | 本局科员",
    }
    saved = save_dispute_letter(desk.office, draft(desk, dispute, texts=answers), **desk.how)
    assert saved.document_id is not None
    again = save_dispute_letter(
        desk.office, draft(desk, dispute, texts=answers, document_id=saved.document_id), **desk.how
    )
    assert again.document_id == saved.document_id
    shown = page(desk, dispute, saved.document_id, "王敏")
    blocking = [one.code for one in shown.findings if one.level == "block"]
    assert not blocking, [one.sentence for one in shown.findings]
    desk.on(5, 8)
    issue = DisputeIssueDraft(document_id=saved.document_id, issued_on=desk.today, filed_on=desk.today, way="handed")
    issue_dispute_letter(desk.office, issue, **desk.how)
    done = page(desk, dispute, saved.document_id, "王敏")
    assert done.state is DocumentState.ISSUED
    assert done.preview.document is not None
    assert done.preview.document.document_number
    answer = next(one for one in view(desk, dispute).clocks if one.key == "rc_answer")
    assert (answer.state, answer.done_on) == (ClockState.MET, date(2026, 5, 8))
    name, content = letter_bytes(desk.office, saved.document_id)
    assert name.endswith(".docx")
    assert content[:2] == b"PK"
    with pytest.raises(UserError, match="已经签发"):
        save_dispute_letter(desk.office, draft(desk, dispute, document_id=saved.document_id), **desk.how)


def test_a_letter_of_the_other_forum_is_refused(desk: Desk, dispute: int) -> None:
    with pytest.raises(UserError, match="不在行政复议里拟写"):
        propose_dispute_letter(desk.office, draft(desk, dispute, DocumentKind.DEFENCE), today=desk.today)
    with pytest.raises(UserError, match="没有可以报告的结果"):
        propose_dispute_letter(desk.office, draft(desk, dispute, DocumentKind.PERFORMANCE_REPORT), today=desk.today)


@pytest.mark.parametrize(
    "kind",
    [DocumentKind.EVIDENCE_LIST, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.REPRESENTATIVE_CERTIFICATE],
)
def test_what_goes_with_an_answer_can_be_made(desk: Desk, dispute: int, kind: DocumentKind) -> None:
    read = propose_dispute_letter(desk.office, draft(desk, dispute, kind), today=desk.today)
    assert kind.label in "\n".join(one.text for one in read.blocks)


def test_a_lawsuit_is_defended(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    suit = opened(desk.on(6, 8), request_id, document_id, Forum.LITIGATION)
    record(desk, suit, K.COPY_RECEIVED, procedure="ordinary", number="（2026）东0123行初7号", reasons="没有检索")
    read = propose_dispute_letter(desk.office, draft(desk, suit, DocumentKind.DEFENCE), today=desk.today)
    text = "\n".join(one.text for one in read.blocks)
    assert "行政诉讼答辩状" in text
    assert "原告" in text


def test_a_performance_report_after_a_new_reply(desk: Desk, dispute: int) -> None:
    record(desk.on(5, 8), dispute, K.ANSWER_FILED, way="handed")
    record(
        desk.on(5, 29), dispute, K.DECIDED,
        result="revoke", number="临政复决〔2026〕3号", order="re_reply", term_kind="unsaid",
        served_on="2026-05-29", text="撤销答复，责令重新答复",
    )  # fmt: skip
    with pytest.raises(UserError, match="没有写明怎样履行"):
        propose_dispute_letter(desk.office, draft(desk, dispute, DocumentKind.PERFORMANCE_REPORT), today=desk.today)
    target = disputes.dispute_view(desk.office, dispute, today=desk.today).targets[0]
    desk.on(6, 10).reply(target.request_id)
    read = propose_dispute_letter(desk.office, draft(desk, dispute, DocumentKind.PERFORMANCE_REPORT), today=desk.today)
    assert "重新作出答复" in "\n".join(one.text for one in read.blocks)


def test_the_answer_goes_past_a_reviewer_and_a_head(desk: Desk, dispute: int) -> None:
    enrol(desk)
    with desk.office.writing() as session:
        session.add(
            PolicyDecision(
                key="review_mode",
                value="two_person",
                valid_from=date(2009, 1, 1),
                decided_by=HEAD,
                reason="复核",
                recorded_at=desk.how["now"],
            )
        )
    texts = {"reason.0": "已按申请内容检索三个系统。", "reason.1": "在法定期限内答复。"}
    saved = save_dispute_letter(desk.office, draft(desk, dispute, texts=texts), **by(desk, HANDLER)).document_id
    assert saved is not None
    step = DisputeStepDraft(document_id=saved)
    submit_dispute_letter(desk.office, step, **by(desk, HANDLER))
    assert page(desk, dispute, saved, REVIEWER).state is DocumentState.REVIEW
    assert [one.document_id for one in queue(desk.office, REVIEWER, desk.today)] == [saved]
    assert queue(desk.office, HANDLER, desk.today) == ()
    with pytest.raises(UserError, match="法制审核"):
        pass_dispute_letter(desk.office, step, **by(desk, HANDLER))
    back = DisputeStepDraft(document_id=saved, remarks=(RemarkDraft(text="请写明检索的关键词", block=6),))
    return_dispute_letter(desk.office, back, **by(desk, REVIEWER))
    shown = page(desk, dispute, saved, HANDLER)
    assert shown.review is not None
    assert (shown.state, shown.review.remarks[0].text) == (DocumentState.DRAFT, "请写明检索的关键词")
    better = {**texts, "reason.0": "以“征地批复”等关键词检索三个系统。"}
    save_dispute_letter(desk.office, draft(desk, dispute, texts=better, document_id=saved), **by(desk, HANDLER))
    submit_dispute_letter(desk.office, step, **by(desk, HANDLER))
    recall_dispute_letter(desk.office, step, **by(desk, HANDLER))
    submit_dispute_letter(desk.office, step, **by(desk, HANDLER))
    pass_dispute_letter(desk.office, step, **by(desk, REVIEWER))
    with pytest.raises(UserError):
        issue_dispute_letter(
            desk.office, DisputeIssueDraft(document_id=saved, issued_on=desk.today), **by(desk, HANDLER)
        )
    assert [one.document_id for one in queue(desk.office, HEAD, desk.today)] == [saved]
    issue = DisputeIssueDraft(document_id=saved, issued_on=desk.today, filed_on=desk.today, way="handed")
    approve_dispute_letter(desk.office, DisputeApprovalDraft(document_id=saved, issue=issue), **by(desk, HEAD))
    done = page(desk, dispute, saved, HANDLER)
    assert done.state is DocumentState.ISSUED
    assert done.review is not None
    assert Act.ISSUE_LETTER not in {one.act for one in done.review.acts if one.allowed}
    assert next(one for one in view(desk, dispute).clocks if one.key == "rc_answer").state is ClockState.MET
    listed = document_rows(desk.office, (saved,), today=desk.today)[0]
    assert (listed.dispute_id, listed.state_text) == (dispute, "已签发")
    assert saved not in document_ids(
        desk.office, DocumentFilter(segment=DocumentSegment.TO_SEND), HANDLER, today=desk.today
    )


def test_an_appeal_is_answered_before_the_court_of_the_appeal(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    suit = opened(desk.on(6, 8), request_id, document_id, Forum.LITIGATION)
    record(desk, suit, K.COPY_RECEIVED, procedure="ordinary", number="（2026）东0123行初7号", reasons="没有检索")
    record(desk.on(6, 20), suit, K.ANSWER_FILED, way="handed")
    record(desk.on(9, 1), suit, K.DECIDED, result="dismiss_claim", number="（2026）东0123行初7号", order="none")
    record(desk.on(9, 10), suit, K.APPEALED, by="other_side")
    record(desk.on(9, 21), suit, K.APPEAL_RECEIVED, court="澜安市中级人民法院")
    read = propose_dispute_letter(desk.office, draft(desk, suit, DocumentKind.DEFENCE), today=desk.today)
    text = "\n".join(one.text for one in read.blocks)
    assert "行政上诉答辩状" in text
    assert "2026年9月21日收到上诉状副本" in text
    assert "澜安市中级人民法院" in text
    assert "驳回上诉，维持原判" in text


def test_the_letter_goes_out_before_it_is_handed_in(desk: Desk, dispute: int) -> None:
    saved = complete(desk, dispute)
    desk.on(5, 8)
    early = DisputeIssueDraft(
        document_id=saved, issued_on=desk.today, filed_on=date(2026, 5, 7), way="handed"
    )  # fmt: skip
    with pytest.raises(UserError, match="早于成文日期"):
        issue_dispute_letter(desk.office, early, **desk.how)
    assert page(desk, dispute, saved, "王敏").state is DocumentState.DRAFT


def test_an_answer_after_its_day_needs_a_reason_of_the_head(desk: Desk, dispute: int) -> None:
    """Loud, never prevented: the body may still read it (复70)."""
    saved = complete(desk, dispute)
    enrol(desk)
    desk.on(5, 13)
    late = DisputeIssueDraft(document_id=saved, issued_on=desk.today, filed_on=desk.today, way="handed")
    with pytest.raises(UserError, match="期限已于") as bare:
        issue_dispute_letter(desk.office, late, **by(desk, HEAD))
    assert bare.value.code == "X31"
    reasoned = replace(late, overrides=(("X31", "副本延迟送到经办科室"), ("X99", "没有这一项")))
    with pytest.raises(UserError, match="负责人"):
        issue_dispute_letter(desk.office, reasoned, **by(desk, HANDLER))
    with pytest.raises(UserError, match="理由"):
        issue_dispute_letter(desk.office, replace(late, overrides=(("X31", "　"),)), **by(desk, HEAD))
    issue_dispute_letter(desk.office, reasoned, **by(desk, HEAD))
    with desk.office.reading() as session:
        facts = read_dispute(session, dispute, desk.today).facts
    passed = facts.all_of(K.FINDING_OVERRIDDEN)
    assert [(one.payload["code"], one.payload["reason"], one.payload["by"]) for one in passed] == [
        ("X31", "副本延迟送到经办科室", HEAD)
    ]
    answer = next(one for one in view(desk, dispute).clocks if one.key == "rc_answer")
    assert (answer.state, answer.done_on) == (ClockState.LATE, date(2026, 5, 13))


def test_writing_goes_on_with_the_draft_that_was_begun(desk: Desk, dispute: int) -> None:
    def begun(kind: DocumentKind | None) -> int | None:
        return dispute_letter_page(
            desk.office, dispute, kind, None, person="王敏", today=desk.today
        ).document_id  # fmt: skip

    assert begun(None) is None
    saved = complete(desk, dispute)
    assert begun(None) == begun(DocumentKind.RECON_ANSWER) == saved
    assert begun(DocumentKind.POWER_OF_ATTORNEY) is None
    issue_dispute_letter(desk.office, DisputeIssueDraft(document_id=saved, issued_on=desk.today), **desk.how)
    assert begun(None) is None


def test_a_paper_goes_with_a_sheet_of_what_it_starts(desk: Desk, dispute: int) -> None:
    shown = view(desk, dispute)
    event = next(one for one in shown.events if one.kind is K.COPY_RECEIVED)
    proposal = slip_proposal(shown, event)
    assert proposal is not None
    assert (proposal.paper, proposal.paper_number, proposal.received_on) == (
        "申请书副本和答复通知书",
        "临政复〔2026〕3号",
        date(2026, 4, 30),
    )
    asked = PaperSlipDraft(
        dispute_id=dispute, event_id=event.id, received_on=date(2026, 4, 30), paper=proposal.paper, received_by="王敏"
    )
    made = make_paper_slip(desk.office, asked, **desk.how).document_id
    assert made is not None
    done = page(desk, dispute, made, "王敏")
    assert (done.kind, done.state) == (DocumentKind.DISPUTE_PAPER_SLIP, DocumentState.ISSUED)
    text = "\n".join(one.text for one in done.preview.blocks)
    assert "2026年5月11日" in text  # the fifth working day: 1–5 May are holidays, Saturday the 9th is not
    assert "没有尽到检索义务" in text
    assert letter_bytes(desk.office, made)[1][:2] == b"PK"
    with pytest.raises(UserError, match="晚于今天"):
        make_paper_slip(desk.office, replace(asked, received_on=date(2026, 5, 2)), **desk.how)
    opening = next(one for one in shown.events if one.kind is K.OPENED)
    with pytest.raises(UserError, match="没有来文"):
        make_paper_slip(desk.office, replace(asked, event_id=opening.id), **desk.how)


def test_the_day_of_receipt_is_not_guessed(desk: Desk, dispute: int) -> None:
    record(desk.on(5, 6), dispute, K.SUSPENDED, ground="8")
    shown = view(desk, dispute)
    event = next(one for one in shown.events if one.kind is K.SUSPENDED)
    proposal = slip_proposal(shown, event)
    assert proposal is not None
    assert proposal.paper == "行政复议中止通知书"
    assert proposal.received_on is None

"""送审、审核、批准: who may take which step, what a changed text or case means, and what is written down."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.agency import update_profile
from casework.case_view import case as case_view
from casework.drafts import Override
from casework.integrity import check
from casework.letters import preview_document
from casework.office import Office, create_office
from casework.persons import change_roles, persons
from casework.policy_settings import decide_policy
from casework.review import approve_letter, queue, review
from casework.review_drafts import ApprovalDraft, IssueTerms, RemarkDraft
from casework.unit_of_work import seen
from law.errors import UserError
from law.terms import Act, DocumentState, EventKind, Outcome, RequestStatus, Role
from models import Document
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY
from tests.casework.reviewed_office import COLLEAGUE, HANDLER, HEAD, REVIEWER

START = date(2026, 3, 2)


def _office(url: str) -> Office:
    return create_office(url, AGENCY, now=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), actor=HANDLER, today=START)


@pytest.fixture
def desk(migrated_url: str) -> Iterator[Desk]:
    office = _office(migrated_url)
    opened = Desk(office, START)
    people.enrol(opened)
    yield opened
    office.close()


@pytest.fixture
def local_desk(migrated_sqlite_url: str) -> Iterator[Desk]:
    office = _office(migrated_sqlite_url)
    opened = Desk(office, START)
    people.enrol(opened)
    yield opened
    office.close()


def _kinds(desk: Desk, document: int) -> list[EventKind]:
    facts = desk.case(desk.document(document).request_id).state.facts
    return [one.kind for one in sorted(facts.events, key=lambda one: one.seq) if one.document_id == document]


def _refused(code: str, act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.code == code, caught.value.sentence
    assert caught.value.sentence.endswith("。")
    return caught.value


def _stages(desk: Desk, person: str) -> list[tuple[DocumentState, bool]]:
    return [(one.stage, one.returned) for one in queue(desk.office, person, desk.today)]


def test_a_reply_goes_past_three_people_and_is_issued_as_approved(desk: Desk) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    assert desk.document(document).state is DocumentState.REVIEW
    people.let_pass(desk, document)
    assert desk.document(document).state is DocumentState.APPROVAL
    people.approve(desk, document)
    assert desk.document(document).state is DocumentState.APPROVED
    approved = [one.text for one in preview_document(desk.office, document).blocks if one.kind == "para"]
    people.issue(desk, document)
    issued = desk.document(document)
    assert issued.state is DocumentState.ISSUED
    assert issued.document_number == "临资公复〔2026〕1号"
    assert [one.text for one in preview_document(desk.office, document).blocks if one.kind == "para"] == approved
    told = desk.case(issued.request_id).state.facts.all_of(EventKind.DOCUMENT_ISSUED)[-1].payload
    assert (told["review"], told["version"], told["approved_by"]) == ("two_person", 1, HEAD)
    assert check(desk.office).sound


def test_nothing_is_issued_that_nobody_approved(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    for step in (people.submit, people.let_pass):
        _refused("draft_not_approved", lambda: people.issue(local_desk, document))
        step(local_desk, document)
    _refused("draft_not_approved", lambda: people.issue(local_desk, document))
    assert local_desk.document(document).document_number is None


def test_approved_and_issued_in_one_step(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    people.let_pass(local_desk, document)
    said = people.approve(local_desk, document, issue=True)
    assert "已批准" in said.message
    assert "已签发并登记寄出" in said.message
    issued = local_desk.document(document)
    assert (issued.state, issued.issued_by) == (DocumentState.ISSUED, HEAD)
    assert local_desk.status(issued.request_id) is RequestStatus.DISPATCHED


def test_approved_and_issued_from_the_page_that_showed_the_case(local_desk: Desk) -> None:
    """The approval inside the step is no change by somebody else."""
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    people.let_pass(local_desk, document)
    request = local_desk.row(local_desk.document(document).request_id)
    with seen(request.id, request.version_id):
        people.approve(local_desk, document, issue=True)
    with seen(request.id, request.version_id):
        _refused("changed_meanwhile", lambda: people.issue(local_desk, document))


def test_an_issue_that_fails_leaves_no_approval_behind(local_desk: Desk) -> None:
    """Approval, number and frozen bytes are one act: a date before the decision undoes all of it."""
    local_desk.on(3, 4)
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    people.let_pass(local_desk, document)
    before = _kinds(local_desk, document)
    approval = ApprovalDraft(document_id=document, issue=IssueTerms(issued_on=date(2026, 3, 3)))
    _refused(
        "letter_before_receipt", lambda: approve_letter(local_desk.office, approval, **people.by(local_desk, HEAD))
    )
    assert _kinds(local_desk, document) == before
    assert local_desk.document(document).state is DocumentState.APPROVAL


@pytest.mark.parametrize("name", [HANDLER, f" {HANDLER[0]}　{HANDLER[1]} "])
def test_the_drafter_never_passes_or_approves_the_own_draft(local_desk: Desk, name: str) -> None:
    """Not with the roles, and not with a blank in the name."""
    everything = tuple(Role)
    own = next(one for one in persons(local_desk.office) if one.name == HANDLER)
    change_roles(local_desk.office, own.id, everything, actor=HANDLER)
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    _refused("drafter_never_reviews", lambda: people.let_pass(local_desk, document, name))
    people.let_pass(local_desk, document)
    _refused("drafter_never_reviews", lambda: people.approve(local_desk, document, name))


def test_whoever_saved_the_last_words_is_a_drafter_too(local_desk: Desk) -> None:
    """The colleague is a reviewer, but wrote the text that the window submitted."""
    document = people.draft(local_desk, person=COLLEAGUE)
    people.submit(local_desk, document, HANDLER)
    _refused("drafter_never_reviews", lambda: people.let_pass(local_desk, document, COLLEAGUE))
    people.let_pass(local_desk, document, REVIEWER)


@pytest.mark.parametrize("person", [COLLEAGUE, REVIEWER, "外人"])
def test_only_a_head_approves(local_desk: Desk, person: str) -> None:
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    _refused("role_missing", lambda: people.let_pass(local_desk, document, HEAD))
    people.let_pass(local_desk, document)
    _refused("role_missing", lambda: people.approve(local_desk, document, person))


def test_reviewer_and_head_may_be_one_unless_the_policy_says_otherwise(local_desk: Desk) -> None:
    reviewer = next(one for one in persons(local_desk.office) if one.name == REVIEWER)
    change_roles(local_desk.office, reviewer.id, (Role.REVIEWER, Role.HEAD), actor=HANDLER)
    first, second = people.draft(local_desk), people.draft(local_desk)
    for document in (first, second):
        people.submit(local_desk, document)
        people.let_pass(local_desk, document)
    people.approve(local_desk, first, REVIEWER)
    decide_policy(
        local_desk.office,
        "review_head_distinct",
        "true",
        valid_from=local_desk.today,
        reason="分开",
        now=local_desk.how["now"],
        actor=HANDLER,
        today=local_desk.today,
    )
    _refused("reviewer_never_approves", lambda: people.approve(local_desk, second, REVIEWER))
    people.approve(local_desk, second, HEAD)


def test_a_return_needs_a_remark_and_brings_the_draft_back(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    _refused("return_without_remark", lambda: people.send_back(local_desk, document, RemarkDraft(text="　 ")))
    blocks = preview_document(local_desk.office, document).blocks
    place = next(at for at, one in enumerate(blocks) if one.text == people.OWN_WORDS[0])
    people.send_back(local_desk, document, RemarkDraft(text="写明是哪一级", block=place), RemarkDraft(text="整体可以"))
    assert local_desk.document(document).state is DocumentState.DRAFT
    seen = review(local_desk.office, document, person=HANDLER, today=local_desk.today)
    assert [(one.text, one.version, one.block, one.quoted, one.changed) for one in seen.remarks] == [
        ("写明是哪一级", 1, place, people.OWN_WORDS[0], False),
        ("整体可以", 1, None, "", False),
    ]
    assert seen.returned
    assert _stages(local_desk, HANDLER) == [(DocumentState.DRAFT, True)]
    case = local_desk.document(document).request_id
    people.draft(local_desk, case=case, body=("经查，该事项由县住建局办理。", people.OWN_WORDS[1]))
    again = review(local_desk.office, document, person=HANDLER, today=local_desk.today)
    assert [(one.block, one.changed) for one in again.remarks] == [(None, True), (None, False)]
    people.submit(local_desk, document)
    assert _stages(local_desk, HANDLER) == []
    assert review(local_desk.office, document, person=REVIEWER, today=local_desk.today).version == 2


def test_other_words_after_submission_make_it_a_draft_again(local_desk: Desk) -> None:
    document = people.approved(local_desk)
    case = local_desk.document(document).request_id
    assert people.draft(local_desk, case=case) == document
    assert local_desk.document(document).state is DocumentState.APPROVED, "the same words change nothing"
    people.draft(local_desk, case=case, body=("另有结论。",))
    assert local_desk.document(document).state is DocumentState.DRAFT
    assert _kinds(local_desk, document)[-2:] == [EventKind.DRAFT_APPROVED, EventKind.DOCUMENT_DRAFTED]
    _refused("draft_not_approved", lambda: people.issue(local_desk, document))
    titles = [one.title for one in case_view(local_desk.office, case, today=local_desk.today).events]
    assert any(one.startswith("改稿，须重新送审") for one in titles)


def test_a_state_that_no_event_tells_is_found(local_desk: Desk) -> None:
    """Somebody with another tool turned a draft into an approved letter: check says so, and issue asks the events."""
    document = people.draft(local_desk)
    with local_desk.office.writing() as session:
        session.get_one(Document, document).state = DocumentState.APPROVED
    assert [(one.kind, one.stored, one.expected) for one in check(local_desk.office).differences] == [
        ("draft_state", "已批准", "草稿")
    ]
    _refused("draft_not_approved", lambda: people.issue(local_desk, document))


def test_only_the_submitter_recalls(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    _refused("recall_not_submitter", lambda: people.recall(local_desk, document, COLLEAGUE))
    people.recall(local_desk, document)
    assert local_desk.document(document).state is DocumentState.DRAFT
    _refused("draft_not_submitted", lambda: people.recall(local_desk, document))


def test_another_decision_takes_the_draft_out_of_the_review(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    people.submit(local_desk, document)
    case = local_desk.document(document).request_id
    local_desk.decide(case, Outcome.OTHER, facts={"reason": "另有原因", "cited_article": "《条例》第三十六条"})
    assert local_desk.document(document).state is DocumentState.DRAFT
    assert _stages(local_desk, REVIEWER) == []
    _refused("draft_missing", lambda: people.let_pass(local_desk, document))


def test_a_case_that_changed_the_letter_stops_approval_and_issue(local_desk: Desk) -> None:
    """The approved words are those that go out: another reconsideration body makes another letter."""
    waiting, passed = people.approved(local_desk), people.draft(local_desk)
    people.submit(local_desk, passed)
    other = replace(AGENCY, reconsideration_body="澜安市人民政府")
    update_profile(local_desk.office, other, now=local_desk.how["now"], actor=HANDLER)
    error = _refused("draft_reads_differently", lambda: people.issue(local_desk, waiting))
    assert "第 1 稿" in error.sentence
    _refused("draft_reads_differently", lambda: people.let_pass(local_desk, passed))
    assert review(local_desk.office, waiting, person=HEAD, today=local_desk.today).differs
    assert local_desk.document(waiting).document_number is None


def test_the_letter_may_be_issued_on_a_later_day(local_desk: Desk) -> None:
    document = people.approved(local_desk)
    local_desk.on(3, 6)
    people.issue(local_desk, document)
    assert local_desk.document(document).issued_on == date(2026, 3, 6)


def test_only_the_head_lets_a_late_reply_pass_and_it_is_written_down(desk: Desk) -> None:
    document = people.draft(desk)
    desk.on(4, 20)
    people.submit(desk, document)
    people.let_pass(desk, document)
    _refused("C01", lambda: people.approve(desk, document))
    reason = (Override(code="C01", reason="档案调取延误"),)
    people.approve(desk, document, overrides=reason)
    case = desk.document(document).request_id
    passed = desk.case(case).state.facts.all_of(EventKind.FINDING_OVERRIDDEN)
    assert [(one.payload["code"], one.payload["reason"], one.payload["by"]) for one in passed] == [
        ("C01", "档案调取延误", HEAD)
    ]
    people.issue(desk, document)
    assert desk.document(document).state is DocumentState.ISSUED


def test_a_reply_that_became_late_after_the_approval_goes_back_to_the_head(local_desk: Desk) -> None:
    document = people.approved(local_desk)
    local_desk.on(4, 20)
    _refused("C01", lambda: people.issue(local_desk, document))
    reason = (Override(code="C01", reason="邮件被退回"),)
    _refused("override_not_head", lambda: people.issue(local_desk, document, overrides=reason))
    people.issue(local_desk, document, HEAD, overrides=reason)


def test_everybody_sees_what_waits_for_them(desk: Desk) -> None:
    first = people.draft(desk)
    people.submit(desk, first)
    desk.on(3, 4)
    second = people.draft(desk, person=COLLEAGUE)
    people.submit(desk, second, COLLEAGUE)
    case = desk.document(first).request_id
    waiting = queue(desk.office, REVIEWER, desk.today)
    assert [one.document_id for one in waiting] == [first, second], "the fewer days left, the earlier"
    assert waiting[0].slack_workdays == 18
    assert waiting[0].request_id == case
    assert (waiting[0].applicant, waiting[0].drafter) == ("周长根", HANDLER)
    assert [one.document_id for one in queue(desk.office, COLLEAGUE, desk.today)] == [first]
    assert queue(desk.office, HEAD, desk.today) == ()
    people.let_pass(desk, second)
    assert _stages(desk, HEAD) == [(DocumentState.APPROVAL, False)]
    people.approve(desk, second)
    assert _stages(desk, COLLEAGUE) == [(DocumentState.REVIEW, False), (DocumentState.APPROVED, False)]


def test_acts_of_the_review_for_each_person(local_desk: Desk) -> None:
    document = people.draft(local_desk)

    def may(person: str) -> set[Act]:
        seen = review(local_desk.office, document, person=person, today=local_desk.today)
        return {one.act for one in seen.acts if one.allowed}

    assert may(HANDLER) == {Act.SUBMIT_DRAFT}
    people.submit(local_desk, document)
    assert may(HANDLER) == {Act.RECALL_DRAFT}
    assert may(REVIEWER) == {Act.PASS_DRAFT, Act.RETURN_DRAFT}
    assert may(HEAD) == {Act.RETURN_DRAFT}
    people.let_pass(local_desk, document)
    assert may(REVIEWER) == set()
    assert may(HEAD) == {Act.APPROVE_LETTER, Act.RETURN_DRAFT}
    people.approve(local_desk, document)
    assert may(HANDLER) == {Act.ISSUE_LETTER, Act.RECALL_DRAFT}


def test_the_review_must_be_over_a_working_day_before_the_reply_is_due(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    seen = review(local_desk.office, document, person=HANDLER, today=local_desk.today)
    assert local_desk.due(local_desk.document(document).request_id) == date(2026, 3, 30)
    assert (seen.out_by, seen.late) == (date(2026, 3, 27), False)
    assert review(local_desk.office, document, person=HANDLER, today=date(2026, 3, 30)).late


def test_one_person_issues_without_review_and_it_says_so(local_desk: Desk) -> None:
    decide_policy(
        local_desk.office,
        "review_mode",
        "one_person",
        valid_from=local_desk.today,
        reason="只有一人",
        now=local_desk.how["now"],
        actor=HANDLER,
        today=local_desk.today,
    )
    document = people.draft(local_desk)
    _refused("review_off", lambda: people.submit(local_desk, document))
    people.issue(local_desk, document)
    case = local_desk.document(document).request_id
    assert local_desk.case(case).state.facts.all_of(EventKind.DOCUMENT_ISSUED)[-1].payload["review"] == "one_person"
    lines = [one.detail for one in case_view(local_desk.office, case, today=local_desk.today).events]
    assert any("单人办理，未经审核" in one for one in lines)
    assert queue(local_desk.office, REVIEWER, local_desk.today) == ()


def test_an_office_without_a_list_compares_names_alone(migrated_sqlite_url: str) -> None:
    """Databases of before: no roles were given, but two people are needed all the same."""
    office = _office(migrated_sqlite_url)
    desk = Desk(office, START)
    document = people.draft(desk)
    people.submit(desk, document)
    _refused("drafter_never_reviews", lambda: people.let_pass(desk, document, HANDLER))
    people.let_pass(desk, document, "甲")
    people.approve(desk, document, "乙")
    people.issue(desk, document)
    assert desk.document(document).state is DocumentState.ISSUED
    office.close()

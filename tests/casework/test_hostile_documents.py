"""Attempts to get a letter out that nobody reviewed, to lose what was typed, or to make an office stand still."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.runtime.environment import EnvironmentContext

from casework.agency import update_profile
from casework.amendment import correct_event
from casework.case_file import pack
from casework.case_papers import papers
from casework.corrigendum import correct_letter
from casework.drafts import EventCorrectionDraft, ItemDecision, LetterDraft
from casework.extension_request import approve_extension
from casework.integrity import check
from casework.letters import preview_document, save_draft
from casework.notice_drafts import CorrigendumDraft, WordChangeDraft
from casework.office import Office, create_office, open_office
from casework.paper_drafts import PackDraft
from casework.person_drafts import PersonDraft
from casework.persons import add_person, deactivate_person, persons
from casework.policy_settings import decide_policy
from casework.review import queue
from casework.review_drafts import ExtensionApprovalDraft, RemarkDraft
from casework.roles import same_person
from casework.versions import compare, versions
from casework.views import Changed
from law.errors import UserError
from law.terms import DocumentKind, DocumentState, EventKind, Evidence, Outcome, Role
from models.database import WRITES, create_engine_for
from models.migrate import _scripts, _set_foreign_keys
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY
from tests.casework.reviewed_office import COLLEAGUE, HANDLER, HEAD, REVIEWER

START = date(2026, 3, 2)


def _office(url: str) -> Office:
    return create_office(url, AGENCY, now=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), actor=HANDLER, today=START)


def _opened(url: str) -> Iterator[Desk]:
    office = _office(url)
    opened = Desk(office, START)
    people.enrol(opened)
    yield opened
    office.close()


@pytest.fixture
def desk(migrated_url: str) -> Iterator[Desk]:
    yield from _opened(migrated_url)


@pytest.fixture
def local_desk(migrated_sqlite_url: str) -> Iterator[Desk]:
    yield from _opened(migrated_sqlite_url)


def _correct(desk: Desk, case: int, kind: EventKind, **change: object) -> Changed:
    event = desk.case(case).state.facts.last(kind)
    assert event is not None
    values: dict[str, object] = {"request_id": case, "event_id": event.id, "kind": kind, "reason": "误点", **change}
    return correct_event(desk.office, EventCorrectionDraft(**values), **desk.how)  # type: ignore[arg-type]


def _decide_review(desk: Desk, value: str, person: str) -> Changed:
    how = people.by(desk, person)
    return decide_policy(desk.office, "review_mode", value, valid_from=desk.today, reason="人手不足", **how)


# ------------------------------------------------------------------------------------------------ past the review


def test_a_return_by_the_head_is_not_struck_from_the_record(local_desk: Desk) -> None:
    """Struck, the letter that the head sent back would be an approved one again."""
    document = people.approved(local_desk)
    people.send_back(local_desk, document, RemarkDraft(text="理由不成立"), person=HEAD)
    case = local_desk.document(document).request_id
    with pytest.raises(UserError, match="不能更正") as caught:
        _correct(local_desk, case, EventKind.DRAFT_RETURNED, void=True)
    assert caught.value.code == "event_of_review"
    with pytest.raises(UserError) as issued:
        people.issue(local_desk, document)
    assert issued.value.code == "draft_not_approved"


@pytest.mark.parametrize(
    "kind",
    [EventKind.DOCUMENT_DRAFTED, EventKind.DRAFT_SUBMITTED, EventKind.DRAFT_PASSED, EventKind.DRAFT_APPROVED],
)
def test_who_submitted_passed_and_approved_is_never_rewritten(local_desk: Desk, kind: EventKind) -> None:
    document = people.approved(local_desk)
    case = local_desk.document(document).request_id
    for change in ({"payload": {"by": REVIEWER}}, {"void": True}, {"on": date(2026, 3, 2)}):
        with pytest.raises(UserError) as caught:
            _correct(local_desk, case, kind, **change)
        assert caught.value.code == "event_of_review"
    assert local_desk.document(document).state is DocumentState.APPROVED


def test_a_head_does_not_put_the_own_extension_under_another_name(local_desk: Desk) -> None:
    case = local_desk.take_in()
    people.ask_extension(local_desk, case, person=HEAD)
    with pytest.raises(UserError) as caught:
        _correct(local_desk, case, EventKind.EXTENSION_REQUESTED, payload={"by": HANDLER})
    assert caught.value.code == "event_of_review"


def test_whoever_began_a_draft_does_not_review_it_behind_a_changed_sign(local_desk: Desk) -> None:
    document = people.draft(local_desk, person=COLLEAGUE)
    case = local_desk.document(document).request_id
    body = (people.OWN_WORDS[0], people.OWN_WORDS[1].replace("制作或者", "制作、"))
    assert people.draft(local_desk, person=HANDLER, case=case, body=body) == document
    people.submit(local_desk, document, HANDLER)
    with pytest.raises(UserError) as caught:
        people.let_pass(local_desk, document, COLLEAGUE)
    assert caught.value.code == "drafter_never_reviews"
    assert queue(local_desk.office, COLLEAGUE, local_desk.today) == ()
    people.let_pass(local_desk, document, REVIEWER)


def test_whoever_drafts_does_not_switch_the_review_off(local_desk: Desk) -> None:
    for person in (COLLEAGUE, REVIEWER, "外人"):
        with pytest.raises(UserError) as caught:
            _decide_review(local_desk, "one_person", person)
        assert caught.value.code == "review_policy_role"
    _decide_review(local_desk, "one_person", HEAD)
    document = people.draft(local_desk)
    people.issue(local_desk, document)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王\u200b敏", "王敏"),
        ("王\u00ad敏", "王敏"),
        ("王\ufe0f敏", "王敏"),
        ("王\u3164敏", "王敏"),
        ("ＷＡＮＧ　Min", "wang min"),
        ("买买提·艾力", "买买提•艾力"),
        ("买买提・艾力", "买买提‧艾力"),
    ],
)
def test_signs_that_nobody_sees_make_no_other_person(one: str, other: str) -> None:
    assert same_person(one, (other,))
    assert not same_person(one, ("李岚",))


def test_a_name_with_an_unseen_sign_is_on_the_list_already(local_desk: Desk) -> None:
    twin = PersonDraft(name=f"{HEAD[0]}\u00ad{HEAD[1:]}", roles=(Role.REVIEWER,))
    with pytest.raises(UserError) as caught:
        add_person(local_desk.office, twin, now=local_desk.how["now"], actor=HANDLER)
    assert caught.value.code == "person_known"


def test_whoever_left_does_nothing_more(desk: Desk) -> None:
    """Taken off the list while the program was still open on the own screen."""
    document = people.draft(desk, person=COLLEAGUE)
    people.submit(desk, document, COLLEAGUE)
    known = {one.name: one.id for one in persons(desk.office)}
    deactivate_person(desk.office, known[COLLEAGUE], actor=HANDLER)
    case = desk.document(document).request_id
    attempts: tuple[Callable[[], object], ...] = (
        lambda: people.recall(desk, document, COLLEAGUE),
        lambda: people.draft(desk, person=f"{COLLEAGUE[0]}　{COLLEAGUE[1:]}", case=case, body=("另有结论。",)),
        lambda: people.issue(desk, document, COLLEAGUE),
    )
    for attempt in attempts:
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "person_inactive"
    people.send_back(desk, document, RemarkDraft(text="由他人接办"))
    people.draft(desk, case=case, body=("另有结论。",))
    people.submit(desk, document)
    people.let_pass(desk, document)
    people.approve(desk, document, issue=True)
    assert desk.document(document).state is DocumentState.ISSUED


# ------------------------------------------------------------------------------------------------ standing still


def test_an_extension_asked_for_before_the_review_was_switched_off_bars_nothing(local_desk: Desk) -> None:
    """Nobody could approve, decline or ask anew, and the period went by."""
    case = local_desk.take_in()
    people.ask_extension(local_desk, case)
    _decide_review(local_desk, "one_person", HEAD)
    approval = ExtensionApprovalDraft(request_id=case, issued_on=local_desk.today)
    with pytest.raises(UserError) as caught:
        approve_extension(local_desk.office, approval, **people.by(local_desk, HEAD))
    assert caught.value.code == "review_off"
    local_desk.extend(case, days=10)
    assert local_desk.due(case) == date(2026, 4, 14)
    assert local_desk.case(case).state.extension_request is None


def test_marks_with_which_a_letter_would_bear_a_registration_number(migrated_sqlite_url: str) -> None:
    """Found out when the first reply was issued: its number was taken, and nothing could be issued any more."""
    office = _office(migrated_sqlite_url)
    equal = replace(AGENCY, registration_mark=f"{AGENCY.short_mark}复")
    with pytest.raises(UserError) as caught:
        update_profile(office, equal, now=datetime(2026, 3, 2, tzinfo=UTC), actor=HANDLER)
    assert caught.value.code == "number_marks_equal"
    assert caught.value.field == "registration_mark"
    desk = Desk(office, START)
    people.enrol(desk)
    people.issue(desk, people.approved(desk))
    office.close()


def test_long_letters_are_compared_while_one_waits(local_desk: Desk) -> None:
    first = tuple(f"第{number}段，{'经查该事项由县住房和城乡建设局办理' * 4}{number}。" for number in range(300))
    document = people.draft(local_desk, body=(*first, "甲乙丙" * 30_000))
    case = local_desk.document(document).request_id
    second = tuple(f"另{number}节，{'本机关没有制作或者保存该信息已核' * 4}{number}。" for number in range(300))
    people.draft(local_desk, case=case, body=(*second, "丙乙甲" * 30_000))
    begun = time.monotonic()
    seen = compare(local_desk.office, document, 1, 2)
    assert time.monotonic() - begun < 10, "it took minutes, in which the client stood still"
    before = "".join(piece.text for one in seen.paragraphs for piece in one.before)
    assert all(text in before for text in first)


# ------------------------------------------------------------------------------------------------ lost text


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "\x07\x1f", "\ufffe"])
def test_a_broken_sign_does_not_cost_the_draft(desk: Desk, odd: str) -> None:
    case = people.draft(desk)
    request = desk.document(case).request_id
    typed = LetterDraft(
        request_id=request, dated_on=desk.today, body=(f"经查{odd}，没有保存。",), annexes=(f"甲{odd}",)
    )
    saved = save_draft(desk.office, typed, **desk.how).document_id
    assert saved is not None
    body = preview_document(desk.office, saved).body
    assert len(body) == 1
    assert body[0].replace("\ufffd", "") == "经查，没有保存。"
    people.submit(desk, saved)
    people.let_pass(desk, saved)
    people.approve(desk, saved, issue=True)
    assert desk.document(saved).state is DocumentState.ISSUED


@pytest.mark.parametrize("reason", ["\u200b\x00", "\ufeff　"])
def test_a_reason_that_nobody_sees_is_none(desk: Desk, reason: str) -> None:
    with pytest.raises(UserError) as caught:
        decide_policy(
            desk.office, "review_mode", "one_person", valid_from=desk.today, reason=reason, **people.by(desk, HEAD)
        )
    assert caught.value.code == "policy_without_reason"


def test_a_file_is_packed_again_after_the_program_was_killed_in_the_middle(local_desk: Desk, tmp_path: Path) -> None:
    document = people.approved(local_desk)
    people.issue(local_desk, document)
    half = tmp_path / ".案卷.part"
    half.mkdir()
    (half / "半份.docx").write_bytes(b"PK")
    draft = PackDraft(request_id=local_desk.document(document).request_id, target=tmp_path / "案卷")
    packed = pack(local_desk.office, draft, local_desk.today)
    assert packed.open_count > 0
    assert not half.exists()
    assert not list((tmp_path / "案卷").rglob("半份.docx"))


# ------------------------------------------------------------------------------------------------ decided item by item


@pytest.mark.parametrize(
    ("items", "code", "field"),
    [
        (
            (
                ItemDecision(text="征地批复", outcome=Outcome.GRANT),
                ItemDecision(text="\u200b　", outcome=Outcome.REFUSAL_PROCESS, reason="讨论记录"),
            ),
            "item_unnamed",
            "items.1.text",
        ),
        (
            (
                ItemDecision(text="征地批复", outcome=Outcome.GRANT),
                ItemDecision(text="补偿方案", outcome=Outcome.GRANT),
            ),
            "item_all_given",
            "items.0.outcome",
        ),
    ],
)
def test_a_partial_grant_says_what_is_given_and_what_is_not(
    local_desk: Desk, items: tuple[ItemDecision, ...], code: str, field: str
) -> None:
    case = local_desk.take_in()
    facts = {"provided_list": "征地批复", "withheld_list": "附件", "withheld_reason": "无关", "page_count": "2"}
    with pytest.raises(UserError) as caught:
        local_desk.decide(
            case,
            Outcome.PARTIAL_GRANT,
            variant="withheld_other",
            facts=facts,
            items=items,
            evidence={Evidence.SEVERABILITY_NOTE: "可以区分", Evidence.PROVIDED_COPY: "复印件，已核对"},
        )
    assert (caught.value.code, caught.value.field) == (code, field)
    assert local_desk.case(case).state.facts.decided is None


# ------------------------------------------------------------------------------------------------ going on


def _taken_back(url: str, revision: str) -> None:
    """The tables as they were at a revision, with the rows in them."""
    engine = create_engine_for(url)
    config, scripts = _scripts()

    def steps(current: Any, _context: object) -> Any:
        return scripts._downgrade_revs(revision, current)

    with engine.connect() as opened:
        connection = opened.execution_options(**{WRITES: True})
        _set_foreign_keys(connection, on=False)
        with connection.begin(), EnvironmentContext(config, scripts, fn=steps, destination_rev=revision) as environment:
            environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
            environment.run_migrations()
    engine.dispose()


def test_a_draft_that_was_written_before_there_was_a_review_goes_its_way(migrated_sqlite_url: str) -> None:
    """Its first version is written by whoever submits it; the drafter of before stays the drafter."""
    office = _office(migrated_sqlite_url)
    document = people.draft(Desk(office, START), person=COLLEAGUE)
    office.close()
    _taken_back(migrated_sqlite_url, "0006_fee_lists")
    office = open_office(migrated_sqlite_url)
    desk = Desk(office, START)
    assert versions(office, document) == ()
    people.submit(desk, document, HANDLER)
    with pytest.raises(UserError) as caught:
        people.let_pass(desk, document, COLLEAGUE)
    assert caught.value.code == "drafter_never_reviews"
    people.let_pass(desk, document)
    people.approve(desk, document, issue=True)
    assert desk.document(document).document_number == "临资公复〔2026〕1号"
    assert check(office).sound
    office.close()


# ------------------------------------------------------------------------------------------------ after the issue


def _replied_after_a_second_decision(desk: Desk) -> tuple[int, int, int]:
    """A case that was to be granted first and was answered otherwise; the two decisions."""
    case = desk.take_in()
    desk.decide(case)
    desk.on(3, 4)
    desk.decide(case, Outcome.OTHER, facts={"reason": "以上都不适用", "cited_article": "《条例》第三十六条"})
    decisions = desk.case(case).state.facts.all_of(EventKind.OUTCOME_DECIDED)
    document = people.draft(desk, case=case)
    people.submit(desk, document)
    people.let_pass(desk, document)
    desk.on(3, 6)
    people.approve(desk, document, issue=True)
    return case, decisions[0].id, decisions[1].id


def test_an_earlier_decision_does_not_come_back_behind_the_reply(local_desk: Desk) -> None:
    """The letter says one thing; the annual report would count another."""
    case, first, last = _replied_after_a_second_decision(local_desk)
    attempts: tuple[tuple[int, dict[str, object], str], ...] = (
        (last, {"void": True}, "event_said_by_letter"),
        (first, {"on": date(2026, 3, 5)}, "event_said_by_letter"),
        (last, {"payload": {"outcome": "grant"}}, "event_said_by_letter"),
    )
    for event, change, code in attempts:
        values: dict[str, object] = {"request_id": case, "event_id": event, "kind": EventKind.OUTCOME_DECIDED, **change}
        draft = EventCorrectionDraft(reason="误录", **values)  # type: ignore[arg-type]
        with pytest.raises(UserError) as caught:
            correct_event(local_desk.office, draft, **local_desk.how)
        assert caught.value.code == code
        assert local_desk.case(case).state.facts.outcome is Outcome.OTHER


def test_a_decision_is_not_dated_behind_its_reply(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    case = local_desk.document(document).request_id
    people.submit(local_desk, document)
    people.let_pass(local_desk, document)
    people.approve(local_desk, document, issue=True)
    local_desk.on(3, 9)
    with pytest.raises(UserError) as caught:
        _correct(local_desk, case, EventKind.OUTCOME_DECIDED, on=date(2026, 3, 9))
    assert caught.value.code == "letter_before_decision"


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("由县住房和城乡建设局办理", "由本机关办理", "corrigendum_conclusion"),
        ("现答复如下", "现答复如下：同意全部提供", "corrigendum_conclusion"),
        ("住房", "住房\n\n附件一并寄出", "corrigendum_long"),
        ("住房", "房" * 201, "corrigendum_long"),
    ],
)
def test_a_slip_of_the_pen_is_not_another_answer(local_desk: Desk, wrong: str, right: str, code: str) -> None:
    document = people.approved(local_desk)
    people.issue(local_desk, document)
    draft = CorrigendumDraft(
        request_id=local_desk.document(document).request_id,
        document_id=document,
        changes=(WordChangeDraft(wrong=wrong, right=right),),
        issued_on=local_desk.today,
        dispatch=local_desk.post(),
    )
    with pytest.raises(UserError) as caught:
        correct_letter(local_desk.office, draft, **local_desk.how)
    assert caught.value.code == code


def test_the_list_of_sheets_calls_nothing_approved_that_was_sent_back(local_desk: Desk) -> None:
    document = people.approved(local_desk)
    case = local_desk.document(document).request_id

    def line() -> str:
        rows = papers(local_desk.office, case, local_desk.today)
        return next(one.line for one in rows if one.kind is DocumentKind.APPROVAL)

    assert line() == "已批准"
    people.send_back(local_desk, document, RemarkDraft(text="理由不成立"), person=HEAD)
    assert line() == "审核、批准栏按进度填写"

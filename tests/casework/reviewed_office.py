"""An office of several persons, in which nobody passes the own draft."""

from collections.abc import Sequence
from typing import Any

from casework.drafts import ExtensionDraft, LetterDraft, Override
from casework.extension import extend
from casework.letters import issue_letter, save_draft
from casework.person_drafts import PersonDraft
from casework.persons import store_person
from casework.review import approve_letter, pass_draft, recall_draft, return_draft, submit_draft
from casework.review_drafts import (
    ApprovalDraft,
    DraftReturnDraft,
    IssueTerms,
    PassDraft,
    RecallDraft,
    RemarkDraft,
    SubmissionDraft,
)
from casework.views import Changed
from law.terms import Outcome, Role
from tests.casework.desk import Desk

HANDLER, COLLEAGUE, REVIEWER, HEAD = "王敏", "李岚", "赵启明", "周国栋"
OWN_WORDS = ("经查，该事项由县住房和城乡建设局办理。", "本机关没有制作或者保存该信息。")


def enrol(desk: Desk) -> None:
    """Window, a colleague, a reviewer and a head; the window is the administrator."""
    people: Sequence[tuple[str, tuple[Role, ...]]] = (
        (HANDLER, (Role.WINDOW, Role.HANDLER, Role.ADMINISTRATOR)),
        (COLLEAGUE, (Role.HANDLER, Role.REVIEWER)),
        (REVIEWER, (Role.REVIEWER,)),
        (HEAD, (Role.HEAD,)),
    )
    with desk.office.writing() as session:
        for name, roles in people:
            store_person(session, PersonDraft(name=name, roles=roles), now=desk.how["now"])


def by(desk: Desk, person: str) -> dict[str, Any]:
    """The keyword arguments of an act of somebody."""
    return {**desk.how, "actor": person}


def draft(desk: Desk, *, person: str = HANDLER, case: int = 0, body: tuple[str, ...] = OWN_WORDS) -> int:
    """A decided case with a saved draft; returns the document."""
    if not case:
        case = desk.take_in()
        desk.decide(case, Outcome.OTHER, facts={"reason": "以上都不适用", "cited_article": "《条例》第三十六条"})
    typed = LetterDraft(request_id=case, dated_on=desk.today, body=body)
    document_id = save_draft(desk.office, typed, **by(desk, person)).document_id
    assert document_id is not None
    return document_id


def submit(desk: Desk, document: int, person: str = HANDLER) -> Changed:
    return submit_draft(desk.office, SubmissionDraft(document_id=document), **by(desk, person))


def let_pass(desk: Desk, document: int, person: str = REVIEWER) -> Changed:
    return pass_draft(desk.office, PassDraft(document_id=document), **by(desk, person))


def send_back(desk: Desk, document: int, *remarks: RemarkDraft, person: str = REVIEWER) -> Changed:
    return return_draft(desk.office, DraftReturnDraft(document_id=document, remarks=remarks), **by(desk, person))


def recall(desk: Desk, document: int, person: str = HANDLER) -> Changed:
    return recall_draft(desk.office, RecallDraft(document_id=document), **by(desk, person))


def approve(
    desk: Desk,
    document: int,
    person: str = HEAD,
    *,
    overrides: tuple[Override, ...] = (),
    issue: bool = False,
) -> Changed:
    terms = IssueTerms(issued_on=desk.today, dispatch=desk.post()) if issue else None
    approval = ApprovalDraft(document_id=document, overrides=overrides, issue=terms)
    return approve_letter(desk.office, approval, **by(desk, person))


def approved(desk: Desk) -> int:
    """A draft that went all the way to the head's approval."""
    document = draft(desk)
    submit(desk, document)
    let_pass(desk, document)
    approve(desk, document)
    return document


def issue(desk: Desk, document: int, person: str = HANDLER, **changes: Any) -> Changed:
    values: dict[str, Any] = {"issued_on": desk.today, "dispatch": desk.post(), "overrides": (), **changes}
    return issue_letter(desk.office, document, **values, **by(desk, person))


def ask_extension(desk: Desk, case: int, days: int = 15, person: str = HANDLER) -> Changed:
    asked = ExtensionDraft(
        request_id=case, days=days, approved_on=desk.today, approver="", reason="数量较大", issued_on=desk.today
    )
    return extend(desk.office, asked, **by(desk, person))

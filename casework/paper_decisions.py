"""审查呈批单 and 延期审批单: what was decided, on what grounds, and by whom."""

from collections.abc import Mapping
from typing import Any, Final

from casework.date_wording import full_date
from casework.derived import events_of
from casework.document_view import document_titles, document_views
from casework.draft_course import DraftCourse, draft_course
from casework.facts import LegalEvent, day_of
from casework.guided_file import decided_path
from casework.history_view import event_views
from casework.outcome_rules import event_based, evidence_on_file, grounds_of
from casework.paper_case import PaperCase, basis_of, done_by, due_text, not_now, received_text
from casework.refusals import basis_text
from law.errors import RuleGap
from law.outcomes import SEVEN_QUESTIONS, outcome_rules
from law.seven_questions import question_tree
from law.terms import (
    DocumentKind,
    EventKind,
    Evidence,
    Outcome,
)
from templates.sheet_contexts import (
    ApprovalContext,
    ExtensionApprovalContext,
    PathLine,
    Sheet,
    SignedWords,
)

__all__ = ["approval_sheet", "extension_sheet"]

_EXTENSION = "R-33-2-E"  # the rule whose article the sheet names
_ONE_PERSON: Final = "本机关的审核方式为单人办理，本件未经他人审核、批准。"
_COURSE: Final = (
    EventKind.RECEIPT_CONFIRMED,
    EventKind.CORRECTION_REQUESTED,
    EventKind.CORRECTION_RECEIVED,
    EventKind.CORRECTION_LAPSED,
    EventKind.JUSTIFICATION_REQUESTED,
    EventKind.JUSTIFICATION_RECEIVED,
    EventKind.JUSTIFICATION_ASSESSED,
    EventKind.REPLY_DEFERRED,
    EventKind.CONSULTATION_SENT,
    EventKind.CONSULTATION_SERVED,
    EventKind.CONSULTATION_ANSWERED,
    EventKind.EXTENSION_APPROVED,
    EventKind.EXTENSION_DECLINED,
    EventKind.FEE_NOTICED,
    EventKind.FEE_PAID,
    EventKind.FEE_WAIVED,
    EventKind.FEE_LAPSED,
    EventKind.SEARCH_RECORDED,
    EventKind.SECRECY_REVIEWED,
    EventKind.ASSIST_ANSWERED,
    EventKind.WITHDRAWN,
)


def approval_sheet(paper: PaperCase) -> Sheet:
    """审查呈批单: facts, steps, articles, and the opinions of those who decided.

    Raises:
        UserError: ``paper_not_now``, nothing is decided.
    """
    facts = paper.case.state.facts
    decided = facts.decided
    if decided is None:
        raise not_now(DocumentKind.APPROVAL)
    outcome = Outcome(decided.payload["outcome"])
    variant = str(decided.payload.get("variant") or "")
    grounds = grounds_of(decided.payload.get("facts", {}))
    letter = facts.reply.document_id if facts.reply else paper.case.state.reply_draft
    course = draft_course(facts, letter) if letter is not None else DraftCourse()
    return ApprovalContext(
        **paper.base(),
        request_text=paper.request.text or paper.request.title,
        received=received_text(paper),
        due=due_text(paper.case.state.clock.due),
        course=_course(paper),
        path=_path(paper, decided),
        outcome=paper.reply_label(),
        articles=basis_text(outcome_rules()[outcome].citations_for(variant or None, grounds)),
        reasons=str(decided.payload.get("reasons") or ""),
        evidence=_evidence(paper, decided, outcome, variant, grounds),
        reply=_reply(paper, letter),
        handler=_handled(paper, decided, course),
        reviewer=_reviewed(paper, course),
        head=_approved(paper, course),
        one_person="" if _two_people(paper, letter) else _ONE_PERSON,
        overridden=_overridden(paper, letter),
    )


def _course(paper: PaperCase) -> tuple[str, ...]:
    """What happened before the decision, the oldest first, struck entries left out."""
    views = document_views(paper.session, paper.request.id, paper.case.state.facts.courses, paper.today)
    events = event_views(events_of(paper.session, paper.request.id), document_titles(views))
    told = [one for one in reversed(events) if one.kind in _COURSE and not one.void]
    return tuple(
        f"{full_date(one.on) if one.on else ''}{one.title}{f'，{one.detail}' if one.detail else ''}" for one in told
    )


def _path(paper: PaperCase, decided: LegalEvent) -> tuple[PathLine, ...]:
    """The seven questions as they were answered; a question that the law no longer asks is told by its key."""
    given = {one.question: one.answer for one in decided_path(paper.case.state)}
    if not given or decided.on is None:
        return ()
    try:
        steps = question_tree().walk(given, decided.on).steps
    except RuleGap:
        return tuple(PathLine(question=question, answer=answer) for question, answer in given.items())
    return tuple(
        PathLine(
            question=f"{SEVEN_QUESTIONS[point.question - 1]} {point.text}",
            answer=answer.label,
            article=basis_text(answer.citations),
        )
        for point, answer in steps
    )


def _evidence(
    paper: PaperCase, decided: LegalEvent, outcome: Outcome, variant: str, grounds: tuple[Outcome, ...]
) -> tuple[str, ...]:
    written: Mapping[str, Any] = decided.payload.get("evidence", {})
    needed = outcome_rules()[outcome].evidence_for(variant or None, grounds)
    lines = []
    for one in needed:
        if written.get(one.value):
            lines.append(f"{one.label}：{written[one.value]}")
        elif event_based(one):
            on_file = evidence_on_file(one, paper.case.state, decided.on or paper.today)
            lines.append(f"{one.label}：{'在卷' if on_file else '缺'}")
    others = {one.value for one in Evidence} - {one.value for one in needed}
    lines += [f"{Evidence(key).label}：{text}" for key, text in written.items() if key in others and text]
    return tuple(lines)


def _reply(paper: PaperCase, letter: int | None) -> str:
    if letter is None:
        return ""
    course = paper.case.state.facts.courses.get(letter)
    if course is not None and course.elsewhere:
        return f"{course.kind.label} {course.number}".strip()
    document = paper.document(letter)
    return " ".join(one for one in (document.title, document.document_number or document.state.label) if one)


def _handled(paper: PaperCase, decided: LegalEvent, course: DraftCourse) -> SignedWords:
    opinion = f"拟按“{paper.reply_label()}”答复"
    if course.submitted is None:
        return SignedWords(words=opinion, name=done_by(decided, paper), on=decided.on)
    note = str(course.submitted.payload.get("note") or "")
    words = f"{opinion}，请审核。{note}"
    return SignedWords(words=words, name=done_by(course.submitted, paper), on=course.submitted.on)


def _reviewed(paper: PaperCase, course: DraftCourse) -> SignedWords:
    if course.passed is None:
        return SignedWords()
    remarks = "；".join(str(one.get("text", "")) for one in course.passed.payload.get("remarks") or ())
    return SignedWords(
        words=f"审核通过。{remarks}" if remarks else "审核通过", name=done_by(course.passed, paper), on=course.passed.on
    )


def _approved(paper: PaperCase, course: DraftCourse) -> SignedWords:
    if course.approved is None:
        return SignedWords()
    return SignedWords(words="批准", name=done_by(course.approved, paper), on=course.approved.on)


def _two_people(paper: PaperCase, letter: int | None) -> bool:
    """Whether somebody else reviewed: as the issue of the letter says, before it the rule of the day."""
    facts = paper.case.state.facts
    issued = next((one for one in facts.all_of(EventKind.DOCUMENT_ISSUED) if one.document_id == letter), None)
    if issued is not None and letter is not None:
        return issued.payload.get("review") == "two_person"
    return paper.case.state.reviewed


def _overridden(paper: PaperCase, letter: int | None) -> tuple[str, ...]:
    found = [one for one in paper.case.state.facts.all_of(EventKind.FINDING_OVERRIDDEN) if one.document_id == letter]
    return tuple(
        f"{one.payload.get('code')} {str(one.payload.get('sentence', '')).rstrip('。')}，"
        f"{done_by(one, paper)}放行，理由：{one.payload.get('reason')}"
        for one in found
    )


def extension_sheet(paper: PaperCase) -> Sheet:
    """延期审批单: the extension asked for or approved last.

    Raises:
        UserError: ``paper_not_now``, nobody asked for one.
    """
    facts = paper.case.state.facts
    asked, given = facts.last(EventKind.EXTENSION_REQUESTED), facts.last(EventKind.EXTENSION_APPROVED)
    if asked is not None and given is not None and asked.seq > given.seq:
        given = None  # asked for anew, and not decided on with that approval
    source = given or asked
    if source is None:
        raise not_now(DocumentKind.EXTENSION_APPROVAL)
    said = source.payload
    days = int(said.get("days") or 0)
    declined = facts.last(EventKind.EXTENSION_DECLINED)
    return ExtensionApprovalContext(
        **paper.base(),
        first_due=due_text(paper.case.state.clock.first_due),
        days=days,
        extended_due=_told_due(paper, given),
        reason=str(said.get("reason") or (asked.payload.get("reason") if asked else "") or "（未填写）"),
        basis=basis_of(_EXTENSION),
        requester=_asked(paper, asked, given, days),
        approver=_decided_extension(paper, asked, given, declined),
        notice=_extension_notice(paper, given),
    )


def _told_due(paper: PaperCase, given: LegalEvent | None) -> str:
    """The date that the applicant was told."""
    if given is None or given.document_id is None:
        return ""
    due = day_of(paper.document(given.document_id).context.get("due_on"))
    return full_date(due) if due is not None else ""


def _asked(paper: PaperCase, asked: LegalEvent | None, given: LegalEvent | None, days: int) -> SignedWords:
    words = f"拟延长{days}个工作日"
    source = asked or given
    return SignedWords(words=words, name=done_by(source, paper), on=source.on if source else None)


def _decided_extension(
    paper: PaperCase, asked: LegalEvent | None, given: LegalEvent | None, declined: LegalEvent | None
) -> SignedWords:
    if given is not None:
        name = str(given.payload.get("approver") or done_by(given, paper))
        return SignedWords(words=f"同意延长{given.payload.get('days')}个工作日", name=name, on=given.on)
    if declined is not None and asked is not None and declined.seq > asked.seq:
        reason = str(declined.payload.get("reason") or "")
        return SignedWords(words=f"不同意延长。{reason}", name=done_by(declined, paper), on=declined.on)
    return SignedWords()


def _extension_notice(paper: PaperCase, given: LegalEvent | None) -> str:
    course = paper.case.state.facts.courses.get(given.document_id or 0) if given else None
    if course is None:
        return ""
    sent = f"，{full_date(course.dispatched_on)}寄出" if course.dispatched_on else "，尚未寄出"
    return f"{course.kind.label}{course.number}{sent}"

"""协办: another office of the agency, or one under it, searches and says what it found (条例第四十五条)."""

from datetime import date, datetime

from casework.act_case import ActCase, attach_to, changed, check_day, enter, words, words_of
from casework.date_wording import full_date
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.notice_drafts import AssistAnswerDraft, AssistDraft
from casework.notice_facts import open_assists
from casework.notice_parts import cited_basis, finished
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, DocumentKind, EventKind, RequestKind
from models import Document
from templates.notice_contexts import AssistLetterContext

__all__ = ["SEARCH_REQUIREMENTS", "receive_assistance", "request_assistance"]

SEARCH_REQUIREMENTS = (
    "写明检索的系统或者档案库房、时间范围、关键词、检索人和检索结果，并附结果截图",
    "检索到的，提供全文，并就能否公开提出意见和依据",
    "未检索到的，书面说明检索经过，并由负责人复核签字",
)
"""What a search has to leave behind so that it proves something; the clerk may change it."""


def request_assistance(office: Office, draft: AssistDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Issue the letter to another office; the clock of the reply does not stop for it.

    Raises:
        UserError: nobody asked, nothing to do, a deadline that is not after the letter, an impossible date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.REQUEST_ASSISTANCE)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        department = words(draft.department, "assist_department_missing", "department")
        matter = words(draft.matter, "assist_matter_missing", "matter")
        requirements = words_of(draft.requirements, "assist_requirements_missing", "requirements")
        if draft.deadline <= draft.issued_on:
            raise refused("assist_deadline_early", field="deadline", day=full_date(draft.deadline))
        document = _letter(work, case, draft, department, matter, requirements)
        payload = {"department": department, "matter": matter, "deadline": draft.deadline}
        work.record(case.request, EventKind.ASSIST_REQUESTED, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.REQUEST_ASSISTANCE, document, None)


def _letter(
    work: Work, case: ActCase, draft: AssistDraft, department: str, matter: str, requirements: tuple[str, ...]
) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)

    def context(number: str) -> AssistLetterContext:
        return AssistLetterContext(
            **frame.letter(number=number, signed_on=draft.issued_on),
            addressee=department,
            organisation=True,
            registration_number=frame.registration_number,
            request_text=frame.request_text,
            matter=matter,
            requirements=requirements,
            deadline=draft.deadline,
            basis=cited_basis("notice_assist"),
            rectify=case.request.kind is RequestKind.RECTIFY,
        )

    return issue(work, case.request, DocumentKind.ASSIST_LETTER, context, issued_on=draft.issued_on)


def receive_assistance(office: Office, draft: AssistAnswerDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record what the office answered. What it searched is a search record of its own.

    Raises:
        UserError: no such open request, nothing said, a day before the letter or after today.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECEIVE_ASSISTANCE)
        wanted = next((one for one in open_assists(case.state.facts) if one.id == draft.assist_event_id), None)
        if wanted is None:
            raise refused("assist_answered_already", field="assist_event_id")
        check_day(draft.on, case, "收到回复日期", not_before=wanted.on)
        department = str(wanted.payload.get("department", ""))
        payload = {
            "assist_event_id": wanted.id,
            "department": department,
            "text": words(draft.text, "assist_answer_missing", "text"),
        }
        event = work.record(case.request, EventKind.ASSIST_ANSWERED, draft.on, payload)
        attach_to(work, case, event, draft.attachments)
        return changed(work, case, Act.RECEIVE_ASSISTANCE, f"收到{department}协办回复")

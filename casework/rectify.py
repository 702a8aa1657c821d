"""更正: what became of a request to correct records is told; the service of that notice ends it (条例第四十一条)."""

from datetime import date, datetime

from casework.act_case import ActCase, enter, words
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.notice_drafts import RectificationDraft
from casework.notice_parts import cited_basis, either_way_clause, finished
from casework.office import Office
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, DocumentKind, EventKind, Rectification
from models import Document
from models.text_cleaning import clean_text
from templates.notice_contexts import RectifyNoticeContext

__all__ = ["decide_rectification"]

_ELSEWHERE = (Rectification.TRANSFERRED, Rectification.REFERRED)


def decide_rectification(
    office: Office, draft: RectificationDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Issue the notice on a request to correct records; the case closes when its service is proven.

    Raises:
        UserError: the request is none to correct records, a fact that the result needs is missing, an impossible date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.DECIDE_RECTIFICATION)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        facts = _facts(draft)
        document = _notice(work, case, draft, facts)
        payload = {"result": draft.result, **facts}
        work.record(case.request, EventKind.RECTIFICATION_DECIDED, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.DECIDE_RECTIFICATION, document, draft.dispatch)


def _facts(draft: RectificationDraft) -> dict[str, object]:
    """What the notice says, by the result: what was typed for another result is left out.

    Raises:
        UserError: something that the result needs is missing.
    """
    corrected, elsewhere = draft.result is Rectification.CORRECTED, draft.result in _ELSEWHERE
    return {
        "record": words(draft.record_name, "rectify_record_missing", "record_name"),
        "evidence": tuple(one for line in draft.evidence if (one := clean_text(line).text.strip())),
        "finding": words(draft.finding, "rectify_finding_missing", "finding"),
        "corrected": words(draft.corrected, "rectify_corrected_missing", "corrected") if corrected else "",
        "other_agency": words(draft.other_agency, "rectify_agency_missing", "other_agency") if elsewhere else "",
    }


def _notice(work: Work, case: ActCase, draft: RectificationDraft, facts: dict[str, object]) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    remedy = either_way_clause(work, frame, draft.issued_on, draft.dispatch)

    def context(number: str) -> RectifyNoticeContext:
        return RectifyNoticeContext(
            **frame.request_letter(number=number, signed_on=draft.issued_on),
            result=draft.result,
            basis=cited_basis("notice_rectify"),
            remedy=remedy,
            **facts,  # type: ignore[arg-type]  # texts, and a tuple of texts under "evidence"
        )

    return issue(work, case.request, DocumentKind.RECTIFY_NOTICE, context, issued_on=draft.issued_on)

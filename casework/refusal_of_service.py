"""拒收: a document was offered and not accepted; recorded with who saw it, it may be left behind afterwards (留置)."""

from datetime import date, datetime

from casework.act_case import attach_to, changed, check_day, enter, words
from casework.drafts import RefusalDraft
from casework.office import Office
from casework.refusals import refused
from casework.service_ways import names
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind
from models import Document
from models.text_cleaning import clean_text

__all__ = ["record_refusal"]


def record_refusal(office: Office, draft: RefusalDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record that a document was not accepted; it is in the house again and may be left behind with witnesses.

    A refusal changes no date by itself: what was posted before stays posted.

    Raises:
        UserError: not issued, served already, nobody named, a day before the letter or its dispatch, or after today.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document = work.session.get(Document, draft.document_id)
        if document is None:
            raise refused("document_unknown", field="document_id")
        case = enter(work, document.request_id, Act.RECORD_REFUSAL)
        course = case.state.facts.courses.get(draft.document_id)
        if course is None:
            raise refused("document_not_issued", field="document_id")
        if course.served_on is not None:
            raise refused("refusal_of_served", field="document_id", day=course.served_on)
        check_day(draft.on, case, "拒收日期", not_before=course.last_dispatched_on or course.issued_on)
        said = {
            "refused_by": words(draft.refused_by, "refusal_by_missing", "refused_by"),
            "reason": clean_text(draft.reason).text.strip(),
            "witnesses": names(draft.witnesses),
            "record": clean_text(draft.record).text.strip(),
        }
        kept = {name: value for name, value in said.items() if value}
        event = work.record(case.request, EventKind.SERVICE_REFUSED, draft.on, kept, document_id=draft.document_id)
        attach_to(work, case, event, draft.attachments)
        work.last_event_id = event.id
        message = f"{course.kind.label}已登记拒收，可以留置送达"
        return changed(work, case, Act.RECORD_REFUSAL, message, document_id=draft.document_id)

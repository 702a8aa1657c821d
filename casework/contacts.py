"""联系记录: telephone calls and visits worth keeping."""

from datetime import date, datetime

from casework.act_case import changed, check_day, enter, words
from casework.drafts import ContactDraft
from casework.office import Office
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind

__all__ = ["record_contact"]


def record_contact(office: Office, draft: ContactDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record a contact with the applicant or somebody else.

    Raises:
        UserError: nothing said, a day in the future, the case closed.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECORD_CONTACT)
        # A call may have come before the day of receipt; only the future is impossible.
        check_day(max(draft.on, case.state.received or draft.on), case, "联系日期")
        text = words(draft.text, "contact_text_missing", "text")
        payload = {"how": draft.how.strip(), "number": draft.number.strip(), "text": text}
        work.record(case.request, EventKind.CONTACT_RECORDED, draft.on, payload)
        return changed(work, case, Act.RECORD_CONTACT, "联系记录已录入")

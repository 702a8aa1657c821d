"""办结: a case closes itself when the service of the reply is proven; by hand only what nothing else can close."""

from datetime import date, datetime

from casework.act_case import changed, check_day, enter, words
from casework.office import Office
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, EventKind
from models import Request

__all__ = ["close", "close_after_service"]


def close(office: Office, request_id: int, on: date, reason: str, *, today: date, now: datetime, actor: str) -> Changed:
    """Close a case by hand: a correction of records, mail nobody can confirm, or a reply served long ago.

    Raises:
        UserError: the reply is not served, a day in the future, no reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, request_id, Act.CLOSE)
        check_day(on, case, "办结日期")
        work.record(case.request, EventKind.CLOSED, on, {"reason": words(reason, "reason_missing", "reason")})
        return changed(work, case, Act.CLOSE, "已办结")


def close_after_service(work: Work, request: Request, document_id: int) -> bool:
    """Close the case if the document just served is its reply; returns whether it did.

    The day of closing is the day on which the reply was proven served: before it the file lacks its last paper.
    """
    facts = work.derived(request).facts
    reply = facts.reply
    if reply is None or reply.document_id != document_id or reply.served_on is None:
        return False
    if facts.happened(EventKind.CLOSED):
        return False
    work.record(request, EventKind.CLOSED, reply.served_on, {"reason": "答复书送达", "automatic": True})
    return True

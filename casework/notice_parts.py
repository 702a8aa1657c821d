"""Parts that the acts of the letters beside the reply share: their basis, their remedy clause, how they end."""

from datetime import date

from casework.act_case import ActCase, changed
from casework.drafts import DispatchDraft
from casework.letter_frames import LetterFrame
from casework.refusals import refusals
from casework.service import dispatch_issued
from casework.unit_of_work import Work
from casework.views import Changed
from law.remedies import remedy_clause
from law.terms import Act, RemedyClass, ServiceMethod
from models import Document

__all__ = ["cited_basis", "either_way_clause", "finished"]


def cited_basis(ground: str) -> str:
    """The provisions of a ground as letters print them: the title of the statute once, then further places."""
    parts: list[str] = []
    named = ""
    for one in refusals()[ground].citations:
        parts.append(one.place if one.statute == named and one.place else one.full)
        named = one.statute
    return "、".join(parts)


def finished(
    work: Work, case: ActCase, act: Act, document: Document, dispatch: DispatchDraft | None, *, posted: str = ""
) -> Changed:
    """Send the letter of an act if it leaves at once, and say what was done; undoing is about the act, not the post.

    ``posted``: what its posting brings about beside.
    """
    event_id = work.last_event_id
    message = f"{document.title}{document.document_number}已签发"
    if dispatch is not None:
        dispatch_issued(work, case, dispatch, document.id)
        message += f"并登记寄出{posted}"
    work.last_event_id = event_id
    return changed(work, case, act, message, document_id=document.id)


def either_way_clause(work: Work, frame: LetterFrame, on: date, dispatch: DispatchDraft | None) -> tuple[str, ...]:
    """Reconsideration or litigation, as the law of the day words it, for decisions that are no reply.

    The website stands in a letter that goes electronically, and in one of which nobody has said yet how it goes.

    Args:
        work: the act.
        frame: the common parts of the letter, with the agency's settings.
        on: date of the letter.
        dispatch: how it leaves; None if it is sent later.
    """
    agency = frame.agency
    online = dispatch is None or dispatch.method is ServiceMethod.ELECTRONIC
    clause = remedy_clause(
        RemedyClass.EITHER,
        on,
        agency.reconsideration_body,
        agency.court_name,
        (agency.reconsideration_website or None) if online else None,
        policies=work.office.policies(on, work.session),
    )
    return tuple(line for line in clause.text.split("\n") if line.strip())

"""接收回执: the slip that tells the applicant when the request came in and when the reply is due."""

from sqlalchemy import select

from casework.derived import Derived
from casework.issuing import issue
from casework.letter_frames import letter_frame
from casework.refusals import refused
from casework.unit_of_work import Work
from deadlines.grounds import parameter_on
from law.terms import DocumentKind, RequestKind
from models import Attachment, Document, Request
from templates.contexts import ReceiptContext

__all__ = ["issue_receipt"]


def issue_receipt(work: Work, request: Request, derived: Derived) -> Document:
    """Make and freeze the slip, dated today. A due date that is only estimated is not written into it (C04).

    Raises:
        UserError: ``receipt_not_confirmed``.
    """
    frame = letter_frame(work.office, work.session, request, derived, work.today)
    received = derived.clock.received.received
    due = derived.clock.first_due
    if received is None or due is None:
        raise refused("receipt_not_confirmed")
    # The agency's own day for a correction of records is no promise to the applicant.
    rectify = request.kind is RequestKind.RECTIFY
    period = parameter_on("reply_days", received)
    certain = due.due if not due.provisional else None
    missing_year = due.missing_year if due.provisional else None
    materials = _materials(work, request)
    number = request.registration_number or ""

    def context(_: str) -> ReceiptContext:
        return ReceiptContext(
            **frame.request_letter(number=number, signed_on=work.today),
            reply_basis="" if rectify else period.citation.full,
            reply_days=0 if rectify else period.value,
            reply_due_on=None if rectify else certain,
            missing_year=None if rectify else missing_year,
            materials=materials,
            rectify=rectify,
        )

    return issue(work, request, DocumentKind.RECEIPT, context, issued_on=work.today)


def _materials(work: Work, request: Request) -> tuple[str, ...]:
    found = select(Attachment.file_name).where(
        Attachment.submission_id == request.submission_id, Attachment.removed_at.is_(None)
    )
    return tuple(work.session.scalars(found.order_by(Attachment.id)))

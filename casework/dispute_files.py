"""Files that come with a dispute: kept with it, with its event, and with the first attacked request."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_work import enter_dispute, record_on
from casework.drafts import AttachmentDraft
from casework.keeping import keep_attachments
from casework.office import Office
from casework.unit_of_work import Work, begin
from casework.views import AttachmentView, Changed
from law.dispute_terms import DisputeEventKind
from models import Attachment, Dispute, DisputeEvent, DisputeTarget, Request

__all__ = ["attach_to_dispute", "dispute_attachments", "keep_with"]


def keep_with(work: Work, dispute: Dispute, files: tuple[AttachmentDraft, ...], event: DisputeEvent) -> None:
    """Keep files with an event of a dispute.

    Raises:
        UserError: ``attachment_empty``, ``attachment_too_large``, ``attachment_unnamed``.
    """
    if not files:
        return
    first = work.session.scalars(
        select(DisputeTarget).where(DisputeTarget.dispute_id == dispute.id).order_by(DisputeTarget.id).limit(1)
    ).first()
    request = work.session.get(Request, first.request_id) if first is not None else None
    for row in keep_attachments(work, files, submission=None, request=request):
        row.dispute_id, row.dispute_event_id = dispute.id, event.id
    work.session.flush()


def attach_to_dispute(
    office: Office,
    dispute_id: int,
    files: tuple[AttachmentDraft, ...],
    *,
    today: date,
    now: datetime,
    actor: str,
) -> Changed:
    """Add papers to the file of a dispute.

    Raises:
        UserError: ``dispute_unknown``; a file that cannot be kept.
    """
    from casework.dispute_cache import refresh_dispute  # noqa: PLC0415

    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, dispute_id)
        event = record_on(
            work, act.dispute, DisputeEventKind.ATTACHMENT_ADDED, today, {"names": [one.file_name for one in files]}
        )
        keep_with(work, act.dispute, files, event)
        refresh_dispute(work, act.dispute)
        return Changed(
            dispute_ids=(dispute_id,), message=f"{act.name} 已添加附件 {len(files)} 件", topics=("disputes",)
        )


def dispute_attachments(session: Session, dispute_id: int) -> dict[int | None, tuple[AttachmentView, ...]]:
    """The files of a dispute by the event they came with."""
    statement = (
        select(Attachment)
        .where(Attachment.dispute_id == dispute_id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    found: dict[int | None, list[AttachmentView]] = {}
    for one in session.scalars(statement):
        found.setdefault(one.dispute_event_id, []).append(
            AttachmentView(
                id=one.id,
                file_name=one.file_name,
                media_type=one.media_type,
                size=one.size,
                pages=one.pages,
                role=one.role,
                added_at=one.added_at,
                added_by=one.added_by,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}

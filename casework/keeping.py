"""Keeping files with a submission, a request or an event; said clearly when one cannot be kept."""

from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

from sqlalchemy import select

from casework.drafts import AttachmentDraft
from casework.refusals import refused
from casework.unit_of_work import Work
from models import Attachment, Event, Request, Submission
from models.blobs import put_blob, sha256_of
from models.text_cleaning import clean_text

__all__ = ["LARGEST_FILE", "keep_attachments"]

# One scan of a thick file is some 50 MB; what is larger belongs on a disc, not into every backup of the database.
LARGEST_FILE = 100 * 1024 * 1024
_LONGEST_NAME = 200


def keep_attachments(
    work: Work,
    files: Sequence[AttachmentDraft],
    *,
    submission: Submission | None,
    request: Request | None,
    event: Event | None = None,
) -> tuple[Attachment, ...]:
    """Keep files; one that is there already under the same name and with the same bytes is not kept twice.

    Raises:
        UserError: ``attachment_empty``, ``attachment_too_large``, ``attachment_unnamed``.
    """
    kept = []
    for number, file in enumerate(files):
        name = _name_of(file, number)
        if not file.content:
            raise refused("attachment_empty", field=f"attachments.{number}", name=name)
        if len(file.content) > LARGEST_FILE:
            size = f"{len(file.content) / 1024 / 1024:.0f}"
            limit = LARGEST_FILE // 1024 // 1024
            raise refused("attachment_too_large", field=f"attachments.{number}", name=name, size=size, limit=limit)
        twin = _twin(work, sha256_of(file.content), name, submission, request)
        if twin is not None:
            continue
        digest = put_blob(work.session, file.content, now=work.now)
        row = Attachment(
            submission_id=submission.id if submission else None,
            request_id=request.id if request else None,
            event_id=event.id if event else None,
            sha256=digest,
            file_name=name,
            media_type=file.media_type,
            size=len(file.content),
            role=clean_text(file.role).text.strip(),
            added_at=work.now,
            added_by=work.actor,
        )
        work.session.add(row)
        kept.append(row)
    work.session.flush()
    return tuple(kept)


def _name_of(file: AttachmentDraft, number: int) -> str:
    # Only the last part: a path says where the clerk keeps files, which is nobody's business.
    plain = PureWindowsPath(PurePosixPath(file.file_name).name).name
    name = clean_text(plain).text.replace("\n", " ").strip()[:_LONGEST_NAME]
    if not name:
        raise refused("attachment_unnamed", field=f"attachments.{number}", number=number + 1)
    return name


def _twin(
    work: Work, digest: str, name: str, submission: Submission | None, request: Request | None
) -> Attachment | None:
    found = select(Attachment).where(
        Attachment.sha256 == digest, Attachment.file_name == name, Attachment.removed_at.is_(None)
    )
    if submission is not None:
        found = found.where(Attachment.submission_id == submission.id)
    if request is not None:
        found = found.where(Attachment.request_id == request.id)
    return work.session.scalars(found.limit(1)).first()

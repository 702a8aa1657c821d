"""附件: files added to a request, and their bytes."""

from datetime import date, datetime

from casework.act_case import changed, enter
from casework.drafts import AttachmentDraft
from casework.keeping import keep_attachments
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind
from models import Attachment
from models.blobs import get_blob

__all__ = ["attach", "attachment_bytes"]


def attach(
    office: Office, request_id: int, files: tuple[AttachmentDraft, ...], *, today: date, now: datetime, actor: str
) -> Changed:
    """Keep files with a request; a file that is there already is not kept twice, and that is said.

    Raises:
        UserError: no file, an empty one, one that is too large.
    """
    if not files:
        raise refused("attachment_none", field="attachments")
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, request_id, Act.ATTACH)
        event = work.record(
            case.request,
            EventKind.ATTACHMENT_ADDED,
            today,
            {"files": [one.file_name for one in files], "roles": [one.role for one in files]},
        )
        kept = keep_attachments(work, files, submission=None, request=case.request, event=event)
        if not kept:
            raise refused("attachment_twice", field="attachments", name="、".join(one.file_name for one in files))
        left = len(files) - len(kept)
        message = f"已添加 {len(kept)} 个附件" + (f"，{left} 个已有，未重复保存" if left else "")
        return changed(work, case, Act.ATTACH, message)


def attachment_bytes(office: Office, attachment_id: int) -> tuple[str, bytes]:
    """File name and bytes of an attachment, checked against their hash.

    Raises:
        UserError: ``attachment_unknown``.
        models.blobs.BlobDamaged: the stored bytes do not match their hash.
    """
    with office.reading() as session:
        row = session.get(Attachment, attachment_id)
        if row is None:
            raise refused("attachment_unknown")
        return row.file_name, get_blob(session, row.sha256)

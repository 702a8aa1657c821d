"""A dispute about a case of the desk, put on record as the acts of disputes keep it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from casework.drafts import AttachmentDraft
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum, PartyRole
from models import Attachment, Dispute, DisputeEvent, DisputeTarget
from models.blobs import put_blob
from tests.casework.desk import Desk

REASONS = ("被申请人没有检索就答复不存在", "答复超过法定期限", "申请的信息应当公开")


def open_case(
    desk: Desk,
    targets: Sequence[tuple[int, int | None]],
    *,
    forum: Forum = Forum.RECONSIDERATION,
    number: str = "临政复〔2026〕3号",
    reasons: Sequence[str] = REASONS,
    files: Sequence[AttachmentDraft] = (),
) -> int:
    """A dispute whose copy came in today; returns its id."""
    now = datetime.combine(desk.today, time(2, 0), tzinfo=UTC)
    with desk.office.writing() as session:
        dispute = Dispute(
            forum=forum,
            body="临江县人民政府" if forum is Forum.RECONSIDERATION else "临江县人民法院",
            label="周长根诉临江县自然资源局",
            subject="征地批复",
            parties=[{"name": "周长根", "role": PartyRole.APPLICANT, "contact": ""}],
            case_number=number,
            copy_received_on=desk.today,
            created_at=now,
            created_by=desk.actor,
        )
        session.add(dispute)
        session.flush()
        said: Mapping[str, Any] = {"claims": "撤销答复，责令重新答复", "reasons": list(reasons)}
        for at, (kind, payload) in enumerate(((DisputeEventKind.OPENED, said), (DisputeEventKind.COPY_RECEIVED, {}))):
            session.add(
                DisputeEvent(
                    dispute_id=dispute.id,
                    seq=at + 1,
                    kind=kind,
                    on=desk.today,
                    recorded_at=now,
                    recorded_by=desk.actor,
                    payload=dict(payload),
                )
            )
        for request_id, document_id in targets:
            attacked = AttackedAct.REPLY if document_id is not None else AttackedAct.NO_REPLY
            session.add(
                DisputeTarget(dispute_id=dispute.id, request_id=request_id, document_id=document_id, attacked=attacked)
            )
        for file in files:
            session.add(
                Attachment(
                    request_id=targets[0][0],
                    dispute_id=dispute.id,
                    sha256=put_blob(session, file.content, now=now),
                    file_name=file.file_name,
                    media_type=file.media_type,
                    size=len(file.content),
                    role=file.role,
                    added_at=now,
                    added_by=desk.actor,
                )
            )
        session.flush()
        return dispute.id

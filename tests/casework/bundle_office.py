"""A dispute about a case of the desk, registered by the act of casework."""

from collections.abc import Sequence

from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.disputes import open_dispute
from casework.drafts import AttachmentDraft
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum, PartyRole
from tests.casework.desk import Desk

REASONS = ("被申请人没有检索就答复不存在", "答复超过法定期限", "申请的信息应当公开")
_BODIES = {Forum.RECONSIDERATION: "临江县人民政府", Forum.LITIGATION: "临江县人民法院"}


def open_case(
    desk: Desk,
    targets: Sequence[tuple[int, int | None]],
    *,
    forum: Forum = Forum.RECONSIDERATION,
    number: str = "临政复〔2026〕3号",
    reasons: Sequence[str] = REASONS,
    files: Sequence[AttachmentDraft] = (),
    third_party: str = "",
    previous_id: int | None = None,
) -> int:
    """A dispute whose copy came in today; returns its id."""
    attacked = tuple(
        TargetDraft(
            request_id=request_id,
            document_id=document_id,
            attacked=AttackedAct.REPLY if document_id is not None else AttackedAct.NO_REPLY,
        )
        for request_id, document_id in targets
    )
    parties: tuple[PartyDraft, ...] = (PartyDraft(name="周长根"),)
    if third_party:
        parties = (*parties, PartyDraft(name=third_party, role=PartyRole.THIRD_PARTY))
    draft = OpenDisputeDraft(
        forum=forum,
        body=_BODIES[forum],
        targets=attacked,
        parties=parties,
        previous_id=previous_id,
        case_number=number,
        claims="撤销答复，责令重新答复",
        reasons=tuple(reasons),
        first=DisputeEventDraft(
            dispute_id=0, kind=DisputeEventKind.COPY_RECEIVED, on=desk.today, values={"procedure": "ordinary"}
        ),
        attachments=tuple(files),
    )
    return open_dispute(desk.office, draft, **desk.how).dispute_ids[0]

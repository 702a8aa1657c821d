"""报批延期: the head approves an extension with its notice in the same act, or declines it (条例第三十三条第二款)."""

from datetime import date, datetime

from casework.act_case import ActCase, changed, enter, words
from casework.drafts import ExtensionDraft
from casework.extension import grant_extension
from casework.legal_events import LegalEvent
from casework.office import Office
from casework.refusals import refused
from casework.review_drafts import ExtensionApprovalDraft, ExtensionDeclineDraft
from casework.roles import require_role, same_person
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, EventKind, Role

__all__ = ["approve_extension", "decline_extension"]


def approve_extension(
    office: Office, draft: ExtensionApprovalDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Approve the extension that was asked for and issue its notice, still within the first period.

    Raises:
        UserError: nothing was asked, no head, the head asked, the first period is over; and as ``extension.extend``.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.APPROVE_EXTENSION)
        asked = _asked(work, case)
        granted = ExtensionDraft(
            request_id=draft.request_id,
            days=int(asked.payload["days"]),
            approved_on=today,
            approver=actor,
            reason=str(asked.payload.get("reason", "")),
            issued_on=draft.issued_on,
            dispatch=draft.dispatch,
        )
        message, document = grant_extension(work, case, granted)
        return changed(work, case, Act.APPROVE_EXTENSION, f"已批准，{message}", document_id=document.id)


def decline_extension(
    office: Office, draft: ExtensionDeclineDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Decline the extension that was asked for; the period stays as it is.

    Raises:
        UserError: nothing was asked, no head, the head asked, no reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.DECLINE_EXTENSION)
        _asked(work, case)
        payload = {"reason": words(draft.reason, "reason_missing", "reason"), "by": actor}
        work.record(case.request, EventKind.EXTENSION_DECLINED, today, payload)
        return changed(work, case, Act.DECLINE_EXTENSION, "未批准延期，期限不变")


def _asked(work: Work, case: ActCase) -> LegalEvent:
    """The request that is decided on, by a head who did not make it."""
    require_role(work.session, work.actor, Role.HEAD)
    asked = case.state.extension_request
    if asked is None:
        raise refused("extension_not_requested")
    if same_person(work.actor, (str(asked.payload.get("by", "")),)):
        raise refused("extension_own_request", person=work.actor)
    return asked

"""What stands between a reviewed draft and its issue: findings that only the head lets pass, and other words."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from casework.act_case import ActCase, words
from casework.draft_reading import ReadDraft
from casework.drafts import Override
from casework.issuing import blocks_json
from casework.legal_events import day_of
from casework.refusals import refused
from casework.roles import has_role
from casework.unit_of_work import Work
from casework.versions import same_words, stored_version
from casework.views import FindingView
from law.errors import UserError
from law.terms import EventKind, Role
from models import Document

__all__ = ["accept_overridden", "blocked", "overridden", "refuse_flawed_draft", "refuse_other_words", "says_the_same"]


def says_the_same(session: Session, case: ActCase, document: Document, read: ReadDraft) -> bool:
    """Whether the letter, made anew, still says what the version under review or approved says."""
    kept = stored_version(session, document.id, case.state.draft.version).content
    return same_words(
        kept.get("blocks", ()), day_of(kept.get("dated_on")), blocks_json(read.blocks)["blocks"], read.dated_on
    )


def refuse_other_words(session: Session, case: ActCase, document: Document, read: ReadDraft) -> None:
    """What was reviewed is what goes on: the case or the law may have changed the letter since.

    Raises:
        UserError: ``draft_reads_differently``.
    """
    if not says_the_same(session, case, document, read):
        raise refused("draft_reads_differently", field="document_id", version=case.state.draft.version)


def refuse_flawed_draft(findings: Sequence[FindingView]) -> None:
    """Refuse what nobody may let pass; what bars one way of service alone is asked again when the letter is issued.

    Raises:
        UserError: with the code of the finding.
    """
    for finding in findings:
        if finding.level == "block" and not finding.needs_reason and not finding.of_method:
            raise blocked(finding, "改正后再提交")


def accept_overridden(
    work: Work, case: ActCase, document: Document, findings: Sequence[FindingView], overrides: Sequence[Override]
) -> None:
    """Refuse a letter with blocking findings, but for those that the head let pass, or lets pass now with a reason.

    Raises:
        UserError: with the code of the finding; ``override_not_head``, ``override_needs_reason``.
    """
    passed = overridden(case, document)
    reasons = {one.code: one.reason for one in overrides}
    for finding in findings:
        if finding.level != "block" or (finding.needs_reason and finding.code in passed):
            continue
        if not (finding.needs_reason and finding.code in reasons):
            raise blocked(finding, "由负责人写明理由放行" if finding.needs_reason else "退回改正后再批准")
        if not has_role(work.session, work.actor, Role.HEAD):
            raise refused("override_not_head", field="overrides", code=finding.code, person=work.actor)
        payload = {
            "code": finding.code,
            "sentence": finding.sentence,
            "reason": words(reasons[finding.code], "override_needs_reason", "overrides"),
            "version": case.state.draft.version,
            "by": work.actor,
        }
        work.record(case.request, EventKind.FINDING_OVERRIDDEN, work.today, payload, document_id=document.id)


def overridden(case: ActCase, document: Document) -> frozenset[str]:
    """Findings let pass since the draft was submitted."""
    submitted = case.state.draft.submitted
    since = submitted.seq if submitted is not None else 0
    found = case.state.facts.all_of(EventKind.FINDING_OVERRIDDEN)
    return frozenset(str(one.payload["code"]) for one in found if one.document_id == document.id and one.seq > since)


def blocked(finding: FindingView, todo: str) -> UserError:
    """The refusal that a finding means."""
    why = f"依据：{finding.basis}" if finding.basis else ""
    field = "overrides" if finding.needs_reason else "method" if finding.of_method else "body"
    return UserError(finding.code, finding.sentence, why, todo, field=field)

"""审批收费: somebody other than the proposer approves or declines; the sheet for the file is made (管理办法第六条)."""

from datetime import date, datetime

from casework.act_case import ActCase, changed, check_day, enter, words
from casework.fee_course import ProposedFee
from casework.fee_drafts import FeeApprovalDraft
from casework.fee_figures import FeeFigures
from casework.fee_now import figures_now, moved_since
from casework.fee_proposal import reply_label
from casework.issuing import issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from fees.standards import Offer
from fees.wording import yuan
from law.terms import Act, DocumentKind, EventKind, FeeMethod, Outcome
from models import Document
from templates.fee_contexts import FeeCalculationContext, FeeLine

__all__ = ["approve_fee", "fee_lines", "refuse_moved"]


def approve_fee(office: Office, draft: FeeApprovalDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the decision on the pending proposal; an approval makes the calculation sheet.

    Raises:
        UserError: nothing to decide, the approver is the proposer, the figures have moved since, no reason for a
            refusal, an impossible day.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.APPROVE_FEE)
        fee = case.state.facts.fee.pending
        if fee is None:
            raise refused("fee_proposal_missing")
        check_day(draft.on, case, "审批日期", not_before=fee.event.on)
        approver = words(draft.approver, "fee_approver_missing", "approver")
        if approver == str(fee.said.get("proposer", "")).strip():
            raise refused("fee_approver_is_proposer", field="approver", approver=approver)
        payload = {"proposal_event_id": fee.event.id, "approver": approver, "fen": fee.fen, "method": fee.method}
        if not draft.approved:
            note = words(draft.note, "fee_decline_reason_missing", "note")
            work.record(case.request, EventKind.FEE_DECLINED, draft.on, {**payload, "note": note})
            return changed(work, case, Act.APPROVE_FEE, "不同意收费，已退回承办人")
        figures = figures_now(office, work.session, case, fee)
        refuse_moved(case, fee, figures)
        note = draft.note.strip()
        document = _sheet(work, case, draft, fee, figures, approver)
        work.record(case.request, EventKind.FEE_APPROVED, draft.on, {**payload, "note": note}, document_id=document.id)
        return changed(work, case, Act.APPROVE_FEE, f"已批准收费{yuan(fee.fen or 0)}", document_id=document.id)


def refuse_moved(case: ActCase, fee: ProposedFee, figures: FeeFigures) -> None:
    """Refuse to go on with figures that are no longer right, or for a reply that was decided otherwise since.

    Raises:
        UserError: ``fee_changed``, ``fee_outcome_decided_otherwise``.
    """
    decided = case.state.facts.decided
    meant = (fee.said.get("outcome"), str(fee.said.get("variant") or ""))
    if decided is not None and (decided.payload["outcome"], str(decided.payload.get("variant") or "")) != meant:
        outcome = Outcome(decided.payload["outcome"]).label
        raise refused("fee_outcome_decided_otherwise", outcome=outcome)
    moved = moved_since(fee, figures)
    if moved is not None:
        raise refused("fee_changed", before=yuan(moved.then), now=yuan(moved.now), why=moved.sentence.rstrip("。"))


def fee_lines(fee: ProposedFee) -> tuple[FeeLine, ...]:
    """The lines of a proposal as letters print them."""
    return tuple(
        FeeLine(
            which=str(one["which"]),
            quantity=str(one["quantity"]),
            rate=str(one["rate"]),
            fen=int(one["fen"]),
            basis=str(one["basis"]),
        )
        for one in fee.said.get("lines", ())
    )


def _sheet(
    work: Work, case: ActCase, draft: FeeApprovalDraft, fee: ProposedFee, figures: FeeFigures, approver: str
) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.on)
    said = fee.said
    method = fee.method or FeeMethod.BY_PIECE

    def context(_: str) -> FeeCalculationContext:
        return FeeCalculationContext(
            agency=frame.agency.name,
            registration_number=case.number,
            applicant=frame.addressee,
            request_title=case.request.title,
            intended=reply_label(Outcome(said["outcome"]), str(said.get("variant") or "")),
            counted=tuple(str(one) for one in said.get("counted", ())),
            piece=_offer_text(figures.comparison.by_piece),
            volume=_offer_text(figures.comparison.by_volume),
            lines=fee_lines(fee),
            standard=f"{method.label}计收",
            fen=fee.fen or 0,
            reason=str(said.get("reason") or "（本机关口径不要求另写理由）"),
            proposer=str(said.get("proposer", "")),
            proposed_on=fee.event.on or draft.on,
            approver=approver,
            approved_on=draft.on,
            note=draft.note.strip(),
            policies=tuple(str(one) for one in said.get("policies", ())),
        )

    return issue(work, case.request, DocumentKind.FEE_CALC, context, issued_on=draft.on)


def _offer_text(offer: Offer) -> str:
    if not offer.allowed or offer.assessment is None:
        return offer.why_not.sentence if offer.why_not is not None else "不适用。"
    steps = "".join(one.sentence for one in offer.assessment.steps)
    return f"{yuan(offer.fen)}。{steps}"

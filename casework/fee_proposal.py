"""提出收费: the calculator with both standards side by side, and the proposal that somebody else has to approve."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from casework.act_case import ActCase, changed, check_day, enter, last_fee_day, read_case, words
from casework.acts import why_not
from casework.fee_drafts import FeeProposalDraft
from casework.fee_figures import (
    FeeFigures,
    fee_figures,
    finding_views,
    line_views,
    offer_view,
    ordinal_text,
    policy_sentences,
)
from casework.fee_views import FeeFormView, PageCountView, ReplyKindView
from casework.office import Office
from casework.page_counting import MOST_PAGES, counted_units, file_views
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed, FindingView
from fees.wording import yuan
from law.outcomes import outcome_rules
from law.terms import Act, EventKind, FeeMethod, Outcome

__all__ = ["fee_form", "figures_payload", "propose_fee"]

# Told when nothing is processed any more: no fee is charged for it.
_NEVER_MEANT: Final = (Outcome.ABANDONED_NO_CORRECTION, Outcome.ABANDONED_NO_PAYMENT, Outcome.WITHDRAWN)
# The replies that the calculator offers: what is provided may be charged by volume, everything else by piece alone.
_REPLIES: Final = (
    (Outcome.GRANT, "provide_copy"),
    (Outcome.GRANT, "inform_way"),
    (Outcome.GRANT, "onsite_view"),
    (Outcome.PARTIAL_GRANT, "withheld_14_16"),
    (Outcome.PARTIAL_GRANT, "withheld_other"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """Page units with their sources."""

    units: int | None
    sources: tuple[str, ...]


def fee_form(office: Office, draft: FeeProposalDraft, *, today: date) -> FeeFormView:
    """Both standards for a request as the draft stands; nothing is kept, and an unfinished draft is no refusal.

    Raises:
        UserError: no such request, its receipt is not confirmed, or it came in before there were fees.
    """
    with office.reading() as session:
        case = read_case(office, session, draft.request_id, today)
        outcome, variant, decided = _reply(case, draft)
        files = file_views(session, case.request, case.state.facts)
        pages = _pages(files, draft, lenient=True)
        figures = fee_figures(office, session, case, outcome, variant, pages.units)
        against = why_not(Act.PROPOSE_FEE, case.state)
        return FeeFormView(
            replies=_replies(case),
            outcome=outcome,
            variant=variant,
            decided=decided,
            files=files,
            pages=pages.units,
            piece=offer_view(figures.comparison.by_piece),
            volume=offer_view(figures.comparison.by_volume),
            difference=_difference(figures),
            ordinal_text=ordinal_text(figures.month.month, figures.ordinals),
            counted=_counted(figures, pages),
            policies=policy_sentences(figures.policies),
            findings=_findings(figures),
            against=f"{against.what}{against.why}。" if against is not None else "",
            reason_needed=figures.policies.flag("fee_reason_required"),
        )


def _findings(figures: FeeFigures) -> tuple[FindingView, ...]:
    return finding_views(figures.comparison.findings)


def _reply(case: ActCase, draft: FeeProposalDraft) -> tuple[Outcome, str, bool]:
    """The reply that is meant: the decided one, if there is a decision."""
    decided = case.state.facts.decided
    if decided is not None:
        return Outcome(decided.payload["outcome"]), str(decided.payload.get("variant") or ""), True
    return draft.outcome, draft.variant or _first_variant(draft.outcome), False


def _first_variant(outcome: Outcome) -> str:
    variants = outcome_rules()[outcome].variants
    return variants[0].key if variants else ""


def _replies(case: ActCase) -> tuple[ReplyKindView, ...]:
    decided = case.state.facts.decided
    if decided is not None:
        outcome, variant = Outcome(decided.payload["outcome"]), str(decided.payload.get("variant") or "")
        return (ReplyKindView(outcome=outcome, variant=variant, label=reply_label(outcome, variant)),)
    named = tuple(ReplyKindView(outcome=one, variant=key, label=reply_label(one, key)) for one, key in _REPLIES)
    covered = {one for one, _ in _REPLIES}
    others = (
        one
        for one, rule in outcome_rules().items()
        if one not in covered and one not in _NEVER_MEANT and rule.fee_methods
    )
    return (*named, *(ReplyKindView(outcome=one, variant="", label=one.label) for one in others))


def reply_label(outcome: Outcome, variant: str) -> str:
    """予以公开·提供复制件."""
    chosen = outcome_rules()[outcome].variant(variant or None)
    return f"{outcome.label}·{chosen.label}" if chosen is not None else outcome.label


def _pages(files: tuple[PageCountView, ...], draft: FeeProposalDraft, *, lenient: bool = False) -> _Pages:
    """Page units of the chosen files and those counted by hand; lenient: files nobody counted are left out."""
    chosen: Iterable[int] = draft.attachment_ids
    if lenient:
        known = {one.attachment_id for one in files if one.units is not None}
        chosen = [one for one in chosen if one in known]
    units = counted_units(files, tuple(chosen))
    sources = [f"{one.file_name} {one.units} 页" for one in files if one.attachment_id in set(chosen)]
    if draft.extra_pages > 0:
        how = draft.extra_reason.strip()
        sources.append(f"人工计 {draft.extra_pages} 页" + (f"（{how}）" if how else ""))
        units = (units or 0) + draft.extra_pages
    return _Pages(units=units, sources=tuple(sources))


def _difference(figures: FeeFigures) -> str:
    piece, volume = figures.comparison.by_piece, figures.comparison.by_volume
    if not (piece.fen and volume.fen):
        return ""
    if piece.fen == volume.fen:
        return "两种标准数额相同。"
    less = piece if piece.fen < volume.fen else volume
    return f"{less.method.label}少{yuan(abs(figures.comparison.difference))}。"


def _counted(figures: FeeFigures, pages: _Pages) -> tuple[str, ...]:
    """What was counted, one sentence each."""
    text = ordinal_text(figures.month.month, figures.ordinals)
    said = [f"本件为申请人{text}。" if text else "本件不占当月序号。"]
    if pages.units is not None:
        said.append(f"拟提供 {pages.units} 页：{'、'.join(pages.sources)}。")
    return tuple(said)


def propose_fee(office: Office, draft: FeeProposalDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Propose a fee by one of the standards; the figures are computed here and kept with their reasons.

    Raises:
        UserError: not allowed now, the standard is barred for that reply, nothing to charge, pages not counted, no
            reason, an impossible day.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.PROPOSE_FEE)
        check_day(draft.on, case, "提出日期", not_before=last_fee_day(case))
        outcome, variant, decided = _reply(case, draft)
        if decided and (outcome, variant) != (draft.outcome, draft.variant or variant):
            raise refused("fee_outcome_decided_otherwise", field="reply", outcome=reply_label(outcome, variant))
        if not 0 <= draft.extra_pages <= MOST_PAGES:
            raise refused("pages_out_of_range", field="extra_pages", most=f"{MOST_PAGES:,}")
        files = file_views(work.session, case.request, case.state.facts)
        pages = _pages(files, draft)
        if draft.extra_pages and not draft.extra_reason.strip():
            raise refused("fee_extra_reason_missing", field="extra_reason", pages=draft.extra_pages)
        figures = fee_figures(office, work.session, case, outcome, variant, pages.units)
        fen = _chargeable(figures, draft.method)
        reason = draft.reason.strip()
        if figures.policies.flag("fee_reason_required"):
            reason = words(draft.reason, "fee_reason_missing", "reason")
        payload = {
            **figures_payload(figures, draft.method, pages.units),
            "outcome": outcome,
            "variant": variant,
            "reason": reason,
            "counted": _counted(figures, pages),
            "attachment_ids": list(dict.fromkeys(draft.attachment_ids)),
            "extra_pages": draft.extra_pages,
            "extra_reason": draft.extra_reason.strip(),
            "proposer": actor,
        }
        work.record(case.request, EventKind.FEE_PROPOSED, draft.on, payload)
        return changed(work, case, Act.PROPOSE_FEE, f"已提出{draft.method.label}收费{yuan(fen)}，待审批")


def _chargeable(figures: FeeFigures, method: FeeMethod) -> int:
    """The amount of a standard.

    Raises:
        UserError: barred for that reply, not known yet, or nothing to charge.
    """
    offer = figures.offer(method)
    if not offer.allowed:
        why = offer.why_not.sentence.rstrip("。") if offer.why_not is not None else ""
        raise refused("fee_method_barred", field="method", method=method.label, why=why)
    if offer.assessment is None:
        raise refused("fee_pages_missing", field="attachment_ids")
    if not offer.fen:
        units = offer.assessment.steps[-1].sentence.rstrip("。") if offer.assessment.steps else "没有计得"
        raise refused("fee_nothing_to_charge", field="method", method=method.label, counted=units)
    return offer.fen


def figures_payload(figures: FeeFigures, method: FeeMethod, pages: int | None) -> dict[str, Any]:
    """The figures of a fee as an event keeps them: amount, what was counted, every line with its article."""
    offer = figures.offer(method)
    lines = line_views(offer.assessment.steps) if offer.assessment is not None else ()
    return {
        "method": method,
        "fen": offer.fen,
        "month": figures.month.month.isoformat()[:7],
        "ordinals": list(figures.ordinals) if figures.ordinals is not None else None,
        "pages": pages,
        "by_piece_fen": figures.comparison.by_piece.fen if figures.comparison.by_piece.allowed else None,
        "by_volume_fen": figures.comparison.by_volume.fen if _volume_known(figures) else None,
        "lines": [
            {"which": one.which, "quantity": one.quantity, "rate": one.rate, "fen": one.fen, "basis": one.basis}
            for one in lines
        ],
        "policies": list(policy_sentences(figures.policies, (method,))),
    }


def _volume_known(figures: FeeFigures) -> bool:
    volume = figures.comparison.by_volume
    return volume.allowed and volume.assessment is not None

"""The fee of a request as the case page shows it, with the history of every figure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.fee_counting import PieceMonth
from casework.fee_course import FeeCourse, ProposedFee
from casework.fee_figures import FeeFigures, finding_views, offer_view, ordinal_text
from casework.fee_now import figures_now, moved_since
from casework.fee_stages import stage_text
from casework.fee_views import FeeFigureView, FeeLineView, FeeView
from casework.history_view import told
from casework.legal_events import LegalEvent, RecordedEvent, corrections
from casework.office import Office
from casework.page_counting import latest_counts
from casework.views import FindingView
from fees.wording import yuan
from law.errors import UserError
from law.terms import EventKind, FeeStatus, Outcome
from models import Document

__all__ = ["fee_view"]

_FIGURES: Final = (
    EventKind.PAGES_COUNTED,
    EventKind.PIECES_SPLIT,
    EventKind.FEE_PROPOSED,
    EventKind.FEE_APPROVED,
    EventKind.FEE_DECLINED,
    EventKind.FEE_NOTICED,
    EventKind.FEE_PAID,
    EventKind.FEE_REFUNDED,
    EventKind.FEE_WAIVED,
    EventKind.FEE_LAPSED,
)
_DEFAULT_REPLY: Final = (Outcome.GRANT, "provide_copy")


def fee_view(office: Office, session: Session, case: ActCase, rows: Sequence[RecordedEvent]) -> FeeView | None:
    """The fee of a request; ``None`` where there is none: no receipt yet, or of a time before there were fees.

    Args:
        office: the office.
        session: a reading session.
        case: the request.
        rows: its stored events, for the history of the figures.
    """
    fee = case.state.facts.fee
    figures = _figures(office, session, case, fee)
    if figures is None:
        return None
    chosen = _chosen(fee)
    changed = _changed(session, fee, figures) if chosen is not None else ""
    due = case.state.clock.fee_pay_due
    awaited = fee.is_open and due is not None
    settlement = fee.settlement
    return FeeView(
        status=fee.status,
        status_text=_status_text(case),
        ordinals=figures.ordinals,
        ordinal_text=ordinal_text(figures.month.month, figures.ordinals),
        next_text=next_text(figures.month),
        method=chosen.method if chosen is not None else None,
        fen=chosen.fen if chosen is not None else None,
        amount=yuan(chosen.fen) if chosen is not None and chosen.fen is not None else "",
        paid=yuan(settlement.paid) if settlement is not None and settlement.paid else "",
        missing=yuan(settlement.missing) if settlement is not None and fee.is_open else "",
        excess=yuan(fee.excess) if fee.excess else "",
        pay_due=due.due if awaited and due is not None else None,
        provisional=bool(awaited and due is not None and due.provisional),
        piece=offer_view(figures.comparison.by_piece),
        volume=offer_view(figures.comparison.by_volume),
        lines=_lines(chosen),
        changed=changed,
        findings=_findings(fee, figures),
        history=_history(rows),
        applicant_id=figures.applicant_id,
    )


def _status_text(case: ActCase) -> str:
    due = case.state.clock.fee_pay_due
    day = due.due if due is not None else None
    return stage_text(case.state.facts.fee.status, day, case.state.today, case.derived.calendar)


def _chosen(fee: FeeCourse) -> ProposedFee | None:
    return fee.notice.fee if fee.notice is not None else fee.proposal


def _figures(office: Office, session: Session, case: ActCase, fee: FeeCourse) -> FeeFigures | None:
    """The figures as of now, for the reply that was meant."""
    chosen = _chosen(fee)
    try:
        if chosen is not None and chosen.said.get("outcome"):
            return figures_now(office, session, case, chosen)
        return figures_now(office, session, case, _meant(case))
    except UserError:
        return None  # no receipt yet, or of a time before there were fees


def _meant(case: ActCase) -> ProposedFee:
    """The reply that is decided, or the usual one, and the pages counted so far."""
    decided = case.state.facts.decided
    outcome, variant = _DEFAULT_REPLY
    if decided is not None:
        outcome, variant = Outcome(decided.payload["outcome"]), str(decided.payload.get("variant") or "")
    said = {"outcome": outcome, "variant": variant}
    event = LegalEvent(id=0, seq=0, kind=EventKind.FEE_PROPOSED, on=None, payload=said)
    return ProposedFee(event=event, method=None, fen=None, ordinals=None, pages=_pages_so_far(case))


def _pages_so_far(case: ActCase) -> int | None:
    counted = latest_counts(case.state.facts)
    return sum(int(one["units"]) for one, _ in counted.values()) if counted else None


def _changed(session: Session, fee: FeeCourse, figures: FeeFigures) -> str:
    """What no longer fits: of a notice while money may still move, of a proposal until it is notified."""
    chosen = _chosen(fee)
    if chosen is None or fee.status in (FeeStatus.WAIVED, FeeStatus.LAPSED, FeeStatus.NONE):
        return ""
    letter = ""
    if fee.notice is not None and fee.notice.document_id is not None:
        document = session.get(Document, fee.notice.document_id)
        letter = f"收费通知书{document.document_number or ''}" if document is not None else "收费通知书"
    moved = moved_since(chosen, figures, letter)
    return moved.sentence if moved is not None else ""


def _lines(fee: ProposedFee | None) -> tuple[FeeLineView, ...]:
    if fee is None:
        return ()
    return tuple(
        FeeLineView(
            which=str(one["which"]),
            quantity=str(one["quantity"]),
            rate=str(one["rate"]),
            amount=yuan(int(one["fen"])),
            fen=int(one["fen"]),
            basis=str(one["basis"]),
        )
        for one in fee.said.get("lines", ())
    )


def _findings(fee: FeeCourse, figures: FeeFigures) -> tuple[FindingView, ...]:
    """What to think of: before a notice the advice of the engine, after it what the payments say."""
    found: list[FindingView] = []
    if not fee.notices and figures.comparison.chargeable:
        found += finding_views(figures.comparison.findings)
    if fee.settlement is not None and fee.settlement.finding is not None and fee.is_open:
        found += finding_views((fee.settlement.finding,), "warn")
    if fee.notices and fee.pending is not None and fee.pending.fen is not None:
        sentence = f"已提出把数额改为{yuan(fee.pending.fen)}，待审批；批准后另发通知，缴费期限重新计算。"
        found.append(FindingView(code="fee_replacement_pending", level="hint", sentence=sentence))
    if fee.excess:
        sentence = f"现存{yuan(fee.excess)}应当退还，由执收单位按财政规定办理，退还后登记。"
        found.append(FindingView(code="fee_to_refund", level="warn", sentence=sentence))
    return tuple(found)


def next_text(month: PieceMonth) -> str:
    """What the next piece of this applicant would cost this month."""
    if month.count is None:
        return ""
    price = yuan(month.count.next_fen) if month.count.next_fen else "不收费"
    return f"本月已计 {month.count.occupied} 件，下一件为第 {month.count.next_ordinal} 件，{price}"


def _history(rows: Iterable[RecordedEvent]) -> tuple[FeeFigureView, ...]:
    """Every figure that was ever recorded, struck ones included, the latest first."""
    kept = tuple(rows)
    struck = {one for one, change in corrections(kept).items() if change.void}
    found = [one for one in kept if one.kind in _FIGURES]
    return tuple(
        FeeFigureView(
            on=one.on,
            title=told(one)[0],
            amount=_amount(one),
            detail=told(one)[1],
            recorded_at=one.recorded_at,
            recorded_by=one.recorded_by,
            void=one.id in struck,
        )
        for one in sorted(found, key=_order, reverse=True)
    )


def _order(row: RecordedEvent) -> tuple[date, int]:
    return row.on or date.min, row.seq


def _amount(row: RecordedEvent) -> str:
    fen = row.payload.get("fen")
    return yuan(int(fen)) if fen is not None else ""

"""The figures of a request's fee: counted in its month, priced by both standards, told with reasons and articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.fee_counting import PieceMonth, request_month
from casework.fee_views import FeeLineView, FeeOfferView
from casework.office import Office
from casework.refusals import basis_text, refused
from casework.views import FindingView
from fees.grounds import why
from fees.standards import Comparison, Offer, compare
from fees.steps import Assessment, FeeFinding, FeeStep
from fees.wording import yuan
from law.citations import Citation
from law.errors import RuleGap
from law.policies import PolicySet, policy_specs
from law.terms import Confidence, FeeMethod, Outcome

__all__ = [
    "FeeFigures",
    "basis_of",
    "fee_figures",
    "finding_views",
    "line_views",
    "month_text",
    "offer_view",
    "ordinal_text",
    "policy_sentences",
]

# What shapes the figures of each standard: shown beside them, because the measure is silent there.
_POLICIES = {
    FeeMethod.BY_PIECE: (
        "fee_month_basis",
        "fee_count_withdrawn",
        "fee_count_repeat_abandoned",
        "fee_joint_applicants",
        "fee_band31_reading",
    ),
    FeeMethod.BY_VOLUME: ("fee_a3_pages", "fee_blank_side", "fee_nonpaged"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFigures:
    """Both standards for one request.

    Attributes:
        on: the decisive day: that of the receipt.
        month: the month in which its pieces are counted.
        applicant_id: the entry of its first applicant.
        ordinals: ordinals of its pieces, None if it takes none.
        comparison: the offers.
        policies: those that govern them.
    """

    on: date
    month: PieceMonth
    applicant_id: int
    ordinals: tuple[int, int] | None
    comparison: Comparison
    policies: PolicySet

    def offer(self, method: FeeMethod) -> Offer:
        """The offer of one standard."""
        return self.comparison.by_piece if method is FeeMethod.BY_PIECE else self.comparison.by_volume


def fee_figures(
    office: Office, session: Session, case: ActCase, outcome: Outcome, variant: str, pages: int | None
) -> FeeFigures:
    """Count and price a request.

    Args:
        office: the office.
        session: a reading or writing session.
        case: the request.
        outcome: the reply that is intended or decided.
        variant: its variant, empty if it has none.
        pages: page units to be provided, None while they are not counted.

    Raises:
        UserError: the receipt is not confirmed, or the request came in before there were fees.
    """
    received = case.state.received
    counted = request_month(office, session, case.request)
    if received is None or counted is None:
        raise refused("receipt_not_confirmed")
    row = counted.month.row_of(case.request.id)
    ordinals = counted.month.ordinals_of(case.request.id)
    chargeable = ordinals if row is not None and row.counted.charged else None
    try:
        compared = compare(outcome, variant or None, chargeable, pages, counted.day, counted.policies)
    except RuleGap:
        raise refused("fee_before_measure", received=received) from None
    return FeeFigures(
        on=counted.day,
        month=counted.month,
        applicant_id=counted.applicant_id,
        ordinals=ordinals,
        comparison=compared,
        policies=counted.policies,
    )


def basis_of(standard: Citation) -> str:
    """The provisions that a fee rests on, as letters print them: the duty, the choice of one standard, the standard."""
    duty, choice = why("charging")
    return f"{duty.full}和{choice.full}、{standard.short}"


def month_text(day: date) -> str:
    """2026年3月."""
    return f"{day.year}年{day.month}月"


def ordinal_text(month: date, ordinals: tuple[int, int] | None) -> str:
    """2026年3月第 12 件, 2026年3月第 6–20 件; empty for a request that takes no ordinal."""
    if ordinals is None:
        return ""
    first, last = ordinals
    return f"{month_text(month)}第 {first} 件" if first == last else f"{month_text(month)}第 {first}–{last} 件"


def line_views(steps: Iterable[FeeStep]) -> tuple[FeeLineView, ...]:
    """Steps of a calculation as the client and the letters show them."""
    return tuple(
        FeeLineView(
            which=f"第{one.first}{one.unit}" if one.first == one.last else f"第{one.first}至{one.last}{one.unit}",
            quantity=f"{one.quantity}{one.unit}",
            rate=f"每{one.unit}{yuan(one.rate_fen)}" if one.rate_fen else "不收费",
            amount=yuan(one.fen),
            fen=one.fen,
            basis=basis_text(one.citations),
            doubtful=one.confidence in (Confidence.DERIVED, Confidence.MEMORY),
        )
        for one in steps
    )


def offer_view(offer: Offer) -> FeeOfferView:
    """An offer as the client shows it."""
    assessment: Assessment | None = offer.assessment if offer.allowed else None
    why = offer.why_not
    return FeeOfferView(
        method=offer.method,
        allowed=offer.allowed,
        fen=assessment.fen if assessment is not None else None,
        amount=yuan(assessment.fen) if assessment is not None else "—",
        lines=line_views(assessment.steps) if assessment is not None else (),
        why_not=why.sentence if why is not None else "",
        basis=basis_text(why.citations) if why is not None else "",
    )


def finding_views(findings: Iterable[FeeFinding], level: str = "hint") -> tuple[FindingView, ...]:
    """Findings of the engine for the client."""
    return tuple(
        FindingView(code=one.code, level=level, sentence=one.sentence, basis=basis_text(one.citations))
        for one in findings
    )


def policy_sentences(policies: PolicySet, methods: Iterable[FeeMethod] = tuple(FeeMethod)) -> tuple[str, ...]:
    """The agency's readings behind the figures: what the measure leaves open and how it was decided here."""
    keys = [key for method in methods for key in _POLICIES[method]]
    specs = policy_specs()
    return tuple(f"{specs[key].label}：{specs[key].show(policies.get(key))}。" for key in keys)

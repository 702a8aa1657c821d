"""选择: which standard may be charged for which reply, both side by side, never added (管理办法第三至五条)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fees.bands import assess
from fees.grounds import why
from fees.steps import Assessment, FeeFinding
from fees.volume import volume_fee
from fees.wording import yuan
from law.fee_schedule import fee_schedule
from law.outcomes import outcome_rules
from law.policies import PolicySet
from law.terms import Confidence, FeeMethod, Outcome

__all__ = ["Comparison", "Offer", "allowed_methods", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one standard would give.

    Attributes:
        method: the standard.
        allowed: may it be charged for this reply?
        assessment: the amount with its steps; ``None`` where something it needs is not known yet.
        why_not: why it may not be charged, or what is missing; empty if plain.
    """

    method: FeeMethod
    allowed: bool
    assessment: Assessment | None
    why_not: FeeFinding | None = None

    @property
    def fen(self) -> int:
        """The amount that may be charged, fen; 0 where nothing may."""
        return self.assessment.fen if self.allowed and self.assessment is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both standards side by side; one of them is chosen for a request, the amounts are never added.

    Attributes:
        by_piece, by_volume: the offers.
        findings: what to think of before charging, in the order in which it should be told.
    """

    by_piece: Offer
    by_volume: Offer
    findings: tuple[FeeFinding, ...]

    @property
    def offers(self) -> tuple[Offer, Offer]:
        """Both, by piece first."""
        return self.by_piece, self.by_volume

    @property
    def chargeable(self) -> bool:
        """Is there anything to charge? Where both standards give nothing no fee may be charged (管理办法第三条)."""
        return any(one.fen for one in self.offers)

    @property
    def difference(self) -> int:
        """By volume less by piece, fen."""
        return self.by_volume.fen - self.by_piece.fen


def allowed_methods(outcome: Outcome, variant: str | None) -> tuple[FeeMethod, ...]:
    """The standards that a reply bears: by piece any decision, by volume only what is provided (管理办法第四、五条).

    Raises:
        UserError: the outcome has no such variant.
    """
    return outcome_rules()[outcome].fee_methods_for(variant or None)


def compare(
    outcome: Outcome,
    variant: str | None,
    ordinals: tuple[int, int] | None,
    pages: int | None,
    on: date,
    policies: PolicySet | None = None,
) -> Comparison:
    """Set both standards side by side for one request.

    Args:
        outcome: the reply that is intended or decided.
        variant: its variant, None or empty if it has none or it is open.
        ordinals: first and last ordinal of its pieces in the month; None while they take none.
        pages: page units to be provided; None while they are not counted.
        on: the decisive day (of the receipt of the request).
        policies: ``fee_offer_onsite`` and those of the two standards.

    Raises:
        TypeError, ValueError: no ordinals or pages.
        UserError: the outcome has no such variant.
        RuleGap: no fee could be charged on that day.
    """
    chosen = policies or PolicySet.default()
    methods = allowed_methods(outcome, variant)
    piece = _by_piece(methods, outcome, ordinals, on, chosen)
    volume = _by_volume(methods, outcome, pages, on, chosen)
    findings = tuple(_findings(piece, volume, chosen))
    return Comparison(by_piece=piece, by_volume=volume, findings=findings)


def _by_piece(
    methods: tuple[FeeMethod, ...],
    outcome: Outcome,
    ordinals: tuple[int, int] | None,
    on: date,
    policies: PolicySet,
) -> Offer:
    method = FeeMethod.BY_PIECE
    if method not in methods:
        sentence = f"“{outcome.label}”的申请不收费。"
        return Offer(method=method, allowed=False, assessment=None, why_not=_finding("not_charged", sentence))
    if ordinals is None:
        sentence = "本件不占当月序号，不能按件收费。"
        return Offer(method=method, allowed=False, assessment=None, why_not=_finding("no_ordinal", sentence))
    assessment = assess(fee_schedule(method, on, policies), *ordinals)
    return Offer(method=method, allowed=True, assessment=assessment)


def _by_volume(
    methods: tuple[FeeMethod, ...], outcome: Outcome, pages: int | None, on: date, policies: PolicySet
) -> Offer:
    method = FeeMethod.BY_VOLUME
    if method not in methods:
        sentence = f"“{outcome.label}”这样答复没有提供纸质件、电子邮件或者复制的电子数据，不能按量收费。"
        return Offer(method=method, allowed=False, assessment=None, why_not=_finding("volume_barred", sentence))
    if pages is None:
        sentence = "还没有计页，按量的数额算不出来。"
        return Offer(method=method, allowed=True, assessment=None, why_not=_finding("pages_missing", sentence))
    return Offer(method=method, allowed=True, assessment=volume_fee(pages, on, policies))


def _findings(piece: Offer, volume: Offer, policies: PolicySet) -> Iterator[FeeFinding]:
    if not piece.fen and not volume.fen:
        yield _finding("nothing_to_charge", "两种标准都没有可收的数额，不得收费。")
        return
    if piece.fen and volume.fen:
        both = f"按件{yuan(piece.fen)}、按量{yuan(volume.fen)}，只能选一种，不得相加。"
        yield _finding("one_standard", both)
    if piece.fen:
        yield _finding("ask_reasons_first", "收费前可以先要求申请人说明理由：数量、频次明显超过合理范围由人判断。")
    if volume.fen and policies.flag("fee_offer_onsite"):
        yield _finding("offer_onsite", f"可以改为安排现场查阅、抄录，不收按量的{yuan(volume.fen)}。")
    charged = piece.assessment.charged if piece.allowed and piece.assessment else ()
    doubtful = next((one for one in charged if one.confidence is Confidence.DERIVED), None)
    if doubtful is not None:
        yield _finding("band_reading", f"第{doubtful.first}件起的单价各地读法不一，现按本机关口径计算。")


def _finding(code: str, sentence: str) -> FeeFinding:
    return FeeFinding(code, sentence, why(code))

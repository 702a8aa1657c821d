"""Contexts of the letters around the processing fee: the notice, its calculation sheet, and that nothing is charged."""

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from fees.wording import capital_yuan, yuan
from law.terms import DocumentKind
from templates.context_base import RequestLetter, require_filled, said

__all__ = ["FeeCalculationContext", "FeeLine", "FeeNoticeContext", "FeeWaiverContext"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One band of the calculation.

    Args:
        which: the units, e.g. 第11至12件.
        quantity: how many, with their unit.
        rate: price of one.
        fen: their price together, fen.
        basis: citation of the band.
    """

    which: str = said("计算范围")
    quantity: str = said("数量")
    rate: str = said("单价")
    fen: int = said("金额")
    basis: str = said("标准依据")

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def amount(self) -> str:
        """Their price together, in figures."""
        return yuan(self.fen)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNoticeContext(RequestLetter):
    """收费通知书 (信息处理费管理办法第六条).

    Args:
        basis: citations of the duty and of the standard.
        standard: name of the standard: 按件计收 or 按量计收.
        counted: the sentence that says what was counted (ordinals of the month, pages).
        reason: why a fee is charged, in the agency's words.
        lines: the calculation, band by band.
        fen: the amount, fen.
        pay_basis: citation of the period to pay and of what follows.
        pay_days: its length in working days.
        pay_due_on: last day, where the day of service is known already; else ``None``.
        restart_days: length of the period that begins anew after the payment, working days.
        unit_name, unit_code: who collects (执收单位) and its code.
        item_code, item_name: the item of revenue.
        payment_code: 缴款码, empty if none was given out.
        pay_way, pay_place: how and where to pay.
        treasury_basis: citation that the fee is revenue of the treasury; empty where only certain articles are cited.
        onsite_basis: citation of viewing in its place; empty if it is not offered.
        remedy: what the measure says of remedies; ``remedy_basis`` its article, empty where none is certain.
        paid_fen: what was paid for the notice that this one replaces, fen.
        replaces: number of the notice that this one takes the place of, empty if none.
    """

    basis: str = said("收费依据")
    standard: str = said("收费标准")
    counted: str = said("计收情况")
    reason: str = said("收费理由", "")
    lines: tuple[FeeLine, ...] = said("计算明细")
    fen: int = said("数额")
    pay_basis: str = said("缴费期限依据")
    pay_days: int = said("缴费工作日数")
    pay_due_on: date | None = said("缴费截止日", None)
    restart_days: int = said("重新计算的工作日数")
    unit_name: str = said("执收单位")
    unit_code: str = said("执收单位编码", "")
    item_code: str = said("项目编码")
    item_name: str = said("项目名称", "")
    payment_code: str = said("缴款码", "")
    pay_way: str = said("缴纳方式")
    pay_place: str = said("缴纳地点或者账户", "")
    treasury_basis: str = said("缴库依据", "")
    onsite_basis: str = said("现场查阅依据", "")
    remedy: str = said("异议途径")
    remedy_basis: str = said("异议依据", "")
    paid_fen: int = said("已缴数额", 0)
    replaces: str = said("被替代的文号", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.FEE_NOTICE

    @property
    def amount(self) -> str:
        """The amount in figures."""
        return yuan(self.fen)

    @property
    def capitals(self) -> str:
        """The amount in capitals."""
        return capital_yuan(self.fen)

    @property
    def paid(self) -> str:
        """What was paid already, in figures; empty if nothing was."""
        return yuan(self.paid_fen) if self.paid_fen else ""

    @property
    def still_due(self) -> str:
        """What is left to pay, in figures."""
        return yuan(max(0, self.fen - self.paid_fen))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeWaiverContext(RequestLetter):
    """不再收取信息处理费告知书: a notice was sent, and nothing is charged after all.

    Args:
        notice_number: number of the notice.
        notice_on: its date.
        fen: its amount, fen.
        paid_fen: what was paid already and will be given back, fen.
        reason: why.
    """

    notice_number: str = said("收费通知书文号")
    notice_on: date = said("收费通知书日期")
    fen: int = said("数额")
    paid_fen: int = said("已缴数额", 0)
    reason: str = said("不再收取的理由")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.FEE_WAIVER

    @property
    def amount(self) -> str:
        """The amount in figures."""
        return yuan(self.fen)

    @property
    def paid(self) -> str:
        """What was paid, in figures; empty if nothing was."""
        return yuan(self.paid_fen) if self.paid_fen else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCalculationContext:
    """收费计算与审批单, for the file: both standards side by side, the choice, the reason, who approved.

    Args:
        agency, registration_number, applicant, request_title: what it is about.
        intended: the reply that is intended.
        counted: what was counted: ordinals of the month, pages and from which files.
        piece, volume: the offers in one sentence each.
        lines: the calculation by the standard chosen.
        standard, fen: the standard and its amount.
        reason: why a fee is charged.
        proposer, proposed_on, approver, approved_on, note: who decided what, and when.
        policies: the agency's own readings that the figures rest on, one sentence each.
    """

    agency: str = said("机关名称")
    registration_number: str = said("登记号")
    applicant: str = said("申请人")
    request_title: str = said("申请内容")
    intended: str = said("拟作答复")
    counted: tuple[str, ...] = said("计数情况")
    piece: str = said("按件计收")
    volume: str = said("按量计收")
    lines: tuple[FeeLine, ...] = said("计算明细")
    standard: str = said("所选标准")
    fen: int = said("数额")
    reason: str = said("收费理由")
    proposer: str = said("提出人")
    proposed_on: date = said("提出日期")
    approver: str = said("审批人")
    approved_on: date = said("审批日期")
    note: str = said("审批意见", "")
    policies: tuple[str, ...] = said("所依口径", ())

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.FEE_CALC

    @property
    def template_key(self) -> str:
        """Name of the .docx template without its ending."""
        return str(self.kind)

    @property
    def amount(self) -> str:
        """The amount in figures."""
        return yuan(self.fen)

    @property
    def capitals(self) -> str:
        """The amount in capitals."""
        return capital_yuan(self.fen)

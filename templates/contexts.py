"""One typed context per letter. The engine prints nothing that does not stand here.

Citations come in as printed text from ``law.citations``; a context types no article of its own.
"""

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from law.terms import ConsultationKind, DocumentKind
from templates.context_base import (
    ConsultationPast,
    CorrectionPast,
    DeferralPast,
    ExtensionPast,
    History,
    Letter,
    OrderedPast,
    RequestLetter,
    require_filled,
    said,
)
from templates.deadline_sheet import DayLine, DeadlineSheetContext
from templates.reply_contexts import (
    GrantLetterContext,
    GrantVariant,
    ItemConclusion,
    OutcomeLetterContext,
    ProvidedInformation,
    WithheldPart,
)

__all__ = [
    "ConsultationContext",
    "ConsultationPast",
    "CorrectionItem",
    "CorrectionNoticeContext",
    "CorrectionPast",
    "DayLine",
    "DeadlineSheetContext",
    "DeferralNoticeContext",
    "DeferralPast",
    "ExtensionNoticeContext",
    "ExtensionPast",
    "GrantLetterContext",
    "GrantVariant",
    "History",
    "ItemConclusion",
    "JustificationNoticeContext",
    "Letter",
    "OrderedPast",
    "OutcomeLetterContext",
    "ProvidedInformation",
    "ReceiptContext",
    "RequestLetter",
    "WithdrawalConfirmContext",
    "WithheldPart",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptContext(RequestLetter):
    """接收回执 (条例第三十一、三十三条).

    Args:
        reply_basis: citation of the reply period.
        reply_days: its length in working days.
        reply_due_on: last day, or ``None`` while the calendar of that year is not published.
        missing_year: the year whose notice is missing, if any.
        materials: what came in with the request.
        rectify: a request to correct records, which has no reply period (条例第四十一条).
    """

    reply_basis: str = said("答复期限依据", "")
    reply_days: int = said("答复期限工作日数", 0)
    reply_due_on: date | None = said("答复期限届满日", None)
    missing_year: int | None = said("未公布放假安排的年份", None)
    materials: tuple[str, ...] = said("收到材料", ())
    rectify: bool = said("更正申请", False)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.RECEIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionItem:
    """One thing that is unclear, and how to correct it (条例第三十条)."""

    unclear: str = said("不明确之处")
    how: str = said("补正要求")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNoticeContext(RequestLetter):
    """补正告知书 (条例第三十条).

    Args:
        items: every unclear point; at least one.
        deadline: concrete last day for the correction.
        basis: citation of the duty to correct.
        submit_to: where to send the correction (office address or mail box of the agency).
        deadline_provisional: whether the calendar does not yet cover the deadline.
    """

    items: tuple[CorrectionItem, ...] = said("补正事项")
    deadline: date = said("补正截止日")
    basis: str = said("补正依据")
    submit_to: str = said("补正提交方式", "")
    deadline_provisional: bool = said("截止日为暂定", False)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CORRECTION_NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNoticeContext(RequestLetter):
    """延期答复告知书 (条例第三十三条第二款).

    Args:
        first_due_on: end of the first reply period.
        workdays: working days of the extension.
        due_on: end of the extended period, or ``None`` while the calendar of that year is not published.
        missing_year: the year whose notice is missing, if any.
        reason: why the first period does not suffice.
        basis: citation.
    """

    first_due_on: date = said("原答复期限届满日")
    workdays: int = said("延长工作日数")
    reason: str = said("延期理由")
    basis: str = said("延期依据")
    due_on: date | None = said("延长后届满日", None)
    missing_year: int | None = said("未公布放假安排的年份", None)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.EXTENSION_NOTICE


_CONSULTATION_DOCUMENTS = {
    ConsultationKind.THIRD_PARTY: DocumentKind.THIRD_PARTY_CONSULTATION,
    ConsultationKind.CO_MAKER: DocumentKind.CO_MAKER_CONSULTATION,
    ConsultationKind.AGENCY: DocumentKind.AGENCY_CONSULTATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationContext(Letter):
    """征求意见书, in three kinds with three meanings of silence (条例第三十二、三十三、三十四条).

    The applicant is not named: the consulted learn what is to be disclosed, not who asked.

    Args:
        consultation: whom the letter asks.
        registration_number: number of the request.
        information: description of the information to be disclosed.
        reason: why this addressee is asked, e.g. that a trade secret may be concerned.
        basis: citation.
        reply_days: working days for the answer, counted from receipt of the letter.
        reply_by: concrete last day (agencies), or ``None`` where the day of service decides.
    """

    consultation: ConsultationKind = said("征求对象")
    registration_number: str = said("登记号")
    information: str = said("拟公开的政府信息")
    reason: str = said("征求意见的缘由")
    basis: str = said("征求意见依据")
    reply_days: int = said("答复工作日数")
    reply_by: date | None = said("答复截止日", None)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return _CONSULTATION_DOCUMENTS[self.consultation]


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationNoticeContext(RequestLetter):
    """说明理由告知书 (条例第三十五条).

    Args:
        statistics: number and frequency of the requests, one sentence each.
        deadline: last day for the reasons.
        basis: citation.
    """

    statistics: tuple[str, ...] = said("数量频次统计")
    deadline: date = said("说明理由截止日")
    basis: str = said("说明理由依据")
    deadline_provisional: bool = said("截止日为暂定", False)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.JUSTIFICATION_NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralNoticeContext(RequestLetter):
    """延迟答复告知书: the reasons are sound, but the replies need longer (条例第三十五条).

    Args:
        reasons_received_on: day on which the applicant's reasons came in.
        until: day by which the agency replies.
        reason: why it cannot reply within the period.
        basis: citation.
    """

    reasons_received_on: date = said("收到理由日期")
    until: date = said("延迟答复日期")
    reason: str = said("延迟理由")
    basis: str = said("延迟依据")
    until_provisional: bool = said("延迟答复日期为暂定", False)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.DELAY_35_NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalConfirmContext(RequestLetter):
    """撤回确认书.

    Args:
        withdrawn_on: day of the withdrawal.
        way: how it was declared, e.g. 书面.
    """

    withdrawn_on: date = said("撤回日期")
    way: str = said("撤回方式")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.WITHDRAWAL_CONFIRM

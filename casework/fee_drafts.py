"""What a user hands to the acts around fees: frozen drafts, complete enough to be kept, refused and offered again.

Money is whole fen; days are legal days.
"""

from dataclasses import dataclass, field
from datetime import date

from casework.drafts import AttachmentDraft, DispatchDraft
from casework.page_measuring import MeasuredFile
from law.terms import FeeMethod, Outcome, Sameness

__all__ = [
    "CountedFileDraft",
    "FeeAccountDraft",
    "FeeApprovalDraft",
    "FeeNoticeDraft",
    "FeeProposalDraft",
    "FeeWaiverDraft",
    "PageCountDraft",
    "PaymentDraft",
    "PiecesSplitDraft",
    "RefundDraft",
    "SamenessDraft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAccountDraft:
    """How fees reach the treasury: printed on every fee notice."""

    unit_name: str = ""  # 执收单位; empty: the agency's own name
    unit_code: str = ""  # 执收单位编码
    item_code: str = ""  # 项目编码
    pay_way: str = ""  # 缴纳方式, in words
    pay_place: str = ""  # 代收银行、账户或者网址


@dataclass(frozen=True, slots=True, kw_only=True)
class SamenessDraft:
    """A decision on whether two entries of the register are one applicant."""

    first_id: int
    second_id: int
    decision: Sameness
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFileDraft:
    """The page units of one attached file.

    Attributes:
        attachment_id: which file.
        units: page units as they are to count.
        measured: what ``page_counting.measure_attachment`` found; ``None`` if the file could not be measured.
        reason: why ``units`` are not those of the measurement, or how they were counted by hand.
    """

    attachment_id: int
    units: int
    measured: MeasuredFile | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCountDraft:
    """Page units of the files that are to be provided (管理办法第五条)."""

    request_id: int
    files: tuple[CountedFileDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesSplitDraft:
    """A request that holds several things, split into the smallest reasonable units (管理办法第四条)."""

    request_id: int
    on: date
    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeProposalDraft:
    """A fee to be approved.

    Attributes:
        method: the standard chosen; never both.
        outcome, variant: the reply that is intended.
        attachment_ids: the counted files to be provided.
        extra_pages, extra_reason: pages counted by hand beside them, and how.
        reason: why number or frequency clearly exceed what is reasonable; a person says so (条例第四十二条).
    """

    request_id: int
    on: date
    method: FeeMethod
    outcome: Outcome = Outcome.GRANT
    variant: str = ""
    attachment_ids: tuple[int, ...] = ()
    extra_pages: int = 0
    extra_reason: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeApprovalDraft:
    """The decision on a proposal."""

    request_id: int
    on: date
    approver: str
    approved: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNoticeDraft:
    """The notice of an approved fee."""

    request_id: int
    issued_on: date
    payment_code: str = ""  # 缴款码
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDraft:
    """A payment that came in.

    Attributes:
        on: day on which it was complete.
        fen: amount, fen.
        receipt_number: number of the official receipt (财政票据).
        accept_late: taken although the last day had passed; ``note`` says why.
        settles: taken for the whole although it is a part (policy ``fee_partial_payment``); ``note`` says why.
    """

    request_id: int
    on: date
    fen: int
    receipt_number: str
    accept_late: bool = False
    settles: bool = False
    note: str = ""
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDraft:
    """Money given back by the collecting unit; registered only."""

    request_id: int
    on: date
    fen: int
    reason: str
    receipt_number: str = ""
    attachments: tuple[AttachmentDraft, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeWaiverDraft:
    """A fee given up: nothing is charged after all, approved by somebody, with a reason.

    ``revokes``: it ought not to have been charged (a mistake, another reply, viewing on the spot); that is no waiver,
    and the policy ``fee_waiver`` does not bar it.
    """

    request_id: int
    on: date
    approver: str
    reason: str
    revokes: bool = False
    dispatch: DispatchDraft | None = None

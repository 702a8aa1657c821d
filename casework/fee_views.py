"""What ``casework`` gives back about fees: frozen views, ready to show. Amounts are whole fen beside their words."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.views import ApplicantView, FindingView
from law.terms import FeeMethod, FeeStatus, Outcome, Sameness

__all__ = [
    "ApplicantPageView",
    "FeeCounterView",
    "FeeFigureView",
    "FeeFilter",
    "FeeFormView",
    "FeeLineView",
    "FeeOfferView",
    "FeeRowView",
    "FeeView",
    "MonthRowView",
    "MonthView",
    "PageCountView",
    "ReplyKindView",
    "SamenessView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLineView:
    """One band of a calculation; ``doubtful`` where the rate rests on a reading of the measure."""

    which: str  # 第11至12件
    quantity: str  # 2件
    rate: str  # 每件100元
    amount: str  # 200元
    fen: int
    basis: str  # 信息处理费管理办法第四条
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeOfferView:
    """What one standard gives; ``fen`` is None where it is not known yet, ``why_not`` says why or what bars it."""

    method: FeeMethod
    allowed: bool
    fen: int | None
    amount: str
    lines: tuple[FeeLineView, ...]
    why_not: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCountView:
    """The page units of an attached file.

    Attributes:
        units: page units that count, None while nobody counted.
        how: by whom or by what they were counted, in words.
        steps: the reasons, one sentence each.
    """

    attachment_id: int
    file_name: str
    role: str
    size: int
    units: int | None
    how: str = ""
    steps: tuple[str, ...] = ()
    reason: str = ""
    counted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFigureView:
    """One figure of the fee's history: what it was, on which day, by whom, on what it rested."""

    on: date | None
    title: str
    amount: str
    detail: str
    recorded_at: datetime
    recorded_by: str
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeView:
    """The fee of a request as the case page shows it.

    Attributes:
        status_text: where it stands, with its day.
        ordinal_text: 2026年3月第 12 件; empty while the request takes no ordinal.
        next_text: what the next piece of this applicant would cost this month.
        amount: what was asked for, or is proposed; empty while nothing is.
        paid, missing, excess: in words, empty where 0.
        pay_due: last day to pay; ``provisional`` if the calendar does not settle it.
        changed: what no longer fits the issued letter, as a sentence; empty if all fits.
        findings: what to think of.
        history: every figure, the latest first.
        may_propose: whether the act is open now.
    """

    status: FeeStatus
    status_text: str
    ordinals: tuple[int, int] | None
    ordinal_text: str
    next_text: str
    method: FeeMethod | None
    fen: int | None
    amount: str
    paid: str
    missing: str
    excess: str
    pay_due: date | None
    provisional: bool
    piece: FeeOfferView
    volume: FeeOfferView
    lines: tuple[FeeLineView, ...]
    changed: str
    findings: tuple[FindingView, ...]
    history: tuple[FeeFigureView, ...]
    applicant_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKindView:
    """A reply that may be intended, for the calculator."""

    outcome: Outcome
    variant: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFormView:
    """The calculator and the form of a proposal.

    Attributes:
        replies: the replies to choose from, the present decision first.
        outcome, variant: the reply that the offers are for.
        decided: whether the outcome is decided already and only that reply can be meant.
        files: files of the request with their page units.
        pages: page units of the files chosen and those counted by hand.
        difference: by volume less by piece, in words.
        ordinal_text, counted: what was counted, in words.
        policies: the agency's readings behind the figures, one sentence each.
        against: why the act is not open now; empty if it is.
        reason_needed: whether a person has to write why a fee is charged.
    """

    replies: tuple[ReplyKindView, ...]
    outcome: Outcome
    variant: str
    decided: bool
    files: tuple[PageCountView, ...]
    pages: int | None
    piece: FeeOfferView
    volume: FeeOfferView
    difference: str
    ordinal_text: str
    counted: tuple[str, ...]
    policies: tuple[str, ...]
    findings: tuple[FindingView, ...]
    against: str
    reason_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRowView:
    """A request in the list of an applicant's month."""

    request_id: int
    registration_number: str
    title: str
    counted_on: date
    ordinals: str  # 第 11–12 件, — for one that takes none
    price: str
    state_text: str
    fee_text: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """An applicant's month: ordinals, prices, the next piece."""

    month: date
    title: str  # 2026年11月
    rows: tuple[MonthRowView, ...]
    occupied: int
    total: str
    next_ordinal: int
    next_price: str
    next_fen: int
    summary: str
    findings: tuple[FindingView, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamenessView:
    """Another entry of the register that is, or may be, the same applicant."""

    applicant_id: int
    name: str
    identity_masked: str
    phone_masked: str
    why: str
    certain: bool
    requests: int
    this_month: int
    decision: Sameness | None
    decided_text: str  # 王敏 11月24日定：同一申请人（笔迹、电话相同）


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantPageView:
    """The page of an applicant."""

    applicant: ApplicantView
    names: tuple[str, ...]  # all spellings
    total_requests: int
    open_requests: int
    month: MonthView
    months: tuple[tuple[date, int], ...]
    others: tuple[SamenessView, ...]
    may_merge: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFilter:
    """What the list of fees shows: ``stage`` is one of ``fee_list.STAGES``."""

    stage: str = "open"
    text: str = ""
    year: int | None = None
    sort: str = "due"  # due | number | applicant | amount | noticed
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCounterView:
    """A stage of the list of fees with its number and sum."""

    stage: str
    label: str
    count: int
    fen: int
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRowView:
    """One row of the list of fees."""

    id: int
    registration_number: str
    applicant: str
    title: str
    status: FeeStatus
    stage: str
    stage_text: str  # 待缴费，剩 5 个工作日; the last day is in due_on
    method: FeeMethod | None
    amount: str
    paid: str
    noticed_on: date | None
    due_on: date | None
    settled_on: date | None
    changed: str
    overdue: bool

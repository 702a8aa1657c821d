"""What ``casework`` gives back: frozen views, ready to show, without any mapped object.

Sentences are Chinese and end with 。; dates are legal days; instants are aware UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from casework.drafts import ItemDecision
from casework.figure_filter import FigureFilter
from deadlines.steps import DayRow, Deadline
from law.dispute_terms import DisputeEventKind
from law.terms import (
    Act,
    ApplicantType,
    Channel,
    ClockStatus,
    DocumentKind,
    DocumentState,
    EventKind,
    Evidence,
    Outcome,
    RequestStatus,
    Urgency,
)

if TYPE_CHECKING:
    from casework.fee_views import FeeView
    from templates.printed_letter import PrintedLetter

__all__ = [
    "ActView",
    "AgencyView",
    "ApplicantView",
    "AttachmentView",
    "CaseFilter",
    "CaseRow",
    "CaseView",
    "Changed",
    "ClockMark",
    "ClockSpan",
    "ClockView",
    "CompletenessView",
    "CounterView",
    "DayByDayView",
    "DocumentView",
    "EventView",
    "EvidenceFieldView",
    "FactFieldView",
    "FieldProblem",
    "FindingView",
    "FormDraftView",
    "IntakeFeeView",
    "IntakePreview",
    "ItemGuess",
    "LetterPreview",
    "LocalHolidayView",
    "MonthBar",
    "MovedView",
    "NoticeLineView",
    "NoticePreview",
    "NoticeView",
    "OutcomeChoice",
    "OutcomeForm",
    "PolicyView",
    "PreviewBlockView",
    "RuleView",
    "SameApplicantView",
    "SimilarRequestView",
    "WeekDayView",
    "WhatIfView",
    "WorklistView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What an act changed; every open view hears it."""

    request_ids: tuple[int, ...] = ()
    act: Act | None = None
    message: str = ""  # for the toast: 已登记 依申〔2026〕12号
    document_id: int | None = None
    event_id: int | None = None
    version: int | None = None  # of the one request that an act changed, as whoever did the act has now seen it
    dispute_ids: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()  # "cases", "disputes", "calendar", "policies", "agency", "drafts"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """The agency's profile."""

    name: str
    short_mark: str
    registration_mark: str
    body_kind: str
    parent_government: str
    reconsideration_body: str
    court_name: str
    reconsideration_website: str
    signer_name: str
    contact_person: str
    contact_phone: str
    contact_address: str
    postcode: str
    representative_name: str = ""
    representative_post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A warning or a blocking finding with its article."""

    code: str
    level: str  # block | warn | hint
    sentence: str
    basis: str = ""  # 第三十条
    field: str = ""
    needs_reason: bool = False  # may be accepted with a reason (Override)
    block: int | None = None  # which paragraph of the letter it is about; None: the letter as a whole
    of_method: bool = False  # bars the way of service alone; another way may be chosen when it is issued
    act: Act | None = None  # the act of the case that mends it; None: the text of the letter is to be mended


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """Why a field of a draft is not acceptable as it stands."""

    field: str
    code: str
    sentence: str
    basis: str = ""
    overridable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSpan:
    """A stretch of the clock bar. ``kind``: counted | paused | open | extension."""

    kind: str
    start: date
    end: date
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMark:
    """A mark on the clock bar; ``emphasis``: plain | today | due | possible."""

    on: date
    title: str
    caption: str
    emphasis: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """The reply clock of a request as of today."""

    status: ClockStatus
    urgency: Urgency
    urgency_text: str  # 剩 7 个工作日
    received_on: date | None
    received_basis: str
    first_due: Deadline | None
    due: Deadline | None
    conservative_due: date | None
    correction_notice_due: date | None
    correction_deadline: date | None
    fee_pay_due: date | None
    paused: bool
    waiting_for: str
    waiting_until: date | None
    if_answered_today: date | None
    day_number: int  # working days used up to today
    day_total: int
    slack: int | None  # working days left, negative when late
    spans: tuple[ClockSpan, ...]
    marks: tuple[ClockMark, ...]
    findings: tuple[FindingView, ...]
    reply_effective_on: date | None = None
    on_time: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayByDayView:
    """逐日说明: one row a day, the sums, the readings applied."""

    title: str
    registration_number: str
    due: Deadline
    rows: tuple[DayRow, ...]
    sums: tuple[tuple[str, str], ...]
    policies: tuple["PolicyView", ...]
    what_ifs: tuple["WhatIfView", ...]
    as_known_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfView:
    """What a date would become."""

    label: str
    due: date | None
    provisional: bool
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """An act as offered now. A forbidden act stays visible with its reason and article."""

    act: Act
    allowed: bool
    recommended: bool
    line: str  # what it needs or costs; when forbidden: why
    basis: str = ""
    document_id: int | None = None  # dispatch and service concern one document
    event_id: int | None = None  # opinions concern one consultation


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantView:
    """An applicant; numbers masked unless asked for."""

    id: int
    type: ApplicantType
    name: str
    identity_label: str
    identity_masked: str
    phone_masked: str
    landline: str
    email: str
    address: str
    postcode: str
    role: str = "applicant"  # applicant | co_applicant | agent


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A kept file."""

    id: int
    file_name: str
    media_type: str
    size: int
    pages: int | None
    role: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A letter made by the program."""

    id: int
    kind: DocumentKind
    title: str
    document_number: str
    state: DocumentState
    dated_on: date | None
    dispatched_on: date | None
    service_method: str
    served_on: date | None
    returned_on: date | None
    sha256: str
    size: int
    state_text: str  # 已寄出，待送达凭证
    notes: tuple[FindingView, ...] = ()  # what the checks told when it was issued


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of what happened; ``dispute_id`` names the dispute whose turn it tells, with its own kind and id."""

    id: int
    kind: EventKind | DisputeEventKind
    on: date | None
    title: str
    detail: str
    recorded_at: datetime
    recorded_by: str
    superseded: bool
    void: bool
    corrects_id: int | None
    correctable: bool
    dispute_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything the case page shows."""

    id: int
    version: int
    registration_number: str
    title: str
    text: str
    item_no: int
    item_count: int
    siblings: tuple[tuple[int, str], ...]  # other requests of the same letter
    status: RequestStatus
    status_text: str
    outcome: Outcome | None
    outcome_text: str
    channel: Channel
    received_text: str
    mail_number: str
    access_forms: str
    delivery: str
    purpose: str
    doc_no_hint: str
    accessibility_help: bool
    applicant: ApplicantView
    others: tuple[ApplicantView, ...]
    clock: ClockView
    acts: tuple[ActView, ...]
    documents: tuple[DocumentView, ...]
    events: tuple[EventView, ...]
    attachments: tuple[AttachmentView, ...]
    corrections: tuple[tuple[date | None, str], ...] = ()  # what the applicant added to the text, and when
    fee: "FeeView | None" = None  # None: no receipt yet, or of a time before there were fees
    source: str = ""  # 台账导入：文件名 第 n 行; empty if it was registered here
    source_notes: tuple[str, ...] = ()  # what the ledger says without a day, what was agreed to, what was left out


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row of the list and of the worklist."""

    id: int
    registration_number: str
    applicant: str
    title: str
    channel: Channel
    received_on: date | None
    due_on: date | None
    provisional: bool
    paused: bool
    day_number: int
    day_total: int
    slack: int | None
    urgency: Urgency
    status: RequestStatus
    status_text: str  # 剩 3 个工作日; 等第三方至 12月4日
    outcome_text: str
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list shows and in which order; all parts combine with 'and'.

    Attributes:
        among: only these requests (those behind a number somewhere else); empty for all.
        among_words: what these requests are, as the list names them.
        figure: only what a number of the statistics counts.
    """

    text: str = ""
    among: tuple[int, ...] = ()
    among_words: str = ""
    figure: FigureFilter | None = None
    urgency: Urgency | None = None
    statuses: tuple[RequestStatus, ...] = ()
    open_only: bool = False
    closed_only: bool = False
    channel: Channel | None = None
    applicant_type: ApplicantType | None = None
    outcome: Outcome | None = None
    received_from: date | None = None
    received_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    applicant_id: int | None = None
    sort: str = "due"  # due | received | number | applicant | status | closed
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterView:
    """One of the counters of the worklist; opens its list."""

    key: str
    label: str
    count: int
    detail: str
    urgency: Urgency
    filter: CaseFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDayView:
    """One day of this week: what is due on it.

    Attributes:
        text: requests due and waits that end, else why nobody works.
        disputes: periods of the agency in disputes that end on it; dispute_text: in words, empty if none.
    """

    on: date
    label: str  # 周一 23
    working: bool
    text: str
    urgency: Urgency
    disputes: int = 0
    dispute_text: str = ""
    dispute_urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBar:
    """Received and replied in one month."""

    year: int
    month: int
    received: int
    replied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistView:
    """工作台."""

    today: date
    counters: tuple[CounterView, ...]
    rows: tuple[CaseRow, ...]
    total_open: int
    week: tuple[WeekDayView, ...]
    months: tuple[MonthBar, ...]
    horizon: date
    drafts: tuple["FormDraftView", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGuess:
    """A thing asked for, as found in the text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameApplicantView:
    """A known applicant who may be the same person; a person decides."""

    applicant_id: int
    name: str
    why: str  # 证件号相同
    requests: int
    this_month: int
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFeeView:
    """What the letter being registered would count as in its month (信息处理费管理办法第四条).

    Attributes:
        ordinals: first and last ordinal of its pieces.
        text: 2026年11月第 12 件.
        price: what they cost by piece, in words; nothing is charged by registering.
        fen: the same in fen.
        lines: the price band by band, one sentence each.
        findings: to ask for reasons before charging, and what is doubtful.
    """

    ordinals: tuple[int, int]
    text: str
    price: str
    fen: int
    lines: tuple[str, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarRequestView:
    """An earlier request that looks alike."""

    request_id: int
    registration_number: str
    title: str
    state_text: str
    percent: int
    same_applicant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessView:
    """One of the three groups of article 29."""

    label: str
    complete: bool
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePreview:
    """What the side panel of 收件登记 shows while one types."""

    received_on: date | None
    received_basis: str
    due: Deadline | None
    correction_notice_due: date | None
    correction_notice_basis: str  # in brackets: （条例第三十条）
    conservative: tuple[tuple[str, date], ...]
    findings: tuple[FindingView, ...]
    problems: tuple[FieldProblem, ...]
    items: tuple[ItemGuess, ...]
    same_applicants: tuple[SameApplicantView, ...]
    similar: tuple[SimilarRequestView, ...]
    completeness: tuple[CompletenessView, ...]
    fee: "IntakeFeeView | None" = None  # None: no receipt yet, or no request that is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraftView:
    """An unfinished input kept by autosave."""

    key: str
    screen: str
    title: str
    saved_at: datetime
    payload: str  # JSON as the screen wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewBlockView:
    """One paragraph of a letter as shown on white paper."""

    kind: str  # mark | rule | number | title | addressee | para | heading | annex | signature | date | contact
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPreview:
    """A letter before or after issue.

    Attributes:
        body: the paragraphs in the agency's own words.
        body_range: the blocks they fill, first and behind the last; where nothing is written yet, where it would
            stand. None: the letter is issued, or its template has no place for them.
        sheet: the letter with all that decides where its pages break; None for a draft shown as it was saved
            (``casework.letter_pages.printed_letter`` makes it).
    """

    document: DocumentView | None
    blocks: tuple[PreviewBlockView, ...]
    findings: tuple[FindingView, ...]
    body: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    body_range: tuple[int, int] | None = None
    sheet: "PrintedLetter | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A holiday notice in force."""

    id: int | None  # None: shipped with the program
    year: int
    document_number: str
    published_on: date | None
    amends: str
    days_off: int
    makeup_days: int
    source: str  # 随程序 | 导入


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLineView:
    """One line of the pasted notice, read."""

    number: int
    text: str
    reading: str
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """An open case whose due date a new notice moves."""

    request_id: int
    registration_number: str
    old: date | None
    new: date | None
    days: int  # working or calendar shift as shown: calendar days, negative = earlier
    was_provisional: bool
    is_provisional: bool
    told: str = ""  # an issued letter that named the old date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePreview:
    """A notice before it is adopted."""

    year: int | None
    document_number: str
    published_on: date | None
    lines: tuple[NoticeLineView, ...]
    problems: tuple[FindingView, ...]
    off: tuple[tuple[str, date], ...]
    makeup: tuple[date, ...]
    moved: tuple[MovedView, ...]
    adoptable: bool
    source_json: str = ""
    off_removed: tuple[date, ...] = ()  # only of a notice that amends another
    makeup_removed: tuple[date, ...] = ()
    amends: str = ""
    heading: str = ""  # 2027年　放假 26 日，调休上班 4 日


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalHolidayView:
    """A day that local rules add to the national calendar."""

    on: date
    working: bool
    name: str
    document_number: str
    published_on: date | None
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """An agency policy where the law is silent."""

    key: str
    label: str
    question: str
    kind: str
    value: str
    value_label: str
    default: str
    choices: tuple[tuple[str, str], ...]
    doubt: str
    basis: str
    note: str
    decided_by: str = ""
    decided_on: date | None = None
    reason: str = ""
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule as shown in 规则与日历."""

    id: str
    title: str
    basis: str
    summary: str
    example: str
    confidence: str
    checked_on: date
    policies: tuple[str, ...] = field(default_factory=tuple)
    topic: str = ""  # heading under which it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFieldView:
    """A fact that a reply of the chosen outcome has to state. ``kind`` as ``law.terms.FactKind``."""

    key: str
    label: str
    hint: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    required: bool
    value: str = ""  # proposed from the file


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFieldView:
    """Evidence that has to be on file; ``on_file`` if the case already holds it, else a note has to be written."""

    evidence: Evidence
    code: str
    label: str
    content: str
    on_file: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFieldView:
    """One of several things asked for, with the conclusion proposed for it; empty where a person has to say."""

    text: str
    conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeForm:
    """What deciding for an outcome asks for, and what it brings.

    Attributes:
        items: the several things asked for in one letter, each to be concluded; empty for one thing.
        evidence_by_choice: for each value of the fact ``withheld_grounds`` the evidence it needs beyond ``evidence``.
        reasons: those of the present decision, where it is decided anew.
        single_item: whether that decision said that the several things are one.
        decisions: what that decision said item by item.
    """

    outcome: Outcome
    variant: str
    label: str
    when: str
    step: int
    variants: tuple[tuple[str, str], ...]
    facts: tuple[FactFieldView, ...]
    evidence: tuple[EvidenceFieldView, ...]
    basis: str
    annual_row: str
    remedy: str
    letter_title: str
    pitfalls: tuple[str, ...]
    obstacles: tuple[FindingView, ...]
    evidence_by_choice: tuple[tuple[str, tuple[EvidenceFieldView, ...]], ...] = ()
    items: tuple[ItemFieldView, ...] = ()
    reasons: str = ""
    single_item: bool = False
    decisions: tuple[ItemDecision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    """One outcome in the list to choose from, grouped by the seven questions."""

    outcome: Outcome
    label: str
    when: str
    step: int
    question: str
    basis: str
    obstacle: str = ""

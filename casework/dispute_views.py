"""复议诉讼: what the client shows of a dispute, frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.views import AttachmentView, DocumentView, FieldProblem
from deadlines.steps import Deadline
from law.citations import Citation
from law.dispute_terms import (
    AlarmLevel,
    AttackedAct,
    ClockOwner,
    ClockState,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Duty,
    Forum,
    GroundFate,
    Instance,
    PartyRole,
    Procedure,
    ResultClass,
)
from law.terms import Outcome

__all__ = [
    "DisputeClockView",
    "DisputeCounter",
    "DisputeEventChoice",
    "DisputeEventView",
    "DisputeFieldView",
    "DisputeFilter",
    "DisputeRow",
    "DisputeTaskView",
    "DisputeView",
    "GroundView",
    "OpeningPreview",
    "PartyView",
    "TargetView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Somebody in a dispute."""

    name: str
    role: PartyRole
    role_label: str  # 申请人, in a lawsuit 原告
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """An attacked act: the very letter, or the missing one.

    Attributes:
        line: 《政府信息不予公开告知书》临资依复〔2026〕3号（2026年3月2日作出，3月5日送达）.
        admissible: what the law says on attacking such an act alone; empty where nothing has to be said.
    """

    request_id: int
    registration_number: str
    title: str
    attacked: AttackedAct
    document_id: int | None
    document_number: str
    outcome: Outcome | None
    decided_on: date | None
    served_on: date | None
    line: str
    admissible: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeClockView:
    """A period with its steps, as of a day.

    Attributes:
        key: entry of law/data/dispute_clocks.toml; label: 书面答复和证据.
        started_on, done_on: from which event, and the day on which it was met.
        deadline: last day with its steps; None while suspended.
        left_text: 剩 3 个工作日, 剩 12 日, 已过 2 日, 停止计算.
        consequence: what missing it means, in a sentence.
    """

    key: str
    label: str
    owner: ClockOwner
    state: ClockState
    alarm: AlarmLevel
    started_on: date
    start_label: str
    done_on: date | None
    deadline: Deadline | None
    unit_text: str  # 5 个工作日, 60 日, 6 个月
    left_text: str
    consequence: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeTaskView:
    """Something the agency has to do, from a period of its own or from a result.

    Attributes:
        key: ``clock:<key>`` or ``duty:<Duty>:<event id>``.
        duty: of a result; None for a period of the procedure.
        due: None where no term is set anywhere.
        done_on: None while open.
        event_kind: the event that settles it; None where a reply on the request does.
        line: 复议决定撤销答复，自收到之日起重新答复.
    """

    key: str
    label: str
    duty: Duty | None
    dispute_id: int
    request_id: int | None
    due: Deadline | None
    alarm: AlarmLevel
    left_text: str
    done_on: date | None
    event_kind: DisputeEventKind | None
    line: str
    citations: tuple[Citation, ...]
    dispute_label: str = ""  # for the worklist: 行政复议 · 周长根 · 临政复〔2026〕3号
    registration_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEventView:
    """One event of the time line; struck ones stay, marked.

    Attributes:
        lines: what was recorded with it, label and value.
        corrected: it was struck or replaced; why says by whom and why; struck: it no longer counts.
        values: what was recorded with it by the keys of its form, for correcting it.
    """

    id: int
    kind: DisputeEventKind
    label: str
    on: date | None
    recorded_at: datetime
    recorded_by: str
    summary: str
    lines: tuple[tuple[str, str], ...]
    document_id: int | None
    attachments: tuple[AttachmentView, ...]
    corrected: bool = False
    why: str = ""
    values: tuple[tuple[str, str], ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFieldView:
    """A field of the form of an event, as law/data/dispute_events.toml declares it.

    Attributes:
        kind: text | paragraph | date | count | choice | flag | lines.
        choices: value and label, for ``choice``.
        proposed: what stands in it at first.
        shown_if: ``(key of a choice, values)`` on which the field is asked; empty: always.
    """

    key: str
    label: str
    kind: str
    required: bool
    hint: str
    choices: tuple[tuple[str, str], ...] = ()
    proposed: str = ""
    shown_if: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEventChoice:
    """An event that may be recorded now, or why it may not.

    Attributes:
        label: in the words of the forum (诉讼 says 起诉状副本).
        date_label: what the day is called; fields: what else is asked.
        line: what it needs or starts: 自收到之日起 5 个工作日内答复举证.
        recommended: it is the next step of the course.
        reason: why it is not allowed now; empty if it is.
    """

    kind: DisputeEventKind
    label: str
    date_label: str
    fields: tuple[DisputeFieldView, ...]
    line: str
    recommended: bool
    allowed: bool
    reason: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundView:
    """A ground of a letter and what became of it in one dispute."""

    dispute_id: int
    request_id: int
    registration_number: str
    document_id: int | None
    document_number: str
    outcome: Outcome | None
    step: int | None
    step_label: str
    article: Citation | None
    article_text: str
    paragraph: str
    fate: GroundFate
    why: str
    forum: Forum
    body: str
    case_number: str
    result: DisputeResult
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """A dispute as of a day: everything its page shows."""

    id: int
    version: int
    forum: Forum
    body: str
    case_number: str
    label: str  # 周长根诉临江县自然资源局（行政复议）
    subject: str
    handler: str
    status: DisputeStatus
    procedure: Procedure | None
    instance: Instance | None
    parties: tuple[PartyView, ...]
    targets: tuple[TargetView, ...]
    previous_id: int | None
    following_ids: tuple[int, ...]
    clocks: tuple[DisputeClockView, ...]
    tasks: tuple[DisputeTaskView, ...]
    events: tuple[DisputeEventView, ...]
    choices: tuple[DisputeEventChoice, ...]
    documents: tuple[DocumentView, ...]
    attachments: tuple[AttachmentView, ...]
    grounds: tuple[GroundView, ...]
    result: DisputeResult | None
    result_on: date | None
    result_served_on: date | None
    result_class: ResultClass
    notes: tuple[str, ...]  # 须先申请复议, 共同被告 ..., each a sentence with its article
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilter:
    """What the list shows.

    Attributes:
        among: only these disputes (those behind a number somewhere else); empty for all.
        among_words: what these disputes are, as the list names them.
    """

    text: str = ""
    among: tuple[int, ...] = ()
    among_words: str = ""
    forum: Forum | None = None
    statuses: tuple[DisputeStatus, ...] = ()
    alarm: AlarmLevel | None = None
    result_class: ResultClass | None = None
    handler: str = ""
    open_only: bool = True
    request_id: int | None = None
    sort: str = ""  # urgency | label | number | received | result
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """One row of the list."""

    id: int
    forum: Forum
    body: str
    case_number: str
    label: str
    subject: str
    handler: str
    status: DisputeStatus
    procedure: Procedure | None
    copy_received_on: date | None
    next_label: str  # 书面答复和证据
    next_owner: ClockOwner | None
    next_due_on: date | None
    provisional: bool
    alarm: AlarmLevel
    left_text: str
    result: DisputeResult | None
    result_class: ResultClass
    result_on: date | None
    open_duties: int
    registration_numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeCounter:
    """A number above the list that filters it."""

    key: str
    label: str
    count: int
    detail: str
    alarm: AlarmLevel
    filter: DisputeFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPreview:
    """What registering a dispute would start.

    Attributes:
        clocks: periods of both sides as of today.
        notes: what the law says on it, each a sentence.
        problems: what would be refused.
    """

    clocks: tuple[DisputeClockView, ...]
    notes: tuple[str, ...]
    problems: tuple[FieldProblem, ...]

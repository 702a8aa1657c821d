"""What the list of key tasks (重点任务台账) is told and shows."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.drafts import AttachmentDraft
from law.terms import Term

__all__ = [
    "EntryCorrection",
    "KeyTaskChange",
    "KeyTaskDraft",
    "KeyTaskEnding",
    "KeyTaskEntryKind",
    "KeyTaskEntryView",
    "KeyTaskList",
    "KeyTaskReport",
    "KeyTaskState",
    "KeyTaskView",
    "PastedTask",
]


class KeyTaskState(Term):
    """Where a key task stands; ``OVERDUE`` is never stored, it follows from the day."""

    NOT_BEGUN = "not_begun", "未开始"
    UNDER_WAY = "under_way", "进行中"
    OVERDUE = "overdue", "已逾期"
    DONE = "done", "已完成"
    DROPPED = "dropped", "不再办理"
    CARRIED = "carried", "转入下年"


class KeyTaskEntryKind(Term):
    """What an entry says."""

    CREATED = "created", "列入台账"
    CHANGED = "changed", "调整"
    PROGRESS = "progress", "进展"
    PROOF = "proof", "佐证材料"
    DONE = "done", "完成"
    DROPPED = "dropped", "不再办理"
    REOPENED = "reopened", "重新打开"
    CARRIED = "carried", "转入下一年"
    CORRECTED = "corrected", "更正"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskDraft:
    """A task to be listed. ``source``: the work point it comes from; ``cooperating``: who helps."""

    year: int
    title: str
    source: str = ""
    responsible: str = ""
    cooperating: str = ""
    due_on: date | None = None
    position: int | None = None  # place in the list; None: at its end


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskChange:
    """A task laid down anew; ``version`` is what the person was looking at."""

    task_id: int
    version: int
    task: KeyTaskDraft
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskReport:
    """Progress, with proof if there is any."""

    task_id: int
    version: int
    on: date
    text: str
    files: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskEnding:
    """The end of a task, or its reopening. ``kind``: DONE, DROPPED or REOPENED; ``text``: result or reason."""

    task_id: int
    version: int
    kind: KeyTaskEntryKind
    on: date
    text: str
    files: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrection:
    """An entry said wrong: its text anew, or struck where ``text`` is empty."""

    task_id: int
    version: int
    seq: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskEntryView:
    """One entry as shown; ``struck``: corrected by a later one."""

    id: int
    seq: int
    kind: KeyTaskEntryKind
    on: date | None
    text: str
    file_name: str
    recorded_at: datetime
    recorded_by: str
    struck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskView:
    """One task with its entries, the oldest first. ``days_over``: calendar days past its term, 0 when not."""

    id: int
    version: int
    year: int
    position: int
    title: str
    source: str
    responsible: str
    cooperating: str
    due_on: date | None
    state: KeyTaskState
    progress: str
    done_on: date | None
    proof_count: int
    days_over: int
    entries: tuple[KeyTaskEntryView, ...]

    @property
    def is_open(self) -> bool:
        """Whether something can still be reported."""
        return self.state in (KeyTaskState.NOT_BEGUN, KeyTaskState.UNDER_WAY, KeyTaskState.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskList:
    """The tasks of a year that a filter lets through, and how many there are in each state."""

    year: int
    tasks: tuple[KeyTaskView, ...]
    counts: tuple[tuple[KeyTaskState, int], ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedTask:
    """One pasted line, read; ``problem`` says what could not be."""

    line: int
    task: KeyTaskDraft
    problem: str = ""

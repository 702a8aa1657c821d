"""待办: what the agency has to do in a dispute, each with the act that settles it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeTaskView
from desktop.components import Caption, Card, Chip, StrongLabel, column, long_date, row
from desktop.components.cards import PressableFrame
from desktop.components.rows import clear_rows
from desktop.disputes.signs import ALARM_TONES
from desktop.theme import Tone, px, set_role
from law.dispute_terms import Duty

__all__ = ["TaskRow", "TasksCard", "settling_words"]


def settling_words(task: DisputeTaskView) -> str:
    """What pressing a task opens."""
    if task.duty is Duty.RECORD_LESSON:
        return "记入得失"
    if task.event_kind is not None:
        return task.event_kind.label
    return "打开办件" if task.request_id is not None else "打开"


class TaskRow(PressableFrame):
    """One task; pressed it opens what settles it. ``pressed`` carries the task.

    Args:
        task: the task as of today.
        parent: where it stands.
        named: say which dispute it belongs to, for lists over several.
    """

    def __init__(self, task: DisputeTaskView, parent: QWidget, *, named: bool = False) -> None:
        super().__init__(parent, payload=task)
        self.task = task
        set_role(self, "act")
        layout = column(self, gap=2)
        layout.setContentsMargins(px(10), px(7), px(10), px(7))
        head = row(gap=6)
        head.addWidget(StrongLabel(task.label, self), 1)
        tone = Tone.DONE if task.done_on is not None else ALARM_TONES[task.alarm]
        word = "已办" if task.done_on is not None else task.left_text or task.alarm.label
        self.chip = Chip(word, tone, self)
        self.chip.setVisible(bool(word) and (task.due is not None or task.done_on is not None))
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        for line in _lines(task, named=named):
            layout.addWidget(Caption(line, self))
        self.setToolTip(settling_words(task))
        self.setAccessibleName(f"{task.label}，{word}" if word else task.label)
        self.setAccessibleDescription("。".join(_lines(task, named=named)))


def _lines(task: DisputeTaskView, *, named: bool) -> list[str]:
    due = "" if task.due is None else f"至 {long_date(task.due.due)}{'，暂定' if task.due.provisional else ''}"
    done = f"{long_date(task.done_on)}办理" if task.done_on is not None else ""
    request = task.registration_number if task.request_id is not None else ""
    first = " · ".join(part for part in (done or due, request) if part)
    told = "、".join(dict.fromkeys(one.told for one in task.citations))
    why = task.line.rstrip("。")
    why = f"{why}（{told}）" if told and told not in why else why
    lines = [task.dispute_label] if named and task.dispute_label else []
    return [*lines, *(part for part in (first, why) if part)]


class TasksCard(Card):
    """The open tasks of a dispute, the done ones behind a count. ``task_asked(DisputeTaskView)``."""

    task_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("待办", parent)
        self.rows: list[TaskRow] = []
        self._lines = column(gap=6)
        self.body.addLayout(self._lines)
        self.none = Caption("没有待办的事。", self)
        self.body.addWidget(self.none)

    def show_tasks(self, tasks: Sequence[DisputeTaskView]) -> None:
        """Show what is open; what is done is counted."""
        clear_rows(self._lines)
        self.rows = []
        todo = [one for one in tasks if one.done_on is None]
        for one in todo:
            line = TaskRow(one, self)
            line.pressed.connect(self.task_asked)
            self._lines.addWidget(line)
            self.rows.append(line)
        done = len(tasks) - len(todo)
        self.set_title("待办", f"{len(todo)} 件" + (f"，已办 {done} 件" if done else "") if tasks else "")
        self.none.setVisible(not todo)
        self.none.setText("待办的事都已办完。" if done else "没有待办的事。")

"""复议诉讼待办 on the worklist: what the agency has to do in disputes, one line each, the most pressing first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeTaskView
from desktop.components import Caption, Card, Chip, ElidedLabel, LinkLabel, StrongLabel, column, row, short_date
from desktop.components.cards import PressableFrame
from desktop.components.rows import clear_rows
from desktop.disputes.signs import ALARM_TONES
from desktop.theme import px, set_role

__all__ = ["TaskLine", "TaskLines"]

_SHOWN = 3


class TaskLine(PressableFrame):
    """One task in one line. ``pressed`` carries it."""

    def __init__(self, task: DisputeTaskView, today: date, parent: QWidget) -> None:
        super().__init__(parent, payload=task)
        set_role(self, "act")
        layout = row(self, gap=10)
        layout.setContentsMargins(px(10), px(4), px(10), px(4))
        layout.addWidget(StrongLabel(task.label, self, wrap=False))
        layout.addWidget(ElidedLabel(task.dispute_label, self, role="sub"), 1)
        due = "" if task.due is None else short_date(task.due.due, today) + ("，暂定" if task.due.provisional else "")
        layout.addWidget(Caption(due, self, wrap=False))
        word = task.left_text or task.alarm.label
        layout.addWidget(Chip(word, ALARM_TONES[task.alarm], self), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{task.label}，{task.dispute_label}，{due}，{word}")
        self.setToolTip(task.line)


class TaskLines(Card):
    """The card, hidden without tasks. ``task_asked(DisputeTaskView)``, ``all_asked()``."""

    task_asked = Signal(object)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("复议诉讼待办", parent)
        self.layout().setContentsMargins(px(16), px(10), px(16), px(10))
        self.lines: list[TaskLine] = []
        self.every = LinkLabel("", self)
        self.every.clicked.connect(self.all_asked)
        self.add_to_head(self.every)
        self._list = column(gap=4)
        self.body.addLayout(self._list)
        self.hide()

    def show_tasks(self, tasks: Sequence[DisputeTaskView], today: date) -> None:
        """Show the most pressing; the others wait on the list of disputes."""
        clear_rows(self._list)
        self.lines = []
        for one in tasks[:_SHOWN]:
            line = TaskLine(one, today, self)
            line.pressed.connect(self.task_asked)
            self._list.addWidget(line)
            self.lines.append(line)
        self.set_title("复议诉讼待办", f"{len(tasks)} 件" if len(tasks) > _SHOWN else "")
        self.every.setText("打开复议诉讼")
        self.setVisible(bool(tasks))

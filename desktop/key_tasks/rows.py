"""The rows of the list of key tasks."""

from typing import Final

from PySide6.QtCore import Qt
from typing_extensions import override

from casework.key_task_views import KeyTaskState, KeyTaskView
from desktop.components import Column, TableRole
from desktop.components.rows_model import ModelIndex, RowsModel
from desktop.theme import Tone

__all__ = ["COLUMNS", "STATE_TONES", "KeyTaskModel"]

COLUMNS: Final = (
    Column(key="position", label="序号", width=52, fixed=True),
    Column(key="title", label="任务内容", width=0, fixed=True),
    Column(key="responsible", label="责任人", width=90),
    Column(key="due", label="期限", width=100),
    Column(key="state", label="状态", width=104),
    Column(key="progress", label="进展", width=220, needs=820),
    Column(key="proof", label="佐证", width=56, needs=600),
)
STATE_TONES: Final = {
    KeyTaskState.NOT_BEGUN: Tone.PLAIN,
    KeyTaskState.UNDER_WAY: Tone.ACCENT,
    KeyTaskState.OVERDUE: Tone.OVER,
    KeyTaskState.DONE: Tone.DONE,
    KeyTaskState.DROPPED: Tone.SUSP,
    KeyTaskState.CARRIED: Tone.SUSP,
}


class KeyTaskModel(RowsModel[KeyTaskView]):
    """The tasks in their order."""

    columns = COLUMNS

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        task = self.row_at(index.row())
        if task is None:
            return None
        key = COLUMNS[index.column()].key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _text(task, key)
        if role == TableRole.CHIP and key == "state":
            return STATE_TONES[task.state]
        return None


def _text(task: KeyTaskView, key: str) -> str:
    if key == "due":
        return task.due_on.isoformat() if task.due_on is not None else "未定"
    if key == "state":
        return task.state.label
    if key == "proof":
        return f"{task.proof_count} 份" if task.proof_count else "—"
    if key == "progress":
        return task.progress or "—"
    return str(getattr(task, key))

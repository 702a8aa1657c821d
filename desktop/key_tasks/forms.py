"""The forms of the key tasks: a task, a report or an end, a correction, pasted lines. They never save."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.key_task_paste import read_pasted_tasks
from casework.key_task_views import KeyTaskDraft, KeyTaskEntryView, KeyTaskView
from desktop.components import (
    AttachmentDrop,
    ComboInput,
    DateInput,
    DecisionDialog,
    LabelledField,
    LineInput,
    Text,
    TextArea,
)

__all__ = ["CarryForm", "Correction", "CorrectionForm", "LaidDown", "PasteForm", "Report", "ReportForm", "TaskForm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDown:
    """A task as typed, and why it is changed."""

    task: KeyTaskDraft
    reason: str


class TaskForm(DecisionDialog):
    """A task, new or laid down anew. Its draft is a ``LaidDown``."""

    def __init__(
        self, year: int, task: KeyTaskView | None, today: date, describe: Callable[[date], str], parent: QWidget
    ) -> None:
        new = task is None
        super().__init__("新增任务" if new else "调整任务", "列入台账" if new else "调整", parent)
        self._year = year
        self.what = TextArea("任务内容", self, lines=2)
        self.source = LineInput("来源", self, placeholder="如 年度政务公开工作要点")
        self.responsible = LineInput("责任人", self)
        self.cooperating = LineInput("配合", self, placeholder="几个的用顿号分开")
        self.due = DateInput(today, describe, "期限", self)
        self.reason = LineInput("理由", self)
        for key, label, control in (
            ("title", "任务内容", self.what),
            ("source", "来源", self.source),
            ("responsible", "责任人", self.responsible),
            ("cooperating", "配合", self.cooperating),
            ("due_on", f"期限（{year}年内，可以以后再定）", self.due),
        ):
            self.add_field(LabelledField(label, control, self, key=key))
        if task is not None:
            self.what.set_text(task.title)
            self.source.setText(task.source)
            self.responsible.setText(task.responsible)
            self.cooperating.setText(task.cooperating)
            self.due.set_value(task.due_on)
            self.add_field(LabelledField("为什么调整", self.reason, self, key="reason"))
        else:
            self.reason.hide()

    @override
    def draft(self) -> LaidDown:
        task = KeyTaskDraft(
            year=self._year,
            title=self.what.text(),
            source=self.source.text(),
            responsible=self.responsible.text(),
            cooperating=self.cooperating.text(),
            due_on=self.due.value(),
        )
        return LaidDown(task=task, reason=self.reason.text())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was typed in a report or an end."""

    on: date
    text: str
    paths: tuple[Path, ...]


class ReportForm(DecisionDialog):
    """Progress, the end of a task, or its reopening. Its draft is a ``Report``."""

    def __init__(
        self, title: str, label: str, task: KeyTaskView, today: date, describe: Callable[[date], str], parent: QWidget
    ) -> None:
        super().__init__(title, title, parent, explanation=task.title)
        self._today = today
        self.words = TextArea(label, self, lines=3)
        self.on = DateInput(today, describe, "日期", self)
        self.on.set_value(today)
        self.files = AttachmentDrop(self)
        self.add_field(LabelledField(label, self.words, self, key="text"))
        self.add_field(LabelledField("日期", self.on, self, key="on"))
        self.add_field(LabelledField("佐证材料", self.files, self, key="attachments.0"))

    @override
    def draft(self) -> Report:
        return Report(on=self.on.value() or self._today, text=self.words.text(), paths=self.files.paths())


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was typed in a correction; an empty text strikes the entry."""

    seq: int
    text: str
    reason: str


class CorrectionForm(DecisionDialog):
    """One entry corrected by another. Its draft is a ``Correction``."""

    def __init__(self, entries: tuple[KeyTaskEntryView, ...], parent: QWidget) -> None:
        super().__init__("更正记录", "更正", parent, explanation="原记录和更正都保留。")
        self._texts = {one.seq: one.text for one in entries}
        values = [(one.seq, f"{one.seq}. {one.kind.label}：{one.text[:24]}") for one in reversed(entries)]
        self.which = ComboInput(values, "哪一条", self)
        self.words = TextArea("改为", self, lines=3)
        self.reason = LineInput("理由", self)
        self.which.currentIndexChanged.connect(self._on_chosen)
        self.add_field(LabelledField("哪一条", self.which, self, key="seq"))
        self.add_field(LabelledField("改为", self.words, self, key="text", hint="留空，这一条作废"))
        self.add_field(LabelledField("为什么更正", self.reason, self, key="reason"))
        self._on_chosen()

    def _on_chosen(self, _at: int = 0) -> None:
        seq = self.which.value()
        self.words.set_text(self._texts.get(seq, "") if isinstance(seq, int) else "")

    @override
    def draft(self) -> Correction:
        seq = self.which.value()
        return Correction(seq=seq if isinstance(seq, int) else 0, text=self.words.text(), reason=self.reason.text())


class PasteForm(DecisionDialog):
    """Pasted lines, read while they are typed. Its draft is the tuple of ``KeyTaskDraft``."""

    def __init__(self, year: int, parent: QWidget) -> None:
        explanation = "一行一项：序号、内容、责任人：、配合：、期限：。读不出的期限留空，列入后再补。"
        super().__init__("粘贴任务", "列入台账", parent, explanation=explanation)
        self._year = year
        self.lines = TextArea("粘贴", self, lines=8)
        self.add_field(LabelledField("从工作要点、分工表复制", self.lines, self, key="title"))
        self.lines.textChanged.connect(self._on_edited)

    def _on_edited(self) -> None:
        found = read_pasted_tasks(self.lines.text(), self._year)
        told = [f"第 {one.line} 行：{one.problem}" for one in found if one.problem]
        # In the foot, which stays in sight however many lines there are.
        self.note.setText("\n".join([f"读出 {len(found)} 项", *told[:3]]) if found else "")

    @override
    def draft(self) -> tuple[KeyTaskDraft, ...]:
        return tuple(one.task for one in read_pasted_tasks(self.lines.text(), self._year))


class CarryForm(DecisionDialog):
    """Whether the unfinished tasks go into the next year. Its draft is the year that they leave."""

    def __init__(self, year: int, parent: QWidget) -> None:
        super().__init__("转入下年", f"转入 {year + 1} 年", parent)
        self._year = year
        words = f"{year} 年没有完成的任务列入 {year + 1} 年，期限另定；本年的记为转入下年，记录都保留。"
        self.body.addWidget(Text(words, self))

    @override
    def draft(self) -> int:
        return self._year

"""重点任务台账, the looks: year, state and person above the list; the selected task with its records right."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from casework.key_task_views import KeyTaskEntryView, KeyTaskList, KeyTaskView
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, Chip, ComboInput, LinkLabel, StrongLabel, TableView, Text, column, row
from desktop.components.flow import FlowLayout
from desktop.frame.room_links import RoomLinks
from desktop.key_tasks.rows import COLUMNS, STATE_TONES
from desktop.theme import Size, Tone, px, set_role

__all__ = ["KeyTasksView", "TaskCard"]

_NARROW = 980


class TaskCard(Card):
    """The selected task. ``proof_asked(entry)``: open the file kept with an entry."""

    proof_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("任务", parent)
        self.state = Chip("", Tone.PLAIN, self)
        self.add_to_head(self.state)
        self.what = StrongLabel("", self)
        self.facts = Caption("", self)
        self.body.addWidget(self.what)
        self.body.addWidget(self.facts)
        acts = QWidget(self)
        flow = FlowLayout(acts, gap=6)
        self.report = QPushButton("登记进展　F6", acts)
        self.done = QPushButton("完成", acts)
        self.drop = QPushButton("不再办理", acts)
        self.reopen = QPushButton("重新打开", acts)
        self.change = QPushButton("调整", acts)
        self.correct = QPushButton("更正记录", acts)
        set_role(self.report, "primary")
        self.buttons = (self.report, self.done, self.drop, self.reopen, self.change, self.correct)
        for one in self.buttons:
            one.setAutoDefault(True)
            flow.addWidget(one)
        self.body.addWidget(acts)
        self._inside, self._list = scrolled_list(self, gap=10)
        self.show_task(None)

    def show_task(self, task: KeyTaskView | None) -> None:
        """Show a task with its records, the latest first."""
        empty_layout(self._list)
        for one in self.buttons:
            one.setVisible(task is not None)
        self.state.setVisible(task is not None)
        if task is None:
            self.what.setText("")
            self.facts.setText("选一项，看它的进展和佐证材料。")
            return
        over = f"，已过 {task.days_over} 日" if task.days_over else ""
        self.state.show_state(f"{task.state.label}{over}", STATE_TONES[task.state])
        self.what.setText(task.title)
        due = task.due_on.isoformat() if task.due_on is not None else "未定"
        words = [f"责任人 {task.responsible}", f"期限 {due}"]
        words += [f"配合 {task.cooperating}"] if task.cooperating else []
        words += [f"来源 {task.source}"] if task.source else []
        self.facts.setText("　".join(words))
        for one in (self.report, self.done, self.drop, self.change):
            one.setVisible(task.is_open)
        self.reopen.setVisible(not task.is_open)
        for entry in reversed(task.entries):
            self._list.addWidget(self._record(entry))

    def _record(self, entry: KeyTaskEntryView) -> QWidget:
        holder = QWidget(self._inside)
        lines = column(holder, gap=2)
        day = entry.on.isoformat() if entry.on is not None else ""
        struck = "　已更正" if entry.struck else ""
        lines.addWidget(Caption(f"{entry.seq}. {day}　{entry.kind.label}　{entry.recorded_by}{struck}", holder))
        if entry.file_name:
            link = LinkLabel(entry.file_name, holder, payload=entry)
            link.setAccessibleName(f"打开佐证材料 {entry.file_name}")
            link.clicked.connect(self._on_proof_clicked)
            lines.addWidget(link)
        else:
            lines.addWidget(Text(entry.text, holder))
        return holder

    def _on_proof_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.proof_asked.emit(link.payload)


class KeyTasksView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, today: date, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = column(self, gap=Size.CARD_GAP)
        self.links = RoomLinks("key_tasks", self)
        outer.addWidget(self.links)
        both = row(gap=Size.CARD_GAP)
        outer.addLayout(both, 1)
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        head = QWidget(card)
        flow = FlowLayout(head, gap=8)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        self.year = ComboInput(((today.year, f"{today.year}年"),), "年份", head)
        self.state = ComboInput((), "状态", head)
        self.person = ComboInput((), "责任人", head)
        for box in (self.year, self.state, self.person):
            box.setMinimumWidth(px(112))
            flow.addWidget(box)
        self.person.setMinimumWidth(px(132))
        self.add = QPushButton("新增", head)
        self.paste = QPushButton("粘贴任务", head)
        self.carry = QPushButton("转入下年", head)
        self.export = QPushButton("导出", head)
        self.add.setToolTip("新增重点任务（Ctrl+Shift+A）")
        self.export.setToolTip("导出重点任务台账（Ctrl+E）")
        for one in (self.add, self.paste, self.carry, self.export):
            one.setAutoDefault(True)
            flow.addWidget(one)
        card.body.addWidget(head)
        self.table = TableView(COLUMNS, "重点任务", card, dense=dense)
        card.body.addWidget(self.table, 1)
        both.addWidget(card, 1)
        self.task = TaskCard(self)
        both.addWidget(self.task)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self.task.setFixedWidth(px(300 if narrow else Size.SIDE_PANEL_WIDE))

    def show_years(self, years: Sequence[int], chosen: int) -> None:
        """Offer the years."""
        self.year.blockSignals(True)
        self.year.set_values([(one, f"{one}年") for one in years])
        self.year.set_value(chosen)
        self.year.blockSignals(False)

    def show_list(self, found: KeyTaskList, state: object, person: object) -> None:
        """Offer states with their numbers, and the persons."""
        total = sum(number for _, number in found.counts)
        states = [(one, f"{one.label} {number}") for one, number in found.counts if number or one == state]
        for box, values, chosen in (
            (self.state, [(None, f"全部状态 {total}"), *states], state),
            (self.person, [("", "全部责任人"), *((one, one) for one in found.persons)], person),
        ):
            box.blockSignals(True)
            box.set_values(values)
            box.set_value(chosen)
            if box.currentIndex() < 0:
                box.setCurrentIndex(0)
            box.blockSignals(False)

    def focus_list(self) -> None:
        """Where the work begins."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

"""重点任务台账: the tasks of a year, reported on, ended, corrected and taken over; conflicts are told in the form."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casework.key_task_reading import export_key_tasks, key_task_list, key_task_years, proof_bytes
from casework.key_task_views import (
    EntryCorrection,
    KeyTaskChange,
    KeyTaskEnding,
    KeyTaskEntryKind,
    KeyTaskEntryView,
    KeyTaskList,
    KeyTaskReport,
    KeyTaskState,
    KeyTaskView,
)
from casework.key_tasks import (
    add_key_tasks,
    change_key_task,
    correct_key_task_entry,
    end_key_task,
    report_key_task,
    take_over_key_tasks,
)
from casework.views import Changed
from desktop.components import DecisionDialog, column, read_attachment
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import ActFunction, Session
from desktop.key_tasks.forms import (
    CarryForm,
    Correction,
    CorrectionForm,
    LaidDown,
    PasteForm,
    Report,
    ReportForm,
    TaskForm,
)
from desktop.key_tasks.rows import KeyTaskModel
from desktop.key_tasks.view import KeyTasksView
from desktop.letters.files import FileOpener, write_out
from law.errors import UserError

__all__ = ["KeyTasksPage"]

D = TypeVar("D")
K = KeyTaskEntryKind
_ACTIONS = (
    ActionSpec(id="add", text="新增重点任务", shortcut="Ctrl+Shift+A", slot="add"),
    ActionSpec(id="paste", text="粘贴重点任务", slot="paste"),
    ActionSpec(id="report", text="登记进展", shortcut="F6", slot="report"),
    ActionSpec(id="done", text="登记完成", slot="done"),
    ActionSpec(id="change", text="调整任务", shortcut="F4", slot="change"),
    ActionSpec(id="correct", text="更正记录", slot="correct"),
    ActionSpec(id="export", text="导出重点任务台账", shortcut="Ctrl+E", slot="export"),
)
_CORRECTABLE = (K.PROGRESS, K.PROOF, K.DONE, K.DROPPED)


class KeyTasksPage(Page):
    """``on_enter`` takes a state to be listed, of this year."""

    help_topic = "key_tasks"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("重点任务台账")
        self.year = session.today.year
        self.state: KeyTaskState | None = None
        self.person = ""
        self.form: DecisionDialog | None = None
        self._kind: KeyTaskEntryKind | None = None  # what the open report ends; None: progress
        self.view = KeyTasksView(session.today, self, dense=session.settings.text("density") == "dense")
        column(self, gap=0).addWidget(self.view)
        self.model = KeyTaskModel(self)
        self.view.table.setModel(self.model)
        self.opener = FileOpener(session, self)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.links.asked.connect(self._on_room_asked)
        view.year.activated.connect(self._on_narrowed)
        view.state.activated.connect(self._on_narrowed)
        view.person.activated.connect(self._on_narrowed)
        for button, slot in (
            (view.add, self.add),
            (view.paste, self.paste),
            (view.carry, self.carry),
            (view.export, self.export),
            (view.task.report, self.report),
            (view.task.done, self.done),
            (view.task.drop, self.drop),
            (view.task.reopen, self.reopen),
            (view.task.change, self.change),
            (view.task.correct, self.correct),
        ):
            button.clicked.connect(slot)
        view.table.current_changed.connect(self._on_current_changed)
        view.table.opened.connect(self._on_opened)
        view.task.proof_asked.connect(self._on_proof_asked)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, KeyTaskState):
            self.year, self.state, self.person = self.session.today.year, payload, ""
        self._ask()
        self.view.focus_list()

    @override
    def refresh(self, changed: Changed) -> None:
        if {"key_tasks", "day"} & set(changed.topics):
            self._ask()

    def _on_room_asked(self, key: object) -> None:
        self.session.shell.open_page(str(key))

    # ------------------------------------------------------------------ list

    def _on_narrowed(self, _at: int) -> None:
        year, state, person = self.view.year.value(), self.view.state.value(), self.view.person.value()
        self.year = year if isinstance(year, int) else self.year
        self.state = state if isinstance(state, KeyTaskState) else None
        self.person = str(person or "")
        self._ask()

    def _ask(self) -> None:
        session = self.session
        session.ask(partial(key_task_years, session.office, today=session.today), self._on_years, key="key_tasks:years")
        work = partial(
            key_task_list, session.office, self.year, today=session.today, state=self.state, person=self.person
        )
        session.ask(work, self._on_list, key="key_tasks:list")

    def _on_years(self, years: tuple[int, ...]) -> None:
        self.view.show_years(sorted({*years, self.year}, reverse=True), self.year)

    def _on_list(self, found: KeyTaskList) -> None:
        held = self.current()
        self.model.put_rows(found.tasks)
        self.view.show_list(found, self.state, self.person)
        table = self.view.table
        if not found.tasks:
            narrowed = self.state is not None or bool(self.person)
            words = "没有符合条件的任务。" if narrowed else f"{self.year}年还没有列入任务。"
            table.show_empty(words, "全部任务" if narrowed else "粘贴任务", self._show_all if narrowed else self.paste)
            self.view.task.show_task(None)
            return
        table.show_empty("")
        at = next((row for row, one in enumerate(found.tasks) if held is not None and one.id == held.id), 0)
        table.setCurrentIndex(self.model.index(at, 0))
        self.view.task.show_task(self.current())

    def _show_all(self) -> None:
        self.state, self.person = None, ""
        self._ask()

    def current(self) -> KeyTaskView | None:
        """The selected task."""
        return self.model.row_at(self.view.table.currentIndex().row())

    def _on_current_changed(self, _index: QModelIndex) -> None:
        self.view.task.show_task(self.current())

    def _on_opened(self, _index: QModelIndex) -> None:
        task = self.current()
        if task is not None and task.is_open:
            self.report()

    # ------------------------------------------------------------------ forms

    def _open(self, form: DecisionDialog, submitted: Callable[[object], None]) -> None:
        self.form = form
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.submitted.connect(submitted)
        form.finished.connect(self._on_form_left)
        form.open()

    def _on_form_left(self, _result: int) -> None:
        self.form = None

    def _act(self, function: ActFunction[D], draft: D) -> None:
        if self.form is not None:
            self.form.set_busy(True)
        self.session.act(function, draft, self._on_done, self._on_refused)

    def _on_done(self, _changed: Changed) -> None:
        if self.form is not None:
            self.form.accept()
        self._ask()

    def _on_refused(self, error: UserError) -> None:
        if self.form is not None:
            self.form.show_refusal(error)
        else:
            self.session.shell.show_refusal(error)
        if error.code == "key_task_changed":
            self._ask()  # what was typed stays in the form; the newest records stand beside it

    def add(self) -> None:
        """Ctrl+Shift+A: a new task."""
        session = self.session
        self._open(TaskForm(self.year, None, session.today, session.describe_day, self), self._on_added)

    def _on_added(self, given: object) -> None:
        if isinstance(given, LaidDown):
            self._act(add_key_tasks, (given.task,))

    def paste(self) -> None:
        """Tasks from pasted lines."""
        self._open(PasteForm(self.year, self), self._on_pasted)

    def _on_pasted(self, tasks: object) -> None:
        if isinstance(tasks, tuple):
            self._act(add_key_tasks, tasks)

    def change(self) -> None:
        """F4: lay the task down anew."""
        task, session = self.current(), self.session
        if task is not None and task.is_open:
            self._open(TaskForm(task.year, task, session.today, session.describe_day, self), self._on_change_given)

    def _on_change_given(self, given: object) -> None:
        task = self.current()
        if task is not None and isinstance(given, LaidDown):
            wanted = KeyTaskChange(task_id=task.id, version=task.version, task=given.task, reason=given.reason)
            self._act(change_key_task, wanted)

    def report(self) -> None:
        """F6: progress."""
        self._report("登记进展", "做了什么", None)

    def done(self) -> None:
        """The task is done."""
        self._report("登记完成", "完成情况", K.DONE)

    def drop(self) -> None:
        """The task is dropped."""
        self._report("不再办理", "为什么不再办理", K.DROPPED)

    def reopen(self) -> None:
        """The task goes on."""
        self._report("重新打开", "为什么重新打开", K.REOPENED)

    def _report(self, title: str, label: str, kind: KeyTaskEntryKind | None) -> None:
        task, session = self.current(), self.session
        if task is None or task.is_open is (kind is K.REOPENED):
            return
        self._kind = kind
        form = ReportForm(title, label, task, session.today, session.describe_day, self)
        self._open(form, self._on_report_given)

    def _on_report_given(self, report: object) -> None:
        task = self.current()
        if task is not None and isinstance(report, Report):
            if self.form is not None:
                self.form.set_busy(True)
            work = partial(_reported, self.session, task, report, self._kind)
            self.session.change(work, self._on_done, self._on_refused)

    def correct(self) -> None:
        """Correct an entry."""
        task = self.current()
        if task is None:
            return
        able = tuple(one for one in task.entries if one.kind in _CORRECTABLE and not one.struck)
        if not able:
            self.session.shell.say("还没有可以更正的记录")
            return
        self._open(CorrectionForm(able, self), self._on_correction_given)

    def _on_correction_given(self, given: object) -> None:
        task = self.current()
        if task is not None and isinstance(given, Correction):
            wanted = EntryCorrection(
                task_id=task.id, version=task.version, seq=given.seq, text=given.text, reason=given.reason
            )
            self._act(correct_key_task_entry, wanted)

    def carry(self) -> None:
        """Take what is unfinished into the next year."""
        self._open(CarryForm(self.year, self), self._on_carried)

    def _on_carried(self, year: object) -> None:
        if isinstance(year, int):
            self._act(take_over_key_tasks, year)

    # ------------------------------------------------------------------ files

    def _on_proof_asked(self, entry: KeyTaskEntryView) -> None:
        self.opener.open_bytes(partial(proof_bytes, self.session.office, entry.id))

    def export(self) -> None:
        """Ctrl+E: the whole year as a workbook."""
        name = f"{self.year}年重点任务台账 {self.session.today.isoformat()}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "导出重点任务台账", name, "Excel 工作簿 (*.xlsx)")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the workbook."""
        session = self.session
        made = partial(export_key_tasks, session.office, self.year, today=session.today)
        session.ask(partial(write_out, made, path.parent, path.name), self._on_exported)

    def _on_exported(self, path: Path) -> None:
        self.session.shell.say(f"已保存 {path.name}")


def _reported(session: Session, task: KeyTaskView, report: Report, kind: KeyTaskEntryKind | None) -> Changed:
    """Read the files and do the act, in the work thread."""
    files = tuple(read_attachment(one) for one in report.paths)
    today, now, actor = session.today, session.now, session.actor
    if kind is None:
        wanted = KeyTaskReport(task_id=task.id, version=task.version, on=report.on, text=report.text, files=files)
        return report_key_task(session.office, wanted, today=today, now=now, actor=actor)
    ending = KeyTaskEnding(
        task_id=task.id, version=task.version, kind=kind, on=report.on, text=report.text, files=files
    )
    return end_key_task(session.office, ending, today=today, now=now, actor=actor)

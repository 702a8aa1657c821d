"""工作台: asks casework what presses and opens what is chosen."""

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework import form_drafts
from casework.dispute_views import DisputeTaskView
from casework.disputes import open_tasks
from casework.views import CaseFilter, Changed, FormDraftView, WorklistView
from casework.worklist import worklist
from desktop.components import ColumnLayout, CounterCard, column
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.theme import Tone, tone_of
from desktop.worklist import view as looks
from desktop.worklist.model import WorklistModel

__all__ = ["WorklistPage"]

_TABLE = "worklist"
_DRAFTS_SHOWN = 3
_EMPTY = {
    "all": "没有在办的申请。",
    "ours": "没有待我方办理的申请。",
    "others": "没有在等申请人、第三方或其他机关的申请。",
}


class WorklistPage(Page):
    """Connects counters, rows, week and drafts with casework and the other pages."""

    help_topic = "worklist"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("工作台")
        dense = session.settings.text("density") == "dense"
        self.view = looks.WorklistView(self, dense=dense)
        column(self, gap=0).addWidget(self.view)
        self.model = WorklistModel(session.today, self)
        self._scope = "all"
        self._drafts: tuple[FormDraftView, ...] = ()
        self._every_draft = False
        table = self.view.table
        table.setModel(self.model)
        table.apply_layout(session.settings.columns(_TABLE))
        table.opened.connect(self._on_row_opened)
        table.sort_asked.connect(self._on_sort_asked)
        table.layout_changed.connect(self._on_layout_changed)
        for card in self.view.counters:
            card.pressed.connect(self._on_counter_pressed)
        self.view.scope.chosen.connect(self._on_scope_chosen)
        self.view.week.day_asked.connect(self._on_day_asked)
        self.view.week.disputes_asked.connect(self._on_disputes_asked)
        self.view.all_drafts.clicked.connect(self._on_all_drafts_clicked)
        self.view.offer.resumed.connect(self._on_draft_resumed)
        self.view.offer.dropped.connect(self._on_draft_dropped)
        self.view.tasks.task_asked.connect(self._on_task_asked)
        self.view.tasks.all_asked.connect(self._on_disputes_asked)

    @override
    def on_enter(self, payload: object) -> None:
        self._ask()
        self.view.table.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        self._ask()

    def _ask(self) -> None:
        if self.view.isVisible():
            self.view.table.skeleton.begin()
        work = partial(worklist, self.session.office, today=self.session.today, scope=self._scope)
        self.session.ask(work, self._on_read, self._on_failed, key="worklist")
        tasks = partial(open_tasks, self.session.office, today=self.session.today)
        self.session.ask(tasks, self._on_tasks_read, key="worklist:disputes")

    def _on_tasks_read(self, tasks: tuple[DisputeTaskView, ...]) -> None:
        self.view.tasks.show_tasks(tasks, self.session.today)

    def _on_failed(self, error: BaseException) -> None:
        self.view.table.skeleton.end()
        self.session.shell.show_failure(error)

    def _on_read(self, found: WorklistView) -> None:
        self.view.table.skeleton.end()
        for card, one in zip(self.view.counters, found.counters, strict=False):
            tone = tone_of(one.urgency)
            card.payload = one.filter
            card.show_count(one.count, one.label, one.detail, Tone.ACCENT if tone is Tone.PLAIN else tone)
        self._show_rows(found)
        today_label = next((one.label for one in found.week if one.on == found.today), "")
        self.view.week.show_week(found.week, today_label)
        self.view.months.show_bars(found.months)
        self._drafts = found.drafts
        self._show_drafts()

    def _show_drafts(self) -> None:
        """A few of them; the work itself must stay in sight."""
        count = len(self._drafts)
        shown = self._drafts if self._every_draft else self._drafts[:_DRAFTS_SHOWN]
        self.view.offer.show_drafts(shown, self.model.today)
        self.view.drafts_card.setVisible(bool(count))
        self.view.all_drafts.setVisible(count > _DRAFTS_SHOWN)
        self.view.all_drafts.setText("只看最近的" if self._every_draft else f"全部 {count} 份")

    def _on_all_drafts_clicked(self) -> None:
        self._every_draft = not self._every_draft
        self._show_drafts()

    def _show_rows(self, found: WorklistView) -> None:
        table = self.view.table
        current = self.model.row_at(table.currentIndex().row())
        self.model.show_rows(found.rows, found.today)
        shown, total = len(found.rows), found.total_open
        note = f"{total} 件，按实际余量排序" if shown == total else f"{shown} 件（在办共 {total} 件），按实际余量排序"
        self.view.list_card.set_title("我的在办", note)
        table.show_empty("" if shown else _EMPTY[self._scope], "登记一份申请", self._register)
        if shown:
            ids = [one.id for one in found.rows]
            table.selectRow(ids.index(current.id) if current is not None and current.id in ids else 0)

    def _register(self) -> None:
        self.session.shell.open_page("intake")

    def _on_row_opened(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.session.shell.open_page("case", row.id)

    def _on_counter_pressed(self, wanted: object) -> None:
        if isinstance(wanted, CaseFilter) and isinstance(self.sender(), CounterCard):
            self.session.shell.open_page("cases", wanted)

    def _on_sort_asked(self, order: tuple[str, bool]) -> None:
        """The worklist has its own order; another order is a question to the list."""
        wanted = CaseFilter(open_only=True, sort=order[0], descending=order[1])
        self.session.shell.open_page("cases", wanted)

    def _on_day_asked(self, day: date) -> None:
        wanted = CaseFilter(open_only=True, due_from=day, due_to=day, sort="urgency")
        self.session.shell.open_page("cases", wanted)

    def _on_scope_chosen(self, scope: object) -> None:
        self._scope = str(scope)
        self._ask()

    def _on_task_asked(self, task: DisputeTaskView) -> None:
        self.session.shell.open_page("dispute", (task.dispute_id, task))

    def _on_disputes_asked(self) -> None:
        self.session.shell.open_page("reviews")

    def _on_layout_changed(self, layout: ColumnLayout) -> None:
        self.session.settings.keep_columns(_TABLE, layout)

    def _on_draft_resumed(self, found: FormDraftView) -> None:
        # Every screen that keeps typed text takes the key of it and goes on where it was left.
        self.session.shell.open_page(found.screen, found.key)

    def _on_draft_dropped(self, found: FormDraftView) -> None:
        self.session.change(partial(form_drafts.discard, self.session.office, found.key))

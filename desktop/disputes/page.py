"""复议诉讼: filter and order in SQL, rows in blocks, the selected dispute beside the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_views import (
    DisputeCounter,
    DisputeEventChoice,
    DisputeFilter,
    DisputeRow,
    DisputeTaskView,
    DisputeView,
)
from casework.disputes import dispute_counters, dispute_ids, dispute_rows, dispute_view
from casework.person_drafts import PersonView
from casework.persons import persons
from casework.views import Changed
from desktop.components import column
from desktop.components.block_model import BlockModel
from desktop.disputes.cells import COLUMNS, DISPUTE_CELLS
from desktop.disputes.filters import HandlerChoices
from desktop.disputes.signs import ALARM_TONES
from desktop.disputes.view import DisputesView
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.list_page import ListPage
from desktop.frame.palette import PaletteEntry
from desktop.frame.session import Session
from desktop.theme import Tone

__all__ = ["DisputesPage"]

_ACTIONS = (
    ActionSpec(id="filter", text="筛选复议诉讼", shortcut="/", slot="focus_search"),
    ActionSpec(id="columns", text="选择显示的列", shortcut="F2", slot="open_columns"),
    ActionSpec(id="first", text="办理下一步", shortcut="F6", slot="open_first_act"),
)
_DEFAULT = DisputeFilter(sort="urgency")


class DisputesPage(ListPage[DisputeRow]):
    """Connects counters, filter, table and preview with casework; ``on_enter`` takes a ``DisputeFilter``."""

    help_topic = "disputes"
    list_name = "disputes"
    topics = ListPage.topics | {"disputes", "persons"}

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("复议诉讼")
        self.wanted = _DEFAULT
        self._handlers = HandlerChoices()
        dense = session.settings.text("density") == "dense"
        self.view = DisputesView(session.today, self._handlers, self, dense=dense)
        column(self, gap=0).addWidget(self.view)
        view, model = self.view, BlockModel(COLUMNS, DISPUTE_CELLS, self.ask_block, session.today, self)
        self.attach(view.table, view.search, view.preview, model)
        self.actions_table = ActionTable(self, _ACTIONS)
        self._connect()
        self._say_filter()

    def _connect(self) -> None:
        view = self.view
        view.scope.chosen.connect(self._on_scope_chosen)
        view.clear.clicked.connect(self.clear_filter)
        view.register.clicked.connect(self.open_new)
        view.lessons.clicked.connect(self.open_lessons)
        for card in view.counters:
            card.pressed.connect(self._on_counter_pressed)
        for chip in view.chips.values():
            chip.narrowed.connect(self._on_chip_narrowed)
        view.preview.open_asked.connect(self.open_dispute)
        view.preview.act_asked.connect(self._on_act_asked)
        view.preview.task_asked.connect(self._on_task_asked)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, DisputeFilter):
            self.show_filter(payload)
        else:
            self.ask_ids()
        if not self.view.search.hasFocus():
            self.view.table.setFocus()

    @override
    def offered(self) -> Sequence[PaletteEntry]:
        return (PaletteEntry(text="登记复议、诉讼", shortcut="Ctrl+N", icon="reviews", run=self.open_new),)

    def open_columns(self) -> None:
        """F2: choose columns."""
        self.show_columns(self.view.table.mapToGlobal(self.view.table.rect().topRight()))

    def open_first_act(self) -> None:
        """F6: what is next for the selected dispute."""
        self.view.preview.press_first()

    def open_lessons(self) -> None:
        """The grounds of letters by their fate."""
        self.session.shell.open_page("lessons")

    def open_new(self) -> None:
        """Ctrl+N on this page: register a dispute, not a request."""
        self.session.shell.open_page("open_dispute")

    @override
    def event(self, event: QEvent) -> bool:
        # The key belongs to the window everywhere else; here it is taken before the window's shortcut sees it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_new(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_new(event):
            self.open_new()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ filter

    def show_filter(self, wanted: DisputeFilter) -> None:
        """Show what a filter lets through, in its order."""
        self.wanted = wanted
        self._say_filter()
        self.ask_ids()

    def clear_filter(self) -> None:
        """Let everything through that the scope holds."""
        self.view.search.clear()
        wanted = self.wanted
        self.show_filter(DisputeFilter(open_only=wanted.open_only, sort=wanted.sort, descending=wanted.descending))

    def _narrowed(self) -> bool:
        chips = any(chip.property("narrows") for chip in self.view.chips.values())
        return chips or bool(self.wanted.text) or self.wanted.request_id is not None

    def _say_filter(self) -> None:
        wanted, view = self.wanted, self.view
        view.scope.set_value("open" if wanted.open_only else "all")
        for chip in view.chips.values():
            chip.show_filter(wanted)
        view.clear.setVisible(self._narrowed())
        if view.search.text().strip() != wanted.text:
            view.search.blockSignals(True)
            view.search.setText(wanted.text)
            view.search.blockSignals(False)
        view.table.show_sort(wanted.sort, wanted.descending)

    def _on_scope_chosen(self, scope: object) -> None:
        self.narrow(open_only=scope == "open")

    def _on_chip_narrowed(self, changes: dict[str, Any]) -> None:
        self.narrow(**changes)

    def _on_counter_pressed(self, wanted: object) -> None:
        if isinstance(wanted, DisputeFilter):
            self.view.search.clear()
            self.show_filter(replace(wanted, sort=wanted.sort or "urgency"))
            self.view.table.setFocus()

    @override
    def searched(self) -> str:
        return self.wanted.text

    @override
    def narrow(self, **changes: Any) -> None:
        self.show_filter(replace(self.wanted, **changes))

    # ------------------------------------------------------------------ rows

    @override
    def refresh(self, changed: Changed) -> None:
        if changed.dispute_ids:
            self.ask_ids()
        else:
            super().refresh(changed)

    @override
    def ids_question(self) -> Callable[[], tuple[int, ...]]:
        return partial(dispute_ids, self.session.office, self.wanted, today=self.session.today)

    @override
    def rows_question(self, ids: Sequence[int]) -> Callable[[], tuple[DisputeRow, ...]]:
        return partial(dispute_rows, self.session.office, ids, today=self.session.today)

    @override
    def ask_ids(self) -> None:
        """Ask anew for the list, the counters above it and the persons to choose from."""
        super().ask_ids()
        session = self.session
        counters = partial(dispute_counters, session.office, today=session.today)
        session.ask(counters, self._on_counters_read, key="disputes:counters")
        session.ask(partial(persons, session.office), self._on_persons_read, key="disputes:persons")

    def _on_counters_read(self, counters: tuple[DisputeCounter, ...]) -> None:
        for card, one in zip(self.view.counters, counters, strict=False):
            tone = ALARM_TONES[one.alarm]
            card.payload = one.filter
            card.show_count(one.count, one.label, one.detail, Tone.ACCENT if tone is Tone.PLAIN else tone)

    def _on_persons_read(self, found: tuple[PersonView, ...]) -> None:
        self._handlers.names = tuple(one.name for one in found)
        self.view.chips["handler"].setVisible(bool(found))

    @override
    def show_found(self, number: int) -> None:
        self.view.count.setText(f"{number:,} 件")
        table = self.view.table
        if number:
            table.show_empty("")
        elif self._narrowed() and self.wanted.open_only:
            table.show_empty("未结的复议诉讼中没有符合条件的。", "到全部中找", self._search_everywhere)
        elif self._narrowed():
            table.show_empty("没有符合条件的复议诉讼。", "取消筛选", self.clear_filter)
        elif self.wanted.open_only:
            table.show_empty("没有未结的复议诉讼。", "登记复议、诉讼", self.open_new)
        else:
            table.show_empty("还没有登记过复议诉讼。", "登记复议、诉讼", self.open_new)

    def _search_everywhere(self) -> None:
        self.narrow(open_only=False)

    # ------------------------------------------------------------------ opening

    @override
    def _on_row_opened(self, index: QModelIndex) -> None:
        dispute_id = self.model.id_at(index.row())
        if dispute_id is not None:
            self.open_dispute(dispute_id)

    def open_dispute(self, dispute_id: int) -> None:
        """Open the page of a dispute."""
        self.session.shell.open_page("dispute", dispute_id)

    def _on_act_asked(self, choice: DisputeEventChoice) -> None:
        self.session.shell.open_page("dispute", (self.view.preview.dispute_id, choice.kind))

    def _on_task_asked(self, task: DisputeTaskView) -> None:
        self.session.shell.open_page("dispute", (task.dispute_id, task))

    # ------------------------------------------------------------------ preview

    @override
    def _ask_preview(self) -> None:
        dispute_id = self.model.id_at(self.view.table.currentIndex().row())
        if dispute_id is None:
            self.view.preview.show_nothing()
            return
        work = partial(dispute_view, self.session.office, dispute_id, today=self.session.today)
        self.session.ask(work, self._on_dispute_read, self._on_case_failed, key="disputes:preview")

    def _on_dispute_read(self, view: DisputeView) -> None:
        self.view.preview.show_dispute(view, self.session.today)


def _is_new(event: QKeyEvent) -> bool:
    return bool(event.matches(QKeySequence.StandardKey.New))

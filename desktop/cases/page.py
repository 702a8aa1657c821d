"""办件: filter and order in SQL, rows in blocks, the selected one beside the list."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.case_list import case_ids, case_rows
from casework.case_view import case
from casework.views import CaseFilter, CaseRow, CaseView, Changed
from desktop.cases.filters import FilterSpec
from desktop.cases.model import CasesModel
from desktop.cases.view import CasesView
from desktop.components import ColumnLayout, column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from law.errors import UserError
from law.terms import RequestStatus

__all__ = ["CasesPage"]

_SEARCH_MS = 150
_PREVIEW_MS = 80
_TABLE = "cases"
_ACTIONS = (
    ActionSpec(id="filter", text="筛选办件", shortcut="/", slot="focus_search"),
    ActionSpec(id="columns", text="选择显示的列", shortcut="F2", slot="open_columns"),
)
_DEFAULT = CaseFilter(open_only=True, sort="urgency")


class CasesPage(Page):
    """Connects filter, table and preview with casework."""

    help_topic = "cases"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("办件")
        self.wanted = _DEFAULT
        dense = session.settings.text("density") == "dense"
        self.view = CasesView(session.today, self, dense=dense)
        column(self, gap=0).addWidget(self.view)
        self.model = CasesModel(self._ask_block, session.today, self)
        self._generation = 0
        self._keep_selected: int | None = None
        self._dates_spec: FilterSpec | None = None
        table = self.view.table
        table.setModel(self.model)
        table.apply_layout(session.settings.columns(_TABLE))
        self._search_timer = self._timer(_SEARCH_MS)
        self._search_timer.timeout.connect(self._on_search_settled)
        self._preview_timer = self._timer(_PREVIEW_MS)
        self._preview_timer.timeout.connect(self._ask_preview)
        self.actions_table = ActionTable(self, _ACTIONS)
        self._connect()
        self._say_filter()

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        return timer

    def _connect(self) -> None:
        view = self.view
        view.scope.chosen.connect(self._on_scope_chosen)
        view.search.textEdited.connect(self._on_search_edited)
        view.search.textChanged.connect(self._on_search_edited)
        view.search.returnPressed.connect(self._on_search_entered)
        self._down = QShortcut(QKeySequence("Down"), view.search, self._on_search_left)
        self._down.setContext(self._down.context().WidgetShortcut)
        view.clear.clicked.connect(self.clear_filter)
        view.columns.clicked.connect(self.open_columns)
        view.dates_apply.clicked.connect(self._on_dates_applied)
        view.dates_leave.clicked.connect(self._on_dates_left)
        for chip in view.chips.values():
            chip.narrowed.connect(self._on_chip_narrowed)
            chip.dates_asked.connect(self._on_dates_asked)
        view.table.opened.connect(self._on_row_opened)
        view.table.current_changed.connect(self._on_current_changed)
        view.table.sort_asked.connect(self._on_sort_asked)
        view.table.layout_changed.connect(self._on_layout_changed)
        view.preview.open_asked.connect(self._open)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, CaseFilter):
            self.show_filter(payload)
        else:
            self._ask_ids()
        if not self.view.search.hasFocus():
            self.view.table.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        if {"cases", "calendar", "policies", "day"} & set(changed.topics) or changed.request_ids:
            self._ask_ids()

    @override
    def focus_search(self) -> None:
        self.view.search.setFocus()
        self.view.search.selectAll()

    @override
    def on_escape(self) -> bool:
        if self.view.dates.isVisible():
            self.view.dates.hide()
            return True
        if self.view.search.text():
            self.view.search.clear()
            return True
        return False

    def open_columns(self) -> None:
        """F2: choose columns."""
        menu = self.view.table.column_menu()
        menu.popup(self.view.columns.mapToGlobal(self.view.columns.rect().bottomLeft()))

    # ------------------------------------------------------------------ filter

    def show_filter(self, wanted: CaseFilter) -> None:
        """Show what a filter lets through, in its order."""
        self.wanted = wanted
        self._say_filter()
        self._ask_ids()

    def clear_filter(self) -> None:
        """Let everything through that the scope holds."""
        self.view.search.clear()
        self.show_filter(
            CaseFilter(
                open_only=self.wanted.open_only,
                closed_only=self.wanted.closed_only,
                sort=self.wanted.sort,
                descending=self.wanted.descending,
            )
        )

    def _say_filter(self) -> None:
        wanted, view = self.wanted, self.view
        view.scope.set_value("open" if wanted.open_only else "closed" if wanted.closed_only else "all")
        for chip in view.chips.values():
            chip.show_filter(wanted)
        narrowed = any(chip.property("narrows") for chip in view.chips.values())
        view.clear.setVisible(narrowed or bool(wanted.text))
        if view.search.text().strip() != wanted.text:
            view.search.blockSignals(True)
            view.search.setText(wanted.text)
            view.search.blockSignals(False)
        view.table.show_sort(wanted.sort, wanted.descending)

    def _on_scope_chosen(self, scope: object) -> None:
        closed = scope == "closed"
        changes: dict[str, Any] = {"open_only": scope == "open", "closed_only": closed}
        if closed:
            changes |= {"urgency": None, "sort": "closed", "descending": True}
            if any(one is not RequestStatus.CLOSED for one in self.wanted.statuses):
                changes["statuses"] = ()
        elif self.wanted.sort == "closed":
            changes |= {"sort": "urgency" if scope == "open" else "number", "descending": scope != "open"}
        self.show_filter(replace(self.wanted, **changes))

    def _on_chip_narrowed(self, changes: dict[str, Any]) -> None:
        self.show_filter(replace(self.wanted, **changes))

    def _on_dates_asked(self, spec: FilterSpec) -> None:
        self._dates_spec = spec
        view = self.view
        view.dates_label.setText(f"{spec.label}自")
        view.dates.show()
        view.dates_from.setFocus()

    def _on_dates_applied(self) -> None:
        spec = self._dates_spec
        view = self.view
        if spec is None:
            return
        first, last = spec.fields
        view.dates.hide()
        days = (view.dates_from.value(), view.dates_to.value())
        if days[0] and days[1] and days[0] > days[1]:
            days = (days[1], days[0])
        self._on_chip_narrowed({first: days[0], last: days[1]})

    def _on_dates_left(self) -> None:
        self.view.dates.hide()

    def _on_search_edited(self, _text: str) -> None:
        self._search_timer.start()

    def _on_search_settled(self) -> None:
        text = self.view.search.text().strip()
        if text != self.wanted.text:
            self.show_filter(replace(self.wanted, text=text))

    def _on_search_entered(self) -> None:
        self._search_timer.stop()
        self._on_search_settled()
        self.view.table.setFocus()

    def _on_search_left(self) -> None:
        self.view.table.setFocus()

    def _on_sort_asked(self, order: tuple[str, bool]) -> None:
        self.show_filter(replace(self.wanted, sort=order[0], descending=order[1]))

    # ------------------------------------------------------------------ rows

    def _ask_ids(self) -> None:
        if self.view.isVisible():
            self.view.table.skeleton.begin()
        work = partial(case_ids, self.session.office, self.wanted, today=self.session.today)
        self.session.ask(work, self._on_ids_found, self._on_failed, key="cases:ids")

    def _on_ids_found(self, ids: tuple[int, ...]) -> None:
        table = self.view.table
        table.skeleton.end()
        selected = self.model.id_at(table.currentIndex().row())
        self._generation += 1
        self.model.show_ids(ids, self.session.today)
        self.view.count.setText(f"{len(ids):,} 件")
        self._say_empty(not ids)
        if ids:
            at = ids.index(selected) if selected in ids else 0
            table.selectRow(at)
            table.scrollTo(self.model.index(at, 0))
        else:
            self.view.preview.show_nothing()

    def _say_empty(self, empty: bool) -> None:
        table = self.view.table
        narrowed = any(chip.property("narrows") for chip in self.view.chips.values()) or bool(self.wanted.text)
        if not empty:
            table.show_empty("")
        elif narrowed and self.wanted.open_only:
            table.show_empty("在办件中没有符合条件的。", "到全部办件中找", self._search_everywhere)
        elif narrowed:
            table.show_empty("没有符合条件的办件。", "取消筛选", self.clear_filter)
        else:
            words = "没有在办的申请。" if self.wanted.open_only else "还没有办结的申请。"
            table.show_empty(words if not self._is_all() else "还没有登记申请。", "登记一份申请", self._register)

    def _is_all(self) -> bool:
        return not self.wanted.open_only and not self.wanted.closed_only

    def _search_everywhere(self) -> None:
        self.show_filter(replace(self.wanted, open_only=False, closed_only=False))

    def _register(self) -> None:
        self.session.shell.open_page("intake")

    def _ask_block(self, block: int) -> None:
        ids, generation = self.model.block_ids(block), self._generation
        work = partial(_numbered_rows, self.session, ids, generation, block)
        self.session.ask(work, self._on_block_read, self._on_failed)

    def _on_block_read(self, answer: tuple[int, int, tuple[CaseRow, ...]]) -> None:
        generation, block, rows = answer
        if generation == self._generation:
            self.model.put_block(block, rows)

    def _on_failed(self, error: BaseException) -> None:
        self.view.table.skeleton.end()
        self.session.shell.show_failure(error)

    def _on_row_opened(self, index: QModelIndex) -> None:
        request_id = self.model.id_at(index.row())
        if request_id is not None:
            self._open(request_id)

    def _open(self, request_id: int) -> None:
        self.session.shell.open_page("case", request_id)

    def _on_layout_changed(self, layout: ColumnLayout) -> None:
        self.session.settings.keep_columns(_TABLE, layout)

    # ------------------------------------------------------------------ preview

    def _on_current_changed(self, _index: QModelIndex) -> None:
        self._preview_timer.start()

    def _ask_preview(self) -> None:
        request_id = self.model.id_at(self.view.table.currentIndex().row())
        if request_id is None:
            self.view.preview.show_nothing()
            return
        work = partial(case, self.session.office, request_id, today=self.session.today)
        self.session.ask(work, self._on_case_read, self._on_case_failed, key="cases:preview")

    def _on_case_failed(self, error: BaseException) -> None:
        """A refusal is said in the panel: a dialog at every arrow key would be in the way."""
        if isinstance(error, UserError):
            self.view.preview.show_nothing(error.sentence)
        else:
            self.session.shell.show_failure(error)

    def _on_case_read(self, view: CaseView) -> None:
        self.view.preview.show_case(view)


def _numbered_rows(
    session: Session, ids: tuple[int, ...], generation: int, block: int
) -> tuple[int, int, tuple[CaseRow, ...]]:
    """The rows of a block with the numbers that tell whether they are still wanted."""
    return generation, block, case_rows(session.office, ids, today=session.today)

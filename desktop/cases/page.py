"""办件: filter and order in SQL, rows in blocks, the selected one beside the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.case_list import case_ids, case_rows
from casework.views import CaseFilter, CaseRow
from desktop.cases.filters import FilterSpec
from desktop.cases.model import CasesModel
from desktop.cases.view import CasesView
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.list_page import ListPage
from desktop.frame.session import Session
from law.terms import RequestStatus

__all__ = ["CasesPage"]

_ACTIONS = (
    ActionSpec(id="filter", text="筛选办件", shortcut="/", slot="focus_search"),
    ActionSpec(id="columns", text="选择显示的列", shortcut="F2", slot="open_columns"),
    ActionSpec(id="export", text="导出台账", shortcut="Ctrl+E", slot="open_export"),
)
_DEFAULT = CaseFilter(open_only=True, sort="urgency")


class CasesPage(ListPage[CaseRow]):
    """Connects filter, table and preview with casework."""

    help_topic = "cases"
    list_name = "cases"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("办件")
        self.wanted = _DEFAULT
        dense = session.settings.text("density") == "dense"
        self.view = CasesView(session.today, self, dense=dense)
        column(self, gap=0).addWidget(self.view)
        self._dates_spec: FilterSpec | None = None
        view = self.view
        self.attach(view.table, view.search, view.preview, CasesModel(self.ask_block, session.today, self))
        self.actions_table = ActionTable(self, _ACTIONS)
        self._connect()
        self._say_filter()

    def _connect(self) -> None:
        view = self.view
        view.scope.chosen.connect(self._on_scope_chosen)
        view.clear.clicked.connect(self.clear_filter)
        view.columns.clicked.connect(self.open_columns)
        view.export.clicked.connect(self.open_export)
        view.dates_apply.clicked.connect(self._on_dates_applied)
        view.dates_leave.clicked.connect(self._on_dates_left)
        for chip in view.chips.values():
            chip.narrowed.connect(self._on_chip_narrowed)
            chip.dates_asked.connect(self._on_dates_asked)
        view.preview.open_asked.connect(self.open_request)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, CaseFilter):
            self.show_filter(payload)
        else:
            self.ask_ids()
        if not self.view.search.hasFocus():
            self.view.table.setFocus()

    @override
    def on_escape(self) -> bool:
        if self.view.dates.isVisible():
            self.view.dates.hide()
            return True
        return super().on_escape()

    def open_columns(self) -> None:
        """F2: choose columns."""
        self.show_columns(self.view.columns.mapToGlobal(self.view.columns.rect().bottomLeft()))

    def open_export(self) -> None:
        """Ctrl+E: what the list shows, in its order, as a ledger."""
        self.session.shell.open_page("ledger_export", self.wanted)

    # ------------------------------------------------------------------ filter

    def show_filter(self, wanted: CaseFilter) -> None:
        """Show what a filter lets through, in its order."""
        self.wanted = wanted
        self._say_filter()
        self.ask_ids()

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
        self.narrow(**changes)

    def _on_chip_narrowed(self, changes: dict[str, Any]) -> None:
        self.narrow(**changes)

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

    @override
    def searched(self) -> str:
        return self.wanted.text

    @override
    def narrow(self, **changes: Any) -> None:
        self.show_filter(replace(self.wanted, **changes))

    # ------------------------------------------------------------------ rows

    @override
    def ids_question(self) -> Callable[[], tuple[int, ...]]:
        return partial(case_ids, self.session.office, self.wanted, today=self.session.today)

    @override
    def rows_question(self, ids: Sequence[int]) -> Callable[[], tuple[CaseRow, ...]]:
        return partial(case_rows, self.session.office, ids, today=self.session.today)

    @override
    def show_found(self, number: int) -> None:
        self.view.count.setText(f"{number:,} 件")
        self._say_empty(not number)

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
        self.narrow(open_only=False, closed_only=False)

    def _register(self) -> None:
        self.session.shell.open_page("intake")

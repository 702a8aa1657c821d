"""What the long lists share: ids first, rows in blocks as they come into sight, the selected one beside the list.

A list page says what it asks casework and how its filter looks; searching, ordering, keeping the selection and the
columns, and dropping answers to older questions are done here.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.case_view import case
from casework.views import CaseView, Changed
from desktop.components import ColumnLayout, LineInput, TableView
from desktop.components.block_model import BlockModel, Identified
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from law.errors import UserError

__all__ = ["ListPage", "ListPreview"]

_SEARCH_MS = 150
_PREVIEW_MS = 80

R = TypeVar("R", bound=Identified)


class ListPreview(Protocol):
    """What stands beside a list."""

    def show_nothing(self, why: str = "") -> None:
        """Nothing is selected, or what is selected cannot be shown and why."""


class CaseListPreview(ListPreview, Protocol):
    """What stands beside a list of requests."""

    def show_case(self, view: CaseView) -> None:
        """Show the selected request."""


class ListPage(Page, Generic[R]):
    """Base of the pages with a long list; a subclass calls :meth:`attach` when its view is built.

    Rows are requests unless a subclass says otherwise: it then overrides what opens a row and what is read for the
    preview.

    Attributes:
        list_name: name of the list: its columns are kept under it, its questions replace one another under it.
        topics: what has to change for the list to be asked anew, besides any request.
    """

    list_name = ""
    topics = frozenset({"cases", "calendar", "policies", "day"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._generation = 0
        self._search_timer = pause_timer(self, _SEARCH_MS, self._on_search_settled)
        self._preview_timer = pause_timer(self, _PREVIEW_MS, self._ask_preview)

    def attach(self, table: TableView, search: LineInput, preview: ListPreview, model: BlockModel[R]) -> None:
        """Connect the parts of the view."""
        self._table, self._search, self._preview = table, search, preview
        self.model = model
        table.setModel(model)
        table.apply_layout(self.session.settings.columns(self.list_name))
        search.textChanged.connect(self._on_search_edited)
        search.returnPressed.connect(self._on_search_entered)
        self._down = QShortcut(QKeySequence("Down"), search, self._on_search_left)
        self._down.setContext(self._down.context().WidgetShortcut)
        table.opened.connect(self._on_row_opened)
        table.current_changed.connect(self._on_current_changed)
        table.sort_asked.connect(self._on_sort_asked)
        table.layout_changed.connect(self._on_layout_changed)

    # ------------------------------------------------------------------ what a list says of itself

    @abstractmethod
    def searched(self) -> str:
        """The text that the list is narrowed to."""

    @abstractmethod
    def narrow(self, **changes: Any) -> None:
        """Change parts of the filter and show what it lets through."""

    @abstractmethod
    def ids_question(self) -> Callable[[], tuple[int, ...]]:
        """What gives the ids that the filter lets through; called in the work thread."""

    @abstractmethod
    def rows_question(self, ids: Sequence[int]) -> Callable[[], tuple[R, ...]]:
        """What gives rows by their ids; called in the work thread."""

    @abstractmethod
    def show_found(self, number: int) -> None:
        """Say how many there are, and stand in for rows where there are none."""

    # ------------------------------------------------------------------ window

    @override
    def refresh(self, changed: Changed) -> None:
        if self.topics & set(changed.topics) or changed.request_ids:
            self.ask_ids()

    @override
    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @override
    def on_escape(self) -> bool:
        if self._search.text():
            self._search.clear()
            return True
        return False

    def show_columns(self, at: QPoint) -> None:
        """Let the person choose columns from a menu at a place of the screen."""
        self._table.column_menu().popup(at)

    def _on_search_edited(self, _text: str) -> None:
        self._search_timer.start()

    def _on_search_settled(self) -> None:
        text = self._search.text().strip()
        if text != self.searched():
            self.narrow(text=text)

    def _on_search_entered(self) -> None:
        self._search_timer.stop()
        self._on_search_settled()
        self._table.setFocus()

    def _on_search_left(self) -> None:
        self._table.setFocus()

    def _on_sort_asked(self, order: tuple[str, bool]) -> None:
        self.narrow(sort=order[0], descending=order[1])

    def _on_layout_changed(self, layout: ColumnLayout) -> None:
        self.session.settings.keep_columns(self.list_name, layout)

    # ------------------------------------------------------------------ rows

    def ask_ids(self) -> None:
        """Ask anew what the filter lets through."""
        if self._table.isVisible():
            self._table.skeleton.begin()
        self.session.ask(self.ids_question(), self._on_ids_found, self._on_failed, key=f"{self.list_name}:ids")

    def _on_ids_found(self, ids: tuple[int, ...]) -> None:
        table = self._table
        table.skeleton.end()
        selected = self.model.id_at(table.currentIndex().row())
        self._generation += 1
        self.model.show_ids(ids, self.session.today)
        self.show_found(len(ids))
        if ids:
            at = ids.index(selected) if selected in ids else 0
            table.selectRow(at)
            table.scrollTo(self.model.index(at, 0))
        else:
            self._preview.show_nothing()

    def ask_block(self, block: int) -> None:
        """Ask for the rows of a block; for the model."""
        work = partial(_numbered, self.rows_question(self.model.block_ids(block)), self._generation, block)
        self.session.ask(work, self._on_block_read, self._on_failed)

    def _on_block_read(self, answer: tuple[int, int, tuple[R, ...]]) -> None:
        generation, block, rows = answer
        if generation == self._generation:
            self.model.put_block(block, rows)

    def _on_failed(self, error: BaseException) -> None:
        self._table.skeleton.end()
        self.session.shell.show_failure(error)

    def _on_row_opened(self, index: QModelIndex) -> None:
        request_id = self.model.id_at(index.row())
        if request_id is not None:
            self.open_request(request_id)

    def open_request(self, request_id: int) -> None:
        """Open the page of a request."""
        self.session.shell.open_page("case", request_id)

    # ------------------------------------------------------------------ preview

    def _on_current_changed(self, _index: QModelIndex) -> None:
        self._preview_timer.start()

    def _ask_preview(self) -> None:
        request_id = self.model.id_at(self._table.currentIndex().row())
        if request_id is None:
            self._preview.show_nothing()
            return
        work = partial(case, self.session.office, request_id, today=self.session.today)
        self.session.ask(work, self._on_case_read, self._on_case_failed, key=f"{self.list_name}:preview")

    def _on_case_failed(self, error: BaseException) -> None:
        """A refusal is said in the panel: a dialog at every arrow key would be in the way."""
        if isinstance(error, UserError):
            self._preview.show_nothing(error.sentence)
        else:
            self.session.shell.show_failure(error)

    def _on_case_read(self, view: CaseView) -> None:
        cast(CaseListPreview, self._preview).show_case(view)


def _numbered(rows: Callable[[], tuple[R, ...]], generation: int, block: int) -> tuple[int, int, tuple[R, ...]]:
    """The rows of a block with the numbers that tell whether they are still wanted."""
    return generation, block, rows()

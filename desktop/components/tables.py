"""Tables: quiet rows, a column menu that is remembered, Enter opens, empty state and skeleton over the rows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from desktop.components.cards import EmptyState
from desktop.components.columns import Column, ColumnLayout, TableRole
from desktop.components.progress import SkeletonRows
from desktop.components.table_painting import RowDelegate, TableHeader
from desktop.theme import Size, px

__all__ = ["Column", "ColumnLayout", "RowDelegate", "TableRole", "TableView"]


class TableView(QTableView):
    """The base of every table.

    ``opened`` carries the ``QModelIndex`` on Enter or double click, ``current_changed`` the current one, and
    ``sort_asked`` ``(sort_key, descending)`` when a header is clicked; sorting itself is done in SQL by casework.
    ``layout_changed`` carries a ``ColumnLayout`` to be kept in the settings.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    sort_asked = Signal(object)
    layout_changed = Signal(object)

    def __init__(
        self, columns: Sequence[Column], name: str, parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.wide_from = 1180
        self._layout = ColumnLayout()
        self._applying = False
        self.setAccessibleName(name)
        self._header = TableHeader(self.columns, self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(RowDelegate(self, dense=dense))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(Size.ROW_DENSE if dense else Size.ROW))
        self._prepare_header()
        self.empty = EmptyState("", "", self.viewport())
        self.empty.acted.connect(self._on_empty_acted)
        self.empty.hide()
        self._fill: Callable[[], None] | None = None
        self.skeleton = SkeletonRows(self.viewport(), dense=dense)
        self.doubleClicked.connect(self._on_double_clicked)

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(px(40))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_requested)
        header.sectionClicked.connect(self._on_section_clicked)
        header.sectionMoved.connect(self._on_sections_arranged)
        header.sectionResized.connect(self._on_sections_arranged)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.apply_layout(self._layout)
        selection = self.selectionModel()
        if selection is not None:
            selection.currentRowChanged.connect(self._on_current_row_changed)

    def apply_layout(self, layout: ColumnLayout) -> None:
        """Arrange the columns as a person left them; unknown keys are ignored, new columns keep their place."""
        self._layout = layout
        if self.model() is None:
            return
        self._applying = True
        widths = dict(layout.widths)
        header = self.horizontalHeader()
        for at, one in enumerate(self.columns):
            stretch = one.width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            if not stretch:
                self.setColumnWidth(at, px(widths.get(one.key, self._own_width(one))))
            self.setColumnHidden(at, not self.is_shown(one))
        for place, key in enumerate(layout.order):
            logical = self._column_at(key)
            if logical is not None:
                header.moveSection(header.visualIndex(logical), place)
        self._applying = False

    def current_layout(self) -> ColumnLayout:
        """The columns as they stand now."""
        header = self.horizontalHeader()
        order = tuple(self.columns[header.logicalIndex(at)].key for at in range(len(self.columns)))
        kept = dict(self._layout.widths)
        for at, one in enumerate(self.columns):
            width = self.columnWidth(at)
            # Widths that the table chose by itself follow its size; only those of the person are kept.
            if one.width and not self.isColumnHidden(at) and width not in (px(one.width), px(one.roomy)):
                kept[one.key] = round(width / px(100) * 100)
        return ColumnLayout(order, self._layout.hidden, self._layout.shown, tuple(kept.items()))

    def _is_wide(self) -> bool:
        return self.width() >= px(self.wide_from)

    def _own_width(self, column: Column) -> int:
        return column.roomy if column.roomy and self._is_wide() else column.width

    def is_shown(self, column: Column) -> bool:
        """Whether a column is visible: by the person's choice, else by its own rule."""
        if column.key in self._layout.hidden:
            return False
        if column.key in self._layout.shown:
            return True
        if column.wide_only:
            return self._is_wide()
        return column.shown and self.width() >= px(column.needs)

    def _column_at(self, key: str) -> int | None:
        return next((at for at, one in enumerate(self.columns) if one.key == key), None)

    def set_column_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column by the person's choice."""
        hidden = {one for one in self._layout.hidden if one != key}
        chosen = {one for one in self._layout.shown if one != key}
        (chosen if shown else hidden).add(key)
        layout = self.current_layout()
        self.apply_layout(ColumnLayout(layout.order, tuple(sorted(hidden)), tuple(sorted(chosen)), layout.widths))
        self.layout_changed.emit(self.current_layout())

    def column_menu(self) -> QMenu:
        """The column menu; also opened with F2 on a list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, one in enumerate(self.columns):
            action = QAction(one.label, menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.setEnabled(not one.fixed)
            action.setData(one.key)
            action.triggered.connect(self._on_column_chosen)
            menu.addAction(action)
        menu.addSeparator()
        reset = QAction("恢复默认列", menu)
        reset.triggered.connect(self._on_reset_chosen)
        menu.addAction(reset)
        return menu

    def show_sort(self, sort_key: str, descending: bool) -> None:
        """Put the sort mark where the rows are sorted."""
        self._header.show_sort(sort_key, descending)

    def show_empty(self, sentence: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Stand in for rows with one sentence and one act; "" removes it."""
        self.empty.setVisible(bool(sentence))
        self.empty.say(sentence, action)
        self._fill = act
        self._place_overlays()

    def _on_empty_acted(self) -> None:
        if self._fill is not None:
            self._fill()

    def _place_overlays(self) -> None:
        for overlay in (self.empty, self.skeleton):
            overlay.setGeometry(self.viewport().rect())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()
        if self.model() is None:
            return
        chosen = dict(self._layout.widths)
        self._applying = True
        for at, one in enumerate(self.columns):
            if one.wide_only or one.needs:
                self.setColumnHidden(at, not self.is_shown(one))
            if one.roomy and one.key not in chosen:
                self.setColumnWidth(at, px(self._own_width(one)))
        self._applying = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._on_header_menu_requested(QPoint(0, 0))
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index)

    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(current)

    def _on_header_menu_requested(self, at: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(at))

    def _on_column_chosen(self, checked: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.set_column_shown(str(action.data()), checked)

    def _on_reset_chosen(self) -> None:
        self.apply_layout(ColumnLayout(tuple(one.key for one in self.columns)))
        self.layout_changed.emit(self.current_layout())

    def _on_section_clicked(self, at: int) -> None:
        key = self.columns[at].sort_key
        if key:
            self.sort_asked.emit((key, self._header.sorted_by() == (key, False)))

    def _on_sections_arranged(self, *_sections: int) -> None:
        if not self._applying and self.isVisible():
            self._layout = self.current_layout()
            self.layout_changed.emit(self._layout)

"""Tables: quiet rows, a column menu that is remembered, Enter opens, empty state and skeleton over the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.components.cards import EmptyState
from desktop.components.chips import paint_chip
from desktop.components.day_meter import DayMeterState, paint_day_meter
from desktop.components.progress import SkeletonRows
from desktop.theme import Size, Tone, colour, draw_icon, ink, px

__all__ = ["Column", "ColumnLayout", "RowDelegate", "TableRole", "TableView"]

_Index = QModelIndex | QPersistentModelIndex


class TableRole(IntEnum):
    """Roles by which a model tells the delegate what to paint besides the text of ``DisplayRole``."""

    TONE = Qt.ItemDataRole.UserRole + 1  # Tone: colour of the text
    CHIP = Qt.ItemDataRole.UserRole + 2  # Tone: paint the text as a chip of this tone
    METER = Qt.ItemDataRole.UserRole + 3  # DayMeterState: paint a day meter instead of text
    STRONG = Qt.ItemDataRole.UserRole + 4  # bool: emphasised text
    GROUND = Qt.ItemDataRole.UserRole + 5  # Tone: tint the ground of the cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as declared by a screen.

    Args:
        key: stable name under which the layout is kept.
        label: header.
        width: width in pixels at 100 %; 0 takes what is left (one column of a table).
        numeric: align right.
        shown: visible unless the person hides it.
        wide_only: appears by itself where the table is wider than ``wide_from`` pixels.
        fixed: cannot be hidden.
        sort_key: key by which casework sorts, "" when it cannot.
    """

    key: str
    label: str
    width: int = 120
    numeric: bool = False
    shown: bool = True
    wide_only: bool = False
    fixed: bool = False
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """What a person made of the columns: order of keys, hidden keys, shown keys, widths."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()


def _tone(index: _Index, role: TableRole) -> Tone | None:
    """The tone a model gives for a role; Qt hands a ``StrEnum`` back as bare text."""
    given = index.data(role)
    return Tone(given) if given else None


class RowDelegate(QStyledItemDelegate):
    """Paints cells: text with ellipsis, chips, day meters, a thin line under each row, a visible current row."""

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self.dense = dense

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), px(Size.ROW_DENSE if self.dense else Size.ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(area, colour("surface"))
        tint = _tone(index, TableRole.GROUND)
        if tint is not None:
            painter.fillRect(area, colour(f"{tint.value}_bg"))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour("accent_bg"))
        painter.setPen(QPen(colour("line2"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_content(painter, option, index, area.adjusted(px(8), 0, -px(8), 0))
        painter.restore()

    @staticmethod
    def _is_numeric(option: QStyleOptionViewItem, index: _Index) -> bool:
        view = option.widget  # type: ignore[attr-defined]
        if not isinstance(view, TableView) or index.column() >= len(view.columns):
            return False
        return view.columns[index.column()].numeric

    def _paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, inside: QRectF) -> None:
        font = option.font  # type: ignore[attr-defined]
        meter = index.data(TableRole.METER)
        if isinstance(meter, DayMeterState):
            paint_day_meter(painter, inside, meter, font)
            return
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        chip = _tone(index, TableRole.CHIP)
        if chip is not None:
            paint_chip(painter, inside, text, chip, font)
            return
        tone = _tone(index, TableRole.TONE)
        painter.setPen(colour("text") if tone is None else ink(tone))
        if index.data(TableRole.STRONG):
            font.setBold(True)
        painter.setFont(font)
        align = Qt.AlignmentFlag.AlignRight if self._is_numeric(option, index) else Qt.AlignmentFlag.AlignLeft
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), line)


class _Header(QHeaderView):
    """The header: words above what they name, with a small mark where the rows are sorted."""

    def __init__(self, parent: "TableView") -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = parent
        self.setSectionsClickable(True)
        self.setAccessibleName("列标题")

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(36))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not 0 <= logicalIndex < len(self._table.columns):
            return  # a model with more columns than declared; an exception while painting would end the program
        column = self._table.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(px(8), 0, -px(8), 0)
        sort_key, descending = self._table.sorted_by
        marked = bool(sort_key) and column.sort_key == sort_key
        painter.setPen(colour("text" if marked else "sub"))
        align = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), column.label)
        if marked:
            side = px(12)
            width = painter.fontMetrics().horizontalAdvance(column.label) + px(4)
            x = inside.right() - width - side if column.numeric else inside.left() + width
            mark = QRectF(x, rect.center().y() - side / 2, side, side)
            draw_icon(painter, mark, "down" if descending else "up", colour("text"))
        painter.restore()


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
        self.sorted_by: tuple[str, bool] = ("", False)
        self.setAccessibleName(name)
        self.setHorizontalHeader(_Header(self))
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
                self.setColumnWidth(at, px(widths.get(one.key, one.width)))
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
        widths = tuple(
            (one.key, round(self.columnWidth(at) / px(100) * 100))
            for at, one in enumerate(self.columns)
            if one.width and not self.isColumnHidden(at)
        )
        return ColumnLayout(order, self._layout.hidden, self._layout.shown, widths)

    def is_shown(self, column: Column) -> bool:
        """Whether a column is visible: by the person's choice, else by its own rule."""
        if column.key in self._layout.hidden:
            return False
        if column.key in self._layout.shown:
            return True
        if column.wide_only:
            return self.width() >= px(self.wide_from)
        return column.shown

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
        self.sorted_by = (sort_key, descending)
        self.horizontalHeader().viewport().update()

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
        for at, one in enumerate(self.columns):
            if one.wide_only:
                self.setColumnHidden(at, not self.is_shown(one))

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
            self.sort_asked.emit((key, self.sorted_by == (key, False)))

    def _on_sections_arranged(self, *_sections: int) -> None:
        if not self._applying and self.isVisible():
            self.layout_changed.emit(self.current_layout())

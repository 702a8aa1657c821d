"""Tables of figures: arrows move from cell to cell, Enter opens what is behind one. Heads may stand in two levels."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.theme import colour, px

__all__ = ["FigureGrid", "FigureModel", "GridLine", "GridShape"]

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 27
_HEAD: Final = 46
_FIGURE: Final = 68
_WIDE_FIGURE: Final = 100
_WIDE: Final = 1000
_CAPTION: Final = 12 / 14
_ROOMY_LABEL: Final = 220


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the table.

    Args:
        label: its words; level: how far it is set in.
        cells: keys of its cells, empty for a line that only heads those below it.
        strong: emphasised.
        brief: its words where the whole do not fit.
    """

    label: str
    cells: tuple[str, ...]
    level: int = 0
    strong: bool = False
    brief: str = ""


@dataclass(frozen=True, slots=True)
class GridShape:
    """The heads of the columns behind the labels.

    Args:
        corner: head of the labels.
        columns: heads of the figures; short, tiny: the same where the table is narrow or very narrow.
        group: words over some columns; span: first and last of them.
    """

    corner: str
    columns: tuple[str, ...]
    short: tuple[str, ...]
    tiny: tuple[str, ...]
    group: str = ""
    span: tuple[int, int] = (-1, -1)


class FigureModel(QAbstractTableModel):
    """Lines of figures; column 0 is the label."""

    def __init__(self, shape: GridShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape_of = shape
        self.lines: tuple[GridLine, ...] = ()
        self._figures: Mapping[str, str] = {}
        self._marked: Collection[str] = ()

    def show_figures(self, lines: Sequence[GridLine], figures: Mapping[str, str], marked: Collection[str] = ()) -> None:
        """Show figures; ``marked`` are the cells that a broken relation speaks of."""
        lines = tuple(lines)
        if lines != self.lines:
            self.beginResetModel()
            self.lines, self._figures, self._marked = lines, figures, marked
            self.endResetModel()
            return
        self._figures, self._marked = figures, marked
        if lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self.shape_of.columns)))

    def cell_at(self, index: _Index) -> str:
        """Key of a cell, empty for labels and for lines without figures."""
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return ""
        cells = self.lines[index.row()].cells
        at = index.column() - 1
        return cells[at] if 0 <= at < len(cells) else ""

    def index_of(self, cell: str) -> QModelIndex:
        """Where a cell stands; invalid if it is not shown."""
        for at, line in enumerate(self.lines):
            if cell in line.cells:
                return self.index(at, line.cells.index(cell) + 1)
        return QModelIndex()

    def figure(self, cell: str) -> str:
        """The figure of a cell as shown."""
        return self._figures.get(cell, "")

    def is_marked(self, cell: str) -> bool:
        """Whether a broken relation speaks of a cell."""
        return cell in self._marked

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shape_of.columns) + 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return None
        line, cell = self.lines[index.row()], self.cell_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label if index.column() == 0 else self.figure(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, index.column(), cell)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return line.label
        return None

    def _spoken(self, line: GridLine, column: int, cell: str) -> str:
        if not cell:
            return line.label
        said = f"{line.label}，{self.shape_of.columns[column - 1]}，{self.figure(cell) or '空'}"
        return f"{said}，勾稽不成立" if self.is_marked(cell) else said

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.cell_at(index):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled


class _FigureDelegate(QStyledItemDelegate):
    """Paints a cell: the current line tinted, the current cell framed, zeros faint, broken ones on red ground."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        grid, model = option.widget, index.model()  # type: ignore[attr-defined]
        if not isinstance(grid, QTableView) or not isinstance(model, FigureModel) or index.row() >= len(model.lines):
            return
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        line, cell = model.lines[index.row()], model.cell_at(index)
        current = grid.currentIndex()
        painter.save()
        here = current.row() == index.row()
        painter.fillRect(area, colour("accent_bg" if here else "surface"))
        if model.is_marked(cell):
            painter.fillRect(area.adjusted(1, 1, -1, -1), colour("over_bg"))
        painter.setPen(QPen(colour("line2"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        font = QFont(option.font)  # type: ignore[attr-defined]
        total = index.column() == len(model.shape_of.columns)
        font.setBold(line.strong or (total and bool(cell)))
        painter.setFont(font)
        chosen = here and current.column() == index.column() and bool(cell)
        if index.column() == 0:
            self._label(painter, area, line)
        else:
            self._figure(painter, area, model.figure(cell), marked=model.is_marked(cell), chosen=chosen)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        if chosen:
            painter.setPen(QPen(colour("accent"), px(2) if focused else 1))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 3, 3)
        painter.restore()

    @staticmethod
    def _label(painter: QPainter, area: QRectF, line: GridLine) -> None:
        step = 20 if area.width() >= px(_ROOMY_LABEL) else 10
        inside = area.adjusted(px(6 + step * line.level), 0, -px(4), 0)
        painter.setPen(colour("text" if line.cells else "sub"))
        metrics = painter.fontMetrics()
        fits = metrics.horizontalAdvance(line.label) <= inside.width() or area.width() >= px(_ROOMY_LABEL)
        chosen = line.label if fits else line.brief or line.label
        words = metrics.elidedText(chosen, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    @staticmethod
    def _figure(painter: QPainter, area: QRectF, figure: str, *, marked: bool, chosen: bool) -> None:
        name = "over" if marked else "accent" if chosen else "sub" if figure in ("0", "") else "text"
        painter.setPen(colour(name))
        inside = area.adjusted(px(4), 0, -px(8), 0)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), figure)


class _Heads(QHeaderView):
    """Heads of the columns, some of them under a common one."""

    def __init__(self, shape: GridShape, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._shape = shape
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setAccessibleName("列标题")
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * _CAPTION) if small.pointSizeF() > 0 else small.setPixelSize(px(12))
        self.setFont(small)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(_HEAD if self._shape.group else 30))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        shape = self._shape
        if not 0 <= logicalIndex <= len(shape.columns):
            return
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colour("sub"))
        inside = rect.adjusted(px(6), 0, -px(8), 0)
        grouped = shape.span[0] <= logicalIndex - 1 <= shape.span[1]
        if grouped:
            inside.setTop(rect.top() + rect.height() // 2)
        text = shape.corner if logicalIndex == 0 else self._head(logicalIndex - 1, inside.width())
        align = Qt.AlignmentFlag.AlignLeft if logicalIndex == 0 else Qt.AlignmentFlag.AlignRight
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()

    def _head(self, at: int, room: int) -> str:
        shape, metrics = self._shape, QFontMetrics(self.font())
        names = (shape.columns[at], shape.short[at])
        return next((one for one in names if metrics.horizontalAdvance(one) <= room), shape.tiny[at])

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        first, last = self._shape.span
        if not self._shape.group:
            return
        painter = QPainter(self.viewport())
        left = self.sectionViewportPosition(first + 1)
        right = self.sectionViewportPosition(last + 1) + self.sectionSize(last + 1)
        box = QRect(left + px(4), 0, right - left - px(8), self.height() // 2)
        painter.setPen(colour("sub"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._shape.group)
        painter.setPen(QPen(colour("line2"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())


class FigureGrid(QTableView):
    """A table of figures. ``cell_chosen(key)`` when the current cell changes, ``cell_opened(key)`` on Enter."""

    cell_chosen = Signal(object)
    cell_opened = Signal(object)

    def __init__(self, shape: GridShape, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = FigureModel(shape, self)
        self.setAccessibleName(name)
        self.setHorizontalHeader(_Heads(shape, self))
        self.setItemDelegate(_FigureDelegate(self))
        self.setModel(self.figures)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._fit()

    def show_figures(self, lines: Sequence[GridLine], figures: Mapping[str, str], marked: Collection[str] = ()) -> None:
        """Show figures and keep the current cell."""
        held = self.current_cell()
        self.figures.show_figures(lines, figures, marked)
        if held:
            self.go_to(held)

    def current_cell(self) -> str:
        """Key of the current cell, empty if none is."""
        return self.figures.cell_at(self.currentIndex())

    def go_to(self, cell: str) -> bool:
        """Make a cell the current one; False if it is not shown."""
        index = self.figures.index_of(cell)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def go_first(self) -> None:
        """Make the first cell the current one if none is."""
        if not self.current_cell():
            first = next(self._cells(), "")
            if first:
                self.go_to(first)

    def _cells(self) -> Iterator[str]:
        return (cell for line in self.figures.lines for cell in line.cells)

    def has_room_for(self, lines: int) -> bool:
        """Whether so many lines can be seen at once."""
        return self.viewport().height() >= px(_ROW) * lines

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_cell():
            self.cell_opened.emit(self.current_cell())
        else:
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:  # fmt: skip
        """Lines without figures are jumped over, labels are not entered."""
        target = super().moveCursor(cursorAction, modifiers)
        step = -1 if target.row() < self.currentIndex().row() else 1
        column = max(1, target.column())
        at = target.row()
        while 0 <= at < len(self.figures.lines) and not self.figures.lines[at].cells:
            at += step
        if not 0 <= at < len(self.figures.lines):
            return self.currentIndex()
        return self.figures.index(at, column)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The label takes what the figures leave."""
        header, room = self.horizontalHeader(), self.viewport().width()
        columns = len(self.figures.shape_of.columns)
        width = px(_WIDE_FIGURE if room >= px(_WIDE) else _FIGURE)
        width = min(width, max(px(40), (room - px(120)) // columns))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at in range(1, columns + 1):
            header.resizeSection(at, width)
        header.resizeSection(0, max(px(120), room - width * columns))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        cell = self.figures.cell_at(current)
        if cell:
            self.cell_chosen.emit(cell)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        cell = self.figures.cell_at(index)
        if cell:
            self.cell_opened.emit(cell)

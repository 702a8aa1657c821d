"""How cells and headers of tables are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.components.chips import paint_chip
from desktop.components.columns import Column, TableRole
from desktop.components.day_meter import DayMeterState, paint_day_meter
from desktop.theme import Size, Tone, colour, draw_icon, ink, px

__all__ = ["RowDelegate", "TableHeader"]

_Index = QModelIndex | QPersistentModelIndex


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
        columns: tuple[Column, ...] = getattr(option.widget, "columns", ())  # type: ignore[attr-defined]
        return index.column() < len(columns) and columns[index.column()].numeric

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


class TableHeader(QHeaderView):
    """The header: words above what they name, with a small mark where the rows are sorted."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._sort_key = ""
        self._descending = False
        self.setSectionsClickable(True)
        self.setAccessibleName("列标题")

    def show_sort(self, sort_key: str, descending: bool) -> None:
        """Put the mark where the rows are sorted."""
        self._sort_key = sort_key
        self._descending = descending
        self.viewport().update()

    def sorted_by(self) -> tuple[str, bool]:
        """Sort key and direction shown."""
        return (self._sort_key, self._descending)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(36))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not 0 <= logicalIndex < len(self._columns):
            return  # a model with more columns than declared; an exception while painting would end the program
        column = self._columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(px(8), 0, -px(8), 0)
        marked = bool(self._sort_key) and column.sort_key == self._sort_key
        painter.setPen(colour("text" if marked else "sub"))
        align = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), column.label)
        if marked:
            side = px(12)
            width = painter.fontMetrics().horizontalAdvance(column.label) + px(4)
            x = inside.right() - width - side if column.numeric else inside.left() + width
            mark = QRectF(x, rect.center().y() - side / 2, side, side)
            draw_icon(painter, mark, "down" if self._descending else "up", colour("text"))
        painter.restore()

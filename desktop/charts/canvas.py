"""The widget that shows a chart: arrow keys go from mark to mark, each is told in words, Enter opens its list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from casework.statistics_views import ChartForm, ChartView, Opens
from desktop.charts.arranging import arrange, height_of
from desktop.charts.painting import paint_picture, screen_inks
from desktop.charts.picture import Mark, Picture
from desktop.theme import Size, px, sized_font

__all__ = ["ChartCanvas"]

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LYING = (ChartForm.BARS, ChartForm.STACKED)
_WIDE = 260


class ChartCanvas(QWidget):
    """A chart. ``opened`` carries the filter behind a mark, ``said`` the words of the mark one stands on.

    Args:
        most: how many lying rows at most are drawn.
    """

    opened = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, most: int | None = None) -> None:
        super().__init__(parent)
        self.view: ChartView | None = None
        self.picture = Picture()
        self._most = most
        self._at: tuple[int, int, bool] | None = None  # row, series, of the year before
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    # ------------------------------------------------------------------ what it shows

    def show_view(self, view: ChartView) -> None:
        """Show a chart; the place of the keyboard stays where it can."""
        self.view = view
        self.setAccessibleName(f"图：{view.title}。{view.lead}")
        self._arrange()
        if self.current is None:
            self._at = None
        self.updateGeometry()
        self._tell()

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks in the order in which they were laid out."""
        return self.picture.marks

    @property
    def current(self) -> Mark | None:
        """The mark that the keyboard stands on."""
        return next((one for one in self.picture.marks if _place(one) == self._at), None)

    def _font(self) -> QFont:
        return sized_font(self.font(), px(Size.CAPTION))

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self._font())
        size = QSizeF(self.width(), self.height())
        self.picture = Picture() if self.view is None else arrange(self.view, size, metrics, most=self._most)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        high = px(180) if self.view is None else height_of(self.view, metrics, most=self._most)
        return QSize(px(_WIDE), round(high))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(_WIDE), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        paint_picture(painter, self.picture, screen_inks(), self.current if self.hasFocus() else None)

    # ------------------------------------------------------------------ mouse

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self.picture.mark_at(event.position())
        opens = mark is not None and mark.figure.opens is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if not self.hasFocus():
            self.said.emit(mark.figure.said if mark is not None else "")

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self.picture.mark_at(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._stand_on(mark)
            self._open(mark)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> None:
        point = QPointF(event.pos())
        mark = self.picture.mark_at(point)
        if mark is not None:
            QToolTip.showText(event.globalPos(), mark.figure.said, self)
            return
        tip = next((one.tip for one in self.picture.words if one.tip and one.area.contains(point)), "")
        if tip:
            QToolTip.showText(event.globalPos(), tip, self)
        else:
            QToolTip.hideText()

    # ------------------------------------------------------------------ keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        mark = self.current
        if key in _OPENS and mark is not None:
            self._open(mark)
            return
        following = self._following(key)
        if following is None:
            super().keyPressEvent(event)
            return
        self._stand_on(following)

    def _following(self, key: int) -> Mark | None:
        """Along the rows by the keys that point along them, across the series by the others; it stops at the ends."""
        lying = self.view is not None and self.view.form in _LYING
        on, back = (Qt.Key.Key_Down, Qt.Key.Key_Up) if lying else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        across, away = (Qt.Key.Key_Right, Qt.Key.Key_Left) if lying else (Qt.Key.Key_Down, Qt.Key.Key_Up)
        marks = sorted(self.picture.marks, key=_reading_order)
        current = self.current
        if not marks or key not in (on, back, across, away, Qt.Key.Key_Home, Qt.Key.Key_End):
            return None
        if current is None or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return marks[-1] if key == Qt.Key.Key_End else marks[0]
        step = 1 if key in (on, across) else -1
        if key in (across, away):
            row = [one for one in marks if one.row == current.row]
            return row[min(max(row.index(current) + step, 0), len(row) - 1)]
        ahead = [one for one in marks if (one.row - current.row) * step > 0]
        same = [one for one in ahead if (one.series, one.before) == (current.series, current.before)]
        return min(same or ahead, key=_Nearer(current.row), default=current)

    def _stand_on(self, mark: Mark) -> None:
        self._at = _place(mark)
        self.update()
        self._tell()

    def _open(self, mark: Mark) -> None:
        opens: Opens | None = mark.figure.opens
        if opens is not None:
            self.opened.emit(opens)

    def _tell(self) -> None:
        """Say where the keyboard stands: to the line below the chart and to screen readers."""
        mark = self.current if self.hasFocus() else None
        words = "" if mark is None else mark.figure.said
        self.said.emit(words)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.picture.marks:
            self._at = _place(min(self.picture.marks, key=_reading_order))
        self.update()
        self._tell()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self._tell()


def _place(mark: Mark) -> tuple[int, int, bool]:
    return mark.row, mark.series, mark.before


def _reading_order(mark: Mark) -> tuple[int, bool, int]:
    return mark.row, mark.before, mark.series


class _Nearer:
    """Orders marks by how far their row is from one."""

    def __init__(self, row: int) -> None:
        self._row = row

    def __call__(self, mark: Mark) -> int:
        return abs(mark.row - self._row)

"""Twelve months painted: days off, days worked in exchange, estimates, each by shape as well as by colour."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from desktop.components import Caption, row
from desktop.rules.year_days import DayCell, first_weekday_offset
from desktop.theme import Tone, colour, ground, ink, px, sized_font
from law.terms import DayKind

__all__ = ["Legend", "YearPicture", "paint_day"]

_WEEKDAYS = "一二三四五六日"
_TONES = {DayKind.HOLIDAY: Tone.OVER, DayKind.MAKEUP: Tone.DONE, DayKind.LOCAL_HOLIDAY: Tone.SUSP}
_LETTERS = {DayKind.HOLIDAY: "休", DayKind.MAKEUP: "班", DayKind.LOCAL_HOLIDAY: "地"}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_PageUp: -30,
    Qt.Key.Key_PageDown: 30,
}


def paint_day(painter: QPainter, box: QRectF, cell: DayCell, *, current: bool = False) -> None:
    """Paint one day: holiday = solid ground, makeup = outlined with a corner, local = outlined, estimate = dashed."""
    tone = _TONES.get(cell.kind)
    area = box.adjusted(1, 1, -1, -1)
    if tone is not None:
        pen = QPen(ink(tone), 1, Qt.PenStyle.DashLine if cell.provisional else Qt.PenStyle.SolidLine)
        outlined = cell.provisional or cell.kind is not DayKind.HOLIDAY
        painter.setPen(pen if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(ground(tone))
        painter.drawRoundedRect(area, px(3), px(3))
        if cell.kind is DayKind.MAKEUP:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink(tone))
            side = px(5)
            corner = area.topRight()
            painter.drawPolygon(QPolygonF([corner - QPointF(side, 0), corner, corner + QPointF(0, side)]))
    if current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRoundedRect(area, px(3), px(3))
    quiet = tone is None and cell.kind is DayKind.WEEKEND
    painter.setPen(ink(tone) if tone is not None else colour("sub" if quiet else "text"))
    letter = _LETTERS.get(cell.kind, "")
    words = f"{cell.on.day}{letter}" if letter and box.width() >= px(34) else str(cell.on.day)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


class YearPicture(QWidget):
    """The year. Arrow keys and the mouse pick a day; ``day_shown`` carries the sentence about it."""

    day_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[date, DayCell] = {}
        self._year = 0
        self._current: date | None = None
        self._shown_rows = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("年历")

    def show_cells(self, cells: Sequence[DayCell]) -> None:
        """Show the days of one year."""
        self._cells = {cell.on: cell for cell in cells}
        self._year = cells[0].on.year if cells else 0
        if self._current is not None and self._current not in self._cells:
            self._current = None
        self.setAccessibleName(f"{self._year}年年历" if self._year else "年历")
        self.update()

    def cell(self, day: date) -> DayCell | None:
        """What is shown for a day."""
        return self._cells.get(day)

    def year(self) -> int:
        """The year shown, 0 when none."""
        return self._year

    def current(self) -> date | None:
        """The day picked."""
        return self._current

    def pick(self, day: date) -> None:
        """Pick a day and tell about it; days of other years are ignored."""
        cell = self._cells.get(day)
        if cell is None:
            return
        self._current = day
        self.setAccessibleDescription(cell.sentence)
        self.day_shown.emit(cell.sentence)
        self.update()

    # ------------------------------------------------------------------ places

    def _columns(self) -> int:
        return 6 if self.width() >= px(700) else 4 if self.width() >= px(460) else 3

    def _rows(self) -> int:
        return 12 // self._columns()

    def _month_box(self, month: int) -> QRectF:
        columns = self._columns()
        gap = px(18)
        width = min(px(300), (self.width() - gap * (columns - 1)) / columns)
        height = min(px(230), self.height() / self._rows())
        at = month - 1
        return QRectF((at % columns) * (width + gap), (at // columns) * height, width, height)

    def _cell_size(self) -> tuple[float, float]:
        box = self._month_box(1)
        return box.width() / 7, max(px(15), (box.height() - px(38)) / 6)

    def box_of(self, day: date) -> QRectF:
        """Where a day is painted."""
        return self._box_in(self._month_box(day.month), self._cell_size(), day)

    @staticmethod
    def _box_in(month: QRectF, cell: tuple[float, float], day: date) -> QRectF:
        width, height = cell
        at = first_weekday_offset(day.year, day.month) + day.day - 1
        return QRectF(month.left() + at % 7 * width, month.top() + px(36) + at // 7 * height, width, height)

    def _day_at(self, point: QPointF) -> date | None:
        return next((day for day in self._cells if self.box_of(day).contains(point)), None)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(780), self._rows() * px(132))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(380), self._rows() * px(132))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown_rows != self._rows():
            self._shown_rows = self._rows()
            self.updateGeometry()  # a narrower picture has more rows and must be taller

    # ------------------------------------------------------------------ painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._cells:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(self.font(), px(12)))
        size = self._cell_size()
        width, _ = size
        months = {month: self._month_box(month) for month in range(1, 13)}
        for month, box in months.items():
            painter.setPen(colour("text"))
            painter.drawText(QRectF(box.left() + px(4), box.top(), box.width(), px(18)), f"{month}月")
            painter.setPen(colour("sub"))
            for at, name in enumerate(_WEEKDAYS):
                head = QRectF(box.left() + at * width, box.top() + px(18), width, px(17))
                painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), name)
        for day, cell in self._cells.items():
            box = self._box_in(months[day.month], size, day)
            paint_day(painter, box, cell, current=day == self._current and self.hasFocus())

    # ------------------------------------------------------------------ mouse and keys

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._cells[day].sentence if day is not None else "", self)
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None:
            self.pick(day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._year:
            start = self._current or date(self._year, 1, 1) - timedelta(days=_STEPS[key])
            self.pick(start + timedelta(days=_STEPS[key]))
            return
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._year:
            self.pick(date(self._year, 1, 1) if key == Qt.Key.Key_Home else date(self._year, 12, 31))
            return
        super().keyPressEvent(event)


class _LegendMark(QWidget):
    def __init__(self, cell: DayCell, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self.setFixedSize(px(22), px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(self.font(), px(12)))
        paint_day(painter, QRectF(self.rect()), self._cell)


class Legend(QWidget):
    """What the marks of the year mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = row(self, gap=6)
        some = date(2027, 10, 1)
        for cell, words in (
            (DayCell(on=some, kind=DayKind.HOLIDAY), "放假"),
            (DayCell(on=some, kind=DayKind.MAKEUP), "调休上班"),
            (DayCell(on=some, kind=DayKind.HOLIDAY, provisional=True), "暂按推算"),
            (DayCell(on=some, kind=DayKind.LOCAL_HOLIDAY), "地方放假"),
        ):
            layout.addWidget(_LegendMark(cell, self))
            layout.addWidget(Caption(words, self, wrap=False))
            layout.addSpacing(px(4))

"""The clock bar of a case: received, stops, today, due, and what an extension would give, on one line of time."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from casework.views import ClockMark, ClockSpan
from desktop.components.clock_layout import Places, place_marks
from desktop.theme import Size, colour, px, sized_font

__all__ = ["ClockBar"]

_INK = {"plain": "accent", "today": "accent", "due": "today", "possible": "sub", "stop": "susp"}


class _MarkButton(QAbstractButton):
    """The ring of one mark: a real button, so that mouse, Tab and screen readers find it."""

    def __init__(self, mark: ClockMark, ink_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self._ink_name = ink_name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{mark.title} {mark.caption}".strip())
        self.setAccessibleDescription("打开逐日说明")
        self.setToolTip(f"{mark.title}　{mark.caption}\n逐日说明")
        self.resize(px(Size.HIT_AREA), px(Size.HIT_AREA))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, px(11), px(11))
        painter.setPen(QPen(colour(self._ink_name), px(2)))
        painter.setBrush(colour("accent_bg" if self.underMouse() else "surface"))
        painter.drawEllipse(centre, px(6), px(6))


class ClockBar(QWidget):
    """The line of time. Every mark is a link (``mark_activated`` carries the ``ClockMark``).

    Left and right move between marks, Enter opens. Labels above and below never overlap (see ``clock_layout``).
    """

    mark_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[ClockMark, ...] = ()
        self._spans: tuple[ClockSpan, ...] = ()
        self._places: Places | None = None
        self._levels = 1
        self.buttons: list[_MarkButton] = []
        self.setAccessibleName("期限时间线")
        self.setMinimumWidth(px(240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_clock(self, marks: Sequence[ClockMark], spans: Sequence[ClockSpan]) -> None:
        """Show marks (in any order) and the stretches between them."""
        self._marks = tuple(sorted(marks, key=_mark_day))
        self._spans = tuple(spans)
        for button in self.buttons:
            button.setParent(None)
            button.deleteLater()
        stops = {day for span in spans if span.kind == "paused" for day in (span.start, span.end)}
        self.buttons = [self._button(mark, stops) for mark in self._marks]
        self._arrange()
        self.updateGeometry()

    def _button(self, mark: ClockMark, stops: set[date]) -> _MarkButton:
        kind = "stop" if mark.emphasis == "plain" and mark.on in stops else mark.emphasis
        button = _MarkButton(mark, _INK.get(kind, "accent"), self)
        button.clicked.connect(self._on_button_clicked)
        button.show()
        return button

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _MarkButton):
            self.mark_activated.emit(button.mark)

    def _font(self, mark: ClockMark) -> QFont:
        return sized_font(self.font(), px(Size.CAPTION), strong=mark.emphasis in ("today", "due"))

    def _label_width(self, mark: ClockMark) -> float:
        title = QFontMetricsF(self._font(mark)).horizontalAdvance(mark.title)
        caption = QFontMetricsF(sized_font(self.font(), px(Size.CAPTION))).horizontalAdvance(mark.caption)
        return max(title, caption) + 2

    def _line_height(self) -> float:
        return QFontMetricsF(sized_font(self.font(), px(Size.CAPTION), strong=True)).height() + px(2)

    def _bar_y(self) -> float:
        return self._levels * self._line_height() + px(14)

    def _arrange(self) -> None:
        if not self._marks or self.width() < px(40):
            self._places = None
            return
        widths = [self._label_width(mark) for mark in self._marks]
        self._places = place_marks(
            [mark.on for mark in self._marks], widths, float(self.width()), inset=px(16), pad=px(12)
        )
        if self._places.height != self._levels:
            self._levels = self._places.height
            self.updateGeometry()
        y = round(self._bar_y())
        for x, button in zip(self._places.marks, self.buttons, strict=True):
            button.move(QPoint(round(x) - button.width() // 2, y - button.height() // 2))
        self.update()

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
    def sizeHint(self) -> QSize:
        return QSize(px(640), round(2 * (self._levels * self._line_height() + px(14))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), self.sizeHint().height())

    def _x_of(self, day: date) -> float:
        """Place of a day between the marks; marks are not evenly spaced, so it is read off its neighbours."""
        assert self._places is not None  # noqa: S101 - painting starts only after _arrange
        before = after = None
        for mark, x in zip(self._marks, self._places.marks, strict=True):
            if mark.on <= day:
                before = (mark.on, x)
            elif after is None:
                after = (mark.on, x)
        if before is None or after is None:
            known = before or after
            return known[1] if known else 0.0
        share = (day - before[0]).days / max(1, (after[0] - before[0]).days)
        return before[1] + share * (after[1] - before[1])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._places is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter, self._places)
        for at in range(len(self._marks)):
            self._paint_leader(painter, self._places, at)
        for at in range(len(self._marks)):
            self._paint_label(painter, self._places, at)

    def _paint_track(self, painter: QPainter, places: Places) -> None:
        thick = px(10)
        y = self._bar_y()
        whole = QRectF(places.marks[0], y - thick / 2, places.marks[-1] - places.marks[0], thick)
        path = QPainterPath()
        path.addRoundedRect(whole, thick / 2, thick / 2)
        painter.fillPath(path, colour("line2"))
        painter.save()
        painter.setClipPath(path)
        for span in self._spans:
            area = QRectF(whole)
            area.setLeft(self._x_of(span.start))
            area.setRight(self._x_of(span.end))
            self._paint_span(painter, span, area)
        painter.restore()

    def _paint_span(self, painter: QPainter, span: ClockSpan, area: QRectF) -> None:
        if span.kind == "counted":
            painter.fillRect(area, colour("accent"))
        elif span.kind == "paused":
            painter.fillRect(area, colour("surface"))
            painter.fillRect(area, colour("susp_bg"))
            painter.fillRect(area, _hatching(colour("susp")))
        elif span.kind == "extension":
            pen = QPen(colour("faint"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))

    def _paint_label(self, painter: QPainter, places: Places, at: int) -> None:
        mark = self._marks[at]
        width = self._label_width(mark)
        line = self._line_height()
        away = places.levels[at] * line + px(14)
        y = self._bar_y()
        align = Qt.AlignmentFlag.AlignHCenter
        if places.labels[at] <= 0.5:
            align = Qt.AlignmentFlag.AlignLeft
        elif places.labels[at] + width >= self.width() - 0.5:
            align = Qt.AlignmentFlag.AlignRight
        painter.setFont(self._font(mark))
        painter.setPen(colour("text"))
        above = QRectF(places.labels[at], y - away - line, width, line)
        below = QRectF(places.labels[at], y + away, width, line)
        if places.height > 1:  # a leader of a further label may pass behind
            painter.fillRect(above, colour("surface"))
            painter.fillRect(below, colour("surface"))
        painter.drawText(above, int(align | Qt.AlignmentFlag.AlignVCenter), mark.title)
        painter.setFont(sized_font(self.font(), px(Size.CAPTION)))
        painter.setPen(colour("sub"))
        painter.drawText(below, int(align | Qt.AlignmentFlag.AlignVCenter), mark.caption)

    def _paint_leader(self, painter: QPainter, places: Places, at: int) -> None:
        """A thin line from a mark to labels that stand on a further level."""
        if places.levels[at] == 0:
            return
        away = places.levels[at] * self._line_height() + px(14)
        painter.setPen(QPen(colour("line"), 1))
        x, y = places.marks[at], self._bar_y()
        painter.drawLine(QPointF(x, y - away), QPointF(x, y + away))


def _mark_day(mark: ClockMark) -> date:
    return mark.on


def _hatching(ink: QColor) -> QBrush:
    """Slanted lines: a stopped clock is told by its pattern, not by colour alone."""
    return QBrush(ink, Qt.BrushStyle.BDiagPattern)

"""分页预览: the letter as pages of A4, broken where the file breaks; read only, beside the paper that is typed on."""

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from casework.letter_pages import PrintedLetter
from desktop.components import column
from desktop.letters.page_painting import paint_page
from desktop.letters.paging import LaidPage, lay_out
from desktop.theme import colour, px, set_role

__all__ = ["PagedView"]

_WIDEST = 760
_GAP = 16
_CORNER = 14.0  # points: the marks at the corners of the text area


class _Pages(QWidget):
    """The pages below each other; only those that are seen are painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._letter: PrintedLetter | None = None
        self._pages: list[LaidPage] = []
        self._draft = False
        self._scale = 1.0

    def show_pages(self, letter: PrintedLetter | None, pages: list[LaidPage], *, draft: bool) -> None:
        self._letter, self._pages, self._draft = letter, pages, draft

    def fit(self, width: float) -> None:
        """Lay the pages out for a paper of that width in pixels."""
        if self._letter is None:
            self.setFixedSize(0, 0)
            return
        self._scale = width / self._letter.width
        height = self._letter.height * self._scale
        self.setFixedSize(round(width), round(len(self._pages) * (height + px(_GAP)) - px(_GAP)))
        self.update()

    def page_top(self, at: int) -> int:
        """Upper edge of a page, in pixels."""
        if self._letter is None:
            return 0
        return round(at * (self._letter.height * self._scale + px(_GAP)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._letter is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._letter.height * self._scale
        for at, page in enumerate(self._pages):
            place = QRectF(0, self.page_top(at), self.width(), height)
            if not place.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.save()
            painter.setClipRect(place)
            painter.translate(place.topLeft())
            painter.scale(self._scale, self._scale)
            self._paint_corners(painter)
            paint_page(painter, self._letter, page, draft=self._draft)
            painter.restore()

    def _paint_corners(self, painter: QPainter) -> None:
        """Where the text area ends, as a word processor shows it; not printed."""
        if self._letter is None:
            return
        top, right, bottom, left = self._letter.margins
        ends = (self._letter.width - right, self._letter.height - bottom)
        painter.setPen(QPen(QColor(colour("line")), 0.6))
        for across, outward in ((left, -1), (ends[0], 1)):
            for down, away in ((top, -1), (ends[1], 1)):
                painter.drawLine(
                    QPoint(round(across), round(down)), QPoint(round(across + outward * _CORNER), round(down))
                )
                painter.drawLine(
                    QPoint(round(across), round(down)), QPoint(round(across), round(down + away * _CORNER))
                )


class PagedView(QScrollArea):
    """The pages of one letter. Up, Down, Page Up, Page Down, Home and End move through them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: list[LaidPage] = []
        self._shown: tuple[PrintedLetter | None, bool] = (None, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setAccessibleName("分页预览")
        desk = QWidget()
        set_role(desk, "desk")
        outer = column(desk, gap=0, margin=_GAP)
        self._paper = _Pages(desk)
        outer.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self.setWidget(desk)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._fit)

    def show_letter(self, letter: PrintedLetter | None, *, draft: bool) -> None:
        """Lay a letter out and show its pages; the place in it stays where it was."""
        if (letter, draft) == self._shown:
            return
        self._shown = (letter, draft)
        self.pages = [] if letter is None else lay_out(letter)
        self._paper.show_pages(letter, self.pages, draft=draft)
        lines = "\n".join(line.text for page in self.pages for line in page.lines)
        self.setAccessibleDescription(f"{self.count_text()}\n{lines}")
        self._fit()

    def count_text(self) -> str:
        """How many pages there are."""
        return f"共 {len(self.pages)} 页" if self.pages else ""

    def show_page(self, at: int) -> None:
        """Scroll to a page, counted from 0."""
        self.verticalScrollBar().setValue(self._paper.page_top(at))

    def _fit(self) -> None:
        self._paper.fit(float(min(px(_WIDEST), max(px(360), self.viewport().width() - px(2 * _GAP)))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit.start()

"""White paper with a sheet on it, and an area that scrolls downwards: parts of 案卷文书."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casework.paper_views import PaperBlock
from desktop.case_page.paper_sheet import sheet_document
from desktop.components import (
    column,
)
from desktop.theme import colour, px, set_role

__all__ = ["PaperPage", "ScrolledLines"]

_MARGIN_SHARES: Final = (28 / 210, 24 / 210, 26 / 210, 22 / 210)


class PaperPage(QFrame):
    """White paper in both themes with a sheet painted on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[PaperBlock, ...] = ()
        self._document: QTextDocument | None = None

    def show_blocks(self, blocks: Sequence[PaperBlock]) -> None:
        """Show a sheet, laid out for the present width."""
        self._blocks = tuple(blocks)
        self.setAccessibleName("\n".join(one.text for one in blocks))
        self._fit()

    def _fit(self) -> None:
        width = float(max(1, self.width()))
        self._document = sheet_document(self._blocks, width)
        _, top, _, bottom = _MARGIN_SHARES
        self.setMinimumHeight(round(self._document.size().height() + width * (top + bottom)))
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self._document is None:
            return
        left, top, _, _ = _MARGIN_SHARES
        painter.translate(self.width() * left, self.width() * top)
        self._document.drawContents(painter)


class ScrolledLines(QScrollArea):
    """An area that scrolls downwards only and can be scrolled by the keys."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        inside = QWidget()
        set_role(inside, "scrolled")
        outer = column(inside, gap=0)
        outer.setContentsMargins(0, 0, px(6), 0)
        self.lines: QVBoxLayout = column(gap=8)
        outer.addLayout(self.lines)
        outer.addStretch(1)
        self.setWidget(inside)
        self.inside = inside

"""Layout of the page of a dispute: head; periods and letters left, what to do in the middle, course, papers right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.acts.form_panel import FormPanel
from desktop.components import SegmentedChoice, column, row
from desktop.disputes.choices_card import ChoicesCard
from desktop.disputes.clocks_card import ClocksCard
from desktop.disputes.course_card import CourseCard
from desktop.disputes.header import DisputeHeader
from desktop.disputes.lesson_card import LessonCard
from desktop.disputes.notes_card import NotesCard
from desktop.disputes.papers_card import PapersCard
from desktop.disputes.targets_card import TargetsCard
from desktop.disputes.tasks_card import TasksCard
from desktop.theme import Size, px, set_role

__all__ = ["COURSE", "LESSONS", "PAPERS", "DisputeLayout"]

COURSE: Final = "course"
PAPERS: Final = "papers"
LESSONS: Final = "lessons"
_PARTS: Final = ((COURSE, "经过"), (PAPERS, "材料"), (LESSONS, "得失"))
_WIDE: Final = 1500
_NARROW: Final = 1060
_TIGHT: Final = 900
_LOW: Final = 500


class DisputeLayout(QWidget):
    """Three columns; on narrow windows an open form takes the place of the right one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=Size.CARD_GAP)
        self.header = DisputeHeader(self)
        outer.addWidget(self.header)
        columns: QHBoxLayout = row(gap=Size.CARD_GAP)
        self.clocks, self.notes, self.targets = ClocksCard(), NotesCard(), TargetsCard()
        self.left, _ = _scrolled((self.clocks, self.targets, self.notes), self)
        columns.addWidget(self.left)
        self.desk = QStackedWidget(self)
        self.middle, inside = _scrolled((), self.desk)
        self.tasks = TasksCard(inside[0])
        self.choices = ChoicesCard(self.middle, inside[0])
        for at, card in enumerate((self.tasks, self.choices)):
            inside[1].insertWidget(at, card)
        self.desk.addWidget(self.middle)
        columns.addWidget(self.desk, 1)
        columns.addWidget(self._side())
        outer.addLayout(columns, 1)
        self._form: FormPanel | None = None
        self._fit()

    def _side(self) -> QWidget:
        self.side = QWidget(self)
        lines = column(self.side, gap=8)
        self.part = SegmentedChoice(_PARTS, "右侧显示", self.side, value=COURSE)
        lines.addWidget(self.part)
        self.parts = QStackedWidget(self.side)
        self.course, self.papers, self.lessons = CourseCard(), PapersCard(), LessonCard()
        for card in (self.course, self.papers, self.lessons):
            self.parts.addWidget(card)
        lines.addWidget(self.parts, 1)
        self.part.chosen.connect(self.show_part)
        return self.side

    def show_part(self, key: object) -> None:
        """Show course, papers or lessons at the right."""
        self.part.set_value(key)
        self.parts.setCurrentIndex([one for one, _ in _PARTS].index(str(key)))

    def show_form(self, panel: FormPanel) -> None:
        """Show a form instead of what to do."""
        self._form = panel
        self.desk.addWidget(panel)
        self.desk.setCurrentWidget(panel)
        self._fit()

    def hide_form(self, panel: FormPanel) -> None:
        """Show what to do again."""
        self.desk.removeWidget(panel)
        self.desk.setCurrentWidget(self.middle)
        self._form = None
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= px(_WIDE)
        narrow = self.width() < px(_NARROW)
        tight = self._form is None and self.width() < px(_TIGHT)
        side = px(244 if tight else 288 if narrow else 420 if wide else Size.SIDE_PANEL)
        self.left.setFixedWidth(side)
        self.side.setFixedWidth(side)
        self.side.setVisible(self._form is None or not narrow)
        # On a low screen a form gets the room of the head; its own foot shows what starts.
        self.header.setVisible(self._form is None or self.height() >= px(_LOW))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(740), px(440))


def _scrolled(cards: Sequence[QWidget], parent: QWidget) -> tuple[QScrollArea, tuple[QWidget, QVBoxLayout]]:
    """Cards one below the other that scroll together; returns the area, what is inside and its layout."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    set_role(inside, "scrolled")
    lines = column(inside, gap=Size.CARD_GAP)
    for one in cards:
        lines.addWidget(one)
    lines.addStretch(1)
    area.setWidget(inside)
    return area, (inside, lines)

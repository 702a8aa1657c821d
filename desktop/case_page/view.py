"""Layout of the case page: head, then request, acts (or the open form), letters and history."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from desktop.acts.panel import ActPanel
from desktop.case_page.act_list import ActList
from desktop.case_page.course_card import CourseCard
from desktop.case_page.header import CaseHeader
from desktop.case_page.papers_card import PapersCard
from desktop.case_page.request_card import RequestCard
from desktop.components import column, row
from desktop.frame.session import Session
from desktop.theme import Size, px

__all__ = ["CaseLayout"]

_WIDE = 1500
_NARROW = 1060
_TIGHT = 900
_LOW = 500


class CaseLayout(QWidget):
    """Three columns; a wide form takes the place of the acts and of the history."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=Size.CARD_GAP)
        self.header = CaseHeader(session.today, self)
        self.request = RequestCard(self)
        self.acts = ActList(self)
        self.course = CourseCard(self)
        self.desk = QStackedWidget(self)
        self.desk.addWidget(self.acts)
        self.papers = PapersCard(self)
        self.desk.addWidget(self.papers)
        self.papers.stack.currentChanged.connect(self._on_papers_turned)
        self.columns: QHBoxLayout = row(gap=Size.CARD_GAP)
        self.columns.addWidget(self.request)
        self.columns.addWidget(self.desk, 1)
        self.columns.addWidget(self.course)
        outer.addWidget(self.header)
        outer.addLayout(self.columns, 1)
        self._form: ActPanel | None = None
        self._fit()

    def show_form(self, panel: ActPanel) -> None:
        """Show a form instead of the acts."""
        self._form = panel
        self.desk.addWidget(panel)
        self.desk.setCurrentWidget(panel)
        self._fit()

    def show_acts(self, panel: ActPanel) -> None:
        """Show the acts again."""
        self.desk.removeWidget(panel)
        self.desk.setCurrentWidget(self.acts)
        self._form = None
        self._fit()

    def show_papers(self) -> None:
        """Show the sheets of the file instead of the acts."""
        self.desk.setCurrentWidget(self.papers)
        self._fit()

    def hide_papers(self) -> None:
        """Show the acts again, or the form that is open behind the sheets."""
        if self.shows_papers():
            self.desk.setCurrentWidget(self._form or self.acts)
            self._fit()

    def _on_papers_turned(self, _page: int) -> None:
        self._fit()

    def shows_papers(self) -> bool:
        """Whether the sheets of the file stand in the middle."""
        return self.desk.currentWidget() is self.papers

    def _fit(self) -> None:
        """Side columns widen on wide windows; on narrow ones a wide form takes the room of the history."""
        wide = self.width() >= px(_WIDE)
        narrow = self.width() < px(_NARROW)
        tight = self._form is None and not self.shows_papers() and self.width() < px(_TIGHT)  # the acts come first
        side = px(236 if tight else 288 if narrow else 420 if wide else Size.SIDE_PANEL)
        self.request.setFixedWidth(side)
        self.course.setFixedWidth(side)
        roomy = self._form is not None and (narrow or (self._form.wide and not wide))
        roomy = roomy or (self.shows_papers() and (narrow or (self.papers.shows_paper() and not wide)))
        self.course.setVisible(not roomy)
        # On a low screen the form gets the room of the line of time; its own foot shows what follows.
        busy = self._form is not None or self.shows_papers()
        self.header.setVisible(not busy or self.height() >= px(_LOW))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(720), px(420))

"""文书与经过: the letters with what became of them, and everything that happened, the latest first."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.views import CaseView, DocumentView, EventView
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, LinkLabel, Rule, StrongLabel, Text, column, row
from desktop.theme import Tone, px
from law.terms import EventKind

__all__ = ["CourseCard"]


class CourseCard(Card):
    """Signals: ``letter_asked(DocumentView)``, ``correction_asked(event id)``, ``papers_asked``."""

    letter_asked = Signal(object)
    correction_asked = Signal(object)
    papers_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("文书与经过", parent)
        self._inside, self._list = scrolled_list(self, gap=6)
        self.correct = LinkLabel("更正一条记录…", self)
        self.correct.clicked.connect(self._on_correct_clicked)
        foot = row(gap=0)
        self.papers = LinkLabel("案卷文书…", self)
        self.papers.setToolTip("登记表、呈批单、送达回证等内部单据，案卷打包（Ctrl+Shift+A）")
        self.papers.clicked.connect(self.papers_asked)
        foot.addWidget(self.papers)
        foot.addWidget(self.correct)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.letters: list[LinkLabel] = []

    def show_case(self, case: CaseView, today: date) -> None:
        """Show letters and history of a case."""
        empty_layout(self._list)
        self.letters = []
        for one in case.documents:
            self._list.addWidget(self._letter(one))
        if case.documents and case.events:
            self._list.addSpacing(px(4))
            self._list.addWidget(Rule(self._inside))
            self._list.addSpacing(px(4))
        for event in case.events:
            self._list.addWidget(self._event(event, today))
            if event.kind is EventKind.REPLY_ORDERED and not event.void:
                self._end_round()
        self.correct.setVisible(any(one.correctable for one in case.events))

    def _end_round(self) -> None:
        """The line under the decision that opened a round: what stands below was answered before it."""
        self._list.addSpacing(px(4))
        self._list.addWidget(Rule(self._inside))
        self._list.addWidget(Caption("以下为这份决定以前的办理", self._inside))

    def _letter(self, one: DocumentView) -> QWidget:
        line = QWidget(self._inside)
        layout = column(line, gap=0)
        link = LinkLabel(one.title, line, payload=one)
        link.setAccessibleName(f"{one.title} {one.document_number}".strip())
        link.setToolTip(f"{one.title} {one.document_number}，打开、打印、另存")
        link.clicked.connect(self._on_letter_clicked)
        layout.addWidget(link)
        state = Caption("　".join(part for part in (one.document_number, one.state_text) if part), line)
        state.setContentsMargins(px(4), 0, 0, 0)
        layout.addWidget(state)
        self.letters.append(link)
        return line

    def _event(self, event: EventView, today: date) -> QWidget:
        line = QWidget(self._inside)
        layout = row(line, gap=8)
        day = Caption(_day(event.on, today), line, wrap=False)
        day.setFixedWidth(px(66))
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=0)
        title = event.title
        if event.void or event.superseded:
            title = f"{title}（{'已作废' if event.void else '已更正'}）"
        head = StrongLabel(title, line) if event.corrects_id else Text(title, line)
        if event.void or event.superseded:
            head.set_tone(Tone.PROV)
            font = head.font()
            font.setStrikeOut(True)
            head.setFont(font)
        words.addWidget(head)
        recorded = f"{event.recorded_at.astimezone():%Y-%m-%d %H:%M} {event.recorded_by} 录入"
        words.addWidget(Caption(event.detail or f"{event.recorded_by} 录入", line))
        line.setToolTip(recorded)
        layout.addLayout(words, 1)
        return line

    def _on_letter_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.letter_asked.emit(link.payload)

    def _on_correct_clicked(self) -> None:
        self.correction_asked.emit(None)


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    if day.year != today.year:
        return f"{day.year}-{day.month}-{day.day}"
    return f"{day.month}月{day.day}日"

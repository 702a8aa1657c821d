"""经过: what happened in the dispute, the latest first; struck records stay, marked with who and why."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeEventView
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, LinkLabel, Rule, StrongLabel, column, long_date, row
from desktop.disputes.file_link import FileLink
from desktop.theme import Tone, px

__all__ = ["CourseCard"]


class CourseCard(Card):
    """The time line. ``correct_asked`` and ``slip_asked(DisputeEventView)``, ``file_asked(AttachmentView)``."""

    correct_asked = Signal(object)
    slip_asked = Signal(object)
    file_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("经过", parent)
        self.links: list[LinkLabel] = []
        self._slips: frozenset[int] = frozenset()
        self._inside, self._list = scrolled_list(self, gap=6)

    def show_events(
        self,
        events: Sequence[DisputeEventView],
        correctable: Sequence[int],
        today: date,
        slips: Sequence[int] = (),
    ) -> None:
        """Show the events; ``correctable`` names those that a person may correct, ``slips`` those of a paper."""
        self._slips = frozenset(slips)
        empty_layout(self._list)
        self.links = []
        for at, one in enumerate(events):
            if at:
                self._list.addWidget(Rule(self._inside))
            self._list.addWidget(self._event(one, one.id in correctable, today))

    def _event(self, event: DisputeEventView, correctable: bool, today: date) -> QWidget:
        line = QWidget(self._inside)
        layout = row(line, gap=8)
        day = Caption(_day(event.on, today), line, wrap=False)
        day.setFixedWidth(px(66))
        if event.on is not None:
            day.setToolTip(long_date(event.on))
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=1)
        head = row(gap=4)
        mark = "（已作废）" if event.struck else "（已更正）" if event.corrected else ""
        title = StrongLabel(f"{event.label}{mark}", line)
        if event.struck:
            title.set_tone(Tone.PROV)
            font = title.font()
            font.setStrikeOut(True)
            title.setFont(font)
        head.addWidget(title, 1)
        if correctable:
            head.addWidget(self._correct_link(event, line), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        if event.id in self._slips:
            words.addWidget(self._slip_link(event, line))
        for told in _told(event):
            words.addWidget(Caption(told, line))
        for one in event.attachments:
            link = FileLink(one.file_name, line, payload=one)
            link.clicked.connect(self._on_file_clicked)
            self.links.append(link)
            words.addWidget(link)
        layout.addLayout(words, 1)
        return line

    def _correct_link(self, event: DisputeEventView, parent: QWidget) -> LinkLabel:
        link = LinkLabel("更正", parent, payload=event)
        link.setAccessibleName(f"更正 {event.label}")
        link.clicked.connect(self._on_correct_clicked)
        self.links.append(link)
        return link

    def _slip_link(self, event: DisputeEventView, parent: QWidget) -> LinkLabel:
        link = LinkLabel("收文处理单", parent, payload=event)
        link.setAccessibleName(f"收文处理单 {event.label}")
        link.clicked.connect(self._on_slip_clicked)
        self.links.append(link)
        return link

    def _on_slip_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.slip_asked.emit(link.payload)

    def _on_correct_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.correct_asked.emit(link.payload)

    def _on_file_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.file_asked.emit(link.payload)


def _told(event: DisputeEventView) -> list[str]:
    at = event.recorded_at.astimezone()
    recorded = f"{event.recorded_by} {at.year}-{at.month}-{at.day} {at:%H:%M} 录入"
    lines = [f"{label}：{value}" for label, value in event.lines]
    summary = [event.summary] if event.summary and not lines else []
    return [*summary, *lines, *([event.why] if event.why else []), recorded]


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}-{day.month}-{day.day}"

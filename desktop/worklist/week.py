"""本周: what falls due on each day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.views import WeekDayView
from desktop.components import Caption, LinkLabel, Text, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px, set_role, tone_of
from law.terms import Urgency

__all__ = ["Week"]


class Week(QWidget):
    """Seven lines; what is due on a day is a link: ``day_asked(date)`` for requests, ``disputes_asked()``."""

    day_asked = Signal(object)
    disputes_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(self, gap=0)

    def show_week(self, days: tuple[WeekDayView, ...], today_label: str) -> None:
        """Show a week; today's line is emphasised."""
        clear_rows(self._lines)
        for one in days:
            holder = QWidget(self)
            holder.setMinimumHeight(px(27))
            line = row(holder, gap=8)
            label = Text(one.label, holder, wrap=False, role="strong" if one.label == today_label else "")
            label.setFixedWidth(label.fontMetrics().horizontalAdvance("周一 28 ") + px(8))
            line.addWidget(label)
            words = column(gap=0)
            if one.text or not one.dispute_text:
                words.addWidget(self._words(one, holder))
            if one.dispute_text:
                words.addWidget(self._disputes(one, holder))
            line.addLayout(words)
            line.addStretch(1)
            self._lines.addWidget(holder)
            holder.show()  # now, with all that it holds, rather than one by one when events are served

    def _words(self, one: WeekDayView, parent: QWidget) -> QWidget:
        tone = tone_of(one.urgency)
        if tone is Tone.PLAIN or one.urgency is Urgency.PAUSED:
            words = Caption(one.text, parent, wrap=False)
            words.setContentsMargins(px(4), 0, 0, 0)  # where the words of a link begin
            if one.urgency is Urgency.PAUSED:
                words.set_tone(tone)
            return words
        link = LinkLabel(one.text, parent, payload=one.on)
        link.setAccessibleName(f"{one.label}：{one.text}")
        set_role(link, tone.value, "tone")
        link.clicked.connect(self._on_day_clicked)
        return link

    def _disputes(self, one: WeekDayView, parent: QWidget) -> QWidget:
        link = LinkLabel(one.dispute_text, parent)
        link.setAccessibleName(f"{one.label}：{one.dispute_text}")
        set_role(link, tone_of(one.dispute_urgency).value, "tone")
        link.clicked.connect(self.disputes_asked)
        return link

    def _on_day_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.day_asked.emit(link.payload)

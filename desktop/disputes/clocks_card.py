"""双方期限: the periods of both sides, running ones first; each unfolds its steps and articles."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_days import counted_by_day
from casework.dispute_views import DisputeClockView
from desktop.components import Caption, Card, LinkLabel, column
from desktop.components.rows import clear_rows
from desktop.disputes.clock_rows import ClockRow
from desktop.disputes.signs import clock_order
from law.dispute_terms import ClockState

__all__ = ["ClocksCard"]

_ENDED = (ClockState.MET, ClockState.MOOT, ClockState.LATE)


class ClocksCard(Card):
    """The card. ``days_asked(DisputeClockView)`` asks for the days one by one."""

    days_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("双方期限", parent)
        self.rows: list[ClockRow] = []
        self._shown: tuple[DisputeClockView, ...] = ()
        self._every = False
        self._today: date | None = None
        self._lines = column(gap=6)
        self.body.addLayout(self._lines)
        self.none = Caption("还没有起算的期限。", self)
        self.body.addWidget(self.none)
        self.more = LinkLabel("", self)
        self.more.clicked.connect(self._on_more_clicked)
        self.add_to_head(self.more)

    def show_clocks(self, clocks: Sequence[DisputeClockView], today: date) -> None:
        """Show the periods; those that ended wait behind a link, rows that were unfolded stay so."""
        opened = {one.clock.key for one in self.rows if one.is_open()}
        clear_rows(self._lines)
        self.rows = []
        self._today = today
        self._shown = tuple(sorted(clocks, key=clock_order))
        ended = [one for one in self._shown if one.state in _ENDED]
        for one in self._shown:
            line = ClockRow(one, today, self, days_link=counted_by_day(one))
            line.days.clicked.connect(self._on_days_clicked)
            line.setVisible(self._every or one not in ended)
            self._lines.addWidget(line)
            self.rows.append(line)
            if one.key in opened:
                line.toggle()
        self.none.setVisible(len(ended) == len(self._shown) and not (self._every and ended))
        self.none.setText("没有进行中的期限。" if ended else "还没有起算的期限。")
        self.more.setVisible(bool(ended))
        self.more.setText("收起已结束的" if self._every else f"已结束 {len(ended)} 项")

    def unfold(self, clock: DisputeClockView) -> None:
        """Show the steps of a period and put the focus there."""
        found = next((one for one in self.rows if one.clock == clock), None)
        if found is None:
            return
        if not found.is_open():
            found.toggle()
        found.show()
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def focused_clock(self) -> DisputeClockView | None:
        """The period on which the focus stands."""
        return next((one.clock for one in self.rows if one.hasFocus()), None)

    def _on_more_clicked(self) -> None:
        self._every = not self._every
        if self._today is not None:
            self.show_clocks(self._shown, self._today)

    def _on_days_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.days_asked.emit(link.payload)

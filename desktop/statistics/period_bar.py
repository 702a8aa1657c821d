"""Which period: this or last year, quarter, month, or two days that one types."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.statistics import free_period, periods
from casework.statistics_views import Period
from desktop.components import Caption, DateInput, SegmentedChoice, column, row
from desktop.theme import set_role
from law.errors import UserError

__all__ = ["PeriodBar"]

FREE = "free"


class PeriodBar(QWidget):
    """The chooser. ``chosen`` carries the ``Period``; typed days are checked by casework and refused beside them."""

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._periods = {one.key: one for one in periods(today)}
        self.period = next(iter(self._periods.values()))
        outer = column(self, gap=6)
        line = row(gap=10)
        values = [(one.key, one.label) for one in self._periods.values()]
        self.choice = SegmentedChoice([*values, (FREE, "自选")], "统计时段", self, value=self.period.key)
        self.choice.chosen.connect(self._on_chosen)
        line.addWidget(self.choice)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addWidget(self._days(today))

    def _days(self, today: date) -> QWidget:
        self.days = QWidget(self)
        line = row(self.days, gap=8)
        self.since = DateInput(today, None, "统计起始日", self.days)
        self.until = DateInput(today, None, "统计截止日", self.days)
        self.apply = QPushButton("统计", self.days)
        set_role(self.apply, "primary")
        self.problem = Caption("", self.days, wrap=False)
        for part in (
            Caption("自", self.days, wrap=False),
            self.since,
            Caption("至", self.days, wrap=False),
            self.until,
        ):
            line.addWidget(part)
        line.addWidget(self.apply)
        line.addWidget(self.problem, 1)
        self.apply.clicked.connect(self._on_applied)
        for field in (self.since, self.until):
            field.returnPressed.connect(self._on_applied)
        self.days.hide()
        return self.days

    def set_today(self, today: date) -> None:
        """Another day began: what is not over goes until it."""
        self._today = today
        self._periods = {one.key: one for one in periods(today)}
        if self.period.key in self._periods:
            self.period = self._periods[self.period.key]
        for field in (self.since, self.until):
            field.set_today(today)

    def _on_chosen(self, key: object) -> None:
        self.days.setVisible(key == FREE)
        if key == FREE:
            self.since.set_value(self.period.since)
            self.until.set_value(self.period.until)
            self.since.setFocus()
            self.since.selectAll()
        else:
            self._take(self._periods[str(key)])

    def _on_applied(self) -> None:
        try:
            period = free_period(self.since.value(), self.until.value(), today=self._today)
        except UserError as error:
            self._refuse(error)
            return
        self._refuse(None)
        self._take(period)

    def _refuse(self, error: UserError | None) -> None:
        """Beside the field; what was typed stays."""
        self.problem.setText("" if error is None else error.sentence)
        set_role(self.problem, "" if error is None else "over", "tone")
        if error is not None:
            (self.until if error.field == "until" else self.since).setFocus()

    def _take(self, period: Period) -> None:
        self.period = period
        self.chosen.emit(period)

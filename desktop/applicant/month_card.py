"""The month: which one, its sum in words, what to think of, its requests."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from casework.fee_views import MonthRowView, MonthView
from casework.views import FindingView
from desktop.applicant.month_rows import COLUMNS, MonthModel, row_words
from desktop.case_page.basis import with_basis
from desktop.components import Banner, Caption, Card, ComboInput, TableView, Text, column
from desktop.components.rows import clear_rows
from desktop.theme import Size, Tone, px

__all__ = ["MonthCard"]

_TONES = {"block": Tone.OVER, "warn": Tone.TODAY, "hint": Tone.SOON}
_LEAST_ROWS = 4


class MonthCard(Card):
    """Signals: ``month_asked(date)``, ``opened(request_id)``."""

    month_asked = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__("", parent)
        self._months: tuple[tuple[date, int], ...] = ()
        self._shown: date | None = None
        self._low = False
        self.earlier = self._step("上月", self._on_earlier_clicked)
        self.later = self._step("下月", self._on_later_clicked)
        self.choice = ComboInput((), "月份", self)
        self.choice.setSizeAdjustPolicy(ComboInput.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(self._on_month_chosen)
        self.add_to_head(self.choice)
        self.summary = Text("", self)
        self.body.addWidget(self.summary)
        self.hints = QWidget(self)
        self._hints = column(self.hints, gap=6)
        self.body.addWidget(self.hints)
        self.table = TableView(COLUMNS, "本月的申请", self, dense=dense)
        self.model = MonthModel(today, self)
        self.table.setModel(self.model)
        least = px(36) + _LEAST_ROWS * px(Size.ROW_DENSE if dense else Size.ROW)
        self.table.setMinimumHeight(least + px(4))
        self.body.addWidget(self.table, 1)
        self.detail = Caption("", self)
        self.detail.setAccessibleName("选中的申请")
        self.body.addWidget(self.detail)
        self.table.opened.connect(self._on_row_opened)
        self.table.current_changed.connect(self._on_current_changed)
        self.detail.hide()

    def _step(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        self.add_to_head(button)
        return button

    # ------------------------------------------------------------------ content

    def show_month(self, month: MonthView, months: Sequence[tuple[date, int]], today: date) -> None:
        """Show a month; the selected request stays selected."""
        self._months = tuple(months)
        self._shown = month.month
        self.set_title(month.title)
        self._show_choice(month)
        self.summary.setText(month.summary)
        self._show_findings(month.findings)
        kept = self.current()
        self.model.show_rows(month.rows, today)
        self.table.setAccessibleName(f"{month.title}的申请")
        self.table.show_empty("" if month.rows else f"{month.title}没有计入的申请。")
        if month.rows:
            at = max(0, -1 if kept is None else self.model.row_of(kept.request_id))
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        self._show_detail()

    def _show_choice(self, month: MonthView) -> None:
        known = dict(self._months)
        listed = self._months if month.month in known else ((month.month, 0), *self._months)
        self.choice.set_values(
            [(one, f"{one.year}年{one.month}月　{count} 件申请") for one, count in sorted(listed)[::-1]]
        )
        self.choice.set_value(month.month)
        for button, target, way, key in (
            (self.earlier, self.earlier_month(), "更早", "Ctrl+PgUp"),
            (self.later, self.later_month(), "更晚", "Ctrl+PgDown"),
        ):
            button.setEnabled(target is not None)
            words = f"没有{way}的申请" if target is None else f"到{target.year}年{target.month}月（{key}）"
            button.setToolTip(words)
            button.setAccessibleDescription(words)

    def _show_findings(self, findings: Sequence[FindingView]) -> None:
        clear_rows(self._hints)
        for one in findings:
            self._hints.addWidget(Banner(with_basis(one.sentence, one.basis), _TONES[one.level], self.hints))
        self._arrange_hints()

    def set_low(self, low: bool) -> None:
        """On a low screen the rows get the room of the hints; whoever says so shows the hints elsewhere."""
        self._low = low
        self._arrange_hints()

    def _arrange_hints(self) -> None:
        self.hints.setVisible(not self._low and self._hints.count() > 0)

    def earlier_month(self) -> date | None:
        """The month with requests before the one shown."""
        return max((one for one, _ in self._months if self._shown and one < self._shown), default=None)

    def later_month(self) -> date | None:
        """The month with requests after the one shown."""
        return min((one for one, _ in self._months if self._shown and one > self._shown), default=None)

    def current(self) -> MonthRowView | None:
        """The selected request."""
        return self.model.row_at(self.table.currentIndex().row())

    # ------------------------------------------------------------------ hands

    def go_earlier(self) -> None:
        """Ask for the month before."""
        self._ask(self.earlier_month())

    def go_later(self) -> None:
        """Ask for the month after."""
        self._ask(self.later_month())

    def _ask(self, month: object) -> None:
        if isinstance(month, date) and month != self._shown:
            self.month_asked.emit(month)

    def _on_earlier_clicked(self) -> None:
        self.go_earlier()

    def _on_later_clicked(self) -> None:
        self.go_later()

    def _on_month_chosen(self, _at: int) -> None:
        self._ask(self.choice.value())

    def _on_row_opened(self, index: QModelIndex) -> None:
        found = self.model.row_at(index.row())
        if found is not None:
            self.opened.emit(found.request_id)

    def _on_current_changed(self, _index: QModelIndex) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        """What the table has no room for is told below it, about the selected row."""
        found = self.current()
        roomy = self.table.width() >= px(self.table.wide_from)
        cut = not roomy or any(self.table.isColumnHidden(at) for at in range(len(COLUMNS)))
        self.detail.setText("" if found is None else row_words(found))
        self.detail.setVisible(cut and found is not None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_detail()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(420), super().minimumSizeHint().height())

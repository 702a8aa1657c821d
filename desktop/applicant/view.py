"""申请人, the looks: the person across the top, the month, and at its side who may be the same and how is counted."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.fee_views import ApplicantPageView
from desktop.applicant.month_card import MonthCard
from desktop.applicant.person_card import PersonCard
from desktop.applicant.sameness_card import SamenessCard, SamenessRow
from desktop.components import Caption, Card, FindingCard, LinkLabel, column, row
from desktop.components.rows import clear_rows
from desktop.frame.timers import pause_timer
from desktop.rules.rows import scrolled_column
from desktop.theme import Size, px

__all__ = ["ApplicantLayout"]

_WIDE = 1500
_NARROW = 1060
_LOW = 540


class ReadingsCard(Card):
    """本机关口径: how the agency reads what the measure leaves open. ``change_asked`` by its link."""

    change_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("计件口径", parent)
        self.change = LinkLabel("口径设置", self)
        self.change.clicked.connect(self.change_asked)
        self.add_to_head(self.change)
        self._list = column(gap=4)
        self.body.addLayout(self._list)

    def show_policies(self, policies: Sequence[str]) -> None:
        """Show one sentence each."""
        clear_rows(self._list)
        for one in policies:
            self._list.addWidget(Caption(one, self))
        self.setVisible(bool(policies))


class ApplicantLayout(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, today: date, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = column(self, gap=Size.CARD_GAP)
        self.person = PersonCard(self)
        self.month = MonthCard(today, self, dense=dense)
        self.area, self._inside, side = scrolled_column(self, gap=Size.CARD_GAP)
        self.hints = QWidget(self._inside)
        self._hints = column(self.hints, gap=8)
        self.sameness = SamenessCard(self._inside)
        self.readings = ReadingsCard(self._inside)
        side.addWidget(self.hints)
        side.addWidget(self.sameness)
        side.addWidget(self.readings)
        columns = row(gap=Size.CARD_GAP)
        columns.addWidget(self.month, 1)
        columns.addWidget(self.area)
        outer.addWidget(self.person)
        outer.addLayout(columns, 1)
        self._reveal = pause_timer(self, 0, self._on_reveal_due)
        self.sameness.form_opened.connect(self._on_form_opened)
        self._inside.installEventFilter(self)

    def show_applicant(self, view: ApplicantPageView, today: date) -> None:
        """Show everything about an applicant."""
        self.person.show_person(view)
        self.month.show_month(view.month, view.months, today)
        self.sameness.show_others(view.others, view.month.title, may_merge=view.may_merge)
        self.readings.show_policies(view.month.policies)
        clear_rows(self._hints)
        for one in view.month.findings:
            self._hints.addWidget(FindingCard(one.level, one.sentence, one.basis, self.hints))
        self._fit()
        for before, after in pairwise((self.month.table, *self.sameness.stops(), self.readings.change)):
            QWidget.setTabOrder(before, after)

    def focus_table(self) -> None:
        """Put the cursor into the month."""
        self.month.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_opened(self, _line: SamenessRow) -> None:
        self._reveal.start()  # the form has its place only after the layout

    def _on_reveal_due(self) -> None:
        line = self.sameness.asking()
        if line is not None and line.isAncestorOf(self.window().focusWidget()):
            self.area.ensureWidgetVisible(line.form)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A refusal makes the form higher after it was brought into sight."""
        if watched is self._inside and event.type() == QEvent.Type.Resize:
            self._reveal.start()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Side panels widen on wide windows; on low ones the hints go there, so that rows of the month are seen."""
        low = self.height() < px(_LOW)
        self.month.set_low(low)
        self.hints.setVisible(low and self._hints.count() > 0)
        wide, narrow = self.width() >= px(_WIDE), self.width() < px(_NARROW)
        self.area.setFixedWidth(px(400 if wide else 260 if narrow else Size.SIDE_PANEL))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(720), super().minimumSizeHint().height())

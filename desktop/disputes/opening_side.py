"""Beside the opening form: the periods of both sides that would run, what the law says on it, what is still missing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from casework.dispute_views import DisputeClockView
from casework.views import FieldProblem
from desktop.components import Caption, Card, FindingCard, column
from desktop.components.rows import clear_rows
from desktop.disputes.clock_rows import ClockRow
from desktop.disputes.notes_card import NotesCard
from desktop.disputes.signs import clock_order
from desktop.theme import Size, px, set_role

__all__ = ["OpeningSide"]

_WIDE = 1300
_NARROW = 960
_SLIM = 288


class OpeningSide(QWidget):
    """Cards, live. ``field_asked(key)`` to go to the field of a problem."""

    field_asked = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        outer = column(self, gap=0)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        cards = column(inside, gap=Size.CARD_GAP)
        self.clocks = Card("双方期限", inside)
        self.notes = NotesCard(inside)
        self.problems = Card("登记前须补", inside)
        for card in (self.clocks, self.notes, self.problems):
            cards.addWidget(card)
        cards.addStretch(1)
        area.setWidget(inside)
        outer.addWidget(area)
        self.rows: list[ClockRow] = []
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing can be told yet."""
        self._show_clocks(())
        self.notes.hide()
        self.problems.hide()

    def show_content(
        self,
        clocks: Sequence[DisputeClockView],
        notes: Sequence[str],
        problems: Sequence[FieldProblem],
    ) -> None:
        """Show what the form as it stands would mean."""
        self._show_clocks(clocks)
        self.notes.show_notes(notes)
        clear_rows(self.problems.body)
        for problem in problems:
            card = FindingCard(
                "block",
                problem.sentence,
                problem.basis,
                self.problems,
                link="去填写" if problem.field else "",
                payload=problem.field,
            )
            card.acted.connect(self.field_asked)
            self.problems.body.addWidget(card)
        self.problems.setVisible(bool(problems))

    def _show_clocks(self, clocks: Sequence[DisputeClockView]) -> None:
        opened = {one.clock.key for one in self.rows if one.is_open()}
        clear_rows(self.clocks.body)
        self.rows = []
        for one in sorted(clocks, key=clock_order):
            line = ClockRow(one, self._today, self.clocks)
            if one.key in opened:
                line.toggle()
            self.clocks.body.addWidget(line)
            self.rows.append(line)
        if not clocks:
            self.clocks.body.addWidget(Caption("选定所涉文书、填写收到日后，这里显示双方的期限。", self.clocks))

    def fit(self, page_width: int) -> None:
        """Take the width that fits a page: the form needs its room first."""
        wide, narrow = page_width >= px(_WIDE), page_width < px(_NARROW)
        self.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else _SLIM if narrow else Size.SIDE_PANEL))

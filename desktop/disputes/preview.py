"""The selected dispute beside the list: periods of both sides, what is to be done, what may be recorded now."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from casework.dispute_views import DisputeClockView, DisputeEventChoice, DisputeTaskView, DisputeView
from desktop.components import ActCard, Caption, Card, Chip, ElidedLabel, Rule, SectionTitle, StrongLabel, column, row
from desktop.components.rows import clear_rows
from desktop.disputes.clock_rows import ClockRow
from desktop.disputes.signs import clock_order, pressing_clock, status_tone
from desktop.disputes.tasks_card import TaskRow
from desktop.theme import px, set_role
from law.dispute_terms import AlarmLevel, ClockState

__all__ = ["DisputePreview"]

_NOTHING = "选中一件，这里显示双方期限和待办。"
_ENDED = (ClockState.MET, ClockState.MOOT, ClockState.LATE)
_ACTS = 3


class DisputePreview(Card):
    """The panel. ``open_asked(dispute_id)``, ``act_asked(DisputeEventChoice)``, ``task_asked(DisputeTaskView)``."""

    open_asked = Signal(object)
    act_asked = Signal(object)
    task_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.dispute_id: int | None = None
        self.acts: list[ActCard] = []
        self.none = Caption(_NOTHING, self)
        self.body.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        set_role(self.inside, "scrolled")
        inner = column(self.inside, gap=8)
        inner.setContentsMargins(0, 0, px(6), 0)
        self._build_head(inner)
        self.clocks_title, self._clocks = self._part("双方期限", inner)
        self.tasks_title, self._tasks = self._part("待办", inner)
        self.acts_title, self._acts = self._part("下一步", inner)
        inner.addStretch(1)
        self.area.setWidget(self.inside)
        self.body.addWidget(self.area, 1)
        self.open = QPushButton("打开　Enter", self)
        self.open.setAutoDefault(False)
        self.open.clicked.connect(self._on_open_clicked)
        self.body.addWidget(self.open)
        self.show_nothing()

    def _build_head(self, inner: QVBoxLayout) -> None:
        head = row(gap=8)
        self.name = SectionTitle("", self.inside)
        self.name.setWordWrap(True)
        self.chip = Chip("", parent=self.inside)
        head.addWidget(self.name, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(head)
        self.where = ElidedLabel("", self.inside, role="caption")
        self.subject = StrongLabel("", self.inside)
        for part in (self.where, self.subject, Rule(self.inside)):
            inner.addWidget(part)

    def _part(self, title: str, inner: QVBoxLayout) -> tuple[Caption, QVBoxLayout]:
        caption = Caption(title, self.inside, wrap=False)
        lines = column(gap=6)
        inner.addWidget(caption)
        inner.addLayout(lines)
        return caption, lines

    def show_nothing(self, why: str = "") -> None:
        """Nothing is selected, or what is selected cannot be shown and why."""
        self.dispute_id = None
        self.acts = []
        self.none.setText(why or _NOTHING)
        self.none.show()
        self.area.hide()
        self.open.hide()

    def show_dispute(self, view: DisputeView, today: date) -> None:
        """Show a dispute."""
        self.dispute_id = view.id
        self.none.hide()
        self.area.show()
        self.open.show()
        self.name.setText(view.label)
        clock = pressing_clock(view.clocks)
        self.chip.show_state(view.status.label, status_tone(view.status, clock.alarm if clock else AlarmLevel.NONE))
        self.where.setText(" · ".join(part for part in (view.body, view.case_number or "未编号") if part))
        numbers = "、".join(dict.fromkeys(one.registration_number for one in view.targets))
        self.subject.setText("　".join(part for part in (numbers, view.subject) if part))
        self._show_clocks(view.clocks, today)
        self._show_tasks([one for one in view.tasks if one.done_on is None])
        self._show_acts([one for one in view.choices if one.allowed])

    def _show_clocks(self, clocks: Sequence[DisputeClockView], today: date) -> None:
        clear_rows(self._clocks)
        current = sorted((one for one in clocks if one.state not in _ENDED), key=clock_order)
        for one in current:
            self._clocks.addWidget(ClockRow(one, today, self.inside))
        self.clocks_title.setVisible(bool(current))

    def _show_tasks(self, tasks: Sequence[DisputeTaskView]) -> None:
        clear_rows(self._tasks)
        for one in tasks:
            line = TaskRow(one, self.inside)
            line.pressed.connect(self.task_asked)
            self._tasks.addWidget(line)
        self.tasks_title.setVisible(bool(tasks))

    def _show_acts(self, acts: Sequence[DisputeEventChoice]) -> None:
        clear_rows(self._acts)
        self.acts = []
        first = sorted(acts, key=_order)[:_ACTS]
        for at, one in enumerate(first):
            card = ActCard(
                one.label,
                one.line.rstrip("。"),
                self.inside,
                shortcut="F6" if at == 0 else "",
                recommended=one.recommended,
                payload=one,
            )
            card.pressed.connect(self.act_asked)
            self._acts.addWidget(card)
            self.acts.append(card)
        self.acts_title.setVisible(bool(first))

    def press_first(self) -> None:
        """F6: the act that is next."""
        if self.acts:
            self.acts[0].press()

    def _on_open_clicked(self) -> None:
        if self.dispute_id is not None:
            self.open_asked.emit(self.dispute_id)


def _order(choice: DisputeEventChoice) -> bool:
    return not choice.recommended

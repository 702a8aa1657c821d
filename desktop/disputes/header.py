"""The head of a dispute: who against whom, where, how it stands, who handles it, and the period that presses most."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_views import DisputeClockView, DisputeView, PartyView
from desktop.components import Caption, Card, Chip, ComboInput, ElidedLabel, Text, column, row
from desktop.components.cards import PressableFrame
from desktop.disputes.signs import clock_tone, clock_word, due_words, pressing_clock, status_tone
from desktop.theme import px, set_role
from law.dispute_terms import AlarmLevel

__all__ = ["DisputeHeader", "parties_line"]

_NOBODY = "未定"


def parties_line(parties: Sequence[PartyView]) -> str:
    """申请人 周长根、杜颖　第三人 临江石料厂."""
    by_role: dict[str, list[str]] = {}
    for one in parties:
        by_role.setdefault(one.role_label, []).append(one.name)
    return "　".join(f"{role} {'、'.join(names)}" for role, names in by_role.items())


class PressingClock(PressableFrame):
    """The period that presses most, large; pressed, the list of periods unfolds it. ``pressed`` carries the clock."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "act")
        layout = column(self, gap=2)
        layout.setContentsMargins(px(12), px(6), px(12), px(6))
        head = row(gap=8)
        self.left = Text("", self, wrap=False, role="page_title")
        self.chip = Chip("", parent=self)
        head.addWidget(self.left)
        head.addStretch(1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(head)
        self.what = Caption("", self, wrap=False)
        layout.addWidget(self.what)

    def show_clock(self, clock: DisputeClockView | None) -> None:
        """Show a period; None hides the frame."""
        self.payload = clock
        self.setVisible(clock is not None)
        if clock is None:
            return
        tone = clock_tone(clock)
        self.left.setText(clock.left_text or clock_word(clock))
        self.left.set_tone(tone)
        level = clock.alarm.label if clock.alarm is not AlarmLevel.NONE else clock.state.label
        self.chip.show_state(level, tone)
        self.what.setText(f"{clock.owner.label}：{clock.label}　{due_words(clock)}")
        self.setAccessibleName(f"{self.what.text()}，{self.left.text()}")
        self.setToolTip("看怎样计算（F4）")

    @override
    def can_press(self) -> bool:
        return self.payload is not None and super().can_press()


class DisputeHeader(Card):
    """Signals: ``clock_asked(DisputeClockView)``, ``handler_chosen(name)``."""

    clock_asked = Signal(object)
    handler_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("复议诉讼")
        while self.head.count():
            self.head.takeAt(0)
        words = column(gap=4)
        first = row(gap=8)
        self.name = ElidedLabel("", self, role="card_title")
        self.chip = Chip("", parent=self)
        first.addWidget(self.name)
        first.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words.addLayout(first)
        self.where = ElidedLabel("", self, role="sub")
        words.addWidget(self.where)
        third = row(gap=8)
        self.parties = ElidedLabel("", self, role="caption")
        self.handler = ComboInput((), "承办人", self)
        self.handler.setMinimumWidth(px(112))
        third.addWidget(self.parties, 1)
        third.addWidget(Caption("承办", self, wrap=False))
        third.addWidget(self.handler)
        words.addLayout(third)
        self.head.addLayout(words, 1)
        self.clock = PressingClock(self)
        self.head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        self.clock.pressed.connect(self.clock_asked)
        self.handler.activated.connect(self._on_handler_activated)

    def show_dispute(self, view: DisputeView, persons: Sequence[str]) -> None:
        """Show a dispute."""
        clock = pressing_clock(view.clocks)
        self.name.setText("　".join(part for part in (view.label, view.subject) if part))
        self.chip.show_state(view.status.label, status_tone(view.status, clock.alarm if clock else AlarmLevel.NONE))
        self.where.setText(" · ".join(_where(view)))
        self.parties.setText(parties_line(view.parties))
        self.clock.show_clock(clock)
        self._show_handler(view.handler, persons)

    def _show_handler(self, handler: str, persons: Sequence[str]) -> None:
        names = list(dict.fromkeys((*persons, *([handler] if handler else []))))
        self.handler.set_values([("", _NOBODY), *((one, one) for one in names)])
        self.handler.set_value(handler)
        self.handler.setEnabled(bool(names))
        self.handler.setToolTip("" if names else "人员名单还是空的，请先在设置里添加人员。")

    def _on_handler_activated(self, _at: int) -> None:
        self.handler_chosen.emit(str(self.handler.value() or ""))


def _where(view: DisputeView) -> list[str]:
    procedure = view.procedure.label if view.procedure is not None else ""
    instance = view.instance.label if view.instance is not None else ""
    result = f"结果：{view.result.label}" if view.result is not None else ""
    parts = (view.forum.label, view.body, view.case_number or "未编号", instance, procedure, result)
    return [part for part in parts if part]

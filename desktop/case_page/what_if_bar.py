"""The bar of suppositions: what the due date would be before anybody does anything."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from casework.views import CaseView, WhatIfView
from desktop.components import DateInput, ElidedLabel, LineInput, StrongLabel, Text, long_date, row
from desktop.theme import Tone, px, set_role
from law.terms import ClockStatus

__all__ = ["WhatIfBar"]

_AWAITED = {
    ClockStatus.PAUSED: "对方答复于",
    ClockStatus.AWAITING_CORRECTION: "收到补正于",
    ClockStatus.AWAITING_PAYMENT: "完成缴费于",
}


class WhatIfBar(QFrame):
    """Two suppositions that can be combined: an extension of n working days, the awaited answer on a day.

    ``supposed`` carries the arguments of ``casework.what_if.what_if`` as a mapping, empty when nothing is supposed.
    """

    supposed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "banner")
        set_role(self, "accent", "tone")
        self.setAccessibleName("如果")
        layout = row(self, gap=8)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        self.days = LineInput("如果延长几个工作日", self, placeholder="天数")
        self.days.setFixedWidth(px(72))
        self.answered = DateInput(today, None, "如果收到答复于", self, ahead=True)
        self.awaited = Text("", self, wrap=False)
        self.result = StrongLabel("", self, wrap=False)
        self.reason = ElidedLabel("", self, role="caption")
        middle = Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(Text("如果延长", self, wrap=False), 0, middle)
        layout.addWidget(self.days, 0, middle)
        layout.addWidget(Text("个工作日", self, wrap=False), 0, middle)
        layout.addSpacing(px(8))
        layout.addWidget(self.awaited, 0, middle)
        layout.addWidget(self.answered, 0, middle)
        layout.addSpacing(px(8))
        layout.addWidget(self.result, 0, middle)
        layout.addWidget(self.reason, 1, middle)
        self.days.textEdited.connect(self._on_edited)
        self.answered.changed.connect(self._on_edited)

    def show_case(self, case: CaseView, today: date) -> None:
        """Offer what can be supposed of a case."""
        awaited = _AWAITED.get(case.clock.status, "")
        self.awaited.setText(awaited)
        self.awaited.setVisible(bool(awaited))
        self.answered.setVisible(bool(awaited))
        self.answered.set_today(today)

    def supposition(self) -> dict[str, object]:
        """What is supposed now."""
        found: dict[str, object] = {}
        text = self.days.text().strip()
        if text.isdecimal() and int(text):
            found["extension_days"] = int(text)
        if self.answered.isVisibleTo(self) and self.answered.value() is not None:
            found["answered_on"] = self.answered.value()
        return found

    def show_result(self, view: WhatIfView | None, refused: str = "") -> None:
        """Show what the date would become."""
        if view is None:
            self.result.setText(refused)
            self.result.set_tone(Tone.TODAY if refused else Tone.PLAIN)
            self.reason.setText("")
            return
        due = "没有答复期限" if view.due is None else f"→ {long_date(view.due)}{'（暂定）' if view.provisional else ''}"
        self.result.setText(due)
        self.result.set_tone(Tone.PLAIN)
        self.reason.setText(view.sentence)

    def clear(self) -> None:
        """Suppose nothing."""
        self.days.clear()
        self.answered.set_value(None)
        self.show_result(None)

    def _on_edited(self, *_values: object) -> None:
        self.supposed.emit(self.supposition())

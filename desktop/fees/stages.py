"""The stages of the work as chips with their numbers: one is on; arrow keys move among them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from casework.fee_stages import STAGES
from casework.fee_views import FeeCounterView
from desktop.components.flow import FlowLayout
from desktop.theme import set_role

__all__ = ["StageBar"]


class StageBar(QWidget):
    """``chosen(stage)`` when a person picks one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("收费阶段")
        flow = FlowLayout(self, gap=6)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for stage, label in STAGES:
            button = QPushButton(label, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("stage", stage)
            set_role(button, "chip")
            self._group.addButton(button)
            self.buttons[stage] = button
            flow.addWidget(button)
        self._group.buttonToggled.connect(self._on_toggled)
        self.stage = ""
        self.set_stage(STAGES[0][0])

    def set_stage(self, stage: str) -> None:
        """Put a stage on without a signal."""
        self.stage = stage
        self.buttons[stage].setChecked(True)

    def show_counts(self, counters: Sequence[FeeCounterView]) -> None:
        """Say how many requests stand at each stage and what they are worth together."""
        for one in counters:
            button = self.buttons[one.stage]
            button.setText(f"{one.label} {one.count:,}" if one.count else one.label)
            button.setToolTip(f"{one.label} {one.count:,} 件，合计{one.amount}")
            button.setAccessibleName(button.toolTip())

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        set_role(button, "on" if checked else "", "state")
        stage = str(button.property("stage"))
        if checked and stage != self.stage:
            self.stage = stage
            self.chosen.emit(stage)

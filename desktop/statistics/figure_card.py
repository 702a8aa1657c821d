"""A figure on top of the page: number, what it is, how it changed; pressed it opens what it counts."""

from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from casework.statistics_views import SummaryView
from desktop.components import ElidedLabel, PressableFrame, StrongLabel, Text, column, row
from desktop.theme import Tone, px, set_role

__all__ = ["FigureCard"]


class FigureCard(PressableFrame):
    """A pressable figure; ``pressed`` carries the filter behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "counter_card")
        self._layout = row(self, gap=10)
        self.number = Text("—", self, wrap=False, role="counter")
        self.label = StrongLabel("", self, wrap=False)
        self.change = ElidedLabel("", self, role="caption")
        words = column(gap=2)
        for widget in (self.label, self.change):
            words.addWidget(widget)
        self._layout.addWidget(self.number)
        self._layout.addLayout(words, 1)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """The words beside the number instead of below it: where three cards share a line."""
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.LeftToRight if compact else ways.TopToBottom)
        self._layout.setSpacing(px(12 if compact else 2))
        side, top = px(12), px(6 if compact else 10)
        self._layout.setContentsMargins(side, top, side, top)

    @override
    def can_press(self) -> bool:
        return super().can_press() and self.payload is not None

    def show_figure(self, view: SummaryView) -> None:
        """Show a figure; lateness alone is coloured, because it alone is bad."""
        self.payload = view.figure.opens
        self.number.setText(view.figure.text)
        late = view.key == "late" and view.figure.value > 0
        set_role(self.number, Tone.OVER.value if late else Tone.PLAIN.value, "tone")
        self.label.setText(view.label)
        self.change.setText(view.change)
        self.setToolTip(f"{view.detail}\n{view.figure.said}")
        self.setAccessibleName(f"{view.label} {view.figure.text}")
        self.setAccessibleDescription(f"{view.detail}，{view.change}")

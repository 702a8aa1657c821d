"""Arrow keys among cards that stand one below the other: ↓ and → go on, ↑ and ← go back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

__all__ = ["ArrowKeys"]

_AHEAD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class ArrowKeys(QObject):
    """Moves the focus among cards and keeps the focused one in sight.

    Args:
        area: scrolls the cards.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._cards: list[QWidget] = []

    def lead(self, cards: Sequence[QWidget]) -> None:
        """Move among these cards from now on."""
        self._cards = list(cards)
        for one in self._cards:
            one.installEventFilter(self)

    def focus(self, card: QWidget) -> None:
        """Put the focus on a card."""
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(card)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            places = [id(one) for one in self._cards]
            if (key in _AHEAD or key in _BACK) and id(watched) in places:
                at = places.index(id(watched)) + (1 if key in _AHEAD else -1)
                self.focus(self._cards[min(max(at, 0), len(self._cards) - 1)])
                return True
        return super().eventFilter(watched, event)

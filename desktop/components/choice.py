"""Segmented choice: up to seven values side by side, exactly one (or none yet) chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.theme import set_role

__all__ = ["SegmentedChoice"]

_AHEAD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class SegmentedChoice(QWidget):
    """One of several values.

    Tab reaches the group once; arrow keys move and choose, Home and End jump, the digits 1–9 choose directly, and so
    does the accessible name of each segment. ``chosen`` is emitted with the new value only when it changes.

    Args:
        values: pairs of value and label.
        name: accessible name of the group.
        many: let several values be on at once (then ``values()`` counts and arrows only move).
    """

    chosen = Signal(object)

    def __init__(
        self,
        values: Sequence[tuple[object, str]],
        name: str = "",
        parent: QWidget | None = None,
        *,
        value: object = None,
        many: bool = False,
    ) -> None:
        super().__init__(parent)
        self._values = [one for one, _ in values]
        self._many = many
        self._last: object = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons: list[QPushButton] = []
        for at, (_, label) in enumerate(values):
            button = self._segment(at, label, last=at == len(values) - 1)
            layout.addWidget(button)
            self._group.addButton(button, at)
            self.buttons.append(button)
        self._group.idClicked.connect(self._on_segment_clicked)
        self.set_value(value)
        self._arrange_focus()

    def _segment(self, at: int, label: str, *, last: bool) -> QPushButton:
        button = QPushButton(label, self)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{self.accessibleName()} {label}".strip())
        edge = "only" if at == 0 and last else "first" if at == 0 else "last" if last else "middle"
        button.setProperty("edge", edge)
        set_role(button, "segment")
        button.installEventFilter(self)
        return button

    def value(self) -> object:
        """The value chosen, None when none is."""
        return next((self._values[at] for at, one in enumerate(self.buttons) if one.isChecked()), None)

    def values(self) -> tuple[object, ...]:
        """All values that are on (for ``many``)."""
        return tuple(self._values[at] for at, one in enumerate(self.buttons) if one.isChecked())

    def set_value(self, value: object) -> None:
        """Choose a value without a signal; an unknown value clears the choice."""
        for at, button in enumerate(self.buttons):
            button.setChecked(self._values[at] == value)
        self._last = self.value()
        self._arrange_focus()

    def set_values(self, values: Sequence[object]) -> None:
        """Switch several values on without a signal (for ``many``)."""
        for at, button in enumerate(self.buttons):
            button.setChecked(self._values[at] in values)
        self._last = self.values() if self._many else self.value()
        self._arrange_focus()

    def set_enabled(self, value: object, enabled: bool, reason: str = "") -> None:
        """Allow or forbid one value; the reason becomes its tip."""
        button = self.buttons[self._values.index(value)]
        button.setEnabled(enabled)
        button.setToolTip("" if enabled else reason)

    def set_error(self, wrong: bool) -> None:
        """Mark the group as holding a wrong or missing value."""
        for button in self.buttons:
            set_role(button, "error" if wrong else "", "state")

    def choose(self, at: int) -> None:
        """Choose the segment at a position as a click would."""
        if 0 <= at < len(self.buttons) and self.buttons[at].isEnabled():
            button = self.buttons[at]
            button.setChecked(not button.isChecked() if self._many else True)
            self._on_segment_clicked(at)
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_segment_clicked(self, at: int) -> None:
        if not self._many:
            for other, button in enumerate(self.buttons):
                button.setChecked(other == at)
        self._arrange_focus()
        now: object = self.values() if self._many else self.value()
        if now != self._last:
            self._last = now
            self.chosen.emit(now)

    def _arrange_focus(self) -> None:
        """Only the chosen segment takes part in Tab, so that a group is one stop."""
        chosen = next((at for at, one in enumerate(self.buttons) if one.isChecked()), 0)
        for at, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == chosen else Qt.FocusPolicy.ClickFocus)
        if self.buttons:
            self.setFocusProxy(self.buttons[chosen])

    def _move(self, at: int, by: int) -> None:
        count = len(self.buttons)
        for step in range(1, count + 1):
            there = (at + by * step) % count
            if self.buttons[there].isEnabled():
                break
        else:
            return
        if self._many:
            self.buttons[there].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choose(there)

    def _on_key_pressed(self, at: int, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        if key in _AHEAD or key in _BACK:
            self._move(at, 1 if key in _AHEAD else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else len(self.buttons) - 1)
        elif Qt.Key.Key_1.value <= key.value < Qt.Key.Key_1.value + len(self.buttons):
            self.choose(key.value - Qt.Key.Key_1.value)
        else:
            return False
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.buttons:
            return self._on_key_pressed(self.buttons.index(watched), event)
        if isinstance(event, QFocusEvent) and isinstance(watched, QPushButton):
            watched.raise_()
        return super().eventFilter(watched, event)

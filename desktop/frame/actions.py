"""Actions as declared tables: id, words, key, what they do and why they cannot be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

__all__ = ["ActionSpec", "ActionTable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action.

    Args:
        id: stable name.
        text: verb as shown in the palette and in menus.
        shortcut: key sequence, "" for none.
        slot: name of the owner's method that does it.
        reason: name of the owner's method that tells why it cannot be done now ("" = it can); "" = always allowed.
    """

    id: str
    text: str
    shortcut: str = ""
    slot: str
    reason: str = ""


class ActionTable:
    """The actions of one owner (a page or the window) as ``QAction`` on its widget."""

    def __init__(self, owner: QWidget, specs: Sequence[ActionSpec]) -> None:
        self.specs = {one.id: one for one in specs}
        self._owner = owner
        self.actions: dict[str, QAction] = {}
        for spec in specs:
            action = QAction(spec.text, owner)
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            action.triggered.connect(getattr(owner, spec.slot))
            owner.addAction(action)
            self.actions[spec.id] = action
        self.update()

    def reason(self, action_id: str) -> str:
        """Why an action cannot be done now, "" when it can."""
        name = self.specs[action_id].reason
        return str(getattr(self._owner, name)()) if name else ""

    def update(self) -> None:
        """Allow and forbid the actions by the state of their owner; the reason becomes the tip."""
        for action_id, action in self.actions.items():
            why = self.reason(action_id)
            action.setEnabled(not why)
            shortcut = self.specs[action_id].shortcut
            action.setToolTip(why or (f"{action.text()}（{shortcut}）" if shortcut else action.text()))

    def trigger(self, action_id: str) -> None:
        """Do an action as its key would."""
        self.actions[action_id].trigger()

    def runner(self, action_id: str) -> "partial[None]":
        """Something to call that does the action; for entries of the palette."""
        return partial(self.trigger, action_id)

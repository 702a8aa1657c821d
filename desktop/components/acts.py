"""Act cards: what can be done now, what it costs, and why something cannot be done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.components.cards import PressableFrame, column, row
from desktop.components.text import Caption, KeyHint, Text
from desktop.theme import px, set_role

__all__ = ["ActCard"]


class ActCard(PressableFrame):
    """One act. A forbidden act stays visible and focusable, faint, with its reason; pressing it does nothing.

    Args:
        title: verb.
        line: what it needs or costs, or why it is forbidden (with the article).
        shortcut: key shown at the right; the page owns the real shortcut.
        recommended: tint it.
        allowed: False shows it as forbidden.
        payload: what ``pressed`` carries, usually the ``ActView``.
    """

    def __init__(
        self,
        title: str,
        line: str = "",
        parent: QWidget | None = None,
        *,
        shortcut: str = "",
        recommended: bool = False,
        allowed: bool = True,
        payload: object = None,
    ) -> None:
        super().__init__(parent, payload=payload)
        self._allowed = allowed
        set_role(self, "act")
        layout = row(self, gap=10)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        words = column(gap=2)
        self.title = Text(title, self, role="act_title")
        self.line = Caption(line, self)
        self.line.setVisible(bool(line))
        words.addWidget(self.title)
        words.addWidget(self.line)
        layout.addLayout(words, 1)
        self.key = KeyHint(shortcut if allowed else "", self)
        self.key.setVisible(bool(shortcut) and allowed)
        layout.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        kind = "recommended" if recommended and allowed else "" if allowed else "forbidden"
        for widget in (self, self.title):
            set_role(widget, kind, "kind")
        if not allowed:
            self.setCursor(QCursor(Qt.CursorShape.ArrowCursor))
            self.setToolTip(line)
        self.setAccessibleName(title if allowed else f"{title}（不能办理）")
        self.setAccessibleDescription(line)

    @override
    def can_press(self) -> bool:
        return self._allowed and super().can_press()

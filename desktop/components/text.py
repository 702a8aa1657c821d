"""Labels: titles, captions, links that the keyboard reaches, and text that is cut with an ellipsis."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.theme import Tone, set_role

__all__ = ["Caption", "ElidedLabel", "KeyHint", "LinkLabel", "PageTitle", "Rule", "SectionTitle", "StrongLabel", "Text"]


class Text(QLabel):
    """Plain text of the interface; wraps by default, never reads markup, can be selected when asked."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True, role: str = "") -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            set_role(self, role)

    def set_tone(self, tone: Tone) -> None:
        """Colour the text by meaning; the words must carry the meaning too."""
        set_role(self, tone.value, "tone")

    def make_selectable(self) -> None:
        """Let the text be marked and copied, by mouse and by keyboard."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


class PageTitle(Text):
    """Title of a page (20 px)."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, wrap=False, role="page_title")


class SectionTitle(Text):
    """Title of a card or of a numbered section (16 px)."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, wrap=False, role="card_title")


class StrongLabel(Text):
    """Emphasised body text."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(text, parent, wrap=wrap, role="strong")


class Caption(Text):
    """Small secondary text (12 px)."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(text, parent, wrap=wrap, role="caption")


class KeyHint(Text):
    """A shortcut shown at the side of what it does."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, wrap=False, role="key")


class LinkLabel(QPushButton):
    """A link: looks like text in the accent colour, reached by Tab, pressed with Enter or Space.

    Connect ``clicked``. ``payload`` keeps what the link is about, so that one bound method can serve many links.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, payload: object = None) -> None:
        super().__init__(text, parent)
        self.payload = payload
        self.setFlat(True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_role(self, "link")


class ElidedLabel(QLabel):
    """One line of text cut with an ellipsis when the room is short; the whole text is the tip then."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if role:
            set_role(self, role)
        self.setText(text)

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("一…"), metrics.height())

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)


class Rule(QFrame):
    """A thin horizontal line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "rule")

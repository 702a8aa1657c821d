"""Cards, counters, banners and empty states: the surfaces on which everything stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.components.text import Caption, LinkLabel, SectionTitle, StrongLabel, Text
from desktop.theme import Size, Tone, draw_sign, ink, px, set_role

__all__ = ["Banner", "Card", "CounterCard", "EmptyState", "PressableFrame", "Sign", "column", "row"]


def column(parent: QWidget | None = None, *, gap: int = 8, margin: int = 0) -> QVBoxLayout:
    """A vertical layout with scaled distances."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setSpacing(px(gap) if gap else 0)
    side = px(margin) if margin else 0
    layout.setContentsMargins(side, side, side, side)
    return layout


def row(parent: QWidget | None = None, *, gap: int = 8, margin: int = 0) -> QHBoxLayout:
    """A horizontal layout with scaled distances."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setSpacing(px(gap) if gap else 0)
    side = px(margin) if margin else 0
    layout.setContentsMargins(side, side, side, side)
    return layout


class Card(QFrame):
    """A bordered surface with an optional title; ``body`` is the layout to fill.

    ``head`` holds the title and, to its right, whatever the card offers (links, segmented choice).
    """

    def __init__(self, title: str = "", parent: QWidget | None = None, *, note: str = "") -> None:
        super().__init__(parent)
        set_role(self, "card")
        outer = column(self, gap=10, margin=Size.CARD_PADDING)
        self.head = row(gap=8)
        self.title = SectionTitle(title, self)
        self.note = Caption(note, self, wrap=False)
        self.head.addWidget(self.title)
        self.head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addStretch(1)
        outer.addLayout(self.head)
        self.body = column(gap=8)
        outer.addLayout(self.body, 1)
        self.title.setVisible(bool(title))
        self.note.setVisible(bool(note))
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str, note: str = "") -> None:
        """Change title and note."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(title)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a link or a choice at the right end of the head."""
        self.head.addWidget(widget)


class Sign(QWidget):
    """The sign of a tone alone (●◆▲Ⅱ◌✓○), to stand before words."""

    def __init__(self, tone: Tone, parent: QWidget | None = None, *, size: int = 11) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(px(size), px(size))

    def set_tone(self, tone: Tone) -> None:
        """Show the sign of another tone."""
        self._tone = tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_sign(painter, self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), self._tone, ink(self._tone))


class PressableFrame(QFrame):
    """A card that acts as one big button: mouse, Enter and Space press it; ``payload`` says what it is about."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, payload: object = None) -> None:
        super().__init__(parent)
        self.payload = payload
        self._armed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def can_press(self) -> bool:
        """Whether pressing does anything now."""
        return self.isEnabled()

    def press(self) -> None:
        """Do what the card offers."""
        if self.can_press():
            self.pressed.emit(self.payload)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._armed = event.button() == Qt.MouseButton.LeftButton
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._armed and self.rect().contains(event.position().toPoint()):
            self.press()
        self._armed = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.press()
        else:
            super().keyPressEvent(event)


class CounterCard(PressableFrame):
    """A number with its meaning; opens the list behind it."""

    def __init__(self, parent: QWidget | None = None, *, payload: object = None) -> None:
        super().__init__(parent, payload=payload)
        set_role(self, "counter_card")
        self._compact = False
        layout = column(self, gap=2, margin=12)
        self.number = Text("0", self, wrap=False, role="counter")
        self.label = StrongLabel("", self, wrap=False)
        self.detail = Caption("", self, wrap=False)
        for widget in (self.number, self.label, self.detail):
            layout.addWidget(widget)
        layout.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """Number and label in one line, the detail in the tip: for low windows."""
        if compact is self._compact:
            return
        self._compact = compact
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made above
        ways = QVBoxLayout.Direction
        layout.setDirection(ways.LeftToRight if compact else ways.TopToBottom)
        layout.setSpacing(px(6 if compact else 2))
        side, top = px(7 if compact else 12), px(4 if compact else 12)
        layout.setContentsMargins(side, top, side, top)
        self.detail.setVisible(not compact)
        set_role(self.number, "card_title" if compact else "counter")
        self.setToolTip(self.detail.text() if compact else "")

    def show_count(self, count: int, label: str, detail: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Fill the card; a zero is shown in the secondary colour because nothing needs attention."""
        self.number.setText(f"{count:,}")
        set_role(self.number, tone.value if count else "sub", "tone")
        self.label.setText(label)
        self.detail.setText(detail)
        self.setToolTip(detail if self._compact else "")
        self.setAccessibleName(f"{label} {count} 件")
        self.setAccessibleDescription(detail)


class Banner(QFrame):
    """One sentence across a page or beside a field that needs attention, with an optional link."""

    acted = Signal()

    def __init__(
        self, text: str = "", tone: Tone = Tone.SOON, parent: QWidget | None = None, *, link: str = ""
    ) -> None:
        super().__init__(parent)
        set_role(self, "banner")
        layout = row(self, gap=8)
        layout.setContentsMargins(px(12), px(6), px(12), px(6))
        self._sign = Sign(tone, self)
        self.label = Text("", self)
        self.link = LinkLabel("", self)
        self.link.clicked.connect(self.acted)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(text, tone, link)

    def say(self, text: str, tone: Tone = Tone.SOON, link: str = "") -> None:
        """Show a sentence; an empty one hides the banner."""
        self._sign.set_tone(tone)
        set_role(self, tone.value, "tone")
        self.label.setText(text)
        self.label.set_tone(tone)
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class EmptyState(QWidget):
    """What stands where a list would stand: one sentence and the act that fills it."""

    acted = Signal()

    def __init__(self, sentence: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "empty")
        layout = column(self, gap=12, margin=24)
        self.sentence = Text(sentence, self, role="sub")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(action, self)
        self.button.clicked.connect(self.acted)
        layout.addStretch(2)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.button.setVisible(bool(action))

    def say(self, sentence: str, action: str = "") -> None:
        """Change sentence and act."""
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))

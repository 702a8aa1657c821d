"""Fields with their label above and one line below: a hint, a good sign or the sentence of a refusal."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.components.cards import column, row
from desktop.components.date_input import DateInput
from desktop.components.text import Caption, LinkLabel
from desktop.theme import Tone, colour, draw_icon, px, set_role
from law.errors import UserError

__all__ = ["ComboInput", "FieldRow", "LabelledField", "LineInput", "TextArea", "show_user_error"]


class LineInput(QLineEdit):
    """One line of text; ``name`` is what a screen reader says."""

    def __init__(self, name: str = "", parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(px(64))

    def show_error(self, sentence: str) -> None:
        """Mark or clear the field."""
        set_role(self, "error" if sentence else "", "state")
        self.setAccessibleDescription(sentence)


class ComboInput(QComboBox):
    """A choice among more than seven values; ``value()`` is the data of the chosen one.

    The wheel does not change it unless it has the focus: a page that scrolls must not alter a form.
    """

    def __init__(
        self, values: Sequence[tuple[object, str]] = (), name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[object] = []
        self.set_values(values)

    def set_values(self, values: Sequence[tuple[object, str]]) -> None:
        """Replace the values to choose from."""
        self.clear()
        self._values = [value for value, _ in values]
        self.addItems([label for _, label in values])

    def value(self) -> object:
        """The value chosen, None when there is none."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose a value; an unknown one clears the choice."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = px(14)
        box = QRectF(self.width() - side - px(8), (self.height() - side) / 2, side, side)
        draw_icon(painter, box, "down", colour("sub" if self.isEnabled() else "faint"))


class TextArea(QPlainTextEdit):
    """Several lines of text. Pasting takes the words only; Tab leaves the field; the counter follows.

    Args:
        name: accessible name.
        limit: length at which the counter warns; nothing is ever cut.
        lines: height in lines of text.
    """

    counted = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None, *, limit: int = 0, lines: int = 5) -> None:
        super().__init__(parent)
        self._limit = limit
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(QFontMetrics(self.font()).lineSpacing() * lines + px(20))
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """The text as typed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text, keeping the undo stack empty."""
        self.setPlainText(text)

    def show_error(self, sentence: str) -> None:
        """Mark or clear the field."""
        set_role(self, "error" if sentence else "", "state")
        self.setAccessibleDescription(sentence)

    def counter_text(self) -> str:
        """82 字, or 3,120 字，超出 120 字."""
        length = len(self.toPlainText())
        over = length - self._limit
        if self._limit and over > 0:
            return f"{length:,} 字，超出 {over:,} 字"
        return f"{length:,} 字" if length else ""

    def _on_text_changed(self) -> None:
        self.counted.emit(self.counter_text())

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        # Word, WPS and web pages paste fonts, tables and invisible separators; a request is words.
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x00", "")
        self.insertPlainText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the form's own act
            return
        super().keyPressEvent(event)


class LabelledField(QWidget):
    """A control with its label above and one line below.

    The line shows the first there is of: error, good sign, note about the value, hint. The control keeps what was
    typed.

    Args:
        label: short label; also the accessible name if the control has none.
        control: the widget.
        key: name of the draft field, by which ``show_user_error`` and findings find it.
        hint: permanent hint below.
        link: text of a link at the right of the label.
    """

    link_clicked = Signal()

    def __init__(
        self,
        label: str,
        control: QWidget,
        parent: QWidget | None = None,
        *,
        key: str = "",
        hint: str = "",
        link: str = "",
    ) -> None:
        super().__init__(parent)
        self.control = control
        self.key = key
        self._hint = hint
        self._note = ""
        self._error = ""
        self._good = ""
        self.label = Caption(label, self, wrap=False)
        self.label.setBuddy(control)
        self.line = Caption("", self)
        self._build(control, link)
        if label.strip() and not control.accessibleName():
            control.setAccessibleName(label)
        if isinstance(control, DateInput):
            control.error_changed.connect(self.show_error)
            control.hint_changed.connect(self.show_note)
        if isinstance(control, TextArea):
            control.counted.connect(self.show_note)
        self._refresh()

    def _build(self, control: QWidget, link: str) -> None:
        layout = column(self, gap=4)
        head = row(gap=8)
        head.addWidget(self.label)
        head.addStretch(1)
        if link:
            self.link = LinkLabel(link, self)
            self.link.clicked.connect(self.link_clicked)
            head.addWidget(self.link)
        layout.addLayout(head)
        layout.addWidget(control)
        layout.addWidget(self.line)
        layout.addStretch(1)

    def error(self) -> str:
        """The sentence shown as error, "" when none."""
        return self._error

    def show_error(self, sentence: str) -> None:
        """Show a refusal beside the field; "" clears it."""
        self._error = sentence
        mark = getattr(self.control, "show_error", None)
        if mark is not None and not isinstance(self.control, DateInput):
            mark(sentence)
        elif isinstance(self.control, DateInput) and self.control.error() != sentence:
            self.control.show_error(sentence)
        else:
            set_role(self.control, "error" if sentence else "", "state")
        self._refresh()

    def show_good(self, sentence: str) -> None:
        """Show that a value was checked and is in order (✓ 校验位正确)."""
        self._good = sentence
        self._refresh()

    def show_hint(self, sentence: str) -> None:
        """Change the hint."""
        self._hint = sentence
        self._refresh()

    def show_note(self, sentence: str) -> None:
        """Show words about the present value (its weekday, its length) in place of the hint."""
        self._note = sentence
        self._refresh()

    def set_label(self, label: str) -> None:
        """Rename the field (another channel asks for another date)."""
        self.label.setText(label)
        self.control.setAccessibleName(label)

    def _refresh(self) -> None:
        good = f"✓ {self._good}" if self._good else ""
        text = f"● {self._error}" if self._error else good or self._note or self._hint
        self.line.setText(text)
        tone = Tone.OVER.value if self._error else Tone.DONE.value if good else "sub"
        set_role(self.line, tone, "tone")
        self.line.setVisible(bool(text))


class FieldRow(QWidget):
    """Fields side by side; each with its share of the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: QHBoxLayout = row(self, gap=12)

    def add(self, field: QWidget, share: int = 0) -> QWidget:
        """Add a field; share 0 keeps its own width."""
        self._layout.addWidget(field, share, Qt.AlignmentFlag.AlignTop if not share else Qt.AlignmentFlag(0))
        return field

    def insert(self, at: int, field: QWidget) -> None:
        """Put a field with its own width before others."""
        self._layout.insertWidget(at, field, 0, Qt.AlignmentFlag.AlignTop)

    def add_stretch(self) -> None:
        """Leave the rest of the row empty."""
        self._layout.addStretch(1)


def show_user_error(error: UserError, fields: Mapping[str, LabelledField]) -> bool:
    """Show a refusal beside the field it concerns and put the cursor there.

    Returns:
        False when the refusal concerns none of these fields; the caller shows it in its banner then.
    """
    field = fields.get(error.field or "")
    if field is None:
        return False
    field.show_error(error.sentence)
    field.control.setFocus(Qt.FocusReason.OtherFocusReason)
    return True

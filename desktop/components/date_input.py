"""Date input: type it the short way, see the whole date, its weekday and whether anybody works on it."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.components.typed_date import long_date, read_typed_date
from desktop.theme import px, set_role

__all__ = ["DateInput"]


class DateInput(QLineEdit):
    """A line that holds a day.

    What was typed stays until it can be read; then leaving the field writes the date in full. ↑ and ↓ move by a day.
    ``changed`` carries the day or None, ``hint_changed`` the words about the day, ``error_changed`` the
    sentence about unreadable input ("" when fine).

    Args:
        today: the day from which short forms are completed.
        describe_day: words about a day (放假, 调休上班, 日历未公布), from the casework calendar; "" when plain.
        name: accessible name.
        ahead: the field usually asks for a day to come.
    """

    changed = Signal(object)
    hint_changed = Signal(str)
    error_changed = Signal(str)

    def __init__(
        self,
        today: date,
        describe_day: Callable[[date], str] | None = None,
        name: str = "日期",
        parent: QWidget | None = None,
        *,
        ahead: bool = False,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._describe_day = describe_day
        self._ahead = ahead
        self._day: date | None = None
        self._error = ""
        self.setAccessibleName(name)
        self.setPlaceholderText("如 11.26、26、昨天")
        self.setMinimumWidth(QFontMetrics(self.font()).horizontalAdvance("2026年12月26日（周四）") + px(26))
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> date | None:
        """The day, None when empty or unreadable."""
        return self._day

    def error(self) -> str:
        """Sentence about unreadable input, "" when fine."""
        return self._error

    def set_value(self, day: date | None) -> None:
        """Show a day without ``changed``."""
        self._day = day
        self.setText("" if day is None else long_date(day))
        self._say_error("")
        self._say_hint()

    def set_today(self, today: date) -> None:
        """Complete short forms from another day."""
        self._today = today

    def show_error(self, sentence: str) -> None:
        """Mark the field with a sentence that comes from an act (future date, impossible order)."""
        self._say_error(sentence)

    def hint(self) -> str:
        """Words about the day held."""
        if self._day is None or self._describe_day is None:
            return ""
        return self._describe_day(self._day)

    def _take(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self._say_hint()
            self.changed.emit(day)

    def _say_hint(self) -> None:
        hint = self.hint()
        self.setToolTip(hint)
        self.hint_changed.emit(hint)

    def _say_error(self, sentence: str) -> None:
        set_role(self, "error" if sentence else "", "state")
        self.setAccessibleDescription(sentence)
        if sentence != self._error:
            self._error = sentence
            self.error_changed.emit(sentence)

    def _on_text_edited(self, text: str) -> None:
        self._say_error("")
        self._take(read_typed_date(text, self._today, ahead=self._ahead) if text.strip() else None)

    def _on_editing_finished(self) -> None:
        text = self.text().strip()
        if not text:
            self._say_error("")
            self._take(None)
            return
        day = read_typed_date(text, self._today, ahead=self._ahead)
        self._take(day)
        if day is None:
            self._say_error(f"“{text}”不是日期。可写 11.26、1126、26、昨天或 2026-11-26。")
        else:
            self.setText(long_date(day))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            step = 1 if event.key() == Qt.Key.Key_Up else -1
            day = self._today if self._day is None else _moved(self._day, step)
            self.setText(long_date(day))
            self._say_error("")
            self._take(day)
            self.selectAll()
            return
        super().keyPressEvent(event)


def _moved(day: date, step: int) -> date:
    """A day further; the first and the last day that there is stay where they are."""
    at_end = day == (date.max if step > 0 else date.min)
    return day if at_end else day + timedelta(days=step)

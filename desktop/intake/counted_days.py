"""The days of the reply period one by one, small enough for the side panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.components import Caption, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px

__all__ = ["CountedDays", "CountedRow"]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One day: the day, its weekday, what it does (第 n 日, 放假), why, and whether it counts."""

    on: date
    weekday: str
    words: str
    text: str
    counts: bool
    provisional: bool


class CountedDays(QWidget):
    """One line a day; days that do not count stand back, but stay readable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("逐日说明")
        self._lines = column(self, gap=2)
        self.rows: tuple[CountedRow, ...] = ()

    def show_days(self, rows: Iterable[CountedRow]) -> None:
        """Show these days."""
        fresh = tuple(rows)
        if fresh == self.rows:
            return
        self.rows = fresh
        clear_rows(self._lines)
        for one in fresh:
            self._lines.addWidget(self._line(one))

    def _line(self, one: CountedRow) -> QWidget:
        holder = QWidget(self)
        line = row(holder, gap=6)
        day = Caption(f"{one.on.month}月{one.on.day}日 {one.weekday}", holder, wrap=False)
        day.setFixedWidth(day.fontMetrics().horizontalAdvance("12月26日 周六") + px(10))
        words = Caption(one.words, holder, wrap=False)
        words.setFixedWidth(words.fontMetrics().horizontalAdvance("调休上班") + px(14))
        if one.counts:
            words.set_tone(Tone.PROV if one.provisional else Tone.ACCENT)
        line.addWidget(day)
        line.addWidget(words)
        line.addWidget(Caption(one.text, holder), 1)
        return holder

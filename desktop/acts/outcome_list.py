"""The list of all outcomes under their questions, for those who know the one they want."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from casework.views import OutcomeChoice
from desktop.theme import px
from law.terms import Outcome

__all__ = ["OutcomeList"]

_CHOICE = Qt.ItemDataRole.UserRole


class OutcomeList(QListWidget):
    """``entered`` when Enter was pressed: on to what the chosen outcome asks for."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("处理结果")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_choices(self, choices: Sequence[OutcomeChoice]) -> None:
        """Show the outcomes grouped by their questions, without a signal; none is chosen."""
        self.blockSignals(True)
        self.clear()
        question = ""
        for one in choices:
            if one.question != question:
                question = one.question
                self.addItem(_heading(f"{one.step}　{question}"))
            self.addItem(_entry(one))
        self.blockSignals(False)

    def select(self, outcome: Outcome | None) -> None:
        """Choose an outcome; None and an unknown one change nothing."""
        for at in range(self.count() if outcome is not None else 0):
            if outcome is not None and self.item(at).data(_CHOICE) == outcome.value:
                self.setCurrentRow(at)
                return

    def chosen(self) -> Outcome | None:
        """The outcome chosen."""
        at = self.currentRow()
        value = self.item(at).data(_CHOICE) if at >= 0 else None
        return Outcome(value) if value else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _heading(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setSizeHint(QSize(0, px(28)))
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont(item.font())
    font.setPixelSize(px(12))
    item.setFont(font)
    return item


def _entry(one: OutcomeChoice) -> QListWidgetItem:
    item = QListWidgetItem(f"　{one.label}（暂不能定）" if one.obstacle else f"　{one.label}")
    item.setSizeHint(QSize(0, px(32)))
    item.setData(_CHOICE, one.outcome.value)
    item.setToolTip(one.obstacle or one.when)
    if one.obstacle:
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, one.obstacle)
    return item

"""年报第六部分: the paragraph about processing fees of a year, to be copied into the report."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.components import Card, Text, row

__all__ = ["YearCard"]


class YearCard(Card):
    """``copied()`` after the paragraph went to the clipboard."""

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("年度报告第六部分", parent)
        self.words = Text("", self)
        self.words.make_selectable()
        self._line = row(gap=12)
        self._line.addWidget(self.words, 1)
        self.body.addLayout(self._line)
        self.copy = QPushButton("复制这段", self)
        self.copy.setAccessibleName("复制年度报告第六部分")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.add_to_head(self.copy)

    def set_compact(self, compact: bool) -> None:
        """One line, without title: for narrow windows."""
        self.title.setVisible(not compact)
        if compact:
            self._line.addWidget(self.copy)
        else:
            self.add_to_head(self.copy)

    def show_sentence(self, sentence: str) -> None:
        """Show the paragraph of a year."""
        self.words.setText(sentence)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.words.text())
        self.copied.emit()

"""What was read of an application form: how much, what is doubtful, what was typed otherwise, how to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.components import Caption, ElidedLabel, LinkLabel, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px, set_role

__all__ = ["FormCard", "FormLineShown"]

_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class FormLineShown:
    """One line of the card: words, the second line with the source, and the act that its link does.

    Attributes:
        words: what is told.
        source: where it stands on the form; empty for none.
        link: words of the link; empty for a line that only tells.
        payload: what the link is about.
        warns: whether it asks for attention.
    """

    words: str
    source: str = ""
    link: str = ""
    payload: object = None
    warns: bool = False


class FormCard(QFrame):
    """The result of reading. ``chosen(payload)`` for the link of a line, ``undone`` and ``closed`` for the head."""

    chosen = Signal(object)
    undone = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "banner")
        set_role(self, "accent", "tone")
        self.setAccessibleName("读入的申请表")
        outer = column(self, gap=6)
        outer.setContentsMargins(px(12), px(8), px(12), px(8))
        head = row(gap=12)
        self.title = ElidedLabel("", self, role="strong")
        head.addWidget(self.title, 1)
        self.undo = LinkLabel("撤销读入", self)
        self.undo.setToolTip("填入的各项恢复原样，后来改过的不动（Ctrl+Shift+R）")
        self.undo.clicked.connect(self.undone)
        self.close_link = LinkLabel("收起", self)
        self.close_link.setAccessibleName("收起读入的申请表")
        self.close_link.clicked.connect(self.closed)
        head.addWidget(self.undo)
        head.addWidget(self.close_link)
        outer.addLayout(head)
        self.note = Caption("", self)
        outer.addWidget(self.note)
        self._lines = column(gap=4)
        outer.addLayout(self._lines)
        self.all = LinkLabel("", self)
        self.all.clicked.connect(self._on_all_clicked)
        outer.addWidget(self.all)
        self.shown: tuple[FormLineShown, ...] = ()
        self._whole = False
        self.hide()

    def show_reading(self, title: str, note: str, lines: Sequence[FormLineShown], *, can_undo: bool) -> None:
        """Show what was read."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.undo.setVisible(can_undo)
        self.shown = tuple(lines)
        self._show_lines()
        self.show()

    def links(self) -> list[LinkLabel]:
        """The links of the lines, in order."""
        found: list[LinkLabel] = []
        for at in range(self._lines.count()):
            found += self._lines.itemAt(at).widget().findChildren(LinkLabel)
        return found

    def _show_lines(self) -> None:
        clear_rows(self._lines)
        few = self.shown if self._whole else self.shown[:_MOST_LINES]
        for one in few:
            self._lines.addWidget(self._line(one))
        left = len(self.shown) - len(few)
        self.all.setText(f"另有 {left} 条")
        self.all.setVisible(left > 0)

    def _line(self, one: FormLineShown) -> QWidget:
        holder = QWidget(self)
        line = row(holder, gap=12)
        words = Caption(one.words + (f"　{one.source}" if one.source else ""), holder)
        if one.warns:
            words.set_tone(Tone.SOON)
        line.addWidget(words, 1)
        if one.link:
            link = LinkLabel(one.link, holder, payload=one.payload)
            link.setAccessibleName(f"{one.link}：{one.words}")
            link.clicked.connect(self._on_link_clicked)
            line.addWidget(link)
        return holder

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.chosen.emit(link.payload)

    def _on_all_clicked(self) -> None:
        self._whole = True
        self._show_lines()

    def forget(self) -> None:
        """Nothing was read."""
        self.shown = ()
        self._whole = False
        clear_rows(self._lines)
        self.hide()

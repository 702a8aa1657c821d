"""One letter, several requests: the pieces as they will be registered, each editable (一事一申请)."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.drafts import ItemDraft
from desktop.components import Caption, LineInput, LinkLabel, StrongLabel, TextArea, column, row
from desktop.intake.fields import IntakeField

__all__ = ["ItemsEditor"]


class _Piece(QWidget):
    """One piece: what it is called and its words."""

    def __init__(self, number: int, item: ItemDraft, parent: QWidget) -> None:
        super().__init__(parent)
        outer = column(self, gap=4)
        head = row(gap=8)
        head.addWidget(StrongLabel(f"第 {number} 件", self, wrap=False))
        self.title = LineInput(f"第 {number} 件的名称", self)
        self.title.setText(item.title)
        head.addWidget(self.title, 1)
        self.remove = LinkLabel("移除", self, payload=self)
        self.remove.setAccessibleName(f"移除第 {number} 件")
        head.addWidget(self.remove)
        outer.addLayout(head)
        self.text = TextArea(f"第 {number} 件的内容", lines=2)
        self.text.set_text(item.text)
        self.text.setMaximumHeight(self.text.minimumHeight())
        self.field = IntakeField("", self.text, self, key=f"items.{number - 1}.text")
        outer.addWidget(self.field)

    def draft(self) -> ItemDraft:
        return ItemDraft(title=self.title.text(), text=self.text.text())


class ItemsEditor(QWidget):
    """The pieces. Empty means: one request with the whole text."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pieces: list[_Piece] = []
        outer = column(self, gap=8)
        head = row(gap=8)
        self.note = Caption("", self, wrap=False)
        self.add = LinkLabel("加一件", self)
        self.add.clicked.connect(self._on_add_clicked)
        self.merge = LinkLabel("不拆分", self)
        self.merge.clicked.connect(self._on_merge_clicked)
        head.addWidget(self.note)
        head.addStretch(1)
        head.addWidget(self.add)
        head.addWidget(self.merge)
        outer.addLayout(head)
        self._list = column(gap=8)
        outer.addLayout(self._list)
        self.hide()

    def show_items(self, items: Iterable[ItemDraft]) -> None:
        """Show these pieces instead of those there are; none hides the editor."""
        for one in self.pieces:
            self._list.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.pieces = []
        for number, item in enumerate(items, start=1):
            piece = _Piece(number, item, self)
            piece.title.textEdited.connect(self._on_edited)
            piece.text.textChanged.connect(self._on_edited)
            piece.remove.clicked.connect(self._on_remove_clicked)
            self._list.addWidget(piece)
            self.pieces.append(piece)
        self.note.setText(f"将登记为 {len(self.pieces)} 件，各自编号、各自计算期限")
        self.setVisible(bool(self.pieces))

    def items(self) -> tuple[ItemDraft, ...]:
        """The pieces as they stand."""
        return tuple(one.draft() for one in self.pieces)

    def fields(self) -> dict[str, IntakeField]:
        """Fields by their name in the draft."""
        return {one.field.key: one.field for one in self.pieces}

    def _on_remove_clicked(self) -> None:
        link = self.sender()
        piece = link.payload if isinstance(link, LinkLabel) else None
        kept = [one.draft() for one in self.pieces if one is not piece]
        # A single piece left is the request itself again.
        self.show_items(kept if len(kept) > 1 else [])
        self.changed.emit()

    def _on_add_clicked(self) -> None:
        self.show_items([*self.items(), ItemDraft(title="", text="")])
        self.pieces[-1].text.setFocus()
        self.changed.emit()

    def _on_merge_clicked(self) -> None:
        self.show_items([])
        self.changed.emit()

    def _on_edited(self, *_: object) -> None:
        self.changed.emit()

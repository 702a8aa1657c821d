"""What has to be agreed to before the import, kind by kind."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casework.ledger_words import prompt_label
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, LinkLabel

__all__ = ["PromptsCard"]


class PromptsCard(Card):
    """Signals: ``agreed(frozenset of kinds)`` whenever a box changes, ``shown_asked()`` to see the rows that wait."""

    agreed = Signal(object)
    shown_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("按推断记入的内容", parent)
        self.all = LinkLabel("全部同意", self)
        self.all.clicked.connect(self._on_all_clicked)
        self.add_to_head(self.all)
        self.about = Caption("台账中的这些内容要推断才能记入，同意后导入；也可以逐行同意，或者不导入那一行。", self)
        self.body.addWidget(self.about)
        self.show_rows = LinkLabel("看还没有同意的行", self)
        self.show_rows.clicked.connect(self.shown_asked)
        self.body.addWidget(self.show_rows)
        self._inside, self._list = scrolled_list(self, gap=6)
        self.boxes: dict[str, QCheckBox] = {}

    def show_prompts(self, kinds: Mapping[str, int], agreed: frozenset[str], waiting: int) -> None:
        """Show the kinds there are, with their rows.

        Args:
            kinds: kind and number of rows that have one.
            agreed: kinds agreed to.
            waiting: how many rows still wait.
        """
        if tuple(kinds) != tuple(self.boxes) or not kinds:
            empty_layout(self._list)
            self.boxes = {}
            for kind in kinds:
                box = QCheckBox(self._inside)
                box.clicked.connect(self._on_box_clicked)
                self._list.addWidget(box)
                self.boxes[kind] = box
            if not kinds:
                self._list.addWidget(Caption("没有需要同意的内容。", self._inside))
        for kind, box in self.boxes.items():
            box.setText(f"{prompt_label(kind)}（{kinds[kind]} 行）")
            box.setChecked(kind in agreed)
        self.all.setVisible(bool(kinds) and len(agreed & set(kinds)) < len(kinds))
        self.about.setVisible(bool(kinds))
        self.show_rows.setVisible(waiting > 0)
        self.show_rows.setText(f"看还没有同意的 {waiting} 行")

    def kinds(self) -> frozenset[str]:
        """The kinds that are agreed to."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    def _on_box_clicked(self) -> None:
        self.agreed.emit(self.kinds())

    def _on_all_clicked(self) -> None:
        self.agreed.emit(frozenset(self.boxes))

"""提示: what the law says on the dispute beyond its periods, each sentence with its article; hidden without any."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.components import Banner, Card
from desktop.components.rows import clear_rows
from desktop.theme import Tone

__all__ = ["NotesCard"]


class NotesCard(Card):
    """The card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("提示", parent)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show these sentences."""
        clear_rows(self.body)
        for one in notes:
            self.body.addWidget(Banner(one, Tone.SOON, self))
        self.setVisible(bool(notes))

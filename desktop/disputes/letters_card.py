"""What drafts the letters of a dispute and builds its bundle; offered where their pages are part of the program."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.dispute_views import DisputeView
from desktop.components import column
from desktop.components.flow import FlowLayout
from desktop.frame.places import PAGES
from desktop.theme import set_role

__all__ = ["BUNDLE_PAGE", "LETTER_PAGE", "LettersCard"]

LETTER_PAGE: Final = "dispute_letter"
BUNDLE_PAGE: Final = "bundle"


class LettersCard(QWidget):
    """Buttons. ``letters_asked()`` opens the letters of the dispute, ``bundle_asked()`` the bundle."""

    letters_asked = Signal()
    bundle_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = {one.key for one in PAGES}
        holder = QWidget(self)
        flow = FlowLayout(holder, gap=8)
        self.letters_button = QPushButton("拟写文书", holder)
        self.bundle_button = QPushButton("案卷一键包", holder)
        self.letters_button.setToolTip("答复书、答辩状、证据目录、授权委托书等（F9）")
        self.bundle_button.setToolTip("应诉案卷、目录和证据一次装订（Ctrl+Shift+A）")
        for button, heard, page in (
            (self.letters_button, self.letters_asked, LETTER_PAGE),
            (self.bundle_button, self.bundle_asked, BUNDLE_PAGE),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(heard)
            button.setVisible(page in known)
            flow.addWidget(button)
        set_role(self.bundle_button, "primary")
        column(self, gap=0).addWidget(holder)
        self.setVisible(bool(known & {LETTER_PAGE, BUNDLE_PAGE}))

    def show_dispute(self, view: DisputeView) -> None:
        """Show what is offered for a dispute; a closed one keeps its bundle."""
        self.letters_button.setEnabled(view.closed_on is None)
        if view.closed_on is not None:
            self.letters_button.setToolTip("已结案，不再拟写文书。")

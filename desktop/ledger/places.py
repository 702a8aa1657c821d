"""The parts of 台账 as links at the head of each of them; a part that has no page is not offered."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.components import LinkLabel, StrongLabel, row
from desktop.frame.places import PAGES, PageSpec

__all__ = ["LEDGER_PARTS", "LedgerPlaces"]

LEDGER_PARTS: Final = (
    ("ledger", "导入"),
    ("ledger_records", "导入记录"),
    ("ledger_export", "导出"),
)
"""Key of the page and words of its link, in their order."""


class LedgerPlaces(QWidget):
    """The links, the part that is shown among them as plain words. Signal: ``asked(key)`` of the page to open."""

    asked = Signal(object)

    def __init__(self, here: str, parent: QWidget | None = None, *, pages: Iterable[PageSpec] = PAGES) -> None:
        super().__init__(parent)
        known = {one.key for one in pages}
        line = row(self, gap=16)
        self.links: dict[str, LinkLabel] = {}
        for key, words in LEDGER_PARTS:
            if key == here:
                line.addWidget(StrongLabel(words, self, wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
            elif key in known:
                link = LinkLabel(words, self, payload=key)
                link.setAccessibleName(f"台账{words}")
                link.clicked.connect(self._on_link_clicked)
                line.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
                self.links[key] = link
        line.addStretch(1)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.asked.emit(link.payload)

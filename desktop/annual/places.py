"""The pages of the place 统计年报 and the line of links between them, shown at the head of each.

A link is shown when its page is in ``PAGES``; the one of the page itself is the marked one.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.components import LinkLabel, StrongLabel, row
from desktop.frame.places import PAGES

__all__ = ["ROOM_PAGES", "RoomLinks", "RoomPage"]


@dataclass(frozen=True, slots=True)
class RoomPage:
    """A page of the place: its key in ``PAGES`` and the words of its link."""

    page: str
    label: str


ROOM_PAGES: Final = (
    RoomPage("annual_report", "年报"),
    RoomPage("statistics", "统计图表"),
    RoomPage("risk", "风险"),
    RoomPage("key_tasks", "重点任务"),
)


class RoomLinks(QWidget):
    """One line of links; ``asked`` carries the key of the page. Empty where only one page exists."""

    asked = Signal(object)

    def __init__(self, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, gap=16)
        self.links: list[LinkLabel] = []
        known = {one.key for one in PAGES}
        shown = [one for one in ROOM_PAGES if one.page in known or one.page == own]
        for one in shown:
            if one.page == own:
                line.addWidget(StrongLabel(one.label, self))
                continue
            link = LinkLabel(one.label, self, payload=one.page)
            link.setAccessibleName(f"打开{one.label}")
            link.clicked.connect(self._on_link_clicked)
            self.links.append(link)
            line.addWidget(link)
        line.addStretch(1)
        self.setVisible(len(shown) > 1)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.asked.emit(link.payload)

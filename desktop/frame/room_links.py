"""The line of links between the pages of one place, at the head of each of them."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.components import LinkLabel, StrongLabel, row

__all__ = ["ROOMS", "RoomLinks"]

ROOMS: Final = (
    (
        ("annual_report", "年报"),
        ("statistics", "统计图表"),
        ("risk", "风险"),
        ("key_tasks", "重点任务"),
    ),
    (
        ("ledger", "导入"),
        ("ledger_records", "导入记录"),
        ("ledger_export", "导出"),
    ),
)
"""The pages of each place that has several, as key and words, in their order."""


class RoomLinks(QWidget):
    """The pages beside ``own``, which stands among them as plain words; ``asked`` carries the key of a page."""

    asked = Signal(object)

    def __init__(self, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, gap=16)
        self.links: list[LinkLabel] = []
        room = next(one for one in ROOMS if own in dict(one))
        for key, words in room:
            if key == own:
                line.addWidget(StrongLabel(words, self, wrap=False))
                continue
            link = LinkLabel(words, self, payload=key)
            link.setAccessibleName(f"打开{words}")
            link.clicked.connect(self._on_link_clicked)
            self.links.append(link)
            line.addWidget(link)
        line.addStretch(1)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.asked.emit(link.payload)

"""The disputes about one request, on its own page: each a link, and the act that registers another."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeRow
from desktop.components import Caption, Chip, LinkLabel, StrongLabel, column, row, short_date
from desktop.components.rows import clear_rows
from desktop.disputes.signs import status_tone

__all__ = ["DisputesOfRequest"]


class DisputesOfRequest(QWidget):
    """``dispute_asked(dispute_id)``, ``register_asked()``. Without a dispute only the act is shown."""

    dispute_asked = Signal(object)
    register_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=4)
        head = row(gap=8)
        self.title = StrongLabel("复议诉讼", self, wrap=False)
        self.register = LinkLabel("登记…", self)
        self.register.setAccessibleName("登记复议、诉讼")
        self.register.clicked.connect(self.register_asked)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.register)
        outer.addLayout(head)
        self._lines = column(gap=4)
        outer.addLayout(self._lines)
        self.links: list[LinkLabel] = []

    def show_disputes(self, disputes: Sequence[DisputeRow], today: date) -> None:
        """Show them, the latest first as casework gives them."""
        clear_rows(self._lines)
        self.links = []
        self.title.setText(f"复议诉讼 {len(disputes)}" if disputes else "复议诉讼")
        for one in disputes:
            self._lines.addWidget(self._line(one, today))

    def _line(self, one: DisputeRow, today: date) -> QWidget:
        holder = QWidget(self)
        lines = column(holder, gap=0)
        head = row(gap=8)
        link = LinkLabel(one.case_number or one.forum.label, holder, payload=one.id)
        link.setAccessibleName(f"打开{one.forum.label} {one.case_number}".strip())
        link.clicked.connect(self._on_dispute_clicked)
        self.links.append(link)
        head.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(Chip(one.status.label, status_tone(one.status, one.alarm), holder))
        lines.addLayout(head)
        lines.addWidget(Caption(_told(one, today), holder))
        return holder

    def _on_dispute_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.dispute_asked.emit(link.payload)


def _told(one: DisputeRow, today: date) -> str:
    """行政复议，临江县人民政府；书面答复和证据 11月26日 周四（剩 3 个工作日）."""
    where = f"{one.forum.label}，{one.body}"
    if one.result is not None:
        return f"{where}；{one.result.label}"
    if one.next_due_on is None:
        return where
    left = f"（{one.left_text}）" if one.left_text else ""
    return f"{where}；{one.next_label} {short_date(one.next_due_on, today)}{left}"

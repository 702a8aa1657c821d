"""One standard of the fee beside the other: amount, lines with their articles, or why it may not be charged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from casework.fee_views import FeeLineView, FeeOfferView
from desktop.components import Caption, StrongLabel, Text, column, row
from desktop.theme import Tone, px, set_role

__all__ = ["FeeLines", "OfferCard"]


class FeeLines(QWidget):
    """The lines of a calculation: which units, how many, at what rate, how much; their articles below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(0, 1)
        self._parts: list[QWidget] = []

    def show_lines(self, lines: tuple[FeeLineView, ...], total: str = "") -> None:
        """Show a calculation; with ``total`` its sum below."""
        for part in self._parts:
            part.hide()
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for at, one in enumerate(lines):
            rate = f"{one.rate}{'＊' if one.doubtful else ''}"
            self._place(at, (one.which, one.quantity, rate, one.amount))
        if total:
            self._put(StrongLabel("合计", self, wrap=False), len(lines), 0)
            self._put(StrongLabel(total, self, wrap=False), len(lines), 3)
        articles = "、".join(dict.fromkeys(one.basis for one in lines))
        notes = [articles] if articles else []
        if any(one.doubtful for one in lines):
            notes.append("＊ 单价依本机关口径")
        if notes:
            note = Caption("　".join(notes), self)
            self._grid.addWidget(note, len(lines) + 1, 0, 1, 4)
            self._parts.append(note)

    def _place(self, line: int, cells: tuple[str, ...]) -> None:
        for at, words in enumerate(cells):
            self._put(Text(words, self, wrap=False), line, at)

    def _put(self, part: QWidget, line: int, at: int) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(part, line, at, right if at else Qt.AlignmentFlag.AlignLeft)
        self._parts.append(part)


class OfferCard(QFrame):
    """A standard: its name, the amount large, the lines; barred ones say why."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "finding")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = column(self, gap=4)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        head = row(gap=8)
        self.name = StrongLabel(name, self, wrap=False)
        self.amount = Text("", self, wrap=False, role="card_title")
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.amount)
        layout.addLayout(head)
        self.lines = FeeLines(self)
        layout.addWidget(self.lines)
        self.why = Caption("", self)
        layout.addWidget(self.why)

    def show_offer(self, offer: FeeOfferView, *, chosen: bool) -> None:
        """Show what a standard gives; the chosen one is tinted."""
        set_role(self, "recommended" if chosen and offer.allowed else "", "kind")
        self.amount.setText(offer.amount if offer.allowed else "不能收")
        self.amount.set_tone(Tone.PLAIN if offer.allowed else Tone.PROV)
        self.lines.setVisible(bool(offer.lines))
        self.lines.show_lines(offer.lines)
        basis = f"（{offer.basis}）" if offer.basis else ""
        why = f"{offer.why_not.rstrip('。')}{basis}。" if offer.why_not else ""
        self.why.setText(why)
        self.why.setVisible(bool(why))
        said = f"{self.name.text()} {self.amount.text()}"
        self.setAccessibleName(said)
        self.setAccessibleDescription(why)

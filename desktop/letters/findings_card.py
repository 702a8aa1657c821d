"""What the checks found, at the right of the paper, with the acts of a draft."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from casework.views import FindingView
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Card,
    EmptyState,
    FindingCard,
    column,
    row,
)
from desktop.theme import px, set_role

__all__ = ["FindingsCard"]


class FindingsCard(Card):
    """发文前检查: findings, and the two acts of a draft. ``block_asked(int)``: show that paragraph."""

    save_asked = Signal()
    issue_asked = Signal()
    block_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("发文前检查", parent)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inside = QWidget()
        set_role(inside, "scrolled")
        outer = column(inside, gap=0)
        outer.setContentsMargins(0, 0, px(6), 0)
        self._list = column(gap=8)
        outer.addLayout(self._list)
        outer.addStretch(1)
        area.setWidget(inside)
        self._inside = inside
        self.area = area
        self.clean = EmptyState("没有发现问题。", "", self)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.clean, 1)
        foot = row(gap=12)
        self.save = QPushButton("存为草稿", self)
        self.save.setToolTip("Ctrl+S")
        self.issue = QPushButton("签发…", self)
        self.issue.setToolTip("Ctrl+Enter")
        set_role(self.issue, "primary")
        self.save.clicked.connect(self.save_asked)
        self.issue.clicked.connect(self.issue_asked)
        for button in (self.save, self.issue):
            button.setAutoDefault(True)
        self.issue.setEnabled(False)  # until the letter has been read and checked
        foot.addWidget(self.save, 1)
        foot.addWidget(self.issue, 2)
        self.body.addLayout(foot)
        self.cards: list[FindingCard] = []
        self._at = -1

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Show what the checks found; what blocks and cannot be let pass closes the issue."""
        empty_layout(self._list)
        self.cards = []
        self._at = -1
        order = {"block": 0, "warn": 1, "hint": 2}
        for one in sorted(findings, key=lambda found: order[found.level]):
            sentence = f"{one.sentence}（写明理由后可以签发）" if one.needs_reason else one.sentence
            link = "看这一段" if one.block is not None else ""
            card = FindingCard(
                one.level, sentence, one.basis, self._inside, code=one.code, link=link, payload=one.block
            )
            card.acted.connect(self.block_asked)
            card.setFocusPolicy(card.focusPolicy().StrongFocus)
            self._list.addWidget(card)
            self.cards.append(card)
        blocking = sum(1 for one in findings if one.level == "block" and not one.needs_reason and not one.of_method)
        blocked = sum(1 for one in findings if one.level == "block")
        told = len(findings) - blocked
        self.set_title("发文前检查", f"{blocked} 拦截 {told} 提示" if findings else "")
        self.clean.setVisible(not findings)
        self.area.setVisible(bool(findings))
        self.issue.setEnabled(not blocking)
        self.issue.setText(f"签发（先处理 {blocking} 项拦截）" if blocking else "签发…")

    def focus_next(self) -> None:
        """F4: the next finding."""
        if self.cards:
            self._at = (self._at + 1) % len(self.cards)
            self.cards[self._at].setFocus()
            self.area.ensureWidgetVisible(self.cards[self._at])

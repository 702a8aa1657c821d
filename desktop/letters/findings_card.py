"""What the checks found, at the right of the paper, with the acts of a draft."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from casework.letter_checks import check_count
from casework.review_views import ReviewView
from casework.views import FindingView
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Caption,
    Card,
    EmptyState,
    FindingCard,
    column,
    long_date,
    row,
)
from desktop.letters.remark_card import RemarkCard
from desktop.theme import Tone, px, set_role
from law.terms import Act

__all__ = ["FindingsCard"]


_LOST = "C60"  # what a reviewing body said before is read on the page of grounds


def _goal_of(finding: FindingView) -> Act | int | str | None:
    """Where the link leads: to the act that mends it, else to the paragraph, else to the case."""
    if finding.code == _LOST:
        return _LOST
    return finding.act if finding.act is not None else finding.block


def _link_of(finding: FindingView) -> str:
    if finding.code == _LOST:
        return "看得失"
    if finding.act is not None:
        return finding.act.label
    return "看这一段" if finding.block is not None else "看办件"


class FindingsCard(Card):
    """发文前检查: findings, and the two acts of a draft.

    ``block_asked(int)``: show that paragraph. ``act_asked(Act | None)``: open the case, with the form of an act.
    ``lessons_asked()``: show what became of such grounds before.
    """

    save_asked = Signal()
    issue_asked = Signal()
    block_asked = Signal(object)
    act_asked = Signal(object)
    lessons_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("发文前检查", parent)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inside = QWidget()
        set_role(inside, "scrolled")
        outer = column(inside, gap=0)
        self._outer = outer
        self._remarks = column(gap=8)
        outer.addLayout(self._remarks)
        self._list = column(gap=8)
        outer.addLayout(self._list)
        outer.addStretch(1)
        area.setWidget(inside)
        self._inside = inside
        self.area = area
        area.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.clean = EmptyState("没有发现问题。", "", self)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.clean, 1)
        self.reviewed = False
        self.remark_cards: list[RemarkCard] = []
        self.out_by = Caption("", self)
        self.out_by.hide()
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
        # The words of the submission need the whole width; how long it may take stands beside the other button.
        foot.addWidget(self.out_by, 1)
        foot.addStretch(0)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        self.body.addWidget(self.issue)
        self.cards: list[FindingCard] = []
        self._at = -1

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Show what the checks found; what blocks and cannot be let pass closes the issue."""
        empty_layout(self._list)
        self.cards = []
        self._at = -1
        order = {"block": 0, "warn": 1, "hint": 2}
        for one in sorted(findings, key=lambda found: order[found.level]):
            sentence = f"{one.sentence}（{self._let_pass}）" if one.needs_reason else one.sentence
            card = FindingCard(
                one.level, sentence, one.basis, self._inside, code=one.code, link=_link_of(one), payload=_goal_of(one)
            )
            card.acted.connect(self._on_acted)
            card.setFocusProxy(card.link)  # F4 goes to the link, Enter follows it
            self._list.addWidget(card)
            self.cards.append(card)
        blocking = sum(1 for one in findings if one.level == "block" and not one.needs_reason and not one.of_method)
        blocked = sum(1 for one in findings if one.level == "block")
        told = len(findings) - blocked
        self.set_title("发文前检查", f"{check_count()} 项：{blocked} 拦截 {told} 提示")
        empty = not findings and not self.remark_cards
        self.clean.setVisible(empty)
        self.area.setVisible(not empty)
        self.issue.setEnabled(not blocking)
        verb = "提交法制审核" if self.reviewed else "签发"
        self.issue.setText(f"{verb}（先处理 {blocking} 项拦截）" if blocking else verb + self._dots)

    @property
    def _let_pass(self) -> str:
        return "由负责人写明理由放行" if self.reviewed else "写明理由后可以签发"

    @property
    def _dots(self) -> str:
        return "" if self.reviewed else "…"

    def show_course(self, review: ReviewView | None, *, reviewed: bool) -> None:
        """Take what the review said so far; a reviewed draft is submitted, others are issued here."""
        self.reviewed = reviewed
        self.out_by.setVisible(reviewed and review is not None and review.out_by is not None)
        if review is not None and review.out_by is not None:
            over = "，已过" if review.late else ""
            guess = "（暂定）" if review.provisional else ""
            self.out_by.setText(f"审核须在 {long_date(review.out_by)}前退出{guess}{over}")
            self.out_by.set_tone(Tone.OVER if review.late else Tone.TODAY)
        empty_layout(self._remarks)
        self.remark_cards = []
        for one in review.remarks if review is not None and reviewed else ():
            card = RemarkCard(one, self._inside)
            card.block_asked.connect(self.block_asked)
            self._remarks.addWidget(card)
            self.remark_cards.append(card)

    def _on_range_changed(self, first: int, last: int) -> None:
        """Beside a scroll bar the cards keep off it; without one they are as wide as the buttons."""
        self._outer.setContentsMargins(0, 0, px(6) if last > first else 0, 0)

    def _on_acted(self, goal: object) -> None:
        if goal == _LOST:
            self.lessons_asked.emit()
        elif isinstance(goal, int):
            self.block_asked.emit(goal)
        else:
            self.act_asked.emit(goal)

    def focus_next(self) -> None:
        """F4: the next finding."""
        if self.cards:
            self._at = (self._at + 1) % len(self.cards)
            self.cards[self._at].setFocus()
            self.area.ensureWidgetVisible(self.cards[self._at])

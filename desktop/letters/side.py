"""What stands beside the paper: at the left what the letter rests on, at the right what the checks found."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from casework.views import CaseView, DocumentView, FindingView
from desktop.case_page.header import people_line
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Caption,
    Card,
    EmptyState,
    FindingCard,
    LabelledField,
    LinkLabel,
    StrongLabel,
    Text,
    TextArea,
    UrgencyChip,
    column,
    long_date,
    row,
)
from desktop.theme import px, set_role
from law.terms import DocumentState, Urgency

__all__ = ["FindingsCard", "IssuedCard", "RestsOnCard"]


class RestsOnCard(Card):
    """The decision, the request, the annexes. ``annexes_edited`` when the person changed the list."""

    annexes_edited = Signal()
    outcome_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("依据", parent)
        self.chip = UrgencyChip(Urgency.NORMAL, "", self)
        self.outcome = StrongLabel("", self)
        self.change = LinkLabel("改定处理结果…", self)
        self.change.clicked.connect(self.outcome_asked)
        self.people = Text("", self)
        self.request = Caption("", self)
        self.annexes = TextArea("附件", self, lines=3)
        self.annexes.setPlaceholderText("随文书提供的材料，一行一项")
        self.field = LabelledField("附件，一行一项", self.annexes, self)
        self.annexes.textChanged.connect(self.annexes_edited)
        chips = row(gap=0)
        chips.addWidget(self.chip)
        chips.addStretch(1)
        self.body.addWidget(self.outcome)
        links = row(gap=0)
        links.addWidget(self.change)
        links.addStretch(1)
        self.body.addLayout(links)
        self.body.addLayout(chips)
        self.body.addWidget(self.people)
        self.body.addWidget(self.request)
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    def show_case(self, case: CaseView, *, editable: bool) -> None:
        """Show what the letter rests on."""
        self.outcome.setText(case.outcome_text or "尚未确定处理结果")
        self.change.setVisible(editable)
        self.chip.show_urgency(case.clock.urgency, case.clock.urgency_text)
        self.people.setText(people_line(case))
        self.request.setText(case.text)
        self.field.setVisible(editable)

    def annex_lines(self) -> tuple[str, ...]:
        """The annexes as typed."""
        return tuple(one.strip() for one in self.annexes.text().splitlines() if one.strip())

    def show_annexes(self, annexes: Sequence[str]) -> None:
        """Show annexes without a signal."""
        if self.annex_lines() != tuple(annexes):
            self.annexes.blockSignals(True)
            self.annexes.set_text("\n".join(annexes))
            self.annexes.blockSignals(False)


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


class IssuedCard(Card):
    """What became of an issued letter, and what can be done with it."""

    print_asked = Signal()
    save_asked = Signal()
    open_asked = Signal()
    case_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("文书", parent)
        self.number = StrongLabel("", self)
        self.state = Text("", self)
        self.facts = Caption("", self)
        self.facts.make_selectable()
        for widget in (self.number, self.state, self.facts):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.buttons = {
            "print": QPushButton("打印　Ctrl+P", self),
            "save": QPushButton("另存为 .docx　Ctrl+S", self),
            "open": QPushButton("用文字处理软件打开", self),
            "case": QPushButton("回到办件", self),
        }
        set_role(self.buttons["print"], "primary")
        for button, signal in zip(
            self.buttons.values(), (self.print_asked, self.save_asked, self.open_asked, self.case_asked), strict=True
        ):
            button.setAutoDefault(True)  # Enter presses it, not Space alone
            button.clicked.connect(signal)
            self.body.addWidget(button)

    def show_document(self, document: DocumentView) -> None:
        """Show a letter's course."""
        self.number.setText(f"{document.title} {document.document_number}".strip())
        self.state.setText(document.state_text)
        lines = [f"落款 {long_date(document.dated_on)}" if document.dated_on else ""]
        if document.dispatched_on:
            lines.append(f"{long_date(document.dispatched_on)} {document.service_method}")
        if document.served_on:
            lines.append(f"{long_date(document.served_on)} 送达")
        if document.state is DocumentState.ISSUED and document.sha256:
            lines.append(f"已封存，重印为同一份（校验 {document.sha256[:12]}）")
        self.facts.setText("\n".join(one for one in lines if one))

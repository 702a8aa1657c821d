"""What a letter rests on, at the left of the paper."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.views import CaseView
from desktop.case_page.header import people_line
from desktop.components import (
    Caption,
    Card,
    LabelledField,
    LinkLabel,
    StrongLabel,
    Text,
    TextArea,
    UrgencyChip,
    row,
)
from law.terms import Urgency

__all__ = ["RestsOnCard"]


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

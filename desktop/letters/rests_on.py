"""What a letter rests on, left of the paper: the seven questions, how similar requests were answered, annexes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from casework.guided_views import PrecedentsView, PrecedentView, ReasoningQuestion, ReasoningView
from casework.views import CaseView
from desktop.acts.seven_questions import NumberDisc
from desktop.case_page.header import people_line
from desktop.components import (
    Caption,
    Card,
    Chip,
    LabelledField,
    LinkLabel,
    SectionTitle,
    StrongLabel,
    Text,
    TextArea,
    UrgencyChip,
    column,
    long_date,
    row,
)
from desktop.components.rows import clear_rows
from desktop.lessons.fates_section import FatesSection
from desktop.lessons.signs import FATE_TONES, SHORT_FATES
from desktop.theme import Tone, px, set_role
from law.terms import Urgency

__all__ = ["RestsOnCard"]


class RestsOnCard(Card):
    """The way to the decision, precedents, the annexes, the request.

    ``annexes_edited`` when the person changed the list; ``precedent_asked(request id)`` opens an earlier case.
    """

    annexes_edited = Signal()
    outcome_asked = Signal()
    precedent_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("七步判断", parent)
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
        self.remark = Caption("", self)
        self.discs: list[NumberDisc] = []
        self.links: list[LinkLabel] = []
        self._build(self._scrolled())

    def _scrolled(self) -> QVBoxLayout:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        down = column(inside, gap=10)
        down.setContentsMargins(px(2), 0, px(6), px(2))
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.area = area
        return down

    def _build(self, down: QVBoxLayout) -> None:
        self.add_to_head(self.chip)
        links = row(gap=0)
        links.addWidget(self.change)
        links.addStretch(1)
        self._steps = column(gap=6)
        self.fates = FatesSection(self)
        self._precedents = column(gap=4)
        self.earlier = SectionTitle("以前怎么答", self)
        down.addWidget(self.outcome)
        down.addWidget(self.remark)
        down.addLayout(self._steps)
        down.addLayout(links)
        down.addWidget(self.fates)
        down.addWidget(self.earlier)
        down.addLayout(self._precedents)
        down.addWidget(self.field)
        down.addWidget(self.people)
        down.addWidget(self.request)
        down.addStretch(1)
        for label in (self.outcome, self.people, self.request, self.remark):
            label.setMinimumWidth(px(60))

    def show_case(self, case: CaseView, *, editable: bool) -> None:
        """Show what the letter rests on."""
        self.outcome.setText(case.outcome_text or "尚未确定处理结果")
        self.outcome.setVisible(case.outcome is None)  # question seven says it
        self.change.setVisible(editable)
        self.chip.show_urgency(case.clock.urgency, case.clock.urgency_text)
        self.people.setText(people_line(case))
        self.request.setText(case.text)
        self.field.setVisible(editable)

    # ------------------------------------------------------------------ the seven questions

    def show_reasoning(self, view: ReasoningView) -> None:
        """Show the answer to each of the seven questions; a decision without them says so."""
        clear_rows(self._steps)
        self.discs = []
        self.remark.setText(view.remark)
        self.remark.setVisible(bool(view.remark))
        for one in view.questions if view.outcome is not None else ():
            self._steps.addWidget(self._step(one, guided=view.guided))

    def _step(self, one: ReasoningQuestion, *, guided: bool) -> QWidget:
        block = QWidget(self)
        across = row(block, gap=8)
        disc = NumberDisc(one.number, Tone.DONE if guided and one.reached else Tone.PROV, block)
        self.discs.append(disc)
        across.addWidget(disc, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        words.addWidget(StrongLabel(one.name, block, wrap=False))
        said = Caption(one.line if one.reached else "没有走到这一步", block)
        said.setMinimumWidth(px(60))
        words.addWidget(said)
        missing = "、".join(f"{two.code} {two.label}" for two in one.evidence if two.missing)
        if missing:
            lacking = Caption(f"缺：{missing}", block)
            lacking.set_tone(Tone.TODAY)
            lacking.setMinimumWidth(px(60))
            words.addWidget(lacking)
        across.addLayout(words, 1)
        block.setToolTip(_tip(one))
        block.setAccessibleName(f"{one.number} {one.name}：{said.text()}")
        return block

    # ------------------------------------------------------------------ how it was answered before

    def show_precedents(self, view: PrecedentsView) -> None:
        """Show earlier answers to similar requests, the most similar first."""
        clear_rows(self._precedents)
        self.links = []
        self.earlier.setToolTip(view.how)
        if not view.found:
            self._precedents.addWidget(Caption("没有答复过相似的申请。", self))
        for one in view.found:
            self._precedents.addWidget(self._precedent(one))
        if view.found:
            how = Caption(view.how, self)
            how.setMinimumWidth(px(60))
            self._precedents.addWidget(how)

    def _precedent(self, one: PrecedentView) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=0)
        link = LinkLabel(f"{one.registration_number}　{one.percent}%", block, payload=one.request_id)
        link.setAccessibleName(f"打开{one.registration_number}，相似 {one.percent}%，{one.line}")
        link.clicked.connect(self._on_link_clicked)
        link.setToolTip(one.title)
        self.links.append(link)
        across = row(gap=0)
        across.addWidget(link)
        across.addStretch(1)
        down.addLayout(across)
        when = long_date(one.replied_on) if one.replied_on is not None else ""
        said = Caption("，".join(part for part in (one.line, one.number, when) if part), block)
        said.setMinimumWidth(px(60))
        down.addWidget(said)
        if one.fate_line:
            judged = Caption(one.fate_line, block)
            judged.setMinimumWidth(px(60))
            if one.fate is not None:
                chip = Chip(SHORT_FATES[one.fate], FATE_TONES[one.fate], block)
                across.addWidget(chip)
                link.setAccessibleName(f"{link.accessibleName()}，{one.fate.label}")
            down.addWidget(judged)
        if one.differs:
            other = Caption("结论不同，须说明", block)
            other.set_tone(Tone.TODAY)
            down.addWidget(other)
        return block

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.precedent_asked.emit(link.payload)

    # ------------------------------------------------------------------ annexes

    def annex_lines(self) -> tuple[str, ...]:
        """The annexes as typed."""
        return tuple(one.strip() for one in self.annexes.text().splitlines() if one.strip())

    def show_annexes(self, annexes: Sequence[str]) -> None:
        """Show annexes without a signal."""
        if self.annex_lines() != tuple(annexes):
            self.annexes.blockSignals(True)
            self.annexes.set_text("\n".join(annexes))
            self.annexes.blockSignals(False)


def _tip(one: ReasoningQuestion) -> str:
    """What the question rests on: points, articles, evidence with its dates."""
    evidence = (f"{two.code} {two.label}：{'；'.join(two.lines) or '缺'}" for two in one.evidence)
    return "\n".join(part for part in (*one.details, one.basis and f"依据：{one.basis}", *evidence) if part)

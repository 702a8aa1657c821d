"""要证明的事项: what the agency has to prove, how far it is on file, and where to get what is missing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.evidence_views import EvidencePlanView, NeedView, ProofState
from desktop.case_page.paper_page import ScrolledLines
from desktop.case_page.rows import empty_layout
from desktop.components import Caption, Card, Chip, LinkLabel, Rule, SegmentedChoice, StrongLabel, column, row
from desktop.theme import Tone
from law.citations import Citation

__all__ = ["NEED_TONES", "NeedsCard"]

NEED_TONES: Final = {
    ProofState.FOUND: Tone.DONE,
    ProofState.NOTED: Tone.SOON,
    ProofState.PARTIAL: Tone.SOON,
    ProofState.LATE: Tone.OVER,
    ProofState.MISSING: Tone.OVER,
}
_SHOWN: Final = (("open", "只看欠缺"), ("all", "全部"))


class _NeedLine(QWidget):
    """One thing to be proved: its name and state, what is lacking, what follows, where to go."""

    def __init__(self, need: NeedView, request_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.need = need
        layout = column(self, gap=3)
        head = row(gap=6)
        name = f"{need.code}　{need.label}" if need.code else need.label
        self.name = StrongLabel(name, self)
        head.addWidget(self.name, 1)
        self.chip = Chip(need.state.label, NEED_TONES[need.state], self)
        head.addWidget(self.chip)
        layout.addLayout(head)
        self.links: list[LinkLabel] = []
        self.told = Caption("", self)
        self.told.setText(_told(need))
        self.told.setToolTip(f"{need.content}\n{_articles(need.citations)}".strip())
        layout.addWidget(self.told)
        if not need.met:
            self.consequence = Caption(f"通常结果：{need.consequence}", self)
            self.consequence.set_tone(Tone.OVER if need.state in (ProofState.MISSING, ProofState.LATE) else Tone.SOON)
            layout.addWidget(self.consequence)
        self._add_links(request_id, layout)
        self.setAccessibleName(f"{need.label} {need.state.label}")
        self.setAccessibleDescription(_told(need))

    def _add_links(self, request_id: int, layout: object) -> None:
        links = row(gap=8)
        for one in self.need.papers[:3]:
            link = LinkLabel(_shortened(one.title), self, payload=one.key)
            link.setToolTip(one.note or one.title)
            link.setAccessibleName(f"看材料 {one.title}")
            links.addWidget(link)
            self.links.append(link)
        if not self.need.met:
            supply = LinkLabel("到办件补录原件", self, payload=request_id)
            supply.setAccessibleName(f"到办件补录原件：{self.need.label}")
            links.addWidget(supply)
            self.links.append(supply)
        links.addStretch(1)
        layout.addLayout(links)  # type: ignore[attr-defined]


def _shortened(title: str) -> str:
    return title if len(title) <= 12 else f"{title[:11]}…"


def _articles(citations: Sequence[Citation]) -> str:
    return "、".join(one.told for one in citations)


def _told(need: NeedView) -> str:
    lines = list(need.lines)
    if need.remark:
        lines.append(need.remark)
    if need.state is ProofState.MISSING:
        lines.append(f"要找：{need.content}")
    if not lines:
        lines = [need.content]
    return "\n".join(lines)


class NeedsCard(Card):
    """The needs of every attacked act.

    Signals: ``paper_asked(key)`` a paper of a need, ``case_asked(request_id)`` where what is missing is attached.
    """

    paper_asked = Signal(object)
    case_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("要证明的事项", parent)
        self.shown = SegmentedChoice(_SHOWN, "显示哪些事项", self, value="all")
        self.shown.chosen.connect(self._on_shown_chosen)
        self.body.addWidget(self.shown)
        self.area = ScrolledLines("要证明的事项", self)
        self.body.addWidget(self.area, 1)
        self.rule = Caption("", self)
        self.body.addWidget(self.rule)
        self.lines: list[_NeedLine] = []
        self._plans: tuple[EvidencePlanView, ...] = ()

    def show_plans(self, plans: Sequence[EvidencePlanView]) -> None:
        """Show what has to be proved; what is missing comes first."""
        self._plans = tuple(plans)
        missing = sum(len(one.missing) for one in plans)
        self.set_title("要证明的事项", f"缺 {missing} 项" if missing else "齐备")
        self.note.set_tone(Tone.OVER if missing else Tone.DONE)
        if plans:
            self.rule.setText(f"{plans[0].rule}（{_articles(plans[0].rule_citations)}）")
        self._fill()

    def _on_shown_chosen(self, _value: object) -> None:
        self._fill()

    def _fill(self) -> None:
        empty_layout(self.area.lines)
        self.lines = []
        only_open = self.shown.value() == "open"
        for plan in self._plans:
            if len(self._plans) > 1:
                self.area.lines.addWidget(StrongLabel(plan.line, self.area.inside))
            needs = sorted(plan.needs, key=_weight)
            for need in needs:
                if only_open and need.met:
                    continue
                self._add(need, plan.request_id)
        if not self.lines:
            self.area.lines.addWidget(Caption("没有欠缺的事项。", self.area.inside))

    def _add(self, need: NeedView, request_id: int) -> None:
        if self.lines:
            self.area.lines.addWidget(Rule(self.area.inside))
        line = _NeedLine(need, request_id, self.area.inside)
        for link in line.links:
            link.clicked.connect(self._on_link_clicked)
        self.area.lines.addWidget(line)
        line.show()
        self.lines.append(line)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkLabel):
            return
        if isinstance(link.payload, int):
            self.case_asked.emit(link.payload)
        else:
            self.paper_asked.emit(link.payload)


def _weight(need: NeedView) -> int:
    order = (ProofState.MISSING, ProofState.LATE, ProofState.PARTIAL, ProofState.NOTED, ProofState.FOUND)
    return order.index(need.state)

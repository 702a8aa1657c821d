"""核对: each relation with its state; what is broken jumps to its cells."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.annual_views import FindingLine, RelationView
from desktop.components import Caption, Card, Chip, LinkLabel, Text, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px

__all__ = ["RelationsCard", "relation_state", "summary_state"]

_SHOWN: Final = 2
_LINE: Final = 18  # signs that fit into the side of a narrow window
_OF_THE_YEAR_BEFORE: Final = ("R4", "R6")
_WORDS: Final = {
    "holds": ("成立", Tone.DONE),
    "error": ("不成立", Tone.OVER),
    "warn": ("核对", Tone.SOON),
    "not_checked": ("未核", Tone.PROV),
}


def relation_state(relation: RelationView) -> tuple[str, Tone]:
    """Word and tone of a relation."""
    if relation.state == "broken":
        return _WORDS["error" if relation.blocking else "warn"]
    return _WORDS[relation.state]


def summary_state(relations: Sequence[RelationView]) -> tuple[str, Tone]:
    """All relations in one chip: 勾稽 42 项全部成立."""
    tried = sum(one.checked for one in relations)
    findings = [one for relation in relations for one in relation.findings]
    blocking = sum(one.blocking for one in findings)
    if blocking:
        return f"{blocking} 处勾稽不成立", Tone.OVER
    if findings:
        return f"{len(findings)} 处请核对", Tone.SOON
    unknown = sum(one.state == "not_checked" for one in relations)
    return (f"勾稽 {tried} 项成立，{unknown} 类未核" if unknown else f"勾稽 {tried} 项全部成立"), Tone.DONE


class RelationsCard(Card):
    """``jump_asked(FindingLine)`` goes to the cells of a break, ``before_asked()`` to the figures of last year."""

    jump_asked = Signal(object)
    before_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("核对", parent)
        self.links: list[LinkLabel] = []
        self._relations: tuple[RelationView, ...] = ()
        self._open: set[str] = set()
        self._lines = column(gap=4)
        self.body.addLayout(self._lines)

    def show_relations(self, relations: Sequence[RelationView]) -> None:
        """Show relations; those that are broken come first."""
        self._relations = tuple(sorted(relations, key=_order))
        self._draw()

    def _draw(self) -> None:
        held = self._focused()
        clear_rows(self._lines)
        self.links = []
        for one in self._relations:
            self._lines.addWidget(self._line(one))
        if held is not None and held < len(self.links):
            self.links[held].setFocus()

    def _focused(self) -> int | None:
        return next((at for at, one in enumerate(self.links) if one.hasFocus()), None)

    def _line(self, relation: RelationView) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=2)
        head = row(gap=8)
        word, tone = relation_state(relation)
        chip = Chip(word, tone, block)
        chip.setToolTip(f"{relation.key}　{relation.basis}")
        head.addWidget(chip)
        words = Caption(relation.rule, block)
        words.setMinimumWidth(px(60))
        words.setToolTip(f"{relation.key} {relation.rule}（{relation.basis}）")
        head.addWidget(words, 1)
        if relation.state == "not_checked" and relation.key in _OF_THE_YEAR_BEFORE:
            link = self._link("录入", relation.key, block, self._on_before_clicked)
            link.setToolTip(relation.why_not)
            link.setAccessibleName(f"{relation.rule}：{relation.why_not}，录入")
            head.addWidget(link)
        down.addLayout(head)
        shown = relation.findings if relation.key in self._open else relation.findings[:_SHOWN]
        for finding in shown:
            down.addWidget(self._finding(finding, block))
        left = len(relation.findings) - len(shown)
        if left:
            down.addWidget(self._link(f"另有 {left} 处", relation.key, block, self._on_more_clicked))
        if relation.state == "not_checked" and relation.key not in _OF_THE_YEAR_BEFORE:
            missing = Caption(relation.why_not, block)
            missing.setMinimumWidth(px(60))
            down.addWidget(missing)
        return block

    def _finding(self, finding: FindingLine, parent: QWidget) -> QWidget:
        if not finding.cells:
            text = Text(finding.sentence, parent)
            text.set_tone(Tone.OVER if finding.blocking else Tone.SOON)
            text.setMinimumWidth(px(60))
            return text
        link = self._link(_wrapped(finding.sentence), finding, parent, self._on_finding_clicked)
        link.setToolTip(f"{finding.sentence}\n点按看这些格子")
        link.setAccessibleName(f"{finding.sentence}，看这些格子")
        return link

    def _link(self, text: str, payload: object, parent: QWidget, slot: object) -> LinkLabel:
        link = LinkLabel(text, parent, payload=payload)
        link.clicked.connect(slot)
        self.links.append(link)
        return link

    def _on_finding_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.jump_asked.emit(link.payload)

    def _on_more_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self._open.add(str(link.payload))
            self._draw()

    def _on_before_clicked(self) -> None:
        self.before_asked.emit()


def _order(relation: RelationView) -> tuple[int, str]:
    rank = 0 if relation.blocking else 1 if relation.state == "broken" else 2
    return rank, relation.key


def _wrapped(sentence: str) -> str:
    """Links do not wrap by themselves: a long sentence is told in up to three lines."""
    if len(sentence) <= _LINE:
        return sentence
    at = sentence.find(" ≠ ")
    if 0 < at <= _LINE and len(sentence) - at <= _LINE:
        return f"{sentence[:at]}\n　≠ {sentence[at + 3 :]}"
    lines = [sentence[at : at + _LINE] for at in range(0, len(sentence), _LINE)]
    return "\n".join(lines[:3]) + ("…" if len(lines) > 3 else "")

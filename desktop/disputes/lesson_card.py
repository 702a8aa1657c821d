"""得失: the grounds of the attacked letters and what became of them before the reviewing body."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import GroundView
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, Chip, LinkLabel, Rule, StrongLabel, Text, column, row
from desktop.theme import Tone
from law.dispute_terms import GroundFate

__all__ = ["LessonCard"]

_TONES = {GroundFate.UPHELD: Tone.DONE, GroundFate.STRUCK: Tone.OVER, GroundFate.NOT_JUDGED: Tone.PLAIN}


class LessonCard(Card):
    """The card.

    ``record_asked()`` asks for the form in which the lesson of the result is recorded, ``fates_asked()`` for the page
    of all grounds.
    """

    record_asked = Signal()
    fates_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("得失", parent)
        self.record = LinkLabel("记入得失", self)
        self.record.clicked.connect(self.record_asked)
        self.record.hide()
        self.fates = LinkLabel("全部得失", self)
        self.fates.clicked.connect(self.fates_asked)
        self.add_to_head(self.fates)
        self.add_to_head(self.record)
        self._inside, self._list = scrolled_list(self, gap=8)

    def show_grounds(self, grounds: Sequence[GroundView], *, decided: bool, recordable: bool) -> None:
        """Show the grounds; ``decided``: there is a result, ``recordable``: its lesson can be recorded here."""
        empty_layout(self._list)
        self.record.setVisible(decided and recordable)
        for at, one in enumerate(grounds):
            if at:
                self._list.addWidget(Rule(self._inside))
            self._list.addWidget(self._ground(one))
        if not grounds:
            words = "结果已出，还没有记入得失。" if decided else "有结果后，在这里记入各条理由得到维持还是被否定。"
            self._list.addWidget(Caption(words, self._inside))

    def _ground(self, one: GroundView) -> QWidget:
        holder = QWidget(self._inside)
        lines = column(holder, gap=2)
        head = row(gap=8)
        name = one.article.told if one.article is not None else one.step_label or one.article_text
        head.addWidget(StrongLabel(name or one.document_number, holder), 1)
        head.addWidget(Chip(one.fate.label, _TONES[one.fate], holder))
        lines.addLayout(head)
        if one.paragraph:
            lines.addWidget(Caption(one.paragraph, holder))
        if one.why:
            lines.addWidget(Text(one.why, holder))
        return holder

"""Finding cards: what a check found, with its article and one link that does something."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.components.cards import Sign, column, row
from desktop.components.text import Caption, LinkLabel, StrongLabel, Text
from desktop.theme import Tone, px, set_role

__all__ = ["FindingCard"]

_LEVELS = {"block": ("拦截", Tone.OVER), "warn": ("提示", Tone.TODAY), "hint": ("提示", Tone.SOON)}


class FindingCard(QFrame):
    """One finding.

    Args:
        level: ``block``, ``warn`` or ``hint``.
        code: identifier shown small (C23); may be empty.
        sentence: what is wrong.
        basis: article.
        link: what can be done about it; ``acted`` then carries ``payload``.
    """

    acted = Signal(object)

    def __init__(
        self,
        level: str,
        sentence: str,
        basis: str = "",
        parent: QWidget | None = None,
        *,
        code: str = "",
        link: str = "",
        payload: object = None,
    ) -> None:
        super().__init__(parent)
        self.payload = payload
        word, tone = _LEVELS[level]
        set_role(self, level, "kind")
        set_role(self, "finding")
        layout = column(self, gap=4)
        layout.setContentsMargins(px(10), px(8), px(10), px(8))
        head = row(gap=6)
        mark = StrongLabel(word, self, wrap=False)
        mark.set_tone(tone)
        self.link = LinkLabel(link, self)
        self.link.setVisible(bool(link))
        self.link.clicked.connect(self._on_link_clicked)
        head.addWidget(Sign(tone, self))
        head.addWidget(mark)
        head.addWidget(Caption(code, self, wrap=False))
        head.addStretch(1)
        head.addWidget(self.link)
        layout.addLayout(head)
        layout.addWidget(Text(sentence, self))
        if basis:
            layout.addWidget(Caption(basis, self))
        self.setAccessibleName(f"{word}：{sentence}")
        self.setAccessibleDescription(basis)

    def _on_link_clicked(self) -> None:
        self.acted.emit(self.payload)

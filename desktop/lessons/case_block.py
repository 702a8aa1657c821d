"""What a reviewing body said of one ground of one letter, as a card that opens the dispute."""

from datetime import date
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.lessons_views import FateCase
from desktop.components import Caption, Chip, LinkLabel, PressableFrame, StrongLabel, Text, column, row, short_date
from desktop.lessons.signs import FATE_TONES
from desktop.theme import px, set_role

__all__ = ["CaseBlock"]

_LONGEST = 60


class CaseBlock(PressableFrame):
    """``pressed(FateCase)`` opens the dispute, ``letter_asked(FateCase)`` the letter."""

    letter_asked = Signal(object)

    def __init__(self, case: FateCase, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, payload=case)
        set_role(self, "act")
        layout = column(self, gap=3)
        layout.setContentsMargins(px(10), px(8), px(10), px(8))
        head = row(gap=8)
        head.addWidget(StrongLabel(case.case_number or case.body, self), 1)
        head.addWidget(Chip(case.fate.label, FATE_TONES[case.fate], self))
        layout.addLayout(head)
        day = short_date(case.decided_on, today) if case.decided_on is not None else ""
        parts = (day, f"{case.forum.label}{case.result.label}", case.body)
        layout.addWidget(Caption(" · ".join(one for one in parts if one), self))
        layout.addWidget(Caption(case.ground, self))
        if case.why:
            layout.addWidget(Text(case.why, self))
        if case.paragraph:
            layout.addWidget(Caption(f"原文：{_short(case.paragraph)}", self))
        foot = row(gap=8)
        foot.addWidget(Caption(" ".join(one for one in (case.registration_number, case.title) if one), self), 1)
        self.link = LinkLabel("看文书" if case.document_id is not None else "看办件", self)
        self.link.setAccessibleName(f"{self.link.text()} {case.document_number or case.registration_number}")
        self.link.clicked.connect(self._on_link_clicked)
        foot.addWidget(self.link)
        layout.addLayout(foot)
        captions = cast(list[Caption], self.findChildren(Caption))
        for label in captions:
            label.setMinimumWidth(px(60))
        self.setAccessibleName(f"{case.case_number or case.body} {case.fate.label} {case.ground} {case.why}".strip())

    def _on_link_clicked(self) -> None:
        self.letter_asked.emit(self.payload)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

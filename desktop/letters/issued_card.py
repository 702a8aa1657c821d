"""An issued letter: its course, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from casework.views import DocumentView, FindingView
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Caption,
    Card,
    FindingCard,
    StrongLabel,
    Text,
    column,
    long_date,
)
from desktop.theme import px, set_role
from law.terms import DocumentState

__all__ = ["IssuedCard"]


class IssuedCard(Card):
    """What became of an issued letter, and what can be done with it."""

    print_asked = Signal()
    save_asked = Signal()
    pdf_asked = Signal()
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
        self.notes = column(gap=8)
        self.told = StrongLabel("发文时的提示", self)
        self.told.hide()
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inside = QWidget()
        set_role(inside, "scrolled")
        outer = column(inside, gap=0)
        outer.setContentsMargins(0, 0, px(6), 0)
        outer.addLayout(self.notes)
        outer.addStretch(1)
        area.setWidget(inside)
        self._inside = inside
        self.area = area
        self.note_cards: list[FindingCard] = []
        self.body.addWidget(self.told)
        self.body.addWidget(area, 1)
        self.buttons = {
            "print": QPushButton("打印　Ctrl+P", self),
            "save": QPushButton("另存为 .docx　Ctrl+S", self),
            "pdf": QPushButton("另存为 PDF　Ctrl+Shift+S", self),
            "open": QPushButton("用文字处理软件打开", self),
            "case": QPushButton("回到办件", self),
        }
        set_role(self.buttons["print"], "primary")
        for button, signal in zip(
            self.buttons.values(),
            (self.print_asked, self.save_asked, self.pdf_asked, self.open_asked, self.case_asked),
            strict=True,
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
        self._show_notes(document.notes)

    def _show_notes(self, notes: Sequence[FindingView]) -> None:
        """What the checks told when the letter was issued: to be read, nothing of it can be mended any more."""
        empty_layout(self.notes)
        self.note_cards = [
            FindingCard(one.level, one.sentence, one.basis, self._inside, code=one.code) for one in notes
        ]
        for card in self.note_cards:
            self.notes.addWidget(card)
        self.told.setVisible(bool(self.note_cards))
        self.area.setMinimumHeight(px(120) if self.note_cards else 0)  # one hint is read whole, also at 150 %
        # With hints the arrows scroll through them; without, nothing is there to stop at.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.note_cards else Qt.FocusPolicy.NoFocus)

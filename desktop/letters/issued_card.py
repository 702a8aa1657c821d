"""An issued letter: its course, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.views import DocumentView
from desktop.components import (
    Caption,
    Card,
    StrongLabel,
    Text,
    long_date,
)
from desktop.theme import set_role
from law.terms import DocumentState

__all__ = ["IssuedCard"]


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

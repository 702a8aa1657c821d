"""The reason of a decision, asked for in place: one line, 确定, 取消."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.components import LabelledField, LineInput, column, row
from desktop.theme import set_role
from law.terms import Sameness

__all__ = ["ReasonForm", "decision_words"]

_WORDS = {
    Sameness.SAME: f"认定为{Sameness.SAME.label}",
    Sameness.MERGED: f"{Sameness.MERGED.label}（代理、亲属等）",
    Sameness.DIFFERENT: Sameness.DIFFERENT.label,
}


def decision_words(decision: Sameness) -> str:
    """The words of a decision as something to do."""
    return _WORDS[decision]


class ReasonForm(QWidget):
    """Asks why. ``confirmed`` by the button or Enter, ``left`` by 取消; what was typed stays until it was recorded."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decision = Sameness.SAME
        layout = column(self, gap=6)
        self.line = LineInput("理由", self)
        self.field = LabelledField("理由", self.line, self, key="reason", hint="依据，如证件、电话、笔迹、本人确认")
        self.ok = QPushButton("确定", self)
        self.cancel = QPushButton("取消", self)
        set_role(self.ok, "primary")
        layout.addWidget(self.field)
        foot = row(gap=8)
        foot.addWidget(self.ok)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        layout.addLayout(foot)
        for button in (self.ok, self.cancel):
            button.setAutoDefault(True)
        self.line.returnPressed.connect(self.confirmed)
        self.line.textEdited.connect(self._on_edited)
        self.ok.clicked.connect(self._on_ok_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def ask(self, decision: Sameness, about: str) -> None:
        """Ask for the reason of a decision about somebody."""
        self.decision = decision
        words = decision_words(decision)
        self.field.show_error("")
        self.field.set_label(f"{words}，理由")
        self.ok.setAccessibleName(f"{about}：{words}，确定")
        self.cancel.setAccessibleName(f"{about}：{words}，取消")
        self.show()
        self.focus()

    def focus(self) -> None:
        """Put the cursor where the reason is typed."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """The reason as typed."""
        return self.line.text()

    def show_refusal(self, sentence: str) -> None:
        """Show why it was not recorded."""
        self.field.show_error(sentence)
        self.focus()

    def finish(self) -> None:
        """It was recorded."""
        self.line.clear()
        self.field.show_error("")
        self.hide()

    def _on_edited(self, _text: str) -> None:
        self.field.show_error("")

    def _on_ok_clicked(self) -> None:
        self.confirmed.emit()

    def _on_cancel_clicked(self) -> None:
        self.left.emit()

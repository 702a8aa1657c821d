"""Fields of the registration form: a problem stands beside its field, and may be accepted with a reason."""

from functools import cached_property
from typing import TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casework.views import FieldProblem
from desktop.components import Caption, DateInput, LabelledField, LineInput, LinkLabel, TextArea
from desktop.theme import Tone

__all__ = ["IntakeField", "unreadable_day"]

W = TypeVar("W", bound=QWidget)
_ACCEPT = "仍要登记，理由…"


def unreadable_day(control: QWidget) -> bool:
    """Whether a date field holds words that are no date."""
    return isinstance(control, DateInput) and bool(control.text().strip()) and control.value() is None


class IntakeField(LabelledField):
    """A field with room for the reason for which a problem is accepted.

    ``reason_changed`` when such a reason was typed or taken back.
    """

    reason_changed = Signal()

    def __init__(
        self, label: str, control: QWidget, parent: QWidget | None = None, *, key: str = "", hint: str = ""
    ) -> None:
        super().__init__(label, control, parent, key=key, hint=hint)
        self.problem: FieldProblem | None = None
        self.label.setVisible(bool(label))
        if isinstance(control, TextArea):
            self._column().setStretchFactor(control, 100)  # room goes to the words, not below them

    # Few of the forty fields of the form ever need these two; making them all would be felt when it opens.

    @cached_property
    def accept(self) -> LinkLabel:
        """Opens the line for the reason."""
        link = LinkLabel(_ACCEPT, self)
        link.setAccessibleName(f"{self.control.accessibleName()}：{_ACCEPT}")
        link.clicked.connect(self._on_accept_clicked)
        return self._below(link)

    @cached_property
    def reason(self) -> LineInput:
        """The reason for which the problem is accepted."""
        line = LineInput(f"{self.control.accessibleName()}：仍要登记的理由", self, placeholder="仍要登记的理由")
        line.textChanged.connect(self._on_reason_changed)
        return self._below(line)

    def _column(self) -> QVBoxLayout:
        return cast(QVBoxLayout, self.layout())

    def _below(self, widget: W) -> W:
        """Put a widget under the others, hidden, where Tab comes to it after the control."""
        widget.hide()
        layout = self._column()
        layout.insertWidget(layout.count() - 1, widget)
        last = self.__dict__.get("accept", self.control)
        QWidget.setTabOrder(last, widget)
        return widget

    @cached_property
    def mark(self) -> Caption:
        """The small sign beside the label of a field that an application form filled."""
        sign = Caption("", self, wrap=False)
        head = self._column().itemAt(0).layout()
        cast(QHBoxLayout, head).insertWidget(1, sign)
        return sign

    def source(self) -> str:
        """Where the value came from, "" when it was typed."""
        return self.mark.toolTip() if "mark" in self.__dict__ else ""

    def show_source(self, source: str, *, doubtful: bool = False) -> None:
        """Mark the value as read from an application form; "" takes the mark away."""
        if not source and "mark" not in self.__dict__:
            return
        self.mark.setText("◂ 申请表，请核对" if doubtful else "◂ 申请表")
        self.mark.set_tone(Tone.SOON if doubtful else Tone.ACCENT)
        self.mark.setToolTip(source)
        self.mark.setAccessibleName(source)
        self.mark.setVisible(bool(source))
        self.control.setToolTip(source)

    def reason_text(self) -> str:
        """The reason as typed, "" when there is none."""
        return self.reason.text() if "reason" in self.__dict__ else ""

    @override
    def set_label(self, label: str) -> None:
        super().set_label(label)
        self.label.setVisible(bool(label))

    def show_problem(self, problem: FieldProblem | None) -> None:
        """Show what is wrong, or that nothing is; words that are no date keep their own sentence."""
        had = self.problem is not None
        self.problem = problem
        if problem is None:
            if had and not unreadable_day(self.control):
                self.show_error("")
        elif not unreadable_day(self.control):
            self.show_error(problem.sentence)
        open_for_reason = problem is not None and problem.overridable
        if not open_for_reason and not {"accept", "reason"} & self.__dict__.keys():
            return
        given = bool(self.reason.text())
        self.reason.setVisible(open_for_reason and (given or self.reason.isVisible()))
        self.accept.setVisible(open_for_reason and not self.reason.isVisibleTo(self))

    def accepted(self) -> tuple[str, str] | None:
        """Code and reason of an accepted problem; None when nothing was accepted."""
        reason = self.reason_text().strip()
        if self.problem is None or not self.problem.overridable or not reason:
            return None
        return self.problem.code, reason

    def restore_reason(self, reason: str) -> None:
        """Put back a reason from a kept draft; it is shown when its problem is found again."""
        if reason or self.reason_text():
            self.reason.setText(reason)

    def _on_accept_clicked(self) -> None:
        self.accept.hide()
        self.reason.show()
        self.reason.setFocus()

    def _on_reason_changed(self, _text: str) -> None:
        self.reason_changed.emit()

"""Fields of the registration form: a problem stands beside its field, and may be accepted with a reason."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from casework.views import FieldProblem
from desktop.components import DateInput, LabelledField, LineInput, LinkLabel, TextArea

__all__ = ["IntakeField", "unreadable_day"]

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
        self.accept = LinkLabel(_ACCEPT, self)
        self.accept.setAccessibleName(f"{label}：{_ACCEPT}")
        self.accept.clicked.connect(self._on_accept_clicked)
        self.reason = LineInput(f"{label}：仍要登记的理由", self, placeholder="仍要登记的理由")
        self.reason.textChanged.connect(self._on_reason_changed)
        self.accept.hide()
        self.reason.hide()
        self.label.setVisible(bool(label))
        layout = cast(QVBoxLayout, self.layout())
        if isinstance(control, TextArea):
            layout.setStretchFactor(control, 100)  # room goes to the words, not below them
        layout.insertWidget(layout.count() - 1, self.accept)
        layout.insertWidget(layout.count() - 1, self.reason)

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
        given = bool(self.reason.text())
        self.reason.setVisible(open_for_reason and (given or self.reason.isVisible()))
        self.accept.setVisible(open_for_reason and not self.reason.isVisibleTo(self))

    def accepted(self) -> tuple[str, str] | None:
        """Code and reason of an accepted problem; None when nothing was accepted."""
        reason = self.reason.text().strip()
        if self.problem is None or not self.problem.overridable or not reason:
            return None
        return self.problem.code, reason

    def restore_reason(self, reason: str) -> None:
        """Put back a reason from a kept draft; it is shown when its problem is found again."""
        self.reason.setText(reason)

    def _on_accept_clicked(self) -> None:
        self.accept.hide()
        self.reason.show()
        self.reason.setFocus()

    def _on_reason_changed(self, _text: str) -> None:
        self.reason_changed.emit()

"""Dialogs that hold one decision. They never save: they hand out a frozen draft and wait for the answer of the act."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from desktop.components.cards import Banner, column, row
from desktop.components.fields import LabelledField, show_user_error
from desktop.components.text import Caption, SectionTitle
from desktop.theme import Size, Tone, px, set_role
from law.errors import UserError

__all__ = ["DecisionDialog"]


class DecisionDialog(QDialog):
    """One decision: title, one line of explanation, fields, primary button.

    Enter presses the primary button (in a text area Ctrl+Enter), Esc leaves without loss: the presenter keeps the
    dialog's form draft. A subclass fills ``body``, registers fields with ``add_field`` and overrides ``draft()``.
    The flow: the primary button calls ``draft()`` and emits ``submitted`` with it; the presenter runs the act and then
    calls ``accept()`` or ``show_refusal(error)``. The dialog stays open with all input until the act succeeded.
    """

    submitted = Signal(object)

    def __init__(self, title: str, primary: str, parent: QWidget | None = None, *, explanation: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.fields: dict[str, LabelledField] = {}
        outer = column(self, gap=12, margin=Size.PAGE_MARGIN)
        outer.addWidget(SectionTitle(title, self))
        self.explanation = Caption(explanation, self)
        self.explanation.setVisible(bool(explanation))
        outer.addWidget(self.explanation)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        outer.addWidget(self._scrolled_body(), 1)
        outer.addLayout(self._foot(primary))
        self.setMinimumWidth(px(520))

    def _scrolled_body(self) -> QScrollArea:
        """The fields scroll when the screen is low (1366×768 at 150 %); title and buttons stay in sight."""
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_role(inside, "scrolled")
        outer = column(inside, gap=0)
        outer.setContentsMargins(px(2), px(2), px(2), px(2))
        self.body = column(gap=12)
        outer.addLayout(self.body)
        outer.addStretch(1)
        area.setWidget(inside)
        self._inside = inside
        return area

    def _foot(self, primary: str) -> QHBoxLayout:
        foot = row(gap=12)
        self.note = Caption("", self)
        self.leave = QPushButton("返回", self)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.primary = QPushButton(primary, self)
        self.primary.setDefault(True)
        set_role(self.primary, "primary")
        self.primary.clicked.connect(self.submit)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.primary)
        return foot

    def add_field(self, field: LabelledField) -> LabelledField:
        """Add a field to the body and let refusals find it by its key."""
        self.body.addWidget(field)
        return self.register(field)

    def register(self, field: LabelledField) -> LabelledField:
        """Let refusals find a field that stands in a row of its own."""
        if field.key:
            self.fields[field.key] = field
        return field

    def draft(self) -> object:
        """The frozen draft of what was decided.

        Raises:
            UserError: something needed is missing or unreadable; ``field`` names where.
        """
        raise NotImplementedError

    def submit(self) -> None:
        """Hand the draft to the presenter, or show what is missing."""
        self.clear_refusal()
        try:
            draft = self.draft()
        except UserError as error:
            self.show_refusal(error)
            return
        self.submitted.emit(draft)

    def set_busy(self, busy: bool) -> None:
        """The act is running: the primary button waits, the fields keep their text."""
        self.primary.setEnabled(not busy)
        self._inside.setEnabled(not busy)

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal beside its field, or across the top when it concerns none."""
        self.set_busy(False)
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)

    def clear_refusal(self) -> None:
        """Forget the last refusal."""
        self.banner.say("")
        for field in self.fields.values():
            field.show_error("")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = next(iter(self.fields.values()), None)
        if first is not None and not self._inside.isAncestorOf(self.focusWidget()):
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def sizeHint(self) -> QSize:
        base = super().sizeHint()
        wanted = self._inside.sizeHint().height() + px(190)
        limit = round(self.screen().availableGeometry().height() * 0.9)
        return QSize(max(base.width(), px(560)), min(max(wanted, px(200)), limit))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.primary.isEnabled():
                self.submit()
            return
        super().keyPressEvent(event)

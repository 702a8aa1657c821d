"""The frame of a form on a page: title, fields that scroll, what follows from them, and the buttons at its foot."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from desktop.acts.form import Form, FormFacts
from desktop.acts.form_state import Value, read_controls, write_controls
from desktop.components import (
    AttachmentDrop,
    Banner,
    Caption,
    ElidedLabel,
    LinkLabel,
    SectionTitle,
    column,
    row,
    show_user_error,
)
from desktop.theme import Size, Tone, px, set_role
from law.errors import UserError

__all__ = ["FormPanel"]


class FormPanel(Form):
    """Base of all forms on pages. Enter (in a text area Ctrl+Enter) submits, Esc leaves and keeps what was typed.

    A subclass fills the form in ``build()`` and gives the frozen draft in ``draft()``.
    """

    submitted = Signal(object)
    left = Signal()
    edited = Signal()
    emptied = Signal()

    title = ""
    primary_text = ""
    explanation = ""
    wide = False

    def __init__(self, facts: FormFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self._restoring = True  # until the form is filled
        set_role(self, "card")
        self.setAccessibleName(self.title)
        outer = column(self, gap=10, margin=Size.CARD_PADDING)
        outer.addLayout(self._head())
        self.kept = Banner("", Tone.ACCENT, self, link="清空重填")
        self.kept.say("")
        self.kept.acted.connect(self._on_empty_asked)
        outer.addWidget(self.kept)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        self.middle = row(gap=12)
        self.middle.addWidget(self._scrolled(), 1)
        outer.addLayout(self.middle, 1)
        self.consequence = Banner("", Tone.ACCENT, self)
        outer.addWidget(self.consequence)
        outer.addLayout(self._foot())
        self.build()
        self.lead_to_foot()
        self._restoring = False
        self.arrange()

    # ------------------------------------------------------------------ what a subclass gives

    def build(self) -> None:
        """Fill the form."""
        raise NotImplementedError

    def draft(self) -> object:
        """The frozen draft.

        Raises:
            UserError: something needed is missing or unreadable; ``field`` names where.
        """
        raise NotImplementedError

    def arrange(self) -> None:
        """Show and hide what depends on other fields; called after every edit."""

    def paths(self) -> tuple[Path, ...]:
        """Files to be read and put into the draft's ``attachments``."""
        files = self.controls.get("attachments")
        return files.paths() if isinstance(files, AttachmentDrop) else ()

    # ------------------------------------------------------------------ building

    def _head(self) -> QHBoxLayout:
        head = row(gap=8)
        head.addWidget(SectionTitle(self.title, self))
        head.addWidget(ElidedLabel(self.act_object(), self, role="caption"), 1)
        back = LinkLabel("返回 Esc", self)
        back.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        back.clicked.connect(self.left)
        head.addWidget(back)
        return head

    def act_object(self) -> str:
        """What the form is about, beside the title."""
        return ""

    def introduction(self) -> str:
        """One line above the fields: what the act needs or costs."""
        return self.explanation

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        set_role(self.inside, "scrolled")
        outer = column(self.inside, gap=0)
        outer.setContentsMargins(px(2), px(2), px(8), px(2))
        self.body = column(gap=10)
        introduction = self.introduction()
        if introduction:
            line = Caption(introduction, self.inside)
            line.setMinimumWidth(px(60))
            self.body.addWidget(line)
        outer.addLayout(self.body)
        outer.addStretch(1)
        area.setWidget(self.inside)
        self.area = area
        return area

    def _foot(self) -> QHBoxLayout:
        foot = row(gap=12)
        self.note = ElidedLabel("Esc 返回，内容保留", self, role="caption")
        self.leave = QPushButton("返回", self)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.left)
        self.primary = QPushButton(self.primary_text or self.title, self)
        set_role(self.primary, "primary")
        self.primary.setAutoDefault(True)
        self.primary.clicked.connect(self.submit)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.primary)
        return foot

    def lead_to_foot(self) -> None:
        """Let Tab go on from the last field to the buttons, which were made before the fields."""
        if self.controls:
            last = list(self.controls.values())[-1]
            parts = cast(list[QWidget], last.findChildren(QWidget))
            inner = [
                one for one in parts if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window()
            ]
            QWidget.setTabOrder(inner[-1] if inner else last, self.leave)
            QWidget.setTabOrder(self.leave, self.primary)

    # ------------------------------------------------------------------ doing

    def submit(self) -> None:
        """Hand out the draft, or show what is missing."""
        if not self.primary.isEnabled():
            return
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
        self.inside.setEnabled(not busy)

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal beside its field, or across the top when it concerns none."""
        self.set_busy(False)
        known = error.field or ""
        field = known if known in self.fields else known.split(".")[-1]
        if field in self.fields and self.fields[field].isVisibleTo(self):
            said = UserError(error.code, error.what, error.why, error.todo, error.basis, field)
            show_user_error(said, self.fields)
            self.area.ensureWidgetVisible(self.fields[field])
        else:
            self.banner.say(error.sentence, Tone.OVER)

    def clear_refusal(self) -> None:
        """Forget the last refusal."""
        self.banner.say("")
        for field in self.fields.values():
            if field.error():
                field.show_error("")

    # ------------------------------------------------------------------ keeping

    def state(self) -> dict[str, Value]:
        """Everything typed and chosen."""
        return read_controls(self.controls)

    def restore(self, values: Mapping[str, object], told: str = "") -> None:
        """Put back what was typed before; ``told`` says so."""
        self._restoring = True
        write_controls(self.controls, values)
        self._restoring = False
        self.arrange()
        if told:
            self.kept.say(told, Tone.ACCENT, "清空重填")

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for control in self.controls.values():
            if control.isVisibleTo(self) and control.isEnabled():
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def on_edited(self, *_values: object) -> None:
        if not self._restoring:
            self.arrange()
            self.edited.emit()

    def _on_empty_asked(self) -> None:
        self.kept.say("")
        self.emptied.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

"""The form of one act: it asks for the facts of the act alone, shows what follows, and hands out a frozen draft."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from casework.act_proposals import ActProposal
from casework.views import ActView, CaseView, WhatIfView
from desktop.acts.form_state import Value, read_controls, write_controls
from desktop.components import (
    AttachmentDrop,
    Banner,
    Caption,
    ComboInput,
    DateInput,
    ElidedLabel,
    FieldRow,
    LabelledField,
    LineInput,
    LinkLabel,
    SectionTitle,
    SegmentedChoice,
    TextArea,
    column,
    long_date,
    row,
    show_user_error,
)
from desktop.theme import Size, Tone, px, set_role
from law.errors import UserError

__all__ = ["ActFacts", "ActPanel", "missing"]

Choices = Sequence[tuple[object, str]]
_MOST_SEGMENTS = 7
_SEGMENT_WORDS = 26  # characters that stand side by side in the narrowest form


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """What a form knows when it opens.

    Attributes:
        case: the case as shown.
        view: the act as offered, with the document or event it is about.
        proposal: defaults from casework.
        today: the legal day.
        actor: the person at the machine.
        describe_day: words about a day for date fields.
    """

    case: CaseView
    view: ActView
    proposal: ActProposal
    today: date
    actor: str
    describe_day: Callable[[date], str]


def missing(field: str, label: str, todo: str = "") -> UserError:
    """The refusal of an empty field."""
    return UserError("field_empty", f"“{label}”没有填写", "", todo or f"请填写{label}", field=field)


class ActPanel(QFrame):
    """Base of all forms of acts. Enter (in a text area Ctrl+Enter) does the act, Esc leaves and keeps what was typed.

    A subclass fills the form in ``build()``, gives the frozen draft in ``draft()`` and, where a date hangs on it, what
    to suppose in ``supposition()``.
    """

    submitted = Signal(object)
    left = Signal()
    edited = Signal()
    emptied = Signal()

    title = ""
    primary_text = ""
    explanation = ""
    consequence_words = "办理后答复截止变为"
    wide = False

    def __init__(self, facts: ActFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.fields: dict[str, LabelledField] = {}
        self.controls: dict[str, QWidget] = {}
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

    def supposition(self) -> Mapping[str, object] | None:
        """Arguments of ``casework.what_if.what_if`` for the form as it stands, None where no date hangs on it."""
        return None

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
        """What the act is about, beside the title."""
        return next(
            (
                f"{one.title} {one.document_number}".strip()
                for one in self.facts.case.documents
                if one.id == self.facts.view.document_id
            ),
            "",
        )

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
        if self.explanation or self.facts.view.line:
            line = Caption(self.explanation or self.facts.view.line, self.inside)
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

    def register(self, field: LabelledField) -> LabelledField:
        """Let state and refusals find a field by its key."""
        self.fields[field.key] = field
        self.watch(field.key, field.control)
        return field

    def watch(self, key: str, control: QWidget) -> None:
        """Keep a control's content with the form and hear its edits."""
        self.controls[key] = control
        for signal in ("changed", "chosen", "textEdited", "textChanged", "toggled", "currentIndexChanged"):
            found = getattr(control, signal, None)
            if found is not None:
                found.connect(self._on_edited)

    def place(self, *fields: QWidget) -> None:
        """Put fields into the body: one alone, several side by side."""
        if len(fields) == 1:
            self.body.addWidget(fields[0])
            return
        line = FieldRow(self.inside)
        for field in fields:
            line.add(field, 1)
        self.body.addWidget(line)

    def date_field(
        self, key: str, label: str, day: date | None, *, ahead: bool = False, hint: str = ""
    ) -> LabelledField:
        """A field for a day."""
        control = DateInput(self.facts.today, self.facts.describe_day, label, self.inside, ahead=ahead)
        field = self.register(LabelledField(label, control, self.inside, key=key, hint=hint))
        control.set_value(day)
        return field

    def line_field(
        self, key: str, label: str, text: str = "", *, placeholder: str = "", hint: str = ""
    ) -> LabelledField:
        """A field for one line."""
        control = LineInput(label, self.inside, placeholder=placeholder)
        control.setText(text)
        return self.register(LabelledField(label, control, self.inside, key=key, hint=hint))

    def text_field(self, key: str, label: str, text: str = "", *, lines: int = 3, hint: str = "") -> LabelledField:
        """A field for several lines."""
        control = TextArea(label, self.inside, lines=lines)
        field = self.register(LabelledField(label, control, self.inside, key=key))
        control.set_text(text)
        if hint:
            control.setPlaceholderText(hint)
        return field

    def choice_field(self, key: str, label: str, values: Choices, value: object = None) -> LabelledField:
        """A field for one of a few values, side by side where their words fit."""
        if len(values) > _MOST_SEGMENTS or sum(len(name) + 2 for _, name in values) > _SEGMENT_WORDS:
            return self.combo_field(key, label, values, value)
        control = SegmentedChoice(values, label, self.inside, value=value)
        return self.register(LabelledField(label, control, self.inside, key=key))

    def combo_field(self, key: str, label: str, values: Choices, value: object = None) -> LabelledField:
        """A field for one of many values."""
        control = ComboInput(values, label, self.inside)
        control.setSizeAdjustPolicy(ComboInput.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        control.setMinimumContentsLength(6)
        control.set_value(value)
        return self.register(LabelledField(label, control, self.inside, key=key))

    def flag(self, key: str, label: str, *, on: bool = False) -> QCheckBox:
        """A yes or no."""
        box = QCheckBox(label, self.inside)
        box.setChecked(on)
        self.watch(key, box)
        return box

    def files_field(self, label: str = "附件") -> LabelledField:
        """A field for files that prove the act."""
        return self.register(LabelledField(label, AttachmentDrop(self.inside), self.inside, key="attachments"))

    # ------------------------------------------------------------------ reading

    def text(self, key: str) -> str:
        """The text of a field, trimmed."""
        control = self.controls[key]
        return control.text().strip() if isinstance(control, LineInput | TextArea) else ""

    def need_text(self, key: str) -> str:
        """The text of a field that may not be empty.

        Raises:
            UserError: it is empty.
        """
        text = self.text(key)
        if not text:
            raise missing(key, self.fields[key].label.text())
        return text

    def lines(self, key: str) -> tuple[str, ...]:
        """The lines of a field that are not empty."""
        return tuple(one.strip() for one in self.text(key).splitlines() if one.strip())

    def day(self, key: str) -> date | None:
        """The day of a field, None when empty.

        Raises:
            UserError: what was typed is no date.
        """
        control = self.controls[key]
        if not isinstance(control, DateInput):
            return None
        if control.value() is None and control.text().strip():
            raise UserError(
                "date_unreadable",
                f"“{control.text().strip()}”不是日期",
                todo="可写 11.26、1126、26、昨天或 2026-11-26",
                field=key,
            )
        return control.value()

    def need_day(self, key: str) -> date:
        """The day of a field that may not be empty.

        Raises:
            UserError: it is empty or no date.
        """
        day = self.day(key)
        if day is None:
            raise missing(key, self.fields[key].label.text())
        return day

    def peek_day(self, key: str) -> date | None:
        """The day of a field as far as it can be read."""
        control = self.controls[key]
        return control.value() if isinstance(control, DateInput) else None

    def value(self, key: str) -> object:
        """The value chosen in a field."""
        control = self.controls[key]
        return control.value() if isinstance(control, SegmentedChoice | ComboInput) else None

    def need_value(self, key: str) -> object:
        """The value of a choice that must be made.

        Raises:
            UserError: nothing is chosen.
        """
        value = self.value(key)
        if value is None:
            label = self.fields[key].label.text()
            raise UserError("choice_open", f"“{label}”没有选定", todo=f"请选定{label}", field=key)
        return value

    def checked(self, key: str) -> bool:
        """Whether a box is ticked."""
        control = self.controls[key]
        return isinstance(control, QCheckBox) and control.isChecked()

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

    def show_consequence(self, view: WhatIfView | None, refused: str = "") -> None:
        """Show what the answer date would become."""
        if view is None or (view.due is None and not view.sentence):
            self.consequence.say(refused, Tone.SOON)
            return
        moved = f"{self.consequence_words} {long_date(view.due)}" if view.due else ""
        doubt = "，暂定" if view.provisional else ""
        text = "。".join(part.rstrip("。") for part in (moved + doubt, view.sentence) if part)
        self.consequence.say(f"{text}。", Tone.PROV if view.provisional else Tone.ACCENT)

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

    def _on_edited(self, *_values: object) -> None:
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

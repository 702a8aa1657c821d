"""The fields of a form: built, kept by key, read with refusals that name their field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from casework.act_proposals import ActProposal
from casework.views import ActView, CaseView
from desktop.components import (
    AttachmentDrop,
    ComboInput,
    DateInput,
    FieldRow,
    LabelledField,
    LineInput,
    SegmentedChoice,
    TextArea,
)
from law.errors import UserError

__all__ = ["ActFacts", "Form", "FormFacts", "missing"]

Choices = Sequence[tuple[object, str]]
_MOST_SEGMENTS = 7
_SEGMENT_WORDS = 26  # characters that stand side by side in the narrowest form


class FormFacts(Protocol):
    """What every form has to know when it opens."""

    @property
    def today(self) -> date:
        """The legal day."""

    @property
    def describe_day(self) -> Callable[[date], str]:
        """Words about a day for date fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """What the form of an act knows when it opens.

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


class Form(QFrame):
    """Fields by key. ``inside`` holds them, ``body`` stacks them; ``on_edited`` hears every edit."""

    inside: QWidget
    body: QVBoxLayout

    def __init__(self, facts: FormFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.fields: dict[str, LabelledField] = {}
        self.controls: dict[str, QWidget] = {}

    def on_edited(self, *_values: object) -> None:
        """A field was edited."""

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
                found.connect(self.on_edited)

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

"""Where the values of an application form go in the form of registration, and what stands there now."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from casework.form_views import FormValueView
from desktop.components import SegmentedChoice, TextArea
from desktop.intake.fields import IntakeField
from desktop.intake.form import IntakeForm
from desktop.intake.form_values import Value, read_values, write_values
from law.terms import AccessForm, ApplicantType, DeliveryMethod, IdentityKind

__all__ = ["Folds", "Place", "fold_again", "folds_of", "open_for", "places_of"]

_MORE_CONTACT: Final = frozenset({"email", "landline", "fax", "work_unit", "legal_rep", "contact_person"})
_LABELS: Final = {
    "applicant.type": {one.value: one.label for one in ApplicantType},
    "applicant.identity_kind": {one.value: one.label for one in IdentityKind},
    "agent.identity_kind": {one.value: one.label for one in IdentityKind},
    "access_forms": {one.value: one.label for one in AccessForm},
    "delivery": {one.value: one.label for one in DeliveryMethod},
}
_SHORT: Final = 30


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the form.

    Attributes:
        target: field of the draft.
        control: what holds the value.
        field: the labelled field around it, None where there is none.
    """

    target: str
    control: QWidget
    field: IntakeField | None

    def read(self) -> Value:
        """What stands there."""
        return read_values({"": self.control})[""]

    def write(self, value: Value, form: IntakeForm) -> None:
        """Put a value there."""
        write_values({"": self.control}, {"": value})
        if isinstance(self.control, QLineEdit):
            self.control.setCursorPosition(0)  # a long value is read from its beginning
        if self.target == "applicant.type" and isinstance(value, list) and value:
            form.person.show_type(ApplicantType(value[0]))

    def is_free(self, form: IntakeForm) -> bool:
        """Whether nothing was typed there; what every empty form has chosen does not count as typed."""
        value = self.read()
        if self.target in ("applicant.type", "applicant.identity_kind"):
            return form.person.is_empty()
        if self.target == "agent.identity_kind":
            return value == IdentityKind.RESIDENT_ID.value
        return not value

    def value_for(self, view: FormValueView) -> Value:
        """A value of an application form as this place takes it."""
        if isinstance(self.control, QCheckBox):
            return True
        if isinstance(self.control, SegmentedChoice):
            return list(view.codes)
        if isinstance(self.control, TextArea):
            return "\n".join(view.codes)
        return view.codes[0]

    def told(self, value: Value) -> str:
        """A value in words, on one line."""
        labels = _LABELS.get(self.target, {})
        if isinstance(value, list):
            return "、".join(labels.get(one, one) for one in value)
        if isinstance(value, bool):
            return "是" if value else "否"
        text = " ".join(labels.get(value, value).split())
        return text if len(text) <= _SHORT else text[:_SHORT] + "…"


def places_of(form: IntakeForm) -> dict[str, Place]:
    """All places by the field of the draft, in the order in which they are filled."""
    request, agent, person = form.request, form.agent, form.person
    fields = form.fields()
    controls: dict[str, QWidget] = {
        "applicant.type": form.type,
        "applicant.identity_kind": person.kind,
        **{f"applicant.{name}": line for name, line in person.lines.items()},
        "agent.name": agent.name,
        "agent.identity_kind": agent.kind,
        "agent.identity_number": agent.number,
        "agent.phone": agent.phone,
        "agent.address": agent.address,
        "agent.authorization_scope": agent.scope,
        "agent.authorization_attached": agent.attached,
        "title": request.title,
        "text": request.text,
        "doc_no_hint": request.number_hint,
        "access_forms": request.forms,
        "delivery": request.delivery,
        "accessibility_help": request.help,
        "dates.written": form.receipt.controls["written"],
    }
    return {target: Place(target, control, fields.get(target)) for target, control in controls.items()}


@dataclass(frozen=True, slots=True)
class Folds:
    """Which parts of the form are unfolded."""

    days: bool
    contact: bool
    words: bool
    agent: bool


def folds_of(form: IntakeForm) -> Folds:
    """Which parts are unfolded now."""
    return Folds(form.receipt.is_open(), form.person.is_open(), form.request.is_open(), not form.agent.isHidden())


def fold_again(form: IntakeForm, before: Folds) -> None:
    """Unfold no more than was unfolded before."""
    form.receipt.set_open(form.receipt.is_open() and before.days)
    form.person.set_open(form.person.is_open() and before.contact)
    form.request.set_open(form.request.is_open() and before.words)
    draft = form.agent.draft()
    if not before.agent and draft is not None and not (draft.name or draft.identity_number or draft.phone):
        form.agent.hide()


def open_for(form: IntakeForm, targets: Collection[str]) -> None:
    """Unfold the parts of the form that hold these fields, so that what was filled in is seen."""
    if any(one.removeprefix("applicant.") in _MORE_CONTACT for one in targets if one.startswith("applicant.")):
        form.person.set_open(True)
    if {"title", "doc_no_hint"} & set(targets):
        form.request.set_open(True)
    if "dates.written" in targets:
        form.receipt.set_open(True)
    if any(one.startswith("agent.") for one in targets):
        form.agent.show()

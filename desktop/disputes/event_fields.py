"""Fields that law/data declares for an event of a dispute, as fields of a form: built, shown by need, read as text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Protocol

from PySide6.QtWidgets import QCheckBox, QWidget

from casework.dispute_views import DisputeFieldView
from desktop.acts.form import Form, missing
from desktop.components import ComboInput, DateInput, LineInput, SegmentedChoice, TextArea
from law.dispute_events import EventField
from law.errors import UserError

__all__ = ["DECLARED_KINDS", "DeclaredField", "EventFields"]

DECLARED_KINDS: Final = ("text", "paragraph", "date", "count", "choice", "flag", "lines")
_LINES: Final = {"paragraph": 3, "lines": 4}
_OPEN: Final = ("", "未定")
_LONGEST_COUNT: Final = 4


class DeclaredField(Protocol):
    """What a form has to know of a field; ``casework.dispute_views.DisputeFieldView`` is one."""

    @property
    def key(self) -> str:
        """Key in the draft's values."""

    @property
    def label(self) -> str:
        """Label above it."""

    @property
    def kind(self) -> str:
        """One of ``DECLARED_KINDS``."""

    @property
    def required(self) -> bool:
        """Whether it has to be filled in while it is asked."""

    @property
    def hint(self) -> str:
        """What is meant, in a line."""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Value and label, for ``choice``."""

    @property
    def shown_if(self) -> tuple[str, tuple[str, ...]] | None:
        """On which values of which other field it is asked; None: always."""


class EventFields:
    """The declared fields inside one form.

    Args:
        form: holds them; refusals and kept drafts find them by their keys.
        fields: as declared.
        given: what stands in them at first in place of what is proposed, by key; days as ISO text.
        prefix: before the keys, where a form holds fields of its own with the same names.
    """

    def __init__(
        self, form: Form, fields: Sequence[DeclaredField], given: Mapping[str, str] | None = None, *, prefix: str = ""
    ) -> None:
        self._form = form
        self._prefix = prefix
        self.fields = tuple(fields)
        self.widgets: dict[str, QWidget] = {}
        known = {} if given is None else given
        for one in self.fields:
            text = known.get(one.key, _proposed(one))
            self.widgets[one.key] = self._widget(one, text)

    def place(self) -> None:
        """Put them into the body of the form: short ones in pairs, the others one below the other."""
        waiting: list[QWidget] = []
        for one in self.fields:
            short = one.kind in ("date", "count") and one.shown_if is None
            if short:
                waiting.append(self.widgets[one.key])
            if waiting and (not short or len(waiting) == 2):
                self._form.place(*waiting)
                waiting = []
            if not short:
                self._form.place(self.widgets[one.key])
        if waiting:
            self._form.place(*waiting)

    def _widget(self, one: DeclaredField, text: str) -> QWidget:
        form, key = self._form, self._prefix + one.key
        label = one.label if one.required or one.kind == "flag" else f"{one.label}（可不填）"
        if one.kind == "date":
            return form.date_field(key, label, _iso_day(text), ahead=False, hint=one.hint)
        if one.kind == "choice":
            values = one.choices if one.required else (_OPEN, *one.choices)
            field = form.choice_field(key, label, values, text or (None if one.required else ""))
            field.show_hint(one.hint)
            return field
        if one.kind == "flag":
            box = form.flag(key, one.label, on=text == "true")
            box.setToolTip(one.hint)
            return box
        if one.kind in _LINES:
            return form.text_field(key, label, text, lines=_LINES[one.kind], hint=one.hint)
        return form.line_field(key, label, text, hint=one.hint)

    # ------------------------------------------------------------------ showing

    def arrange(self) -> None:
        """Show what is asked as the other fields stand."""
        for one in self.fields:
            self.widgets[one.key].setVisible(self.is_asked(one))

    def is_asked(self, one: DeclaredField) -> bool:
        """Whether a field is asked: the field that it hangs on is asked itself and holds one of the values."""
        if one.shown_if is None:
            return True
        other_key, values = one.shown_if
        other = next((two for two in self.fields if two.key == other_key), None)
        if other is None:
            return True
        return self.is_asked(other) and self.peek(other) in values

    # ------------------------------------------------------------------ reading

    def peek(self, one: DeclaredField) -> str:
        """What a field holds as text, as far as it can be read."""
        control = self._form.controls[self._prefix + one.key]
        if isinstance(control, DateInput):
            day = control.value()
            return "" if day is None else day.isoformat()
        if isinstance(control, QCheckBox):
            return "true" if control.isChecked() else "false"
        if isinstance(control, SegmentedChoice | ComboInput):
            return str(control.value() or "")
        return control.text().strip() if isinstance(control, LineInput | TextArea) else ""

    def peek_values(self) -> dict[str, str]:
        """What all asked fields hold; nothing is refused. For previews."""
        return {one.key: self.peek(one) for one in self.fields if self.is_asked(one) and self.peek(one)}

    def values(self) -> dict[str, str]:
        """What all asked fields hold, empty ones left out.

        Raises:
            UserError: a required one is empty, a day or a number cannot be read; ``field`` names it.
        """
        found: dict[str, str] = {}
        for one in self.fields:
            if self.is_asked(one):
                text = self._read(one)
                if text:
                    found[one.key] = text
        return found

    def _read(self, one: DeclaredField) -> str:
        key = self._prefix + one.key
        if one.kind == "date":
            day = self._form.day(key)  # refuses words that are no day
            text = "" if day is None else day.isoformat()
        else:
            text = self.peek(one)
        if one.kind == "count" and text and not (text.isdecimal() and len(text) <= _LONGEST_COUNT):
            raise UserError("number_unreadable", f"“{text}”不是数", todo="请填阿拉伯数字", field=key)
        if one.required and not text:
            raise missing(key, one.label)
        return text


def _proposed(one: DeclaredField) -> str:
    if isinstance(one, DisputeFieldView):
        return one.proposed
    return one.default if isinstance(one, EventField) else ""


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

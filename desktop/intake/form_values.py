"""What the controls of the form hold as plain values that JSON keeps, hidden and unreadable ones included."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.components import AttachmentDrop, ComboInput, DateInput, LineInput, SegmentedChoice, TextArea

__all__ = ["Value", "read_values", "write_values"]

Value = str | bool | list[str]


def _read(control: QWidget) -> Value:
    if isinstance(control, DateInput):
        day = control.value()
        return control.text() if day is None else day.isoformat()
    if isinstance(control, LineInput | TextArea):
        return control.text()
    if isinstance(control, SegmentedChoice):
        return [str(one) for one in control.values()]
    if isinstance(control, ComboInput):
        return str(control.value() or "")
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, AttachmentDrop):
        return [str(one) for one in control.paths()]
    raise TypeError(type(control).__name__)


def _write_day(control: DateInput, text: str) -> None:
    try:
        control.set_value(date.fromisoformat(text) if text else None)
    except ValueError:
        control.set_value(None)
        control.setText(text)


def _write(control: QWidget, value: object) -> None:
    if isinstance(control, DateInput):
        _write_day(control, str(value))
    elif isinstance(control, LineInput):
        control.setText(str(value))
    elif isinstance(control, TextArea):
        control.set_text(str(value))
    elif isinstance(control, SegmentedChoice) and isinstance(value, list):
        control.set_values(value)
    elif isinstance(control, ComboInput):
        control.set_value(value)
    elif isinstance(control, QCheckBox):
        control.setChecked(value is True)
    elif isinstance(control, AttachmentDrop) and isinstance(value, list):
        control.clear()
        control.add_paths([Path(str(one)) for one in value])


def read_values(controls: Mapping[str, QWidget]) -> dict[str, Value]:
    """What all controls hold, by key."""
    return {key: _read(control) for key, control in controls.items()}


def write_values(controls: Mapping[str, QWidget], values: Mapping[str, object]) -> None:
    """Put back what ``read_values`` gave; keys that the form does not know are ignored."""
    for key, value in values.items():
        if key in controls:
            _write(controls[key], value)

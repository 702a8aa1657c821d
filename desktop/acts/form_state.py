"""What a form holds, as plain values that JSON keeps: so that nothing typed is lost and everything is offered again."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

from desktop.components import AttachmentDrop, ComboInput, DateInput, LineInput, SegmentedChoice, TextArea

__all__ = ["Value", "read_control", "read_controls", "write_control", "write_controls"]

Value = str | bool | list[str]


def read_control(control: QWidget) -> Value:
    """What a control holds, unreadable dates included."""
    if isinstance(control, DateInput):
        day = control.value()
        return control.text() if day is None else day.isoformat()
    if isinstance(control, LineInput | TextArea):
        return control.text()
    if isinstance(control, SegmentedChoice):
        return [str(at) for at, one in enumerate(control.buttons) if one.isChecked()]
    if isinstance(control, ComboInput):
        return str(control.currentIndex())
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, AttachmentDrop):
        return [str(path) for path in control.paths()]
    if isinstance(control, QListWidget):
        return str(control.currentRow())
    raise TypeError(type(control).__name__)


def write_control(control: QWidget, value: object) -> None:
    """Put back what ``read_control`` gave; values of another form are left out."""
    if isinstance(control, DateInput):
        _write_day(control, str(value))
    elif isinstance(control, LineInput):
        control.setText(str(value))
    elif isinstance(control, TextArea):
        control.set_text(str(value))
    elif isinstance(control, SegmentedChoice) and isinstance(value, list):
        _write_choice(control, {str(one) for one in value})
    elif isinstance(control, ComboInput):
        control.setCurrentIndex(_number(value))
    elif isinstance(control, QCheckBox):
        control.setChecked(value is True)
    elif isinstance(control, AttachmentDrop) and isinstance(value, list):
        control.add_paths([Path(str(one)) for one in value])
    elif isinstance(control, QListWidget):
        control.setCurrentRow(_number(value))


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() else -1


def _write_choice(control: SegmentedChoice, places: set[str]) -> None:
    for at, button in enumerate(control.buttons):
        if button.isChecked() != (str(at) in places):
            control.choose(at)


def _write_day(control: DateInput, text: str) -> None:
    try:
        control.set_value(date.fromisoformat(text))
    except ValueError:
        control.set_value(None)
        control.setText(text)


def read_controls(controls: Mapping[str, QWidget]) -> dict[str, Value]:
    """What all controls hold, by key."""
    return {key: read_control(control) for key, control in controls.items()}


def write_controls(controls: Mapping[str, QWidget], values: Mapping[str, object]) -> None:
    """Put back what a form held; keys that the form does not know are ignored."""
    for key, value in values.items():
        if key in controls:
            write_control(controls[key], value)

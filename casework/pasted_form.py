"""Pasted words as a form: line by line, without the marks that copying leaves."""

from templates.form_sheet import FormLine, FormSheet

__all__ = ["pasted_sheet"]

_BREAKS = ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x07")


def pasted_sheet(text: str) -> FormSheet:
    """The lines of a text; numbers count lines that are not empty as well as those that are."""
    for sign in _BREAKS:
        text = text.replace(sign, "\n")
    lines = text.replace("\x00", "").split("\n")
    parts = [FormLine(text=line, page=0, number=number) for number, line in enumerate(lines, start=1) if line.strip()]
    return FormSheet(parts=tuple(parts))

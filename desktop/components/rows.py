"""Lists of small widgets that are made afresh whenever what they show changes."""

from PySide6.QtWidgets import QLayout

__all__ = ["clear_rows"]


def clear_rows(layout: QLayout) -> None:
    """Remove all widgets of a layout; it holds widgets only."""
    while layout.count():
        widget = layout.takeAt(0).widget()
        widget.hide()
        widget.deleteLater()

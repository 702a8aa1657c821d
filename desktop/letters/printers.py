"""Asks for the printer of a letter."""

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

__all__ = ["ask_printer"]


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The printer that was chosen; None if nothing is to be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

"""Quiet on the offscreen platform, which says of every window that it has no size hints to propagate."""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

__all__ = ["drop_harmless_messages"]

_HARMLESS = "This plugin does not support propagateSizeHints()"


def drop_harmless_messages() -> None:
    """Keep that sentence out of the output of drivers; everything else Qt says goes to standard error as before."""
    qInstallMessageHandler(_pass_on)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if message != _HARMLESS:
        sys.stderr.write(f"{message}\n")

"""The receipt slips of a new registration, opened for printing in the machine's own word processor."""

import tempfile
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from casework.case_view import case
from casework.letters import letter_bytes
from casework.office import Office
from desktop.frame.session import Session
from law.terms import DocumentKind

__all__ = ["SlipOpener", "write_slips"]

_NO_DESKTOP = ("offscreen", "minimal")


def write_slips(office: Office, request_ids: Sequence[int], folder: Path, *, today: date) -> tuple[Path, ...]:
    """Write the receipt slips of these requests; a request whose receipt is not confirmed yet has none."""
    written: list[Path] = []
    for request_id in request_ids:
        for document in case(office, request_id, today=today).documents:
            if document.kind is DocumentKind.RECEIPT:
                name, content = letter_bytes(office, document.id)
                target = folder / name
                target.write_bytes(content)
                written.append(target)
    return tuple(written)


class SlipOpener:
    """Opens slips after a registration; where no desktop is there to open them, they stay with the case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, request_ids: Sequence[int]) -> None:
        """Write the slips into a folder of their own and open them."""
        if not request_ids or QGuiApplication.platformName() in _NO_DESKTOP:
            return
        folder = Path(tempfile.mkdtemp(prefix="receipt-"))
        work = partial(write_slips, self._session.office, tuple(request_ids), folder, today=self._session.today)
        self._session.ask(work, self._on_written)

    def _on_written(self, files: tuple[Path, ...]) -> None:
        for file in files:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
                self._session.shell.say(f"回执已写到 {file}，本机没有能打开它的程序。")

"""Files that leave the program: opened by the program of the system, saved where the person says."""

import re
import shutil
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.frame.session import Session
from law.errors import UserError

__all__ = ["FileOpener", "Source", "local_name", "open_in_system", "write_out"]

Source = Callable[[], tuple[str, bytes]]

# What no file of Windows may hold, and the names that are devices there, whatever follows the first dot.
_UNUSABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
_LONGEST_STEM = 60  # characters; 255 bytes is the limit of common file systems


def local_name(file_name: str) -> str:
    """A name like ``file_name`` that every system can write: attachments keep the names that others gave them."""
    plain = _UNUSABLE.sub("_", file_name).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = plain, "", ""
    if not stem or _DEVICES.fullmatch(stem.partition(".")[0].strip()):
        stem = f"附件{stem}"
    return stem[:_LONGEST_STEM].rstrip(". ") + dot + suffix


def open_in_system(path: Path) -> bool:
    """Hand a file to the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class FileOpener(QObject):
    """Opens and saves bytes that casework hands out.

    ``launch`` is what opens a file; the copy that is opened lies in a folder of its own that is removed with this
    object, so that nobody mistakes it for the kept one.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent
        self._folder: Path | None = None
        self.launch: Callable[[Path], bool] = open_in_system
        self.last_path: Path | None = None

    def open_bytes(self, source: Source) -> None:
        """Fetch in the work thread, then open."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="disclosure-desk-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._session.ask(partial(write_out, source, self._folder, None), self._on_written_to_open)

    def save_bytes(self, source: Source, name: str) -> None:
        """Ask where, then fetch and write in the work thread."""
        chosen, _ = QFileDialog.getSaveFileName(self._widget, "另存为", local_name(name))
        if chosen:
            self.save_to(source, Path(chosen))

    def save_to(self, source: Source, path: Path) -> None:
        """Fetch and write in the work thread."""
        self._session.ask(partial(write_out, source, path.parent, path.name), self._on_saved)

    def _on_written_to_open(self, path: Path) -> None:
        self.last_path = path
        if not self.launch(path):
            self._session.shell.show_refusal(
                UserError("no_program_for_file", f"没有程序能打开“{path.name}”", "", "请另存后用文字处理软件打开")
            )

    def _on_saved(self, path: Path) -> None:
        self.last_path = path
        self._session.shell.say(f"已保存 {path.name}")


def write_out(source: Source, folder: Path, name: str | None = None) -> Path:
    """Fetch bytes and write them, whole or not at all: a full disk leaves what was there before.

    Args:
        source: gives file name and bytes.
        folder: where to.
        name: the name chosen by the person; the file's own name if not given.

    Raises:
        UserError: ``file_not_written``.
    """
    file_name, content = source()
    path = folder / (name or local_name(file_name))
    beside = path.with_name(f".{path.name}.part")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            "file_not_written", f"不能写入“{path.name}”", error.strerror or "", "请换一个位置，或关闭占用它的程序"
        ) from error
    return path

"""Attachments: drop files, choose them or paste a path; a list with size and a remove link."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from casework.drafts import AttachmentDraft
from desktop.components.cards import column, row
from desktop.components.text import Caption, ElidedLabel, LinkLabel
from desktop.theme import Tone, px, set_role
from law.errors import UserError

__all__ = ["AttachmentDrop", "file_size", "read_attachment"]

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Row:
    widget: QWidget
    path: Path


def file_size(size: int) -> str:
    """812 字节, 34 KB, 2.4 MB."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size // 1024} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def read_attachment(path: Path, role: str = "") -> AttachmentDraft:
    """Read a file into a draft; done by the task runner, never while painting.

    Raises:
        UserError: the file is gone, unreadable or too large.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            "attachment-unreadable",
            f"不能读取“{path.name}”",
            error.strerror or "",
            "请确认文件还在原处且未被其他程序占用",
            field="attachments",
        ) from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return AttachmentDraft(file_name=path.name, content=content, media_type=media_type, role=role)


class AttachmentDrop(QFrame):
    """A drop zone with the list of chosen files; holds paths only, the act reads them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, prompt: str = "把文件拖到这里，或") -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self.setAcceptDrops(True)
        self.setAccessibleName("附件")
        set_role(self, "drop")
        outer = column(self, gap=4)
        outer.setContentsMargins(px(12), px(8), px(12), px(8))
        head: QHBoxLayout = row(gap=8)
        self.count = Caption(prompt, self, wrap=False)
        self._prompt = prompt
        self.choose = QPushButton("选择文件…", self)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose_clicked)
        head.addWidget(self.count)
        head.addWidget(self.choose)
        head.addStretch(1)
        outer.addLayout(head)
        self._list: QVBoxLayout = column(gap=2)
        outer.addLayout(self._list)
        self.problem = Caption("", self)
        self.problem.set_tone(Tone.OVER)
        self.problem.hide()
        outer.addWidget(self.problem)

    def paths(self) -> tuple[Path, ...]:
        """The chosen files in order."""
        return tuple(one.path for one in self._rows)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files; folders, missing files and those too large are named and left out."""
        refused: list[str] = []
        known = set(self.paths())
        for path in paths:
            if path in known:
                continue
            if not path.is_file():
                refused.append(f"“{path.name}”不是文件")
            elif path.stat().st_size > LARGEST:
                refused.append(f"“{path.name}”超过 {file_size(LARGEST)}")
            else:
                self._add_row(path)
                known.add(path)
        self.problem.setText("；".join(refused))
        self.problem.setVisible(bool(refused))
        self._refresh()

    def clear(self) -> None:
        """Forget all files."""
        for one in self._rows:
            self._list.removeWidget(one.widget)
            one.widget.deleteLater()
        self._rows.clear()
        self._refresh()

    def _add_row(self, path: Path) -> None:
        widget = QWidget(self)
        layout = row(widget, gap=8)
        layout.addWidget(ElidedLabel(path.name, widget), 1)
        layout.addWidget(Caption(file_size(path.stat().st_size), widget, wrap=False))
        remove = LinkLabel("移除", widget, payload=path)
        remove.setAccessibleName(f"移除 {path.name}")
        remove.clicked.connect(self._on_remove_clicked)
        layout.addWidget(remove)
        self._list.addWidget(widget)
        self._rows.append(_Row(widget, path))

    def _refresh(self) -> None:
        self.count.setText(f"附件 {len(self._rows)}" if self._rows else self._prompt)
        self.changed.emit()

    def _on_remove_clicked(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkLabel):
            return
        for one in [one for one in self._rows if one.path == link.payload]:
            self._rows.remove(one)
            self._list.removeWidget(one.widget)
            one.widget.hide()
            one.widget.deleteLater()
        self._refresh()

    def _on_choose_clicked(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, "选择附件")
        self.add_paths([Path(file) for file in files])

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            set_role(self, "over", "kind")
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, "", "kind")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, "", "kind")
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

"""Files and pictures from the clipboard, as attachments."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtGui import QClipboard

__all__ = ["pasted_files"]


def pasted_files(clipboard: QClipboard, folder: Path) -> list[Path]:
    """The files on the clipboard; a picture is written into ``folder`` first, because a draft keeps paths only."""
    content = clipboard.mimeData()
    files = [Path(one.toLocalFile()) for one in content.urls() if one.isLocalFile()]
    if files or not content.hasImage():
        return files
    picture = clipboard.image()
    if picture.isNull():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"粘贴图片-{uuid4().hex[:6]}.png"
    return [target] if picture.save(str(target)) else []

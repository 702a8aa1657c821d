"""F1: the page of the manual about the screen, in a window of its own beside the work."""

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QMainWindow, QTextBrowser, QWidget

from desktop.theme import px

__all__ = ["ManualWindow", "manual_page"]


def _folders() -> tuple[Path, ...]:
    """Where the manual lies: inside the installed program, or beside it in a checkout."""
    package = Path(str(files("desktop")))
    return (package / "manual", package.parent / "docs" / "manual")


def manual_page(topic: str) -> Path | None:
    """The file of a topic, the first page when there is none about it, None without a manual."""
    for name in (topic, "index"):
        for folder in _folders():
            file = folder / f"{name}.md"
            if file.is_file():
                return file
    return None


class ManualWindow(QMainWindow):
    """Shows the manual. Links between its pages work; nothing is fetched from anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("用户手册")
        self.browser = QTextBrowser(self)
        self.browser.setAccessibleName("用户手册")
        self.browser.setOpenLinks(True)
        self.browser.setOpenExternalLinks(False)
        self.browser.sourceChanged.connect(self._on_source_changed)
        self.setCentralWidget(self.browser)
        self.resize(px(980), px(720))

    def show_topic(self, topic: str) -> bool:
        """Show a topic; returns whether the manual is there at all."""
        file = manual_page(topic)
        if file is None:
            self.browser.setPlainText("随程序的用户手册没有安装。请联系安装人员补装 docs/manual。")
        else:
            self.browser.setSearchPaths([str(file.parent)])
            self.browser.setSource(QUrl.fromLocalFile(str(file)))
        self.show()
        self.raise_()
        self.activateWindow()
        return file is not None

    def _on_source_changed(self, _source: QUrl) -> None:
        """Markdown comes without distances between its paragraphs; a page is read, so it gets some."""
        document = self.browser.document()
        block = document.begin()
        while block.isValid():
            look = block.blockFormat()
            look.setTopMargin(px(18 if look.headingLevel() else 6))
            if "\ufffc" not in block.text():  # a picture; its line must not grow by a third
                look.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            QTextCursor(block).setBlockFormat(look)
            block = block.next()
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)

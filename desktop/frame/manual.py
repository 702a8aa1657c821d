"""F1: the page of the manual about the screen, in a window of its own beside the work."""

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QUrl
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
        self.setCentralWidget(self.browser)
        self.resize(px(720), px(640))

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

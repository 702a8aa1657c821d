"""What a page is: a widget with a heading that the window shows, asks and refreshes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.views import Changed
from desktop.frame.actions import ActionTable
from desktop.frame.palette import PaletteEntry
from desktop.frame.session import Session
from desktop.theme import set_role

__all__ = ["Page"]


class Page(QWidget):
    """Base of all pages. The window builds a page on its first visit and keeps it.

    Subclasses set ``help_topic`` (a file of the manual without suffix), ``actions_table`` when they have actions (the
    palette then offers them), and override what they need.
    """

    help_topic = "index"
    heading_changed = Signal()
    actions_table: ActionTable | None = None

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.title = ""
        self.subtitle = ""
        set_role(self, "page")

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Change what the window shows above the page."""
        self.title = title
        self.subtitle = subtitle
        self.heading_changed.emit()

    def on_enter(self, payload: object) -> None:
        """The page is shown; ``payload`` says what about, None to stay with what it showed."""

    def help_now(self) -> str:
        """The file of the manual about what the page shows now: ``help_topic``, or that of an open part."""
        return self.help_topic

    def offered(self) -> Sequence[PaletteEntry]:
        """What the palette offers for what the page shows now, besides its actions."""
        return ()

    def can_leave(self) -> bool:
        """Whether the page may be left now. Typed text is kept as a draft, so the answer is nearly always yes."""
        return True

    def refresh(self, changed: Changed) -> None:
        """Something changed; called for the visible page at once, for others when they are entered again."""

    def on_escape(self) -> bool:
        """Esc was pressed: close an open part of the page and return True, or False to go to the page before."""
        return False

    def focus_search(self) -> None:
        """Ctrl+F: put the cursor into the page's own search; pages without one open the universal search."""
        window = self.window()
        focus = getattr(window, "focus_universal_search", None)
        if focus is not None:
            focus()

"""The pages of the window: built on their first visit, with the trail back and what hidden pages missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casework.views import Changed
from desktop.frame.area import PageArea
from desktop.frame.page import Page
from desktop.frame.places import PageSpec, build_page
from desktop.frame.session import Session

__all__ = ["PageStack"]

_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class _Visit:
    key: str
    payload: object


class PageStack(QStackedWidget):
    """Shows one page at a time.

    ``shown`` after a page was entered, ``heading_changed`` when the page shown changes its heading.
    """

    shown = Signal()
    heading_changed = Signal()

    def __init__(self, session: Session, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._specs = {one.key: one for one in pages}
        self._built: dict[str, Page] = {}
        self._areas: dict[str, PageArea] = {}
        self._missed: dict[str, Changed] = {}
        self._trail: list[_Visit] = []
        self._now: _Visit | None = None

    def page(self, key: str) -> Page:
        """A page, built on its first visit.

        Raises:
            KeyError: no page of this key was declared (a mistake in the program).
        """
        if key not in self._built:
            area = PageArea(self)
            page = build_page(self._specs[key], self._session, area.viewport())
            page.heading_changed.connect(self.heading_changed)
            area.hold(page)
            self.addWidget(area)
            self._built[key], self._areas[key] = page, area
        return self._built[key]

    def current_page(self) -> Page | None:
        """The page shown."""
        return self._built.get(self._now.key) if self._now is not None else None

    def current_place(self) -> str:
        """Key of the place to be marked in the navigation, "" before the first page."""
        return self._specs[self._now.key].place if self._now is not None else ""

    def has_trail(self) -> bool:
        """Whether one can go back."""
        return bool(self._trail)

    def may_leave(self) -> bool:
        """Whether the page shown may be left now."""
        page = self.current_page()
        return page is None or page.can_leave()

    def visit(self, key: str, payload: object) -> bool:
        """Show a page and remember the one before; returns whether the page before let go."""
        if not self.may_leave():
            return False
        if self._now is not None and self._now.key != key:
            self._trail = [*self._trail[1 - _REMEMBERED :], self._now]
        self._show(_Visit(key, payload))
        return True

    def go_back(self) -> None:
        """Show the page before."""
        if self._trail and self.may_leave():
            self._show(self._trail.pop())

    def hear(self, changed: Changed) -> None:
        """The page shown refreshes at once, the others when they are entered again."""
        current = self.current_page()
        for key, page in self._built.items():
            if page is current:
                page.refresh(changed)
            else:
                self._missed[key] = _merged(self._missed.get(key), changed)

    def focus_page(self) -> None:
        """Tab goes on from the page, not from the navigation; a page that placed the cursor itself keeps it."""
        page = self.current_page()
        if page is not None and not page.isAncestorOf(self.window().focusWidget()):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, visit: _Visit) -> None:
        page = self.page(visit.key)
        self._now = visit
        self.setCurrentWidget(self._areas[visit.key])
        page.on_enter(visit.payload)
        missed = self._missed.pop(visit.key, None)
        if missed is not None:
            page.refresh(missed)
        self.shown.emit()
        self.focus_page()


def _merged(older: Changed | None, newer: Changed) -> Changed:
    """What a hidden page missed, as one change."""
    if older is None:
        return newer
    return Changed(
        request_ids=tuple(dict.fromkeys((*older.request_ids, *newer.request_ids))),
        dispute_ids=tuple(dict.fromkeys((*older.dispute_ids, *newer.dispute_ids))),
        topics=tuple(dict.fromkeys((*older.topics, *newer.topics))),
    )

"""What was typed on the pages of a year and not saved yet: kept every few seconds, and brought back."""

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from casework import form_drafts
from casework.views import FormDraftView
from desktop.frame.timers import pause_timer
from desktop.theme import Tone

if TYPE_CHECKING:
    from desktop.annual.page import AnnualReportPage

__all__ = ["AnnualKeeper", "annual_draft_key", "year_of_key"]

_SCREEN: Final = "annual_report"
_AUTOSAVE_MS: Final = 2000
_PANES: Final = ("two", "text", "before")

Typed = dict[str, dict[str, str]]


def annual_draft_key(year: int) -> str:
    """The key under which typed figures and words of a year are kept."""
    return f"annual:{year}"


def year_of_key(key: str) -> int | None:
    """The year that a kept text belongs to; None for another key."""
    name, _, year = key.partition(":")
    return int(year) if name == "annual" and year.isdecimal() else None


class AnnualKeeper(QObject):
    """Keeps what the panes of one page hold unsaved; what was saved or taken back is dropped.

    ``told``: what came back, as long as it is not saved.
    """

    def __init__(self, page: "AnnualReportPage") -> None:
        super().__init__(page)
        self._page = page
        self._kept: Typed = {}
        self.told = ""
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed, coarse=True)
        for name in _PANES:
            getattr(page.view, name).edited.connect(self._on_edited)

    def typed(self) -> Typed:
        """The unsaved texts by pane and field."""
        found = {name: dict(getattr(self._page.view, name).typed()) for name in _PANES}
        return {name: texts for name, texts in found.items() if texts}

    def keep_typed(self) -> None:
        """Keep what was typed since the last time; nothing unsaved any more: drop what was kept."""
        self._autosave.stop()
        page, typed = self._page, self.typed()
        if not page.year or typed == self._kept:
            return
        self._kept = typed
        session, key = page.session, annual_draft_key(page.year)
        if not typed:
            self.told = ""
            session.change(partial(form_drafts.discard, session.office, key))
            return
        title = f"{page.year} 年度年报 未保存的录入"
        payload = json.dumps(typed, ensure_ascii=False)
        session.change(
            partial(
                form_drafts.save, session.office, key, _SCREEN, title, payload, now=session.now, actor=session.actor
            )
        )

    def forget(self) -> None:
        """Another year comes: what was kept of this one stays in the database."""
        self._autosave.stop()
        self._kept = {}
        self.told = ""

    def ask(self) -> None:
        """Look for what was kept of the year that is shown."""
        session = self._page.session
        question = partial(form_drafts.load, session.office, annual_draft_key(self._page.year))
        session.ask(question, self._on_found, key="annual:kept")

    def _on_found(self, found: FormDraftView | None) -> None:
        page = self._page
        if found is None or year_of_key(found.key) != page.year or self.typed():
            return
        kept: Mapping[str, Mapping[str, str]] = json.loads(found.payload)
        for name in _PANES:
            if name in kept:
                getattr(page.view, name).take_up(kept[name])
        self._kept = self.typed()
        if not self._kept:
            return
        when = found.saved_at.astimezone()
        self.told = f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 没有保存的录入，核对后保存。"
        page.view.banner.say(self.told, Tone.ACCENT)
        page.show_pane(next(iter(self._kept)))

    def _on_edited(self) -> None:
        if not self._autosave.isActive():
            self._autosave.start()

"""Keeping what is typed into a form of registration: every few seconds, on leaving, after a failure."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from casework import form_drafts
from casework.views import Changed
from desktop.frame.session import Session
from law.errors import UserError

__all__ = ["KEEP_MS", "DraftKeeper", "KeptForm"]

KEEP_MS = 2500  # at most five seconds of typing may be lost; the writing itself takes its part


class KeptForm(Protocol):
    """A form whose content is kept."""

    def is_empty(self) -> bool:
        """Whether nothing was typed that would be a pity to lose."""

    def values(self) -> dict[str, object]:
        """Everything held, as JSON can keep it."""


class DraftKeeper(QObject):
    """Keeps one form as a draft under a key of its own. ``said(words)`` tells what the foot of the form shows.

    Args:
        session: the working session.
        form: whose content is kept.
        title: what the draft is called in lists.
        screen: key of the page that offers the draft again; keys of drafts begin with it.
    """

    said = Signal(str)

    def __init__(
        self, session: Session, form: KeptForm, title: Callable[[], str], parent: QObject, *, screen: str = "intake"
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._screen = screen
        self._form = form
        self._title = title
        self.key = ""
        self.dirty = False
        self.held = False  # the form is being registered: what stands in it is no draft any more
        self._kept = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEEP_MS)
        self.timer.timeout.connect(self.keep)
        session.shell.add_saver(self.keep_now)
        self.begin()

    def begin(self, key: str = "") -> None:
        """Another form: a new one, or the one kept under ``key``."""
        self.key = key or f"{self._screen}:{uuid4().hex[:12]}"
        self._kept = bool(key)
        self.dirty = False
        self.timer.stop()
        self.said.emit("")

    def touch(self) -> None:
        """Something was typed. Going on typing does not put the keeping off."""
        self.dirty = True
        if not self.timer.isActive():
            self.timer.start()

    def keep(self) -> None:
        """Keep what was typed, in the work thread; an emptied form forgets its draft."""
        self.timer.stop()
        if not self.dirty or self.held:
            return
        self.dirty = False
        session = self._session
        if not self._form.is_empty():
            self._kept = True
            session.ask(self._saving(), self._on_kept, self._on_keep_failed)
        elif self._kept:
            self._kept = False
            session.ask(partial(form_drafts.discard, session.office, self.key), self._on_forgotten)

    def keep_now(self) -> None:
        """Keep what was typed at once, before the program ends or after a failure."""
        if self.dirty and not self.held and not self._form.is_empty():
            self._saving()()
            self.dirty = False

    def _saving(self) -> Callable[[], Changed]:
        session = self._session
        content = json.dumps(self._form.values(), ensure_ascii=False)
        return partial(
            form_drafts.save,
            session.office,
            self.key,
            self._screen,
            self._title(),
            content,
            now=session.now,
            actor=session.actor,
        )

    def _on_kept(self, _changed: Changed) -> None:
        if self._kept:
            self.said.emit(f"草稿已保存 {datetime.now().astimezone():%H:%M:%S}")

    def _on_keep_failed(self, error: BaseException) -> None:
        self.touch()
        if isinstance(error, UserError):
            self.said.emit(f"草稿未能保存：{error.what}")
        else:
            self._session.shell.show_failure(error)

    def _on_forgotten(self, _changed: Changed) -> None:
        self.said.emit("")

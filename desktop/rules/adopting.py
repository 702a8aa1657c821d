"""The adoption of a notice while it is under way: how far it is, and 取消."""

import threading
from datetime import date, datetime

from casework import calendar_notices
from casework.office import Office
from casework.views import Changed, NoticePreview
from desktop.frame.tasks import Steps
from law.errors import UserError

__all__ = ["STOPPED", "Adoption"]

STOPPED = "adoption_stopped"


class Adoption:
    """Runs in the work thread; ``stop()`` may come from any thread.

    The task itself is never cancelled: a cancelled task drops its result, and an adoption that was complete before 取消
    arrived must be told as complete.
    """

    def __init__(self, office: Office, preview: NoticePreview, *, today: date, now: datetime, actor: str) -> None:
        self._office = office
        self._preview = preview
        self._today = today
        self._now = now
        self._actor = actor
        self._stop = threading.Event()
        self._steps: Steps | None = None

    def stop(self) -> None:
        """取消: undo everything, unless it is done already."""
        self._stop.set()

    def __call__(self, steps: Steps) -> Changed:
        """Adopt.

        Raises:
            UserError: casework refuses, or ``stop`` was asked in time (code ``STOPPED``); nothing is kept then.
        """
        self._steps = steps
        return calendar_notices.adopt(
            self._office,
            self._preview,
            now=self._now,
            actor=self._actor,
            today=self._today,
            progress=self._on_step,
        )

    def _on_step(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise UserError(STOPPED, "已取消，通知没有启用", "在办件的日期都没有变动")
        if self._steps is not None:
            self._steps.advance(done, total)

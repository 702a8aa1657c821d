"""The small decisions of the calendar: a local day, a notice taken back, the day as of which one asks."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from casework import calendar_notices
from casework.drafts import LocalHolidayDraft
from casework.views import LocalHolidayView, NoticeView
from desktop.components import DecisionDialog
from desktop.frame.session import Session
from desktop.rules.calendar_dialogs import KnownOnDialog, LocalDayDialog, Withdrawal, WithdrawDialog
from desktop.rules.calendar_section import CalendarSection
from law.errors import UserError

__all__ = ["CalendarDecisions"]

D = TypeVar("D")


class CalendarDecisions(QObject):
    """Opens the dialogs and does what they decide. ``known_on_given(day)`` asks for the calendar as of a day."""

    known_on_given = Signal(object)

    def __init__(self, session: Session, view: CalendarSection) -> None:
        super().__init__(view)
        self.session = session
        self.view = view
        self._dialog: DecisionDialog | None = None
        view.loaded.known_on_asked.connect(self.ask_known_on)
        view.loaded.withdraw_asked.connect(self.ask_withdrawal)
        view.local.add_asked.connect(self.ask_local_day)
        view.local.remove_asked.connect(self.remove_local_day)

    def _open(self, dialog: DecisionDialog, submitted: Callable[[D], None]) -> None:
        self._dialog = dialog
        dialog.submitted.connect(submitted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close(self, _changed: object = None) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _on_refused(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.show_refusal(error)

    def ask_known_on(self) -> None:
        """As of which day."""
        self._open(KnownOnDialog(self.session.today, self.view.window()), self._on_known_on_given)

    def _on_known_on_given(self, day: date) -> None:
        self._close()
        self.known_on_given.emit(day)

    def ask_local_day(self) -> None:
        """Add a local day."""
        self._open(LocalDayDialog(self.session.today, self.view.window()), self._on_local_day_given)

    def _on_local_day_given(self, draft: LocalHolidayDraft) -> None:
        work = partial(
            calendar_notices.set_local_holiday,
            self.session.office,
            draft,
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work, self._close, self._on_refused)

    def remove_local_day(self, view: LocalHolidayView) -> None:
        """Take a local day back; the toast of the act says what moved."""
        self.session.change(partial(calendar_notices.remove_local_holiday, self.session.office, view.on))

    def ask_withdrawal(self, view: NoticeView) -> None:
        """Take an imported notice back, with a reason."""
        self._open(WithdrawDialog(view, self.view.window()), self._on_withdrawal_given)

    def _on_withdrawal_given(self, draft: Withdrawal) -> None:
        work = partial(
            calendar_notices.withdraw_notice,
            self.session.office,
            draft.notice_id,
            draft.reason,
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work, self._close, self._on_refused)

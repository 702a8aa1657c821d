"""What every page gets: the office, the thread for work, the clock, the settings and the window around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Protocol, TypeVar

from casework.office import Office
from casework.views import Changed
from desktop.frame.changes import ChangeBus
from desktop.frame.clock import Clock
from desktop.frame.day_words import DayWords
from desktop.frame.tasks import Listener, Steps, Task, TaskRunner
from desktop.settings.store import Settings
from law.errors import UserError

__all__ = ["ActFunction", "Session", "Shell"]

T = TypeVar("T")
D = TypeVar("D")
D_contra = TypeVar("D_contra", contravariant=True)


class ActFunction(Protocol[D_contra]):
    """The signature of every act of casework."""

    def __call__(self, office: Office, draft: D_contra, /, *, today: date, now: datetime, actor: str) -> Changed:
        """Do the act."""


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def open_page(self, key: str, payload: object = None) -> None:
        """Show a page; ``payload`` says what about (a request id)."""

    def go_back(self) -> None:
        """Return to the page before."""

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a toast."""

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal that belongs to no field."""

    def show_failure(self, error: BaseException) -> None:
        """Show a refusal calmly, report anything else as a bug."""

    def add_saver(self, saver: Callable[[], None]) -> None:
        """Register a bound method that keeps typed text now; called on a failure and when the window closes."""

    def add_finisher(self, finisher: Callable[[], None]) -> None:
        """Register a bound method that clears away what is half done; called when the work thread has ended."""


class _Act:
    """One act under way: publishes what changed, then tells the page."""

    def __init__(
        self,
        session: "Session",
        done: Callable[[Changed], None] | None,
        refused: Callable[[UserError], None] | None,
    ) -> None:
        self._session = session
        self._done = None if done is None else Listener(done)
        self._refused = None if refused is None else Listener(refused)

    def on_done(self, changed: Changed) -> None:
        self._session.acts.discard(self)
        self._session.changes.publish(changed)
        if changed.message:
            self._session.shell.say(changed.message)
        if self._done is not None:
            self._done.call(changed)

    def on_failed(self, error: BaseException) -> None:
        self._session.acts.discard(self)
        if isinstance(error, UserError) and self._refused is not None:
            self._refused.call(error)
        else:
            self._session.shell.show_failure(error)


@dataclass(slots=True, kw_only=True)
class Session:
    """The working session of one person on one database."""

    office: Office
    runner: TaskRunner
    changes: ChangeBus
    clock: Clock
    settings: Settings
    shell: Shell
    describe_day: DayWords = field(default_factory=DayWords)
    acts: set[_Act] = field(default_factory=set)
    person: str = ""  # who signed in; without a list of persons nobody does

    @property
    def today(self) -> date:
        """The legal day."""
        return self.clock.today()

    @property
    def now(self) -> datetime:
        """The instant, aware UTC."""
        return self.clock.now()

    @property
    def actor(self) -> str:
        """The person at the machine, as written into events."""
        return self.person or self.settings.text("person") or "承办人"

    def ask(
        self,
        question: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
    ) -> Task:
        """Ask casework a question in the thread; see ``TaskRunner.run``."""
        return self.runner.run(question, done, failed, key=key)

    def ask_steps(
        self,
        question: Callable[[Steps], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        advanced: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Ask a question that takes long: it tells ``advanced(done, total)`` how far it is and can be cancelled."""
        return self.runner.run_steps(question, done, failed, advanced)

    def act(
        self,
        function: ActFunction[D],
        draft: D,
        done: Callable[[Changed], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> Task:
        """Do an act in the thread. What changed is published and its message shown before ``done`` is called.

        Args:
            function: an act of casework.
            draft: its frozen draft.
            done: bound method that gets ``Changed``.
            refused: bound method that gets the ``UserError`` (to show it beside the field); without it, and for
                everything that is not a ``UserError``, the window shows it.
        """
        work = partial(function, self.office, draft, today=self.today, now=self.now, actor=self.actor)
        return self.change(work, done, refused)

    def change(
        self,
        work: Callable[[], Changed],
        done: Callable[[Changed], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> Task:
        """Like ``act`` for anything that returns ``Changed`` (settings, policies, notices, form drafts)."""
        one = _Act(self, done, refused)
        self.acts.add(one)  # the runner holds methods weakly
        return self.runner.run(work, one.on_done, one.on_failed)

    def change_steps(
        self,
        work: Callable[[Steps], Changed],
        done: Callable[[Changed], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
        advanced: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Like ``change`` for long work that tells ``advanced(done, total)`` how far it is."""
        one = _Act(self, done, refused)
        self.acts.add(one)
        return self.runner.run_steps(work, one.on_done, one.on_failed, advanced)

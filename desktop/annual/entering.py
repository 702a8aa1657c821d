"""What the panes enter: figures, words, explanations, closings; refusals go back to the field they concern."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casework.annual_drafts import (
    AnnualCloseDraft,
    AnnualFiguresDraft,
    AnnualTextDraft,
    CarriedNoteDraft,
    NotedNumberDraft,
)
from casework.annual_report import close_year, enter_figures, enter_text, explain_carried, note_number
from casework.annual_uptake import figures_of_file
from casework.views import Changed
from desktop.components import read_attachment
from law.errors import UserError

if TYPE_CHECKING:
    from desktop.annual.page import AnnualReportPage

__all__ = ["Entering"]


class Entering(QObject):
    """Connects the panes of one page with the acts."""

    def __init__(self, page: "AnnualReportPage") -> None:
        super().__init__(page)
        self._page = page
        view = page.view
        view.two.saved.connect(self._on_two_saved)
        view.text.saved.connect(self._on_text_saved)
        view.text.reset_asked.connect(self._on_text_reset)
        view.text.noted.connect(self._on_number_noted)
        view.before.saved.connect(self._on_before_saved)
        view.before.file_chosen.connect(self._on_before_file_chosen)
        view.before.noted.connect(self._on_carried_noted)
        view.close_pane.closed.connect(self._on_close_asked)

    def _entry(self) -> int | None:
        shown = self._page.shown
        return shown.entry if shown is not None else None

    # ------------------------------------------------------------------ table two

    def _on_two_saved(self, values: Mapping[str, str]) -> None:
        draft = AnnualFiguresDraft(year=self._page.year, values=dict(values), entry=self._entry())
        self._page.session.act(enter_figures, draft, self._on_two_kept, self._on_two_refused)

    def _on_two_kept(self, _changed: Changed) -> None:
        self._page.view.two.show_saved()
        self._page.ask()

    def _on_two_refused(self, error: UserError) -> None:
        self._page.view.two.show_refusal(error)
        if error.code == "annual_entered_meanwhile":
            self._page.ask()

    # ------------------------------------------------------------------ words

    def _on_text_saved(self, given: tuple[str, str]) -> None:
        part, text = given
        draft = AnnualTextDraft(year=self._page.year, part=part, text=text, entry=self._entry())
        self._page.session.act(enter_text, draft, self._on_text_kept, self._on_refused)

    def _on_text_kept(self, _changed: Changed) -> None:
        self._page.view.text.show_saved()
        self._page.ask()

    def _on_text_reset(self, part: object) -> None:
        draft = AnnualTextDraft(year=self._page.year, part=str(part), text=None, entry=self._entry())
        self._page.session.act(enter_text, draft, self._on_kept, self._on_refused)

    def _on_number_noted(self, given: tuple[str, str]) -> None:
        number, source = given
        draft = NotedNumberDraft(year=self._page.year, number=number, source=source)
        self._page.session.act(note_number, draft, self._on_kept, self._on_refused)

    # ------------------------------------------------------------------ the year before

    def _on_before_saved(self, values: Mapping[str, str]) -> None:
        draft = AnnualFiguresDraft(year=self._page.year - 1, values=dict(values))
        self._page.session.act(enter_figures, draft, self._on_kept, self._page.view.before.show_refusal)

    def _on_before_file_chosen(self, path: object) -> None:
        work = partial(_take_up, Path(str(path)), self._page)
        self._page.session.change(work, self._on_kept, self._page.view.before.show_refusal)

    def _on_carried_noted(self, text: object) -> None:
        draft = CarriedNoteDraft(year=self._page.year, text=str(text))
        self._page.session.act(explain_carried, draft, self._on_kept, self._on_refused)

    # ------------------------------------------------------------------ closing

    def _on_close_asked(self, reason: object) -> None:
        shown = self._page.shown
        closed = shown.closed if shown is not None else None
        draft = AnnualCloseDraft(
            year=self._page.year,
            reason=str(reason),
            closing=closed.id if closed is not None else None,
            entry=self._entry(),
        )
        self._page.session.act(close_year, draft, self._on_closed, self._on_close_refused)

    def _on_closed(self, _changed: Changed) -> None:
        self._page.as_closed = True
        self._page.show_pane("three")
        self._page.ask()

    def _on_close_refused(self, error: UserError) -> None:
        self._page.view.close_pane.show_refusal(error)
        if error.code in ("annual_closed_meanwhile", "annual_entered_meanwhile"):
            self._page.ask()

    # ------------------------------------------------------------------ all

    def _on_kept(self, _changed: Changed) -> None:
        self._page.view.before.show_refusal(None)
        self._page.ask()

    def _on_refused(self, error: UserError) -> None:
        self._page.session.shell.show_refusal(error)
        self._page.ask()


def _take_up(path: Path, page: "AnnualReportPage") -> Changed:
    """Read last year's report in the work thread and enter its figures."""
    session = page.session
    given = read_attachment(path)
    return figures_of_file(
        session.office, page.year - 1, given.file_name, given.content,
        today=session.today, now=session.now, actor=session.actor,
    )  # fmt: skip

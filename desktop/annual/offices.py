"""汇总: files taken in one after the other; the one that is refused says why and stops the row."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from casework.annual_drafts import ContributionDraft, WithdrawContributionDraft
from casework.annual_parent import annual_sum, export_sum, take_in_report, take_out_report
from casework.annual_views import SumView
from casework.views import Changed
from desktop.components import read_attachment
from desktop.letters.files import local_name, write_out
from law.errors import UserError

if TYPE_CHECKING:
    from desktop.annual.page import AnnualReportPage

__all__ = ["Offices"]


class Offices(QObject):
    """Connects the pane of the sum with the acts."""

    def __init__(self, page: "AnnualReportPage") -> None:
        super().__init__(page)
        self._page = page
        self._waiting: list[Path] = []
        self._refused: Path | None = None
        pane = page.view.sum
        pane.files_chosen.connect(self.take_in)
        pane.own_chosen.connect(self._on_own_chosen)
        pane.taken_out.connect(self._on_taken_out)
        pane.export_asked.connect(self._on_export_asked)
        pane.replaced.connect(self._on_replaced)
        pane.named.connect(self._on_named)

    def ask(self) -> None:
        """Read the sum anew."""
        page = self._page
        question = partial(annual_sum, page.session.office, page.year, with_own=page.view.sum.own.isChecked())
        page.session.ask(question, self._on_sum_read, key="annual:sum")

    def _on_sum_read(self, view: SumView) -> None:
        if view.year == self._page.year:
            self._page.view.sum.show_sum(view)

    def take_in(self, paths: list[str]) -> None:
        """Take files in, one after the other."""
        self._waiting += [Path(one) for one in paths]
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.ask()
            return
        self._refused = self._waiting.pop(0)
        self._try()

    def _try(self, *, agency: str = "", replace: bool = False) -> None:
        page = self._page
        if self._refused is None:
            return
        work = partial(_taken_in, page, self._refused, agency, replace)
        page.session.change(work, self._on_taken_in, self._on_refused)

    def _on_taken_in(self, _changed: Changed) -> None:
        self._refused = None
        self._page.view.sum.show_refusal(None)
        self._next()

    def _on_refused(self, error: UserError) -> None:
        self._waiting = [] if error.code in ("sum_agency_missing", "sum_agency_twice") else self._waiting
        self._page.view.sum.show_refusal(error, may_replace=error.code == "sum_agency_twice")
        self.ask()

    def _on_replaced(self) -> None:
        self._try(replace=True)

    def _on_named(self, agency: object) -> None:
        self._try(agency=str(agency))

    def _on_own_chosen(self, _on: object) -> None:
        self.ask()

    def _on_taken_out(self, given: tuple[int, str]) -> None:
        contribution_id, reason = given
        draft = WithdrawContributionDraft(contribution_id=contribution_id, reason=reason)
        self._page.session.act(take_out_report, draft, self._on_gone, self._on_leaving_refused)

    def _on_gone(self, _changed: Changed) -> None:
        self._page.view.sum.close_leaving()
        self._page.view.sum.show_refusal(None)
        self.ask()

    def _on_leaving_refused(self, error: UserError) -> None:
        self._page.view.sum.show_refusal(error)
        self.ask()

    def _on_export_asked(self) -> None:
        page = self._page
        name = local_name(f"{page.year}年年报汇总.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(page, "导出汇总", name, "Excel 工作簿 (*.xlsx)")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the sum as .xlsx."""
        page = self._page
        target = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        made = partial(export_sum, page.session.office, page.year, with_own=page.view.sum.own.isChecked())
        page.session.ask(partial(write_out, made, target.parent, target.name), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._page.session.shell.say(f"已保存 {path.name}")


def _taken_in(page: "AnnualReportPage", path: Path, agency: str, replace: bool) -> Changed:
    """Read and take in a file in the work thread."""
    session = page.session
    given = read_attachment(path)
    draft = ContributionDraft(
        year=page.year, file_name=given.file_name, content=given.content, agency=agency, replace=replace
    )  # fmt: skip
    return take_in_report(session.office, draft, today=session.today, now=session.now, actor=session.actor)

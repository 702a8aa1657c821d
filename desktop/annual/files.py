"""导出: the report as a file, made in the work thread; where no PDF can be made, the words say what can be done."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from casework.annual_output import export_report
from casework.annual_views import CheckView
from desktop.components import read_attachment
from desktop.frame.tasks import Steps, Task
from desktop.letters.files import local_name, write_out
from desktop.theme import Tone
from law.errors import UserError

if TYPE_CHECKING:
    from desktop.annual.page import AnnualReportPage

__all__ = ["ReportFiles"]

_KINDS = {
    "xlsx": "Excel 工作簿 (*.xlsx)",
    "docx": "Word 文档 (*.docx);;PDF (*.pdf)",
}


class ReportFiles(QObject):
    """Exports of one page, and the files and texts that are checked on it."""

    def __init__(self, page: "AnnualReportPage") -> None:
        super().__init__(page)
        self._page = page
        self._task: Task | None = None
        view = page.view
        view.progress.cancelled.connect(self.cancel)
        view.check.pasted.connect(self._on_pasted)
        view.check.file_chosen.connect(self._on_file_chosen)

    # ------------------------------------------------------------------ out

    def ask(self, kind: str) -> None:
        """Ask where the file goes; a report that is not in order is refused before."""
        page = self._page
        report = page.shown
        if report is None or self._task is not None:
            return
        if report.blocking:
            first = report.blocking[0]
            page.view.banner.say(f"勾稽不成立，不能导出：{first.sentence}", Tone.OVER)
            page.jump(first)
            return
        name = local_name(f"{report.agency}{report.year}年政府信息公开工作年度报告.{kind}")
        chosen, used = QFileDialog.getSaveFileName(page, "导出年报", name, _KINDS[kind])
        if chosen:
            path = Path(chosen)
            wanted = "pdf" if "pdf" in used.lower() else kind
            if path.suffix.lower() not in (".xlsx", ".docx", ".pdf"):
                path = path.with_name(f"{path.name}.{wanted}")
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Make the file that the suffix says and write it."""
        page = self._page
        page.view.banner.say("")
        page.view.progress.begin("正在生成年报")
        work = partial(_made, page, path, page.year, page.as_closed)
        self._task = page.session.ask_steps(work, self._on_saved, self._on_failed)

    def cancel(self) -> None:
        """Stop; nothing is written."""
        if self._task is not None:
            self._task.cancel()
            self._over()
            self._page.session.shell.say("已停止导出，没有写入文件")

    def _over(self) -> None:
        self._task = None
        self._page.view.progress.end()

    def _on_saved(self, path: Path) -> None:
        self._over()
        self._page.session.shell.say(f"已保存 {path.name}")

    def _on_failed(self, error: BaseException) -> None:
        self._over()
        if isinstance(error, UserError):
            self._page.view.banner.say(error.sentence, Tone.OVER)
        else:
            self._page.session.shell.show_failure(error)

    # ------------------------------------------------------------------ in, to be checked

    def _on_pasted(self, given: tuple[str, str]) -> None:
        text, before = given
        if not text.strip():
            self._page.view.check.area.setFocus()
            return
        # Imported late: the readers are needed when somebody checks a report.
        from casework.annual_files import check_pasted  # noqa: PLC0415

        pane = self._page.view.check
        self._page.session.ask(partial(check_pasted, text, before), pane.show_check, self._on_check_failed)

    def _on_file_chosen(self, path: object) -> None:
        pane = self._page.view.check
        self._page.session.ask(partial(_checked_file, Path(str(path))), pane.show_check, self._on_check_failed)

    def _on_check_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._page.view.check.show_refusal(error)
        else:
            self._page.session.shell.show_failure(error)


def _made(page: "AnnualReportPage", path: Path, year: int, as_closed: bool, steps: Steps) -> Path:
    """Make and write the report in the work thread."""
    kind = path.suffix.lower().lstrip(".")
    made = partial(
        export_report,
        page.session.office,
        year,
        kind,
        today=page.session.today,
        as_closed=as_closed,
        progress=steps.advance,
    )
    return write_out(made, path.parent, path.name)


def _checked_file(path: Path) -> CheckView:
    from casework.annual_files import check_file  # noqa: PLC0415

    given = read_attachment(path)
    return check_file(given.file_name, given.content)

"""统计: asks casework for the figures and one chart after the other, opens what is pressed, prints and saves."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casework.dispute_views import DisputeFilter
from casework.statistics import CHARTS, ChartKey, chart, summary
from casework.statistics_views import ChartView, SummaryView
from casework.views import AgencyView, CaseFilter, Changed
from desktop.charts.saving import Sheet, print_charts, save_picture
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.letters.files import local_name
from desktop.letters.printers import ask_printer
from desktop.statistics.view import StatisticsView
from law.errors import UserError

__all__ = ["StatisticsPage"]

_ACTIONS = (
    ActionSpec(id="print", text="打印统计", shortcut="Ctrl+P", slot="print_dialog", reason="why_not_print"),
    ActionSpec(id="export", text="统计存为 PDF", shortcut="Ctrl+E", slot="pdf_dialog", reason="why_not_print"),
)
_PICTURES = "图片 (*.png);;矢量图 (*.svg)"
_TOPICS = frozenset({"cases", "calendar", "policies", "day", "disputes", "applicants", "agency"})
_DPI = 300


class StatisticsPage(Page):
    """Connects period, figures and charts with casework and the lists."""

    help_topic = "statistics"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("统计")
        self.view = StatisticsView(session, self)
        column(self, gap=0).addWidget(self.view)
        self.charts: dict[ChartKey, ChartView] = {}
        self.figures: tuple[SummaryView, ...] = ()
        self._agency = ""
        self.actions_table = ActionTable(self, _ACTIONS)
        view = self.view
        view.period.chosen.connect(self._on_period_chosen)
        view.links.asked.connect(self._on_room_asked)
        view.print_button.clicked.connect(self.print_dialog)
        view.pdf_button.clicked.connect(self.pdf_dialog)
        for figure in view.figures:
            figure.pressed.connect(self.open_list)
        for card in view.cards.values():
            card.opened.connect(self.open_list)
            card.save_asked.connect(self._on_save_asked)
            card.failed.connect(self._on_chart_failed)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        self.view.period.set_today(self.session.today)
        self._ask()
        self.view.period.choice.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        if _TOPICS & set(changed.topics) or changed.request_ids:
            self.view.period.set_today(self.session.today)
            self._ask()

    @override
    def focus_search(self) -> None:
        self.view.period.choice.setFocus()

    # ------------------------------------------------------------------ questions

    def _on_period_chosen(self, _period: object) -> None:
        self._ask()

    def _ask(self) -> None:
        """The figures first, then chart by chart: what is there is shown while the others are counted."""
        session, period = self.session, self.view.period.period
        self.set_heading("统计", f"{period.days}，去年同期指 {period.before_days}")
        self.charts = {}
        assert self.actions_table is not None  # noqa: S101 - made in __init__
        self.actions_table.update()
        session.ask(session.office.agency, self._on_agency_read, key="statistics:agency")
        work = partial(summary, session.office, period, today=session.today)
        session.ask(work, self._on_figures_read, self._on_failed, key="statistics:summary")
        for key in CHARTS:
            self.view.cards[key].begin()
            asked = partial(chart, session.office, key, period, today=session.today)
            card = self.view.cards[key]
            session.ask(asked, self._on_chart_read, card.show_failed, key=f"statistics:{key}")

    def _on_agency_read(self, agency: AgencyView) -> None:
        self._agency = agency.name

    def _on_figures_read(self, figures: tuple[SummaryView, ...]) -> None:
        self.figures = figures
        for card, one in zip(self.view.figures, figures, strict=True):
            card.show_figure(one)

    def _on_chart_read(self, view: ChartView) -> None:
        key = ChartKey(view.key)
        self.charts[key] = view
        self.view.cards[key].show_view(view)
        if self.actions_table is not None and not self.why_not_print():
            self.actions_table.update()

    def _on_failed(self, error: BaseException) -> None:
        self.session.shell.show_failure(error)

    def _on_chart_failed(self, error: BaseException) -> None:
        """A refusal stands in its card; the other charts can still be printed."""
        if not isinstance(error, UserError):
            self.session.shell.show_failure(error)
        if self.actions_table is not None:
            self.actions_table.update()

    # ------------------------------------------------------------------ lists

    def open_list(self, opens: object) -> None:
        """Show what a figure counts."""
        if isinstance(opens, CaseFilter):
            self.session.shell.open_page("cases", opens)
        elif isinstance(opens, DisputeFilter):
            self.session.shell.open_page("reviews", opens)

    def _on_room_asked(self, page: object) -> None:
        self.session.shell.open_page(str(page))

    # ------------------------------------------------------------------ paper and files

    def why_not_print(self) -> str:
        """Printing waits until all charts are there."""
        answered = all(key in self.charts or self.view.cards[key].refusal for key in CHARTS)
        return "" if answered and self.figures else "图表还在统计。"

    def sheet(self) -> Sheet:
        """Whose numbers, and as of when."""
        return Sheet(self._agency, f"数据截至 {self.session.today:%Y-%m-%d}")

    def print_dialog(self) -> None:
        """Ctrl+P: ask for the printer, then print."""
        if self.why_not_print():
            self.session.shell.say(self.why_not_print())
            return
        printer = ask_printer(self)
        if printer is not None:
            self.print_to(printer)

    def print_to(self, device: QPrinter | QPdfWriter) -> int:
        """Print figures and charts; returns the number of pages."""
        return print_charts(device, *self._printed())

    def _printed(self) -> tuple[list[ChartView], Sheet, str, list[tuple[str, ...]]]:
        """What goes on paper: charts that have something to show, whose they are, title, figures on top."""
        views = [self.charts[key] for key in CHARTS if key in self.charts and not self.charts[key].empty]
        lines: list[tuple[str, ...]] = [(one.label, one.figure.text, one.change, one.detail) for one in self.figures]
        return views, self.sheet(), f"政府信息依申请公开统计　{self.view.period.period.days}", lines

    def pdf_dialog(self) -> None:
        """Ctrl+E: ask where, then write all charts as PDF."""
        if self.why_not_print():
            self.session.shell.say(self.why_not_print())
            return
        name = local_name(f"依申请公开统计 {self.view.period.period.days}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "统计存为 PDF", name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.write_pdf(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write all charts as PDF in the work thread."""
        self.session.ask(partial(_pdf_written, path, *self._printed()), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self.session.shell.say(f"已保存 {path.name}")

    def _on_save_asked(self, view: ChartView) -> None:
        name = local_name(f"{view.title} {view.period.days}.png")
        chosen, kind = QFileDialog.getSaveFileName(self, "存为图片", name, _PICTURES)
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in (".png", ".svg"):
                path = path.with_name(f"{path.name}.{'svg' if 'svg' in kind else 'png'}")
            self.save_picture(view, path)

    def save_picture(self, view: ChartView, path: Path) -> None:
        """Write one chart as a picture in the work thread; the name says which kind."""
        self.session.ask(partial(save_picture, view, self.sheet(), path), self._on_saved)


def _pdf_written(
    path: Path, views: Sequence[ChartView], sheet: Sheet, title: str, lines: Sequence[tuple[str, ...]]
) -> Path:
    """Write charts as PDF, whole or not at all.

    Raises:
        UserError: ``file_not_written``.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if not path.parent.is_dir():
            raise FileNotFoundError(2, "没有这个文件夹", str(path.parent))
        writer = QPdfWriter(str(beside))
        writer.setResolution(_DPI)
        print_charts(writer, views, sheet, title, lines)
        del writer
        beside.replace(path)
    except OSError as error:
        raise UserError(
            "file_not_written", f"不能写入“{path.name}”", error.strerror or "", "请换一个位置，或关闭占用它的程序"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return path

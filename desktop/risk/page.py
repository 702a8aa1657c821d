"""风险: asks casework what presses, opens what each line counts, prints it on one page."""

from functools import partial

from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from casework.dispute_views import DisputeFilter
from casework.document_list_views import DocumentFilter
from casework.risk import risk
from casework.risk_views import AnnualYear, RiskView
from casework.views import AgencyView, CaseFilter, Changed
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.lessons.sheet import print_lessons
from desktop.letters.printers import ask_printer
from desktop.risk.sheet import risk_html
from desktop.risk.view import RiskPageView

__all__ = ["RiskPage"]

_ACTIONS = (
    ActionSpec(id="print", text="打印风险一览", shortcut="Ctrl+P", slot="print_dialog", reason="why_not_print"),
)


class RiskPage(Page):
    """Connects the lines with casework and with the lists."""

    help_topic = "risk"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("风险")
        self.view = RiskPageView(self)
        column(self, gap=0).addWidget(self.view)
        self.shown: RiskView | None = None
        self._agency = ""
        self._entering = False
        self.actions_table = ActionTable(self, _ACTIONS)
        view = self.view
        view.links.asked.connect(self._on_room_asked)
        view.print_button.clicked.connect(self.print_dialog)
        for card in view.cards:
            card.opened.connect(self.open_list)
            card.case_asked.connect(self._on_case_asked)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        self._entering = True
        self._ask()

    @override
    def refresh(self, changed: Changed) -> None:
        self._ask()

    def _ask(self) -> None:
        session = self.session
        if self.shown is None:
            self.view.skeleton.begin()
        session.ask(session.office.agency, self._on_agency_read, key="risk:agency")
        session.ask(partial(risk, session.office, today=session.today), self._on_read, self._on_failed, key="risk")

    def _on_agency_read(self, agency: AgencyView) -> None:
        self._agency = agency.name

    def _on_read(self, found: RiskView) -> None:
        view = self.view
        view.skeleton.end()
        held: QWidget | None = QApplication.focusWidget()
        inside = held is not None and view.area.isAncestorOf(held)
        self.shown = found
        for card, group in zip(view.cards, found.groups, strict=True):
            card.show_group(group)
        stops = [one for card in view.cards for one in card.stops]
        view.arrows.lead(stops)
        if (self._entering or inside) and stops:
            view.arrows.focus(stops[0])
        elif self._entering:
            view.print_button.setFocus()
        self._entering = False
        today = found.today
        day = f"{today.year}年{today.month}月{today.day}日"
        self.set_heading("风险", f"截至{day}，每一行打开它计数的办件、案件或文书")
        if self.actions_table is not None:
            self.actions_table.update()

    def _on_failed(self, error: BaseException) -> None:
        self.view.skeleton.end()
        self.session.shell.show_failure(error)

    # ------------------------------------------------------------------ lists

    def open_list(self, opens: object) -> None:
        """Show what a line counts."""
        shell = self.session.shell
        if isinstance(opens, CaseFilter):
            shell.open_page("cases", opens)
        elif isinstance(opens, DisputeFilter):
            shell.open_page("reviews", opens)
        elif isinstance(opens, DocumentFilter):
            shell.open_page("letters", opens.segment)
        elif isinstance(opens, AnnualYear):
            shell.open_page("annual_report", opens.year)

    def _on_case_asked(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)

    def _on_room_asked(self, page: object) -> None:
        self.session.shell.open_page(str(page))

    # ------------------------------------------------------------------ paper

    def why_not_print(self) -> str:
        """Printing waits until the lines are there."""
        return "" if self.shown is not None else "还在统计。"

    def print_dialog(self) -> None:
        """Ctrl+P: ask for the printer, then print."""
        if self.shown is None:
            return
        printer = ask_printer(self)
        if printer is not None:
            self.print_to(printer)

    def print_to(self, device: QPrinter | QPdfWriter) -> int:
        """Print the lines; returns the number of pages."""
        if self.shown is None:
            return 0
        made = f"数据截至 {self.shown.today:%Y-%m-%d}"
        html = risk_html(self.shown, self._agency, padding=max(2, device.width() // 200))
        return print_lessons(device, html, self._agency, made)

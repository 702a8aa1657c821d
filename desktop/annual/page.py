"""统计年报: reads the report of a year, opens what is behind its numbers, and hands every act to casework."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.annual_report import annual_report, annual_years, cell_cases, later_corrections, suggested_year
from casework.annual_views import AnnualView, CellCaseView, CellView, FindingLine, LaterCorrection
from casework.office import Office
from casework.views import CaseFilter, Changed
from desktop.annual.entering import Entering
from desktop.annual.files import ReportFiles
from desktop.annual.keeper import AnnualKeeper, year_of_key
from desktop.annual.offices import Offices
from desktop.annual.relations_card import summary_state
from desktop.annual.shapes import four_lines, three_lines
from desktop.annual.view import AnnualReportView
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.theme import Tone
from law.annual_form import annual_layout

__all__ = ["AnnualReportPage"]

_ACTIONS = (
    ActionSpec(id="excel", text="导出年报 Excel", shortcut="Ctrl+E", slot="export_excel"),
    ActionSpec(id="document", text="生成年报文档", shortcut="Ctrl+D", slot="export_document"),
    ActionSpec(id="submit", text="保存或核对", shortcut="Ctrl+Return", slot="submit"),
    ActionSpec(id="next", text="下一处勾稽不成立", shortcut="F4", slot="next_finding"),
    ActionSpec(id="close", text="关账", slot="open_close"),
)
_FIXED = "已关账，这是关账的数。要改的，先在右侧选“现在所知”；改后再次关账。"
_SHOWN = 6  # cases of a cell
_ALL_LINES = 29  # of table three, with those that head a group
_TITLES = {
    "three": "表三　收到和处理政府信息公开申请情况",
    "two": "表二　主动公开政府信息情况",
    "four": "表四　行政复议、行政诉讼情况",
    "text": "正文",
    "sum": "汇总　各机关的年报相加",
    "check": "核对已发布的年报",
    "before": "上年的数",
    "corrections": "关账后的更正",
    "policies": "计数口径",
    "close": "关账",
}


def _read_years(office: Office, session: Session) -> tuple[tuple[int, ...], int]:
    return annual_years(office, today=session.today), suggested_year(office, today=session.today)


class AnnualReportPage(Page):
    """``on_enter`` takes a year, the key of what was typed and not saved, or nothing."""

    help_topic = "annual_report"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("统计年报")
        self.year = 0
        self.as_closed = True
        self.pane = "three"
        self.whole = False
        self.shown: AnnualView | None = None
        self._years: tuple[int, ...] = ()
        self._jump = -1
        self._fresh = True
        self.view = AnnualReportView(self)
        column(self, gap=0).addWidget(self.view)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.entering = Entering(self)
        self.offices = Offices(self)
        self.files = ReportFiles(self)
        self.keeper = AnnualKeeper(self)
        session.shell.add_saver(self.keeper.keep_typed)
        self._connect()
        self.view.show_pane("three")
        self.view.title.setText(_TITLES["three"])

    def _connect(self) -> None:
        view = self.view
        view.rooms.asked.connect(self._on_room_asked)
        view.year.activated.connect(self._on_year_chosen)
        view.tabs.chosen.connect(self._on_tab_chosen)
        view.back.clicked.connect(self._on_back_clicked)
        view.folded.clicked.connect(self._on_folded_clicked)
        for grid in (view.three, view.four):
            grid.cell_chosen.connect(self._on_cell_chosen)
            grid.cell_opened.connect(self._on_cell_opened)
        view.relations.jump_asked.connect(self.jump)
        view.relations.before_asked.connect(self._on_before_asked)
        view.close_pane.jump_asked.connect(self.jump)
        view.drill.case_asked.connect(self.open_case)
        view.drill.all_asked.connect(self.open_all)
        view.corrections.opened.connect(self._on_correction_opened)
        view.policies.rules_asked.connect(self._on_rules_asked)
        view.year_card.pane_asked.connect(self._on_tab_chosen)
        view.year_card.picture_chosen.connect(self._on_picture_chosen)
        view.banner.acted.connect(self.open_unplaced)
        view.excel.clicked.connect(self.export_excel)
        view.document.clicked.connect(self.export_document)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, str):
            payload = year_of_key(payload)
        if isinstance(payload, int) and payload != self.year:
            self.keeper.keep_typed()
            self.year = payload
            self._forget()
        ask = partial(_read_years, self.session.office, self.session)
        self.session.ask(ask, self._on_years_read, key="annual:years")
        self.focus_pane()

    @override
    def can_leave(self) -> bool:
        self.keeper.keep_typed()
        return True

    @override
    def refresh(self, changed: Changed) -> None:
        topics = {"annual", "policies", "calendar", "agency", "cases", "disputes"}
        if changed.request_ids or changed.dispute_ids or topics & set(changed.topics):
            self.ask()

    @override
    def on_escape(self) -> bool:
        if self.pane == "sum" and self.view.sum.close_leaving():
            return True
        if self.view.drill.has_focus():
            self.focus_pane()
            return True
        if self.pane != "three":
            self.show_pane("three")
            return True
        return False

    def focus_pane(self) -> None:
        """Put the focus where the work of the pane begins."""
        pane: Any = self.view.panes[self.pane]
        if self.pane in ("three", "four"):
            grid = self.view.three if self.pane == "three" else self.view.four
            grid.setFocus()
            grid.go_first()
        else:
            pane.focus_first() if hasattr(pane, "focus_first") else pane.setFocus()

    def _on_room_asked(self, key: object) -> None:
        self.session.shell.open_page(str(key))

    def _forget(self) -> None:
        self.as_closed = True
        self.shown = None
        self._fresh = True
        self.keeper.forget()
        for pane in (self.view.two, self.view.text, self.view.before):
            pane.forget()

    # ------------------------------------------------------------------ reading

    def _on_years_read(self, found: tuple[tuple[int, ...], int]) -> None:
        years, suggested = found
        if years != self._years:
            self._years = years
            self.view.year.set_values([(one, f"{one} 年") for one in years])
        if self.year not in years:
            self.year = suggested
        self.view.year.set_value(self.year)
        self.ask()

    def ask(self) -> None:
        """Read the report anew."""
        if not self.year:
            return
        session = self.session
        question = partial(
            annual_report, session.office, self.year, today=session.today, as_closed=self.as_closed
        )  # fmt: skip
        session.ask(question, self._on_report_read, key="annual:report")
        if self.pane == "sum":
            self.offices.ask()

    def _on_report_read(self, report: AnnualView) -> None:
        if report.year != self.year:
            return
        self.shown = report
        view = self.view
        view.relations.show_relations(report.relations)
        view.summary.show_state(*summary_state(report.relations))
        view.year_card.show_year(report, self.session.today, as_closed=self.as_closed)
        marked = self._marked(report)
        fixed = _FIXED if report.closed is not None and self.as_closed else ""
        view.two.show_figures(report.hand, marked, fixed=fixed)
        view.four.show_figures(four_lines(), report.figures, marked)
        view.text.show_parts(report.parts, fixed=fixed)
        view.before.show_year(report)
        view.policies.show_policies(report.policies, report.year, closed=report.closed is not None)
        view.close_pane.show_year(report, over=report.counted_until is None)
        self._show_three()
        self._say_heading(report)
        self._say_unplaced(report)
        if self._fresh:
            self._fresh = False
            self.focus_pane()
            self.keeper.ask()
        else:
            self.keeper.keep_typed()  # what was saved meanwhile is kept no more
        self._ask_cell()
        if self.pane == "corrections":
            self._ask_corrections()

    @staticmethod
    def _marked(report: AnnualView) -> set[str]:
        return {cell for one in report.broken for cell in one.cells}

    def _say_heading(self, report: AnnualView) -> None:
        until = f"，统计至 {report.counted_until:%Y-%m-%d}" if report.counted_until is not None else ""
        self.set_heading("统计年报", f"{report.year} 年度{until}")
        reason = report.blocking[0].sentence if report.blocking else ""
        for button, tip in ((self.view.excel, "Ctrl+E"), (self.view.document, "Ctrl+D")):
            button.setToolTip(f"勾稽不成立，不能导出：{reason}" if reason else tip)

    def _say_unplaced(self, report: AnnualView) -> None:
        """Requests closed without an outcome are in no row; where they come from is a list away."""
        count = len(report.unplaced)
        words = f"{count} 件已办结而没有定处理结果，不在任何一行。"
        if count:
            self.view.banner.say(words, Tone.OVER, "看这些件")
        else:
            self.view.banner.say(self.keeper.told, Tone.ACCENT)

    def open_unplaced(self) -> None:
        """Open the list of what is in no row."""
        if self.shown is not None and self.shown.unplaced:
            words = f"{self.year}年 已办结而未定结果　{len(self.shown.unplaced):,} 件"
            wanted = CaseFilter(among=tuple(sorted(self.shown.unplaced)), among_words=words, sort="number")
            self.session.shell.open_page("cases", wanted)

    def _show_three(self, wanted: tuple[str, ...] = ()) -> None:
        report = self.shown
        if report is None:
            return
        grid, marked = self.view.three, self._marked(report)
        whole = self.whole or grid.has_room_for(_ALL_LINES)
        lines = three_lines(report.figures, whole=whole, wanted=(*wanted, grid.current_cell()))
        grid.show_figures(lines, report.figures, marked)
        left = len(annual_layout().rows) - sum(bool(one.cells) for one in lines)
        self.view.folded.setVisible(self.pane == "three" and (self.whole or bool(left)))
        self.view.folded.setText("收起全 0 的行" if self.whole else f"另有 {left} 行全为 0")

    # ------------------------------------------------------------------ panes

    def show_pane(self, key: str) -> None:
        """Show one of the panes."""
        self.pane = key
        self.view.show_pane(key)
        self.view.title.setText(_TITLES[key])
        self._show_three()
        if key == "sum":
            self.offices.ask()
        elif key == "corrections":
            self._ask_corrections()
        elif key == "close" and self.shown is not None and self.shown.closed is not None and self.as_closed:
            self.as_closed = False  # what would be closed is the year as known now
            self.ask()
        elif key in ("three", "four"):
            self._ask_cell()
        self.focus_pane()

    def open_close(self) -> None:
        """Show what closing the year would fix."""
        self.show_pane("close")

    def _on_tab_chosen(self, key: object) -> None:
        self.show_pane(str(key))

    def _on_back_clicked(self) -> None:
        self.show_pane("three")

    def _on_before_asked(self) -> None:
        self.show_pane("before")

    def _on_folded_clicked(self) -> None:
        self.whole = not self.whole
        self._show_three()
        self.view.three.setFocus()

    def _on_year_chosen(self, _at: int) -> None:
        year = self.view.year.value()
        if not isinstance(year, int) or year == self.year:
            return
        unsaved = [key for key in ("two", "text") if getattr(self.view, key).is_dirty()]
        if unsaved:  # nothing typed is lost for a look at another year
            self.view.year.set_value(self.year)
            self.show_pane(unsaved[0])
            self.view.banner.say("有没保存的改动，先保存，再换年度。", Tone.SOON)
            return
        self.year = year
        self._forget()
        self.ask()

    def _on_picture_chosen(self, as_closed: object) -> None:
        self.as_closed = as_closed is True
        self.ask()

    def _on_rules_asked(self) -> None:
        self.session.shell.open_page("rules")

    def submit(self) -> None:
        """Ctrl+Enter: the act of the pane."""
        pane: Any = self.view.panes[self.pane]
        if hasattr(pane, "submit"):
            pane.submit()

    # ------------------------------------------------------------------ cells

    def _on_cell_chosen(self, _cell: object) -> None:
        self._ask_cell()

    def current_cell(self) -> str:
        """Key of the cell that is selected in the table shown."""
        if self.pane not in ("three", "four"):
            return ""
        return (self.view.three if self.pane == "three" else self.view.four).current_cell()

    def _ask_cell(self) -> None:
        cell, report = self.current_cell(), self.shown
        if not cell or report is None:
            return
        if cell not in report.cells:
            self.view.drill.say("这一年的数是录入的，没有办件。")
            return
        question = partial(cell_cases, self.session.office, report, cell, limit=_SHOWN)
        self.session.ask(question, self._on_cell_read, key="annual:cell")

    def _on_cell_read(self, cell: CellView) -> None:
        if cell.cell == self.current_cell():
            self.view.drill.show_cell(cell)

    def _on_cell_opened(self, cell: object) -> None:
        shown = self.view.drill.shown
        if shown is not None and shown.cell == cell:
            self.view.drill.focus_first()

    def open_case(self, case: CellCaseView) -> None:
        """Open the request or the dispute."""
        if case.request_id is not None:
            self.session.shell.open_page("case", case.request_id)
        else:
            self.session.shell.open_page("dispute", case.dispute_id)

    def open_all(self, cell: CellView) -> None:
        """Open the list of requests, narrowed to those behind a cell."""
        words = f"{self.year}年 {cell.title}　{cell.number:,} 件"
        wanted = CaseFilter(among=cell.request_ids, among_words=words, sort="number")
        self.session.shell.open_page("cases", wanted)

    def jump(self, finding: FindingLine) -> None:
        """Go to the cells of a break."""
        cell = finding.cells[0] if finding.cells else ""
        table = cell.partition(".")[0]
        if table == "t2":
            self.show_pane("two")
            self.view.two.go_to(cell)
        elif table in ("t3", "t4"):
            self.show_pane("three" if table == "t3" else "four")
            self._show_three(finding.cells)
            (self.view.three if table == "t3" else self.view.four).go_to(cell)

    def next_finding(self) -> None:
        """F4: go from break to break."""
        found = [one for one in (self.shown.broken if self.shown is not None else ()) if one.cells]
        if found:
            self._jump = (self._jump + 1) % len(found)
            self.jump(found[self._jump])

    # ------------------------------------------------------------------ corrections

    def _ask_corrections(self) -> None:
        question = partial(later_corrections, self.session.office, self.year)
        self.session.ask(question, self._on_corrections_read, key="annual:corrections")

    def _on_corrections_read(self, found: tuple[LaterCorrection, ...]) -> None:
        closed = self.shown.closed if self.shown is not None else None
        self.view.corrections.show_list(found, f"{closed.closed_on:%Y-%m-%d}" if closed is not None else "")
        if self.pane == "corrections":
            self.view.corrections.focus_first()

    def _on_correction_opened(self, one: LaterCorrection) -> None:
        if one.request_id is not None:
            self.session.shell.open_page("case", one.request_id)
        else:
            self.session.shell.open_page("dispute", one.dispute_id)

    # ------------------------------------------------------------------ files

    def export_excel(self) -> None:
        """Ctrl+E: the tables as .xlsx."""
        self.files.ask("xlsx")

    def export_document(self) -> None:
        """Ctrl+D: the report as .docx, or as PDF."""
        self.files.ask("docx")

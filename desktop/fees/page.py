"""收费: filter and order in SQL, rows in blocks, the selected fee beside the list, the ledger to take along."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casework.fee_ledger import export_fees, fee_year_sentence
from casework.fee_list import fee_counters, fee_ids, fee_rows, fee_years
from casework.fee_views import FeeCounterView, FeeFilter, FeeRowView
from casework.views import ActView
from desktop.components import column
from desktop.components.block_model import BlockModel
from desktop.fees.cells import COLUMNS, FEE_CELLS
from desktop.fees.view import FeesView
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.list_page import ListPage
from desktop.frame.session import Session
from desktop.frame.tasks import Steps, Task
from desktop.letters.files import write_out

__all__ = ["FeesPage"]

_ACTIONS = (
    ActionSpec(id="filter", text="筛选收费", shortcut="/", slot="focus_search"),
    ActionSpec(id="columns", text="选择显示的列", shortcut="F2", slot="open_columns"),
    ActionSpec(id="first", text="办理下一步", shortcut="F6", slot="open_first_act"),
    ActionSpec(id="export", text="导出收费台账", shortcut="Ctrl+E", slot="export"),
)
_KINDS = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"


class FeesPage(ListPage[FeeRowView]):
    """Connects stages, table, preview and ledger with casework."""

    help_topic = "fees"
    list_name = "fees"
    topics = ListPage.topics | {"applicants"}

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("收费")
        self.wanted = FeeFilter()
        self.view = FeesView(self, dense=session.settings.text("density") == "dense")
        column(self, gap=0).addWidget(self.view)
        self._amount = ""
        self._exporting: Task | None = None
        self._years: tuple[int, ...] = ()
        view, model = self.view, BlockModel(COLUMNS, FEE_CELLS, self.ask_block, session.today, self)
        self.attach(view.table, view.search, view.preview, model)
        self.actions_table = ActionTable(self, _ACTIONS)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.stages.chosen.connect(self._on_stage_chosen)
        view.year.activated.connect(self._on_year_chosen)
        view.export.clicked.connect(self.export)
        view.progress.cancelled.connect(self._on_export_cancelled)
        view.preview.open_asked.connect(self.open_request)
        view.preview.act_asked.connect(self._on_act_asked)
        view.preview.applicant_asked.connect(self._on_applicant_asked)
        view.year_card.copied.connect(self._on_year_copied)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, FeeFilter):
            self.wanted = payload
            self.view.stages.set_stage(payload.stage)
        self.ask_ids()
        if not self.view.search.hasFocus():
            self.view.table.setFocus()

    def open_columns(self) -> None:
        """F2: choose columns."""
        self.show_columns(self.view.table.mapToGlobal(self.view.table.rect().topRight()))

    def open_first_act(self) -> None:
        """F6: what is next for the selected fee."""
        self.view.preview.press_first()

    # ------------------------------------------------------------------ filter

    def show_filter(self, wanted: FeeFilter) -> None:
        """Show what a filter lets through, in its order."""
        self.wanted = wanted
        self.view.stages.set_stage(wanted.stage)
        self.ask_ids()

    @override
    def searched(self) -> str:
        return self.wanted.text

    @override
    def narrow(self, **changes: Any) -> None:
        self.show_filter(replace(self.wanted, **changes))

    def _on_stage_chosen(self, stage: object) -> None:
        self.narrow(stage=str(stage))

    def _on_year_chosen(self, _at: int) -> None:
        year = self.view.year.value()
        self.narrow(year=year if isinstance(year, int) else None)

    # ------------------------------------------------------------------ rows

    @override
    def ids_question(self) -> Callable[[], tuple[int, ...]]:
        return partial(fee_ids, self.session.office, self.wanted, today=self.session.today)

    @override
    def rows_question(self, ids: Sequence[int]) -> Callable[[], tuple[FeeRowView, ...]]:
        return partial(fee_rows, self.session.office, ids, today=self.session.today)

    @override
    def ask_ids(self) -> None:
        """Ask anew for the list, for the numbers at the stages and for the paragraph of the year."""
        self.view.table.show_sort(self.wanted.sort, self.wanted.descending)
        super().ask_ids()
        session, today = self.session, self.session.today
        counters = partial(fee_counters, session.office, today=today, year=self.wanted.year)
        session.ask(counters, self._on_counters_read, key="fees:counters")
        session.ask(partial(fee_years, session.office, today=today), self._on_years_read, key="fees:years")
        year = self.wanted.year or today.year
        session.ask(partial(fee_year_sentence, session.office, year), self._on_year_read, key="fees:year")

    def _on_counters_read(self, counters: tuple[FeeCounterView, ...]) -> None:
        self.view.stages.show_counts(counters)
        self._amount = next(one.amount for one in counters if one.stage == self.wanted.stage)
        self._say_count()

    def _on_years_read(self, years: tuple[int, ...]) -> None:
        if years != self._years:
            self._years = years
            self.view.year.set_values(((None, "全部年份"), *((one, f"{one}年通知") for one in years)))
        self.view.year.set_value(self.wanted.year)

    def _on_year_read(self, sentence: str) -> None:
        self.view.year_card.show_sentence(sentence)

    @override
    def show_found(self, number: int) -> None:
        self._say_count()
        self._say_empty(not number)

    def _say_count(self) -> None:
        # The sum belongs to the stage; with a search it would not be that of the rows.
        amount = f"，合计{self._amount}" if self._amount and not self.wanted.text else ""
        self.view.count.setText(f"{self.model.rowCount():,} 件{amount}")

    def _say_empty(self, empty: bool) -> None:
        table = self.view.table
        if not empty:
            table.show_empty("")
        elif self.wanted.text:
            table.show_empty("没有符合条件的收费。", "取消筛选", self._clear_search)
        elif self.wanted.stage != "all":
            table.show_empty("这一阶段没有收费。", "看全部收费", self._show_everything)
        else:
            table.show_empty("还没有收过费。收费从办件页“提出收费”开始。", "打开办件列表", self._open_cases)

    def _clear_search(self) -> None:
        self.view.search.clear()
        self.narrow(text="")

    def _show_everything(self) -> None:
        self.narrow(stage="all")

    def _open_cases(self) -> None:
        self.session.shell.open_page("cases")

    # ------------------------------------------------------------------ preview

    def _on_act_asked(self, view: ActView) -> None:
        self.session.shell.open_page("case", (self.view.preview.request_id, view.act))

    def _on_applicant_asked(self, applicant_id: object) -> None:
        self.session.shell.open_page("applicant", applicant_id)

    # ------------------------------------------------------------------ ledger and annual report

    def export(self) -> None:
        """Ctrl+E: ask where, then write the ledger of what the list shows."""
        if self._exporting is not None:
            return
        name = f"信息处理费台账 {self.session.today.isoformat()}.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(self, "导出收费台账", name, _KINDS)
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in (".xlsx", ".csv"):
                path = path.with_name(f"{path.name}.{'csv' if 'csv' in kind else 'xlsx'}")
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the ledger of what the list shows; ``path`` ends in .xlsx or .csv."""
        self.view.progress.begin("正在导出收费台账")
        self.view.export.setEnabled(False)
        work = partial(_exported, self.session, self.wanted, path)
        self._exporting = self.session.ask_steps(
            work, self._on_exported, self._on_export_failed, self.view.progress.advance
        )

    def _export_over(self) -> None:
        self._exporting = None
        self.view.progress.end()
        self.view.export.setEnabled(True)

    def _on_exported(self, path: Path) -> None:
        self._export_over()
        self.session.shell.say(f"已保存 {path.name}")

    def _on_export_failed(self, error: BaseException) -> None:
        self._export_over()
        self.session.shell.show_failure(error)

    def _on_export_cancelled(self) -> None:
        if self._exporting is not None:
            self._exporting.cancel()
            self._export_over()
            self.session.shell.say("已停止导出，没有写入文件")

    def _on_year_copied(self) -> None:
        self.session.shell.say("已复制年度报告第六部分")


def _exported(session: Session, wanted: FeeFilter, path: Path, steps: Steps) -> Path:
    """Make and write the ledger in the work thread; ``steps`` tells how far it is and stops it."""
    kind = path.suffix.lower().lstrip(".")
    made = partial(export_fees, session.office, wanted, kind, today=session.today, progress=steps.advance)
    return write_out(made, path.parent, path.name)

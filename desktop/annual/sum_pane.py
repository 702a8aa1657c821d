"""汇总: the files of other offices, taken in and out, and the sum of them as table three."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from casework.annual_views import ContributionView, SumView
from desktop.annual.before_pane import REPORT_FILES
from desktop.annual.grid import FigureGrid
from desktop.annual.relations_card import summary_state
from desktop.annual.shapes import TABLE_THREE, three_lines
from desktop.components import Banner, Caption, Chip, LineInput, LinkLabel, StrongLabel, Text, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, set_role
from law.errors import UserError

__all__ = ["SumPane"]


class SumPane(QWidget):
    """The files and their sum.

    ``files_chosen(list of paths)``, ``own_chosen(bool)``, ``taken_out((id, reason))``, ``export_asked()``; of the file
    that was refused last: ``replaced()`` to replace the one that is there, ``named(agency)`` to say whose it is.
    """

    files_chosen = Signal(object)
    own_chosen = Signal(object)
    taken_out = Signal(object)
    export_asked = Signal()
    replaced = Signal()
    named = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: SumView | None = None
        self._leaving: ContributionView | None = None
        outer = column(self, gap=8)
        head = row(gap=12)
        self.add = QPushButton("加入年报文件…", self)
        self.add.setAutoDefault(False)
        set_role(self.add, "primary")
        self.add.clicked.connect(self._on_add_clicked)
        self.own = QCheckBox("计入本机关", self)
        self.own.setChecked(True)
        self.own.toggled.connect(self._on_own_toggled)
        self.summary = Chip("", Tone.PLAIN, self)
        self.export = QPushButton("导出汇总 Excel", self)
        self.export.setAutoDefault(False)
        self.export.clicked.connect(self._on_export_clicked)
        for part in (self.add, self.own, self.summary):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.export)
        outer.addLayout(head)
        self.banner = Banner("", Tone.OVER, self)
        self.banner.acted.connect(self._on_banner_acted)
        outer.addWidget(self.banner)
        self.agency = LineInput("机关名称", self, placeholder="文件里没有机关名称，在这里写，按 Enter")
        self.agency.returnPressed.connect(self._on_agency_entered)
        self.agency.hide()
        outer.addWidget(self.agency)
        self.words = Caption("", self)
        outer.addWidget(self.words)
        self._lines = column(gap=2)
        outer.addLayout(self._lines)
        outer.addWidget(self._leave_form())
        self.grid = FigureGrid(TABLE_THREE, "汇总的表三", self)
        outer.addWidget(self.grid, 1)
        self._rest = QWidget(self)
        outer.addWidget(self._rest, 1)
        self.links: list[LinkLabel] = []

    def _leave_form(self) -> QWidget:
        self.leave = QWidget(self)
        line = row(self.leave, gap=8)
        self.leave_words = Text("", self.leave, wrap=False)
        self.reason = LineInput("移出的理由", self.leave, placeholder="移出的理由，如：该局重报")
        self.reason.returnPressed.connect(self._on_leave_confirmed)
        self.confirm = QPushButton("移出", self.leave)
        self.confirm.setAutoDefault(False)
        self.confirm.clicked.connect(self._on_leave_confirmed)
        line.addWidget(self.leave_words)
        line.addWidget(self.reason, 1)
        line.addWidget(self.confirm)
        self.leave.hide()
        return self.leave

    def show_sum(self, view: SumView) -> None:
        """Show files and sum."""
        self.shown = view
        clear_rows(self._lines)
        self.links = []
        for one in view.offices:
            self._lines.addWidget(self._line(one))
        count = len(view.offices) + view.with_own
        told = [f"{count} 个机关相加。" if count else "还没有文件。每个机关一份；每份先核对，勾稽不成立的不收。"]
        told += [view.own_blocking] if view.own_blocking else []
        told += [f"{one}。" for one in view.remarks]
        self.words.setText("\n".join(told))
        self.grid.setVisible(bool(count))
        self._rest.setVisible(not count)
        self.export.setEnabled(bool(count))
        self.summary.setVisible(bool(count))
        self.summary.show_state(*summary_state(view.relations))
        self.grid.show_figures(three_lines(view.figures, whole=False), view.figures)
        self.grid.go_first()

    def _line(self, one: ContributionView) -> QWidget:
        block = QWidget(self)
        line = row(block, gap=8)
        line.addWidget(StrongLabel(one.agency, block, wrap=False))
        line.addWidget(Caption(f"新收 {one.requests:,} 件　{one.file_name}", block, wrap=False))
        if one.warnings:
            chip = Chip(f"{len(one.warnings)} 处提示", Tone.SOON, block)
            chip.setToolTip("\n".join(one.warnings))
            line.addWidget(chip)
        line.addStretch(1)
        link = LinkLabel("移出", block, payload=one)
        link.setAccessibleName(f"移出 {one.agency}")
        link.clicked.connect(self._on_leave_clicked)
        self.links.append(link)
        line.addWidget(link)
        return block

    def show_refusal(self, error: UserError | None, *, may_replace: bool = False) -> None:
        """Show why a file was not taken in."""
        self.banner.say(error.sentence if error is not None else "", Tone.OVER, "替换旧文件" if may_replace else "")
        nameless = error is not None and error.code == "sum_agency_missing"
        self.agency.setVisible(nameless)
        if nameless:
            self.agency.setFocus()

    def close_leaving(self) -> bool:
        """Hide the form for taking out; False if it was not open."""
        if self.leave.isHidden():
            return False
        self.leave.hide()
        self._leaving = None
        return True

    def focus_first(self) -> None:
        """Put the focus where the work begins."""
        self.add.setFocus()

    def _on_add_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "各机关的年报", "", REPORT_FILES)
        if chosen:
            self.files_chosen.emit(chosen)

    def _on_own_toggled(self, on: bool) -> None:
        self.own_chosen.emit(on)

    def _on_export_clicked(self) -> None:
        self.export_asked.emit()

    def _on_banner_acted(self) -> None:
        self.replaced.emit()

    def _on_agency_entered(self) -> None:
        self.named.emit(self.agency.text())

    def _on_leave_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel) and isinstance(link.payload, ContributionView):
            self._leaving = link.payload
            self.leave_words.setText(f"移出 {link.payload.agency}：")
            self.reason.clear()
            self.leave.show()
            self.reason.setFocus()

    def _on_leave_confirmed(self) -> None:
        if self._leaving is not None:
            self.taken_out.emit((self._leaving.id, self.reason.text()))

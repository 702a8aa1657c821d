"""上年数: what the report of last year says where it was not closed in this program, and why it was wrong."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from casework.annual_views import AnnualView
from desktop.annual.shapes import TABLE_THREE
from desktop.components import Caption, LineInput, SectionTitle, Text, TextArea, column, row
from desktop.theme import Tone, px, set_role
from law.annual_form import annual_layout, three_key, two_key
from law.errors import UserError

__all__ = ["REPORT_FILES", "BeforePane"]

REPORT_FILES = "年报（*.xlsx *.xls *.docx *.csv *.html）(*.xlsx *.xls *.docx *.csv *.html *.htm)"
_CARRIED = "r4"
_STANDING = "in_force"
_NOTE = "note"


class BeforePane(QWidget):
    """``saved(mapping)``, ``file_chosen(path)``, ``noted(text)``: why last year's report was wrong; ``edited()``."""

    saved = Signal(object)
    file_chosen = Signal(object)
    noted = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs: dict[str, LineInput] = {}
        self._known: Mapping[str, str] = {}
        self._known_note = ""
        outer = column(self, gap=10)
        self.told = Text("", self)
        outer.addWidget(self.told)
        head = row(gap=12)
        self.file = QPushButton("读取上年的年报文件…", self)
        self.file.setAutoDefault(False)
        self.file.clicked.connect(self._on_file_clicked)
        head.addWidget(self.file)
        head.addWidget(Caption("整份读入，或者只录下面几格。", self), 1)
        outer.addLayout(head)
        outer.addLayout(self._form())
        self.error = Text("", self)
        self.error.set_tone(Tone.OVER)
        self.error.hide()
        outer.addWidget(self.error)
        foot = row(gap=12)
        foot.addStretch(1)
        self.save = QPushButton("保存上年数", self)
        self.save.setAutoDefault(False)
        set_role(self.save, "primary")
        self.save.clicked.connect(self.submit)
        foot.addWidget(self.save)
        outer.addLayout(foot)
        outer.addWidget(SectionTitle("上年已公布的数有误", self))
        outer.addWidget(Caption("写明后，“本年二＝上年四”作为提示，不再拦截；说明写入第六部分。", self))
        self.note = TextArea("上年年报有误的情况", self, lines=2)
        self.note.textChanged.connect(self._on_note_changed)
        outer.addWidget(self.note)
        foot = row(gap=12)
        foot.addStretch(1)
        self.keep = QPushButton("保存说明", self)
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._on_keep_clicked)
        foot.addWidget(self.keep)
        outer.addLayout(foot)
        outer.addStretch(1)

    def _form(self) -> QGridLayout:
        layout = annual_layout()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(6))
        grid.addWidget(Caption("四、结转下年度", self, wrap=False), 1, 0)
        for at, (column_key, label) in enumerate(layout.columns, start=1):
            head = Caption(TABLE_THREE.short[at - 1], self, wrap=False)
            head.setToolTip(label)
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(head, 0, at)
            self._input(grid, three_key(_CARRIED, column_key), 1, at)
        at = 2
        for block in layout.blocks:
            if _STANDING in block.columns:
                for key, label in block.rows:
                    grid.addWidget(Caption(f"{label.removeprefix('行政')}现行有效", self, wrap=False), at, 0)
                    self._input(grid, two_key(key, _STANDING), at, 1)
                    at += 1
        return grid

    def _input(self, grid: QGridLayout, cell: str, at: int, place: int) -> None:
        line = LineInput(f"上年 {annual_layout().cell_title(cell)}", self)
        line.setMinimumWidth(px(40))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.textEdited.connect(self._on_edited)
        self.inputs[cell] = line
        grid.addWidget(line, at, place)

    def show_year(self, view: AnnualView) -> None:
        """Show what is known of the year before."""
        before = view.before
        fixed = before.source == "closed"
        self.told.setText(f"{before.told}。" + ("已关账的数不能在这里改。" if fixed else ""))
        known = {cell: before.figures.get(cell, "") for cell in self.inputs}
        for cell, line in self.inputs.items():
            if line.text() == self._known.get(cell, "") or fixed:
                line.setText(known[cell])
            line.setReadOnly(fixed)
        self._known = known
        self.save.setEnabled(not fixed)
        self.file.setEnabled(not fixed)
        self.save.setToolTip("上年在本程序关账" if fixed else "")
        if self.note.text() == self._known_note:
            self.note.set_text(view.carried_note)
        self._known_note = view.carried_note

    def forget(self) -> None:
        """Another year: what was typed goes."""
        for line in self.inputs.values():
            line.clear()
        self._known = {}
        self.note.set_text("")
        self._known_note = ""

    def typed(self) -> Mapping[str, str]:
        """What a crash must not lose: figures and explanation that are not saved."""
        found = {cell: line.text() for cell, line in self.inputs.items() if line.text() != self._known.get(cell, "")}
        if self.note.text() != self._known_note:
            found[_NOTE] = self.note.text()
        return found

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Bring back what was typed and not saved."""
        for cell, text in texts.items():
            line = self.inputs.get(cell)
            if line is not None and not line.isReadOnly():
                line.setText(text)
        if _NOTE in texts:
            self.note.set_text(texts[_NOTE])

    def submit(self) -> None:
        """Ask to save. Of the row carried on, what is left empty is 0 once one of its cells is given."""
        typed = {cell: line.text().strip() for cell, line in self.inputs.items()}
        row_cells = [cell for cell in typed if cell.startswith("t3.")]
        if any(typed[cell] for cell in row_cells):
            typed |= {cell: typed[cell] or "0" for cell in row_cells}
        self.saved.emit({cell: text for cell, text in typed.items() if text != self._known.get(cell, "")})

    def show_refusal(self, error: UserError | None) -> None:
        """Show a refusal at its field."""
        self.error.setText(error.sentence if error is not None else "")
        self.error.setVisible(error is not None)
        for cell, line in self.inputs.items():
            wrong = error is not None and error.field == cell
            line.show_error(error.sentence if wrong and error is not None else "")
            if wrong:
                line.setFocus()

    def focus_first(self) -> None:
        """Put the cursor where the work begins."""
        if self.save.isEnabled():
            next(iter(self.inputs.values())).setFocus()
        else:
            self.note.setFocus()

    def _on_edited(self, _text: str) -> None:
        self.show_refusal(None)
        self.edited.emit()

    def _on_note_changed(self) -> None:
        if self.note.text() != self._known_note:
            self.edited.emit()

    def _on_file_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "上年的年报", "", REPORT_FILES)
        if chosen:
            self.file_chosen.emit(chosen)

    def _on_keep_clicked(self) -> None:
        self.noted.emit(self.note.text())

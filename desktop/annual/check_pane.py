"""核对已发布: a published report, pasted or as a file, checked alone; nothing of it is kept."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from casework.annual_views import CheckView, FindingLine
from desktop.annual.before_pane import REPORT_FILES
from desktop.annual.grid import FigureGrid
from desktop.annual.relations_card import RelationsCard, summary_state
from desktop.annual.shapes import TABLE_THREE, three_lines
from desktop.components import Caption, Chip, LinkLabel, Text, TextArea, column, row
from desktop.theme import Tone, px, set_role
from law.errors import UserError

__all__ = ["CheckPane", "PasteArea"]


class PasteArea(TextArea):
    """Takes a table from a browser with its cells: the clipboard's HTML is kept beside the text that is shown."""

    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(name, parent, lines=lines)
        self._html = ""
        self._of = ""

    def content(self) -> str:
        """What was pasted: as HTML while the text is still that of the clipboard, else the text."""
        return self._html if self._html and self.text() == self._of else self.text()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        html = source.html() if source.hasHtml() and "<t" in source.html().lower() else ""
        whole = not self.text().strip()
        super().insertFromMimeData(source)
        self._html, self._of = (html, self.text()) if html and whole else ("", "")


class CheckPane(QWidget):
    """``pasted((text, text of the year before))``, ``file_chosen(path)``."""

    pasted = Signal(object)
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=8)
        self.input = QWidget(self)
        down = column(self.input, gap=8)
        down.addWidget(
            Caption("从网页或文档复制整张表格（连同左边的栏目）粘贴，或者选择文件。只核对，不保存。", self.input)
        )  # fmt: skip
        self.area = PasteArea("要核对的年报", self.input)
        down.addWidget(self.area)
        self.more = LinkLabel("再粘贴上一年的，核对跨年的勾稽", self.input)
        self.more.clicked.connect(self._on_more_clicked)
        down.addWidget(self.more)
        self.earlier = PasteArea("上一年的年报", self.input, lines=3)
        self.earlier.hide()
        down.addWidget(self.earlier)
        foot = row(gap=12)
        self.file = QPushButton("选择文件…", self.input)
        self.file.setAutoDefault(False)
        self.file.clicked.connect(self._on_file_clicked)
        self.check = QPushButton("核对　Ctrl+Enter", self.input)
        self.check.setAccessibleName("核对粘贴的年报")
        self.check.setAutoDefault(False)
        set_role(self.check, "primary")
        self.check.clicked.connect(self.submit)
        foot.addWidget(self.file)
        foot.addStretch(1)
        foot.addWidget(self.check)
        down.addLayout(foot)
        outer.addWidget(self.input)
        self.error = Text("", self)
        self.error.set_tone(Tone.OVER)
        self.error.hide()
        outer.addWidget(self.error)
        self.result = self._result()
        outer.addWidget(self.result, 1)
        self._rest = QWidget(self)
        outer.addWidget(self._rest, 1)
        self.shown: CheckView | None = None

    def _result(self) -> QWidget:
        result = QWidget(self)
        down = column(result, gap=8)
        head = row(gap=8)
        self.words = Text("", result, wrap=False)
        self.summary = Chip("", Tone.PLAIN, result)
        head.addWidget(self.words)
        head.addWidget(self.summary)
        head.addStretch(1)
        down.addLayout(head)
        line = row(gap=12)
        self.grid = FigureGrid(TABLE_THREE, "核对的表三", result)
        line.addWidget(self.grid, 1)
        area = QScrollArea(result)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(px(300))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(area)
        set_role(inner, "scrolled")
        cards = column(inner, gap=0)
        self.relations = RelationsCard(inner)
        self.relations.jump_asked.connect(self._on_jump_asked)
        self.relations.before_asked.connect(self._on_more_clicked)
        cards.addWidget(self.relations)
        cards.addStretch(1)
        area.setWidget(inner)
        line.addWidget(area)
        down.addLayout(line, 1)
        result.hide()
        return result

    def show_check(self, view: CheckView) -> None:
        """Show what came of it."""
        self.shown = view
        self.show_refusal(None)
        year = f"{view.year} 年" if view.year is not None else "（没有写年度）"
        old = "，2019年式表样" if view.form == 2019 else ""
        self.words.setText(f"{view.agency}{year}{old}")
        self.summary.show_state(*summary_state(view.relations))
        self.relations.show_relations(view.relations)
        self._show_grid()
        self.result.show()
        self._rest.hide()
        if self.relations.links:
            self.relations.links[0].setFocus()
        else:
            self.grid.setFocus()

    def _show_grid(self, wanted: tuple[str, ...] = ()) -> None:
        view = self.shown
        if view is None:
            return
        marked = {cell for one in view.broken for cell in one.cells}
        self.grid.show_figures(three_lines(view.figures, whole=True, wanted=wanted), view.figures, marked)

    def show_refusal(self, error: UserError | None) -> None:
        """Show why it could not be read; what was pasted stays."""
        self.error.setText(error.sentence if error is not None else "")
        self.error.setVisible(error is not None)
        if error is not None:
            self.result.hide()
            self._rest.show()
            self.area.setFocus()

    def submit(self) -> None:
        """Ask to check what was pasted."""
        self.pasted.emit((self.area.content(), self.earlier.content()))

    def focus_first(self) -> None:
        """Put the cursor where the work begins."""
        self.area.setFocus()

    def _on_jump_asked(self, finding: FindingLine) -> None:
        cell = next((one for one in finding.cells if one.startswith("t3.")), "")
        if cell and self.grid.go_to(cell):
            self.grid.setFocus()

    def _on_more_clicked(self) -> None:
        self.earlier.show()
        self.earlier.setFocus()

    def _on_file_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "已公布的年报", "", REPORT_FILES)
        if chosen:
            self.file_chosen.emit(chosen)

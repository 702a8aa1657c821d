"""表二: figures entered by hand, with those of last year beside them; 现行有效 follows if nobody enters it."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QWidget

from casework.annual_views import HandFigureView
from desktop.components import Caption, LineInput, LinkLabel, StrongLabel, Text, column, row
from desktop.theme import Tone, px, set_role
from law.annual_form import annual_layout
from law.errors import UserError

__all__ = ["TwoPane"]

_CARRIED = "现行有效不填时，按上年现行有效＋本年制发－本年废止计。"


class TwoPane(QWidget):
    """``saved(mapping of cell to text)``, ``edited()``; what was typed and not saved survives a new reading."""

    saved = Signal(object)
    moved = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs: dict[str, LineInput] = {}
        self.notes: dict[str, Caption] = {}
        self._shown: dict[str, str] = {}
        outer = column(self, gap=8)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form = QWidget(area)
        set_role(form, "scrolled")
        self._grid = QGridLayout(form)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._build(form)
        area.setWidget(form)
        outer.addWidget(area, 1)
        self.error = Text("", self)
        self.error.set_tone(Tone.OVER)
        self.error.hide()
        outer.addWidget(self.error)
        foot = row(gap=12)
        self.zeros = LinkLabel("空的都填 0", self)
        self.zeros.clicked.connect(self._on_zeros_clicked)
        self.hint = Caption(_CARRIED, self)
        self.save = QPushButton("保存　Ctrl+Enter", self)
        self.save.setAccessibleName("保存表二")
        self.save.setAutoDefault(False)
        set_role(self.save, "primary")
        self.save.clicked.connect(self.submit)
        foot.addWidget(self.zeros)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.save)
        outer.addLayout(foot)

    def _build(self, form: QWidget) -> None:
        at = 0
        for block in annual_layout().blocks:
            self._grid.addWidget(StrongLabel(block.title, form, wrap=False), at, 0, 1, 4)
            at += 1
            for place, head in enumerate(block.heads):
                self._grid.addWidget(Caption(head, form, wrap=False), at, place)
            at += 1
            for key, label in block.rows:
                self._grid.addWidget(Text(label, form, wrap=False), at, 0)
                for place, name in enumerate(block.columns, start=1):
                    self._input(form, f"t2.{key}.{name}", at, place)
                at += 2
        for place in range(1, 4):
            self._grid.setColumnStretch(place, 1)
        self._grid.setRowStretch(at, 1)

    def _input(self, form: QWidget, cell: str, at: int, place: int) -> None:
        line = LineInput(annual_layout().cell_title(cell), form)
        line.setMaximumWidth(px(200))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.textEdited.connect(self._on_text_edited)
        note = Caption("", form, wrap=False)
        self._grid.addWidget(line, at, place)
        self._grid.addWidget(note, at + 1, place)
        self.inputs[cell] = line
        self.notes[cell] = note

    def show_figures(self, hand: Sequence[HandFigureView], marked: Collection[str] = (), *, fixed: str = "") -> None:
        """Show what is known; a field that somebody is typing in keeps its text.

        ``fixed``: why nothing can be entered, empty if it can.
        """
        self.save.setEnabled(not fixed)
        self.save.setToolTip(fixed)
        self.zeros.setVisible(not fixed)
        self.hint.setText(fixed or _CARRIED)
        for one in hand:
            line = self.inputs[one.cell]
            entered = one.text if one.source and not one.source.endswith("废止") else ""
            if line.text() == self._shown.get(one.cell, ""):
                line.setText(entered)
            self._shown[one.cell] = entered
            line.setReadOnly(bool(fixed))
            line.setPlaceholderText(one.text if not entered and one.text else "未录入")
            before = f"上年 {one.before}" if one.before else ""
            source = one.source if one.source not in ("", "录入") else ""
            told = "　".join(part for part in (before, source) if part)
            self.notes[one.cell].setText(told)
            self.notes[one.cell].setVisible(bool(told))
            line.show_error("勾稽不成立" if one.cell in marked and line.text() else "")

    def forget(self) -> None:
        """Another year: what was typed for this one goes."""
        for line in self.inputs.values():
            line.clear()
        self._shown = {}
        self.show_refusal(None)

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(line.text() != self._shown.get(cell, "") for cell, line in self.inputs.items())

    def changes(self) -> Mapping[str, str]:
        """The cells whose text differs from what is known."""
        return {
            cell: line.text() for cell, line in self.inputs.items() if line.text() != self._shown.get(cell, "")
        }  # fmt: skip

    def typed(self) -> Mapping[str, str]:
        """What a crash must not lose."""
        return self.changes()

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Bring back what was typed and not saved."""
        for cell, text in texts.items():
            line = self.inputs.get(cell)
            if line is not None and not line.isReadOnly():
                line.setText(text)

    def submit(self) -> None:
        """Ask to save what changed."""
        if not self.save.isEnabled():
            return
        self.saved.emit(self.changes())

    def show_saved(self) -> None:
        """What was typed is kept now."""
        self._shown = {cell: line.text() for cell, line in self.inputs.items()}
        self.show_refusal(None)

    def show_refusal(self, error: UserError | None) -> None:
        """Show a refusal at its field."""
        for line in self.inputs.values():
            line.show_error("")
        self.error.setText(error.sentence if error is not None else "")
        self.error.setVisible(error is not None)
        if error is not None and error.field in self.inputs:
            self.inputs[error.field].show_error(error.sentence)
            self.go_to(error.field)

    def go_to(self, cell: str) -> None:
        """Put the cursor into a cell."""
        if cell in self.inputs:
            self.inputs[cell].setFocus()
            self.inputs[cell].selectAll()

    def focus_first(self) -> None:
        """Put the cursor into the first empty cell, else into the first one."""
        empty = next((one for one in self.inputs.values() if not one.text()), None)
        (empty or next(iter(self.inputs.values()))).setFocus()

    def _on_zeros_clicked(self) -> None:
        # What follows from last year stays empty: a zero would say that nothing is in force any more.
        for line in self.inputs.values():
            if not line.text() and line.placeholderText() == "未录入":
                line.setText("0")
        self.edited.emit()
        self.save.setFocus()

    def _on_text_edited(self, _text: str) -> None:
        self.show_refusal(None)
        self.edited.emit()

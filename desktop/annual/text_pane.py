"""正文: the six parts, generated from the tables or written; numbers that do not agree are told one by one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.annual_views import NumberView, PartView
from desktop.components import (
    Caption,
    Chip,
    LineInput,
    LinkLabel,
    SectionTitle,
    SegmentedChoice,
    TextArea,
    column,
    row,
)
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px, set_role

__all__ = ["TextPane"]

_PARTS = (
    ("overview", "一"),
    ("proactive", "二"),
    ("requests", "三"),
    ("disputes", "四"),
    ("problems", "五"),
    ("other", "六"),
)
_BASES = 12
_HINTS = {
    "problems": "写存在的主要问题和改进情况；表里没有，须自己写。",
    "other": "收费情况由收费台账得出；口径与上年不同的，一并写明。",
}


class TextPane(QWidget):
    """``saved((part, text))``, ``reset_asked(part)``, ``noted((number, source))``, ``edited()``."""

    saved = Signal(object)
    reset_asked = Signal(object)
    noted = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, PartView] = {}
        self._part = "overview"
        self._known = ""
        self._drafts: dict[str, str] = {}
        self._fixed = ""
        outer = column(self, gap=8)
        head = row(gap=12)
        self.choice = SegmentedChoice(_PARTS, "部分", self, value="overview")
        self.choice.chosen.connect(self._on_part_chosen)
        self.heading = SectionTitle("", self)
        self.state = Chip("", Tone.PLAIN, self)
        head.addWidget(self.choice)
        head.addWidget(self.heading)
        head.addWidget(self.state)
        head.addStretch(1)
        outer.addLayout(head)
        self.area = TextArea("正文", self, lines=4)
        self.area.textChanged.connect(self._on_typed)
        outer.addWidget(self.area, 1)
        self.hint = Caption("", self)
        outer.addWidget(self.hint)
        self._lines = column(gap=4)
        outer.addLayout(self._lines)
        self.basis = Caption("", self)
        self.basis.setMinimumWidth(px(80))
        outer.addWidget(self.basis)
        foot = row(gap=12)
        self.reset = LinkLabel("改回由表生成的文字", self)
        self.reset.clicked.connect(self._on_reset_clicked)
        self.save = QPushButton("保存　Ctrl+Enter", self)
        self.save.setAccessibleName("保存正文")
        self.save.setAutoDefault(False)
        set_role(self.save, "primary")
        self.save.clicked.connect(self.submit)
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.save)
        outer.addLayout(foot)
        self.fields: list[LineInput] = []

    def show_parts(self, parts: Sequence[PartView], *, fixed: str = "") -> None:
        """Show the words as they stand; what was typed and not saved stays. ``fixed``: why they cannot be written."""
        self._fixed = fixed
        self.area.setReadOnly(bool(fixed))
        self._parts = {one.key: one for one in parts}
        self._show()

    def show_part(self, key: str) -> None:
        """Show one part."""
        self._keep()
        self._part = key
        self.choice.set_value(key)
        self._show()

    def forget(self) -> None:
        """Another year: what was typed for this one goes."""
        self._drafts = {}
        self._known = ""
        self.area.blockSignals(True)
        self.area.set_text("")
        self.area.blockSignals(False)

    def _keep(self) -> None:
        text = self.area.text()
        if text != self._known:
            self._drafts[self._part] = text
        else:
            self._drafts.pop(self._part, None)

    def _show(self) -> None:
        part = self._parts.get(self._part)
        if part is None:
            return
        typed = self.area.text() if self.area.hasFocus() and self.area.text() != self._known else None
        self._known = part.text
        text = typed if typed is not None else self._drafts.get(self._part, part.text)
        if self.area.text() != text:
            self.area.blockSignals(True)
            self.area.set_text(text)
            self.area.blockSignals(False)
        self.heading.setText(part.title)
        self.state.show_state(*_state(part))
        hint = self._fixed or _HINTS.get(self._part, "")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.reset.setVisible(part.edited and not self._fixed)
        self._show_numbers([one for one in part.numbers if one.problem])
        told = [f"{one.text}：{one.how}" for one in part.numbers if not one.problem and one.how]
        self.basis.setText(f"数的出处　{'；'.join(told[:_BASES])}{'…' if len(told) > _BASES else ''}")
        self.basis.setToolTip("\n".join(told))
        self.basis.setVisible(bool(told))
        self._on_typed()

    def _show_numbers(self, wrong: Sequence[NumberView]) -> None:
        clear_rows(self._lines)
        self.fields = []
        for one in wrong[:4]:
            self._lines.addWidget(self._number(one))
        if len(wrong) > 4:
            self._lines.addWidget(Caption(f"另有 {len(wrong) - 4} 个数待核对", self))

    def _number(self, number: NumberView) -> QWidget:
        block = QWidget(self)
        line = row(block, gap=8)
        line.addWidget(Chip(number.text, Tone.SOON, block))
        words = Caption(number.problem, block)
        words.setMinimumWidth(px(80))
        line.addWidget(words, 1)
        source = LineInput(f"{number.text}的口径", block, placeholder="不是表中数的，写出处，按 Enter")
        source.setProperty("number", number.text)
        source.returnPressed.connect(self._on_source_entered)
        self.fields.append(source)
        line.addWidget(source, 1)
        return block

    def submit(self) -> None:
        """Ask to save the part."""
        if self._fixed:
            return
        self.saved.emit((self._part, self.area.text()))

    def show_saved(self) -> None:
        """The words are kept now."""
        self._known = self.area.text()
        self._drafts.pop(self._part, None)
        self._on_typed()

    def is_dirty(self) -> bool:
        """Whether words were typed that are not saved."""
        return bool(self._drafts) or self.area.text() != self._known

    def typed(self) -> Mapping[str, str]:
        """What a crash must not lose: the words of each part that are not saved."""
        self._keep()
        return dict(self._drafts)

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Bring back what was typed and not saved."""
        if self._fixed:
            return
        self._drafts = {part: text for part, text in texts.items() if part in self._parts}
        if self._drafts:
            self._part = next(iter(self._drafts))
            self.choice.set_value(self._part)
        self._show()

    def part(self) -> str:
        """The part that is shown."""
        return self._part

    def _on_part_chosen(self, key: object) -> None:
        self._keep()
        self._part = str(key)
        self._show()

    def _on_typed(self) -> None:
        self.save.setEnabled(self.area.text() != self._known and not self._fixed)
        self.save.setToolTip("" if self.save.isEnabled() else self._fixed or "没有改动")
        if self.save.isEnabled():
            self.edited.emit()

    def _on_reset_clicked(self) -> None:
        self._drafts.pop(self._part, None)
        self._known = self.area.text()
        self.reset_asked.emit(self._part)

    def _on_source_entered(self) -> None:
        field = self.sender()
        if isinstance(field, LineInput) and field.text().strip():
            self.noted.emit((str(field.property("number")), field.text()))


def _state(part: PartView) -> tuple[str, Tone]:
    if part.edited:
        return "自写", Tone.ACCENT
    return ("由表生成", Tone.DONE) if part.text else ("未写", Tone.SOON)

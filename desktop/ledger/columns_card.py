"""As what the columns of a ledger were taken, and why; corrected by choosing another field."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casework.ledger_drafts import LedgerColumn, SheetLayout
from casework.ledger_words import FIELDS, field_label
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, ComboInput, ElidedLabel, LinkLabel, column, row
from desktop.theme import Tone, px

__all__ = ["ColumnsCard"]

_NOTHING: Final = ((), "（不采用）")


class ColumnsCard(Card):
    """Signals: ``column_said((sheet, letter, fields))``, ``sheet_said((sheet, imported))``, ``remember_asked()``."""

    column_said = Signal(object)
    sheet_said = Signal(object)
    remember_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("列的对应", parent)
        self.remember = LinkLabel("记住", self)
        self.remember.setAccessibleName("记住这样的对应")
        self.remember.setToolTip("下次导入表头相同的台账，按这样对应")
        self.remember.clicked.connect(self.remember_asked)
        self.add_to_head(self.remember)
        self.sheet = ComboInput((), "工作表", self)
        self.sheet.activated.connect(self._on_sheet_chosen)
        self.body.addWidget(self.sheet)
        self.imported = QCheckBox("读取这张表", self)
        self.imported.clicked.connect(self._on_imported_clicked)
        self.body.addWidget(self.imported)
        self.about = Caption("", self)
        self.body.addWidget(self.about)
        self._inside, self._list = scrolled_list(self, gap=10)
        self._sheets: tuple[SheetLayout, ...] = ()
        self.combos: dict[str, ComboInput] = {}

    def show_sheets(self, sheets: Sequence[SheetLayout], *, corrected: bool) -> None:
        """Show the sheets of a ledger; the one that was shown stays."""
        before = self.sheet.value()
        self._sheets = tuple(sheets)
        self.remember.setVisible(corrected)
        self.sheet.set_values([(at, _sheet_words(one)) for at, one in enumerate(self._sheets)])
        first = next((at for at, one in enumerate(self._sheets) if one.imported), 0)
        self.sheet.set_value(before if isinstance(before, int) and before < len(self._sheets) else first)
        self.sheet.setVisible(len(self._sheets) > 1)
        self._show_sheet()

    def current(self) -> SheetLayout | None:
        """The sheet that is shown."""
        at = self.sheet.value()
        return self._sheets[at] if isinstance(at, int) and at < len(self._sheets) else None

    def _show_sheet(self) -> None:
        empty_layout(self._list)
        self.combos = {}
        sheet = self.current()
        self.imported.setVisible(sheet is not None and len(self._sheets) > 1)
        if sheet is None:
            self.about.setText("还没有选台账。")
            return
        self.imported.setChecked(sheet.imported)
        self.about.setText(_about(sheet))
        self.about.setVisible(bool(self.about.text()))
        for one in sheet.columns if sheet.imported else ():
            self._list.addWidget(self._line(one))

    def _line(self, one: LedgerColumn) -> QWidget:
        holder = QWidget(self._inside)
        lines = column(holder, gap=2)
        head = row(gap=8)
        letter = Caption(one.letter, holder, wrap=False)
        letter.setFixedWidth(px(24))
        head.addWidget(letter, 0, Qt.AlignmentFlag.AlignVCenter)
        name = " / ".join(part for part in (one.group, one.header) if part) or "（没有表头）"
        short = one.header or one.group or name
        label = ElidedLabel(f"{short}{'（隐藏列）' if one.hidden else ''}", holder)
        label.setToolTip(name)
        head.addWidget(label, 1)
        combo = ComboInput(_choices(one), f"{one.letter} 列 {name} 对应", holder)
        combo.set_value(one.fields)
        combo.setFixedWidth(px(132))
        combo.setProperty("letter", one.letter)
        combo.activated.connect(self._on_field_chosen)
        head.addWidget(combo)
        lines.addLayout(head)
        told = Caption(one.told, holder)
        told.setContentsMargins(px(32), 0, 0, 0)
        if one.candidates or not one.fields:
            told.set_tone(Tone.TODAY if one.candidates else Tone.PLAIN)
        lines.addWidget(told)
        self.combos[one.letter] = combo
        return holder

    def _on_sheet_chosen(self, _at: int) -> None:
        self._show_sheet()

    def _on_imported_clicked(self, wanted: bool) -> None:
        sheet = self.current()
        if sheet is not None:
            self.sheet_said.emit((sheet.name, wanted))

    def _on_field_chosen(self, _at: int) -> None:
        combo, sheet = self.sender(), self.current()
        if isinstance(combo, ComboInput) and sheet is not None:
            fields = combo.value()
            before = next(one.fields for one in sheet.columns if one.letter == combo.property("letter"))
            if isinstance(fields, tuple) and fields != before:
                self.column_said.emit((sheet.name, combo.property("letter"), fields))


def _choices(one: LedgerColumn) -> list[tuple[object, str]]:
    """What was taken first where it is two fields, then the candidates, then every field."""
    found: list[tuple[object, str]] = [_NOTHING]
    if len(one.fields) > 1:
        found.append((one.fields, "、".join(field_label(name) for name in one.fields)))
    order = dict.fromkeys((*one.candidates, *FIELDS, *one.fields))
    return [*found, *(((name,), field_label(name)) for name in order)]


def _sheet_words(sheet: SheetLayout) -> str:
    hidden = "，隐藏" if sheet.hidden else ""
    return f"{sheet.name or '台账'}（{'读取' if sheet.imported else '不读'}{hidden}）"


def _about(sheet: SheetLayout) -> str:
    if not sheet.imported:
        return sheet.reason
    heads = "、".join(str(one) for one in sheet.header_rows)
    said = [f"表头在第 {heads} 行" if heads else "", f"年份 {sheet.year}" if sheet.year else "", sheet.note]
    return "；".join(part for part in said if part)

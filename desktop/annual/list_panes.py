"""更正清单 and 计数口径: what moved since the year was closed, and how is counted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from casework.annual_views import AnnualPolicyView, LaterCorrection
from desktop.components import Caption, Chip, LinkLabel, StrongLabel, Text, column, row
from desktop.components.arrow_keys import ArrowKeys
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px, set_role

__all__ = ["CorrectionsPane", "PoliciesPane"]


class _Scrolled(QWidget):
    """Lines in a scrolled column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=8)
        self.words = Caption("", self)
        outer.addWidget(self.words)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self.area)
        set_role(inner, "scrolled")
        down = column(inner, gap=0)
        self.lines = column(gap=10)
        down.addLayout(self.lines)
        down.addStretch(1)
        self.area.setWidget(inner)
        outer.addWidget(self.area, 1)
        self.links: list[LinkLabel] = []
        self.arrows = ArrowKeys(self.area)

    def focus_first(self) -> None:
        """Put the focus on the first line."""
        if self.links:
            self.arrows.focus(self.links[0])


class CorrectionsPane(_Scrolled):
    """``opened(LaterCorrection)`` opens the case."""

    opened = Signal(object)

    def show_list(self, found: Sequence[LaterCorrection], closed_on: str) -> None:
        """Show what stands elsewhere now than in the closed report."""
        told = f"截至关账日（{closed_on}）所见与现在所知不同的办件 {len(found)} 件。关账的数不变。"
        self.words.setText(told if found else f"{closed_on}关账以来，没有办件改变行列。")
        clear_rows(self.lines)
        self.links = []
        for one in found:
            self.lines.addWidget(self._line(one))
        self.arrows.lead(self.links)

    def _line(self, one: LaterCorrection) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=2)
        head = row(gap=8)
        link = LinkLabel(one.label, block, payload=one)
        link.setAccessibleName(f"打开 {one.label}，原为{one.was or '不在表内'}，现为{one.now or '不在表内'}")
        link.clicked.connect(self._on_link_clicked)
        self.links.append(link)
        head.addWidget(link)
        head.addWidget(Caption(f"{one.applicant}　{one.column}", block, wrap=False))
        head.addStretch(1)
        if one.was == one.now:
            head.addWidget(Chip("不改原行", Tone.PROV, block))
        down.addLayout(head)
        moved = one.was if one.was == one.now else f"{one.was or '不在表内'}　→　{one.now or '不在表内'}"
        text = Text(moved, block)
        text.setMinimumWidth(px(80))
        down.addWidget(text)
        why = Caption(one.why, block)
        why.setMinimumWidth(px(80))
        down.addWidget(why)
        return block

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.opened.emit(link.payload)


class PoliciesPane(_Scrolled):
    """``rules_asked()`` goes to where policies are decided."""

    rules_asked = Signal()

    def show_policies(self, policies: Sequence[AnnualPolicyView], year: int, *, closed: bool) -> None:
        """Show how a year is counted."""
        self.words.setText(
            f"{year} 年的口径随关账锁定。"
            if closed
            else f"{year} 年按年末的口径计；关账时锁定，与上年不同的写入第六部分。"
        )
        clear_rows(self.lines)
        link = LinkLabel("在“规则与日历”里改口径", self)
        link.clicked.connect(self._on_rules_clicked)
        self.links = [link]
        self.lines.addWidget(link)
        for one in policies:
            self.lines.addWidget(self._line(one))

    def _line(self, one: AnnualPolicyView) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=2)
        head = row(gap=8)
        head.addWidget(StrongLabel(f"{one.label}：{one.value}", block), 1)
        if one.before:
            head.addWidget(Chip("与上年不同", Tone.SOON, block))
        down.addLayout(head)
        before = f"　上年：{one.before}" if one.before else ""
        down.addWidget(Caption(f"{one.question}{before}", block))
        return block

    def _on_rules_clicked(self) -> None:
        self.rules_asked.emit()

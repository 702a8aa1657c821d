"""A group of the risk page: one line each with its sign, its number and why; the first requests named below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.risk_views import RiskCase, RiskGroup, RiskLine
from desktop.components import Card, ElidedLabel, PressableFrame, Sign, StrongLabel, Text, column, row
from desktop.components.rows import clear_rows
from desktop.risk.signs import RISK_TONES
from desktop.theme import Tone, px, set_role

__all__ = ["CaseLine", "GroupCard", "NumberLine"]

_NUMBER = 44
_LABEL = 158


class NumberLine(PressableFrame):
    """A line with a number; ``pressed`` carries the filter behind it."""

    def __init__(self, line: RiskLine, parent: QWidget) -> None:
        super().__init__(parent, payload=line.opens)
        self.line = line
        set_role(self, "act")
        tone = RISK_TONES[line.level]
        layout = row(self, gap=8)
        layout.setContentsMargins(px(8), px(4), px(8), px(4))
        layout.addWidget(Sign(tone, self), 0, Qt.AlignmentFlag.AlignVCenter)
        label = Text(line.label, self, wrap=False)
        label.setMinimumWidth(px(_LABEL))  # so that the numbers stand below one another
        layout.addWidget(label)
        self.number = StrongLabel(line.text, self, wrap=False)
        self.number.setMinimumWidth(px(_NUMBER))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        set_role(self.number, tone.value if tone is not Tone.DONE else Tone.PLAIN.value, "tone")
        layout.addWidget(self.number)
        self.detail = ElidedLabel(line.detail, self, role="caption")
        layout.addWidget(self.detail, 1)
        said = f"{line.label} {line.text}，{line.detail}（{line.level.label}）"
        self.setAccessibleName(said)
        self.setToolTip(f"{said}\n按 Enter 打开" if line.opens is not None else said)
        if line.opens is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    @override
    def can_press(self) -> bool:
        return super().can_press() and self.payload is not None


class CaseLine(PressableFrame):
    """A request named under a line; ``pressed`` carries its id."""

    def __init__(self, case: RiskCase, parent: QWidget) -> None:
        super().__init__(parent, payload=case.request_id)
        set_role(self, "act")
        layout = row(self, gap=8)
        layout.setContentsMargins(px(30), px(2), px(8), px(2))
        layout.addWidget(Text(case.number, self, wrap=False, role="caption"))
        layout.addWidget(ElidedLabel(case.text, self, role="caption"), 1)
        self.setAccessibleName(f"{case.number}　{case.text}")


class GroupCard(Card):
    """The card. ``opened`` carries a filter, ``case_asked`` the id of a request."""

    opened = Signal(object)
    case_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.layout().setContentsMargins(px(12), px(10), px(12), px(10))
        self.lines: list[NumberLine] = []
        self.cases: list[CaseLine] = []
        self._list = column(gap=2)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_group(self, group: RiskGroup) -> None:
        """Show a group anew."""
        self.set_title(group.title, group.note)
        clear_rows(self._list)
        self.lines, self.cases = [], []
        for one in group.lines:
            line = NumberLine(one, self)
            line.pressed.connect(self.opened)
            self._list.addWidget(line)
            line.show()  # a layout would show it with the next event: too late for the focus
            self.lines.append(line)
            for named in one.cases:
                self._name(named)

    def _name(self, named: RiskCase) -> None:
        line = CaseLine(named, self)
        line.pressed.connect(self.case_asked)
        self._list.addWidget(line)
        line.show()
        self.cases.append(line)

    @property
    def stops(self) -> list[QWidget]:
        """What the arrow keys go through, from top to bottom."""
        found = [self._list.itemAt(at).widget() for at in range(self._list.count())]
        return [one for one in found if isinstance(one, PressableFrame) and one.can_press()]

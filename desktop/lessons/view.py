"""得失, the looks: filter and legend, the table of grounds, the cases of the selected row at the right."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from casework.lessons_views import FateCase, LessonFilter, LessonTable
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.cases.filters import FilterChip, FilterSpec
from desktop.components import Banner, Caption, Card, LinkLabel, SegmentedChoice, Sign, TableView, column, row
from desktop.components.flow import FlowLayout
from desktop.lessons.case_block import CaseBlock
from desktop.lessons.rows import COLUMNS, LessonDelegate
from desktop.lessons.signs import FATE_TONES, FATES, SHORT_FATES
from desktop.theme import Size, Tone, px
from law.dispute_terms import Forum, GroundFate
from law.terms import Outcome

__all__ = ["LessonsView"]

Choices = Sequence[tuple[dict[str, Any], str]]
_WIDE: Final = 1300
_NARROW: Final = 900
_NOTHING: Final = LessonFilter()
_BY: Final = ((False, "按条款"), (True, "按七步"))
_FATE_CHOICES: Final = ((None, "全部"), *((one, SHORT_FATES[one]) for one in FATES))


def _periods(today: date) -> Choices:
    last = today.year - 1
    return [
        ({"since": date(today.year, 1, 1), "until": date(today.year, 12, 31)}, f"{today.year}年结果"),
        ({"since": date(last, 1, 1), "until": date(last, 12, 31)}, f"{last}年结果"),
        ({"since": today - timedelta(days=365), "until": today}, "近一年结果"),
        ({"since": today - timedelta(days=3 * 365), "until": today}, "近三年结果"),
    ]


def _forums(_today: date) -> Choices:
    return [({"forum": one}, one.label) for one in Forum]


def _outcomes(_today: date) -> Choices:
    return [({"outcome": one}, one.label) for one in Outcome]


class _PeriodChip(FilterChip):
    """A period of results; other days than those offered are not asked for here."""

    @override
    def choice_menu(self) -> Any:
        menu = super().choice_menu()
        for action in menu.actions()[-2:]:
            menu.removeAction(action)
        return menu


class CasesCard(Card):
    """The cases of a row. Signals: ``fate_chosen(GroundFate | None)``, ``opened(FateCase)``, ``letter_asked``."""

    fate_chosen = Signal(object)
    opened = Signal(object)
    letter_asked = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("案件和理由", parent)
        self._today = today
        self.fate = SegmentedChoice(_FATE_CHOICES, "只看", self, value=None)
        self.fate.chosen.connect(self.fate_chosen)
        self.body.addWidget(self.fate)
        self.about = Caption("", self)
        self.body.addWidget(self.about)
        self._inside, self._list = scrolled_list(self, gap=8)
        self.blocks: list[CaseBlock] = []

    def show_cases(self, title: str, cases: Sequence[FateCase]) -> None:
        """Show what was said, the latest first."""
        empty_layout(self._list)
        self.blocks = []
        self.about.setText(title)
        for one in cases:
            block = CaseBlock(one, self._today, self._inside)
            block.pressed.connect(self.opened)
            block.letter_asked.connect(self.letter_asked)
            self._list.addWidget(block)
            self.blocks.append(block)
        if not cases:
            self._list.addWidget(Caption("没有这样的案件。" if title else "选一行，看是哪些案件。", self._inside))

    def focus_first(self) -> None:
        """Go to the first case."""
        if self.blocks:
            self.blocks[0].setFocus()


class LessonsView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, today: date, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = column(self, gap=Size.CARD_GAP)
        self.banner = Banner("", Tone.SOON, self)
        outer.addWidget(self.banner)
        columns = row(gap=Size.CARD_GAP)
        columns.addWidget(self._table_card(today, dense), 1)
        self.cases = CasesCard(today, self)
        columns.addWidget(self.cases)
        outer.addLayout(columns, 1)

    def _table_card(self, today: date, dense: bool) -> Card:
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.by = SegmentedChoice(_BY, "分行", card, value=False)
        head.addWidget(self.by)
        head.addStretch(1)
        self.print = QPushButton("打印　Ctrl+P", card)
        self.print.setAccessibleName("打印得失")
        self.print.setAutoDefault(False)
        head.addWidget(self.print)
        card.body.addLayout(head)
        chips = QWidget(card)
        flow = FlowLayout(chips, gap=6)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        specs = (
            FilterSpec("forum", "途径", _forums, ("forum",)),
            FilterSpec("outcome", "处理结果", _outcomes, ("outcome",)),
        )
        period = FilterSpec("period", "结果日期", _periods, ("since", "until"))
        self.chips: dict[str, FilterChip] = {"period": _PeriodChip(period, today, chips, nothing=_NOTHING)}
        self.chips |= {one.key: FilterChip(one, today, chips, nothing=_NOTHING) for one in specs}
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.clear = LinkLabel("全部取消", chips)
        flow.addWidget(self.clear)
        card.body.addWidget(chips)
        card.body.addWidget(self._sums(card))
        self.table = TableView(COLUMNS, "理由得失", card, dense=dense)
        self.table.setItemDelegate(LessonDelegate(self.table, dense=dense))
        self.table.wide_from = 900
        card.body.addWidget(self.table, 1)
        return card

    def _sums(self, card: Card) -> QWidget:
        """All that is shown by fate; the signs explain the bars."""
        holder = QWidget(card)
        flow = FlowLayout(holder, gap=12)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        self.count = Caption("", holder, wrap=False)
        flow.addWidget(self.count)
        self.sums: dict[GroundFate, Caption] = {}
        for fate in FATES:
            pair = QWidget(holder)
            line = row(pair, gap=6)
            line.addWidget(Sign(FATE_TONES[fate], pair))
            self.sums[fate] = Caption("", pair, wrap=False)
            line.addWidget(self.sums[fate])
            flow.addWidget(pair)
        return holder

    def show_filter(self, wanted: LessonFilter) -> None:
        """Say what is shown."""
        for chip in self.chips.values():
            chip.show_filter(wanted)
        self.by.set_value(wanted.by_step)
        self.clear.setVisible(any(chip.property("narrows") for chip in self.chips.values()))

    def show_table(self, table: LessonTable) -> None:
        """Show the counts of all that is shown, and what is missing in them."""
        self.count.setText(f"共 {table.counts.total} 件")
        for fate, label in self.sums.items():
            label.setText(f"{fate.label} {table.counts.of(fate)} 件")
        missing = f"有 {table.unrecorded} 件已出结果，还没有记入得失，不在以下计数中。" if table.unrecorded else ""
        self.banner.say(missing, Tone.SOON, "去记入" if missing else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        narrow = self.width() < px(_NARROW)
        self.cases.setFixedWidth(px(300 if narrow else Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL))

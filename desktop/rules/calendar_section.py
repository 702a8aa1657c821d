"""日历与通知: paste a notice, compare it day by day, see what it moves, adopt it. Mockup 07."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.components import Banner, Caption, Card, ProgressPanel, column, row
from desktop.rules.loaded_card import LoadedCard, LocalCard
from desktop.rules.moved_card import MovedCard
from desktop.rules.notice_card import NoticeCard
from desktop.rules.rows import filled_column
from desktop.rules.year_days import DayCell, year_summary
from desktop.rules.year_picture import Legend, YearPicture
from desktop.theme import Size, Tone, icon, px, set_role
from desktop.theme import colour as token

__all__ = ["CalendarSection", "YearCard"]


class YearCard(Card):
    """2 逐日核对: the year with its marks. ``year_asked(year)`` when another one is wanted, ``present_asked()``."""

    year_asked = Signal(object)
    present_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("2　逐日核对", parent)
        self.back = self._step("left", "上一年", self._on_back_clicked)
        self.ahead = self._step("right", "下一年", self._on_ahead_clicked)
        self.add_to_head(self.back)
        self.add_to_head(self.ahead)
        self.banner = Banner("", Tone.ACCENT, self)
        self.banner.acted.connect(self.present_asked)
        self.body.addWidget(self.banner)
        self.picture = YearPicture(self)
        self.body.addWidget(self.picture, 1)
        foot = row(gap=12)
        self.day = Caption("", self)
        foot.addWidget(self.day, 1)
        foot.addWidget(Legend(self))
        self.body.addLayout(foot)
        self.picture.day_shown.connect(self.day.setText)

    def _step(self, name: str, words: str, slot: object) -> QPushButton:
        button = QPushButton(self)
        button.setIcon(icon(name, token("text"), px(Size.ICON)))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setAutoDefault(False)
        set_role(button, "icon")
        button.clicked.connect(slot)
        return button

    def show_year(self, cells: Sequence[DayCell], *, outside: str = "", state: str = "", link: str = "") -> None:
        """Show a year; ``outside`` names days in other years, ``state`` what it stands on."""
        self.picture.show_cells(cells)
        year = self.picture.year()
        self.set_title("2　逐日核对", f"{year}年　{year_summary(cells)}" if cells else "")
        self.banner.say(state, Tone.ACCENT, link)
        self.day.setText(f"另有 {outside}" if outside else "用方向键或鼠标选一天，看它的依据")

    def set_steps(self, *, back: bool, ahead: bool) -> None:
        """Allow and forbid the steps to other years."""
        for button, on, why in (
            (self.back, back, "更早的年份没有通知"),
            (self.ahead, ahead, "更晚的年份只有推算"),
        ):
            button.setEnabled(on)
            button.setToolTip(button.accessibleName() if on else why)

    def _on_back_clicked(self) -> None:
        self.year_asked.emit(self.picture.year() - 1)

    def _on_ahead_clicked(self) -> None:
        self.year_asked.emit(self.picture.year() + 1)


class CalendarSection(QWidget):
    """The view; ``desktop.rules.calendar_presenter`` fills it."""

    adopt_asked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        middle, _, stack = filled_column(self)
        self.notice = NoticeCard(today, middle)
        self.year = YearCard(middle)
        stack.addWidget(self.notice, 2)
        stack.addWidget(self.year, 3)
        outer.addWidget(middle, 1)
        self.side = QWidget(self)
        side = column(self.side, gap=12)
        area, inside, cards = filled_column(self.side)
        self.moved = MovedCard(inside)
        self.loaded = LoadedCard(inside)
        self.local = LocalCard(inside)
        cards.addWidget(self.moved, 3)
        cards.addWidget(self.loaded, 3)
        cards.addWidget(self.local)
        self.why = Caption("", self.side)
        self.adopt = QPushButton("启用", self.side)
        self.adopt.setAutoDefault(False)
        set_role(self.adopt, "primary")
        self.adopt.clicked.connect(self.adopt_asked)
        self.progress = ProgressPanel(self.side)
        self.progress.cancel.setToolTip("停止启用，日期都不变（Esc）")
        side.addWidget(area, 1)
        side.addWidget(self.why)
        side.addWidget(self.progress)
        side.addWidget(self.adopt)
        outer.addWidget(self.side)
        self.allow_adopting("", "粘贴通知原文或从文件导入后可以启用。")

    def allow_adopting(self, label: str, why: str, *, said: bool = False) -> None:
        """Name the act and say why it cannot be done yet ("" = it can); ``said``: the notice card says it already."""
        self.adopt.setText(label or "启用")
        self.adopt.setEnabled(not why)
        self.adopt.setToolTip(why)
        self.adopt.setAccessibleDescription(why)
        self.why.setText(why)
        self.why.setVisible(bool(why) and not said)

    def begin_adopting(self) -> None:
        """The notice stays as it is while the requests are dated anew."""
        self.allow_adopting("正在启用…", "正在重算在办件的期限。", said=True)
        self.notice.setEnabled(False)
        self.progress.begin("正在重算在办件的期限")

    def end_adopting(self) -> None:
        """Adopted, refused or stopped."""
        self.progress.end()
        self.notice.setEnabled(True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(1300)
        self.side.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL))

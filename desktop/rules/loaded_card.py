"""已载入的通知 and 本地附加假日: what the calendar stands on."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.views import LocalHolidayView, NoticeView
from desktop.components import Caption, Card, ElidedLabel, LinkLabel, column, long_date, row
from desktop.rules.rows import clear_rows, scrolled_column
from desktop.theme import px

__all__ = ["LoadedCard", "LocalCard"]


def _by_year(view: NoticeView) -> int:
    return view.year


class LoadedCard(Card):
    """The notices by year, with amendments.

    Signals: ``year_asked(year)``, ``withdraw_asked(NoticeView)``, ``known_on_asked()``.
    """

    year_asked = Signal(object)
    withdraw_asked = Signal(object)
    known_on_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("已载入的通知", parent)
        area, self._inside, self._list = scrolled_column(self, gap=0)
        area.setMinimumHeight(px(80))
        self.body.addWidget(area, 1)
        self.known_on = LinkLabel("按某日已知的日历查询…", self)
        self.known_on.clicked.connect(self.known_on_asked)
        self.body.addWidget(self.known_on)

    def show_notices(self, views: Sequence[NoticeView]) -> None:
        """List the notices, latest year first as casework gives them."""
        clear_rows(self._list)
        for year, group in groupby(views, _by_year):
            self._list.addWidget(self._line(year, tuple(group)))
        self.set_title("已载入的通知", f"{len(views)} 份")

    def _line(self, year: int, views: tuple[NoticeView, ...]) -> QWidget:
        holder = QWidget(self._inside)
        outer = column(holder, gap=0)
        line = row(gap=8)
        link = LinkLabel(f"{year}年", holder, payload=year)
        link.clicked.connect(self._on_year_clicked)
        amended = [one for one in views if one.amends]
        latest = views[0]
        words = latest.document_number
        if amended:
            day = latest.published_on
            when = f"，{day.month}月{day.day}日修订" if day is not None else ""
            words = f"{len(views)} 份{when}"
        text = ElidedLabel(words, holder, role="sub")
        text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tip = "\n".join(self._described(one) for one in views)
        text.setToolTip(tip)
        link.setToolTip(tip)
        link.setAccessibleName(f"{year}年 {words}")
        line.addWidget(link)
        line.addWidget(text, 1)
        outer.addLayout(line)
        for one in views:
            if one.id is not None:
                outer.addWidget(self._imported(one, holder))
        return holder

    def _imported(self, view: NoticeView, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        line = row(holder, gap=8)
        words = f"导入：{view.document_number}" if view.amends else "导入"
        line.addWidget(Caption(words, holder, wrap=False), 1)
        link = LinkLabel("撤下…", holder, payload=view)
        link.setAccessibleName(f"撤下 {view.document_number}")
        link.clicked.connect(self._on_withdraw_clicked)
        line.addWidget(link)
        return holder

    @staticmethod
    def _described(view: NoticeView) -> str:
        day = view.published_on
        when = f"，{long_date(day)}公布" if day is not None else "，公布日期未记录"
        amends = f"，修订{view.amends}" if view.amends else ""
        return (
            f"{view.document_number}{when}{amends}：放假 {view.days_off} 日，调休上班 {view.makeup_days} 日"
            f"（{view.source}）"
        )

    def _on_year_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.year_asked.emit(link.payload)

    def _on_withdraw_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.withdraw_asked.emit(link.payload)


class LocalCard(Card):
    """Days that local rules add. Signals ``add_asked()`` and ``remove_asked(LocalHolidayView)``."""

    add_asked = Signal()
    remove_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("本地附加假日", parent)
        add = LinkLabel("添加…", self)
        add.setAccessibleName("添加本地附加假日")
        add.clicked.connect(self.add_asked)
        self.add = add
        self.add_to_head(add)
        self._list: QVBoxLayout = column(gap=0)
        self.body.addLayout(self._list)
        self.none = Caption("无。民族自治地方的放假安排等，依地方文件在此添加。", self)
        self.body.addWidget(self.none)

    def show_days(self, views: Sequence[LocalHolidayView]) -> None:
        """List the local days."""
        clear_rows(self._list)
        for one in views:
            self._list.addWidget(self._line(one))
        self.none.setVisible(not views)

    def _line(self, view: LocalHolidayView) -> QWidget:
        holder = QWidget(self)
        line = row(holder, gap=8)
        kind = "上班" if view.working else "放假"
        words = ElidedLabel(f"{long_date(view.on)}{kind}　{view.name}", holder)
        words.setToolTip(f"{view.document_number}，{view.recorded_by}录入")
        line.addWidget(words, 1)
        link = LinkLabel("移除", holder, payload=view)
        link.setAccessibleName(f"移除 {long_date(view.on)}")
        link.clicked.connect(self._on_remove_clicked)
        line.addWidget(link)
        return holder

    def _on_remove_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.remove_asked.emit(link.payload)

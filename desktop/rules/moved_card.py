"""3 启用后变动的在办件: which open requests a notice moves, earlier ones first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QWidget

from casework.views import MovedView
from desktop.components import Caption, Card, ElidedLabel, LinkLabel, Sign, Text, column, row
from desktop.rules.rows import clear_rows, scrolled_column
from desktop.theme import Tone, px

__all__ = ["MovedCard", "moved_lines", "moved_summary", "moved_words"]

_FIRST = 8
_NO_LIMIT = 16_777_215  # Qt's own largest size


def _day(day: date | None, year: int) -> str:
    if day is None:
        return "未定"
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"


def moved_words(view: MovedView, year: int) -> tuple[str, Tone]:
    """12月31日 → 1月6日　推后 6 日, with its tone. ``year`` is left out of the dates."""
    if view.days:
        how, tone = (f"提前 {-view.days} 日", Tone.TODAY) if view.days < 0 else (f"推后 {view.days} 日", Tone.DONE)
        return f"{_day(view.old, year)} → {_day(view.new, year)}　{how}", tone
    if view.was_provisional and not view.is_provisional:
        return f"{_day(view.new, year)}　由暂定变为确定", Tone.DONE
    if view.is_provisional and not view.was_provisional:
        return f"{_day(view.new, year)}　由确定变为暂定", Tone.PROV
    return f"{_day(view.old, year)} → {_day(view.new, year)}", Tone.PLAIN


def moved_summary(moved: Sequence[MovedView]) -> str:
    """14 件，其中 3 件提前，9 件由暂定变为确定."""
    if not moved:
        return "没有在办件的日期变动。"
    earlier = sum(one.days < 0 for one in moved)
    later = sum(one.days > 0 for one in moved)
    certain = sum(one.was_provisional and not one.is_provisional for one in moved)
    parts = [
        f"{count} 件{word}"
        for count, word in ((earlier, "提前"), (later, "推后"), (certain, "由暂定变为确定"))
        if count
    ]
    return f"共 {len(moved)} 件" + ("，其中 " + "、".join(parts) if parts else "") + "。"


def moved_lines(moved: Sequence[MovedView], year: int) -> str:
    """The list as text, one request a line, to be copied."""
    lines = []
    for one in moved:
        told = f"\t已告知：{one.told}" if one.told else ""
        lines.append(f"{one.registration_number}\t{moved_words(one, year)[0]}{told}")
    return "\n".join(lines)


class MovedCard(Card):
    """The list. ``opened(request_id)`` when a number is pressed."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("3　启用后变动的在办件", parent)
        self._moved: tuple[MovedView, ...] = ()
        self._year = 0
        self._all = False
        self.copy = LinkLabel("复制", self)
        self.copy.setAccessibleName("复制变动清单")
        self.copy.clicked.connect(self._on_copy_clicked)
        self.add_to_head(self.copy)
        self.summary = Caption("", self)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.summary)
        self._area, self._inside, self._list = scrolled_column(self, gap=2)
        self.body.addWidget(self._area, 1)
        self.more = LinkLabel("", self)
        self.more.clicked.connect(self._on_more_clicked)
        self.body.addWidget(self.more)
        self.say_nothing("粘贴通知后，这里列出日期会变动的在办件。")

    def say_nothing(self, sentence: str) -> None:
        """Show a sentence instead of a list."""
        self.show_moved((), 0, sentence)

    def show_moved(self, moved: Sequence[MovedView], year: int, sentence: str = "", title: str = "") -> None:
        """Show the list; ``year`` is the year that dates leave out."""
        self._moved = tuple(moved)
        self._year = year
        self._all = False
        self.set_title(title or "3　启用后变动的在办件")
        self.summary.setText(sentence or moved_summary(moved))
        self._fill()

    def moved(self) -> tuple[MovedView, ...]:
        """What is listed."""
        return self._moved

    def _fill(self) -> None:
        clear_rows(self._list)
        shown = self._moved if self._all else self._moved[:_FIRST]
        for one in shown:
            self._list.addWidget(self._line(one))
        self.copy.setVisible(bool(self._moved))
        self._area.setVisible(bool(self._moved))
        tall = QSizePolicy.Policy.Expanding if self._moved else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        told = sum(bool(one.told) for one in shown)
        self.setMaximumHeight(px(120) + len(shown) * px(32) + told * px(20) if len(shown) < _FIRST else _NO_LIMIT)
        rest = len(self._moved) > len(shown)
        self.more.setText(f"全部 {len(self._moved)} 件" if rest else "")
        self.more.setVisible(rest)

    def _line(self, one: MovedView) -> QWidget:
        holder = QWidget(self._inside)
        outer = column(holder, gap=0)
        line = row(gap=6)
        link = LinkLabel(one.registration_number or f"第 {one.request_id} 件", holder, payload=one.request_id)
        link.clicked.connect(self._on_link_clicked)
        words, tone = moved_words(one, self._year)
        line.addWidget(link)
        line.addStretch(1)
        if tone is not Tone.PLAIN:
            line.addWidget(Sign(tone, holder))
        text = Text(words, holder, wrap=False, role="caption")
        text.set_tone(tone)
        line.addWidget(text)
        outer.addLayout(line)
        if one.told:
            told = ElidedLabel(f"已告知旧日期：{one.told}", holder, role="caption")
            told.setContentsMargins(px(4), 0, 0, 0)
            outer.addWidget(told)
        link.setAccessibleName(f"{one.registration_number} {words}")
        return holder

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.opened.emit(link.payload)

    def _on_more_clicked(self) -> None:
        self._all = True
        self._fill()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(moved_lines(self._moved, self._year))

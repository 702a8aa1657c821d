"""A period as one pressable line: what, whose, until when, how much is left; pressed, its steps and articles unfold."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_views import DisputeClockView
from desktop.components import Caption, Chip, LinkLabel, StrongLabel, column, long_date, row
from desktop.components.cards import PressableFrame
from desktop.disputes.signs import clock_tone, clock_word, due_words
from desktop.theme import px, set_role
from law.dispute_terms import ClockState

__all__ = ["ClockRow"]


class ClockRow(PressableFrame):
    """One period. ``pressed`` carries the row's clock; ``toggle`` unfolds the steps.

    Args:
        clock: the period as of today.
        today: the day from which dates are written short.
        parent: where it stands.
        days_link: offer the page that counts the days one by one.
    """

    def __init__(self, clock: DisputeClockView, today: date, parent: QWidget, *, days_link: bool = False) -> None:
        super().__init__(parent, payload=clock)
        self.clock = clock
        set_role(self, "act")
        layout = column(self, gap=3)
        layout.setContentsMargins(px(10), px(7), px(10), px(7))
        head = row(gap=6)
        self.label = StrongLabel(clock.label, self)
        self.chip = Chip(clock_word(clock), clock_tone(clock), self)
        head.addWidget(self.label, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self.due = Caption(_line(clock, today), self)
        layout.addWidget(self.due)
        self.consequence = Caption(clock.consequence, self)
        self.consequence.setVisible(bool(clock.consequence) and clock.state is ClockState.MISSED)
        layout.addWidget(self.consequence)
        self.days = LinkLabel("逐日说明", self, payload=clock)
        self.days.setAccessibleName(f"{clock.label}：逐日说明")
        self._days_link = days_link
        self.steps = self._steps()
        layout.addWidget(self.steps)
        layout.addWidget(self.days)
        self.fold()
        self.setAccessibleName(f"{clock.owner.label} {clock.label}，{clock_word(clock)}")
        self.setAccessibleDescription("。".join(self.told()))

    def told(self) -> tuple[str, ...]:
        """Everything about the period in sentences, with the articles."""
        clock = self.clock
        steps = () if clock.deadline is None else clock.deadline.steps
        said = [f"{clock.start_label}：{long_date(clock.started_on)}"]
        said += [_with_articles(one.sentence, one.citations) for one in steps]
        if not steps:
            said.append(_with_articles(clock.unit_text, clock.citations))
        if clock.done_on is not None:
            said.append(f"{long_date(clock.done_on)}完成")
        if clock.deadline is not None and clock.deadline.missing_year:
            said.append(f"{clock.deadline.missing_year}年放假通知未公布，日期为暂定")
        return (*said, clock.consequence) if clock.consequence else tuple(said)

    def _steps(self) -> QWidget:
        holder = QWidget(self)
        lines = column(holder, gap=3)
        for sentence in self.told():
            line = Caption(sentence.rstrip("。") + "。", holder)
            lines.addWidget(line)
        return holder

    def is_open(self) -> bool:
        """Whether the steps are unfolded."""
        return not self.steps.isHidden()

    def fold(self) -> None:
        """Show the line alone."""
        self.steps.hide()
        self.days.hide()
        self.setToolTip("按下看怎样计算")

    def toggle(self) -> None:
        """Unfold the steps, or fold them."""
        opened = not self.is_open()
        self.steps.setVisible(opened)
        self.days.setVisible(opened and self._days_link)
        self.consequence.setVisible(not opened and self.clock.state is ClockState.MISSED)
        self.setToolTip("" if opened else "按下看怎样计算")

    @override
    def press(self) -> None:
        self.toggle()
        super().press()


def _line(clock: DisputeClockView, today: date) -> str:
    """本机关 · 5 个工作日 · 至 11月26日 周四."""
    known = clock.deadline is not None or clock.state is ClockState.SUSPENDED
    until = due_words(clock, today) if known else ""
    until = f"至 {until}" if until and clock.deadline is not None else until
    return " · ".join(part for part in (clock.owner.label, clock.unit_text, until) if part)


def _with_articles(sentence: str, citations: tuple[object, ...]) -> str:
    told = "、".join(dict.fromkeys(str(getattr(one, "told", one)) for one in citations))
    plain = sentence.rstrip("。")
    return f"{plain}（{told}）" if told and told not in plain else plain

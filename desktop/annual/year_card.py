"""年度: state of the year, last day, last year's figures, corrections, how is counted, closing."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.annual_views import AnnualView
from desktop.components import Caption, Card, Chip, LinkLabel, SegmentedChoice, column, long_date, row
from desktop.theme import Tone, px

__all__ = ["PANES", "YearCard"]

PANES = ("before", "corrections", "policies", "close")
"""What the links of the card open in place of the tables."""


class YearCard(Card):
    """``pane_asked(key of PANES)``; ``picture_chosen(bool)``: as closed, or as known now."""

    pane_asked = Signal(object)
    picture_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("年度", parent)
        self.state = Chip("", Tone.PLAIN, self)
        self.add_to_head(self.state)
        self.words = Caption("", self)
        self.due = Caption("", self)
        for one in (self.words, self.due):
            one.setMinimumWidth(px(60))
            self.body.addWidget(one)
        self.picture = SegmentedChoice(((True, "截至关账日所见"), (False, "现在所知")), "看哪一份", self, value=True)
        self.picture.chosen.connect(self.picture_chosen)
        self.body.addWidget(self.picture)
        links = column(gap=2)
        self.links = {key: self._link(key) for key in PANES}
        for link in self.links.values():
            line = row(gap=0)
            line.addWidget(link)
            line.addStretch(1)
            links.addLayout(line)
        self.body.addLayout(links)

    def _link(self, key: str) -> LinkLabel:
        link = LinkLabel("", self, payload=key)
        link.clicked.connect(self._on_link_clicked)
        return link

    def show_year(self, view: AnnualView, today: date, *, as_closed: bool) -> None:
        """Show the state of a year."""
        closed = view.closed
        if closed is not None:
            self.state.show_state("已关账", Tone.DONE)
            again = f"，第 {closed.number} 次" if closed.number > 1 else ""
            self.words.setText(f"{closed.closed_on:%Y-%m-%d}由{closed.closed_by}关账{again}。更正另列清单。")
        elif view.counted_until is not None:
            self.state.show_state("统计中", Tone.ACCENT)
            self.words.setText(f"{view.year} 年，统计至今天。关账后的更正另列清单。")
        else:
            self.state.show_state("待关账", Tone.SOON)
            self.words.setText(f"{view.year} 年已结束，还没有关账。")
        self._say_due(view, today)
        self.picture.setVisible(closed is not None)
        self.picture.set_value(as_closed)
        self._say_links(view)

    def _say_due(self, view: AnnualView, today: date) -> None:
        lines, tips = [], []
        for one in view.deadlines:
            days = f"还有 {one.left} 天" if one.left > 0 else "今天" if one.left == 0 else f"已过 {-one.left} 天"
            last = "" if one.last_working == one.due else f"，最后一个工作日 {one.last_working:%Y-%m-%d}"
            lines.append(f"{one.label}：{long_date(one.due)}前（{days}{last}）")
            tips += [*one.steps, one.basis]
        self.due.setText("\n".join(lines))
        self.due.setToolTip("\n".join(one for one in tips if one))
        late = view.closed is None and any(one.due < today for one in view.deadlines)
        self.due.set_tone(Tone.OVER if late else Tone.PLAIN)

    def _say_links(self, view: AnnualView) -> None:
        changed = sum(bool(one.before) for one in view.policies)
        told = f"，{changed} 项与上年不同" if changed else ""
        texts = {
            "before": f"上年数：{view.before.told}",
            "corrections": f"关账后的更正 {view.corrections} 件",
            "policies": f"计数口径 {len(view.policies)} 项{told}",
            "close": "再次关账…" if view.closed is not None else "关账…",
        }
        for key, text in texts.items():
            self.links[key].setText(text)
            self.links[key].setAccessibleName(text)
        self.links["corrections"].setVisible(view.closed is not None)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.pane_asked.emit(link.payload)

"""The fee of one request: where it stands, its figures with their articles, and on request all figures ever recorded.

The case page shows it among the facts of the request, the list of fees beside its rows.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.fee_views import FeeFigureView, FeeOfferView, FeeView
from desktop.acts.fee_lines import FeeLines
from desktop.components import Caption, FindingCard, LinkLabel, Rule, StrongLabel, Text, column, long_date, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px
from law.terms import FeeStatus

__all__ = ["FeeSection"]

_LABEL = 56


class FeeSection(QWidget):
    """Signals: ``calculator_asked()``, ``applicant_asked(applicant_id)``."""

    calculator_asked = Signal()
    applicant_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FeeView | None = None
        self._told = False
        outer = column(self, gap=6)
        head = row(gap=8)
        self.status = StrongLabel("收费", self)
        self.calculator = LinkLabel("试算", self)
        self.calculator.setAccessibleName("试算收费")
        self.calculator.clicked.connect(self.calculator_asked)
        self.applicant = LinkLabel("本月各件", self)
        self.applicant.setAccessibleName("申请人本月各件")
        self.applicant.clicked.connect(self._on_applicant_clicked)
        head.addWidget(self.status, 1)
        head.addWidget(self.applicant, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.calculator, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self._facts = column(gap=4)
        outer.addLayout(self._facts)
        self.lines = FeeLines(self)
        outer.addWidget(self.lines)
        self._findings = column(gap=6)
        outer.addLayout(self._findings)
        self.history_link = LinkLabel("", self)
        self.history_link.clicked.connect(self._on_history_clicked)
        outer.addWidget(self.history_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._history = column(gap=6)
        outer.addLayout(self._history)

    def show_fee(self, view: FeeView) -> None:
        """Show a fee."""
        self._view = view
        self._told = False
        asked = view.status is not FeeStatus.NONE
        self.status.setText(f"收费　{view.status_text}" if asked else "收费")
        self.status.set_tone(Tone.TODAY if view.changed else Tone.PLAIN)
        clear_rows(self._facts)
        for label, words, tone in self._rows(view):
            self._facts.addWidget(self._line(label, words, tone))
        self.lines.setVisible(bool(view.lines))
        self.lines.show_lines(view.lines)
        clear_rows(self._findings)
        if view.changed:
            self._findings.addWidget(FindingCard("warn", view.changed, "", self))
        for one in view.findings:
            self._findings.addWidget(FindingCard(one.level, one.sentence, one.basis, self))
        clear_rows(self._history)
        self.history_link.setVisible(bool(view.history))
        self.history_link.setText(f"各次数额的来历（{len(view.history)}）")

    def _rows(self, view: FeeView) -> list[tuple[str, str, Tone]]:
        found = [("计件", _counted(view), Tone.PLAIN)]
        if view.status is FeeStatus.NONE:
            found += [
                ("按件", _offer(view.piece), Tone.PLAIN if view.piece.allowed else Tone.PROV),
                ("按量", _offer(view.volume), Tone.PLAIN if view.volume.allowed else Tone.PROV),
            ]
            return found
        if view.amount:
            method = f"（{view.method.label}计收）" if view.method is not None else ""
            found.append(("数额", f"{view.amount}{method}", Tone.PLAIN))
        if view.pay_due is not None:
            due = f"{long_date(view.pay_due)}{'，暂定' if view.provisional else ''}"
            found.append(("缴费截止", due, Tone.PROV if view.provisional else Tone.PLAIN))
        for label, words in (("已缴", view.paid), ("尚欠", view.missing), ("应退", view.excess)):
            if words:
                found.append((label, words, Tone.TODAY if label != "已缴" else Tone.PLAIN))
        return found

    def _line(self, label: str, words: str, tone: Tone) -> QWidget:
        holder = QWidget(self)
        line = row(holder, gap=8)
        name = Caption(label, holder, wrap=False)
        name.setFixedWidth(px(_LABEL))
        name.setContentsMargins(0, px(2), 0, 0)  # on the line of the larger words beside it
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        value = Text(words, holder)
        value.set_tone(tone)
        value.make_selectable()
        value.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        value.setAccessibleName(f"{label} {words}")
        line.addWidget(value, 1)
        return holder

    def _on_history_clicked(self) -> None:
        view = self._view
        if view is None:
            return
        self._told = not self._told
        clear_rows(self._history)
        if self._told:
            self._tell(view.history)
        self.history_link.setText("收起来历" if self._told else f"各次数额的来历（{len(view.history)}）")

    def _tell(self, history: Sequence[FeeFigureView]) -> None:
        for at, one in enumerate(history):
            if at:
                self._history.addWidget(Rule(self))
            holder = QWidget(self)
            lines = column(holder, gap=1)
            amount = f"　{one.amount}" if one.amount else ""
            title = f"{'已更正作废　' if one.void else ''}{one.title}{amount}"
            lines.addWidget(StrongLabel(title, holder))
            if one.detail:
                lines.addWidget(Text(one.detail, holder))
            when = one.recorded_at.astimezone()
            day = f"{long_date(one.on)}　" if one.on is not None else ""
            by = f"{one.recorded_by} {when.year}年{when.month}月{when.day}日 {when:%H:%M} 记"
            lines.addWidget(Caption(f"{day}{by}", holder))
            if one.void:
                holder.setEnabled(False)
            self._history.addWidget(holder)

    def _on_applicant_clicked(self) -> None:
        if self._view is not None:
            self.applicant_asked.emit(self._view.applicant_id)


def _counted(view: FeeView) -> str:
    """Which piece of the month it is, and what the next one would cost."""
    counted = view.ordinal_text or "不占件次"
    return f"{counted}。{view.next_text}。" if view.next_text else counted


def _offer(offer: FeeOfferView) -> str:
    if not offer.allowed:
        return f"不能收：{offer.why_not.rstrip('。')}" if offer.why_not else "不能收"
    return offer.amount if not offer.why_not else f"{offer.amount}（{offer.why_not.rstrip('。')}）"

"""The head of a case: who, how urgent, what about, the line of time, what the clock warns of."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.views import CaseView, WhatIfView
from desktop.case_page.basis import with_basis
from desktop.case_page.what_if_bar import WhatIfBar
from desktop.components import (
    Banner,
    Card,
    ClockBar,
    ElidedLabel,
    LinkLabel,
    SectionTitle,
    UrgencyChip,
    column,
)
from desktop.theme import Tone
from law.terms import Urgency

__all__ = ["CaseHeader", "people_line"]

_TONES = {"block": Tone.OVER, "warn": Tone.TODAY, "hint": Tone.SOON}
_FINDINGS_SHOWN = 2


def people_line(case: CaseView) -> str:
    """北京衡正律师事务所（代理人 林晓岚）, 张三等 3 人."""
    agent = next((one.name for one in case.others if one.role == "agent"), "")
    joint = sum(1 for one in case.others if one.role == "co_applicant")
    many = f"等 {joint + 1} 人" if joint else ""
    return f"{case.applicant.name}{many}" + (f"（代理人 {agent}）" if agent else "")


class CaseHeader(Card):
    """Signals: ``explained(which)`` asks for 逐日说明, ``supposed`` carries what-if arguments."""

    explained = Signal(str)
    supposed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("期限")
        self.who = SectionTitle("", self)
        self.chip = UrgencyChip(Urgency.NORMAL, "", self)
        self.what = ElidedLabel("", self, role="sub")
        self.day_by_day = LinkLabel("逐日说明", self)
        self.day_by_day.setToolTip("逐日说明（F4）")
        self.what_if = LinkLabel("如果…", self)
        self.what_if.setToolTip("如果延长、如果对方答复（F9）")
        self._fill_head()
        self.bar = ClockBar(self)
        self.bar.mark_activated.connect(self._on_mark_activated)
        self.what_if_bar = WhatIfBar(today, self)
        self.what_if_bar.hide()
        self.what_if_bar.supposed.connect(self.supposed)
        self.no_clock = Banner("", Tone.SUSP, self)
        self.findings = column(gap=6)
        for widget in (self.bar, self.what_if_bar, self.no_clock):
            self.body.addWidget(widget)
        self.body.addLayout(self.findings)
        self._banners: list[Banner] = []

    def _fill_head(self) -> None:
        while self.head.count():
            self.head.takeAt(0)
        self.head.addWidget(self.who)
        self.head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.what, 1)
        self.head.addWidget(self.day_by_day)
        self.head.addWidget(self.what_if)
        self.day_by_day.clicked.connect(self._on_day_by_day_clicked)
        self.what_if.clicked.connect(self.toggle_what_if)

    def show_case(self, case: CaseView, today: date) -> None:
        """Show a case."""
        clock = case.clock
        self.who.setText(people_line(case))
        self.chip.show_urgency(clock.urgency, clock.urgency_text)
        self.what.setText(case.title)
        self.bar.setVisible(bool(clock.marks))
        if clock.marks:
            self.bar.show_clock(clock.marks, clock.spans)
        self.no_clock.say("" if clock.marks else "收到日尚未确认，期限还没有起算。", Tone.SUSP)
        self.day_by_day.setVisible(clock.due is not None)
        self.what_if.setVisible(case.outcome is None and clock.due is not None)
        self.what_if_bar.show_case(case, today)
        self._show_findings(case)

    def _show_findings(self, case: CaseView) -> None:
        for banner in self._banners:
            self.findings.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._banners = []
        found = case.clock.findings
        for one in found[:_FINDINGS_SHOWN]:
            banner = Banner(with_basis(one.sentence, one.basis), _TONES[one.level], self)
            self.findings.addWidget(banner)
            self._banners.append(banner)
        rest = found[_FINDINGS_SHOWN:]
        if rest:
            self._banners[-1].label.setText(f"{self._banners[-1].label.text()}　另有 {len(rest)} 条提示")
            self._banners[-1].setToolTip("\n".join(with_basis(one.sentence, one.basis) for one in rest))
        self._fit_findings()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_findings()

    def _fit_findings(self) -> None:
        """Sentences that take two lines keep both where the page is short of room."""
        for banner in self._banners:
            banner.setMinimumHeight(banner.heightForWidth(self.bar.width()))

    def toggle_what_if(self) -> None:
        """Open or close the bar of suppositions."""
        opened = not self.what_if_bar.isVisible()
        self.what_if_bar.setVisible(opened)
        self.what_if_bar.clear()
        if opened:
            self.what_if_bar.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_supposed(self, view: WhatIfView | None, refused: str = "") -> None:
        """Show the answer to a supposition."""
        self.what_if_bar.show_result(view, refused)

    def _on_mark_activated(self, _mark: object) -> None:
        self.explained.emit("due")

    def _on_day_by_day_clicked(self) -> None:
        self.explained.emit("due")

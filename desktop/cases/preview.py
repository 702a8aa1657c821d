"""The selected request beside the list: enough to know whether to open it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from casework.views import CaseView
from desktop.components import (
    Caption,
    Card,
    ElidedLabel,
    Rule,
    SectionTitle,
    StrongLabel,
    Text,
    UrgencyChip,
    column,
    long_date,
    row,
)
from desktop.components.rows import clear_rows
from desktop.theme import px, set_role
from law.terms import Urgency

__all__ = ["CasePreview"]

_EVENTS = 5
_LONGEST = 400
_NOTHING = "选中一件，这里显示它的内容和进展。"


class CasePreview(Card):
    """The panel. ``open_asked(request_id)``."""

    open_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.request_id: int | None = None
        self.none = Caption(_NOTHING, self)
        self.body.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        self.inside = QWidget()
        set_role(self.inside, "scrolled")
        inner = column(self.inside, gap=8)
        head = row(gap=8)
        self.number = SectionTitle("", self.inside)
        self.chip = UrgencyChip(Urgency.NORMAL, "", self.inside)
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.chip)
        inner.addLayout(head)
        self.who = ElidedLabel("", self.inside)
        self.title_line = StrongLabel("", self.inside)
        self.words = Text("", self.inside)
        self.words.make_selectable()
        for one in (self.who, self.title_line, self.words, Rule(self.inside)):
            inner.addWidget(one)
        self._facts = column(gap=4)
        inner.addLayout(self._facts)
        inner.addWidget(Rule(self.inside))
        self.course_title = Caption("进展", self.inside, wrap=False)
        inner.addWidget(self.course_title)
        self._course = column(gap=4)
        inner.addLayout(self._course)
        inner.addStretch(1)
        area.setWidget(self.inside)
        self.body.addWidget(area, 1)
        self.open = QPushButton("打开办件　Enter", self)
        self.open.clicked.connect(self._on_open_clicked)
        self.body.addWidget(self.open)
        self.area = area
        self.show_nothing()

    def show_nothing(self, why: str = "") -> None:
        """Nothing is selected, or what is selected cannot be shown and why."""
        self.request_id = None
        self.none.setText(why or _NOTHING)
        self.none.show()
        self.area.hide()
        self.open.hide()

    def show_case(self, view: CaseView) -> None:
        """Show a request."""
        self.request_id = view.id
        self.none.hide()
        self.area.show()
        self.open.show()
        self.number.setText(view.registration_number)
        self.chip.show_urgency(view.clock.urgency, view.clock.urgency_text)
        others = f" 等 {len(view.others) + 1} 人" if view.others else ""
        self.who.setText(f"{view.applicant.name}{others}（{view.applicant.type.label}）")
        self.title_line.setText(view.title)
        text = view.text.strip()
        self.words.setText(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        self._show_facts(view)
        clear_rows(self._course)
        for event in view.events[:_EVENTS]:
            day = "" if event.on is None else f"{event.on.month}月{event.on.day}日"
            self._course.addWidget(self._line(day, event.title))

    def _show_facts(self, view: CaseView) -> None:
        due = view.clock.due
        facts = [("收到", view.received_text), ("状态", view.status_text)]
        if due is not None and not view.clock.paused:
            facts.insert(1, ("答复截止", long_date(due.due) + ("，暂定" if due.provisional else "")))
        if view.outcome_text:
            facts.append(("处理结果", view.outcome_text))
        if view.access_forms or view.delivery:
            facts.append(("提供方式", "、".join(part for part in (view.access_forms, view.delivery) if part)))
        clear_rows(self._facts)
        for label, words in facts:
            self._facts.addWidget(self._line(label, words))

    def _line(self, label: str, words: str) -> QWidget:
        holder = QWidget(self.inside)
        line = row(holder, gap=8)
        name = Caption(label, holder, wrap=False)
        name.setFixedWidth(name.fontMetrics().horizontalAdvance("12月26日") + px(4))
        name.setContentsMargins(0, px(2), 0, 0)  # on the line of the larger words beside it
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(words, holder), 1)
        return holder

    def _on_open_clicked(self) -> None:
        if self.request_id is not None:
            self.open_asked.emit(self.request_id)

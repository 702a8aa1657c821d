"""Who the applicant is: name, every spelling, masked numbers, how many requests."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casework.fee_views import ApplicantPageView
from desktop.components import Caption, Card, ElidedLabel, Text, row
from desktop.components.flow import FlowLayout
from desktop.components.rows import clear_rows
from desktop.theme import Size, px

__all__ = ["PersonCard"]

_SHORT = 24


class PersonCard(Card):
    """The head of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("申请人")
        side = px(Size.CARD_PADDING)
        self.layout().setContentsMargins(side, px(12), side, px(12))
        self.layout().setSpacing(px(6))
        self.name = ElidedLabel("", self, role="card_title")
        self.numbers = Text("", self, wrap=False)
        while self.head.count():
            self.head.takeAt(0)
        self.head.addWidget(self.name, 1)
        self.head.addWidget(self.numbers, 0, Qt.AlignmentFlag.AlignVCenter)
        self._facts = QWidget(self)
        self._flow = FlowLayout(self._facts, gap=4)
        self.body.addWidget(self._facts)
        self.spellings = Text("", self)
        self.spellings.make_selectable()
        self.spellings.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body.addWidget(self.spellings)
        self.facts: dict[str, Text] = {}

    def show_person(self, view: ApplicantPageView) -> None:
        """Show an applicant."""
        person = view.applicant
        self.name.setText(person.name)
        self.numbers.setText(f"共 {view.total_requests:,} 件申请，在办 {view.open_requests:,} 件")
        clear_rows(self._flow)
        self.facts = {}
        self._add("type", "类别", person.type.label)
        self._add("identity", person.identity_label or "证件号", person.identity_masked or "未登记")
        self._add("phone", "电话", person.phone_masked or person.landline or "未登记")
        names = "、".join(view.names)
        several, long = len(view.names) > 1, len(names) > _SHORT
        if several and not long:
            self._add("names", "写法", names)
        self.spellings.setText(f"登记过的写法：{names}")
        self.spellings.setVisible(several and long)

    def _add(self, key: str, label: str, value: str) -> None:
        pair = QWidget(self._facts)
        line = row(pair, gap=8)
        line.addWidget(Caption(label, pair, wrap=False))
        text = Text(value, pair, wrap=False)
        text.setAccessibleName(f"{label} {value}")
        line.addWidget(text)
        line.addSpacing(px(20))
        self._flow.addWidget(pair)
        self.facts[key] = text
        pair.show()

"""The selected fee beside the list: its figures, what can be done now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from casework.views import ActView, CaseView
from desktop.components import ActCard, Caption, Card, ElidedLabel, Rule, SectionTitle, StrongLabel, column
from desktop.components.rows import clear_rows
from desktop.fees.section import FeeSection
from desktop.theme import set_role
from law.terms import Act

__all__ = ["FEE_ACTS", "FeePreview"]

_NOTHING = "选中一件，这里显示它的收费。"
FEE_ACTS = (
    Act.APPROVE_FEE,
    Act.NOTIFY_FEE,
    Act.ISSUE_LETTER,
    Act.DISPATCH,
    Act.RECORD_SERVICE,
    Act.RECORD_PAYMENT,
    Act.LAPSE_FEE,
    Act.RECORD_REFUND,
    Act.WAIVE_FEE,
    Act.PROPOSE_FEE,
    Act.COUNT_PAGES,
    Act.SPLIT_PIECES,
)
"""Acts by which a fee goes on, in the order in which they are offered."""


class FeePreview(Card):
    """The panel. ``open_asked(request_id)``, ``act_asked(ActView)``, ``applicant_asked(applicant_id)``."""

    open_asked = Signal(object)
    act_asked = Signal(object)
    applicant_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.request_id: int | None = None
        self.acts: list[ActCard] = []
        self.none = Caption(_NOTHING, self)
        self.body.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        set_role(self.inside, "scrolled")
        inner = column(self.inside, gap=8)
        self.number = SectionTitle("", self.inside)
        self.who = ElidedLabel("", self.inside)
        self.title_line = StrongLabel("", self.inside)
        for part in (self.number, self.who, self.title_line, Rule(self.inside)):
            inner.addWidget(part)
        self.fee = FeeSection(self.inside)
        self.fee.calculator_asked.connect(self._on_calculator_asked)
        self.fee.applicant_asked.connect(self.applicant_asked)
        inner.addWidget(self.fee)
        self.acts_title = Caption("现在可以做", self.inside, wrap=False)
        inner.addWidget(self.acts_title)
        self._acts = column(gap=6)
        inner.addLayout(self._acts)
        inner.addStretch(1)
        self.area.setWidget(self.inside)
        self.body.addWidget(self.area, 1)
        self.open = QPushButton("打开办件　Enter", self)
        self.open.clicked.connect(self._on_open_clicked)
        self.body.addWidget(self.open)
        self._propose: ActView | None = None
        self.show_nothing()

    def show_nothing(self, why: str = "") -> None:
        """Nothing is selected, or what is selected cannot be shown and why."""
        self.request_id = None
        self.acts = []
        self.none.setText(why or _NOTHING)
        self.none.show()
        self.area.hide()
        self.open.hide()

    def show_case(self, view: CaseView) -> None:
        """Show the fee of a request."""
        self.request_id = view.id
        self.none.hide()
        self.area.show()
        self.open.show()
        self.number.setText(view.registration_number)
        self.who.setText(f"{view.applicant.name}（{view.applicant.type.label}）")
        self.title_line.setText(view.title)
        self.fee.setVisible(view.fee is not None)
        if view.fee is not None:
            self.fee.show_fee(view.fee)
        self._propose = next((one for one in view.acts if one.act is Act.PROPOSE_FEE and one.allowed), None)
        self.fee.calculator.setVisible(self._propose is not None)
        self._show_acts([one for one in view.acts if one.allowed and one.act in FEE_ACTS])

    def _show_acts(self, acts: list[ActView]) -> None:
        clear_rows(self._acts)
        self.acts = []
        for at, one in enumerate(sorted(acts, key=_order)):
            card = ActCard(
                one.act.label,
                one.line.rstrip("。"),
                self.inside,
                shortcut="F6" if at == 0 else "",
                recommended=one.recommended,
                allowed=True,
                payload=one,
            )
            card.pressed.connect(self.act_asked)
            self._acts.addWidget(card)
            self.acts.append(card)
        self.acts_title.setVisible(bool(acts))

    def press_first(self) -> None:
        """F6: the act that is next."""
        if self.acts:
            self.acts[0].press()

    def _on_open_clicked(self) -> None:
        if self.request_id is not None:
            self.open_asked.emit(self.request_id)

    def _on_calculator_asked(self) -> None:
        if self._propose is not None:
            self.act_asked.emit(self._propose)


def _order(view: ActView) -> tuple[bool, int]:
    return (not view.recommended, FEE_ACTS.index(view.act))

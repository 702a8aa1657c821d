"""What can be done now, and what cannot with its reason. Arrow keys move between the acts, Enter opens one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from casework.views import ActView
from desktop.case_page.basis import with_basis
from desktop.case_page.rows import empty_layout
from desktop.components import ActCard, Caption, Card, column
from desktop.components.arrow_keys import ArrowKeys
from desktop.theme import px, set_role
from law.terms import Act

__all__ = ["SHORTCUTS", "ActList"]

SHORTCUTS = ("F6", "F7", "F8")
# What is next by law comes first; then what an office does most, so that F6 to F8 reach it.
_USUAL = (
    Act.CONFIRM_RECEIPT,
    Act.NOTIFY_EXTENSION,
    Act.ISSUE_LETTER,
    Act.APPROVE_LETTER,
    Act.PASS_DRAFT,
    Act.SUBMIT_DRAFT,
    Act.DRAFT_LETTER,
    Act.RETURN_DRAFT,
    Act.RECALL_DRAFT,
    Act.APPROVE_EXTENSION,
    Act.DECLINE_EXTENSION,
    Act.DISPATCH,
    Act.RECORD_SERVICE,
    Act.SERVE_CONSULTATION,
    Act.RECEIVE_OPINION,
    Act.RECEIVE_ASSISTANCE,
    Act.DECIDE_RECTIFICATION,
    Act.APPROVE_FEE,
    Act.NOTIFY_FEE,
    Act.LAPSE_FEE,
    Act.RECORD_PAYMENT,
    Act.RECEIVE_CORRECTION,
    Act.LAPSE_CORRECTION,
    Act.RECEIVE_JUSTIFICATION,
    Act.ASSESS_JUSTIFICATION,
    Act.DECIDE_OUTCOME,
    Act.RECORD_SEARCH,
    Act.REVIEW_SECRECY,
    Act.EXTEND,
    Act.CONSULT,
    Act.REQUEST_ASSISTANCE,
    Act.CONFIRM_OPINION,
    Act.TELL_CONSULTATION,
    Act.TELL_THIRD_PARTY,
    Act.REQUEST_CORRECTION,
    Act.PROPOSE_FEE,
    Act.COUNT_PAGES,
    Act.RECORD_RETURN,
    Act.RECORD_REFUSAL,
    Act.RECORD_CONTACT,
    Act.ATTACH,
    Act.DEFER_REPLY,
    Act.REQUEST_JUSTIFICATION,
    Act.MAKE_FORM,
    Act.CORRECT_LETTER,
    Act.SPLIT_PIECES,
    Act.RECORD_REFUND,
    Act.WAIVE_FEE,
    Act.WITHDRAW,
    Act.CLOSE,
    Act.CORRECT_EVENT,
)


def _order(view: ActView) -> tuple[bool, bool, int]:
    return (not view.allowed, not view.recommended, _USUAL.index(view.act))


def _by_reason(forbidden: Sequence[ActView]) -> list[list[ActView]]:
    """Forbidden acts, those together that one reason forbids: a closed case says once that it is closed."""
    groups: dict[tuple[str, str], list[ActView]] = {}
    for view in forbidden:
        groups.setdefault((view.line, view.basis), []).append(view)
    return list(groups.values())


class ActList(Card):
    """Cards of all acts; ``chosen`` carries the ``ActView``. ``dispute_asked()`` registers a dispute."""

    chosen = Signal(object)
    dispute_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("现在可以做", parent)
        self.cards: list[ActCard] = []
        self.dispute: ActCard | None = None
        self._card_of: dict[Act, ActCard] = {}
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        outer = column(inside, gap=0)
        outer.setContentsMargins(0, 0, px(6), 0)
        self._list = column(gap=8)
        outer.addLayout(self._list)
        outer.addStretch(1)
        self._inside = inside
        self.area.setWidget(inside)
        self.arrows = ArrowKeys(self.area)
        self.body.addWidget(self.area, 1)

    def show_acts(self, acts: Sequence[ActView], *, dispute: bool = False) -> None:
        """Show the acts as offered now: the recommended first, the forbidden last.

        Args:
            acts: what casework offers and forbids.
            dispute: offer to register a dispute; it has a page of its own and is no act on the request.
        """
        at = self.area.verticalScrollBar().value()
        focused = self._focused()
        empty_layout(self._list)
        self.cards = []
        self._card_of = {}
        keys = list(SHORTCUTS)
        offered = sorted(acts, key=_order)
        for view in offered:
            if view.allowed:
                self._list.addWidget(self._card((view,), keys.pop(0) if keys else ""))
        able = list(self.cards)
        self.dispute = self._dispute_card() if dispute else None
        forbidden = _by_reason([view for view in offered if not view.allowed])
        if forbidden:
            self._list.addSpacing(px(4))
            self._list.addWidget(Caption("现在不能办的，及原因", self._inside))
        for group in forbidden:
            self._list.addWidget(self._card(group))
        others = self.cards[len(able) :]
        self.arrows.lead([*able, *([] if self.dispute is None else [self.dispute]), *others])
        self.area.verticalScrollBar().setValue(at)
        if focused:
            self.focus_first()

    def _card(self, views: Sequence[ActView], key: str = "") -> ActCard:
        """The card of an act, or of several that the same reason forbids."""
        view = views[0]
        line = with_basis(view.line, view.basis).rstrip("。")
        card = ActCard(
            "、".join(dict.fromkeys(one.act.label for one in views)),
            line,
            self._inside,
            shortcut=key,
            recommended=view.recommended,
            allowed=view.allowed,
            payload=view,
        )
        card.pressed.connect(self.chosen)
        self.cards.append(card)
        for one in views:
            self._card_of.setdefault(one.act, card)
        return card

    def _dispute_card(self) -> ActCard:
        card = ActCard("登记复议、诉讼", "收到行政复议申请书副本、应诉通知的，登记后起算答复举证期限", self._inside)
        card.pressed.connect(self._on_dispute_pressed)
        self._list.addWidget(card)
        return card

    def _on_dispute_pressed(self, _payload: object) -> None:
        self.dispute_asked.emit()

    def card_of(self, act: Act) -> ActCard | None:
        """The first card of an act; several acts that the same reason forbids share one."""
        return self._card_of.get(act)

    def open_by_key(self, place: int) -> None:
        """F6, F7, F8: the first three acts."""
        if place < len(self.cards):
            self.cards[place].press()

    def focus_first(self) -> None:
        """Put the focus on the act that is next."""
        if self.cards:
            self.arrows.focus(self.cards[0])

    def focus_act(self, view: ActView) -> None:
        """Put the focus on an act, or on the first one."""
        card = next((one for one in self.cards if one.payload == view), None) or self.card_of(view.act)
        if card is None:
            self.focus_first()
            return
        self.arrows.focus(card)

    def _focused(self) -> bool:
        return any(one.hasFocus() for one in self.cards)

"""What may be recorded now, and what may not with its reason. Arrow keys move between the cards, Enter opens one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from casework.dispute_views import DisputeEventChoice
from desktop.components import ActCard, Caption, Card, column
from desktop.components.arrow_keys import ArrowKeys
from desktop.components.rows import clear_rows
from desktop.disputes.signs import cited_before
from law.dispute_terms import DisputeEventKind, Forum

__all__ = ["SHORTCUTS", "ChoicesCard"]

SHORTCUTS = ("F6", "F7", "F8")


class ChoicesCard(Card):
    """Cards of all events; ``chosen`` carries the ``DisputeEventChoice``."""

    chosen = Signal(object)

    def __init__(self, area: QScrollArea, parent: QWidget | None = None) -> None:
        super().__init__("现在可以登记", parent)
        self.cards: list[ActCard] = []
        self._card_of: dict[DisputeEventKind, ActCard] = {}
        self._forum = Forum.RECONSIDERATION
        self.arrows = ArrowKeys(area)
        self._area = area
        self._list = column(gap=8)
        self.body.addLayout(self._list)

    def show_choices(self, choices: Sequence[DisputeEventChoice], forum: Forum) -> None:
        """Show what is offered now: the recommended first, the forbidden last and together by their reason."""
        self._forum = forum
        at = self._area.verticalScrollBar().value()
        focused = any(one.hasFocus() for one in self.cards)
        clear_rows(self._list)
        self.cards = []
        self._card_of = {}
        keys = list(SHORTCUTS)
        allowed = sorted((one for one in choices if one.allowed), key=_order)
        for one in allowed:
            self._list.addWidget(self._card((one,), keys.pop(0) if keys else ""))
        forbidden = _by_reason([one for one in choices if not one.allowed])
        if forbidden:
            self._list.addWidget(Caption("现在不能登记的，及原因", self))
        for group in forbidden:
            self._list.addWidget(self._card(group))
        self.arrows.lead(self.cards)
        self._area.verticalScrollBar().setValue(at)
        if focused:
            self.focus_first()

    def _card(self, choices: Sequence[DisputeEventChoice], key: str = "") -> ActCard:
        one = choices[0]
        card = ActCard(
            "、".join(dict.fromkeys(each.label for each in choices)),
            _told(one, self._forum),
            self,
            shortcut=key,
            recommended=one.recommended,
            allowed=one.allowed,
            payload=one,
        )
        card.pressed.connect(self.chosen)
        self.cards.append(card)
        for each in choices:
            self._card_of.setdefault(each.kind, card)
        return card

    def choice_of(self, kind: DisputeEventKind) -> DisputeEventChoice | None:
        """The choice of a kind, if it may be recorded now."""
        card = self._card_of.get(kind)
        choice = card.payload if card is not None else None
        return choice if isinstance(choice, DisputeEventChoice) and choice.allowed else None

    def card_of(self, kind: DisputeEventKind) -> ActCard | None:
        """The card of a kind; several that the same reason forbids share one."""
        return self._card_of.get(kind)

    def open_by_key(self, place: int) -> None:
        """F6, F7, F8: the first three."""
        if place < len(self.cards):
            self.cards[place].press()

    def focus_first(self) -> None:
        """Put the focus on what is next."""
        if self.cards:
            self.arrows.focus(self.cards[0])

    def focus_kind(self, kind: DisputeEventKind | None) -> None:
        """Put the focus on the card of a kind, or on the first one."""
        card = self._card_of.get(kind) if kind is not None else None
        if card is None:
            self.focus_first()
        else:
            self.arrows.focus(card)


def _order(choice: DisputeEventChoice) -> bool:
    return not choice.recommended  # the order of the law data among themselves


def _told(choice: DisputeEventChoice, forum: Forum) -> str:
    """What it needs or starts, or why it is forbidden, with the articles."""
    line = (choice.line if choice.allowed else choice.reason).rstrip("。")
    told = "、".join(dict.fromkeys(one.told for one in cited_before(forum, choice.citations)))
    return f"{line}（{told}）" if line and told and told not in line else line or told


def _by_reason(forbidden: Sequence[DisputeEventChoice]) -> list[list[DisputeEventChoice]]:
    groups: dict[str, list[DisputeEventChoice]] = {}
    for one in forbidden:
        groups.setdefault(one.reason, []).append(one)
    return list(groups.values())

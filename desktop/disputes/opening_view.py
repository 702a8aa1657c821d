"""登记复议、诉讼, the looks: the form in one column with its foot, what it would mean right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from desktop.components import Banner, Caption, Card, Rule, column, row
from desktop.disputes.opening_form import OpeningFacts, OpeningForm
from desktop.disputes.opening_side import OpeningSide
from desktop.intake.draft_offer import DraftOffer
from desktop.theme import Tone, px, set_role

__all__ = ["OpeningView"]


class OpeningView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, facts: OpeningFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        card = Card("", self)
        self.offer_card = QFrame(card)
        set_role(self.offer_card, "banner")
        set_role(self.offer_card, "accent", "tone")
        offer = column(self.offer_card, gap=2)
        offer.setContentsMargins(px(12), px(6), px(12), px(6))
        offer.addWidget(Caption("未登记完的复议、诉讼", self.offer_card, wrap=False))
        self.offer = DraftOffer(self.offer_card)
        offer.addWidget(self.offer)
        self.offer_card.hide()
        card.body.addWidget(self.offer_card)
        self.area = QScrollArea(card)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = OpeningForm(facts)
        set_role(self.form, "scrolled")
        self.area.setWidget(self.form)
        card.body.addWidget(self.area, 1)
        self.banner = Banner("", Tone.OVER, card)
        card.body.addWidget(self.banner)
        card.body.addWidget(Rule(card))
        foot = row(gap=12)
        self.kept = Caption("", card, wrap=False)
        self.primary = QPushButton("登记　Ctrl+Enter", card)
        self.primary.setAccessibleName("登记复议、诉讼")
        self.primary.setAutoDefault(False)
        set_role(self.primary, "primary")
        foot.addWidget(self.kept)
        foot.addStretch(1)
        foot.addWidget(self.primary)
        card.body.addLayout(foot)
        outer.addWidget(card, 1)
        self.side = OpeningSide(facts.today, self)
        outer.addWidget(self.side)

    def set_busy(self, busy: bool) -> None:
        """Registering is under way: nothing can be changed meanwhile."""
        self.form.setEnabled(not busy)
        self.primary.setEnabled(not busy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit(self.width())

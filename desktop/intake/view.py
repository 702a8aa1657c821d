"""收件登记, the looks: the form in one column with its foot, the side panel right."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from desktop.components import Banner, Caption, Card, LinkLabel, Rule, column, row
from desktop.intake.draft_offer import DraftOffer
from desktop.intake.form import IntakeForm
from desktop.intake.form_card import FormCard
from desktop.intake.side import SidePanel
from desktop.intake.suggestions import Suggestions
from desktop.theme import Tone, px, set_role

__all__ = ["IntakeView"]

_NARROW = 960
_TINY = 760


class IntakeView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, today: date, describe: Callable[[date], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        self._outer = outer
        card = Card("", self)
        self.offer_card = QFrame(card)
        set_role(self.offer_card, "banner")
        set_role(self.offer_card, "accent", "tone")
        offer = column(self.offer_card, gap=2)
        offer.setContentsMargins(px(12), px(6), px(12), px(6))
        self.offer_title = Caption("未登记完的收件", self.offer_card, wrap=False)
        offer.addWidget(self.offer_title)
        self.offer = DraftOffer(self.offer_card)
        offer.addWidget(self.offer)
        self.offer_card.hide()
        card.body.addWidget(self.offer_card)
        self.area = QScrollArea(card)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_role(inside, "scrolled")
        self._inside = column(inside, gap=12)
        self.reading = FormCard(inside)
        self._inside.addWidget(self.reading)
        self.form = IntakeForm(today, describe)
        self._inside.addWidget(self.form, 1)
        self.area.setWidget(inside)
        card.body.addWidget(self.area, 1)
        self.banner = Banner("", Tone.OVER, card)
        card.body.addWidget(self.banner)
        card.body.addWidget(Rule(card))
        foot = row(gap=12)
        self.kept = Caption("", card, wrap=False)
        self.later = QPushButton("存为待补", card)
        self.later.setToolTip("存成草稿，稍后从工作台继续填写（Ctrl+S）")
        self.primary = QPushButton("登记并打开回执　Ctrl+Enter", card)
        set_role(self.primary, "primary")
        self.origin = Caption("", card, wrap=False)
        self.origin.set_tone(Tone.ACCENT)
        foot.addWidget(self.kept)
        foot.addWidget(self.origin)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.primary)
        card.body.addLayout(foot)
        outer.addWidget(card, 1)
        self.side = SidePanel(self)
        outer.addWidget(self.side)
        self.suggestions = Suggestions(self.form)
        self._make_reading_links()

    def _make_reading_links(self) -> None:
        """The acts that read a form, made last: Tab goes through the fields first, and they have keys of their own."""
        self.read_form = LinkLabel("读取申请表…", self.form.receipt)
        self.read_form.setToolTip("读取填好的申请表（.docx、有文字的 PDF），也可以把文件拖到页面上（Ctrl+O）")
        self.read_text = LinkLabel("粘贴申请文字", self.form.receipt)
        self.read_text.setToolTip("从剪贴板里的文字读取（Ctrl+Shift+O）")
        for at, link in enumerate((self.read_form, self.read_text)):
            self.form.receipt.head.insertWidget(2 + at, link)

    def set_busy(self, busy: bool) -> None:
        """Registering is under way: nothing can be changed meanwhile."""
        self.form.setEnabled(not busy)
        self.primary.setEnabled(not busy)
        self.later.setEnabled(not busy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < px(_TINY):
            self._inside.addWidget(self.side)
            self.side.lie_below()
        else:
            self._outer.addWidget(self.side)
            self.side.fit(self.width())
        self.form.set_tight(self.width() < px(_NARROW))

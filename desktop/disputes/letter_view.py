"""How the page of a letter of a dispute is laid out: what is written left, the paper, checks or review right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from casework.dispute_letter_drafts import DisputeLetterPage
from casework.letter_pages import PrintedLetter
from casework.views import LetterPreview
from desktop.components import Card, ComboInput, ElidedLabel, LinkLabel, StrongLabel, row
from desktop.letters.find_bar import FindBar
from desktop.letters.findings_card import FindingsCard
from desktop.letters.issued_card import IssuedCard
from desktop.letters.paged import PagedView
from desktop.letters.paper import Paper
from desktop.letters.review_card import ReviewCard
from desktop.letters.view import SideStack
from desktop.theme import Size, px
from law.terms import DocumentKind, DocumentState

__all__ = ["DisputeLetterView"]

_PAGED: Final = "分页预览"
_LEFT: Final = 320
_TIGHT: Final = 1180
_NARROW: Final = 980
_TO_SIDE, _TO_LEFT = "看检查", "回到写什么"


class DisputeLetterView(QWidget):
    """Three columns; the left one holds the form of the sections, the right one checks, review or the issued letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = row(self, gap=Size.CARD_GAP)
        self._aside = False
        self.left = QStackedWidget(self)
        self.left.setFixedWidth(px(_LEFT))
        outer.addWidget(self.left)
        outer.addWidget(self._middle(), 1)
        self.findings_card = FindingsCard(self)
        self.review_card = ReviewCard(self)
        self.issued = IssuedCard(self)
        self.side = SideStack(self)
        self.side.setFixedWidth(px(Size.SIDE_PANEL))
        for card in (self.findings_card, self.review_card, self.issued):
            self.side.addWidget(card)
        outer.addWidget(self.side)
        self.findings_card.block_asked.connect(self.show_block)
        self.review_card.block_asked.connect(self.show_block)

    def _middle(self) -> Card:
        middle = Card("", self)
        head = row(gap=8)
        self.kind = ComboInput((), "文书", self)
        self.kind.setMinimumWidth(px(190))
        self.letter_title = StrongLabel("", self, wrap=False)
        self.state = ElidedLabel("", self, role="caption")
        self.paged_link = LinkLabel(_PAGED, self)
        self.paged_link.setToolTip("Ctrl+Shift+V")
        self.paged_link.clicked.connect(self.toggle_paged)
        head.addWidget(self.kind)
        head.addWidget(self.letter_title)
        head.addWidget(self.state, 1)
        self.compare_link = LinkLabel("", self)
        self.compare_link.setToolTip("Ctrl+Shift+B")
        self.compare_link.hide()
        head.addWidget(self.compare_link)
        head.addWidget(self.paged_link)
        self.turn_link = LinkLabel(_TO_SIDE, self)
        self.turn_link.clicked.connect(self._on_turn_clicked)
        self.turn_link.hide()
        head.addWidget(self.turn_link)
        middle.body.addLayout(head)
        self.paper = Paper(self)
        self.paged = PagedView(self)
        self.paged.hide()
        self.find_bar = FindBar(self.paper, self)
        middle.body.addWidget(self.find_bar)
        middle.body.addWidget(self.paper, 1)
        middle.body.addWidget(self.paged, 1)
        self._preview: LetterPreview | None = None
        self.sheet: PrintedLetter | None = None
        self.is_draft = True
        return middle

    def show_kinds(self, kinds: Sequence[DocumentKind], chosen: DocumentKind) -> None:
        """What may be written; chosen is what is on the page."""
        self.kind.blockSignals(True)
        self.kind.set_values(tuple((one, one.label) for one in kinds))
        self.kind.set_value(chosen)
        self.kind.blockSignals(False)

    def show_letter(self, page: DisputeLetterPage, *, typing: bool = False) -> None:
        """Show the letter with its state."""
        stored = page.document_id is not None
        writing = page.editable  # another kind may be written instead; what stands here is kept
        self.kind.setVisible(writing)
        self.letter_title.setVisible(not writing)
        self.letter_title.setText(page.title)
        said = page.state.label if stored else "还没有存"
        version = f"　第 {page.review.version} 稿" if page.review is not None and page.review.version else ""
        self.state.setText(f"{said}{version}")
        self._preview = page.preview
        self.is_draft = page.state is not DocumentState.ISSUED
        self.paper.show_letter(page.preview, editable=False, typing=typing)
        self._show_paged()

    def toggle_paged(self) -> None:
        """Ctrl+Shift+V: the letter as pages, or as one paper."""
        paged = self.paged.isHidden()
        self.paged.setVisible(paged)
        self.paper.setVisible(not paged)
        self._show_paged()
        (self.paged if paged else self.paper).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_paged(self) -> None:
        paged = not self.paged.isHidden()
        if paged and self._preview is not None:
            self.paged.show_letter(self._preview.sheet, draft=self.is_draft)
        self.sheet = self._preview.sheet if self._preview is not None else None
        count = f"（{self.paged.count_text()}）" if paged and self.paged.count_text() else ""
        self.paged_link.setText(f"返回连续版{count}" if paged else _PAGED)

    def show_block(self, at: object) -> None:
        """A paragraph of the letter."""
        if not self.paged.isHidden():
            self.toggle_paged()
        if isinstance(at, int):
            self.paper.show_block(at)

    def show_aside(self, card: QWidget) -> None:
        """Put a card at the right of the paper; on narrow screens it takes the place of what is written."""
        self.side.setCurrentWidget(card)
        self._aside = card is not self.findings_card
        self._fit()

    def _on_turn_clicked(self) -> None:
        self._aside = not self._aside
        self._fit()

    def _fit(self) -> None:
        """On narrow screens what is written and what is beside the paper take turns."""
        narrow = self.width() < px(_NARROW)
        written = self.left.count() > 0
        self.turn_link.setVisible(narrow and written)
        self.turn_link.setText(_TO_LEFT if self._aside else _TO_SIDE)
        self.left.setVisible(written and not (narrow and self._aside))
        self.side.setVisible(not narrow or self._aside or not written)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.width() < px(_TIGHT)
        self.left.setFixedWidth(px(280 if tight else _LEFT))
        self.side.setFixedWidth(px(280 if tight else Size.SIDE_PANEL))
        self._fit()

"""How the page of a letter is laid out: what it rests on, the paper, the checks; on narrow screens two of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from casework.letter_pages import PrintedLetter
from casework.views import LetterPreview
from desktop.components import Card, ElidedLabel, LinkLabel, StrongLabel, row
from desktop.letters.find_bar import FindBar
from desktop.letters.findings_card import FindingsCard
from desktop.letters.issued_card import IssuedCard
from desktop.letters.paged import PagedView
from desktop.letters.paper import Paper
from desktop.letters.rests_on import RestsOnCard
from desktop.letters.review_card import ReviewCard
from desktop.theme import Size, px
from law.terms import DocumentState

__all__ = ["LetterView", "SideStack"]

_NARROW = 1040
_PAGED = "分页预览"
_EDIT_HERE = "　虚线内可以直接修改"
_NO_PLACE = "　这份文书的模板没有自写段落，要改请改定处理结果"


class SideStack(QStackedWidget):
    """The cards that take turns beside the paper: only the one in sight asks for room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._on_current_changed)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.currentWidget().minimumSizeHint() if self.count() else super().minimumSizeHint()

    def _on_current_changed(self, _at: int) -> None:
        self.updateGeometry()


class LetterView(QWidget):
    """The three columns. ``side`` shows the checks of a draft, an issued letter, or a form that the page puts there.

    ``sheet_asked`` when the pages are wanted of a letter that was shown as it was saved.
    """

    sheet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = row(self, gap=Size.CARD_GAP)
        self.rests_on = RestsOnCard(self)
        self.rests_on.setFixedWidth(px(260))
        self.letter_title = StrongLabel("", self, wrap=False)
        self.letter_state = ElidedLabel("", self, role="caption")
        self.basis_link = LinkLabel("依据与附件", self)
        self.basis_link.clicked.connect(self._on_basis_clicked)
        self.paper = Paper(self)
        self.find_bar = FindBar(self.paper, self)
        self.paged_link = LinkLabel(_PAGED, self)
        self.paged_link.setToolTip("Ctrl+Shift+V")
        self.paged_link.clicked.connect(self.toggle_paged)
        self.paged = PagedView(self)
        self.paged.hide()
        self.sheet: PrintedLetter | None = None
        self._state, self._hint = "", ""
        self.is_draft = False
        self.findings_card = FindingsCard(self)
        self.issued = IssuedCard(self)
        self.review_card = ReviewCard(self)
        self.review_card.block_asked.connect(self._on_block_asked)
        self.version_words = ""
        self.compare_link = LinkLabel("", self)
        self.compare_link.hide()
        self.findings_card.block_asked.connect(self._on_block_asked)
        self.findings_card.block_asked.connect(self.paper.show_block)
        self.side = SideStack(self)
        self.side.setFixedWidth(px(Size.SIDE_PANEL))
        self.side.addWidget(self.findings_card)
        self.side.addWidget(self.issued)
        self.side.addWidget(self.review_card)
        columns.addWidget(self.rests_on)
        columns.addWidget(self._middle(), 1)
        columns.addWidget(self.side)

    def _middle(self) -> Card:
        middle = Card("", self)
        head = row(gap=8)
        head.addWidget(self.letter_title)
        head.addWidget(self.letter_state, 1)
        head.addWidget(self.compare_link)
        head.addWidget(self.paged_link)
        head.addWidget(self.basis_link)
        middle.body.addLayout(head)
        middle.body.addWidget(self.find_bar)
        middle.body.addWidget(self.paper, 1)
        middle.body.addWidget(self.paged, 1)
        return middle

    def show_preview(self, preview: LetterPreview, *, editable: bool, typing: bool) -> None:
        """Show a letter with its title, its state and what the checks found; ``typing``: it was just read as typed."""
        self.paper.show_letter(preview, editable=editable, typing=typing)
        title = next((one.text for one in preview.blocks if one.kind == "title"), "")
        state = (self.version_words or "草稿") if editable else ""
        if preview.document is not None:
            title = title or preview.document.title
            state = preview.document.state_text
        self._state = state
        self._hint = "" if not editable else _EDIT_HERE if self.paper.can_edit() else _NO_PLACE
        self.letter_title.setText(title)
        self.findings_card.show_findings(preview.findings)
        self.is_draft = preview.document is None or preview.document.state is not DocumentState.ISSUED
        self.show_sheet(preview.sheet)

    def toggle_paged(self) -> None:
        """Ctrl+Shift+V: the letter as pages, or the paper that is typed on."""
        paged = self.paged.isHidden()
        self.paged.setVisible(paged)
        self.paper.setVisible(not paged)
        self.show_sheet(self.sheet)
        (self.paged if paged else self.paper).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_block_asked(self, _at: object) -> None:
        """A place in the letter is shown on the paper, where it can be changed."""
        if not self.paged.isHidden():
            self.toggle_paged()

    def show_sheet(self, sheet: PrintedLetter | None) -> None:
        """Take the letter with its pages; they are laid out while they are looked at."""
        self.sheet = sheet
        paged = not self.paged.isHidden()
        self.letter_state.setText(self._state if paged else self._state + self._hint)
        if paged and sheet is None:
            self.sheet_asked.emit()
        elif paged:
            self.paged.show_letter(sheet, draft=self.is_draft)
        count = f"（{self.paged.count_text()}）" if paged and self.paged.count_text() else ""
        self.paged_link.setText(f"返回连续版{count}" if paged else _PAGED)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(basis=False)

    def _fit(self, *, basis: bool) -> None:
        """On narrow screens what the letter rests on and the checks take turns beside the paper."""
        narrow = self.width() < px(_NARROW)
        self.basis_link.setVisible(narrow)
        self.basis_link.setText("回到检查" if basis else "依据与附件")
        self.rests_on.setVisible(not narrow or basis)
        self.side.setVisible(not narrow or not basis)
        self.side.setFixedWidth(px(300 if narrow else Size.SIDE_PANEL))

    def _on_basis_clicked(self) -> None:
        self._fit(basis=not self.rests_on.isVisible())

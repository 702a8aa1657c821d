"""How the page of a letter is laid out: what it rests on, the paper, the checks; on narrow screens two of them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from casework.views import LetterPreview
from desktop.components import Card, ElidedLabel, LinkLabel, StrongLabel, row
from desktop.letters.findings_card import FindingsCard
from desktop.letters.issued_card import IssuedCard
from desktop.letters.paper import Paper
from desktop.letters.rests_on import RestsOnCard
from desktop.theme import Size, px

__all__ = ["LetterView"]

_NARROW = 1040
_EDIT_HERE = "　虚线内可以直接修改"
_NO_PLACE = "　这份文书的模板没有自写段落，要改请改定处理结果"


class LetterView(QWidget):
    """The three columns. ``side`` shows the checks of a draft, an issued letter, or a form that the page puts there."""

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
        self.findings_card = FindingsCard(self)
        self.issued = IssuedCard(self)
        self.findings_card.block_asked.connect(self.paper.show_block)
        self.side = QStackedWidget(self)
        self.side.setFixedWidth(px(Size.SIDE_PANEL))
        self.side.addWidget(self.findings_card)
        self.side.addWidget(self.issued)
        columns.addWidget(self.rests_on)
        columns.addWidget(self._middle(), 1)
        columns.addWidget(self.side)

    def _middle(self) -> Card:
        middle = Card("", self)
        head = row(gap=8)
        head.addWidget(self.letter_title)
        head.addWidget(self.letter_state, 1)
        head.addWidget(self.basis_link)
        middle.body.addLayout(head)
        middle.body.addWidget(self.paper, 1)
        return middle

    def show_preview(self, preview: LetterPreview, *, editable: bool, typing: bool) -> None:
        """Show a letter with its title, its state and what the checks found; ``typing``: it was just read as typed."""
        self.paper.show_letter(preview, editable=editable, typing=typing)
        title = next((one.text for one in preview.blocks if one.kind == "title"), "")
        state = "草稿" if editable else ""
        if preview.document is not None:
            title = title or preview.document.title
            state = preview.document.state_text
        if editable:
            state += _EDIT_HERE if self.paper.can_edit() else _NO_PLACE
        self.letter_title.setText(title)
        self.letter_state.setText(state)
        self.findings_card.show_findings(preview.findings)

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

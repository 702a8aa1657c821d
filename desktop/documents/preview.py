"""The selected document beside the list: what it is, where it stands, and the letter itself on paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.views import CaseView, LetterPreview
from desktop.components import Caption, Card, ElidedLabel, SectionTitle, row
from desktop.letters.paper import Paper

__all__ = ["DocumentPreview"]

_NOTHING = "选中一件，这里显示文书。"
_EXTENSION = "延期申请没有文书，打开办件批准或者不同意。"


class DocumentPreview(Card):
    """The panel. ``opened()`` for the letter, ``case_asked()`` for its request."""

    opened = Signal()
    case_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.none = Caption(_NOTHING, self)
        self.body.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        self.number = SectionTitle("", self)
        self.state = ElidedLabel("", self, role="caption")
        self.paper = Paper(self)
        for part, stretch in ((self.number, 0), (self.state, 0), (self.paper, 1)):
            self.body.addWidget(part, stretch)
        foot = row(gap=8)
        self.open = QPushButton("打开文书　Enter", self)
        self.case = QPushButton("打开办件　F7", self)
        for button, heard in ((self.open, self.opened), (self.case, self.case_asked)):
            button.setAutoDefault(False)
            button.clicked.connect(heard)
            foot.addWidget(button, 1)
        self.body.addLayout(foot)
        self.show_nothing()

    def show_nothing(self, why: str = "") -> None:
        """Nothing is selected, or what is selected cannot be shown and why."""
        self._show_parts(letter=False, case=False)
        self.none.setText(why or _NOTHING)

    def show_case(self, view: CaseView) -> None:
        """An extension waits for its decision: it has no letter yet."""
        self._show_parts(letter=False, case=True)
        self.none.setText(f"{view.registration_number}　{view.applicant.name}\n{_EXTENSION}")

    def show_letter(self, letter: LetterPreview) -> None:
        """Show a document on paper."""
        self._show_parts(letter=True, case=True)
        document = letter.document
        if document is not None:
            self.number.setText(document.document_number or document.title)
            named = f"{document.title}　" if document.document_number else ""
            self.state.setText(f"{named}{document.state_text}")
        self.paper.show_letter(letter, editable=False)
        self.paper.verticalScrollBar().setValue(0)

    def _show_parts(self, *, letter: bool, case: bool) -> None:
        self.none.setVisible(not letter)
        for part in (self.number, self.state, self.paper, self.open):
            part.setVisible(letter)
        self.case.setVisible(case)

"""材料: letters made for the dispute and the files that came with it; open, save, add."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeView
from casework.views import AttachmentView, DocumentView
from desktop.case_page.rows import empty_layout, scrolled_list
from desktop.components import Caption, Card, LinkLabel, Rule, StrongLabel, column, file_size, row
from desktop.disputes.file_link import FileLink
from desktop.disputes.letters_card import LettersCard
from desktop.theme import px

__all__ = ["PapersCard"]


class PapersCard(Card):
    """The card.

    Signals: ``document_asked(DocumentView)``, ``file_asked(AttachmentView)`` to open it, ``file_save_asked``,
    ``attach_asked()``. ``letters`` holds what drafts letters and builds the bundle.
    """

    document_asked = Signal(object)
    file_asked = Signal(object)
    file_save_asked = Signal(object)
    attach_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("材料", parent)
        self.letters = LettersCard(self)
        self.body.addWidget(self.letters)
        self.links: list[LinkLabel] = []
        self._inside, self._list = scrolled_list(self, gap=6)
        self.add = LinkLabel("添加…", self)
        self.add.setAccessibleName("添加材料")
        self.add.clicked.connect(self.attach_asked)
        self.add_to_head(self.add)

    def show_dispute(self, view: DisputeView) -> None:
        """Show documents and files."""
        self.letters.show_dispute(view)
        empty_layout(self._list)
        self.links = []
        self._show_documents(view.documents)
        if view.documents and view.attachments:
            self._list.addWidget(Rule(self._inside))
        self._show_files(view.attachments)
        if not view.documents and not view.attachments:
            self._list.addWidget(Caption("还没有文书和附件。收到的文书可以在登记时一并附上。", self._inside))

    def _show_documents(self, documents: Sequence[DocumentView]) -> None:
        for one in documents:
            line = QWidget(self._inside)
            layout = column(line, gap=0)
            link = self._link(one.title, line, one)
            link.setAccessibleName(f"{one.title} {one.document_number}".strip())
            link.clicked.connect(self._on_document_clicked)
            layout.addWidget(link)
            state = Caption("　".join(part for part in (one.document_number, one.state_text) if part), line)
            state.setContentsMargins(px(4), 0, 0, 0)
            layout.addWidget(state)
            self._list.addWidget(line)

    def _show_files(self, files: Sequence[AttachmentView]) -> None:
        if files:
            self._list.addWidget(StrongLabel(f"附件 {len(files)}", self._inside, wrap=False))
        for one in files:
            line = QWidget(self._inside)
            layout = column(line, gap=0)
            link = FileLink(one.file_name, line, payload=one)
            link.clicked.connect(self._on_file_clicked)
            self.links.append(link)
            layout.addWidget(link)
            below = row(gap=8)
            size = f"{one.pages} 页" if one.pages else file_size(one.size)
            below.addWidget(Caption("　".join(part for part in (one.role, size) if part), line), 1)
            save = self._link("另存为…", line, one)
            save.setAccessibleName(f"另存 {one.file_name}")
            save.clicked.connect(self._on_save_clicked)
            below.addWidget(save, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(below)
            self._list.addWidget(line)

    def _link(self, words: str, parent: QWidget, payload: object) -> LinkLabel:
        link = LinkLabel(words, parent, payload=payload)
        self.links.append(link)
        return link

    def _on_document_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.document_asked.emit(link.payload)

    def _on_file_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.file_asked.emit(link.payload)

    def _on_save_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.file_save_asked.emit(link.payload)

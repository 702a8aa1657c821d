"""文书: segments in SQL, rows in blocks, the letter beside the list; Enter opens the page of the letter."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.case_view import case
from casework.document_list import document_counts, document_ids, document_rows
from casework.document_list_views import DocumentFilter, DocumentRow, DocumentSegment, SegmentCount
from casework.letters import preview_document
from casework.views import LetterPreview
from desktop.components import column
from desktop.components.block_model import BlockModel
from desktop.documents.cells import COLUMNS, DOCUMENT_CELLS
from desktop.documents.view import DocumentsView
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.list_page import ListPage
from desktop.frame.session import Session
from desktop.letters.letters_export import LettersExport

__all__ = ["DocumentsPage"]

_ACTIONS = (
    ActionSpec(id="filter", text="筛选文书", shortcut="/", slot="focus_search"),
    ActionSpec(id="columns", text="选择显示的列", shortcut="F2", slot="open_columns"),
    ActionSpec(id="mail", text="当日邮件", shortcut="F6", slot="open_mail"),
    ActionSpec(id="case", text="打开所选文书的办件", shortcut="F7", slot="open_case"),
    ActionSpec(id="export", text="导出所选文书", shortcut="Ctrl+E", slot="ask_export"),
    ActionSpec(id="export_pdf", text="导出所选文书为 PDF", shortcut="Ctrl+Shift+E", slot="ask_export_pdf"),
)
# What fills a segment that is empty, in words.
_EMPTY = {
    DocumentSegment.MINE: "没有等你办的文书。",
    DocumentSegment.REVIEW: "没有待审核的文书。",
    DocumentSegment.APPROVAL: "没有待批准的文书。",
    DocumentSegment.RETURNED: "没有退回修改的文书。",
    DocumentSegment.DRAFTS: "没有草稿。答复文书从办件页“拟答复文书”开始。",
    DocumentSegment.APPROVED: "没有待签发的文书。",
    DocumentSegment.TO_SEND: "没有待寄出的文书。",
    DocumentSegment.TO_PROVE: "寄出的文书都有送达凭证。",
    DocumentSegment.ISSUED: "还没有签发过文书。",
    DocumentSegment.VOID: "没有作废的文书。",
}


class DocumentsPage(ListPage[DocumentRow]):
    """Connects segments, table and preview with casework; ``on_enter`` takes a segment."""

    help_topic = "documents"
    list_name = "documents"
    topics = ListPage.topics | {"numbers", "agency"}

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("文书")
        self.wanted = DocumentFilter()
        self.view = DocumentsView(self, dense=session.settings.text("density") == "dense")
        column(self, gap=0).addWidget(self.view)
        view, model = self.view, BlockModel(COLUMNS, DOCUMENT_CELLS, self.ask_block, session.today, self)
        self.attach(view.table, view.search, view.preview, model)
        self.actions_table = ActionTable(self, _ACTIONS)
        view.segments.chosen.connect(self._on_segment_chosen)
        self.exporting = LettersExport(session, self, view.progress)
        view.export.clicked.connect(self.ask_export)
        view.export_pdf.clicked.connect(self.ask_export_pdf)
        view.mail.clicked.connect(self.open_mail)
        view.preview.opened.connect(self.open_letter)
        view.preview.case_asked.connect(self.open_case)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, DocumentSegment):
            self.view.segments.set_segment(payload)
            self.wanted = replace(self.wanted, segment=payload, sort="", descending=False)
        self.ask_ids()
        if not self.view.search.hasFocus():
            self.view.table.setFocus()

    def open_columns(self) -> None:
        """F2: choose columns."""
        self.show_columns(self.view.table.mapToGlobal(self.view.table.rect().topRight()))

    def open_mail(self) -> None:
        """F6: the day's mail."""
        self.session.shell.open_page("mail")

    def chosen_letters(self) -> tuple[int, ...]:
        """The selected letters in the order of the list; with one row selected or none, all that the list shows."""
        rows = sorted(one.row() for one in self.view.table.selectionModel().selectedRows())
        ids = self.model.ids if len(rows) < 2 else tuple(self.model.id_at(one) or 0 for one in rows)
        return tuple(one for one in ids if one > 0)  # an extension that waits is no letter

    def ask_export(self) -> None:
        """Ctrl+E: write the selected letters into a folder."""
        self.exporting.ask(self.chosen_letters(), "docx")

    def ask_export_pdf(self) -> None:
        """Ctrl+Shift+E: the same as PDF."""
        self.exporting.ask(self.chosen_letters(), "pdf")

    def open_letter(self) -> None:
        """Enter: the selected document where it is written or looked at; an extension on the page of its request."""
        found = self.model.row_at(self.view.table.currentIndex().row())
        if found is None:
            return
        if found.document_id is None:
            self.open_request(found.request_id)
        else:
            self._open(found)

    def _open(self, found: DocumentRow) -> None:
        if found.dispute_id is not None:
            self.session.shell.open_page("dispute_letter", (found.dispute_id, found.document_id))
        else:
            self.session.shell.open_page("letter", (found.request_id, found.document_id))

    def open_case(self) -> None:
        """F7: the request of the selected document."""
        found = self.model.row_at(self.view.table.currentIndex().row())
        if found is not None:
            self.open_request(found.request_id)

    @override
    def _on_row_opened(self, index: QModelIndex) -> None:
        self.open_letter()

    # ------------------------------------------------------------------ filter

    @override
    def searched(self) -> str:
        return self.wanted.text

    @override
    def narrow(self, **changes: Any) -> None:
        self.wanted = replace(self.wanted, **changes)
        self.ask_ids()

    def _on_segment_chosen(self, segment: DocumentSegment) -> None:
        self.narrow(segment=segment, sort="", descending=False)

    # ------------------------------------------------------------------ rows

    @override
    def ids_question(self) -> Callable[[], tuple[int, ...]]:
        session = self.session
        return partial(document_ids, session.office, self.wanted, session.actor, today=session.today)

    @override
    def rows_question(self, ids: Sequence[int]) -> Callable[[], tuple[DocumentRow, ...]]:
        return partial(document_rows, self.session.office, ids, today=self.session.today)

    @override
    def ask_ids(self) -> None:
        """Ask anew for the list and for the numbers of the segments."""
        self.view.table.show_sort(self.wanted.sort, self.wanted.descending)
        super().ask_ids()
        session = self.session
        counts = partial(document_counts, session.office, session.actor, today=session.today)
        session.ask(counts, self._on_counts_read, key="documents:counts")

    def _on_counts_read(self, counts: tuple[SegmentCount, ...]) -> None:
        self.view.segments.show_counts(counts)

    @override
    def show_found(self, number: int) -> None:
        self.view.count.setText(f"{number:,} 件")
        self.view.allow_export(allowed=any(one > 0 for one in self.model.ids))
        table, segment = self.view.table, self.wanted.segment
        if number:
            table.show_empty("")
        elif self.wanted.text:
            table.show_empty("没有符合条件的文书。", "取消筛选", self._clear_search)
        elif segment is DocumentSegment.TO_SEND:
            table.show_empty(_EMPTY[segment], "看待凭证的文书", self._show_unproven)
        elif segment is DocumentSegment.ISSUED:
            table.show_empty(_EMPTY[segment], "打开办件列表", self._open_cases)
        else:
            table.show_empty(_EMPTY[segment], "看已签发的文书", self._show_issued)

    def _clear_search(self) -> None:
        self.view.search.clear()
        self.narrow(text="")

    def _show_unproven(self) -> None:
        self.view.segments.buttons[DocumentSegment.TO_PROVE].click()

    def _show_issued(self) -> None:
        self.view.segments.buttons[DocumentSegment.ISSUED].click()

    def _open_cases(self) -> None:
        self.session.shell.open_page("cases")

    # ------------------------------------------------------------------ preview

    @override
    def _ask_preview(self) -> None:
        document_id = self.model.id_at(self.view.table.currentIndex().row())
        session = self.session
        if document_id is None:
            self.view.preview.show_nothing()
        elif document_id < 0:
            extension = partial(case, session.office, -document_id, today=session.today)
            session.ask(extension, self._on_case_read, self._on_case_failed, key="documents:preview")
        else:
            letter = partial(preview_document, session.office, document_id)
            session.ask(letter, self._on_letter_read, self._on_case_failed, key="documents:preview")

    def _on_letter_read(self, letter: LetterPreview) -> None:
        self.view.preview.show_letter(letter)

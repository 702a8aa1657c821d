"""文书, the looks: segments and search, the table, the selected letter right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget
from typing_extensions import override

from desktop.components import Caption, Card, LineInput, ProgressPanel, TableView, row
from desktop.documents.cells import COLUMNS
from desktop.documents.preview import DocumentPreview
from desktop.documents.segments import SegmentBar
from desktop.theme import px

__all__ = ["DocumentsView"]

_NARROW = 980
_WIDE = 1300
_PAPER = 430
_PAPER_WIDE = 560


class DocumentsView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        holder = QWidget(card)
        chips = row(holder, gap=0)
        chips.setContentsMargins(px(12), 0, px(12), 0)
        self.segments = SegmentBar(holder)
        chips.addWidget(self.segments, 1)
        card.body.addWidget(holder)
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.search = LineInput("筛选文书", card, placeholder="文号、姓名、登记号，按 / 输入")
        self.count = Caption("", card, wrap=False)
        self.mail = QPushButton("当日邮件　F6", card)
        self.mail.setAutoDefault(False)
        self.export = QPushButton("导出　Ctrl+E", card)
        self.export_pdf = QPushButton("导出 PDF", card)
        self.export_pdf.setToolTip("Ctrl+Shift+E")
        for button in (self.export, self.export_pdf):
            button.setAutoDefault(False)
        buttons = ((self.export, 0), (self.export_pdf, 0), (self.mail, 0))
        for part, stretch in ((self.search, 1), (self.count, 0), *buttons):
            head.addWidget(part, stretch)
        card.body.addLayout(head)
        self.progress = ProgressPanel(card)
        self.progress.setContentsMargins(px(12), 0, px(12), 0)
        card.body.addWidget(self.progress)
        self.table = TableView(COLUMNS, "文书列表", card, dense=dense)
        self.table.wide_from = 900
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        card.body.addWidget(self.table, 1)
        outer.addWidget(card, 1)
        self.preview = DocumentPreview(self)
        outer.addWidget(self.preview)

    def allow_export(self, *, allowed: bool) -> None:
        """Where no letter is listed there is nothing to write out, and the buttons say so."""
        for button, keys in ((self.export, "Ctrl+E"), (self.export_pdf, "Ctrl+Shift+E")):
            button.setEnabled(allowed)
            button.setToolTip(keys if allowed else "列表里没有文书。")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        self.preview.setFixedWidth(px(_PAPER_WIDE if wide else _PAPER))
        self.preview.setVisible(self.width() >= px(_NARROW))

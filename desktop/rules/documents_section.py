"""文书目录: every kind of document, who gets it, when, by which provision, and what it has to say."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.document_catalogue import document_catalogue
from casework.document_catalogue_views import DocumentKindView
from desktop.components import Caption, Card, Chip, LinkLabel, TableView, Text, column, row
from desktop.frame.session import Session
from desktop.rules.rows import captioned, clear_rows, scrolled_column
from desktop.rules.rule_table import DOCUMENT_COLUMNS, DocumentTable, confidence_tone, matching_documents
from desktop.rules.rules_section import SearchLine
from desktop.theme import Size, Tone, px

__all__ = ["DocumentKindCard", "DocumentsPresenter", "DocumentsSection"]


class DocumentKindCard(Card):
    """One kind of document in full. ``rule_asked(id)`` for a link to a rule that explains it."""

    rule_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        area, inside, layout = scrolled_column(self)
        self._inside = inside
        self.facts = Text("", inside)
        self.elements = Text("", inside)
        self.history = Text("", inside)
        self.made = Text("", inside)
        for one in (self.facts, self.elements, self.history, self.made):
            one.make_selectable()
        marks = row(gap=8)
        self.confidence = Chip("", Tone.PLAIN, inside)
        self.checked = Caption("", inside, wrap=False)
        marks.addWidget(self.confidence)
        marks.addWidget(self.checked)
        marks.addStretch(1)
        self.links = column(gap=2)
        layout.addWidget(self.facts)
        layout.addLayout(captioned("必备内容", self.elements, inside))
        layout.addLayout(captioned("依据", self.history, inside))
        layout.addLayout(marks)
        layout.addLayout(captioned("怎样办理", self.made, inside))
        layout.addLayout(self.links)
        self.body.addWidget(area, 1)

    def show_kind(self, one: DocumentKindView) -> None:
        """Fill the card."""
        self.set_title(one.title)
        self.title.setWordWrap(True)
        self.facts.setText(_facts(one))
        self.elements.setText("\n".join(f"· {element}" for element in one.elements))
        self.history.setText("\n".join(one.history))
        self.confidence.show_state(one.confidence, confidence_tone(one.confidence))
        day = one.checked_on
        self.checked.setText(f"核对于 {day.year}年{day.month}月{day.day}日")
        self.made.setText(_made(one))
        clear_rows(self.links)
        for rule in one.rules:
            link = LinkLabel(rule.title, self._inside, payload=rule.id)
            link.setToolTip("在“规则”里看说明和例子")
            link.clicked.connect(self._on_link_clicked)
            self.links.addWidget(link)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.rule_asked.emit(link.payload)


def _facts(one: DocumentKindView) -> str:
    number = f"{one.number_class}类文号" if one.number_class else "不另编号，用登记号"
    return "\n".join((f"收件人：{one.addressees}", f"何时：{one.when}", f"救济：{one.remedy}", f"编号：{number}"))


def _made(one: DocumentKindView) -> str:
    where = f"在办件页用“{one.made_by}”制作" if one.by_act else f"在{one.made_by}里生成"
    how = "，须经审核、批准" if one.reviewed else ""
    sent = "签发后寄出、登记送达。" if one.sent else "不需要寄出。"
    barred = f"\n不能办的情形，例如：{'；'.join(one.barred)}。" if one.barred else ""
    return f"{where}{how}；{sent}{barred}"


class DocumentsSection(QWidget):
    """List at the left, the chosen kind at the right. ``rule_asked(id)`` for a rule."""

    rule_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[DocumentKindView, ...] = ()
        outer = row(self, gap=12)
        card = Card("", self)
        self.table = TableView(DOCUMENT_COLUMNS, "文书目录", dense=True)
        self.rows = DocumentTable()
        self.rows.setParent(self)
        self.table.setModel(self.rows)
        line = row(gap=12)
        self.search = SearchLine("查找文书", "查找文书、收件人、条文、必备内容，如 第三方 三十二条", self.table, card)
        self.count = Caption("", card, wrap=False)
        line.addWidget(self.search, 1)
        line.addWidget(self.count)
        card.body.addLayout(line)
        card.body.addWidget(self.table, 1)
        outer.addWidget(card, 1)
        self.detail = DocumentKindCard(self)
        outer.addWidget(self.detail)
        self.search.textChanged.connect(self._on_searched)
        self.table.current_changed.connect(self._on_current_changed)
        self.detail.rule_asked.connect(self.rule_asked)

    def show_kinds(self, kinds: Sequence[DocumentKindView]) -> None:
        """Fill the list; the chosen kind stays chosen."""
        chosen = self.rows.row_at(self.table.currentIndex().row())
        self._kinds = tuple(kinds)
        self._on_searched(self.search.text())
        self.choose(str(chosen.kind) if chosen is not None else "")

    def choose(self, kind: str) -> None:
        """Choose a kind by its identifier; an unknown one chooses the first row."""
        if kind and self.rows.row_of(kind) < 0:
            self.search.clear()
        self.table.selectRow(max(0, self.rows.row_of(kind)))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_searched(self, text: str) -> None:
        found = matching_documents(self._kinds, text)
        self.rows.put_rows(found)
        self.count.setText(f"{len(found)} 种")
        nothing = bool(self._kinds) and not found
        self.table.show_empty(
            "没有这样的文书。换一个词再找。" if nothing else "", "全部文书" if nothing else "", self.search.clear
        )
        self.detail.setVisible(bool(found))
        if found:
            self.table.selectRow(0)

    def _on_current_changed(self, index: QModelIndex) -> None:
        kind = self.rows.row_at(index.row())
        if kind is not None:
            self.detail.show_kind(kind)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(1300)
        narrow = self.width() < px(900)
        self.detail.setFixedWidth(px(440 if wide else 310 if narrow else Size.SIDE_PANEL))


class DocumentsPresenter(QObject):
    """Drives ``DocumentsSection``."""

    def __init__(self, session: Session, view: DocumentsSection) -> None:
        super().__init__(view)
        self.session = session
        self.view = view
        self._wanted = ""

    def reload(self) -> None:
        """Read the catalogue; it changes with the program only."""
        if not self.view.rows.rowCount():
            self.session.ask(document_catalogue, self._on_read, key="rules-documents")

    def show_kind(self, kind: str) -> None:
        """Choose a kind, also before the list is there."""
        self._wanted = kind
        if self.view.rows.rowCount():
            self.view.choose(kind)
            self._wanted = ""

    def _on_read(self, kinds: tuple[DocumentKindView, ...]) -> None:
        self.view.show_kinds(kinds)
        if self._wanted:
            self.view.choose(self._wanted)
            self._wanted = ""

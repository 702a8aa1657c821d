"""案卷文书: the internal sheets that make sense now, one of them on white paper, and the file to be packed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from casework.paper_views import FileView, PaperRow, PaperView
from desktop.case_page.paper_page import PaperPage, ScrolledLines
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Banner,
    Caption,
    Card,
    ElidedLabel,
    LineInput,
    LinkLabel,
    ProgressPanel,
    Rule,
    StrongLabel,
    Text,
    column,
    row,
)
from desktop.theme import Tone, set_role
from law.terms import DocumentKind

__all__ = ["PaperAsked", "PapersCard"]

_VERBS: Final = (("preview", "预览"), ("print", "打印"), ("save", "另存为"), ("file", "归档"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsked:
    """What was asked for: a verb (preview, print, save, file), the sheet, and what was added to it."""

    verb: str
    row: PaperRow
    words: str = ""


_ARROWS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class _RowLink(LinkLabel):
    """A link of a line; ``moved`` by the arrows among the lines, not among whatever buttons stand near."""

    moved = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _ARROWS.get(Qt.Key(event.key()))
        if move is not None:
            self.moved.emit(move)
        else:
            super().keyPressEvent(event)


class _PaperLine(QWidget):
    """One sheet: its name, what it holds, its four links, and a field for what no data can know."""

    def __init__(self, one: PaperRow, today: date, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = one
        layout = column(self, gap=2)
        head = row(gap=2)
        name = column(gap=0)
        name.addWidget(StrongLabel(one.title, self))
        name.addWidget(ElidedLabel(_line_of(one, today), self, role="caption"))
        head.addLayout(name, 1)
        self.links: list[_RowLink] = []
        for verb, label in _VERBS:
            link = _RowLink(label, self, payload=verb)
            link.setAccessibleName(f"{label}{one.title}")
            head.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
            self.links.append(link)
        layout.addLayout(head)
        self.words = LineInput(one.asks, self, placeholder=_placeholder(one))
        self.words.setText(words)
        self.words.setVisible(bool(one.asks))
        layout.addWidget(self.words)


def _placeholder(one: PaperRow) -> str:
    # The address is whole or masked when it is printed; the rest can be written by hand.
    left_open = "不填则隐去村、街道以下" if one.kind is DocumentKind.REGISTRATION_SHEET else "可以不填，打印后手写"
    return f"{one.asks}，{left_open}"


def _line_of(one: PaperRow, today: date) -> str:
    if not one.filed_on:
        return one.line
    day = f"{one.filed_on.month}月{one.filed_on.day}日"
    year = "" if one.filed_on.year == today.year else f"{one.filed_on.year}年"
    count = f"（共 {one.editions} 份）" if one.editions > 1 else ""
    return f"{one.line}　{year}{day}归档{count}"


class PapersCard(Card):
    """The list of sheets, the preview of one, and the packing of the file.

    Signals: ``typed_on`` (what a person adds to a sheet changed), ``asked(PaperAsked)``, ``pack_opened``,
    ``zip_asked(frozenset)``, ``folder_asked(frozenset)``, ``cancelled``, ``left``.
    """

    asked = Signal(object)
    typed_on = Signal()
    pack_opened = Signal()
    zip_asked = Signal(object)
    folder_asked = Signal(object)
    cancelled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("案卷文书", parent)
        self.back = LinkLabel("返回 Esc", self)
        self.back.clicked.connect(self.step_back)
        self.add_to_head(self.back)
        self.lines: list[_PaperLine] = []
        self.typed: dict[tuple[DocumentKind, int | None], str] = {}
        self.previewed: PaperRow | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.stack = QStackedWidget(self)
        set_role(self.stack, "empty")  # on the ground of the card
        self.body.addWidget(self.stack, 1)
        self._build_list()
        self._build_preview()
        self._build_packing()

    # ------------------------------------------------------------------ building

    def _build_list(self) -> None:
        self.list_page = QWidget(self)
        layout = column(self.list_page, gap=8)
        self.area = ScrolledLines("案卷文书", self.list_page)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self.area, 1)
        foot = row(gap=8)
        foot.addWidget(Caption("由办理记录生成，归档后不再改动；签名处打印后手签", self.list_page), 1)
        self.pack = QPushButton("案卷打包…", self.list_page)
        self.pack.setAutoDefault(True)
        self.pack.clicked.connect(self.pack_opened)
        foot.addWidget(self.pack)
        layout.addLayout(foot)
        self.stack.addWidget(self.list_page)

    def _build_preview(self) -> None:
        self.preview_page = QWidget(self)
        layout = column(self.preview_page, gap=8)
        head = row(gap=2)
        self.preview_name = StrongLabel("", self.preview_page)
        head.addWidget(self.preview_name, 1)
        self.preview_links: list[LinkLabel] = []
        for verb, label in _VERBS[1:]:
            link = LinkLabel(label, self.preview_page, payload=verb)
            link.clicked.connect(self._on_preview_link_clicked)
            head.addWidget(link)
            self.preview_links.append(link)
        layout.addLayout(head)
        self.paper_area = ScrolledLines("预览", self.preview_page)
        self.paper_area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page = PaperPage(self.paper_area.inside)
        self.paper_area.lines.addWidget(self.page)
        layout.addWidget(self.paper_area, 1)
        self.stack.addWidget(self.preview_page)

    def _build_packing(self) -> None:
        self.packing_page = QWidget(self)
        layout = column(self.packing_page, gap=8)
        self.lacking = Banner("", Tone.SOON, self.packing_page)
        layout.addWidget(self.lacking)
        layout.addWidget(Caption("勾选的进“不可查阅”册，其余进“可供查阅”册。", self.packing_page))
        self.pack_area = ScrolledLines("卷内材料", self.packing_page)
        self.pack_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self.pack_area, 1)
        self.progress = ProgressPanel(self.packing_page)
        self.progress.cancelled.connect(self.cancelled)
        layout.addWidget(self.progress)
        foot = row(gap=12)
        foot.addStretch(1)
        self.to_folder = QPushButton("写入文件夹…", self.packing_page)
        self.to_folder.setAutoDefault(True)
        self.to_folder.clicked.connect(self._on_folder_clicked)
        self.to_zip = QPushButton("打包为压缩文件…", self.packing_page)
        self.to_zip.setAutoDefault(True)
        set_role(self.to_zip, "primary")
        self.to_zip.clicked.connect(self._on_zip_clicked)
        foot.addWidget(self.to_folder)
        foot.addWidget(self.to_zip)
        layout.addLayout(foot)
        self.stack.addWidget(self.packing_page)

    # ------------------------------------------------------------------ showing

    def show_rows(self, rows: Sequence[PaperRow], today: date) -> None:
        """Show the sheets; what was typed and where the focus stood stays."""
        self._keep_typed()
        if tuple(one.row for one in self.lines) == tuple(rows):
            return
        focused = self._place_of_focus()
        empty_layout(self.area.lines)
        self.lines = []
        for one in rows:
            if self.lines:
                self.area.lines.addWidget(Rule(self.area.inside))
            line = _PaperLine(one, today, self.typed.get((one.kind, one.document_id), ""), self.area.inside)
            for link in line.links:
                link.clicked.connect(self._on_link_clicked)
                link.moved.connect(self._on_moved)
            line.words.textEdited.connect(self._on_words_edited)
            self.area.lines.addWidget(line)
            line.show()
            self.lines.append(line)
        if focused is not None and self.lines:
            self._focus(*focused)

    def show_list(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.list_page)
        self.set_title("案卷文书")
        at = next((at for at, one in enumerate(self.lines) if one.row == self.previewed), 0)
        self.previewed = None
        if self.lines and self.isVisible():
            self._focus(at, 0)

    def show_preview(self, asked: PaperRow, view: PaperView) -> None:
        """Show a sheet on paper."""
        self.previewed = asked
        self.preview_name.setText(view.title)
        for link in self.preview_links:
            link.setAccessibleName(f"{link.text()}{view.title}")
        self.page.show_blocks(view.blocks)
        self.stack.setCurrentWidget(self.preview_page)
        self.paper_area.verticalScrollBar().setValue(0)
        self.paper_area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_packing(self, file: FileView) -> None:
        """Show what goes into the file, and what it lacks."""
        empty_layout(self.pack_area.lines)
        self.boxes = {}
        self.lacking.say(f"案卷不齐：{'；'.join(file.lacking)}。" if file.lacking else "", Tone.SOON)
        group = ""
        for one in file.entries:
            if one.group != group:
                group = one.group
                self.pack_area.lines.addWidget(Caption(group, self.pack_area.inside))
            pages = f"{one.pages} 页" if one.pages is not None else ""
            said = "　".join(part for part in (one.name, one.number, pages, one.why) if part)
            box = QCheckBox(said, self.pack_area.inside)
            box.setChecked(one.restricted)
            box.setAccessibleName(f"{said}，不可查阅")
            self.boxes[one.key] = box
            self.pack_area.lines.addWidget(box)
        if not file.entries:
            self.pack_area.lines.addWidget(Text("卷内还没有文书和附件。", self.pack_area.inside))
        self.set_packing(busy=False)
        self.stack.setCurrentWidget(self.packing_page)
        first = next(iter(self.boxes.values()), None)
        (first or self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_packing(self, *, busy: bool) -> None:
        """The file is being written: nothing can be changed meanwhile."""
        self.pack_area.setEnabled(not busy)
        self.to_zip.setEnabled(not busy and bool(self.boxes))
        self.to_folder.setEnabled(not busy and bool(self.boxes))
        if busy:
            self.progress.begin("正在打包案卷")
        else:
            self.progress.end()

    def step_back(self) -> None:
        """Esc: from paper or packing to the list, from the list out."""
        if self.stack.currentWidget() is self.list_page:
            self._keep_typed()
            self.left.emit()
        else:
            self.show_list()

    def shows_paper(self) -> bool:
        """Whether a sheet is shown, which wants a broad column."""
        return self.stack.currentWidget() is self.preview_page

    def focus_first(self) -> None:
        """Put the focus on the first sheet."""
        if self.lines:
            self._focus(0, 0)
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ hearing

    def _on_words_edited(self, _text: str) -> None:
        self.typed_on.emit()

    def all_words(self) -> dict[tuple[DocumentKind, int | None], str]:
        """What was typed for each sheet; sheets without words are left out."""
        self._keep_typed()
        return {key: words.strip() for key, words in self.typed.items() if words.strip()}

    def restore_words(self, words: Mapping[tuple[DocumentKind, int | None], str]) -> None:
        """Put back what was typed before, where nothing was typed since."""
        self._keep_typed()
        for key, text in words.items():
            if not self.typed.get(key):
                self.typed[key] = text
        for one in self.lines:
            one.words.setText(self.typed.get((one.row.kind, one.row.document_id), ""))

    def forget_words(self, row: PaperRow) -> None:
        """The sheet is on file with its words; the next edition starts without."""
        self.typed.pop((row.kind, row.document_id), None)
        for one in self.lines:
            if (one.row.kind, one.row.document_id) == (row.kind, row.document_id):
                one.words.clear()

    def _keep_typed(self) -> None:
        for one in self.lines:
            self.typed[one.row.kind, one.row.document_id] = one.words.text()

    def words_for(self, one: PaperRow) -> str:
        """What was typed for a sheet."""
        self._keep_typed()
        return self.typed.get((one.kind, one.document_id), "").strip()

    def _on_link_clicked(self) -> None:
        link = self.sender()
        line = next((one for one in self.lines if link in one.links), None)
        if line is not None and isinstance(link, LinkLabel):
            self.asked.emit(PaperAsked(verb=str(link.payload), row=line.row, words=self.words_for(line.row)))

    def _on_preview_link_clicked(self) -> None:
        link = self.sender()
        if self.previewed is not None and isinstance(link, LinkLabel):
            words = self.words_for(self.previewed)
            self.asked.emit(PaperAsked(verb=str(link.payload), row=self.previewed, words=words))

    def _restricted(self) -> frozenset[str]:
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def _on_zip_clicked(self) -> None:
        self.zip_asked.emit(self._restricted())

    def _on_folder_clicked(self) -> None:
        self.folder_asked.emit(self._restricted())

    # ------------------------------------------------------------------ moving by the arrows

    def _place_of_focus(self) -> tuple[int, int] | None:
        for at, line in enumerate(self.lines):
            for place, link in enumerate(line.links):
                if link.hasFocus():
                    return at, place
        return None

    def _focus(self, at: int, place: int) -> None:
        line = self.lines[max(0, min(at, len(self.lines) - 1))]
        link = line.links[max(0, min(place, len(line.links) - 1))]
        link.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(line)

    def _on_moved(self, move: tuple[int, int]) -> None:
        place = self._place_of_focus()
        if place is not None:
            self._focus(place[0] + move[0], place[1] + move[1])

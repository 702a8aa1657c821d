"""Universal search and command palette: one line at the top right that finds cases, places and actions (Ctrl+K)."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from desktop.components.cards import column
from desktop.components.text import Caption
from desktop.frame.tasks import TaskRunner
from desktop.theme import colour, draw_icon, px, set_role

__all__ = ["CaseFinder", "PaletteEntry", "UniversalSearch"]

_PAUSE_MS = 120
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteEntry:
    """Something that can be gone to or done.

    Args:
        text: what it is.
        detail: a second, quieter text.
        shortcut: key that does the same.
        icon: name of the icon.
        run: what choosing it does.
    """

    text: str
    detail: str = ""
    shortcut: str = ""
    icon: str = "right"
    run: Callable[[], None]


CaseFinder = Callable[[str], Sequence[tuple[int, str, str]]]
"""Finds cases in the work thread: (request id, number, applicant and title)."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Found:
    """What one question found: requests, and disputes about requests."""

    cases: Sequence[tuple[int, str, str]]
    disputes: Sequence[tuple[int, str, str]]


def _find(cases: CaseFinder | None, disputes: CaseFinder | None, text: str) -> _Found:
    return _Found(() if cases is None else cases(text), () if disputes is None else disputes(text))


class UniversalSearch(QLineEdit):
    """The search line with its list below.

    Choosing emits ``case_chosen(request_id)`` or ``dispute_chosen(dispute_id)``.
    """

    case_chosen = Signal(object)
    dispute_chosen = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        find_cases: CaseFinder | None,
        list_entries: Callable[[], Sequence[PaletteEntry]],
        parent: QWidget | None = None,
        *,
        find_disputes: CaseFinder | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._find_cases = find_cases
        self._find_disputes = find_disputes
        self._list_entries = list_entries
        self._targets: list[Callable[[], None]] = []
        self.setPlaceholderText("查找 姓名、编号、内容　Ctrl+K")
        self.setAccessibleName("查找办件、页面和操作")
        metrics = QFontMetrics(self.font())
        self.setFixedWidth(max(px(300), metrics.horizontalAdvance(self.placeholderText()) + px(60)))
        self.setTextMargins(px(22), 0, 0, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask_cases)
        self.textEdited.connect(self._on_text_edited)
        self.popup = _Results(self)
        self.popup.list.itemClicked.connect(self._on_item_clicked)

    def open_palette(self) -> None:
        """Ctrl+K: cursor into the line, everything offered."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._fill(())

    def close_palette(self) -> None:
        """Put the list away."""
        self._pause.stop()
        self.popup.hide()

    def leave(self) -> None:
        """Esc: put the list away and forget what was typed."""
        self.close_palette()
        self.clear()
        self.clearFocus()

    def _on_text_edited(self, text: str) -> None:
        self._fill(())
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def _ask_cases(self) -> None:
        if self._find_cases is not None:
            work = partial(_find, self._find_cases, self._find_disputes, self.text().strip())
            self._runner.run(work, self._on_found, key="palette")

    def show_cases(self, found: Sequence[tuple[int, str, str]], disputes: Sequence[tuple[int, str, str]] = ()) -> None:
        """Offer the cases and disputes found, before places and actions."""
        self._fill(found, disputes)

    def _on_found(self, found: _Found) -> None:
        if self.hasFocus():
            self.show_cases(found.cases, found.disputes)

    def _fill(self, cases: Sequence[tuple[int, str, str]], disputes: Sequence[tuple[int, str, str]] = ()) -> None:
        """Cases and disputes first, then places and actions whose words contain what was typed."""
        wanted = _plain(self.text())
        entries = [
            PaletteEntry(text=number, detail=words, icon="cases", run=partial(self._choose_case, request_id))
            for request_id, number, words in cases
        ]
        entries += [
            PaletteEntry(text=number, detail=words, icon="reviews", run=partial(self._choose_dispute, dispute_id))
            for dispute_id, number, words in disputes
        ]
        entries += [one for one in self._list_entries() if wanted in _plain(one.text)]
        self._targets = [one.run for one in entries[:_SHOWN]]
        self.popup.show_entries(entries[:_SHOWN], self.text().strip())

    def _choose_case(self, request_id: int) -> None:
        self.case_chosen.emit(request_id)

    def _choose_dispute(self, dispute_id: int) -> None:
        self.dispute_chosen.emit(dispute_id)

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._choose(self.popup.list.row(item))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._targets):
            target = self._targets[at]
            self.leave()
            target()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.popup.isVisible():
                self._fill(())
            else:
                self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.popup.isVisible():
                self._choose(self.popup.list.currentRow())
            else:
                self._fill(())
                self._ask_cases()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_palette()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(16)
        draw_icon(QPainter(self), QRectF(px(10), (self.height() - side) / 2, side, side), "search", colour("sub"))


class _Results(QFrame):
    """The list under the search line; a child of the window, so that no second window takes the focus."""

    def __init__(self, line: UniversalSearch) -> None:
        super().__init__(line.window())
        self._line = line
        set_role(self, "panel")
        layout = column(self, gap=4, margin=6)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("查找结果")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = Caption("没有相符的办件、页面或操作。", self)
        layout.addWidget(self.list)
        layout.addWidget(self.none)
        self.hide()

    def show_entries(self, entries: Sequence[PaletteEntry], typed: str) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self.list.clear()
        for one in entries:
            item = QListWidgetItem("　".join(part for part in (one.text, one.detail, one.shortcut) if part))
            item.setSizeHint(QSize(0, px(34)))
            item.setToolTip(one.detail)
            self.list.addItem(item)
        self.list.setVisible(bool(entries))
        self.none.setVisible(not entries and bool(typed))
        if entries:
            self.list.setCurrentRow(0)
        self._place(len(entries))
        self.setVisible(bool(entries) or bool(typed))
        self.raise_()

    def move_by(self, step: int) -> None:
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)

    def _place(self, count: int) -> None:
        width = max(self._line.width(), px(460))
        height = max(1, count) * px(34) + px(18)
        corner = self._line.mapTo(self._line.window(), self._line.rect().bottomRight())
        self.setGeometry(corner.x() - width + 1, corner.y() + px(4), width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place(self.list.count())
        return super().eventFilter(watched, event)

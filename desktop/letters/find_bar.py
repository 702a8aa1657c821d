"""Ctrl+F on the paper: the next and the one before, marked; replaced where the words are the agency's own."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from typing_extensions import override

from desktop.components import Caption, LineInput, column, row
from desktop.letters.found_words import found_in
from desktop.letters.paper import Paper
from desktop.theme import px

__all__ = ["FindBar"]

_FIXED = "这一处由处理结果和登记生成，不在这里改"


class FindBar(QFrame):
    """Search line, replacement, and how many there are. Enter next, Shift+Enter back, Esc closes."""

    closed = Signal()

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self._places: list[tuple[str, int, int]] = []
        self._current = -1
        rows = column(self, gap=6)
        line, second = row(gap=8), row(gap=8)
        rows.addLayout(line)
        rows.addLayout(second)
        self.wanted = LineInput("查找", self)
        self.wanted.setPlaceholderText("查找")
        self.instead = LineInput("替换为", self)
        self.instead.setPlaceholderText("替换为")
        self.count = Caption("", self)
        self.count.setMinimumWidth(px(56))
        self.back = self._button("上一处", "Shift+F3", self.find_before)
        self.next = self._button("下一处", "F3", self.find_next)
        self.one = self._button("替换", "Alt+Enter", self.replace_one)
        self.all = self._button("全部替换", "", self.replace_all)
        self.shut = self._button("关闭", "Esc", self.close_bar)
        line.addWidget(self.wanted, 2)
        line.addWidget(self.count)
        line.addWidget(self.back)
        line.addWidget(self.next)
        line.addWidget(self.shut)
        second.addWidget(self.instead, 2)
        second.addWidget(self.one)
        second.addWidget(self.all)
        second.addStretch(1)
        self.wanted.textChanged.connect(self._on_wanted_changed)
        paper.laid_out.connect(self.search_again)
        paper.edited.connect(self.search_again)
        self.hide()

    def _button(self, text: str, key: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(f"{text}（{key}）" if key else text)
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        return button

    # ------------------------------------------------------------------ open and shut

    def open_bar(self) -> None:
        """Show the bar; what is selected is searched for."""
        selected = self._paper.body.selected_words()
        self.show()
        for part in (self.instead, self.one, self.all):
            part.setVisible(self._paper.can_edit())
        if selected and "\n" not in selected:
            self.wanted.setText(selected)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.search_again()

    def close_bar(self) -> None:
        """Hide the bar and its marks; the cursor goes to what was found."""
        if self.isHidden():
            return
        part, start, length = self._place()
        self.hide()
        self._show()
        if self._paper.can_edit():
            body = self._paper.body
            if part == "body":
                cursor = QTextCursor(body.document())
                cursor.setPosition(start)
                cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                body.setTextCursor(cursor)
            body.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _place(self) -> tuple[str, int, int]:
        return self._places[self._current] if 0 <= self._current < len(self._places) else ("", 0, 0)

    # ------------------------------------------------------------------ searching

    def _on_wanted_changed(self) -> None:
        self._current = -1
        self.search_again()
        self._go(0 if self._places else -1)

    def search_again(self) -> None:
        """Read the paper anew: it was laid out, or somebody typed."""
        words = self.wanted.text() if self.isVisible() else ""
        paper = self._paper
        found = [("head", *one) for one in paper.head.places_of(words)]
        if paper.can_edit():
            found += [("body", *one) for one in found_in(paper.body.document(), words)]
        found += [("foot", *one) for one in paper.foot.places_of(words)]
        self._places = found
        if self._current >= len(found):
            self._current = len(found) - 1
        self._show()

    def _show(self) -> None:
        shown = self.isVisible()
        for name, part in (("head", self._paper.head), ("body", self._paper.body), ("foot", self._paper.foot)):
            own = [(at, one) for at, one in enumerate(self._places) if one[0] == name] if shown else []
            current = next((number for number, (at, _) in enumerate(own) if at == self._current), None)
            part.mark_found([(one[1], one[2]) for _, one in own], current)
        some = bool(self._places)
        words = self.wanted.text()
        self.count.setText(f"{self._current + 1}/{len(self._places)}" if some else "没有" if words else "")
        self.back.setEnabled(some)
        self.next.setEnabled(some)
        own_words = self._place()[0] == "body"
        self.one.setEnabled(own_words)
        self.one.setToolTip("替换（Alt+Enter）" if own_words or not some else _FIXED)
        self.all.setEnabled(any(one[0] == "body" for one in self._places))

    def find_next(self) -> None:
        """F3 or Enter; behind the last comes the first."""
        if self._places:
            self._go((self._current + 1) % len(self._places))

    def find_before(self) -> None:
        """Shift+F3 or Shift+Enter."""
        if self._places:
            self._go((self._current - 1) % len(self._places))

    def _go(self, number: int) -> None:
        self._current = number
        self._show()
        part, start, _ = self._place()
        if not part:
            return
        paper = self._paper
        if part == "body":
            cursor = QTextCursor(paper.body.document())
            cursor.setPosition(start)
            rect = paper.body.cursorRect(cursor)
            top = paper.body.mapTo(paper.widget(), rect.topLeft()).y()
        else:
            printed = paper.head if part == "head" else paper.foot
            top = printed.mapTo(paper.widget(), QPoint(0, printed.top_at(start))).y()
        paper.verticalScrollBar().setValue(top - paper.viewport().height() // 3)

    # ------------------------------------------------------------------ replacing

    def replace_one(self) -> None:
        """Replace what the search stands at and go on to the next."""
        part, start, length = self._place()
        if part != "body":
            return
        at = self._current
        words = self.instead.text()
        self._paper.body.replace_words([(start, length)], words)
        self.search_again()
        # A replacement that holds the words searched for is not searched again.
        skip = words.casefold().count(self.wanted.text().casefold()) if self.wanted.text() else 0
        if self._places:
            self._go((at + skip) % len(self._places))

    def replace_all(self) -> None:
        """Replace every one in the agency's own words, as one step."""
        own = [(start, length) for part, start, length in self._places if part == "body"]
        if own:
            self._paper.body.replace_words(own, self.instead.text())
            self.search_again()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & Qt.KeyboardModifier.AltModifier:
                self.replace_one()
            elif modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.find_before()
            elif modifiers & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.find_next()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

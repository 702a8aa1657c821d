"""The seven questions one below the other: what is answered in one line each, what is open with its answers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casework.guided_views import GuidedAnswer, GuidedPoint
from desktop.components import ActCard, Caption, LinkLabel, Sign, StrongLabel, Text, column, row
from desktop.components.rows import clear_rows
from desktop.frame.timers import pause_timer
from desktop.theme import Tone, colour, ground, ink, px

__all__ = ["NumberDisc", "SevenQuestions"]

_AHEAD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class NumberDisc(QWidget):
    """The number of a question on a disc: done, at hand, or still to come. Words beside it say the same."""

    def __init__(self, number: int, tone: Tone, parent: QWidget | None = None, *, filled: bool = False) -> None:
        super().__init__(parent)
        self._number = number
        self._tone = tone
        self._filled = filled
        self.setFixedSize(px(22), px(22))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(self._tone) if self._filled else ground(self._tone))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawEllipse(box)
        font = QFont(self.font())
        font.setPixelSize(px(12))
        painter.setFont(font)
        painter.setPen(colour("accent_on") if self._filled else ink(self._tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))


class SevenQuestions(QWidget):
    """``answered((point, answer))`` when a person chose an answer; ``reopened(point)`` when one is to be changed."""

    answered = Signal(object)
    reopened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("七个问题")
        self.cards: list[ActCard] = []
        self.links: dict[str, LinkLabel] = {}
        self.opened = ""
        self._points: tuple[GuidedPoint, ...] = ()
        self._area: QScrollArea | None = None
        self._rows: QVBoxLayout = column(self, gap=8)
        self._laid_out = pause_timer(self, 0, self._on_laid_out)

    def show_points(self, points: Sequence[GuidedPoint]) -> None:
        """Show the points on the way; the last one is open unless it is answered."""
        self._points = tuple(points)
        if self.opened not in {one.key for one in points}:
            self.opened = ""
        self._build()

    def open_again(self, key: str) -> None:
        """Show the answers of a point once more; the later ones stay as they are until another answer is chosen."""
        self.opened = key
        self._build()
        self.focus_open()

    def open_point(self) -> GuidedPoint | None:
        """The point whose answers are shown."""
        return next((one for one in self._points if self._is_open(one)), None)

    def focus_open(self) -> bool:
        """Put the focus on the answer to choose next; False where no answers are shown."""
        point = self.open_point()
        if point is None:
            return False
        wanted = point.chosen or point.suggested
        allowed = [one for one in self.cards if one.can_press()]
        there = next((one for one in allowed if one.payload == (point.key, wanted)), None)
        card = there or (allowed or self.cards)[0]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._laid_out.start()
        return True

    def scroll_in(self, area: QScrollArea) -> None:
        """Say in which area the questions stand, so that the answer with the focus is always in sight."""
        self._area = area

    def _on_laid_out(self) -> None:
        """Scroll so far that the open question is seen to its end and the first line in sight is whole."""
        inside = self._area.widget() if self._area is not None else None
        if self._area is None or inside is None or not self.cards:
            return
        tops = [self._row_at(at).mapTo(inside, QPoint(0, 0)).y() for at in range(self._rows.count())]
        block = next(at for at in range(self._rows.count()) if self._row_at(at).isAncestorOf(self.cards[0]))
        foot = tops[block] + self._row_at(block).height()
        needed = foot - self._area.viewport().height()
        whole = [top for top in tops[: block + 1] if top >= needed]
        self._area.verticalScrollBar().setValue(0 if needed <= 0 else (whole or tops[block : block + 1])[0])
        focused = next((one for one in self.cards if one.hasFocus()), None)
        if focused is not None:
            self._area.ensureWidgetVisible(focused, 0, px(8))

    def _row_at(self, at: int) -> QWidget:
        return self._rows.itemAt(at).widget()

    def _is_open(self, point: GuidedPoint) -> bool:
        return point.key == self.opened if self.opened else not point.chosen

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        clear_rows(self._rows)
        self.cards, self.links = [], {}
        for point in self._points:
            self._add(self._open_block(point) if self._is_open(point) else self._line(point))

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()

    def _line(self, point: GuidedPoint) -> QWidget:
        """An answered point: ✓ number, question, answer, and the link that opens it again."""
        line = QWidget(self)
        across = row(line, gap=8)
        across.addWidget(NumberDisc(point.question, Tone.DONE if point.chosen else Tone.PROV, line))
        name = StrongLabel(point.name, line, wrap=False)
        across.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
        answer = point.answer
        if answer is not None:
            across.addWidget(Sign(Tone.DONE, line), 0, Qt.AlignmentFlag.AlignVCenter)
        said = answer.label if answer is not None else "还没有回答"
        source = f"　据卷：{point.why}" if point.from_file and point.why else ""
        text = Text(said + source, line)
        text.setMinimumWidth(px(60))
        text.setToolTip(point.text)
        across.addWidget(text, 1)
        if answer is not None:
            link = LinkLabel("改", line, payload=point.key)
            link.setAccessibleName(f"改答{point.name}：{answer.label}")
            link.clicked.connect(self._on_link_clicked)
            self.links[point.key] = link
            across.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _open_block(self, point: GuidedPoint) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=6)
        head = row(gap=8)
        head.addWidget(NumberDisc(point.question, Tone.ACCENT, block, filled=True), 0, Qt.AlignmentFlag.AlignTop)
        title = StrongLabel(f"{point.name}　{point.text}", block)
        title.setMinimumWidth(px(60))
        head.addWidget(title, 1)
        down.addLayout(head)
        for words in (point.note, *point.on_file):
            if words:
                caption = Caption(words, block)
                caption.setMinimumWidth(px(60))
                caption.setContentsMargins(px(30), 0, 0, 0)
                down.addWidget(caption)
        for number, answer in enumerate(point.answers, start=1):
            card = self._card(point, answer, number, block)
            inset = row(gap=0)
            inset.addSpacing(px(30))
            inset.addWidget(card, 1)
            down.addLayout(inset)
        return block

    def _card(self, point: GuidedPoint, answer: GuidedAnswer, number: int, parent: QWidget) -> ActCard:
        marked = point.chosen or point.suggested
        said = (answer.barred, answer.barred_basis) if answer.barred else (answer.consequence, answer.basis)
        line = _cited(*said)
        if answer.key == point.suggested and not answer.barred and point.why:
            why = point.why.rstrip("。")
            line = f"据卷：{why}。{line}"
        card = ActCard(
            f"{number}　{answer.label}",
            line,
            parent,
            recommended=answer.key == marked,
            allowed=not answer.barred,
            payload=(point.key, answer.key),
        )
        card.title.setMinimumWidth(px(60))
        card.line.setMinimumWidth(px(60))
        if answer.barred:
            card.setAccessibleName(f"{number}　{answer.label}（现在不能选）")
        card.pressed.connect(self.answered)
        card.installEventFilter(self)
        self.cards.append(card)
        return card

    # ------------------------------------------------------------------ hands

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines broke anew: what is being answered stays in sight."""
        super().resizeEvent(event)
        if any(one.hasFocus() for one in self.cards):
            self._laid_out.start()

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.reopened.emit(link.payload)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, ActCard) and self._area is not None:
            self._area.ensureWidgetVisible(watched, 0, px(8))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.cards:
            return self._on_key_pressed([id(one) for one in self.cards].index(id(watched)), event)
        return super().eventFilter(watched, event)

    def _on_key_pressed(self, at: int, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            event.ignore()  # Ctrl+Enter belongs to the form
            return True
        if key in _AHEAD or key in _BACK:
            there = min(max(at + (1 if key in _AHEAD else -1), 0), len(self.cards) - 1)
            self.cards[there].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.cards[0 if key == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.OtherFocusReason)
        elif Qt.Key.Key_1.value <= key.value < Qt.Key.Key_1.value + len(self.cards):
            card = self.cards[key.value - Qt.Key.Key_1.value]
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            card.press()
        else:
            return False
        return True


def _cited(sentence: str, basis: str) -> str:
    said = sentence.rstrip("。")
    return f"{said}（{basis}）" if basis and basis not in said else said

"""Ctrl+J: 常用语 beside the paper, filtered as one types, put in at the cursor; kept from what is selected."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from casework.phrases import add_phrase, phrase_places, phrases, remove_phrase
from casework.template_drafts import PhraseDraft
from casework.template_views import PhraseView
from casework.views import Changed
from desktop.components import Banner, Caption, Card, LineInput, SegmentedChoice, row
from desktop.frame.session import Session
from desktop.theme import Tone, px, set_role
from law.errors import UserError

__all__ = ["PhraseDesk", "PhraseText", "PhrasesCard"]

_EMPTY = "还没有常用语。在正文里选中一段，按“存为常用语”。"


class PhraseText(Protocol):
    """Where phrases are put in and taken from: the body of a letter, or a section of one."""

    def selected_words(self) -> str:
        """What is selected, paragraphs by line feeds."""

    def insert_words(self, words: str) -> None:
        """Put words at the cursor, in the place of what is selected."""

    def setFocus(self, reason: Qt.FocusReason) -> None:  # noqa: N802 - Qt's name
        """Go back to the text."""


class PhrasesCard(Card):
    """The list. Typing filters, arrows choose, Enter puts in, Delete removes, Esc leaves.

    ``chosen(PhraseView)``, ``remove_asked(PhraseView)``, ``keep_asked(place)``, ``left``.
    """

    chosen = Signal(object)
    remove_asked = Signal(object)
    keep_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("常用语", parent)
        self._views: tuple[PhraseView, ...] = ()
        self._fitting: list[PhraseView] = []
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        self.wanted = LineInput("筛选常用语", self)
        self.wanted.setPlaceholderText("筛选")
        self.wanted.textChanged.connect(self._fill)
        self.wanted.installEventFilter(self)
        self.body.addWidget(self.wanted)
        self.list = QListWidget(self)
        self.list.setAccessibleName("常用语")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(px(60))
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._on_chosen)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.installEventFilter(self)
        self.body.addWidget(self.list, 1)
        self.note = Caption("", self)
        self.body.addWidget(self.note)
        self.put = QPushButton("插入", self)
        set_role(self.put, "primary")
        self.put.clicked.connect(self._on_chosen)
        self.remove = QPushButton("删去", self)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.shut = QPushButton("关闭", self)
        self.shut.clicked.connect(self.left)
        acts = row(gap=8)
        for button, key in ((self.put, "Enter"), (self.remove, "Delete"), (self.shut, "Esc")):
            button.setToolTip(f"{button.text()}（{key}）")
            button.setAutoDefault(True)
            acts.addWidget(button, 1)
        self.body.addLayout(acts)
        self.place = SegmentedChoice((("", "通用"),), "用于", self, value="")
        self.keep = QPushButton("存为常用语", self)
        self.keep.setToolTip("存为常用语（Ctrl+Shift+J）")
        self.keep.setAutoDefault(True)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.selected = Caption("", self)
        self.body.addWidget(self.selected)
        self._place_row = row(gap=8)
        self._place_row.addWidget(self.place, 1)
        self.body.addLayout(self._place_row)
        self.body.addWidget(self.keep)

    # ------------------------------------------------------------------ showing

    def open_for(self, place: str, selected: str) -> None:
        """Begin with an empty filter; ``selected`` are the words that can be kept."""
        self.banner.say("")
        self.wanted.clear()
        self._place_row.removeWidget(self.place)
        self.place.deleteLater()
        self.place = SegmentedChoice(phrase_places(place), "用于", self, value=place)
        self._place_row.addWidget(self.place, 1)
        short = selected.replace("\n", " ")
        self.selected.setText(
            f"所选：{short[:40]}{'…' if len(short) > 40 else ''}" if selected else "正文里没有选中文字"
        )
        self.keep.setEnabled(bool(selected))
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_phrases(self, views: tuple[PhraseView, ...]) -> None:
        """Take the phrases that there are."""
        self._views = views
        self._fill()

    def _fill(self) -> None:
        wanted = self.wanted.text().split()
        fitting = [one for one in self._views if all(word in one.text or word in one.place_text for word in wanted)]
        self._fitting = fitting
        self.list.clear()
        for one in fitting:
            item = QListWidgetItem(one.text)
            item.setToolTip(f"{one.place_text}　{one.recorded_by}\n{one.text}")
            self.list.addItem(item)
        if fitting:
            self.list.setCurrentRow(0)
        self._on_current_changed()

    def current(self) -> PhraseView | None:
        """The phrase that the list stands at."""
        at = self.list.currentRow()
        return self._fitting[at] if 0 <= at < len(self._fitting) else None

    def _on_current_changed(self) -> None:
        view = self.current()
        self.put.setEnabled(view is not None)
        self.remove.setEnabled(view is not None)
        if view is not None:
            self.note.setText(f"用于：{view.place_text}　{view.recorded_by}存")
        else:
            self.note.setText("没有符合的常用语" if self._views else _EMPTY)

    # ------------------------------------------------------------------ acts

    def _on_chosen(self) -> None:
        view = self.current()
        if view is not None:
            self.chosen.emit(view)

    def _on_remove_clicked(self) -> None:
        view = self.current()
        if view is not None:
            self.remove_asked.emit(view)

    def _on_keep_clicked(self) -> None:
        self.keep_asked.emit(str(self.place.value() or ""))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        in_line = watched is self.wanted
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen()
        elif in_line and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
        elif not in_line and key == Qt.Key.Key_Delete:
            self._on_remove_clicked()
        else:
            return super().eventFilter(watched, event)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class PhraseDesk(QObject):
    """Opens the list beside the paper and does what it asks for."""

    def __init__(self, session: Session, body: PhraseText, side: QStackedWidget) -> None:
        super().__init__(side)
        self._session = session
        self._body = body
        self._side = side
        self._before: QWidget | None = None
        self._place = ""
        self.card = PhrasesCard(side)
        side.addWidget(self.card)
        self.card.chosen.connect(self._on_chosen)
        self.card.remove_asked.connect(self._on_remove_asked)
        self.card.keep_asked.connect(self._keep)
        self.card.left.connect(self.leave)

    def is_open(self) -> bool:
        """Whether the list stands beside the paper."""
        return self._side.currentWidget() is self.card

    def open_for(self, place: str) -> None:
        """Show the phrases for an outcome or a kind of letter."""
        if not self.is_open():
            self._before = self._side.currentWidget()
        self._place = place
        self._side.setCurrentWidget(self.card)
        self.card.open_for(place, self._body.selected_words())
        self._ask()

    def leave(self) -> None:
        """Back to what stood beside the paper, and to the text."""
        if not self.is_open():
            return
        if self._before is not None and self._side.indexOf(self._before) >= 0:
            self._side.setCurrentWidget(self._before)
        self._before = None
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_selected(self, place: str) -> None:
        """Ctrl+Shift+J: what is selected becomes a phrase for this outcome; the list need not be open."""
        self._place = place
        self._keep(place)

    def _ask(self) -> None:
        ask = partial(phrases, self._session.office, self._place)
        self._session.ask(ask, self.card.show_phrases, key="letter:phrases")

    def _keep(self, place: str) -> None:
        draft = PhraseDraft(text=self._body.selected_words(), place=place)
        self._session.act(add_phrase, draft, self._on_changed, self._on_refused)

    def _on_chosen(self, view: PhraseView) -> None:
        self.leave()
        self._body.insert_words(view.text)

    def _on_remove_asked(self, view: PhraseView) -> None:
        self._session.act(remove_phrase, view.id, self._on_changed, self._on_refused)

    def _on_changed(self, _changed: Changed) -> None:
        self.card.banner.say("")
        if self.is_open():
            self._ask()

    def _on_refused(self, error: UserError) -> None:
        if self.is_open():
            self.card.banner.say(error.sentence, Tone.OVER)
        else:
            self._session.shell.show_refusal(error)

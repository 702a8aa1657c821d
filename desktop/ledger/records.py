"""台账导入记录: which ledgers were taken in; their cases; taking one back with what would go."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from casework.ledger_drafts import ImportView, UndoView
from casework.ledger_import import imports
from casework.ledger_outcomes import SettledOutcomeDraft, UndecidedWords, settle_outcome, undecided_words
from casework.ledger_undo import undo_import, undo_preview
from casework.office import Office
from casework.views import CaseFilter, Changed
from desktop.case_page.rows import scrolled_list
from desktop.components import Caption, Card, Column, FindingCard, LinkLabel, StrongLabel, TableView, Text, column, row
from desktop.components.rows import clear_rows
from desktop.components.rows_model import ModelIndex, RowsModel
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.room_links import RoomLinks
from desktop.frame.session import Session
from desktop.ledger.outcomes_box import OutcomesBox
from desktop.theme import Size, px
from law.terms import Outcome

__all__ = ["LedgerRecordsPage"]

_COLUMNS: Final = (
    Column(key="number", label="导入", width=56, numeric=True, fixed=True),
    Column(key="file", label="文件", width=0, fixed=True),
    Column(key="taken", label="件数", width=72, numeric=True),
    Column(key="left", label="未导入", width=72, numeric=True, needs=520),
    Column(key="when", label="时间", width=146),
    Column(key="who", label="经办", width=92, needs=620),
)
_ACTIONS: Final = (
    ActionSpec(id="cases", text="看这次导入的办件", shortcut="F6", slot="open_cases"),
    ActionSpec(id="undo", text="撤销这次导入", shortcut="Ctrl+Delete", slot="undo"),
)


class _RecordModel(RowsModel[ImportView]):
    """Imports as casework gives them."""

    columns = _COLUMNS

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.row_at(index.row()) if index.isValid() else None
        if one is None or not 0 <= index.column() < len(_COLUMNS):
            return None
        text = _cells(one)[_COLUMNS[index.column()].key]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_COLUMNS[index.column()].label} {text}"
        return None


def _cells(one: ImportView) -> Mapping[str, str]:
    left = sum(number for status, number in one.rows.items() if status in ("reject", "duplicate"))
    return {
        "number": str(one.number),
        "file": one.file_name,
        "taken": f"{len(one.request_ids):,}",
        "left": f"{left:,}" if left else "—",
        "when": f"{one.imported_at.astimezone():%Y-%m-%d %H:%M}",
        "who": one.imported_by,
    }


def _about(office: Office, number: int) -> tuple[UndoView, tuple[UndecidedWords, ...]]:
    """What the card says of an import; asked in the work thread."""
    return undo_preview(office, number), undecided_words(office, number)


class _RecordCard(Card):
    """The selected import."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("这次导入", parent)
        self.about = column(gap=6)
        self.body.addLayout(self.about)
        self.cases = LinkLabel("看这次导入的办件　F6", self)
        self.cases.setAccessibleName("看这次导入的办件")
        self.body.addWidget(self.cases)
        self.undo = QPushButton("撤销这次导入…", self)
        self.undo.setAutoDefault(False)
        self.body.addWidget(self.undo)
        self.question = QWidget(self)
        lines = column(self.question, gap=8)
        self.sentence = Text("", self.question)
        lines.addWidget(self.sentence)
        answers = row(gap=8)
        self.yes = QPushButton("撤销", self.question)
        self.yes.setAccessibleName("确认撤销导入")
        self.no = QPushButton("不撤销", self.question)
        for button in (self.yes, self.no):
            button.setAutoDefault(False)
            answers.addWidget(button)
        answers.addStretch(1)
        lines.addLayout(answers)
        self.body.addWidget(self.question)
        self.question.hide()
        inside, lines_below = scrolled_list(self, gap=8)
        self.outcomes = OutcomesBox(inside)
        lines_below.addWidget(self.outcomes)

    def show_import(self, one: ImportView | None, undo: UndoView | None) -> None:
        """Show an import, and what taking it back would remove."""
        clear_rows(self.about)
        self.question.hide()
        for part in (self.cases, self.undo):
            part.setVisible(one is not None)
        if one is None:
            self.about.addWidget(Caption("选一次导入，看它的办件，或者撤销。", self))
            self.outcomes.show_words(())
            return
        self.about.addWidget(StrongLabel(one.file_name, self))
        skipped = {"reject": "有误", "duplicate": "重复", "skip": "略过"}
        said = [f"{words} {one.rows[key]:,} 行" for key, words in skipped.items() if one.rows.get(key)]
        self.about.addWidget(Caption(f"导入 {len(one.request_ids):,} 件" + "".join(f"，{part}" for part in said), self))
        if undo is not None:
            for sentence in undo.resting:
                self.about.addWidget(FindingCard("hint", f"不能撤销：{sentence}。", "", self))
            self.sentence.setText(
                f"撤销后，{undo.requests:,} 件办件、{undo.applicants:,} 个申请人和 {undo.events:,} 条记录都不再存在，"
                "如同没有导入过。"
            )
        self.undo.setEnabled(undo is not None and not undo.resting)


class LedgerRecordsPage(Page):
    """Which ledgers were taken in."""

    help_topic = "ledger_import"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("台账", "导入记录")
        outer = column(self, gap=Size.CARD_GAP)
        self.places = RoomLinks("ledger_records", self)
        outer.addWidget(self.places)
        across = row(gap=Size.CARD_GAP)
        card = Card("", self)
        card.layout().setContentsMargins(0, px(8), 0, px(8))
        self.table = TableView(_COLUMNS, "导入记录", card, dense=session.settings.text("density") == "dense")
        self.model = _RecordModel(self)
        self.table.setModel(self.model)
        card.body.addWidget(self.table, 1)
        across.addWidget(card, 1)
        self.card = _RecordCard(self)
        self.card.setFixedWidth(px(Size.SIDE_PANEL))
        across.addWidget(self.card)
        outer.addLayout(across, 1)
        self._undo: UndoView | None = None
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.places.asked.connect(self._on_place_asked)
        self.table.current_changed.connect(self._on_row_changed)
        self.table.opened.connect(self._on_row_opened)
        self.card.cases.clicked.connect(self.open_cases)
        self.card.undo.clicked.connect(self.undo)
        self.card.yes.clicked.connect(self._on_undo_confirmed)
        self.card.no.clicked.connect(self._on_undo_declined)
        self.card.outcomes.settled.connect(self._on_outcome_settled)
        self.card.outcomes.cases_asked.connect(self._on_words_asked)
        self.card.show_import(None, None)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        self._ask()
        self.table.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        if changed.request_ids or {"cases", "ledgers", "disputes"} & set(changed.topics):
            self._ask()

    @override
    def on_escape(self) -> bool:
        if self.card.question.isVisible():
            self._on_undo_declined()
            return True
        return False

    def _on_place_asked(self, key: object) -> None:
        self.session.shell.open_page(str(key))

    def _open_import(self) -> None:
        self.session.shell.open_page("ledger")

    # ------------------------------------------------------------------ reading

    def _ask(self) -> None:
        self.session.ask(partial(imports, self.session.office), self._on_read, key="ledger:records")

    def _on_read(self, found: tuple[ImportView, ...]) -> None:
        before = self._current()
        self.model.put_rows(found)
        if not found:
            self.table.show_empty("还没有导入过台账。", "导入台账", self._open_import)
            self.card.show_import(None, None)
            return
        self.table.show_empty("")
        numbers = [one.number for one in found]
        at = numbers.index(before.number) if before is not None and before.number in numbers else 0
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._ask_undo()

    def _current(self) -> ImportView | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _on_row_changed(self, _index: QModelIndex) -> None:
        self._undo = None
        self.card.show_import(self._current(), None)
        self._ask_undo()

    def _ask_undo(self) -> None:
        one = self._current()
        if one is not None:
            ask = partial(_about, self.session.office, one.number)
            self.session.ask(ask, self._on_about_read, key="ledger:undo")

    def _on_about_read(self, found: tuple[UndoView, tuple[UndecidedWords, ...]]) -> None:
        (view, words), one = found, self._current()
        if one is not None and one.number == view.number:
            self._undo = view
            self.card.show_import(one, view)
            self.card.outcomes.show_words(words)

    # ------------------------------------------------------------------ acts

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self.open_cases()

    def open_cases(self) -> None:
        """F6 or Enter: the cases of the selected import."""
        one = self._current()
        if one is not None:
            words = f"台账导入 {one.number}"
            self.session.shell.open_page("cases", CaseFilter(among=one.request_ids, among_words=words))

    def _on_words_asked(self, words: UndecidedWords) -> None:
        named = f"“{words.words}”" if words.words else "没有写结果"
        self.session.shell.open_page("cases", CaseFilter(among=words.request_ids, among_words=f"台账导入{named}"))

    def _on_outcome_settled(self, said: tuple[str, Outcome]) -> None:
        one = self._current()
        if one is not None:
            words, outcome = said
            self.table.setFocus()  # the link that was pressed goes
            self.session.act(settle_outcome, SettledOutcomeDraft(number=one.number, words=words, outcome=outcome))

    def undo(self) -> None:
        """Ask whether to take the selected import back, and say what would go."""
        if self._undo is None or self._undo.resting:
            return
        self.card.question.show()
        self.card.undo.hide()
        self.card.no.setFocus()

    def _on_undo_declined(self) -> None:
        self.card.show_import(self._current(), self._undo)
        self.table.setFocus()

    def _on_undo_confirmed(self) -> None:
        view = self._undo
        if view is None:
            return
        self.card.question.hide()
        session = self.session
        work = partial(
            undo_import, session.office, view.number, today=session.today, now=session.now, actor=session.actor
        )
        session.change(work)

"""台账导入: choose a file, look at what will happen to each row, correct and agree, then take it in as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casework import form_drafts
from casework.ledger_choices import said_from_json, with_column, with_row, with_sheet, with_word
from casework.ledger_columns import remember_columns
from casework.ledger_drafts import NO_CHOICES, Agreement, LedgerChoices, SheetLayout
from casework.views import Changed, FormDraftView
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.tasks import Task
from desktop.frame.timers import pause_timer
from desktop.ledger.asking import KEY, Read, Who, keep, read_and_plan, take_in, was_done
from desktop.ledger.rows import LedgerModel
from desktop.ledger.told import below_rows, offer
from desktop.ledger.view import LedgerView
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["LedgerPage"]

_AUTOSAVE_MS: Final = 2000
_KINDS: Final = "台账 (*.xlsx *.xls *.csv *.xlsm *.txt *.htm *.html);;所有文件 (*)"
_NOTHING_YET: Final = "选择台账文件，或者把文件拖到这里。先逐行试算，看过之后再导入。"
_ACTIONS: Final = (
    ActionSpec(id="choose", text="选择台账文件", shortcut="Ctrl+O", slot="choose_file"),
    ActionSpec(id="next", text="下一处问题", shortcut="F3", slot="next_problem"),
    ActionSpec(id="import", text="导入台账", shortcut="Ctrl+Return", slot="take_in", reason="why_not"),
    ActionSpec(id="import_keypad", text="导入台账", shortcut="Ctrl+Enter", slot="take_in", reason="why_not"),
    ActionSpec(id="agree", text="全部同意", shortcut="Ctrl+G", slot="agree_to_all"),
    ActionSpec(id="records", text="导入记录", slot="open_records"),
)


class LedgerPage(Page):
    """Connects file, rows, corrections and import. ``on_enter`` takes None or the path of a file."""

    help_topic = "ledger_import"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("台账", "导入")
        self.view = LedgerView(self, dense=session.settings.text("density") == "dense")
        column(self, gap=0).addWidget(self.view)
        self.model = LedgerModel(self)
        self.view.table.setModel(self.model)
        self.path: Path | None = None
        self.choices: LedgerChoices = NO_CHOICES
        self.agreement = Agreement()
        self.read: Read | None = None
        self._sheets: tuple[SheetLayout, ...] | None = None
        self._task: Task | None = None
        self._taking = False
        self._began: Who | None = None
        self._dirty = False
        self._asked_before = False
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_said, coarse=True)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        session.shell.add_saver(self.keep_said)
        self._connect()
        self._show()

    def _connect(self) -> None:
        view = self.view
        view.places.asked.connect(self._on_place_asked)
        view.banner.acted.connect(self._on_banner_acted)
        view.choose.clicked.connect(self.choose_file)
        view.take.clicked.connect(self.take_in)
        view.dropped.connect(self._on_dropped)
        view.progress.cancelled.connect(self._on_cancelled)
        view.parts.chosen.connect(self._on_part_chosen)
        view.which.chosen.connect(self._on_side_chosen)
        view.table.current_changed.connect(self._on_row_changed)
        view.table.opened.connect(self._on_row_opened)
        view.row_card.row_said.connect(self._on_row_said)
        view.row_card.row_agreed.connect(self._on_row_agreed)
        view.row_card.word_said.connect(self._on_word_said)
        view.row_card.case_asked.connect(self._on_case_asked)
        view.prompts.agreed.connect(self._on_agreed)
        view.prompts.shown_asked.connect(self._on_waiting_asked)
        view.columns.column_said.connect(self._on_column_said)
        view.columns.sheet_said.connect(self._on_sheet_said)
        view.columns.remember_asked.connect(self.remember)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, Path):
            self.open_file(payload)
        elif not self._asked_before:
            ask = partial(form_drafts.load, self.session.office, KEY)
            self.session.ask(ask, self._on_draft_loaded, key="ledger:draft")
        self._asked_before = True
        if self.read is None:
            self.view.choose.setFocus()
        else:
            self.view.table.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        """Cases came or went: what is a duplicate may be another now."""
        if self.read is not None and not self._taking and ("cases" in changed.topics or changed.request_ids):
            self._ask()

    @override
    def can_leave(self) -> bool:
        self.keep_said()
        return True

    @override
    def on_escape(self) -> bool:
        if self.model.part != "all":
            self._show_part("all")
            return True
        return False

    def _on_place_asked(self, key: object) -> None:
        self.session.shell.open_page(str(key))

    def open_records(self) -> None:
        """Show which ledgers were taken in."""
        self.session.shell.open_page("ledger_records")

    # ------------------------------------------------------------------ file

    def choose_file(self) -> None:
        """Ctrl+O: ask for the file."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选择台账", "", _KINDS)
        if chosen:
            self.open_file(Path(chosen))

    def _on_dropped(self, path: object) -> None:
        self.open_file(Path(str(path)))

    def open_file(self, path: Path) -> None:
        """Read a file; what was said about another one is forgotten."""
        if self._taking:
            return
        self.path, self.choices, self.agreement, self.read = path, NO_CHOICES, Agreement(), None
        self.model.show_rows((), self.agreement)
        self._show_part("all")
        self._note()
        self._ask()

    def _ask(self) -> None:
        """Read the file anew with what was said; an answer to an older question is dropped."""
        if self.path is None:
            return
        if self._task is not None:
            self._task.cancel()
        self.view.banner.say("")
        self.view.progress.begin(f"正在试算 {self.path.name}")
        work = partial(read_and_plan, self.session.office, self.path, self.choices, self._who())
        self._task = self.session.ask_steps(work, self._on_read, self._on_read_failed, self.view.progress.advance)
        self._show()

    def _who(self) -> Who:
        return Who(self.session.today, self.session.now, self.session.actor)

    def _on_read(self, read: Read) -> None:
        self._task = None
        first, self.read = self.read is None, read
        self.view.progress.end()
        place = self._current_place()
        self.model.show_rows(read.plan.rows, self.agreement)
        self._show()
        self._select(place)
        if first:
            self.view.table.setFocus()
            told = offer(read, corrected=bool(self.choices.columns))
            if told is not None:
                self.view.banner.say(*told)

    def _on_banner_acted(self) -> None:
        read = self.read
        if read is not None and read.plan.same_file:
            self.open_records()
        elif read is not None and read.remembered is not None:
            self._say(replace(self.choices, columns=(*self.choices.columns, *read.remembered.columns)))

    def _on_read_failed(self, error: BaseException) -> None:
        self._task = None
        self.view.progress.end()
        self.read = None
        self.model.show_rows((), self.agreement)
        self._show()
        if isinstance(error, UserError):
            self.view.banner.say(f"{error.what}{error.why}{'。' if error.why else ''}{error.todo}", Tone.OVER)
        else:
            self.session.shell.show_failure(error)

    def _on_cancelled(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._taking and self._began is not None:
            # The import may have been done when the key was pressed: what comes next in the thread knows.
            ask = partial(was_done, self.session.office, self._began)
            self.session.ask(ask, self._on_stopped)
            return
        self.view.progress.end()
        self.session.shell.say("已停止试算")
        self._show()

    def _on_stopped(self, done: bool) -> None:
        self._taking = False
        self.view.progress.end()
        if done:
            self.session.changes.publish(Changed(topics=("cases", "ledgers")))
            self._on_taken(Changed())
            self.session.shell.say("取消时导入已经完成，可以在这里撤销")
            return
        self.session.shell.say("已停止导入，没有记入任何一件")
        self._show()

    # ------------------------------------------------------------------ rows

    def _show(self) -> None:
        """Bring file, numbers and cards up to date with what is known."""
        view, read = self.view, self.read
        view.file.setText(self.path.name if self.path is not None else "")
        counts: Mapping[str, int] = self.model.counts() if read is not None else {}
        view.show_counts(counts, len(read.plan.taken) if read is not None else 0)
        kinds = read.plan.prompt_kinds if read is not None else {}
        agreed = frozenset(kinds) if self.agreement.everything else self.agreement.kinds
        view.prompts.show_prompts(kinds, agreed, counts.get("asked", 0))
        sheets = read.reading.sheets if read is not None else ()
        if sheets is not self._sheets:  # built anew only for another reading
            self._sheets = sheets
            view.columns.show_sheets(sheets, corrected=bool(self.choices.columns))
        view.sums.setText(below_rows(read, self.why_not()))
        why_not = self.why_not()
        view.allow_import(why_not)
        if self.actions_table is not None:
            self.actions_table.update()
        self._say_empty()
        self._show_row()

    def _say_empty(self) -> None:
        table, read = self.view.table, self.read
        if read is None:
            table.show_empty("" if self._task is not None else _NOTHING_YET, "选择台账", self.choose_file)
        elif not self.model.rows:
            table.show_empty("这一部分没有行。", "看全部", self._show_all)
        else:
            table.show_empty("")

    def _show_all(self) -> None:
        self._show_part("all")

    def _show_part(self, part: str) -> None:
        place = self._current_place()
        self.view.parts.set_value(part)
        self.model.show_part(part)
        self._say_empty()
        self._select(place)

    def _on_part_chosen(self, part: object) -> None:
        self._show_part(str(part))

    def _on_side_chosen(self, key: object) -> None:
        self.view.show_side(str(key))

    def _current_place(self) -> tuple[str, int] | None:
        row = self.model.row_at(self.view.table.currentIndex().row())
        return row.place if row is not None else None

    def _select(self, place: tuple[str, int] | None) -> None:
        at = max(0, self.model.place_of(place)) if place is not None else 0
        if self.model.rows:
            self.view.table.setCurrentIndex(self.model.index(at, 0))
        self._show_row()

    def _on_row_changed(self, _index: QModelIndex) -> None:
        self._show_row()

    def _show_row(self) -> None:
        row = self.model.row_at(self.view.table.currentIndex().row())
        self.view.row_card.show_row(row, self.agreement)

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self.view.show_side("row")
        links = self.view.row_card.links
        if links:
            next(iter(links.values())).setFocus()

    def next_problem(self) -> None:
        """F3: the next row that somebody should look at."""
        at = self.model.next_problem(self.view.table.currentIndex().row())
        if at < 0 and self.model.part != "all":
            self._show_part("all")
            at = self.model.next_problem(-1)
        if at < 0:
            self.session.shell.say("没有要处理的行")
            return
        self.view.show_side("row")
        self.view.table.setCurrentIndex(self.model.index(at, 0))
        self.view.table.setFocus()

    def _on_case_asked(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)

    # ------------------------------------------------------------------ what is said

    def _say(self, choices: LedgerChoices) -> None:
        """Something was corrected: read anew."""
        self.choices = choices
        self._note()
        self._ask()

    def _on_row_said(self, said: tuple[tuple[str, int], dict[str, Any]]) -> None:
        (sheet, row), changes = said
        self.view.table.setFocus()  # the link that was pressed goes
        self._say(with_row(self.choices, sheet, row, **changes))

    def _on_word_said(self, said: tuple[str, str]) -> None:
        word, value = said
        self.view.table.setFocus()
        self._say(with_word(self.choices, "outcome", word, value))

    def _on_column_said(self, said: tuple[str, str, tuple[str, ...]]) -> None:
        self._say(with_column(self.choices, *said))

    def _on_sheet_said(self, said: tuple[str, bool]) -> None:
        name, imported = said
        self._say(with_sheet(self.choices, name, imported=imported))

    def _agree(self, agreement: Agreement) -> None:
        place = self._current_place()
        self.agreement = agreement
        self.model.agree(agreement)
        self._note()
        self._show()
        self._select(place)

    def _on_agreed(self, kinds: frozenset[str]) -> None:
        self._agree(replace(self.agreement, everything=False, kinds=kinds))

    def agree_to_all(self) -> None:
        """Ctrl+G: agree to every kind of prompt there is."""
        if self.read is not None:
            self._agree(replace(self.agreement, kinds=self.agreement.kinds | frozenset(self.read.plan.prompt_kinds)))

    def _on_row_agreed(self, place: tuple[str, int]) -> None:
        self.view.table.setFocus()  # the link that was pressed goes
        self._agree(replace(self.agreement, rows=self.agreement.rows | {place}))

    def _on_waiting_asked(self) -> None:
        self._show_part("asked")
        self.view.show_side("row")
        self.view.table.setFocus()

    def remember(self) -> None:
        """Keep the corrections of columns for the next ledger with these heads."""
        if self.read is None:
            return
        work = partial(
            remember_columns,
            self.session.office,
            self.read.reading,
            self.choices.columns,
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work)

    # ------------------------------------------------------------------ import

    def why_not(self) -> str:
        """Why the ledger cannot be taken in now, "" when it can."""
        read = self.read
        if self._taking:
            return "正在导入。"
        if read is None or self._task is not None:
            return "先选择台账并等待试算。"
        if not read.plan.taken:
            return "没有可以导入的行。"
        waiting = self.model.counts()["asked"]
        return f"还有提示没有同意（{waiting} 行）。" if waiting else ""

    def take_in(self) -> None:
        """Ctrl+Enter: take the ledger in as a whole."""
        if self.read is None or self.why_not():
            return
        self._taking = True
        self.view.progress.begin(f"正在导入 {self.read.reading.file_name}")
        self._began = self._who()
        work = partial(take_in, self.session.office, self.read.plan, self.agreement, self._began)
        self._task = self.session.change_steps(work, self._on_taken, self._on_refused, self.view.progress.advance)
        self._show()

    def _on_taken(self, _changed: Changed) -> None:
        self._task, self._taking = None, False
        self.view.progress.end()
        self.path, self.choices, self.agreement, self.read = None, NO_CHOICES, Agreement(), None
        self.model.show_rows((), self.agreement)
        self._dirty = False
        self.session.change(partial(form_drafts.discard, self.session.office, KEY))
        self._show()
        if self.isVisible():  # whoever went on working elsewhere stays there
            self.open_records()

    def _on_refused(self, error: UserError) -> None:
        self._task, self._taking = None, False
        self.view.progress.end()
        self._show()
        self.view.banner.say(f"{error.what}{error.why}。{error.todo}", Tone.OVER)

    # ------------------------------------------------------------------ kept

    def _note(self) -> None:
        self._dirty = True
        self._autosave.start()

    def keep_said(self) -> None:
        """Keep what was chosen and corrected until it is taken in."""
        if not self._dirty or self.path is None:
            return
        self._dirty = False
        self.session.change(partial(keep, self.session.office, self.path, self.choices, self.agreement, self._who()))

    def _on_draft_loaded(self, kept: FormDraftView | None) -> None:
        if kept is None or self._dirty or self.path is not None:
            return
        try:
            path, choices, agreement = said_from_json(kept.payload)
        except (KeyError, TypeError, ValueError):
            return  # kept by an older program: the file can be chosen anew
        self.path, self.choices, self.agreement = Path(path), choices, agreement
        self._ask()

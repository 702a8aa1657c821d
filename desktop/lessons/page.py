"""得失: grounds by fate, the cases of the selected row, on paper too; reads again when a lesson is recorded."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.lessons import lesson_cases, lesson_table
from casework.lessons_views import FateCase, GroundKey, LessonFilter, LessonRow, LessonTable
from casework.office import Office
from casework.views import Changed
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.lessons.rows import LessonModel
from desktop.lessons.sheet import print_lessons, sheet_html
from desktop.lessons.view import LessonsView
from law.dispute_terms import GroundFate

__all__ = ["LessonsPage"]

_ACTIONS = (
    ActionSpec(id="print", text="打印得失", shortcut="Ctrl+P", slot="print_dialog"),
    ActionSpec(id="reviews", text="回到复议诉讼", slot="open_disputes"),
)


@dataclass(frozen=True, slots=True)
class _Reading:
    table: LessonTable
    agency: str


def _read(office: Office, wanted: LessonFilter, session: Session) -> _Reading:
    return _Reading(lesson_table(office, wanted, today=session.today), office.agency().name)


class LessonsPage(Page):
    """``on_enter`` takes a ``LessonFilter``, or a ``GroundKey`` whose row is to be selected."""

    help_topic = "lessons"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("得失", "各条理由在复议诉讼中得到维持还是被否定")
        self.wanted = LessonFilter()
        self.shown: LessonTable | None = None
        self.cases: tuple[FateCase, ...] = ()
        self._agency = ""
        self._select: GroundKey | None = None
        self.view = LessonsView(session.today, self, dense=session.settings.text("density") == "dense")
        column(self, gap=0).addWidget(self.view)
        self.model = LessonModel(session.today, self)
        self.view.table.setModel(self.model)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect()
        self.view.show_filter(self.wanted)

    def _connect(self) -> None:
        view = self.view
        view.by.chosen.connect(self._on_by_chosen)
        view.clear.clicked.connect(self.clear_filter)
        view.print.clicked.connect(self.print_dialog)
        view.banner.acted.connect(self.open_unrecorded)
        for chip in view.chips.values():
            chip.narrowed.connect(self._on_narrowed)
        view.table.current_changed.connect(self._on_row_changed)
        view.table.opened.connect(self._on_row_opened)
        view.cases.fate_chosen.connect(self._on_fate_chosen)
        view.cases.opened.connect(self.open_dispute)
        view.cases.letter_asked.connect(self.open_letter)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, LessonFilter):
            self.wanted = payload
        elif isinstance(payload, GroundKey):
            self.wanted = LessonFilter(by_step=not payload.article and payload.step is not None)
            self._select = payload
        self.view.show_filter(self.wanted)
        self._ask()
        self.view.table.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        if changed.dispute_ids or "lessons" in changed.topics:
            self._ask()

    # ------------------------------------------------------------------ filter

    def narrow(self, **changes: Any) -> None:
        """Show another part."""
        self.wanted = replace(self.wanted, **changes)
        self.view.show_filter(self.wanted)
        self._ask()

    def clear_filter(self) -> None:
        """Show everything."""
        self.narrow(since=None, until=None, forum=None, outcome=None)

    def _on_narrowed(self, changes: dict[str, Any]) -> None:
        self.narrow(**changes)

    def _on_by_chosen(self, by_step: object) -> None:
        self.narrow(by_step=by_step is True)

    # ------------------------------------------------------------------ reading

    def _ask(self) -> None:
        ask = partial(_read, self.session.office, self.wanted, self.session)
        self.session.ask(ask, self._on_read, key="lessons:table")

    def _on_read(self, reading: _Reading) -> None:
        held = self._select or self._current_key()
        self.shown, self._agency, self._select = reading.table, reading.agency, None
        self.model.show_rows(reading.table.rows)
        self.view.show_table(reading.table)
        if not reading.table.rows:
            narrowed = self.wanted != LessonFilter(by_step=self.wanted.by_step)
            words = (
                "没有符合条件的得失。" if narrowed else "还没有记入过得失。结果登记后，在那件复议诉讼的“得失”中记入。"
            )
            act = self.clear_filter if narrowed else self.open_disputes
            self.view.table.show_empty(words, "取消筛选" if narrowed else "打开复议诉讼", act)
            self._show_cases(None, ())
            return
        self.view.table.show_empty("")
        rows = reading.table.rows
        at = next((place for place, one in enumerate(rows) if one.key == held), 0)
        self.view.table.setCurrentIndex(self.model.index(at, 0))

    def _current_key(self) -> GroundKey | None:
        row = self.model.row_at(self.view.table.currentIndex().row())
        return row.key if row is not None else None

    def _current(self) -> LessonRow | None:
        return self.model.row_at(self.view.table.currentIndex().row())

    def _on_row_changed(self, _index: QModelIndex) -> None:
        self._ask_cases()

    def _on_fate_chosen(self, _fate: object) -> None:
        self._ask_cases()

    def _ask_cases(self) -> None:
        row = self._current()
        if row is None:
            return
        chosen = self.view.cases.fate.value()
        fate = chosen if isinstance(chosen, GroundFate) else None
        ask = partial(
            lesson_cases,
            self.session.office,
            self.wanted,
            row.key,
            today=self.session.today,
            whole=row.whole,
            fate=fate,
        )
        self.session.ask(ask, self._on_cases_read, key="lessons:cases")

    def _on_cases_read(self, cases: tuple[FateCase, ...]) -> None:
        self._show_cases(self._current(), cases)

    def _show_cases(self, row: LessonRow | None, cases: tuple[FateCase, ...]) -> None:
        self.cases = cases
        self.view.cases.show_cases(_about(row), cases)

    # ------------------------------------------------------------------ opening

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self.view.cases.focus_first()

    def open_dispute(self, case: FateCase) -> None:
        """Open the dispute."""
        self.session.shell.open_page("dispute", (case.dispute_id, "lessons"))

    def open_letter(self, case: FateCase) -> None:
        """Open the letter, or the case where there is none."""
        if case.document_id is None:
            self.session.shell.open_page("case", case.request_id)
        else:
            self.session.shell.open_page("letter", (case.request_id, case.document_id))

    def open_disputes(self) -> None:
        """Go to the list of disputes."""
        self.session.shell.open_page("reviews")

    def open_unrecorded(self) -> None:
        """The dispute decided last of those whose lesson is missing."""
        if self.shown is not None and self.shown.next_unrecorded is not None:
            self.session.shell.open_page("dispute", (self.shown.next_unrecorded, "lessons"))

    # ------------------------------------------------------------------ paper

    def print_dialog(self) -> None:
        """Ctrl+P: ask for the printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> int:
        """Print what is shown; returns the number of pages."""
        if self.shown is None:
            return 0
        html = sheet_html(self.shown, self.wanted, _about(self._current()), self.cases, self._agency)
        return print_lessons(printer, html, self._agency, f"数据截至 {self.session.today:%Y-%m-%d}")


def _about(row: LessonRow | None) -> str:
    if row is None:
        return ""
    return row.label if row.whole else f"{row.outcome_label} · {row.label}"

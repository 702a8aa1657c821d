"""``python -m desktop --screens FOLDER``: every screen as a picture, at the sizes that offices have.

Each screen is drawn at 1366×768, 1920×1080 and 1366×768 with everything at 150 %, in light; the main ones also in dark.
The pictures are of the real pages over an office with sample cases.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from casework.case_list import case_ids
from casework.case_view import case
from casework.demo import sample_agency
from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_ids, dispute_view
from casework.document_list import document_ids, document_rows
from casework.document_list_views import DocumentFilter, DocumentSegment
from casework.fee_list import fee_ids
from casework.fee_views import FeeFilter
from casework.office import create_office, open_office
from casework.persons import persons
from casework.views import CaseFilter, CaseView
from desktop.acts.outcome import OutcomePanel
from desktop.case_page import CasePage
from desktop.demo_form import form_page
from desktop.demo_ledger import ledger_pages
from desktop.demo_notice import demo_notice
from desktop.disputes.dispute_page import DisputePage
from desktop.first_start.questions import QUESTIONS, Answers
from desktop.first_start.window import FirstStart, default_answers
from desktop.frame.clock import Clock
from desktop.frame.crash import CrashNet, CrashReport
from desktop.frame.tasks import TaskRunner
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from desktop.offscreen import drop_harmless_messages
from desktop.program import Start
from desktop.rules import RulesPage
from desktop.screen_looks import DARK, LOOKS, Look
from desktop.settings.page import SettingsPage
from desktop.settings.store import Settings
from desktop.theme import apply_theme
from law.terms import Act, DocumentKind, DocumentState, RequestStatus, Role

__all__ = ["LOOKS", "Look", "run"]


_PLAIN = ("letter_templates", "ledger_export", "key_tasks")  # pages drawn as they open, under the name of their key
_OF_A_CASE = ("case-", "act-", "day_by_day", "letter")
_FEE_ACTS = (
    Act.PROPOSE_FEE,
    Act.APPROVE_FEE,
    Act.NOTIFY_FEE,
    Act.RECORD_PAYMENT,
    Act.LAPSE_FEE,
    Act.WAIVE_FEE,
    Act.RECORD_REFUND,
)
_QUIET_MS = 450
_MENDED = "耕地占补平衡挂钩确认信息单 2 页"
_ANSWERED = 4  # questions answered in the picture of the seven questions


class _Gallery:
    """Draws the screens of one window in one look."""

    def __init__(self, window: MainWindow, folder: Path, look: Look, names: Collection[str] = ()) -> None:
        self.window = window
        self.folder = folder
        self.look = look
        self.names = names
        self.files: list[Path] = []
        self.problems: list[str] = []

    def note_failure(self, report: CrashReport) -> None:
        """A page failed."""
        self.problems.append(str(report))

    def settle(self) -> None:
        """Live panels answer after a pause, then the work thread."""
        for _ in range(2):
            limit = time.monotonic() + _QUIET_MS / 2000
            while time.monotonic() < limit:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            self.window.session.runner.wait_idle(30_000)

    def draw(self, name: str, widget: QWidget | None = None, *, own_size: bool = False) -> None:
        """Keep one picture; ``own_size``: of a dialog, which is as large as its content."""
        shown = widget or self.window
        if not own_size:
            shown.setMinimumSize(0, 0)  # the screen of the offscreen platform is smaller than some pictures
            shown.resize(self.look.width, self.look.height)
        self.settle()
        file = self.folder / f"{name}-{self.look.name}-{self.look.theme}.png"
        if not own_size and (shown.width(), shown.height()) != (self.look.width, self.look.height):
            self.problems.append(f"{file.name} does not fit: {shown.width()}×{shown.height()}")
        if not shown.grab().save(str(file)):
            raise OSError(f"cannot write {file}")
        self.files.append(file)

    def wanted(self, name: str) -> bool:
        """Whether a screen is drawn in this look."""
        if self.names:
            return name in self.names
        return self.look.theme == "light" or name in DARK

    def page(self, name: str, key: str, payload: object = None, prepare: Callable[[], None] | None = None) -> None:
        """Open a page, bring it into a state and keep its picture."""
        if not self.wanted(name):
            return
        self.window.open_page(key, payload)
        self.settle()
        if prepare is not None:
            prepare()
            self.settle()
        self.draw(name)

    # ------------------------------------------------------------------ the screens

    def all_pages(self) -> None:
        """Every page of the window."""
        self.page("worklist", "worklist")
        self.page("intake", "intake")
        form_page(self)
        self.page("cases", "cases")
        if not self.names or any(one == "case" or one.startswith(_OF_A_CASE) for one in self.names):
            self._case_pages()
        self.page("letters", "letters", DocumentSegment.ISSUED)
        self.page("mail", "mail")
        self._fee_pages()
        self._dispute_pages()
        self.page("annual_report", "annual_report")
        self.page("statistics", "statistics")
        self.page("risk", "risk")
        self.page("rules", "rules", "rules")
        self.page("rules-policies", "rules", "policies")
        self.page("rules-calendar", "rules", "calendar", self._paste_notice)
        self.page("rules-documents", "rules", ("documents", "third_party_consultation"))
        self.page("settings", "settings")
        self.page("settings-numbers", "settings", None, self._show_numbers)
        for name in _PLAIN:
            self.page(name, name)
        ledger_pages(self, Path(self.window.session.office.location).parent)
        self._review_pages()
        if self.wanted("sign_in"):
            self.window.open_page("worklist")
            self._sign_in()

    def _case_pages(self) -> None:
        """The pages about one case."""
        running = self._case_with(Act.DECIDE_OUTCOME)
        if running is not None:
            self.page("case", "case", running.id)
            self._forms(running)
            self._guided(running)
            self.page("day_by_day", "day_by_day", (running.id, "due"))
        closed = self._first(CaseFilter(closed_only=True, sort="closed", descending=True))
        if closed is not None:
            self.page("case-closed", "case", closed.id)
            self.page("case-papers", "case", closed.id, self._open_papers)
            replies = [one for one in closed.documents if one.kind is DocumentKind.OUTCOME_LETTER]
            issued = [one for one in replies if one.state is not DocumentState.DRAFT]
            if issued:
                self.page("letter", "letter", (closed.id, issued[0].id))
        drafting = self._case_with(Act.DRAFT_LETTER)
        if drafting is not None:
            self.page("letter-draft", "letter", (drafting.id, None))
            self.page("letter-paged", "letter", (drafting.id, None), self._turn_pages)
            self._turn_pages()

    def _fee_pages(self) -> None:
        """The list of fees, an applicant with several pieces, and the forms that only a fee under way allows."""
        session = self.window.session
        wanted = FeeFilter(stage="all", sort="number", descending=True)
        self.page("fees", "fees", wanted)
        ids = fee_ids(session.office, wanted, today=session.today)
        views = [case(session.office, one, today=session.today) for one in ids]
        if views and views[0].fee is not None:
            self.page("applicant", "applicant", views[0].fee.applicant_id)
        for act in _FEE_ACTS:
            able = [one for one in views if any(two.act is act and two.allowed for two in one.acts)]
            if able:
                self._form(able[0], act)

    def _dispute_pages(self) -> None:
        """The list, the most pressing dispute, the form of what is next in it, the form that opens one."""
        session = self.window.session
        self.page("disputes", "reviews", DisputeFilter(sort="urgency"))
        ids = dispute_ids(session.office, DisputeFilter(sort="urgency"), today=session.today)
        if not ids:
            return
        self.page("dispute", "dispute", ids[0])
        self.page("dispute-form", "dispute", ids[0], self._open_dispute_event)
        page = self.window.page("dispute")
        if isinstance(page, DisputePage):
            page.desk.close()
        view = dispute_view(session.office, ids[0], today=session.today)
        self.page("dispute-letter", "dispute_letter", (ids[0], None))
        self.page("bundle", "bundle", ids[0])
        self.page("disputes-open", "open_dispute", (view.targets[0].request_id, view.targets[0].document_id))

    def _open_dispute_event(self) -> None:
        page = self.window.page("dispute")
        if isinstance(page, DisputePage):
            page.open_first()

    def _forms(self, view: CaseView) -> None:
        """The form of every act that this case allows now."""
        for act in view.acts:
            if act.allowed and act.act not in _FEE_ACTS:
                self._form(view, act.act)

    def _form(self, view: CaseView, act: Act) -> None:
        """The form of one act."""
        name = f"act-{act.value}"
        if not self.wanted(name):
            return
        self.window.open_page("case", view.id)
        self.settle()
        page = self.window.page("case")
        if isinstance(page, CasePage) and self._open_form(page, act):
            self.draw(name)
            page.desk.close()
            self.settle()

    def _open_form(self, page: CasePage, act: Act) -> bool:
        for card in page.view.acts.cards:
            view = card.payload
            if getattr(view, "act", None) is act and card.can_press():
                card.press()
                self.settle()
                return page.desk.panel is not None
        return False

    def _guided(self, view: CaseView) -> None:
        """The seven questions where the file leaves the choice: the first answers are given."""
        if not self.wanted("guided"):
            return
        self.window.open_page("case", view.id)
        self.settle()
        page = self.window.page("case")
        if not isinstance(page, CasePage) or not self._open_form(page, Act.DECIDE_OUTCOME):
            return
        panel = page.desk.panel
        for _ in range(_ANSWERED):
            if isinstance(panel, OutcomePanel) and panel.questions.focus_open():
                able = [one for one in panel.questions.cards if one.can_press()]
                next((one for one in able if one.hasFocus()), able[0]).press()
                self.settle()
        self.draw("guided")
        page.desk.close()
        self.settle()

    def _review_pages(self) -> None:
        """A draft as the reviewer sees it, and two of its versions side by side."""
        if not (self.wanted("review") or self.wanted("compare")):
            return
        session = self.window.session
        mine = session.person
        people = [one for one in persons(session.office) if Role.REVIEWER in one.roles]
        waiting = self._in_segment(DocumentSegment.REVIEW)
        if people and waiting is not None:
            session.person = people[0].name
            self.page("review", "letter", waiting)
        session.person = mine
        returned = self._in_segment(DocumentSegment.RETURNED)
        if returned is not None and self.wanted("compare"):
            self.window.open_page("letter", returned)
            self.settle()
            self._compare()

    def _in_segment(self, segment: DocumentSegment) -> tuple[int, int] | None:
        """Request and document of the first letter of a segment."""
        session = self.window.session
        wanted = DocumentFilter(segment=segment)
        ids = document_ids(session.office, wanted, session.actor, today=session.today)
        rows = document_rows(session.office, ids[:1], today=session.today)
        return next(((one.request_id, one.id) for one in rows), None)

    def _compare(self) -> None:
        """The returned draft is mended and kept, so that there is something to compare."""
        page = self.window.page("letter")
        if isinstance(page, LetterPage):
            page.rests_on.show_annexes((*page.rests_on.annex_lines(), _MENDED))
            page.keep()
            self.settle()
            page.open_compare()
            self.settle()
            if page.review.window is not None:
                self.draw("compare", page.review.window)
                page.review.window.close()

    def _sign_in(self) -> None:
        """The question of who works here, over the page."""
        self.settle()
        self.window.switch_person()
        self.settle()
        dialog = self.window.sign_in.dialog
        if dialog is not None:
            self.draw("sign_in", dialog, own_size=True)
            dialog.reject()
            self.settle()

    def _turn_pages(self) -> None:
        page = self.window.page("letter")
        if isinstance(page, LetterPage):
            page.toggle_paged()

    def _show_numbers(self) -> None:
        page = self.window.page("settings")
        if isinstance(page, SettingsPage):
            page.show_part(page.numbers)

    def _open_papers(self) -> None:
        """The internal sheets of the case shown."""
        page = self.window.page("case")
        if isinstance(page, CasePage):
            page.open_papers()

    def _paste_notice(self) -> None:
        page = self.window.page("rules")
        if isinstance(page, RulesPage):
            session = self.window.session
            text = demo_notice(session.office.horizon.year + 1, session.today)
            wrong = text.replace("（周三）放假1天", "（周四）放假1天", 1)
            page.calendar.notice.edit.setPlainText(wrong)

    def _views(self, wanted: CaseFilter) -> list[CaseView]:
        session = self.window.session
        ids = case_ids(session.office, wanted, today=session.today, limit=80)
        return [case(session.office, one, today=session.today) for one in ids]

    def _first(self, wanted: CaseFilter) -> CaseView | None:
        return next(iter(self._views(wanted)), None)

    def _case_with(self, act: Act) -> CaseView | None:
        views = self._views(CaseFilter(open_only=True))
        able = [one for one in views if any(offered.act is act and offered.allowed for offered in one.acts)]
        course = [one for one in able if len(one.clock.spans) > 2 and one.status is not RequestStatus.CLOSED]
        return next(iter(course or able), None)


def _first_start(gallery: _Gallery, config: Path) -> None:
    """The first question and the last."""
    runner = TaskRunner()
    settings = Settings(config)
    for step, name in ((0, "first_start"), (len(QUESTIONS) - 1, "first_start-last")):
        if not gallery.wanted(name):
            continue
        answers = Answers(config / "first_start.toml", default_answers(Path("依申请公开.db")), step)
        window = FirstStart(answers, settings, runner, gallery.window.session.clock)
        window.show()
        gallery.draw(name, window)
        window.close()
        window.deleteLater()
    runner.close()


def run(
    app: QApplication,
    start: Start,
    folder: Path,
    looks: Sequence[Look] = LOOKS,
    names: Collection[str] = (),
) -> int:
    """Draw everything.

    Args:
        app: the application.
        start: how the program was asked to start; its day is the day of the pictures.
        folder: where the pictures go.
        looks: sizes and themes.
        names: only these screens; empty draws all.

    Returns:
        0, or 1 when a page failed or did not fit its window.
    """
    drop_harmless_messages()
    folder.mkdir(parents=True, exist_ok=True)
    clock = Clock(start.today or date(2026, 11, 23))
    problems: list[str] = []
    count = 0
    with tempfile.TemporaryDirectory(prefix="desk-screens-") as place:
        sample = Path(place) / "sample.db"
        create_office(sample, sample_agency(), now=clock.now(), actor="王敏", today=clock.today(), sample=True).close()
        for look in looks:
            # Pictures leave unfinished forms behind; each look starts from the same cases.
            config = Path(place) / f"{look.theme}-{look.name}"
            config.mkdir()
            apply_theme(app, look.theme, look.percent)
            database = Path(shutil.copy(sample, config / "desk.db"))
            gallery = _draw_look(database, Settings(config), clock, look, folder, names)
            count += len(gallery.files)
            problems += gallery.problems
    sys.stdout.write(f"{count} 张画面在 {folder.resolve()}\n")
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0


def _draw_look(
    database: Path, settings: Settings, clock: Clock, look: Look, folder: Path, names: Collection[str]
) -> _Gallery:
    """Every screen wanted in one look, from a window of its own."""
    office = open_office(database)
    settings.set("person", "王敏")
    net = CrashNet()
    window = MainWindow(office, clock, settings, net)
    gallery = _Gallery(window, folder, look, names)
    net.caught.connect(gallery.note_failure)
    window.show()
    gallery.all_pages()
    _first_start(gallery, settings.folder)
    window.close()
    window.deleteLater()
    QCoreApplication.processEvents()
    office.close()
    return gallery

"""The places of the navigation and the pages of the program, one line each.

A place joins the navigation with the line that names its page; places whose room is not built have none and stay out,
because a dead page is worse than a missing one. Numbers of the keys stay with their places.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from desktop.frame.page import Page
from desktop.frame.session import Session

__all__ = ["PAGES", "PLACES", "PageSpec", "Place", "build_page", "built_places", "load_rooms"]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation.

    Args:
        key: key of the place and of its page.
        label: words in the navigation.
        icon: name of the icon.
        shortcut: key that opens it.
    """

    key: str
    label: str
    icon: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page and the place that is marked while it is shown.

    Args:
        key: key by which it is opened.
        place: key of its place.
        source: ``module:Class``, imported on the first visit so that the start stays quick.
    """

    key: str
    place: str
    source: str


PLACES = (
    Place("worklist", "工作台", "worklist", "Ctrl+1"),
    Place("intake", "收件登记", "intake", "Ctrl+2"),
    Place("cases", "办件", "cases", "Ctrl+3"),
    Place("letters", "文书", "letters", "Ctrl+4"),
    Place("fees", "收费", "fees", "Ctrl+5"),
    Place("reviews", "复议诉讼", "reviews", "Ctrl+6"),
    Place("annual_report", "统计年报", "report", "Ctrl+7"),
    Place("ledger", "台账", "ledger", "Ctrl+8"),
    Place("rules", "规则与日历", "rules", "Ctrl+9"),
    Place("settings", "设置", "settings", "Ctrl+0"),
)

PAGES = (
    PageSpec("worklist", "worklist", "desktop.worklist:WorklistPage"),
    PageSpec("intake", "intake", "desktop.intake:IntakePage"),
    PageSpec("cases", "cases", "desktop.cases:CasesPage"),
    PageSpec("case", "cases", "desktop.case_page:CasePage"),
    PageSpec("applicant", "cases", "desktop.applicant:ApplicantPage"),
    PageSpec("day_by_day", "cases", "desktop.day_by_day:DayByDayPage"),
    PageSpec("letter", "cases", "desktop.letters:LetterPage"),
    PageSpec("letters", "letters", "desktop.documents:DocumentsPage"),
    PageSpec("mail", "letters", "desktop.documents:MailPage"),
    PageSpec("fees", "fees", "desktop.fees:FeesPage"),
    PageSpec("reviews", "reviews", "desktop.disputes.page:DisputesPage"),
    PageSpec("dispute", "reviews", "desktop.disputes.dispute_page:DisputePage"),
    PageSpec("open_dispute", "reviews", "desktop.disputes.opening_page:OpenDisputePage"),
    PageSpec("lessons", "reviews", "desktop.lessons:LessonsPage"),
    PageSpec("bundle", "reviews", "desktop.disputes.bundle_page:BundlePage"),
    PageSpec("dispute_letter", "reviews", "desktop.disputes.letter_page:DisputeLetterPageView"),
    PageSpec("statistics", "annual_report", "desktop.statistics:StatisticsPage"),
    PageSpec("risk", "annual_report", "desktop.risk:RiskPage"),
    PageSpec("key_tasks", "annual_report", "desktop.key_tasks.page:KeyTasksPage"),
    PageSpec("ledger_export", "ledger", "desktop.ledger.export_page:LedgerExportPage"),
    PageSpec("ledger", "ledger", "desktop.ledger.page:LedgerPage"),
    PageSpec("ledger_records", "ledger", "desktop.ledger.records:LedgerRecordsPage"),
    PageSpec("annual_report", "annual_report", "desktop.annual.page:AnnualReportPage"),
    PageSpec("rules", "rules", "desktop.rules:RulesPage"),
    PageSpec("settings", "settings", "desktop.settings.page:SettingsPage"),
    PageSpec("letter_templates", "settings", "desktop.settings.letters_page:LetterTemplatesPage"),
)


def built_places(pages: tuple[PageSpec, ...] = PAGES) -> tuple[Place, ...]:
    """The places that have a page."""
    known = {one.key for one in pages}
    return tuple(place for place in PLACES if place.key in known)


def load_rooms(pages: Iterable[PageSpec] = PAGES) -> None:
    """Import the modules of all pages, in the work thread: a first visit then only has to build its page."""
    for spec in pages:
        import_module(spec.source.partition(":")[0])


def build_page(spec: PageSpec, session: Session, parent: QWidget) -> Page:
    """Import and build a page."""
    module, _, name = spec.source.partition(":")
    make: Callable[[Session, QWidget], Page] = getattr(import_module(module), name)
    return make(session, parent)

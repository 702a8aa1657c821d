"""The main window: navigation, heading with universal search, the stack of pages, and what they ask of it."""

from collections.abc import Callable, Sequence
from functools import partial
from weakref import WeakMethod

from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QMessageBox, QVBoxLayout, QWidget
from typing_extensions import override

from casework.office import Office
from casework.views import Changed
from desktop.components.cards import column, row
from desktop.components.text import ElidedLabel, PageTitle
from desktop.components.toast import Toast
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.changes import ChangeBus
from desktop.frame.clock import Clock
from desktop.frame.crash import CrashNet, CrashReport
from desktop.frame.day_words import read_calendar
from desktop.frame.manual import ManualWindow
from desktop.frame.navigation import Navigation
from desktop.frame.page import Page
from desktop.frame.palette import PaletteEntry, UniversalSearch
from desktop.frame.places import PAGES, PageSpec, built_places
from desktop.frame.session import Session
from desktop.frame.sign_in import SignIn
from desktop.frame.stack import PageStack
from desktop.frame.status import CaseSearch, DisputeSearch, Foot, read_foot
from desktop.frame.tasks import TaskRunner
from desktop.settings.store import Settings
from desktop.theme import Size, px, set_role
from law.errors import UserError

__all__ = ["MainWindow"]

_NARROW = 1200
_WINDOW_ACTIONS = (
    ActionSpec(id="register", text="登记一份申请", shortcut="Ctrl+N", slot="open_intake"),
    ActionSpec(id="search", text="查找", shortcut="Ctrl+K", slot="focus_universal_search"),
    ActionSpec(id="page_search", text="在本页查找", shortcut="Ctrl+F", slot="focus_page_search"),
    ActionSpec(id="help", text="本页帮助", shortcut="F1", slot="open_manual"),
    ActionSpec(id="lessons", text="得失：各条理由得到维持还是被否定", slot="open_lessons"),
    ActionSpec(id="statistics", text="统计：收到、办结、按期率、同期比较", slot="open_statistics"),
    ActionSpec(id="risk", text="风险：超期、临期、停算、放行一览", slot="open_risk"),
    ActionSpec(id="back", text="返回上一页", shortcut="Alt+Left", slot="go_back", reason="why_no_way_back"),
    ActionSpec(id="theme", text="切换浅色、深色", shortcut="Ctrl+Shift+D", slot="switch_theme"),
    ActionSpec(id="sign_in", text="换人登录", shortcut="Ctrl+Shift+L", slot="switch_person"),
    ActionSpec(id="navigation", text="收起或展开导航", shortcut="Ctrl+B", slot="switch_navigation"),
)


class MainWindow(QMainWindow):
    """The shell of the program (see ``desktop.frame.session.Shell``).

    Args:
        office: the open office; the caller closes it after the window.
        clock: today and now.
        settings: of the person at this machine.
        crash_net: catches failures; its dialog is shown here.
        pages: pages to offer.
        geometry: where size and position are kept; None keeps nothing.
    """

    def __init__(
        self,
        office: Office,
        clock: Clock,
        settings: Settings,
        crash_net: CrashNet,
        pages: Sequence[PageSpec] = PAGES,
        geometry: QSettings | None = None,
    ) -> None:
        super().__init__()
        self.session = Session(
            office=office,
            runner=TaskRunner(self),
            changes=ChangeBus(self),
            clock=clock,
            settings=settings,
            shell=self,
        )
        self.crash_net = crash_net
        self._finishers: list[WeakMethod[Callable[[], None]]] = []
        self._geometry = geometry
        self._manual: ManualWindow | None = None
        self.setWindowTitle("政府信息依申请公开办理")
        room = self.screen().availableSize()  # 1366×768 at 200 % is smaller than the scaled minimum
        self.setMinimumSize(QSize(px(900), px(500)).boundedTo(room))
        self.navigation = Navigation(built_places(tuple(pages)), self)
        self.heading = PageTitle("", self)
        self.subheading = ElidedLabel("", self, role="caption")
        self.stack = PageStack(self.session, pages, self)
        self.actions_table = ActionTable(self, _WINDOW_ACTIONS)
        self.search = UniversalSearch(
            self.session.runner,
            CaseSearch(office, clock),
            self.palette_entries,
            self,
            find_disputes=DisputeSearch(office, clock),
        )
        self.sign_in = SignIn(self.session, crash_net, self)
        self._arrange()
        self.toast = Toast(self.centralWidget(), (self.subheading, self.search))
        self._shortcuts = [self._place_shortcut(key) for key in self.navigation.buttons]
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._connect()
        self._restore()

    # ------------------------------------------------------------------ building

    def _arrange(self) -> None:
        central = QWidget(self)
        set_role(central, "app")
        outer = row(central, gap=0)
        outer.addWidget(self.navigation)
        content = column(gap=10)
        content.setContentsMargins(px(Size.PAGE_MARGIN), px(12), px(Size.PAGE_MARGIN), px(16))
        head = row(gap=12)
        head.addWidget(self.heading)
        head.addWidget(self.subheading, 1)
        head.addWidget(self.search)
        content.addLayout(head)
        content.addWidget(self.stack, 1)
        outer.addWidget(self._limited(content), 1)
        self.setCentralWidget(central)

    def _limited(self, content: QVBoxLayout) -> QWidget:
        """Content never wider than 1,760 px: nothing stretches into emptiness."""
        holder = QWidget(self)
        set_role(holder, "app")
        inner = QWidget(holder)
        set_role(inner, "app")
        inner.setMaximumWidth(px(Size.CONTENT_MAXIMUM))
        inner.setLayout(content)
        layout = row(holder, gap=0)
        layout.addWidget(inner, 1)
        return holder

    def _place_shortcut(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(self.navigation.buttons[key].place.shortcut), self)
        shortcut.activated.connect(self.navigation.buttons[key].click)
        return shortcut

    def _connect(self) -> None:
        self.navigation.asked.connect(self._on_place_asked)
        self.stack.shown.connect(self._on_page_shown)
        self.stack.heading_changed.connect(self._on_heading_changed)
        self.search.case_chosen.connect(self._on_case_chosen)
        self.search.dispute_chosen.connect(self._on_dispute_chosen)
        self._escape.activated.connect(self._on_escape_pressed)
        self.session.changes.heard.connect(self._on_changed)
        self.session.runner.unheard.connect(self.show_failure)
        self.session.settings.changed.connect(self._on_setting_changed)
        self.navigation.person_asked.connect(self.switch_person)
        self.sign_in.changed.connect(self._ask_foot)
        self.sign_in.given_up.connect(self.close)
        self.sign_in.no_list.connect(self._on_no_persons)
        self.crash_net.caught.connect(self._on_crash_caught)
        self._told_unkept = False
        self._midnight = QTimer(self)
        self._midnight.setInterval(60_000)
        self._midnight.timeout.connect(self._on_minute_passed)
        self._midnight.start()
        self._day = self.session.today
        self._ask_foot()
        self._ask_calendar()

    def _ask_calendar(self) -> None:
        session = self.session
        session.ask(partial(read_calendar, session.office), session.describe_day.learn, key="calendar")

    def _restore(self) -> None:
        self.resize(QSize(px(1366), px(768)).boundedTo(self.screen().availableSize()))
        if self._geometry is not None:
            kept = self._geometry.value("window/geometry")
            if kept is not None:
                self.restoreGeometry(kept)

    # ------------------------------------------------------------------ what pages ask (Shell)

    def open_page(self, key: str, payload: object = None) -> None:
        """Show a page; the page before stays on the trail for Esc and Alt+←."""
        if not self.stack.visit(key, payload):
            self.navigation.show_place(self.stack.current_place())

    def go_back(self) -> None:
        """Return to the page before."""
        self.stack.go_back()

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a toast."""
        self.toast.say(text, action, act)

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal that belongs to no field, in a calm dialog that blocks nothing behind it."""
        self._tell("不能办理", error.sentence)

    def show_failure(self, error: BaseException) -> None:
        """A refusal is shown calmly; anything else is a bug and goes into the crash net."""
        if isinstance(error, UserError):
            self.show_refusal(error)
        else:
            self.crash_net.report(error)

    def add_saver(self, saver: Callable[[], None]) -> None:
        """Keep typed text on a failure and when the window closes."""
        self.crash_net.add_saver(saver)

    def add_finisher(self, finisher: Callable[[], None]) -> None:
        """Clear away what is half done when the window closes."""
        self._finishers.append(WeakMethod(finisher))

    def _tell(self, title: str, text: str) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setText(text)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.button(QMessageBox.StandardButton.Ok).setText("知道了")
        box.open()

    # ------------------------------------------------------------------ pages

    def page(self, key: str) -> Page:
        """A page, built on its first visit."""
        return self.stack.page(key)

    def current_page(self) -> Page | None:
        """The page shown."""
        return self.stack.current_page()

    def _on_page_shown(self) -> None:
        self.toast.leave_page()
        self.navigation.show_place(self.stack.current_place())
        self._on_heading_changed()
        self.actions_table.update()

    def _on_heading_changed(self) -> None:
        page = self.current_page()
        if page is not None:
            self.heading.setText(page.title)
            self.subheading.setText(page.subtitle)
            self.toast.keep_clear()
            self.setWindowTitle(f"{page.title} — 政府信息依申请公开办理")

    def _on_place_asked(self, key: str) -> None:
        self.open_page(key)

    def _on_case_chosen(self, request_id: int) -> None:
        self.open_page("case", request_id)

    def _on_dispute_chosen(self, dispute_id: int) -> None:
        self.open_page("dispute", dispute_id)

    def _on_changed(self, changed: Changed) -> None:
        self.stack.hear(changed)
        self._ask_foot()
        if "calendar" in changed.topics:
            self._ask_calendar()

    def _on_minute_passed(self) -> None:
        """A new legal day: every due date reads differently."""
        if self.session.today != self._day:
            self._day = self.session.today
            self._on_changed(Changed(topics=("cases", "day")))

    # ------------------------------------------------------------------ actions of the window

    def open_statistics(self) -> None:
        """Figures and charts."""
        self.open_page("statistics")

    def open_risk(self) -> None:
        """What presses, on one page."""
        self.open_page("risk")

    def open_lessons(self) -> None:
        """The grounds of letters and what became of them before reviewing bodies."""
        self.open_page("lessons")

    def open_intake(self) -> None:
        """Ctrl+N."""
        self.open_page("intake")

    def focus_universal_search(self) -> None:
        """Ctrl+K."""
        self.search.open_palette()

    def focus_page_search(self) -> None:
        """Ctrl+F."""
        page = self.current_page()
        if page is not None:
            page.focus_search()

    def open_manual(self) -> None:
        """F1: the page of the manual about this screen."""
        page = self.current_page()
        if self._manual is None:
            self._manual = ManualWindow(self)
        self._manual.show_topic(page.help_now() if page is not None else "index")

    def switch_theme(self) -> None:
        """Light to dark and back."""
        dark = self.session.settings.text("theme") == "dark"
        self.session.settings.set("theme", "light" if dark else "dark")

    def switch_navigation(self) -> None:
        """Icons alone, or words where there is room."""
        icons = self.session.settings.text("navigation") == "icons"
        self.session.settings.set("navigation", "auto" if icons else "icons")

    def switch_person(self) -> None:
        """Somebody else signs in; what was typed is kept first."""
        self.sign_in.switch()

    def why_no_way_back(self) -> str:
        """Reason why one cannot go back, "" when one can."""
        return "" if self.stack.has_trail() else "没有上一页。"

    def palette_entries(self) -> list[PaletteEntry]:
        """Places and allowed actions for the palette."""
        entries = [
            PaletteEntry(
                text=button.place.label,
                shortcut=button.place.shortcut,
                icon=button.place.icon,
                run=partial(self.open_page, key),
            )
            for key, button in self.navigation.buttons.items()
        ]
        page = self.current_page()
        entries += () if page is None else page.offered()
        tables = (
            [self.actions_table]
            if page is None or page.actions_table is None
            else [page.actions_table, self.actions_table]
        )
        for table in tables:
            entries += [
                PaletteEntry(text=one.text, shortcut=one.shortcut, run=table.runner(one.id))
                for one in table.specs.values()
                if one.id != "search" and not table.reason(one.id)
            ]
        return entries

    def _on_escape_pressed(self) -> None:
        page = self.current_page()
        if self.search.popup.isVisible() or self.search.hasFocus():
            self.search.leave()
            self.stack.focus_page()
        elif page is None or not page.on_escape():
            self.go_back()

    # ------------------------------------------------------------------ foot, settings, failures

    def _ask_foot(self) -> None:
        session = self.session
        ask = partial(read_foot, session.office, session.actor, session.today)
        session.ask(ask, self._on_foot_read, key="foot")

    def _on_foot_read(self, foot: Foot) -> None:
        role = self.session.settings.text("person_role")
        person = " · ".join(part for part in (self.session.actor, role) if part)
        self.navigation.show_foot(foot.agency, f"日历截至 {foot.horizon.isoformat()}", person)
        self.navigation.show_count("cases", foot.urgent)
        self.navigation.show_count("letters", foot.letters)
        self.navigation.show_count("reviews", foot.disputes)

    def _on_setting_changed(self, key: str) -> None:
        if key in ("person", "person_role"):
            self._ask_foot()
        elif key == "navigation":
            self._fit_navigation()

    def _on_no_persons(self) -> None:
        """Without a list the name is typed in the settings."""
        self.open_page("settings")

    def _fit_navigation(self) -> None:
        icons = self.session.settings.text("navigation") == "icons"
        self.navigation.set_compact(icons or self.width() < px(_NARROW))

    def _on_crash_caught(self, report: CrashReport) -> None:
        self._tell(
            "程序出错",
            f"程序出了错，这一步没有完成（编号 {report.fingerprint}）。已输入的内容已存为草稿，可以继续办理。"
            "如再次出现，请把编号告诉维护人员；日志里没有个人信息。",
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_navigation()

    def _drafts_kept_or_given_up(self) -> bool:
        """Typed text that cannot be kept is told once; who closes again gives it up."""
        why = self.crash_net.save_drafts()
        if not why or self._told_unkept:
            return True
        self._told_unkept = True
        self._tell("草稿没有保存", f"{why}现在关闭会丢失没有保存的内容；仍要关闭，请再关一次。")
        return False

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._drafts_kept_or_given_up() or not self.stack.may_leave():
            event.ignore()
            return
        if self._geometry is not None:
            self._geometry.setValue("window/geometry", self.saveGeometry())
        self._midnight.stop()
        self.session.runner.wait_idle(5_000)
        self.session.runner.close()
        for weak in self._finishers:
            finisher = weak()
            if finisher is not None:
                finisher()
        super().closeEvent(event)

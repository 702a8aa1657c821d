"""申请人: reads an applicant, shows a month, records who is the same; hears what changed and reads again."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.applicant_family import decide_sameness
from casework.applicant_page import applicant_page
from casework.fee_drafts import SamenessDraft
from casework.fee_views import ApplicantPageView
from casework.views import Changed
from desktop.applicant.sameness_card import Typed
from desktop.applicant.view import ApplicantLayout
from desktop.components import Banner, ColumnLayout, column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.tasks import Task
from desktop.theme import Tone
from law.errors import UserError
from law.terms import Sameness

__all__ = ["ApplicantPage"]

_TABLE = "applicant_month"
_WAY_OUT = "办件列表"
_ACTIONS = (
    ActionSpec(
        id="earlier", text="上月的申请", shortcut="Ctrl+PgUp", slot="show_earlier", reason="why_no_earlier_month"
    ),
    ActionSpec(id="later", text="下月的申请", shortcut="Ctrl+PgDown", slot="show_later", reason="why_no_later_month"),
    ActionSpec(id="sameness", text="可能是同一人", shortcut="F6", slot="switch_side"),
)


class ApplicantPage(Page):
    """One applicant. ``on_enter`` takes an id of the register or (id, a day of a month); None stays where it was."""

    help_topic = "applicant"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.applicant_id: int | None = None
        self.month: date | None = None
        self.reading: ApplicantPageView | None = None
        self._typed: dict[int, Typed] = {}  # by the applicant shown
        self._deciding: tuple[int, int] = (0, 0)
        self._task: Task | None = None
        self._entering = False
        layout = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        layout.addWidget(self.banner)
        self.view = ApplicantLayout(session.today, self, dense=session.settings.text("density") == "dense")
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        self.view.hide()
        self.view.month.table.apply_layout(session.settings.columns(_TABLE))
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect()
        self.set_heading("申请人")

    def _connect(self) -> None:
        view = self.view
        view.month.month_asked.connect(self.show_month)
        view.month.opened.connect(self._on_request_opened)
        view.month.table.layout_changed.connect(self._on_layout_changed)
        view.sameness.decided.connect(self._on_decided)
        view.sameness.person_asked.connect(self._on_person_asked)
        self.banner.acted.connect(self._on_list_asked)
        view.readings.change_asked.connect(self._on_readings_asked)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        month = None
        if isinstance(payload, tuple):
            payload, month = payload
        self._entering = True
        if isinstance(payload, int):
            self.show_applicant(payload, month)
        elif self.applicant_id is not None:
            self._read()
        else:
            self.banner.say("没有选定申请人。请从办件或者收费打开一位申请人。", Tone.SOON, _WAY_OUT)

    def show_applicant(self, applicant_id: int, month: date | None = None) -> None:
        """Show an applicant; one who is shown already stays at the month shown unless another is asked for."""
        if applicant_id != self.applicant_id or month is not None:
            self.month = month
        self.applicant_id = applicant_id
        self._read()

    def show_month(self, month: date) -> None:
        """Show another month."""
        self.month = month
        self._read()

    @override
    def refresh(self, changed: Changed) -> None:
        if self.applicant_id is None:
            return
        if {"cases", "applicants", "policies", "day"} & set(changed.topics) or changed.request_ids:
            self._read()

    @override
    def on_escape(self) -> bool:
        asking = self.view.sameness.asking()
        if asking is not None:
            asking.leave()
            return True
        return False

    def _read(self) -> None:
        if self.view.isVisible():
            self.view.month.table.skeleton.begin()
        office, today = self.session.office, self.session.today
        ask = partial(applicant_page, office, self.applicant_id or 0, today=today, month=self.month)
        self.session.ask(ask, self._on_read, self._on_refused, key="applicant:read")

    def _on_read(self, reading: ApplicantPageView) -> None:
        shown = reading.applicant.id
        other = self.reading is None or self.reading.applicant.id != shown
        if other:
            self._keep_typed()
        self.reading = reading
        self.month = reading.month.month
        self.banner.say("")
        self.set_heading("申请人", reading.applicant.name)
        self.view.month.table.skeleton.end()
        self.view.show_applicant(reading, self.session.today)
        self.view.show()
        if self.actions_table is not None:
            self.actions_table.update()
        if other:
            self.view.sameness.put_typed(self._typed.pop(shown, {}))
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Into the month, or to the reason that is half typed; never away from where a person is working."""
        focused = self.window().focusWidget()
        if self.isVisible() and not self.view.isAncestorOf(focused) and (self._entering or focused is self):
            asking = self.view.sameness.asking()
            if asking is not None:
                asking.form.focus()
            else:
                self.view.focus_table()
        self._entering = False

    def _on_refused(self, error: BaseException) -> None:
        self.view.month.table.skeleton.end()
        if not isinstance(error, UserError):
            self.session.shell.show_failure(error)
            return
        self._keep_typed()
        self.reading = None
        worked = self.view.isAncestorOf(self.window().focusWidget())
        self.view.hide()
        if worked:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_heading("申请人")
        self.banner.say(error.sentence, Tone.OVER, _WAY_OUT)

    def _keep_typed(self) -> None:
        """Reasons typed about one applicant are there again when that applicant is."""
        if self.reading is not None:
            self._typed[self.reading.applicant.id] = self.view.sameness.typed()
            self.view.sameness.clear()

    # ------------------------------------------------------------------ month

    def show_earlier(self) -> None:
        """Ctrl+PgUp."""
        self.view.month.go_earlier()

    def show_later(self) -> None:
        """Ctrl+PgDown."""
        self.view.month.go_later()

    def why_no_earlier_month(self) -> str:
        """Why there is no month to go back to."""
        return "" if self.view.month.earlier_month() is not None else "没有更早的申请。"

    def why_no_later_month(self) -> str:
        """Why there is no month to go on to."""
        return "" if self.view.month.later_month() is not None else "没有更晚的申请。"

    def _on_request_opened(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)

    def _on_layout_changed(self, layout: ColumnLayout) -> None:
        self.session.settings.keep_columns(_TABLE, layout)

    def _on_list_asked(self) -> None:
        self.session.shell.open_page("cases")

    def _on_readings_asked(self) -> None:
        self.session.shell.open_page("rules", "policies")

    # ------------------------------------------------------------------ who is the same

    def switch_side(self) -> None:
        """F6: between the month and those who may be the same."""
        inside = self.view.sameness.isAncestorOf(self.window().focusWidget())
        if inside or not self.view.sameness.focus_first():
            self.view.focus_table()

    def _on_person_asked(self, applicant_id: object) -> None:
        self.session.shell.open_page("applicant", applicant_id)

    def _is_deciding(self) -> bool:
        return self._deciding != (0, 0) and (self._task is None or self._task.error is None)

    def _on_decided(self, decided: tuple[int, Sameness, str]) -> None:
        if self.reading is None or self._is_deciding():
            return
        other, decision, reason = decided
        shown = self.reading.applicant.id
        self._deciding = (shown, other)
        draft = SamenessDraft(first_id=shown, second_id=other, decision=decision, reason=reason)
        self._task = self.session.act(decide_sameness, draft, self._on_recorded, self._on_decision_refused)

    def _on_recorded(self, _changed: Changed) -> None:
        (shown, other), self._deciding = self._deciding, (0, 0)
        if self.reading is not None and self.reading.applicant.id == shown:
            self.view.sameness.finish(other)
        else:
            self._typed[shown] = {key: one for key, one in self._typed.get(shown, {}).items() if key != other}

    def _on_decision_refused(self, error: UserError) -> None:
        (shown, other), self._deciding = self._deciding, (0, 0)
        if self.reading is not None and self.reading.applicant.id == shown:
            self.view.sameness.show_refusal(other, error)
        else:
            self.session.shell.show_refusal(error)

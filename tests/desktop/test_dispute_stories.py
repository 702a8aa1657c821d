"""Three disputes from end to end through the client: revoked and answered anew, no reply, upheld through two courts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from casework.office import Office
from desktop.disputes.dispute_page import DisputePage
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from law.dispute_terms import (
    AttackedAct,
    ClockState,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Duty,
    Forum,
    Instance,
    ResultClass,
)
from law.terms import RequestStatus
from tests.desktop.case_desk import desk_at, fill
from tests.desktop.conftest import open_shell
from tests.desktop.dispute_desk import (
    dispute_page,
    disputes,
    open_event,
    opening_page,
    quiet,
    refuse,
    seen_dispute,
    submit,
)

K = DisputeEventKind


class Stage:
    """The client, opened on one day after another, on the same office."""

    def __init__(self, office: Office, settings: Settings) -> None:
        self.office = office
        self.settings = settings
        self.today = date(2026, 1, 1)
        self._window: MainWindow | None = None

    @contextmanager
    def day(self, month: int, day: int, year: int = 2026) -> Iterator[None]:
        """The window on one day."""
        self.today = date(year, month, day)
        with open_shell(self.office, self.settings, today=self.today) as self._window:
            yield
        self._window = None

    @property
    def window(self) -> MainWindow:
        """The window that is open."""
        assert self._window is not None
        return self._window

    def register(self, request_id: int, letter: int | None, forum: str, received: str, **values: str) -> int:
        """Fill in the opening form and register; returns the dispute."""
        known = {one.id for one in disputes(self.office, self.today)}
        page = opening_page(self.window, (request_id, letter))
        form = page.view.form
        fill(form, forum=forum)  # type: ignore[arg-type]
        quiet(self.window)
        fill(form.first, on=received, procedure=values.pop("procedure"))  # type: ignore[arg-type]
        fill(form, **values)  # type: ignore[arg-type]
        for key, box in form.targets.boxes.items():
            wanted = AttackedAct.NO_REPLY if letter is None else AttackedAct.REPLY
            box.setChecked(key[1] == letter and key[2] is wanted)
        form.controls["claims"].setFocus()
        submit(self.window)
        told = [page.view.banner.label.text(), *(f"{key}: {one.error()}" for key, one in form.fields.items())]
        assert isinstance(self.window.current_page(), DisputePage), told
        (new,) = {one.id for one in disputes(self.office, self.today)} - known
        return new

    def record(self, dispute_id: int, kind: DisputeEventKind, **values: str) -> None:
        """Open the form of an event on the page of the dispute, fill it in and register."""
        page = dispute_page(self.window, dispute_id)
        panel = open_event(self.window, page, kind)
        fill(panel, **values)  # type: ignore[arg-type]
        panel.primary.setFocus()
        submit(self.window)
        if page.desk.panel is not None:
            errors = [f"{key}: {one.error()}" for key, one in panel.fields.items() if one.error()]
            raise AssertionError([panel.banner.label.text(), *errors])

    def open_tasks(self, dispute_id: int) -> set[object]:
        """What is still to be done: duties, and periods by their key."""
        view = seen_dispute(self.office, dispute_id, self.today)
        return {one.duty or one.key for one in view.tasks if one.done_on is None}

    def settle_duties(self, dispute_id: int) -> None:
        """Record what settles the tasks that have an event of their own, as the page offers them."""
        page = dispute_page(self.window, dispute_id)
        view = seen_dispute(self.office, dispute_id, self.today)
        assert {one.task.key for one in page.view.tasks.rows} == {one.key for one in view.tasks if one.done_on is None}


def test_a_refusal_is_revoked_and_answered_anew(office: Office, settings: Settings) -> None:
    desk = desk_at(office)
    request_id = desk.on(5, 6).take_in()
    letter = refuse(desk.on(5, 20), request_id)
    desk.on(5, 25).serve(letter)
    stage = Stage(office, settings)

    with stage.day(7, 6):
        dispute_id = stage.register(
            request_id,
            letter,
            "行政复议",
            "2026-07-06",
            procedure="简易程序",
            case_number="临政复〔2026〕3号",
            claims="撤销答复书，责令重新答复",
            reasons="没有区分处理",
        )
        view = seen_dispute(office, dispute_id, stage.today)
        answer = next(one for one in view.clocks if one.key == "rc_answer")
        assert answer.deadline is not None
        assert answer.deadline.due == date(2026, 7, 13), "five working days under the simple procedure"

    with stage.day(7, 10):
        stage.record(dispute_id, K.ANSWER_FILED, way="邮寄")
        assert seen_dispute(office, dispute_id, stage.today).status is DisputeStatus.ANSWERED

    with stage.day(8, 3):
        stage.record(
            dispute_id,
            K.DECIDED,
            on="2026-07-30",
            result="撤销",
            number="临政复决〔2026〕3号",
            served_on="2026-08-03",
            order="答复、重新答复",
            term_kind="没有写明",
            text="撤销答复书，责令被申请人重新答复。",
        )
        view = seen_dispute(office, dispute_id, stage.today)
        assert (view.result, view.result_class) == (DisputeResult.REVOKE, ResultClass.CORRECTED)
        assert view.status is DisputeStatus.PERFORMING
        assert Duty.RE_REPLY in stage.open_tasks(dispute_id)
        task = next(one for one in view.tasks if one.duty is Duty.RE_REPLY)
        assert task.due is not None
        assert task.due.due == date(2026, 8, 31), "no term in the decision: twenty working days"
        page = dispute_page(stage.window, dispute_id)
        row = next(one for one in page.view.tasks.rows if one.task.duty is Duty.RE_REPLY)
        row.press()
        quiet(stage.window)
        assert stage.window.heading.text() == desk.row(request_id).registration_number, "the task leads to the request"
    assert desk.on(8, 3).due(request_id) == date(2026, 8, 31), "the reply clock runs again"

    again = desk.on(8, 17).reply(request_id)
    desk.on(8, 20).serve(again)
    with stage.day(8, 24):
        assert Duty.RE_REPLY not in stage.open_tasks(dispute_id)
        stage.record(dispute_id, K.CLOSED, reason="得失另行记入")
        view = seen_dispute(office, dispute_id, stage.today)
        assert (view.status, view.closed_on) == (DisputeStatus.CLOSED, date(2026, 8, 24))
    assert desk.on(8, 24).status(request_id) is RequestStatus.CLOSED


def test_no_reply_is_ordered_and_given(office: Office, settings: Settings) -> None:
    desk = desk_at(office)
    request_id = desk.on(5, 6).take_in()
    stage = Stage(office, settings)

    with stage.day(7, 6):
        dispute_id = stage.register(
            request_id,
            None,
            "行政复议",
            "2026-07-06",
            procedure="普通程序",
            case_number="临政复〔2026〕4号",
            claims="责令答复",
        )
        view = seen_dispute(office, dispute_id, stage.today)
        assert [one.attacked for one in view.targets] == [AttackedAct.NO_REPLY]
        answer = next(one for one in view.clocks if one.key == "rc_answer")
        assert answer.deadline is not None
        assert answer.deadline.due == date(2026, 7, 20), "ten working days under the ordinary procedure"

    with stage.day(7, 17):
        stage.record(dispute_id, K.ANSWER_FILED, way="直接送交")

    with stage.day(8, 3):
        stage.record(
            dispute_id,
            K.DECIDED,
            on="2026-07-30",
            result="责令限期履行",
            number="临政复决〔2026〕4号",
            served_on="2026-08-03",
            order="答复、重新答复",
            term_kind="若干个工作日",
            days="10",
        )
        assert Duty.REPLY in stage.open_tasks(dispute_id)
    assert desk.on(8, 3).due(request_id) == date(2026, 8, 17)

    letter = refuse(desk.on(8, 10), request_id)
    desk.on(8, 13).serve(letter)
    with stage.day(8, 14):
        assert not {Duty.REPLY, Duty.RE_REPLY} & stage.open_tasks(dispute_id)
        stage.record(dispute_id, K.CLOSED, reason="得失另行记入")
        assert seen_dispute(office, dispute_id, stage.today).closed_on == date(2026, 8, 14)


def test_an_upheld_reply_goes_through_two_courts(office: Office, settings: Settings) -> None:
    desk = desk_at(office)
    request_id = desk.on(3, 2).take_in()
    letter = refuse(desk.on(3, 16), request_id)
    desk.on(3, 19).serve(letter)
    stage = Stage(office, settings)

    with stage.day(4, 13):
        first = stage.register(
            request_id,
            letter,
            "行政复议",
            "2026-04-13",
            procedure="简易程序",
            case_number="临政复〔2026〕5号",
            claims="撤销",
        )
        stage.record(first, K.ANSWER_FILED, way="邮寄")

    with stage.day(5, 8):
        stage.record(
            first,
            K.DECIDED,
            on="2026-05-06",
            result="维持",
            number="临政复决〔2026〕5号",
            served_on="2026-05-08",
            other_served_on="2026-05-08",
            order="没有要求",
        )
        view = seen_dispute(office, first, stage.today)
        assert (view.result, view.result_class) == (DisputeResult.MAINTAIN, ResultClass.UPHELD)

    with stage.day(6, 1):
        second = stage.register(
            request_id,
            letter,
            "行政诉讼",
            "2026-06-01",
            procedure="普通程序",
            case_number="（2026）临01行初3号",
            claims="撤销",
        )
        view = seen_dispute(office, second, stage.today)
        assert (view.forum, view.previous_id) == (Forum.LITIGATION, first)
        defence = next(one for one in view.clocks if one.key == "lit_defence")
        assert defence.deadline is not None
        assert defence.deadline.due == date(2026, 6, 16), "fifteen calendar days in court"

    with stage.day(6, 12):
        stage.record(second, K.ANSWER_FILED, way="网上平台")

    with stage.day(9, 1):
        stage.record(
            second,
            K.DECIDED,
            on="2026-08-28",
            result="驳回诉讼请求",
            number="（2026）临01行初3号",
            served_on="2026-09-01",
            other_served_on="2026-09-01",
            order="没有要求",
        )
        view = seen_dispute(office, second, stage.today)
        assert view.status is DisputeStatus.APPEAL_OPEN
        appeal = next(one for one in view.clocks if one.key == "lit_appeal")
        assert appeal.deadline is not None
        assert appeal.deadline.due == date(2026, 9, 16)

    with stage.day(9, 21):
        stage.record(second, K.APPEALED, on="2026-09-10", by="对方")
        stage.record(second, K.APPEAL_RECEIVED, on="2026-09-21", number="（2026）东行终8号")
        view = seen_dispute(office, second, stage.today)
        assert (view.status, view.instance) == (DisputeStatus.SECOND_INSTANCE, Instance.SECOND)

    with stage.day(12, 7):
        stage.record(
            second,
            K.DECIDED,
            on="2026-12-04",
            result="驳回上诉，维持原判",
            number="（2026）东行终8号",
            served_on="2026-12-07",
            other_served_on="2026-12-07",
            order="没有要求",
        )
        view = seen_dispute(office, second, stage.today)
        assert view.result is DisputeResult.APPEAL_DISMISSED
        assert view.result_class is ResultClass.UPHELD
        assert not [one for one in view.clocks if one.state is ClockState.RUNNING and one.key == "lit_second"]
        stage.record(second, K.CLOSED, reason="得失另行记入")
        assert seen_dispute(office, second, stage.today).status is DisputeStatus.CLOSED

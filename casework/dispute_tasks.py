"""待办: what the agency has to do in disputes, from its own periods and from the results."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_cache import stored_dispute_policies
from casework.dispute_course import DisputeFacts, dispute_facts, dispute_rows_of
from casework.dispute_standing import OpenDuty, duties
from casework.dispute_views import DisputeTaskView
from casework.dispute_words import clock_label, left_text
from casework.office import Office
from deadlines.calendar import WorkingCalendar
from deadlines.dispute_alarms import alarm_of
from deadlines.dispute_clocks import DisputeClock, dispute_clocks
from law.dispute_clocks import dispute_clock_rules
from law.dispute_terms import AlarmLevel, ClockOwner, ClockState, DisputeEventKind, Duty
from law.parameters import Unit
from models import Dispute, Request

__all__ = ["ALARM_ORDER", "open_tasks", "tasks_in", "tasks_of"]

_K = DisputeEventKind
_OPEN: Final = (ClockState.RUNNING, ClockState.MISSED)
ALARM_ORDER: Final = tuple(reversed(AlarmLevel))
"""The most pressing first."""

_SETTLES: Final = {
    Duty.PERFORM: _K.PERFORMED,
    Duty.REMEDY: _K.PERFORMED,
    Duty.REPORT_PERFORMANCE: _K.PERFORMANCE_REPORTED,
    Duty.REPORT_OPINION: _K.OPINION_REPORTED,
    Duty.CONSIDER_APPEAL: _K.APPEALED,
    Duty.RECORD_LESSON: _K.LESSON_RECORDED,
    Duty.UPDATE_FILE: _K.ATTACHMENT_ADDED,
}
# A duty whose term is a period of the procedure is told by that period alone.
_BY_CLOCK: Final = {Duty.CONSIDER_APPEAL: "lit_appeal", Duty.REPORT_OPINION: "opinion"}
_WORKDAYS_ASSUMED: Final = 20


def open_tasks(office: Office, *, today: date, handler: str = "") -> tuple[DisputeTaskView, ...]:
    """What is open in all disputes, the most pressing first.

    Args:
        office: the office.
        today: the day of the question.
        handler: only disputes of this person; empty: of everybody.
    """
    with office.reading() as session:
        return tasks_in(office, session, today, handler)


def tasks_in(office: Office, session: Session, today: date, handler: str = "") -> tuple[DisputeTaskView, ...]:
    """As :func:`open_tasks`, inside a reading transaction."""
    statement = select(Dispute).where(Dispute.closed_on.is_(None)).order_by(Dispute.id)
    if handler:
        statement = statement.where(Dispute.handler == handler)
    disputes = session.scalars(statement).all()
    events = dispute_rows_of(session, [one.id for one in disputes])
    calendar = office.calendar(session=session)
    found: list[DisputeTaskView] = []
    for dispute in disputes:
        facts = dispute_facts(events.get(dispute.id, ()))
        tasks = tasks_of(office, session, dispute, facts, today, calendar)
        found += [one for one in tasks if one.done_on is None]
    return tuple(sorted(found, key=_order))


def _order(task: DisputeTaskView) -> tuple[int, date, int]:
    due = task.due.due if task.due is not None else date.max
    return ALARM_ORDER.index(task.alarm), due, task.dispute_id


def tasks_of(
    office: Office,
    session: Session,
    dispute: Dispute,
    facts: DisputeFacts,
    today: date,
    calendar: WorkingCalendar | None = None,
) -> tuple[DisputeTaskView, ...]:
    """The tasks of one dispute, done ones too; whoever asks about many gives the calendar once."""
    policies = stored_dispute_policies(office, session, facts)
    calendar = calendar or office.calendar(session=session)
    clocks = dispute_clocks(facts.course(), calendar, policies, today)
    name = " · ".join(part for part in (dispute.forum.label, dispute.label, dispute.case_number) if part)
    found = [*_of_clocks(dispute, facts, clocks, name)]
    told = {key for one in found for key in (one.key.removeprefix("clock:"),)}
    owed = duties(office, session, dispute, facts, policies, today)
    numbers = _numbers(session, [one.request_id for one in owed if one.request_id is not None])
    for one in owed:
        if _BY_CLOCK.get(one.spec.duty) in told:
            continue
        found.append(_of_duty(dispute, one, clocks, calendar, today, name, numbers))
    return tuple(found)


def _of_clocks(
    dispute: Dispute, facts: DisputeFacts, clocks: Iterable[DisputeClock], name: str
) -> Iterator[DisputeTaskView]:
    rules = {one.key: one for one in dispute_clock_rules()}
    for clock in clocks:
        if clock.owner is not ClockOwner.AGENCY or clock.state is ClockState.MOOT:
            continue
        if clock.state not in _OPEN and clock.done_on is None:
            continue
        ends = rules[clock.key].ends
        yield DisputeTaskView(
            key=f"clock:{clock.key}",
            label=clock_label(clock.key),
            duty=None,
            dispute_id=dispute.id,
            request_id=facts.targets[0].request_id if facts.targets else None,
            due=clock.due,
            alarm=clock.alarm,
            left_text=left_text(clock),
            done_on=clock.done_on,
            event_kind=ends[0] if ends else None,
            line=clock.consequence,
            citations=clock.citations,
            dispute_label=name,
        )


def _of_duty(
    dispute: Dispute,
    owed: OpenDuty,
    clocks: Iterable[DisputeClock],
    calendar: WorkingCalendar,
    today: date,
    name: str,
    numbers: dict[int, str],
) -> DisputeTaskView:
    due = owed.due
    if owed.spec.duty is Duty.PREPARE_LAWSUIT:
        sue = [one for one in clocks if one.key == "sue_after_rc"]
        due = sue[-1].due if sue else None
    remaining = None
    if due is not None and owed.done_on is None:
        remaining = calendar.workdays_between(today, due.due)
        if due.due < today and remaining >= 0:
            remaining = -1  # late on a day off
    done = owed.done_on
    if owed.spec.duty is Duty.PREPARE_LAWSUIT and done is None and due is not None and due.due < today:
        done = due.due  # nobody sued
    alarm = alarm_of(remaining, _WORKDAYS_ASSUMED, Unit.WORKDAY) if done is None else AlarmLevel.NONE
    if owed.spec.duty is Duty.PREPARE_LAWSUIT:
        alarm = AlarmLevel.NONE
    return DisputeTaskView(
        key=f"duty:{owed.spec.duty.value}:{owed.event.id}:{owed.request_id or 0}",
        label=owed.spec.duty.label,
        duty=owed.spec.duty,
        dispute_id=dispute.id,
        request_id=owed.request_id,
        due=due,
        alarm=alarm,
        left_text=_left(due, remaining, done),
        done_on=done,
        event_kind=_SETTLES.get(owed.spec.duty),
        line=owed.spec.line,
        citations=owed.spec.citations,
        dispute_label=name,
        registration_number=numbers.get(owed.request_id or 0, ""),
    )


def _left(due: object, remaining: int | None, done: date | None) -> str:
    if done is not None:
        return "已完成"
    if due is None or remaining is None:
        return "没有期限"
    if remaining < 0:
        return f"已过 {-remaining} 个工作日"
    return "今日到期" if remaining == 0 else f"剩 {remaining} 个工作日"


def _numbers(session: Session, ids: list[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = session.execute(select(Request.id, Request.registration_number).where(Request.id.in_(ids)))
    return {row.id: row.registration_number or "" for row in rows}

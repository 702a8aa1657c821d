"""复议诉讼 list: ordered ids first, rows in blocks; the agency's own pressing periods first."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from casework.dispute_views import DisputeCounter, DisputeFilter, DisputeRow
from casework.dispute_words import clock_label
from casework.list_statements import bare_ids
from casework.office import Office
from deadlines.calendar import WorkingCalendar
from deadlines.dispute_alarms import alarm_of
from law.dispute_clocks import dispute_clock_rules
from law.dispute_terms import AlarmLevel, ClockOwner, DisputeStatus, Duty
from law.errors import UserError
from law.parameters import Unit, parameters
from models import Dispute, DisputeTarget, Request
from models.search import matching_ids

__all__ = ["dispute_counters", "dispute_ids", "dispute_rows", "disputes_of_request"]

_BLOCK: Final = 500
_DUTY: Final = "duty:"
_DUTY_DAYS: Final = 20
_SORTS: Final = ("", "urgency", "label", "number", "received", "result")
_ANSWERING: Final = (DisputeStatus.ANSWER_DUE,)
_RUNNING: Final = (
    DisputeStatus.APPLIED,
    DisputeStatus.RUNNING,
    DisputeStatus.ANSWERED,
    DisputeStatus.SUSPENDED,
    DisputeStatus.SECOND_INSTANCE,
)

_COLUMNS: Final = (
    Dispute.id,
    Dispute.forum,
    Dispute.body,
    Dispute.case_number,
    Dispute.label,
    Dispute.subject,
    Dispute.handler,
    Dispute.status,
    Dispute.procedure,
    Dispute.copy_received_on,
    Dispute.next_clock,
    Dispute.next_owner,
    Dispute.next_due_on,
    Dispute.next_provisional,
    Dispute.result,
    Dispute.result_class,
    Dispute.result_on,
    Dispute.open_duties,
    Dispute.closed_on,
)


def dispute_ids(office: Office, wanted: DisputeFilter, *, today: date) -> tuple[int, ...]:
    """The ids of the disputes that the filter lets through, in its order.

    Raises:
        UserError: the filter names an order that does not exist.
    """
    with office.reading() as session:
        statement = _ordered(select(Dispute.id).where(*_conditions(office, session, wanted, today)), wanted)
        return tuple(bare_ids(session, statement))


def dispute_rows(office: Office, ids: Iterable[int], *, today: date) -> tuple[DisputeRow, ...]:
    """The rows of these disputes in the order of ``ids``; one that does not exist is left out."""
    with office.reading() as session:
        return _rows(office, session, tuple(ids), today)


def disputes_of_request(office: Office, request_id: int, *, today: date) -> tuple[DisputeRow, ...]:
    """The disputes about a request, the latest first."""
    with office.reading() as session:
        statement = (
            select(DisputeTarget.dispute_id)
            .where(DisputeTarget.request_id == request_id)
            .distinct()
            .order_by(DisputeTarget.dispute_id.desc())
        )
        return _rows(office, session, tuple(session.scalars(statement)), today)


def dispute_counters(office: Office, *, today: date, handler: str = "") -> tuple[DisputeCounter, ...]:
    """The numbers above the list; each opens what it counts."""
    with office.reading() as session:
        found = []
        for key, label, detail, alarm, wanted in _counted(handler):
            conditions = _conditions(office, session, wanted, today)
            number = session.scalar(select(func.count()).select_from(Dispute).where(*conditions)) or 0
            found.append(DisputeCounter(key=key, label=label, count=number, detail=detail, alarm=alarm, filter=wanted))
        return tuple(found)


def _counted(handler: str) -> Iterable[tuple[str, str, str, AlarmLevel, DisputeFilter]]:
    yield (
        "answer",
        "待答复举证",
        "答复期限内提交",
        AlarmLevel.WARNING,
        DisputeFilter(statuses=_ANSWERING, handler=handler),
    )
    yield "urgent", "紧急", "一两日内到期", AlarmLevel.URGENT, DisputeFilter(alarm=AlarmLevel.URGENT, handler=handler)
    yield (
        "overdue",
        "已逾期",
        "本机关的期限已过",
        AlarmLevel.OVERDUE,
        DisputeFilter(alarm=AlarmLevel.OVERDUE, handler=handler),
    )
    yield (
        "performing",
        "待履行",
        "结果要求的事项",
        AlarmLevel.NOTICE,
        DisputeFilter(statuses=(DisputeStatus.PERFORMING,), handler=handler),
    )
    yield (
        "appeal",
        "上诉期内",
        "研究是否上诉",
        AlarmLevel.NOTICE,
        DisputeFilter(statuses=(DisputeStatus.APPEAL_OPEN,), handler=handler),
    )
    yield "running", "审理中", "等结果", AlarmLevel.NONE, DisputeFilter(statuses=_RUNNING, handler=handler)


# ------------------------------------------------------------------------------------------------- filter and order


def _conditions(office: Office, session: Session, wanted: DisputeFilter, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.among:
        found.append(Dispute.id.in_(bindparam("among", wanted.among, expanding=True, literal_execute=True)))
    if wanted.open_only:
        found.append(Dispute.closed_on.is_(None))
    if wanted.forum is not None:
        found.append(Dispute.forum == wanted.forum)
    if wanted.statuses:
        found.append(Dispute.status.in_(wanted.statuses))
    if wanted.result_class is not None:
        found.append(Dispute.result_class == wanted.result_class)
    if wanted.handler:
        found.append(Dispute.handler == wanted.handler)
    if wanted.request_id is not None:
        of_request = select(DisputeTarget.dispute_id).where(DisputeTarget.request_id == wanted.request_id)
        found.append(Dispute.id.in_(of_request))
    if wanted.alarm is not None:
        found.append(_alarm_clause(office, session, wanted.alarm, today))
    if wanted.text.strip():
        found.append(_text_clause(session, wanted.text.strip()))
    return found


def _text_clause(session: Session, text: str) -> ColumnElement[bool]:
    """A name, a number, or words of the attacked request."""
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    of_requests = select(DisputeTarget.dispute_id).where(DisputeTarget.request_id.in_(matching_ids(session, text)))
    return or_(
        Dispute.label.like(like, escape="\\"),
        Dispute.case_number.like(like, escape="\\"),
        Dispute.body.like(like, escape="\\"),
        Dispute.subject.like(like, escape="\\"),
        Dispute.id.in_(of_requests),
    )


def _alarm_clause(office: Office, session: Session, alarm: AlarmLevel, today: date) -> ColumnElement[bool]:
    """Days on which a period of the agency is at this alarm, period by period, since each has its own distances."""
    calendar = office.calendar(session=session)
    keys = [one.key for one in dispute_clock_rules() if one.owner is ClockOwner.AGENCY]
    parts = []
    for key in (*keys, _DUTY):
        days = [day for day in _near(today) if _alarm(key, day, calendar, today) is alarm]
        named = Dispute.next_clock.like(f"{_DUTY}%") if key == _DUTY else Dispute.next_clock == key
        near: ColumnElement[bool] = Dispute.next_due_on.in_(days)
        if alarm is AlarmLevel.OVERDUE:
            near = Dispute.next_due_on < today
        elif alarm is AlarmLevel.NONE:
            near = Dispute.next_due_on > _near(today)[-1] if not days else or_(near, Dispute.next_due_on > days[-1])
        parts.append(and_(named, near))
    return and_(Dispute.next_owner == ClockOwner.AGENCY, or_(*parts))


def _near(today: date) -> tuple[date, ...]:
    return tuple(today + timedelta(days=offset) for offset in range(46))


def _ordered(statement: Select[tuple[int]], wanted: DisputeFilter) -> Select[tuple[int]]:
    if wanted.sort not in _SORTS:
        raise UserError("unknown_sort", f"没有“{wanted.sort}”这种排序", todo="请改用列表表头提供的排序")
    own = case((Dispute.next_owner == ClockOwner.AGENCY, 0), else_=1)
    column: Any = {
        "label": Dispute.sort,
        "number": Dispute.case_number,
        "received": Dispute.copy_received_on,
        "result": Dispute.result_on,
    }.get(wanted.sort)
    if column is not None:
        first = column.desc().nulls_last() if wanted.descending else column.asc().nulls_last()
        return statement.order_by(first, Dispute.id.desc())
    ended = case((Dispute.closed_on.is_(None), 0), else_=1)
    due = Dispute.next_due_on.desc() if wanted.descending else Dispute.next_due_on.asc()
    return statement.order_by(ended, own, due.nulls_last(), Dispute.id.desc())


# ------------------------------------------------------------------------------------------------------------- rows


def _rows(office: Office, session: Session, ids: Sequence[int], today: date) -> tuple[DisputeRow, ...]:
    calendar = office.calendar(session=session)
    found: dict[int, DisputeRow] = {}
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        numbers = _numbers(session, block)
        for row in session.execute(select(*_COLUMNS).where(Dispute.id.in_(block))):
            found[row.id] = _row(row, numbers.get(row.id, ()), calendar, today)
    return tuple(found[one] for one in ids if one in found)


def _numbers(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    statement = (
        select(DisputeTarget.dispute_id, Request.registration_number)
        .join(Request, Request.id == DisputeTarget.request_id)
        .where(DisputeTarget.dispute_id.in_(ids))
        .order_by(DisputeTarget.id)
    )
    found: dict[int, dict[str, None]] = {}
    for row in session.execute(statement):
        found.setdefault(row.dispute_id, {})[row.registration_number or ""] = None
    return {key: tuple(value) for key, value in found.items()}


def _row(row: Row[Any], numbers: tuple[str, ...], calendar: WorkingCalendar, today: date) -> DisputeRow:
    ours = row.next_owner is ClockOwner.AGENCY
    open_due = row.next_due_on if row.closed_on is None else None
    over = open_due is not None and not ours and open_due < today  # what others did not do in time presses nobody
    open_due = None if over else open_due
    alarm = _alarm(row.next_clock or "", open_due, calendar, today) if open_due is not None and ours else None
    return DisputeRow(
        id=row.id,
        forum=row.forum,
        body=row.body,
        case_number=row.case_number,
        label=row.label,
        subject=row.subject,
        handler=row.handler or "",
        status=row.status,
        procedure=row.procedure,
        copy_received_on=row.copy_received_on,
        next_label="" if over else _next_label(row.next_clock),
        next_owner=None if over else row.next_owner,
        next_due_on=open_due,
        provisional=row.next_provisional,
        alarm=alarm or AlarmLevel.NONE,
        left_text=_left(row.next_clock or "", open_due, calendar, today),
        result=row.result,
        result_class=row.result_class,
        result_on=row.result_on,
        open_duties=row.open_duties,
        registration_numbers=numbers,
    )


def _next_label(key: str | None) -> str:
    if not key:
        return ""
    return Duty(key.removeprefix(_DUTY)).label if key.startswith(_DUTY) else clock_label(key)


def _unit(key: str) -> tuple[int, Unit, tuple[int, ...]]:
    """Length, unit and own distances of a period; duties count in working days."""
    rule = next((one for one in dispute_clock_rules() if one.key == key), None)
    if rule is None:
        return _DUTY_DAYS, Unit.WORKDAY, ()
    if not rule.parameter:
        return 0, Unit.DAY, rule.alarms
    value = parameters().parameter(rule.simple or rule.parameter).values[-1]
    return value.value, value.unit, rule.alarms


def _remaining(key: str, due: date, calendar: WorkingCalendar, today: date) -> int:
    if _unit(key)[1] is not Unit.WORKDAY:
        return (due - today).days
    left = calendar.workdays_between(today, due)
    return left if due >= today else min(left, -1)  # late on a day off is late


def _alarm(key: str, due: date, calendar: WorkingCalendar, today: date) -> AlarmLevel:
    length, unit, own = _unit(key)
    return alarm_of(_remaining(key, due, calendar, today), length, unit, own)


def _left(key: str, due: date | None, calendar: WorkingCalendar, today: date) -> str:
    if due is None:
        return ""
    left = _remaining(key, due, calendar, today)
    unit = "个工作日" if _unit(key)[1] is Unit.WORKDAY else "日"
    if left < 0:
        return f"已过 {-left} {unit}"
    return "今日到期" if left == 0 else f"剩 {left} {unit}"

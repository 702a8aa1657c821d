"""工作台: what presses, this week, the last six months, and input left unfinished."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, extract, func, not_, or_, select
from sqlalchemy.orm import Session

from casework.case_list import LAPSED, WAITING_FOR, rows_in
from casework.date_wording import month_day
from casework.form_drafts import drafts_in
from casework.office import Office
from casework.urgency import (
    UrgencyBounds,
    lapsed_clause,
    over_clause,
    paused_clause,
    urgency_bounds,
    urgency_expression,
    urgency_rank,
)
from casework.views import CaseFilter, CounterView, MonthBar, WeekDayView, WorklistView
from deadlines.calendar import WorkingCalendar
from deadlines.wording import weekday_name
from law.dispute_terms import ClockOwner
from law.errors import UserError
from law.terms import ClockStatus, RequestStatus, Urgency
from models import Dispute, Request

__all__ = ["MONTHS_SHOWN", "ROWS_SHOWN", "SCOPES", "counters_in", "worklist"]

ROWS_SHOWN: Final = 200
MONTHS_SHOWN: Final = 6
SCOPES: Final = ("all", "ours", "others")


@dataclass(frozen=True, slots=True)
class _Group:
    urgency: Urgency
    status: RequestStatus
    clock_status: ClockStatus
    count: int
    first_due: date | None


def worklist(office: Office, *, today: date, scope: str = "all") -> WorklistView:
    """The worklist as of ``today``.

    Args:
        office: the office.
        today: the day of the question.
        scope: ``all`` open requests, ``ours`` (the clock runs against us) or ``others`` (somebody else has to act).

    Raises:
        UserError: ``scope`` is none of these.
    """
    if scope not in SCOPES:
        raise UserError("unknown_scope", f"没有“{scope}”这个范围")
    with office.reading() as session:
        calendar = office.calendar(session=session)
        bounds = urgency_bounds(calendar, office.policies(today, session), today)
        groups = _groups(session, bounds)
        rows = rows_in(session, _row_ids(session, bounds, scope), bounds, calendar)
        return WorklistView(
            today=today,
            counters=_counters(groups, bounds, calendar),
            rows=rows,
            total_open=sum(one.count for one in groups),
            week=_week(session, today, calendar),
            months=_months(session, today),
            horizon=calendar.horizon,
            drafts=drafts_in(session),
        )


def counters_in(session: Session, bounds: UrgencyBounds) -> tuple[CounterView, ...]:
    """The counters alone, inside a reading transaction: the risk page tells the same numbers."""
    return _counters(_groups(session, bounds), bounds, bounds.calendar)


def _row_ids(session: Session, bounds: UrgencyBounds, scope: str) -> tuple[int, ...]:
    statement = select(Request.id).where(Request.closed_on.is_(None))
    waiting = _waits_for_others(bounds.today)
    if scope == "ours":
        statement = statement.where(not_(waiting))
    elif scope == "others":
        statement = statement.where(waiting)
    # What is answered already comes last: only the proof of service is missing.
    answered = case((or_(Request.reply_effective_on.is_not(None), over_clause()), 1), else_=0)
    ordered = statement.order_by(answered, urgency_rank(bounds), Request.due_on.asc().nulls_last(), Request.id)
    return tuple(session.scalars(ordered.limit(ROWS_SHOWN)))


def _waits_for_others(today: date) -> ColumnElement[bool]:
    return or_(
        Request.received_on.is_(None),
        Request.reply_effective_on.is_not(None),
        over_clause(),
        and_(paused_clause(today), not_(lapsed_clause(today))),
    )


# ------------------------------------------------------------------------------------------------------------ counters


def _groups(session: Session, bounds: UrgencyBounds) -> tuple[_Group, ...]:
    urgency = urgency_expression(bounds).label("urgency")
    statement = (
        select(urgency, Request.status, Request.clock_status, func.count(), func.min(Request.due_on))
        .where(Request.closed_on.is_(None))
        .group_by(urgency, Request.status, Request.clock_status)
    )
    return tuple([_Group(Urgency(one), *rest) for one, *rest in session.execute(statement)])


def _counters(groups: Iterable[_Group], bounds: UrgencyBounds, calendar: WorkingCalendar) -> tuple[CounterView, ...]:
    kept = tuple(groups)
    dispatched = tuple(one for one in kept if one.status is RequestStatus.DISPATCHED)
    by_urgency = {urgency: tuple(one for one in kept if one.urgency is urgency) for urgency in Urgency}
    pressing = {
        Urgency.OVERDUE: ("已超期", _longest_delay(by_urgency[Urgency.OVERDUE], bounds.today, calendar)),
        Urgency.TODAY: ("今日到期", _ready(by_urgency[Urgency.TODAY])),
        Urgency.SOON: ("五个工作日内", _earliest(by_urgency[Urgency.SOON], bounds.today, calendar)),
        Urgency.PAUSED: ("停算中", _reasons(by_urgency[Urgency.PAUSED])),
    }
    counters = [
        _urgency_counter(urgency, label, detail, by_urgency[urgency]) for urgency, (label, detail) in pressing.items()
    ]
    counters.append(
        CounterView(
            key="dispatched",
            label="待送达",
            count=_total(dispatched),
            detail="送达凭证到后自动办结" if dispatched else "无",
            urgency=Urgency.NORMAL,
            filter=CaseFilter(statuses=(RequestStatus.DISPATCHED,), open_only=True),
        )
    )
    waiting = by_urgency[Urgency.WAITING]
    counters.append(_urgency_counter(Urgency.WAITING, "待确认", "确认收到前不起算" if waiting else "无", waiting))
    return tuple(counters)


def _urgency_counter(urgency: Urgency, label: str, detail: str, groups: tuple[_Group, ...]) -> CounterView:
    return CounterView(
        key=urgency.value,
        label=label,
        count=_total(groups),
        detail=detail,
        urgency=urgency,
        filter=CaseFilter(urgency=urgency, open_only=True, sort="urgency"),
    )


def _total(groups: Iterable[_Group]) -> int:
    return sum(one.count for one in groups)


def _first_due(groups: Iterable[_Group]) -> date | None:
    return min((one.first_due for one in groups if one.first_due is not None), default=None)


def _longest_delay(groups: tuple[_Group, ...], today: date, calendar: WorkingCalendar) -> str:
    first = _first_due(groups)
    if first is None:
        return "无"
    late = calendar.workdays_between(first, today)
    return f"最长 {late} 个工作日" if late else f"最长 {(today - first).days} 日"


def _ready(groups: tuple[_Group, ...]) -> str:
    if not groups:
        return "无"
    issued = _total(one for one in groups if one.status is RequestStatus.ISSUED)
    return f"{issued} 件待寄出" if issued else "均未签发"


def _earliest(groups: tuple[_Group, ...], today: date, calendar: WorkingCalendar) -> str:
    """The next due date; no date is counted where a correction was not made in time."""
    lapsed = tuple(one for one in groups if one.clock_status in LAPSED)
    first = _first_due(one for one in groups if one not in lapsed)
    estimated = "（暂定）" if first is not None and first > calendar.horizon else ""
    words = [f"最早 {month_day(first, today)}{estimated}"] if first is not None else []
    for status, said in LAPSED.items():
        number = _total(one for one in lapsed if one.clock_status is status)
        words += [f"{said} {number}"] if number else []
    return "，".join(words) or "无"


def _reasons(groups: tuple[_Group, ...]) -> str:
    words: Counter[str] = Counter()
    for one in groups:
        words[WAITING_FOR.get(one.clock_status, "其他")] += one.count
    return "、".join(f"{word} {number}" for word, number in words.most_common()) or "无"


# ---------------------------------------------------------------------------------------------------------------- week


def _week(session: Session, today: date, calendar: WorkingCalendar) -> tuple[WeekDayView, ...]:
    monday = today - timedelta(days=today.weekday())
    days = tuple(monday + timedelta(days=offset) for offset in range(7))
    running = and_(Request.reply_effective_on.is_(None), not_(over_clause()), not_(paused_clause(today)))
    due = _by_day(session, Request.due_on, days, running)
    ending = _by_day(session, Request.waiting_until, days, paused_clause(today))
    disputes = _disputes_by_day(session, days)
    return tuple(
        [_week_day(day, today, calendar, due.get(day, 0), ending.get(day, 0), disputes.get(day, 0)) for day in days]
    )


def _by_day(
    session: Session, column: Any, days: tuple[date, ...], condition: ColumnElement[bool]
) -> Mapping[date, int]:
    statement = (
        select(column, func.count())
        .where(Request.closed_on.is_(None), condition, column >= days[0], column <= days[-1])
        .group_by(column)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _disputes_by_day(session: Session, days: tuple[date, ...]) -> Mapping[date, int]:
    """Open disputes by the day on which the period of the agency that presses most ends."""
    statement = (
        select(Dispute.next_due_on, func.count())
        .where(
            Dispute.closed_on.is_(None),
            Dispute.next_owner == ClockOwner.AGENCY,
            Dispute.next_due_on >= days[0],
            Dispute.next_due_on <= days[-1],
        )
        .group_by(Dispute.next_due_on)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _week_day(day: date, today: date, calendar: WorkingCalendar, due: int, ending: int, disputes: int) -> WeekDayView:
    what, pressing = calendar.day(day), _week_urgency(day, today)
    texts: list[str] = []
    urgency = Urgency.NORMAL
    if due:
        urgency = pressing[0]
        texts.append(f"{pressing[1]} {due}")
    if ending:
        urgency = urgency if due else Urgency.PAUSED
        texts.append(f"等候期满 {ending}")
    if not texts and not disputes and not what.working:
        texts.append(what.name or what.kind.label)
    return WeekDayView(
        on=day,
        label=f"{weekday_name(day)} {day.day}",
        working=what.working,
        text="、".join(texts),
        urgency=urgency,
        disputes=disputes,
        dispute_text=f"复议诉讼{pressing[1]} {disputes}" if disputes else "",
        dispute_urgency=pressing[0] if disputes else Urgency.NORMAL,
    )


def _week_urgency(day: date, today: date) -> tuple[Urgency, str]:
    if day < today:
        return Urgency.OVERDUE, "超期"
    if day == today:
        return Urgency.TODAY, "今日到期"
    return Urgency.SOON, "到期"


# -------------------------------------------------------------------------------------------------------------- months


def _months(session: Session, today: date) -> tuple[MonthBar, ...]:
    months = _last_months(today)
    first = date(*months[0], 1)
    received = _by_month(session, Request.received_on, first, today)
    replied = _by_month(session, Request.reply_effective_on, first, today)
    return tuple(
        [
            MonthBar(year=year, month=month, received=received[year, month], replied=replied[year, month])
            for year, month in months
        ]
    )


def _last_months(today: date) -> tuple[tuple[int, int], ...]:
    last = today.year * 12 + today.month - 1
    return tuple((place // 12, place % 12 + 1) for place in range(last - MONTHS_SHOWN + 1, last + 1))


def _by_month(session: Session, column: Any, first: date, last: date) -> Counter[tuple[int, int]]:
    year, month = extract("year", column), extract("month", column)
    statement = select(year, month, func.count()).where(column >= first, column <= last).group_by(year, month)
    return Counter({(int(row[0]), int(row[1])): row[2] for row in session.execute(statement)})

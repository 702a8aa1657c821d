"""风险: what the head of the office has to see today, from the very functions that the lists and the 工作台 use."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casework.case_list import WAITING_FOR, rows_in
from casework.date_wording import month_day
from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_counters
from casework.document_list import document_ids
from casework.document_list_views import DocumentFilter, DocumentSegment
from casework.figure_filter import FigureFilter
from casework.office import Office
from casework.risk_views import RiskCase, RiskGroup, RiskLevel, RiskLine, RiskView
from casework.risk_year import annual_lines
from casework.statistics import asked_in, periods
from casework.statistics_counts import Asked, pending
from casework.statistics_people import NOBODY, person_loads
from casework.views import CaseFilter, CounterView
from casework.worklist import counters_in
from law.dispute_terms import DisputeEventKind
from law.terms import ClockStatus, EventKind, Urgency
from models import DisputeEvent, Event, Request
from reports.statistics import CROWDED_LEAST, CROWDED_TIMES, crowded

__all__ = ["risk"]

_NAMED: Final = 3
_LEVELS: Final = {
    Urgency.OVERDUE: RiskLevel.OVER,
    Urgency.TODAY: RiskLevel.TODAY,
    Urgency.SOON: RiskLevel.SOON,
    Urgency.PAUSED: RiskLevel.STOPPED,
}
_PRESSING: Final = (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON)
_STOPPED: Final = (ClockStatus.PAUSED, ClockStatus.AWAITING_CORRECTION, ClockStatus.AWAITING_PAYMENT)
_DISPUTE_LINES: Final = (("overdue", RiskLevel.OVER), ("urgent", RiskLevel.TODAY), ("answer", RiskLevel.SOON))
_LOOK_AHEAD_DAYS: Final = 60
_NO_BACKUP: Final = "程序没有备份记录，请按规定备份并试恢复"


def risk(office: Office, *, today: date) -> RiskView:
    """The risk page as of ``today``."""
    with office.reading() as session:
        asked = asked_in(office, session, periods(today)[0], today)
        counters = {one.key: one for one in counters_in(session, asked.bounds)}
        groups = [
            _deadlines(asked, counters),
            _stopped(asked),
            _overrides(session, today),
            _people(asked),
            _calendar(office, asked),
        ]
    proof = _proof(office, counters, today)
    return RiskView(today=today, groups=(groups[0], proof, groups[1], _disputes(office, today), *groups[2:]))


# ----------------------------------------------------------------------------------------------------------- deadlines


def _deadlines(asked: Asked, counters: Mapping[str, CounterView]) -> RiskGroup:
    """The counters of the 工作台, with the first requests of each."""
    lines = tuple(_counter_line(asked, counters[urgency.value]) for urgency in _PRESSING)
    return RiskGroup(key="deadlines", title="答复期限", note="在办件，与工作台同一口径", lines=lines)


def _counter_line(asked: Asked, counter: CounterView) -> RiskLine:
    level = _LEVELS[counter.urgency] if counter.count else RiskLevel.FINE
    return RiskLine(
        key=counter.key,
        label=counter.label,
        text=f"{counter.count:,}",
        detail=counter.detail,
        level=level,
        count=counter.count,
        opens=counter.filter if counter.count else None,
        cases=_first(asked, counter.filter) if counter.count else (),
    )


def _first(asked: Asked, wanted: CaseFilter) -> tuple[RiskCase, ...]:
    """The first requests of a list, with who handles them."""
    ids = asked.first_ids(wanted, _NAMED)
    people = asked.session.execute(select(Request.id, Request.handler).where(Request.id.in_(ids)))
    handlers = {row.id: row.handler for row in people}
    return tuple(
        RiskCase(
            request_id=row.id,
            number=row.registration_number,
            text=f"{row.title}　{handlers.get(row.id) or NOBODY}　{row.status_text}",
        )
        for row in rows_in(asked.session, ids, asked.bounds, asked.bounds.calendar)
    )


# ------------------------------------------------------------------------------------------------------------- stopped


def _stopped(asked: Asked) -> RiskGroup:
    """Why the clock stands, by the urgency of the lists; what waited in vain is our turn again."""
    lines = []
    for status in _STOPPED:
        words = f"停算，{WAITING_FOR[status]}"
        wanted = CaseFilter(
            open_only=True,
            urgency=Urgency.PAUSED,
            sort="urgency",
            figure=FigureFilter(words=words, kind=None, clock=status),
        )
        lines.append(_counted(asked, f"stopped_{status.value}", WAITING_FOR[status], wanted, RiskLevel.STOPPED))
    lapsed = CaseFilter(open_only=True, figure=FigureFilter(words="补正、缴费期满待处理", kind=None, lapsed=True))
    lines.append(
        _counted(asked, "lapsed", "补正、缴费期满待处理", lapsed, RiskLevel.SOON, detail="等候期已过，轮到本机关处理")
    )
    return RiskGroup(key="stopped", title="停算", note="期限不走的件和原因", lines=tuple(lines))


def _counted(asked: Asked, key: str, label: str, wanted: CaseFilter, level: RiskLevel, detail: str = "") -> RiskLine:
    number = asked.count(wanted)
    first = asked.session.scalar(_earliest_wait(asked, wanted)) if number and not detail else None
    until = f"最早等到 {month_day(first, asked.today)}" if first is not None else "" if number else "无"
    return RiskLine(
        key=key,
        label=label,
        text=f"{number:,}",
        detail=(detail or until) if number else "无",
        level=level if number else RiskLevel.FINE,
        count=number,
        opens=wanted if number else None,
    )


def _earliest_wait(asked: Asked, wanted: CaseFilter) -> Select[tuple[date | None]]:
    return select(func.min(Request.waiting_until)).where(*asked.conditions(wanted))


# --------------------------------------------------------------------------------------------------------------- proof


def _proof(office: Office, counters: Mapping[str, CounterView], today: date) -> RiskGroup:
    """Letters on their way without proof of service, as the place 文书 counts them."""
    wanted = DocumentFilter(segment=DocumentSegment.TO_PROVE)
    ids = document_ids(office, wanted, "", today=today)
    dispatched = counters["dispatched"]
    lines = (
        RiskLine(
            key="to_prove",
            label="已寄出，无送达凭证",
            text=f"{len(ids):,}",
            detail=_oldest(office, ids, today) if ids else "无",
            level=RiskLevel.SOON if ids else RiskLevel.FINE,
            count=len(ids),
            opens=wanted if ids else None,
        ),
        RiskLine(
            key="dispatched",
            label="已答复、待送达的件",
            text=f"{dispatched.count:,}",
            detail=dispatched.detail,
            level=RiskLevel.SOON if dispatched.count else RiskLevel.FINE,
            count=dispatched.count,
            opens=dispatched.filter if dispatched.count else None,
        ),
    )
    return RiskGroup(key="proof", title="送达凭证", note="文书数；待送达按办件数", lines=lines)


def _oldest(office: Office, ids: tuple[int, ...], today: date) -> str:
    with office.reading() as session:
        sent = select(Event.document_id, Event.on).where(Event.kind == EventKind.DOCUMENT_DISPATCHED)
        wanted = frozenset(ids)
        days = [on for document_id, on in session.execute(sent) if document_id in wanted and on is not None]
    return f"最早 {month_day(min(days), today)}寄出，已 {(today - min(days)).days} 日" if days else ""


# ------------------------------------------------------------------------------------------------------------ disputes


def _disputes(office: Office, today: date) -> RiskGroup:
    """The counters above the list of disputes."""
    counters = {one.key: one for one in dispute_counters(office, today=today)}
    lines = tuple(
        RiskLine(
            key=f"dispute_{key}",
            label=counters[key].label,
            text=f"{counters[key].count:,}",
            detail=counters[key].detail if counters[key].count else "无",
            level=level if counters[key].count else RiskLevel.FINE,
            count=counters[key].count,
            opens=counters[key].filter if counters[key].count else None,
        )
        for key, level in _DISPUTE_LINES
    )
    return RiskGroup(key="disputes", title="复议诉讼", note="本机关的期限", lines=lines)


# ----------------------------------------------------------------------------------------------------------- overrides


def _overrides(session: Session, today: date) -> RiskGroup:
    """What the head let pass this month although the checks objected, and what was registered against a warning."""
    first = today.replace(day=1)
    month = f"{today.year}年{today.month}月"
    passed = _requests_with(session, EventKind.FINDING_OVERRIDDEN, first, today)
    registered = tuple(_registered_anyway(session, first, today))
    in_disputes = _disputes_with(session, first, today)
    lines = (
        _among("overridden", "文书检查结果放行", passed, f"{month}放行检查结果的件"),
        _among("registered_anyway", "登记时放行提示", registered, f"{month}登记时放行提示的件"),
        RiskLine(
            key="overridden_disputes",
            label="复议诉讼文书放行",
            text=f"{len(in_disputes):,}",
            detail="" if in_disputes else "无",
            level=RiskLevel.SOON if in_disputes else RiskLevel.FINE,
            count=len(in_disputes),
            opens=DisputeFilter(among=in_disputes, among_words=f"{month}放行检查结果的案件", open_only=False)
            if in_disputes
            else None,
        ),
    )
    return RiskGroup(key="overrides", title="本月放行", note="写了理由而放行的，件数", lines=lines)


def _requests_with(session: Session, kind: EventKind, first: date, last: date) -> tuple[int, ...]:
    statement = (
        select(Event.request_id)
        .where(Event.kind == kind, Event.on >= first, Event.on <= last)
        .distinct()
        .order_by(Event.request_id)
    )
    return tuple(session.scalars(statement))


def _registered_anyway(session: Session, first: date, last: date) -> Iterator[int]:
    statement = (
        select(Event.request_id, Event.payload)
        .where(Event.kind == EventKind.REGISTERED, Event.on >= first, Event.on <= last)
        .order_by(Event.request_id)
    )
    for request_id, payload in session.execute(statement):
        if payload.get("overrides"):
            yield request_id


def _disputes_with(session: Session, first: date, last: date) -> tuple[int, ...]:
    statement = (
        select(DisputeEvent.dispute_id)
        .where(
            DisputeEvent.kind == DisputeEventKind.FINDING_OVERRIDDEN,
            DisputeEvent.on >= first,
            DisputeEvent.on <= last,
        )
        .distinct()
        .order_by(DisputeEvent.dispute_id)
    )
    return tuple(session.scalars(statement))


def _among(key: str, label: str, ids: tuple[int, ...], words: str) -> RiskLine:
    return RiskLine(
        key=key,
        label=label,
        text=f"{len(ids):,}",
        detail="" if ids else "无",
        level=RiskLevel.SOON if ids else RiskLevel.FINE,
        count=len(ids),
        opens=CaseFilter(among=ids, among_words=words, sort="received", descending=True) if ids else None,
    )


# -------------------------------------------------------------------------------------------------------------- people


def _people(asked: Asked) -> RiskGroup:
    """Who has too much; the measure is said with the number."""
    loads = {who: number for who, number in person_loads(asked).items() if who}
    most = max(loads.values(), default=0)
    lines = []
    for who in sorted(crowded(loads), key=lambda one: -loads[one]):
        opens = pending(asked.today, handler=who, words=f"{who}未办结")
        lines.append(_counted(asked, f"crowded_{who}", who, opens, RiskLevel.SOON, detail=f"人均 {_mean(loads)} 件"))
    if not lines:
        said = f"最多的一人 {most} 件，人均 {_mean(loads)} 件" if loads else "没有指定承办人的在办件"
        lines.append(
            RiskLine(key="nobody_crowded", label="没有人明显偏多", text="0", detail=said, level=RiskLevel.FINE)
        )
    measure = f"未办结 {CROWDED_LEAST} 件以上且超过人均 {CROWDED_TIMES} 倍"
    return RiskGroup(key="people", title="承办人在办过多", note=measure, lines=tuple(lines))


def _mean(loads: Mapping[str, int]) -> str:
    return f"{sum(loads.values()) / len(loads):.1f}" if loads else "0"


# ------------------------------------------------------------------------------------------------- calendar and backup


def _calendar(office: Office, asked: Asked) -> RiskGroup:
    """The annual report, how far the holidays are known, what rests on estimates, and whether the data are safe."""
    horizon, today = asked.bounds.calendar.horizon, asked.today
    left = (horizon - today).days
    level = RiskLevel.OVER if left < 0 else RiskLevel.SOON if left <= _LOOK_AHEAD_DAYS else RiskLevel.FINE
    estimated = CaseFilter(
        open_only=True, sort="due", figure=FigureFilter(words="截止日暂定的件", kind=None, provisional=True)
    )
    lines = (
        *annual_lines(office, asked.session, today),
        RiskLine(
            key="horizon",
            label="放假通知截至",
            text=f"{horizon.year}年",
            detail=f"{horizon.year + 1}年通知未导入，其后的日期为暂定",
            level=level,
        ),
        _counted(asked, "provisional", "截止日暂定的在办件", estimated, RiskLevel.UNKNOWN, detail="导入通知后确定"),
        RiskLine(key="backup", label="最近一次验证过的备份", text="—", detail=_NO_BACKUP, level=RiskLevel.UNKNOWN),
    )
    return RiskGroup(key="calendar", title="日历与备份", note="", lines=lines)

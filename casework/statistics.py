"""统计: the figures on top and one chart after the other, over any period, beside the same days of the year before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from casework.case_list import bounds_of
from casework.figure_filter import TimeJudged
from casework.office import Office
from casework.statistics_charts import (
    annual_row_chart,
    days_chart,
    months_chart,
    on_time_chart,
    outcome_chart,
    slack_chart,
)
from casework.statistics_counts import Asked, Span, by_judgement, figure, finished, pending, received
from casework.statistics_people import (
    all_refs,
    applicant_chart,
    channel_chart,
    dispute_chart,
    dispute_counts,
    dispute_figure,
    frequent_chart,
    workload_chart,
)
from casework.statistics_views import ChartView, Figure, Period, SummaryView
from law.errors import UserError
from law.terms import Term
from models import Request
from reports.statistics import change_text, period_between, points_text, share_text, standard_periods

__all__ = ["CHARTS", "ChartKey", "chart", "free_period", "periods", "summary"]


class ChartKey(Term):
    """The charts in their order on the page."""

    MONTHS = "months", "收到与办结"
    ON_TIME = "on_time", "按期率"
    DAYS = "days", "办理用时"
    SLACK = "slack", "在办余量"
    OUTCOMES = "outcomes", "处理结果"
    ANNUAL_ROWS = "annual_rows", "年报表三各行"
    CHANNELS = "channels", "收件渠道"
    APPLICANTS = "applicants", "申请人类别"
    FREQUENT = "frequent", "申请较多的申请人"
    DISPUTES = "disputes", "复议诉讼结果"
    WORKLOAD = "workload", "承办人工作量"


CHARTS: Final = tuple(ChartKey)
_BUILDERS: Final[Mapping[ChartKey, Callable[[Asked], ChartView]]] = {
    ChartKey.MONTHS: months_chart,
    ChartKey.ON_TIME: on_time_chart,
    ChartKey.DAYS: days_chart,
    ChartKey.SLACK: slack_chart,
    ChartKey.OUTCOMES: outcome_chart,
    ChartKey.ANNUAL_ROWS: annual_row_chart,
    ChartKey.CHANNELS: channel_chart,
    ChartKey.APPLICANTS: applicant_chart,
    ChartKey.FREQUENT: frequent_chart,
    ChartKey.WORKLOAD: workload_chart,
}


def periods(today: date) -> tuple[Period, ...]:
    """What people choose from: this and last year, quarter, month."""
    return standard_periods(today)


def free_period(since: date | None, until: date | None, *, today: date) -> Period:
    """A period between two days that a person typed.

    Raises:
        UserError: ``period_incomplete``, ``period_backwards``, ``period_in_future``.
    """
    if since is None or until is None:
        field = "since" if since is None else "until"
        raise UserError("period_incomplete", "统计时段没有填全", "", "填写起始日和截止日", field=field)
    if until < since:
        raise UserError("period_backwards", "截止日早于起始日", "", "把两个日期对调或改正", field="until")
    if since > today:
        raise UserError("period_in_future", "起始日晚于今天，还没有数字", "", "选一个已经开始的时段", field="since")
    return period_between(since, min(until, today))


def chart(office: Office, key: ChartKey, period: Period, *, today: date) -> ChartView:
    """One chart over a period.

    Args:
        office: the office.
        key: which.
        period: of the figures; what stands open today (``slack``) is counted today, whatever the period.
        today: the day of the question.
    """
    if key is ChartKey.DISPUTES:
        return dispute_chart(office, period)
    with office.reading() as session:
        return _BUILDERS[key](asked_in(office, session, period, today))


def asked_in(office: Office, session: Session, period: Period, today: date) -> Asked:
    """A question inside a reading transaction."""
    return Asked(office=office, session=session, period=period, today=today, bounds=bounds_of(office, session, today))


# ------------------------------------------------------------------------------------------------------ figures on top


def summary(office: Office, period: Period, *, today: date) -> tuple[SummaryView, ...]:
    """Received, finished, in time, late, carried over and disputes, each with the change to the year before."""
    with office.reading() as session:
        asked = asked_in(office, session, period, today)
        found = (*_flow(asked), *_in_time(asked), _carried_over(asked))
    return (*found, _disputes(office, period))


def _flow(asked: Asked) -> tuple[SummaryView, ...]:
    came = [sum(number for _, number in asked.received_by_day(span)) for span in (asked.now, asked.before)]
    went = [sum(number for _, number in asked.finished_by_day(span)) for span in (asked.now, asked.before)]
    days = (asked.period.days, asked.period.before_days)
    carried = asked.count(pending(date.fromordinal(asked.period.since.toordinal() - 1)))
    return (
        _counted(
            "received",
            "收到申请",
            [figure(came[at], f"{days[at]}收到", received(span)) for at, span in enumerate((asked.now, asked.before))],
            f"期初结转 {carried:,} 件",
        ),
        _counted(
            "finished",
            "办结",
            [figure(went[at], f"{days[at]}办结", finished(span)) for at, span in enumerate((asked.now, asked.before))],
            "答复、撤回等",
        ),
    )


def _counted(key: str, label: str, figures: list[Figure], detail: str) -> SummaryView:
    return SummaryView(
        key=key,
        label=label,
        figure=figures[0],
        detail=detail,
        before=figures[1],
        change=change_text(figures[0].value, figures[1].value),
    )


def _in_time(asked: Asked) -> tuple[SummaryView, ...]:
    counts = [by_judgement(asked.finished_groups(span, Request.on_time)) for span in (asked.now, asked.before)]
    good = [one.get(TimeJudged.ON_TIME, 0) for one in counts]
    late = [one.get(TimeJudged.LATE, 0) for one in counts]
    days = (asked.period.days, asked.period.before_days)
    spans: tuple[Span, ...] = (asked.now, asked.before)
    rates = [
        figure(
            good[at],
            f"{days[at]}按期答复",
            finished(span, judged=TimeJudged.ON_TIME),
            text=share_text(good[at], good[at] + late[at]),
        )
        for at, span in enumerate(spans)
    ]
    lates = [
        figure(late[at], f"{days[at]}逾期答复", finished(span, judged=TimeJudged.LATE)) for at, span in enumerate(spans)
    ]
    rate = SummaryView(
        key="on_time",
        label="按期率",
        figure=rates[0],
        detail=f"{good[0] + late[0]:,} 件已判定答复中按期 {good[0]:,} 件",
        before=rates[1] if good[1] + late[1] else None,
        change=points_text((good[0], good[0] + late[0]), (good[1], good[1] + late[1])),
    )
    unjudged = counts[0].get(None, 0)
    detail = f"另有 {unjudged:,} 件不判定" if unjudged else "晚于期限的答复"
    return rate, _counted("late", "逾期答复", lates, detail)


def _carried_over(asked: Asked) -> SummaryView:
    last = min(asked.period.until, asked.today)
    figures = []
    for day in (last, asked.period.before_until):
        wanted = pending(day)
        figures.append(figure(asked.count(wanted), f"{day.year}年{day.month}月{day.day}日未办结", wanted))
    return _counted("carried", "期末未办结", figures, f"截至{last.year}年{last.month}月{last.day}日")


def _disputes(office: Office, period: Period) -> SummaryView:
    """Disputes as table four counts them; where the law lays down no column for an old result, that is said."""
    try:
        now, before = dispute_counts(office, period)
    except UserError as error:
        none = Figure(value=0, said=error.sentence, text="—", level=0.0, opens=None)
        return SummaryView(
            key="disputes", label="复议诉讼", figure=none, detail=error.sentence, before=None, change="无法归列"
        )
    figures = [
        dispute_figure(all_refs(counts), f"{days}的复议诉讼")
        for counts, days in ((now, period.days), (before, period.before_days))
    ]
    pending_now = sum(cells.numbers[-2] for cells in (now.reconsideration, now.direct, now.after))
    return _counted("disputes", "复议诉讼", figures, f"尚未审结 {pending_now:,} 件，含上年结转")

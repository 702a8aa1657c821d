"""Charts of the course of the work: months, outcomes, rows of the annual report, on time, days used, days left."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select

from casework.figure_filter import FigureFilter, TimeJudged
from casework.figure_statements import legal_day, raw_rows, running_clause
from casework.statistics_counts import (
    Asked,
    Span,
    by_judgement,
    figure,
    finished,
    largest_part,
    received,
    spans_of,
)
from casework.statistics_views import ChartForm, ChartRow, ChartView, Figure, Series, SeriesRole
from casework.views import CaseFilter
from law.annual_rows import annual_rows
from law.outcomes import annual_row
from law.terms import Outcome, Urgency
from models import Request
from reports.statistics import DAY_BINS, SLACK_BINS, DayBin, Distribution, by_month, distribution, share_text

__all__ = ["annual_row_chart", "days_chart", "months_chart", "on_time_chart", "outcome_chart", "slack_chart"]

_OUTCOMES = tuple(Outcome)
_COUNTED = (Series(label="办结", role=SeriesRole.MAIN),)


def span_words(span: Span) -> str:
    """A month, or the part of it that the period holds: 2026年11月, 2026年11月1日至23日."""
    first, last = span
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole:
        return f"{first.year}年{first.month}月"
    return f"{first.year}年{first.month}月{first.day}日至{last.day}日"


def period_words(asked: Asked, *, before: bool = False) -> str:
    """The days of the period, or of the year before, in words."""
    return asked.period.before_days if before else asked.period.days


# -------------------------------------------------------------------------------------------------------------- months


def months_chart(asked: Asked) -> ChartView:
    """Received and finished in each month, with the year before."""
    period = asked.period
    now, before = spans_of(period), spans_of(period, before=True)
    rows = []
    numbers = {
        (kind, late): by_month(counts(span), [(one.year, one.month) for one, _ in spans])
        for late, span, spans in ((False, asked.now, now), (True, asked.before, before))
        for kind, counts in (("received", asked.received_by_day), ("finished", asked.finished_by_day))
    }
    for at, (year, month) in enumerate(period.months):
        rows.append(
            ChartRow(
                label=f"{year}年{month}月",
                brief=f"{month}月",
                figures=_month_figures(now[at], numbers["received", False][at], numbers["finished", False][at]),
                before=_month_figures(before[at], numbers["received", True][at], numbers["finished", True][at]),
            )
        )
    came, went = sum(numbers["received", False]), sum(numbers["finished", False])
    return ChartView(
        key="months",
        title="收到与办结",
        note="按月，件",
        form=ChartForm.GROUPED,
        series=(Series(label="收到", role=SeriesRole.MAIN), Series(label="办结", role=SeriesRole.SECOND)),
        rows=tuple(rows),
        period=period,
        lead=f"收到 {came:,} 件，办结 {went:,} 件。",
    )


def _month_figures(span: Span, came: int, went: int) -> tuple[Figure, ...]:
    words = span_words(span)
    return figure(came, f"{words}收到", received(span)), figure(went, f"{words}办结", finished(span))


# ------------------------------------------------------------------------------------------------------------ outcomes


def outcome_chart(asked: Asked) -> ChartView:
    """What was finished, by outcome; the most frequent first."""
    now, before = _by_outcome(asked, asked.now), _by_outcome(asked, asked.before)
    order = [*_OUTCOMES, None]
    seen = sorted(
        (one for one in order if now[one] or before[one]), key=lambda one: (-now[one], -before[one], order.index(one))
    )
    rows = [_outcome_row(asked, (one,), one.label if one else "未登记结果", now, before) for one in seen]
    return ChartView(
        key="outcomes",
        title="处理结果",
        note="办结件，按结果",
        form=ChartForm.BARS,
        series=_COUNTED,
        rows=tuple(rows),
        period=asked.period,
        lead=largest_part(rows, sum(now.values())),
    )


def annual_row_chart(asked: Asked) -> ChartView:
    """What was finished, by the row of the annual report in which it counts, in the order of the form."""
    policies = asked.office.policies(min(asked.period.until, asked.today), asked.session)
    members: dict[str, list[Outcome | None]] = {}
    for one in _OUTCOMES:
        members.setdefault(annual_row(one, policies).key, []).append(one)
    # Closed by hand without an outcome counts with the last row, as in the annual report.
    members[annual_row(Outcome.OTHER, policies).key].append(None)
    now, before = _by_outcome(asked, asked.now), _by_outcome(asked, asked.before)
    rows = [
        _outcome_row(asked, tuple(members[key]), row.title, now, before)
        for key, row in annual_rows().items()
        if any(now[one] or before[one] for one in members.get(key, ()))
    ]
    return ChartView(
        key="annual_rows",
        title="年报表三各行",
        note="办结件，按表三“本年度办理结果”的行",
        form=ChartForm.BARS,
        series=_COUNTED,
        rows=tuple(rows),
        period=asked.period,
        lead=largest_part(rows, sum(now.values())),
    )


def _by_outcome(asked: Asked, span: Span) -> Counter[Outcome | None]:
    found: Counter[Outcome | None] = Counter()
    for outcome, number in asked.finished_groups(span, Request.outcome):
        found[outcome] += number
    return found


def _outcome_row(
    asked: Asked,
    members: tuple[Outcome | None, ...],
    label: str,
    now: Mapping[Outcome | None, int],
    before: Mapping[Outcome | None, int],
) -> ChartRow:
    def counted(counts: Mapping[Outcome | None, int], span: Span, words: str) -> Figure:
        number = sum(counts.get(one, 0) for one in members)
        return figure(number, f"{words}办结，{label}", finished(span, outcomes=members))

    return ChartRow(
        label=label,
        figures=(counted(now, asked.now, period_words(asked)),),
        before=(counted(before, asked.before, period_words(asked, before=True)),),
    )


# ------------------------------------------------------------------------------------------------------------- on time


def on_time_chart(asked: Asked) -> ChartView:
    """The share of replies made in time, of all replies that were judged, by month."""
    now, before = _judged_by_month(asked, asked.now), _judged_by_month(asked, asked.before)
    spans, earlier = spans_of(asked.period), spans_of(asked.period, before=True)
    rows = [
        ChartRow(
            label=f"{year}年{month}月",
            brief=f"{month}月",
            figures=(_rate(spans[at], now),),
            before=(_rate(earlier[at], before),),
        )
        for at, (year, month) in enumerate(asked.period.months)
    ]
    total: Counter[TimeJudged | None] = Counter()
    for one in now.values():
        total.update(one)
    judged = total[TimeJudged.ON_TIME] + total[TimeJudged.LATE]
    share = share_text(total[TimeJudged.ON_TIME], judged)
    return ChartView(
        key="on_time",
        title="按期率",
        note="按期答复占已判定答复的比例，按月",
        form=ChartForm.LINE,
        series=(Series(label="按期率", role=SeriesRole.MAIN),),
        rows=tuple(rows),
        period=asked.period,
        percent=True,
        lead=f"按期 {total[TimeJudged.ON_TIME]:,} 件、逾期 {total[TimeJudged.LATE]:,} 件，按期率 {share}。"
        if judged
        else "",
    )


_ByMonth = Mapping[tuple[int, int], Counter[TimeJudged | None]]


def _judged_by_month(asked: Asked, span: Span) -> _ByMonth:
    found: dict[tuple[int, int], Counter[TimeJudged | None]] = {}
    for day, on_time, number in asked.finished_groups(span, Request.on_time, by_day=True):
        month = found.setdefault((day.year, day.month), Counter())
        month.update(by_judgement(iter([(on_time, number)])))
    return found


def _rate(span: Span, months: _ByMonth) -> Figure | None:
    counts = months.get((span[0].year, span[0].month), Counter())
    judged = counts[TimeJudged.ON_TIME] + counts[TimeJudged.LATE]
    if not judged:
        return None
    part = counts[TimeJudged.ON_TIME]
    return figure(
        part,
        f"{span_words(span)}按期答复",
        finished(span, judged=TimeJudged.ON_TIME),
        text=share_text(part, judged),
        level=100 * part / judged,
    )


# ----------------------------------------------------------------------------------------------------------- days used


def days_chart(asked: Asked) -> ChartView:
    """How many working days of their period the replies used."""
    now, before = (distribution(asked.days_used_counts(span)) for span in (asked.now, asked.before))
    rows = [
        ChartRow(
            label=f"{one.label} 个工作日",
            brief=one.label,
            figures=(_used(one, now, asked.now, period_words(asked)),),
            before=(_used(one, before, asked.before, period_words(asked, before=True)),),
        )
        for one in DAY_BINS
        if one.first <= max(now.longest or 0, before.longest or 0)
    ]
    return ChartView(
        key="days",
        title="办理用时",
        note="答复用去的工作日，不含停算",
        form=ChartForm.HISTOGRAM,
        series=(Series(label="答复", role=SeriesRole.MAIN),),
        rows=tuple(rows),
        period=asked.period,
        lead=_spread(now, before),
    )


def _used(one: DayBin, spread: Distribution, span: Span, words: str) -> Figure:
    opens = finished(span, days_first=one.first, days_last=one.last)
    return figure(spread.within(one), f"{words}答复，用时 {one.label} 个工作日", opens)


def _spread(now: Distribution, before: Distribution) -> str:
    if now.median is None:
        return ""
    said = f"中位数 {now.median} 个工作日，九成在 {now.nine_tenths} 个以内，最长 {now.longest} 个"
    if before.median is None:
        return f"{said}。"
    return f"{said}；去年同期中位数 {before.median} 个，九成 {before.nine_tenths} 个以内。"


# ----------------------------------------------------------------------------------------------------------- days left


def slack_chart(asked: Asked) -> ChartView:
    """Open requests by the working days that are left, as of today; the ones whose period stands still apart."""
    today, add = asked.today, asked.bounds.calendar.add_workdays
    due_days = _running_by_due(asked)
    tomorrow = add(today, 1)
    day = timedelta(days=1)
    rows = [
        _slack_row("已超期", due_days, None, today - day),
        _slack_row("今日到期", due_days, today, tomorrow - day),
    ]
    for one in SLACK_BINS:
        last = None if one.last is None else add(today, one.last + 1) - day
        rows.append(_slack_row(f"剩 {one.label} 个工作日", due_days, add(today, one.first), last, one.label))
    rows += list(_standing(asked))
    return ChartView(
        key="slack",
        title="在办余量",
        note="今天在办的件，按剩余工作日",
        form=ChartForm.BARS,
        series=(Series(label="在办", role=SeriesRole.OPEN),),
        rows=tuple(rows),
        period=asked.period,
        lead=f"期限在走的 {sum(due_days.values()):,} 件。含更正信息的申请。",
        as_of=True,
    )


def _running_by_due(asked: Asked) -> Mapping[date, int]:
    due = Request.due_on
    statement = select(due, func.count()).where(running_clause(asked.today)).group_by(due)
    return {legal_day(one): number for one, number in raw_rows(asked.session, statement)}


def _slack_row(
    label: str, due_days: Mapping[date, int], first: date | None, last: date | None, brief: str = ""
) -> ChartRow:
    number = sum(count for day, count in due_days.items() if (first or day) <= day <= (last or day))
    opens = CaseFilter(
        open_only=True,
        due_from=first,
        due_to=last,
        sort="due",
        figure=FigureFilter(words="", kind=None, running=True),
    )
    return ChartRow(label=label, brief=brief or label.removesuffix("到期"), figures=(figure(number, label, opens),))


def _standing(asked: Asked) -> Iterable[ChartRow]:
    """What no clock counts today."""
    every = FigureFilter(words="", kind=None)
    for label, brief, opens in (
        ("补正、缴费期满待处理", "期满", CaseFilter(open_only=True, figure=replace(every, lapsed=True))),
        ("停算中", "停算", CaseFilter(open_only=True, urgency=Urgency.PAUSED, sort="urgency", figure=every)),
        ("待确认收到", "待确认", CaseFilter(open_only=True, urgency=Urgency.WAITING, figure=every)),
    ):
        yield ChartRow(label=label, brief=brief, figures=(figure(asked.count(opens), label, opens),))

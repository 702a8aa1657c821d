"""Counts for the statistics: aggregates over the cached columns, each by the conditions that its list uses."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from casework.case_list import count_in
from casework.days_used import days_used, period_days
from casework.figure_filter import FigureFilter, TimeJudged
from casework.figure_statements import finished_branches, legal_day, plain_conditions, raw_rows
from casework.list_statements import bare_ids, conditions, select_ids
from casework.office import Office
from casework.statistics_views import ChartRow, Figure, Period
from casework.urgency import UrgencyBounds
from casework.views import CaseFilter
from law.terms import RequestKind
from models import Request
from reports.statistics import share_text

__all__ = ["Asked", "Span", "figure", "finished", "largest_part", "received", "spans_of"]

Span = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the statistics inside one reading transaction."""

    office: Office
    session: Session
    period: Period
    today: date
    bounds: UrgencyBounds

    @property
    def now(self) -> Span:
        """First and last day of the period."""
        return self.period.since, self.period.until

    @property
    def before(self) -> Span:
        """The same days a year before."""
        return self.period.before_since, self.period.before_until

    def count(self, wanted: CaseFilter) -> int:
        """How many requests a filter lets through, as the list counts them."""
        return count_in(self.session, wanted, self.bounds)

    def conditions(self, wanted: CaseFilter) -> list[ColumnElement[bool]]:
        """What a request must be to be let through by a filter."""
        return conditions(self.session, wanted, self.bounds)

    def first_ids(self, wanted: CaseFilter, limit: int) -> tuple[int, ...]:
        """The first requests of a list."""
        found: list[int] = []
        for statement in select_ids(self.session, wanted, self.bounds):
            found += bare_ids(self.session, statement.limit(limit - len(found)))
        return tuple(found)

    # ------------------------------------------------------------------ aggregates

    def received_by_day(self, span: Span) -> list[tuple[date, int]]:
        """Requests received on each day."""
        day = Request.received_on
        statement = (
            select(day, func.count())
            .where(Request.kind == RequestKind.DISCLOSURE, day >= span[0], day <= span[1])
            .group_by(day)
        )
        return [(legal_day(one), number) for one, number in raw_rows(self.session, statement)]

    def finished_groups(self, span: Span, *columns: Any, by_day: bool = False) -> Iterator[tuple[Any, ...]]:
        """Requests finished in a period, grouped: the day (if asked), the columns, how many."""
        within = finished_span(span)
        plain = plain_conditions(within, self.today)
        for day, branch in finished_branches(within):
            keys = (day, *columns) if by_day else columns
            statement = select(*keys, func.count()).where(*plain, *branch).group_by(*keys)
            yield from (tuple(row) for row in self.session.execute(statement))

    def finished_by_day(self, span: Span) -> list[tuple[date, int]]:
        """Requests finished on each day."""
        return [(day, number) for day, number in self.finished_groups(span, by_day=True)]

    def days_used_counts(self, span: Span) -> Mapping[int, int]:
        """How many judged replies of a period used how many working days."""
        columns = (Request.reply_effective_on, Request.due_on, Request.received_on, Request.extension_days)
        judged = (Request.on_time.is_not(None), Request.due_on.is_not(None), Request.received_on.is_not(None))
        plain = plain_conditions(FigureFilter(words=""), self.today)
        between = (columns[0] >= span[0], columns[0] <= span[1])
        statement = select(*columns, func.count()).where(*plain, *judged, *between).group_by(*columns)
        found: Counter[int] = Counter()
        for replied, due, received_on, extension, number in raw_rows(self.session, statement):
            total = period_days(legal_day(received_on), extension)
            found[days_used(total, legal_day(replied), legal_day(due), self.bounds.calendar)] += number
        return found


# ------------------------------------------------------------------------------------------------------------ figures


def finished_span(span: Span, words: str = "") -> FigureFilter:
    """What was finished in a period."""
    return FigureFilter(words=words, finished_from=span[0], finished_to=span[1])


def figure(value: int, words: str, opens: CaseFilter, *, text: str = "", level: float | None = None) -> Figure:
    """A figure of requests; ``words`` name what it counts, in the chart and in the list that it opens."""
    named = replace(opens.figure or FigureFilter(words=words), words=words)
    said = f"{words} {value:,} 件" if not text else f"{words} {text}（{value:,} 件）"
    return Figure(
        value=value,
        said=said,
        text=text or f"{value:,}",
        level=float(value) if level is None else level,
        opens=replace(opens, figure=named) if value else None,
    )


def received(span: Span, **narrowed: Any) -> CaseFilter:
    """Requests received in a period; ``narrowed``: other fields of the filter."""
    base = FigureFilter(words="")
    return CaseFilter(received_from=span[0], received_to=span[1], sort="received", **{"figure": base, **narrowed})


def finished(span: Span, **narrowed: Any) -> CaseFilter:
    """Requests finished in a period; ``narrowed``: other fields of ``FigureFilter``."""
    return CaseFilter(figure=replace(finished_span(span), **narrowed), sort="received", descending=True)


def pending(day: date, **narrowed: Any) -> CaseFilter:
    """Requests received and not finished by the end of a day."""
    return CaseFilter(figure=FigureFilter(**{"words": "", "pending_at": day, **narrowed}), sort="received")


def largest_part(rows: Sequence[ChartRow], total: int) -> str:
    """The largest of the rows in words, with its share of ``total``; empty where everything is 0."""
    parts = [(row.figures[0].value, row.label) for row in rows if row.figures[0] is not None]
    most = max(parts, default=(0, ""), key=lambda one: one[0])
    return f"最多的是“{most[1]}”，占 {share_text(most[0], total)}。" if most[0] else ""


def spans_of(period: Period, *, before: bool = False) -> tuple[Span, ...]:
    """The months of a period, cut to its days; ``before``: those a year earlier."""
    since, until = (period.before_since, period.before_until) if before else (period.since, period.until)
    years = 1 if before else 0
    return tuple(_month_span(year - years, month, since, until) for year, month in period.months)


def _month_span(year: int, month: int, since: date, until: date) -> Span:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return max(first, since), min(date.fromordinal(following.toordinal() - 1), until)


def by_judgement(rows: Iterator[tuple[Any, ...]]) -> Mapping[TimeJudged | None, int]:
    """Counts of ``on_time`` by what they mean; None: not judged."""
    found: Counter[TimeJudged | None] = Counter()
    for on_time, number in rows:
        found[None if on_time is None else TimeJudged.ON_TIME if on_time else TimeJudged.LATE] += number
    return found

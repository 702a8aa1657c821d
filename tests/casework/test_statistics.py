"""Statistics on both engines: every figure beside a naive count, and beside the list that it opens."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework.applicant_family import decide_sameness
from casework.case_list import case_ids, case_rows
from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_ids
from casework.fee_drafts import SamenessDraft
from casework.office import Office, create_office
from casework.statistics import CHARTS, ChartKey, chart, free_period, periods, summary
from casework.statistics_views import ChartView, Figure, Period
from casework.views import CaseFilter
from law.errors import UserError
from law.outcomes import annual_row
from law.terms import ApplicantType, Channel, Outcome, Sameness, Urgency
from models import Applicant
from tests.casework.desk import Desk
from tests.casework.listed_cases import TODAY, add_listed
from tests.casework.offices import AGENCY
from tests.casework.statistics_office import Row, chance_office, disclosure, every_row, ids
from tests.casework.test_dispute_stories import not_existing
from tests.casework.test_lessons import decided

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
Views = Mapping[ChartKey, ChartView]
Rows = tuple[Row, ...]


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    opened = create_office(migrated_url, AGENCY, now=NOW, actor="王敏", today=TODAY)
    yield opened
    opened.close()


def every_period() -> tuple[Period, ...]:
    free = free_period(date(2025, 1, 17), date(2026, 10, 9), today=TODAY)
    return (*periods(TODAY), free)


def opened(office: Office, figure: Figure | None, today: date = TODAY) -> frozenset[int]:
    """What the list shows that a figure opens; its length is the number, always."""
    assert figure is not None
    if figure.opens is None:
        assert figure.value == 0, figure.said
        return frozenset()
    assert figure.value > 0, f"nothing to open: {figure.said}"
    assert figure.said.split(" ")[0], "every figure is told in words"
    if isinstance(figure.opens, DisputeFilter):
        found = dispute_ids(office, figure.opens, today=today)
    else:
        assert figure.opens.figure is None or figure.opens.figure.words, "the list names what it shows"
        found = case_ids(office, figure.opens, today=today)
    assert len(found) == len(set(found)) == figure.value, figure.said
    return frozenset(found)


def column(office: Office, view: ChartView, at: int = 0, *, before: bool = False) -> dict[str, frozenset[int]]:
    """The requests behind each row of a chart."""
    return {
        row.label: opened(office, figure)
        for row in view.rows
        if (figure := (row.before if before else row.figures)[at]) is not None
    }


def spans(period: Period) -> tuple[tuple[bool, date, date], ...]:
    return (False, period.since, period.until), (True, period.before_since, period.before_until)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_is_what_a_naive_count_counts(office: Office, seed: int) -> None:
    chance_office(office, seed)
    rows = disclosure(every_row(office))
    assert any(one.request.on_time is False for one in rows)
    for period in every_period():
        views = {key: chart(office, key, period, today=TODAY) for key in CHARTS}
        for before, since, until in spans(period):
            _by_month(office, views, rows, before=before, since=since, until=until)
            _by_kind(office, views, rows, before=before, since=since, until=until)
            _by_days(office, views, rows, before=before, since=since, until=until)
        _by_person(office, views, rows, period)
        _on_top(office, rows, period)


def _by_month(office: Office, views: Views, rows: Rows, *, before: bool, since: date, until: date) -> None:
    months = column(office, views[ChartKey.MONTHS], 0, before=before)
    done = column(office, views[ChartKey.MONTHS], 1, before=before)
    assert sum(map(len, months.values())) == len(ids(one for one in rows if one.received_in(since, until)))
    assert frozenset().union(*months.values()) == ids(one for one in rows if one.received_in(since, until))
    assert frozenset().union(*done.values()) == ids(one for one in rows if one.finished_in(since, until))
    for (label, found), (_, finished) in zip(months.items(), done.items(), strict=True):
        year, month = int(label[:4]) - before, int(label[5:-1])
        named = {one.request.id: one for one in rows}
        assert all(str(named[at].request.received_on).startswith(f"{year}-{month:02}-") for at in found)
        assert all((named[at].year, named[at].month) == (year, month) for at in finished)
    in_time = column(office, views[ChartKey.ON_TIME], before=before)
    good = ids(one for one in rows if one.finished_in(since, until) and one.request.on_time is True)
    assert frozenset().union(*in_time.values()) == good
    for row in views[ChartKey.ON_TIME].rows:
        rate = (row.before if before else row.figures)[0]
        month_rows = [
            one
            for one in rows
            if one.finished_in(since, until)
            and one.request.on_time is not None
            and f"{one.year + before}年{one.month}月" == row.label
        ]
        good_ones = sum(one.request.on_time is True for one in month_rows)
        assert (rate is None) == (not month_rows)
        assert rate is None or rate.level == pytest.approx(100 * good_ones / len(month_rows))


def _by_kind(office: Office, views: Views, rows: Rows, *, before: bool, since: date, until: date) -> None:
    received = [one for one in rows if one.received_in(since, until)]
    finished = [one for one in rows if one.finished_in(since, until)]
    channels = column(office, views[ChartKey.CHANNELS], before=before)
    for one in Channel:
        assert channels.get(one.label, frozenset()) == ids(row for row in received if row.channel is one)
    kinds = column(office, views[ChartKey.APPLICANTS], before=before)
    for kind in ApplicantType:
        assert kinds[kind.label] == ids(row for row in received if row.kind is kind)
    outcomes = column(office, views[ChartKey.OUTCOMES], before=before)
    for outcome in Outcome:
        wanted = ids(row for row in finished if row.request.outcome is outcome)
        assert outcomes.get(outcome.label, frozenset()) == wanted
    policies = office.policies(TODAY)
    lines = column(office, views[ChartKey.ANNUAL_ROWS], before=before)
    for title in {annual_row(one, policies).title for one in Outcome}:
        wanted = ids(
            row for row in finished if annual_row(row.request.outcome or Outcome.OTHER, policies).title == title
        )
        assert lines.get(title, frozenset()) == wanted
    assert sum(map(len, lines.values())) == len(finished), "each finished request stands in one row"


def _by_days(office: Office, views: Views, rows: Rows, *, before: bool, since: date, until: date) -> None:
    judged = {one.request.id: one.used(office) for one in rows if one.finished_in(since, until)}
    bars = column(office, views[ChartKey.DAYS], before=before)
    assert sum(map(len, bars.values())) == sum(days is not None for days in judged.values())
    for label, found in bars.items():
        first, last = label.split(" ")[0].replace("≥41", "41–9999").split("–")
        assert all(int(first) <= (judged[at] or 0) <= int(last) for at in found)


def _by_person(office: Office, views: Views, rows: Rows, period: Period) -> None:
    last = min(period.until, TODAY)
    view = views[ChartKey.WORKLOAD]
    loads, good, late = (column(office, view, at) for at in range(3))
    for who in {one.request.handler for one in rows}:
        mine = [one for one in rows if one.request.handler == who]
        name = who or "未指定"
        done = [one for one in mine if one.finished_in(period.since, period.until)]
        assert loads.get(name, frozenset()) == ids(one for one in mine if one.pending_at(last))
        assert good.get(name, frozenset()) == ids(one for one in done if one.request.on_time is True)
        assert late.get(name, frozenset()) == ids(one for one in done if one.request.on_time is False)


def _on_top(office: Office, rows: Rows, period: Period) -> None:
    found = {one.key: one for one in summary(office, period, today=TODAY)}
    for before, since, until in spans(period):
        shown = {key: (one.before if before else one.figure) for key, one in found.items()}
        judged = [one for one in rows if one.finished_in(since, until) and one.request.on_time is not None]
        wanted = {
            "received": ids(one for one in rows if one.received_in(since, until)),
            "finished": ids(one for one in rows if one.finished_in(since, until)),
            "late": ids(one for one in judged if one.request.on_time is False),
            "carried": ids(one for one in rows if one.pending_at(until)),
        }
        for key, requests in wanted.items():
            assert opened(office, shown[key]) == requests, key
        rate = shown["on_time"]
        assert rate is None or opened(office, rate) == ids(one for one in judged if one.request.on_time is True)
        # What came in and what was carried over is what went out and what is carried on (the relation R1 of the form).
        carried_in = ids(one for one in rows if one.pending_at(since - timedelta(days=1)))
        assert len(wanted["received"]) + len(carried_in) == len(wanted["finished"]) + len(wanted["carried"])


@pytest.mark.parametrize("seed", [3, 4])
def test_open_requests_by_days_left(office: Office, seed: int) -> None:
    chance_office(office, seed)
    view = chart(office, ChartKey.SLACK, periods(TODAY)[0], today=TODAY)
    behind = column(office, view)
    every = frozenset(case_ids(office, CaseFilter(open_only=True), today=TODAY))
    rows = {one.id: one for one in case_rows(office, every, today=TODAY)}
    assert view.as_of
    for label, found in behind.items():
        slack = [rows[at].slack for at in found]
        if label == "已超期":
            assert all(rows[at].urgency is Urgency.OVERDUE for at in found)
        elif label.startswith("剩"):
            first, last = label.split(" ")[1].replace("≥21", "21–9999").split("–")
            assert all(one is not None and int(first) <= one <= int(last) for one in slack), label
    running = [found for label, found in behind.items() if label.startswith(("已", "今", "剩"))]
    standing = [found for label, found in behind.items() if not label.startswith(("已", "今", "剩"))]
    assert sum(map(len, running)) == len(frozenset().union(*running))
    answered = frozenset(
        one.request.id
        for one in every_row(office)
        if one.request.id in every and (one.request.reply_effective_on is not None)
    )
    assert frozenset().union(*running, *standing) | answered == every, "every open request stands somewhere"


def test_the_most_frequent_applicants_are_families_with_masked_names(office: Office) -> None:
    with office.writing() as session:
        entries = [
            add_listed(session, name="费小满", cached={"received_on": date(2026, 3, 1 + at), "closed_on": None})
            for at in range(5)
        ]
        other = add_listed(session, name="迟明", cached={"received_on": date(2026, 3, 9)})
        company = [
            add_listed(
                session, name="澜安汇泽置业有限公司", applicant_type=ApplicantType.BUSINESS,
                cached={"received_on": date(2026, 4, 1)},
            )
            for _ in range(2)
        ]  # fmt: skip
        people = session.scalars(select(Applicant).order_by(Applicant.id)).all()
        for one in people[:3]:
            one.identity_key = "990101196101109813"
        for one in people[6:]:
            one.identity_key = "91990100000000000X"
    draft = SamenessDraft(first_id=people[3].id, second_id=people[0].id, decision=Sameness.SAME, reason="本人来电确认")
    decide_sameness(office, draft, today=TODAY, now=NOW, actor="王敏")
    view = chart(office, ChartKey.FREQUENT, periods(TODAY)[0], today=TODAY)
    found = column(office, view)
    assert found == {"费**": frozenset(entries[:4]), "澜安汇泽置业有限公司": frozenset(company)}
    assert other not in frozenset().union(*found.values()), "one request alone is not frequent"


def test_disputes_stand_where_table_four_counts_them(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "maintain", date(2026, 5, 29))
    today = date(2026, 6, 1)
    period = periods(today)[0]
    view = chart(desk.office, ChartKey.DISPUTES, period, today=today)
    assert opened(desk.office, view.rows[0].figures[0], today) == {dispute}
    assert [one.value for row in view.rows for one in row.figures if one is not None] == [1, *[0] * 11]
    top = {one.key: one for one in summary(desk.office, period, today=today)}["disputes"]
    assert opened(desk.office, top.figure, today) == {dispute}


def test_days_used_are_those_of_the_list(office: Office) -> None:
    chance_office(office, 5)
    view = chart(office, ChartKey.DAYS, free_period(date(2024, 1, 1), TODAY, today=TODAY), today=TODAY)
    for row in view.rows:
        figure = row.figures[0]
        assert figure is not None
        first, last = row.label.split(" ")[0].replace("≥41", "41–9999").split("–")
        for one in case_rows(office, opened(office, figure), today=TODAY):
            assert int(first) <= one.day_number <= int(last), "the list shows the same number of days"


def test_typed_periods_are_checked() -> None:
    assert free_period(date(2026, 1, 1), date(2027, 5, 1), today=TODAY).until == TODAY
    for since, until, code, field in (
        (None, TODAY, "period_incomplete", "since"),
        (TODAY, None, "period_incomplete", "until"),
        (TODAY, TODAY - timedelta(days=1), "period_backwards", "until"),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=2), "period_in_future", "since"),
    ):
        with pytest.raises(UserError) as refused:
            free_period(since, until, today=TODAY)
        assert (refused.value.code, refused.value.field) == (code, field)


def test_an_empty_office_has_zeros_and_nothing_to_open(office: Office) -> None:
    for key in CHARTS:
        view = chart(office, key, periods(TODAY)[0], today=TODAY)
        assert view.empty
        assert all(one.opens is None and one.value == 0 for one in view.figures)
    assert [one.figure.text for one in summary(office, periods(TODAY)[0], today=TODAY)] == [
        "0",
        "0",
        "—",
        "0",
        "0",
        "0",
    ]

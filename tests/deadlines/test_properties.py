"""Properties of the reply clock that hold for every history."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deadlines.calendar import standard_calendar
from deadlines.day_rows import day_rows, day_sums
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    CorrectionReceived,
    Extension,
    Fact,
    FeeLapsed,
    FeeNotice,
    FeePaid,
    FeeWaived,
    Receipt,
)
from deadlines.reply_clock import ReplyClock, reply_clock, reply_due_date
from deadlines.steps import DayMark, Deadline
from law.policies import PolicySet
from law.terms import Channel, ConsultationKind
from tests.deadlines.replay import assert_steps_count_to

CALENDAR = standard_calendar()
POLICIES = PolicySet.default()

received_days = st.dates(date(2021, 1, 1), date(2026, 6, 30))
gaps = st.integers(0, 45).map(lambda days: timedelta(days=days))
readings = st.sampled_from(("open_closed", "open_open", "closed_closed"))


def at_counter(day: date) -> Receipt:
    return Receipt(channel=Channel.IN_PERSON, submitted=day)


@st.composite
def consultations(draw: st.DrawFn, received: date) -> Consultation:
    sent = received + draw(gaps)
    served = sent + draw(gaps) if draw(st.booleans()) else None
    return Consultation(
        ref=draw(st.sampled_from("甲乙丙")),
        kind=draw(st.sampled_from(list(ConsultationKind))),
        sent=sent,
        served=served,
        answered=sent + draw(gaps) if draw(st.booleans()) else None,
        reply_by=sent + draw(gaps) if draw(st.booleans()) else None,
        proof=draw(st.booleans()),
    )


@st.composite
def later_facts(draw: st.DrawFn, received: date) -> list[Fact]:
    facts: list[Fact] = list(draw(st.lists(consultations(received), max_size=3)))
    if draw(st.booleans()):
        approved = received + draw(gaps)
        facts.append(Extension(days=draw(st.integers(1, 20)), approved_on=approved, notified_on=approved + draw(gaps)))
    if draw(st.booleans()):
        sent = received + draw(gaps)
        facts.append(CorrectionNotice(sent=sent, deadline=sent + draw(gaps)))
        facts.append(CorrectionReceived(on=sent + draw(gaps), complete=draw(st.booleans())))
    if draw(st.booleans()):
        sent = received + draw(gaps)
        facts.append(FeeNotice(sent=sent, served=sent + draw(gaps)))
        ended = draw(st.sampled_from((FeePaid, FeePaid, FeeWaived, FeeLapsed)))
        facts.append(ended(on=sent + draw(gaps)))
    return facts


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[Fact]]:
    received = draw(received_days)
    return received, draw(later_facts(received))


def run(facts: list[Fact], today: date | None = None, **policies: str) -> ReplyClock:
    return reply_clock(CaseHistory.from_facts(facts), CALENDAR, POLICIES.with_(**policies), today)


def due_of(clock: ReplyClock) -> Deadline:
    assert clock.due is not None
    return clock.due


@given(histories(), readings)
def test_due_dates_are_working_days(case: tuple[date, list[Fact]], reading: str) -> None:
    received, facts = case
    clock = run([at_counter(received), *facts], consultation_reading=reading)
    assert CALENDAR.is_working(due_of(clock).due)
    assert clock.first_due is not None
    assert CALENDAR.is_working(clock.first_due.due)
    assert due_of(clock).due >= clock.first_due.due > received


@given(received_days, st.integers(0, 60))
def test_a_later_receipt_never_gives_an_earlier_date(received: date, days: int) -> None:
    later = received + timedelta(days=days)
    assert reply_due_date(later, CALENDAR) >= reply_due_date(received, CALENDAR)


@given(histories(), st.integers(0, 60))
def test_a_later_receipt_never_gives_an_earlier_date_whatever_else_happened(
    case: tuple[date, list[Fact]], days: int
) -> None:
    received, facts = case
    later = received + timedelta(days=days)
    assert due_of(run([at_counter(later), *facts])).due >= due_of(run([at_counter(received), *facts])).due


@given(histories(), st.randoms(use_true_random=False), received_days)
def test_the_order_of_entry_does_not_matter(case: tuple[date, list[Fact]], shuffler: object, today: date) -> None:
    received, facts = case
    entered: list[Fact] = [at_counter(received), *facts]
    shuffled = list(entered)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    one_by_one = CaseHistory.of()
    for fact in shuffled:
        one_by_one = one_by_one.plus(fact)
    assert reply_clock(one_by_one, CALENDAR, POLICIES, today) == run(entered, today)


@given(histories(), histories())
def test_removing_an_event_restores_the_former_answer(
    case: tuple[date, list[Fact]], other: tuple[date, list[Fact]]
) -> None:
    received, facts = case
    history = CaseHistory.of(at_counter(received), *facts)
    before = reply_clock(history, CALENDAR, POLICIES)
    for fact in other[1]:
        assume(fact not in history.facts)
        assert reply_clock(history.plus(fact).minus(fact), CALENDAR, POLICIES) == before


@given(received_days, st.integers(0, 25), st.integers(0, 40))
def test_a_pause_of_n_working_days_moves_the_date_by_exactly_n(received: date, wait: int, length: int) -> None:
    plain = due_of(run([at_counter(received)]))
    sent = received + timedelta(days=wait)
    assume(sent < plain.due)
    answered = sent + timedelta(days=length)
    asked = Consultation(ref="甲", kind=ConsultationKind.THIRD_PARTY, sent=sent, answered=answered)
    moved = due_of(run([at_counter(received), asked]))
    stopped = CALENDAR.workdays_between(sent, answered)
    assert CALENDAR.workdays_between(plain.due, moved.due) == stopped


@given(received_days, st.data())
def test_overlapping_pauses_count_once(received: date, data: st.DataObject) -> None:
    first = data.draw(consultations(received))
    assume(first.proof)
    again = replace(first, ref="丁")
    alone = run([at_counter(received), first])
    assert due_of(run([at_counter(received), first, again])).due == due_of(alone).due
    if first.answered is not None and first.answered > first.sent:
        inner = replace(first, ref="戊", sent=first.sent + timedelta(days=1), served=None, reply_by=first.answered)
        inner = replace(inner, kind=ConsultationKind.AGENCY)
        end = alone.pauses[0].end
        assert end is not None
        inner = replace(inner, answered=end, reply_by=end)
        assume(inner.sent <= end)
        assert due_of(run([at_counter(received), first, inner])).due == due_of(alone).due


@given(histories(), readings)
def test_the_steps_always_count_to_the_date(case: tuple[date, list[Fact]], reading: str) -> None:
    received, facts = case
    clock = run([at_counter(received), *facts], consultation_reading=reading)
    for deadline in (
        clock.due,
        clock.first_due,
        clock.correction_notice_due,
        clock.fee_pay_due,
        clock.conservative_due,
    ):
        if deadline is not None:
            assert_steps_count_to(deadline, CALENDAR)


@settings(max_examples=50)
@given(histories(), readings)
def test_the_day_by_day_table_counts_to_the_date(case: tuple[date, list[Fact]], reading: str) -> None:
    received, facts = case
    clock = run([at_counter(received), *facts], consultation_reading=reading)
    rows = day_rows(clock, CALENDAR)
    due = due_of(clock).due
    assert rows[0].date == clock.base
    assert rows[0].mark is DayMark.START
    assert (rows[-1].date, rows[-1].mark) == (due, DayMark.DUE)
    assert [row.date for row in rows] == [rows[0].date + timedelta(days=at) for at in range(len(rows))]
    counts = [row.count for row in rows if row.count is not None]
    extended = clock.extension.days if clock.extension and clock.extension.valid else 0
    assert counts == list(range(1, 21 + extended))
    assert rows[-1].count == counts[-1]
    sums = day_sums(rows)
    assert sums.counted == 20 + extended
    assert sums.total == sums.counted + sums.off + sums.paused == (due - rows[0].date).days


@given(histories(), st.integers(0, 120))
def test_today_never_changes_the_date_of_a_closed_history(case: tuple[date, list[Fact]], days: int) -> None:
    received, facts = case
    closed = [fact for fact in facts if not isinstance(fact, Consultation) or fact.answered or fact.served]
    today = received + timedelta(days=days)
    assert due_of(run([at_counter(received), *closed], today)).due == due_of(run([at_counter(received), *closed])).due

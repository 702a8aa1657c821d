"""Two implementations of the periods of disputes agree on ten thousand random procedures."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from deadlines.calendar import standard_calendar
from deadlines.dispute_clocks import DisputeClock, dispute_clocks
from deadlines.dispute_history import DisputeCourse, DisputeFact
from deadlines.dispute_status import status_of
from law.dispute_terms import DisputeEventKind, DisputeResult, Forum, Instance, Procedure
from law.notices import holiday_notices
from law.policies import PolicySet
from tests.deadlines.naive_clock import NaiveCalendar
from tests.deadlines.naive_disputes import NaiveLawsuit, NaivePeriod, NaiveReview, random_lawsuit, random_review

K = DisputeEventKind
WALL = NaiveCalendar(holiday_notices())
POLICIES = PolicySet.default()
HALF = 5_000
CHUNKS = range(5)
# Days that are set, and what random procedures do not have.
OTHER_PERIODS = frozenset({"hearing_day", "rc_suspension_max", "rc_norm_notice"})


def _review_facts(one: NaiveReview) -> Iterator[DisputeFact]:
    procedure = Procedure.SIMPLE if one.simple else Procedure.ORDINARY
    yield DisputeFact(ref="1", kind=K.APPLICATION_FILED, on=one.applied)
    if one.asked is not None:
        yield DisputeFact(ref="1a", kind=K.CORRECTION_ASKED, on=one.asked)
    if one.mended is not None:
        yield DisputeFact(ref="1b", kind=K.CORRECTION_FILED, on=one.mended)
    if one.accepted is not None:
        yield DisputeFact(ref="2", kind=K.ACCEPTED, on=one.accepted, procedure=procedure)
    if one.copy is not None:
        yield DisputeFact(ref="3", kind=K.COPY_RECEIVED, on=one.copy, procedure=procedure)
    if one.changed is not None:
        yield DisputeFact(ref="4", kind=K.PROCEDURE_CHANGED, on=one.changed, procedure=Procedure.ORDINARY)
    if one.answered is not None:
        yield DisputeFact(ref="5", kind=K.ANSWER_FILED, on=one.answered)
    yield from _course_facts(one)
    if one.decided is not None:
        yield DisputeFact(
            ref="11",
            kind=K.DECIDED,
            on=one.decided,
            result=DisputeResult.MAINTAIN,
            served=one.served,
            other_served=one.other_served,
        )
    if one.opinion is not None:
        yield DisputeFact(ref="12", kind=K.OPINION_RECEIVED, on=one.opinion)
    if one.reported is not None:
        yield DisputeFact(ref="13", kind=K.OPINION_REPORTED, on=one.reported)


def _course_facts(one: NaiveReview) -> Iterator[DisputeFact]:
    for at, (begin, end) in enumerate(one.stops):
        yield DisputeFact(ref=f"6{at}", kind=K.SUSPENDED, on=begin, ground="8")
        if end is not None:
            yield DisputeFact(ref=f"7{at}", kind=K.RESUMED, on=end)
    for at, (begin, last) in enumerate(one.surveys):
        yield DisputeFact(ref=f"8{at}", kind=K.SURVEYED, on=begin, until=last)
    if one.extended is not None:
        yield DisputeFact(ref="9", kind=K.EXTENDED, on=one.extended[0], days=one.extended[1])
    if one.hearing is not None:
        yield DisputeFact(ref="10", kind=K.HEARING_NOTICED, on=one.hearing[0], until=one.hearing[1])


def _suit_facts(one: NaiveLawsuit) -> Iterator[DisputeFact]:
    procedure = Procedure.SIMPLE if one.simple else Procedure.ORDINARY
    yield DisputeFact(ref="1", kind=K.CASE_FILED, on=one.filed, procedure=procedure)
    if one.copy is not None:
        yield DisputeFact(ref="2", kind=K.COPY_RECEIVED, on=one.copy, procedure=procedure)
        if one.deferred is not None:
            yield DisputeFact(ref="3", kind=K.EVIDENCE_DEFERRED, on=one.copy, until=one.deferred)
    if one.answered is not None:
        yield DisputeFact(ref="4", kind=K.ANSWER_FILED, on=one.answered)
    if one.decided is not None:
        result = DisputeResult.DISMISS_SUIT if one.ruling else DisputeResult.DISMISS_CLAIM
        yield DisputeFact(
            ref="5",
            kind=K.DECIDED,
            on=one.decided,
            result=result,
            ruling=one.ruling,
            served=one.served,
            other_served=one.other_served,
        )
    if one.appealed is not None:
        yield DisputeFact(ref="6", kind=K.APPEALED, on=one.appealed[0], by_agency=one.appealed[1])
    if one.appeal_received is not None:
        yield DisputeFact(ref="7", kind=K.APPEAL_RECEIVED, on=one.appeal_received)
    if one.appeal_answered is not None:
        yield DisputeFact(ref="8", kind=K.APPEAL_ANSWERED, on=one.appeal_answered)
    if one.second is not None:
        yield DisputeFact(
            ref="9",
            kind=K.DECIDED,
            on=one.second,
            result=DisputeResult.APPEAL_DISMISSED,
            instance=Instance.SECOND,
        )


def _same(naive: dict[str, NaivePeriod], clocks: tuple[DisputeClock, ...], today: date) -> list[str]:
    ours = {one.key: one for one in clocks if one.key in naive}
    wrong = [f"{key}: no clock" for key in naive if key not in ours]
    for key, clock in ours.items():
        expected = naive[key]
        got = (clock.due.due if clock.due is not None else None, clock.done_on, clock.state.value, clock.remaining)
        want = (expected.due, expected.done, expected.state(today), expected.remaining(today, WALL))
        if got != want:
            wrong.append(f"{key}: {got} instead of {want}")
    return wrong


@pytest.mark.parametrize("chunk", CHUNKS)
def test_reconsiderations(chunk: int) -> None:
    rng = random.Random(f"reconsideration {chunk}")
    calendar = standard_calendar()
    for _ in range(HALF // len(CHUNKS)):
        one = random_review(rng)
        facts = list(_review_facts(one))
        rng.shuffle(facts)
        today = one.applied + timedelta(days=rng.randint(0, 200))
        course = DisputeCourse(forum=Forum.RECONSIDERATION, facts=tuple(facts))
        clocks = dispute_clocks(course, calendar, POLICIES, today)
        naive = one.periods(WALL, today)
        assert not _same(naive, clocks, today), one
        extra = {clock.key for clock in clocks} - OTHER_PERIODS
        assert extra <= naive.keys(), one
        assert status_of(course, clocks) == one.status(), one


@pytest.mark.parametrize("chunk", CHUNKS)
def test_lawsuits(chunk: int) -> None:
    rng = random.Random(f"litigation {chunk}")
    calendar = standard_calendar()
    for _ in range(HALF // len(CHUNKS)):
        one = random_lawsuit(rng)
        facts = list(_suit_facts(one))
        rng.shuffle(facts)
        today = one.filed + timedelta(days=rng.randint(0, 400))
        course = DisputeCourse(forum=Forum.LITIGATION, facts=tuple(facts))
        clocks = dispute_clocks(course, calendar, POLICIES, today)
        naive = one.periods(WALL)
        assert not _same(naive, clocks, today), one
        assert {clock.key for clock in clocks} <= naive.keys(), one
        assert status_of(course, clocks) == one.status(WALL, today), one

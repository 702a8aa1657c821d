"""The periods of disputes: what holds for every one of them, and the cases that a person would look up."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deadlines.calendar import standard_calendar
from deadlines.dispute_alarms import alarm_of
from deadlines.dispute_clocks import DisputeClock, accepted_on, dispute_clock, dispute_clocks, procedure_of
from deadlines.dispute_history import DisputeCourse, DisputeFact
from deadlines.dispute_status import dispute_status
from law.dispute_clocks import dispute_clock_rules
from law.dispute_terms import (
    AlarmLevel,
    ClockOwner,
    ClockState,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Forum,
    Instance,
    Procedure,
)
from law.parameters import Unit, parameters
from law.policies import PolicySet, PolicyValue
from tests.deadlines.random_disputes import courses, prefixes, start_days
from tests.deadlines.replay import assert_steps_count_to

CALENDAR = standard_calendar()
POLICIES = PolicySet.default()
RULES = {one.key: one for one in dispute_clock_rules()}
K = DisputeEventKind
DAY = timedelta(days=1)
days_later = st.integers(0, 400).map(lambda days: timedelta(days=days))
shufflers = st.randoms(use_true_random=False)


def clocks(course: DisputeCourse, today: date | None = None) -> tuple[DisputeClock, ...]:
    return dispute_clocks(course, CALENDAR, POLICIES, today)


def of(course: DisputeCourse, key: str, today: date | None = None, **policies: PolicyValue) -> DisputeClock:
    found = dispute_clock(key, course, CALENDAR, POLICIES.with_(**policies), today)
    assert found is not None, key
    return found


def due(course: DisputeCourse, key: str, **policies: PolicyValue) -> date:
    found = of(course, key, None, **policies).due
    assert found is not None, key
    return found.due


def fact(kind: DisputeEventKind, on: str, **said: object) -> DisputeFact:
    return DisputeFact(ref=f"{kind}{on}", kind=kind, on=date.fromisoformat(on), **said)  # type: ignore[arg-type]


def review(*facts: DisputeFact) -> DisputeCourse:
    return DisputeCourse(forum=Forum.RECONSIDERATION, facts=facts)


def suit(*facts: DisputeFact) -> DisputeCourse:
    return DisputeCourse(forum=Forum.LITIGATION, facts=facts)


# ---------------------------------------------------------------------------------------------------------- properties


@given(courses(), shufflers, days_later)
def test_the_order_of_entry_does_not_matter(course: DisputeCourse, shuffler: object, later: timedelta) -> None:
    facts = list(course.facts)
    shuffler.shuffle(facts)  # type: ignore[attr-defined]
    shuffled = DisputeCourse(forum=course.forum, facts=tuple(facts))
    today = course.facts[0].on + later
    assert clocks(shuffled, today) == clocks(course, today)
    assert dispute_status(shuffled, CALENDAR, POLICIES, today) is dispute_status(course, CALENDAR, POLICIES, today)


@given(courses(), courses(), days_later)
def test_a_struck_fact_leaves_nothing_behind(course: DisputeCourse, other: DisputeCourse, later: timedelta) -> None:
    today = course.facts[0].on + later
    before = clocks(course, today)
    for one in other.facts[1:]:
        added = DisputeFact(ref="struck", kind=one.kind, on=one.on, until=one.until, days=one.days, result=one.result)
        assume(one.result is None or course.forum is other.forum)
        assert clocks(course.plus(added).minus(["struck"]), today) == before


@given(courses(), days_later)
def test_what_rolls_never_ends_on_a_day_off(course: DisputeCourse, later: timedelta) -> None:
    for clock in clocks(course, course.facts[0].on + later):
        rule = RULES[clock.key]
        if clock.due is None or rule.counts in ("day", "deferred"):
            continue
        parameter = parameters().parameter(rule.parameter)
        if parameter.rolls or clock.unit is Unit.WORKDAY:
            assert CALENDAR.is_working(clock.due.due), clock


@given(courses(), days_later)
def test_the_steps_always_count_to_the_date(course: DisputeCourse, later: timedelta) -> None:
    for clock in clocks(course, course.facts[0].on + later):
        if clock.due is not None:
            assert_steps_count_to(clock.due, CALENDAR)
        assert clock.citations
        assert clock.consequence


@given(courses(), days_later)
def test_every_stage_of_a_dispute_has_a_status_and_nothing_is_raised(course: DisputeCourse, later: timedelta) -> None:
    today = course.facts[0].on + later
    for stage in prefixes(course):
        assert isinstance(dispute_status(stage, CALENDAR, POLICIES, today), DisputeStatus)
        open_ones = [one for one in clocks(stage, today) if one.state is ClockState.RUNNING and today is not None]
        assert all(one.due is not None and one.remaining is not None and one.remaining >= 0 for one in open_ones)


@given(courses(), days_later, st.integers(1, 90))
def test_time_alone_takes_nothing_back(course: DisputeCourse, later: timedelta, more: int) -> None:
    """A period that is over stays over, and no alarm falls while nothing happens."""
    today = course.facts[0].on + later
    after = {(one.key, one.start_ref, one.started_on): one for one in clocks(course, today + more * DAY)}
    levels = list(AlarmLevel)
    for clock in clocks(course, today):
        then = after[clock.key, clock.start_ref, clock.started_on]
        if clock.state is ClockState.RUNNING:
            assert levels.index(then.alarm) >= levels.index(clock.alarm)
        else:
            assert (then.state, then.due) == (clock.state, clock.due)


@given(courses(Forum.RECONSIDERATION), st.integers(0, 60), st.integers(0, 90), st.booleans())
def test_a_suspension_or_a_survey_never_makes_a_period_shorter(
    course: DisputeCourse, wait: int, length: int, survey: bool
) -> None:
    plain = dispute_clock("rc_decide", course, CALENDAR, POLICIES)
    assume(plain is not None and plain.due is not None and plain.done_on is None)
    assert plain is not None
    begin = plain.started_on + wait * DAY
    end = begin + length * DAY
    if survey:
        more = [DisputeFact(ref="a", kind=K.SURVEYED, on=begin, until=end)]
    else:
        more = [DisputeFact(ref="a", kind=K.SUSPENDED, on=begin), DisputeFact(ref="b", kind=K.RESUMED, on=end)]
    moved = dispute_clock("rc_decide", course.plus(*more), CALENDAR, POLICIES)
    assert moved is not None
    # Stopped for good is longer than any day.
    assert moved.due is None or plain.due is None or moved.due.due >= plain.due.due


@given(start_days, st.integers(1, 200))
def test_an_extension_moves_the_decision_by_its_days_and_no_further_than_the_law(accepted: date, days: int) -> None:
    course = review(DisputeFact(ref="1", kind=K.ACCEPTED, on=accepted))
    longer = course.plus(DisputeFact(ref="2", kind=K.EXTENDED, on=accepted + 20 * DAY, days=days))
    before, after = of(course, "rc_decide").due, of(longer, "rc_decide").due
    assert before is not None
    assert after is not None
    assert before.unrolled is not None
    assert after.unrolled == before.unrolled + min(days, 30) * DAY


@given(start_days, st.integers(0, 30))
def test_five_working_days_are_never_silent(copy: date, passed: int) -> None:
    """The short answer warns from the first day; the nearer the end the louder, and on a day off no less."""
    course = review(DisputeFact(ref="1", kind=K.COPY_RECEIVED, on=copy, procedure=Procedure.SIMPLE))
    today = copy + passed * DAY
    clock = of(course, "rc_answer", today)
    assert clock.due is not None
    assert clock.remaining is not None
    if today > clock.due.due:
        assert (clock.state, clock.alarm) == (ClockState.MISSED, AlarmLevel.OVERDUE)
        assert clock.remaining < 0
        return
    wanted = {5: AlarmLevel.NOTICE, 4: AlarmLevel.NOTICE, 3: AlarmLevel.WARNING, 2: AlarmLevel.WARNING}
    assert clock.alarm is wanted.get(clock.remaining, AlarmLevel.URGENT)


@given(courses(), days_later)
def test_nobody_is_warned_of_what_others_have_to_do(course: DisputeCourse, later: timedelta) -> None:
    for clock in clocks(course, course.facts[0].on + later):
        if clock.owner is not ClockOwner.AGENCY:
            assert clock.alarm is AlarmLevel.NONE
        elif clock.unit is Unit.WORKDAY and clock.state is ClockState.RUNNING and (clock.remaining or 0) <= 5:
            assert clock.alarm is not AlarmLevel.NONE


# ------------------------------------------------------------------------------------------------------- on the way


def test_a_correction_asked_for_in_time_stops_the_silence() -> None:
    filed = fact(K.APPLICATION_FILED, "2026-05-11")
    assert accepted_on(review(filed), CALENDAR, POLICIES)[:2] == (date(2026, 5, 18), True)
    asked = fact(K.CORRECTION_ASKED, "2026-05-14")
    waiting = review(filed, asked)
    assert accepted_on(waiting, CALENDAR, POLICIES)[:2] == (None, False)
    assert of(waiting, "rc_accept", date(2026, 5, 25)).state is ClockState.MOOT
    assert of(waiting, "rc_fix_notice").state is ClockState.MET
    assert due(waiting, "rc_fix") == date(2026, 5, 28)
    assert dispute_clock("rc_decide", waiting, CALENDAR, POLICIES, date(2026, 7, 1)) is None
    mended = waiting.plus(fact(K.CORRECTION_FILED, "2026-05-18"))
    assert accepted_on(mended, CALENDAR, POLICIES)[:2] == (date(2026, 5, 25), True)


def test_a_correction_asked_for_too_late_stops_nothing() -> None:
    course = review(fact(K.APPLICATION_FILED, "2026-05-11"), fact(K.CORRECTION_ASKED, "2026-05-20"))
    assert accepted_on(course, CALENDAR, POLICIES)[:2] == (date(2026, 5, 18), True)
    assert of(course, "rc_fix_notice").state is ClockState.LATE


def test_asked_and_mended_on_one_day_begins_anew() -> None:
    day = "2026-05-14"
    course = review(
        fact(K.APPLICATION_FILED, "2026-05-11"), fact(K.CORRECTION_FILED, day), fact(K.CORRECTION_ASKED, day)
    )
    assert accepted_on(course, CALENDAR, POLICIES)[:2] == (date(2026, 5, 21), True)


def test_no_notice_of_correction_is_no_failure() -> None:
    course = review(fact(K.APPLICATION_FILED, "2026-05-11"))
    assert of(course, "rc_fix_notice", date(2026, 6, 1)).state is ClockState.MOOT


def test_a_refusal_in_time_is_no_acceptance() -> None:
    refused = fact(K.DECIDED, "2026-05-15", result=DisputeResult.NOT_ACCEPT, other_served=date(2026, 5, 20))
    course = review(fact(K.APPLICATION_FILED, "2026-05-11"), refused)
    assert accepted_on(course, CALENDAR, POLICIES)[:2] == (None, False)
    assert dispute_clock("rc_decide", course, CALENDAR, POLICIES, date(2026, 9, 1)) is None
    assert due(course, "sue_after_rc") == date(2026, 6, 4)


# -------------------------------------------------------------------------------------------------- the answer, alarms


@pytest.mark.parametrize(
    ("copy", "procedure", "last"),
    [
        ("2026-04-30", Procedure.SIMPLE, "2026-05-11"),
        ("2026-04-30", Procedure.ORDINARY, "2026-05-18"),
        ("2026-09-28", Procedure.SIMPLE, "2026-10-10"),
        ("2026-09-28", Procedure.ORDINARY, "2026-10-16"),
    ],
)
def test_the_answer_to_a_reconsideration(copy: str, procedure: Procedure, last: str) -> None:
    assert due(review(fact(K.COPY_RECEIVED, copy, procedure=procedure)), "rc_answer") == date.fromisoformat(last)


def test_the_same_copy_gives_fifteen_calendar_days_in_court() -> None:
    course = suit(fact(K.COPY_RECEIVED, "2026-04-30"))
    assert due(course, "lit_defence") == date(2026, 5, 15)


def test_on_a_day_off_behind_the_last_day_it_is_over() -> None:
    """A Friday's last day, asked on Saturday: no working day has passed, and still it is overdue."""
    course = review(fact(K.COPY_RECEIVED, "2026-06-05", procedure=Procedure.SIMPLE))
    assert due(course, "rc_answer") == date(2026, 6, 12)
    saturday = of(course, "rc_answer", date(2026, 6, 13))
    assert (saturday.state, saturday.alarm, saturday.remaining) == (ClockState.MISSED, AlarmLevel.OVERDUE, -1)
    monday = of(course, "rc_answer", date(2026, 6, 15))
    assert monday.remaining == -1
    friday = of(course, "rc_answer", date(2026, 6, 12))
    assert (friday.state, friday.alarm, friday.remaining) == (ClockState.RUNNING, AlarmLevel.URGENT, 0)


def test_on_a_day_off_before_the_last_day_the_working_days_are_told() -> None:
    course = review(fact(K.COPY_RECEIVED, "2026-09-28", procedure=Procedure.SIMPLE))
    holiday = of(course, "rc_answer", date(2026, 10, 3))
    assert (holiday.remaining, holiday.alarm) == (3, AlarmLevel.WARNING), "the eighth, the ninth and the worked tenth"


@pytest.mark.parametrize(
    ("remaining", "amount", "unit", "level"),
    [
        (5, 5, Unit.WORKDAY, AlarmLevel.NOTICE),
        (10, 10, Unit.WORKDAY, AlarmLevel.NONE),
        (5, 10, Unit.WORKDAY, AlarmLevel.NOTICE),
        (15, 15, Unit.DAY, AlarmLevel.NOTICE),
        (5, 15, Unit.DAY, AlarmLevel.WARNING),
        (16, 60, Unit.DAY, AlarmLevel.NONE),
        (3, 60, Unit.DAY, AlarmLevel.URGENT),
        (0, 6, Unit.MONTH, AlarmLevel.URGENT),
        (-1, 5, Unit.WORKDAY, AlarmLevel.OVERDUE),
        (None, 5, Unit.WORKDAY, AlarmLevel.NONE),
    ],
)
def test_alarms_by_the_length_of_a_period(remaining: int | None, amount: int, unit: Unit, level: AlarmLevel) -> None:
    assert alarm_of(remaining, amount, unit) is level


def test_what_is_done_warns_nobody() -> None:
    copy = fact(K.COPY_RECEIVED, "2026-06-05", procedure=Procedure.SIMPLE)
    course = review(copy, fact(K.ANSWER_FILED, "2026-06-15"))
    clock = of(course, "rc_answer", date(2026, 7, 1))
    assert (clock.state, clock.alarm, clock.remaining) == (ClockState.LATE, AlarmLevel.NONE, None)


# ------------------------------------------------------------------------------------------------------- the decision


def accepted(on: str, procedure: Procedure = Procedure.ORDINARY) -> DisputeFact:
    return fact(K.ACCEPTED, on, procedure=procedure)


def test_the_decision_of_the_simple_procedure_rolls_over_the_holidays() -> None:
    course = review(accepted("2026-09-01", Procedure.SIMPLE))
    assert due(course, "rc_decide") == date(2026, 10, 8)
    assert due(course, "rc_decide", reconsideration_deadline_roll=False) == date(2026, 10, 1)


def test_days_of_a_suspension_do_not_count() -> None:
    stopped = review(accepted("2026-03-02"), fact(K.SUSPENDED, "2026-03-20", ground="8"))
    waiting = of(stopped, "rc_decide", date(2026, 4, 1))
    assert (waiting.state, waiting.due, waiting.remaining) == (ClockState.SUSPENDED, None, None)
    course = stopped.plus(fact(K.RESUMED, "2026-04-10"))
    assert due(course, "rc_decide") == date(2026, 5, 22)


@pytest.mark.parametrize("ground", ["1", "2", "4"])
def test_a_suspension_of_sixty_days_may_end_the_case(ground: str) -> None:
    course = review(accepted("2026-03-02"), fact(K.SUSPENDED, "2026-03-20", ground=ground))
    assert due(course, "rc_suspension_max") == date(2026, 5, 19)
    other = review(accepted("2026-03-02"), fact(K.SUSPENDED, "2026-03-20", ground="8"))
    assert dispute_clock("rc_suspension_max", other, CALENDAR, POLICIES) is None


def test_the_maker_of_an_examined_document_is_told_within_three_working_days() -> None:
    stopped = fact(K.SUSPENDED, "2026-06-05", ground="9")
    course = review(accepted("2026-06-01"), stopped, fact(K.NORM_TRANSFERRED, "2026-06-15"))
    assert of(course, "rc_norm_notice").state is ClockState.LATE
    assert due(course, "rc_norm_notice") == date(2026, 6, 10)
    assert due(course, "rc_norm_reply") == date(2026, 6, 30)


def test_from_simple_to_ordinary_by_either_reading() -> None:
    changed = fact(K.PROCEDURE_CHANGED, "2026-09-20", procedure=Procedure.ORDINARY)
    course = review(accepted("2026-09-01", Procedure.SIMPLE), changed)
    assert due(course, "rc_decide") == date(2026, 11, 2)
    assert due(course, "rc_decide", simple_to_ordinary_start="converted") == date(2026, 11, 19)
    assert procedure_of(course) is Procedure.ORDINARY
    assert procedure_of(course, date(2026, 9, 19)) is Procedure.SIMPLE


def test_an_extension_from_the_plain_last_day() -> None:
    course = review(accepted("2026-06-01"), fact(K.EXTENDED, "2026-07-20", days=30))
    assert due(course, "rc_decide") == date(2026, 8, 31)


def test_without_a_decision_the_applicant_may_sue() -> None:
    course = review(accepted("2026-07-21"))
    last = due(course, "rc_decide")
    assert last == date(2026, 9, 20), "the sixtieth day is a Saturday, the day behind it a worked Sunday"
    assert dispute_clock("sue_rc_timeout", course, CALENDAR, POLICIES, last) is None
    timeout = of(course, "sue_rc_timeout", last + DAY)
    assert timeout.started_on == last
    assert timeout.due is not None
    assert timeout.due.due == date(2026, 10, 8)
    assert timeout.owner is ClockOwner.OTHER_SIDE


def test_the_hearing_is_told_five_working_days_ahead_by_either_reading() -> None:
    course = review(accepted("2026-09-01"), fact(K.HEARING_NOTICED, "2026-09-29", until=date(2026, 10, 12)))
    assert due(course, "rc_hearing") == date(2026, 9, 29)
    assert of(course, "rc_hearing").state is ClockState.MET
    assert due(course, "rc_hearing", hearing_notice_reading="five_full_workdays") == date(2026, 9, 28)
    assert due(course, "hearing_day") == date(2026, 10, 12)


def test_the_opinion_letter_is_reported_on_within_sixty_days() -> None:
    course = review(fact(K.OPINION_RECEIVED, "2026-07-27"))
    assert due(course, "opinion") == date(2026, 9, 28)
    assert dispute_clock("opinion", suit(fact(K.OPINION_RECEIVED, "2026-07-27")), CALENDAR, POLICIES) is None


def test_after_the_decision_the_applicant_has_fifteen_days() -> None:
    decided = fact(K.DECIDED, "2026-02-03", result=DisputeResult.MAINTAIN, other_served=date(2026, 2, 6))
    assert due(review(decided), "sue_after_rc") == date(2026, 2, 24)
    ended = fact(K.DECIDED, "2026-02-03", result=DisputeResult.TERMINATE)
    assert dispute_clock("sue_after_rc", review(ended), CALENDAR, POLICIES) is None


# --------------------------------------------------------------------------------------------------------- in court


def test_each_side_appeals_from_its_own_service() -> None:
    lost = fact(
        K.DECIDED,
        "2026-08-28",
        result=DisputeResult.J_REVOKE,
        served=date(2026, 9, 1),
        other_served=date(2026, 9, 18),
    )
    course = suit(lost)
    assert due(course, "lit_appeal") == date(2026, 9, 16)
    assert due(course, "lit_appeal_other") == date(2026, 10, 8)
    assert of(course, "lit_appeal", date(2026, 9, 15)).alarm is AlarmLevel.URGENT
    assert of(course, "lit_appeal", date(2026, 9, 17)).state is ClockState.MOOT, "nobody has to appeal"


def test_after_a_case_that_was_won_the_period_runs_in_silence() -> None:
    won = fact(K.DECIDED, "2026-08-28", result=DisputeResult.DISMISS_CLAIM, served=date(2026, 9, 1))
    clock = of(suit(won), "lit_appeal", date(2026, 9, 15))
    assert (clock.state, clock.alarm, clock.remaining) == (ClockState.RUNNING, AlarmLevel.NONE, 1)


def test_a_ruling_is_appealed_within_ten_calendar_days() -> None:
    ruling = fact(K.DECIDED, "2026-06-01", result=DisputeResult.DISMISS_SUIT, ruling=True, served=date(2026, 6, 1))
    assert due(suit(ruling), "lit_appeal_other") == date(2026, 6, 11)
    unfiled = fact(K.DECIDED, "2026-06-01", result=DisputeResult.NO_FILING, ruling=True, served=date(2026, 6, 1))
    assert dispute_clock("lit_appeal", suit(unfiled), CALENDAR, POLICIES) is None, "the agency is no party yet"


def test_without_a_day_of_service_the_own_appeal_does_not_run() -> None:
    lost = fact(K.DECIDED, "2026-08-28", result=DisputeResult.J_REVOKE)
    assert dispute_clock("lit_appeal", suit(lost), CALENDAR, POLICIES) is None


def test_evidence_that_the_court_allows_later() -> None:
    allowed = fact(K.EVIDENCE_DEFERRED, "2026-05-10", until=date(2026, 5, 30))
    course = suit(fact(K.COPY_RECEIVED, "2026-04-30"), allowed)
    assert due(course, "lit_defence") == date(2026, 5, 30)


def test_a_second_instance_has_its_own_suspension() -> None:
    course = suit(
        fact(K.CASE_FILED, "2026-01-05", procedure=Procedure.ORDINARY),
        fact(K.SUSPENDED, "2026-02-02"),
        fact(K.RESUMED, "2026-02-12"),
        fact(K.DECIDED, "2026-04-01", result=DisputeResult.J_REVOKE, served=date(2026, 4, 2)),
        fact(K.APPEALED, "2026-04-10", by_agency=True),
        fact(K.APPEAL_RECEIVED, "2026-04-15"),
    )
    assert due(course, "lit_trial") == date(2026, 7, 15), "the fifth of July, ten days later"
    assert due(course, "lit_second") == date(2026, 7, 15)
    second = course.plus(fact(K.SUSPENDED, "2026-05-06"), fact(K.RESUMED, "2026-05-16"))
    assert due(second, "lit_trial") == date(2026, 7, 15)
    assert due(second, "lit_second") == date(2026, 7, 27), "a Saturday, rolled"


def test_a_case_that_was_sent_back_is_open_again() -> None:
    first = fact(K.DECIDED, "2026-04-01", result=DisputeResult.J_REVOKE, served=date(2026, 4, 2))
    back = fact(K.DECIDED, "2026-07-01", result=DisputeResult.REMANDED, instance=Instance.SECOND)
    course = suit(fact(K.CASE_FILED, "2026-01-05"), fact(K.COPY_RECEIVED, "2026-01-08"), first, back)
    assert dispute_status(course, CALENDAR, POLICIES, date(2026, 7, 10)) is DisputeStatus.ANSWER_DUE

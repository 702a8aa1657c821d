"""All periods of one dispute from its facts: of the agency, of the deciding body or court, of the other side.

The rules are data (law/data/dispute_clocks.toml); a single period is counted by ``deadlines.review_periods``. Nothing
here knows a number or an article.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from deadlines.calendar import WorkingCalendar
from deadlines.dispute_alarms import alarm_of
from deadlines.dispute_history import DisputeCourse, DisputeFact
from deadlines.grounds import consequence, parameter_if_any, why
from deadlines.periods import rolled
from deadlines.review_periods import ReviewCase, decision_clock, hearing_notice_due, review_due
from deadlines.steps import Deadline, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.citations import Citation
from law.dispute_clocks import ClockRule, dispute_clock_rules
from law.dispute_terms import (
    AlarmLevel,
    ClockOwner,
    ClockState,
    DisputeEventKind,
    Instance,
    Procedure,
)
from law.parameters import Unit
from law.policies import PolicySet

__all__ = ["DisputeClock", "accepted_on", "dispute_clock", "dispute_clocks", "procedure_of"]

_K = DisputeEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeClock:
    """One period as of a day.

    Attributes:
        key: of its rule; start_ref, started_on, start_kind: the event from which it counts.
        due: last day with its steps; None while it is stopped.
        done_on: day on which it was met, or fell away.
        unit, amount: its length as the law says it; 0 for a day that is set.
        remaining: what is left, in working days where it counts those, else in days; negative when past; None while
            nobody can say it, or where it is met.
        consequence: what missing it means.
    """

    key: str
    owner: ClockOwner
    state: ClockState
    alarm: AlarmLevel
    start_ref: str
    started_on: date
    start_kind: DisputeEventKind | None
    done_on: date | None
    due: Deadline | None
    consequence: str
    citations: tuple[Citation, ...]
    unit: Unit
    amount: int
    remaining: int | None = None


def dispute_clocks(
    course: DisputeCourse, calendar: WorkingCalendar, policies: PolicySet, today: date | None
) -> tuple[DisputeClock, ...]:
    """All periods that started, in the order of the procedure.

    Args:
        course: the facts.
        calendar: the working days.
        policies: the agency's choices where the law is silent.
        today: the day of the question; None: nothing is late by mere passing of time.

    Raises:
        UserError: an extension beyond the limit, or dates in impossible order.
    """
    counter = _Counter(course, calendar, policies, today)
    return tuple(clock for rule in dispute_clock_rules() if course.forum in rule.forums for clock in counter.of(rule))


def dispute_clock(
    key: str, course: DisputeCourse, calendar: WorkingCalendar, policies: PolicySet, today: date | None = None
) -> DisputeClock | None:
    """The latest period of one kind, None if it never started."""
    found = [one for one in dispute_clocks(course, calendar, policies, today) if one.key == key]
    return found[-1] if found else None


def accepted_on(
    course: DisputeCourse, calendar: WorkingCalendar, policies: PolicySet
) -> tuple[date | None, bool, Deadline | None]:
    """The day of acceptance, whether it is deemed, and the last day to decide on it.

    Silence to the end of the examination counts as acceptance on its last day (复议法第三十条). A correction asked for
    in time interrupts it: it begins anew when the correction comes (复议法第三十一条).
    """
    applied = course.last(_K.APPLICATION_FILED, _K.CORRECTION_FILED)
    due = review_due("recon_accept_days", applied.on, calendar, policies) if applied is not None else None
    accepted = course.first(_K.ACCEPTED)
    if accepted is not None:
        return accepted.on, False, due
    if applied is None or due is None:
        return None, False, None
    ends = [one for one in course.all_of(_K.DECIDED, _K.CORRECTION_ASKED) if not _before(one, applied)]
    if any(one.on <= due.due for one in ends):
        return None, False, due
    return due.due, True, due


def _before(fact: DisputeFact, start: DisputeFact) -> bool:
    """Whether a fact comes before a start; of one day a correction is asked for before it comes."""
    answered = fact.kind is _K.CORRECTION_ASKED and start.kind is _K.CORRECTION_FILED
    return fact.on <= start.on if answered else fact.on < start.on


def procedure_of(course: DisputeCourse, on: date | None = None) -> Procedure | None:
    """The procedure on a day (the last one known without a day); None if nothing says it."""
    told = [
        one
        for one in course.all_of(_K.ACCEPTED, _K.CASE_FILED, _K.COPY_RECEIVED, _K.PROCEDURE_CHANGED)
        if one.procedure is not None and (on is None or one.on <= on)
    ]
    # Of one day the change comes after what it changes.
    told.sort(key=lambda one: (one.on, one.kind is _K.PROCEDURE_CHANGED))
    return told[-1].procedure if told else None


@dataclass(frozen=True, slots=True)
class _Start:
    """From what a period counts: the event, the day, and what it depends on."""

    fact: DisputeFact | None
    on: date
    deemed: bool = False

    @property
    def ref(self) -> str:
        return self.fact.ref if self.fact is not None else ""


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts the periods of one course."""

    course: DisputeCourse
    calendar: WorkingCalendar
    policies: PolicySet
    today: date | None

    def of(self, rule: ClockRule) -> Iterator[DisputeClock]:
        """The periods of one rule."""
        for start in self._starts(rule):
            clock = self._clock(rule, start)
            if clock is not None:
                yield clock

    # ------------------------------------------------------------------------------------------------------- starts

    def _starts(self, rule: ClockRule) -> Iterator[_Start]:
        if rule.counts == "timeout":
            yield from self._timeouts()
            return
        facts = [one for one in self.course.all_of(*rule.starts) if self._fits(rule, one)]
        if not facts and _K.ACCEPTED in rule.starts:
            accepted, deemed, _ = accepted_on(self.course, self.calendar, self.policies)
            applied = self.course.last(_K.APPLICATION_FILED, _K.CORRECTION_FILED)
            passed = self.today is None or (accepted is not None and accepted <= self.today)
            if accepted is not None and deemed and passed:
                yield _Start(applied, accepted, deemed=True)
            return
        for fact in facts if rule.each else facts[-1:]:
            on = _day(rule, fact)
            if on is not None:
                yield _Start(fact, on)

    def _fits(self, rule: ClockRule, fact: DisputeFact) -> bool:
        if rule.instance is not None and fact.kind is _K.DECIDED and fact.instance is not rule.instance:
            return False
        if rule.results and fact.result not in rule.results:
            return False
        return not rule.grounds or fact.ground in rule.grounds

    def _timeouts(self) -> Iterator[_Start]:
        """The end of the reconsideration period without a decision (复议法第三十四条)."""
        decide = next((one for rule in _decisions() for one in self.of(rule)), None)
        if decide is None or decide.due is None:
            return
        over = self.today is not None and self.today > decide.due.due
        late = decide.done_on is not None and decide.done_on > decide.due.due
        if over and (decide.done_on is None or late):
            yield _Start(None, decide.due.due)

    # ------------------------------------------------------------------------------------------------------- counting

    def _clock(self, rule: ClockRule, start: _Start) -> DisputeClock | None:
        key = self._parameter(rule, start)
        value = parameter_if_any(key, start.on) if key else None
        if key and value is None:
            return None  # NO_PERIOD_THEN: the law of that day knew no such period
        due, stopped = self._due(rule, start, key)
        done, moot = self._end(rule, start)
        state = self._state(rule, due, stopped, done, moot)
        unit = value.unit if value is not None else Unit.DAY
        waits = done is None and state in (ClockState.RUNNING, ClockState.MISSED)
        remaining = self._remaining(due, unit) if waits else None
        amount = value.value if value is not None else 0
        # Nobody is warned of what others have to do; their periods say by themselves how they stand.
        quiet = start.fact is not None and start.fact.result in rule.quiet
        warns = rule.owner is ClockOwner.AGENCY and not quiet
        alarm = alarm_of(remaining, amount, unit, rule.alarms) if warns else AlarmLevel.NONE
        return DisputeClock(
            key=rule.key,
            owner=rule.owner,
            state=state,
            alarm=alarm,
            start_ref=start.ref,
            started_on=start.on,
            start_kind=start.fact.kind if start.fact is not None else None,
            done_on=done,
            due=due,
            consequence=consequence(rule.ground) if rule.ground else rule.consequence,
            citations=_citations(rule, value.citation if value is not None else None),
            unit=unit,
            amount=amount,
            remaining=remaining,
        )

    def _parameter(self, rule: ClockRule, start: _Start) -> str:
        fact = start.fact
        if rule.ruling and fact is not None and fact.ruling:
            return rule.ruling
        if not rule.simple:
            return rule.parameter
        return rule.simple if self._procedure(rule, start) is Procedure.SIMPLE else rule.parameter

    def _procedure(self, rule: ClockRule, start: _Start) -> Procedure:
        """The procedure that a period follows: a change counts as long as the period of the simple one still runs."""
        at_start = self._begun_as(start.on)
        changed = [one for one in self.course.all_of(_K.PROCEDURE_CHANGED) if one.on > start.on]
        for change in changed:
            if change.procedure is None or change.procedure is at_start:
                continue
            if rule.counts in ("decision", "trial"):
                at_start = change.procedure
                continue
            key = rule.simple if at_start is Procedure.SIMPLE else rule.parameter
            if change.on <= review_due(key, start.on, self.calendar, self.policies).due:
                at_start = change.procedure
        return at_start

    def _begun_as(self, on: date) -> Procedure:
        """The procedure on the day on which a period began: as told by then, else as told first afterwards."""
        told = procedure_of(self.course, on)
        if told is not None:
            return told
        kinds = (_K.ACCEPTED, _K.CASE_FILED, _K.COPY_RECEIVED)
        first = next((one.procedure for one in self.course.all_of(*kinds) if one.procedure is not None), None)
        return first or Procedure.ORDINARY

    def _due(self, rule: ClockRule, start: _Start, key: str) -> tuple[Deadline | None, bool]:
        """The last day, and whether the period is stopped."""
        if rule.counts == "day":
            return _set_day(start.on, rule.label), False
        if rule.counts == "hearing":
            return hearing_notice_due(start.on, self.calendar, self.policies), False
        if rule.counts == "decision":
            return self._decision(start)
        due = review_due(key, start.on, self.calendar, self.policies)
        if rule.counts == "deferred":
            return self._deferred(due), False
        if rule.counts == "trial":
            return self._trial(rule, due, start)
        return due, False

    def _decision(self, start: _Start) -> tuple[Deadline | None, bool]:
        course = self.course
        changed = course.first(_K.PROCEDURE_CHANGED)
        at_start = self._begun_as(start.on)
        later = at_start
        if changed is not None and changed.on > start.on and changed.procedure is not None:
            # Known from the change alone, the procedure before it was the other one.
            at_start = Procedure.SIMPLE if changed.procedure is Procedure.ORDINARY else Procedure.ORDINARY
            later = changed.procedure
        converted = changed.on if changed is not None and later is Procedure.ORDINARY is not at_start else None
        # More than the limit is refused when it is recorded; what other systems bring along is read as the limit.
        cap = parameter_if_any("recon_decide_extension_days", start.on)
        extended = min(sum(one.days or 0 for one in course.all_of(_K.EXTENDED)), cap.value if cap is not None else 0)
        case = ReviewCase(
            accepted=start.on,
            procedure=Procedure.SIMPLE if converted is not None else later,
            converted_on=converted,
            extension_days=extended,
            pauses=self._pauses(start.on),
        )
        clock = decision_clock(case, self.calendar, self.policies)
        return clock.due, clock.due is None

    def _pauses(self, since: date) -> tuple[tuple[date, date | None], ...]:
        """Suspensions to their resumptions, and surveys with their last days (复议法第三十九条)."""
        found: list[tuple[date, date | None]] = []
        open_since: date | None = None
        for one in self.course.all_of(_K.SUSPENDED, _K.RESUMED):
            if one.kind is _K.SUSPENDED and open_since is None:
                open_since = max(one.on, since)
            elif one.kind is _K.RESUMED and open_since is not None:
                found.append((open_since, max(one.on, open_since)))
                open_since = None
        if open_since is not None:
            decided = self.course.first(_K.DECIDED)
            found.append((open_since, max(decided.on, open_since) if decided is not None else None))
        # The last day of a survey is not counted either.
        surveys = [(one.on, one.until + timedelta(days=1)) for one in self.course.all_of(_K.SURVEYED) if one.until]
        found += [(max(begin, since), max(end, since)) for begin, end in surveys if begin < end]
        return tuple(found)

    def _deferred(self, due: Deadline) -> Deadline:
        """The day until which the court allowed evidence later (诉讼法第三十六条)."""
        allowed = [one for one in self.course.all_of(_K.EVIDENCE_DEFERRED) if one.until is not None]
        last = max((one.until for one in allowed if one.until is not None), default=None)
        if last is None or last <= due.due:
            return due
        sentence = f"法院准许延期举证至{full_date(last)}。"
        step = Step(
            StepKind.EXTENSION, (last - due.due).days, StepUnit.DAYS, due.due, last, sentence, why("litig_no_evidence")
        )
        return replace(due, due=last, steps=(*due.steps, step), unrolled=last)

    def _trial(self, rule: ClockRule, due: Deadline, start: _Start) -> tuple[Deadline | None, bool]:
        """The period of a court with suspensions and approved extensions of its instance."""
        mine = [one for one in self._pauses(start.on) if self._of_instance(rule, one[0])]
        if any(end is None for _, end in mine):
            return None, True
        pause = sum((end - begin).days for begin, end in mine if end is not None)
        extension = sum(one.days or 0 for one in self.course.all_of(_K.EXTENDED) if self._of_instance(rule, one.on))
        if not pause and not extension:
            return due, False
        steps = tuple(one for one in due.steps if one.what is not StepKind.ROLL)
        for kind, days, words in (
            (StepKind.EXTENSION, extension, "经批准延长{}日"),
            (StepKind.SUSPENSION, pause, "中止期间{}日不计入"),
        ):
            if days:
                at = steps[-1].end
                end = at + timedelta(days=days)
                sentence = f"{words.format(days)}，至{full_date(end)}。"
                steps = (*steps, Step(kind, days, StepUnit.DAYS, at, end, sentence, why("period_start")))
        return rolled(steps, self.calendar), False

    def _of_instance(self, rule: ClockRule, on: date) -> bool:
        """Whether a day lies in the instance of a rule: before the first decision, or after it."""
        first = next((one for one in self.course.all_of(_K.DECIDED) if one.instance is Instance.FIRST), None)
        later = first is not None and on > first.on
        return later is (rule.instance is Instance.SECOND)

    # ------------------------------------------------------------------------------------------------------- ending

    def _end(self, rule: ClockRule, start: _Start) -> tuple[date | None, bool]:
        """The day on which the period was met or fell away, and whether it fell away."""
        if rule.counts == "hearing" and start.fact is not None:
            return start.fact.on, False
        since = start.fact.on if start.fact is not None and not start.deemed else start.on
        met = min((one.on for one in self.course.all_of(*rule.ends) if self._ends(rule, one, since)), default=None)
        if met is not None:
            return met, False
        over = [one for one in self.course.all_of(*rule.moot, _K.CLOSED) if one.on >= since]
        if start.fact is not None:
            over = [one for one in over if not _before(one, start.fact)]
        gone = min((one.on for one in over), default=None)
        return gone, gone is not None

    def _ends(self, rule: ClockRule, fact: DisputeFact, since: date) -> bool:
        if rule.instance is not None and fact.kind is _K.DECIDED and fact.instance is not rule.instance:
            return False
        if rule.ends_by is not None and fact.by_agency is not (rule.ends_by is ClockOwner.AGENCY):
            return False
        return fact.on >= since

    def _state(self, rule: ClockRule, due: Deadline | None, stopped: bool, done: date | None, moot: bool) -> ClockState:
        if done is not None and not moot:
            return ClockState.LATE if due is not None and done > due.due else ClockState.MET
        if moot and rule.optional:
            return ClockState.MOOT
        if moot:
            missed = due is not None and done is not None and done > due.due
            return ClockState.MISSED if missed else ClockState.MOOT
        if stopped:
            return ClockState.SUSPENDED
        past = due is not None and self.today is not None and self.today > due.due
        if past:
            return ClockState.MOOT if rule.optional else ClockState.MISSED
        return ClockState.RUNNING

    def _remaining(self, due: Deadline | None, unit: Unit) -> int | None:
        if due is None or self.today is None:
            return None
        if unit is not Unit.WORKDAY:
            return (due.due - self.today).days
        left = self.calendar.workdays_between(self.today, due.due)
        # On a day off behind the last day no working day has passed yet, and still it is over.
        return min(left, -1) if self.today > due.due else left


@cache
def _decisions() -> tuple[ClockRule, ...]:
    return tuple(one for one in dispute_clock_rules() if one.counts == "decision")


def _day(rule: ClockRule, fact: DisputeFact) -> date | None:
    """The day of an event from which a rule counts."""
    if rule.day == "until":
        return fact.until
    if rule.day == "other_served":
        return fact.other_served or fact.on
    if rule.day == "served":
        return fact.served or (None if rule.must_be_served else fact.on)
    return fact.on


def _set_day(on: date, label: str) -> Deadline:
    sentence = f"{full_date(on)}{label}。"
    return Deadline(on, (Step(StepKind.START, 0, StepUnit.DAYS, on, on, sentence, why("period_start")),), unrolled=on)


def _citations(rule: ClockRule, own: Citation | None) -> tuple[Citation, ...]:
    more = why(rule.ground) if rule.ground else ()
    first = (own,) if own is not None else ()
    return tuple(dict.fromkeys((*first, *rule.citations, *more)))

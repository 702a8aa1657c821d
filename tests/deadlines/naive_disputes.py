"""A second implementation of the periods of disputes, deliberately naive: plain loops over days, numbers typed here.

It shares nothing with the program but the two sets of days read from the notices. A random procedure is a handful of
days; what each period must be is written down as a person would count it with a calendar on the wall.
"""

import calendar as months
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.deadlines.naive_clock import NaiveCalendar

__all__ = ["NaiveLawsuit", "NaivePeriod", "NaiveReview", "random_lawsuit", "random_review"]

ONE = timedelta(days=1)


@dataclass
class NaivePeriod:
    due: date | None  # None: stopped
    done: date | None
    gone: bool = False  # it fell away before it was met
    optional: bool = False  # nobody has to do it
    workdays: bool = False  # what is left is told in working days

    def state(self, today: date) -> str:
        if self.done is not None and not self.gone:
            return "late" if self.due is not None and self.done > self.due else "met"
        if self.gone:
            assert self.done is not None
            late = self.due is not None and self.done > self.due and not self.optional
            return "missed" if late else "moot"
        if self.due is None:
            return "suspended"
        over = "moot" if self.optional else "missed"
        return over if today > self.due else "running"

    def remaining(self, today: date, wall: NaiveCalendar) -> int | None:
        """What is left, step by step; behind the end what has passed, at least one."""
        if self.state(today) not in ("running", "missed") or self.done is not None:
            return None
        assert self.due is not None
        first, last = sorted((today, self.due))
        steps, day = 0, first
        while day < last:
            day += ONE
            steps += wall.works(day) if self.workdays else 1
        return steps if today <= self.due else -max(steps, 1)


@dataclass
class NaiveReview:
    """A reconsideration: days in order, None where something did not happen."""

    applied: date
    simple: bool
    accepted: date | None
    copy: date | None
    changed: date | None
    answered: date | None
    asked: date | None = None  # a correction
    mended: date | None = None
    stops: list[tuple[date, date | None]] = field(default_factory=list)
    surveys: list[tuple[date, date]] = field(default_factory=list)
    extended: tuple[date, int] | None = None
    hearing: tuple[date, date] | None = None
    decided: date | None = None
    served: date | None = None
    other_served: date | None = None
    opinion: date | None = None
    reported: date | None = None

    def periods(self, wall: NaiveCalendar, today: date) -> dict[str, NaivePeriod]:
        found = self._on_the_way(wall)
        accepted = self._accepted_on(found["rc_accept"].due, today)
        if accepted is not None:
            found |= self._of_the_body(wall, accepted, today)
        if self.copy is not None:
            found["rc_answer"] = self._answer(wall, self.copy)
        if self.hearing is not None:
            noticed, held = self.hearing
            day, left = held, 5
            while left:
                day -= ONE
                left -= wall.works(day)
            found["rc_hearing"] = NaivePeriod(day, noticed)
        if self.decided is not None:
            sue = _roll(wall, (self.other_served or self.decided) + 15 * ONE)
            found["sue_after_rc"] = NaivePeriod(sue, None)
        if self.opinion is not None:
            found["opinion"] = _period(_roll(wall, self.opinion + 60 * ONE), self.reported, None, self.opinion)
        for key in found.keys() - {"rc_decide", "sue_rc_timeout", "sue_after_rc", "opinion"}:
            found[key].workdays = True
        return found

    def _on_the_way(self, wall: NaiveCalendar) -> dict[str, NaivePeriod]:
        """Until it is accepted."""
        since = self.mended or self.applied
        asked = self.asked if self.mended is None else None
        gone = _first(self.accepted, self.copy, self.decided)
        found = {
            "rc_accept": _period(
                wall.nth_after(since, 5), self.accepted, _first(asked, self.copy, self.decided), since
            ),
            "rc_fix_notice": _period(wall.nth_after(self.applied, 5), self.asked, gone, self.applied),
        }
        found["rc_fix_notice"].optional = True
        if self.asked is not None:
            found["rc_fix"] = _period(wall.nth_after(self.asked, 10), self.mended, gone, self.asked)
        return found

    def _accepted_on(self, last: date | None, today: date) -> date | None:
        """Silence is acceptance, but not while a correction is awaited that was asked for in time."""
        assert last is not None
        if self.accepted is not None:
            return self.accepted
        ends = [self.decided, self.asked if self.mended is None else None]
        silent = not any(one is not None and one <= last for one in ends)
        return last if silent and last <= today else None

    def _of_the_body(self, wall: NaiveCalendar, accepted: date, today: date) -> dict[str, NaivePeriod]:
        copy_due = wall.nth_after(accepted, 3 if self.simple else 7)
        if self.simple and self.changed is not None and accepted < self.changed <= copy_due:
            copy_due = wall.nth_after(accepted, 7)
        end = self.copy if self.copy is not None and self.copy >= accepted else None
        found = {
            "rc_copy": _period(copy_due, end, self.decided, accepted),
            "rc_decide": self._decision(wall, accepted),
        }
        timeout = found["rc_decide"].due
        late = self.decided is not None and timeout is not None and self.decided > timeout
        if timeout is not None and today > timeout and (self.decided is None or late):
            sue = _roll(wall, timeout + 15 * ONE)
            found["sue_rc_timeout"] = _period(sue, None, self.decided, timeout)
        return found

    def _answer(self, wall: NaiveCalendar, copy: date) -> NaivePeriod:
        due = wall.nth_after(copy, 5 if self.simple else 10)
        # A change counts as long as the short period still runs.
        if self.simple and self.changed is not None and self.changed <= due:
            due = wall.nth_after(copy, 10)
        return _period(due, self.answered, self.decided, copy)

    def status(self) -> str:
        """Where it stands."""
        if self.decided is not None:
            return "decided"
        if self.stops and self.stops[-1][1] is None:
            return "suspended"
        if self.answered is not None:
            return "answered"
        if self.copy is not None:
            return "answer_due"
        return "running" if self.accepted is not None else "applied"

    def _decision(self, wall: NaiveCalendar, accepted: date) -> NaivePeriod:
        simple = self.simple and self.changed is None
        length = 30 if simple else 60
        if self.extended is not None:
            length += min(self.extended[1], 30)
        stopped: set[date] = set()
        for begin, end in self.stops:
            last = end if end is not None else self.decided
            if last is None:
                return NaivePeriod(None, self.decided)
            day = begin
            while day < last:
                stopped.add(day)
                day += ONE
        for begin, last in self.surveys:
            day = begin
            while day <= last:
                stopped.add(day)
                day += ONE
        # What is stopped is added behind, whenever it was.
        end = accepted + (length + len(stopped)) * ONE
        return _period(_roll(wall, end), self.decided, None, accepted)


@dataclass
class NaiveLawsuit:
    """A lawsuit: days in order."""

    filed: date
    simple: bool
    copy: date | None
    deferred: date | None
    answered: date | None
    decided: date | None = None
    ruling: bool = False
    served: date | None = None
    other_served: date | None = None
    appealed: tuple[date, bool] | None = None  # by the agency
    appeal_received: date | None = None
    appeal_answered: date | None = None
    second: date | None = None

    def periods(self, wall: NaiveCalendar) -> dict[str, NaivePeriod]:
        found = {"lit_copy": _period(_roll(wall, self.filed + 5 * ONE), self.copy, self.decided, self.filed)}
        trial = self.filed + 45 * ONE if self.simple else _month(self.filed, 6)
        found["lit_trial"] = _period(_roll(wall, trial), self.decided, None, self.filed)
        if self.copy is not None:
            due = _roll(wall, self.copy + 15 * ONE)
            if self.deferred is not None and self.deferred > due:
                due = self.deferred
            found["lit_defence"] = _period(due, self.answered, self.decided, self.copy)
        if self.decided is not None:
            days = 10 if self.ruling else 15
            ours = self.appealed[0] if self.appealed is not None and self.appealed[1] else None
            theirs = self.appealed[0] if self.appealed is not None and not self.appealed[1] else None
            if self.served is not None:
                last = _roll(wall, self.served + days * ONE)
                found["lit_appeal"] = _period(last, ours, self.appeal_received, self.decided)
                found["lit_appeal"].optional = True
            other = self.other_served or self.decided
            found["lit_appeal_other"] = NaivePeriod(_roll(wall, other + days * ONE), theirs)
        if self.appeal_received is not None:
            due = _roll(wall, self.appeal_received + 15 * ONE)
            found["lit_appeal_answer"] = NaivePeriod(due, self.appeal_answered)
            found["lit_second"] = NaivePeriod(_roll(wall, _month(self.appeal_received, 3)), self.second)
        return found

    def status(self, wall: NaiveCalendar, today: date) -> str:
        """Where it stands."""
        if self.second is not None:
            return "decided"
        if self.decided is not None:
            if self.appealed is not None or self.appeal_received is not None:
                return "second_instance"
            open_ones = [one for key, one in self.periods(wall).items() if key in ("lit_appeal", "lit_appeal_other")]
            return "appeal_open" if any(one.state(today) == "running" for one in open_ones) else "decided"
        if self.answered is not None:
            return "answered"
        return "answer_due" if self.copy is not None else "running"


def _period(due: date, done: date | None, gone: date | None, since: date) -> NaivePeriod:
    if done is not None and done >= since:
        return NaivePeriod(due, done)
    if gone is not None and gone >= since:
        return NaivePeriod(due, gone, gone=True)
    return NaivePeriod(due, None)


def _first(*days: date | None) -> date | None:
    return min((one for one in days if one is not None), default=None)


def _roll(wall: NaiveCalendar, day: date) -> date:
    while not wall.works(day):
        day += ONE
    return day


def _month(start: date, n: int) -> date:
    place = start.year * 12 + start.month - 1 + n
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


# ------------------------------------------------------------------------------------------------ random procedures


def _later(rng: random.Random, day: date, longest: int) -> date:
    return day + rng.randint(1, longest) * ONE


def random_review(rng: random.Random) -> NaiveReview:
    """A reconsideration that may stop anywhere."""
    applied = date(2024, 1, 15) + rng.randrange(560) * ONE
    asked = _later(rng, applied, 9) if rng.random() < 0.25 else None
    mended = _later(rng, asked, 20) - ONE if asked is not None and rng.random() < 0.7 else None
    ready = mended or asked or applied
    accepted = _later(rng, ready, 9) if rng.random() < (0.75 if mended or not asked else 0.3) else None
    at = accepted or ready + 12 * ONE
    copy = _later(rng, at, 12) if rng.random() < 0.85 else None
    review = NaiveReview(
        applied=applied,
        simple=rng.random() < 0.6 and (accepted is not None or copy is not None),  # else nobody told of it
        accepted=accepted,
        copy=copy,
        changed=None,
        answered=None,
        asked=asked,
        mended=mended,
    )
    if review.copy is None:
        return review
    at = review.copy
    if review.simple and rng.random() < 0.3:
        review.changed = _later(rng, at, 12)
        at = review.changed
    if rng.random() < 0.8:
        review.answered = _later(rng, review.copy, 18)
        at = max(at, review.answered)
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        begin = _later(rng, at, 8)
        end = _later(rng, begin, 40) if rng.random() < 0.85 else None
        review.stops.append((begin, end))
        if end is None:
            at = begin
            break
        at = end
    if rng.random() < 0.25 and (not review.stops or review.stops[-1][1] is not None):
        begin = _later(rng, at, 5)
        review.surveys.append((begin, begin + rng.randint(0, 9) * ONE))
        at = review.surveys[-1][1]
    if rng.random() < 0.3:
        review.extended = (_later(rng, at, 6), rng.randint(1, 30))
        at = review.extended[0]
    if rng.random() < 0.3:
        noticed = _later(rng, at, 5)
        review.hearing = (noticed, _later(rng, noticed, 20))
        at = noticed
    if rng.random() < 0.6:
        review.decided = _later(rng, at, 90)
        review.served = _later(rng, review.decided, 9) if rng.random() < 0.8 else None
        review.other_served = _later(rng, review.decided, 12) if rng.random() < 0.7 else None
    if rng.random() < 0.3:
        review.opinion = _later(rng, review.decided or at, 20)
        review.reported = _later(rng, review.opinion, 90) if rng.random() < 0.6 else None
    return review


def random_lawsuit(rng: random.Random) -> NaiveLawsuit:
    """A lawsuit that may stop anywhere."""
    filed = date(2024, 1, 15) + rng.randrange(420) * ONE
    suit = NaiveLawsuit(
        filed=filed,
        simple=rng.random() < 0.3,
        copy=_later(rng, filed, 12) if rng.random() < 0.9 else None,
        deferred=None,
        answered=None,
    )
    at = suit.copy or filed
    if suit.copy is not None and rng.random() < 0.2:
        suit.deferred = _later(rng, suit.copy, 40)
    if suit.copy is not None and rng.random() < 0.8:
        suit.answered = _later(rng, suit.copy, 30)
        at = suit.answered
    if rng.random() < 0.7:
        suit.decided = _later(rng, at, 200)
        suit.ruling = rng.random() < 0.25
        suit.served = _later(rng, suit.decided, 9) if rng.random() < 0.85 else None
        suit.other_served = _later(rng, suit.decided, 9) if rng.random() < 0.7 else None
        if rng.random() < 0.5:
            suit.appealed = (_later(rng, suit.decided, 25), rng.random() < 0.4)
            if rng.random() < 0.8:
                suit.appeal_received = _later(rng, suit.appealed[0], 20)
                suit.appeal_answered = _later(rng, suit.appeal_received, 25) if rng.random() < 0.6 else None
                suit.second = _later(rng, suit.appeal_received, 120) if rng.random() < 0.6 else None
    return suit

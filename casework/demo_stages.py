"""The stages that the sample office shows: for each, when the letter came in and which steps it has been through.

Days are working days of the office's calendar, counted so that the worklist has something overdue, due today, pressing,
stopped, estimated, waiting and closed whatever day it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from casework.demo_course import Course, Step
from casework.sample_requests import SampleRequest
from deadlines.calendar import WorkingCalendar
from law.terms import Outcome, RequestKind

__all__ = [
    "OPEN_STAGES",
    "Days",
    "Plan",
    "Planned",
    "Received",
    "Stage",
    "closed_stage",
    "received_ago",
    "rectify_stage",
]

_PERIOD: Final = 20
_WRITTEN_OUTCOMES: Final = frozenset(
    (
        Outcome.GRANT,
        Outcome.ALREADY_PUBLIC,
        Outcome.NOT_THIS_AGENCY,
        Outcome.NOT_EXIST,
        Outcome.PARTIAL_GRANT,
        Outcome.PETITION,
    )
)

Planned = Iterator[tuple[date, Step]]


@dataclass(frozen=True, slots=True)
class Days:
    """Working days around the receipt of a sample case."""

    calendar: WorkingCalendar
    received: date
    today: date

    def after(self, number: int) -> date:
        """The n-th working day after the receipt."""
        return self.calendar.add_workdays(self.received, number)

    def ago(self, number: int) -> date:
        """The n-th working day before today; 0 is today."""
        return self.calendar.subtract_workdays(self.today, number)

    def ahead(self, number: int) -> date:
        """The n-th working day after today."""
        return self.calendar.add_workdays(self.today, number)


Plan = Callable[[Course, Days, SampleRequest], Planned]
Received = Callable[[WorkingCalendar, date], date]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage.

    Attributes:
        key: name, for tests.
        received: the day of receipt, from calendar and today.
        plan: the steps after the registration.
        fits: which letters can stand at this stage.
        confirmed: False for a letter whose receipt is still to be confirmed.
        splits: a letter with a few items becomes as many requests; only where none of them is handled yet.
    """

    key: str
    received: Received
    plan: Plan
    fits: Callable[[SampleRequest], bool]
    confirmed: bool = True
    splits: bool = False


def _any(sample: SampleRequest) -> bool:
    return sample.draft.kind is RequestKind.DISCLOSURE and not sample.confirmable


def _unconfirmed(sample: SampleRequest) -> bool:
    return sample.confirmable


def _withdrawn(sample: SampleRequest) -> bool:
    return _any(sample) and sample.outcome is Outcome.WITHDRAWN


def due_in(workdays: int, calendar: WorkingCalendar, today: date) -> date:
    """The day of receipt of a plain request whose due date lies so many working days from today."""
    if workdays > 0:
        due = calendar.add_workdays(today, workdays)
    else:
        due = today if workdays == 0 and calendar.is_working(today) else calendar.subtract_workdays(today, -workdays)
    return calendar.subtract_workdays(due, _PERIOD)


def received_ago(workdays: int, calendar: WorkingCalendar, today: date) -> date:
    """A day of receipt so many working days before today."""
    return calendar.subtract_workdays(today, workdays)


# ------------------------------------------------------------------------------------------------------- plans, open


def _nothing(_course: Course, _days: Days, _sample: SampleRequest) -> Planned:
    yield from ()


def _searched(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(4), course.search
    yield days.after(6), course.contact


def _decided(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield days.after(4), course.search
    yield days.ago(3), partial(course.decide, outcome=_outcome_of(sample))


def _drafted(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield from _decided(course, days, sample)
    yield days.ago(1), course.draft_reply


def _in_review(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield from _drafted(course, days, sample)
    yield days.ago(0), course.submit_reply


def _returned(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield from _in_review(course, days, sample)
    yield days.ago(0), course.return_reply


def _awaiting_head(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield from _in_review(course, days, sample)
    yield days.ago(0), course.pass_reply


def _extension_asked(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), course.search
    yield days.ago(0), course.ask_extension


def _issued(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield from _drafted(course, days, sample)
    yield days.ago(0), course.issue_only


def _dispatched(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield from _decided(course, days, sample)
    yield days.ago(3), course.draft_reply
    yield days.ago(2), course.issue_reply


def _consulting(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), course.search
    yield days.ago(6), course.consult
    yield days.ago(4), course.serve_consultation


def _consulting_unserved(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(2), course.consult


def _agency_asked(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(5), course.consult_agency


def _answered(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), course.consult
    yield days.after(5), course.serve_consultation
    yield days.ago(1), course.opinion


def _correction_awaited(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), partial(course.ask_correction, deadline=days.ahead(6))
    yield days.after(5), course.serve_correction


def _correction_overdue(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), partial(course.ask_correction, deadline=days.ago(2))
    yield days.after(5), course.serve_correction


def _corrected(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), partial(course.ask_correction, deadline=days.ahead(3))
    yield days.ago(2), course.correct


def _extended(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), course.search
    yield days.ago(1), course.extend


def _reasons_asked(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(3), partial(course.ask_reasons, deadline=days.ahead(5))


def _stage(key: str, received: Received, plan: Plan, *, splits: bool = False) -> Stage:
    return Stage(key, received, plan, _any, splits=splits)


OPEN_STAGES: Final = (
    Stage("unconfirmed", partial(received_ago, 2), _nothing, _unconfirmed, confirmed=False),
    _stage("overdue", partial(due_in, -2), _searched),
    _stage("today", partial(due_in, 0), _drafted),
    _stage("today_untouched", partial(due_in, 0), _searched),
    _stage("soon", partial(due_in, 3), _decided),
    _stage("soon_answered", partial(received_ago, 18), _answered),
    _stage("soon_searched", partial(due_in, 4), _searched),
    _stage("issued", partial(due_in, 2), _issued),
    _stage("dispatched", partial(due_in, 3), _dispatched),
    _stage("consulting", partial(received_ago, 12), _consulting),
    _stage("consulting_unserved", partial(received_ago, 9), _consulting_unserved),
    _stage("agency_asked", partial(received_ago, 11), _agency_asked),
    _stage("correction_awaited", partial(received_ago, 8), _correction_awaited),
    _stage("correction_overdue", partial(received_ago, 17), _correction_overdue),
    _stage("corrected", partial(received_ago, 10), _corrected),
    _stage("extended", partial(received_ago, 8), _extended),
    _stage("reasons_asked", partial(received_ago, 7), _reasons_asked),
    _stage("normal", partial(due_in, 9), _searched),
    _stage("normal_later", partial(due_in, 14), _nothing, splits=True),
    _stage("fresh", partial(received_ago, 1), _nothing, splits=True),
    _stage("today_received", partial(received_ago, 0), _nothing, splits=True),
    _stage("in_review", partial(due_in, 4), _in_review),
    _stage("in_review_later", partial(due_in, 6), _in_review),
    _stage("returned", partial(due_in, 5), _returned),
    _stage("awaiting_head", partial(due_in, 3), _awaiting_head),
    _stage("extension_asked", partial(due_in, 2), _extension_asked),
)


# ----------------------------------------------------------------------------------------------------- plans, closed


def _outcome_of(sample: SampleRequest) -> Outcome:
    return sample.outcome if sample.outcome in _WRITTEN_OUTCOMES else Outcome.GRANT


def _replied(course: Course, days: Days, sample: SampleRequest, reply: int) -> Planned:
    yield from _answered_with(course, days, reply, _outcome_of(sample))


def _answered_with(course: Course, days: Days, reply: int, outcome: Outcome) -> Planned:
    yield days.after(4), course.search_in_vain if outcome is Outcome.NOT_EXIST else course.search
    yield days.after(reply - 2), partial(course.decide, outcome=outcome)
    yield days.after(reply - 1), course.draft_reply
    yield days.after(reply), course.issue_reply
    yield days.after(reply + 3), course.serve_reply


def _replied_after_extension(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield days.after(15), course.extend
    yield from _replied(course, days, sample, 27)


def _replied_after_correction(course: Course, days: Days, sample: SampleRequest) -> Planned:
    yield days.after(3), partial(course.ask_correction, deadline=days.after(14))
    yield days.after(6), course.serve_correction
    yield days.after(9), course.correct
    yield from _replied(course, days, sample, 21)


def _replied_after_consultation(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(5), course.consult
    yield days.after(7), course.serve_consultation
    yield days.after(13), course.consent
    yield from _answered_with(course, days, 22, Outcome.GRANT)


def _withdrawn_soon(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), course.withdraw


def _closed_plan(number: int, sample: SampleRequest) -> Plan:
    if _withdrawn(sample):
        return _withdrawn_soon
    special: dict[int, Plan] = {
        3: _replied_after_extension,
        5: _replied_after_correction,
        8: _replied_after_consultation,
    }
    # One reply in twelve went out two days late, as it happens.
    reply = 22 if number % 12 == 10 else 8 + number % 11
    return special.get(number % 12, partial(_replied, reply=reply))


def closed_stage(number: int, of: int) -> Stage:
    """The stage of the n-th of so many closed cases, spread over the months before today."""

    def received(calendar: WorkingCalendar, today: date) -> date:
        first, last = today - timedelta(days=200), today - timedelta(days=48)
        day = first + (last - first) * number / max(of - 1, 1)
        return calendar.roll(day)

    def plan(course: Course, days: Days, sample: SampleRequest) -> Planned:
        return _closed_plan(number, sample)(course, days, sample)

    return Stage("closed", received, plan, lambda _sample: True)


def rectify_stage() -> Stage:
    """A correction of records under article 41: no row of the annual report, no reply period of its own."""
    return Stage(
        "rectify", partial(received_ago, 15), _nothing, lambda sample: sample.draft.kind is RequestKind.RECTIFY
    )

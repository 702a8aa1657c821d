"""How far fees have come in the sample office: for each stage, when the letter came in and which steps it went through.

The letters of one applicant fall into one month whatever day it is, so that the eleventh and later ones cost by piece.
Those of another came in long ago: one fee is overdue, one was given up, one was paid and the reply is out.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from casework.demo_course import Course
from casework.demo_stages import Days, Plan, Planned, Received, Stage, received_ago
from casework.sample_requests import SampleRequest
from deadlines.calendar import WorkingCalendar
from law.terms import Outcome

__all__ = ["FEE_STAGES"]

_LATEST: Final = 9  # working days ago
_PAGES: Final = 86
_VOLUME_FEN: Final = 56_000  # of these pages
_PART_FEN: Final = 20_000


def _in_the_month(workdays: int, calendar: WorkingCalendar, today: date) -> date:
    """So many working days ago, but never in the month before that of the latest letters."""
    latest = received_ago(_LATEST, calendar, today)
    day = received_ago(workdays, calendar, today)
    return day if day.replace(day=1) == latest.replace(day=1) else latest


# ------------------------------------------------------------------------------------------------------- this month


def _searched(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.after(3), course.search


def _proposed(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(1), course.propose_fee


def _approved(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(2), course.propose_fee
    yield days.ago(1), course.approve_fee


def _sent(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(4), course.propose_fee
    yield days.ago(3), course.approve_fee
    yield days.ago(2), course.notify_fee


def _due(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days, pages=0)


def _in_house(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield days.ago(3), partial(course.propose_fee, pages=_PAGES)
    yield days.ago(2), course.approve_fee
    yield days.ago(1), course.keep_fee_notice


def _part_paid(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days)
    yield days.ago(1), partial(course.pay_fee, fen=_PART_FEN)


def _paid(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days)
    yield days.ago(1), partial(course.pay_fee, fen=_VOLUME_FEN)


def _waived(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days)
    yield days.ago(1), course.waive_fee


def _noticed(course: Course, days: Days, pages: int = _PAGES) -> Planned:
    """Proposed, approved, posted and signed for."""
    yield days.after(2), partial(course.propose_fee, pages=pages)
    yield days.after(3), course.approve_fee
    yield days.after(4), course.notify_fee
    yield days.after(6), course.serve_fee_notice


# -------------------------------------------------------------------------------------------------------- long ago


def _overdue(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days)


def _lapsed(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days)
    yield days.after(28), course.lapse_fee
    yield days.after(29), partial(course.decide, outcome=Outcome.ABANDONED_NO_PAYMENT)
    yield days.after(29), course.draft_reply
    yield days.after(30), course.issue_reply
    yield days.after(33), course.serve_reply


def _settled(course: Course, days: Days, _sample: SampleRequest) -> Planned:
    yield from _noticed(course, days)
    yield days.after(10), partial(course.pay_fee, fen=_VOLUME_FEN)
    yield days.after(14), course.search
    yield days.after(18), partial(course.decide_charged, pages=_PAGES)
    yield days.after(19), course.draft_reply
    yield days.after(20), course.issue_reply
    yield days.after(23), course.serve_reply


def _stage(key: str, received: Received, plan: Plan) -> Stage:
    return Stage(key, received, plan, lambda _sample: False)


FEE_STAGES: Final[Mapping[str, Stage]] = {
    one.key: one
    for one in (
        _stage("fee_free", partial(_in_the_month, 11), _searched),
        _stage("fee_in_house", partial(_in_the_month, 10), _in_house),
        _stage("fee_waived", partial(_in_the_month, 11), _waived),
        _stage("fee_paid", partial(_in_the_month, 11), _paid),
        _stage("fee_part_paid", partial(_in_the_month, 10), _part_paid),
        _stage("fee_due", partial(received_ago, _LATEST), _due),
        _stage("fee_sent", partial(received_ago, _LATEST), _sent),
        _stage("fee_approved", partial(received_ago, _LATEST), _approved),
        _stage("fee_proposed", partial(received_ago, _LATEST), _proposed),
        _stage("fee_overdue", partial(received_ago, 31), _overdue),
        _stage("fee_lapsed", partial(received_ago, 40), _lapsed),
        _stage("fee_settled", partial(received_ago, 52), _settled),
    )
}
"""The stages by the name under which a sample asks for one (``fee_stage``)."""

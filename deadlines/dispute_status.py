"""Where a dispute stands, as a function of its facts and of the day."""

from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.dispute_clocks import DisputeClock, dispute_clocks
from deadlines.dispute_history import DisputeCourse, DisputeFact
from law.dispute_results import dispute_results
from law.dispute_terms import ClockState, DisputeEventKind, DisputeStatus, Forum, Instance
from law.policies import PolicySet

__all__ = ["dispute_status", "last_result", "status_of"]

_K = DisputeEventKind
_APPEALS = ("lit_appeal", "lit_appeal_other")


def dispute_status(
    course: DisputeCourse,
    calendar: WorkingCalendar,
    policies: PolicySet,
    today: date | None,
    *,
    open_duties: int = 0,
) -> DisputeStatus:
    """Where a dispute stands.

    Args:
        course: its facts.
        calendar: the working days.
        policies: the agency's choices.
        today: the day of the question.
        open_duties: duties of the results that are not done yet.
    """
    return status_of(course, dispute_clocks(course, calendar, policies, today), open_duties=open_duties)


def status_of(course: DisputeCourse, clocks: tuple[DisputeClock, ...], *, open_duties: int = 0) -> DisputeStatus:
    """As :func:`dispute_status`, of clocks that were counted already."""
    if course.first(_K.CLOSED) is not None:
        return DisputeStatus.CLOSED
    result = last_result(course)
    if result is not None:
        return _after(course, result, clocks, open_duties)
    return _before(course)


def last_result(course: DisputeCourse) -> DisputeFact | None:
    """The result that counts: of the latest instance that has one, unless that one sent the case back."""
    decided = course.all_of(_K.DECIDED)
    if not decided:
        return None
    second = [one for one in decided if one.instance is Instance.SECOND]
    last = second[-1] if second else decided[-1]
    sent_back = last.result is not None and not dispute_results()[last.result].finishes
    if sent_back:
        # The first instance goes on; a result of it after the remand counts again.
        again = [one for one in decided if one.instance is Instance.FIRST and one.on > last.on]
        return again[-1] if again else None
    return last


def _after(
    course: DisputeCourse, result: DisputeFact, clocks: tuple[DisputeClock, ...], open_duties: int
) -> DisputeStatus:
    if course.forum is Forum.LITIGATION and result.instance is Instance.FIRST:
        appealed = [one for one in course.all_of(_K.APPEALED, _K.APPEAL_RECEIVED) if one.on >= result.on]
        if appealed:
            return DisputeStatus.SECOND_INSTANCE
        running = any(one.key in _APPEALS and one.state is ClockState.RUNNING for one in clocks)
        if running and course.first(_K.EFFECTIVE) is None:
            return DisputeStatus.APPEAL_OPEN
    return DisputeStatus.PERFORMING if open_duties else DisputeStatus.DECIDED


def _before(course: DisputeCourse) -> DisputeStatus:
    stopped, resumed = course.last(_K.SUSPENDED), course.last(_K.RESUMED)
    if stopped is not None and (resumed is None or resumed.on < stopped.on):
        return DisputeStatus.SUSPENDED
    if course.first(_K.ANSWER_FILED) is not None:
        return DisputeStatus.ANSWERED
    if course.first(_K.COPY_RECEIVED) is not None:
        return DisputeStatus.ANSWER_DUE
    running = course.first(_K.ACCEPTED, _K.CASE_FILED) is not None
    return DisputeStatus.RUNNING if running else DisputeStatus.APPLIED

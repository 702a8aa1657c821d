"""逐日说明 of a period of a dispute: every day with its reason, as for the period of a reply."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.dispute_views import DisputeClockView
from casework.disputes import dispute_view
from casework.office import Office
from casework.views import DayByDayView
from deadlines.day_rows import day_rows, day_sums
from deadlines.steps import DayRow, Deadline, StepKind, StepUnit
from law.errors import UserError

__all__ = ["DisputePeriod", "counted_by_day", "dispute_days"]

_BY_DAY: Final = (StepUnit.WORKDAYS, StepUnit.DAYS)
_PLAIN: Final = (StepKind.START, StepKind.COUNT, StepKind.EXTENSION, StepKind.ROLL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePeriod:
    """Which period of which dispute; the same kind of period may start twice."""

    dispute_id: int
    key: str
    started_on: date


def counted_by_day(clock: DisputeClockView) -> bool:
    """Whether the days of a period can be numbered one by one: not months, not backwards, nothing suspended."""
    if clock.deadline is None:
        return False
    steps = clock.deadline.steps
    plain = all(one.what in _PLAIN and one.unit in _BY_DAY and one.quantity >= 0 for one in steps)
    return plain and any(one.what is StepKind.COUNT for one in steps)


def dispute_days(office: Office, period: DisputePeriod, *, today: date) -> DayByDayView:
    """The explanation of one period of a dispute.

    Args:
        office: the office.
        period: which one.
        today: the day of the question.

    Raises:
        UserError: no such dispute or period, or one that is not counted by days.
    """
    view = dispute_view(office, period.dispute_id, today=today)
    wanted = [one for one in view.clocks if one.key == period.key and one.started_on == period.started_on]
    clock = wanted[0] if wanted else None
    if clock is None or clock.deadline is None or not counted_by_day(clock):
        raise UserError("no_such_date", "这个期限现在没有逐日说明", "", "请看期限下面的步骤")
    rows = day_rows(clock.deadline, office.calendar())
    return DayByDayView(
        title=clock.label,
        registration_number=view.case_number or view.forum.label,
        due=clock.deadline,
        rows=rows,
        sums=_sums(rows, clock.deadline),
        policies=(),
        what_ifs=(),
    )


def _sums(rows: tuple[DayRow, ...], deadline: Deadline) -> tuple[tuple[str, str], ...]:
    sums = day_sums(rows)
    units = {one.unit for one in deadline.steps if one.what is StepKind.COUNT}
    by_workdays = units == {StepUnit.WORKDAYS}
    lines = [("计入", f"{sums.counted} {'个工作日' if by_workdays else '日'}")]
    if by_workdays and sums.makeup:
        lines.append(("其中调休上班", f"{sums.makeup} 日"))
    if sums.off:
        lines.append(("放假和周末", f"{sums.off} 日，不计"))
    lines.append(("从起算次日至截止", f"{sums.total} 日"))
    return tuple(lines)

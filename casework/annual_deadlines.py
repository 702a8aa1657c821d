"""The last days of an annual report (条例第四十九条), and the agency's own earlier one."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from casework.agency import agency_view, known_profile
from casework.annual_views import AnnualDeadlineView
from casework.date_wording import full_date
from casework.office import Office
from casework.refusals import basis_text
from deadlines.calendar import WorkingCalendar
from deadlines.statutory_dates import ReportingBody, annual_report_due
from deadlines.steps import Deadline
from law.policies import policy_specs

__all__ = ["annual_deadlines"]

_LABELS: Final = {
    ReportingBody.DEPARTMENT: "提交本级主管部门并公布",
    ReportingBody.GOVERNMENT: "公布本级政府年报",
}
_INTERNAL: Final = "annual_internal_due"
_LONGEST_HOLIDAY: Final = timedelta(days=20)


def annual_deadlines(office: Office, session: Session, year: int, today: date) -> tuple[AnnualDeadlineView, ...]:
    """The last days for the report on a year, the earliest first."""
    calendar = office.calendar(session=session)
    policies = office.policies(today, session)
    kind = agency_view(known_profile(session)).body_kind
    bodies = [ReportingBody.DEPARTMENT] if kind == "department" else list(ReportingBody)
    found = [_view(_LABELS[one], annual_report_due(year, one, calendar, policies), calendar, today) for one in bodies]
    found += _internal(policies.text(_INTERNAL), year, calendar, today)
    return tuple(sorted(found, key=_due_of))


def _due_of(one: AnnualDeadlineView) -> date:
    return one.due


def _view(label: str, deadline: Deadline, calendar: WorkingCalendar, today: date) -> AnnualDeadlineView:
    last = _last_working(deadline.due, calendar)
    steps = tuple(one.sentence for one in deadline.steps)
    if last != deadline.due:
        steps = (*steps, f"{full_date(deadline.due)}不是工作日，期限不顺延，最后一个工作日是{full_date(last)}。")
    citations = tuple(dict.fromkeys(one for step in deadline.steps for one in step.citations))
    return AnnualDeadlineView(
        label=label,
        due=deadline.due,
        last_working=last,
        steps=steps,
        basis=basis_text(citations),
        left=(deadline.due - today).days,
    )


def _internal(text: str, year: int, calendar: WorkingCalendar, today: date) -> Iterator[AnnualDeadlineView]:
    """The earlier day of a local rule, by policy (month and day of the year after)."""
    if not text:
        return
    month, day = map(int, text.split("-"))
    try:
        due = date(year + 1, month, day)
    except ValueError:  # 02-29 in a year that has none
        return
    spec = policy_specs()[_INTERNAL]
    yield AnnualDeadlineView(
        label="本地规定的提交日",
        due=due,
        last_working=_last_working(due, calendar),
        steps=(f"口径“{spec.label}”定为{full_date(due)}。",),
        basis="",
        left=(due - today).days,
    )


def _last_working(due: date, calendar: WorkingCalendar) -> date:
    days = calendar.working_days(due - _LONGEST_HOLIDAY, due)
    return days[-1] if days else due

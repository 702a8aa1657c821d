"""What an extension needs, in one line of the acts about it."""

from casework.date_wording import full_date
from casework.lifecycle import CaseState
from deadlines.steps import Deadline

__all__ = ["extend_line", "extension_line", "last_day", "requested_line"]


def last_day(deadline: Deadline) -> str:
    """A last day as lines say it; an estimate says so."""
    return ("暂定的" if deadline.provisional else "") + full_date(deadline.due)


def extension_line(case: CaseState) -> str:
    """Until when an extension may be approved and told."""
    first = case.clock.first_due
    return f"须在{last_day(first)}前批准并告知申请人" if first else "须在首个期限内批准并告知申请人"


def extend_line(case: CaseState) -> str:
    """What an extension needs: where the office reviews, the head is asked first."""
    line = extension_line(case)
    return f"报负责人批准；{line}" if case.reviewed else line


def requested_line(case: CaseState) -> str:
    """What was asked for, for the head who decides."""
    asked = case.extension_request
    days = asked.payload.get("days") if asked else None
    return f"报批延长 {days} 个工作日；{extension_line(case)}" if days else extension_line(case)

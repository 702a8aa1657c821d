"""What the risk page shows the head of the office: groups of lines, each with a number that opens what it counts."""

from dataclasses import dataclass
from datetime import date

from casework.dispute_views import DisputeFilter
from casework.document_list_views import DocumentFilter
from casework.views import CaseFilter
from law.terms import Term

__all__ = ["AnnualYear", "RiskCase", "RiskGroup", "RiskLevel", "RiskLine", "RiskOpens", "RiskView"]


@dataclass(frozen=True, slots=True)
class AnnualYear:
    """The annual report of a year, as what a line opens."""

    year: int


RiskOpens = CaseFilter | DisputeFilter | DocumentFilter | AnnualYear


class RiskLevel(Term):
    """How much a line presses."""

    OVER = "over", "已逾期"
    TODAY = "today", "紧迫"
    SOON = "soon", "临近"
    STOPPED = "stopped", "停算"
    UNKNOWN = "unknown", "不明"
    FINE = "fine", "正常"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCase:
    """One request named under a line."""

    request_id: int
    number: str
    text: str  # 李静　剩 2 个工作日


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """A line.

    Attributes:
        text: the number, or a date or words where there is none to count.
        detail: why, or since when.
        count: how many ``opens`` lets through; None where nothing is counted.
        cases: the first of them.
    """

    key: str
    label: str
    text: str
    detail: str
    level: RiskLevel
    count: int | None = None
    opens: RiskOpens | None = None
    cases: tuple[RiskCase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskGroup:
    """Lines about one thing."""

    key: str
    title: str
    note: str
    lines: tuple[RiskLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """The page as of a day."""

    today: date
    groups: tuple[RiskGroup, ...]

    @property
    def lines(self) -> tuple[RiskLine, ...]:
        """All lines from top to bottom."""
        return tuple(line for group in self.groups for line in group.lines)

    def line(self, key: str) -> RiskLine:
        """A line by its key."""
        return next(one for one in self.lines if one.key == key)

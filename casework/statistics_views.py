"""What the statistics show: figures that open their requests, charts made of them, the figures on top."""

from dataclasses import dataclass

from casework.dispute_views import DisputeFilter
from casework.views import CaseFilter
from law.terms import Term
from reports.statistics import Period

__all__ = ["ChartForm", "ChartRow", "ChartView", "Figure", "Opens", "Period", "Series", "SeriesRole", "SummaryView"]

Opens = CaseFilter | DisputeFilter


class ChartForm(Term):
    """How a chart is drawn."""

    GROUPED = "grouped", "分组柱形"
    BARS = "bars", "条形"
    STACKED = "stacked", "堆积条形"
    LINE = "line", "折线"
    HISTOGRAM = "histogram", "分布"


class SeriesRole(Term):
    """What a series means; the look follows from it."""

    MAIN = "main", "主要"
    SECOND = "second", "次要"
    GOOD = "good", "良好"
    BAD = "bad", "不良"
    OTHER = "other", "其他"
    OPEN = "open", "未结"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number and what it counts.

    Attributes:
        value: how many requests (or disputes) stand behind it; ``opens`` lets exactly as many through.
        said: the whole of it in words: 2026年3月办结 12 件.
        text: as shown, the number itself if not given (97.5%).
        level: what is drawn, the number itself if not given; a share in per cent.
        opens: the list behind it; None where nothing stands behind it.
    """

    value: int
    said: str
    text: str
    level: float
    opens: Opens | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series of a chart."""

    label: str
    role: SeriesRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One place on the axis.

    Attributes:
        label: 3月; brief: as it stands where there is little room, empty: the same.
        figures: one for each series; None where nothing can be said.
        before: those of the year before, as long as ``figures``, or empty.
    """

    label: str
    figures: tuple[Figure | None, ...]
    before: tuple[Figure | None, ...] = ()
    brief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart.

    Attributes:
        key: names it.
        note: what is counted, in a few words.
        lead: what it says, in one sentence; empty if nothing.
        percent: levels are shares, and the axis ends at 100.
        period: of the figures; as_of: they are of today, whatever the period.
    """

    key: str
    title: str
    note: str
    form: ChartForm
    series: tuple[Series, ...]
    rows: tuple[ChartRow, ...]
    period: Period
    lead: str = ""
    percent: bool = False
    as_of: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in reading order, those of the year before behind their row."""
        return tuple(one for row in self.rows for one in (*row.figures, *row.before) if one is not None)

    @property
    def empty(self) -> bool:
        """Whether nothing was counted, neither now nor a year before."""
        return not any(one.value for one in self.figures)

    @property
    def compared(self) -> bool:
        """Whether there is something of the year before to compare with."""
        return any(one is not None and one.value for row in self.rows for one in row.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """One of the figures on top.

    Attributes:
        label: 收到申请; detail: what it consists of.
        before: of the same days a year before; change: 同比 +12（+10.34%）.
    """

    key: str
    label: str
    figure: Figure
    detail: str
    before: Figure | None
    change: str

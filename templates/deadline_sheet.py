"""Context of the 期限计算说明: one line a day, for the file and for whoever doubts a date (条例第三十三条)."""

from dataclasses import dataclass
from datetime import date

from law.terms import DocumentKind
from templates.context_base import require_filled, said

__all__ = ["DayLine", "DeadlineSheetContext"]

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day of the calculation.

    Args:
        day: the date.
        count: running number of the counted day, ``None`` if the day does not count.
        mark: 起算、工作日、放假、休息、调休上班、停算、届满.
        source: notice, event or article behind it; may be empty for an ordinary day.
    """

    day: date = said("日期")
    mark: str = said("性质")
    count: int | None = said("计数", None)
    source: str = said("依据", "")

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def weekday(self) -> str:
        """周一 to 周日."""
        return "周" + _WEEKDAYS[self.day.weekday()]

    @property
    def counted(self) -> str:
        """第 n 日, or a dash for a day that does not count."""
        return "—" if self.count is None else f"第{self.count}日"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSheetContext:
    """期限计算说明.

    Args:
        agency: name of the agency.
        registration_number: number of the request.
        subject: which period this is, e.g. 答复期限.
        result: the sentence that states the date.
        steps: sentences of the steps, each with its article.
        days: the days in order.
        made_on: day of the calculation.
        calendar_state: how far the holiday notices reach.
        provisional: whether the date is provisional.
    """

    agency: str = said("机关名称")
    registration_number: str = said("登记号")
    subject: str = said("期限名称")
    result: str = said("结论")
    steps: tuple[str, ...] = said("计算步骤")
    days: tuple[DayLine, ...] = said("逐日说明")
    made_on: date = said("制作日期")
    calendar_state: str = said("日历情况")
    provisional: bool = said("期限为暂定", False)

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.DEADLINE_SHEET

    @property
    def template_key(self) -> str:
        """Name of the .docx template without its ending."""
        return str(self.kind)

"""The days of a year as the picture shows them: as loaded, or as a notice that is not adopted yet would make them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from casework.views import NoticePreview
from desktop.components import long_date
from law.terms import DayKind

__all__ = ["DayCell", "LoadedDay", "days_outside", "loaded_cells", "preview_cells", "year_summary"]


class LoadedDay(Protocol):
    """What casework says about a day."""

    @property
    def date(self) -> date:
        """The day."""

    @property
    def kind(self) -> DayKind:
        """What it is."""

    @property
    def name(self) -> str:
        """Name of the festival."""

    @property
    def source(self) -> str:
        """Number of the notice."""

    @property
    def provisional(self) -> bool:
        """Whether it is an estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day of the picture.

    Args:
        on: the day.
        kind: what it is.
        reason: name of the festival and source, "" for ordinary days.
        changed: the notice being read arranges this day.
        provisional: no notice for its year is loaded.
    """

    on: date
    kind: DayKind
    reason: str = ""
    changed: bool = False
    provisional: bool = False

    @property
    def sentence(self) -> str:
        """2027年2月5日（周五）　放假：春节，国办发明电〔2026〕9号."""
        why = f"：{self.reason}" if self.reason else ""
        known = "，通知未公布，暂按法定节日推算" if self.provisional else ""
        return f"{long_date(self.on)}　{self.kind.label}{why}{known}"


def loaded_cells(days: Iterable[LoadedDay]) -> tuple[DayCell, ...]:
    """The days of the calendar in force, or as known on a day."""
    return tuple(
        DayCell(
            on=day.date,
            kind=day.kind,
            reason="，".join(part for part in (day.name, day.source) if part),
            provisional=day.provisional,
        )
        for day in days
    )


def preview_cells(days: Iterable[LoadedDay], preview: NoticePreview) -> tuple[DayCell, ...]:
    """The days as they would be with the notice being read.

    Estimates of a year give way to its notice; an amendment changes only the days it names; local days stay.
    """
    changes = _changes(preview)
    cells = loaded_cells(days)
    if not preview.amends:
        cells = tuple(_without_estimate(cell) for cell in cells)
    return tuple(changes.get(cell.on, cell) for cell in cells)


def _without_estimate(cell: DayCell) -> DayCell:
    if cell.provisional and cell.kind is DayKind.HOLIDAY:
        return DayCell(on=cell.on, kind=_ordinary(cell.on))
    return replace(cell, provisional=False)


def _ordinary(day: date) -> DayKind:
    return DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND


def _changes(preview: NoticePreview) -> Mapping[date, DayCell]:
    source = preview.document_number
    removed = {
        day: DayCell(on=day, kind=_ordinary(day), reason=f"不再另列，{source}", changed=True)
        for day in (*preview.off_removed, *preview.makeup_removed)
    }
    off = {
        day: DayCell(on=day, kind=DayKind.HOLIDAY, reason="，".join(filter(None, (name, source))), changed=True)
        for name, day in preview.off
    }
    makeup = {day: DayCell(on=day, kind=DayKind.MAKEUP, reason=source, changed=True) for day in preview.makeup}
    return {**removed, **off, **makeup}


def days_outside(preview: NoticePreview, year: int) -> str:
    """Days that the notice arranges in another year (a holiday that begins in the old year), as one line."""
    other = [f"{long_date(day)}放假" for _, day in preview.off if day.year != year]
    other += [f"{long_date(day)}上班" for day in preview.makeup if day.year != year]
    return "、".join(other)


def year_summary(cells: Sequence[DayCell]) -> str:
    """放假 28 日，调休上班 4 日."""
    if not cells:
        return ""
    off = sum(cell.kind in (DayKind.HOLIDAY, DayKind.LOCAL_HOLIDAY) for cell in cells)
    makeup = sum(cell.kind is DayKind.MAKEUP for cell in cells)
    return f"放假 {off} 日，调休上班 {makeup} 日"


def first_weekday_offset(year: int, month: int) -> int:
    """How many cells stand empty before the first of a month when weeks begin on Monday."""
    return date(year, month, 1).weekday()

"""Dated statutory numbers: how many days, from when, by which article."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from law.citations import Citation, read_citation
from law.data_files import DATA, Entry, check_dates, read_entries
from law.errors import RuleGap
from law.numerals import chinese_numeral
from law.terms import Confidence, Term

__all__ = ["DatedValue", "Parameter", "Parameters", "Unit", "load_parameters", "parameters"]


class Unit(Term):
    """What a statutory number counts."""

    WORKDAY = "workday", "个工作日"
    DAY = "day", "日"
    MONTH = "month", "个月"
    YEAR = "year", "年"
    MONTH_DAY = "month_day", "月日"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A number with the provision that fixes it.

    Attributes:
        value: the number; for ``Unit.MONTH_DAY`` a day of the year as MMDD.
        unit: what it counts.
        citation: the provision.
        effective: first day on which this value holds.
        basis: where the entry comes from, in Chinese.
        checked_on: day of the last check against the source.
        confidence: how well it is attested.
    """

    value: int
    unit: Unit
    citation: Citation
    effective: date
    basis: str
    checked_on: date
    confidence: Confidence

    @property
    def printed(self) -> str:
        """The number as statutes print it: 六十日, 二十个工作日, 六个月."""
        if self.unit is Unit.MONTH_DAY:
            month, day = divmod(self.value, 100)
            return f"{chinese_numeral(month)}月{chinese_numeral(day)}日"
        return chinese_numeral(self.value) + self.unit.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A statutory number over time.

    Attributes:
        key: identifier.
        label: what the number is, in Chinese.
        counted_from: the event from whose next day it is counted, in Chinese; empty if it is no period.
        rolls: does the end roll to the next working day when it falls on a day off? Working-day periods never do.
        reaches_back: does the first value also hold for events before it took effect? A longest period does: the law of
            the day on which somebody applies ends rights against older acts too.
        values: ascending by ``effective``.
    """

    key: str
    label: str
    counted_from: str
    rolls: bool
    reaches_back: bool
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value in force on a day.

        Raises:
            RuleGap: no value was in force yet.
        """
        at = bisect_right(self.values, day, key=lambda one: one.effective)
        if not at and self.reaches_back:
            return self.values[0]
        if not at:
            raise RuleGap(f"{self.key}: no value in force on {day}")
        return self.values[at - 1]


class Parameters:
    """All statutory numbers by key."""

    def __init__(self, entries: Mapping[str, Parameter]) -> None:
        self._entries = dict(entries)

    def value(self, key: str, on: date) -> DatedValue:
        """The value of a parameter in force on a day.

        Raises:
            RuleGap: no such parameter, or no value in force on that day.
        """
        return self.parameter(key).on(on)

    def parameter(self, key: str) -> Parameter:
        """A parameter over time.

        Raises:
            RuleGap: no such parameter.
        """
        try:
            return self._entries[key]
        except KeyError:
            raise RuleGap(f"no parameter {key!r}") from None

    def __iter__(self) -> Iterator[str]:
        """All keys in the order of the file."""
        return iter(self._entries)


@cache
def parameters() -> Parameters:
    """The shipped parameters (law/data/parameters.toml)."""
    return load_parameters()


def load_parameters(path: Path | None = None) -> Parameters:
    """Read a file of parameters.

    Raises:
        LawDataError: the file is malformed.
    """
    return Parameters({key: _parameter(key, entry) for key, entry in read_entries(path or DATA / "parameters.toml")})


def _parameter(key: str, entry: Entry) -> Parameter:
    unit = entry.term("unit", Unit)
    values = tuple(_dated_value(one, unit) for one in entry.tables("values", required=True))
    parameter = Parameter(
        key=key,
        label=entry.text("label"),
        counted_from=entry.text("counted_from", ""),
        rolls=entry.flag("rolls", False),
        reaches_back=entry.flag("reaches_back", False),
        values=values,
    )
    entry.finish()
    check_dates(entry, ((one.effective, None) for one in values))
    if parameter.rolls and unit is Unit.WORKDAY:
        raise entry.fail("a period of working days ends on a working day and never rolls", "rolls")
    return parameter


def _dated_value(entry: Entry, unit: Unit) -> DatedValue:
    value = entry.number("value")
    if value < 1:
        raise entry.fail("must be positive", "value")
    dated = DatedValue(
        value=value,
        unit=unit,
        citation=read_citation(entry),
        effective=entry.day("effective"),
        basis=entry.text("basis"),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    return dated

"""The holiday notices of the State Council as data, and the statutory holidays of years without a notice.

The notices decide which days are working days; ``deadlines.calendar`` applies them. A notice that amends another one in
mid-year stays a notice of its own, so that the calendar as it was known on an earlier day can be rebuilt.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from law.citations import Citation
from law.errors import LawDataError

__all__ = [
    "NOTICES_FILE",
    "HolidayNotice",
    "NamedDays",
    "holiday_notices",
    "load_notices",
    "read_notice",
    "statutory_citation",
    "statutory_days",
]

NOTICES_FILE = Path(__file__).parent / "calendar" / "notices.json"

NamedDays = tuple[tuple[str, tuple[date, ...]], ...]

# The years before 2019 come from a source that names the holidays in English.
_CHINESE_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}

_KEYS = {
    "year",
    "document_number",
    "published_on",
    "amends",
    "off",
    "makeup",
    "off_added",
    "off_removed",
    "makeup_added",
    "makeup_removed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayNotice:
    """One yearly notice, or one that amends it (放假办法第二条、第六条).

    Attributes:
        year: the year for which the notice arranges days; days may lie in the last week of the year before.
        document_number: None if unknown.
        published_on: day of publication; None if unknown. Before it an amendment was not the law.
        amends: document number of the notice that this one changes, None for a yearly notice.
        off: days off by holiday.
        makeup: weekend days that are worked.
        off_added, off_removed, makeup_added, makeup_removed: what an amendment changes.
    """

    year: int
    document_number: str | None = None
    published_on: date | None = None
    amends: str | None = None
    off: NamedDays = ()
    makeup: tuple[date, ...] = ()
    off_added: tuple[date, ...] = ()
    off_removed: tuple[date, ...] = ()
    makeup_added: tuple[date, ...] = ()
    makeup_removed: tuple[date, ...] = ()


@cache
def holiday_notices() -> tuple[HolidayNotice, ...]:
    """The shipped notices in the order of the file: by year, an amendment after what it amends."""
    return load_notices(NOTICES_FILE)


def statutory_days(year: int) -> NamedDays:
    """The statutory holidays of a year that has no notice yet (放假办法第二条).

    Holidays of the lunar calendar are known only for the years listed in the file; for any other year the list holds
    the holidays of the solar calendar alone. Dates computed with it are provisional in either case.
    """
    listed = _statutory().get(year)
    if listed is not None:
        return listed
    return (
        ("元旦", (date(year, 1, 1),)),
        ("劳动节", (date(year, 5, 1), date(year, 5, 2))),
        ("国庆节", (date(year, 10, 1), date(year, 10, 2), date(year, 10, 3))),
    )


def statutory_citation() -> Citation:
    """The article that lists the statutory holidays."""
    return Citation.parse("holiday:2")


@cache
def _statutory() -> Mapping[int, NamedDays]:
    prefix = "statutory_only_"
    content = _content(NOTICES_FILE)
    return {
        int(key.removeprefix(prefix)): _named_days(days, NOTICES_FILE.name, key)
        for key, days in content.items()
        if key.startswith(prefix)
    }


def load_notices(path: Path) -> tuple[HolidayNotice, ...]:
    """Read a file of notices.

    Raises:
        LawDataError: the file is malformed, or an amendment names a notice that does not stand before it.
    """
    raw = _content(path).get("notices")
    if not isinstance(raw, list):
        raise LawDataError(path.name, "notices", "an array is expected")
    notices: list[HolidayNotice] = []
    for at, one in enumerate(raw):
        key = f"notices[{at}]"
        notice = read_notice(one, path.name, key)
        if notice.amends is not None and notice.amends not in {known.document_number for known in notices}:
            raise LawDataError(path.name, f"{key}.amends", f"no notice {notice.amends} before this one")
        notices.append(notice)
    return tuple(notices)


def read_notice(raw: object, file: str, key: str) -> HolidayNotice:
    """Turn one notice of a JSON file into a ``HolidayNotice``.

    Raises:
        LawDataError: a key is unknown or missing, a day is malformed, twice there, or both off and worked.
    """
    if not isinstance(raw, dict):
        raise LawDataError(file, key, "an object is expected")
    if unknown := set(raw) - _KEYS:
        raise LawDataError(file, f"{key}.{min(unknown)}", "unknown key")
    year = raw.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        raise LawDataError(file, f"{key}.year", "an integer is expected")
    published = _text(raw, "published_on", file, key)
    notice = HolidayNotice(
        year=year,
        document_number=_text(raw, "document_number", file, key),
        published_on=_day(published, file, f"{key}.published_on") if published else None,
        amends=_text(raw, "amends", file, key),
        off=_named_days(raw.get("off", {}), file, f"{key}.off"),
        makeup=_days(raw.get("makeup", []), file, f"{key}.makeup"),
        off_added=_days(raw.get("off_added", []), file, f"{key}.off_added"),
        off_removed=_days(raw.get("off_removed", []), file, f"{key}.off_removed"),
        makeup_added=_days(raw.get("makeup_added", []), file, f"{key}.makeup_added"),
        makeup_removed=_days(raw.get("makeup_removed", []), file, f"{key}.makeup_removed"),
    )
    _check(notice, file, key)
    return notice


def _check(notice: HolidayNotice, file: str, key: str) -> None:
    off = [day for _, days in notice.off for day in days]
    if notice.amends is None and not off:
        raise LawDataError(file, f"{key}.off", "a yearly notice lists days off")
    if len(set(off)) != len(off):
        raise LawDataError(file, f"{key}.off", "lists a day twice")
    if both := (set(off) | set(notice.off_added)) & (set(notice.makeup) | set(notice.makeup_added)):
        raise LawDataError(file, f"{key}.makeup", f"{min(both)} is both off and worked")
    for day in (*off, *notice.makeup, *notice.off_added, *notice.makeup_added):
        # A notice may move days of the last week of December before its year, never further.
        if day.year != notice.year and day < date(notice.year - 1, 12, 24):
            raise LawDataError(file, key, f"{day} does not belong to {notice.year}")
        if day.year > notice.year:
            raise LawDataError(file, key, f"{day} does not belong to {notice.year}")


def _content(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise LawDataError(path.name, "", f"cannot be read: {problem.strerror}") from None
    except ValueError as problem:
        raise LawDataError(path.name, "", f"no valid JSON: {problem}") from None
    if not isinstance(content, dict):
        raise LawDataError(path.name, "", "an object is expected")
    return cast("dict[str, object]", content)


def _named_days(raw: object, file: str, key: str) -> NamedDays:
    if not isinstance(raw, dict):
        raise LawDataError(file, key, "an object of holidays is expected")
    named = cast("dict[str, object]", raw)
    return tuple((_CHINESE_NAMES.get(name, name), _days(days, file, f"{key}.{name}")) for name, days in named.items())


def _days(raw: object, file: str, key: str) -> tuple[date, ...]:
    if not isinstance(raw, list):
        raise LawDataError(file, key, "an array of days is expected")
    days = tuple(_day(one, file, key) for one in raw)
    if list(days) != sorted(set(days)):
        raise LawDataError(file, key, "days are not ascending")
    return days


def _day(raw: object, file: str, key: str) -> date:
    try:
        return date.fromisoformat(cast("str", raw))
    except (TypeError, ValueError):
        raise LawDataError(file, key, f"no day: {raw!r}") from None


def _text(raw: dict[str, object], name: str, file: str, key: str) -> str | None:
    value = raw.get(name)
    if value is not None and not isinstance(value, str):
        raise LawDataError(file, f"{key}.{name}", "a string is expected")
    return value or None

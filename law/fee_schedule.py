"""The two standards of the processing fee as dated data: bands with their rates (信息处理费管理办法第四条、第五条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citation
from law.data_files import DATA, Entry, check_dates, read_entries
from law.errors import LawDataError, RuleGap
from law.policies import PolicySet, policy_specs
from law.terms import Confidence, FeeMethod

__all__ = ["FeeBand", "FeeSchedule", "fee_schedule", "fee_schedules", "load_fee_schedules"]


@dataclass(frozen=True, slots=True)
class FeeBand:
    """Units that cost the same.

    Attributes:
        first, last: ordinal of the first and of the last unit of the band.
        fen: price of one unit.
        confidence: how well the rate is attested.
    """

    first: int
    last: int
    fen: int
    confidence: Confidence


# Shipped schedules are few and live as long as the program: compared by identity they are quick keys of caches.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FeeSchedule:
    """One standard in one version and reading.

    Attributes:
        method: by piece or by volume.
        unit: what is counted, in Chinese: 件 or 页.
        policy: key of the policy that chooses among its readings; empty where there is one reading only.
        reading: value of that policy.
        bands: without gaps, from the first unit on.
        every: length of each further band; 0 if the last band goes on without end.
        more: fen by which the rate grows from one further band to the next.
        citation: the article.
        effective: first day in force.
        basis, checked_on: where the figures come from, and the day of the last check.
    """

    method: FeeMethod
    unit: str
    policy: str
    reading: str
    bands: tuple[FeeBand, ...]
    every: int
    more: int
    citation: Citation
    effective: date
    basis: str
    checked_on: date

    @property
    def free_units(self) -> int:
        """How many units cost nothing: the ordinal of the last one."""
        free = 0
        for band in self.bands:
            if band.fen:
                break
            free = band.last
        return free


Schedules = Mapping[FeeMethod, tuple[FeeSchedule, ...]]


@lru_cache(maxsize=256)
def fee_schedule(method: FeeMethod, on: date, policies: PolicySet | None = None) -> FeeSchedule:
    """The standard in force on a day, in the agency's reading.

    Args:
        method: by piece or by volume.
        on: the decisive day (of the receipt of the request).
        policies: the agency's choices; the defaults if None.

    Raises:
        RuleGap: no fee could be charged yet on that day.
    """
    chosen = policies or PolicySet.default()
    in_force = [one for one in fee_schedules()[method] if one.effective <= on]
    for one in reversed(in_force):
        if not one.policy or one.reading == chosen.text(one.policy):
            return one
    raise RuleGap(f"no fee schedule {method} in force on {on}")


@cache
def fee_schedules() -> Schedules:
    """The shipped standards by method (law/data/fee_schedule.toml)."""
    return load_fee_schedules()


def load_fee_schedules(path: Path | None = None) -> Schedules:
    """Read a file of standards.

    Raises:
        LawDataError: the file is malformed, a standard is missing, or its bands leave a gap.
    """
    source = path or DATA / "fee_schedule.toml"
    known = {str(one): one for one in FeeMethod}
    found: dict[FeeMethod, tuple[FeeSchedule, ...]] = {}
    for key, entry in read_entries(source):
        if key not in known:
            raise entry.fail("unknown standard")
        found[known[key]] = _schedules(known[key], entry)
    if missing := set(FeeMethod) - set(found):
        raise LawDataError(source.name, min(missing), "missing")
    return MappingProxyType(found)


def _schedules(method: FeeMethod, entry: Entry) -> tuple[FeeSchedule, ...]:
    unit = entry.text("unit")
    policy = entry.text("policy", "")
    readings = dict(_policy_choices(entry, policy)) if policy else {"": ""}
    values = entry.tables("values", required=True)
    schedules = tuple(_schedule(method, unit, policy, one) for one in values)
    for one, raw in zip(schedules, values, strict=True):
        if one.reading not in readings:
            raise raw.fail(f"policy {policy or '(none)'} knows no reading {one.reading!r}", "reading")
    for reading in readings:
        of_reading = [(one.effective, None) for one in schedules if one.reading == reading]
        if not of_reading:
            raise entry.fail(f"no values for the reading {reading!r}", "values")
        check_dates(entry, of_reading)
    entry.finish()
    return schedules


def _policy_choices(entry: Entry, policy: str) -> tuple[tuple[str, str], ...]:
    if policy not in policy_specs():
        raise entry.fail("unknown policy", "policy")
    return policy_specs()[policy].choices


def _schedule(method: FeeMethod, unit: str, policy: str, entry: Entry) -> FeeSchedule:
    schedule = FeeSchedule(
        method=method,
        unit=unit,
        policy=policy,
        reading=entry.text("reading", ""),
        bands=_bands(entry),
        every=entry.number("every"),
        more=entry.number("more"),
        citation=read_citation(entry),
        effective=entry.day("effective"),
        basis=entry.text("basis"),
        checked_on=entry.day("checked_on"),
    )
    entry.finish()
    if schedule.every < 0 or schedule.more < 0 or bool(schedule.every) != bool(schedule.more):
        raise entry.fail("must be positive together, or 0 together", "every")
    return schedule


def _bands(entry: Entry) -> tuple[FeeBand, ...]:
    bands: list[FeeBand] = []
    for one in entry.tables("bands", required=True):
        band = FeeBand(one.number("first"), one.number("last"), one.number("fen"), one.confidence())
        one.finish()
        expected = bands[-1].last + 1 if bands else 1
        if band.first != expected or band.last < band.first:
            raise one.fail(f"the band has to begin with {expected} and must not be empty", "first")
        if band.fen < (bands[-1].fen if bands else 0):
            raise one.fail("a later unit never costs less than an earlier one", "fen")
        bands.append(band)
    return tuple(bands)

"""The periods of a dispute: whose, from what, until what, and what missing them means."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_entries
from law.dispute_terms import ClockOwner, DisputeEventKind, DisputeResult, Forum, Instance
from law.parameters import Unit, parameters
from law.terms import Confidence

__all__ = ["AlarmRule", "ClockRule", "alarm_rules", "dispute_clock_rules", "load_dispute_clock_rules"]

_DAYS: Final = ("on", "served", "other_served", "until")
_COUNTS: Final = ("plain", "decision", "trial", "hearing", "day", "deferred", "timeout")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One period.

    Attributes:
        key: identifier; label: what is to be done in it.
        forums: where it runs.
        parameter, simple, ruling: numbers of the ordinary and the simple procedure, and for a ruling; empty: none.
        starts: events that start it; each: every one of them, else the last.
        day: which day of the event counts.
        must_be_served: without a told day of service it does not start.
        ends: events that meet it, by anybody or by ``ends_by``; moot: events after which nobody waits for it.
        instance: of which instance its events are; None: of any.
        results: of a decision, those that start it; empty: any.  grounds: of a suspension likewise.
        counts: how it is counted.
        consequence: what missing it means; ground: key of the ground that says it instead.
        optional: nobody has to do it: past its last day it is over, not missed.
        quiet: results after which it runs on without warning anybody.
        alarms: units left at which it is told, warned of, urgent; empty: by its length.
        citations: articles besides those of the parameter.
        basis, checked_on, confidence: of its start, end and consequence; the number has its own.
    """

    key: str
    label: str
    owner: ClockOwner
    forums: tuple[Forum, ...]
    parameter: str
    simple: str
    ruling: str
    starts: tuple[DisputeEventKind, ...]
    each: bool
    day: str
    must_be_served: bool
    ends: tuple[DisputeEventKind, ...]
    ends_by: ClockOwner | None
    moot: tuple[DisputeEventKind, ...]
    instance: Instance | None
    results: tuple[DisputeResult, ...]
    grounds: tuple[str, ...]
    counts: str
    consequence: str
    ground: str
    optional: bool
    quiet: tuple[DisputeResult, ...]
    alarms: tuple[int, ...]
    citations: tuple[Citation, ...]
    basis: str
    checked_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRule:
    """Units left at which a period is told, warned of and urgent, for periods up to a length in that unit."""

    unit: Unit
    up_to: int
    notice: int
    warning: int
    urgent: int


@cache
def alarm_rules() -> tuple[AlarmRule, ...]:
    """When periods warn, the short ones first (law/data/dispute_alarms.toml)."""
    return tuple(_alarm(entry) for _, entry in read_entries(DATA / "dispute_alarms.toml"))


@cache
def dispute_clock_rules() -> tuple[ClockRule, ...]:
    """All periods in the order of the procedure."""
    return load_dispute_clock_rules()


def load_dispute_clock_rules(path: Path | None = None) -> tuple[ClockRule, ...]:
    """Read the periods.

    Raises:
        LawDataError: the file is malformed, or an entry contradicts itself.
    """
    return tuple(_rule(key, entry) for key, entry in read_entries(path or DATA / "dispute_clocks.toml"))


def _rule(key: str, entry: Entry) -> ClockRule:
    rule = ClockRule(
        key=key,
        label=entry.text("label"),
        owner=entry.term("owner", ClockOwner),
        forums=(entry.term("forum", Forum),) if entry.has("forum") else tuple(Forum),
        parameter=entry.text("parameter", ""),
        simple=entry.text("simple", ""),
        ruling=entry.text("ruling", ""),
        starts=entry.terms("starts", DisputeEventKind),
        each=entry.flag("each", False),
        day=entry.text("day", "on"),
        must_be_served=entry.flag("must_be_served", False),
        ends=entry.terms("ends", DisputeEventKind),
        ends_by=entry.term("ends_by", ClockOwner) if entry.has("ends_by") else None,
        moot=entry.terms("moot", DisputeEventKind),
        instance=entry.term("instance", Instance) if entry.has("instance") else None,
        results=entry.terms("results", DisputeResult),
        grounds=entry.texts("grounds"),
        counts=entry.text("counts", "plain"),
        consequence=entry.text("consequence", ""),
        ground=entry.text("ground", ""),
        optional=entry.flag("optional", False),
        quiet=entry.terms("quiet", DisputeResult),
        alarms=entry.numbers("alarms"),
        citations=read_citations(entry, required=False),
        basis=entry.text("basis"),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    _check(rule, entry)
    return rule


def _alarm(entry: Entry) -> AlarmRule:
    rule = AlarmRule(
        unit=entry.term("unit", Unit),
        up_to=entry.number("up_to"),
        notice=entry.number("notice"),
        warning=entry.number("warning"),
        urgent=entry.number("urgent"),
    )
    entry.finish()
    if not rule.notice >= rule.warning >= rule.urgent:
        raise entry.fail("three falling numbers", "notice")
    return rule


def _check(rule: ClockRule, entry: Entry) -> None:
    """Refuse an entry that contradicts itself."""
    known = set(parameters())
    for name in (rule.parameter, rule.simple, rule.ruling):
        if name and name not in known:
            raise entry.fail(f"no parameter {name!r}", "parameter")
    if rule.day not in _DAYS or rule.counts not in _COUNTS:
        raise entry.fail("unknown day or way of counting", "counts")
    if (rule.counts == "day") is bool(rule.parameter):
        raise entry.fail("a period has a number, a day has none", "parameter")
    if rule.counts == "day" and not rule.citations:
        raise entry.fail("a day without a number names its articles", "citations")
    if bool(rule.consequence) is bool(rule.ground):
        raise entry.fail("says what missing it means, in words or by a ground", "consequence")
    if not set(rule.quiet) <= set(rule.results):
        raise entry.fail("quiet after a result that does not start it", "quiet")
    if rule.alarms and (len(rule.alarms) != 3 or sorted(rule.alarms, reverse=True) != list(rule.alarms)):
        raise entry.fail("three falling numbers", "alarms")

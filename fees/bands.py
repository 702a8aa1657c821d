"""Progressive bands: what a unit costs, what a run of units costs, and how a run splits across bands.

Closed forms, so that the millionth piece costs no more time than the first. Whole fen only.
"""

from collections.abc import Iterator
from functools import lru_cache

from fees.steps import Assessment, FeeStep, whole
from fees.wording import yuan
from law.fee_schedule import FeeSchedule
from law.terms import Confidence

__all__ = ["assess", "rate", "run_fen", "total_fen"]


def rate(schedule: FeeSchedule, ordinal: int) -> int:
    """Price of one unit, fen.

    Args:
        schedule: the standard.
        ordinal: which unit, from 1.

    Raises:
        TypeError: no ``int``.
        ValueError: below 1.
    """
    if whole(ordinal, "ordinal") < 1:
        raise ValueError("units are counted from 1")
    for band in schedule.bands:
        if ordinal <= band.last:
            return band.fen
    last = schedule.bands[-1]
    if not schedule.every:
        return last.fen
    return last.fen + schedule.more * ((ordinal - last.last - 1) // schedule.every + 1)


def total_fen(schedule: FeeSchedule, units: int) -> int:
    """Price of the first ``units`` units together, fen.

    Raises:
        TypeError: no ``int``.
        ValueError: negative.
    """
    whole(units, "units")
    fen = 0
    for band in schedule.bands:
        if units <= band.last:
            return fen + max(0, units - band.first + 1) * band.fen
        fen += (band.last - band.first + 1) * band.fen
    last = schedule.bands[-1]
    beyond = units - last.last
    if not schedule.every:
        return fen + beyond * last.fen
    bands, rest = divmod(beyond, schedule.every)
    # Full further bands cost last + more, last + 2 more ...; the units begun cost the next rate.
    full = bands * last.fen + schedule.more * (bands * (bands + 1) // 2)
    return fen + schedule.every * full + rest * (last.fen + schedule.more * (bands + 1))


def run_fen(schedule: FeeSchedule, first: int, last: int) -> int:
    """Price of the units from ``first`` to ``last``, fen; 0 for an empty run (``last`` = ``first`` - 1).

    Raises:
        TypeError: no ``int``.
        ValueError: ``first`` below 1, or ``last`` before an empty run.
    """
    if whole(first, "first") < 1 or whole(last, "last") < first - 1:
        raise ValueError(f"no run of units: {first} to {last}")
    return total_fen(schedule, last) - total_fen(schedule, first - 1)


# Typed, or 10.0 would be answered out of the cache of 10 and never be refused.
@lru_cache(maxsize=4096, typed=True)
def assess(schedule: FeeSchedule, first: int, last: int) -> Assessment:
    """What the units from ``first`` to ``last`` cost, band by band.

    Args:
        schedule: the standard.
        first: ordinal of the first unit of this request.
        last: ordinal of its last unit; ``first`` - 1 for no unit at all.

    Raises:
        TypeError: no ``int``.
        ValueError: no run of units.
    """
    fen = run_fen(schedule, first, last)
    steps = tuple(_step(schedule, *one) for one in _cut(schedule, first, last))
    return Assessment(schedule.method, fen, steps)


def _cut(schedule: FeeSchedule, first: int, last: int) -> Iterator[tuple[int, int, int, Confidence]]:
    """The run cut at the edges of bands: first, last, rate and confidence of each part."""
    at = first
    for band in schedule.bands:
        if at > last:
            return
        if at <= band.last:
            end = min(last, band.last)
            open_ended = band is schedule.bands[-1] and not schedule.every
            yield at, last if open_ended else end, band.fen, band.confidence
            at = last + 1 if open_ended else end + 1
    behind = schedule.bands[-1].last
    mark = schedule.bands[-1].confidence
    while at <= last:
        if not schedule.every:
            yield at, last, schedule.bands[-1].fen, mark
            return
        end = min(last, behind + ((at - behind - 1) // schedule.every + 1) * schedule.every)
        yield at, end, rate(schedule, at), mark
        at = end + 1


def _step(schedule: FeeSchedule, first: int, last: int, fen: int, mark: Confidence) -> FeeStep:
    quantity, unit = last - first + 1, schedule.unit
    which = f"第{first}{unit}" if first == last else f"第{first}至{last}{unit}"
    price = f"每{unit}{yuan(fen)}，计{yuan(quantity * fen)}" if fen else "不收费"
    sentence = f"{which}，{quantity}{unit}，{price}。"
    return FeeStep(quantity, first, last, unit, fen, quantity * fen, sentence, (schedule.citation,), mark)

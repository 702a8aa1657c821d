"""How near the end of a period of a dispute is: the distances of the alarms by its length (law/data)."""

from functools import cache
from typing import Final

from law.dispute_clocks import alarm_rules
from law.dispute_terms import AlarmLevel
from law.parameters import Unit

__all__ = ["alarm_of"]

_DAYS_OF_A_MONTH: Final = 30


def alarm_of(remaining: int | None, amount: int, unit: Unit, own: tuple[int, ...] = ()) -> AlarmLevel:
    """How near the end is.

    Args:
        remaining: working days or days left; negative when past.
        amount: length of the period in ``unit``.
        unit: what it counts.
        own: the three distances of the rule, where it has its own.
    """
    if remaining is None:
        return AlarmLevel.NONE
    if remaining < 0:
        return AlarmLevel.OVERDUE
    notice, warning, urgent = own or _distances(amount, unit)
    if remaining <= urgent:
        return AlarmLevel.URGENT
    if remaining <= warning:
        return AlarmLevel.WARNING
    return AlarmLevel.NOTICE if remaining <= notice else AlarmLevel.NONE


@cache
def _distances(amount: int, unit: Unit) -> tuple[int, int, int]:
    """By the length of the period; months and years are told in days."""
    length = amount if unit in (Unit.DAY, Unit.WORKDAY) else amount * _DAYS_OF_A_MONTH
    told = unit if unit is Unit.WORKDAY else Unit.DAY
    rule = next(one for one in alarm_rules() if one.unit is told and length <= one.up_to)
    return rule.notice, rule.warning, rule.urgent

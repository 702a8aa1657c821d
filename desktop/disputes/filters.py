"""What narrows the list of disputes: forum, status, result, alarm, handler."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeFilter
from desktop.cases.filters import AMONG, AmongChip, FilterChip, FilterSpec
from law.dispute_terms import AlarmLevel, DisputeStatus, Forum, ResultClass

__all__ = ["EVERY_DISPUTE", "HandlerChoices", "dispute_chips"]

EVERY_DISPUTE = DisputeFilter()
Choices = Sequence[tuple[dict[str, Any], str]]


class HandlerChoices:
    """Persons who handle disputes; they are read when the page is entered."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()

    def __call__(self, _today: date) -> Choices:
        """The choices of the chip."""
        return [({"handler": name}, name) for name in self.names]


def _forums(_today: date) -> Choices:
    return [({"forum": one}, one.label) for one in Forum]


def _statuses(_today: date) -> Choices:
    return [({"statuses": (one,)}, one.label) for one in DisputeStatus]


def _results(_today: date) -> Choices:
    return [({"result_class": one}, one.label) for one in ResultClass]


def _alarms(_today: date) -> Choices:
    return [({"alarm": one}, one.label) for one in AlarmLevel if one is not AlarmLevel.NONE]


def dispute_chips(today: date, handlers: HandlerChoices, parent: QWidget) -> dict[str, FilterChip]:
    """The chips above the list, by key."""
    specs = (
        FilterSpec("forum", "途径", _forums, ("forum",)),
        FilterSpec("statuses", "状态", _statuses, ("statuses",)),
        FilterSpec("alarm", "紧急程度", _alarms, ("alarm",)),
        FilterSpec("result_class", "结果", _results, ("result_class",)),
        FilterSpec("handler", "承办", handlers, ("handler",)),
    )
    found: dict[str, FilterChip] = {AMONG.key: AmongChip(today, parent, nothing=EVERY_DISPUTE)}
    return found | {spec.key: FilterChip(spec, today, parent, nothing=EVERY_DISPUTE) for spec in specs}

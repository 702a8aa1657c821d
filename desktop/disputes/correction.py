"""Which records of a dispute a person may correct, and what their forms hold at first."""

from collections.abc import Mapping

from casework.dispute_views import DisputeEventView, DisputeView
from desktop.disputes.event_fields import DeclaredField
from law.dispute_events import dispute_events
from law.dispute_terms import DisputeEventKind

__all__ = ["correctable_ids", "correction_fields", "recorded_values"]


def correctable_ids(view: DisputeView) -> tuple[int, ...]:
    """Events that were recorded by hand and still stand; what follows from acts is corrected by their own acts."""
    specs = dispute_events()
    return tuple(one.id for one in view.events if not one.struck and one.kind in specs and specs[one.kind].by_hand)


def correction_fields(view: DisputeView, kind: DisputeEventKind) -> tuple[DeclaredField, ...]:
    """The fields that the form of a kind of event has; those of the present offer know the results to choose from."""
    offered = next((one.fields for one in view.choices if one.kind is kind), None)
    return dispute_events()[kind].fields_in(view.forum) if offered is None else offered


def recorded_values(event: DisputeEventView) -> Mapping[str, str]:
    """What was recorded, by the keys of the form."""
    return dict(event.values)

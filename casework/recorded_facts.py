"""Facts that came about elsewhere: an event as it happened, without the letter that this program would make.

Old cases and other systems bring their course along as dates. The lifecycle is not asked, because what happened
happened; what contradicts itself is refused all the same.
"""

from collections.abc import Mapping
from datetime import date, datetime

from casework.act_case import ActCase, case_state
from casework.consistency import contradictions
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.errors import UserError
from law.terms import EventKind

__all__ = ["record_fact"]

_NOT_BY_HAND = (EventKind.REGISTERED, EventKind.RECEIVED, EventKind.EVENT_CORRECTED, EventKind.DOCUMENT_ISSUED)


def record_fact(
    office: Office,
    request_id: int,
    kind: EventKind,
    on: date,
    payload: Mapping[str, object],
    *,
    today: date,
    now: datetime,
    actor: str,
) -> Changed:
    """Write down an event with its own dates (payload ``sent``, ``served``, ``deadline`` ...).

    Raises:
        UserError: the history would become impossible, or the kind is never written by hand.
    """
    if kind in _NOT_BY_HAND:
        raise refused("event_fixed", event=kind.label)
    with begin(office, today=today, now=now, actor=actor) as work:
        request = work.request(request_id)
        event = work.record(request, kind, on, payload)
        derived = work.derived(request)
        found = contradictions(derived, today)
        if found:
            first = found[0]
            raise UserError(first.code, first.what, first.why, first.todo, first.citations, field="on")
        work.refresh(request)
        number = ActCase(request, case_state(request, derived, today)).number
        return Changed(
            request_ids=(request_id,),
            message=f"{number} 已记入“{kind.label}”",
            event_id=event.id,
            topics=("cases",),
        )

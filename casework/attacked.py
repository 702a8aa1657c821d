"""An attacked act as the case stood then: the round of answering that the letter belongs to, and who knew what when.

A reply that was revoked opens a round of its own on the request; the file of the dispute about the former reply is made
from the former round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from casework.act_case import ActCase, case_state
from casework.derived import derive_events, events_of
from casework.document_course import DocumentCourse
from casework.facts import CaseFacts, LegalEvent, corrections
from casework.office import Office
from casework.refusals import refused
from law.dispute_terms import AttackedAct
from law.terms import EventKind
from models import Event, Request

__all__ = ["Attacked", "attacked_case", "local_day"]

# Legal days are those of Beijing; what is recorded early in the morning was not recorded the day before.
_BEIJING: Final = timezone(timedelta(hours=8))
_WITHOUT_LETTER: Final = (AttackedAct.NO_REPLY, AttackedAct.OTHER)


def local_day(at: datetime) -> date:
    """The day of an instant where the agency is."""
    return at.astimezone(_BEIJING).date()


@dataclass(frozen=True, kw_only=True)
class Attacked:
    """One attacked act with its case.

    Attributes:
        case: the request with the events of the attacked round.
        attacked: what is attacked; document_id: the very letter, None for a missing one.
        entered: the day on which each event was entered.
        since: what came into being after this day is of no use as proof; None while no day is known.
    """

    case: ActCase
    attacked: AttackedAct
    document_id: int | None
    entered: Mapping[int, date]
    since: date | None

    @property
    def facts(self) -> CaseFacts:
        """The events of the attacked round."""
        return self.case.state.facts

    @property
    def request_id(self) -> int:
        """The request."""
        return self.case.request.id

    @cached_property
    def letter(self) -> DocumentCourse | None:
        """What became of the attacked letter; of a missing reply, of the reply that came after all."""
        if self.document_id is not None:
            return self.facts.courses.get(self.document_id)
        return self.facts.reply

    @property
    def attacked_letter(self) -> DocumentCourse | None:
        """The letter that is attacked itself, None where one is missing. One in an old file has no document to name."""
        found = self.letter
        if self.document_id is not None or found is None:
            return found
        return found if found.elsewhere and self.attacked not in _WITHOUT_LETTER else None

    def formed_on(self, event: LegalEvent) -> date | None:
        """The day on which the record of an event came into being: its legal day, or later when it was entered."""
        days = [one for one in (event.on, self.entered.get(event.id)) if one is not None]
        return max(days, default=None)

    def too_late(self, day: date | None) -> bool:
        """Whether something of that day came into being after the act that it should prove."""
        return day is not None and self.since is not None and day > self.since


def attacked_case(
    office: Office,
    session: Session,
    request_id: int,
    attacked: AttackedAct,
    document_id: int | None,
    today: date,
    *,
    dispute_id: int | None = None,
    began_on: date | None = None,
) -> Attacked:
    """The attacked act with its case as it stood in that round.

    Args:
        office: the office.
        session: a reading session.
        request_id: the request.
        attacked: what is attacked.
        document_id: the letter, None for the missing reply.
        today: day of the question.
        dispute_id: the dispute, whose own order opens the next round.
        began_on: day on which the dispute began, for a missing reply.

    Raises:
        UserError: ``request_unknown``.
    """
    request = session.get(Request, request_id)
    if request is None:
        raise refused("request_unknown")
    rows = events_of(session, request_id)
    kept = _of_round(rows, document_id, dispute_id)
    derived = derive_events(office, session, kept, today)
    case = ActCase(request, case_state(request, derived, today))
    due = derived.clock.due
    found = Attacked(
        case=case,
        attacked=attacked,
        document_id=document_id,
        entered={one.id: local_day(one.recorded_at) for one in rows},
        since=began_on or (due.due if due is not None else None),
    )
    letter = found.attacked_letter
    return found if letter is None else replace(found, since=letter.issued_on)


def _of_round(rows: Sequence[Event], document_id: int | None, dispute_id: int | None) -> Sequence[Event]:
    """The events up to the order by which the attacked round ended; corrections of theirs whenever they were made."""
    end = _ended_by(rows, document_id, dispute_id)
    if end is None:
        return rows
    kept = {one.id for one in rows if one.seq < end}
    return [one for one in rows if one.id in kept or (one.corrects_id in kept)]


def _ended_by(rows: Sequence[Event], document_id: int | None, dispute_id: int | None) -> int | None:
    struck = {key for key, one in corrections(rows).items() if one.void}
    orders = [one for one in rows if one.kind is EventKind.REPLY_ORDERED and one.id not in struck]
    mine = [one.seq for one in orders if dispute_id is not None and one.payload.get("dispute_id") == dispute_id]
    if mine:
        return min(mine)
    issued = _issued_at(rows, document_id)
    if issued is None:
        return None
    return min((one.seq for one in orders if one.seq > issued), default=None)


def _issued_at(rows: Iterable[Event], document_id: int | None) -> int | None:
    if document_id is None:
        return None
    found = (one.seq for one in rows if one.kind is EventKind.DOCUMENT_ISSUED and one.document_id == document_id)
    return next(found, None)

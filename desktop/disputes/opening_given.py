"""What the opening form is given by the database, read in the work thread; what a kept form says of its requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.case_view import case
from casework.dispute_drafts import PartyDraft
from casework.dispute_views import DisputeFilter, TargetView
from casework.disputes import attackable, dispute_ids, dispute_rows
from casework.office import Office
from casework.persons import persons
from casework.views import CaseView
from desktop.disputes.targets_picker import TargetKey
from law.dispute_terms import AttackedAct, Forum, PartyRole

__all__ = ["Attacked", "Given", "kept_targets", "read_attacked", "read_given"]

_ROLES: Final = {"applicant": PartyRole.APPLICANT, "co_applicant": PartyRole.APPLICANT, "agent": PartyRole.AGENT}


@dataclass(frozen=True, slots=True)
class Given:
    """Bodies of the agency's settings by forum, and who may handle a dispute."""

    bodies: Mapping[Forum, str]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """A request that may be attacked.

    Attributes:
        targets: its acts; ticked: which of them are proposed, or were ticked before.
        parties: who asked.
        before: the reconsiderations about it, id and words.
        proposing: the parties may be proposed; False for a kept form.
    """

    request_id: int
    targets: tuple[TargetView, ...]
    parties: tuple[PartyDraft, ...]
    before: tuple[tuple[int, str], ...]
    ticked: tuple[TargetKey, ...] = ()
    proposing: bool = True


def read_given(office: Office) -> Given:
    """Read it."""
    agency = office.agency()
    bodies = {Forum.RECONSIDERATION: agency.reconsideration_body, Forum.LITIGATION: agency.court_name}
    return Given(bodies, tuple(one.name for one in persons(office)))


def read_attacked(
    office: Office,
    request_id: int,
    document_id: int | None,
    ticked: tuple[TargetKey, ...] | None,
    *,
    today: date,
) -> Attacked:
    """Read what can be attacked of a request.

    Args:
        office: the office.
        request_id: the request.
        document_id: the letter from which one comes; its act is ticked.
        ticked: what a kept form had ticked; None for a new one.
        today: the day of the question.

    Raises:
        UserError: no such request.
    """
    targets = attackable(office, request_id, today=today)
    wanted = DisputeFilter(request_id=request_id, forum=Forum.RECONSIDERATION, open_only=False)
    rows = dispute_rows(office, dispute_ids(office, wanted, today=today), today=today)
    proposed = tuple(
        (one.request_id, one.document_id, one.attacked)
        for one in targets
        if document_id is not None and one.document_id == document_id
    )
    return Attacked(
        request_id=request_id,
        targets=targets,
        parties=_parties(case(office, request_id, today=today)),
        before=tuple((one.id, f"{one.body} {one.case_number or '未编号'}（{one.status.label}）") for one in rows),
        ticked=proposed if ticked is None else ticked,
        proposing=ticked is None,
    )


def _parties(view: CaseView) -> tuple[PartyDraft, ...]:
    people = (view.applicant, *view.others)
    return tuple(PartyDraft(name=one.name, role=_ROLES[one.role]) for one in people)


def kept_targets(kept: object) -> tuple[tuple[int, tuple[TargetKey, ...]], ...]:
    """Requests and what was ticked of them, from a kept form; what cannot be read is left out."""
    pairs = [one for one in kept if isinstance(one, list) and len(one) == 2] if isinstance(kept, list) else []
    readable = [one for one in pairs if isinstance(one[0], int) and isinstance(one[1], list)]
    return tuple((request_id, tuple(_ticked(request_id, ticked))) for request_id, ticked in readable)


def _ticked(request_id: int, kept: list[object]) -> list[TargetKey]:
    keys: list[TargetKey] = []
    for one in kept:
        if isinstance(one, list) and len(one) == 2 and str(one[1]) in set(AttackedAct):
            document_id = one[0] if isinstance(one[0], int) else None
            keys.append((request_id, document_id, AttackedAct(str(one[1]))))
    return keys

"""What a dispute attacks: the very letter or the missing one, as lists and clocks read it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from casework.act_case import read_case
from casework.attacked import Attacked as AttackedRound
from casework.attacked import attacked_case
from casework.dispute_course import Target
from casework.dispute_views import TargetView
from casework.facts import CaseFacts, DocumentCourse
from casework.office import Office
from casework.stored_case import stored_request
from deadlines.dispute_history import Attacked
from deadlines.dispute_remedies import FirstRemedy, first_remedy
from deadlines.wording import full_date
from law.attacked_acts import attacked_acts
from law.dispute_terms import AttackedAct
from law.errors import RuleGap
from law.policies import PolicySet
from law.terms import DocumentKind, Outcome
from models import Document, Request

__all__ = ["attackable", "attacked_fact", "first_remedies", "round_of", "target_view"]

_GIVEN_UP: Final = (Outcome.ABANDONED_NO_CORRECTION, Outcome.ABANDONED_NO_PAYMENT, Outcome.WITHDRAWN)


def attackable(office: Office, request_id: int, *, today: date) -> tuple[TargetView, ...]:
    """What can be attacked on a request, what is attacked most first.

    Raises:
        UserError: ``request_unknown``.
    """
    with office.reading() as session:
        case = read_case(office, session, request_id, today)
        targets = tuple(_targets(request_id, case.state.facts))
        # What has no name of its own is offered only where there is nothing that has one.
        others = (Target(request_id=request_id, attacked=AttackedAct.OTHER),)
        found = [target_view(office, session, one, today) for one in targets or others]
    return tuple(sorted(found, key=lambda one: (bool(one.admissible), -(one.document_id or 0))))


def _targets(request_id: int, facts: CaseFacts) -> Iterator[Target]:
    rounds = (*facts.former, facts)
    letters: dict[int, DocumentCourse] = {}
    for one in rounds:
        letters |= dict(one.courses)
    for document_id, course in letters.items():
        act = _act_of(course.kind, _outcome_with(rounds, document_id))
        if act is not None:
            # A letter that only a ledger tells of lies in an old file: it is attacked without naming a document.
            yield Target(request_id=request_id, attacked=act, document_id=None if course.elsewhere else document_id)
    if facts.reply is None:
        yield Target(request_id=request_id, attacked=AttackedAct.NO_REPLY)


def _outcome_with(rounds: tuple[CaseFacts, ...], document_id: int) -> Outcome | None:
    return next((one.outcome for one in rounds if document_id in one.courses), None)


def _act_of(kind: DocumentKind, outcome: Outcome | None) -> AttackedAct | None:
    if kind is DocumentKind.OUTCOME_LETTER and outcome in _GIVEN_UP:
        return AttackedAct.NOT_PROCESSED
    return next((act for act, rule in attacked_acts().items() if kind in rule.letters), None)


def round_of(office: Office, session: Session, target: Target, today: date, dispute_id: int | None) -> AttackedRound:
    """The case as it stood in the round that the attacked letter belongs to."""
    return attacked_case(
        office, session, target.request_id, target.attacked, target.document_id, today, dispute_id=dispute_id
    )


def target_view(
    office: Office, session: Session, target: Target, today: date, dispute_id: int | None = None
) -> TargetView:
    """An attacked act for the client.

    Raises:
        UserError: ``case_not_found``.
    """
    request = stored_request(session, target.request_id)
    attacked = round_of(office, session, target, today, dispute_id)
    letter = attacked.attacked_letter
    rule = attacked_acts()[target.attacked]
    return TargetView(
        request_id=request.id,
        registration_number=request.registration_number or "",
        title=request.title,
        attacked=target.attacked,
        document_id=target.document_id,
        document_number=letter.number if letter is not None else "",
        outcome=attacked.facts.outcome,
        decided_on=letter.issued_on if letter is not None else None,
        served_on=letter.served_on if letter is not None else None,
        line=_line(session, request, target, attacked, letter),
        admissible=rule.note,
        citations=rule.citations,
    )


def _line(
    session: Session, request: Request, target: Target, attacked: AttackedRound, letter: DocumentCourse | None
) -> str:
    if letter is None:
        due = attacked.case.state.clock.due
        until = f"（期限届满 {full_date(due.due)}）" if due is not None else ""
        what = target.attacked.label if target.attacked is not AttackedAct.OTHER else "其他行为"
        return f"{request.registration_number or request.title} {what}{until}"
    title = letter.kind.label if letter.elsewhere else session.get_one(Document, letter.document_id).title
    served = f"，{full_date(letter.served_on)}送达" if letter.served_on is not None else "，未见送达凭证"
    return f"《{title}》{letter.number}（{full_date(letter.issued_on)}作出{served}）"


def attacked_fact(
    office: Office, session: Session, target: Target, policies: PolicySet, today: date, dispute_id: int | None = None
) -> Attacked:
    """An attacked act as the other side's periods read it."""
    attacked = round_of(office, session, target, today, dispute_id)
    letter = attacked.attacked_letter
    due = attacked.case.state.clock.due
    decided = letter.issued_on if letter is not None else None
    remedy = _remedy(attacked, target, policies)
    return Attacked(
        ref=f"{target.request_id}:{target.document_id or 0}:{target.attacked.value}",
        act=target.attacked,
        served_on=letter.served_on if letter is not None else None,
        decided_on=decided,
        reply_due=due.due if target.attacked is AttackedAct.NO_REPLY and due is not None else None,
        remedy=remedy.remedy if remedy is not None else None,
    )


def first_remedies(
    office: Office, session: Session, targets: tuple[Target, ...], policies: PolicySet, today: date
) -> tuple[FirstRemedy, ...]:
    """Whether reconsideration comes first, for each attacked act whose law is known."""
    found = (_remedy(round_of(office, session, one, today, None), one, policies) for one in targets)
    return tuple(one for one in found if one is not None)


def _remedy(attacked: AttackedRound, target: Target, policies: PolicySet) -> FirstRemedy | None:
    due = attacked.case.state.clock.due
    letter = attacked.attacked_letter
    missing = target.attacked is AttackedAct.NO_REPLY
    on = (due.due if due is not None else None) if missing else (letter.issued_on if letter is not None else None)
    if on is None:
        return None
    decided = attacked.facts.decided
    variant = str(decided.payload.get("variant") or "") or None if decided is not None else None
    try:
        return first_remedy(target.attacked, on, policies, outcome=attacked.facts.outcome, variant=variant)
    except RuleGap:
        return None

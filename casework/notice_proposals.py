"""What the forms of the letters beside the reply start with: whom they may be about, days by the agency's policies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.assist import SEARCH_REQUIREMENTS
from casework.derived import Derived
from casework.facts import LegalEvent
from casework.notice_facts import opinion_of, sent_letters, third_parties_asked, third_parties_to_tell
from casework.printed_forms import forms_for
from deadlines.grounds import parameter_if_any
from law.policies import PolicySet
from law.terms import DocumentKind
from models import Document

__all__ = ["AskedParty", "NoticeProposal", "SentLetter", "notice_proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedParty:
    """A third party that was asked.

    Attributes:
        event_id: the event of the consultation.
        name: the third party.
        information: what it was asked about.
        opinion: what it answered, in one word; empty while it has not.
        answer_by: last day of its period; None until the letter was served.
    """

    event_id: int
    name: str
    information: str
    opinion: str
    answer_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter that left the house: its document, and title and number as lists show them."""

    document_id: int
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeProposal:
    """Defaults of the forms.

    Attributes:
        asked: third parties that may confirm an oral opinion.
        to_tell: those that did not agree and were not told of a disclosure.
        waiting: what the agency's policy says on waiting before it provides.
        assist_by: internal day of an assistance asked today (policy ``assist_days``).
        assist_requirements: what a search has to leave behind.
        sent: letters that a slip can be corrected in, the latest first.
        forms: forms that can be filled in.
    """

    asked: tuple[AskedParty, ...]
    to_tell: tuple[AskedParty, ...]
    waiting: str
    assist_by: date
    assist_requirements: tuple[str, ...]
    sent: tuple[SentLetter, ...]
    forms: tuple[DocumentKind, ...]


def notice_proposal(session: Session, derived: Derived, policies: PolicySet, today: date) -> NoticeProposal:
    """The defaults for a request as of ``today``.

    Args:
        session: a reading session.
        derived: the request.
        policies: those in force today.
        today: the legal day.
    """
    facts = derived.facts
    return NoticeProposal(
        asked=_parties(derived, third_parties_asked(facts), today),
        to_tell=_parties(derived, third_parties_to_tell(facts, derived.clock), today),
        waiting=_waiting(policies.number("third_party_release_hold_days")),
        assist_by=derived.calendar.add_workdays(today, policies.number("assist_days")),
        assist_requirements=SEARCH_REQUIREMENTS,
        sent=_sent(session, derived),
        forms=forms_for(facts),
    )


def _parties(derived: Derived, asked: Iterable[LegalEvent], today: date) -> tuple[AskedParty, ...]:
    facts, period = derived.facts, parameter_if_any("consultation_days", today)
    found = []
    for one in asked:
        served, opinion = facts.served_on(one), opinion_of(facts, one)
        by = derived.calendar.add_workdays(served, period.value) if served is not None and period is not None else None
        found.append(
            AskedParty(
                event_id=one.id,
                name=str(one.payload.get("party", "")),
                information=str(one.payload.get("information", "")),
                opinion=opinion.label if opinion is not None else "",
                answer_by=by if by is not None and by > today else None,
            )
        )
    return tuple(found)


def _waiting(days: int) -> str:
    if days:
        return f"第三方收到告知书满{days}日后再提供（本机关的规定）"
    return "可以不等第三方寻求救济即提供（本机关的规定）；第三方仍可能申请复议或者起诉"


def _sent(session: Session, derived: Derived) -> tuple[SentLetter, ...]:
    ids = [one.document_id for one in sent_letters(derived.facts)]
    statement = select(Document).where(Document.id.in_(ids)).order_by(Document.id.desc())
    return tuple(
        SentLetter(document_id=one.id, told=f"{one.title} {one.document_number or ''}".strip())
        for one in session.scalars(statement)
    )

"""The course of a case as the checks of its letters read it: from events and clock to plain facts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from casework.facts import CaseFacts, LegalEvent, day_of
from casework.fee_course import ProposedFee
from casework.lifecycle import CaseState
from casework.notice_facts import opinion_of, told_on
from casework.outcome_rules import concluded, evidence_on_file
from deadlines.history import Consultation
from law.terms import ConsultationKind, EventKind, Evidence
from templates.check_facts import (
    ConsultationFact,
    CorrectionFact,
    ExtensionFact,
    FeeFact,
    JustificationFact,
    SearchFact,
)

__all__ = [
    "consultation_facts",
    "correction_fact",
    "decided_facts",
    "evidence_noted",
    "extension_fact",
    "fee_fact",
    "fee_of",
    "justification_fact",
    "provisional_days",
    "search_fact",
]


def decided_facts(facts: CaseFacts) -> Mapping[str, Any]:
    """The payload of the decision that counts; empty while nothing is decided."""
    return facts.decided.payload if facts.decided is not None else {}


def search_fact(event: LegalEvent) -> SearchFact:
    """A search as recorded."""
    said = event.payload
    return SearchFact(
        on=event.on,
        systems=tuple(str(one) for one in said.get("systems", ())),
        keywords=tuple(str(one) for one in said.get("keywords", ())),
        reviewer=str(said.get("reviewer", "")),
    )


def consultation_facts(state: CaseState, on: date) -> Iterator[ConsultationFact]:
    """Everybody consulted in writing, as it stands on a day."""
    facts = state.facts
    dated = {one.ref: one for one in facts.history.all_of(Consultation)}
    for event in facts.all_of(EventKind.CONSULTATION_SENT):
        known = dated.get(str(event.id))
        yield ConsultationFact(
            kind=ConsultationKind(event.payload["kind"]),
            sent_on=facts.sent_on(event),
            proven=known is None or known.proof,
            opinion=opinion_of(facts, event),
            concluded=concluded(state, event, on),
            told_on=_told(facts, event),
        )


def _told(facts: CaseFacts, asked: LegalEvent) -> date | None:
    """When a third party was told that its information is disclosed: the notice sent, or the day told elsewhere."""
    told_elsewhere = day_of(decided_facts(facts).get("facts", {}).get("third_party_notice_on"))
    return told_on(facts, asked) or told_elsewhere


def correction_fact(facts: CaseFacts) -> CorrectionFact | None:
    """The course of the correction; None if nobody asked for one."""
    notices = facts.all_of(EventKind.CORRECTION_REQUESTED)
    if not notices:
        return None
    last = notices[-1]
    complete = [one for one in facts.all_of(EventKind.CORRECTION_RECEIVED) if one.payload.get("complete", True)]
    # What came in and is still unclear was a correction all the same: the notice reached the applicant.
    answered = complete or list(facts.all_of(EventKind.CORRECTION_RECEIVED))
    lapsed = facts.last(EventKind.CORRECTION_LAPSED)
    return CorrectionFact(
        notices=len(notices),
        notified_on=facts.sent_on(last),
        served_on=facts.served_on(last),
        deadline=day_of(last.payload.get("deadline")),
        received_on=answered[-1].on if answered else None,
        complete=bool(complete),
        lapsed_on=lapsed.on if lapsed is not None else None,
    )


def justification_fact(state: CaseState) -> JustificationFact | None:
    """The course of the demand for reasons; None if there was none."""
    facts, asked = state.facts, state.justification
    if asked is None:
        return None
    given = facts.last(EventKind.JUSTIFICATION_RECEIVED)
    assessed = facts.last(EventKind.JUSTIFICATION_ASSESSED)
    return JustificationFact(
        asked_on=facts.sent_on(asked) or asked.on,
        served_on=facts.served_on(asked),
        answered_on=given.on if given is not None else None,
        reasonable=bool(assessed.payload.get("reasonable")) if assessed is not None else None,
    )


def extension_fact(state: CaseState) -> ExtensionFact | None:
    """The extension as it counts; a void one lengthens nothing and the reply tells nothing of it."""
    approved, found = state.facts.last(EventKind.EXTENSION_APPROVED), state.clock.extension
    if approved is None or found is None or not found.valid:
        return None
    told = state.facts.last(EventKind.EXTENSION_NOTIFIED)
    first_due = state.clock.first_due
    return ExtensionFact(
        approved_on=approved.on,
        approver=str(approved.payload.get("approver") or "（未记）"),
        notified_on=state.facts.sent_on(approved) or (told.on if told is not None else None),
        workdays=found.days,
        first_due=first_due.due if first_due is not None else None,
    )


def fee_of(state: CaseState) -> ProposedFee | None:
    """The figures that count: those about to be noticed, else those noticed, else those proposed."""
    fee = state.facts.fee
    return fee.to_notify or (fee.notice.fee if fee.notice is not None else fee.proposal)


def fee_fact(state: CaseState) -> FeeFact | None:
    """The fee; None if none was proposed."""
    fee, clock = state.facts.fee, state.clock
    figures = fee_of(state)
    if figures is None:
        return None
    served = fee.notice is not None and fee.notice.served_on is not None
    due = clock.fee_pay_due
    return FeeFact(
        method=figures.method,
        fen=figures.fen,
        pages=figures.pages,
        approved_on=fee.approval.on if fee.approval is not None else None,
        noticed=fee.notice is not None and fee.notice.sent_on is not None,
        pay_due=due.due if due is not None and served else None,
        settled=fee.settled_on is not None,
        lapsed=fee.lapsed is not None,
    )


def evidence_noted(state: CaseState, on: date) -> frozenset[str] | None:
    """Kinds of evidence noted with the decision or on file by a day; None while nothing is decided."""
    said = decided_facts(state.facts)
    if not said:
        return None
    noted = {str(key) for key, text in said.get("evidence", {}).items() if str(text).strip()}
    return frozenset(noted | {one.value for one in Evidence if evidence_on_file(one, state, on)})


def provisional_days(state: CaseState) -> tuple[date, ...]:
    """Days that the calendar does not settle yet."""
    due = state.clock.due
    return (due.due,) if due is not None and due.provisional else ()

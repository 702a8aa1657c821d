"""Whether the course of a case bears an outcome: the evidence on file and what stands in the way."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from casework.facts import LegalEvent
from casework.lifecycle import CaseState
from casework.notice_facts import opinion_of, third_parties_asked, told_on
from casework.refusals import Refusal, refusal
from deadlines.history import Consultation
from deadlines.pauses import consultation_due
from fees.wording import yuan
from law.terms import EventKind, Evidence, FeeMethod, Outcome
from templates.course_rules import (
    Obstacle,
    charged_for_nothing,
    excessive_obstacle,
    grant_against_refusal,
    searched_by,
    third_party_obstacle,
    unpaid_obstacle,
)

__all__ = ["concluded", "evidence_on_file", "grounds_of", "obstacles"]

_GIVING = (Outcome.GRANT, Outcome.PARTIAL_GRANT)


def grounds_of(facts: Mapping[str, str]) -> tuple[Outcome, ...]:
    """The refusals behind the withheld parts of a partial grant, from the fact ``withheld_grounds``."""
    written = facts.get("withheld_grounds", "")
    parts = [one.strip() for one in written.replace("，", ",").replace("、", ",").replace("\n", ",").split(",")]
    known = {one.value: one for one in Outcome}
    return tuple(known[one] for one in parts if one in known)


def evidence_on_file(evidence: Evidence, case: CaseState, on: date) -> bool:
    """Whether events up to a day already prove what the evidence has to prove; other evidence is a note or a file."""
    facts = case.facts
    if evidence is Evidence.SEARCH_RECORD:
        return searched_by((one.on for one in facts.all_of(EventKind.SEARCH_RECORDED)), on)
    if evidence is Evidence.CONSULTATION_RECORD:
        return any(concluded(case, one, on) for one in third_parties_asked(facts))
    if evidence is Evidence.CORRECTION_RECORD:
        # An answer proves as much as a receipt: the applicant had the notice.
        answered = facts.happened(EventKind.CORRECTION_RECEIVED)
        return case.correction is not None and (answered or facts.served_on(case.correction) is not None)
    if evidence is Evidence.JUSTIFICATION_RECORD:
        return facts.happened(EventKind.JUSTIFICATION_ASSESSED)
    if evidence is Evidence.FEE_RECORD:
        return facts.fee.notice is not None and facts.fee.notice.served_on is not None
    if evidence is Evidence.WITHDRAWAL_SIGNED:
        return facts.happened(EventKind.WITHDRAWN)
    if evidence is Evidence.VOLUME_STATS:
        return case.justification is not None and bool(case.justification.payload.get("statistics"))
    return False


def event_based(evidence: Evidence) -> bool:
    """Whether only the course of the case can prove it, never a note."""
    return evidence in (
        Evidence.SEARCH_RECORD,
        Evidence.CONSULTATION_RECORD,
        Evidence.CORRECTION_RECORD,
        Evidence.JUSTIFICATION_RECORD,
        Evidence.FEE_RECORD,
        Evidence.WITHDRAWAL_SIGNED,
    )


def obstacles(
    outcome: Outcome, variant: str, case: CaseState, on: date, grounds: tuple[Outcome, ...] = ()
) -> tuple[Refusal, ...]:
    """What in the course of the case stands against an outcome; ``grounds`` are those of a partial grant."""
    return tuple(_found(outcome, variant, case, on, grounds))


def _found(
    outcome: Outcome, variant: str, case: CaseState, on: date, grounds: tuple[Outcome, ...]
) -> Iterator[Refusal]:
    check = _CHECKS.get(outcome)
    if check is not None:
        yield from check(case, variant, on)
    if outcome in _GIVING:
        yield from _giving(case, variant, on, outcome)
    yield from _charged_by_volume(case, outcome, variant)
    if Outcome.REFUSAL_THIRD_PARTY in grounds:
        yield from _withheld_for_third_party(case)


def _charged_by_volume(case: CaseState, outcome: Outcome, variant: str) -> Iterator[Refusal]:
    """By volume only what is provided is paid for: another reply needs the fee given up first (C39)."""
    fee = case.facts.fee
    charged = fee.notice.fee if fee.notice is not None else None
    if charged is None or charged.method is not FeeMethod.BY_VOLUME or fee.lapsed is not None:
        return
    if charged_for_nothing(outcome, variant):
        yield refusal("fee_volume_not_provided", fen=yuan(charged.fen or 0))


def concluded(case: CaseState, asked: LegalEvent, on: date) -> bool:
    """Answered, silent beyond the statutory period, or out of reach: returned, and what was tried is on record."""
    if opinion_of(case.facts, asked) is not None:
        return True
    course = case.facts.courses.get(asked.document_id or 0)
    if course is not None and course.returned_on is not None:
        tried = case.facts.all_of(EventKind.CONTACT_RECORDED)
        return any(one.on is not None and course.returned_on <= one.on <= on for one in tried)
    found = [one for one in case.facts.history.all_of(Consultation) if one.ref == str(asked.id)]
    due = consultation_due(found[0], case.derived.calendar, case.derived.policies) if found else None
    return due is not None and on > due.due


def _not_exist(case: CaseState, _: str, on: date) -> Iterator[Refusal]:
    if not evidence_on_file(Evidence.SEARCH_RECORD, case, on):
        yield refusal("outcome_needs_search")


_OPINION_CODES: Mapping[Obstacle, str] = {
    Obstacle.NOT_ASKED: "outcome_needs_consultation",
    Obstacle.AGREED: "third_party_agreed",
    Obstacle.NO_REFUSAL: "third_party_silent",
    Obstacle.ANSWERED: "third_party_answered",
}


def _third_party(case: CaseState, variant: str, on: date) -> Iterator[Refusal]:
    asked = third_parties_asked(case.facts)
    if not asked:
        yield refusal("outcome_needs_consultation")
        return
    opinions = [opinion_of(case.facts, one) for one in asked]
    if not all(concluded(case, one, on) for one in asked):
        yield refusal("consultation_pending")
    obstacle = third_party_obstacle(opinions, variant)
    if obstacle is not None:
        yield refusal(_OPINION_CODES[obstacle])


def _giving(case: CaseState, variant: str, on: date, outcome: Outcome) -> Iterator[Refusal]:
    asked = third_parties_asked(case.facts)
    if not all(concluded(case, one, on) for one in asked):
        yield refusal("consultation_pending")
    if variant == "public_interest_override":
        if not asked:
            yield refusal("outcome_needs_consultation")
        return
    told = [(opinion_of(case.facts, one), told_on(case.facts, one)) for one in asked]
    if grant_against_refusal(outcome, told, on, override=False):
        yield refusal("third_party_refused")


def _withheld_for_third_party(case: CaseState) -> Iterator[Refusal]:
    """Nothing is covered for the sake of somebody who was not asked, or who agrees (C16, C19)."""
    obstacle = third_party_obstacle([opinion_of(case.facts, one) for one in third_parties_asked(case.facts)])
    if obstacle is not None:
        yield refusal(_OPINION_CODES[obstacle])


def _unclear(case: CaseState, _: str, __: date) -> Iterator[Refusal]:
    if case.correction is None:
        yield refusal("outcome_needs_correction")
    elif not case.facts.happened(EventKind.CORRECTION_RECEIVED):
        yield refusal("outcome_needs_correction_received")


def _no_correction(case: CaseState, _: str, __: date) -> Iterator[Refusal]:
    if not case.facts.happened(EventKind.CORRECTION_LAPSED):
        yield refusal("outcome_needs_lapse")


def _no_payment(case: CaseState, _: str, on: date) -> Iterator[Refusal]:
    due, fee = case.clock.fee_pay_due, case.facts.fee
    pay_due = due.due if due is not None else None
    noticed, settled = fee.notice is not None, fee.settled_on is not None
    obstacle = unpaid_obstacle(noticed=noticed, settled=settled, pay_due=pay_due, on=on)
    if obstacle is Obstacle.NOT_NOTICED:
        yield refusal("outcome_needs_fee_notice")
    elif obstacle is Obstacle.SETTLED:
        yield refusal("fee_settled_already")
    elif obstacle is not None:
        yield refusal("fee_not_overdue", **case.words)


_REASON_CODES: Mapping[Obstacle, str] = {
    Obstacle.NOT_ASKED: "outcome_needs_justification",
    Obstacle.NOT_ASSESSED: "outcome_needs_assessment",
    Obstacle.REASONABLE: "justification_found_reasonable",
}


def _excessive(case: CaseState, _: str, __: date) -> Iterator[Refusal]:
    assessed = case.facts.last(EventKind.JUSTIFICATION_ASSESSED)
    reasonable = bool(assessed.payload.get("reasonable")) if assessed is not None else None
    obstacle = excessive_obstacle(asked=case.justification is not None, reasonable=reasonable)
    if obstacle is not None:
        yield refusal(_REASON_CODES[obstacle])


def _withdrawn(_: CaseState, __: str, ___: date) -> Iterator[Refusal]:
    yield refusal("outcome_by_withdrawal")


_CHECKS: Mapping[Outcome, Callable[[CaseState, str, date], Iterator[Refusal]]] = {
    Outcome.NOT_EXIST: _not_exist,
    Outcome.REFUSAL_THIRD_PARTY: _third_party,
    Outcome.UNCLEAR_AFTER_CORRECTION: _unclear,
    Outcome.ABANDONED_NO_CORRECTION: _no_correction,
    Outcome.ABANDONED_NO_PAYMENT: _no_payment,
    Outcome.EXCESSIVE_REQUESTS: _excessive,
    Outcome.WITHDRAWN: _withdrawn,
}

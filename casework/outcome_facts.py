"""Facts of an outcome that the file already proves: proposed from it, and refused where they contradict it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from casework.act_case import ActCase, check_day
from casework.date_wording import full_date
from casework.drafts import OutcomeDraft
from casework.facts import day_of
from casework.lifecycle import CaseState
from casework.refusals import refused
from fees.volume import volume_fee
from fees.wording import yuan
from law.outcomes import outcome_rules
from law.terms import EventKind, FeeMethod, Outcome

__all__ = ["check_told_facts", "correction_facts", "fee_facts"]

_NO_GOOD_REASON: Final = "no_good_reason"
_THIRD_PARTY_TOLD: Final = "third_party_notice_on"


def correction_facts(state: CaseState) -> dict[str, str]:
    """What the file says of the correction notice, by key of the facts of ``abandoned_no_correction``."""
    found: dict[str, str] = {}
    notice = state.correction
    if notice is None:
        return found
    course = state.facts.courses.get(notice.document_id or 0)
    if course is not None:
        found["notice_number"] = course.number
    served = state.facts.served_on(notice)
    if served is not None:  # the letter states it: never a day that no proof bears
        found["notice_served_on"] = served.isoformat()
    if state.correction_deadline is not None:
        found["correction_deadline"] = state.correction_deadline.isoformat()
    if state.facts.happened(EventKind.CORRECTION_LAPSED):
        found[_NO_GOOD_REASON] = "true"
    return found


def fee_facts(state: CaseState) -> dict[str, str]:
    """What the file says of the fee notice, by key of the facts of ``abandoned_no_payment``."""
    found: dict[str, str] = {}
    notice = state.facts.fee.notice
    if notice is None:
        return found
    course = state.facts.courses.get(notice.document_id or 0)
    if course is not None and course.number:
        found["notice_number"] = course.number
    if notice.served_on is not None:
        found["notice_served_on"] = notice.served_on.isoformat()
    if state.clock.fee_pay_due is not None:
        found["payment_deadline"] = state.clock.fee_pay_due.due.isoformat()
    return found


def check_told_facts(case: ActCase, draft: OutcomeDraft, facts: Mapping[str, str]) -> None:
    """Refuse facts that the file contradicts: the letter would tell the applicant something that did not happen.

    Raises:
        UserError: ``outcome_fact_not_on_file``, ``no_good_reason_unconfirmed``; a third party told in the future.
    """
    state = case.state
    if draft.outcome is Outcome.ABANDONED_NO_CORRECTION:
        if facts.get(_NO_GOOD_REASON) != "true":
            raise refused("no_good_reason_unconfirmed", field=f"facts.{_NO_GOOD_REASON}")
        _compare(draft.outcome, facts, correction_facts(state))
    elif draft.outcome is Outcome.ABANDONED_NO_PAYMENT:
        _compare(draft.outcome, facts, fee_facts(state))
    _check_pages(state, facts)
    told = day_of(facts.get(_THIRD_PARTY_TOLD))
    if told is not None:
        _check_told(case, draft, told)


def _compare(outcome: Outcome, facts: Mapping[str, str], on_file: Mapping[str, str]) -> None:
    labels = {one.key: one.label for one in outcome_rules()[outcome].required_facts}
    for key, proven in on_file.items():
        if key in facts and facts[key] != proven:
            said = full_date(date.fromisoformat(proven)) if _is_day(key) else proven
            raise refused("outcome_fact_not_on_file", field=f"facts.{key}", label=labels[key], file=said)


def _check_pages(state: CaseState, facts: Mapping[str, str]) -> None:
    """What was paid for by volume is what is provided; for fewer pages what was paid too much goes back first (C37)."""
    fee = state.facts.fee
    paid = fee.notice.fee if fee.notice is not None and fee.settled_on is not None else None
    said = facts.get("page_count", "")
    if paid is None or paid.method is not FeeMethod.BY_VOLUME or paid.pages is None or not said.isdecimal():
        return
    pages = int(said)
    if pages > paid.pages:
        raise refused("fee_pages_more", field="facts.page_count", pages=said, charged=paid.pages)
    received = state.received
    owed = volume_fee(pages, received, state.derived.policies).fen if received is not None else None
    if pages < paid.pages and owed is not None and fee.held > owed:
        back = yuan(fee.held - owed)
        raise refused("fee_pages_differ", field="facts.page_count", pages=said, charged=paid.pages, back=back)


def _is_day(key: str) -> bool:
    return key.endswith(("_on", "_deadline"))


def _check_told(case: ActCase, draft: OutcomeDraft, told: date) -> None:
    """The third party is told after it was asked and not in the future (条例第三十二条)."""
    facts = case.state.facts
    asked = [facts.sent_on(one) for one in facts.all_of(EventKind.CONSULTATION_SENT)]
    answered = [one.on for one in facts.all_of(EventKind.CONSULTATION_ANSWERED)]
    known = [one for one in (*asked, *answered) if one is not None and one <= draft.on]
    label = next(one.label for one in outcome_rules()[draft.outcome].required_facts if one.key == _THIRD_PARTY_TOLD)
    check_day(told, case, label, field=f"facts.{_THIRD_PARTY_TOLD}", not_before=max(known, default=None))

"""保密审查: two people review what is to be provided, before the reply (条例第十七条)."""

from datetime import date, datetime
from typing import Final

from casework.act_case import changed, check_day, enter, words
from casework.facts import CaseFacts, LegalEvent
from casework.office import Office
from casework.paper_drafts import SecrecyReviewDraft
from casework.refusals import refused
from casework.roles import same_person
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind, Outcome, SecrecyConclusion
from models.text_cleaning import clean_text
from templates.course_rules import secrecy_bars

__all__ = ["provides_information", "review_by", "review_secrecy", "secrecy_contradicts", "secrecy_missing"]

_GIVING: Final = (Outcome.GRANT, Outcome.PARTIAL_GRANT)


def review_secrecy(office: Office, draft: SecrecyReviewDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record a review; reviewed again the later review counts.

    Raises:
        UserError: nothing named, a reviewer missing, both the same person, no grounds for withholding, an impossible
            day, the reply already issued.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.REVIEW_SECRECY)
        check_day(draft.on, case, "审查日期")
        first = words(draft.first_reviewer, "secrecy_first_missing", "first_reviewer")
        second = words(draft.second_reviewer, "secrecy_second_missing", "second_reviewer")
        if same_person(second, (first,)):
            raise refused("secrecy_same_person", field="second_reviewer", person=second)
        note = clean_text(draft.note).text.strip()
        if draft.conclusion is not SecrecyConclusion.DISCLOSABLE and not note:
            raise refused("secrecy_note_missing", field="note", conclusion=draft.conclusion.label)
        payload = {
            "information": words(draft.information, "secrecy_information_missing", "information"),
            "first_reviewer": first,
            "second_reviewer": second,
            "conclusion": draft.conclusion,
            "note": note,
        }
        work.record(case.request, EventKind.SECRECY_REVIEWED, draft.on, payload)
        return changed(work, case, Act.REVIEW_SECRECY, f"保密审查：{draft.conclusion.label}")


def provides_information(outcome: Outcome | None) -> bool:
    """Whether a reply with this outcome hands out information that has to be reviewed first."""
    return outcome in _GIVING


def review_by(facts: CaseFacts, on: date) -> LegalEvent | None:
    """The last review made not later than a day; the day of the reply."""
    made = [one for one in facts.all_of(EventKind.SECRECY_REVIEWED) if one.on is not None and one.on <= on]
    return made[-1] if made else None


def secrecy_missing(facts: CaseFacts, outcome: Outcome | None, on: date) -> bool:
    """Whether a reply of that day would provide information that nobody reviewed before (C55)."""
    return provides_information(outcome) and review_by(facts, on) is None


def secrecy_contradicts(facts: CaseFacts, outcome: Outcome | None, on: date) -> SecrecyConclusion | None:
    """The conclusion of the review that forbids such a reply; None if it may go out as far as the review says."""
    review = review_by(facts, on)
    if review is None:
        return None
    conclusion = SecrecyConclusion(review.payload["conclusion"])
    return conclusion if secrecy_bars(outcome, conclusion) else None

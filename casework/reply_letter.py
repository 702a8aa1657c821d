"""The reply as it follows from the decision: its typed context, its remedy clause, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.drafts import LetterDraft
from casework.letter_basis import reply_basis
from casework.letter_checks import finding_views
from casework.letter_frames import LetterFrame, letter_frame
from casework.office import Office
from casework.outcome_rules import grounds_of
from casework.refusals import refused
from casework.views import FindingView
from law.citations import Citation
from law.outcomes import OutcomeRule, outcome_rules
from law.policies import PolicySet
from law.remedies import RemedyClause, remedy_class, remedy_clause
from law.terms import DeliveryMethod, Outcome, RemedyClass, ServiceMethod
from models import Submission
from templates.checks import check_letter
from templates.contexts import GrantLetterContext, GrantVariant, ItemConclusion, OutcomeLetterContext
from templates.outcome_facts import outcome_wording
from templates.preview import PreviewBlock
from templates.reply_contexts import ProvidedInformation, ReplyLetter

__all__ = ["ReplyPlan", "findings_of", "reply_plan", "served_online"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPlan:
    """A reply before it has a number: everything else is fixed.

    Attributes:
        context: the letter, with its number as a draft shows it.
        body: the paragraphs of facts and reasons; annexes: names of what is enclosed.
    """

    rule: OutcomeRule
    context: GrantLetterContext | OutcomeLetterContext
    remedy: RemedyClass
    clause: RemedyClause
    body: tuple[str, ...]
    annexes: tuple[str, ...]

    def numbered(self, number: str) -> ReplyLetter:
        """The letter under its number."""
        return replace(self.context, number=number)


def reply_plan(office: Office, session: Session, case: ActCase, draft: LetterDraft, number: str) -> ReplyPlan:
    """The reply of a decided case.

    Args:
        office: the office.
        session: the caller's session.
        case: the request with its decision.
        draft: the date of the letter and, where not empty, the text in the agency's own words.
        number: the document number, or how a draft shows it.

    Raises:
        UserError: nothing is decided yet, or the letter lacks something it has to say.
    """
    decided = case.state.facts.decided
    if decided is None:
        raise refused("outcome_missing")
    said = decided.payload
    rule = outcome_rules()[Outcome(said["outcome"])]
    policies = office.policies(draft.dated_on, session)
    frame = letter_frame(office, session, case.request, case.derived, draft.dated_on)
    online = served_online(session, case, draft) or _wants_electronic(session, case)
    clause, remedy = _remedy(rule, said, draft.dated_on, frame, policies, online=online)
    facts: Mapping[str, str] = said.get("facts", {})
    wording = outcome_wording(rule.outcome, said.get("variant") or None, facts)
    body = _paragraphs(draft.body) or _proposed(rule.outcome, wording.facts)
    annexes = draft.annexes or _annexes(facts)
    common = {
        **frame.request_letter(number=number, signed_on=draft.dated_on),
        "title": rule.letter_title,
        "basis": _basis(rule, said, facts),
        "items": tuple(
            ItemConclusion(subject=one["text"], conclusion=one["conclusion"]) for one in said.get("conclusions", ())
        ),
        "remedy": tuple(line for line in clause.text.split("\n") if line.strip()),
        "annexes": annexes,
        "facts": body,
    }
    context: GrantLetterContext | OutcomeLetterContext
    if rule.outcome is Outcome.GRANT:
        context = GrantLetterContext(**common, **_grant(said, facts, draft.dated_on))
    else:
        context = OutcomeLetterContext(
            **common,
            outcome=rule.outcome,
            variant=str(said.get("variant") or ""),
            detail=wording.detail,
            provided=wording.provided,
            withheld=wording.withheld,
        )
    return ReplyPlan(rule=rule, context=context, remedy=remedy, clause=clause, body=body, annexes=annexes)


def _proposed(outcome: Outcome, facts: Sequence[str]) -> tuple[str, ...]:
    """What the recorded facts say; those of a grant stand in its wording already. Inner reasons stay in the file."""
    return () if outcome is Outcome.GRANT else _paragraphs(facts)


def _paragraphs(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


def _annexes(facts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in facts.get("attachment_list", "").split("\n") if line.strip())


def served_online(session: Session, case: ActCase, draft: LetterDraft) -> bool:
    """Whether the reply goes electronically: by the way chosen for it, else by the way the applicant asked for."""
    if draft.method is not None:
        return draft.method is ServiceMethod.ELECTRONIC
    return draft.online_service or _wants_electronic(session, case)


def _wants_electronic(session: Session, case: ActCase) -> bool:
    """Whether the applicant asked for electronic service; the frozen letter then bears it, whenever it leaves (C48)."""
    submission = session.get_one(Submission, case.request.submission_id)
    return submission.delivery_method in (DeliveryMethod.EMAIL, DeliveryMethod.FAX, DeliveryMethod.WEB)


def _remedy(
    rule: OutcomeRule,
    said: Mapping[str, Any],
    dated_on: date,
    frame: LetterFrame,
    policies: PolicySet,
    *,
    online: bool,
) -> tuple[RemedyClause, RemedyClass]:
    remedy = remedy_class(rule.outcome, said.get("variant") or None, dated_on, policies)
    agency = frame.agency
    clause = remedy_clause(
        remedy,
        dated_on,
        agency.reconsideration_body,
        agency.court_name,
        (agency.reconsideration_website or None) if online else None,
        outcome=rule.outcome,
        policies=policies,
    )
    return clause, remedy


def _basis(rule: OutcomeRule, said: Mapping[str, Any], facts: Mapping[str, str]) -> str:
    """The provisions as letters print them: the statute's full title once, then its further places."""
    own = str(facts.get("cited_article", "")).strip()
    if own:
        return own
    return _joined(rule.citations_for(said.get("variant") or None, grounds_of(facts)))


def _joined(citations: Sequence[Citation]) -> str:
    parts: list[str] = []
    named = ""
    for one in citations:
        parts.append(one.place if one.statute == named and one.place else one.full)
        named = one.statute
    return "、".join(parts)


def _grant(said: Mapping[str, Any], facts: Mapping[str, str], dated_on: date) -> dict[str, Any]:
    variant = GrantVariant(said.get("variant") or GrantVariant.PROVIDE_COPY)
    pages = facts.get("page_count", "")
    forms = {"paper": "纸质件", "electronic": "电子件", "inspection": "查阅、抄录"}
    provided = ProvidedInformation(
        name=facts["info_name"],
        form=forms.get(facts.get("provide_form", ""), facts.get("provide_form", "")),
        document_number=facts.get("info_number", ""),
        pages=int(pages) if pages else None,
    )
    consulted = [one for one in outcome_rules()[Outcome.REFUSAL_THIRD_PARTY].citations if one.article in (15, 32)]
    return {
        "variant": variant,
        "provided": (provided,),
        "way": facts.get("obtain_way", ""),
        "time": facts.get("obtain_time", "") or facts.get("view_time", ""),
        "place": facts.get("view_place", ""),
        "form_reason": str(said.get("reasons", "")),
        "handed_over_on": dated_on if variant is GrantVariant.ON_SPOT else None,
        "public_interest_reason": facts.get("public_interest_reason", ""),
        "third_party_basis": _joined(consulted),
    }


def findings_of(
    office: Office,
    session: Session,
    case: ActCase,
    plan: ReplyPlan,
    blocks: tuple[PreviewBlock, ...],
    *,
    leaves_on: date,
    online: bool,
) -> tuple[FindingView, ...]:
    """What is wrong with a reply, blocking findings first; that it has no number yet is no finding.

    ``leaves_on`` is the day on which the reply leaves the house, today at the earliest if that is not recorded.
    """
    basis = reply_basis(office, session, case, plan, blocks, leaves_on=leaves_on, online=online)
    return finding_views(check_letter(plan.context, blocks, basis), case.request, blocks)

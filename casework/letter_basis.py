"""What register, law and file say about a letter: the one basis on which it is checked, drafted, submitted or issued.

Everything is read here and decided in ``templates``: searches, consultations, corrections, fees, files that go out,
numbers, persons, earlier answers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.agency import agency_view, profile_of
from casework.applicants import applicants_of
from casework.asked_items import items_to_conclude
from casework.document_numbers import number_class_of
from casework.earlier_answers import earlier_answers
from casework.facts import CaseFacts, LegalEvent, day_of
from casework.fee_now import figures_now
from casework.hidden_content import LookedAt, looked_at
from casework.lessons_lost import lost_provisions
from casework.letter_course import (
    consultation_facts,
    correction_fact,
    decided_facts,
    evidence_noted,
    extension_fact,
    fee_fact,
    fee_of,
    justification_fact,
    provisional_days,
    search_fact,
)
from casework.letter_series import series_fact
from casework.lifecycle import CaseState
from casework.mandates import mandated
from casework.notice_facts import third_party_names
from casework.office import Office
from casework.outcome_rules import grounds_of
from casework.page_counting import latest_counts
from casework.registered_names import registered_names
from law.errors import UserError
from law.outcomes import annual_row
from law.remedies import crossed_boundary
from law.terms import (
    ClockStatus,
    DeliveryMethod,
    DocumentKind,
    DocumentState,
    EventKind,
    NumberClass,
    Outcome,
    SecrecyConclusion,
)
from models import Agent, Applicant, Attachment, Document, IssuedNumber, Request, Submission
from models.blobs import BlobDamagedError, get_blob
from templates.check_facts import (
    AgentFact,
    EarlierAnswer,
    FeeFact,
    FileFacts,
    PriorReply,
    ProvidedFile,
    RevokedReply,
    SavedDraft,
    SecrecyFact,
    SentLetter,
)
from templates.checks import CheckBasis
from templates.context_base import RequestLetter
from templates.notice_contexts import AssistLetterContext
from templates.numbers import normalise_number
from templates.preview import BlockKind, PreviewBlock, plain_text

if TYPE_CHECKING:
    from casework.reply_letter import ReplyPlan

__all__ = ["file_facts", "letter_basis", "private_words", "reply_basis"]

PROVIDED_ROLES: Final = ("拟提供信息", "所提供信息")
"""Roles of attachments that go out with the reply, beside those whose pages were counted for it."""

_LEAST_ADDRESS: Final = 8
_PERIOD: Final = re.compile(r"[一二三四五六七八九十]+(?:个月|日|年)(?=内)")


def reply_basis(
    office: Office,
    session: Session,
    case: ActCase,
    plan: "ReplyPlan",
    blocks: tuple[PreviewBlock, ...],
    *,
    leaves_on: date,
    online: bool,
) -> CheckBasis:
    """The basis of a reply.

    Args:
        office: the office.
        session: the caller's session.
        case: the request with its decision, as of the day of checking.
        plan: the reply as it follows from the decision.
        blocks: the rendered letter.
        leaves_on: the day on which the reply leaves the house.
        online: whether it is served electronically.
    """
    agency = agency_view(profile_of(session))
    decided = case.state.facts.decided
    return CheckBasis(
        today=case.state.today,
        required_phrases=plan.rule.required_phrases,
        remedy=plan.remedy,
        remedy_text=plan.clause.text,
        remedy_periods=tuple(dict.fromkeys(_PERIOD.findall(plan.clause.text))),
        registered_text=case.request.text or case.request.title,
        registered_name=plan.context.addressee,
        private=private_words(session, case.request),
        provisional_dates=provisional_days(case.state),
        electronic=online,
        reconsideration_body=agency.reconsideration_body,
        court=agency.court_name,
        website=agency.reconsideration_website,
        asked_items=() if decided is None else items_to_conclude(session, case.request, decided.payload),
        file=file_facts(
            office, session, case, blocks, dated_on=plan.context.signed_on, leaves_on=leaves_on, reply=True
        ),
    )


def letter_basis(
    office: Office, session: Session, case: ActCase, letter: Any, blocks: tuple[PreviewBlock, ...]
) -> CheckBasis:
    """The basis of a letter that is no reply; the state of the case is that before the letter."""
    day, number = letter.signed_on, str(letter.number)
    parties = applicants_of(session, case.request.submission_id)
    series = number_class_of(letter.kind, office.policies(day, session))
    file = file_facts(office, session, case, blocks, dated_on=day, leaves_on=day)
    return CheckBasis(
        today=case.state.today,
        registered_text=case.request.text or case.request.title,
        private=private_words(session, case.request),
        file=replace(
            file,
            series=series_fact(session, series, day, number) if series is not None else None,
            third_parties=tuple(_third_parties(case.state.facts, case.request)),
            other_applicants=(
                *_others(session, parties, blocks, case.request),
                *(() if isinstance(letter, RequestLetter | AssistLetterContext) else _own_names(case, parties, blocks)),
            ),
        ),
    )


def _own_names(case: ActCase, parties: tuple[Applicant, ...], blocks: tuple[PreviewBlock, ...]) -> tuple[str, ...]:
    """Names of the applicant in a letter to somebody else, who need not learn who asked (征求意见书)."""
    text = plain_text(tuple(one for one in blocks if one.kind is not BlockKind.EXCERPT))
    names = (one.name.strip() for one in parties)
    return tuple(one for one in names if len(one) > 1 and one in text and one not in case.request.text)


def private_words(session: Session, request: Request) -> tuple[str, ...]:
    """What must not stand in a letter: numbers and addresses of those concerned (C53)."""
    parties = applicants_of(session, request.submission_id)
    agents = session.scalars(select(Agent).where(Agent.submission_id == request.submission_id))
    words = [word for one in (*parties, *agents) for word in (one.identity_number, one.phone)]
    # A short address (a village, a street) may be part of what is asked for.
    words += [one.address for one in parties if len((one.address or "").strip()) >= _LEAST_ADDRESS]
    # A number that the applicant put into the text of the request is quoted as it came.
    return tuple(word for word in words if word and word not in request.text)


def file_facts(
    office: Office,
    session: Session,
    case: ActCase,
    blocks: tuple[PreviewBlock, ...],
    *,
    dated_on: date,
    leaves_on: date,
    reply: bool = False,
) -> FileFacts:
    """What the file says of a case, for a letter dated ``dated_on``; what only replies need is read for them alone."""
    request, state = case.request, case.state
    facts, clock = state.facts, state.clock
    agency = agency_view(profile_of(session))
    parties = applicants_of(session, request.submission_id)
    first_due, due, notice_due = clock.first_due, clock.due, clock.correction_notice_due
    common: dict[str, Any] = {
        "registration_number": request.registration_number or "",
        "received_on": state.received,
        "first_due": first_due.due if first_due is not None else None,
        "due_known": first_due is not None and not first_due.provisional,
        "correction_notice_due": notice_due.due if notice_due is not None else None,
        "agency": agency.name,
        "signers": tuple(one for one in (agency.signer_name, state.derived.policies.text("signer_name")) if one),
        "contact_phone": agency.contact_phone,
        "late_extension": state.derived.policies.text("late_extension_effect") != "void",
        "correction": correction_fact(facts),
        "fee": _fee(office, session, case),
        "applicant_type": parties[0].kind.label if parties else "",
    }
    if not reply:
        return FileFacts(**common, leaves_on=leaves_on, owed=False)
    outcome = facts.outcome
    return FileFacts(
        **common,
        due=due.due if due is not None else None,
        leaves_on=leaves_on,
        owed=clock.status is not ClockStatus.DEEMED_ABANDONED,
        searches=tuple(search_fact(one) for one in facts.all_of(EventKind.SEARCH_RECORDED)),
        consultations=tuple(consultation_facts(state, dated_on)),
        justification=justification_fact(state),
        extension=extension_fact(state),
        fee_paid_on=facts.fee.settled_on,
        prior=_prior(session, facts),
        revoked=_revoked(session, facts),
        earlier=_earlier(session, request, outcome, dated_on),
        lost=lost_provisions(session, state, outcome, dated_on) if outcome is not None else (),
        grounds=grounds_of(decided_facts(facts).get("facts", {})),
        evidence=evidence_noted(state, dated_on),
        provided=tuple(_provided(session, request, facts)),
        secrecy=tuple(_secrecy(one) for one in facts.all_of(EventKind.SECRECY_REVIEWED)),
        agents=_agents(session, request),
        sent=_sent(session, request, parties),
        series=series_fact(session, NumberClass.REPLY, dated_on),
        saved=_saved(session, state, dated_on),
        annual_row=annual_row(outcome, state.derived.policies).label if outcome is not None else "",
        third_parties=tuple(_third_parties(facts, request)),
        other_applicants=_others(session, parties, blocks, request),
        pending=True,
        **_signatures(state, session),
    )


def _fee(office: Office, session: Session, case: ActCase) -> FeeFact | None:
    """The fee with what it would be if it were computed now; None if none was proposed."""
    told = fee_fact(case.state)
    figures = fee_of(case.state)
    if told is None or figures is None or figures.method is None:
        return told
    try:
        now = figures_now(office, session, case, figures).offer(figures.method)
    except UserError:  # the receipt is no longer confirmed: nothing to compare with
        return told
    return replace(told, computed_fen=now.fen)


# ---------------------------------------------------------------------------------------------------- other replies


def _prior(session: Session, facts: CaseFacts) -> PriorReply | None:
    """The earlier reply that a repeated request is answered with (条例第三十六条第（六）项)."""
    if facts.outcome is not Outcome.REPEAT_REQUEST:
        return None
    stated = decided_facts(facts).get("facts", {})
    number = str(stated.get("prior_number", "")).strip()
    dated_on = day_of(stated.get("prior_on"))
    row = session.scalar(select(Document).where(Document.document_number.in_({number, normalise_number(number)})))
    void = session.scalar(select(IssuedNumber.voided_at).where(IssuedNumber.text == normalise_number(number)))
    if row is None:
        return PriorReply(number=number, dated_on=dated_on, found=False, revoked=void is not None)
    later = select(Document.id).where(
        Document.request_id == row.request_id,
        Document.kind == DocumentKind.OUTCOME_LETTER,
        Document.state == DocumentState.ISSUED,
        Document.id > row.id,
    )
    replaced = session.scalar(later.limit(1)) is not None
    revoked = row.state is DocumentState.VOID or void is not None or replaced
    return PriorReply(number=number, dated_on=row.issued_on or dated_on, revoked=revoked)


def _revoked(session: Session, facts: CaseFacts) -> RevokedReply | None:
    """The reply that fell, so that this one was ordered; None where none had been made."""
    course, order = facts.revoked_reply, facts.order
    if course is None or order is None:
        return None
    fallen = next(one for one in reversed(facts.former) if one.reply is not None)
    row = session.get(Document, course.document_id)
    said: Mapping[str, Any] = (row.context if row is not None else None) or {}
    return RevokedReply(
        number=course.number,
        outcome=fallen.outcome,
        basis=str(said.get("basis") or ""),
        facts=tuple(str(one) for one in said.get("facts") or ()),
        procedural=bool(order.payload.get("procedural")),
    )


def _earlier(session: Session, request: Request, outcome: Outcome | None, on: date) -> tuple[EarlierAnswer, ...]:
    if outcome is None or outcome is Outcome.WITHDRAWN:
        return ()
    return earlier_answers(session, request, outcome, on)


# ---------------------------------------------------------------------------------------------------- files


def _provided(session: Session, request: Request, facts: CaseFacts) -> Iterator[ProvidedFile]:
    """The files that go out: those counted for the reply and those marked as such, looked through once per content."""
    counts = latest_counts(facts)
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.request_id == request.id, Attachment.removed_at.is_(None))
        .where(or_(Attachment.id.in_(counts), Attachment.role.in_(PROVIDED_ROLES)))
        .order_by(Attachment.id)
    )
    for row in rows:
        found = _looked_at(session, row.sha256)
        counted = counts.get(row.id)
        units = counted[0].get("units") if counted is not None else None
        yield ProvidedFile(
            name=row.file_name,
            pages=int(units) if units is not None else row.pages,
            secrecy_mark=found.secrecy_mark,
            hidden=found.hidden,
            traces=found.traces,
        )


def _looked_at(session: Session, sha256: str) -> LookedAt:
    """What a kept file holds; one whose bytes are damaged cannot go out."""
    try:
        return looked_at(sha256, partial(get_blob, session, sha256))
    except BlobDamagedError:
        return LookedAt(("与其哈希值不一致",))


def _secrecy(event: LegalEvent) -> SecrecyFact:
    said = event.payload
    return SecrecyFact(
        on=event.on,
        conclusion=SecrecyConclusion(said.get("conclusion") or SecrecyConclusion.DISCLOSABLE),
        first_reviewer=str(said.get("first_reviewer", "")),
        second_reviewer=str(said.get("second_reviewer", "")),
    )


# ---------------------------------------------------------------------------------------------------- persons


def _agents(session: Session, request: Request) -> tuple[AgentFact, ...]:
    rows = session.scalars(select(Agent).where(Agent.submission_id == request.submission_id)).all()
    on_file = mandated(session, rows)
    return tuple(AgentFact(name=one.name, has_mandate=one.id in on_file) for one in rows)


def _sent(session: Session, request: Request, parties: tuple[Applicant, ...]) -> SentLetter:
    wanted = session.get_one(Submission, request.submission_id).delivery_method
    known = any((one.address or "").strip() for one in parties)
    return SentLetter(post=wanted is DeliveryMethod.POST, address_known=known)


def _third_parties(facts: CaseFacts, request: Request) -> Iterator[str]:
    """Names that the applicant does not learn from the letter; what the applicant named is known already."""
    return (one for one in third_party_names(facts) if one not in request.text)


def _others(
    session: Session, parties: tuple[Applicant, ...], blocks: tuple[PreviewBlock, ...], request: Request
) -> tuple[str, ...]:
    """Names of other applicants in the agency's own words; the offices that a letter has to name are none."""
    text = plain_text(tuple(one for one in blocks if one.kind is not BlockKind.EXCERPT))
    agency = agency_view(profile_of(session))
    named = (agency.name, agency.signer_name, agency.contact_person, agency.reconsideration_body, agency.court_name)
    own = {*(one.name for one in parties), *named}
    expected = (request.text, *named)
    found = (one for one in registered_names(session, text) if one not in own)
    return tuple(one for one in found if not any(one in words for words in expected))


def _signatures(state: CaseState, session: Session) -> dict[str, Any]:
    """Who drafted, who approved and when; empty while nobody approved."""
    row = session.get(Document, state.reply_draft) if state.reply_draft is not None else None
    course = state.draft
    return {
        "drafter": course.submitted_by or (row.created_by if row is not None else ""),
        "approver": course.approved_by,
        "approved_on": course.approved.on if course.approved is not None else None,
    }


# ---------------------------------------------------------------------------------------------------- drafts


def _saved(session: Session, state: CaseState, dated_on: date) -> SavedDraft | None:
    """The draft as it was last saved (C63)."""
    row = session.get(Document, state.reply_draft) if state.reply_draft is not None else None
    kept: Mapping[str, Any] = row.preview if row is not None else {}
    day = day_of(kept.get("dated_on"))
    if day is None:
        return None
    text = "\n".join(str(one.get("text", "")) for one in kept.get("blocks", ()))
    crossed = crossed_boundary(day, dated_on, state.derived.policies) if day < dated_on else None
    return SavedDraft(dated_on=day, text=text, crossed=crossed)

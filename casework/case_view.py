"""Everything that the case page shows, read in a fixed number of statements."""

from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from casework.act_case import ActCase, case_state
from casework.acts import allowed_acts
from casework.case_list import bounds_of, status_text
from casework.clock_view import clock_view
from casework.date_wording import full_date
from casework.day_by_day import day_by_day
from casework.derived import derive, events_of, policy_day
from casework.dispute_history import dispute_lines, with_disputes
from casework.document_view import document_titles, document_views
from casework.facts import case_facts
from casework.fee_panel import fee_view
from casework.history_view import event_views
from casework.ledger_source import import_source
from casework.masking import mask_address, mask_identity, mask_phone
from casework.office import Office
from casework.roles import is_reviewed
from casework.rounds import fallen_replies
from casework.urgency import urgency_of
from casework.views import ApplicantView, AttachmentView, CaseView, ClockView
from law.errors import UserError
from law.terms import AccessForm, ApplicantType, EventKind, Term
from models import Agent, Applicant, Attachment, Request, Submission, SubmissionApplicant

__all__ = ["case", "day_by_day"]


def case(office: Office, request_id: int, *, today: date) -> CaseView:
    """One request with its clock, acts, documents and history as of ``today``.

    Raises:
        UserError: ``case_not_found``.
    """
    with office.reading() as session:
        request = _loaded(session, request_id)
        rows = events_of(session, request_id)
        facts = case_facts(rows)
        day = policy_day(facts)
        if day is None:
            raise UserError("receipt_struck", "收到申请的记录不能没有", "收到日决定全部期限", "请改正日期，不要删除")
        derived = derive(facts, office.calendar(session=session), office.policies(day, session), today)
        bounds = bounds_of(office, session, today)
        clock = clock_view(derived, request, bounds)
        fallen = fallen_replies(facts)
        documents = tuple(
            replace(one, state_text=f"{one.state_text}，{fallen[one.id]}") if one.id in fallen else one
            for one in document_views(session, request_id, facts.courses, today)
        )
        siblings = _siblings(session, request)
        state = case_state(request, derived, today, reviewed=is_reviewed(office, session, today))
        fee = fee_view(office, session, ActCase(request, state), rows)
        attachments = _attachments(session, request)
        of_disputes = dispute_lines(session, request_id)
        source, notes = import_source(session, request_id)
    submission = request.submission
    parties = _parties(submission)
    return CaseView(
        id=request.id,
        version=request.version_id,
        registration_number=request.registration_number or "",
        title=request.title,
        text=request.text,
        item_no=request.item_no,
        item_count=len(siblings) + 1,
        siblings=siblings,
        status=derived.status,
        status_text=status_text(request, urgency_of(request, bounds), clock.slack, today),
        outcome=request.outcome,
        outcome_text="" if request.outcome is None else request.outcome.label,
        channel=submission.channel,
        received_text=_received_text(clock, submission),
        mail_number=submission.postal_number or "",
        access_forms="、".join(AccessForm(one).label for one in submission.access_forms),
        delivery=_label(submission.delivery_method),
        purpose=request.purpose or "",
        doc_no_hint=request.doc_no_hint or "",
        accessibility_help=submission.accessibility_help,
        applicant=parties[0],
        others=parties[1:],
        fee=fee,
        clock=clock,
        acts=allowed_acts(state),
        documents=documents,
        events=with_disputes(event_views(rows, document_titles(documents)), of_disputes),
        attachments=attachments,
        corrections=tuple(
            (one.on, str(one.payload.get("text") or "").strip()) for one in facts.all_of(EventKind.CORRECTION_RECEIVED)
        ),
        source=source,
        source_notes=notes,
    )


def _loaded(session: Session, request_id: int) -> Request:
    parties = selectinload(Submission.parties).joinedload(SubmissionApplicant.applicant)
    statement = (
        select(Request)
        .where(Request.id == request_id)
        .options(joinedload(Request.submission).options(parties, selectinload(Submission.agents)))
    )
    found = session.scalar(statement)
    if found is None:
        raise UserError("case_not_found", "找不到这件申请", "它可能在另一个数据库里", "请刷新列表后再打开")
    return found


def _label(term: Term | None) -> str:
    return "" if term is None else term.label


def _received_text(clock: ClockView, submission: Submission) -> str:
    if clock.received_on is None:
        return f"{submission.channel.label}，收到日待确认"
    return f"{full_date(clock.received_on)}，{submission.channel.label}"


# -------------------------------------------------------------------------------------------------------------- people


def _parties(submission: Submission) -> tuple[ApplicantView, ...]:
    applicants = [
        _applicant(one.applicant, "co_applicant" if place else "applicant")
        for place, one in enumerate(submission.parties)
    ]
    return (*applicants, *[_agent(one) for one in submission.agents])


def _applicant(applicant: Applicant, role: str) -> ApplicantView:
    return ApplicantView(
        id=applicant.id,
        type=applicant.kind,
        name=applicant.name,
        identity_label=applicant.identity_kind.label,
        identity_masked=mask_identity(applicant.identity_number),
        phone_masked=mask_phone(applicant.phone),
        landline=mask_phone(applicant.landline),
        email=applicant.email or "",
        address=mask_address(applicant.address),
        postcode=applicant.postcode or "",
        role=role,
    )


def _agent(agent: Agent) -> ApplicantView:
    return ApplicantView(
        id=agent.id,
        type=ApplicantType.NATURAL_PERSON,
        name=agent.name,
        identity_label=agent.identity_kind.label,
        identity_masked=mask_identity(agent.identity_number),
        phone_masked=mask_phone(agent.phone),
        landline="",
        email=agent.email or "",
        address=mask_address(agent.address),
        postcode=agent.postcode or "",
        role="agent",
    )


# ------------------------------------------------------------------------------------------------------------ the rest


def _siblings(session: Session, request: Request) -> tuple[tuple[int, str], ...]:
    statement = (
        select(Request.id, Request.registration_number)
        .where(Request.submission_id == request.submission_id, Request.id != request.id)
        .order_by(Request.item_no)
    )
    return tuple([(row.id, row.registration_number or "") for row in session.execute(statement)])


def _attachments(session: Session, request: Request) -> tuple[AttachmentView, ...]:
    statement = (
        select(Attachment)
        .where(or_(Attachment.request_id == request.id, Attachment.submission_id == request.submission_id))
        .where(Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    return tuple([_attachment(one) for one in session.scalars(statement)])


def _attachment(one: Attachment) -> AttachmentView:
    return AttachmentView(
        id=one.id,
        file_name=one.file_name,
        media_type=one.media_type,
        size=one.size,
        pages=one.pages,
        role=one.role,
        added_at=one.added_at,
        added_by=one.added_by,
    )

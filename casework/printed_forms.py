"""Forms to fill in as documents of their own: blank, or with what the register holds (代填, 条例第二十九条)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act_case import ActCase, changed, enter
from casework.agency import agency_view, profile_of
from casework.applicants import first_applicant
from casework.facts import CaseFacts, LegalEvent
from casework.issuing import file_name_of, issue
from casework.letter_templates import rendered
from casework.notice_drafts import PrintedFormDraft
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import AccessForm, Act, ApplicantType, DocumentKind, EventKind, IdentityKind
from models import Agent, Applicant, Document, Submission
from templates.form_contexts import (
    ApplicationFormContext,
    CorrectionFormContext,
    FormContext,
    OpinionFormContext,
)

__all__ = ["FORMS", "blank_form", "forms_for", "make_form"]

FORMS = (DocumentKind.APPLICATION_FORM, DocumentKind.CORRECTION_FORM, DocumentKind.OPINION_FORM)
"""The forms that can be printed."""


def blank_form(office: Office, form: DocumentKind, today: date) -> tuple[str, bytes]:
    """A form without a word in it, for the counter: file name and bytes. Nothing is kept.

    Raises:
        ValueError: the kind is no form.
    """
    with office.reading() as session:
        content = rendered(office, session, form, _blank(session, form), today)
    return file_name_of("", f"{form.label}（空白）", ""), content


def _blank(session: Session, form: DocumentKind) -> FormContext:
    if form is DocumentKind.APPLICATION_FORM:
        return ApplicationFormContext(agency=agency_view(profile_of(session)).name)
    if form is DocumentKind.CORRECTION_FORM:
        return CorrectionFormContext()
    if form is DocumentKind.OPINION_FORM:
        return OpinionFormContext()
    raise ValueError(f"{form} is no form")


def forms_for(facts: CaseFacts) -> tuple[DocumentKind, ...]:
    """The forms that can be filled in for a request: those of letters need their letter."""
    found = [DocumentKind.APPLICATION_FORM]
    if _last_with_letter(facts, EventKind.CORRECTION_REQUESTED):
        found.append(DocumentKind.CORRECTION_FORM)
    if _last_with_letter(facts, EventKind.CONSULTATION_SENT):
        found.append(DocumentKind.OPINION_FORM)
    return tuple(found)


def make_form(office: Office, draft: PrintedFormDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Make a form with what the register holds of a request, and keep it with the request. It bears no number.

    Raises:
        UserError: the form belongs to a letter that was not made; the request is closed.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.MAKE_FORM)
        if draft.form not in forms_for(case.state.facts):
            raise refused("form_without_letter", field="form", form=draft.form.label)
        filled = _filled(work.session, case, draft)
        document = issue(work, case.request, draft.form, lambda _: filled, issued_on=today)
        return changed(work, case, Act.MAKE_FORM, f"{draft.form.label}已出具", document_id=document.id)


def _filled(session: Session, case: ActCase, draft: PrintedFormDraft) -> FormContext:
    if draft.form is DocumentKind.APPLICATION_FORM:
        return _application(session, case)
    if draft.form is DocumentKind.CORRECTION_FORM:
        letter = _letter(session, _last_with_letter(case.state.facts, EventKind.CORRECTION_REQUESTED))
        items = letter.context.get("items") or ()
        return CorrectionFormContext(
            registration_number=case.number,
            number=letter.document_number or "",
            addressee=str(letter.context["addressee"]),
            points=tuple(str(one["unclear"]) for one in items),
        )
    asked = _consultation(case, draft.consultation_event_id)
    return OpinionFormContext(
        registration_number=case.number,
        number=_letter(session, asked).document_number or "",
        information=str(asked.payload.get("information", "")),
    )


def _application(session: Session, case: ActCase) -> ApplicationFormContext:
    submission = session.get_one(Submission, case.request.submission_id)
    first = first_applicant(session, submission.id)
    agent = session.scalars(select(Agent).where(Agent.submission_id == submission.id).order_by(Agent.id)).first()
    return ApplicationFormContext(
        registration_number=case.number,
        agency=agency_view(profile_of(session)).name,
        organisation=first.kind is not ApplicantType.NATURAL_PERSON,
        name=first.name,
        identity=_identity(first),
        phone=first.phone or first.landline or "",
        email=first.email or "",
        address=first.address or "",
        postcode=first.postcode or "",
        legal_rep=first.legal_rep or "",
        contact=first.contact_person or "",
        agent=f"{agent.name} {agent.identity_number or ''}".strip() if agent is not None else "",
        information=case.request.text or case.request.title,
        hint=case.request.doc_no_hint or "",
        forms=tuple(AccessForm(one) for one in submission.access_forms),
        delivery=submission.delivery_method,
        accessibility_help=submission.accessibility_help,
        oral_writer=submission.oral_written_by or "",
    )


def _identity(applicant: Applicant) -> str:
    named = "" if applicant.identity_kind is IdentityKind.NONE else applicant.identity_kind.label
    return f"{named} {applicant.identity_number or ''}".strip()


def _last_with_letter(facts: CaseFacts, kind: EventKind) -> LegalEvent | None:
    made = [one for one in facts.all_of(kind) if one.document_id is not None]
    return made[-1] if made else None


def _consultation(case: ActCase, event_id: int | None) -> LegalEvent:
    facts = case.state.facts
    made: Any = [one for one in facts.all_of(EventKind.CONSULTATION_SENT) if one.document_id is not None]
    found: LegalEvent | None = next((one for one in made if event_id in (None, one.id)), None)
    if found is None:
        raise refused("form_without_letter", field="consultation_event_id", form=DocumentKind.OPINION_FORM.label)
    return found


def _letter(session: Session, event: LegalEvent | None) -> Document:
    if event is None or event.document_id is None:
        raise refused("form_without_letter", field="form", form=DocumentKind.CORRECTION_FORM.label)
    return session.get_one(Document, event.document_id)

"""What every letter of a request has in common: agency, addressee, request and the course of the case so far."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.agency import agency_view, profile_of
from casework.applicants import first_applicant
from casework.derived import Derived
from casework.facts import CaseFacts, DocumentCourse, day_of
from casework.office import Office
from casework.refusals import refused
from casework.views import AgencyView
from law.policies import PolicySet
from law.terms import ApplicantType, Channel, ConsultationKind, DocumentKind, EventKind
from models import Request, Submission
from templates.contexts import ConsultationPast, CorrectionPast, DeferralPast, ExtensionPast, History
from templates.layout import Layout

__all__ = ["CONSULTED", "LetterFrame", "history_of", "layout_of", "letter_frame"]

CONSULTED = {
    ConsultationKind.THIRD_PARTY: "第三方",
    ConsultationKind.CO_MAKER: "共同制作机关",
    ConsultationKind.AGENCY: "有关机关",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFrame:
    """The common parts of the letters of one request."""

    agency: AgencyView
    signer: str
    addressee: str
    organisation: bool
    channel: Channel
    registration_number: str
    request_text: str
    received_on: date | None
    history: History

    def letter(self, *, number: str, signed_on: date) -> dict[str, Any]:
        """Fields of ``templates.contexts.Letter`` but for the addressee."""
        return {
            "number": number,
            "signer": self.signer,
            "signed_on": signed_on,
            "contact_person": self.agency.contact_person or "政府信息公开工作机构",
            "contact_phone": self.agency.contact_phone,
        }

    def request_letter(self, *, number: str, signed_on: date) -> dict[str, Any]:
        """Fields of ``templates.contexts.RequestLetter``.

        Raises:
            UserError: ``receipt_not_confirmed``, no letter can name the day of receipt yet.
        """
        if self.received_on is None:
            raise refused("receipt_not_confirmed")
        return {
            **self.letter(number=number, signed_on=signed_on),
            "addressee": self.addressee,
            "organisation": self.organisation,
            "registration_number": self.registration_number,
            "received_on": self.received_on,
            "channel": self.channel,
            "request_text": self.request_text,
            "history": self.history,
        }


def letter_frame(office: Office, session: Session, request: Request, derived: Derived, on: date) -> LetterFrame:
    """The common parts of a letter dated ``on``."""
    agency = agency_view(profile_of(session))
    submission = session.get_one(Submission, request.submission_id)
    first = first_applicant(session, submission.id)
    return LetterFrame(
        agency=agency,
        signer=office.policies(on, session).text("signer_name") or agency.signer_name or agency.name,
        addressee=request.applicant_label or first.name,
        organisation=first.kind is not ApplicantType.NATURAL_PERSON,
        channel=submission.channel,
        registration_number=request.registration_number or "",
        request_text=request.text or request.title,
        received_on=derived.clock.received.received,
        history=history_of(derived),
    )


def layout_of(policies: PolicySet) -> Layout:
    """Fonts and mark of the agency's letters."""
    return Layout(
        font_body=policies.text("font_body"),
        font_title=policies.text("font_title"),
        font_heading=policies.text("font_heading"),
        font_subheading=policies.text("font_subheading"),
    )


def history_of(derived: Derived) -> History:
    """What happened so far, as letters tell it (G6)."""
    facts = derived.facts
    return History(
        correction=_correction(facts),
        consultations=_consultations(derived),
        extension=_extension(derived),
        justified_on=_day(facts, EventKind.JUSTIFICATION_RECEIVED),
        deferral=_deferral(facts),
        fee_paid_on=facts.fee.settled_on,
    )


def _day(facts: CaseFacts, kind: EventKind) -> date | None:
    event = facts.last(kind)
    return event.on if event else None


def _sent_course(facts: CaseFacts, kind: DocumentKind) -> DocumentCourse | None:
    return next((one for one in facts.courses_of(kind) if one.dispatched_on), None)


def _correction(facts: CaseFacts) -> CorrectionPast | None:
    course = _sent_course(facts, DocumentKind.CORRECTION_NOTICE)
    if course is None or course.dispatched_on is None:
        return None
    received = [one for one in facts.all_of(EventKind.CORRECTION_RECEIVED) if one.payload.get("complete", True)]
    return CorrectionPast(
        notified_on=course.dispatched_on,
        number=course.number,
        received_on=received[-1].on if received else None,
        text=str(received[-1].payload.get("text") or "").strip() if received else "",
    )


def _consultations(derived: Derived) -> tuple[ConsultationPast, ...]:
    facts = derived.facts
    ends = {one.ref: one.end for one in derived.clock.pauses}
    found = []
    for event in facts.all_of(EventKind.CONSULTATION_SENT):
        sent = facts.sent_on(event)
        if sent is not None:
            whom = CONSULTED[ConsultationKind(event.payload["kind"])]
            found.append(ConsultationPast(whom=whom, sent_on=sent, ended_on=ends.get(str(event.id))))
    return tuple(found)


def _extension(derived: Derived) -> ExtensionPast | None:
    course = _sent_course(derived.facts, DocumentKind.EXTENSION_NOTICE)
    finding = derived.clock.extension
    if course is None or course.dispatched_on is None or finding is None or not finding.valid:
        return None
    return ExtensionPast(notified_on=course.dispatched_on, number=course.number, workdays=finding.days)


def _deferral(facts: CaseFacts) -> DeferralPast | None:
    course = _sent_course(facts, DocumentKind.DELAY_35_NOTICE)
    told = facts.last(EventKind.REPLY_DEFERRED)
    until = day_of(told.payload.get("until")) if told else None
    if course is None or course.dispatched_on is None or until is None:
        return None
    return DeferralPast(notified_on=course.dispatched_on, number=course.number, until=until)

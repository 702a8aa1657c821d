"""What every letter of a request has in common: agency, addressee, request and the course of the case so far."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from casework.agency import agency_view, profile_of
from casework.applicants import first_applicant
from casework.derived import Derived
from casework.facts import CaseFacts, DocumentCourse, day_of
from casework.office import Office
from casework.refusals import refused
from casework.views import AgencyView
from deadlines.ordered_reply import is_judged
from law.dispute_terms import DisputeResult
from law.policies import PolicySet
from law.terms import ApplicantType, Channel, ConsultationKind, DocumentKind, EventKind
from models import Request, Submission
from templates.contexts import ConsultationPast, CorrectionPast, DeferralPast, ExtensionPast, History, OrderedPast
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
        ordered=_ordered(facts),
    )


_VERDICTS: Final = {
    DisputeResult.REVOKE: "撤销该答复，责令本机关重新答复",
    DisputeResult.REVOKE_PART: "部分撤销该答复，责令本机关就撤销部分重新答复",
    DisputeResult.CHANGE: "变更该答复",
    DisputeResult.CONFIRM_VOID: "确认该答复无效，责令本机关重新答复",
    DisputeResult.CONFIRM_ILLEGAL: "确认该答复违法，责令本机关重新答复",
    DisputeResult.J_REVOKE: "撤销该答复，判令本机关重新答复",
    DisputeResult.J_REVOKE_PART: "部分撤销该答复，判令本机关就撤销部分重新答复",
    DisputeResult.J_CHANGE: "变更该答复",
    DisputeResult.J_VOID: "确认该答复无效，判令本机关重新答复",
    DisputeResult.J_ILLEGAL: "确认该答复违法，判令本机关重新答复",
}
_ORDERED: Final = {
    DisputeResult.J_PERFORM: "判令本机关作出答复",
    DisputeResult.J_PAY: "判令本机关作出答复",
    DisputeResult.MEDIATE: "由本机关作出答复",
    DisputeResult.J_MEDIATE: "由本机关作出答复",
}


def _ordered(facts: CaseFacts) -> OrderedPast | None:
    """The decision that ordered the reply, and the reply that it was about."""
    order = facts.order
    if order is None or order.on is None:
        return None
    said, result, replied = order.payload, DisputeResult(order.payload["result"]), facts.former[-1].reply
    verdict = _VERDICTS.get(result) if replied is not None else None
    by_court = is_judged(result)
    return OrderedPast(
        verdict=verdict or _ORDERED.get(result, "责令本机关作出答复"),
        body=str(said.get("body") or "") or ("人民法院" if by_court else "行政复议机关"),
        decision=_decision_name(result, by_court=by_court),
        decision_number=str(said.get("number") or ""),
        decided_on=day_of(said.get("ordered_on")) or order.on,
        replied_on=replied.issued_on if replied is not None else None,
        number=replied.number if replied is not None else "",
    )


def _decision_name(result: DisputeResult, *, by_court: bool) -> str:
    if result in (DisputeResult.MEDIATE, DisputeResult.J_MEDIATE):
        return "行政调解书" if by_court else "行政复议调解书"
    return "判决" if by_court else "行政复议决定"


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

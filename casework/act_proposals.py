"""What the form of an act starts with: dates by the agency's policies, the way the applicant wants to be reached."""

from dataclasses import dataclass
from datetime import date

from casework.consultation import secrecy_words, silence_words
from casework.derived import derive, policy_day
from casework.notice_proposals import NoticeProposal, notice_proposal
from casework.office import Office
from casework.roles import is_reviewed
from casework.stored_case import facts_of, stored_request
from law.documents import kinds_in_house
from law.fee_notice import notice_method
from law.parameters import parameters
from law.policies import PolicySet
from law.terms import ConsultationKind, DocumentKind, EventKind, ServiceMethod
from models import Submission

__all__ = ["ActProposal", "LetterCourse", "act_proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCourse:
    """What the course of the case already says about one letter: when it left, how, under which number of the post."""

    document_id: int
    dispatched_on: date | None
    method: ServiceMethod | None
    carrier: str
    tracking_number: str
    kind: DocumentKind | None = None
    back_on: date | None = None  # returned by the post, or refused
    refused_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActProposal:
    """Defaults for the forms of a request's acts.

    Attributes:
        correction_deadline: last day for a correction told today (policy ``correction_days_default``).
        justification_deadline: last day for reasons asked today (policy ``justification_days_default``).
        agency_reply_by: last day for another agency asked today (policy ``agency_consultation_days``).
        defer_until: the present due date, from which a deferral moves on.
        extension_days: longest lawful extension, working days.
        method: how letters reach this applicant.
        keywords: words of the latest search, so that a second one need not be typed again.
        courses: what is known of the letters on their way.
        silence: what follows if somebody asked today for an opinion does not answer, by whom one asks.
        secrecy_words: the tick that asks an agency for a decision on secrecy.
        reviewed: letters and extensions need a second person (policy ``review_mode``).
        extension_asked: working days of the extension that the head is asked for, 0 if none.
        policies: the agency's readings that govern the request.
        notices: what the forms of the letters beside the reply start with.
    """

    correction_deadline: date
    justification_deadline: date
    agency_reply_by: date
    defer_until: date | None
    extension_days: int
    method: ServiceMethod
    keywords: tuple[str, ...] = ()
    courses: tuple[LetterCourse, ...] = ()
    silence: tuple[tuple[ConsultationKind, str], ...] = ()
    secrecy_words: str = ""
    reviewed: bool = False
    extension_asked: int = 0
    policies: PolicySet | None = None  # of the day on which the request came in
    notices: NoticeProposal


def act_proposal(office: Office, request_id: int, *, today: date) -> ActProposal:
    """The defaults for the acts of a request as of ``today``.

    Raises:
        UserError: ``case_not_found``.
    """
    with office.reading() as session:
        facts, policies = facts_of(office, session, request_id)
        calendar = office.calendar(session=session)
        submission = session.get_one(Submission, stored_request(session, request_id).submission_id)
        wanted = submission.delivery_method
        reviewed = is_reviewed(office, session, today)
        derived = derive(facts, calendar, policies, today)
        notices = notice_proposal(session, derived, office.policies(today, session), today)
    searched = facts.last(EventKind.SEARCH_RECORDED)
    asked = facts.last(EventKind.EXTENSION_REQUESTED)
    received = policy_day(facts) or today
    due = derived.clock.due
    return ActProposal(
        correction_deadline=calendar.add_workdays(today, policies.number("correction_days_default")),
        justification_deadline=calendar.add_workdays(today, policies.number("justification_days_default")),
        agency_reply_by=calendar.add_workdays(today, policies.number("agency_consultation_days")),
        defer_until=due.due if due else None,
        extension_days=parameters().value("extension_max_days", received).value,
        method=notice_method(wanted),
        keywords=tuple(str(one) for one in searched.payload.get("keywords") or ()) if searched else (),
        courses=tuple(
            LetterCourse(
                document_id=one.document_id,
                dispatched_on=one.dispatched_on,
                method=one.method,
                carrier=one.carrier,
                tracking_number=one.tracking_number,
                kind=one.kind,
                back_on=one.back_on,
                refused_on=one.refused_on,
            )
            for one in facts.courses.values()
            if one.kind not in kinds_in_house()
        ),
        silence=tuple((one, silence_words(one, today)) for one in ConsultationKind),
        secrecy_words=secrecy_words(),
        reviewed=reviewed,
        extension_asked=int(asked.payload.get("days", 0)) if asked else 0,
        policies=policies,
        notices=notices,
    )

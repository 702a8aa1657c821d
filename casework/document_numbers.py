"""Registration and document numbers: taken in the act that uses them, written as the agency writes them."""

from sqlalchemy.orm import Session

from casework.agency import agency_view, profile_of
from casework.number_patterns import registration_text, style_of
from casework.unit_of_work import Work
from law.documents import document_rules
from law.policies import PolicySet
from law.terms import DocumentKind, NumberClass
from models import IssuedNumber
from models.numbering import issue_number

__all__ = ["number_class_of", "pending_number", "take_document_number", "take_registration_number"]


def number_class_of(kind: DocumentKind, policies: PolicySet) -> NumberClass | None:
    """The series a kind of letter takes its number from; None if it carries the registration number."""
    found = document_rules()[kind].number_class
    if found is NumberClass.CORRECTION and not policies.flag("docno_separate_correction"):
        return NumberClass.REPLY
    return found


def pending_number(session: Session, number_class: NumberClass, year: int, policies: PolicySet) -> str:
    """How a draft shows the number that it will get when it is issued."""
    return style_of(session, number_class, year, policies).pending()


def take_registration_number(work: Work, year: int) -> IssuedNumber:
    """The next registration number of a year: 依申〔2026〕12号."""
    mark = agency_view(profile_of(work.session)).registration_mark

    def written(number: int) -> str:
        return registration_text(mark, year, number)

    return issue_number(work.session, NumberClass.REGISTRATION, year, written, now=work.now, actor=work.actor)


def take_document_number(work: Work, number_class: NumberClass, year: int, policies: PolicySet) -> IssuedNumber:
    """The next number of a class in the year of the letter's date, gap-free."""
    style = style_of(work.session, number_class, year, policies)
    return issue_number(work.session, number_class, year, style.write, now=work.now, actor=work.actor)

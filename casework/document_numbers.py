"""Registration and document numbers: taken in the act that uses them, written as the agency writes them."""

from casework.agency import agency_view, profile_of
from casework.unit_of_work import Work
from law.policies import PolicySet
from law.terms import DocumentKind, NumberClass
from models import IssuedNumber
from models.numbering import issue_number
from templates.numbers import NumberFormat

__all__ = ["number_class_of", "pending_number", "take_document_number", "take_registration_number"]

_CLASSES = {
    DocumentKind.RECEIPT: None,
    DocumentKind.CORRECTION_NOTICE: NumberClass.CORRECTION,
    DocumentKind.EXTENSION_NOTICE: NumberClass.EXTENSION,
    DocumentKind.DELAY_35_NOTICE: NumberClass.EXTENSION,
    DocumentKind.JUSTIFICATION_NOTICE: NumberClass.NOTICE,
    DocumentKind.WITHDRAWAL_CONFIRM: NumberClass.NOTICE,
    DocumentKind.FEE_CALC: None,
    DocumentKind.FEE_NOTICE: NumberClass.FEE,
    DocumentKind.FEE_WAIVER: NumberClass.NOTICE,
    DocumentKind.THIRD_PARTY_CONSULTATION: NumberClass.CONSULTATION,
    DocumentKind.CO_MAKER_CONSULTATION: NumberClass.CONSULTATION,
    DocumentKind.AGENCY_CONSULTATION: NumberClass.CONSULTATION,
    DocumentKind.OUTCOME_LETTER: NumberClass.REPLY,
}
# 类型代字, the last character of the mark of a number.
_CODES = {
    NumberClass.REPLY: "复",
    NumberClass.CORRECTION: "补",
    NumberClass.EXTENSION: "延",
    NumberClass.CONSULTATION: "征",
    NumberClass.FEE: "费",
    NumberClass.NOTICE: "告",
    NumberClass.ASSIST: "协",
}
# Policies name the parts in English, the templates in the words of the standard.
_PLACES = {"{prefix}": "{机关代字}", "{kind}": "{类型代字}", "{year}": "{yyyy}"}


def number_class_of(kind: DocumentKind, policies: PolicySet) -> NumberClass | None:
    """The series a kind of letter takes its number from; None if it carries the registration number."""
    found = _CLASSES[kind]
    if found is NumberClass.CORRECTION and not policies.flag("docno_separate_correction"):
        return NumberClass.REPLY
    return found


def _format(policies: PolicySet) -> NumberFormat:
    pattern = policies.text("docno_template")
    for ours, theirs in _PLACES.items():
        pattern = pattern.replace(ours, theirs)
    return NumberFormat(pattern=pattern, use_di=policies.flag("docno_use_di"), pad=policies.number("docno_pad"))


def pending_number(work_mark: str, number_class: NumberClass, year: int, policies: PolicySet) -> str:
    """How a draft shows the number that it will get when it is issued."""
    return _format(policies).pending(work_mark, _CODES[number_class], year)


def take_registration_number(work: Work, year: int) -> IssuedNumber:
    """The next registration number of a year: 依申〔2026〕12号."""
    mark = agency_view(profile_of(work.session)).registration_mark

    def written(number: int) -> str:
        return f"{mark}〔{year}〕{number}号"

    return issue_number(work.session, NumberClass.REGISTRATION, year, written, now=work.now, actor=work.actor)


def take_document_number(work: Work, number_class: NumberClass, year: int, policies: PolicySet) -> IssuedNumber:
    """The next number of a class in the year of the letter's date, gap-free."""
    mark = agency_view(profile_of(work.session)).short_mark
    style = _format(policies)

    def written(number: int) -> str:
        return style.write(mark, _CODES[number_class], year, number)

    return issue_number(work.session, number_class, year, written, now=work.now, actor=work.actor)

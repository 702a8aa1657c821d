"""Letters beside the reply: in order they pass the checks; a missing fact, a wrong remedy, a leftover is found."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from law.errors import UserError
from law.remedies import remedy_clause
from law.terms import Rectification, RemedyClass
from templates.checks import CheckBasis, check_letter
from templates.form_contexts import ApplicationFormContext
from templates.notice_contexts import WordChange
from tests.templates.reading import blocks, words
from tests.templates.sample_letters import REFUSAL_REMEDY
from tests.templates.sample_notices import (
    application_form,
    assist_letter,
    consultation_told,
    corrigendum,
    opinion_confirmation,
    rectify_notice,
    third_party_notice,
)

TODAY = date(2026, 11, 23)
CLAUSE = remedy_clause(RemedyClass.EITHER, date(2026, 11, 6), "临江县人民政府", "临江县人民法院")


def ids(letter: Any) -> list[str]:
    basis = CheckBasis(today=TODAY, registered_text=getattr(letter, "request_text", ""))
    return [one.id for one in check_letter(letter, blocks(letter), basis)]


IN_ORDER: dict[str, Callable[[], Any]] = {
    "confirmation": opinion_confirmation,
    "told": consultation_told,
    "third party": lambda: third_party_notice(remedy=(CLAUSE.text,)),
    "third party, no remedy by policy": lambda: third_party_notice(remedy=()),
    "assist": assist_letter,
    "rectify": lambda: rectify_notice(remedy=(CLAUSE.text,)),
    "corrigendum": corrigendum,
}


@pytest.mark.parametrize("name", IN_ORDER)
def test_letters_in_order_pass(name: str) -> None:
    assert ids(IN_ORDER[name]()) == []


@pytest.mark.parametrize("letter", [rectify_notice, third_party_notice])
def test_the_remedy_of_decisions_beside_the_reply_is_either_way(letter: Callable[..., Any]) -> None:
    assert "C43" in ids(letter(remedy=REFUSAL_REMEDY))
    gap = remedy_clause(RemedyClass.EITHER, date(2026, 11, 6), "", "临江县人民法院")
    assert "C57" in ids(letter(remedy=(gap.text,)))


@pytest.mark.parametrize("letter", [opinion_confirmation, consultation_told, assist_letter])
def test_other_letters_name_no_remedy(letter: Callable[..., Any]) -> None:
    assert "C45" in ids(letter(contact_person=CLAUSE.text))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: rectify_notice(Rectification.CORRECTED, corrected=" "), "corrected"),
        (lambda: rectify_notice(Rectification.TRANSFERRED, other_agency=""), "other_agency"),
        (lambda: rectify_notice(Rectification.REFERRED, other_agency=""), "other_agency"),
        (lambda: rectify_notice(remedy=()), "remedy"),
        (lambda: third_party_notice(reason=""), "reason"),
        (lambda: opinion_confirmation(statement=" "), "statement"),
        (lambda: consultation_told(consultations=()), "consultations"),
        (lambda: assist_letter(requirements=()), "requirements"),
        (lambda: corrigendum(changes=()), "changes"),
        (lambda: corrigendum(changes=(WordChange(wrong="甲", right=""),)), "right"),
        (lambda: ApplicationFormContext(agency=""), "agency"),
    ],
)
def test_contexts_refuse_what_is_missing(make: Callable[[], Any], field: str) -> None:
    with pytest.raises(UserError) as caught:
        make()
    assert caught.value.field == field


def test_what_was_wrong_is_quoted_and_not_examined() -> None:
    letter = corrigendum(changes=(WordChange(wrong="第××页", right="第12页"),))
    assert ids(letter) == []
    assert "原文“第××页”，更正为“第12页”" in words(letter)


def test_silence_is_no_consent_anywhere() -> None:
    for letter in (opinion_confirmation(), third_party_notice(opinion="", answered_on=None)):
        assert "视为同意" not in words(letter)
        assert "视为不同意" not in words(letter)


def test_a_form_ticks_what_is_known_and_nothing_else() -> None:
    filled, blank = words(application_form()), words(ApplicationFormContext(agency="临江县自然资源局"))
    assert filled.count("■") == 4
    assert "■" not in blank
    assert blank.count("□") == filled.count("□") + 4
    assert "代填人" in filled
    assert "代填人" not in blank

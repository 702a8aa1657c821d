"""Recorded facts of every outcome become its letter."""

from datetime import date
from typing import Any

import pytest

from law.outcomes import FactSpec, outcome_rules
from law.terms import FactKind, Outcome
from templates.outcome_facts import outcome_wording
from templates.reply_contexts import OutcomeLetterContext
from tests.templates.reading import words
from tests.templates.sample_letters import REQUEST


def value_of(spec: FactSpec) -> Any:
    if spec.kind is FactKind.CHOICE:
        return spec.choices[0][0]
    if spec.kind is FactKind.CHOICES:
        return [one for one, _ in spec.choices[:2]]
    by_kind: dict[FactKind, Any] = {
        FactKind.DATE: "2026-10-22",
        FactKind.COUNT: 12,
        FactKind.FLAG: True,
        FactKind.LINES: f"{spec.label}甲；理由\n{spec.label}乙；理由",
    }
    return by_kind.get(spec.kind, f"〈{spec.label}〉")


FORMS = [
    pytest.param(outcome, variant, id=f"{outcome}-{variant}")
    for outcome, rule in outcome_rules().items()
    if outcome is not Outcome.GRANT
    for variant in ((*(one.key for one in rule.variants),) or (None,))
]


@pytest.mark.parametrize(("outcome", "variant"), FORMS)
def test_facts_of_the_catalogue_make_a_letter(outcome: Outcome, variant: str | None) -> None:
    specs = outcome_rules()[outcome].facts_for(variant)
    facts = {spec.key: value_of(spec) for spec in specs}
    wording = outcome_wording(outcome, variant, facts)
    letter = OutcomeLetterContext(
        **REQUEST,
        title=outcome_rules()[outcome].letter_title,
        basis="《中华人民共和国政府信息公开条例》",
        outcome=outcome,
        variant=variant or "",
        detail=wording.detail,
        facts=wording.facts,
        provided=wording.provided,
        withheld=wording.withheld,
    )
    text = words(letter)
    assert outcome_rules()[outcome].missing_phrases(text) == ()
    for spec in specs:
        if spec.kind in {FactKind.TEXT, FactKind.PARAGRAPH} and spec.key != "cited_article" and outcome != "withdrawn":
            assert f"〈{spec.label}〉" in text, spec.key
    assert "2026-10-22" not in text
    for spec in specs:
        for value, _ in spec.choices:
            assert value not in text, f"{spec.key}: the letter prints the stored value {value}"


def test_dates_may_be_dates_or_text() -> None:
    as_date = outcome_wording(
        Outcome.REPEAT_REQUEST, None, {"prior_on": date(2026, 3, 2), "prior_number": "甲〔2026〕1号"}
    )
    as_text = outcome_wording(Outcome.REPEAT_REQUEST, None, {"prior_on": "2026-03-02", "prior_number": "甲〔2026〕1号"})
    assert as_date == as_text
    assert as_date.facts == ("前次答复日期：2026年3月2日",)
    assert as_date.detail == "甲〔2026〕1号"


def test_missing_and_empty_facts_are_left_out() -> None:
    assert outcome_wording(Outcome.NOT_EXIST, None, {"search_scope": " ", "search_result": None}).facts == ()


def test_facts_of_another_variant_are_not_printed() -> None:
    wording = outcome_wording(Outcome.NOT_THIS_AGENCY, "unknown_agency", {"reason": "甲", "responsible_agency": "乙"})
    assert wording.facts == ("甲",)

"""The checks before a letter leaves: each finds its fault, and a letter in order passes all of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from law.outcomes import outcome_rules
from law.policies import PolicySet
from law.remedies import remedy_class, remedy_clause
from law.terms import Channel, ConsultationKind, Outcome, RemedyClass
from templates.checks import CheckBasis, Finding, Level, check_letter, check_rules
from templates.contexts import CorrectionItem, ItemConclusion, WithheldPart
from templates.engine import render
from templates.preview import BlockKind, PreviewBlock
from templates.reply_contexts import GrantVariant
from tests.templates.reading import blocks
from tests.templates.sample_letters import (
    APPROVAL,
    REFUSAL_REMEDY,
    REMEDY,
    REQUEST,
    all_letters,
    consultation,
    correction_notice,
    extension_notice,
    grant,
    outcome_letter,
    receipt,
)

TODAY = date(2026, 11, 23)
BODY, COURT = "临江县人民政府", "临江县人民法院"
SITE = "https://fuyi.example.com"


def basis(**changes: Any) -> CheckBasis:
    values: dict[str, Any] = {
        "today": TODAY,
        "registered_text": REQUEST["request_text"],
        "registered_name": REQUEST["addressee"],
        "reconsideration_body": BODY,
        "court": COURT,
        **changes,
    }
    return CheckBasis(**values)


def findings(letter: Any, **changes: Any) -> list[Finding]:
    return list(check_letter(letter, blocks(letter), basis(**changes)))


def ids(letter: Any, **changes: Any) -> list[str]:
    return [one.id for one in findings(letter, **changes)]


def replaced(letter: Any, old: str, new: str) -> tuple[PreviewBlock, ...]:
    """The letter after somebody edited its template."""
    edited = tuple(replace(one, text=one.text.replace(old, new)) for one in blocks(letter))
    assert edited != blocks(letter)
    return edited


@pytest.mark.parametrize("variant", list(GrantVariant))
def test_grant_in_order_passes(variant: GrantVariant) -> None:
    clause = remedy_clause(RemedyClass.EITHER, date(2026, 11, 6), BODY, COURT, None, outcome=Outcome.GRANT)
    letter = grant(variant, remedy=(clause.text,))
    phrases = outcome_rules()[Outcome.GRANT].required_phrases
    found = findings(
        letter,
        remedy=RemedyClass.EITHER,
        remedy_text=clause.text,
        remedy_periods=("六十日", "六个月"),
        required_phrases=phrases,
    )
    assert found == []


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.GRANT])
def test_every_outcome_has_its_phrases_and_its_clause(outcome: Outcome) -> None:
    on = date(2026, 11, 6)
    wanted = remedy_class(outcome, None, on, PolicySet.default())
    clause = remedy_clause(wanted, on, BODY, COURT, None, outcome=outcome)
    detail = "社会稳定" if outcome is Outcome.REFUSAL_SAFETY else outcome_letter(outcome).detail
    facts = ("负责公开的机关为澜安市生态环境局，联系电话0900-5550199",)
    letter = outcome_letter(outcome, remedy=(clause.text,) if clause.text else (), detail=detail, facts=facts)
    found = findings(
        letter,
        remedy=wanted,
        remedy_text=clause.text,
        required_phrases=outcome_rules()[outcome].required_phrases,
    )
    assert found == []


@pytest.mark.parametrize(
    "letter",
    [
        receipt(),
        correction_notice(),
        extension_notice(),
        *(consultation(kind) for kind in ConsultationKind),
        all_letters()["justification_notice"],
        all_letters()["delay_35_notice"],
        all_letters()["withdrawal_confirm"],
    ],
    ids=lambda letter: str(letter.kind),
)
def test_letter_without_remedy_in_order_passes(letter: Any) -> None:
    assert ids(letter) == []


def test_signing_day_lies_between_receipt_and_today() -> None:
    assert ids(receipt(signed_on=date(2026, 11, 24))) == ["C02"]
    assert ids(receipt(signed_on=date(2026, 10, 19))) == ["C02"]
    assert ids(receipt(signed_on=date(2026, 10, 20))) == []


def test_provisional_date_is_not_written_as_certain() -> None:
    late = date(2027, 1, 12)
    assert ids(correction_notice(deadline=late, deadline_provisional=True)) == ["C04"]
    assert ids(correction_notice(deadline=late)) == []
    assert ids(extension_notice(due_on=late), provisional_dates=(late,)) == ["C04"]
    assert ids(extension_notice(due_on=None, missing_year=2027), provisional_dates=(late,)) == []
    # 2月12日 is no part of 12月12日.
    assert "C04" not in ids(extension_notice(due_on=date(2026, 12, 12)), provisional_dates=(date(2026, 2, 12),))


@pytest.mark.parametrize("lost", ["视为放弃申请", "2026年11月5日", "第三十条", "王敏", "身份证明"])
def test_correction_notice_has_all_that_the_article_wants(lost: str) -> None:
    letter = correction_notice(items=(CorrectionItem(unclear="未提供身份证明", how="提供复印件"),))
    found = check_letter(letter, replaced(letter, lost, ""), basis())
    assert "C09" in [one.id for one in found]
    assert all(one.citation == "条例第三十条" for one in found if one.id == "C09")


def test_silence_of_a_third_party_means_nothing() -> None:
    letter = consultation(ConsultationKind.THIRD_PARTY)
    spoiled = replaced(letter, "由本机关依照", "视为同意，依照")
    assert [one.id for one in check_letter(letter, spoiled, basis())] == ["C17", "C17"]
    assert "C17" in ids(consultation(ConsultationKind.THIRD_PARTY, reason="逾期视为同意"))


def test_silence_of_a_co_maker_is_consent_and_the_letter_says_so() -> None:
    letter = consultation(ConsultationKind.CO_MAKER)
    assert [one.id for one in check_letter(letter, replaced(letter, "视为同意公开", ""), basis())] == ["C18"]
    assert ids(consultation(ConsultationKind.AGENCY, reason="逾期视为同意")) == ["C18"]


def test_discretionary_refusal_does_not_say_must() -> None:
    letter = outcome_letter(Outcome.REFUSAL_PROCESS, facts=("该信息应当不予公开",))
    (found,) = findings(letter)
    assert (found.id, found.level, found.where) == ("C21", Level.WARN, "应当不予公开")


def test_covered_part_without_a_reason_is_found() -> None:
    letter = outcome_letter(Outcome.PARTIAL_GRANT, withheld=(WithheldPart(what="第三页"),))
    assert "C23" in ids(letter)


def test_other_agency_needs_a_name_and_contact_or_a_word_that_it_is_unknown() -> None:
    assert "C26" in ids(outcome_letter(Outcome.NOT_THIS_AGENCY, facts=("该信息不由本机关制作",)))
    assert "C26" not in ids(outcome_letter(Outcome.NOT_THIS_AGENCY, facts=("不能确定负责公开的机关",)))


def test_missing_phrase_is_found() -> None:
    letter = outcome_letter(Outcome.NOT_EXIST)
    spoiled = replaced(letter, "经检索，", "")
    phrases = outcome_rules()[Outcome.NOT_EXIST].required_phrases
    assert [one.id for one in check_letter(letter, spoiled, basis(required_phrases=phrases))] == ["C32"]


def test_phrase_in_the_excerpt_does_not_count() -> None:
    letter = outcome_letter(Outcome.NOT_EXIST, request_text="经检索")
    spoiled = tuple(
        replace(one, text=one.text.replace("经检索，", "")) if one.kind is not BlockKind.EXCERPT else one
        for one in blocks(letter)
    )
    found = check_letter(letter, spoiled, basis(registered_text="", required_phrases=(("经检索",),)))
    assert [one.id for one in found] == ["C32"]


def test_excerpt_and_addressee_agree_with_the_register() -> None:
    assert ids(grant(request_text="另一件事")) == ["C34"]
    assert ids(grant(request_text="翠屏山风电场（一期）")) == []
    assert ids(grant(addressee="买买提")) == ["C52"]
    letter = grant()
    # The annex is named after the same mountain.
    assert [one.id for one in check_letter(letter, replaced(letter, "翠屏山", "某山"), basis())] == ["C34", "C36"]


@pytest.mark.parametrize(
    ("clause", "wanted", "expected"),
    [
        (REMEDY, RemedyClass.RECONSIDERATION_FIRST, ["C43", "C44"]),
        (REFUSAL_REMEDY, RemedyClass.EITHER, ["C43"]),
        ((*REFUSAL_REMEDY, *REMEDY), RemedyClass.BY_PART, []),
        (REMEDY, RemedyClass.BY_PART, ["C43", "C44"]),
        ((), RemedyClass.EITHER, ["C43", "C46", "C46"]),
        (REMEDY, RemedyClass.NONE, ["C45"]),
    ],
)
def test_class_of_the_clause(clause: tuple[str, ...], wanted: RemedyClass, expected: list[str]) -> None:
    assert ids(grant(remedy=clause), remedy=wanted) == expected


def test_clause_that_was_edited_is_found() -> None:
    assert "C43" in ids(grant(remedy=("", REMEDY[0])), remedy=RemedyClass.EITHER, remedy_text="另一段文本")


def test_names_in_the_clause_are_those_of_the_settings() -> None:
    assert ids(grant(), remedy=RemedyClass.EITHER, court="澜安市中级人民法院") == ["C46"]
    assert ids(grant(), remedy=RemedyClass.EITHER, reconsideration_body="") == ["C46"]


def test_periods_and_website() -> None:
    assert ids(grant(), remedy=RemedyClass.EITHER, remedy_periods=("六十日", "三个月")) == ["C47"]
    assert ids(grant(), remedy=RemedyClass.EITHER, electronic=True, website=SITE) == ["C48"]
    with_site = grant(remedy=(*REMEDY, f"可以通过{SITE}提交行政复议申请书。"))
    assert ids(with_site, remedy=RemedyClass.EITHER, electronic=True, website=SITE) == []


def test_remedy_in_a_letter_that_has_none() -> None:
    letter = extension_notice(reason="不服的可以申请行政复议")
    assert ids(letter) == ["C45"]
    assert ids(extension_notice(request_text="申请行政复议的材料"), registered_text="") == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("临资公复〔2026〕4号", []),
        ("临资公复〔2026〕（待取号）", [("C50", Level.BLOCK)]),
        ("临资公复〔2025〕4号", [("C50", Level.BLOCK)]),
        ("临资公复[2026]4号", [("C50", Level.WARN)]),
        ("临资公复 〔2026〕4号", [("C50", Level.WARN)]),
        ("随便写的", [("C50", Level.BLOCK)]),
    ],
)
def test_number(number: str, expected: list[tuple[str, Level]]) -> None:
    found = [(one.id, one.level) for one in findings(grant(number=number)) if one.id == "C50"]
    assert found == expected


@pytest.mark.parametrize("leak", ["990101199001010010", "19900001234", "13800000000", "东岭省澜安市1号楼"])
def test_personal_data_in_the_text(leak: str) -> None:
    letter = outcome_letter(Outcome.NOT_EXIST, facts=(f"申请人（{leak}）的档案不存在",))
    found = findings(letter, private=("东岭省澜安市1号楼",))
    assert [(one.id, one.where) for one in found] == [("C53", leak)]


def test_telephone_of_the_office_is_no_leak() -> None:
    assert ids(grant(contact_phone="13800000000")) == []


def test_applicant_is_not_named_to_the_third_party() -> None:
    letter = consultation(ConsultationKind.THIRD_PARTY, reason="阿依古丽·买买提申请公开该信息")
    assert ids(letter, private=("阿依古丽·买买提",)) == ["C53"]


@pytest.mark.parametrize("left", ["××", "【机关】", "{{ name }}", "{% if %}", "请选择", "〔复议机关〕", "XX"])
def test_leftovers_of_a_draft(left: str) -> None:
    assert ids(outcome_letter(Outcome.NOT_EXIST, facts=(f"本机关{left}",))) == ["C57"]


def test_what_the_applicant_wrote_is_no_leftover() -> None:
    assert ids(grant(request_text="公开{{ x }}【附件】××"), registered_text="") == []


def test_blocking_findings_stand_first_and_cite() -> None:
    letter = outcome_letter(
        Outcome.PARTIAL_GRANT, withheld=(WithheldPart(what="第三页"),), number="临资公复[2026]4号", provided=(APPROVAL,)
    )
    found = findings(letter)
    assert [(one.id, one.level) for one in found] == [("C23", Level.BLOCK), ("C50", Level.WARN)]
    assert found[0].citation == "条例第三十七条"


def test_every_declared_check_is_titled_and_every_channel_can_be_said() -> None:
    assert all(rule.title for rule in check_rules().values())
    for channel in Channel:
        letter = receipt(channel=channel)
        assert render(letter.kind, letter)


def test_every_thing_asked_for_is_concluded() -> None:
    asked = ("批复", "专家评审意见")
    concluded = tuple(ItemConclusion(subject=one, conclusion="予以公开") for one in asked)
    assert ids(grant(), asked_items=asked).count("C33") == 2
    assert ids(grant(items=concluded[:1]), asked_items=asked).count("C33") == 1
    assert "C33" not in ids(grant(items=concluded), asked_items=asked)
    assert "C33" not in ids(grant())


@pytest.mark.parametrize(
    ("words", "received", "found"),
    [
        ("依据财综〔2008〕44号", date(2026, 10, 20), True),
        ("依据国务院令第492号", date(2026, 10, 20), True),
        ("依据国务院令第492号", date(2019, 5, 14), False),
        ("依据法释［2011］17号", date(2026, 10, 20), True),
        ("依据国务院令第711号", date(2026, 10, 20), False),
    ],
)
def test_what_was_repealed_is_not_cited(words: str, received: date, found: bool) -> None:
    letter = outcome_letter(Outcome.NOT_EXIST, facts=(f"经检索，该信息不存在，{words}。",), received_on=received)
    assert ("C15" in ids(letter)) is found


def test_the_applicant_may_quote_what_was_repealed() -> None:
    letter = outcome_letter(Outcome.NOT_EXIST, request_text="法释〔2011〕17号的执行情况")
    assert "C15" not in ids(letter)

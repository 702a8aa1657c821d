"""Remedy classes over every outcome and both sides of every change of the law, against a table written by hand."""

from datetime import date

import pytest

from law.errors import RuleGap
from law.policies import PolicySet
from law.remedies import (
    crossed_boundary,
    fee_notice_clause,
    nonreply_clause,
    nonreply_remedy,
    reconsideration_body_wording,
    remedy_boundaries,
    remedy_class,
    remedy_clause,
    remedy_finding,
)
from law.terms import Confidence, Outcome, RemedyClass

DAYS = (
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2025, 5, 31),
    date(2025, 6, 1),
    date(2026, 6, 30),
    date(2026, 7, 1),
)

# One column for each of the days above.
EXPECTED = {
    "already_public": "B  B  B  B  B  B",
    "grant": "B  B  B  B  B  B",
    "partial_grant": "B  AB AB AB AB AB",
    "refusal_secret": "B  A  A  A  A  A",
    "refusal_law": "B  A  A  A  A  A",
    "refusal_safety": "B  A  A  A  A  A",
    "refusal_third_party": "B  A  A  A  A  A",
    "refusal_internal": "B  A  A  A  A  A",
    "refusal_process": "B  A  A  A  A  A",
    "refusal_case_file": "B  A  A  A  A  A",
    "special_query": "B  B  B  B  B  B",
    "not_exist": "B  B  B  B  B  B",
    "not_this_agency": "B  B  B  B  B  B",
    "needs_processing": "B  B  B  B  B  B",
    "unclear_after_correction": "B  B  B  B  B  B",
    "petition": "B  B  B  B  B  B",
    "repeat_request": "B  B  B  B  B  B",
    "publication": "B  B  B  B  B  B",
    "excessive_requests": "B  B  B  B  B  B",
    "confirm_reissue": "B  B  B  B  B  B",
    "abandoned_no_correction": "B  B  B  B  B  B",
    "abandoned_no_payment": "B  B  B  B  B  B",
    "withdrawn": "N  N  N  N  N  N",
    "not_gov_info": "B  B  B  B  B  B",
    "other": "B  B  B  B  B  B",
}

BROAD = {
    "not_exist",
    "not_this_agency",
    "needs_processing",
    "unclear_after_correction",
    "petition",
    "repeat_request",
    "publication",
    "excessive_requests",
    "confirm_reissue",
}
NONSUABLE = {"special_query", "repeat_request", "petition", "publication", "needs_processing"}

DEFAULT = PolicySet.default()
BODY, COURT = "××市人民政府", "××市××区人民法院"


def row(outcome: Outcome, policies: PolicySet, variant: str | None = None) -> list[str]:
    return [remedy_class(outcome, variant, on, policies).value for on in DAYS]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_classes_by_date(outcome: Outcome) -> None:
    assert row(outcome, DEFAULT) == EXPECTED[outcome].split()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_broad_reading_of_2024(outcome: Outcome) -> None:
    expected = EXPECTED[outcome].split()
    if outcome in BROAD:
        expected = ["B", "A", "A", "B", "B", "B"]
    assert row(outcome, DEFAULT.with_(remedy_2024_scope="broad")) == expected


@pytest.mark.parametrize("outcome", list(Outcome))
def test_reconsideration_only_for_what_courts_may_not_register(outcome: Outcome) -> None:
    expected = EXPECTED[outcome].split()
    if outcome in NONSUABLE:
        expected = ["B", "B", "B", "R", "R", "R"]
    assert row(outcome, DEFAULT.with_(remedy_nonsuable="reconsideration_only")) == expected


def test_policies_on_single_outcomes() -> None:
    assert row(Outcome.SPECIAL_QUERY, DEFAULT.with_(query_remedy="A")) == ["B", "A", "A", "A", "A", "A"]
    assert row(Outcome.PARTIAL_GRANT, DEFAULT.with_(partial_remedy="A")) == ["B", "A", "A", "A", "A", "A"]
    assert row(Outcome.PARTIAL_GRANT, DEFAULT.with_(partial_remedy="B")) == ["B"] * 6
    assert row(Outcome.WITHDRAWN, DEFAULT.with_(withdrawn_remedy="B")) == ["B"] * 6


def test_partial_grant_that_withholds_no_government_information() -> None:
    assert row(Outcome.PARTIAL_GRANT, DEFAULT, "withheld_other") == ["B"] * 6
    assert row(Outcome.PARTIAL_GRANT, DEFAULT, "withheld_14_16") == EXPECTED["partial_grant"].split()


def test_confidence_and_article_follow_the_period() -> None:
    findings = [remedy_finding(Outcome.REFUSAL_PROCESS, None, on, DEFAULT) for on in DAYS]
    assert [one.confidence.value for one in findings] == ["A", "A", "A", "B", "B", "C"]
    assert [[c.code for c in one.citations] for one in findings[1::2]] == [
        ["recon:23.1(4)"],
        ["recon:23.1(4)", "interp8:1(2)"],
        ["recon:23.1(4)", "recon_impl:31"],
    ]
    partial = [remedy_finding(Outcome.PARTIAL_GRANT, None, on, DEFAULT).confidence.value for on in DAYS]
    assert partial == ["A", "D", "D", "B", "B", "C"]


def test_implementing_rules_switched_off_or_moved() -> None:
    off = DEFAULT.with_(law_recon_impl_2026="off")
    late = remedy_finding(Outcome.REFUSAL_SECRET, None, DAYS[-1], off)
    assert (late.remedy_class.value, late.confidence) == ("A", Confidence.AGREEING)
    assert nonreply_remedy(DAYS[-1], off).remedy_class is RemedyClass.EITHER
    assert remedy_boundaries(off) == (date(2019, 5, 15), date(2024, 1, 1), date(2025, 6, 1))
    moved = DEFAULT.with_(law_recon_impl_2026_from="2026-09-01")
    assert nonreply_remedy(date(2026, 8, 31), moved).remedy_class is RemedyClass.EITHER
    assert nonreply_remedy(date(2026, 9, 1), moved).remedy_class is RemedyClass.RECONSIDERATION_FIRST


def test_missing_reply_by_date_and_by_reading() -> None:
    assert [nonreply_remedy(on, DEFAULT).remedy_class.value for on in DAYS] == ["B", "B", "B", "B", "B", "A"]
    first = DEFAULT.with_(nonreply_remedy="reconsideration_first")
    assert [nonreply_remedy(on, first).remedy_class.value for on in DAYS] == ["B", "A", "A", "A", "A", "A"]
    # Both readings are told to the reader from 2024 on.
    assert not nonreply_remedy(DAYS[0], DEFAULT).notes
    assert all("两种口径" in nonreply_remedy(on, DEFAULT).notes[0] for on in DAYS[1:])
    assert "六个月" in nonreply_clause(DAYS[3], DEFAULT).text
    assert "先申请行政复议" in nonreply_clause(DAYS[5], DEFAULT).text
    assert "六个月" not in nonreply_clause(DAYS[5], DEFAULT).text


def test_clause_a_names_reconsideration_first() -> None:
    clause = remedy_clause(RemedyClass.RECONSIDERATION_FIRST, DAYS[-1], BODY, COURT)
    assert clause.text == (
        "对本告知不予公开的决定不服的，应当自收到本文书之日起六十日内先向××市人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向××市××区人民法院提起行政诉讼。"
    )
    assert [one.code for one in clause.citations] == ["recon:20.1", "litig:45"]
    assert not clause.missing


def test_clause_b_offers_both_ways() -> None:
    clause = remedy_clause(RemedyClass.EITHER, DAYS[-1], BODY, COURT)
    assert clause.text == (
        "对本告知不服的，可以自收到本文书之日起六十日内向××市人民政府申请行政复议，"
        "也可以自收到之日起六个月内直接向××市××区人民法院提起行政诉讼。"
    )
    assert [one.code for one in clause.citations] == ["recon:20.1", "litig:46.1"]


def test_clause_by_part_says_a_before_b() -> None:
    text = remedy_clause(RemedyClass.BY_PART, DAYS[-1], BODY, COURT).text
    withheld, rest = text.index("对其中不予公开部分不服的，应当"), text.index("对其他内容不服的，可以")
    assert withheld < rest
    assert text[withheld:rest].count("先向") == 1
    assert "先向" not in text[rest:]


def test_clause_a_of_the_broad_reading_does_not_say_refused() -> None:
    clause = remedy_clause(RemedyClass.RECONSIDERATION_FIRST, DAYS[1], BODY, COURT, outcome=Outcome.NOT_EXIST)
    assert clause.text.startswith("对本告知不服的，应当")
    assert "不予公开" not in clause.text
    refused = remedy_clause(RemedyClass.RECONSIDERATION_FIRST, DAYS[1], BODY, COURT, outcome=Outcome.REFUSAL_LAW)
    assert refused.text.startswith("对本告知不予公开的决定不服的")


def test_reconsideration_only_names_no_court() -> None:
    clause = remedy_clause(RemedyClass.RECONSIDERATION_ONLY, DAYS[-1], BODY, "")
    assert "诉讼" not in clause.text
    assert not clause.missing


def test_electronic_letters_name_the_address() -> None:
    clause = remedy_clause(RemedyClass.EITHER, DAYS[-1], BODY, COURT, "复议受理平台网址")
    assert clause.text.endswith("可以通过复议受理平台网址提交行政复议申请书。")
    assert clause.citations[-1].code == "recon:22.2"


def test_no_remedy_no_text() -> None:
    clause = remedy_clause(RemedyClass.NONE, DAYS[-1], BODY, COURT, "复议受理平台网址")
    assert (clause.text, clause.citations, clause.missing) == ("", (), ())


def test_missing_settings_are_spoken() -> None:
    clause = remedy_clause(RemedyClass.EITHER, DAYS[-1], " ", "")
    assert clause.missing == ("reconsideration_body", "court_name")
    assert "〔复议机关〕" in clause.text
    assert "〔人民法院〕" in clause.text


def test_letters_before_2024_have_their_own_wording() -> None:
    clause = remedy_clause(RemedyClass.EITHER, DAYS[0], BODY, COURT)
    assert clause.confidence is Confidence.MEMORY
    assert [one.code for one in clause.citations] == ["recon_2017:9", "litig:46.1"]
    assert "本级人民政府或者上一级主管部门" in clause.notes[0]
    assert reconsideration_body_wording(DAYS[0]).wording == "本级人民政府或者上一级主管部门"
    assert "上一级主管部门" not in reconsideration_body_wording(DAYS[1]).wording


def test_start_of_the_periods_to_sue_since_may_2026() -> None:
    before = remedy_clause(RemedyClass.EITHER, date(2026, 4, 30), BODY, COURT)
    after = remedy_clause(RemedyClass.EITHER, date(2026, 5, 1), BODY, COURT)
    off = remedy_clause(
        RemedyClass.EITHER, date(2026, 5, 1), BODY, COURT, policies=DEFAULT.with_(law_sue_limit_2026="off")
    )
    assert not before.notes
    assert not off.notes
    assert len(after.notes) == 1
    assert before.text == after.text == off.text


def test_drafts_that_cross_a_boundary() -> None:
    assert crossed_boundary(date(2026, 6, 30), date(2026, 7, 1), DEFAULT) == date(2026, 7, 1)
    assert crossed_boundary(date(2026, 7, 1), date(2026, 11, 23), DEFAULT) is None
    assert crossed_boundary(date(2023, 1, 1), date(2025, 6, 1), DEFAULT) == date(2025, 6, 1)


def test_fee_notice_forbids_separate_remedies() -> None:
    clause = fee_notice_clause()
    assert clause.text.startswith("不能单独就收费决定申请行政复议或者提起行政诉讼")
    assert [one.code for one in clause.citations] == ["fee:7", "letter132:3"]


def test_before_the_regulation_either_remedy_from_memory_and_before_2018_no_answer() -> None:
    for outcome in (Outcome.GRANT, Outcome.REFUSAL_SECRET, Outcome.PARTIAL_GRANT):
        found = remedy_finding(outcome, None, date(2019, 5, 14), DEFAULT)
        assert found.remedy_class is RemedyClass.EITHER, outcome
        assert found.confidence is Confidence.MEMORY
        assert [one.code for one in found.citations] == ["ogi_2007"]
    clause = remedy_clause(RemedyClass.EITHER, date(2019, 5, 14), BODY, COURT, None)
    assert "六十日" in clause.text
    assert "六个月" in clause.text
    with pytest.raises(RuleGap):
        remedy_class(Outcome.GRANT, None, date(2017, 12, 31), DEFAULT)
    with pytest.raises(RuleGap):
        reconsideration_body_wording(date(2017, 12, 31))

"""The shipped law data: complete, citing, dated, and read without a remainder."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from law import (
    annual_rows,
    citations,
    data_files,
    evidence,
    notices,
    outcomes,
    parameters,
    policies,
    remedy_data,
    rules,
)
from law.citations import Citation, statutes
from law.data_files import DATA
from law.errors import RuleGap, UserError
from law.glossary import glossary, main
from law.outcomes import annual_row, outcome_rules
from law.parameters import Unit
from law.policies import POLICY_NOTE, PolicyKind, PolicySet, policy_specs
from law.terms import Confidence, Evidence, FeeMethod, Outcome, RemedyClass

# Written from the catalogue of outcomes by hand: articles, row, remedy, evidence codes.
CATALOGUE = {
    "already_public": ("ogi:36(1)", "r3_1", "B", "E11"),
    "grant": ("ogi:36(2)", "r3_1", "B", "E10"),
    "partial_grant": ("ogi:37", "r3_2", "AB", "E9 E10"),
    "refusal_secret": ("ogi:14 ogi:36(3)", "r3_3_1", "A", "E5 E9"),
    "refusal_law": ("ogi:14 ogi:36(3)", "r3_3_2", "A", "E6 E9"),
    "refusal_safety": ("ogi:14 ogi:36(3)", "r3_3_3", "A", "E7 E9"),
    "refusal_third_party": ("ogi:15 ogi:32 ogi:36(3)", "r3_3_4", "A", "E3 E4 E9"),
    "refusal_internal": ("ogi:16.1 ogi:36(3)", "r3_3_5", "A", "E8 E9"),
    "refusal_process": ("ogi:16.2 ogi:36(3)", "r3_3_6", "A", "E8 E9"),
    "refusal_case_file": ("ogi:16.2 ogi:36(3)", "r3_3_7", "A", "E8 E9"),
    "special_query": ("ogi:36(7)", "r3_3_8", "B", "E18"),
    "not_exist": ("ogi:36(4)", "r3_4_1", "B", "E1 E2"),
    "not_this_agency": ("ogi:36(5) ogi:10", "r3_4_1", "B", "E2"),
    "needs_processing": ("ogi:38", "r3_4_2", "B", "E17 E9"),
    "unclear_after_correction": ("ogi:30", "r3_4_3", "B", "E12"),
    "petition": ("ogi:39.1", "r3_5_1", "B", "E19"),
    "repeat_request": ("ogi:36(6)", "r3_5_2", "B", "E13"),
    "publication": ("ogi:39.2", "r3_5_3", "B", "E11"),
    "excessive_requests": ("ogi:35", "r3_5_4", "B", "E14 E15"),
    "confirm_reissue": ("form30", "r3_5_5", "B", "E13"),
    "abandoned_no_correction": ("ogi:30", "r3_6_1", "B", "E12"),
    "abandoned_no_payment": ("fee:6", "r3_6_2", "B", "E16"),
    "withdrawn": ("form30", "r3_6_3", "N", "E20"),
    "not_gov_info": ("ogi:2", "r3_6_3", "B", "E19 E2"),
    "other": ("", "r3_6_3", "B", ""),
}

# Numbers, units and articles written from the law by hand.
NUMBERS = {
    "reply_days": (20, "workday", "ogi:33.2"),
    "extension_max_days": (20, "workday", "ogi:33.2"),
    "correction_notice_days": (7, "workday", "ogi:30"),
    "consultation_days": (15, "workday", "ogi:32"),
    "co_maker_consultation_days": (15, "workday", "ogi:34"),
    "proactive_publish_days": (20, "workday", "ogi:26"),
    "fee_pay_days": (20, "workday", "fee:6"),
    "reply_restart_after_fee": (20, "workday", "fee:6"),
    "recon_apply_days": (60, "day", "recon:20.1"),
    "recon_apply_max_years": (1, "year", "recon:20.3"),
    "recon_accept_days": (5, "workday", "recon:30"),
    "recon_fix_notice_days": (5, "workday", "recon:31"),
    "recon_fix_days": (10, "workday", "recon:31"),
    "recon_copy_days": (7, "workday", "recon:48"),
    "recon_copy_simple_days": (3, "workday", "recon:54"),
    "recon_answer_days": (10, "workday", "recon:48"),
    "recon_answer_simple_days": (5, "workday", "recon:54"),
    "recon_hearing_notice_days": (5, "workday", "recon:51"),
    "recon_decide_days": (60, "day", "recon:62.1"),
    "recon_decide_extension_days": (30, "day", "recon:62.1"),
    "recon_decide_simple_days": (30, "day", "recon:62.2"),
    "recon_opinion_days": (60, "day", "recon:76"),
    "sue_after_recon_days": (15, "day", "litig:45"),
    "sue_recon_timeout_days": (15, "day", "litig:45"),
    "sue_direct_months": (6, "month", "litig:46.1"),
    "sue_nonreply_months": (6, "month", "litig_int:66"),
    "sue_uninformed_max_years": (1, "year", "litig_int:64"),
    "sue_cap_years": (5, "year", "litig:46.2"),
    "litig_defence_days": (15, "day", "litig:67"),
    "litig_trial_simple_days": (45, "day", "litig:83"),
    "litig_appeal_judgment_days": (15, "day", "litig:85"),
    "litig_appeal_ruling_days": (10, "day", "litig:85"),
    "litig_second_months": (3, "month", "litig:88"),
    "litig_retrial_months": (6, "month", "litig_int:110"),
    "court_order_reply_days": (20, "workday", "interp8"),
}
TODAY = date(2026, 11, 25)
DEFAULT = PolicySet.default()


def all_citations() -> Iterator[tuple[str, Citation]]:
    for outcome, one in outcome_rules().items():
        for citation in (*one.citations, *(c for v in one.variants for c in v.citations)):
            yield f"outcome {outcome}", citation
    for key, spec in policy_specs().items():
        yield from ((f"policy {key}", citation) for citation in spec.citations)
    for entry in rules.rule_entries():
        yield from ((f"rule {entry.id}", citation) for citation in entry.citations)
    for key in parameters.parameters():
        yield from ((key, value.citation) for value in parameters.parameters().parameter(key).values)
    for kind in evidence.evidence_specs().values():
        yield from ((kind.code, citation) for citation in kind.citations)


def test_every_citation_prints_and_lies_within_its_statute() -> None:
    # Highest article of each statute that has articles we cite often; beyond it a number is a slip of the pen.
    last = {"ogi": 56, "recon": 90, "litig": 103, "civil_proc": 306, "civil_code": 1260, "litig_int": 163, "postal": 87}
    seen = 0
    for place, citation in all_citations():
        seen += 1
        assert Citation.parse(citation.code) == citation, place
        assert (citation.article or 0) <= last.get(citation.statute, 10_000), place
        assert citation.full.startswith(citation.registered.full_title), place
    assert seen > 200


def test_every_code_in_the_files_resolves() -> None:
    written = re.compile(rf'"((?:{"|".join(statutes())}):[^"]*)"')
    found = [code for file in DATA.glob("*.toml") for code in written.findall(file.read_text(encoding="utf-8"))]
    assert len(found) > 200
    for code in found:
        Citation.parse(code)


def test_statutes_are_dated_and_marked() -> None:
    for one in statutes().values():
        assert one.checked_on <= TODAY
        assert one.basis
        assert isinstance(one.confidence, Confidence)
        assert (one.effective is not None) or not one.has_articles
    assert statutes()["recon_impl"].confidence is Confidence.SINGLE
    assert statutes()["interp3"].confidence is Confidence.SINGLE


@pytest.mark.parametrize(("key", "expected"), NUMBERS.items())
def test_numbers_units_and_articles(key: str, expected: tuple[int, str, str]) -> None:
    value = parameters.parameters().value(key, TODAY)
    assert (value.value, value.unit.value, value.citation.code) == expected


def test_every_parameter_has_basis_date_and_confidence() -> None:
    for key in parameters.parameters():
        parameter = parameters.parameters().parameter(key)
        assert parameter.label
        for value in parameter.values:
            assert value.basis, key
            assert date(2026, 1, 1) <= value.checked_on <= TODAY, key
            assert isinstance(value.confidence, Confidence), key
        # Working-day periods end on a working day; only calendar periods can roll.
        assert not (parameter.rolls and parameter.values[0].unit is Unit.WORKDAY), key


def test_values_hold_from_their_day_on() -> None:
    book = parameters.parameters()
    assert book.value("reply_days", date(2019, 5, 15)).value == 20
    former = book.value("reply_days", date(2019, 5, 14))
    assert (former.value, former.citation.code, former.confidence) == (15, "ogi_2007", Confidence.AGREEING)
    assert book.value("reply_days", date(2008, 5, 1)) == former
    assert book.value("extension_max_days", date(2019, 5, 14)).value == 15
    with pytest.raises(RuleGap):
        book.value("reply_days", date(2008, 4, 30))
    with pytest.raises(RuleGap):
        book.value("correction_notice_days", date(2019, 5, 14))
    assert book.value("recon_apply_days", date(2023, 12, 31)).citation.code == "recon_2017:9"
    assert book.value("recon_apply_days", date(2024, 1, 1)).citation.code == "recon:20.1"
    with pytest.raises(RuleGap):
        book.value("no_such_number", TODAY)


def test_numbers_print_as_statutes_do() -> None:
    book = parameters.parameters()
    printed = [
        book.value(key, TODAY).printed for key in ("recon_apply_days", "sue_after_recon_days", "sue_direct_months")
    ]
    assert printed == ["六十日", "十五日", "六个月"]
    assert book.value("reply_days", TODAY).printed == "二十个工作日"
    assert book.value("annual_report_department_due", TODAY).printed == "一月三十一日"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcome_is_complete_and_right(outcome: Outcome) -> None:
    one = outcome_rules()[outcome]
    codes, row, remedy, evidence_codes = CATALOGUE[outcome]
    specs = evidence.evidence_specs()
    assert [c.code.split(" ")[0] for c in one.citations] == codes.split()
    assert (one.annual_row, one.remedy_class.value) == (row, remedy)
    assert {specs[e].code for e in one.evidence} == set(evidence_codes.split())
    assert one.label == outcome.label
    assert one.when
    assert one.letter_title
    assert one.pitfalls
    assert one.required_facts
    assert 1 <= one.step <= 7
    assert one.citations or one.basis_note
    assert one.required_phrases or outcome is Outcome.OTHER
    for fact in one.required_facts:
        assert fact.label
        assert fact.hint
    for variant in (None, *(v.key for v in one.variants)):
        assert set(one.citations) <= set(one.citations_for(variant))
        assert one.facts_for(variant) or one.variants


def test_evidence_codes_run_from_1_to_20() -> None:
    specs = evidence.evidence_specs()
    assert {one.code for one in specs.values()} == {f"E{n}" for n in range(1, 21)}
    assert specs[Evidence.SEARCH_RECORD].code == "E1"
    assert specs[Evidence.WITHDRAWAL_SIGNED].code == "E20"


def test_public_interest_variant_needs_consultation_and_weighing() -> None:
    grant = outcome_rules()[Outcome.GRANT]
    needed = grant.evidence_for("public_interest_override")
    assert {Evidence.CONSULTATION_RECORD, Evidence.PUBLIC_INTEREST_NOTE} <= set(needed)
    assert Evidence.CONSULTATION_RECORD not in grant.evidence_for("provide_copy")
    assert {"ogi:15", "ogi:32"} <= {c.code for c in grant.citations_for("public_interest_override")}


def test_information_that_is_not_handed_over_cannot_be_charged_by_volume() -> None:
    grant = outcome_rules()[Outcome.GRANT]
    assert FeeMethod.BY_VOLUME in grant.fee_methods_for("provide_copy")
    for variant in ("inform_way", "onsite_view"):
        assert grant.fee_methods_for(variant) == (FeeMethod.BY_PIECE,)
    for outcome, one in outcome_rules().items():
        by_volume = FeeMethod.BY_VOLUME in one.fee_methods
        assert by_volume == (outcome in (Outcome.GRANT, Outcome.PARTIAL_GRANT)), outcome
    assert outcome_rules()[Outcome.WITHDRAWN].fee_methods == ()


def test_partial_grant_cites_what_it_withholds_by() -> None:
    partial = outcome_rules()[Outcome.PARTIAL_GRANT]
    grounds = (Outcome.REFUSAL_THIRD_PARTY, Outcome.REFUSAL_PROCESS)
    assert [c.code for c in partial.citations_for("withheld_14_16", grounds)] == [
        "ogi:37",
        "ogi:15",
        "ogi:32",
        "ogi:16.2",
    ]
    assert Evidence.CONSULTATION_RECORD in partial.evidence_for("withheld_14_16", grounds)


def test_unknown_variant_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        outcome_rules()[Outcome.GRANT].citations_for("by_pigeon")
    assert refused.value.code == "outcome_variant"
    assert "提供复制件" in refused.value.sentence


def test_required_phrases_accept_either_wording() -> None:
    one = outcome_rules()[Outcome.NOT_THIS_AGENCY]
    assert one.missing_phrases("该信息不属于本机关负责公开。") == ()
    assert one.missing_phrases("该信息不属于本行政机关负责公开。") == ()
    assert one.missing_phrases("该信息不存在。") == ("不属于本行政机关负责公开或不属于本机关负责公开",)


def test_rows_of_table_three_carry_the_labels_of_the_form() -> None:
    rows = annual_rows.annual_rows()
    assert list(rows)[:2] == ["r1", "r2"]
    assert list(rows)[-2:] == ["r3_7", "r4"]
    assert len(rows) == 25
    assert rows["r3_2"].label == "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert rows["r3_3_3"].title == "（三）不予公开 3.危及“三安全一稳定”"
    assert sum(row.group == "（三）不予公开" for row in rows.values()) == 8
    assert sum(row.block == "三、本年度办理结果" for row in rows.values()) == 22


def test_policy_moves_the_row_of_what_is_no_government_information() -> None:
    assert annual_row(Outcome.NOT_GOV_INFO, DEFAULT).key == "r3_6_3"
    assert annual_row(Outcome.NOT_GOV_INFO, DEFAULT.with_(row_not_gov_info="r3_4_1")).key == "r3_4_1"
    assert annual_row(Outcome.OTHER, DEFAULT.with_(row_not_gov_info="r3_4_1")).key == "r3_6_3"


def test_every_policy_is_complete_and_its_default_valid() -> None:
    for key, spec in policy_specs().items():
        assert spec.check(spec.default) == spec.default
        assert spec.parse(spec.store(spec.default)) == spec.default
        assert spec.note.startswith(POLICY_NOTE)
        assert spec.question, key
        assert spec.doubt, key
        assert bool(spec.choices) == (spec.kind is PolicyKind.CHOICE), key
        for value, _ in spec.choices:
            assert spec.check(value) == value


def test_every_doubtful_point_with_a_setting_has_a_policy() -> None:
    named = {spec.doubt for spec in policy_specs().values()}
    # Points 4, 5 and 55 are notes without a setting; 62 is checked at installation.
    assert {str(n) for n in range(1, 66)} - named == {"4", "5", "55", "62"}


def test_policy_set_refuses_what_is_no_value() -> None:
    for changes in (
        {"consultation_reading": "half_open"},
        {"agency_consultation_days": 0},
        {"agency_consultation_days": True},
        {"annual_deadline_roll": 1},
        {"law_recon_impl_2026_from": "July"},
        {"no_such_policy": 1},
    ):
        with pytest.raises(UserError) as refused:
            DEFAULT.with_(**changes)
        assert refused.value.code in ("policy_value", "policy_unknown")
        assert refused.value.field == next(iter(changes))


def test_policy_sets_are_values() -> None:
    changed = DEFAULT.with_(agency_consultation_days=10, fee_blank_side="counted")
    assert changed.number("agency_consultation_days") == 10
    assert DEFAULT.number("agency_consultation_days") == 15
    assert changed != DEFAULT
    assert changed.with_(agency_consultation_days=15, fee_blank_side="not_counted") == DEFAULT
    assert hash(changed.with_(agency_consultation_days=15, fee_blank_side="not_counted")) == hash(DEFAULT)
    assert PolicySet.from_stored({"agency_consultation_days": "10", "fee_blank_side": "counted"}) == changed
    with pytest.raises(UserError):
        PolicySet.from_stored({"agency_consultation_days": "ten"})


def test_rules_cover_the_procedure() -> None:
    entries = rules.rule_entries()
    assert len(entries) >= 35
    for entry in entries:
        assert entry.citations, entry.id
        assert re.search(r"\d{4}年", entry.example), f"{entry.id}: the example has no date"
        assert entry.summary != entry.example
    topics = {"收到日", "计数与日历", "答复期限", "补正", "征求意见", "大量申请", "信息处理费", "作出与送达", "救济"}
    assert topics <= set(rules.rule_topics())
    assert rules.rule("R-33-2").citations == (Citation.parse("ogi:33.2"),)


def test_notices_are_complete_and_named_in_chinese() -> None:
    every = notices.holiday_notices()
    yearly = [one for one in every if one.amends is None]
    assert [one.year for one in yearly] == list(range(2008, 2027))
    assert [(one.year, one.published_on) for one in every if one.amends] == [
        (2019, date(2019, 3, 22)),
        (2020, date(2020, 1, 27)),
    ]
    names = {name for one in every for name, _ in one.off}
    assert not [name for name in names if re.search("[A-Za-z]", name)]
    assert "抗战胜利70周年纪念日" in names


def test_working_days_of_each_year_are_those_of_the_notices() -> None:
    # Totals of the published calendars, counted independently.
    expected = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
    off: set[date] = set()
    worked: set[date] = set()
    for one in notices.holiday_notices():
        off |= {day for _, days in one.off for day in days} | set(one.off_added)
        worked |= set(one.makeup) | set(one.makeup_added)
        off -= set(one.off_removed)
        worked -= set(one.makeup_removed)
    for year, total in expected.items():
        first = date(year, 1, 1).toordinal()
        days = [date.fromordinal(n) for n in range(first, date(year + 1, 1, 1).toordinal())]
        assert sum(day not in off and (day in worked or day.weekday() < 5) for day in days) == total, year


def test_statutory_days_without_a_notice() -> None:
    listed = dict(notices.statutory_days(2027))
    assert listed["春节"] == tuple(date(2027, 2, day) for day in range(5, 9))
    assert set(dict(notices.statutory_days(2031))) == {"元旦", "劳动节", "国庆节"}


def test_glossary_is_up_to_date(tmp_path: Path) -> None:
    assert "| `already_public` | 已主动公开 |" in glossary()
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(glossary(), encoding="utf-8")
    bad.write_text(glossary() + "x", encoding="utf-8")
    assert main(["--check", str(good)]) == 0
    assert main(["--check", str(bad)]) == 1
    assert main(["--check", str(tmp_path / "none.md")]) == 1
    assert main(["--check", str(Path(__file__).parents[2] / "docs" / "glossary.md")]) == 0


def test_remedy_classes_are_closed() -> None:
    used = {one.remedy_class for history in remedy_data.remedy_data().history.values() for one in history}
    assert used == {RemedyClass.RECONSIDERATION_FIRST, RemedyClass.EITHER, RemedyClass.BY_PART}


def test_importing_law_reads_no_file() -> None:
    """A cold start pays for the law data that it uses and for no other."""
    program = (
        "import pathlib\n"
        "def refuse(*_a, **_k): raise SystemExit('a file was read at import')\n"
        "pathlib.Path.read_text = refuse\n"
        "import law.outcomes, law.remedies, law.rules, law.policies, law.parameters, law.notices\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_data_is_read_once() -> None:
    readers: list[Callable[[], object]] = [
        citations.statutes,
        parameters.parameters,
        policies.policy_specs,
        outcomes.outcome_rules,
        evidence.evidence_specs,
        annual_rows.annual_rows,
        remedy_data.remedy_data,
        rules.rule_entries,
        notices.holiday_notices,
    ]
    for read in readers:
        assert read() is read()
    assert data_files.DATA.is_dir()


def test_values_of_policies_are_shown_with_their_unit_and_days_in_words() -> None:
    specs = policy_specs()
    assert specs["correction_days_default"].show(10) == "10 个工作日"
    assert specs["third_party_release_hold_days"].show(0) == "0 日"
    assert specs["law_recon_impl_2026_from"].show("2026-07-01") == "2026年7月1日"
    assert specs["annual_internal_due"].show("01-15") == "1月15日"
    assert specs["docno_pad"].parse(specs["docno_pad"].store(3)) == 3
    bare = {key for key, one in specs.items() if one.kind is PolicyKind.INT and not one.unit}
    assert bare == {"layout_line_pitch"}
    assert all(not one.unit for one in specs.values() if one.kind is not PolicyKind.INT)

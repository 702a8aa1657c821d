"""The catalogue of documents: complete, dated, citing law in force, and read without a remainder."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from law.citations import Citation
from law.data_files import DATA
from law.documents import (
    consultation_letters,
    document_rules,
    kinds_in_house,
    letters_to_consulted,
    letters_to_others,
    load_document_rules,
    sheet_kinds,
)
from law.errors import LawDataError
from law.fee_schedule import fee_schedules
from law.parameters import parameters
from law.terms import Act, Addressee, DocumentKind, DocumentRemedy, NumberClass

TODAY = date(2026, 11, 25)
REGULATION = date(2019, 5, 15)
FEE_MEASURE = date(2021, 1, 1)
KINDS = pytest.mark.parametrize("kind", list(DocumentKind))
# Written from the catalogue of documents by hand: addressee, number class, remedy.
LETTERS = {
    "correction_notice": ("applicant", "cor", "N"),
    "extension_notice": ("applicant", "ext", "N"),
    "justification_notice": ("applicant", "ntc", "N"),
    "delay_35_notice": ("applicant", "ext", "N"),
    "third_party_consultation": ("third_party", "con", "N"),
    "co_maker_consultation": ("agency", "con", "N"),
    "agency_consultation": ("agency", "con", "N"),
    "consultation_confirm": ("third_party", "con", "N"),
    "consultation_applicant_notice": ("applicant", "con", "N"),
    "third_party_disclosure_notice": ("third_party", "con", "B"),
    "assist_letter": ("unit", "co", "N"),
    "fee_notice": ("applicant", "fee", "fee"),
    "fee_waiver": ("applicant", "ntc", "N"),
    "outcome_letter": ("applicant", "ans", "by_outcome"),
    "withdrawal_confirm": ("applicant", "ntc", "N"),
    "rectify_notice": ("applicant", "ntc", "B"),
    "corrigendum": ("applicant third_party agency", "ntc", "N"),
    "recon_answer": ("review_body", "dis", "N"),
    "defence": ("court", "dis", "N"),
    "performance_report": ("review_body court", "dis", "N"),
    "opinion_report": ("review_body court", "dis", "N"),
}
# Written from the catalogue by hand: the articles of the letters to the outside that have some.
ARTICLES = {
    "application_form": "ogi:29 ogi:43",
    "receipt": "ogi:31 ogi:45",
    "correction_notice": "ogi:30",
    "correction_form": "ogi:30",
    "opinion_form": "ogi:32",
    "extension_notice": "ogi:33.2",
    "justification_notice": "ogi:35",
    "delay_35_notice": "ogi:35",
    "third_party_consultation": "ogi:32",
    "co_maker_consultation": "ogi:34",
    "agency_consultation": "ogi:11 ogi:33.3",
    "consultation_applicant_notice": "ogi:33.3",
    "third_party_disclosure_notice": "ogi:32",
    "fee_calc": "fee:3 fee:4 fee:5",
    "fee_notice": "fee:6 fee:7",
    "outcome_letter": "ogi:36",
    "rectify_notice": "ogi:41",
    "secrecy_review": "ogi:17",
    "proactive_transfer": "ogi:26 ogi:44",
    "recon_answer": "recon:48 recon:54",
    "defence": "litig:67",
    "evidence_list": "recon:44 recon:46 recon:47 recon:48 litig:34 litig:35 litig:67",
    "power_of_attorney": "litig:31",
    "performance_report": "recon:77 litig:96",
    "opinion_report": "recon:76",
}


def test_every_kind_is_there_and_none_more() -> None:
    assert set(document_rules()) == set(DocumentKind)
    assert document_rules() is document_rules()


@pytest.mark.parametrize("kind", sorted(LETTERS))
def test_addressee_number_and_remedy_of_the_letters(kind: str) -> None:
    rule = document_rules()[DocumentKind(kind)]
    addressees, number_class, remedy = LETTERS[kind]
    assert " ".join(rule.addressees) == addressees
    assert rule.number_class == NumberClass(number_class)
    assert rule.remedy == DocumentRemedy(remedy)


def test_what_is_not_a_letter_has_neither_number_nor_remedy() -> None:
    for kind, rule in document_rules().items():
        if kind.value not in LETTERS:
            assert (rule.number_class, rule.remedy) == (None, DocumentRemedy.NONE), kind
            assert rule.in_house, kind


@pytest.mark.parametrize("kind", sorted(ARTICLES))
def test_the_articles_are_those_of_the_catalogue(kind: str) -> None:
    cited = document_rules()[DocumentKind(kind)].present.citations
    assert " ".join(one.code for one in cited) == ARTICLES[kind]


@KINDS
def test_what_is_cited_was_in_force_on_every_day_of_the_period(kind: DocumentKind) -> None:
    for period in document_rules()[kind].periods:
        for cited in period.citations:
            statute = cited.registered
            assert statute.effective is None or statute.effective <= period.effective, cited.code
            assert statute.until is None or (period.until is not None and period.until <= statute.until), cited.code


@KINDS
def test_periods_leave_no_gap_and_say_where_they_come_from(kind: DocumentKind) -> None:
    periods = document_rules()[kind].periods
    for one, following in pairwise(periods):
        assert one.until == following.effective - timedelta(days=1)
    assert all(one.basis for one in periods)
    assert document_rules()[kind].checked_on <= TODAY


def test_a_kind_without_an_article_says_what_stands_in_its_place() -> None:
    without = {kind for kind, rule in document_rules().items() if not rule.present.citations}
    assert without == {
        DocumentKind.CONSULTATION_CONFIRM, DocumentKind.FEE_WAIVER, DocumentKind.WITHDRAWAL_CONFIRM,
        DocumentKind.CORRIGENDUM, DocumentKind.REPRESENTATIVE_CERTIFICATE, DocumentKind.DISPUTE_PAPER_SLIP,
    }  # fmt: skip
    assert all("没有此项文书" in document_rules()[kind].present.basis for kind in without)


def test_fee_documents_begin_with_the_measure() -> None:
    first = min(one.effective for many in fee_schedules().values() for one in many)
    assert first == FEE_MEASURE == parameters().value("fee_pay_days", FEE_MEASURE).effective
    for kind in (DocumentKind.FEE_CALC, DocumentKind.FEE_NOTICE, DocumentKind.FEE_WAIVER):
        rule = document_rules()[kind]
        assert rule.effective == first
        assert rule.period_on(first - timedelta(days=1)) is None
        assert rule.period_on(first) is rule.present


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.JUSTIFICATION_NOTICE,
        DocumentKind.DELAY_35_NOTICE,
        DocumentKind.CO_MAKER_CONSULTATION,
        DocumentKind.PROACTIVE_TRANSFER,
    ],
)
def test_what_the_present_regulation_brought_begins_with_it(kind: DocumentKind) -> None:
    rule = document_rules()[kind]
    assert rule.period_on(REGULATION - timedelta(days=1)) is None
    assert rule.period_on(REGULATION) is rule.present


def test_older_kinds_cite_the_law_of_their_day() -> None:
    rule = document_rules()[DocumentKind.CORRECTION_NOTICE]
    before, after = rule.period_on(REGULATION - timedelta(days=1)), rule.period_on(REGULATION)
    assert before is not None
    assert after is not None
    assert before.citations == (Citation.parse("ogi_2007"),)
    assert after.citations == (Citation.parse("ogi:30"),)
    assert rule.period_on(date(2008, 4, 30)) is None


def test_every_act_that_makes_a_letter_is_named() -> None:
    acts = {rule.act for rule in document_rules().values() if rule.act is not None}
    assert acts == {
        Act.MAKE_FORM, Act.REQUEST_CORRECTION, Act.EXTEND, Act.REQUEST_JUSTIFICATION, Act.DEFER_REPLY, Act.CONSULT,
        Act.CONFIRM_OPINION, Act.TELL_CONSULTATION, Act.TELL_THIRD_PARTY, Act.REQUEST_ASSISTANCE, Act.APPROVE_FEE,
        Act.NOTIFY_FEE, Act.WAIVE_FEE, Act.ISSUE_LETTER, Act.WITHDRAW, Act.DECIDE_RECTIFICATION, Act.CORRECT_LETTER,
        Act.RECORD_CONTACT, Act.RECORD_SEARCH, Act.REVIEW_SECRECY,
    }  # fmt: skip


def test_groups_of_kinds() -> None:
    consulted = {"third_party_consultation", "co_maker_consultation", "agency_consultation"}
    assert set(consultation_letters()) == consulted
    assert set(letters_to_consulted()) == consulted | {"consultation_confirm", "third_party_disclosure_notice"}
    disputed = {
        "recon_answer", "defence", "evidence_list", "power_of_attorney", "representative_certificate",
        "performance_report", "opinion_report",
    }  # fmt: skip
    assert set(letters_to_others()) == {*letters_to_consulted(), "assist_letter", "corrigendum", *disputed}
    assert sheet_kinds()[0] is DocumentKind.REGISTRATION_SHEET
    assert sheet_kinds()[-3:] == (DocumentKind.CASE_COVER, DocumentKind.CASE_INDEX, DocumentKind.CASE_NOTE)
    forms = {kind for kind, rule in document_rules().items() if Addressee.FORM in rule.addressees}
    papers = {
        "evidence_list", "power_of_attorney", "representative_certificate", "dispute_paper_slip", "bundle_cover",
        "bundle_index",
    }  # fmt: skip
    assert set(kinds_in_house()) == {*sheet_kinds(), *forms, "receipt", "fee_calc", "assist_letter", *papers}
    reviewed = [kind for kind, rule in document_rules().items() if rule.reviewed]
    assert reviewed == [
        DocumentKind.OUTCOME_LETTER, DocumentKind.RECON_ANSWER, DocumentKind.DEFENCE, DocumentKind.PERFORMANCE_REPORT,
        DocumentKind.OPINION_REPORT,
    ]  # fmt: skip


# -------------------------------------------------------------------------------------------------------- malformed

SHIPPED = (DATA / "documents.toml").read_text(encoding="utf-8")
RECEIPT = SHIPPED[SHIPPED.index("[receipt]") : SHIPPED.index("[correction_notice]")]


def broken(tmp_path: Path, entry: str) -> LawDataError:
    """The error of a catalogue in which one entry is written otherwise."""
    assert entry != RECEIPT
    path = tmp_path / "documents.toml"
    path.write_text(SHIPPED.replace(RECEIPT, entry), encoding="utf-8")
    with pytest.raises(LawDataError) as problem:
        load_document_rules(path)
    return problem.value


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[receipt]", "[recept]", "recept: unknown kind of document"),
        (RECEIPT, "", "receipt: missing"),
        ('["applicant"]', '["applicants"]', "receipt.addressees: unknown Addressee 'applicants'"),
        ('["applicant"]', '["applicant", "internal"]', "receipt.addressees: names who gets it, or the house alone"),
        ('remedy = "N"', 'remedy = "A"', "receipt.remedy: unknown DocumentRemedy 'A'"),
        ('remedy = "N"', 'remedy = "N"\nnumber_class = "reg"', "receipt.number_class: registration numbers"),
        ('made_in = "收件登记"', "", "receipt.made_in: either an act or a place"),
        ('made_in = "收件登记"', 'made_in = "收件登记"\nact = "attach"', "receipt.made_in: either an act or a place"),
        ("sheet = false", "sheet = true", "receipt.sheet: a sheet of the file is for the house alone"),
        ("sheet = false", "sheet = false\nshelf = 1", "receipt.shelf: unknown key"),
        ('"R-31-1"', '"R-31-9"', "receipt.rules: unknown rule 'R-31-9'"),
        ('"ogi:31"', '"ogi:31.x"', "receipt.periods[1].citations: malformed citation"),
        ("effective = 2019-05-15", "effective = 2019-05-14", "receipt.periods[1].effective: ogi:31 is in force since"),
        ("effective = 2019-05-15", "effective = 2008-05-01", "receipt.periods[1].effective"),
    ],
)
def test_a_malformed_catalogue_names_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RECEIPT
    problem = str(broken(tmp_path, RECEIPT.replace(old, new, 1)))
    assert "documents.toml" in problem
    assert said in problem


def test_overlapping_periods_are_refused(tmp_path: Path) -> None:
    entry = RECEIPT.replace("{ effective = 2008-05-01,", "{ effective = 2008-05-01, until = 2020-01-01,")
    assert "receipt.effective" in str(broken(tmp_path, entry))


def test_a_kind_that_is_no_more(tmp_path: Path) -> None:
    path = tmp_path / "documents.toml"
    ended = RECEIPT.replace("{ effective = 2019-05-15,", "{ effective = 2019-05-15, until = 2026-12-31,")
    path.write_text(SHIPPED.replace(RECEIPT, ended), encoding="utf-8")
    rule = load_document_rules(path)[DocumentKind.RECEIPT]
    assert rule.until == date(2026, 12, 31)
    assert rule.period_on(date(2026, 12, 31)) is rule.present
    assert rule.period_on(date(2027, 1, 1)) is None

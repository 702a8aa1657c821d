"""The catalogue of documents is whole: every kind of it has a typed context, a template, a sample and a golden file."""

from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from law.terms import DocumentKind
from templates.build_letters import LETTER_FOLDER
from tests.templates.sample_letters import all_letters

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "letters"
# The table of documents.
CATALOGUE: Final = (
    "application_form", "registration_sheet", "receipt", "correction_notice", "correction_form", "opinion_form",
    "justification_notice", "extension_notice", "delay_35_notice", "third_party_consultation", "consultation_confirm",
    "consultation_applicant_notice", "third_party_disclosure_notice", "co_maker_consultation", "agency_consultation",
    "assist_letter", "fee_notice", "outcome_letter", "withdrawal_confirm", "rectify_notice", "corrigendum",
    "proactive_transfer", "secrecy_review", "search_record", "approval", "extension_approval", "fee_calc",
    "contact_record", "service_receipt", "mail_proof", "deadline_sheet", "case_cover", "case_index", "case_note",
    "recon_answer", "evidence_list", "defence", "power_of_attorney", "representative_certificate", "performance_report",
    "opinion_report", "dispute_paper_slip", "bundle_cover", "bundle_index",
)  # fmt: skip
LETTERS: Final[dict[str, Any]] = all_letters()


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_document_of_the_catalogue_can_be_made(key: str) -> None:
    kind = DocumentKind(key)
    samples = {name: one for name, one in LETTERS.items() if one.kind is kind}
    assert samples, "no sample"
    for name, one in samples.items():
        assert (LETTER_FOLDER / f"{one.template_key}.docx").is_file()
        assert is_dataclass(one)
        assert (GOLDEN / f"{name}.xml").is_file()


def test_no_kind_is_outside_the_catalogue_but_the_waiver_of_a_fee() -> None:
    assert {str(one) for one in DocumentKind} - set(CATALOGUE) == {"fee_waiver"}

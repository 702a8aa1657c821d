"""The committed .docx templates are what the code writes, hold no person's name, and only what WPS can read."""

import re

import pytest

from law.terms import DocumentKind, Outcome
from templates.build_letters import LETTER_FOLDER, build_all
from templates.package import read_package

BUILT = dict(build_all())


def test_committed_files_are_those_that_the_code_writes() -> None:
    assert {path.name for path in LETTER_FOLDER.glob("*.docx")} == set(BUILT)
    for name, data in BUILT.items():
        committed = read_package((LETTER_FOLDER / name).read_bytes())
        assert committed == read_package(data), f"{name}: run python -m templates.build_letters"


def test_building_twice_gives_the_same_bytes() -> None:
    assert dict(build_all()) == BUILT


def test_every_letter_and_every_outcome_has_a_template() -> None:
    letters = {f"{kind}.docx" for kind in DocumentKind} - {"outcome_letter.docx"}
    replies = {f"outcome_letter.{outcome}.docx" for outcome in Outcome}
    assert set(BUILT) == letters | replies


@pytest.mark.parametrize("name", sorted(BUILT))
def test_template_has_no_author_no_content_control_and_only_page_fields(name: str) -> None:
    parts = read_package(BUILT[name])
    assert b"creator" not in parts["docProps/core.xml"]
    assert b"lastModifiedBy" not in parts["docProps/core.xml"]
    whole = b"".join(parts.values()).decode("utf-8")
    assert "<w:sdt" not in whole
    assert set(re.findall(r"<w:instrText[^>]*>([^<]*)<", whole)) == {" PAGE "}
    for forbidden in ("w:ins ", "w:del ", "w:comment", "w:vanish", "altChunk"):
        assert forbidden not in whole


def test_template_text_reads_as_a_letter_in_word() -> None:
    # Agencies edit the files: the wording stands in them, not in code.
    text = read_package(BUILT["correction_notice.docx"])["word/document.xml"].decode("utf-8")
    assert "无正当理由逾期不补正的，视为放弃申请" in text
    assert "{{ deadline|date }}" in text

"""Letters as pages, laid out by LibreOffice (``make letters-pdf``): 22 lines of 28 signs, and nothing cut off.

The fonts of the agency are not on a test machine; the open ones stand in for them, by the setting that an agency uses.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pypdfium2
import pytest

from templates.edited_template import is_sheet
from templates.engine import render
from templates.layout import Layout
from tests.templates.reading import document, text_of_document
from tests.templates.sample_letters import all_letters, grant

pytestmark = pytest.mark.libreoffice

OPEN_FONTS: Final = Layout(
    font_body="Noto Serif CJK SC",
    font_title="Noto Serif CJK SC",
    font_heading="Noto Sans CJK SC",
    font_subheading="Noto Serif CJK SC",
    font_page_number="Noto Serif CJK SC",
)
LETTERS: Final = {
    **all_letters(),
    "full_page": grant(request_text="临江县自然资源局" * 400),
    "wide": grant(
        addressee="欧阳" * 40,
        signer="临江县自然资源和规划管理服务中心联合办公室",
        request_text="https://example.com/" + "a" * 400,
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Text of every page of every letter."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui fonts-noto-cjk")
    folder = tmp_path_factory.mktemp("letters")
    for name, letter in LETTERS.items():
        (folder / f"{name}.docx").write_bytes(render(letter.kind, letter, OPEN_FONTS))
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: read_pages(folder / f"{name}.pdf") for name in LETTERS}


def read_pages(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]
    finally:
        pdf.close()


def test_a_full_page_has_22_lines_of_28_signs(pages: dict[str, list[str]]) -> None:
    lines = [line for line in pages["full_page"][1].split("\n") if re.fullmatch("[临江县自然资源局]+", line)]
    assert [len(line) for line in lines] == [28] * 22


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_every_word_is_on_paper(name: str, pages: dict[str, list[str]]) -> None:
    printed = re.sub(r"\s|\ufffe|\u0002|-", "", re.sub(r"\n— \d+ —", "", "\n".join(pages[name])))
    for paragraph in text_of_document(document(LETTERS[name], OPEN_FONTS)):
        assert re.sub(r"\s|-", "", paragraph) in printed


@pytest.mark.parametrize("name", [one for one in sorted(LETTERS) if hasattr(LETTERS[one], "signer")])
def test_number_on_every_page_but_the_first_and_signature_never_alone(name: str, pages: dict[str, list[str]]) -> None:
    for number, page in enumerate(pages[name], start=1):
        # A paper without the mark of the agency has a number on its first page too.
        numbered = number > 1 or is_sheet(LETTERS[name].template_key)
        assert (re.search(rf"— ?{number} ?—", page) is not None) == numbered
    last = pages[name][-1].strip()
    assert not last.startswith(LETTERS[name].signer) or len(pages[name]) == 1

"""``make letters`` writes one of each document of the catalogue, and says clearly what it cannot do."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from templates.build_letters import LETTER_FOLDER
from tools import letters_out
from tools.contact_sheet import main as sheet_main
from tools.letters_out import letters_by_document, write_letters


def test_every_template_has_its_letter() -> None:
    assert set(letters_by_document()) == {one.stem for one in LETTER_FOLDER.glob("*.docx")}


def test_files_bear_the_id_of_their_document(tmp_path: Path) -> None:
    (tmp_path / "stale.docx").write_bytes(b"")
    paths = write_letters(tmp_path)
    assert [one.stem for one in paths] == list(letters_by_document())
    assert {one.name for one in tmp_path.iterdir()} == {one.name for one in paths}
    assert "outcome_letter.grant.docx" in {one.name for one in paths}


def test_without_libreoffice_the_missing_half_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("templates.office_conversion.find_office", lambda: None)
    assert letters_out.main([str(tmp_path)]) == 1
    assert "LibreOffice is not installed" in capsys.readouterr().err
    assert list(tmp_path.glob("*.docx"))


def test_the_contact_sheet_shows_every_first_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheet_main([str(tmp_path), str(tmp_path / "none.png")]) == 1
    for name in ("a", "b"):
        pdf = pypdfium2.PdfDocument.new()
        pdf.new_page(595, 842)
        pdf.save(tmp_path / f"{name}.pdf")
        pdf.close()
    picture = tmp_path / "deep" / "sheet.png"
    assert sheet_main([str(tmp_path), str(picture)]) == 0
    assert "2 first pages" in capsys.readouterr().out
    with Image.open(picture) as image:
        assert image.width > 2000
        assert image.convert("RGB").getpixel((14 + 168, 14 + 24 + 200)) == (255, 255, 255)

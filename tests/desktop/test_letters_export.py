"""导出文书 from the list of letters: the selected ones or all, by key, told when some were not written."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog

from casework.document_list_views import DocumentSegment
from casework.letters import letter_bytes
from casework.office import Office
from desktop.documents import DocumentsPage
from desktop.frame.window import MainWindow
from templates.office_conversion import find_office
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def issued(office: Office) -> list[int]:
    """Three issued replies."""
    desk = desk_at(office)
    found = []
    for _ in range(3):
        request_id = desk.on(11, 16).take_in()
        found.append(desk.on(11, 18).reply(request_id))
    return found


def _listed(shell: MainWindow) -> DocumentsPage:
    shell.open_page("letters", DocumentSegment.ISSUED)
    settle(shell)
    page = shell.page("letters")
    assert isinstance(page, DocumentsPage)
    assert page.model.rowCount() >= 3
    return page


def _select(page: DocumentsPage, *rows: int) -> None:
    selection = page.view.table.selectionModel()
    selection.clearSelection()
    for one in rows:
        selection.select(
            page.model.index(one, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )


@pytest.mark.usefixtures("issued")
def test_selected_letters_are_exported_by_key(
    office: Office, shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _listed(shell)
    _select(page, 0, 1)
    chosen = page.chosen_letters()
    assert len(chosen) == 2
    out = tmp_path / "出件"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    press(page.view.table, Qt.Key.Key_E, CTRL)
    settle(shell)
    assert sorted(one.read_bytes() for one in out.iterdir()) == sorted(letter_bytes(office, one)[1] for one in chosen)
    assert set(chosen) <= set(page.model.ids)


def test_with_one_row_all_that_the_list_shows_is_meant(shell: MainWindow, issued: list[int]) -> None:
    page = _listed(shell)
    _select(page, 1)
    assert page.chosen_letters() == tuple(one for one in page.model.ids if one > 0)
    assert set(issued) <= set(page.chosen_letters())


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_the_button_writes_pdfs(
    shell: MainWindow, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _listed(shell)
    out = tmp_path / "出件"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    click(page.view.export_pdf)
    settle(shell)
    assert len(list(out.glob("*.pdf"))) == len(page.chosen_letters()) >= len(issued)


def test_nothing_is_done_without_a_folder_or_letters(
    shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.open_page("letters", DocumentSegment.VOID)
    settle(shell)
    page = shell.page("letters")
    assert isinstance(page, DocumentsPage)
    asked: list[str] = []

    def answer(*_: object) -> str:
        asked.append("asked")
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    page.ask_export()
    assert asked == []
    page.exporting.ask([1], "docx")
    settle(shell)
    assert asked == ["asked"]
    assert not (tmp_path / "出件").exists()


def test_what_was_not_written_is_told(
    shell: MainWindow, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _listed(shell)
    told: list[str] = []
    monkeypatch.setattr(shell, "show_refusal", lambda error: told.append(error.sentence))
    page.exporting.export_to([issued[0], 999_999], tmp_path / "out", "docx")
    settle(shell)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert len(told) == 1
    assert told[0].startswith("1 份文书没有导出")


def test_without_an_office_program_the_reason_is_told(
    shell: MainWindow, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _listed(shell)
    told: list[str] = []
    monkeypatch.setattr(shell, "show_refusal", lambda error: told.append(error.code))
    monkeypatch.setattr("casework.letter_batch.find_office", lambda: None)
    page.exporting.export_to(issued, tmp_path / "out", "pdf")
    settle(shell)
    assert told[0] in ("pdf_no_office", "pdf_only_wps")
    assert page.view.progress.isHidden()


def test_stopped_it_leaves_whole_files(shell: MainWindow, issued: list[int], tmp_path: Path) -> None:
    page = _listed(shell)
    page.exporting.export_to(issued, tmp_path / "out", "docx")
    page.exporting.cancel()
    settle(shell)
    out = tmp_path / "out"
    assert all(one.suffix == ".docx" for one in out.iterdir()) if out.exists() else True
    assert page.view.progress.isHidden()

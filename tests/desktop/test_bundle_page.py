"""案卷一键包 by keyboard and by mouse: what is missing, pieces chosen and moved, built, looked at, stopped."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from casework import form_drafts
from casework.bundle_folder import SUMS_NAME
from casework.office import Office
from desktop.case_page import CasePage
from desktop.disputes.bundle_page import BundlePage
from desktop.disputes.bundle_pdf import laid_out
from desktop.frame.window import MainWindow
from law.terms import Outcome
from templates.office_conversion import find_office
from tests.casework.bundle_office import open_case
from tests.casework.desk import Desk
from tests.casework.test_bundle import file, made_docx, picture, scan_of
from tests.casework.test_evidence_plan import DUTY, NOTHING
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import settle
from tests.desktop.hands import links_in
from tests.desktop.keyboard import click, press, type_text

needs_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")
_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def dispute(office: Office) -> tuple[Desk, int, int]:
    """A case of 信息不存在 without a scan of its request, and the dispute about it."""
    desk = desk_at(office)
    case = desk.on(10, 12).take_in()
    desk.on(10, 14).search(case)
    document = desk.on(10, 20).reply(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    desk.on(10, 23).serve(document)
    desk.on(11, 20)
    desk.attach(case, "检索截图.pdf", scan_of("late", 2))
    copy = file("行政复议申请书副本.pdf", scan_of("copy", 2), "申请书副本")
    return desk, case, open_case(desk, [(case, document)], files=(copy, file("照片.jpg", picture())))


def bundle_page(window: MainWindow, dispute_id: int) -> BundlePage:
    window.open_page("bundle", dispute_id)
    settle(window)
    found = window.page("bundle")
    assert isinstance(found, BundlePage)
    return found


def titles(found: BundlePage) -> list[str]:
    return [one.title for one in found.model.items]


def select(found: BundlePage, title: str) -> int:
    at = next(at for at, one in enumerate(found.model.items) if title in one.title)
    found.view.table.setFocus()
    found.view.table.selectRow(at)
    return at


def test_what_is_missing_is_said_first_and_leads_to_the_case(office: Office, shell: MainWindow) -> None:
    _, case, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    needs = found.view.needs
    assert needs.title.text() == "要证明的事项"
    assert needs.note.text() == "缺 1 项"
    first = needs.lines[0]
    assert first.need.label == "申请书"
    assert first.chip.text() == "缺"
    supply = next(one for one in first.links if one.payload == case)
    click(supply)
    settle(shell)
    opened = shell.page("case")
    assert isinstance(opened, CasePage)
    assert opened.request_id == case


def test_the_page_of_the_dispute_leads_here_and_back(office: Office, shell: MainWindow) -> None:
    _, _, dispute_id = dispute(office)
    shell.open_page("dispute", dispute_id)
    settle(shell)
    press(shell.page("dispute"), Qt.Key.Key_A, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(shell)
    found = shell.page("bundle")
    assert isinstance(found, BundlePage)
    assert found.isVisible()
    assert found.dispute_id == dispute_id
    assert "临政复〔2026〕3号" in found.subtitle
    found.open_dispute()
    settle(shell)
    assert shell.page("dispute").isVisible()


def test_pieces_are_left_out_moved_and_renamed_by_keys(office: Office, shell: MainWindow) -> None:
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    table = found.view.table
    at = select(found, "登记表")
    numbers = [one.number for one in found.model.items]
    press(table, Qt.Key.Key_Space)
    assert not found.model.items[at].included
    assert max(one.number for one in found.model.items) == max(numbers) - 1
    press(table, Qt.Key.Key_Space)
    assert found.model.items[at].included
    before = titles(found)
    press(table, Qt.Key.Key_Down, _ALT)
    assert titles(found)[at + 1] == before[at]
    assert table.currentIndex().row() == at + 1
    press(table, Qt.Key.Key_Up, _ALT)
    assert titles(found) == before
    # A piece stays in its section.
    first = select(found, "申请书副本")
    press(table, Qt.Key.Key_Up, _ALT)
    assert titles(found)[first] == before[first]


def test_another_volume_wants_a_reason_before_it_is_built(office: Office, shell: MainWindow) -> None:
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    at = select(found, "检索截图")
    press(found.view.table, Qt.Key.Key_M, _CONTROL)
    assert found.model.items[at].restricted
    assert found.view.editor.reason.hasFocus()
    assert "没有写明理由" in found.view.side.problem.label.text()
    assert not found.view.side.build.isEnabled()
    type_text(found.view.editor.reason, "含他人信息")
    assert found.view.side.problem.label.text() == ""
    assert found.view.side.build.isEnabled()
    assert found.model.choices()[at].reason == "含他人信息"


def test_what_was_decided_is_kept_and_offered_again(office: Office, shell: MainWindow) -> None:
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    select(found, "检索截图")
    found.view.editor.title.setFocus()
    found.view.editor.title.selectAll()
    type_text(found.view.editor.title, "检索系统截图")
    found.keep_choices()
    settle(shell)
    kept = form_drafts.load(office, f"bundle:{dispute_id}")
    assert kept is not None
    found.model.restore(())
    found._kept = ""  # as a new start of the program finds it
    found.dispute_id = 0
    found.show_dispute(dispute_id)
    settle(shell)
    assert "检索系统截图" in titles(found)
    click(found.view.reset)
    assert "检索系统截图" not in titles(found)


@needs_office
def test_it_is_built_by_keys_and_its_pages_are_shown(
    office: Office, shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    target = tmp_path / "应诉卷宗"

    def chosen(*_arguments: object, **_named: object) -> tuple[str, str]:
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    select(found, "检索记录")
    press(found.view.table, Qt.Key.Key_Return, _CONTROL)
    assert found.view.side.progress.label.text() == "正在生成卷宗"
    wait(shell)
    built = found.view.side.built
    assert built is not None
    assert (target / SUMS_NAME).is_file()
    assert not built.problems
    settle(shell)
    assert not found.view.side.preview.is_blank()
    assert found.view.side.page.text() == f"第 1 页 共 {built.volumes[0].pages} 页"
    press(found.view.table, Qt.Key.Key_Return)  # the piece among the pages
    settle(shell)
    piece = next(one for one in built.volumes[0].pieces if one.title == "检索记录")
    assert found.view.side.page.text().startswith(f"第 {piece.first_page} 页")
    click(found.view.side.ahead)
    settle(shell)
    assert found.view.side.page.text().startswith(f"第 {piece.first_page + 1} 页")
    index = next(one for one in links_in(found.view.side.result) if one.text() == "看目录")
    click(index)
    settle(shell)
    assert found.view.side.page.text().startswith("第 2 页")


@needs_office
def test_what_is_stopped_leaves_nothing_and_can_be_started_again(
    office: Office, shell: MainWindow, tmp_path: Path
) -> None:
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    found.build_to(tmp_path / "停")
    QTest.qWait(300)
    click(found.view.side.progress.cancel)
    wait(shell)
    assert not (tmp_path / "停").exists()
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]
    assert found.why_not_build() == ""


def test_a_place_that_is_taken_is_told_beside_what_was_chosen(
    office: Office, shell: MainWindow, tmp_path: Path
) -> None:
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    (tmp_path / "卷宗").mkdir()
    found.build_to(tmp_path / "卷宗")
    wait(shell)
    assert "已经存在" in found.banner.label.text()
    assert found.view.side.target is None


def test_without_an_office_program_the_layout_of_the_program_makes_the_pages(
    office: Office, shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.binding_office.find_office", _none)
    _, _, dispute_id = dispute(office)
    found = bundle_page(shell, dispute_id)
    found.build_to(tmp_path / "卷宗")
    wait(shell)
    built = found.view.side.built
    assert built is not None, found.banner.label.text()
    assert built.volumes[0].pages > 8
    assert not built.problems


def _none() -> None:
    return None


def test_letters_are_laid_out_under_their_names(tmp_path: Path) -> None:
    letter = tmp_path / "0001.docx"
    letter.write_bytes(made_docx("内容"))
    laid_out([letter], tmp_path)
    assert (tmp_path / "0001.pdf").read_bytes().startswith(b"%PDF-")


def wait(window: MainWindow) -> None:
    assert window.session.runner.wait_idle(120_000)

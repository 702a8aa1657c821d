"""文书模板: taken out, taken back, looked at, adopted with a reason, withdrawn; by keyboard and by mouse."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from casework.letter_templates import template_history
from casework.office import Office
from desktop.components import LinkLabel, Text
from desktop.frame.window import MainWindow
from desktop.settings.letters_page import LetterTemplatesPage
from templates.package import read_package, write_package
from templates.store import shipped_template, template_keys
from tests.desktop.conftest import TODAY, settle
from tests.desktop.keyboard import children, click, press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = "correction_notice"


@pytest.fixture
def page(shell: MainWindow) -> LetterTemplatesPage:
    shell.open_page("letter_templates")
    settle(shell)
    opened = shell.page("letter_templates")
    assert isinstance(opened, LetterTemplatesPage)
    opened.letters.wanted.setText("补正告知书")
    settle(shell)
    assert opened.kind is not None
    assert opened.kind.key == KEY
    return opened


def edited(folder: Path, old: str, new: str, key: str = KEY) -> Path:
    parts = read_package(shipped_template(key))
    before = parts["word/document.xml"]
    parts["word/document.xml"] = before.replace(old.encode(), new.encode())
    assert parts["word/document.xml"] != before
    path = folder / "改好的.docx"
    path.write_bytes(write_package(parts))
    return path


def take_back(shell: MainWindow, page: LetterTemplatesPage, path: Path) -> None:
    page.take_back(path)
    settle(shell)


def test_every_letter_is_in_the_list(shell: MainWindow, page: LetterTemplatesPage) -> None:
    page.letters.wanted.clear()
    settle(shell)
    shown = [page.letters.list.item(at) for at in range(page.letters.list.count())]
    assert len([one for one in shown if one.flags() & Qt.ItemFlag.ItemIsSelectable]) == len(template_keys())
    assert shell.heading.text() == "文书模板"


def test_out_changed_and_back_by_keyboard(
    office: Office, shell: MainWindow, page: LetterTemplatesPage, tmp_path: Path
) -> None:
    page.export_to(tmp_path / "模板")
    settle(shell)
    assert (tmp_path / "模板.docx").read_bytes() == shipped_template(KEY)
    assert "模板.docx" in page.card.banner.label.text()
    opened: list[Path] = []

    def launch(path: Path) -> bool:
        opened.append(path)
        return True

    page.launch = launch
    page.card.banner.acted.emit()
    assert opened == [tmp_path / "模板.docx"]
    take_back(shell, page, edited(tmp_path, "经审查，", "经依法审查，"))
    card = page.examined
    assert page.stack.currentWidget() is card
    assert "检查合格" in card.banner.label.text()
    assert "1 段有改动" in card.count.text()
    assert "改　经依法审查" in card.difference.toPlainText()
    assert card.reason.hasFocus()
    press(card.reason, Qt.Key.Key_Return, CTRL)
    settle(shell)
    assert "没有写明理由" in card.fields["reason"].error()
    type_text(card.reason, "法制机构意见")
    press(card.reason, Qt.Key.Key_Return, CTRL)
    settle(shell)
    assert page.stack.currentWidget() is page.card
    history = template_history(office, KEY, today=TODAY)
    assert [(one.valid_from, one.reason, one.recorded_by) for one in history] == [(TODAY, "法制机构意见", "王敏")]
    assert "本机关版本" in page.card.state.text()
    assert "● 本机关版本" in page.letters.list.currentItem().text()
    assert [one.view.state for one in page.card.rows] == ["in_force"]


def test_a_day_that_lies_back_keeps_what_was_typed(
    office: Office, shell: MainWindow, page: LetterTemplatesPage, tmp_path: Path
) -> None:
    take_back(shell, page, edited(tmp_path, "经审查，", "经依法审查，"))
    page.examined.reason.setText("理由")
    page.examined.valid_from.set_value(date(2026, 11, 2))
    click(page.examined.adopt)
    settle(shell)
    assert "早于今天" in page.examined.fields["valid_from"].error()
    assert page.examined.reason.text() == "理由"
    assert template_history(office, KEY, today=TODAY) == ()


def test_faults_are_told_with_their_paragraphs_and_nothing_can_be_adopted(
    office: Office, shell: MainWindow, page: LetterTemplatesPage, tmp_path: Path
) -> None:
    take_back(shell, page, edited(tmp_path, "{{ deadline|date }}", "近日"))
    card = page.examined
    assert "不能采用" in card.banner.label.text()
    assert card.adopt.isHidden()
    assert card.form.isHidden()
    told = [one.text() for one in children(card.fault_area.widget(), Text)]
    assert any("补正截止日" in one and "正文第" in one for one in told)
    press(card.leave, Qt.Key.Key_Return, CTRL)
    press(card.leave, Qt.Key.Key_Escape)
    settle(shell)
    assert page.stack.currentWidget() is page.card
    assert template_history(office, KEY, today=TODAY) == ()


def test_a_file_that_is_no_template_is_told_calmly(
    shell: MainWindow, page: LetterTemplatesPage, tmp_path: Path
) -> None:
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    take_back(shell, page, path)
    told = [one.text() for one in children(page.examined.fault_area.widget(), Text)]
    assert any("另存为 .docx" in one for one in told)
    press(page.examined.leave, Qt.Key.Key_Escape)
    take_back(shell, page, tmp_path / "没有.docx")
    assert "不能读取" in page.card.banner.label.text()


def test_withdrawn_with_a_reason(office: Office, shell: MainWindow, page: LetterTemplatesPage, tmp_path: Path) -> None:
    take_back(shell, page, edited(tmp_path, "经审查，", "经依法审查，"))
    page.examined.reason.setText("理由")
    click(page.examined.adopt)
    settle(shell)
    click(page.card.rows[0].withdraw)
    dialog = page.dialog
    assert dialog is not None
    dialog.submit()
    settle(shell)
    assert "没有写明理由" in dialog.fields["reason"].error()
    dialog.reason.set_text("有错字")
    dialog.submit()
    settle(shell)
    assert page.dialog is None
    assert [one.state for one in template_history(office, KEY, today=TODAY)] == ["withdrawn"]
    assert "现用：原版" in page.card.state.text()


def test_the_whole_text_or_the_changes_only(shell: MainWindow, page: LetterTemplatesPage, tmp_path: Path) -> None:
    take_back(shell, page, edited(tmp_path, "经审查，", "经依法审查，"))
    view = page.examined.difference
    assert view.document().blockCount() == 1
    page.examined.extent.set_value("whole")
    page.examined.extent.chosen.emit("whole")
    assert view.document().blockCount() > 20


def test_opened_from_the_settings(shell: MainWindow) -> None:
    shell.open_page("settings")
    settle(shell)
    link = next(one for one in children(shell.page("settings"), LinkLabel) if one.text() == "打开文书模板")
    link.clicked.emit()
    settle(shell)
    assert shell.heading.text() == "文书模板"

"""收件登记 from a filled application form: fields marked, what was typed kept, doubts asked, one act takes it back."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from casework.case_view import case
from desktop.components import LinkLabel
from desktop.frame.window import MainWindow
from desktop.intake import IntakePage
from law.terms import ApplicantType, Channel
from tests.desktop.conftest import TODAY, settle
from tests.desktop.test_intake_keyboard import case_page_is_only_opened, enter, open_requests

__all__ = ["case_page_is_only_opened"]

FORMS = Path(__file__).parents[1] / "data" / "forms"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def form_file(number: str) -> Path:
    return next(FORMS.glob(f"{number}_*.docx"))


def read(shell: MainWindow, page: IntakePage, number: str) -> None:
    page.read_form((form_file(number),))
    settle(shell)


def link(page: IntakePage, words: str) -> LinkLabel:
    return next(one for one in page.view.reading.links() if one.text() == words)


def told(page: IntakePage) -> str:
    card = page.view.reading
    return "\n".join([card.title.text(), card.note.text(), *(one.words for one in card.shown)])


def test_control_o_reads_a_form_and_marks_what_it_filled(
    qtbot: QtBot, shell: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(form_file("A01")), ""))
    page, hands = enter(qtbot, shell)
    hands.press(Qt.Key.Key_O, CTRL)
    settle(shell)
    form = page.view.form
    draft = form.draft()
    assert draft.applicant.name == "纪晓云"
    assert draft.applicant.identity_number == "990121197903016328"
    assert draft.applicant.address == "东岭省澜安市临江县望江街道人民路58号2单元401室"
    assert draft.dates.written == date(2026, 3, 2)
    assert [one.value for one in draft.access_forms] == ["paper"]
    assert draft.delivery is not None
    assert draft.delivery.value == "post"
    assert form.files() == (form_file("A01"),), "the form itself goes with the letter"
    field = form.person.fields["identity_number"]
    assert field.source() == "申请表：第 1 页 表 1 第 2 行 “证件号码”右侧"
    assert field.mark.isVisibleTo(form)
    assert form.person.fields["email"].source() == "", "a field left blank on the form is not marked"
    assert "读入 12 项" in page.view.reading.title.text()
    assert "用途：自身生活需要" in page.view.reading.note.text(), "what is not registered is told"


def test_channel_and_day_of_receipt_are_never_taken_from_a_form(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    form = page.view.form
    form.receipt.main_day().set_value(date(2026, 11, 20))
    read(shell, page, "A01")
    assert form.receipt.channel_chosen() is Channel.MAIL_SIGNED
    dates = form.draft().dates
    assert dates.signed == date(2026, 11, 20)
    assert (dates.posted, dates.submitted, dates.arrived, dates.reached_office) == (None, None, None, None)


def test_what_was_typed_stays_until_one_says_otherwise(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    phone = page.view.form.person.lines["phone"]
    phone.setText("19900009999")
    read(shell, page, "A01")
    assert phone.text() == "19900009999"
    assert "联系电话：已录“19900009999”，申请表为“19900003197”" in told(page)
    link(page, "改用申请表的").click()
    assert phone.text() == "19900003197"
    assert page.view.form.person.fields["phone"].source() == "申请表：第 1 页 表 1 第 3 行 “联系电话”右侧"
    assert "已录" not in told(page)
    page.undo_form()
    assert phone.text() == "19900009999", "undoing gives back what was typed first"


def test_the_same_value_typed_already_is_no_conflict(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    page.view.form.person.lines["phone"].setText("199 0000 3197")
    read(shell, page, "A01")
    assert "已录" not in told(page)
    assert page.view.form.person.lines["phone"].text() == "199 0000 3197"


def test_one_act_takes_the_filling_back_but_not_what_was_typed_since(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    form = page.view.form
    before = form.values()
    read(shell, page, "A03")
    assert form.agent.name.text() == "宫小满"
    form.person.lines["address"].setFocus()
    form.person.lines["address"].selectAll()
    hands.type("临江县桐林乡大田坝村2组12号")
    assert form.person.fields["address"].source() == "", "what is changed by hand is no longer the form's"
    assert form.person.fields["name"].source() != ""
    hands.press(Qt.Key.Key_R, CTRL | SHIFT)
    settle(shell)
    assert form.person.lines["address"].text() == "临江县桐林乡大田坝村2组12号"
    form.person.lines["address"].setText("")
    assert form.values() == before
    assert form.agent.isHidden()
    assert page.view.reading.isHidden()
    assert page.actions_table is not None
    assert page.actions_table.reason("undo_form") == "没有读入的申请表。"


def test_an_organisation_and_its_kind_which_is_only_suggested(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    read(shell, page, "A02")
    draft = page.view.form.draft()
    assert draft.applicant.type is ApplicantType.BUSINESS
    assert draft.applicant.name == "澜安汇泽置业有限公司"
    assert draft.applicant.identity_number == "91990121MACA85GFX5"
    assert draft.applicant.legal_rep == "毕成"
    assert draft.applicant.contact_person == "文若水"
    assert draft.applicant.email == "wenruoshui@example.com"
    assert "申请人类别：商业企业，按名称推测，请核对" in told(page)


def test_things_asked_for_without_numbers_are_split_when_one_says_so(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    read(shell, page, "A04")
    form = page.view.form
    assert form.request.items.pieces == [], "how a letter is split belongs to the office"
    shown = told(page)
    assert "签字栏只有手印" in shown
    assert "申请日期缺日" in shown
    assert form.draft().dates.written is None
    link(page, "拆成 3 件").click()
    assert [one.title for one in form.draft().items][2] == "另外请把5组和6组的界址图也给一份"
    page.undo_form()
    assert form.draft().items == ()


def test_a_form_is_registered_only_by_hand_and_goes_with_the_case(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    read(shell, page, "A01")
    assert open_requests(shell) == ()
    hands.press(Qt.Key.Key_Return, CTRL)
    settle(shell)
    (request_id,) = open_requests(shell)
    view = case(shell.session.office, request_id, today=TODAY)
    assert view.applicant.name == "纪晓云"
    assert form_file("A01").name in [one.file_name for one in view.attachments]
    assert page.view.reading.isHidden(), "the next letter begins empty"


def test_missing_things_are_told_by_the_checks_of_the_registration(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    QGuiApplication.clipboard().setText("申请人：周小舟\n申请内容：红枫镇2023年土地征收补偿方案。")
    page.paste_form()
    settle(shell)
    page._ask_preview()
    settle(shell)
    assert page._answer is not None
    missing = {one.label: one.missing for one in page._answer.preview.completeness}
    assert missing["身份、联系方式"] == "身份证明、联系方式"
    assert missing["形式要求"] == "提供方式、获取途径"


def test_pasted_words_are_read_and_kept_as_a_file(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    text = "申请人：周小舟，身份证号：990102197806142713，电话：19900001234\n申请内容：红枫镇补偿方案。"
    QGuiApplication.clipboard().setText(text)
    hands.press(Qt.Key.Key_O, CTRL | SHIFT)
    settle(shell)
    form = page.view.form
    assert form.draft().applicant.name == "周小舟"
    assert form.draft().applicant.phone == "19900001234"
    assert form.draft().text == "红枫镇补偿方案。"
    assert form.person.fields["phone"].source() == "申请表：粘贴文字第 1 行 “电话”之后"
    (kept,) = form.files()
    assert kept.read_text(encoding="utf-8") == text
    page.undo_form()
    assert not kept.exists()
    assert form.files() == ()


def test_an_empty_clipboard_is_told_calmly(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    QGuiApplication.clipboard().setText(" ")
    hands.press(Qt.Key.Key_O, CTRL | SHIFT)
    settle(shell)
    assert "剪贴板里没有文字" in page.view.banner.label.text()


def test_a_file_that_cannot_be_read_changes_nothing(qtbot: QtBot, shell: MainWindow, tmp_path: Path) -> None:
    page, _ = enter(qtbot, shell)
    page.view.form.person.lines["name"].setText("王䶮")
    before = page.view.form.values()
    damaged = tmp_path / "申请表.docx"
    damaged.write_bytes(form_file("A01").read_bytes()[:9000])
    page.read_form((damaged,))
    settle(shell)
    assert "已损坏" in page.view.banner.label.text()
    assert page.view.form.values() == before
    assert page.view.form.isEnabled()


def test_files_dropped_on_a_line_or_on_the_page_are_read(qtbot: QtBot, shell: MainWindow, tmp_path: Path) -> None:
    page, _ = enter(qtbot, shell)
    other = tmp_path / "身份证.txt.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(other)), QUrl.fromLocalFile(str(form_file("A01")))])
    target = page.view.form.request.text.viewport()
    place = QPointF(5, 5)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    came = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, content, buttons, keys)
    QApplication.sendEvent(target, came)
    assert came.isAccepted()
    QApplication.sendEvent(target, QDropEvent(place, Qt.DropAction.CopyAction, content, buttons, keys))
    settle(shell)
    assert page.view.form.draft().applicant.name == "纪晓云"
    assert set(page.view.form.files()) == {other, form_file("A01")}


def test_the_origin_of_a_value_is_told_without_a_mouse(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    read(shell, page, "A01")
    page.view.form.person.lines["address"].setFocus()
    qtbot.waitUntil(lambda: "“通信地址”右侧" in page.view.origin.text())
    page.view.form.person.lines["email"].setFocus()
    qtbot.waitUntil(lambda: page.view.origin.text() == "")


def test_a_second_form_does_not_write_over_the_first(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    read(shell, page, "A01")
    read(shell, page, "A03")
    assert page.view.form.draft().applicant.name == "纪晓云"
    assert "姓名：已录“纪晓云”，申请表为“宫长林”" in told(page)


def test_macros_are_told_and_not_run(qtbot: QtBot, shell: MainWindow, tmp_path: Path) -> None:
    page, _ = enter(qtbot, shell)
    source, target = zipfile.ZipFile(form_file("A01")), BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    file = tmp_path / "申请表.docm"
    file.write_bytes(target.getvalue())
    page.read_form((file,))
    settle(shell)
    assert "文件带有宏，没有运行" in told(page)

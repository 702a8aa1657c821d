"""收件登记: the live panel, problems beside their fields, kept drafts, pieces, files."""

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import form_drafts
from casework.case_view import case
from desktop.components import FindingCard
from desktop.frame.window import MainWindow
from desktop.intake import IntakePage
from desktop.intake.keeper import KEEP_MS
from desktop.intake.slips import write_slips
from law.terms import Channel
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import click, links_in
from tests.desktop.intake_office import NOW, register_letter
from tests.desktop.test_intake_keyboard import case_page_is_only_opened, enter, open_requests

__all__ = ["case_page_is_only_opened"]

FOUR = "一、征地补偿安置方案；\n二、省政府征地批复文件；\n三、社会保障费用审核意见；\n四、补偿款发放明细。"


def fill(page: IntakePage, *, text: str = "申请公开征地批复文件。", number: str = "990101198506120032") -> None:
    form = page.view.form
    form.receipt.main_day().set_value(date(2026, 11, 20))
    form.person.lines["name"].setText("王䶮")
    form.person.lines["identity_number"].setText(number)
    form.person.lines["phone"].setText("19900000412")
    form.person.lines["address"].setText("临江县古渡街道")
    form.request.text.set_text(text)
    form.request.forms.choose(0)
    form.request.delivery.choose(0)
    page._on_form_changed()


def previewed(qtbot: QtBot, shell: MainWindow, page: IntakePage) -> None:
    qtbot.waitUntil(lambda: not page._preview_timer.isActive())
    settle(shell)


def test_the_panel_tells_receipt_due_and_every_day(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    previewed(qtbot, shell, page)
    side = page.view.side
    assert side.received.text() == "2026年11月20日（周五）"
    assert side.due.text() == "2026年12月18日（周五）"
    assert "前告知（" in side.due_note.text()
    assert "第三十条" in side.due_note.text()
    side.why.click()
    counted = [one for one in side.days.rows if one.counts]
    assert [one.words for one in counted] == [f"第 {number} 日" for number in range(1, 21)]
    assert counted[-1].on == date(2026, 12, 18)
    assert page.view.form.person.fields["identity_number"].line.text() == "✓ 校验位正确"


def test_a_provisional_date_says_so(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    form = page.view.form
    form.receipt.main_day().set_value(TODAY)
    form.receipt.set_today(date(2027, 1, 20))
    form.receipt.main_day().set_value(date(2026, 12, 15))
    page._on_form_changed()
    previewed(qtbot, shell, page)
    assert "2027年放假通知未公布" in page.view.side.provisional.label.text()


def test_a_day_of_last_year_is_told_when_its_reply_is_overdue(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    fill(page)
    previewed(qtbot, shell, page)
    assert page.view.side.provisional.isHidden()
    page.view.form.receipt.main_day().setFocus()
    page.view.form.receipt.main_day().selectAll()
    hands.type("12.31")
    previewed(qtbot, shell, page)
    assert page.view.side.received.text() == "2025年12月31日（周三）"
    assert "答复截止日已过" in page.view.side.provisional.label.text()


def test_a_wrong_check_digit_is_told_at_its_field_and_passes_with_a_reason(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    fill(page, number="990101198506120030")
    previewed(qtbot, shell, page)
    field = page.view.form.person.fields["identity_number"]
    assert "校验位不符" in field.error()
    page.register()
    settle(shell)
    assert open_requests(shell) == ()
    assert field.control.hasFocus(), "the cursor goes to what is refused"
    assert page.view.form.person.lines["name"].text() == "王䶮", "a refusal keeps everything"
    click(field.accept)
    hands.type("来件字迹如此，已复印留存")
    page.register()
    settle(shell)
    (request_id,) = open_requests(shell)
    assert case(shell.session.office, request_id, today=TODAY).applicant.name == "王䶮"


def test_control_enter_in_the_field_that_was_accepted_and_in_the_text_registers(
    qtbot: QtBot, shell: MainWindow
) -> None:
    page, hands = enter(qtbot, shell)
    fill(page, number="990101198506120030")
    previewed(qtbot, shell, page)
    field = page.view.form.person.fields["identity_number"]
    click(field.accept)
    hands.type("来件如此")
    field.control.setFocus()
    previewed(qtbot, shell, page)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert len(open_requests(shell)) == 1
    shell.open_intake()
    fill(page)
    page.view.form.request.text.setFocus()
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert len(open_requests(shell)) == 2


def test_a_day_in_the_future_stands_at_its_field(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    page.view.form.receipt.main_day().set_value(date(2027, 11, 20))
    page.view.form.request.text.setFocus()
    page._on_form_changed()
    previewed(qtbot, shell, page)
    field = page.view.form.fields()["dates.signed"]
    assert "晚于今天" in field.error()
    assert field.accept.isHidden(), "an impossible day cannot be accepted"


def test_words_that_are_no_date_stop_the_registration(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    fill(page)
    page.view.form.receipt.main_day().setFocus()
    page.view.form.receipt.main_day().selectAll()
    hands.type("13.40")
    page.register()
    settle(shell)
    assert open_requests(shell) == ()
    assert "不是日期" in page.view.form.fields()["dates.signed"].error()
    assert page.view.form.receipt.main_day().text() == "13.40"


def test_an_empty_form_is_not_scolded_until_it_is_registered(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    previewed(qtbot, shell, page)
    fields = page.view.form.fields()
    assert not any(field.error() for field in fields.values())
    page.register()
    settle(shell)
    previewed(qtbot, shell, page)
    assert "申请内容是空的" in fields["text"].error()
    assert "没有填写申请人姓名" in fields["applicant.name"].error()


def test_a_letter_with_four_things_is_split_edited_and_registered_as_pieces(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page, text=FOUR)
    previewed(qtbot, shell, page)
    assert page.view.side.split.text() == "拆成 4 件"
    click(page.view.side.split)
    editor = page.view.form.request.items
    assert editor.pieces[0].title.text() == "征地补偿安置方案"
    editor.pieces[3].remove.click()
    editor.pieces[0].title.setText("补偿安置方案")
    previewed(qtbot, shell, page)
    assert page.view.side.pieces.title.text() == "拆成 3 件"
    page.register()
    settle(shell)
    ids = open_requests(shell)
    titles = {case(shell.session.office, one, today=TODAY).title for one in ids}
    assert titles == {"补偿安置方案", "省政府征地批复文件", "社会保障费用审核意见"}


def test_the_panel_knows_the_applicant_and_the_similar_request(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    before = register_letter(shell.session.office)
    page, _ = enter(qtbot, shell)
    fill(page, text="申请公开青石渡镇白石村征地批复文件。", number="990101196101109813")
    previewed(qtbot, shell, page)
    side = page.view.side
    assert side.same.isVisible()
    assert side.similar.isVisible()
    link = next(one for one in links_in(side.similar) if one.payload == before)
    link.click()
    assert ("case", before) in case_page_is_only_opened


def test_ordinary_mail_waits_for_confirmation_and_warns(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    form = page.view.form
    form.receipt.channel.choose(list(Channel).index(Channel.ORDINARY_MAIL))
    form.person.lines["phone"].setText("")
    page._on_form_changed()
    previewed(qtbot, shell, page)
    assert page.view.side.received.text() == "待确认"
    found = cast(list[FindingCard], page.view.side.findings.findChildren(FindingCard))
    unreachable = next(one for one in found if one.isVisible() and one.payload == "applicant.phone")
    unreachable.link.click()
    assert form.person.lines["phone"].hasFocus()


# ---------------------------------------------------------------------------------------------------- kept drafts


def test_typed_text_is_kept_within_three_seconds_and_offered_again(qtbot: QtBot, shell: MainWindow) -> None:
    assert KEEP_MS <= 3000
    page, hands = enter(qtbot, shell)
    page.view.form.person.lines["name"].setFocus()
    hands.type("苗苗")
    with qtbot.waitSignal(page.keeper.timer.timeout, timeout=4000):
        hands.type("儿")  # going on typing does not put the keeping off
    settle(shell)
    (kept,) = form_drafts.open_drafts(shell.session.office)
    assert kept.screen == "intake"
    assert json.loads(kept.payload)["person"]["name"] == "苗苗儿"
    assert page.view.kept.text().startswith("草稿已保存")


def test_a_kept_draft_brings_everything_back(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page, text=FOUR)
    form = page.view.form
    form.add_agent.click()
    form.agent.name.setText("林晓岚")
    form.add_other.click()
    form.others.forms[0].lines["name"].setText("王小二")
    form.receipt.controls["confirmed"].setProperty("text", "不详")
    previewed(qtbot, shell, page)
    page.view.side.split.click()
    before, key = form.draft(), page.keeper.key
    page.keeper.keep()
    settle(shell)
    page._start_empty()
    assert form.is_empty()
    page.on_enter(key)
    settle(shell)
    assert form.draft() == before
    assert form.receipt.controls["confirmed"].property("text") == "不详", "even what is no date comes back"
    assert page.keeper.key == key


def test_nothing_can_be_typed_while_a_kept_draft_is_on_its_way(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    name = page.view.form.person.lines["name"]
    fill(page)
    page.keeper.keep()
    key = page.keeper.key
    page._start_empty()
    name.setFocus()
    hands.type("苗苗")
    page.on_enter(key)  # the letter of 苗苗 is kept; that of 王䶮 comes in a moment
    QTest.keyClicks(name, "X")
    page.register()
    page.put_aside()
    assert not page.view.form.isEnabled()
    assert name.text() == "苗苗"
    settle(shell)
    assert open_requests(shell) == ()
    assert page.view.form.isEnabled()
    assert name.text() == "王䶮"
    assert page.view.form.receipt.main_day().hasFocus()
    other = next(one for one in form_drafts.open_drafts(shell.session.office) if one.key != key)
    assert json.loads(other.payload)["person"]["name"] == "苗苗"


def test_entering_the_draft_being_typed_overwrites_nothing(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    fill(page)
    page.keeper.keep()
    settle(shell)
    name = page.view.form.person.lines["name"]
    name.setFocus()
    hands.type("二")
    typed = name.text()
    assert typed != "王䶮"
    page.on_enter(page.keeper.key)
    settle(shell)
    assert name.text() == typed


def test_registering_forgets_the_draft(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    page.keeper.keep()
    settle(shell)
    assert form_drafts.open_drafts(shell.session.office)
    page.register()
    settle(shell)
    assert form_drafts.open_drafts(shell.session.office) == ()


def test_leaving_and_a_crash_keep_what_was_typed(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    shell.crash_net.save_drafts()
    (kept,) = form_drafts.open_drafts(shell.session.office)
    assert kept.title.startswith("王䶮")
    page.view.form.person.lines["name"].setText("王龑")
    page._on_form_changed()
    shell.open_page("cases")
    settle(shell)
    (kept,) = form_drafts.open_drafts(shell.session.office)
    assert kept.title.startswith("王龑")


def test_put_aside_clears_the_form_and_offers_it(qtbot: QtBot, shell: MainWindow) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    click(page.view.later)
    settle(shell)
    assert page.view.form.is_empty()
    assert page.view.offer_card.isVisible()
    resume = next(one for one in links_in(page.view.offer) if one.text() == "继续填写")
    resume.click()
    settle(shell)
    assert page.view.form.person.lines["name"].text() == "王䶮"
    assert not page.view.offer_card.isVisible()


def test_a_dropped_draft_is_gone(qtbot: QtBot, shell: MainWindow) -> None:
    office = shell.session.office
    form_drafts.save(office, "intake:old", "intake", "苗苗", "{}", now=NOW, actor="王敏")
    page, _ = enter(qtbot, shell)
    settle(shell)
    drop = next(one for one in links_in(page.view.offer) if one.text() == "丢弃")
    drop.click()
    settle(shell)
    assert form_drafts.open_drafts(office) == ()
    assert not page.view.offer_card.isVisible()


# ---------------------------------------------------------------------------------------------------- files


def test_files_are_pasted_and_registered_with_the_letter(qtbot: QtBot, shell: MainWindow, tmp_path: Path) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    scan = tmp_path / "申请书扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(scan))])
    QGuiApplication.clipboard().setMimeData(content)
    page.paste_files()
    assert page.view.form.files() == (scan,)
    page.register()
    settle(shell)
    (request_id,) = open_requests(shell)
    names = [one.file_name for one in case(shell.session.office, request_id, today=TODAY).attachments]
    assert names == ["申请书扫描件.pdf"]


def test_a_file_that_went_away_refuses_and_keeps_the_form(qtbot: QtBot, shell: MainWindow, tmp_path: Path) -> None:
    page, _ = enter(qtbot, shell)
    fill(page)
    scan = tmp_path / "申请书.pdf"
    scan.write_bytes(b"scan")
    page.view.form.request.files.add_paths([scan])
    scan.unlink()
    page.register()
    settle(shell)
    assert open_requests(shell) == ()
    assert "申请书.pdf" in page.view.banner.label.text()
    assert page.view.form.person.lines["name"].text() == "王䶮"


def test_the_slip_of_a_registration_is_written_to_be_opened(shell: MainWindow, tmp_path: Path) -> None:
    request_id = register_letter(shell.session.office)
    (slip,) = write_slips(shell.session.office, (request_id,), tmp_path, today=TODAY)
    assert slip.suffix == ".docx"
    assert slip.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_form_can_be_painted_in_both_themes(qtbot: QtBot, shell: MainWindow, theme: str) -> None:
    page, _ = enter(qtbot, shell)
    shell.session.settings.set("theme", theme)
    page.register()
    settle(shell)
    assert not page.grab().isNull()
    assert QApplication.focusWidget() is not None

"""Components by mouse and by keyboard."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from casework.views import ClockMark
from desktop import components as ui
from desktop.components.clock_layout import place_marks
from desktop.theme import Tone, apply_theme
from law.errors import UserError
from law.terms import Channel, Urgency
from tests.desktop.gallery import COLUMNS, MARKS, SPANS, RowsModel, describe_day, gallery
from tests.desktop.keyboard import children, click, press, type_text

TODAY = date(2026, 11, 23)


# ---------------------------------------------------------------------------------------------------- typed dates


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11.20", date(2026, 11, 20)),
        ("1120", date(2026, 11, 20)),
        ("20", date(2026, 11, 20)),
        ("20日", date(2026, 11, 20)),
        ("20号", date(2026, 11, 20)),
        ("昨天", date(2026, 11, 22)),
        ("今天", TODAY),
        ("前天", date(2026, 11, 21)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/11/20", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("261120", date(2026, 11, 20)),
        ("2026年11月20日", date(2026, 11, 20)),
        ("2026年11月20日（周五）", date(2026, 11, 20)),
        ("11月20日", date(2026, 11, 20)),
        ("１１．２０", date(2026, 11, 20)),
        (" 11 . 20 ", date(2026, 11, 20)),
        ("12.2", date(2026, 12, 2)),  # a few days ahead: this year
        ("12.31", date(2025, 12, 31)),  # more than a month ahead: letters come from the past
        ("331", date(2026, 3, 31)),
    ],
)
def test_dates_are_read_as_clerks_type_them(typed: str, day: date) -> None:
    assert ui.read_typed_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "13.40", "31.4", "abc", "2026-02-30", "0", "00", "99999", "十一月", "11.20.5"])
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert ui.read_typed_date(typed, TODAY) is None


def test_a_field_for_days_to_come_prefers_the_future() -> None:
    assert ui.read_typed_date("1.5", TODAY, ahead=True) == date(2027, 1, 5)
    assert ui.read_typed_date("105", TODAY, ahead=True) == date(2027, 1, 5)
    assert ui.read_typed_date("11.20", TODAY, ahead=True) == date(2026, 11, 20)


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31)))
def test_every_long_date_reads_back(day: date) -> None:
    assert ui.read_typed_date(ui.long_date(day), TODAY) == day
    assert ui.read_typed_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=20))
def test_no_typing_ever_fails(typed: str) -> None:
    found = ui.read_typed_date(typed, TODAY)
    assert found is None or isinstance(found, date)


def test_short_dates_name_another_year() -> None:
    assert ui.short_date(date(2026, 11, 26), TODAY) == "11月26日 周四"
    assert ui.short_date(date(2027, 1, 4), TODAY) == "2027-1-4 周一"


# ---------------------------------------------------------------------------------------------------- date input


@pytest.fixture
def date_field(qtbot: QtBot) -> ui.LabelledField:
    field = ui.LabelledField("签收日期", ui.DateInput(TODAY, describe_day, "签收日期"), key="signed")
    qtbot.addWidget(field)
    field.show()
    field.control.setFocus()
    return field


def _date(field: ui.LabelledField) -> ui.DateInput:
    assert isinstance(field.control, ui.DateInput)
    return field.control


def test_leaving_the_field_writes_the_date_in_full(qtbot: QtBot, date_field: ui.LabelledField) -> None:
    line = _date(date_field)
    with qtbot.waitSignal(line.changed):
        type_text(line, "1120")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "2026年11月20日（周五）"
    assert line.value() == date(2026, 11, 20)
    assert date_field.error() == ""


def test_unreadable_typing_is_kept_and_explained(date_field: ui.LabelledField) -> None:
    line = _date(date_field)
    type_text(line, "13.40")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "13.40"
    assert line.value() is None
    assert "13.40" in date_field.error()
    assert date_field.line.isVisible()
    line.selectAll()
    type_text(line, "11.2")
    assert date_field.error() == ""


def test_the_hint_names_make_up_days(date_field: ui.LabelledField) -> None:
    _date(date_field).set_value(date(2026, 9, 20))
    assert date_field.line.text() == "周日，调休上班"


def test_a_permanent_hint_comes_back_when_the_day_is_ordinary(date_field: ui.LabelledField) -> None:
    date_field.show_hint("以邮戳为准")
    _date(date_field).set_value(date(2026, 9, 20))
    assert date_field.line.text() == "周日，调休上班"
    _date(date_field).set_value(date(2026, 11, 20))
    assert date_field.line.text() == "以邮戳为准"


def test_arrows_move_by_one_day(date_field: ui.LabelledField) -> None:
    line = _date(date_field)
    press(line, Qt.Key.Key_Down)
    assert line.value() == TODAY
    press(line, Qt.Key.Key_Down)
    assert line.value() == date(2026, 11, 22)
    press(line, Qt.Key.Key_Up)
    assert line.value() == TODAY


@pytest.mark.parametrize(("day", "key"), [(date.max, Qt.Key.Key_Up), (date.min, Qt.Key.Key_Down)])
def test_arrows_stop_where_the_calendar_ends(date_field: ui.LabelledField, day: date, key: Qt.Key) -> None:
    line = _date(date_field)
    line.set_value(day)
    press(line, key)
    assert line.value() == day


def test_clearing_the_field_clears_the_day(qtbot: QtBot, date_field: ui.LabelledField) -> None:
    line = _date(date_field)
    line.set_value(TODAY)
    line.selectAll()
    with qtbot.waitSignal(line.changed) as caught:
        press(line, Qt.Key.Key_Delete)
    assert caught.args == [None]


# ---------------------------------------------------------------------------------------------------- choice


@pytest.fixture
def choice(qtbot: QtBot) -> ui.SegmentedChoice:
    made = ui.SegmentedChoice([(one, one.label) for one in list(Channel)[:7]], "渠道", value=Channel.IN_PERSON)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_arrows_choose_and_wrap_around(choice: ui.SegmentedChoice) -> None:
    press(choice.buttons[0], Qt.Key.Key_Right)
    assert choice.value() is Channel.ORAL
    press(choice.buttons[1], Qt.Key.Key_Left)
    press(choice.buttons[0], Qt.Key.Key_Left)
    assert choice.value() is list(Channel)[6]


def test_digits_home_and_end_choose(qtbot: QtBot, choice: ui.SegmentedChoice) -> None:
    with qtbot.waitSignal(choice.chosen) as caught:
        press(choice.buttons[0], Qt.Key.Key_3)
    assert caught.args == [Channel.MAIL_SIGNED]
    assert caught.args[0] is Channel.MAIL_SIGNED
    press(choice.buttons[2], Qt.Key.Key_End)
    assert choice.value() is list(Channel)[6]
    press(choice.buttons[6], Qt.Key.Key_Home)
    assert choice.value() is Channel.IN_PERSON


def test_choosing_again_says_nothing(qtbot: QtBot, choice: ui.SegmentedChoice) -> None:
    with qtbot.assertNotEmitted(choice.chosen):
        click(choice.buttons[0])
    assert choice.value() is Channel.IN_PERSON


def test_forbidden_values_are_skipped_and_say_why(choice: ui.SegmentedChoice) -> None:
    choice.set_enabled(Channel.ORAL, False, "口头申请由工作人员代写。")
    press(choice.buttons[0], Qt.Key.Key_Right)
    assert choice.value() is Channel.MAIL_SIGNED
    assert choice.buttons[1].toolTip() == "口头申请由工作人员代写。"


def test_a_group_is_one_stop_for_tab(choice: ui.SegmentedChoice) -> None:
    stops = [one for one in choice.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [choice.buttons[0]]
    choice.set_value(Channel.WEB)
    stops = [one for one in choice.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [one.text() for one in stops] == [Channel.WEB.label]


def test_several_values_can_be_on(qtbot: QtBot) -> None:
    made = ui.SegmentedChoice([("a", "纸质"), ("b", "电子")], "形式", many=True)
    qtbot.addWidget(made)
    made.show()
    click(made.buttons[0])
    click(made.buttons[1])
    assert made.values() == ("a", "b")
    click(made.buttons[0])
    assert made.values() == ("b",)


# ---------------------------------------------------------------------------------------------------- clock bar

_DAYS = st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), min_size=1, max_size=9).map(sorted)


@given(days=_DAYS, total=st.floats(240, 1700), data=st.data())
def test_labels_of_the_clock_bar_never_overlap(days: list[date], total: float, data: st.DataObject) -> None:
    widths = data.draw(st.lists(st.floats(20, 130), min_size=len(days), max_size=len(days)))
    places = place_marks(days, widths, total)
    boxes = sorted(zip(places.levels, places.labels, widths, strict=True))
    for (level, left, width), (other, next_left, _) in pairwise(boxes):
        if level == other:
            assert left + width <= next_left + 0.01
    assert all(left >= 0 and left + width <= total + 0.01 for _, left, width in boxes)
    assert max(places.levels) + 1 == places.height


@given(days=_DAYS, total=st.floats(240, 1700))
def test_marks_keep_their_order_and_stay_on_the_bar(days: list[date], total: float) -> None:
    places = place_marks(days, [80.0] * len(days), total)
    assert list(places.marks) == sorted(places.marks)
    assert places.marks[0] >= 0
    assert places.marks[-1] <= total


def test_a_wide_bar_needs_one_level_and_follows_the_days() -> None:
    days = [date(2026, 10, 20), date(2026, 10, 30), date(2026, 11, 19)]
    places = place_marks(days, [80.0, 80.0, 80.0], 1000)
    assert places.height == 1
    assert (places.marks[1] - places.marks[0]) * 2 == pytest.approx(places.marks[2] - places.marks[1])


@pytest.fixture
def clock_bar(qtbot: QtBot) -> ui.ClockBar:
    bar = ui.ClockBar()
    qtbot.addWidget(bar)
    bar.resize(1100, 80)
    bar.show_clock(MARKS, SPANS)
    bar.show()
    return bar


def test_every_mark_opens_by_mouse_and_by_keyboard(qtbot: QtBot, clock_bar: ui.ClockBar) -> None:
    for button, mark in zip(clock_bar.buttons, MARKS, strict=True):
        with qtbot.waitSignal(clock_bar.mark_activated) as caught:
            click(button)
        assert caught.args == [mark]
        button.setFocus()
        with qtbot.waitSignal(clock_bar.mark_activated) as caught:
            press(button, Qt.Key.Key_Space)
        assert caught.args == [mark]


def test_marks_have_names_and_a_large_hit_area(clock_bar: ui.ClockBar) -> None:
    assert "答复截止" in clock_bar.buttons[4].accessibleName()
    assert all(one.width() >= 32 and one.height() >= 32 for one in clock_bar.buttons)


def test_a_narrow_bar_grows_instead_of_overlapping(qtbot: QtBot, clock_bar: ui.ClockBar) -> None:
    high = clock_bar.sizeHint().height()
    clock_bar.resize(300, 80)
    qtbot.waitUntil(lambda: clock_bar.sizeHint().height() > high)


def test_a_clock_can_be_shown_again_with_other_marks(clock_bar: ui.ClockBar) -> None:
    clock_bar.show_clock([ClockMark(on=TODAY, title="收到", caption="11月23日 周一")], [])
    assert len(clock_bar.buttons) == 1
    clock_bar.show_clock([], [])
    clock_bar.grab()
    assert clock_bar.buttons == []


# ---------------------------------------------------------------------------------------------------- cards and links


def test_act_cards_press_by_mouse_enter_and_space(qtbot: QtBot) -> None:
    card = ui.ActCard("确定处理结果", "须区分处理（第三十七条）", payload="decide", recommended=True)
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.pressed) as caught:
        click(card)
    assert caught.args == ["decide"]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(card.pressed) as caught:
            press(card, key)
        assert caught.args == ["decide"]


def test_a_forbidden_act_says_why_and_does_nothing(qtbot: QtBot) -> None:
    card = ui.ActCard("要求补正", "已过 7 个工作日（第三十条）", allowed=False, shortcut="F9")
    qtbot.addWidget(card)
    card.show()
    with qtbot.assertNotEmitted(card.pressed):
        click(card)
        press(card, Qt.Key.Key_Return)
    assert card.isVisible()
    assert card.accessibleDescription() == "已过 7 个工作日（第三十条）"
    assert "不能办理" in card.accessibleName()
    assert not card.key.isVisible()


def test_counters_say_their_number(qtbot: QtBot) -> None:
    card = ui.CounterCard(payload=3)
    qtbot.addWidget(card)
    card.show_count(1200, "已超期", "最长 2 个工作日", Tone.OVER)
    assert card.number.text() == "1,200"
    assert card.accessibleName() == "已超期 1200 件"


def test_links_are_reached_by_tab_and_pressed_by_enter(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    link = ui.LinkLabel("逐日说明", holder, payload=7)
    holder.show()
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    link.setFocus()
    with qtbot.waitSignal(link.clicked):
        press(link, Qt.Key.Key_Space)


def test_findings_offer_their_link(qtbot: QtBot) -> None:
    card = ui.FindingCard("block", "没有列明遮盖部分。", "条例第三十七条", code="C23", link="填清单", payload="C23")
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.acted) as caught:
        card.link.click()
    assert caught.args == ["C23"]
    assert card.accessibleName() == "拦截：没有列明遮盖部分。"


def test_a_banner_without_words_is_not_there(qtbot: QtBot) -> None:
    banner = ui.Banner("")
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("第 6 行有误。", Tone.OVER, "到第 6 行")
    assert not banner.isHidden()
    assert banner.label.text() == "第 6 行有误。"


def test_chips_carry_icon_word_and_tone(qtbot: QtBot) -> None:
    for urgency in Urgency:
        chip = ui.UrgencyChip(urgency)
        qtbot.addWidget(chip)
        assert chip.text() == urgency.label
        assert chip.sizeHint().width() > chip.fontMetrics().horizontalAdvance(urgency.label) * 0.85


def test_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    for label in (ui.Text("<b>王</b>"), ui.ElidedLabel("<b>王</b>"), ui.Caption("<i>x</i>")):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_long_words_get_an_ellipsis_and_a_tip(qtbot: QtBot) -> None:
    label = ui.ElidedLabel("临江大道东延段拆迁补偿安置方案及附件目录")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(800, 20)
    label.grab()
    assert label.toolTip() == ""


# ---------------------------------------------------------------------------------------------------- text and files


def test_pasting_takes_the_words_only(qtbot: QtBot) -> None:
    area = ui.TextArea("申请内容", limit=10)
    field = ui.LabelledField("申请内容", area)
    qtbot.addWidget(field)
    mime = QMimeData()
    mime.setHtml("<table><tr><td><b>一、</b></td></tr></table>")
    mime.setText("一、征地批复\r\n二、补偿方案\u2028三、\x00听证记录")
    area.insertFromMimeData(mime)
    assert area.text() == "一、征地批复\n二、补偿方案\n三、听证记录"
    assert field.line.text() == "20 字，超出 10 字"


def test_tab_leaves_a_text_area(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = ui.column(holder)
    area, after = ui.TextArea("申请内容"), ui.LineInput("用途")
    layout.addWidget(area)
    layout.addWidget(after)
    holder.show()
    area.setFocus()
    press(area, Qt.Key.Key_Tab)
    assert area.text() == ""
    assert holder.focusWidget() is after


def test_files_are_dropped_listed_and_removed(qtbot: QtBot, tmp_path: Path) -> None:
    scan = tmp_path / "申请书 扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 " + b"x" * 2000)
    drop = ui.AttachmentDrop()
    qtbot.addWidget(drop)
    drop.show()
    drop.add_paths([scan, scan, tmp_path, tmp_path / "没有.pdf"])
    assert drop.paths() == (scan,)
    assert "没有.pdf" in drop.problem.text()
    assert drop.count.text() == "附件 1"
    link = next(one for one in children(drop, ui.LinkLabel) if one.payload == scan)
    link.click()
    assert drop.paths() == ()


def test_a_file_that_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        ui.read_attachment(tmp_path / "gone.pdf")
    assert refused.value.field == "attachments"
    kept = tmp_path / "表.pdf"
    kept.write_bytes(b"abc")
    draft = ui.read_attachment(kept, "申请书")
    assert (draft.file_name, draft.content, draft.media_type) == ("表.pdf", b"abc", "application/pdf")


def test_dropped_links_are_local_files_only(qtbot: QtBot, tmp_path: Path) -> None:
    drop = ui.AttachmentDrop()
    qtbot.addWidget(drop)
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt")), QUrl("https://example.invalid/b.txt")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    drop.dropEvent(event)
    assert drop.paths() == (tmp_path / "a.txt",)


def test_file_sizes_are_said_in_words() -> None:
    assert [ui.file_size(size) for size in (812, 35_000, 2_500_000)] == ["812 字节", "34 KB", "2.4 MB"]


# ---------------------------------------------------------------------------------------------------- tables


@pytest.fixture
def table(qtbot: QtBot) -> ui.TableView:
    view = ui.TableView(COLUMNS, "办件")
    view.setModel(RowsModel(view))
    qtbot.addWidget(view)
    view.resize(1000, 400)
    view.show()
    return view


def test_enter_opens_the_current_row(qtbot: QtBot, table: ui.TableView) -> None:
    table.selectRow(2)
    with qtbot.waitSignal(table.opened) as caught:
        press(table, Qt.Key.Key_Return)
    assert caught.args[0].row() == 2


def test_columns_hide_show_move_and_come_back(qtbot: QtBot, table: ui.TableView) -> None:
    with qtbot.waitSignal(table.layout_changed):
        table.set_column_shown("applicant", False)
    assert table.isColumnHidden(2)
    table.horizontalHeader().moveSection(1, 0)
    kept = table.current_layout()
    assert kept.order[:2] == ("number", "urgency")
    other = ui.TableView(COLUMNS, "办件")
    qtbot.addWidget(other)
    other.apply_layout(kept)
    other.setModel(RowsModel(other))
    assert other.isColumnHidden(2)
    assert other.current_layout().order == kept.order
    assert dict(other.current_layout().widths) == dict(kept.widths)


def test_the_column_menu_protects_fixed_columns(table: ui.TableView) -> None:
    menu = table.column_menu()
    actions = {one.text(): one for one in menu.actions() if one.text()}
    assert not actions["紧急程度"].isEnabled()
    actions["申请人"].trigger()
    assert table.isColumnHidden(2)
    actions["恢复默认列"].trigger()
    assert not table.isColumnHidden(2)
    menu.deleteLater()


def test_sorting_is_asked_for_not_done(qtbot: QtBot, table: ui.TableView) -> None:
    header = table.horizontalHeader()
    with qtbot.waitSignal(table.sort_asked) as caught:
        header.sectionClicked.emit(5)
    assert caught.args == [("due", False)]
    table.show_sort("due", False)
    with qtbot.waitSignal(table.sort_asked) as caught:
        header.sectionClicked.emit(5)
    assert caught.args == [("due", True)]
    with qtbot.assertNotEmitted(table.sort_asked):
        header.sectionClicked.emit(0)


def test_rows_have_the_height_of_the_design(table: ui.TableView, qtbot: QtBot) -> None:
    assert table.rowHeight(0) == 40
    dense = ui.TableView(COLUMNS, "办件", dense=True)
    dense.setModel(RowsModel(dense))
    qtbot.addWidget(dense)
    assert dense.rowHeight(0) == 32


class _Asked(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def register(self) -> None:
        self.count += 1


def test_an_empty_table_offers_the_act_that_fills_it(qtbot: QtBot, table: ui.TableView) -> None:
    asked = _Asked()
    qtbot.addWidget(asked)
    table.show_empty("还没有办件。", "登记第一份申请", asked.register)
    table.show_empty("还没有办件。", "登记第一份申请", asked.register)
    assert table.empty.isVisible()
    table.empty.button.click()
    assert asked.count == 1
    table.show_empty("")
    assert not table.empty.isVisible()


# ---------------------------------------------------------------------------------------------------- dialogs


class _ExtensionDialog(ui.DecisionDialog):
    def __init__(self) -> None:
        super().__init__("延长答复期限", "批准延长", explanation="最多 20 个工作日。")
        self.days = ui.LineInput("天数")
        self.add_field(ui.LabelledField("天数", self.days, key="days"))
        self.reason = ui.TextArea("理由", lines=2)
        self.add_field(ui.LabelledField("理由", self.reason, key="reason"))

    @override
    def draft(self) -> object:
        if not self.days.text():
            raise UserError("days_missing", "没有写天数", todo="请填写 1 至 20", field="days")
        return int(self.days.text())


@pytest.fixture
def dialog(qtbot: QtBot) -> _ExtensionDialog:
    made = _ExtensionDialog()
    qtbot.addWidget(made)
    made.show()
    made.days.setFocus()
    return made


def test_enter_submits_the_draft_and_nothing_is_saved(qtbot: QtBot, dialog: _ExtensionDialog) -> None:
    type_text(dialog.days, "10")
    with qtbot.waitSignal(dialog.submitted) as caught:
        press(dialog.days, Qt.Key.Key_Return)
    assert caught.args == [10]
    assert dialog.isVisible()


def test_ctrl_enter_submits_from_a_text_area(qtbot: QtBot, dialog: _ExtensionDialog) -> None:
    type_text(dialog.days, "5")
    dialog.reason.setFocus()
    with qtbot.waitSignal(dialog.submitted):
        press(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_missing_value_is_said_beside_its_field(qtbot: QtBot, dialog: _ExtensionDialog) -> None:
    with qtbot.assertNotEmitted(dialog.submitted):
        dialog.primary.click()
    assert dialog.fields["days"].error() == "没有写天数。请填写 1 至 20。"
    assert dialog.banner.isHidden()


def test_a_refusal_keeps_the_dialog_and_its_text(dialog: _ExtensionDialog) -> None:
    type_text(dialog.days, "30")
    dialog.primary.click()
    dialog.set_busy(True)
    assert not dialog.primary.isEnabled()
    dialog.show_refusal(UserError("too_late", "已过告知期限", "第三十三条", "不能再延"))
    assert dialog.banner.label.text() == "已过告知期限。第三十三条。不能再延。"
    assert dialog.days.text() == "30"
    assert dialog.primary.isEnabled()


def test_escape_leaves(qtbot: QtBot, dialog: _ExtensionDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, Qt.Key.Key_Escape)


# ---------------------------------------------------------------------------------------------------- waiting


def test_progress_counts_and_can_be_cancelled(qtbot: QtBot) -> None:
    panel = ui.ProgressPanel()
    qtbot.addWidget(panel)
    panel.begin("正在重算期限")
    assert panel.isHidden()
    qtbot.waitUntil(panel.isVisible)
    panel.advance(1200, 5000)
    assert panel.count.text() == "1,200/5,000"
    with qtbot.waitSignal(panel.cancelled):
        panel.cancel.click()
    panel.end()
    assert panel.isHidden()


def test_a_quick_read_shows_no_skeleton(qtbot: QtBot, table: ui.TableView) -> None:
    table.skeleton.begin()
    table.skeleton.end()
    assert table.skeleton.isHidden()
    table.skeleton.begin()
    qtbot.waitUntil(table.skeleton.isVisible)
    table.skeleton.end()


def test_a_toast_offers_one_act_once(qtbot: QtBot) -> None:
    host = _Asked()
    qtbot.addWidget(host)
    host.resize(600, 400)
    toast = ui.Toast(host)
    host.show()
    toast.say("已登记 依申〔2026〕12号", "查看", host.register)
    assert toast.isVisible()
    toast.link.click()
    assert host.count == 1
    assert toast.isHidden()
    toast.say("已保存")
    assert not toast.link.isVisible()


# ---------------------------------------------------------------------------------------------------- all together


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_everything_fits_at_every_size(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "dark", percent)
    sheet = gallery(round(13.66 * percent))
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    for label in children(sheet, ui.Text):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
    for card in children(sheet, ui.Card):
        assert card.height() >= card.minimumSizeHint().height()


def test_everything_focusable_has_a_name(qtbot: QtBot) -> None:
    sheet = gallery()
    qtbot.addWidget(sheet)
    sheet.show()
    for widget in children(sheet, QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            text = getattr(widget, "text", str)()
            assert widget.accessibleName() or text, widget

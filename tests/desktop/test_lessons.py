"""得失 by hand: recorded on the page of the dispute, shown by fate, told beside the next letter."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casework.dispute_drafts import DisputeEventDraft, GroundDraft, LessonDraft
from casework.disputes import record_dispute_event, record_lesson
from casework.lessons import propose_lesson
from casework.lessons_views import FateCounts, LessonFilter
from casework.office import Office
from desktop.components import Caption, ComboInput, SegmentedChoice, TextArea
from desktop.disputes.dispute_page import DisputePage
from desktop.disputes.lesson_form import LessonForm
from desktop.frame.window import MainWindow
from desktop.lessons import LessonsPage
from desktop.lessons.sheet import sheet_html
from desktop.letters import LetterPage
from law.dispute_terms import DisputeEventKind, GroundFate
from law.terms import Outcome
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY
from tests.desktop.dispute_desk import NATURE, PROCESS, dispute_page, quiet, seen_dispute, submit, widen
from tests.desktop.hands import click
from tests.desktop.test_dispute_page import opened

K, F = DisputeEventKind, GroundFate


def revoked(office: Office) -> int:
    """A reconsideration that ended with the refusal revoked, today."""
    dispute_id = opened(office)
    values = {"result": "revoke", "number": "临政复决〔2026〕3号", "order": "none", "served_on": TODAY.isoformat()}
    draft = DisputeEventDraft(dispute_id=dispute_id, kind=K.DECIDED, on=TODAY, values=values)
    record_dispute_event(office, draft, **desk_at(office).how)
    return dispute_id


def with_lesson(office: Office) -> int:
    """The same with its lesson."""
    dispute_id = revoked(office)
    proposal = propose_lesson(office, dispute_id, today=TODAY)
    ground = next(one for one in proposal.grounds if one.chosen)
    told = GroundDraft(
        request_id=ground.request_id,
        document_id=ground.document_id,
        fate=F.STRUCK,
        step=ground.step,
        article=ground.article,
        paragraph=ground.paragraph,
        why="没有区分处理",
    )
    draft = LessonDraft(dispute_id=dispute_id, result_event_id=proposal.result_event_id, grounds=(told,))
    record_lesson(office, draft, **desk_at(office).how)
    return dispute_id


def lesson_form(window: MainWindow, page: DisputePage) -> LessonForm:
    quiet(window)
    panel = page.desk.panel
    assert isinstance(panel, LessonForm)
    return panel


def first_key(form: LessonForm) -> str:
    return next(key for key, one in form.grounds.items() if one.chosen)


def choice(form: LessonForm, key: str) -> SegmentedChoice:
    control = form.controls[f"fate:{key}"]
    assert isinstance(control, SegmentedChoice)
    return control


def letter_page(window: MainWindow, request_id: int) -> LetterPage:
    widen(window)
    window.open_page("letter", (request_id, None))
    quiet(window)
    page = window.page("letter")
    assert isinstance(page, LetterPage)
    return page


def lessons_page(window: MainWindow, payload: object = None) -> LessonsPage:
    widen(window)
    window.open_page("lessons", payload)
    quiet(window)
    page = window.page("lessons")
    assert isinstance(page, LessonsPage)
    return page


# ---------------------------------------------------------------------------------------------------- recording


def test_a_lesson_is_recorded_by_keyboard(office: Office, shell: MainWindow) -> None:
    dispute_id = revoked(office)
    page = dispute_page(shell, dispute_id)
    page.view.show_part("lessons")
    page.view.lessons.record.setFocus()
    QTest.keyClick(page.view.lessons.record, Qt.Key.Key_Return)
    form = lesson_form(shell, page)
    key = first_key(form)
    assert choice(form, key).value() is None, "what fell only the decision says"
    assert not form.fields[f"why:{key}"].isVisibleTo(form)
    submit(shell)
    assert form.fields[f"fate:{key}"].error(), "a fate has to be chosen"
    focused = QApplication.focusWidget()
    assert focused is not None
    choice(form, key).buttons[0].setFocus()
    QTest.keyClick(choice(form, key).buttons[0], Qt.Key.Key_1)
    assert choice(form, key).value() is F.STRUCK
    why = form.controls[f"why:{key}"]
    assert isinstance(why, TextArea)
    assert why.isVisible()
    submit(shell)
    assert form.fields[f"why:{key}"].error(), "what is warned of later is the reason"
    why.setFocus()
    QTest.keyClicks(why, "no separate part")
    for other in form.grounds:
        if other != key and form.grounds[other].chosen:
            choice(form, other).set_value("left_out")
    submit(shell)
    assert page.desk.panel is None
    (ground,) = seen_dispute(office, dispute_id).grounds
    assert (ground.fate, ground.why) == (F.STRUCK, "no separate part")
    assert ground.paragraph


def test_the_task_opens_the_form_and_the_mouse_fills_it(office: Office, shell: MainWindow) -> None:
    dispute_id = revoked(office)
    page = dispute_page(shell, dispute_id)
    task = next(one for one in seen_dispute(office, dispute_id).tasks if one.event_kind is K.LESSON_RECORDED)
    page.open_task(task)
    form = lesson_form(shell, page)
    offered = next(key for key, one in form.grounds.items() if not one.chosen)
    for key, one in form.grounds.items():
        if one.chosen:
            click(choice(form, key).buttons[1])
    click(choice(form, offered).buttons[0])
    quiet(shell)
    why = form.controls[f"why:{offered}"]
    assert isinstance(why, TextArea)
    assert why.isVisible()
    why.set_text("程序")
    where = form.controls[f"where:{offered}"]
    assert isinstance(where, ComboInput)
    where.setCurrentIndex(1)
    click(form.primary)
    quiet(shell)
    fates = [one.fate for one in seen_dispute(office, dispute_id).grounds]
    assert fates.count(F.STRUCK) == 1
    assert F.UPHELD in fates


def test_what_was_typed_is_kept_and_offered_again(office: Office, shell: MainWindow) -> None:
    dispute_id = revoked(office)
    page = dispute_page(shell, dispute_id)
    page.open_lesson()
    form = lesson_form(shell, page)
    key = first_key(form)
    choice(form, key).choose(0)
    why = form.controls[f"why:{key}"]
    assert isinstance(why, TextArea)
    why.set_text("没有区分处理")
    QTest.keyClick(why, Qt.Key.Key_Escape)
    quiet(shell)
    assert page.desk.panel is None
    page.open_lesson()
    again = lesson_form(shell, page)
    quiet(shell)
    assert choice(again, key).value() is F.STRUCK
    assert again.text(f"why:{key}") == "没有区分处理"


# ---------------------------------------------------------------------------------------------------- the page


def test_grounds_by_fate_and_their_cases(office: Office, shell: MainWindow) -> None:
    dispute_id = with_lesson(office)
    page = lessons_page(shell)
    assert page.shown is not None
    assert page.shown.counts == FateCounts(struck=1)
    whole, ground = page.shown.rows
    assert whole.label == Outcome.REFUSAL_PROCESS.label
    QTest.keyClick(page.view.table, Qt.Key.Key_Down)
    quiet(shell)
    assert [one.why for one in page.cases] == ["没有区分处理"]
    assert ground.label in page.view.cases.about.text()
    QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    block = page.view.cases.blocks[0]
    assert block.hasFocus()
    QTest.keyClick(block, Qt.Key.Key_Return)
    quiet(shell)
    shown = shell.page("dispute")
    assert isinstance(shown, DisputePage)
    assert shown.dispute_id == dispute_id


def test_the_page_is_narrowed_and_says_what_is_missing(office: Office, shell: MainWindow) -> None:
    revoked(office)
    page = lessons_page(shell)
    assert page.view.banner.isVisible()
    assert "1 件已出结果" in page.view.banner.label.text()
    assert "还没有记入过得失" in page.view.table.empty.sentence.text()
    page.narrow(since=date(2020, 1, 1), until=date(2020, 12, 31))
    quiet(shell)
    assert "没有符合条件" in page.view.table.empty.sentence.text()
    click(page.view.table.empty.button)
    quiet(shell)
    assert page.wanted == LessonFilter()


def test_by_question_and_only_what_fell(office: Office, shell: MainWindow) -> None:
    with_lesson(office)
    page = lessons_page(shell)
    click(page.view.by.buttons[1])
    quiet(shell)
    assert page.shown is not None
    assert [one.label for one in page.shown.rows][1] == "给不给"
    click(page.view.cases.fate.buttons[2])
    quiet(shell)
    assert page.cases == ()
    click(page.view.cases.fate.buttons[1])
    quiet(shell)
    assert len(page.cases) == 1


def test_what_is_shown_is_printed_with_its_filter(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    with_lesson(office)
    page = lessons_page(shell)
    page.narrow(outcome=Outcome.REFUSAL_PROCESS)
    quiet(shell)
    assert page.shown is not None
    html = sheet_html(page.shown, page.wanted, "理由", page.cases, "临江县自然资源局")
    for words in ("临江县自然资源局", "范围：不予公开", "条例第十六条第二款", "没有区分处理", "临政复〔2026〕3号"):
        assert words in html
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    assert page.print_to(printer) == 1
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("way", ["list", "palette", "card"])
def test_the_page_is_reached(office: Office, shell: MainWindow, way: str) -> None:
    dispute_id = with_lesson(office)
    widen(shell)
    if way == "list":
        shell.open_page("reviews")
        quiet(shell)
        click(shell.page("reviews").view.lessons)  # type: ignore[attr-defined]
    elif way == "palette":
        next(one for one in shell.palette_entries() if one.text.startswith("得失")).run()
    else:
        page = dispute_page(shell, (dispute_id, "lessons"))
        click(page.view.lessons.fates)
    quiet(shell)
    assert isinstance(shell.page("lessons"), LessonsPage)
    assert shell.page("lessons").isVisible()


# ---------------------------------------------------------------------------------------------------- while drafting


def drafted_again(office: Office) -> int:
    """Another request that is refused for the same reason."""
    desk = desk_at(office).on(11, 20)
    request_id = desk.take_in(title="望江街道会议纪要", text="申请公开望江街道会议纪要。")
    desk.on(TODAY.month, TODAY.day).decide(request_id, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)
    return request_id


def test_while_drafting_the_reviewer_sees_what_the_bodies_above_said(office: Office, shell: MainWindow) -> None:
    dispute_id = with_lesson(office)
    page = letter_page(shell, drafted_again(office))
    section = page.rests_on.fates
    assert section.isVisibleTo(page)
    assert "被否定 1 件" in section.line.text()
    case = next(one for one in section.links if one.payload == dispute_id)
    case.setFocus()
    QTest.keyClick(case, Qt.Key.Key_Return)
    quiet(shell)
    shown = shell.page("dispute")
    assert isinstance(shown, DisputePage)
    assert shown.dispute_id == dispute_id


def test_the_warning_leads_to_the_grounds(office: Office, shell: MainWindow) -> None:
    with_lesson(office)
    page = letter_page(shell, drafted_again(office))
    card = next(one for one in page.findings_card.cards if "没有区分处理" in one.accessibleName())
    click(card.link)
    quiet(shell)
    lessons = shell.page("lessons")
    assert isinstance(lessons, LessonsPage)
    assert [one.why for one in lessons.cases] == ["没有区分处理"]


def test_without_judged_letters_that_is_said(office: Office, shell: MainWindow) -> None:
    page = letter_page(shell, drafted_again(office))
    assert page.rests_on.fates.links == []
    assert "没有因" in page.rests_on.fates.line.text()


def test_a_precedent_tells_what_became_of_it(office: Office, shell: MainWindow) -> None:
    with_lesson(office)
    desk = desk_at(office).on(11, 20)
    request_id = desk.take_in()
    desk.on(TODAY.month, TODAY.day).decide(request_id, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)
    page = letter_page(shell, request_id)
    (precedent,) = page.rests_on.links
    assert F.STRUCK.label in precedent.accessibleName()
    captions = cast(list[Caption], page.rests_on.findChildren(Caption))
    said = [one.text() for one in captions if "没有区分处理" in one.text()]
    assert any(one.startswith("行政复议（临政复〔2026〕3号）撤销") for one in said)

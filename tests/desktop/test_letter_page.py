"""The letter: proposed, edited in place, checked, issued, printed; a reprint is the same file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter

from casework import form_drafts
from casework.letters import letter_bytes
from casework.office import Office
from casework.views import ActView, PreviewBlockView
from desktop.case_page import CasePage
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from desktop.letters.layout import LetterSheet
from law.terms import Act, DeliveryMethod, DocumentKind, DocumentState, Evidence, Outcome, ServiceMethod
from tests.casework.desk import Desk
from tests.desktop.case_desk import case_page, desk_at, fill, seen
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def _decided(desk: Desk) -> int:
    """A case decided with a reply whose text is the agency's own."""
    request_id = desk.on(11, 16).take_in()
    desk.search(request_id)
    desk.on(11, 18).decide(
        request_id,
        Outcome.NOT_EXIST,
        facts={"search_scope": "档案管理系统和公文系统", "search_result": "未检索到相关文件"},
        evidence={Evidence.DUTY_BASIS: "三定方案第二条"},
    )
    desk.on(11, 23)
    return request_id


def _page(window: MainWindow) -> LetterPage:
    page = window.page("letter")
    assert isinstance(page, LetterPage)
    return page


def _first_act(page: CasePage) -> Act:
    view = page.view.acts.cards[0].payload
    assert isinstance(view, ActView)
    return view.act


def _drafting(window: MainWindow, request_id: int) -> LetterPage:
    window.open_page("letter", (request_id, None))
    settle(window)
    return _page(window)


def test_from_the_card_to_the_issued_letter_by_keyboard(office: Office, shell: MainWindow) -> None:
    request_id = _decided(desk_at(office))
    case = case_page(shell, request_id)
    assert _first_act(case) is Act.DRAFT_LETTER
    press(shell, Qt.Key.Key_F6)
    settle(shell)
    page = _page(shell)
    assert shell.heading.text() == "文书起草"
    assert page.paper.body.hasFocus()
    press(page.paper.body, Qt.Key.Key_Return, CTRL)
    settle(shell)
    assert page.form is not None
    fill(page.form, tracking_number="1000000000009")
    press(page.form, Qt.Key.Key_Return)
    settle(shell)
    document = next(one for one in seen(office, request_id).documents if one.kind is DocumentKind.OUTCOME_LETTER)
    assert document.state is DocumentState.ISSUED
    assert document.dispatched_on is not None
    assert shell.heading.text() == document.title
    assert document.document_number in page.issued.number.text()
    click(page.issued.buttons["case"])
    settle(shell)
    assert _first_act(case) is Act.RECORD_SERVICE


def test_edited_text_goes_into_the_letter(office: Office, shell: MainWindow) -> None:
    request_id = _decided(desk_at(office))
    page = _drafting(shell, request_id)
    assert page.paper.can_edit()
    before = page.paper.body.paragraphs()
    page.paper.body.moveCursor(page.paper.body.textCursor().MoveOperation.End)
    press(page.paper.body, Qt.Key.Key_Return)
    type_text(page.paper.body, "另经询问业务科室，亦无该文件。")
    page.check()
    settle(shell)
    assert page.paper.body.paragraphs() == (*before, "另经询问业务科室，亦无该文件。")
    press(page.paper.body, Qt.Key.Key_S, CTRL)
    settle(shell)
    draft = next(one for one in seen(office, request_id).documents if one.state is DocumentState.DRAFT)
    again = _drafting(shell, request_id)
    assert again.document_id == draft.id
    assert "另经询问业务科室，亦无该文件。" in again.paper.body.paragraphs()


def test_unsaved_text_comes_back(office: Office, shell: MainWindow) -> None:
    request_id = _decided(desk_at(office))
    page = _drafting(shell, request_id)
    page.paper.body.moveCursor(page.paper.body.textCursor().MoveOperation.End)
    type_text(page.paper.body, "没有保存的话。")
    shell.crash_net.save_drafts()
    settle(shell)
    kept = form_drafts.open_drafts(office)
    assert [one.screen for one in kept] == ["letter"]
    page._dirty = False
    page.reading = None
    shell.open_page(kept[0].screen, kept[0].key)
    settle(shell)
    again = _page(shell)
    assert any("没有保存的话。" in one for one in again.paper.body.paragraphs())
    assert "已恢复" in again.banner.label.text()


def test_what_blocks_closes_the_issue(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 23).decide(request_id)
    page = _drafting(shell, request_id)
    blocking = [one for one in page.findings if one.level == "block" and not one.needs_reason]
    assert page.findings_card.issue.isEnabled() == (not blocking)
    assert len(page.findings_card.cards) == len(page.findings)
    assert page.paper.can_edit()
    assert "可以直接修改" in page.letter_state.text()


def test_reprint_is_the_same_file_and_opens(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    document_id = desk.on(11, 18).reply(request_id)
    shell.open_page("letter", (request_id, document_id))
    settle(shell)
    page = _page(shell)
    opened: list[Path] = []

    def launch(path: Path) -> bool:
        opened.append(path)
        return True

    page.files.launch = launch
    click(page.issued.buttons["open"])
    settle(shell)
    click(page.issued.buttons["open"])
    settle(shell)
    target = tmp_path / "另存.docx"

    def source() -> tuple[str, bytes]:
        return letter_bytes(office, document_id)

    page.files.save_to(source, target)
    settle(shell)
    whole = letter_bytes(office, document_id)[1]
    assert [one.read_bytes() for one in opened] == [whole, whole]
    assert target.read_bytes() == whole
    assert whole[:2] == b"PK"


def test_a_file_that_cannot_be_written_is_told(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    document_id = desk.on(11, 18).reply(request_id)
    shell.open_page("letter", (request_id, document_id))
    settle(shell)
    told: list[BaseException] = []
    shell.session.runner.unheard.disconnect(shell.show_failure)
    shell.session.runner.unheard.connect(told.append)
    _page(shell).files.save_to(lambda: letter_bytes(office, document_id), tmp_path / "没有" / "x.docx")
    settle(shell)
    assert [getattr(one, "code", "") for one in told] == ["file_not_written"]


def test_printed_letter_is_a4_with_its_pages(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    document_id = desk.on(11, 18).reply(request_id)
    shell.open_page("letter", (request_id, document_id))
    settle(shell)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "letter.pdf"))
    assert _page(shell).print_to(printer) >= 1
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_a_grant_takes_words_of_its_own_where_they_will_be_printed(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(request_id)
    desk.on(11, 23)
    page = _drafting(shell, request_id)
    assert page.paper.body.isVisible()
    assert page.paper.body.placeholderText()
    hostile = "{{ 7*7 }} {% for x in y %}<w:p/> & 㼆𬍛 ·"
    type_text(page.paper.body, hostile)
    page.check()
    settle(shell)
    assert f"{hostile}。" in [one.text for one in page.paper.blocks()]
    assert page.paper.body.paragraphs() == (hostile,)
    press(page.paper.body, Qt.Key.Key_S, CTRL)
    settle(shell)
    assert _drafting(shell, request_id).paper.body.paragraphs() == (hostile,)


def test_the_paragraph_of_a_finding_is_tinted_and_shown(office: Office, shell: MainWindow) -> None:
    request_id = _decided(desk_at(office))
    page = _drafting(shell, request_id)
    page.paper.body.moveCursor(page.paper.body.textCursor().MoveOperation.End)
    press(page.paper.body, Qt.Key.Key_Return)
    type_text(page.paper.body, "请选择理由。")
    page.check()
    settle(shell)
    finding = next(one for one in page.findings if one.code == "C57")
    assert finding.block is not None
    assert page.paper.blocks()[finding.block].text == "请选择理由。"
    marks = page.paper.body.extraSelections()
    assert [one.cursor.block().text() for one in marks] == ["请选择理由。"]  # type: ignore[attr-defined]
    card = next(one for one in page.findings_card.cards if "请选择" in one.accessibleName())
    page.paper.body.moveCursor(page.paper.body.textCursor().MoveOperation.Start)
    click(card.link)
    assert page.paper.body.textCursor().block().text() == "请选择理由。"


def test_printed_words_are_tinted_too() -> None:
    blocks = tuple(PreviewBlockView(kind="para", text=one) for one in ("甲。", "乙。"))
    sheet = LetterSheet((PreviewBlockView(kind="rule", text=""), *blocks), 560, {2: QColor("#FBE9E7")})
    grounds = [
        sheet.document.findBlockByNumber(at).blockFormat().background().style() is not Qt.BrushStyle.NoBrush
        for at in range(2)
    ]
    assert grounds == [False, True]
    assert 0 < sheet.top_of(2) < sheet.height()


def test_another_letter_takes_over_the_body_though_the_cursor_stands_in_it(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    granted = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(granted)
    other = _decided(desk)
    page = _drafting(shell, granted)
    assert page.paper.body.hasFocus()
    type_text(page.paper.body, "只属于前一件的话。")
    page = _drafting(shell, other)
    assert any("未检索到" in one for one in page.paper.body.paragraphs())
    page.check()
    settle(shell)
    assert not any("前一件" in one.text for one in page.paper.blocks())
    again = _drafting(shell, granted)
    assert again.paper.body.paragraphs() == ("只属于前一件的话。",)


def test_the_way_of_service_is_checked_before_and_when_it_is_picked(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in(delivery=DeliveryMethod.EMAIL)
    desk.on(11, 23).decide(request_id)
    desk.review_secrecy(request_id)
    page = _drafting(shell, request_id)
    assert [one.code for one in page.findings if one.of_method] == ["C48"]
    assert page.findings_card.issue.isEnabled()
    page.ask_issue()
    settle(shell)
    assert page.form is not None
    assert "网址" in page.form.fields["method"].error()
    fill(page.form, method=ServiceMethod.POST.label)
    settle(shell)
    assert page.form.fields["method"].error() == ""
    assert not any(one.of_method for one in page.findings)
    fill(page.form, method=ServiceMethod.ELECTRONIC.label)
    settle(shell)
    assert "网址" in page.form.fields["method"].error()

"""分页预览: the pages and lines of LibreOffice, painted and printed alike, and quick enough to follow the typing."""

import re
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from unicodedata import normalize

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from casework.letter_pages import PrintedLetter, PrintedParagraph, printed_letter
from casework.office import Office
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from desktop.letters.line_breaking import break_paragraph, signs_of
from desktop.letters.page_painting import paint_page, print_pages
from desktop.letters.paged import PagedView
from desktop.letters.paging import LaidPage, lay_out
from templates.engine import render
from templates.office_conversion import convert_files, find_office
from templates.printed_letter import read_printed_letter
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press, type_text
from tests.templates.measured_pages import MM, letter_pages
from tests.templates.sample_letters import grant
from tests.templates.test_pages import LETTERS, OPEN_FONTS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_SAME_FIRST_LINES = 0.95
_LATENCY_MS = 300


def sheet(request_text: str = "申请公开征地批复。") -> PrintedLetter:
    letter = grant(request_text=request_text)
    return read_printed_letter(render(letter.kind, letter, OPEN_FONTS))


def rows(page: LaidPage) -> list[str]:
    """The lines of a page from top to bottom, cells of a table row in one."""
    found: dict[int, list[tuple[float, str]]] = {}
    for line in page.lines:
        found.setdefault(round(line.baseline), []).append((line.left, re.sub(r"\s", "", line.text)))
    texts = ("".join(text for _, text in sorted(cells)) for _, cells in sorted(found.items()))
    return [one for one in texts if one]


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_pages_and_lines_are_those_of_libreoffice(tmp_path: Path) -> None:
    for name, letter in LETTERS.items():
        (tmp_path / f"{name}.docx").write_bytes(render(letter.kind, letter, OPEN_FONTS))
    assert convert_files(sorted(tmp_path.glob("*.docx")), tmp_path) == ()
    other_count, first, same_first, lines, same = [], 0, 0, 0, 0
    for name in LETTERS:
        theirs = letter_pages(tmp_path / f"{name}.pdf")
        ours = lay_out(read_printed_letter((tmp_path / f"{name}.docx").read_bytes()))
        if len(theirs) != len(ours):
            other_count.append(name)
        for their, our in zip(theirs, ours, strict=False):
            printed = [one.text for one in their.lines if not re.fullmatch(r"—\d+—", one.text)]
            laid = rows(our)
            first += 1
            same_first += printed[:1] == laid[:1]
            lines += len(printed)
            same += sum(one == other for one, other in zip(printed, laid, strict=False))
    assert other_count == []
    assert first > 100
    assert same_first / first >= _SAME_FIRST_LINES
    assert same / lines >= _SAME_FIRST_LINES


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_lines_stand_where_libreoffice_puts_them(tmp_path: Path) -> None:
    letter = LETTERS["grant.provide_copy"]
    (tmp_path / "letter.docx").write_bytes(render(letter.kind, letter, OPEN_FONTS))
    convert_files([tmp_path / "letter.docx"], tmp_path)
    theirs = letter_pages(tmp_path / "letter.pdf")
    ours = lay_out(read_printed_letter((tmp_path / "letter.docx").read_bytes()))
    for their, our in zip(theirs, ours, strict=True):
        printed = [one for one in their.lines if not re.fullmatch(r"—\d+—", one.text)]
        for one, laid in zip(printed, our.lines, strict=True):
            assert laid.baseline * MM == pytest.approx(one.baseline, abs=0.5)
            assert laid.left * MM == pytest.approx(one.left, abs=0.7)


def test_a_full_page_is_22_lines_of_28_signs() -> None:
    pages = lay_out(sheet("临江县自然资源局" * 400))
    for page in pages[1:-2]:
        assert [len(one.text) for one in page.lines] == [28] * 22
    assert [one.number for one in pages] == [0, *range(2, len(pages) + 1)]


def test_the_closing_never_stands_alone() -> None:
    for length in range(1, 700, 23):
        pages = lay_out(sheet("申请公开临江县翠屏山风电场的批复、会议纪要。" * 40 + "甲" * length))
        texts = [one.text for one in pages[-1].lines]
        at = texts.index("临江县自然资源局")
        assert at > 0, length
        assert texts[at + 1].startswith("2026年")


def test_an_enclosed_form_begins_a_page_without_mark_and_rules() -> None:
    letter = LETTERS["consultation.third_party_consultation"]
    pages = lay_out(read_printed_letter(render(letter.kind, letter, OPEN_FONTS)))
    forms = [at for at, page in enumerate(pages) if page.lines[0].paragraph.style == "SheetTitle"]
    assert forms == [len(pages) - 1]
    assert [page.first for page in pages] == [True] + [False] * (len(pages) - 1)
    assert any(one.text.startswith("（联系人") for one in pages[-2].lines)


def test_the_head_of_a_table_is_repeated() -> None:
    letter = LETTERS["deadline_sheet"]
    first, second = lay_out(read_printed_letter(render(letter.kind, letter, OPEN_FONTS)))
    assert rows(second)[0] == "日期星期计数性质依据"
    assert rows(second)[0] in rows(first)
    assert first.number == 1


def test_every_word_is_on_a_page() -> None:
    letter = sheet("https://example.com/" + "a" * 400 + "，" + "𠮷田👩‍👩‍👧" * 30)
    printed = "".join(one.text for page in lay_out(letter) for one in page.lines)
    for one in letter.body:
        assert isinstance(one, PrintedParagraph)
        assert one.text in printed.replace("\n", "") or one.text.replace(" ", "") in printed.replace(" ", "")


def one_each(text: str) -> list[str]:
    signs = signs_of(text, lambda one: 16.0 if ord(one[0]) > 0x2000 else 8.0)
    return ["".join(sign.text for sign in line.signs) for line in break_paragraph(signs, 160, 160, 16)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲" * 10 + "。乙", ["甲" * 10 + "。", "乙"]),  # a final mark hangs
        ("甲" * 9 + "（乙）", ["甲" * 9, "（乙）"]),  # none opens at the end
        ("甲" * 10 + "）乙", ["甲" * 9, "甲）乙"]),  # none closes at the beginning
        ("甲" * 9 + "abcd乙", ["甲" * 9, "abcd乙"]),  # words stay whole
        ("a" * 25, ["a" * 20, "a" * 5]),  # but for those longer than a line
        ("", [""]),
    ],
)
def test_lines_break_by_the_rules_of_chinese_type(text: str, lines: list[str]) -> None:
    assert one_each(text) == lines


def test_the_preview_follows_the_typing(qtbot: QtBot) -> None:
    view = PagedView()
    qtbot.addWidget(view)
    view.resize(800, 700)
    view.show()
    times = []
    for at in range(8):
        letter = grant(request_text="申请公开二〇二五年以来的全部批复、会议纪要。" * (140 + at))
        begun = perf_counter()
        view.show_letter(read_printed_letter(render(letter.kind, letter)), draft=True)
        view.grab()
        times.append((perf_counter() - begun) * 1000)
    assert median(times) < _LATENCY_MS
    assert len(view.pages) >= 5
    assert view.count_text() == f"共 {len(view.pages)} 页"
    assert view.accessibleDescription().startswith("共 ")


def test_the_keys_move_through_the_pages(qtbot: QtBot) -> None:
    view = PagedView()
    qtbot.addWidget(view)
    view.resize(800, 700)
    view.show()
    view.show_letter(sheet("临江县自然资源局" * 200), draft=False)
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    press(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    press(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    view.show_page(2)
    assert bar.value() > 1400


def _painted(letter: PrintedLetter, page: LaidPage, *, draft: bool) -> QImage:
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_page(painter, letter, page, draft=draft)
    painter.end()
    return image


def _reds(image: QImage, top: int, bottom: int) -> set[int]:
    """Rows with a red stroke over the width of the double lines."""
    return {
        row
        for row in range(top, bottom)
        if all((ink := image.pixelColor(across, row)).red() > ink.green() + 40 for across in (60, 300, 535))
    }


def test_the_first_page_has_red_lines_at_their_places() -> None:
    letter = sheet()
    first, second = lay_out(letter)[:2]
    image = _painted(letter, first, draft=False)
    assert _reds(image, 130, 150)
    assert {round(row * MM) for row in _reds(image, 750, 842)} & {276, 277, 278}
    assert not _reds(_painted(letter, second, draft=False), 0, 842)


def test_a_draft_says_so_on_every_page() -> None:
    letter = sheet()
    for page in lay_out(letter):
        plain, marked = (_painted(letter, page, draft=one) for one in (False, True))
        assert plain != marked


@pytest.mark.parametrize("device", ["writer", "printer"])
def test_what_is_printed_are_the_same_pages(tmp_path: Path, device: str) -> None:
    letter = sheet("临江县自然资源局" * 100)
    path = tmp_path / "letter.pdf"
    if device == "writer":
        pages = print_pages(QPdfWriter(str(path)), letter, "答复书")
    else:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        pages = print_pages(printer, letter, "答复书")
    assert pages == len(lay_out(letter))
    pdf = pypdfium2.PdfDocument(path)
    try:
        assert len(pdf) == pages
        width, height = pdf[0].get_size()
        assert (round(width), round(height)) == (595, 842)
    finally:
        pdf.close()
    printed = letter_pages(path)
    laid = lay_out(letter)
    # Qt names some signs by a look-alike from the list of radicals.
    texts = [normalize("NFKC", one.text) for one in printed[1].lines]
    filler = [
        line for line, text in zip(printed[1].lines, texts, strict=True) if re.fullmatch("[临江县自然资源局]{28}", text)
    ]
    assert len(filler) >= 10
    assert filler[0].baseline == pytest.approx(laid[1].lines[0].baseline * MM, abs=0.3)
    assert filler[0].left == pytest.approx(laid[1].lines[0].left * MM, abs=0.5)


def test_an_empty_view_and_another_letter(qtbot: QtBot) -> None:
    view = PagedView()
    qtbot.addWidget(view)
    view.show()
    view.show_letter(None, draft=False)
    assert view.pages == []
    assert view.count_text() == ""
    letter = sheet()
    view.show_letter(letter, draft=False)
    assert view.pages
    view.show_letter(replace(letter, body=letter.body[:3]), draft=False)
    assert len(view.pages) == 1


# ------------------------------------------------------------------------------------------------ the page of a letter


def _issued(office: Office) -> tuple[int, int]:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    return request_id, desk.on(11, 18).reply(request_id)


def _opened(shell: MainWindow, request_id: int, document_id: int | None) -> LetterPage:
    shell.open_page("letter", (request_id, document_id))
    settle(shell)
    page = shell.page("letter")
    assert isinstance(page, LetterPage)
    return page


def _drafted(office: Office, shell: MainWindow) -> LetterPage:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(request_id)
    desk.on(11, 23)
    return _opened(shell, request_id, None)


def test_an_issued_letter_is_shown_as_pages_and_back_by_key(office: Office, shell: MainWindow) -> None:
    page = _opened(shell, *_issued(office))
    assert page.view.paged.isHidden()
    press(page.issued.buttons["print"], Qt.Key.Key_V, CTRL | SHIFT)
    settle(shell)
    paged = page.view.paged
    assert paged.isVisible()
    assert not page.paper.isVisible()
    assert paged.pages
    assert page.view.paged_link.text() == f"返回连续版（{paged.count_text()}）"
    mark = paged.pages[0].lines[0]
    assert mark.paragraph.style == "AgencyMark"
    press(paged, Qt.Key.Key_V, CTRL | SHIFT)
    assert page.paper.isVisible()
    assert page.view.paged_link.text() == "分页预览"


def test_the_pages_follow_what_is_typed(office: Office, shell: MainWindow) -> None:
    page = _drafted(office, shell)
    type_text(page.paper.body, "批复由本机关制作。")
    page.check()
    settle(shell)
    press(page.paper.body, Qt.Key.Key_V, CTRL | SHIFT)
    settle(shell)
    texts = [one.text for laid in page.view.paged.pages for one in laid.lines]
    assert "批复由本机关制作。" in texts
    assert page.paper.body.paragraphs() == ("批复由本机关制作。",), "the key does not paste"
    click(page.view.paged_link)
    assert page.paper.isVisible()


def _pdf_text(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return normalize("NFKC", "".join(one.get_textpage().get_text_range() for one in pdf))
    finally:
        pdf.close()


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_an_issued_letter_is_saved_as_pdf_from_the_very_file(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    request_id, document_id = _issued(office)
    page = _opened(shell, request_id, document_id)
    target = tmp_path / "出件" / "答复书.pdf"
    target.parent.mkdir()
    page.pdf.save_to(document_id, target, "答复书", draft=False)
    settle(shell)
    assert target.read_bytes().startswith(b"%PDF-")
    assert "草" not in _pdf_text(target)
    assert list(target.parent.iterdir()) == [target]


def test_without_an_office_program_the_own_layout_is_offered(
    office: Office, shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("templates.office_conversion.find_office", lambda: None)
    request_id, document_id = _issued(office)
    page = _opened(shell, request_id, document_id)
    target = tmp_path / "出件" / "答复书.pdf"
    target.parent.mkdir()
    page.pdf.save_to(document_id, target, "答复书", draft=True)
    settle(shell)
    assert not target.exists()
    assert "LibreOffice" in page.banner.label.text()
    assert page.banner.link.text() == "以内置版式导出"
    click(page.banner.link)
    settle(shell)
    assert page.banner.isHidden()
    assert "草" in _pdf_text(target)
    assert len(letter_pages(target)) == len(lay_out(printed_letter(office, document_id)))
    assert list(target.parent.iterdir()) == [target]


def test_what_was_typed_is_kept_before_the_pdf_is_made(
    office: Office, shell: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _drafted(office, shell)
    asked: list[tuple[int, bool]] = []
    monkeypatch.setattr(page.pdf, "ask", lambda document_id, _title, *, draft: asked.append((document_id, draft)))
    type_text(page.paper.body, "批复由本机关制作。")
    press(page.paper.body, Qt.Key.Key_S, CTRL | SHIFT)
    settle(shell)
    assert page.document_id is not None
    assert asked == [(page.document_id, True)]
    assert "批复由本机关制作。" in "".join(
        one.text for one in printed_letter(office, page.document_id).body if isinstance(one, PrintedParagraph)
    )


def test_a_pdf_that_is_stopped_writes_nothing(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    request_id, document_id = _issued(office)
    page = _opened(shell, request_id, document_id)
    target = tmp_path / "出件" / "答复书.pdf"
    target.parent.mkdir()
    page.pdf.save_to(document_id, target, "答复书", draft=False)
    page.pdf.cancel()
    settle(shell)
    assert list(target.parent.iterdir()) == []
    assert page.progress.isHidden()

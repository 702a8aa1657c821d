"""文书目录 of 规则与日历 by mouse and keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casework.document_catalogue import document_catalogue
from desktop.components import LinkLabel
from desktop.frame.window import MainWindow
from desktop.rules import RulesPage
from desktop.rules.rule_table import matching_documents
from law.terms import DocumentKind
from tests.desktop.conftest import settle
from tests.desktop.keyboard import children


@pytest.fixture
def page(shell: MainWindow) -> Iterator[RulesPage]:
    shell.open_page("rules")
    settle(shell)
    found = shell.page("rules")
    assert isinstance(found, RulesPage)
    QTest.keyClick(shell, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert found.section() == "documents"
    yield found
    assert shell.session.runner.wait_idle(10_000)


def test_every_kind_is_listed_with_its_elements(page: RulesPage) -> None:
    assert page.documents.rows.rowCount() == len(DocumentKind)
    assert page.documents.table.hasFocus()
    first = page.documents.rows.rows[0]
    assert page.documents.detail.title.text() == first.title
    assert all(one in page.documents.detail.elements.text() for one in first.elements)
    QTest.keyClick(page.documents.table, Qt.Key.Key_Down)
    second = page.documents.rows.rows[1]
    assert page.documents.detail.title.text() == second.title
    assert second.elements[0] in page.documents.detail.elements.text()


def test_search_by_keyboard_then_arrows(shell: MainWindow, page: RulesPage) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.documents.search.hasFocus()
    page.documents.search.setText("不写申请人 三十二条")
    titles = [one.title for one in page.documents.rows.rows]
    assert titles == ["征求意见书", "依申请公开告知书"]
    QTest.keyClick(page.documents.search, Qt.Key.Key_Down)
    QTest.keyClick(page.documents.table, Qt.Key.Key_Down)
    assert page.documents.detail.title.text() == "依申请公开告知书"
    page.documents.search.setText("没有这样的词")
    assert page.documents.table.empty.isVisible()
    assert not page.documents.detail.isVisible()
    QTest.mouseClick(page.documents.table.empty.button, Qt.MouseButton.LeftButton)
    assert page.documents.rows.rowCount() == len(DocumentKind)


def test_a_row_is_chosen_by_mouse(page: RulesPage) -> None:
    table = page.documents.table
    place = table.visualRect(table.model().index(4, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.documents.detail.title.text() == page.documents.rows.rows[4].title == "延期答复告知书"
    assert "条例第三十三条第二款" in page.documents.detail.history.text()


def test_a_kind_leads_to_the_rule_of_its_act_by_keyboard(qtbot: QtBot, page: RulesPage) -> None:
    page.documents.choose(DocumentKind.CORRECTION_NOTICE)
    assert "“要求补正”" in page.documents.detail.made.text()
    assert "收到日还没有确认" in page.documents.detail.made.text()
    link = next(one for one in children(page.documents.detail, LinkLabel) if one.payload == "R-30-1")
    qtbot.waitUntil(link.isVisible)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    assert link.hasFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert page.section() == "rules"
    assert page.rules.detail.title.text() == "只能补正一次"


def test_a_kind_without_an_article_says_so(page: RulesPage) -> None:
    page.documents.choose(DocumentKind.WITHDRAWAL_CONFIRM)
    row = page.documents.rows.row_of(DocumentKind.WITHDRAWAL_CONFIRM)
    shown = [page.documents.rows.index(row, at).data() for at in range(page.documents.rows.columnCount())]
    assert "没有条文" in shown
    assert "没有此项文书的条文" in page.documents.detail.history.text()


def test_the_page_opens_at_a_kind(shell: MainWindow, page: RulesPage) -> None:
    page.show_rules()
    shell.open_page("rules", ("documents", "fee_notice"))
    settle(shell)
    assert page.section() == "documents"
    assert page.documents.detail.title.text() == "收费通知书"


def test_every_word_typed_is_found_in_what_is_shown() -> None:
    views = document_catalogue()
    assert matching_documents(views, "") == views
    assert [one.kind for one in matching_documents(views, "放弃申请 补正")] == [DocumentKind.CORRECTION_NOTICE]
    assert matching_documents(views, "没有这样的词") == ()

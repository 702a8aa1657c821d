"""台账导入 by mouse and by keyboard: rows and problems, corrections, agreement, import, records, taking back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from casework.case_list import case_ids
from casework.case_view import case
from casework.contacts import record_contact
from casework.drafts import ContactDraft
from casework.ledger_import import imports
from casework.office import Office
from casework.views import CaseFilter
from desktop.case_page import CasePage
from desktop.cases import CasesPage
from desktop.frame.window import MainWindow
from desktop.ledger.page import LedgerPage
from desktop.ledger.records import LedgerRecordsPage
from desktop.ledger.rows import COLUMNS
from desktop.settings.store import Settings
from law.terms import Outcome
from tests.desktop.conftest import TODAY, open_shell, settle
from tests.desktop.hands import Hands, click, links_in

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
L01 = next(LEDGERS.glob("L01*.xlsx"))
L06 = next(LEDGERS.glob("L06*.xlsx"))
L02 = next(LEDGERS.glob("L02*.xlsx"))


def settled(shell: MainWindow) -> None:
    """Everything asked for is there, also what the answers asked for."""
    for _ in range(3):
        settle(shell)
        QApplication.processEvents()


def page_of(shell: MainWindow) -> LedgerPage:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    shell.open_page("ledger")
    settled(shell)
    page = shell.page("ledger")
    assert isinstance(page, LedgerPage)
    return page


def records_of(shell: MainWindow) -> LedgerRecordsPage:
    settled(shell)
    page = shell.page("ledger_records")
    assert isinstance(page, LedgerRecordsPage)
    return page


@pytest.fixture
def page(shell: MainWindow) -> LedgerPage:
    """The page with the first sample ledger read."""
    page = page_of(shell)
    page.open_file(L01)
    settled(shell)
    return page


def drop(page: LedgerPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, *keys)
    QApplication.sendEvent(page.view, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.view, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *keys))


def cell(page: LedgerPage, at: int, key: str) -> str:
    column = next(place for place, one in enumerate(COLUMNS) if one.key == key)
    return str(page.model.data(page.model.index(at, column)))


def select(page: LedgerPage, row: int) -> None:
    at = page.model.place_of(("2025年", row))
    assert at >= 0
    page.view.table.setCurrentIndex(page.model.index(at, 0))


# ------------------------------------------------------------------------------------------------ mouse


def test_a_dropped_ledger_is_tried_row_by_row(shell: MainWindow) -> None:
    page = page_of(shell)
    assert not page.view.take.isEnabled()
    drop(page, L01)
    settled(shell)
    counts = page.model.counts()
    assert {key: counts[key] for key in ("import", "reject", "duplicate", "skip", "due")} == {
        "import": 138,
        "reject": 9,
        "duplicate": 3,
        "skip": 12,
        "due": 51,
    }
    assert page.view.parts.buttons[1].text() == "导入 138"
    assert page.view.take.text().startswith("导入 138 件")
    assert cell(page, 0, "due") == "2025-02-08"
    assert cell(page, 0, "written") == "2025-02-11"
    assert cell(page, 0, "why") == "台账期限晚 2 个工作日"


def test_a_refused_cell_is_shown_with_its_reason_and_left_out_on_demand(shell: MainWindow, page: LedgerPage) -> None:
    click(page.view.parts.buttons[3])
    assert page.model.rowCount() == 9
    select(page, 17)
    card = page.view.row_card
    assert page.model.rows[page.view.table.currentIndex().row()].status == "reject"
    assert set(card.links) == {"without"}
    click(card.links["without"])
    settled(shell)
    assert page.read is not None
    assert len(page.read.plan.taken) == 139
    click(page.view.parts.buttons[0])
    select(page, 17)
    click(page.view.row_card.links["skip"])
    settled(shell)
    assert len(page.read.plan.taken) == 138


def test_agreed_by_kind_the_ledger_is_taken_in_and_its_cases_open(shell: MainWindow, page: LedgerPage) -> None:
    assert "还有提示没有同意" in page.view.take.toolTip()
    click(page.view.which.buttons[1])
    boxes = page.view.prompts.boxes
    assert set(boxes) == {"blank_dash", "serial_date", "ditto", "outcome_ambiguous"}
    for box in boxes.values():
        assert not page.view.take.isEnabled()
        box.click()
    settled(shell)
    click(page.view.take)
    records = records_of(shell)
    assert len(imports(shell.session.office)[0].request_ids) == 138
    assert records.model.rows[0].file_name == L01.name
    click(records.card.cases)
    settled(shell)
    cases = shell.page("cases")
    assert isinstance(cases, CasesPage)
    assert cases.model.rowCount() == 138


def test_a_word_of_the_outcome_column_is_decided_for_all_rows(shell: MainWindow, page: LedgerPage) -> None:
    page.view.prompts.shown_asked.emit()
    at = next(
        place
        for place, one in enumerate(page.model.rows)
        if any(prompt.kind == "outcome_ambiguous" for prompt in one.row.prompts)
    )
    page.view.table.setCurrentIndex(page.model.index(at, 0))
    card = page.view.row_card
    assert card.outcome is not None
    assert card.everywhere is not None
    card.outcome.set_value("refusal_law")
    click(card.choose)
    settled(shell)
    assert page.read is not None
    assert "outcome_ambiguous" not in page.read.plan.prompt_kinds
    assert page.read.plan.without_outcome == 0


def test_a_corrected_column_is_remembered_and_offered(shell: MainWindow, page: LedgerPage) -> None:
    click(page.view.which.buttons[2])
    combo = page.view.columns.combos["P"]  # 备注
    combo.set_value(("department",))
    combo.activated.emit(combo.currentIndex())
    settled(shell)
    assert page.read is not None
    taken = {one.letter: one.fields for one in page.read.reading.sheets[0].columns}
    assert taken["P"] == ("department",)
    click(page.view.columns.remember)
    settled(shell)
    page.open_file(L01)
    settled(shell)
    assert not page.choices.columns
    assert "上次改过列的对应" in page.view.banner.accessibleName() or page.view.banner.isVisible()
    page.view.banner.acted.emit()
    settled(shell)
    taken = {one.letter: one.fields for one in page.read.reading.sheets[0].columns}
    assert taken["P"] == ("department",)


def test_a_sheet_may_be_left_out(shell: MainWindow) -> None:
    page = page_of(shell)
    page.open_file(L02)
    settled(shell)
    before = page.model.counts()["import"]
    columns = page.view.columns
    at = next(place for place, one in enumerate(page.read.reading.sheets) if one.name == "1月") if page.read else -1
    columns.sheet.set_value(at)
    columns.sheet.activated.emit(at)
    page.view.show_side("columns")
    columns.imported.click()
    settled(shell)
    assert page.model.counts()["import"] < before
    assert all(one.row.sheet != "1月" for one in page.read.plan.taken) if page.read else False


def test_the_case_says_from_which_row_it_came(shell: MainWindow, page: LedgerPage) -> None:
    page.agree_to_all()
    page.take_in()
    settled(shell)
    made = case_ids(shell.session.office, CaseFilter(text="窦永福"), today=TODAY)
    shell.open_page("case", made[0])
    settled(shell)
    shown = shell.page("case")
    assert isinstance(shown, CasePage)
    source = case(shell.session.office, made[0], today=TODAY).source
    assert source == f"台账导入：{L01.name} “2025年”第 5 行"


# ------------------------------------------------------------------------------------------------ keyboard alone


@pytest.fixture
def hands(shell: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Keys only; the dialog of the system for files answers with the sample."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(L01), ""))
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    return Hands(shell)


def test_from_the_file_to_taking_back_by_keys(shell: MainWindow, hands: Hands) -> None:
    hands.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    settled(shell)
    page = shell.page("ledger")
    assert isinstance(page, LedgerPage)
    assert page.view.choose.hasFocus()
    hands.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settled(shell)
    assert page.view.table.hasFocus()
    hands.press(Qt.Key.Key_F3)
    row = page.view.row_card.row
    assert row is not None
    assert row.row.row == 9  # the first dash
    settled(shell)
    hands.press(Qt.Key.Key_Return)
    assert page.view.row_card.links["agree"].hasFocus()
    hands.press(Qt.Key.Key_Return)
    settled(shell)
    assert page.model.counts()["asked"] == 30
    hands.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    settled(shell)
    assert page.view.take.isEnabled()
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    records = records_of(shell)
    assert records.table.hasFocus()
    assert len(imports(shell.session.office)) == 1
    hands.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert records.card.no.hasFocus()
    assert "138 件办件" in records.card.sentence.text()
    hands.press(Qt.Key.Key_Backtab)
    assert records.card.yes.hasFocus()
    hands.press(Qt.Key.Key_Space)
    settled(shell)
    assert imports(shell.session.office) == ()
    assert case_ids(shell.session.office, CaseFilter(), today=TODAY) == ()


def test_what_rests_on_an_import_is_said_instead_of_taking_it_back(shell: MainWindow) -> None:
    page = page_of(shell)
    page.open_file(L06)
    settled(shell)
    page.agree_to_all()
    page.take_in()
    records = records_of(shell)
    office = shell.session.office
    still_open = case_ids(office, CaseFilter(open_only=True), today=TODAY)[0]
    call = ContactDraft(request_id=still_open, on=TODAY, how="电话", number="0900-6600101", text="告知")
    shell.session.act(record_contact, call)
    settled(shell)
    assert not records.card.undo.isEnabled()
    records.undo()
    assert not records.card.question.isVisible()
    assert len(imports(office)) == 1


# ------------------------------------------------------------------------------------------------ nothing is lost


def test_stopped_the_import_keeps_nothing_and_can_be_done_again(shell: MainWindow, page: LedgerPage) -> None:
    page.agree_to_all()
    page.take_in()
    page.view.progress.cancelled.emit()
    settled(shell)
    assert imports(shell.session.office) == ()
    assert page.view.take.isEnabled()
    page.take_in()
    settled(shell)
    assert len(imports(shell.session.office)) == 1


def test_stopped_too_late_the_import_is_told_as_done(shell: MainWindow, page: LedgerPage) -> None:
    """The key came when all was committed: what is said is what is in the database."""
    page.agree_to_all()
    page.take_in()
    runner = shell.session.runner
    while not imports(shell.session.office):
        pass  # the work thread goes on while this one hears nothing
    assert not runner.is_idle()
    page.view.progress.cancelled.emit()
    records = records_of(shell)
    assert shell.current_page() is records
    assert len(records.model.rows) == 1
    assert page.path is None


def test_what_was_chosen_survives_the_program(office: Office, settings: Settings) -> None:
    with open_shell(office, settings) as shell:
        page = page_of(shell)
        page.open_file(L01)
        settled(shell)
        click(page.view.which.buttons[1])
        page.view.prompts.boxes["ditto"].click()
        page.keep_said()
        settled(shell)
    with open_shell(office, settings) as shell:
        page = page_of(shell)
        settled(shell)
        assert page.path == L01
        assert page.agreement.kinds == frozenset({"ditto"})
        assert page.model.counts()["import"] == 138
        page.agree_to_all()
        page.take_in()
        settled(shell)
    with open_shell(office, settings) as shell:
        assert page_of(shell).path is None


def test_whoever_goes_on_working_elsewhere_stays_there(shell: MainWindow, page: LedgerPage) -> None:
    page.agree_to_all()
    page.take_in()
    shell.open_page("worklist")
    settled(shell)
    assert shell.current_page() is shell.page("worklist")
    assert len(imports(shell.session.office)) == 1


def test_a_file_that_is_no_ledger_is_refused_calmly(shell: MainWindow, tmp_path: Path) -> None:
    page = page_of(shell)
    wrong = tmp_path / "照片.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    page.open_file(wrong)
    settled(shell)
    assert page.view.banner.isVisible()
    assert page.read is None
    assert page.model.rowCount() == 0
    page.open_file(tmp_path / "没有.xlsx")
    settled(shell)
    assert page.view.banner.isVisible()


def test_open_outcomes_are_settled_from_the_records(shell: MainWindow, page: LedgerPage) -> None:
    page.agree_to_all()
    page.take_in()
    records = records_of(shell)
    office = shell.session.office
    (words,) = records.card.outcomes.combos
    assert len(case_ids(office, CaseFilter(outcome=Outcome.REFUSAL_LAW), today=TODAY)) == 2
    links = {one.text(): one for one in links_in(records.card.outcomes)}
    click(links["补定"])
    assert records.card.outcomes.combos[words].hasFocus()
    records.card.outcomes.combos[words].set_value(Outcome.REFUSAL_LAW)
    click(links["补定"])
    settled(shell)
    assert len(case_ids(office, CaseFilter(outcome=Outcome.REFUSAL_LAW), today=TODAY)) == 4
    assert not records.card.outcomes.isVisible()
    assert not records.card.undo.isEnabled()

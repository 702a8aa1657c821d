"""The first start by keyboard, closed and resumed, refused and mended, up to the office it makes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.office import Office, create_office, open_office
from casework.persons import persons
from desktop.components import LineInput, SegmentedChoice
from desktop.first_start.questions import QUESTIONS, Answers, agency_draft, proposal
from desktop.first_start.window import FirstStart, default_answers
from desktop.frame.clock import Clock
from desktop.frame.tasks import TaskRunner
from desktop.program import Program, read_arguments
from desktop.settings.store import Settings
from law.terms import Role
from tests.desktop.conftest import TODAY
from tests.desktop.keyboard import press, type_text

TYPED = {
    "name": "临江县自然资源局",
    "short_mark": "临资公",
    "parent_government": "临江县人民政府",
    "court_name": "临江县人民法院",
    "contact_person": "王敏",
    "contact_phone": "0990-5550123",
    "person": "王敏",
}


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.wait_idle()
    made.close()


class Wizard:
    """Opens the first start over the same folder as often as wanted."""

    def __init__(self, qtbot: QtBot, folder: Path, runner: TaskRunner) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.runner = runner
        self.settings = Settings(folder / "config")
        self.offices: list[Office] = []
        self.window = self.open()

    def open(self) -> FirstStart:
        answers = Answers.load(self.folder / "first_start.toml", default_answers(self.folder / "数据" / "公开.db"))
        window = FirstStart(answers, self.settings, self.runner, Clock(TODAY))
        self.qtbot.addWidget(window)
        window.finished.connect(self.offices.append)
        window.show()
        return window

    def enter(self) -> None:
        press(self.window, Qt.Key.Key_Return)

    def type_step(self) -> None:
        for key, field in self.window.fields.items():
            if key in TYPED and isinstance(field.control, LineInput):
                field.control.clear()
                type_text(field.control, TYPED[key])

    def walk(self, until: int = len(QUESTIONS)) -> None:
        while self.window.answers.step < until:
            step = self.window.answers.step
            self.type_step()
            self.enter()
            if step == len(QUESTIONS) - 1:
                return


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path, runner: TaskRunner) -> Iterator[Wizard]:
    made = Wizard(qtbot, tmp_path, runner)
    yield made
    runner.wait_idle()
    for office in made.offices:
        office.close()


def test_enter_leads_through_all_questions_to_an_office(wizard: Wizard) -> None:
    wizard.walk()
    assert wizard.runner.wait_idle()
    (office,) = wizard.offices
    agency = office.agency()
    assert (agency.name, agency.short_mark, agency.registration_mark) == ("临江县自然资源局", "临资公", "依申")
    assert agency.reconsideration_body == "临江县人民政府"  # proposed from the government of its level
    assert agency.court_name == "临江县人民法院"
    assert wizard.settings.text("person") == "王敏"
    assert [(one.name, set(one.roles)) for one in persons(office)] == [("王敏", set(Role))]
    assert office.policies(TODAY).text("review_mode") == "two_person"
    assert wizard.settings.text("database") == str(wizard.folder / "数据" / "公开.db")
    assert not (wizard.folder / "first_start.toml").exists()


def test_one_person_alone_decides_against_the_review(wizard: Wizard) -> None:
    at = next(step for step, one in enumerate(QUESTIONS) if "review_mode" in one.fields)
    wizard.walk(until=at)
    wizard.type_step()
    choice = wizard.window.fields["review_mode"].control
    assert isinstance(choice, SegmentedChoice)
    choice.set_value("one_person")
    wizard.walk()
    assert wizard.runner.wait_idle()
    (office,) = wizard.offices
    assert office.policies(TODAY).text("review_mode") == "one_person"


def test_what_is_missing_is_said_beside_its_field(wizard: Wizard) -> None:
    wizard.enter()
    assert wizard.window.answers.step == 0
    assert "机关名称" in wizard.window.fields["name"].error()
    assert wizard.window.fields["name"].line.isVisible()


def test_going_back_keeps_what_was_typed(wizard: Wizard) -> None:
    wizard.walk(until=3)
    press(wizard.window, Qt.Key.Key_Escape)
    wizard.window.back.click()
    wizard.window.back.click()
    assert wizard.window.answers.step == 0
    assert wizard.window.fields["name"].control.property("text") == "临江县自然资源局"
    assert not wizard.window.back.isEnabled()


def test_closing_in_the_middle_of_a_word_loses_nothing(wizard: Wizard) -> None:
    wizard.walk(until=7)
    field = wizard.window.fields["person"].control
    type_text(field, "王")
    wizard.window.close()
    again = wizard.open()
    assert again.answers.step == 7
    assert again.fields["person"].control.property("text") == "王"
    again.go_back()
    assert again.fields["contact_phone"].control.property("text") == "0990-5550123"


def test_typing_is_kept_without_closing(wizard: Wizard) -> None:
    type_text(wizard.window.fields["name"].control, "临江县")
    kept = wizard.folder / "first_start.toml"
    wizard.qtbot.waitUntil(lambda: kept.exists() and "临江县" in kept.read_text(encoding="utf-8"), timeout=2000)


def test_an_existing_office_is_not_overwritten(wizard: Wizard, office: Office) -> None:
    wizard.walk(until=8)
    line = wizard.window.fields["database"].control
    assert isinstance(line, LineInput)
    line.setText(office.location)
    wizard.enter()
    wizard.enter()
    assert wizard.runner.wait_idle()
    assert wizard.offices == []
    assert "已经建过机关" in wizard.window.banner.label.text()
    assert wizard.window.next.isEnabled()
    assert office.agency().contact_phone == "0990-5550123"


def test_a_folder_that_cannot_be_made_leads_back_to_its_question(wizard: Wizard) -> None:
    (wizard.folder / "file").write_text("x", encoding="utf-8")
    wizard.walk(until=8)
    line = wizard.window.fields["database"].control
    assert isinstance(line, LineInput)
    line.setText(str(wizard.folder / "file" / "公开.db"))
    wizard.enter()
    wizard.enter()
    assert wizard.runner.wait_idle()
    assert wizard.window.question.fields == ("database",)
    assert "不能建立文件夹" in wizard.window.fields["database"].error()


def test_kinds_are_chosen_by_arrow(wizard: Wizard) -> None:
    wizard.walk(until=1)
    choice = wizard.window.fields["body_kind"].control
    assert isinstance(choice, SegmentedChoice)
    press(choice.buttons[0], Qt.Key.Key_Right)
    wizard.enter()
    assert wizard.window.answers.values["body_kind"] == "government"
    assert wizard.window.fields["reconsideration_body"].control.property("text") == ""


def test_damaged_answers_do_not_stop_the_start(tmp_path: Path) -> None:
    file = tmp_path / "first_start.toml"
    file.write_text("step = [", encoding="utf-8")
    assert Answers.load(file, {"person_role": "承办人"}).values == {"person_role": "承办人"}
    file.write_text('step = 99\n[values]\nname = "局"\n', encoding="utf-8")
    resumed = Answers.load(file, {})
    assert resumed.step == len(QUESTIONS) - 1
    assert agency_draft(resumed.values | {"short_mark": " 临 "}).short_mark == "临"


def test_nothing_is_proposed_where_nothing_is_known() -> None:
    assert proposal("reconsideration_body", {"body_kind": "government", "parent_government": "某县人民政府"}) == ""
    assert proposal("court_name", {"body_kind": "department"}) == ""


# ---------------------------------------------------------------------------------------------------- the program


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    start = read_arguments(["--config", str(tmp_path / "config"), "--today", "2026-11-23"])
    made = Program(qapp, start)
    yield made
    made.close()


def test_without_a_database_the_program_asks_its_first_questions(program: Program) -> None:
    program.start.database = str(program.config / "neu.db")
    program.begin()
    assert program.first_start is not None
    assert program.first_start.isVisible()
    assert program.first_start.answers.values["database"] == str(program.config / "neu.db")


def test_arguments_are_read() -> None:
    start = read_arguments(["--database", "a.db", "--today", "2026-11-23"])
    assert (start.database, start.today) == ("a.db", TODAY)
    with pytest.raises(SystemExit):
        read_arguments(["--today", "gestern"])


def test_a_made_office_opens_again(wizard: Wizard) -> None:
    wizard.walk()
    assert wizard.runner.wait_idle()
    location = wizard.settings.text("database")
    again = open_office(location)
    assert again.agency().name == "临江县自然资源局"
    again.close()


def test_what_the_questions_require_is_enough_for_an_office(tmp_path: Path) -> None:
    """The last step must not refuse what an earlier one let pass."""
    required = {key for one in QUESTIONS for key in one.required}
    values = {**default_answers(tmp_path / "公开.db"), **{key: TYPED[key] for key in TYPED if key in required}}
    values["reconsideration_body"] = TYPED["parent_government"]
    draft = agency_draft({key: value for key, value in values.items() if key in required})
    office = create_office(tmp_path / "公开.db", draft, now=Clock(TODAY).now(), actor="王敏", today=TODAY)
    assert office.agency().contact_phone == TYPED["contact_phone"]
    office.close()

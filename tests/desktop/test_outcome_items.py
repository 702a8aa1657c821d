"""Several things asked for in one letter: the form has a line for each, and a word that they are one."""

from casework.office import Office
from desktop.acts.outcome import OutcomePanel
from desktop.frame.window import MainWindow
from law.terms import Act, Outcome
from tests.casework.desk import Desk
from tests.desktop.case_desk import desk_at, fill, open_form, seen, send
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click

TEXT = "请公开：1. 白石村征地批复；2. 补偿安置方案。"
GRANT = {
    "facts__provide_form": "纸质",
    "facts__page_count": "3",
    "facts__attachment_list": "征地批复（3页）",
    "evidence__provided_copy": "复印件3页，卷内第6页",
}


def _granting(office: Office, shell: MainWindow) -> tuple[int, OutcomePanel]:
    request_id = desk_at(office).on(11, 16).take_in(text=TEXT)
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    panel.choose(Outcome.GRANT)
    settle(shell)
    fill(panel, **GRANT)
    return request_id, panel


def _decided(desk: Desk, request_id: int) -> dict[str, object]:
    decided = desk.case(request_id).state.facts.decided
    assert decided is not None
    return dict(decided.payload)


def test_each_thing_has_its_line_and_none_may_stay_empty(office: Office, shell: MainWindow) -> None:
    request_id, panel = _granting(office, shell)
    assert "白石村征地批复" in panel.fields["conclusions.0"].label.text()
    assert panel.text("conclusions.1") == "予以公开"
    fill(panel, conclusions__1="")
    send(shell, panel)
    assert panel.fields["conclusions.1"].error()
    assert seen(office, request_id).outcome is None
    fill(panel, conclusions__1="未制作该方案，信息不存在")
    send(shell, panel)
    said = _decided(desk_at(office), request_id)["conclusions"]
    assert said == [
        {"text": "白石村征地批复", "conclusion": "予以公开"},
        {"text": "补偿安置方案", "conclusion": "未制作该方案，信息不存在"},
    ]


def test_things_that_are_one_need_no_lines(office: Office, shell: MainWindow) -> None:
    request_id, panel = _granting(office, shell)
    click(panel.controls["single_item"])
    assert panel.fields["conclusions.0"].isHidden()
    send(shell, panel)
    said = _decided(desk_at(office), request_id)
    assert said["single_item"] is True
    assert said["conclusions"] == []

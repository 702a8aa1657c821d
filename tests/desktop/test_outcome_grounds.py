"""Withholding in part: each ground asks for its own evidence at once, and refusals stand below the grounds."""

from datetime import date

from casework.office import Office
from desktop.acts.outcome import OutcomePanel
from desktop.frame.window import MainWindow
from law.terms import Act, Outcome
from tests.desktop.case_desk import desk_at, fill, open_form, refusals, seen, send
from tests.desktop.conftest import settle

_PARTLY = {
    "facts__provided_list": "批复正文2页",
    "facts__withheld_list": "附件内部征求意见稿1页",
    "facts__page_count": "2",
    "evidence__severability_note": "能够区分，卷内第3页",
    "evidence__provided_copy": "复印件2页",
}


def _form(office: Office, shell: MainWindow) -> tuple[int, OutcomePanel]:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    panel.choose(Outcome.PARTIAL_GRANT)
    settle(shell)
    return request_id, panel


def test_a_ground_asks_for_its_evidence_at_once(office: Office, shell: MainWindow) -> None:
    request_id, panel = _form(office, shell)
    note, public = panel.fields["evidence.nature_note"], panel.fields["evidence.severability_note"]
    assert not note.isVisibleTo(panel)
    assert public.isVisibleTo(panel)
    fill(panel, facts__withheld_grounds__refusal_process=True)
    assert note.isVisibleTo(panel)
    fill(panel, evidence__nature_note="过程性信息，卷内第4页", facts__withheld_grounds__refusal_process=False)
    assert not note.isVisibleTo(panel)
    fill(panel, facts__withheld_grounds__refusal_process=True, **_PARTLY)
    assert panel.text("evidence.nature_note") == "过程性信息，卷内第4页"
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert seen(office, request_id).outcome is Outcome.PARTIAL_GRANT


def test_a_refusal_of_the_grounds_stands_below_them(office: Office, shell: MainWindow) -> None:
    _, panel = _form(office, shell)
    fill(panel, facts__withheld_grounds__refusal_third_party=True, **_PARTLY)
    send(shell, panel)
    field = panel.fields["facts.withheld_grounds"]
    assert field.error() != "", "no third party was asked"
    assert field.control.focusProxy().hasFocus()
    assert panel.banner.label.text() == ""


def test_facts_of_a_lapsed_correction_are_refused_at_their_fields(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 2).take_in()
    notice = desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18)).document_id
    desk.on(11, 6).serve(notice)
    desk.on(11, 20).lapse(request_id)
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    panel.choose(Outcome.ABANDONED_NO_CORRECTION)
    settle(shell)
    proposed = panel.state()
    fill(panel, reasons="电话联系两次，均未补正", unjustified_lapse=True)
    wrong = {
        "notice_number": "临资公补〔2026〕999号",
        "notice_served_on": "2026-11-07",
        "correction_deadline": "2026-11-19",
        "no_good_reason": "否",
    }
    for key, value in wrong.items():
        fill(panel, **{f"facts__{key}": value})
        send(shell, panel)
        assert panel.fields[f"facts.{key}"].error() != "", key
        right = "是" if key == "no_good_reason" else proposed[f"facts.{key}"]
        fill(panel, **{f"facts__{key}": right})

"""The forms of the letters beside the reply: what they propose, what they hide, what they refuse beside its field."""

from collections.abc import Callable
from pathlib import Path

from casework.office import Office
from desktop.components import ComboInput, LineInput, TextArea
from desktop.frame.window import MainWindow
from desktop.intake import IntakePage
from law.terms import Act, DocumentKind, EventKind, Opinion, Rectification, RequestKind
from tests.casework.desk import Desk
from tests.desktop.case_desk import desk_at, events, fill, open_form, refusals, seen, send
from tests.desktop.conftest import settle

PARTY = "澜安汇泽置业有限公司"


def consulted(desk: Desk) -> tuple[int, int]:
    request_id = desk.on(11, 16).take_in()
    event_id = desk.on(11, 17).consult(request_id).event_id
    assert event_id is not None
    return request_id, event_id


def test_the_third_party_and_its_last_day_are_proposed(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id, _ = consulted(desk)
    letter = desk.case(request_id).state.facts.open_consultations[0].document_id
    desk.on(11, 18).serve(letter)
    panel = open_form(shell, request_id, Act.CONFIRM_OPINION)
    party = panel.controls["consultation_event_id"]
    assert isinstance(party, ComboInput)
    assert party.currentText() == PARTY
    assert panel.peek_day("reply_by") is not None
    fill(panel, opinion="部分同意")
    send(shell, panel)
    assert panel.fields["statement"].error()
    fill(panel, statement="周长根是竞争对手")
    send(shell, panel)
    assert any("申请人" in one for one in refusals(shell, request_id))
    assert EventKind.OPINION_TO_CONFIRM not in events(office, request_id)


def test_the_policy_on_waiting_is_told_and_the_information_proposed(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id, event_id = consulted(desk)
    desk.on(11, 18).opinion(request_id, event_id, Opinion.REFUSE)
    panel = open_form(shell, request_id, Act.TELL_THIRD_PARTY)
    assert "本机关的规定" in panel.fields["consultation_event_id"].line.text()
    information = panel.controls["information"]
    assert isinstance(information, TextArea)
    assert information.text() == "地块出让合同补充协议"
    fill(panel, public_interest="不属于应当不予公开", reason="该协议的主要条款已经公告")
    send(shell, panel)
    assert refusals(shell, request_id) == []
    told = desk.case(request_id).state.facts.last(EventKind.THIRD_PARTY_TOLD)
    assert told is not None
    assert told.payload["public_interest"] is False


def test_each_result_asks_for_its_own_facts(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in(kind=RequestKind.RECTIFY)
    panel = open_form(shell, request_id, Act.DECIDE_RECTIFICATION)
    assert panel.fields["record_name"].isVisible()
    shown = {
        Rectification.CORRECTED: (True, False),
        Rectification.NOT_CORRECTED: (False, False),
        Rectification.TRANSFERRED: (False, True),
        Rectification.REFERRED: (False, True),
    }
    for result, (corrected, elsewhere) in shown.items():
        fill(panel, result=result.label)
        visible = (panel.fields["corrected"].isVisible(), panel.fields["other_agency"].isVisible())
        assert visible == (corrected, elsewhere), result
    fill(panel, result=Rectification.TRANSFERRED.label, record_name="登记簿第21号", finding="由住建部门制作")
    send(shell, panel)
    assert panel.fields["other_agency"].error()
    fill(panel, other_agency="临江县住房和城乡建设局，0900-5550188")
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert "更正政府信息申请转送告知书" in {one.title for one in seen(office, request_id).documents}


def test_what_a_letter_decides_is_refused_beside_its_field(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 18).reply(request_id)
    panel = open_form(shell, request_id, Act.CORRECT_LETTER)
    fill(panel, wrong="可以公开", right="不予公开")
    send(shell, panel)
    assert "另行作出文书" in panel.fields["wrong"].error()
    fill(panel, wrong="白石村三组\n征地批复", right="白石村二组")
    send(shell, panel)
    assert "逐行对应" in panel.fields["right"].error()
    wrong = panel.controls["wrong"]
    assert isinstance(wrong, TextArea)
    assert wrong.text() == "白石村三组\n征地批复", "what was typed stays"
    assert EventKind.LETTER_CORRECTED not in events(office, request_id)


def test_the_forms_that_fit_are_offered(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id, _ = consulted(desk)
    panel = open_form(shell, request_id, Act.MAKE_FORM)
    form = panel.controls["form"]
    assert isinstance(form, ComboInput)
    offered = [form.itemText(at) for at in range(form.count())]
    assert offered == [DocumentKind.APPLICATION_FORM.label, DocumentKind.OPINION_FORM.label]
    fill(panel, form=DocumentKind.OPINION_FORM.label)
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert DocumentKind.OPINION_FORM in {one.kind for one in seen(office, request_id).documents}


def test_a_blank_application_form_is_opened_from_the_palette(shell: MainWindow) -> None:
    shell.open_page("intake")
    settle(shell)
    page = shell.page("intake")
    assert isinstance(page, IntakePage)
    opened: list[Path] = []
    page.files.launch = _remembered(opened)
    assert "打印空白申请表" in {one.text for one in shell.palette_entries()}
    assert page.actions_table is not None
    page.actions_table.actions["blank_form"].trigger()
    settle(shell)
    (path,) = opened
    assert path.name == "政府信息公开申请表（空白）.docx"
    assert path.read_bytes().startswith(b"PK")


def _remembered(opened: list[Path]) -> Callable[[Path], bool]:
    def launch(path: Path) -> bool:
        opened.append(path)
        return True

    return launch


def test_nobody_is_presumed_to_sign_for_a_third_party(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id, event_id = consulted(desk)
    desk.on(11, 18).opinion(request_id, event_id, Opinion.REFUSE)
    panel = open_form(shell, request_id, Act.TELL_THIRD_PARTY)
    fill(panel, reason="该地块紧邻饮用水源", tracking_number="1000000000007")
    send(shell, panel)
    assert refusals(shell, request_id) == []
    panel = open_form(shell, request_id, Act.RECORD_SERVICE)
    receiver = panel.controls["received_by"]
    assert isinstance(receiver, LineInput)
    assert receiver.text() == ""

"""征求意见: what casework says of silence, and the tick that asks an agency for a decision on secrecy."""

from casework.consultation import secrecy_words, silence_words
from casework.office import Office
from desktop.frame.window import MainWindow
from law.parameters import parameters
from law.terms import Act, ConsultationKind
from tests.desktop.case_desk import desk_at, fill, open_form, refusals, send
from tests.desktop.conftest import TODAY


def test_what_follows_silence_comes_from_the_rules(office: Office, shell: MainWindow) -> None:
    panel = open_form(shell, desk_at(office).on(11, 16).take_in(), Act.CONSULT)
    printed = parameters().value("consultation_days", TODAY).printed
    for words, kind in (("共同制作机关", ConsultationKind.CO_MAKER), ("第三方", ConsultationKind.THIRD_PARTY)):
        fill(panel, kind=words)
        assert panel.fields["kind"].line.text() == silence_words(kind, TODAY)
        assert printed in panel.fields["kind"].line.text()


def test_an_agency_is_asked_to_decide_on_secrecy(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.CONSULT)
    assert not panel.controls["secrecy"].isVisible()
    fill(panel, kind="其他机关", party="临江县国家保密局", information="出让合同补充协议", secrecy=True)
    box = panel.controls["secrecy"]
    assert box.isVisible()
    assert box.property("text") == secrecy_words()
    assert "第十七条" in secrecy_words()
    send(shell, panel)
    assert refusals(shell, request_id) == []
    (asked,) = desk_at(office).case(request_id).state.facts.open_consultations
    assert asked.payload["secrecy"] is True


def test_the_postcode_of_the_third_party_is_kept(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.CONSULT)
    fill(
        panel,
        party="澜安汇泽置业有限公司",
        party_address="澜安市高新区创业路8号",
        party_postcode="990130",
        information="出让合同补充协议",
    )
    send(shell, panel)
    (asked,) = desk_at(office).case(request_id).state.facts.open_consultations
    assert asked.payload["party_postcode"] == "990130"

"""寄出、拒收、送达 in their forms: what each way asks for; the day of the reply is told while one types."""

from datetime import date
from typing import cast

import pytest
from PySide6.QtTest import QTest

from casework.office import Office
from desktop.acts.panel import ActPanel
from desktop.acts.sending import DispatchPanel, RecordRefusalPanel
from desktop.components import Banner, ComboInput, LineInput
from desktop.frame.window import MainWindow
from law.terms import Act, EventKind, ReceiverRelation, ServiceMethod
from tests.desktop.case_desk import desk_at, events, fill, open_form, send
from tests.desktop.conftest import settle


@pytest.fixture
def reply(office: Office) -> int:
    """A reply still in the house; its request."""
    desk = desk_at(office).on(11, 16)
    request_id = desk.take_in()
    desk.on(11, 20).decide(request_id)
    desk.issue(desk.draft(request_id), sent=False)
    return request_id


def effect(panel: ActPanel) -> str:
    (banner,) = cast(list[Banner], panel.findChildren(Banner, "effect"))
    return banner.label.text() if banner.isVisibleTo(panel) else ""


def choose(panel: ActPanel, method: ServiceMethod) -> None:
    control = panel.controls["method"]
    assert isinstance(control, ComboInput)
    control.set_value(method)


def shown(panel: ActPanel) -> set[str]:
    return {key for key, field in panel.fields.items() if field.isVisibleTo(panel)}


def test_the_day_of_the_reply_follows_the_way(shell: MainWindow, reply: int) -> None:
    panel = open_form(shell, reply, Act.DISPATCH)
    assert isinstance(panel, DispatchPanel)
    choose(panel, ServiceMethod.POST)
    assert effect(panel).startswith("交邮即视为作出：2026年11月23日（周一）（")
    assert shown(panel) == {"method", "on", "carrier", "tracking_number"}
    choose(panel, ServiceMethod.ENTRUSTED)
    assert effect(panel).startswith("对方签收后才视为作出")
    assert panel.fields["carrier"].label.text() == "受托机关"
    assert panel.text("carrier") == ""
    choose(panel, ServiceMethod.COUNTER)
    assert effect(panel).startswith("当场交付即视为作出：2026年11月23日")
    assert shown(panel) == {"method", "on", "delivered_on", "received_by", "relation"}
    choose(panel, ServiceMethod.NOTICE)
    assert effect(panel).startswith("公告期满视为送达、作出：2026年12月23日")
    assert "晚于期限" in effect(panel)
    assert shown(panel) == {"method", "on", "attempts", "attachments"}
    choose(panel, ServiceMethod.POST)
    assert panel.text("carrier") == "EMS"


def test_a_number_that_looks_wrong_is_told_and_kept(shell: MainWindow, reply: int, office: Office) -> None:
    panel = open_form(shell, reply, Act.DISPATCH)
    choose(panel, ServiceMethod.POST)
    line = panel.controls["tracking_number"]
    assert isinstance(line, LineInput)
    line.setFocus()
    QTest.keyClicks(line, "ea123456784cn")
    assert "校验位应为 5" in panel.fields["tracking_number"].line.text()
    send(shell, panel)
    sent = desk_at(office).case(reply).state.facts.last(EventKind.DOCUMENT_DISPATCHED)
    assert sent is not None
    assert sent.payload["tracking_number"] == "EA123456784CN"


def test_a_refused_reply_is_left_behind_in_two_forms(shell: MainWindow, reply: int, office: Office) -> None:
    panel = open_form(shell, reply, Act.RECORD_REFUSAL)
    assert isinstance(panel, RecordRefusalPanel)
    fill(panel, refused_by="同住儿子周小根", witnesses="白石村委会刘某，派出所陈某")
    send(shell, panel)
    settle(shell)
    panel = open_form(shell, reply, Act.DISPATCH)
    choose(panel, ServiceMethod.LIEN)
    assert shown(panel) == {"method", "on", "delivered_on", "witnesses", "record", "attachments"}
    assert effect(panel).startswith("留置即视为作出")
    send(shell, panel)
    assert panel.fields["witnesses"].error()
    fill(panel, witnesses="白石村委会刘某 派出所陈某")
    send(shell, panel)
    found = events(office, reply)
    assert found.count(EventKind.SERVICE_REFUSED) == found.count(EventKind.DOCUMENT_DISPATCHED) == 1
    assert EventKind.CLOSED in found


def test_who_signed_for_another_is_kept_by_its_relation(shell: MainWindow, reply: int, office: Office) -> None:
    panel = open_form(shell, reply, Act.DISPATCH)
    choose(panel, ServiceMethod.DIRECT)
    relation = panel.controls["relation"]
    assert isinstance(relation, ComboInput)
    relation.set_value(ReceiverRelation.MAIL_ROOM)
    send(shell, panel)
    assert panel.fields["received_by"].error()
    fill(panel, received_by="收发室李师傅")
    send(shell, panel)
    served = desk_at(office).case(reply).state.facts.last(EventKind.DOCUMENT_SERVED)
    assert served is not None
    assert (served.payload["received_by"], served.payload["relation"]) == ("收发室李师傅", "mail_room")


def test_what_is_no_reply_counts_as_nothing(shell: MainWindow, office: Office) -> None:
    desk = desk_at(office).on(11, 20)
    request_id = desk.take_in()
    desk.ask_correction(request_id, desk.today.replace(month=12, day=8), sent=False)
    panel = open_form(shell, request_id, Act.DISPATCH)
    assert effect(panel) == ""


def test_a_number_used_by_another_letter_is_told_while_one_types(shell: MainWindow, reply: int, office: Office) -> None:
    desk = desk_at(office).on(11, 18)
    desk.ask_correction(desk.take_in(), date(2026, 12, 8))  # went under 1000000000001
    panel = open_form(shell, reply, Act.DISPATCH)
    choose(panel, ServiceMethod.POST)
    line = panel.controls["tracking_number"]
    assert isinstance(line, LineInput)
    line.setFocus()
    QTest.keyClicks(line, "1000000000001")
    QTest.qWait(300)
    settle(shell)
    assert "此号已用于 临资公补〔2026〕1号，2026年11月18日（周三）寄出" in panel.fields["tracking_number"].line.text()
    send(shell, panel)
    assert EventKind.DOCUMENT_DISPATCHED in events(office, reply)

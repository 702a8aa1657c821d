"""The case page after a decision ordered another reply: the new clock, the reply that fell, two rounds."""

from datetime import date

from casework.office import Office
from desktop.components import Caption
from desktop.frame.window import MainWindow
from law.terms import Act, EventKind
from tests.casework.test_rounds import order, refuse
from tests.desktop.case_desk import case_page, desk_at, seen
from tests.desktop.keyboard import children


def test_an_ordered_round_is_seen(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office).on(9, 14)
    request_id = desk.take_in()
    document = refuse(desk.on(9, 22), request_id)
    desk.on(9, 25).serve(document)
    order(desk.on(11, 16), request_id, set_days=10)
    page = case_page(shell, request_id)
    view = seen(office, request_id)
    assert view.clock.due is not None
    assert view.clock.due.due == date(2026, 11, 30)
    titles = [one.mark.title for one in page.view.header.bar.buttons]
    assert titles[0] == "收到责令答复的决定"
    assert "收到" not in titles
    assert view.clock.findings[0].code == "ordered_round"
    captions = [one.text() for one in children(page.view.course, Caption)]
    assert "以下为这份决定以前的办理" in captions
    assert any("已被撤销" in one for one in captions)
    assert EventKind.REPLY_ORDERED in {one.kind for one in view.events}
    acts = {one.act: one for one in view.acts}
    assert acts[Act.DECIDE_OUTCOME].recommended
    assert not acts[Act.EXTEND].allowed
    assert "不能延长" in acts[Act.EXTEND].line

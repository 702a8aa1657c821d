"""After the reply its proof is what is next, whatever older letter still lacks one."""

from datetime import date

from casework.case_view import case
from casework.views import ActView
from law.terms import Act, RequestStatus
from tests.casework.desk import Desk


def _services(desk: Desk, request_id: int) -> list[ActView]:
    acts = case(desk.office, request_id, today=desk.today).acts
    return [one for one in acts if one.act is Act.RECORD_SERVICE and one.allowed]


def test_the_reply_is_offered_before_an_unproven_correction_notice(desk: Desk) -> None:
    request_id = desk.on(11, 2).take_in()
    notice = desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18)).document_id
    (alone,) = _services(desk, request_id)
    assert alone.document_id == notice
    assert "自动办结" not in alone.line
    desk.on(11, 10).correct(request_id)
    reply = desk.on(11, 18).reply(request_id)
    first, second = _services(desk, request_id)
    assert (first.document_id, second.document_id) == (reply, notice)
    assert first.recommended
    assert not second.recommended
    assert "凭证到齐后自动办结" in first.line
    assert "自动办结" not in second.line
    desk.on(11, 20).serve(first.document_id)
    assert desk.status(request_id) is RequestStatus.CLOSED


def test_an_older_notice_served_after_the_reply_closes_nothing(desk: Desk) -> None:
    request_id = desk.on(11, 2).take_in()
    notice = desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18)).document_id
    desk.on(11, 10).correct(request_id)
    desk.on(11, 18).reply(request_id)
    desk.on(11, 20).serve(notice)
    assert desk.status(request_id) is not RequestStatus.CLOSED

"""A corrected request: the case shows what was added, and the reply quotes it beside the request (G5, G6)."""

from datetime import date

from casework.case_view import case
from casework.correction import receive_correction
from casework.drafts import CorrectionReceivedDraft
from casework.letters import preview_document
from tests.casework.desk import Desk

_ADDED = "申请公开白石村三组 {{ 地块 }} 2019-17 号的征地批复 <全文> & 附图。"


def _corrected(desk: Desk, text: str, *, complete: bool = True) -> int:
    request_id = desk.on(11, 2).take_in()
    desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18))
    draft = CorrectionReceivedDraft(request_id=request_id, on=date(2026, 11, 10), text=text, complete=complete)
    receive_correction(desk.on(11, 10).office, draft, **desk.how)
    return request_id


def test_the_case_tells_what_was_added(desk: Desk) -> None:
    request_id = _corrected(desk, f"  {_ADDED}\n")
    assert case(desk.office, request_id, today=desk.today).corrections == ((date(2026, 11, 10), _ADDED),)


def test_the_reply_quotes_request_and_correction(desk: Desk) -> None:
    request_id = _corrected(desk, _ADDED)
    reply = desk.on(11, 18).reply(request_id)
    blocks = preview_document(desk.office, reply).blocks
    quoted = [one.text for one in blocks if one.kind == "excerpt"]
    assert quoted[-1] == f"“{_ADDED}”"
    assert case(desk.office, request_id, today=desk.today).text in quoted[0]
    before = blocks[[one.text for one in blocks].index(quoted[-1]) - 1].text
    assert "2026年11月10日收到你的补正材料。补正的内容为：" in before


def test_a_reply_without_correction_quotes_the_request_alone(desk: Desk) -> None:
    request_id = desk.on(11, 2).take_in()
    reply = desk.on(11, 4).reply(request_id)
    assert [one.kind for one in preview_document(desk.office, reply).blocks].count("excerpt") == 1

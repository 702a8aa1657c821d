"""Requests to correct records: an internal day of the agency, no statutory period (条例第四十一条)."""

from datetime import date

from sqlalchemy import select

from casework.case_view import case
from casework.closing import close
from casework.day_by_day import day_by_day
from casework.letters import preview_document
from casework.policy_settings import decide_policy
from law.terms import RequestKind
from models import Document, Request
from tests.casework.desk import Desk


def test_the_day_is_internal_and_says_so(desk: Desk) -> None:
    number = desk.take_in(kind=RequestKind.RECTIFY, title="不动产登记面积更正", text="登记簿面积写错，请更正。")
    assert desk.due(number) == date(2026, 3, 30)
    clock = desk.case(number).state.clock
    assert clock.due is not None
    assert {one.brief for one in clock.due.steps[-1].citations} == {"条例第四十一条"}
    assert "没有法定期限" in clock.due.steps[-1].sentence
    view = case(desk.office, number, today=desk.today)
    assert "内部期限" in {mark.title for mark in view.clock.marks}
    assert [one.level for one in view.clock.findings if one.code == "rectify_internal"] == ["hint"]
    assert not any("延长" in mark.title for mark in view.clock.marks)
    explained = day_by_day(desk.office, number, today=desk.today)
    assert (explained.title, explained.what_ifs) == ("更正申请的内部期限", ())
    assert "rectify_days" in {one.key for one in explained.policies}
    with desk.office.reading() as session:
        slip = session.scalars(select(Document).where(Document.request_id == number)).one()
    text = "\n".join(one.text for one in preview_document(desk.office, slip.id).blocks)
    assert "更正政府信息" in text
    assert "第三十三条" not in text
    assert "2026年3月30日" not in text
    cached: Request = desk.row(number)
    assert cached.due_on == date(2026, 3, 30)


def test_the_number_of_days_is_a_policy(desk: Desk) -> None:
    decide_policy(desk.office, "rectify_days", "10", valid_from=desk.today, reason="法制机构意见", **desk.how)
    number = desk.take_in(kind=RequestKind.RECTIFY, title="更正", text="登记簿姓名写错，请更正。")
    assert desk.due(number) == date(2026, 3, 16)
    view = case(desk.office, number, today=desk.today).clock
    assert (view.day_total, view.slack) == (10, 10)
    close(desk.office, number, desk.today, "已更正并告知", **desk.how)
    assert desk.row(number).closed_on == desk.today

"""How similar information was answered before, and whether it would be answered otherwise now."""

import pytest

from casework.guided_views import PrecedentView
from casework.precedents import different_answers, precedents
from law.errors import UserError
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk

ABSENT = {"search_scope": "档案管理系统、公文系统", "search_result": "没有制作"}
DUTY = {Evidence.DUTY_BASIS: "三定方案第二条"}
SECRET = {"secrecy_level": "confidential", "secrecy_period": "十年"}
MARKED = {Evidence.SECRECY_MARK: "首页标识", Evidence.SEVERABILITY_NOTE: "不能区分"}


def found(desk: Desk, case: int, **how: int) -> tuple[PrecedentView, ...]:
    return precedents(desk.office, case, today=desk.today, **how).found


def differing(desk: Desk, case: int, outcome: Outcome) -> list[int]:
    with desk.office.reading() as session:
        request = desk.row(case)
        return [one.request_id for one in different_answers(session, request, outcome, today=desk.today)]


def test_the_earlier_answer_is_told_with_number_date_and_likeness(desk: Desk) -> None:
    earlier = desk.take_in()
    number = desk.document(desk.on(3, 4).reply(earlier)).document_number
    case = desk.on(3, 9).take_in()
    desk.decide(case)
    (one,) = found(desk, case)
    assert (one.request_id, one.outcome, one.number) == (earlier, Outcome.GRANT, number)
    assert (one.percent, one.differs, one.line) == (100, False, "予以公开")
    assert one.replied_on is not None
    assert one.replied_on.isoformat() == "2026-03-04"
    assert "相邻两字" in precedents(desk.office, case, today=desk.today).how


def test_only_what_was_answered_counts_and_never_the_request_itself(desk: Desk) -> None:
    waiting = desk.take_in()
    decided = desk.take_in()
    desk.decide(decided)
    answered = desk.take_in()
    desk.on(3, 4).reply(answered)
    assert [one.request_id for one in found(desk, waiting)] == [answered]
    assert found(desk, answered) == ()
    assert [one.request_id for one in found(desk.on(3, 3), waiting)] == [], "a reply of tomorrow is no precedent"


def test_the_most_similar_first_and_no_more_than_asked(desk: Desk) -> None:
    near = desk.take_in(
        title="青石渡镇白石村征地批复及附图", text="申请公开青石渡镇白石村三组集体土地的征地批复和附图。"
    )
    same = desk.take_in()
    other = desk.take_in(title="望江街道低保对象名单", text="申请公开望江街道2025年度低保对象名单。")
    for one in (near, same, other):
        desk.on(3, 4).reply(one)
    case = desk.on(3, 9).take_in()
    views = found(desk, case)
    assert [one.request_id for one in views] == [same, near]
    assert views[0].percent == 100
    assert 35 <= views[1].percent < 100
    assert [one.request_id for one in found(desk, case, limit=1)] == [same]


def test_another_answer_to_the_same_information_is_found(desk: Desk) -> None:
    earlier = desk.take_in()
    desk.on(3, 4).reply(earlier)
    case = desk.on(3, 9).take_in()
    desk.decide(case, Outcome.REFUSAL_SECRET, facts=SECRET, evidence=MARKED)
    assert [one.differs for one in found(desk, case)] == [True]
    assert differing(desk, case, Outcome.REFUSAL_SECRET) == [earlier]
    assert differing(desk, case, Outcome.NOT_EXIST) == [earlier]


@pytest.mark.parametrize(
    "outcome", [Outcome.GRANT, Outcome.ALREADY_PUBLIC, Outcome.REPEAT_REQUEST, Outcome.ABANDONED_NO_CORRECTION]
)
def test_what_says_the_same_or_nothing_does_not_differ(local_desk: Desk, outcome: Outcome) -> None:
    local_desk.reply(local_desk.take_in())
    case = local_desk.on(3, 9).take_in()
    assert differing(local_desk, case, outcome) == []


def test_a_request_that_is_only_alike_is_not_held_against_the_answer(local_desk: Desk) -> None:
    near = local_desk.take_in(title="白石村征地补偿安置方案", text="申请公开青石渡镇白石村三组集体土地的补偿安置方案。")
    local_desk.reply(near)
    case = local_desk.on(3, 9).take_in()
    local_desk.search(case)
    local_desk.decide(case, Outcome.NOT_EXIST, facts=ABSENT, evidence=DUTY)
    (one,) = found(local_desk, case)
    assert one.differs
    assert one.percent < 80
    assert differing(local_desk, case, Outcome.NOT_EXIST) == []


def test_the_grounds_of_a_partial_grant_are_told(local_desk: Desk) -> None:
    earlier = local_desk.take_in()
    facts = {
        "provided_list": "正文2页",
        "withheld_list": "第3页，条例第十六条第二款，讨论记录",
        "withheld_grounds": "refusal_process",
        "page_count": "2",
    }
    noted = {
        Evidence.SEVERABILITY_NOTE: "能够区分",
        Evidence.PROVIDED_COPY: "复印件2页",
        Evidence.NATURE_NOTE: "卷内第4页",
    }
    local_desk.reply(earlier, Outcome.PARTIAL_GRANT, variant="withheld_14_16", facts=facts, evidence=noted)
    (one,) = found(local_desk, local_desk.on(3, 9).take_in())
    assert one.line == "部分公开，遮盖依据条例第十六条第二款"
    assert not one.differs, "nothing is decided yet"


def test_an_unknown_request_is_refused(local_desk: Desk) -> None:
    with pytest.raises(UserError) as said:
        precedents(local_desk.office, 999, today=local_desk.today)
    assert said.value.code == "request_unknown"

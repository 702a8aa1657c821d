"""C60: a ground that a body rejected warns the next letter that rests on it, as long as the result stands."""

from datetime import date

from casework.drafts import LetterDraft
from casework.letters import propose_letter
from casework.views import FindingView
from law.dispute_terms import GroundFate
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import DUTY, NOTHING, not_existing, view
from tests.casework.test_lessons import K, decided, lesson, strike, struck

SECRET = {"secrecy_level": "confidential", "secrecy_period": "十年"}
MARKED = {Evidence.SECRECY_MARK: "首页标识", Evidence.SEVERABILITY_NOTE: "不能区分"}


def warned(desk: Desk, request_id: int) -> list[FindingView]:
    draft = LetterDraft(request_id=request_id, dated_on=desk.today)
    return [one for one in propose_letter(desk.office, draft, desk.today).findings if one.code == "C60"]


def absent(desk: Desk) -> int:
    """A request of 1 June that is going to be answered in the same way."""
    request_id = desk.on(6, 1).take_in(title="望江街道低保对象名单", text="申请公开望江街道低保对象名单。")
    desk.on(6, 2).search(request_id)
    desk.decide(request_id, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    return request_id


def lost(desk: Desk, fate: GroundFate = GroundFate.STRUCK) -> int:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id, fate=fate))
    return dispute


def test_the_next_letter_on_the_ground_is_warned_with_case_day_and_reason(desk: Desk) -> None:
    dispute = lost(desk)
    (found,) = warned(desk, absent(desk))
    assert found.level == "warn"
    assert "条例第三十六条第（四）项" in found.sentence
    assert "2026年5月29日" in found.sentence
    assert "撤销" in found.sentence
    assert "检索范围不全" in found.sentence
    assert "被否定 1 件、得到维持 0 件" in found.sentence
    assert found.block is not None, "the place in the letter that names the provision"
    (told,) = [one.id for one in view(desk, dispute).events if one.kind is K.LESSON_RECORDED]
    case = absent(desk)
    strike(desk, dispute, told)
    assert warned(desk, case) == []


def test_what_was_upheld_or_concerns_another_ground_does_not_warn(desk: Desk) -> None:
    lost(desk, GroundFate.UPHELD)
    assert warned(desk, absent(desk)) == []


def test_another_refusal_on_a_shared_article_is_not_warned(desk: Desk) -> None:
    request_id = desk.take_in()
    document_id = desk.on(3, 12).reply(request_id, Outcome.REFUSAL_SECRET, facts=SECRET, evidence=MARKED)
    desk.on(3, 16).serve(document_id)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id, "ogi:14", why="没有密级标识"))
    assert warned(desk, absent(desk)) == []
    again = desk.on(6, 1).take_in(title="另一份批复", text="申请公开另一份批复。")
    desk.on(6, 2).decide(again, Outcome.REFUSAL_SECRET, facts=SECRET, evidence=MARKED)
    (found,) = warned(desk, again)
    assert "没有密级标识" in found.sentence


PART = {
    "provided_list": "正文2页",
    "withheld_list": "第3页，条例第十六条第二款，讨论记录",
    "withheld_grounds": "refusal_process",
    "page_count": "2",
}
SEPARATED = {
    Evidence.SEVERABILITY_NOTE: "能够区分",
    Evidence.PROVIDED_COPY: "复印件2页",
    Evidence.NATURE_NOTE: "卷内第4页",
}
PROCESS = {"process_kind": "discussion", "decision_made": "false", "discretion_reason": "会议尚未形成决定"}
NATURE = {Evidence.NATURE_NOTE: "讨论记录", Evidence.SEVERABILITY_NOTE: "不能区分"}


def test_a_part_and_the_whole_on_one_provision_warn_each_other(desk: Desk) -> None:
    request_id = desk.take_in()
    document_id = desk.on(3, 12).reply(
        request_id, Outcome.PARTIAL_GRANT, variant="withheld_14_16", facts=PART, evidence=SEPARATED
    )
    desk.on(3, 16).serve(document_id)
    dispute = decided(desk, request_id, document_id, "revoke_part", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id, "ogi:16.2", why="决定已经作出"))
    whole = desk.on(6, 1).take_in(title="望江街道会议纪要", text="申请公开望江街道会议纪要。")
    desk.decide(whole, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)
    (found,) = warned(desk, whole)
    assert "决定已经作出" in found.sentence
    part = desk.take_in(title="青石渡镇专题会议纪要", text="申请公开青石渡镇专题会议纪要。")
    desk.decide(part, Outcome.PARTIAL_GRANT, variant="withheld_14_16", facts=PART, evidence=SEPARATED)
    assert len(warned(desk, part)) == 1
    other = desk.take_in(title="红枫镇信访材料", text="申请公开红枫镇信访材料。")
    internal = {**PART, "withheld_grounds": "refusal_internal", "withheld_list": "第3页，条例第十六条第一款，人事"}
    desk.decide(other, Outcome.PARTIAL_GRANT, variant="withheld_14_16", facts=internal, evidence=SEPARATED)
    assert warned(desk, other) == []

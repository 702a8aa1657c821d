"""A request for several things is answered thing by thing, or a person says that it is one."""

from typing import Any

import pytest

from casework.drafts import ItemConclusion, ItemDraft, LetterDraft
from casework.letters import propose_letter
from casework.outcome import proposal
from law.errors import UserError
from law.terms import Outcome
from tests.casework.desk import GRANT_FACTS, Desk, letter

TEXT = "申请公开下列信息：\n1. 白石村三组征地批复；\n2. 征地补偿安置方案；\n3. 听证会记录。"
ITEMS = ("白石村三组征地批复", "征地补偿安置方案", "听证会记录")


def asked(desk: Desk, text: str = TEXT) -> int:
    return desk.take_in(text=text)


def findings(desk: Desk, case: int) -> list[str]:
    preview = propose_letter(desk.office, LetterDraft(request_id=case, dated_on=desk.today), desk.today)
    return [one.sentence for one in preview.findings if one.code == "C33"]


def all_concluded(**changes: str) -> tuple[ItemConclusion, ...]:
    return tuple(ItemConclusion(text=one, conclusion=changes.get(one, "予以公开")) for one in ITEMS)


def test_the_form_proposes_a_line_for_each_thing(desk: Desk) -> None:
    case = asked(desk)
    lines = proposal(desk.office, case, Outcome.GRANT, "", desk.today).items
    assert [one.text for one in lines] == list(ITEMS)
    assert {one.conclusion for one in lines} == {"予以公开"}
    partial = proposal(desk.office, case, Outcome.PARTIAL_GRANT, "", desk.today).items
    assert {one.conclusion for one in partial} == {""}, "which part is given only a person knows"
    refusal = proposal(desk.office, case, Outcome.REFUSAL_SECRET, "", desk.today).items
    assert {one.conclusion for one in refusal} == {"不予公开"}


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.ABANDONED_NO_CORRECTION, Outcome.PETITION])
def test_outcomes_that_end_the_request_ask_for_none(desk: Desk, outcome: Outcome) -> None:
    assert proposal(desk.office, asked(desk), outcome, "", desk.today).items == ()


def test_one_thing_needs_no_conclusion_of_its_own(desk: Desk) -> None:
    case = desk.take_in()
    assert proposal(desk.office, case, Outcome.GRANT, "", desk.today).items == ()
    desk.decide(case)
    assert findings(desk, case) == []


def test_conclusions_stand_in_the_letter(desk: Desk) -> None:
    case = asked(desk)
    desk.decide(case, conclusions=all_concluded(听证会记录="未制作该记录，信息不存在"))
    assert findings(desk, case) == []
    document = desk.draft(case)
    desk.issue(document)
    texts = [str(one["text"]) for one in desk.document(document).preview["blocks"]]
    at = texts.index("一、白石村三组征地批复")
    assert texts[at + 1] == "予以公开。"
    assert texts[texts.index("三、听证会记录") + 1] == "未制作该记录，信息不存在。"


def test_a_thing_without_conclusion_bars_the_letter(desk: Desk) -> None:
    case = asked(desk)
    desk.decide(case, conclusions=all_concluded()[:2])
    assert findings(desk, case) == ["“听证会记录”没有结论：申请了几项的，应当逐项答复。"]
    document = desk.draft(case)
    with pytest.raises(UserError) as refusal:
        desk.issue(document)
    assert refusal.value.code == "C33"
    desk.decide(case)
    assert len(findings(desk, case)) == 3
    desk.decide(case, single_item=True)
    assert findings(desk, case) == []


@pytest.mark.parametrize("blank", ["", " 　", "\x00"])
def test_an_empty_conclusion_is_refused(desk: Desk, blank: str) -> None:
    case = asked(desk)
    with pytest.raises(UserError) as refusal:
        desk.decide(case, conclusions=all_concluded(征地补偿安置方案=blank))
    assert (refusal.value.code, refusal.value.field) == ("item_open", "conclusions.1")
    assert "征地补偿安置方案" in refusal.value.what


def test_a_letter_that_was_split_asks_no_longer(desk: Desk) -> None:
    split = tuple(ItemDraft(title=one, text=TEXT) for one in ITEMS)
    cases = desk.register(letter(desk.today, text=TEXT, items=split))
    assert len(cases) == 3
    assert all(proposal(desk.office, one, Outcome.GRANT, "", desk.today).items == () for one in cases)


def test_showing_instead_of_copying_says_why(desk: Desk) -> None:
    case = desk.take_in()
    facts: dict[str, Any] = {key: GRANT_FACTS[key] for key in ("info_name", "provide_form")}
    facts |= {"view_place": "一楼政务公开室", "view_time": "2026年3月16日9时至17时"}
    with pytest.raises(UserError) as refusal:
        desk.decide(case, variant="onsite_view", facts=facts)
    assert (refusal.value.code, refusal.value.field) == ("onsite_reason_missing", "reasons")
    desk.decide(case, variant="onsite_view", facts=facts, reasons="原件为大幅图纸")
    preview = propose_letter(desk.office, LetterDraft(request_id=case, dated_on=desk.today), desk.today)
    assert any("原件为大幅图纸" in one.text for one in preview.blocks)

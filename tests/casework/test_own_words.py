"""The paragraphs of a reply in the agency's own words: where they stand, as they were typed, and nothing besides."""

import pytest

from casework.drafts import LetterDraft
from casework.letters import propose_letter
from casework.views import LetterPreview
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk

HOSTILE = ("{{ 7*7 }}", "{%p if x %}", "<w:p/> & 㼆𬍛 ·", "{{ 7*7 }}", "经审查，现答复如下：")


def granted(desk: Desk) -> int:
    case = desk.take_in()
    desk.decide(case, reasons="主任口头同意，不写入文书")
    return case


def not_exist(desk: Desk) -> int:
    case = desk.take_in()
    desk.search(case)
    facts = {"search_scope": "档案管理系统", "search_result": "未检索到相关文件"}
    desk.decide(case, Outcome.NOT_EXIST, facts=facts, evidence={Evidence.DUTY_BASIS: "三定方案第二条"})
    return case


def proposed(desk: Desk, case: int, *body: str) -> LetterPreview:
    return propose_letter(desk.office, LetterDraft(request_id=case, dated_on=desk.today, body=body), desk.today)


def own(preview: LetterPreview) -> list[str]:
    assert preview.body_range is not None
    start, end = preview.body_range
    return [one.text for one in preview.blocks[start:end]]


def test_a_grant_has_a_place_before_the_remedy_and_prints_nothing_there_unasked(desk: Desk) -> None:
    preview = proposed(desk, granted(desk))
    assert preview.body == ()
    assert own(preview) == []
    assert preview.body_range is not None
    assert "行政复议" in preview.blocks[preview.body_range[0]].text
    assert not any("主任口头同意" in one.text for one in preview.blocks)


@pytest.mark.parametrize("make", [granted, not_exist])
def test_own_words_are_printed_as_typed(desk: Desk, make: object) -> None:
    assert callable(make)
    preview = proposed(desk, make(desk), *HOSTILE)
    assert preview.body == HOSTILE
    assert [one.rstrip("。") for one in own(preview)] == list(HOSTILE)
    start = preview.body_range[0] if preview.body_range else 0
    assert [one.text for one in preview.blocks].index("经审查，现答复如下：") < start, "not its twin in the wording"


def test_proposed_words_are_the_recorded_facts(desk: Desk) -> None:
    preview = proposed(desk, not_exist(desk))
    assert len(own(preview)) == len(preview.body) == 2
    assert any("未检索到相关文件" in one for one in own(preview))


def test_a_text_of_several_lines_becomes_paragraphs(desk: Desk) -> None:
    preview = proposed(desk, granted(desk), "第一段\n第二段", " ")
    assert preview.body == ("第一段", "第二段")
    assert own(preview) == ["第一段。", "第二段。"]


def test_own_words_stay_in_the_issued_letter(desk: Desk) -> None:
    case = granted(desk)
    harmless = ("<w:p/> & 㼆𬍛 ·", "依据批复原件核对无误")  # {{ }} would bar the issue as a rest of a template
    document = desk.draft(case, body=harmless)
    desk.issue(document)
    texts = [str(one["text"]).rstrip("。") for one in desk.document(document).preview["blocks"]]
    assert [one for one in texts if one in harmless] == list(harmless)

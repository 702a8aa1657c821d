"""The seven questions of a case: proposed from its file, barred with reasons, kept with the decision, told again."""

from datetime import date
from typing import Any

import pytest

from casework import justification
from casework.amendment import correct_event
from casework.drafts import (
    EventCorrectionDraft,
    ItemDecision,
    JustificationAssessmentDraft,
    JustificationReceivedDraft,
    PathAnswer,
    WithdrawalDraft,
)
from casework.guided import guided, reasoning
from casework.guided_views import GuidedPoint, GuidedView
from casework.item_decisions import item_facts
from casework.letters import preview_document
from casework.outcome import proposal
from casework.withdrawal import withdraw
from law.errors import UserError
from law.seven_questions import question_tree
from law.terms import AccessForm, EventKind, Evidence, Opinion, Outcome
from tests.casework.desk import GRANT_FACTS, Desk

TO_GRANT = {
    "complete": "clear", "nature": "information", "before": "first", "duty": "own", "held": "held", "grounds": "open",
    "way": "copy",
}  # fmt: skip
GRANTED = tuple(PathAnswer(*one) for one in TO_GRANT.items())


def refused(act: Any) -> str:
    with pytest.raises(UserError) as said:
        act()
    return f"{said.value.code} {said.value.field}"


def ask(desk: Desk, case: int, **answers: str) -> GuidedView:
    return guided(desk.office, case, answers, today=desk.today)


def at(view: GuidedView, key: str) -> GuidedPoint:
    return next(one for one in view.points if one.key == key)


def barred(point: GuidedPoint) -> dict[str, str]:
    return {one.key: one.barred for one in point.answers if one.barred}


# ------------------------------------------------------------------------------------------------ the questions


def test_one_question_after_the_other_to_the_form(desk: Desk) -> None:
    case = desk.take_in()
    view = ask(desk, case)
    assert [one.key for one in view.points] == ["complete"]
    assert view.points[0].suggested == "clear"
    assert (view.outcome, view.form, view.path) == (None, None, ())
    given: dict[str, str] = {}
    for key, answer in TO_GRANT.items():
        given[key] = answer
        view = ask(desk, case, **given)
    assert [one.key for one in view.points] == list(TO_GRANT)
    assert (view.outcome, view.variant, view.path) == (Outcome.GRANT, "provide_copy", GRANTED)
    assert view.form is not None
    assert view.form.variant == "provide_copy"
    assert not any(one.from_file for one in view.points)


def test_an_earlier_answer_changed_leads_elsewhere_and_back(local_desk: Desk) -> None:
    case = local_desk.take_in()
    away = ask(local_desk, case, **{**TO_GRANT, "duty": "special"})
    assert away.outcome is Outcome.SPECIAL_QUERY
    assert [one.key for one in away.points] == ["complete", "nature", "before", "duty"]
    assert ask(local_desk, case, **TO_GRANT).outcome is Outcome.GRANT


def test_every_path_gives_a_view_with_its_form(local_desk: Desk) -> None:
    case = local_desk.take_in()
    paths = list(question_tree().paths(local_desk.today))
    for one in [*paths[:: len(paths) // 40], paths[-1]]:
        view = ask(local_desk, case, **{step.question: step.answer for step in one.path})
        assert (view.outcome, view.variant, view.path) == (one.outcome, one.variant, one.path)
        assert view.form is not None
        assert view.form.outcome is one.outcome


def test_a_fresh_case_bars_what_its_course_does_not_bear(desk: Desk) -> None:
    case = desk.take_in()
    complete = at(ask(desk, case), "complete")
    assert set(barred(complete)) == {"corrected", "unclear", "lapsed"}
    assert all(one.barred_basis == "第三十条" for one in complete.answers if one.barred)
    before = at(ask(desk, case, complete="clear", nature="information"), "before")
    assert set(barred(before)) == {"justified", "excessive"}
    grounds = at(ask(desk, case, **{**TO_GRANT, "grounds": "whatever"}), "grounds")
    assert set(barred(grounds)) == {"agreed", "override"}
    reason = at(ask(desk, case, **{**TO_GRANT, "grounds": "whole"}), "reason")
    assert set(barred(reason)) == {"third_party", "third_party_silent"}
    held = at(ask(desk, case, **{**TO_GRANT, "held": ""}), "held")
    assert set(barred(held)) == {"absent"}
    assert held.on_file == ("还没有检索记录",)


# ------------------------------------------------------------------------------------------------ what the file says


def test_a_lapsed_correction_is_answered_already(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).ask_correction(case, date(2026, 3, 17))
    desk.on(3, 6).serve(asked.document_id)
    over = at(ask(desk.on(3, 18), case), "complete")
    assert (over.chosen, barred(over).get("lapsed")) == ("", None)  # the decision itself may record the lapse
    desk.lapse(case)
    view = ask(desk, case)
    point = at(view, "complete")
    assert (point.chosen, point.from_file, point.why) == ("lapsed", True, "已确认逾期不补正")
    assert view.outcome is Outcome.ABANDONED_NO_CORRECTION
    assert any("2026年3月6日（周五）　送达" in line for line in point.on_file)
    assert ask(desk, case, complete="").outcome is None, "a person may take back what the file proposes"


def test_a_correction_that_came_in(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).ask_correction(case, date(2026, 3, 17))
    desk.on(3, 6).serve(asked.document_id)
    desk.on(3, 10).correct(case)
    view = ask(desk, case)
    point = at(view, "complete")
    assert (point.chosen, point.from_file) == ("corrected", True)
    assert view.points[-1].key == "nature"
    assert barred(point).keys() == {"lapsed"}


def test_a_search_speaks_for_absent_or_held(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).search(case)
    held = at(ask(desk, case, **{**TO_GRANT, "held": ""}), "held")
    assert (held.chosen, held.suggested) == ("", "absent")
    assert "未检索到" in held.why
    assert not barred(held)
    assert held.on_file[0].startswith("2026年3月3日（周二）　检索档案管理系统、公文系统，关键词征地、白石村，未检索到")
    desk.count_pages(case)
    assert at(ask(desk, case, **{**TO_GRANT, "held": ""}), "held").suggested == "held"


@pytest.mark.parametrize(
    ("opinion", "suggested", "closed"),
    [
        (Opinion.AGREE, "agreed", set()),
        (Opinion.PARTLY, "part", {"agreed"}),
        (Opinion.REFUSE, "", {"agreed"}),
    ],
)
def test_opinions_speak_on_giving(desk: Desk, opinion: Opinion, suggested: str, closed: set[str]) -> None:
    case = desk.take_in()
    asked = desk.on(3, 3).consult(case)
    desk.on(3, 5).serve(asked.document_id)
    desk.on(3, 10).opinion(case, asked.event_id, opinion)
    grounds = at(ask(desk, case, **{**TO_GRANT, "grounds": ""}), "grounds")
    assert grounds.suggested == suggested
    assert set(barred(grounds)) == closed
    way = at(ask(desk, case, **{**TO_GRANT, "way": ""}), "way")
    given = {"copy", "inform", "onsite", "on_spot"} if opinion is Opinion.REFUSE else set()
    assert set(barred(way)) == given, "what a third party refuses is not simply given"
    assert opinion.label in grounds.on_file[0]
    assert "2026年3月10日（周二）" in grounds.on_file[0]
    reason = at(ask(desk, case, **{**TO_GRANT, "grounds": "whole"}), "reason")
    assert ("third_party" in barred(reason)) is (opinion is Opinion.AGREE)
    assert reason.suggested == ("third_party" if opinion is Opinion.REFUSE else "")


def test_silence_is_no_refusal(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 3).consult(case)
    desk.on(3, 5).serve(asked.document_id)
    reason = at(ask(desk.on(3, 27), case, **{**TO_GRANT, "grounds": "whole"}), "reason")
    assert reason.suggested == "third_party_silent"
    assert set(barred(reason)) == {"third_party"}


@pytest.mark.parametrize(("reasonable", "answer"), [(True, ""), (False, "excessive")])
def test_assessed_reasons_answer_whether_it_is_too_much(desk: Desk, reasonable: bool, answer: str) -> None:
    case = desk.take_in()
    desk.on(3, 3).justify(case, date(2026, 3, 17))
    received = JustificationReceivedDraft(request_id=case, on=date(2026, 3, 10), text="为诉讼所需")
    justification.receive_justification(desk.on(3, 10).office, received, **desk.how)
    assessed = JustificationAssessmentDraft(
        request_id=case, on=date(2026, 3, 11), reasonable=reasonable, grounds="已逐件核对"
    )
    justification.assess_justification(desk.on(3, 11).office, assessed, **desk.how)
    before = at(ask(desk, case, complete="clear", nature="information"), "before")
    assert (before.chosen, before.suggested) == (answer, "justified" if reasonable else "excessive")
    assert set(barred(before)) == ({"excessive"} if reasonable else {"justified"})
    assert "已逐件核对" in before.on_file[-1]


def test_the_form_wanted_speaks_on_the_way(local_desk: Desk) -> None:
    case = local_desk.take_in(access_forms=(AccessForm.INSPECTION,))
    assert at(ask(local_desk, case, **{**TO_GRANT, "way": ""}), "way").suggested == "onsite"
    paper = local_desk.take_in()
    assert at(ask(local_desk, paper, **{**TO_GRANT, "way": ""}), "way").why == "申请人要求纸质"


# ---------------------------------------------------------------------------------------------- kept with the decision


def test_the_path_is_kept_and_proposed_again(desk: Desk) -> None:
    case = desk.take_in()
    desk.decide(case, path=GRANTED)
    decided = desk.case(case).state.facts.decided
    assert decided is not None
    assert decided.payload["path"] == [{"question": key, "answer": answer} for key, answer in TO_GRANT.items()]
    view = ask(desk, case)
    assert (view.path, view.direct) == (GRANTED, False)
    assert view.form is not None
    assert {one.key: one.value for one in view.form.facts}.items() >= GRANT_FACTS.items()


def test_a_decision_without_a_path_says_so(desk: Desk) -> None:
    case = desk.take_in()
    desk.decide(case)
    view = ask(desk, case)
    assert view.direct
    assert [one.key for one in view.points] == ["complete"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (GRANTED[:-1], "path_open path"),
        ((*GRANTED[:-1], PathAnswer("way", "whatever")), "path_open path"),
        ((*GRANTED[:-1], PathAnswer("way", "inform")), "path_elsewhere path"),
        ((PathAnswer("complete", "ended"), PathAnswer("ending", "other")), "path_elsewhere path"),
        ((*GRANTED, PathAnswer("reason", "secret")), "path_elsewhere path"),
        (tuple(reversed(GRANTED)), "path_elsewhere path"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(local_desk: Desk, path: tuple[PathAnswer, ...], code: str) -> None:
    case = local_desk.take_in()
    assert refused(lambda: local_desk.decide(case, path=path)) == code
    assert local_desk.case(case).state.facts.decided is None


# ------------------------------------------------------------------------------------------------ the reasoning page


def test_the_reasoning_page_tells_answer_evidence_and_article(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).search(case)
    path = (*GRANTED[:4], PathAnswer("held", "absent"))
    facts = {"search_scope": "档案管理系统、公文系统", "search_result": "没有制作"}
    noted = {Evidence.DUTY_BASIS: "三定方案第二条，卷内第5页"}
    desk.decide(case, Outcome.NOT_EXIST, facts=facts, evidence=noted, path=path)
    page = reasoning(desk.office, case, today=desk.today)
    assert (page.guided, page.remark, page.outcome) == (True, "", Outcome.NOT_EXIST)
    assert [one.name for one in page.questions] == [
        "补不补",
        "是不是",
        "谁负责",
        "有没有",
        "给不给",
        "怎么给",
        "怎么答",
    ]
    assert [one.answered for one in page.questions] == [True, True, True, True, False, False, True]
    held = page.questions[3]
    assert (held.line, held.basis) == ("经检索，没有", "第三十六条第（四）项")
    assert [(one.code, one.missing) for one in held.evidence] == [("E1", False), ("E2", False)]
    assert held.evidence[0].lines[0].startswith("2026年3月3日（周二）　检索")
    assert held.evidence[1].lines == ("三定方案第二条，卷内第5页",)
    assert page.questions[1].line == "要的是行政管理中形成、获取的信息；没有重复，数量频次正常"
    assert page.questions[6].line == "信息不存在；复议或诉讼"
    assert (page.annual_row, page.letter_title) != ("", "")


def test_the_reasoning_page_without_a_path_says_so(desk: Desk) -> None:
    case = desk.take_in()
    desk.decide(case)
    page = reasoning(desk.office, case, today=desk.today)
    assert not page.guided
    assert "直接选定" in page.remark
    assert not any(one.answered for one in page.questions)
    assert page.questions[5].line == "提供复制件；纸质，邮寄，3 页"
    assert page.questions[6].line == "予以公开（提供复制件）；复议或诉讼"


def test_a_path_that_a_correction_made_untrue_is_not_told(local_desk: Desk) -> None:
    case = local_desk.take_in()
    event = local_desk.decide(case, path=GRANTED).event_id
    assert event is not None
    draft = EventCorrectionDraft(
        request_id=case,
        event_id=event,
        kind=EventKind.OUTCOME_DECIDED,
        payload={"variant": "on_spot"},
        reason="当场交付",
    )
    correct_event(local_desk.office, draft, **local_desk.how)
    page = reasoning(local_desk.office, case, today=local_desk.today)
    assert (page.guided, page.variant_label) == (False, "当场答复")
    assert page.questions[5].line.startswith("当场答复")


def test_the_way_that_explains_a_direct_decision_follows_the_file(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).ask_correction(case, date(2026, 3, 17))
    desk.on(3, 6).serve(asked.document_id)
    desk.on(3, 10).correct(case)
    desk.decide(case)
    page = reasoning(desk.office, case, today=desk.today)
    assert page.questions[0].line == "补正以后明确了"
    assert [one.code for one in page.questions[0].evidence] == ["E12"]


def test_nothing_decided_and_a_withdrawal(desk: Desk) -> None:
    case = desk.take_in()
    page = reasoning(desk.office, case, today=desk.today)
    assert (page.outcome, page.remark) == (None, "还没有确定处理结果。")
    assert len(page.questions) == 7
    withdraw(desk.office, WithdrawalDraft(request_id=case, on=desk.today, signed=True, how="书面"), **desk.how)
    page = reasoning(desk.office, case, today=desk.today)
    assert (page.outcome, page.remark) == (Outcome.WITHDRAWN, "申请人撤回，不再判断。")
    assert page.questions[6].line == "申请人撤回；不写救济"
    assert [one.code for one in page.questions[6].evidence] == ["E20"]


# ------------------------------------------------------------------------------------------------ item by item

ITEMS = (
    ItemDecision(text="征地批复", outcome=Outcome.GRANT),
    ItemDecision(
        text="补偿安置方案",
        outcome=Outcome.PARTIAL_GRANT,
        ground=Outcome.REFUSAL_PROCESS,
        place="第4至5页内部征求意见",
        reason="属于讨论记录，公开会影响今后坦率讨论",
    ),
    ItemDecision(text="专家评审意见", outcome=Outcome.REFUSAL_INTERNAL, reason="属于内部工作流程"),
)
OGI = "《中华人民共和国政府信息公开条例》"
TEXT = "请公开：1. 征地批复；2. 补偿安置方案；3. 专家评审意见。"
NOTES = {
    Evidence.SEVERABILITY_NOTE: "能够区分，卷内第3页",
    Evidence.PROVIDED_COPY: "复印件5页，卷内第6页",
    Evidence.NATURE_NOTE: "卷内第4页",
}


def part(desk: Desk, case: int, items: tuple[ItemDecision, ...], **changes: Any) -> Any:
    told = item_facts(items)
    values: dict[str, Any] = {
        "variant": told.variant,
        "facts": {**told.facts, "page_count": "5"},
        "evidence": NOTES,
        "items": items,
        "conclusions": told.conclusions,
    }
    return desk.decide(case, Outcome.PARTIAL_GRANT, **{**values, **changes})


def test_items_make_lists_grounds_and_conclusions() -> None:
    told = item_facts(ITEMS)
    assert told.variant == "withheld_14_16"
    assert told.facts == {
        "provided_list": "征地批复\n补偿安置方案（遮盖后）",
        "withheld_list": (
            "补偿安置方案：第4至5页内部征求意见，第十六条第二款，属于讨论记录，公开会影响今后坦率讨论\n"
            "专家评审意见：全部，第十六条第一款，属于内部工作流程"
        ),
        "withheld_grounds": "refusal_process\nrefusal_internal",
    }
    assert [one.conclusion for one in told.conclusions] == [
        "予以公开",
        f"区分处理后部分公开，其中第4至5页内部征求意见根据{OGI}第十六条第二款不予公开，属于讨论记录，公开会影响今后坦率讨论",
        f"根据{OGI}第十六条第一款不予公开，属于内部工作流程",
    ]


def test_items_of_other_kinds_cover_nothing() -> None:
    items = (
        ITEMS[0],
        ItemDecision(text="会议录像", outcome=Outcome.NOT_EXIST, reason="没有录制"),
        ItemDecision(text="附图", outcome=Outcome.PARTIAL_GRANT, place="图签", reason="与申请无关"),
    )
    told = item_facts(items)
    assert told.variant == "withheld_other"
    assert told.facts["withheld_list"] == "附图：图签，第三十七条，与申请无关"
    assert told.facts["withheld_reason"] == "与申请无关"
    assert "withheld_grounds" not in told.facts
    assert told.conclusions[1].conclusion == f"信息不存在（{OGI}第三十六条第（四）项），没有录制"


def test_a_letter_answers_each_item_with_its_own_ground(desk: Desk) -> None:
    case = desk.take_in(text=TEXT)
    part(desk, case, ITEMS)
    text = "\n".join(one.text for one in preview_document(desk.office, desk.draft(case)).blocks)
    for told in ("征地批复", "第4至5页内部征求意见", "专家评审意见", "第十六条第一款", "第十六条第二款"):
        assert told in text
    form = proposal(desk.office, case, Outcome.PARTIAL_GRANT, "", desk.today)
    assert form.decisions == ITEMS
    page = reasoning(desk.office, case, today=desk.today)
    assert page.questions[6].details[-1] == "专家评审意见：不予公开·内部事务信息（条例第十六条第一款）"


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((ITEMS[0], ItemDecision(text="乙", outcome=Outcome.REFUSAL_LAW)), "item_reason_missing items.1.reason"),
        (
            (ITEMS[0], ItemDecision(text="乙", outcome=Outcome.PARTIAL_GRANT, reason="无关")),
            "item_place_missing items.1.place",
        ),
        (
            (ItemDecision(text="乙", outcome=Outcome.PARTIAL_GRANT, ground=Outcome.NOT_EXIST, place="x", reason="y"),),
            "item_ground_wrong items.0.ground",
        ),
        (
            (ITEMS[0], ItemDecision(text="乙", outcome=Outcome.WITHDRAWN, reason="y")),
            "item_ground_wrong items.1.ground",
        ),
        (
            (ITEMS[0], ITEMS[1], ItemDecision(text="乙", outcome=Outcome.NOT_EXIST, reason="没有制作")),
            "outcome_needs_search items.2.ground",
        ),
        (
            (ITEMS[0], ItemDecision(text="乙", outcome=Outcome.NOT_EXIST, reason="没有制作")),
            "item_variant_differs variant",
        ),
        (
            (ITEMS[0], ItemDecision(text="乙", outcome=Outcome.REFUSAL_THIRD_PARTY, reason="商业秘密")),
            "item_ground_unlisted facts.withheld_grounds",
        ),
        ((ITEMS[2],), "item_not_given_alone items.0.outcome"),
    ],
)
def test_items_that_do_not_bear_are_refused(local_desk: Desk, items: tuple[ItemDecision, ...], code: str) -> None:
    case = local_desk.take_in()
    facts = {"provided_list": "正文", "withheld_list": "附件", "withheld_grounds": "refusal_process", "page_count": "2"}
    said = refused(lambda: part(local_desk, case, items, variant="withheld_14_16", facts=facts, conclusions=()))
    assert said == code

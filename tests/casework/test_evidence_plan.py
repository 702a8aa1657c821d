"""What has to be proved of an attacked reply, and what of it is on file."""

from datetime import date

import pytest

from casework.attachments import attach
from casework.drafts import AttachmentDraft
from casework.evidence_matching import _MATCHES
from casework.evidence_plan import evidence_plan
from casework.evidence_views import EvidencePlanView, NeedView, ProofState
from casework.general_needs import _CONDITIONS, _PAPERS
from law.dispute_terms import AttackedAct, Forum
from law.evidence import evidence_specs
from law.outcomes import outcome_rules
from law.proof_needs import NeedWhen, act_proofs, outcome_failures, proof_needs
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk

NOTHING = {"search_scope": "档案管理系统、公文系统，2019年至2026年", "search_result": "未检索到"}
ELSEWHERE = {
    "reason": "由县住房和城乡建设局制作",
    "responsible_agency": "临江县住房和城乡建设局",
    "responsible_contact": "0900-6600201",
}
DUTY = {Evidence.DUTY_BASIS: "三定规定第三条"}


def plan(desk: Desk, case: int, document: int | None, **changes: object) -> EvidencePlanView:
    attacked = AttackedAct.REPLY if document is not None else AttackedAct.NO_REPLY
    return evidence_plan(desk.office, case, attacked, document, desk.today, **changes)  # type: ignore[arg-type]


def need(view: EvidencePlanView, key: str) -> NeedView:
    return next(one for one in view.needs if one.key == key)


def keys(view: EvidencePlanView) -> set[str]:
    return {one.key for one in view.needs}


def scan(name: str, role: str = "") -> AttachmentDraft:
    return AttachmentDraft(file_name=name, content=f"scan of {name}".encode(), media_type="application/pdf", role=role)


# ------------------------------------------------------------------------------------------------------------ tables


def test_every_kind_of_evidence_is_matched_and_every_condition_judged() -> None:
    assert set(_MATCHES) == set(Evidence) == set(evidence_specs())
    assert set(_CONDITIONS) == set(NeedWhen)
    assert set(_PAPERS) == set(proof_needs())
    assert {one.when for one in proof_needs().values()} <= set(NeedWhen)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_says_how_it_fails_and_needs_evidence_that_can_be_found(outcome: Outcome) -> None:
    failure, rule = outcome_failures()[outcome], outcome_rules()[outcome]
    assert failure.consequence
    for variant in (None, *(one.key for one in rule.variants)):
        assert set(rule.evidence_for(variant)) <= set(_MATCHES)
    # What rests on no evidence at all is what the applicant asked for, or the catch-all that somebody approved.
    assert rule.evidence or outcome is Outcome.OTHER


def test_every_attacked_act_is_proved_by_its_outcome_or_says_how_it_ends() -> None:
    assert set(act_proofs()) == set(AttackedAct)
    for one in act_proofs().values():
        assert one.by_outcome or one.consequence


# ------------------------------------------------------------------------------------------------------- course of it


def test_a_missing_search_is_missing_and_says_what_follows(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.on(3, 16).reply(
        case, Outcome.NOT_THIS_AGENCY, variant="known_agency", facts=ELSEWHERE, evidence=DUTY
    )
    view = plan(desk, case, document)
    duty = need(view, "duty_basis")
    assert (duty.code, duty.state) == ("E2", ProofState.FOUND)
    assert duty.lines[0] == "呈批记载：三定规定第三条"
    assert "没有职责依据" in duty.consequence
    assert need(view, "service_proof").state is ProofState.PARTIAL
    assert need(view, "application").state is ProofState.MISSING
    assert need(view, "deadline_sheet").state is ProofState.FOUND
    assert "extension_record" not in keys(view)
    assert view.since == date(2026, 3, 16)


def test_served_and_searched_in_time_is_complete(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).search(case)
    document = desk.on(3, 16).reply(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    desk.on(3, 19).serve(document)
    view = plan(desk, case, document)
    search = need(view, "search_record")
    assert search.state is ProofState.FOUND
    assert [one.key for one in search.papers] == [f"s:search_record:{case}"]
    assert search.papers[0].formed_on == date(2026, 3, 5)
    assert need(view, "service_proof").state is ProofState.FOUND
    assert need(view, "attacked_letter").papers[0].key == f"d{document}"
    assert "临资公复〔2026〕1号" in view.line
    assert "2026年3月19日送达" in view.line


def test_what_came_in_after_the_reply_is_marked(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).search(case)
    document = desk.on(3, 16).reply(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    attach(desk.on(4, 2).office, case, (scan("检索截图.pdf", "检索截图"),), **desk.how)
    found = need(plan(desk, case, document), "search_record")
    late = [one for one in found.papers if one.late]
    assert [one.title for one in late] == ["检索截图：检索截图.pdf"]
    assert late[0].note == "入卷于2026年4月2日，晚于答复，须核对形成日期"
    assert found.state is ProofState.FOUND  # the record of the search itself is of the time


def test_a_note_is_no_screenshot(desk: Desk) -> None:
    case = desk.take_in()
    facts = {
        "info_title": "征地批复",
        "url": "https://www.example.invalid/zwgk/1.html",
        "published_on": "2025-12-01",
    }
    evidence = {Evidence.PUBLICATION_PROOF: "答复日网页可以打开"}
    document = desk.on(3, 10).reply(case, Outcome.ALREADY_PUBLIC, variant="website", facts=facts, evidence=evidence)
    found = need(plan(desk, case, document), "publication_proof")
    assert found.state is ProofState.NOTED
    assert found.remark == "只有呈批时的记载，没有可以提交的材料"


def test_an_extension_and_a_consultation_have_to_be_proved(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 9).consult(case)
    desk.on(3, 20).extend(case)
    desk.on(3, 24).opinion(case, asked.event_id)
    view = plan(desk, case, None, began_on=date(2026, 6, 1))
    pause, extension = need(view, "pause_record"), need(view, "extension_record")
    assert {one.title.split("（")[0] for one in pause.papers} >= {"征求意见书"} or pause.papers
    assert extension.state is ProofState.FOUND
    assert {"attacked_letter", "approval"}.isdisjoint(keys(view))
    assert view.line.startswith("逾期未答复")


def test_the_articles_are_those_of_the_forum(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.on(3, 10).reply(case)
    for forum, foreign in ((Forum.RECONSIDERATION, "litig"), (Forum.LITIGATION, "recon")):
        view = plan(desk, case, document, forum=forum)
        cited = [one for each in view.needs for one in each.citations]
        assert cited
        assert not [one for one in cited if one.statute == foreign]
        assert all(one.statute != foreign for one in view.rule_citations)

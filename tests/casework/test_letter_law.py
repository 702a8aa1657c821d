"""Every outcome and variant as the letter that leaves the house: articles, words, remedies, what it must not say."""

import re
from datetime import date

import pytest

from casework import justification
from casework.drafts import DeferralDraft, JustificationAssessmentDraft, JustificationReceivedDraft
from casework.letters import preview_document
from casework.outcome import proposal
from casework.outcome_rules import grounds_of
from law.outcomes import FactSpec, outcome_rules
from law.terms import FactKind, Opinion, Outcome
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY

VARIANTS = [
    pytest.param(outcome, variant, id=f"{outcome}-{variant}" if variant else str(outcome))
    for outcome, rule in outcome_rules().items()
    if outcome not in (Outcome.WITHDRAWN, Outcome.ABANDONED_NO_PAYMENT)
    for variant in ([one.key for one in rule.variants] or [""])
]
# What the file proves; a made-up value would be refused.
ON_FILE = ("notice_number", "notice_served_on", "correction_deadline")
REFUSALS = tuple(one for one in Outcome if one.startswith("refusal_"))
# Words that the statute has for the agency's choice; a letter that says "shall refuse" misstates 条例第十六条.
MISSTATED = ("应当不予公开", "视为同意", "视为不同意", "工作秘密", "表三", "年报分类")


# Facts that have a form of their own.
WRITTEN = {
    "third_party_notice_on": "2026-03-10",
    "url": "https://www.linjiang.example/zwgk/2026/0302.html",
    "prohibition_title": "《中华人民共和国统计法》",
    "prohibition_article": "第九条",
    "cited_article": "《中华人民共和国政府信息公开条例》第二条",
}


def filled(spec: FactSpec) -> str:
    """A value of the kind that a fact wants."""
    if spec.key in WRITTEN:
        return WRITTEN[spec.key]
    if spec.kind is FactKind.DATE:
        return "2026-03-02"
    if spec.kind is FactKind.COUNT:
        return "3"
    if spec.kind is FactKind.FLAG:
        return "true"
    if spec.kind in (FactKind.CHOICE, FactKind.CHOICES):
        return spec.choices[0][0]
    return f"{spec.label}如下，联系电话0990-5550100"


def course(desk: Desk, case: int, outcome: Outcome, variant: str) -> None:
    """What has to happen before the outcome can be decided."""
    desk.on(3, 3).search(case)
    third = outcome is Outcome.REFUSAL_THIRD_PARTY or variant == "public_interest_override"
    if third:
        asked = desk.consult(case)
        desk.on(3, 5).serve(asked.document_id)
        if variant == "silent":
            desk.on(3, 27)
        else:
            desk.on(3, 10).opinion(case, asked.event_id, Opinion.REFUSE)
    if outcome in (Outcome.UNCLEAR_AFTER_CORRECTION, Outcome.ABANDONED_NO_CORRECTION):
        notice = desk.ask_correction(case, date(2026, 3, 17))
        desk.on(3, 5).serve(notice.document_id)
        if outcome is Outcome.UNCLEAR_AFTER_CORRECTION:
            desk.on(3, 12).correct(case)
        else:
            desk.on(3, 18).lapse(case)
    if outcome is Outcome.EXCESSIVE_REQUESTS:
        _unreasonable(desk, case)


def _unreasonable(desk: Desk, case: int) -> None:
    desk.serve(desk.justify(case, date(2026, 3, 13)).document_id)
    judged = JustificationAssessmentDraft(request_id=case, on=date(2026, 3, 16), reasonable=False, grounds="逾期未说明")
    justification.assess_justification(desk.on(3, 16).office, judged, **desk.how)


def letter_of(desk: Desk, outcome: Outcome, variant: str) -> str:
    """The text of the issued letter."""
    case = desk.take_in()
    course(desk, case, outcome, variant)
    rule = outcome_rules()[outcome]
    form = proposal(desk.office, case, outcome, variant, desk.today)
    facts = {spec.key: filled(spec) for spec in rule.facts_for(variant or None)}
    facts |= {one.key: one.value for one in form.facts if one.value and one.key in ON_FILE}
    evidence = dict.fromkeys(rule.evidence_for(variant or None, grounds_of(facts)), "见案卷")
    desk.decide(case, outcome, variant=variant, facts=facts, evidence=evidence, reasons="资料载体为大幅图纸")
    document = desk.draft(case)
    desk.issue(document)
    return "\n".join(one.text for one in preview_document(desk.office, document).blocks)


@pytest.mark.parametrize(("outcome", "variant"), VARIANTS)
def test_the_letter_of_every_outcome(local_desk: Desk, outcome: Outcome, variant: str) -> None:
    text = letter_of(local_desk, outcome, variant)
    rule = outcome_rules()[outcome]
    for group in rule.required_phrases:
        assert any(phrase in text for phrase in group), group
    for words in MISSTATED:
        assert words not in text
    first = f"应当自收到本文书之日起六十日内先向{AGENCY.reconsideration_body}申请行政复议" in text
    either = f"也可以自收到之日起六个月内直接向{AGENCY.court_name}提起行政诉讼" in text
    by_part = outcome is Outcome.PARTIAL_GRANT and variant == "withheld_14_16"
    assert (first, either) == (outcome in REFUSALS or by_part, outcome not in REFUSALS)
    grounds = (Outcome.REFUSAL_SECRET,) if by_part else ()
    for citation in rule.citations_for(variant or None, grounds):
        if citation.statute == "ogi":
            assert citation.place in text, citation
    assert "国办公开办函" not in text
    assert not re.search(r"None|\bTrue\b|\bFalse\b|\{|\}", text)


def test_an_enquiry_is_not_called_a_complaint(local_desk: Desk) -> None:
    text = letter_of(local_desk, Outcome.PETITION, "enquiry")
    assert "进行咨询" in text
    assert "信访" not in text


def test_nobody_is_said_to_have_given_reasons_who_gave_none(local_desk: Desk) -> None:
    text = letter_of(local_desk, Outcome.EXCESSIVE_REQUESTS, "")
    assert "没有说明合理的理由" in text
    assert "向本机关说明了理由" not in text


def test_a_confirmation_refused_cites_the_article_that_the_agency_names(local_desk: Desk) -> None:
    text = letter_of(local_desk, Outcome.CONFIRM_REISSUE, "")
    assert "根据《中华人民共和国政府信息公开条例》第二条的规定，不予处理" in text


def test_the_day_of_service_is_not_proposed_without_proof(local_desk: Desk) -> None:
    case = local_desk.take_in()
    notice = local_desk.on(3, 4).ask_correction(case, date(2026, 3, 17))

    def proposed() -> str:
        form = proposal(local_desk.office, case, Outcome.ABANDONED_NO_CORRECTION, "", local_desk.today)
        return next(one.value for one in form.facts if one.key == "notice_served_on")

    assert proposed() == ""
    local_desk.on(3, 6).serve(notice.document_id)
    assert proposed() == "2026-03-06"


def test_the_reply_tells_that_it_was_deferred(local_desk: Desk) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 4).justify(case, date(2026, 3, 13))
    given = JustificationReceivedDraft(request_id=case, on=date(2026, 3, 10), text="课题研究")
    justification.receive_justification(local_desk.on(3, 10).office, given, **local_desk.how)
    judged = JustificationAssessmentDraft(request_id=case, on=local_desk.today, reasonable=True, grounds="有立项书")
    justification.assess_justification(local_desk.office, judged, **local_desk.how)
    later = DeferralDraft(
        request_id=case, until=date(2026, 5, 29), issued_on=local_desk.today, reason="量大", dispatch=local_desk.post()
    )
    justification.defer_reply(local_desk.office, later, **local_desk.how)
    document = local_desk.on(5, 20).reply(case)
    text = "\n".join(one.text for one in preview_document(local_desk.office, document).blocks)
    assert "于2026年3月10日以延迟答复告知书" in text
    assert "在2026年5月29日前（含当日）答复" in text

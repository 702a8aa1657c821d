"""The remedy clause in the reply of a case: by date of the letter, by way of service, by what is withheld."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.act_case import read_case
from casework.agency import update_profile
from casework.drafts import LetterDraft
from casework.reply_letter import reply_plan
from law.terms import DeliveryMethod, Evidence, Outcome, ServiceMethod
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY
from tests.law.test_remedy_matrix import AB, DAYS, ONLINE, WEBSITE, A, B

SECRET: dict[str, Any] = {
    "facts": {"secrecy_level": "confidential", "secrecy_period": "十年"},
    "evidence": {Evidence.SECRECY_MARK: "首页标识", Evidence.SEVERABILITY_NOTE: "不能区分"},
}
PART: dict[str, Any] = {
    "variant": "withheld_14_16",
    "facts": {
        "provided_list": "正文2页",
        "withheld_list": "附件1页，条例第十四条，密级标识",
        "withheld_grounds": "refusal_secret",
        "page_count": "2",
    },
    "evidence": {**SECRET["evidence"], Evidence.PROVIDED_COPY: "复印件2页"},
}
OTHER_PART: dict[str, Any] = {
    "variant": "withheld_other",
    "facts": {
        "provided_list": "正文2页",
        "withheld_list": "附图图签",
        "withheld_reason": "与申请无关",
        "page_count": "2",
    },
    "evidence": {Evidence.SEVERABILITY_NOTE: "能够区分", Evidence.PROVIDED_COPY: "复印件2页"},
}
CASES = [
    pytest.param(Outcome.GRANT, {}, (B, B, B, B), id="grant"),
    pytest.param(Outcome.REFUSAL_SECRET, SECRET, (B, A, A, A), id="refusal"),
    pytest.param(Outcome.PARTIAL_GRANT, PART, (B, AB, AB, AB), id="part"),
    pytest.param(Outcome.PARTIAL_GRANT, OTHER_PART, (B, B, B, B), id="part-other"),
]


def clause(desk: Desk, case: int, on: date, method: ServiceMethod | None) -> str:
    """What the reply would print on a day, sent in a way."""
    draft = LetterDraft(request_id=case, dated_on=on, method=method)
    with desk.office.reading() as session:
        plan = reply_plan(desk.office, session, read_case(desk.office, session, case, on), draft, "待取号")
    assert "".join(plan.context.remedy) == plan.clause.text
    return plan.clause.text


@pytest.mark.parametrize(("outcome", "said", "clauses"), CASES)
def test_the_law_of_the_letters_date_and_of_its_way(
    local_desk: Desk, outcome: Outcome, said: dict[str, Any], clauses: tuple[str, ...]
) -> None:
    desk = local_desk
    profile = replace(AGENCY, reconsideration_website=WEBSITE)
    update_profile(desk.office, profile, now=desk.how["now"], actor=desk.actor)
    desk.on(12, 20, 2023)
    by_post, online = desk.take_in(), desk.take_in(delivery=DeliveryMethod.EMAIL)
    for one in (by_post, online):
        desk.decide(one, outcome, **said)
    for on, wanted in zip(DAYS, clauses, strict=True):
        for way in (ServiceMethod.COUNTER, ServiceMethod.POST):
            assert clause(desk, by_post, on, way) == wanted
        assert clause(desk, by_post, on, ServiceMethod.ELECTRONIC) == wanted + ONLINE
        assert clause(desk, online, on, None) == wanted + ONLINE, "asked for by e-mail: the letter bears it (C48)"

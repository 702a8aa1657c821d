"""Every outcome in every variant, by every way of service, on both sides of the changes: the clause that is printed.

The clauses are written out here as the law files give them, independently of law/data/remedies.toml.
"""

from datetime import date

import pytest

from law.outcomes import outcome_rules
from law.policies import PolicySet
from law.remedies import remedy_class, remedy_clause
from law.terms import Outcome, ServiceMethod

POLICIES = PolicySet.default()
BODY, COURT, WEBSITE = "临江县人民政府", "临江县人民法院", "https://fuyi.example.gov.cn"
DAYS = (date(2023, 12, 29), date(2024, 1, 2), date(2026, 6, 30), date(2026, 7, 2))
WAYS = (ServiceMethod.COUNTER, ServiceMethod.POST, ServiceMethod.ELECTRONIC)

A = (
    "对本告知不予公开的决定不服的，应当自收到本文书之日起六十日内先向临江县人民政府申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向临江县人民法院提起行政诉讼。"
)
B = (
    "对本告知不服的，可以自收到本文书之日起六十日内向临江县人民政府申请行政复议，"
    "也可以自收到之日起六个月内直接向临江县人民法院提起行政诉讼。"
)
AB = (
    "对其中不予公开部分不服的，应当自收到本文书之日起六十日内先向临江县人民政府申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向临江县人民法院提起行政诉讼。"
    "对其他内容不服的，可以自收到本文书之日起六十日内向临江县人民政府申请行政复议，"
    "也可以自收到之日起六个月内直接向临江县人民法院提起行政诉讼。"
)
ONLINE = "可以通过https://fuyi.example.gov.cn提交行政复议申请书。"

REFUSALS = frozenset({
    "refusal_secret", "refusal_law", "refusal_safety", "refusal_third_party", "refusal_internal", "refusal_process",
    "refusal_case_file",
})  # fmt: skip


def expected(outcome: Outcome, variant: str, on: date) -> str:
    """The clause without the sentence for online service, by the table of dates."""
    if outcome.value == "withdrawn":
        return ""
    if on.year < 2024:
        return B
    if outcome.value in REFUSALS:
        return A
    return AB if (outcome.value, variant) == ("partial_grant", "withheld_14_16") else B


CASES = [
    (outcome, variant.key if variant else "")
    for outcome, rule in outcome_rules().items()
    for variant in (rule.variants or (None,))
]


def test_the_matrix_is_whole() -> None:
    assert {outcome for outcome, _ in CASES} == set(Outcome)
    assert {variant for outcome, variant in CASES if outcome is Outcome.PARTIAL_GRANT} == {
        "withheld_14_16",
        "withheld_other",
    }
    assert len(CASES) * len(WAYS) * len(DAYS) == 37 * 12


@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize(("outcome", "variant"), CASES, ids=[f"{outcome}-{key or 'only'}" for outcome, key in CASES])
def test_clause(outcome: Outcome, variant: str, way: ServiceMethod, on: date) -> None:
    online = way is ServiceMethod.ELECTRONIC
    cls = remedy_class(outcome, variant or None, on, POLICIES)
    clause = remedy_clause(cls, on, BODY, COURT, WEBSITE if online else None, outcome=outcome, policies=POLICIES)
    wanted = expected(outcome, variant, on)
    assert clause.text == wanted + (ONLINE if online and wanted else "")
    assert not clause.missing

"""Table three from cases as they were really dealt with: rows, columns, years, and every counting policy."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.annual_count import CountedYear, count_year
from casework.annual_facts import COUNTING_POLICIES
from casework.drafts import AgentDraft, ApplicantDraft, ItemDraft, WithdrawalDraft
from casework.withdrawal import withdraw
from law.annual_form import three_key
from law.policies import policy_specs
from law.terms import ApplicantType, Channel, IdentityKind, Outcome, RequestKind
from tests.casework.annual_desk import year_of_cases
from tests.casework.desk import APPLICANT, Desk, letter
from tests.casework.test_rounds import order, refuse

OTHER = ApplicantDraft(
    name="杨树垭村村民合作社",
    type=ApplicantType.OTHER_ORG,
    phone="19900000061",
    address="东岭省澜安市临江县青石渡镇",
)  # fmt: skip


def counted(desk: Desk, year: int = 2026, **policies: Any) -> CountedYear:
    with desk.office.reading() as session:
        return count_year(
            desk.office, session, year, desk.office.policies(date(year, 12, 31), session).with_(**policies)
        )


def totals(year: CountedYear, column: str = "total") -> dict[str, int]:
    """The numbers of a column that are not 0, by row."""
    keys = [key for key in year.figures if key.startswith("t3.") and key.endswith(f".{column}")]
    return {key.split(".")[1]: year.figures[key] for key in keys if year.figures[key]}


def take_back(desk: Desk, request_id: int) -> None:
    withdraw(
        desk.office, WithdrawalDraft(request_id=request_id, on=desk.today, how="当面", signed=True), **desk.how
    )  # fmt: skip


def test_rows_and_the_cases_behind_them(desk: Desk) -> None:
    named = year_of_cases(desk)
    year = counted(desk)
    assert totals(year) == {"r1": 3, "r3_1": 1, "r3_4_1": 1, "r3_7": 2, "r4": 1}
    assert year.request_ids(three_key("r3_1", "total")) == (named["granted"],)
    assert year.request_ids(three_key("r3_4_1", "natural_person")) == (named["missing"],)
    assert year.request_ids(three_key("r4", "natural_person")) == (named["open"],)
    assert set(year.request_ids(three_key("r1", "total"))) == set(named.values())
    assert year.unplaced == ()
    assert totals(counted(desk, 2027)) == {"r2": 1, "r4": 1}
    assert totals(counted(desk, 2025)) == {}


def test_a_reply_of_the_next_year_is_carried_over(desk: Desk) -> None:
    case = desk.on(12, 21, 2026).take_in()
    desk.on(1, 6, 2027).reply(case)
    assert totals(counted(desk, 2026)) == {"r1": 1, "r4": 1}
    assert totals(counted(desk, 2027)) == {"r2": 1, "r3_1": 1, "r3_7": 1}


def test_a_withdrawal_counts_by_the_day_of_its_confirmation(desk: Desk) -> None:
    case = desk.on(12, 29, 2026).take_in()
    take_back(desk.on(1, 4, 2027), case)
    assert totals(counted(desk, 2026)) == {"r1": 1, "r4": 1}
    assert totals(counted(desk, 2027)) == {"r2": 1, "r3_6_3": 1, "r3_7": 1}


def test_corrections_of_records_and_unconfirmed_letters_are_in_no_row(desk: Desk) -> None:
    desk.take_in(kind=RequestKind.RECTIFY, title="登记面积更正", text="登记簿面积写错，请更正。")
    desk.take_in(
        channel=Channel.ORDINARY_MAIL, dates=replace(letter(desk.today).dates, signed=None, arrived=desk.today)
    )
    assert totals(counted(desk)) == {}


def test_a_lapsed_correction_counts_when_it_was_told(desk: Desk) -> None:
    case = desk.take_in()
    sent = desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    desk.on(3, 6).serve(sent.document_id)
    desk.on(4, 1).lapse(case)
    assert totals(counted(desk)) == {"r1": 1, "r4": 1}, "found to have lapsed, but not told yet"
    desk.reply(case, Outcome.ABANDONED_NO_CORRECTION, facts=_lapse_facts(desk, case))
    assert totals(counted(desk)) == {"r1": 1, "r3_6_1": 1, "r3_7": 1}


def _lapse_facts(desk: Desk, case: int) -> dict[str, str]:
    from casework.outcome import proposal  # noqa: PLC0415

    form = proposal(desk.office, case, Outcome.ABANDONED_NO_CORRECTION, "", desk.today)
    return {one.key: one.value or "2026-03-18" for one in form.facts}


# ------------------------------------------------------------------------------------------------ policies


def test_the_year_of_a_correction_by_policy(desk: Desk) -> None:
    case = desk.on(12, 18, 2026).take_in()
    desk.on(12, 22, 2026).ask_correction(case, date(2026, 12, 31))
    desk.on(1, 8, 2027).correct(case)
    desk.on(2, 5, 2027).reply(case)
    assert totals(counted(desk, 2026)) == {"r1": 1, "r4": 1}
    assert totals(counted(desk, 2027)) == {"r2": 1, "r3_1": 1, "r3_7": 1}
    other: dict[str, Any] = {"correction_case_year": "correction_received"}
    assert totals(counted(desk, 2026, **other)) == {}
    assert totals(counted(desk, 2027, **other)) == {"r1": 1, "r3_1": 1, "r3_7": 1}


def test_the_day_of_a_reply_by_policy(desk: Desk) -> None:
    case = desk.on(12, 21, 2026).take_in()
    desk.on(12, 31, 2026).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    assert totals(counted(desk, 2026)) == {"r1": 1, "r4": 1}
    assert totals(counted(desk, 2026, close_date_basis="issued_on")) == {"r1": 1, "r3_1": 1, "r3_7": 1}


def test_a_letter_with_several_requests_by_policy(desk: Desk) -> None:
    items = tuple(ItemDraft(title=one, text=one) for one in ("批复", "公告", "讨论记录"))
    first, second, third = desk.register(letter(desk.today, items=items))
    desk.on(3, 10).reply(first)
    one_letter: dict[str, Any] = {"stat_split_policy": "per_submission"}
    assert totals(counted(desk)) == {"r1": 3, "r3_1": 1, "r3_7": 1, "r4": 2}
    assert totals(counted(desk, **one_letter)) == {"r1": 1, "r4": 1}, "finished with its last request"
    for case in (second, third):
        refuse(desk, case)
    assert totals(counted(desk)) == {"r1": 3, "r3_1": 1, "r3_3_6": 2, "r3_7": 3}
    year = counted(desk, **one_letter)
    assert totals(year) == {"r1": 1, "r3_2": 1, "r3_7": 1}
    assert set(year.request_ids(three_key("r3_2", "total"))) == {first, second, third}


def test_joint_applicants_by_policy(desk: Desk) -> None:
    desk.take_in(co_applicants=(OTHER,))
    assert totals(counted(desk), "natural_person") == {"r1": 1, "r4": 1}
    each = counted(desk, joint_applicants="each")
    assert totals(each) == {"r1": 2, "r4": 2}
    assert totals(each, "other_org") == {"r1": 1, "r4": 1}


def test_a_lawyer_who_acts_for_somebody_by_policy(desk: Desk) -> None:
    agent = AgentDraft(name="孟庆尧", identity_kind=IdentityKind.LAWYER_LICENCE, identity_number="19901202499000017")
    desk.take_in(agent=replace(agent, authorization_attached=True))
    assert totals(counted(desk), "natural_person") == {"r1": 1, "r4": 1}
    assert totals(counted(desk, agent_type_basis="agent"), "legal_service") == {"r1": 1, "r4": 1}


def test_an_ordered_reply_keeps_the_row_of_the_first_one(desk: Desk) -> None:
    case = desk.take_in()
    refuse(desk.on(3, 10), case)
    order(desk.on(5, 6), case)
    before = {"r1": 1, "r3_3_6": 1, "r3_7": 1}
    assert totals(counted(desk)) == before
    desk.on(5, 20).reply(case)
    assert totals(counted(desk)) == before
    assert totals(counted(desk, remake_count="new_request")) == {"r1": 2, "r3_1": 1, "r3_3_6": 1, "r3_7": 2}


def test_an_ordered_reply_where_nobody_had_replied_is_the_first_one(desk: Desk) -> None:
    case = desk.on(12, 1, 2026).take_in()
    order(desk.on(1, 20, 2027), case, result="order_perform")
    assert totals(counted(desk, 2026)) == {"r1": 1, "r4": 1}
    desk.on(2, 3, 2027).reply(case)
    assert totals(counted(desk, 2026)) == {"r1": 1, "r4": 1}
    assert totals(counted(desk, 2027)) == {"r2": 1, "r3_1": 1, "r3_7": 1}


@pytest.mark.parametrize("policy", [one for one in COUNTING_POLICIES if policy_specs()[one].choices])
def test_both_readings_of_every_policy_add_up(local_desk: Desk, policy: str) -> None:
    """First and second line together are third and fourth line, however is counted."""
    year_of_cases(local_desk)
    case = local_desk.take_in(co_applicants=(replace(APPLICANT, name="周晚", identity_number="", phone=""),))
    refuse(local_desk.on(5, 12), case)
    order(local_desk.on(6, 8), case)
    for value, _ in policy_specs()[policy].choices:
        changed: dict[str, Any] = {policy: value}
        got = totals(counted(local_desk, **changed))
        assert got["r1"] + got.get("r2", 0) == got["r3_7"] + got.get("r4", 0), value

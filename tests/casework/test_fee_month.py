"""The applicant with 35 pieces in one month: ordinals and prices after a correction, a split, a withdrawal."""

from datetime import date
from typing import Any

import pytest

from casework.amendment import correct_event
from casework.applicant_family import decide_sameness, family_ids
from casework.applicant_page import applicant_page
from casework.drafts import ApplicantDraft, EventCorrectionDraft, ItemDraft, WithdrawalDraft
from casework.fee_counting import PieceMonth, request_month
from casework.fee_drafts import SamenessDraft
from casework.fee_list import fee_counters, fee_ids, fee_rows
from casework.fee_views import FeeFilter
from casework.integrity import check
from casework.policy_settings import decide_policy
from casework.registration import preview
from casework.withdrawal import withdraw
from law.errors import UserError
from law.terms import EventKind, FeeMethod, FeeStatus, Sameness
from models import Applicant, Request
from tests.casework.desk import APPLICANT, Desk, letter
from tests.casework.sample_letters import fee_samples, sample_letter

SAMPLES = fee_samples()


def _register_all(desk: Desk) -> dict[str, int]:
    """All forty letters in the order of registration; ids of their requests by the id of the sample."""
    desk.on(7, 1, 2025)
    return {one["id"]: desk.register(sample_letter(one))[0] for one in SAMPLES}


def _month(desk: Desk, request_id: int) -> PieceMonth:
    with desk.office.reading() as session:
        found = request_month(desk.office, session, session.get_one(Request, request_id))
    assert found is not None
    return found.month


def _ordinals(desk: Desk, request_id: int) -> tuple[int, int] | None:
    return _month(desk, request_id).ordinals_of(request_id)


@pytest.fixture
def sample_desk(desk: Desk) -> Desk:
    desk.on(5, 30, 2025)
    return desk


def test_the_sample_month_has_the_right_ordinals_and_prices(sample_desk: Desk) -> None:
    ids = _register_all(sample_desk)
    for one in SAMPLES:
        month, wanted = _month(sample_desk, ids[one["id"]]), one["expected"]
        row = month.row_of(ids[one["id"]])
        assert row is not None
        assert month.month.isoformat()[:7] == wanted["month"]
        assert list(month.ordinals_of(row.request_id) or ()) == wanted["ordinals_in_month"], one["id"]
        assert row.counted.assessment.fen == wanted["fee_by_piece"] * 100, one["id"]
    june = _month(sample_desk, ids["PF38"])
    assert june.count is not None
    assert (june.count.occupied, june.count.fen, june.count.next_fen) == (35, 300_000, 20_000)


def test_a_receipt_corrected_into_the_next_month_moves_all_behind_it(sample_desk: Desk) -> None:
    desk = sample_desk
    ids = _register_all(desk)
    # The eleventh piece: its notice says so, and so does that of the twelfth.
    desk.charge(ids["PF12"])
    notice = desk.charge(ids["PF14"])
    assert desk.fee(ids["PF14"]).changed == ""
    received = desk.case(ids["PF12"]).state.facts.last(EventKind.RECEIVED)
    assert received is not None
    draft = EventCorrectionDraft(
        request_id=ids["PF12"],
        event_id=received.id,
        kind=EventKind.RECEIVED,
        reason="签收单上为7月1日",
        on=date(2025, 7, 1),
    )
    correct_event(desk.office, draft, **desk.how)
    assert _ordinals(desk, ids["PF12"]) == (1, 1)
    assert _month(desk, ids["PF12"]).month == date(2025, 7, 1)
    assert _ordinals(desk, ids["PF14"]) == (11, 11)
    june = _month(desk, ids["PF38"]).count
    assert june is not None
    assert (june.occupied, june.fen) == (34, 280_000)
    # The letters keep what they said; the difference is told.
    twelfth, moved = desk.fee(ids["PF14"]), desk.fee(ids["PF12"])
    assert "2025年6月第 12 件" in twelfth.changed
    assert "现为2025年6月第 11 件" in twelfth.changed
    assert "100元不变" in twelfth.changed
    assert "现为2025年7月第 1 件" in moved.changed
    assert "100元，现为0元" in moved.changed
    assert moved.amount == "100元"
    assert "第12件，1件，每件100元，计100元" in _words(desk, notice)
    rows = {one.id: one for one in fee_rows(desk.office, ids.values(), today=desk.today)}
    assert rows[ids["PF12"]].changed
    assert not rows[ids["PF15"]].changed
    assert check(desk.office).sound


def _words(desk: Desk, document_id: int) -> str:
    return "\n".join(one["text"] for one in desk.document(document_id).preview["blocks"])


def test_a_split_takes_as_many_ordinals(sample_desk: Desk) -> None:
    desk = sample_desk
    ids = _register_all(desk)
    desk.charge(ids["PF38"])
    desk.split(ids["PF07"], 3)
    assert _ordinals(desk, ids["PF07"]) == (6, 8)
    assert _ordinals(desk, ids["PF08"]) == (9, 9)
    assert _ordinals(desk, ids["PF38"]) == (37, 37)
    assert "第 35 件" in desk.fee(ids["PF38"]).changed
    june = _month(desk, ids["PF38"]).count
    assert june is not None
    assert (june.occupied, june.fen) == (37, 340_000)
    # Split again, and the second split replaces the first.
    desk.split(ids["PF07"], 2)
    assert _ordinals(desk, ids["PF08"]) == (8, 8)
    row = _month(desk, ids["PF07"]).row_of(ids["PF07"])
    assert row is not None
    assert row.counted.assessment.fen == 0


@pytest.mark.parametrize(("counts", "occupied", "fen"), [(True, 35, 290_000), (False, 34, 280_000)])
def test_a_withdrawal_under_both_policies(sample_desk: Desk, counts: bool, occupied: int, fen: int) -> None:
    desk = sample_desk
    if not counts:
        values = {"valid_from": desk.today, "reason": "法制机构意见"}
        decide_policy(desk.office, "fee_count_withdrawn", "false", **values, **desk.how)  # type: ignore[arg-type]
    ids = _register_all(desk)
    desk.charge(ids["PF17"])
    draft = WithdrawalDraft(request_id=ids["PF16"], on=desk.today, how="书面", signed=True)
    withdraw(desk.office, draft, **desk.how)
    june = _month(desk, ids["PF38"])
    assert june.count is not None
    assert (june.count.occupied, june.count.fen) == (occupied, fen)
    assert june.ordinals_of(ids["PF16"]) == ((14, 14) if counts else None)
    assert bool(desk.fee(ids["PF17"]).changed) is not counts
    row = june.row_of(ids["PF16"])
    assert row is not None
    assert row.counted.assessment.fen == 0
    assert "撤回" in row.counted.remark


def test_a_policy_decided_within_a_month_holds_from_the_next_one(desk: Desk) -> None:
    decide_policy(desk.office, "fee_count_withdrawn", "false", valid_from=desk.today, reason="法制机构意见", **desk.how)
    cases = [desk.take_in() for _ in range(3)]
    withdraw(desk.office, WithdrawalDraft(request_id=cases[0], on=desk.today, how="书面", signed=True), **desk.how)
    assert _ordinals(desk, cases[2]) == (3, 3)
    april = [desk.on(4, 1).take_in() for _ in range(3)]
    withdraw(desk.office, WithdrawalDraft(request_id=april[0], on=desk.today, how="书面", signed=True), **desk.how)
    assert _ordinals(desk, april[2]) == (2, 2)


def test_by_policy_the_day_of_registration_gives_the_month(desk: Desk) -> None:
    decide_policy(
        desk.office, "fee_month_basis", "registered_on", valid_from=desk.today, reason="法制机构意见", **desk.how
    )
    desk.on(4, 1)
    late = desk.register(letter(date(2026, 3, 31)))[0]
    # Received in March, whose first day knew the former policy.
    assert _month(desk, late).month == date(2026, 3, 1)
    assert _ordinals(desk, desk.take_in()) == (1, 1), "the letter of March takes no ordinal of April as well"
    desk.on(5, 6)
    early = desk.register(letter(date(2026, 4, 30)))[0]
    assert _month(desk, early).month == date(2026, 5, 1)


def test_at_intake_the_next_ordinals_and_their_price(desk: Desk) -> None:
    for _ in range(9):
        desk.take_in()
    items = tuple(ItemDraft(title=f"第{number}项", text=f"申请公开第{number}项。") for number in range(1, 4))
    shown = preview(desk.office, letter(desk.today, items=items), today=desk.today)
    assert shown.fee is not None
    assert (shown.fee.ordinals, shown.fee.fen) == ((10, 12), 20_000)
    assert shown.fee.text == "2026年3月第 10–12 件"
    assert shown.fee.lines == ("第10件，1件，不收费。", "第11至12件，2件，每件100元，计200元。")
    assert [one.code for one in shown.fee.findings] == ["ask_reasons_first"]


# ------------------------------------------------------------------------------------------------ who is the same


def _other(**changes: Any) -> ApplicantDraft:
    values: dict[str, Any] = {"name": "周長根", "identity_number": "", "phone": APPLICANT.phone, "address": "同村"}
    return ApplicantDraft(**{**values, **changes})


def _applicants(desk: Desk) -> list[Applicant]:
    with desk.office.reading() as session:
        return list(session.query(Applicant).order_by(Applicant.id))


def test_another_spelling_is_suggested_and_a_person_decides(desk: Desk) -> None:
    for _ in range(6):
        desk.take_in()
    desk.take_in(applicant=_other())
    first, other = _applicants(desk)
    for _ in range(5):
        desk.take_in(applicant=_other(applicant_id=other.id))
    page = applicant_page(desk.office, first.id, today=desk.today)
    assert page.month.occupied == 6
    suggestion = next(one for one in page.others if one.applicant_id == other.id)
    assert (suggestion.certain, suggestion.decision, suggestion.this_month) == (False, None, 6)
    assert "写法不同" in suggestion.why or "电话相同" in suggestion.why
    same = SamenessDraft(first_id=other.id, second_id=first.id, decision=Sameness.SAME, reason="同一手机号，本人确认")
    told = decide_sameness(desk.office, same, **desk.how)
    assert len(told.request_ids) == 12
    page = applicant_page(desk.office, first.id, today=desk.today)
    assert (page.month.occupied, page.month.total, page.month.next_price) == (12, "200元", "100元")
    assert page.names == ("周长根", "周長根")
    assert "同一申请人（同一手机号，本人确认）" in next(
        one.decided_text for one in page.others if one.applicant_id == other.id
    )
    apart = SamenessDraft(first_id=first.id, second_id=other.id, decision=Sameness.DIFFERENT, reason="查实为父子")
    decide_sameness(desk.office, apart, **desk.how)
    assert applicant_page(desk.office, first.id, today=desk.today).month.occupied == 6
    with desk.office.reading() as session:
        assert family_ids(session, (first.id,)) == (first.id,)


def test_two_numbers_are_two_people_through_a_third_entry_too(desk: Desk) -> None:
    desk.take_in()
    desk.register(letter(desk.today, applicant=_other(identity_number="990101197903084210", phone=""), overrides=()))
    desk.take_in(applicant=_other())
    first, second, third = _applicants(desk)
    joined = SamenessDraft(first_id=first.id, second_id=third.id, decision=Sameness.SAME, reason="本人确认")
    decide_sameness(desk.office, joined, **desk.how)
    draft = SamenessDraft(first_id=second.id, second_id=third.id, decision=Sameness.SAME, reason="本人确认")
    with pytest.raises(UserError) as caught:
        decide_sameness(desk.office, draft, **desk.how)
    assert caught.value.code == "sameness_two_numbers"


def test_telling_apart_reaches_the_entry_that_was_joined(desk: Desk) -> None:
    """The entry joined may be another one of the same number: telling apart must not stop at a pair of no account."""
    desk.take_in()
    desk.take_in(applicant=_other(identity_number=APPLICANT.identity_number, name="周长根（户）", phone="19900000078"))
    desk.take_in(applicant=_other())
    first, twin, other = _applicants(desk)
    joined = SamenessDraft(first_id=twin.id, second_id=other.id, decision=Sameness.SAME, reason="本人确认")
    decide_sameness(desk.office, joined, **desk.how)
    assert applicant_page(desk.office, first.id, today=desk.today).month.occupied == 3
    apart = SamenessDraft(first_id=first.id, second_id=other.id, decision=Sameness.DIFFERENT, reason="查实为父子")
    decide_sameness(desk.office, apart, **desk.how)
    assert applicant_page(desk.office, first.id, today=desk.today).month.occupied == 2
    assert applicant_page(desk.office, other.id, today=desk.today).month.occupied == 1


def test_telling_apart_is_refused_while_a_third_entry_joins(desk: Desk) -> None:
    desk.take_in()
    desk.take_in(applicant=_other())
    desk.take_in(applicant=_other(name="周长根户", phone="19900000079"))
    first, other, third = _applicants(desk)
    for one, two in ((first, other), (other, third)):
        draft = SamenessDraft(first_id=one.id, second_id=two.id, decision=Sameness.SAME, reason="本人确认")
        decide_sameness(desk.office, draft, **desk.how)
    apart = SamenessDraft(first_id=first.id, second_id=third.id, decision=Sameness.DIFFERENT, reason="查实不同")
    with pytest.raises(UserError) as caught:
        decide_sameness(desk.office, apart, **desk.how)
    assert caught.value.code == "sameness_through_another"
    assert applicant_page(desk.office, first.id, today=desk.today).month.occupied == 3


def test_full_width_figures_are_the_same_number(desk: Desk) -> None:
    desk.take_in()
    wide = "".join(chr(ord(one) + 0xFEE0) for one in APPLICANT.identity_number)
    second = desk.take_in(applicant=_other(identity_number=wide, phone=""))
    assert _ordinals(desk, second) == (2, 2)


def test_namesakes_with_other_numbers_are_never_one(desk: Desk) -> None:
    desk.take_in()
    other = "990101197903084210"
    desk.register(
        letter(
            desk.today,
            applicant=_other(name=APPLICANT.name, identity_number=other, phone=""),
            overrides=(),
        )
    )
    first, namesake = _applicants(desk)
    with pytest.raises(UserError) as caught:
        decide_sameness(
            desk.office,
            SamenessDraft(first_id=first.id, second_id=namesake.id, decision=Sameness.SAME, reason="同名"),
            **desk.how,
        )
    assert caught.value.code == "sameness_two_numbers"


def test_agents_are_merged_only_where_the_policy_says_so(desk: Desk) -> None:
    desk.take_in()
    desk.take_in(applicant=_other(name="周小满", phone="19900000077"))
    first, other = _applicants(desk)
    draft = SamenessDraft(first_id=first.id, second_id=other.id, decision=Sameness.MERGED, reason="借名申请")
    with pytest.raises(UserError) as caught:
        decide_sameness(desk.office, draft, **desk.how)
    assert caught.value.code == "sameness_merge_by_policy"
    decide_policy(desk.office, "fee_merge_agents", "manual", valid_from=desk.today, reason="法制机构意见", **desk.how)
    decide_sameness(desk.office, draft, **desk.how)
    assert applicant_page(desk.office, other.id, today=desk.today).month.occupied == 2


def test_a_joint_letter_counts_for_the_first_or_by_policy_for_each(desk: Desk) -> None:
    friend = _other(name="周小满", identity_number="990101198806124019", phone="19900000077")
    desk.take_in(co_applicants=(friend,))
    assert _ordinals(desk, desk.take_in(applicant=friend)) == (1, 1)
    decide_policy(desk.office, "fee_joint_applicants", "each", valid_from=desk.today, reason="法制机构意见", **desk.how)
    desk.on(4, 1).take_in(co_applicants=(friend,))
    assert _ordinals(desk, desk.take_in(applicant=friend)) == (2, 2)


# ------------------------------------------------------------------------------------------------ the list


def test_the_list_by_stages(desk: Desk) -> None:
    cases = [desk.take_in() for _ in range(14)]
    desk.propose(cases[10])
    desk.propose(cases[11])
    desk.approve(cases[11])
    sent = desk.charge(cases[12])
    paid = desk.charge(cases[13])
    desk.on(3, 4).serve(sent)
    desk.serve(paid)
    desk.pay(cases[13], 10_000)
    counts = {one.stage: (one.count, one.amount) for one in fee_counters(desk.office, today=desk.today)}
    assert counts["proposed"] == (1, "100元")
    assert counts["approved"] == (1, "100元")
    assert counts["due"] == (1, "100元")
    assert counts["paid"] == (1, "100元")
    assert counts["all"] == (4, "400元")
    assert fee_ids(desk.office, FeeFilter(stage="due"), today=desk.today) == (cases[12],)
    desk.on(4, 13)
    assert fee_ids(desk.office, FeeFilter(stage="overdue"), today=desk.today) == (cases[12],)
    (row,) = fee_rows(desk.office, (cases[12],), today=desk.today)
    assert row.overdue
    assert "期满未缴清" in row.stage_text
    assert (row.method, row.status) == (FeeMethod.BY_PIECE, FeeStatus.DUE)
    with pytest.raises(UserError):
        fee_ids(desk.office, FeeFilter(stage="nowhere"), today=desk.today)
    with pytest.raises(UserError):
        fee_ids(desk.office, FeeFilter(sort="colour"), today=desk.today)

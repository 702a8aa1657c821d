"""What intake refuses, tells and lets pass."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.applicants import full, reveal, suggest
from casework.drafts import (
    AgentDraft,
    ApplicantDraft,
    AttachmentDraft,
    ItemDraft,
    Override,
    ReceiptDates,
    RegistrationDraft,
)
from casework.identity_numbers import identity_flaw, resident_check_digit
from casework.intake_checks import completeness
from casework.item_guess import guess_items
from casework.keeping import LARGEST_FILE
from casework.registration import preview, register
from law.errors import UserError
from law.terms import ApplicantType, Channel, IdentityKind
from models import Applicant, Submission
from models.blobs import get_blob
from tests.casework.desk import APPLICANT, Desk, letter
from tests.casework.sample_letters import samples

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("990101196101109813", None),
        ("９９０１０１１９６１０１１０９８１３", None),
        ("990101196101109814", "id_check_digit"),
        ("99010119610110981", "id_number_length"),
        ("990101610110981", "id_number_old"),
        ("990101196102309813", "id_birth_date"),
        ("99010219710513489x", None),
    ],
)
def test_resident_numbers(number: str, code: str | None) -> None:
    flaw = identity_flaw(IdentityKind.RESIDENT_ID, number)
    assert (flaw.code if flaw else None) == code


def test_sample_numbers_have_the_check_digits_the_truth_gives() -> None:
    for raw in samples():
        who = raw["applicant"]
        wrong = raw["expected"].get("id_check_digit_ok") is False
        if who["id_type"] == "居民身份证":
            assert (identity_flaw(IdentityKind.RESIDENT_ID, who["id_number"]) is not None) is wrong
        if who["id_type"] == "统一社会信用代码":
            assert identity_flaw(IdentityKind.CREDIT_CODE, who["id_number"]) is None
        if wrong:
            assert resident_check_digit(who["id_number"][:17]) == raw["expected"]["id_check_digit_should_be"]


def test_credit_codes() -> None:
    right = "91990121MAJFG9X31Q"
    assert identity_flaw(IdentityKind.CREDIT_CODE, right) is None
    for place in range(18):
        other = "2" if right[place] != "2" else "3"
        flaw = identity_flaw(IdentityKind.CREDIT_CODE, right[:place] + other + right[place + 1 :])
        assert flaw is not None, place
    assert identity_flaw(IdentityKind.PASSPORT, "whatever") is None


def _refused(desk: Desk, draft: RegistrationDraft) -> UserError:
    with pytest.raises(UserError) as caught:
        register(desk.office, draft, **desk.how)
    return caught.value


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"dates": ReceiptDates(signed=date(2026, 3, 3))}, "day_in_future", "dates.signed"),
        (
            {"dates": ReceiptDates(posted=date(2026, 3, 1), signed=date(2026, 2, 27))},
            "days_out_of_order",
            "dates.signed",
        ),
        (
            {"channel": Channel.ORDINARY_MAIL, "dates": ReceiptDates(arrived=DAY, confirmed=date(2026, 2, 27))},
            "days_out_of_order",
            "dates.confirmed",
        ),
        ({"dates": ReceiptDates(written=date(2026, 3, 1), signed=date(2026, 2, 27))}, "written_after_receipt", None),
        ({"dates": ReceiptDates(signed=date(1926, 3, 2))}, "day_before_law", "dates.signed"),
        ({"dates": ReceiptDates()}, "receipt_day_missing", "dates.signed"),
        ({"title": "", "text": " \n "}, "nothing_asked", "text"),
        ({"applicant": replace(APPLICANT, name="")}, "applicant_unnamed", "applicant.name"),
        (
            {"applicant": replace(APPLICANT, identity_number="990101196101109814")},
            "id_check_digit",
            "applicant.identity_number",
        ),
        (
            {
                "applicant": ApplicantDraft(
                    type=ApplicantType.BUSINESS,
                    name="某公司",
                    identity_kind=IdentityKind.CREDIT_CODE,
                    identity_number="91990121MAJFG9X31R",
                )
            },
            "credit_code_check",
            "applicant.identity_number",
        ),
        ({"agent": AgentDraft()}, "agent_unnamed", "agent.name"),
        ({"co_applicants": (ApplicantDraft(),)}, "co_applicant_unnamed", "co_applicants.0.name"),
        ({"items": (ItemDraft(title="", text=""),)}, "item_empty", "items.0.text"),
        ({"channel": Channel.ORAL, "dates": ReceiptDates(submitted=DAY)}, "oral_writer_missing", "oral_writer"),
        (
            {"channel": Channel.ORAL, "dates": ReceiptDates(submitted=DAY), "oral_writer": "王敏"},
            "oral_not_signed",
            "oral_signed",
        ),
        ({"attachments": (AttachmentDraft(file_name="a.pdf", content=b""),)}, "attachment_empty", "attachments.0"),
        ({"attachments": (AttachmentDraft(file_name="  ", content=b"x"),)}, "attachment_unnamed", "attachments.0"),
        ({"applicant": replace(APPLICANT, applicant_id=99)}, "applicant_unknown", "applicant"),
    ],
)
def test_bad_input_is_refused_with_its_place(
    local_desk: Desk, changes: dict[str, Any], code: str, field: str | None
) -> None:
    draft = replace(letter(DAY), **changes)
    refusal = _refused(local_desk, draft)
    assert refusal.code == code
    assert refusal.what
    assert refusal.todo
    if field:
        assert refusal.field == field
    # Nothing is kept: the next letter takes the first number.
    case = local_desk.take_in()
    assert local_desk.row(case).registration_number == "依申〔2026〕1号"


@pytest.mark.parametrize("code", ["id_check_digit", "applicant_unnamed", "written_after_receipt"])
def test_what_may_pass_passes_with_a_reason(local_desk: Desk, code: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "id_check_digit": {"applicant": replace(APPLICANT, identity_number="990101196101109814")},
        "applicant_unnamed": {"applicant": replace(APPLICANT, name="", identity_number="")},
        "written_after_receipt": {"dates": ReceiptDates(written=date(2026, 3, 1), signed=date(2026, 2, 27))},
    }
    draft = replace(letter(DAY), **changes[code])
    assert (
        _refused(local_desk, replace(draft, overrides=(Override(code=code, reason=" "),))).code
        == "override_needs_reason"
    )
    accepted = replace(draft, overrides=(Override(code=code, reason="手写不清，照录"),))
    case = register(local_desk.office, accepted, **local_desk.how).request_ids[0]
    registered = local_desk.case(case).state.facts.events[0]
    assert {"code": code, "reason": "手写不清，照录"} in [
        one for event in local_desk.case(case).state.facts.events for one in event.payload.get("overrides", ())
    ]
    assert registered.id


def test_impossible_dates_do_not_pass_with_a_reason(local_desk: Desk) -> None:
    override = (Override(code="day_in_future", reason="就要登记"),)
    draft = replace(letter(date(2026, 3, 3)), overrides=override)
    assert _refused(local_desk, draft).code == "day_in_future"


def test_texts_are_kept_whole(desk: Desk) -> None:
    """3,000 characters, rare characters and names with dots survive; what no column can hold goes and is told."""
    text = "关于补偿款的请求，" * 400 + "㼆𬍛䶮"
    name = "阿卜杜热西提·买买提"
    case = desk.take_in(text=text, applicant=replace(APPLICANT, name=name))
    row = desk.row(case)
    assert row.text == text
    assert row.applicant_label == name
    dirty = "征地\x00批复\u202e\x07文件\ud800"
    shown = preview(desk.office, letter(DAY, text=dirty), today=DAY)
    assert "control_chars_removed" in {one.code for one in shown.findings}
    second = desk.take_in(text=dirty)
    assert desk.row(second).text == "征地批复文件\ufffd"
    with desk.office.reading() as session:
        submission = session.get_one(Submission, desk.row(second).submission_id)
        assert submission.as_sent_sha256 is not None
        kept = get_blob(session, submission.as_sent_sha256)
    assert dirty in kept.decode("utf-8", errors="surrogatepass")


def test_joint_request_and_agent(desk: Desk) -> None:
    others = tuple(ApplicantDraft(name=f"联名人{number}") for number in range(1, 12))
    agent = AgentDraft(name="孟庆尧", identity_kind=IdentityKind.LAWYER_LICENCE, identity_number="19901202499000017")
    draft = letter(DAY, co_applicants=others, agent=agent)
    missing = {one.label: one.missing for one in completeness(draft)}
    assert "其余 11 名" in missing["身份、联系方式"]
    assert "授权委托书" in missing["身份、联系方式"]
    case = desk.register(draft)[0]
    assert desk.row(case).applicant_label == "周长根等12人"
    assert desk.case(case).state.incomplete


def test_unfinished_drafts_never_fail_the_preview(local_desk: Desk) -> None:
    for channel in Channel:
        shown = preview(local_desk.office, RegistrationDraft(channel=channel), today=DAY)
        assert shown.received_on is None
        assert shown.due is None
        assert shown.problems


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 1, 1), date(2200, 1, 1), date.max])
def test_days_out_of_all_reach_are_problems_and_no_failure(local_desk: Desk, day: date) -> None:
    shown = preview(local_desk.office, letter(day), today=DAY)
    assert shown.due is None
    assert "dates.signed" in {one.field for one in shown.problems}


def test_known_applicants_are_suggested_and_reused(desk: Desk) -> None:
    first = desk.take_in(applicant=replace(APPLICANT, name="顧念祖"))
    for typed in ("顧", "顧念", "gunianzu", "gnz", "顾念祖", "990101196101109813", "19900000053"):
        found = suggest(desk.office, typed)
        assert [one.name for one in found] == ["顧念祖"], typed
    assert suggest(desk.office, "") == ()
    view = suggest(desk.office, "gnz")[0]
    assert "1961" not in view.identity_masked[4:-4].replace("*", "")
    assert reveal(desk.office, view.id, "identity_number") == "990101196101109813"
    chosen = full(desk.office, view.id)
    shown = preview(desk.office, letter(DAY, applicant=chosen), today=DAY)
    assert shown.fee is not None
    assert shown.fee.ordinals == (2, 2)
    assert shown.same_applicants[0].certain
    variant = replace(APPLICANT, name="顾念祖", identity_number="", phone="")
    same = preview(desk.office, letter(DAY, applicant=variant), today=DAY).same_applicants
    assert [(one.name, one.certain) for one in same] == [("顧念祖", False)]
    second = desk.take_in(applicant=chosen)
    assert first != second
    with desk.office.reading() as session:
        assert session.scalar(select(func.count(Applicant.id))) == 1


def test_a_namesake_with_another_number_is_not_suggested(desk: Desk) -> None:
    desk.take_in()
    namesake = replace(APPLICANT, identity_number="990101198305220440", phone="")
    assert preview(desk.office, letter(DAY, applicant=namesake), today=DAY).same_applicants == ()


def test_similar_requests_are_found(desk: Desk) -> None:
    desk.take_in(title="白石村征地批复", text="申请公开青石渡镇白石村三组集体土地的征地批复文件及红线图。")
    desk.take_in(title="烟花禁放通告", text="申请公开烟花爆竹禁放通告的起草说明。")
    again = letter(DAY, title="白石村三组征地批复", text="再次申请公开白石村三组集体土地征地批复文件。")
    similar = preview(desk.office, again, today=DAY).similar
    assert [one.registration_number for one in similar] == ["依申〔2026〕1号"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("申请公开：\n一、甲文件；\n二、乙文件。\n请邮寄。", ["甲文件", "乙文件"]),
        ("申请公开：1、甲；2、乙；3、丙。谢谢。", ["甲", "乙", "丙"]),
        ("（1）甲\n（2）乙\n缺一不可。", ["甲", "乙"]),
        ("申请公开：①甲；②乙。", ["甲", "乙"]),
        ("1．甲\n2．乙", ["甲", "乙"]),
        ("第一，甲；第二，乙。", ["甲", "乙"]),
        ("1\tLJ2023-11\t35.6\n2\tLJ2024-03\t120.05", []),
        ("面积1.5亩，容积率2.0以上。", []),
        ("只要甲文件。", []),
        ("附：1、身份证；2、退伍证。", []),
        ("一、甲文件（含：1、正文；2、附图）；\n二、乙文件。", ["甲文件（含：1、正文；2、附图）", "乙文件"]),
    ],
)
def test_items_are_found_by_their_numbers(text: str, titles: list[str]) -> None:
    assert [one.title for one in guess_items(text)] == titles


def test_item_guesses_agree_with_the_samples() -> None:
    counted = {
        raw["id"]: (raw["expected"].get("item_count"), len(guess_items(raw["request"]["text"]))) for raw in samples()
    }
    for key in ("P002", "P009", "P010", "P027"):
        assert counted[key][0] == counted[key][1]


def test_a_file_that_is_too_large_is_said_so(local_desk: Desk) -> None:
    file = AttachmentDraft(file_name="C:\\扫描\\大案卷.pdf", content=bytes(LARGEST_FILE + 1))
    refusal = _refused(local_desk, letter(DAY, attachments=(file,)))
    assert refusal.code == "attachment_too_large"
    assert "大案卷.pdf" in refusal.what
    assert "扫描\\" not in refusal.what

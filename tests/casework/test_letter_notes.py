"""What the checks tell about letters that are issued at once: kept with the issue, shown with the document."""

from datetime import date

import pytest

from casework.document_view import document_views
from casework.drafts import ApplicantDraft, LetterDraft
from casework.earlier_answers import earlier_answers
from casework.letters import propose_letter
from casework.precedents import different_answers
from casework.registered_names import registered_names
from casework.views import DocumentView, FindingView
from law.errors import UserError
from law.terms import DocumentKind, DocumentState, EventKind, NumberClass, Outcome
from models import Document, Request
from models.numbering import take_number
from tests.casework.desk import APPLICANT, Desk

OTHER = "澜安汇泽置业有限公司"


def other_applicant(desk: Desk) -> int:
    """A request of somebody else."""
    applicant = ApplicantDraft(name=OTHER, phone="19900000054", address="东岭省澜安市汇泽路1号")
    return desk.take_in(applicant=applicant, title="出让合同", text="申请公开某地块的出让合同。")


def shown(desk: Desk, case: int, document_id: int | None) -> DocumentView:
    with desk.office.reading() as session:
        courses = desk.case(case).state.facts.courses
        return next(one for one in document_views(session, case, courses, desk.today) if one.id == document_id)


def hints(desk: Desk, case: int, document_id: int | None) -> dict[str, FindingView]:
    return {one.code: one for one in shown(desk, case, document_id).notes}


def test_a_letter_in_order_has_no_notes(desk: Desk) -> None:
    case = desk.take_in()
    done = desk.on(3, 3).extend(case)
    assert "提示" not in done.message
    assert shown(desk, case, done.document_id).notes == ()
    issued = desk.case(case).state.facts.last(EventKind.DOCUMENT_ISSUED)
    assert issued is not None
    assert "notes" not in issued.payload


def test_another_applicant_in_an_extension_notice_is_told(desk: Desk) -> None:
    other_applicant(desk)
    case = desk.take_in()
    done = desk.on(3, 3).extend(case, reason=f"{OTHER}的资料须逐份核对")
    found = hints(desk, case, done.document_id)
    assert set(found) == {"C53"}
    assert found["C53"].level == "warn"
    assert OTHER in found["C53"].sentence
    assert done.message.endswith("；发文提示 1 项，见文书")


def test_notes_stay_as_they_were(desk: Desk) -> None:
    """They are told from the event, not found anew: what was known that day counts."""
    other_applicant(desk)
    case = desk.take_in()
    done = desk.on(3, 3).extend(case, reason=f"{OTHER}的资料须逐份核对")
    desk.on(3, 10)
    assert set(hints(desk, case, done.document_id)) == {"C53"}


def test_a_later_letter_of_an_earlier_date_is_told_in_every_series(desk: Desk) -> None:
    first, second = desk.take_in(), desk.take_in(title="另一件征地批复", text="申请公开另一处集体土地的征地批复。")
    desk.on(3, 9).extend(first)
    done = desk.on(3, 10).extend(second, approved_on=date(2026, 3, 5), issued_on=date(2026, 3, 5))
    assert "先后" in hints(desk, second, done.document_id)["C50"].sentence


def test_a_gap_is_told_in_every_series(desk: Desk) -> None:
    case = desk.take_in()
    with desk.office.writing() as session:
        take_number(session, NumberClass.EXTENSION, desk.today.year)
    done = desk.on(3, 3).extend(case)
    assert "缺第1号" in hints(desk, case, done.document_id)["C50"].sentence


def test_a_number_that_another_letter_bears_refuses_the_issue(desk: Desk) -> None:
    """The register gives a number once; a letter that was brought in some other way may have taken it."""
    case = desk.take_in()
    first = desk.on(3, 3).extend(desk.take_in()).document_id
    taken = (desk.document(first).document_number or "").replace("1号", "2号")
    with desk.office.writing() as session:
        strange = Document(
            request_id=case,
            kind=DocumentKind.EXTENSION_NOTICE,
            state=DocumentState.DRAFT,
            title="延期答复告知书",
            document_number=taken,
            issued_on=desk.today,
            created_at=desk.how["now"],
            created_by=desk.actor,
            updated_at=desk.how["now"],
        )
        session.add(strange)
    with pytest.raises(UserError) as refused:
        desk.extend(case)
    assert refused.value.code == "C50"
    assert "已经用过" in refused.value.what


def test_a_gap_of_another_series_is_not_told(desk: Desk) -> None:
    case = desk.take_in()
    with desk.office.writing() as session:
        take_number(session, NumberClass.CORRECTION, desk.today.year)
    done = desk.on(3, 3).extend(case)
    assert hints(desk, case, done.document_id) == {}


def test_hints_on_a_reply_are_kept_with_it(desk: Desk) -> None:
    case = desk.take_in()
    other_applicant(desk)
    desk.on(3, 3).decide(case)
    document = desk.draft(case, body=(f"原件由{OTHER}报送",))
    desk.issue(document)
    assert "C53" in hints(desk, case, document)


def test_the_applicant_is_not_named_to_a_third_party_without_a_word(desk: Desk) -> None:
    case = desk.take_in()
    done = desk.on(3, 3).consult(case, reason=f"{APPLICANT.name}申请公开该补充协议")
    found = hints(desk, case, done.document_id)
    assert found["C53"].sentence == f"文书中出现申请人“{APPLICANT.name}”。"
    other = desk.on(3, 3).consult(desk.take_in(), party=OTHER)
    assert "提示" not in other.message


def test_a_third_party_is_not_named_in_any_letter_to_the_applicant(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).consult(case, party=OTHER)
    with pytest.raises(UserError) as refused:
        desk.on(3, 10).extend(case, reason=f"正在征求{OTHER}的意见")
    assert refused.value.code == "X13"


# ---------------------------------------------------------------------------------------------------- names


def test_registered_names_are_found_in_any_place_of_a_text(desk: Desk) -> None:
    other_applicant(desk)
    desk.take_in(applicant=ApplicantDraft(name="阿依古丽·买买提", phone="19900000055", address="临江县古渡街道1号"))
    with desk.office.reading() as session:
        text = f"经办人说明：{OTHER}与阿依古丽买买提各有一份，2026年3月2日核对。"
        assert registered_names(session, text) == (OTHER, "阿依古丽·买买提")
        assert registered_names(session, "没有人名的一句话") == ()
        assert registered_names(session, "") == ()


def test_an_old_name_is_found_as_well(desk: Desk) -> None:
    """Names used to be looked for among the latest alone."""
    other_applicant(desk)
    for _ in range(3):
        desk.take_in()
    case = desk.take_in()
    desk.on(3, 3).decide(case)
    draft = LetterDraft(request_id=case, dated_on=desk.today, body=(f"原件由{OTHER}报送", f"{APPLICANT.name}自取"))
    found = [one for one in propose_letter(desk.office, draft, desk.today).findings if one.code == "C53"]
    assert len(found) == 1
    assert OTHER in found[0].sentence


def test_the_address_of_the_applicant_does_not_stand_in_a_reply(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).decide(case)
    draft = LetterDraft(request_id=case, dated_on=desk.today, body=(f"邮寄至{APPLICANT.address}",))
    found = {one.code: one for one in propose_letter(desk.office, draft, desk.today).findings}
    assert found["C53"].level == "block"


# ---------------------------------------------------------------------------------------------------- fees


def test_a_notice_that_would_be_another_one_now_is_told_with_both_amounts(desk: Desk) -> None:
    cases = [desk.take_in() for _ in range(12)]
    desk.decide(cases[-1])
    notice = desk.charge(cases[-1])
    desk.on(3, 4).serve(notice)
    desk.pay(cases[-1], 10_000)
    draft = LetterDraft(request_id=cases[-1], dated_on=desk.today)
    codes = {one.code for one in propose_letter(desk.office, draft, desk.today).findings}
    assert "C38" not in codes
    desk.split(cases[0], 30)
    found = {one.code: one for one in propose_letter(desk.office, draft, desk.today).findings}["C38"]
    assert found.level == "warn"
    assert "100元" in found.sentence
    assert found.sentence.count("元") == 2


# ---------------------------------------------------------------------------------------------------- earlier answers


def test_earlier_answers_are_looked_up_once_until_something_happens(
    local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = local_desk
    asked: list[int] = []

    def counted(session: object, request: Request, outcome: Outcome, *, today: date) -> tuple[object, ...]:
        asked.append(request.id)
        return different_answers(session, request, outcome, today=today)  # type: ignore[arg-type]

    monkeypatch.setattr("casework.earlier_answers.different_answers", counted)
    earlier = desk.take_in()
    desk.on(3, 3).reply(earlier)
    later = desk.on(4, 7).take_in()
    asked.clear()

    def answers() -> list[Outcome]:
        with desk.office.reading() as session:
            request = session.get_one(Request, later)
            return [one.outcome for one in earlier_answers(session, request, Outcome.NOT_EXIST, desk.today)]

    assert answers() == answers() == [Outcome.GRANT]
    assert asked == [later]
    desk.search(later)
    assert answers() == [Outcome.GRANT]
    assert asked == [later, later]

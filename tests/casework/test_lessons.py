"""得失: proposed by the files, recorded by a person, counted while the result stands, told while drafting."""

from collections import Counter
from datetime import date

import pytest

from casework import disputes, lessons
from casework.dispute_drafts import (
    DisputeCorrectionDraft,
    GroundDraft,
    LessonDraft,
    OpenDisputeDraft,
    PartyDraft,
    TargetDraft,
)
from casework.lessons_views import FateCounts, GroundKey, LessonFilter
from casework.precedents import precedents
from law.dispute_terms import AttackedAct, DisputeEventKind, DisputeResult, Forum, GroundFate
from law.errors import UserError
from law.terms import Outcome
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import DUTY, NOTHING, not_existing, opened, record, view

K, F = DisputeEventKind, GroundFate
NOT_FOUND = "ogi:36(4)"


def decided(desk: Desk, request_id: int, document_id: int | None, result: str, on: date) -> int:
    """A dispute with its result, received on the day it was made."""
    forum = Forum.LITIGATION if DisputeResult(result).value.startswith(("j_", "dismiss")) else Forum.RECONSIDERATION
    dispute = opened(desk.on(on.month, on.day), request_id, document_id, forum=forum)
    record(desk, dispute, K.COPY_RECEIVED, procedure="ordinary")
    record(
        desk, dispute, K.DECIDED, result=result, number="临政复决〔2026〕3号", order="none",
        served_on=on.isoformat(),
    )  # fmt: skip
    return dispute


def result_event(desk: Desk, dispute_id: int) -> int:
    return next(one.id for one in view(desk, dispute_id).events[::-1] if one.kind is K.DECIDED)


def lesson(desk: Desk, dispute_id: int, *grounds: GroundDraft, event_id: int | None = None) -> None:
    draft = LessonDraft(
        dispute_id=dispute_id, result_event_id=event_id or result_event(desk, dispute_id), grounds=grounds
    )
    lessons.record_lesson(desk.office, draft, **desk.how)


def struck(
    request_id: int, article: str = NOT_FOUND, fate: GroundFate = F.STRUCK, why: str = "检索范围不全"
) -> GroundDraft:
    return GroundDraft(request_id=request_id, fate=fate, step=4, article=article, why=why)


def counts(desk: Desk, outcome: Outcome = Outcome.NOT_EXIST) -> FateCounts:
    return lessons.fates(desk.office, outcome=outcome, today=desk.today).counts


def test_the_grounds_are_proposed_from_the_letter_and_a_person_chooses(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    proposed = lessons.propose_lesson(desk.office, dispute, today=desk.today)
    assert proposed.result is DisputeResult.REVOKE
    assert not proposed.recorded
    assert proposed.fate is None, "what exactly fell only the decision says"
    (mine,) = [one for one in proposed.grounds if one.chosen]
    assert (mine.article, mine.step, mine.fate) == (NOT_FOUND, 4, None)
    assert "第三十六条" in mine.paragraph
    assert mine.paragraph in proposed.letters[0].paragraphs
    assert {one.step for one in proposed.grounds if not one.article} >= {4}


def test_upheld_is_proposed_as_upheld_and_ended_otherwise_as_not_judged(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    kept = decided(desk, request_id, document_id, "maintain", date(2026, 5, 29))
    assert lessons.propose_lesson(desk.office, kept, today=desk.today).fate is F.UPHELD
    other, letter = not_existing(desk.on(3, 2))
    ended = decided(desk, other, letter, "terminate", date(2026, 6, 5))
    proposed = lessons.propose_lesson(desk.office, ended, today=desk.today)
    assert [one.fate for one in proposed.grounds if one.chosen] == [F.NOT_JUDGED]


def test_a_missing_reply_is_about_the_period_and_about_no_outcome(desk: Desk) -> None:
    request_id = desk.take_in()
    dispute = opened(desk.on(5, 11), request_id, None)
    record(desk, dispute, K.COPY_RECEIVED, procedure="ordinary")
    record(
        desk.on(6, 30), dispute, K.DECIDED,
        result="order_perform", number="临政复决〔2026〕5号", order="re_reply", term_kind="unsaid",
        served_on="2026-06-30",
    )  # fmt: skip
    (mine,) = [one for one in lessons.propose_lesson(desk.office, dispute, today=desk.today).grounds if one.chosen]
    assert mine.article == "ogi:33.2"
    lesson(desk, dispute, struck(request_id, mine.article, why="期限内没有答复"))
    desk.on(7, 10).reply(request_id, Outcome.GRANT)
    assert counts(desk, Outcome.GRANT) == FateCounts()
    (row, ground) = lessons.lesson_table(desk.office, LessonFilter(), today=desk.today).rows
    assert (row.label, ground.label, ground.counts) == (
        "没有答复、其他行为",
        "条例第三十三条第二款",
        FateCounts(struck=1),
    )


def test_recorded_again_it_comes_back_and_replaces(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id))
    again = lessons.propose_lesson(desk.office, dispute, today=desk.today)
    assert again.recorded
    assert [(one.article, one.fate, one.why) for one in again.grounds if one.chosen] == [
        (NOT_FOUND, F.STRUCK, "检索范围不全")
    ]
    lesson(desk, dispute, struck(request_id, fate=F.UPHELD, why="只因送达"))
    assert counts(desk) == FateCounts(upheld=1)


def test_striking_the_lesson_restores_what_counted_before(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id, fate=F.UPHELD))
    lesson(desk, dispute, struck(request_id))
    assert counts(desk) == FateCounts(struck=1)
    for expected in (FateCounts(upheld=1), FateCounts()):
        event = [one for one in view(desk, dispute).events if one.kind is K.LESSON_RECORDED and not one.struck][-1]
        strike(desk, dispute, event.id)
        assert counts(desk) == expected


def strike(desk: Desk, dispute: int, event_id: int) -> None:
    draft = DisputeCorrectionDraft(dispute_id=dispute, event_id=event_id, reason="登记到别案", strike=True)
    disputes.correct_dispute_event(desk.office, draft, **desk.how)


def test_a_result_is_struck_only_after_its_lesson(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id))
    result = result_event(desk, dispute)
    with pytest.raises(UserError) as caught:
        strike(desk, dispute, result)
    assert caught.value.code == "dispute_correction_leans"
    (told,) = [one.id for one in view(desk, dispute).events if one.kind is K.LESSON_RECORDED]
    strike(desk, dispute, told)
    strike(desk, dispute, result)
    assert counts(desk) == FateCounts()


def test_a_court_that_corrects_overrules_the_reconsideration(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    review = decided(desk, request_id, document_id, "maintain", date(2026, 5, 29))
    lesson(desk, review, struck(request_id, fate=F.UPHELD))
    assert counts(desk) == FateCounts(upheld=1)
    suit = opened(desk.on(6, 8), request_id, document_id, forum=Forum.LITIGATION, previous_id=review)
    record(desk, suit, K.COPY_RECEIVED, procedure="ordinary")
    record(
        desk.on(9, 7), suit, K.DECIDED,
        result="j_revoke", number="（2026）东01行初3号", order="none", served_on="2026-09-07",
    )  # fmt: skip
    assert counts(desk) == FateCounts(), "what the court overruled is no support any more"
    lesson(desk, suit, struck(request_id))
    assert counts(desk) == FateCounts(struck=1)
    assert counts(desk.on(9, 6)) == FateCounts()


def test_of_two_grounds_of_one_letter_the_worse_counts_for_the_letter(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    search = GroundDraft(request_id=request_id, fate=F.STRUCK, step=4, why="没有检索档案室")
    lesson(desk, dispute, struck(request_id, fate=F.UPHELD), search)
    found = lessons.fates(desk.office, outcome=Outcome.NOT_EXIST, today=desk.today)
    assert found.counts == FateCounts(struck=1)
    assert [(one.label, one.counts) for one in found.grounds] == [
        ("有没有", FateCounts(struck=1)),
        ("条例第三十六条第（四）项", FateCounts(upheld=1)),
    ]
    assert found.cases[0].why == "没有检索档案室"


def test_drafting_the_next_the_same_outcome_is_told(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id))
    later = desk.on(6, 1).take_in()
    assert lessons.fates_of_draft(desk.office, later, today=desk.today).line == "还没有确定处理结果。"
    desk.on(6, 2).search(later)
    desk.decide(later, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    told = lessons.fates_of_draft(desk.office, later, today=desk.today)
    assert told.line == "“信息不存在”及同一条款的答复，被否定 1 件。"
    assert [(one.dispute_id, one.why) for one in told.cases] == [(dispute, "检索范围不全")]
    assert lessons.fates_of_draft(desk.office, later, today=desk.today, outcome=Outcome.GRANT).counts.total == 0


def test_table_and_cases_agree_with_the_disputes_one_by_one(desk: Desk) -> None:
    """Property: every count of the table is the sum over the disputes."""
    fates = (F.STRUCK, F.UPHELD, F.NOT_JUDGED, F.STRUCK, F.UPHELD)
    results = ("revoke", "maintain", "terminate", "dismiss_claim", "j_revoke")
    sum_up: Counter[GroundFate] = Counter()
    for at, (fate, result) in enumerate(zip(fates, results, strict=True)):
        request_id = desk.on(3, 2).take_in(title=f"青石渡镇第{at}号批复")
        desk.on(3, 10).search(request_id)
        document_id = desk.on(3, 12).reply(request_id, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
        desk.on(3, 16).serve(document_id)
        dispute = decided(desk, request_id, document_id, result, date(2026, 5, 11 + at))
        lesson(desk, dispute, struck(request_id, fate=fate))
        sum_up[fate] += 1
    table = lessons.lesson_table(desk.office, LessonFilter(), today=desk.today)
    whole, ground = table.rows
    expected = FateCounts(upheld=sum_up[F.UPHELD], struck=sum_up[F.STRUCK], not_judged=sum_up[F.NOT_JUDGED])
    assert whole.counts == ground.counts == table.counts == expected
    for fate in F:
        cases = lessons.lesson_cases(desk.office, LessonFilter(), ground.key, today=desk.today, fate=fate)
        assert len(cases) == sum_up[fate]
        assert {one.fate for one in cases} == {fate}
    halves = [
        lessons.lesson_table(desk.office, LessonFilter(forum=one), today=desk.today).counts.total for one in Forum
    ]
    assert sum(halves) == table.counts.total
    assert table.unrecorded == 0


def test_the_table_is_narrowed_by_period_outcome_and_question(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    assert lessons.lesson_table(desk.office, LessonFilter(), today=desk.today).unrecorded == 1
    lesson(desk, dispute, struck(request_id))

    def total(**how: object) -> int:
        wanted = LessonFilter(**how)  # type: ignore[arg-type]
        return lessons.lesson_table(desk.office, wanted, today=desk.today).counts.total

    assert total(since=date(2026, 5, 29), until=date(2026, 5, 29)) == 1
    assert total(since=date(2026, 5, 30)) == 0
    assert total(until=date(2026, 5, 28)) == 0
    assert total(outcome=Outcome.NOT_EXIST) == 1
    assert total(outcome=Outcome.GRANT) == 0
    rows = lessons.lesson_table(desk.office, LessonFilter(by_step=True), today=desk.today).rows
    assert [one.label for one in rows] == ["信息不存在", "有没有"]
    key = GroundKey(outcome=Outcome.NOT_EXIST, step=4)
    cases = lessons.lesson_cases(desk.office, LessonFilter(by_step=True), key, today=desk.today)
    assert [one.dispute_id for one in cases] == [dispute]


def test_a_lesson_needs_a_result_and_a_ground_of_an_attacked_request(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = opened(desk.on(5, 8), request_id, document_id)
    with pytest.raises(UserError) as caught:
        lessons.propose_lesson(desk.office, dispute, today=desk.today)
    assert caught.value.code == "dispute_lesson_no_result"


def test_precedents_tell_what_the_bodies_above_said(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    later = desk.on(4, 10).take_in()

    def told() -> tuple[GroundFate | None, str]:
        (one,) = precedents(desk.office, later, today=desk.today).found
        assert one.request_id == request_id
        return one.fate, one.fate_line

    assert told() == (None, "")
    dispute = opened(desk.on(4, 20), request_id, document_id)
    record(desk, dispute, K.COPY_RECEIVED, procedure="simple", number="临政复〔2026〕3号")
    assert told() == (None, "行政复议（临政复〔2026〕3号）审理中")
    record(
        desk.on(5, 15), dispute, K.DECIDED,
        result="revoke", number="临政复决〔2026〕3号", order="re_reply", term_kind="unsaid", served_on="2026-05-15",
    )  # fmt: skip
    lesson(desk, dispute, struck(request_id))
    assert told() == (F.STRUCK, "行政复议（临政复〔2026〕3号）撤销，2026年5月15日：检索范围不全")
    assert [one.line for one in precedents(desk.office, later, today=desk.today).found] == ["信息不存在"]
    desk.on(5, 20).search(request_id)
    desk.decide(request_id)
    assert told()[0] is F.STRUCK, "the letter is still the one that fell, not what is decided now"
    assert [one.line for one in precedents(desk.office, later, today=desk.today).found] == ["信息不存在"]
    desk.reply(request_id, Outcome.GRANT)
    fate, line = told()
    assert fate is None, "the reply that counts now was never judged"
    assert line.startswith("前次答复：行政复议（临政复〔2026〕3号）撤销")


def second(desk: Desk, dispute: int, result: str) -> None:
    record(desk.on(6, 8), dispute, K.APPEALED, by="agency")
    record(
        desk.on(9, 7), dispute, K.DECIDED,
        result=result, number="（2026）东行终8号", order="none", served_on="2026-09-07",
    )  # fmt: skip


def test_an_appeal_that_is_dismissed_leaves_the_first_instance_standing(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    suit = decided(desk, request_id, document_id, "j_revoke", date(2026, 5, 29))
    lesson(desk, suit, struck(request_id))
    second(desk, suit, "appeal_dismissed")
    assert counts(desk) == FateCounts(struck=1)
    lesson(desk, suit, struck(request_id))
    assert counts(desk) == FateCounts(struck=1), "both instances are one dispute"


@pytest.mark.parametrize("result", ["dismiss_claim", "remanded"])
def test_a_second_instance_that_decides_otherwise_takes_the_first_away(desk: Desk, result: str) -> None:
    request_id, document_id = not_existing(desk)
    suit = decided(desk, request_id, document_id, "j_revoke", date(2026, 5, 29))
    lesson(desk, suit, struck(request_id))
    second(desk, suit, result)
    assert counts(desk) == FateCounts()


def test_the_time_line_tells_every_ground(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = decided(desk, request_id, document_id, "revoke", date(2026, 5, 29))
    lesson(desk, dispute, struck(request_id), GroundDraft(request_id=request_id, fate=F.UPHELD, step=3))
    (told,) = [one.lines for one in view(desk, dispute).events if one.kind is K.LESSON_RECORDED]
    assert told == (("理由", "条例第三十六条第（四）项被否定：检索范围不全"), ("理由", "谁负责得到维持"))


def test_a_notice_that_is_attacked_is_about_no_outcome(desk: Desk) -> None:
    request_id = desk.take_in()
    notice = desk.on(3, 4).ask_correction(request_id, date(2026, 3, 18)).document_id
    desk.on(3, 6).serve(notice)
    desk.on(3, 12).correct(request_id)
    desk.on(3, 16).reply(request_id, Outcome.GRANT)
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=request_id, attacked=AttackedAct.CORRECTION, document_id=notice),),
        parties=(PartyDraft(name="周长根"),),
    )
    dispute = disputes.open_dispute(desk.on(3, 20).office, draft, **desk.how).dispute_ids[0]
    record(desk, dispute, K.COPY_RECEIVED, procedure="ordinary")
    record(
        desk.on(4, 13), dispute, K.DECIDED,
        result="reject_application", number="临政复决〔2026〕6号", order="none", served_on="2026-04-13",
    )  # fmt: skip
    proposed = lessons.propose_lesson(desk.office, dispute, today=desk.today)
    assert proposed.letters[0].outcome is None
    chosen = [one for one in proposed.grounds if one.chosen]
    assert [(one.article, one.fate) for one in chosen] == [("ogi:30", F.NOT_JUDGED)]
    lesson(desk, dispute, struck(request_id, chosen[0].article, F.NOT_JUDGED, why=""))
    assert counts(desk, Outcome.GRANT) == FateCounts()

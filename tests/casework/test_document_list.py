"""The place of letters: segments with their numbers, order by slack, search; exact after corrections and returns."""

from dataclasses import replace
from datetime import date

import pytest

from casework.amendment import correct_event
from casework.document_list import document_counts, document_ids, document_rows, waiting_for
from casework.document_list_views import DocumentFilter, DocumentSegment
from casework.drafts import EventCorrectionDraft, RefusalDraft, ReturnDraft
from casework.number_book import void_document_number
from casework.number_drafts import VoidNumberDraft
from casework.refusal_of_service import record_refusal
from casework.service import dispatch, record_return
from law.errors import UserError
from law.terms import DocumentState, EventKind
from tests.casework.desk import APPLICANT, Desk

S = DocumentSegment


def listed(desk: Desk, segment: DocumentSegment, **changes: object) -> tuple[int, ...]:
    wanted = replace(DocumentFilter(segment=segment), **changes)  # type: ignore[arg-type]
    return document_ids(desk.office, wanted, desk.actor, today=desk.today)


def counts(desk: Desk) -> dict[DocumentSegment, int]:
    return {one.segment: one.count for one in document_counts(desk.office, desk.actor, today=desk.today) if one.count}


def notice(desk: Desk, **changes: object) -> int:
    document = desk.ask_correction(desk.take_in(**changes), date(2026, 3, 20), sent=False).document_id
    assert document is not None
    return document


def posted(desk: Desk, document: int) -> None:
    dispatch(desk.office, replace(desk.post(), document_id=document), **desk.how)


def test_a_letter_goes_through_its_segments(desk: Desk) -> None:
    case = desk.take_in()
    desk.decide(case)
    reply = desk.draft(case)
    assert listed(desk, S.DRAFTS) == (reply,)
    desk.issue(reply, sent=False)
    assert (listed(desk, S.DRAFTS), listed(desk, S.TO_SEND)) == ((), (reply,))
    posted(desk, reply)
    assert (listed(desk, S.TO_SEND), listed(desk, S.TO_PROVE)) == ((), (reply,))
    (row,) = list(document_rows(desk.office, (reply,), today=desk.today))
    assert (row.state, row.applicant, row.registration_number) == (
        DocumentState.ISSUED,
        "周长根",
        desk.row(case).registration_number,
    )
    assert row.state_text == "3月2日寄出，待送达凭证"
    desk.on(3, 5).serve(reply)
    assert listed(desk, S.TO_PROVE) == ()
    assert reply in listed(desk, S.ISSUED)
    (row,) = document_rows(desk.office, (reply,), today=desk.today)
    assert row.state_text == "3月5日送达"


def test_what_comes_back_waits_in_the_house_again(desk: Desk) -> None:
    first, second, third = notice(desk), notice(desk), notice(desk)
    for one in (first, second):
        posted(desk, one)
    back = ReturnDraft(document_id=first, on=date(2026, 3, 5), reason="查无此人")
    record_return(desk.on(3, 5).office, back, **desk.how)
    record_refusal(desk.office, RefusalDraft(document_id=second, on=desk.today, refused_by="周长根"), **desk.how)
    assert set(listed(desk, S.TO_SEND)) == {first, second, third}
    assert listed(desk, S.TO_PROVE) == ()
    posted(desk, first)
    assert set(listed(desk, S.TO_SEND)) == {second, third}
    assert listed(desk, S.TO_PROVE) == (first,)
    desk.serve(first)
    assert counts(desk)[S.TO_SEND] == 2
    assert S.TO_PROVE not in counts(desk)


def test_a_struck_dispatch_or_service_does_not_count(desk: Desk) -> None:
    document = notice(desk)
    case = desk.document(document).request_id
    posted(desk, document)
    desk.on(3, 4).serve(document)

    def strike(kind: EventKind) -> None:
        event = desk.case(case).state.facts.last(kind)
        assert event is not None
        draft = EventCorrectionDraft(request_id=case, event_id=event.id, kind=kind, reason="录错", void=True)
        correct_event(desk.office, draft, **desk.how)

    strike(EventKind.DOCUMENT_SERVED)
    assert (listed(desk, S.TO_SEND), listed(desk, S.TO_PROVE)) == ((), (document,))
    strike(EventKind.DOCUMENT_DISPATCHED)
    assert (listed(desk, S.TO_SEND), listed(desk, S.TO_PROVE)) == ((document,), ())


def test_a_corrected_day_leaves_a_letter_where_it_is(desk: Desk) -> None:
    document = notice(desk)
    case = desk.document(document).request_id
    posted(desk.on(3, 3), document)
    event = desk.case(case).state.facts.last(EventKind.DOCUMENT_DISPATCHED)
    assert event is not None
    moved = EventCorrectionDraft(
        request_id=case, event_id=event.id, kind=event.kind, reason="邮戳为3月2日", on=date(2026, 3, 2)
    )
    correct_event(desk.office, moved, **desk.how)
    assert listed(desk, S.TO_PROVE) == (document,)


def test_void_letters_stand_apart_with_their_reason(desk: Desk) -> None:
    document = notice(desk)
    number = desk.document(document).document_number or ""
    void_document_number(desk.office, VoidNumberDraft(text=number, reason="截止日写错"), **desk.how)
    assert listed(desk, S.VOID) == (document,)
    assert listed(desk, S.TO_SEND) == ()
    (row,) = document_rows(desk.office, (document,), today=desk.today)
    assert row.state_text == "已作废：截止日写错"


def test_what_waits_is_sorted_by_the_day_it_must_be_done(desk: Desk) -> None:
    older = desk.take_in()
    desk.on(3, 9)
    younger = desk.take_in()
    for case in (younger, older):
        desk.decide(case)
    second, first = desk.draft(younger), desk.draft(older)
    assert listed(desk, S.DRAFTS) == (first, second)
    assert listed(desk, S.DRAFTS, sort="slack", descending=True) == (second, first)
    rows = document_rows(desk.office, (first, second), today=desk.today)
    assert [one.due_on for one in rows] == [date(2026, 3, 30), date(2026, 4, 7)]
    assert rows[0].slack_text


def test_a_letter_is_found_by_number_name_and_registration(desk: Desk) -> None:
    other = replace(APPLICANT, name="赵满囤", identity_number="", phone="")
    mine, his = notice(desk), notice(desk, applicant=other)
    assert listed(desk, S.ISSUED, text="赵满囤") == tuple(
        one for one in listed(desk, S.ISSUED) if desk.document(one).request_id == desk.document(his).request_id
    )
    assert listed(desk, S.TO_SEND, text="临资公补[2026]1号") == (mine,)
    assert listed(desk, S.TO_SEND, text="公补〔2026〕2") == (his,)
    assert listed(desk, S.TO_SEND, text="没有这个") == ()
    number = desk.row(desk.document(his).request_id).registration_number or ""
    assert listed(desk, S.TO_SEND, text=number) == (his,)
    assert listed(desk, S.TO_SEND, text="100%_") == ()


@pytest.mark.parametrize("sort", ["slack", "number", "dated", "applicant", "registration"])
@pytest.mark.parametrize("segment", DocumentSegment)
def test_every_segment_has_every_order(local_desk: Desk, segment: DocumentSegment, sort: str) -> None:
    document = notice(local_desk)
    posted(local_desk, notice(local_desk))
    up = listed(local_desk, segment, sort=sort)
    down = listed(local_desk, segment, sort=sort, descending=True)
    assert set(up) == set(down)
    assert (document in up) == (segment in (S.TO_SEND, S.ISSUED))
    assert len(document_rows(local_desk.office, up, today=local_desk.today)) == len(up)


def test_an_unknown_order_is_refused(local_desk: Desk) -> None:
    with pytest.raises(UserError) as caught:
        listed(local_desk, S.ISSUED, sort="colour")
    assert caught.value.code == "unknown_sort"


def test_the_numbers_are_those_of_the_lists(desk: Desk) -> None:
    case = desk.take_in()
    desk.decide(case)
    desk.draft(case)
    posted(desk, notice(desk))
    notice(desk)
    found = counts(desk)
    assert found == {one: len(listed(desk, one)) for one in S if listed(desk, one)}
    assert found[S.DRAFTS] == found[S.TO_SEND] == found[S.TO_PROVE] == 1
    assert waiting_for(desk.office, desk.actor, today=desk.today) == len(listed(desk, S.MINE))

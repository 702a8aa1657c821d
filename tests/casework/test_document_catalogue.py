"""The catalogue of documents as casework uses it: nothing is issued out of its time; what the client shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework import document_catalogue as catalogue
from casework.document_catalogue import refuse_out_of_time
from casework.integrity import check
from casework.refusals import refusals
from law.citations import Citation
from law.documents import document_rules
from law.errors import UserError
from law.terms import ConsultationKind, DocumentKind
from tests.casework.desk import Desk

FEE_MEASURE = date(2021, 1, 1)
REGULATION = date(2019, 5, 15)


def refusal_of(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value


def justify(desk: Desk, request: int) -> int | None:
    return desk.justify(request, desk.today + timedelta(days=10)).document_id


def test_reasons_cannot_be_asked_for_before_the_present_regulation(desk: Desk) -> None:
    request = desk.on(5, 14, 2019).take_in()
    refused = refusal_of(lambda: justify(desk, request))
    assert (refused.code, refused.field) == ("document_not_yet", "issued_on")
    assert refused.basis == (Citation.parse("ogi:35"),)
    assert "说明理由告知书" in refused.what
    assert "2019年5月14日" in refused.what
    assert "2019年5月15日" in refused.what
    assert check(desk.office).sound

    first = justify(desk.on(5, 15), request)
    letter = desk.document(first)
    assert letter.issued_on == REGULATION
    assert (letter.document_number or "").endswith("1号"), "the refused letter took no number"


@pytest.mark.parametrize("kind", [DocumentKind.FEE_CALC, DocumentKind.FEE_NOTICE, DocumentKind.FEE_WAIVER])
def test_a_fee_document_dated_before_the_measure_is_refused(kind: DocumentKind) -> None:
    refused = refusal_of(lambda: refuse_out_of_time(kind, FEE_MEASURE - timedelta(days=1)))
    assert refused.code == "document_not_yet"
    assert kind.label in refused.what
    assert refused.basis == document_rules()[kind].present.citations
    refuse_out_of_time(kind, FEE_MEASURE)


def test_the_fee_notice_names_the_article_that_brought_it() -> None:
    refused = refusal_of(lambda: refuse_out_of_time(DocumentKind.FEE_NOTICE, date(2020, 12, 31)))
    assert refused.basis == (
        Citation.parse("fee:6"),
        Citation.parse("fee:7"),
    )
    assert "信息处理费管理办法第六条" in refused.why


def test_a_kind_that_is_no_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = document_rules()[DocumentKind.CORRECTION_NOTICE]
    ended = replace(rule.present, until=date(2026, 12, 31))
    changed = {**document_rules(), rule.kind: replace(rule, periods=(*rule.periods[:-1], ended))}
    monkeypatch.setattr(catalogue, "document_rules", lambda: changed)
    refuse_out_of_time(rule.kind, date(2026, 12, 31))
    refused = refusal_of(lambda: refuse_out_of_time(rule.kind, date(2027, 1, 1)))
    assert refused.code == "document_no_more"
    assert "2026年12月31日" in refused.what
    assert refused.basis == (Citation.parse("ogi:30"),)


def test_older_kinds_are_issued_under_the_older_regulation(desk: Desk) -> None:
    request = desk.on(4, 10, 2019).take_in()
    done = desk.ask_correction(request, date(2019, 4, 30))
    assert desk.document(done.document_id).issued_on == date(2019, 4, 10)


def test_the_makers_are_not_asked_before_there_was_such_a_consultation(desk: Desk) -> None:
    request = desk.on(4, 10, 2019).take_in()
    refused = refusal_of(lambda: desk.consult(request, kind=ConsultationKind.CO_MAKER))
    assert refused.code == "consultation_without_period"
    assert refused.field == "issued_on"


def test_what_came_in_before_the_measure_is_not_charged(desk: Desk) -> None:
    request = [desk.on(12, 31, 2020).take_in() for _ in range(12)][-1]
    assert refusal_of(lambda: desk.propose(request)).code == "fee_method_barred"
    assert refusal_of(lambda: desk.on(1, 4, 2021).propose(request)).code == "fee_method_barred"


def test_a_fee_notice_is_not_dated_back_before_the_measure(desk: Desk) -> None:
    request = [desk.on(1, 4, 2021).take_in() for _ in range(12)][-1]
    desk.propose(request)
    desk.approve(request)
    refused = refusal_of(lambda: desk.notify(request, issued_on=FEE_MEASURE - timedelta(days=1), sent=False))
    assert (refused.code, refused.field) == ("letter_before_receipt", "issued_on")
    assert desk.document(desk.notify(request).document_id).issued_on == date(2021, 1, 4)


def test_every_kind_is_shown_with_article_addressee_and_maker() -> None:
    views = catalogue.document_catalogue()
    assert [one.kind for one in views] == list(document_rules())
    for one in views:
        assert all((one.title, one.addressees, one.when, one.basis, one.made_by, one.remedy)), one.kind
        assert len(one.history) == len(document_rules()[one.kind].periods)
        assert bool(one.noted) is not bool(one.basis_short), one.kind
    by_kind = {one.kind: one for one in views}
    assert by_kind[DocumentKind.CORRECTION_NOTICE].made_by == "要求补正"
    assert by_kind[DocumentKind.CORRECTION_NOTICE].history == (
        "2019年5月15日起：条例第三十条",
        "2008年5月1日至2019年5月14日：原条例（当时的条号未核）",
    )
    assert "收到日还没有确认" in by_kind[DocumentKind.CORRECTION_NOTICE].barred
    assert not [said for one in views for said in one.barred if "{" in said]
    assert by_kind[DocumentKind.RECEIPT].barred == ()
    assert by_kind[DocumentKind.CORRIGENDUM].history == ("2008年5月1日起：没有此项文书的条文，为已发文书留痕而设",)


def test_the_refusals_are_there() -> None:
    assert {"document_not_yet", "document_not_yet_noted", "document_no_more"} <= set(refusals())

"""The day's mail: who gets an envelope, what stands on it, the list for the post, numbers recorded one act each."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from casework import mail_papers
from casework.drafts import AgentDraft, ReturnDraft
from casework.mail_batch import mail_number_uses, mail_of_day, send_batch, waiting_mail
from casework.mail_drafts import MailBatchDraft, MailPapersDraft
from casework.mail_papers import PaperFormat, envelopes, mail_list
from casework.mail_views import MailParcel, MailResult
from casework.service import dispatch, record_return
from law.errors import UserError
from law.terms import DeliveryMethod, DocumentKind, EventKind
from templates.office_conversion import ConversionFailed, NoOffice
from tests.casework.desk import APPLICANT, Desk

OTHER = replace(
    APPLICANT,
    name="临江县望江路小学",
    identity_number="",
    phone="",
    address="东岭省澜安市临江县望江街道学府路3号",
    postcode="990125",
)


def ask(desk: Desk, **changes: object) -> int:
    """A correction notice in the house; the document."""
    document = desk.ask_correction(desk.take_in(**changes), date(2026, 3, 20), sent=False).document_id
    assert document is not None
    return document


def post(desk: Desk, numbers: dict[int, str], **changes: object) -> MailResult:
    draft = MailBatchDraft(on=desk.today, carrier="邮政EMS", numbers=numbers)
    return send_batch(desk.office, replace(draft, **changes), **desk.how)  # type: ignore[arg-type]


def receivers(parcels: tuple[MailParcel, ...]) -> list[str]:
    return [one.receiver for one in parcels]


def text_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def test_letters_of_one_receiver_share_an_envelope(desk: Desk) -> None:
    first, second, third = ask(desk), ask(desk), ask(desk, applicant=OTHER)
    parcels = waiting_mail(desk.office)
    assert [one.document_ids for one in parcels] == [(first, second), (third,)]
    assert (parcels[0].receiver, parcels[0].postcode, parcels[0].problem) == ("周长根", "990121", "")
    assert [one.name for one in parcels[0].items] == ["临资公补〔2026〕1号", "临资公补〔2026〕2号"]


def test_who_wants_it_otherwise_is_only_there_when_asked(desk: Desk) -> None:
    ask(desk, delivery=DeliveryMethod.PICK_UP)
    assert waiting_mail(desk.office) == ()
    assert receivers(waiting_mail(desk.office, everything=True)) == ["周长根"]


def test_a_third_party_gets_an_envelope_of_its_own_without_the_applicant(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.consult(case, sent=False, party_address="澜安市高新区创业路8号").document_id
    assert document is not None
    (parcel,) = waiting_mail(desk.office)
    assert (parcel.receiver, parcel.address) == ("澜安汇泽置业有限公司", "澜安市高新区创业路8号")
    _, made = envelopes(desk.office, papers(desk, document), "dl", PaperFormat.DOCX)
    assert "周长根" not in text_of(made)


def test_a_missing_address_is_told_and_prints_nothing(desk: Desk) -> None:
    document = desk.consult(desk.take_in(), sent=False).document_id
    assert document is not None
    (parcel,) = waiting_mail(desk.office)
    assert parcel.problem == "没有收件地址"
    with pytest.raises(UserError) as caught:
        envelopes(desk.office, papers(desk, document), "dl", PaperFormat.DOCX)
    assert caught.value.code == "mail_address_missing"
    assert "澜安汇泽置业有限公司" in caught.value.what


def test_a_batch_is_recorded_one_act_each(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, applicant=OTHER)
    done = post(desk, {first: "1098 7654 3210 1", second: "ea123456785cn"})
    assert (done.sent, done.failed) == ((first, second), ())
    assert done.changed.message == "已登记寄出 2 件"
    assert waiting_mail(desk.office) == ()
    sent = {one.key: one.items[0].mail_number for one in mail_of_day(desk.office, desk.today)}
    assert sent == {first: "1098765432101", second: "EA123456785CN"}


def test_one_fails_and_the_others_stand(desk: Desk) -> None:
    first, second, third, fourth = ask(desk), ask(desk, applicant=OTHER), ask(desk), ask(desk)
    post(desk, {first: "1098765432101"})
    before = desk.case(desk.document(first).request_id).request.event_count
    numbers = {
        first: "1098765432102",  # went already
        second: "12",  # no number of the post
        third: "1098765432103",
        fourth: "1098765432103",  # the same receiver: the same envelope
        999_999: "1098765432104",
    }
    done = post(desk, numbers)
    assert done.sent == (third, fourth)
    assert [one.document_id for one in done.failed] == [first, second, 999_999]
    assert "没有待寄出的文书" in done.failed[0].sentence
    assert done.failed[1].letter.startswith("临江县望江路小学")
    assert done.changed.message == "已登记寄出 2 件，3 件没有登记"
    assert desk.case(desk.document(first).request_id).request.event_count == before
    assert receivers(waiting_mail(desk.office)) == ["临江县望江路小学"]


def test_one_number_is_not_for_two_receivers(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, applicant=OTHER)
    done = post(desk, {first: "1098765432101", second: "1098765432101"})
    assert done.sent == (first,)
    assert "已给了周长根" in done.failed[0].sentence


def test_couriers_and_nothing_at_all_are_refused(desk: Desk) -> None:
    document = ask(desk)
    done = post(desk, {document: "1098765432101"}, carrier="顺丰速运")
    assert done.sent == ()
    assert "邮政企业" in done.failed[0].sentence
    with pytest.raises(UserError) as caught:
        post(desk, {})
    assert caught.value.code == "mail_nothing_chosen"


class _Stop(Exception):
    """The person pressed 取消."""


def test_stopped_in_the_middle_what_was_recorded_stands(desk: Desk) -> None:
    documents = [ask(desk) for _ in range(4)]
    numbers = {one: f"10987654321{at:02d}" for at, one in enumerate(documents)}

    def progress(done: int, total: int) -> None:
        assert total == 4
        if done == 2:
            raise _Stop

    draft = MailBatchDraft(on=desk.today, carrier="邮政EMS", numbers=numbers)
    with pytest.raises(_Stop):
        send_batch(desk.office, draft, progress=progress, **desk.how)
    assert [one.document_ids for one in waiting_mail(desk.office)] == [tuple(documents[2:])]


def test_what_came_back_waits_again(desk: Desk) -> None:
    document = ask(desk)
    post(desk, {document: "1098765432101"})
    back = ReturnDraft(document_id=document, on=date(2026, 3, 6), reason="迁移新址不明")
    record_return(desk.on(3, 6).office, back, **desk.how)
    (parcel,) = waiting_mail(desk.office)
    assert parcel.items[0].again
    assert parcel.items[0].mail_number == ""
    post(desk, {document: "1098765432102"})
    sent = desk.case(desk.document(document).request_id).state.facts.all_of(EventKind.DOCUMENT_DISPATCHED)
    assert [one.payload["tracking_number"] for one in sent] == ["1098765432101", "1098765432102"]


def papers(desk: Desk, *documents: int, **changes: object) -> MailPapersDraft:
    draft = MailPapersDraft(document_ids=documents, on=desk.today)
    return replace(draft, **changes)  # type: ignore[arg-type]


def test_nothing_but_the_ways_of_the_post_stands_on_an_envelope(desk: Desk) -> None:
    document = ask(desk)
    name, made = envelopes(desk.office, papers(desk, document), "dl", PaperFormat.DOCX)
    text = text_of(made)
    assert name == "信封 2026-03-02.docx"
    for shown in ("周长根　收", "白石村三组21号", "临江县自然资源局", "望江路1号", "邮政编码 990121"):
        assert shown in text
    for hidden in ("补正", "申请", "依申", "临资公补", "19900000053", "990101196101109813"):
        assert hidden not in text
    assert (name, made) == envelopes(desk.office, papers(desk, document), "dl", PaperFormat.DOCX)


def test_the_list_counts_envelopes_and_letters(desk: Desk) -> None:
    first, second, third = ask(desk), ask(desk), ask(desk, applicant=OTHER)
    numbers = {first: "1098765432101", third: "EA123456785CN"}
    asked = papers(desk, first, second, third, numbers=numbers)
    name, made = mail_list(desk.office, asked, PaperFormat.DOCX, actor="王敏")
    text = text_of(made)
    assert name == "邮件交寄清单 2026-03-02.docx"
    assert "共 2 封，文书 3 份。" in text
    assert "交寄人：王敏" in text
    assert text.index("周长根") < text.index("临江县望江路小学")
    assert "临资公补〔2026〕1号、临资公补〔2026〕2号" in text
    _, book = mail_list(desk.office, asked, PaperFormat.XLSX, actor="王敏")
    rows = list(load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[3][1] == "周长根"
    assert rows[3][6] == 2
    assert rows[3][7] == "1098765432101"
    assert rows[4][7] == "EA123456785CN"
    assert rows[5][0] == "合计"
    assert rows[5][6] == 3


def test_replies_that_are_due_first_come_first(desk: Desk) -> None:
    late = desk.take_in()
    desk.decide(late)
    reply = desk.draft(late)
    notice = ask(desk, applicant=OTHER)
    desk.issue(reply, sent=False)
    assert [one.key for one in waiting_mail(desk.office)] == [reply, notice]
    assert desk.document(reply).kind is DocumentKind.OUTCOME_LETTER


@pytest.mark.parametrize(
    ("problem", "code"), [(NoOffice(), "mail_pdf_no_office"), (ConversionFailed("slow"), "mail_pdf_failed")]
)
def test_without_an_office_program_it_is_said_and_word_is_offered(
    local_desk: Desk, monkeypatch: pytest.MonkeyPatch, problem: Exception, code: str
) -> None:
    def convert(*_arguments: object, **_named: object) -> bytes:
        raise problem

    document = ask(local_desk)
    monkeypatch.setattr(mail_papers, "convert_to_pdf", convert)
    office, draft = local_desk.office, papers(local_desk, document)
    makers: tuple[Callable[[], object], ...] = (
        lambda: envelopes(office, draft, "dl", PaperFormat.PDF),
        lambda: mail_list(office, draft, PaperFormat.PDF, actor="王敏"),
    )
    for make in makers:
        with pytest.raises(UserError) as caught:
            make()
        assert caught.value.code == code
        assert "Word" in caught.value.todo
    assert envelopes(local_desk.office, papers(local_desk, document), "dl", PaperFormat.DOCX)[1].startswith(b"PK")


# -------------------------------------------------------------------------------------------------- numbers and days


def test_a_number_used_before_is_told_with_its_letter_and_day(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, applicant=OTHER)
    assert mail_number_uses(desk.office, ("1098765432101", "")) == {}
    post(desk, {first: "1098765432101"})
    found = mail_number_uses(desk.on(3, 5).office, ("1098765432101", "1098765432109"))
    assert found.keys() == {"1098765432101"}
    sentence = "此号已用于 临资公补〔2026〕1号，2026年3月2日（周一）寄出，请核对。"
    assert found["1098765432101"].sentence == sentence
    # It is a hint: the receipt of the post decides, and the number may have been wrong the first time.
    assert post(desk, {second: "1098765432101"}).sent == (second,)
    assert mail_number_uses(desk.office, ("1098765432101",))["1098765432101"].on == date(2026, 3, 5)


def test_two_envelopes_of_a_batch_never_share_a_number(desk: Desk) -> None:
    moved = replace(APPLICANT, identity_number="", phone="", address="东岭省澜安市临江县望江街道2号")
    first, second = ask(desk), ask(desk, applicant=moved)
    done = post(desk, {first: "1098765432101", second: "1098765432101"})
    assert (done.sent, [one.document_id for one in done.failed]) == ((first,), [second])


def test_the_list_of_a_past_day_is_as_it_was(desk: Desk) -> None:
    document = ask(desk)
    post(desk, {document: "1098765432101"})
    back = ReturnDraft(document_id=document, on=date(2026, 3, 6), reason="迁移新址不明")
    record_return(desk.on(3, 6).office, back, **desk.how)
    post(desk, {document: "1098765432102"})
    for day, number in ((date(2026, 3, 2), "1098765432101"), (date(2026, 3, 6), "1098765432102")):
        (parcel,) = mail_of_day(desk.office, day)
        assert parcel.items[0].mail_number == number
        _, made = mail_list(desk.office, papers(desk, document, on=day, posted=True), PaperFormat.DOCX, actor="王敏")
        assert number in text_of(made)
        assert f"2026年3月{day.day}日" in text_of(made)
    assert mail_of_day(desk.office, date(2026, 3, 3)) == ()


# -------------------------------------------------------------------------------------------------- receivers


def test_joint_applicants_get_one_envelope_and_a_clerk_may_choose(desk: Desk) -> None:
    document = ask(desk, co_applicants=(OTHER,))
    (parcel,) = waiting_mail(desk.office)
    assert (parcel.receiver, parcel.reaches) == ("周长根", 2)
    assert [(one.name, one.role) for one in parcel.choices] == [("周长根", "代表人"), ("临江县望江路小学", "申请人")]
    chosen = parcel.addressed_to(parcel.choices[1])
    (parcel,) = waiting_mail(desk.office, receivers=chosen)
    assert (parcel.receiver, parcel.postcode) == ("临江县望江路小学", "990125")
    _, made = envelopes(desk.office, papers(desk, document, receivers=chosen), "dl", PaperFormat.DOCX)
    assert "周长根" not in text_of(made)
    post(desk, {document: "1098765432101"}, receivers=chosen)
    (parcel,) = mail_of_day(desk.office, desk.today)
    assert (parcel.receiver, parcel.address) == ("临江县望江路小学", OTHER.address)


def test_somebody_without_a_choice_leaves_no_trace_of_one(desk: Desk) -> None:
    document = ask(desk)
    (parcel,) = waiting_mail(desk.office)
    assert (parcel.choices, parcel.reaches) == ((), 1)
    post(desk, {document: "1098765432101"})
    sent = desk.case(desk.document(document).request_id).state.facts.last(EventKind.DOCUMENT_DISPATCHED)
    assert sent is not None
    assert "receiver" not in sent.payload


AGENT = AgentDraft(
    name="李某",
    phone="19900000054",
    address="临江县望江路5号",
    authorization_attached=True,
    authorized_on=date(2026, 3, 1),
)


@pytest.mark.parametrize(
    ("agent", "receiver", "choices"),
    [
        (replace(AGENT, authorization_scope="代为申请、代收文书"), "李某", ["周长根", "李某"]),
        (replace(AGENT, authorization_scope="代为申请"), "周长根", ["周长根", "李某"]),
        (replace(AGENT, authorization_scope="代收文书", address=""), "周长根", ["周长根", "李某"]),
    ],
)
def test_the_agent_gets_it_where_the_mandate_says_so(
    desk: Desk, agent: AgentDraft, receiver: str, choices: list[str]
) -> None:
    ask(desk, agent=agent)
    (parcel,) = waiting_mail(desk.office)
    assert parcel.receiver == receiver
    assert [one.name for one in parcel.choices] == choices


def test_a_receiver_of_another_request_is_refused(desk: Desk) -> None:
    document = ask(desk, co_applicants=(OTHER,))
    stranger = replace(desk.post(), document_id=document, receiver="applicant:99999")
    with pytest.raises(UserError) as caught:
        dispatch(desk.office, stranger, **desk.how)
    assert caught.value.code == "mail_receiver_unknown"

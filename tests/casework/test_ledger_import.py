"""A ledger becomes cases: dated events, due days by law, rows of the annual report; duplicates, prompts, numbers."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from casework.amendment import correct_event
from casework.annual_facts import counted_cases
from casework.case_list import case_ids
from casework.case_view import case
from casework.drafts import EventCorrectionDraft
from casework.integrity import check
from casework.ledger_drafts import Agreement, LedgerImportDraft
from casework.ledger_export import export_ledger, usual_columns
from casework.ledger_export_views import LedgerDraft
from casework.ledger_files import read_ledger_file
from casework.ledger_import import import_ledger, imports
from casework.ledger_outcomes import SettledOutcomeDraft, settle_outcome, undecided_words
from casework.views import CaseFilter
from law.errors import UserError
from law.terms import ApplicantType, Channel, EventKind, Outcome, RequestStatus
from models import Applicant, Event, ImportedRow, NumberSeries, Request, SubmissionApplicant
from reports.ledger_rows import CellRef, LedgerRow, LedgerValue, Prompt, RefusedCell, RowStatus
from tests.casework.desk import Desk
from tests.casework.ledger_truth import LEDGERS, content_of, file_of, made_reading, plan_of, take_in, truth_reading
from tests.casework.offices import ACTOR, NOW, TODAY, make_office

SHORT = [pytest.param(one, id=one.name[:3]) for one in LEDGERS]


def row(at: int = 5, **values: Any) -> LedgerRow:
    """A row that nothing is wrong with."""
    told: dict[str, LedgerValue] = {
        "serial_no": "7",
        "received_date": date(2026, 3, 2),
        "channel": "web",
        "applicant_type": "natural_person",
        "applicant_name": "周长根",
        "id_number": "990101196610144430",
        "subject": "青石渡镇征地批复",
        "reply_date": date(2026, 3, 20),
        "outcome_id": "grant",
        "reply_no": "临资复〔2026〕9号",
    }
    return LedgerRow(sheet="2026", row=at, status=RowStatus.IMPORT, values={**told, **values})


def only(desk: Desk) -> Request:
    """The one request of the database."""
    with desk.office.reading() as session:
        return session.scalars(select(Request)).one()


def events_of(desk: Desk, request_id: int) -> list[EventKind]:
    with desk.office.reading() as session:
        kinds = select(Event.kind).where(Event.request_id == request_id).order_by(Event.seq)
        return list(session.scalars(kinds))


# ------------------------------------------------------------------------------------------------ the sample ledgers


@pytest.mark.parametrize("path", SHORT)
def test_cases_of_a_sample_ledger_follow_its_truth(desk: Desk, path: Path) -> None:
    """From the file: due days and outcomes are those of the truth file; the events prove every cached value."""
    reading = truth_reading(path)
    read = read_ledger_file(desk.office, file_of(path), today=TODAY)
    plan = plan_of(desk.office, read)
    assert [(one.place, one.status) for one in plan.rows] == [
        ((one.sheet, one.row), one.status) for one in reading.rows
    ]
    taken = take_in(desk.office, read)
    report = check(desk.office)
    assert report.sound, [one.sentence for one in report.differences]
    with desk.office.reading() as session:
        rows = {
            (one.sheet, one.row): session.get_one(Request, one.request_id)
            for one in session.scalars(select(ImportedRow))
        }
    assert len(rows) == len(taken.request_ids) == len(plan.taken)
    for one in reading.rows:
        if one.status is not RowStatus.IMPORT:
            assert (one.sheet, one.row) not in rows
            continue
        made = rows[one.sheet, one.row]
        assert made.received_on == one.values["received_date"]
        assert made.outcome == (one.values.get("outcome_id") if one.values.get("reply_date") else None)
        assert made.reply_effective_on == (one.values.get("reply_date") if made.outcome != "withdrawn" else None)
        if one.due.lawful is not None:
            assert made.due_on == one.due.lawful, one


@pytest.mark.parametrize("path", SHORT)
def test_the_annual_report_counts_the_cases_of_a_ledger(desk: Desk, path: Path) -> None:
    """Per year and kind of applicant: what was received, and what was answered with which outcome."""
    reading = truth_reading(path)
    take_in(desk.office, read_ledger_file(desk.office, file_of(path), today=TODAY))
    rows = [one.values for one in reading.rows if one.status is RowStatus.IMPORT]
    years = {one["received_date"].year for one in rows}  # type: ignore[union-attr]
    for year in years:
        with desk.office.reading() as session:
            counted = counted_cases(desk.office, session, year, desk.office.policies(TODAY))
        new = Counter(one.column for one in counted if one.received_on.year == year)
        assert new == Counter(_column(one) for one in rows if one["received_date"].year == year)  # type: ignore[union-attr]
        closed = Counter(one.outcome for one in counted if one.closed_on is not None and one.closed_on.year == year)
        told = Counter(
            Outcome(str(one["outcome_id"])) if one["outcome_id"] else None  # named by the relations of the report
            for one in rows
            if one.get("reply_date") is not None and one["reply_date"].year == year  # type: ignore[union-attr]
        )
        assert closed == told


def _column(values: Any) -> ApplicantType:
    if values["applicant_type"] != "organisation":
        return ApplicantType.NATURAL_PERSON
    return ApplicantType(values.get("org_kind") or values.get("org_kind_suggested") or "other_org")


# ------------------------------------------------------------------------------------------------ one row


def test_a_row_becomes_a_closed_case_with_its_dated_events(desk: Desk) -> None:
    take_in(desk.office, made_reading([row()]))
    made = only(desk)
    assert made.status is RequestStatus.CLOSED
    assert (made.due_on, made.on_time, made.closed_on) == (date(2026, 3, 30), True, date(2026, 3, 20))
    assert events_of(desk, made.id) == [
        EventKind.REGISTERED,
        EventKind.RECEIVED,
        EventKind.OUTCOME_DECIDED,
        EventKind.DOCUMENT_ISSUED,
        EventKind.DOCUMENT_DISPATCHED,
        EventKind.CLOSED,
    ]
    shown = case(desk.office, made.id, today=TODAY)
    assert shown.source == "台账导入：台账.xlsx “2026”第 5 行"
    assert shown.channel is Channel.WEB
    assert case_ids(desk.office, CaseFilter(text="临资复〔2026〕9号"), today=TODAY) == (made.id,)


def test_what_the_ledger_does_not_date_stays_a_note(desk: Desk) -> None:
    told = row(
        extended=True,
        extension_until_written=date(2026, 4, 28),
        consult_party="东岭云岫农业发展有限公司",
        fee=88_000,
        corrected_received=date(2026, 3, 9),
    )
    take_in(desk.office, made_reading([told]))
    made = only(desk)
    assert (made.extension_days, made.correction_count, made.consultation_count) == (0, 0, 0)
    assert made.fee_status == "none"
    notes = "\n".join(case(desk.office, made.id, today=TODAY).source_notes)
    assert all(word in notes for word in ("延期", "征求意见", "880.00元", "补正"))


def test_an_outcome_without_a_day_of_reply_leaves_the_case_open(desk: Desk) -> None:
    take_in(desk.office, made_reading([row(reply_date=None)]))
    made = only(desk)
    assert made.status is RequestStatus.IN_PROGRESS
    assert made.outcome is None
    assert "没有写答复日期" in "".join(case(desk.office, made.id, today=TODAY).source_notes)


def test_the_value_of_a_refused_cell_reaches_no_table(desk: Desk) -> None:
    cell = RefusedCell(
        cell=CellRef("2026", 5, "F"), field="id_number", reason="id_number_lost_digits", shown="9.90103E+17",
        told="身份证号码丢失末尾数字：9.90103E+17",
    )  # fmt: skip
    told = replace(row(id_number=None), refused_cells=(cell,))
    take_in(desk.office, made_reading([told]))
    assert "9.90103E+17" not in str(content_of(desk.office))
    assert "F5 单元格没有采用" in "".join(case(desk.office, only(desk).id, today=TODAY).source_notes)


def test_a_case_from_a_ledger_takes_later_acts_and_disputes(desk: Desk) -> None:
    """The letter lies in an old file; the case is there all the same for what comes later."""
    take_in(desk.office, made_reading([row()]))
    made = only(desk)
    shown = case(desk.office, made.id, today=TODAY)
    assert shown.documents == ()
    assert not any(one.act.value == "serve" and one.allowed for one in shown.acts)
    assert any("签发" in one.title or "处理" in one.title or "答复" in one.title for one in shown.events)


# ------------------------------------------------------------------------------------------------ numbers and people


def test_numbers_of_the_ledger_are_kept_where_they_are_whole_and_free(desk: Desk) -> None:
    first = desk.take_in()  # takes 依申〔2026〕1号 from the series of the office
    taken = desk.row(first).registration_number
    rows = [
        row(5, query_code="LJZB2026-001", subject="甲村土地台账"),
        row(6, query_code=taken, subject="乙村土地台账"),
        row(7, query_code=str(taken).replace("1号", "900号"), subject="丙村土地台账"),
        row(8, query_code=None, serial_no="8", subject="丁村土地台账"),
    ]
    take_in(desk.office, made_reading(rows))
    with desk.office.reading() as session:
        numbers = dict(
            session.execute(select(ImportedRow.row, Request.registration_number).join(Request)).tuples().all()
        )
        series = session.scalars(select(NumberSeries.last_number)).all()
    assert numbers == {5: "LJZB2026-001", 6: "台账1-6", 7: "台账1-7", 8: "台账1-8"}
    assert series == [1]  # nothing was taken from the series
    desk.take_in()
    assert check(desk.office).sound


def test_people_are_one_by_their_number_only(desk: Desk) -> None:
    rows = [
        row(5, subject="甲村土地台账"),
        row(6, subject="乙村土地台账"),
        row(7, subject="丙村土地台账", id_number=None),
        row(8, subject="丁村土地台账", id_number=None),
        row(9, subject="戊村土地台账", applicant_name=("周长根", "王秀兰"), id_number=None),
    ]
    take_in(desk.office, made_reading(rows))
    with desk.office.reading() as session:
        applicants = session.scalars(select(Applicant.id)).all()
        parties = session.scalars(select(SubmissionApplicant.applicant_id).order_by(SubmissionApplicant.id)).all()
        labels = session.scalars(select(Request.applicant_label).order_by(Request.id)).all()
    assert len(applicants) == 5  # one with the number, two namesakes, two of the joint request
    assert parties[0] == parties[1]
    assert labels[-1] == "周长根等2人"


# ------------------------------------------------------------------------------------------------ before the import


def test_a_case_in_the_database_makes_a_row_a_duplicate(desk: Desk) -> None:
    take_in(desk.office, made_reading([row()]))
    again = plan_of(desk.office, made_reading([row(), row(6, subject="别的材料")], "改名.xlsx", "另一份"))
    assert [one.status for one in again.rows] == [RowStatus.DUPLICATE, RowStatus.IMPORT]
    assert again.rows[0].same_as == only(desk).id
    assert "证件号相同" in again.rows[0].why
    namesake = plan_of(desk.office, made_reading([row(id_number="990103196908127572")]))
    assert namesake.rows[0].status is RowStatus.IMPORT  # another number is another person
    assert "已于" in namesake.same_file


def test_prompts_are_agreed_to_before_anything_is_taken_in(desk: Desk) -> None:
    ditto, serial = Prompt(kind="ditto", told="取上一行"), Prompt(kind="serial_date", told="按日期")
    rows = [replace(row(5), prompts=(ditto,)), replace(row(6, subject="乙村土地台账"), prompts=(ditto, serial))]
    plan = plan_of(desk.office, made_reading(rows))
    assert plan.open_prompts(Agreement()) == {"ditto": 2, "serial_date": 1}
    partly = Agreement(kinds=frozenset({"ditto"}))
    with pytest.raises(UserError) as refusal:
        import_ledger(desk.office, LedgerImportDraft(plan=plan, agreement=partly), today=TODAY, now=NOW, actor=ACTOR)
    assert refusal.value.code == "ledger_prompts_open"
    assert "数字按日期 1 行" in refusal.value.what
    assert imports(desk.office) == ()
    whole = replace(partly, rows=frozenset({("2026", 6)}))
    import_ledger(desk.office, LedgerImportDraft(plan=plan, agreement=whole), today=TODAY, now=NOW, actor=ACTOR)
    assert len(imports(desk.office)[0].request_ids) == 2


def test_days_that_contradict_each_other_are_told_and_not_taken_in(desk: Desk) -> None:
    told = row(correction_date=date(2026, 2, 27), corrected_received=date(2026, 3, 3))
    plan = plan_of(desk.office, made_reading([told]))
    assert plan.rows[0].status is RowStatus.REJECT
    assert "收到申请" in plan.rows[0].why or "早于" in plan.rows[0].why
    with pytest.raises(UserError) as refusal:
        take_in(desk.office, made_reading([told]))
    assert refusal.value.code == "ledger_nothing_to_import"


def test_what_was_agreed_to_is_noted_without_the_numbers_that_pages_hide(desk: Desk) -> None:
    number = "990101196610144430"
    asked = (
        Prompt(kind="ditto", told=f"读作“{number}”", cell=CellRef("2026", 5, "F"), field="id_number", proposed=number),
        Prompt(kind="ditto", told="读作“周长根”", cell=CellRef("2026", 5, "D"), field="applicant_name"),
    )
    take_in(desk.office, made_reading([replace(row(), prompts=asked)]))
    notes = case(desk.office, only(desk).id, today=TODAY).source_notes
    assert notes == ("F5 “同上”取上一行", "读作“周长根”")


def test_an_open_outcome_is_settled_for_all_rows_of_the_same_words(desk: Desk) -> None:
    asked = (Prompt(kind="outcome_ambiguous", told="", shown="不予公开", field="outcome"),)
    rows = [
        replace(row(5, outcome_id=None), prompts=asked),
        replace(row(6, outcome_id=None, subject="乙村土地台账", id_number=None), prompts=asked),
        row(7, subject="丙村土地台账", id_number=None),
    ]
    made = take_in(desk.office, made_reading(rows)).request_ids
    assert [desk.row(one).outcome for one in made] == [None, None, Outcome.GRANT]
    assert desk.row(made[0]).status is RequestStatus.CLOSED
    (waiting,) = undecided_words(desk.office, 1)
    assert (waiting.words, waiting.request_ids) == ("不予公开", made[:2])
    draft = SettledOutcomeDraft(number=1, words="不予公开", outcome=Outcome.REFUSAL_LAW)
    done = settle_outcome(desk.office, draft, today=TODAY, now=NOW, actor=ACTOR)
    assert done.request_ids == made[:2]
    assert [desk.row(one).outcome for one in made] == [Outcome.REFUSAL_LAW, Outcome.REFUSAL_LAW, Outcome.GRANT]
    assert desk.row(made[0]).decided_on == date(2026, 3, 20)
    assert check(desk.office).sound
    assert undecided_words(desk.office, 1) == ()
    with pytest.raises(UserError) as refusal:
        settle_outcome(desk.office, draft, today=TODAY, now=NOW, actor=ACTOR)
    assert refusal.value.code == "ledger_outcome_settled"


def test_a_reply_told_by_a_ledger_is_corrected_and_struck_like_any_record(desk: Desk) -> None:
    """Its day moves the judgement; struck, what became of the letter goes with it."""
    made = take_in(desk.office, made_reading([row()])).request_ids[0]
    with desk.office.reading() as session:
        kinds = {one.kind: one.id for one in session.scalars(select(Event).where(Event.request_id == made))}
    sent, issued = EventKind.DOCUMENT_DISPATCHED, EventKind.DOCUMENT_ISSUED
    moved = EventCorrectionDraft(
        request_id=made, event_id=kinds[sent], kind=sent, on=date(2026, 4, 2), reason="台账写错"
    )
    correct_event(desk.office, moved, today=TODAY, now=NOW, actor=ACTOR)
    assert (desk.row(made).reply_effective_on, desk.row(made).on_time) == (date(2026, 4, 2), False)
    struck = EventCorrectionDraft(request_id=made, event_id=kinds[issued], kind=issued, void=True, reason="没有答复过")
    correct_event(desk.office, struck, today=TODAY, now=NOW, actor=ACTOR)
    assert desk.row(made).reply_effective_on is None
    assert check(desk.office).sound


def test_a_ledger_that_the_program_wrote_is_read_back(desk: Desk, tmp_path: Path) -> None:
    """Beside its own cases every row is a duplicate; in another office it becomes the same cases."""
    rows = [
        row(5),
        row(6, subject="乙村土地台账", id_number=None, outcome_id="not_this_agency", channel="mail_signed"),
        row(7, subject="丙村土地台账", applicant_name="东岭云岫农业发展有限公司", applicant_type="organisation",
            org_kind="business", id_number=None, outcome_id="publication", reply_date=date(2026, 4, 13)),
    ]  # fmt: skip
    take_in(desk.office, made_reading(rows))
    path = tmp_path / "台账导出.xlsx"
    draft = LedgerDraft(columns=usual_columns(), masked=False, reason="移交")
    export_ledger(desk.office, draft, path, today=TODAY, actor=ACTOR)
    read = read_ledger_file(desk.office, path, today=TODAY)
    assert [one.status for one in plan_of(desk.office, read).rows] == [RowStatus.DUPLICATE] * 3
    other = make_office(str(tmp_path / "另一机关.db"))
    take_in(other, read)
    with desk.office.reading() as here, other.reading() as there:
        columns = (Request.received_on, Request.due_on, Request.outcome, Request.reply_effective_on, Request.on_time)
        wanted = here.execute(select(*columns).order_by(Request.id)).all()
        assert there.execute(select(*columns).order_by(Request.id)).all() == wanted
    other.close()


def test_the_numbers_of_the_old_ledger_go_out_again(desk: Desk, tmp_path: Path) -> None:
    take_in(desk.office, made_reading([row(5)]))
    path = tmp_path / "台账导出.xlsx"
    draft = LedgerDraft(columns=("registration_number", "ledger_number", "reply_number"))
    export_ledger(desk.office, draft, path, today=TODAY, actor=ACTOR)
    *_, written = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert written[-2:] == ("7", "临资复〔2026〕9号")


def test_questions_about_a_sheet_are_agreed_to_as_well(desk: Desk) -> None:
    """Months without years: every row of the sheets waits until somebody agreed to the year."""
    read = read_ledger_file(desk.office, file_of(LEDGERS[1]), today=TODAY)
    plan = plan_of(desk.office, read)
    assert plan.prompt_kinds["year_missing"] == len(plan.taken) == 119
    assert 0 < plan.prompt_kinds["split_two_dates"] < 119
    kinds = frozenset(plan.prompt_kinds) - {"year_missing"}
    with pytest.raises(UserError) as refusal:
        take_in(desk.office, read, Agreement(kinds=kinds))
    assert "日期没有年份 119 行" in refusal.value.what
    take_in(desk.office, read, Agreement(kinds=kinds | {"year_missing"}))


def test_everything_a_row_says_of_people_and_wishes_is_kept(desk: Desk) -> None:
    told = row(
        agent="李晓东", phone="19900000053", address="临江县古渡街道人民路65号", email="a@example.com",
        postcode="990101",
        delivery_method="邮寄", form_of_info="纸质", purpose="核对补偿", handler="卢敏",
        description="二〇二四年以来的批复",
        delivery="当面领取",
    )  # fmt: skip
    take_in(desk.office, made_reading([told]))
    made = only(desk)
    shown = case(desk.office, made.id, today=TODAY)
    assert [one.role for one in (shown.applicant, *shown.others)] == ["applicant", "agent"]
    assert (shown.access_forms, shown.delivery, shown.purpose) == ("纸质", "邮寄", "核对补偿")
    assert (made.handler, made.text) == ("卢敏", "青石渡镇征地批复\n二〇二四年以来的批复")
    assert made.served_on == date(2026, 3, 20)  # what is handed over arrives at once
    with desk.office.reading() as session:
        person = session.scalars(select(Applicant)).one()
    assert (person.phone, person.address, person.postcode) == ("19900000053", "临江县古渡街道人民路65号", "990101")

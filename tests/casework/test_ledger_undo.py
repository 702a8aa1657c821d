"""An import is whole or not at all, and goes again as if it had never come, while nothing rests on its cases."""

import random
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, event, select, text
from sqlalchemy.exc import DBAPIError

from casework.answer_brief import answer_brief
from casework.bundle_plan import bundle_plan
from casework.contacts import record_contact
from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.dispute_targets import attackable
from casework.disputes import open_dispute
from casework.drafts import ContactDraft
from casework.evidence_plan import evidence_plan
from casework.integrity import check
from casework.ledger_drafts import AGREED_TO_ALL, LedgerImportDraft
from casework.ledger_import import import_ledger, imports
from casework.ledger_undo import undo_import, undo_preview
from casework.office import Office, open_office
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum
from law.errors import UserError
from models import AnnualClosing, Event, LedgerImport, Request
from tests.casework.desk import Desk
from tests.casework.killed_import import many_rows
from tests.casework.ledger_truth import LEDGERS, content_of, made_reading, plan_of, take_in, truth_reading
from tests.casework.offices import ACTOR, NOW, TODAY, make_office
from tests.casework.test_ledger_import import row

ROOT = Path(__file__).resolve().parents[2]


def undo(office: Office, number: int) -> None:
    undo_import(office, number, today=TODAY, now=NOW, actor=ACTOR)


def resting(office: Office, number: int = 1) -> str:
    """Why an import may not be taken back; the refusal says the same."""
    with pytest.raises(UserError) as refusal:
        undo(office, number)
    assert refusal.value.code == "ledger_import_rests"
    told = "；".join(undo_preview(office, number).resting)
    assert told in refusal.value.what
    return told


# ------------------------------------------------------------------------------------------------ taken back


@pytest.mark.parametrize("path", [pytest.param(one, id=one.name[:3]) for one in LEDGERS])
def test_taken_back_the_database_holds_what_it_held_before(desk: Desk, path: Path) -> None:
    """Every row of every table and every entry of the search index, with cases and numbers of the office beside it."""
    kept = desk.take_in()
    desk.on(3, 4).ask_correction(kept, date(2026, 3, 18))
    before = content_of(desk.office)
    take_in(desk.office, truth_reading(path))
    assert content_of(desk.office) != before
    preview = undo_preview(desk.office, 1)
    assert preview.resting == ()
    assert preview.requests == len(imports(desk.office)[0].request_ids)
    undo(desk.office, 1)
    assert content_of(desk.office) == before
    assert imports(desk.office) == ()
    assert check(desk.office).sound


def test_an_import_between_others_goes_alone(desk: Desk) -> None:
    take_in(desk.office, made_reading([row(subject="甲村土地台账", id_number=None)], "一.xlsx"))
    before = content_of(desk.office)
    take_in(desk.office, made_reading([row(subject="乙村土地台账")], "二.xlsx"))
    take_in(desk.office, made_reading([row(subject="丙村土地台账", id_number=None)], "三.xlsx"))
    undo(desk.office, 2)
    assert [one.file_name for one in imports(desk.office)] == ["三.xlsx", "一.xlsx"]
    undo(desk.office, 3)
    assert content_of(desk.office) == before


def test_events_of_an_import_go_in_no_other_way(desk: Desk) -> None:
    take_in(desk.office, made_reading([row()]))
    with pytest.raises((DBAPIError, UserError)), desk.office.writing() as session:
        session.execute(delete(Event))
    with desk.office.reading() as session:
        assert session.scalars(select(LedgerImport.undoing)).all() == [False]


# ------------------------------------------------------------------------------------------------ what rests on it


def test_a_later_event_keeps_the_import(desk: Desk) -> None:
    made = take_in(desk.office, made_reading([row(), row(6, subject="乙村土地台账", reply_date=None)])).request_ids
    call = ContactDraft(request_id=made[1], on=TODAY, how="电话", number="0900-6600101", text="告知办理进度")
    record_contact(desk.office, call, today=TODAY, now=NOW, actor=ACTOR)
    before = content_of(desk.office)
    assert "1 件有后来的办理记录（台账1-6）" in resting(desk.office)
    assert content_of(desk.office) == before


def test_a_dispute_keeps_the_import(desk: Desk) -> None:
    made = take_in(desk.office, made_reading([row(reply_date=None)])).request_ids
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=made[0], attacked=AttackedAct.NO_REPLY),),
        parties=(PartyDraft(name="周长根"),),
    )
    open_dispute(desk.office, draft, today=TODAY, now=NOW, actor=ACTOR)
    assert "复议诉讼 1 条" in resting(desk.office)


def test_an_applicant_used_since_keeps_the_import(desk: Desk) -> None:
    take_in(desk.office, made_reading([row()], "一.xlsx"))
    take_in(desk.office, made_reading([row(subject="乙村土地台账")], "二.xlsx"))
    assert "导入的申请人另有 1 份来件" in resting(desk.office)
    undo(desk.office, 2)
    undo(desk.office, 1)


def test_a_closed_year_keeps_the_import(desk: Desk) -> None:
    take_in(desk.office, made_reading([row()]))
    with desk.office.writing() as session:
        session.add(
            AnnualClosing(
                year=2026, closed_on=TODAY, report={}, cases={}, policies={}, reason="", closed_at=NOW, closed_by=ACTOR
            )
        )
    assert "2026年的年度报告" in resting(desk.office)


def test_an_unknown_import_is_said(desk: Desk) -> None:
    with pytest.raises(UserError) as refusal:
        undo(desk.office, 7)
    assert refusal.value.code == "ledger_import_unknown"


# ------------------------------------------------------------------------------------------------ whole or nothing


def test_stopped_in_the_middle_nothing_is_kept(desk: Desk) -> None:
    plan = plan_of(desk.office, made_reading(many_rows(300)))
    before = content_of(desk.office)
    steps: list[int] = []

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        steps.append(done)
        if done > total // 2:
            raise Stopped

    draft = LedgerImportDraft(plan=plan, agreement=AGREED_TO_ALL)
    with pytest.raises(Stopped):
        import_ledger(desk.office, draft, today=TODAY, now=NOW, actor=ACTOR, progress=stop)
    assert len(steps) > 1
    assert content_of(desk.office) == before


def test_a_full_disk_keeps_nothing(local_desk: Desk) -> None:
    plan = plan_of(local_desk.office, made_reading(many_rows(600)))
    before = content_of(local_desk.office)
    engine = local_desk.office.engine
    with local_desk.office.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()

    def tight(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(f"PRAGMA max_page_count = {pages + 40}")
        cursor.close()

    engine.dispose()
    event.listen(engine, "connect", tight)
    draft = LedgerImportDraft(plan=plan, agreement=AGREED_TO_ALL)
    with pytest.raises(UserError) as refusal:
        import_ledger(local_desk.office, draft, today=TODAY, now=NOW, actor=ACTOR)
    assert refusal.value.code == "disk_full"
    event.remove(engine, "connect", tight)
    engine.dispose()
    assert content_of(local_desk.office) == before
    import_ledger(local_desk.office, draft, today=TODAY, now=NOW, actor=ACTOR)


def test_killed_while_writing_nothing_is_kept(tmp_path: Path) -> None:
    """Killed at several moments of the writing; then the import is done whole."""
    database = tmp_path / "办件.db"
    office = make_office(str(database))
    before = content_of(office)
    office.close()
    moments = random.Random(7)
    for _ in range(4):
        lines = run(database, kill_after=moments.randint(1, 5))
        office = open_office(database)
        assert "committed" not in lines
        assert content_of(office) == before
        assert check(office).sound
        office.close()
    assert run(database, kill_after=0)[-1] == "committed"
    office = open_office(database)
    assert len(imports(office)[0].request_ids) == len(many_rows())
    assert check(office).sound
    office.close()


def run(database: Path, *, kill_after: int) -> list[str]:
    """Run the import in a process of its own; 0 lets it end."""
    lines: list[str] = []
    command = [sys.executable, "-m", "tests.casework.killed_import", str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.strip())
            if len(lines) == kill_after:
                process.send_signal(signal.SIGKILL)
    assert process.returncode == (-signal.SIGKILL if kill_after else 0)
    return lines


def test_what_another_seat_registered_meanwhile_is_not_taken_in_twice(desk: Desk) -> None:
    """Two seats took the same ledger to be new; the second one to import it is told."""
    other = open_office(desk.office.location)
    plan = plan_of(other, made_reading([row(), row(6, subject="乙村土地台账")]))
    take_in(desk.office, made_reading([row()]))
    with pytest.raises(UserError) as refusal:
        import_ledger(other, LedgerImportDraft(plan=plan, agreement=AGREED_TO_ALL), today=TODAY, now=NOW, actor="赵刚")
    other.close()
    assert refusal.value.code == "ledger_registered_meanwhile"
    with desk.office.reading() as session:
        assert len(session.scalars(select(Request.id)).all()) == 1


def test_a_reply_that_lies_in_an_old_file_can_be_attacked(desk: Desk) -> None:
    """The very reply is attacked, without a document to name; file, brief and bundle speak of it by its number."""
    told = row(received_date=date(2026, 9, 1), reply_date=date(2026, 10, 20), outcome_id="refusal_process")
    made = take_in(desk.office, made_reading([told])).request_ids[0]
    (target,) = attackable(desk.office, made, today=TODAY)
    assert (target.attacked, target.document_id, target.decided_on) == (AttackedAct.REPLY, None, date(2026, 10, 20))
    copy = DisputeEventDraft(
        dispute_id=0, kind=DisputeEventKind.COPY_RECEIVED, on=date(2026, 11, 10), values={"procedure": "ordinary"}
    )
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=made, attacked=target.attacked),),
        parties=(PartyDraft(name="周长根"),),
        first=copy,
    )
    dispute = open_dispute(desk.office, draft, today=TODAY, now=NOW, actor=ACTOR).dispute_ids[0]
    brief = answer_brief(desk.office, dispute, today=TODAY)
    assert "临资复〔2026〕9号" in brief.acts[0].line
    assert evidence_plan(desk.office, made, target.attacked, None, today=TODAY).needs
    assert bundle_plan(desk.office, dispute, today=TODAY).items
    assert check(desk.office).sound

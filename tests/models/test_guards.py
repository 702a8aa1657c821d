from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from law.errors import UserError
from law.terms import DocumentState, EventKind, NumberClass
from models import Event, ImportedRow, LedgerImport, PolicyDecision, Request
from models.database import writer_factory
from models.failures import spoken_failures
from models.numbering import issue_number, void_number
from tests.models.rows import NOW, TODAY, add_document, add_event, add_request

Sessions = sessionmaker[Session]


GUARDED_TABLES = (
    "annual_closings",
    "annual_contributions",
    "annual_figures",
    "applicant_sameness",
    "dispute_events",
    "document_versions",
    "documents",
    "events",
    "issued_numbers",
    "key_task_entries",
    "number_patterns",
    "number_series",
    "policy_decisions",
)
GUARDED = {
    "blobs_no_update",
    "documents_dispute_stays",
    *(f"{table}_no_{act}" for act in ("update", "delete") for table in GUARDED_TABLES),
}


def test_no_guard_was_lost_on_the_way(engine: Engine) -> None:
    of_engine = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                 "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"}[engine.dialect.name]  # fmt: skip
    with engine.connect() as connection:
        found = set(connection.execute(text(of_engine)).scalars())
    assert {name for name in found if not name.endswith("_no_truncate")} == GUARDED


def _refused(sessions: Sessions, statement: str, code: str) -> None:
    with pytest.raises(IntegrityError, match=code), sessions.begin() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET recorded_by = 'x'",
        "UPDATE events SET id = 99",
        "DELETE FROM events",
        "UPDATE policy_decisions SET reason = 'x'",
        "DELETE FROM policy_decisions",
        "UPDATE blobs SET size = 0",
    ],
)
def test_what_happened_stays(sessions: Sessions, statement: str) -> None:
    with sessions.begin() as session:
        request = add_request(session)
        add_document(session, request)
        add_event(session, request)
        session.add(
            PolicyDecision(
                key="docno_pad", value=False, valid_from=TODAY, decided_by="甲", reason="惯例", recorded_at=NOW
            )
        )
    _refused(sessions, statement, "append_only")


def test_only_events_of_an_import_that_is_taken_back_may_go(sessions: Sessions) -> None:
    with sessions.begin() as session:
        mine, brought = add_request(session), add_request(session)
        for one in (mine, brought):
            add_event(session, one)
        batch = LedgerImport(
            file_name="台账.xlsx", file_sha256="0" * 64, columns={}, summary={}, imported_at=NOW, imported_by="甲"
        )
        session.add(batch)
        session.flush()
        session.add(ImportedRow(import_id=batch.id, sheet="", row=4, request_id=brought.id))
        ids = mine.id, brought.id
    _refused(sessions, f"DELETE FROM events WHERE request_id = {ids[1]}", "append_only")
    with sessions.begin() as session:
        session.execute(update(LedgerImport).values(undoing=True))
        session.execute(text(f"DELETE FROM events WHERE request_id = {ids[1]}"))
    _refused(sessions, f"DELETE FROM events WHERE request_id = {ids[0]}", "append_only")
    _refused(sessions, "UPDATE events SET recorded_by = 'x'", "append_only")


def test_an_event_is_corrected_by_an_event(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request = add_request(session)
        wrong = add_event(session, request)
        session.add(
            Event(
                request_id=request.id,
                seq=2,
                kind=EventKind.EVENT_CORRECTED,
                recorded_at=NOW,
                recorded_by="甲",
                corrects_id=wrong.id,
                payload={"reason": "日期录错"},
            )
        )
        session.flush()
        assert session.get_one(Event, wrong.id).on == TODAY


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET content_sha256 = NULL",
        "UPDATE documents SET document_number = 'x'",
        "UPDATE documents SET document_number = NULL",
        "UPDATE documents SET issued_on = '2026-01-01'",
        "UPDATE documents SET context = '{\"甲\": 2}'",
        "UPDATE documents SET state = 'draft'",
        "DELETE FROM documents",
    ],
)
@pytest.mark.parametrize("state", [DocumentState.ISSUED, DocumentState.VOID])
def test_an_issued_document_is_frozen(sessions: Sessions, change: str, state: DocumentState) -> None:
    with sessions.begin() as session:
        add_document(session, add_request(session), state)
    _refused(sessions, change, "issued_is_frozen")


def test_an_issued_document_may_become_void_but_not_come_back(sessions: Sessions) -> None:
    with sessions.begin() as session:
        document = add_document(session, add_request(session))
        document.state, document.void_reason = DocumentState.VOID, "错别字"
        session.flush()
    _refused(sessions, "UPDATE documents SET state = 'issued'", "issued_is_frozen")


def test_a_draft_may_change_and_go(sessions: Sessions) -> None:
    with sessions.begin() as session:
        document = add_document(session, add_request(session), DocumentState.DRAFT)
        document.title = "改过的标题"
        session.flush()
        session.delete(document)


def test_an_issued_document_needs_its_bytes(sessions: Sessions) -> None:
    with sessions.begin() as session:
        document = add_document(session, add_request(session), DocumentState.DRAFT)
        document.state, document.content_sha256 = DocumentState.ISSUED, None
        with pytest.raises(IntegrityError, match="issued_is_complete"):
            session.flush()
        session.rollback()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM issued_numbers",
        "UPDATE issued_numbers SET number = 9",
        "UPDATE issued_numbers SET text = 'x'",
        "UPDATE issued_numbers SET voided_at = NULL, void_reason = NULL",
        "UPDATE issued_numbers SET void_reason = 'x'",
        "UPDATE number_series SET last_number = 0",
        "DELETE FROM number_series",
    ],
)
def test_a_number_stays(sessions: Sessions, change: str) -> None:
    with sessions.begin() as session:
        issue_number(session, NumberClass.REPLY, 2026, "复{}号".format, now=NOW, actor="甲")
        void_number(session, "复1号", "打印错误", now=NOW, actor="甲")
    _refused(sessions, change, "numbers_stay")


@pytest.mark.postgresql
def test_truncate_is_no_way_round(postgres_engine: Engine) -> None:
    _refused(writer_factory(postgres_engine), "TRUNCATE events CASCADE", "append_only")


def _dangling(session: Session) -> None:
    session.execute(text("UPDATE requests SET submission_id = 999"))


def _orphaned(session: Session) -> None:
    session.execute(text("DELETE FROM submissions"))


@pytest.mark.parametrize("act", [_dangling, _orphaned])
def test_foreign_keys_are_on(sessions: Sessions, act: Callable[[Session], None]) -> None:
    with sessions.begin() as session:
        add_request(session)
    with pytest.raises(IntegrityError), sessions.begin() as session:
        act(session)


def test_two_edits_of_one_request_are_not_merged_in_silence(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request_id = add_request(session).id
    stale_session = sessions()
    stale = stale_session.get_one(Request, request_id)
    stale_session.commit()
    with sessions.begin() as session:
        session.get_one(Request, request_id).handler = "甲"
    stale.handler = "乙"
    with pytest.raises(UserError) as refusal, spoken_failures():
        stale_session.commit()
    assert refusal.value.code == "edited_elsewhere"
    assert isinstance(refusal.value.__cause__, StaleDataError)
    stale_session.close()

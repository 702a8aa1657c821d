"""撤销导入: an import goes as a whole, as if it had never come, while nothing rests on its cases.

What rests on them is found by the foreign keys of all tables, so that a table added later is asked as well. The guard
of the append-only events lets rows go only while their import is marked, inside this one transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from casework.ledger_drafts import UndoView
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from models import (
    Agent,
    AnnualClosing,
    Applicant,
    Base,
    Event,
    ImportedRow,
    LedgerImport,
    Request,
    SearchText,
    Submission,
    SubmissionApplicant,
)
from models.search_index import forget_requests

__all__ = ["undo_import", "undo_preview"]

_BATCH: Final = 500
_OWN: Final = (Agent, Applicant, Event, ImportedRow, Request, SearchText, Submission, SubmissionApplicant)
_LABELS: Final[Mapping[str, str]] = {
    "documents": "文书",
    "attachments": "附件",
    "dispute_targets": "复议诉讼",
    "issued_numbers": "文号",
    "applicant_sameness": "同一申请人的认定",
    "key_task_entries": "重点任务的证明",
}


def undo_preview(office: Office, number: int) -> UndoView:
    """What taking an import back would remove, and what rests on it.

    Raises:
        UserError: ``ledger_import_unknown``.
    """
    with office.reading() as session:
        return _view(session, _import(session, number))


def undo_import(office: Office, number: int, *, today: date, now: datetime, actor: str) -> Changed:
    """Take an import back as a whole.

    Raises:
        UserError: ``ledger_import_unknown``; ``ledger_import_rests``, something was done with its cases since.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        session = work.session
        ledger = _import(session, number)
        view = _view(session, ledger)
        if view.resting:
            raise refused("ledger_import_rests", number=number, resting="；".join(view.resting))
        requests = _requests(session, ledger)
        _remove(session, ledger, requests)
    return Changed(
        request_ids=requests, message=f"已撤销导入 {number}，{len(requests)} 件", topics=("cases", "ledgers")
    )


def _import(session: Session, number: int) -> LedgerImport:
    found = session.get(LedgerImport, number)
    if found is None:
        raise refused("ledger_import_unknown", number=number)
    return found


def _requests(session: Session, ledger: LedgerImport) -> tuple[int, ...]:
    statement = select(ImportedRow.request_id).where(ImportedRow.import_id == ledger.id)
    return tuple(session.scalars(statement.order_by(ImportedRow.request_id)))


def _applicants(ledger: LedgerImport) -> tuple[int, ...]:
    return tuple(one for first, last in ledger.summary.get("applicants", ()) for one in range(first, last + 1))


def _view(session: Session, ledger: LedgerImport) -> UndoView:
    requests = _requests(session, ledger)
    return UndoView(
        number=ledger.id,
        file_name=ledger.file_name,
        requests=len(requests),
        applicants=len(_applicants(ledger)),
        events=int(ledger.summary.get("events", 0)),
        resting=tuple(_resting(session, ledger, requests)),
    )


# ------------------------------------------------------------------------------------------------ what rests on it


def _resting(session: Session, ledger: LedgerImport, requests: Sequence[int]) -> Iterator[str]:
    last = int(ledger.summary.get("last_event_id", 0))
    later = _ids(session, Event.request_id, Event.request_id, requests, Event.id > last)
    if later:
        yield f"{len(later)} 件有后来的办理记录（{_named(session, later)}）"
    yield from _by_keys(session, ledger, requests)
    years = _closed_years(session, ledger, requests)
    if years:
        yield f"{'、'.join(map(str, years))}年的年度报告已按这些办件定稿"


def _ids(session: Session, wanted: Any, column: Any, keys: Sequence[int], *conditions: Any) -> list[int]:
    found: set[int] = set()
    for start in range(0, len(keys), _BATCH):
        found |= set(session.scalars(select(wanted).where(column.in_(keys[start : start + _BATCH]), *conditions)))
    return sorted(found)


def _named(session: Session, requests: Sequence[int]) -> str:
    shown = requests[:3]
    numbers = session.scalars(select(Request.registration_number).where(Request.id.in_(shown)).order_by(Request.id))
    return "、".join(one or "" for one in numbers) + ("等" if len(requests) > len(shown) else "")


def _by_keys(session: Session, ledger: LedgerImport, requests: Sequence[int]) -> Iterator[str]:
    """Rows of other tables that name what the import brought; of its own tables, those that others brought."""
    submissions = _ids(session, Request.submission_id, Request.id, requests)
    applicants = _applicants(ledger)
    brought = {"requests": requests, "submissions": submissions, "applicants": applicants}
    own = {one.__tablename__ for one in _OWN}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                target = key.column.table.name
                if target in brought and table.name not in own:
                    number = _count(session, table, column, brought[target])
                    if number:
                        yield f"{_LABELS.get(table.name, table.name)} {number} 条"
    others = _ids(session, Request.id, Request.submission_id, submissions)
    if len(others) > len(requests):
        yield f"来件中另登记了 {len(others) - len(requests)} 件"
    foreign = set(_ids(session, SubmissionApplicant.submission_id, SubmissionApplicant.applicant_id, applicants))
    if foreign - set(submissions):
        yield f"导入的申请人另有 {len(foreign - set(submissions))} 份来件"


def _count(session: Session, table: Table, column: Any, keys: Sequence[int]) -> int:
    total = 0
    for start in range(0, len(keys), _BATCH):
        statement = select(func.count()).select_from(table).where(column.in_(keys[start : start + _BATCH]))
        total += session.scalar(statement) or 0
    return total


def _closed_years(session: Session, ledger: LedgerImport, requests: Sequence[int]) -> list[int]:
    """Years whose report was closed after the import and holds cases of it."""
    closings = session.execute(
        select(AnnualClosing.year).where(AnnualClosing.closed_at >= ledger.imported_at).distinct()
    )
    years = {row.year for row in closings}
    if not years:
        return []
    touched: set[int] = set()
    for start in range(0, len(requests), _BATCH):
        batch = requests[start : start + _BATCH]
        columns = select(Request.received_on, Request.closed_on).where(Request.id.in_(batch))
        for received, closed in session.execute(columns).tuples():
            first, last = received.year if received else 0, closed.year if closed else max(years)
            touched |= set(range(first, last + 1)) if first else set()
    return sorted(years & touched)


# ------------------------------------------------------------------------------------------------ taking it back


def _remove(session: Session, ledger: LedgerImport, requests: Sequence[int]) -> None:
    """Delete what the import brought; the events first, while the guard still finds their import marked."""
    session.execute(update(LedgerImport).where(LedgerImport.id == ledger.id).values(undoing=True))
    submissions = _ids(session, Request.submission_id, Request.id, requests)
    _delete(session, Event, Event.request_id, requests)
    forget_requests(session, requests)
    _delete(session, ImportedRow, ImportedRow.request_id, requests)
    _delete(session, Request, Request.id, requests)
    _delete(session, Agent, Agent.submission_id, submissions)
    _delete(session, SubmissionApplicant, SubmissionApplicant.submission_id, submissions)
    _delete(session, Submission, Submission.id, submissions)
    _delete(session, Applicant, Applicant.id, _applicants(ledger))
    session.execute(delete(LedgerImport).where(LedgerImport.id == ledger.id))


def _delete(session: Session, mapped: type[Base], column: Any, keys: Sequence[int]) -> None:
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        session.execute(delete(mapped).where(column.in_(batch)).execution_options(synchronize_session=False))

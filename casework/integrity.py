"""Proving the database against itself: cached values against events, bytes against hashes, numbers against series.

Nothing is repaired here. A difference means that something wrote past the acts, or that the program changed its mind;
both are for a person to look at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from casework.derived import cached_columns, derive, policy_day
from casework.dispute_cache import dispute_differences
from casework.draft_course import OPEN_STATES, draft_state
from casework.facts import CaseFacts
from casework.office import Office
from casework.rederiving import Progress, facts_in_batches
from law.errors import RuleGap
from law.terms import DocumentState
from models import Blob, Dispute, Document, Event, NumberSeries, Request, SearchText
from models.blobs import damaged_blobs
from models.database import is_sqlite
from models.numbering import missing_numbers
from models.requests import CACHED_COLUMNS

__all__ = ["CheckReport", "Difference", "check"]

_CACHED: Final = tuple(getattr(Request, name) for name in CACHED_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it must be.

    Attributes:
        kind: ``cached_value``, ``event_unreadable``, ``event_order``, ``receipt_missing``, ``blob``, ``document``,
            ``number``, ``search`` or ``database``.
        subject: what it is about: a registration number, a document, a series.
        name: the column or property.
        stored: what is there.
        expected: what must be there.
    """

    kind: str
    subject: str
    name: str
    stored: str
    expected: str

    @property
    def sentence(self) -> str:
        """The difference in Chinese."""
        return f"{self.subject}：{self.name} 存为 {self.stored}，应为 {self.expected}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was looked at and what differs."""

    requests: int
    events: int
    documents: int
    blobs: int
    numbers: int
    differences: tuple[Difference, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def check(office: Office, *, progress: Progress | None = None) -> CheckReport:
    """Recompute every cached value and verify every stored byte.

    Args:
        office: the office.
        progress: told how many requests of how many were recomputed; may stop the work by raising.
    """
    with office.reading() as session:
        ids = tuple(session.scalars(select(Request.id).order_by(Request.id)))
        differences = [*_database(session), *_cached(office, session, ids, progress)]
        differences += [*_without_events(session), *_event_order(session), *_documents(session), *_blobs(session)]
        differences += [*_drafts(session), *_numbers(session), *_search(session), *_disputes(office, session)]
        return CheckReport(
            requests=len(ids),
            events=_count(session, Event),
            documents=_count(session, Document),
            blobs=_count(session, Blob),
            numbers=session.scalar(select(func.coalesce(func.sum(NumberSeries.last_number), 0))) or 0,
            differences=tuple(differences),
        )


def _count(session: Session, table: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _database(session: Session) -> Iterator[Difference]:
    if not is_sqlite(session):
        return
    for row in session.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield _difference("database", "数据库文件", "integrity_check", row[0], "ok")
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield _difference("database", f"表 {row[0]} 第 {row[1]} 行", f"指向 {row[2]}", "无此行", "有此行")


def _difference(kind: str, subject: str, name: str, stored: object, expected: object) -> Difference:
    return Difference(kind=kind, subject=subject, name=name, stored=_shown(stored), expected=_shown(expected))


def _shown(value: object) -> str:
    if value is None:
        return "空"
    return value.isoformat() if isinstance(value, date) else str(value)


# ------------------------------------------------------------------------------------------------------- cached values


def _cached(office: Office, session: Session, ids: tuple[int, ...], progress: Progress | None) -> Iterator[Difference]:
    calendar = office.calendar(session=session)
    done = 0
    for batch in facts_in_batches(session, ids):
        statement = select(Request.id, Request.registration_number, *_CACHED).where(
            Request.id.in_([one[0] for one in batch])
        )
        rows = {row.id: row for row in session.execute(statement)}
        for request_id, facts, event_count in batch:
            row = rows[request_id]
            subject = row.registration_number or f"第 {request_id} 件"
            try:
                expected = _expected(office, session, facts, calendar, event_count)
            except (KeyError, TypeError, ValueError, RuleGap) as problem:
                # An event that no act could have written: the rest of the database is still to be looked at.
                yield _difference("event_unreadable", subject, "事件内容", f"读不懂（{problem}）", "办理时写下的内容")
                continue
            if expected is None:
                yield _difference("receipt_missing", subject, "收到申请的记录", "无", "有")
                continue
            for name, value in expected.items():
                if getattr(row, name) != value:
                    yield _difference("cached_value", subject, name, getattr(row, name), value)
        done += len(batch)
        if progress is not None:
            progress(done, len(ids))


def _expected(
    office: Office, session: Session, facts: CaseFacts, calendar: Any, event_count: int
) -> dict[str, Any] | None:
    day = policy_day(facts)
    if day is None:
        return None
    derived = derive(facts, calendar, office.policies(day, session))
    return dict(cached_columns(derived, event_count=event_count))


def _without_events(session: Session) -> Iterator[Difference]:
    statement = select(Request.id, Request.registration_number).where(~Request.id.in_(select(Event.request_id)))
    for row in session.execute(statement):
        subject = row.registration_number or f"第 {row.id} 件"
        yield _difference("receipt_missing", subject, "事件", 0, "至少 1 条")


def _event_order(session: Session) -> Iterator[Difference]:
    statement = (
        select(Event.request_id, func.count(), func.min(Event.seq), func.max(Event.seq))
        .group_by(Event.request_id)
        .having((func.max(Event.seq) != func.count()) | (func.min(Event.seq) != 1))
    )
    for request_id, number, first, last in session.execute(statement):
        yield _difference("event_order", f"第 {request_id} 件", "事件序号", f"{first}–{last}", f"1–{number}")


# ---------------------------------------------------------------------------------------------------- bytes and numbers


def _documents(session: Session) -> Iterator[Difference]:
    statement = select(Document.id, Document.title, Document.content_sha256).where(
        Document.state == DocumentState.ISSUED
    )
    known = set(session.scalars(select(Blob.sha256)))
    for row in session.execute(statement):
        if row.content_sha256 not in known:
            yield _difference("document", f"{row.title}（{row.id}）", "正文", row.content_sha256, "封存的字节")


def _drafts(session: Session) -> Iterator[Difference]:
    """Where drafts stand in their review is cached for the queues; the events say it."""
    statement = select(Document.id, Document.request_id, Document.title, Document.state)
    # The papers of a dispute have no course on the request.
    unissued = statement.where(Document.state.in_(OPEN_STATES), Document.dispute_id.is_(None))
    rows = session.execute(unissued).all()
    for batch in facts_in_batches(session, tuple({row.request_id for row in rows})):
        facts = {request_id: found for request_id, found, _ in batch}
        for row in rows:
            if row.request_id in facts:
                expected = draft_state(facts[row.request_id], row.id)
                if row.state is not expected:
                    yield _difference(
                        "draft_state", f"{row.title}（{row.id}）", "文稿状态", row.state.label, expected.label
                    )


def _blobs(session: Session) -> Iterator[Difference]:
    for sha256 in damaged_blobs(session):
        yield _difference("blob", f"附件内容 {sha256[:12]}", "散列值", "与内容不符", sha256)


def _numbers(session: Session) -> Iterator[Difference]:
    for series in session.scalars(select(NumberSeries).order_by(NumberSeries.year, NumberSeries.id)):
        missing = missing_numbers(session, series.number_class, series.year)
        if missing:
            gaps = "、".join(str(one) for one in missing)
            yield _difference(
                "number", f"{series.year}年{series.number_class.label}号", f"第 {gaps} 号", "无", "有记录"
            )


def _search(session: Session) -> Iterator[Difference]:
    statement = select(Request.id, Request.registration_number).where(~Request.id.in_(select(SearchText.request_id)))
    for row in session.execute(statement):
        yield _difference("search", row.registration_number or f"第 {row.id} 件", "检索索引", "无", "有")


# ------------------------------------------------------------------------------------------------------------ disputes


def _disputes(office: Office, session: Session) -> Iterator[Difference]:
    for dispute in session.scalars(select(Dispute).order_by(Dispute.id)).all():
        subject = f"{dispute.forum.label}案件 {dispute.case_number or dispute.label or dispute.id}"
        try:
            found = dispute_differences(office, session, dispute)
        except (KeyError, TypeError, ValueError, RuleGap) as problem:
            yield _difference("event_unreadable", subject, "事件内容", f"读不懂（{problem}）", "办理时写下的内容")
            continue
        for name, stored, expected in found:
            yield _difference("cached_value", subject, name, stored, expected)

"""Key tasks as their entries tell them: lists by state, term and person, single tasks, proof, the workbook."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.agency import known_profile
from casework.key_task_views import (
    KeyTaskEntryKind,
    KeyTaskEntryView,
    KeyTaskList,
    KeyTaskState,
    KeyTaskView,
)
from casework.legal_events import day_of
from casework.office import Office
from casework.refusals import refused
from models import KeyTask, KeyTaskEntry
from models.blobs import get_blob
from reports.key_tasks import KeyTaskRow, key_task_table
from reports.tables import xlsx_bytes

__all__ = [
    "derived_task",
    "export_key_tasks",
    "key_task",
    "key_task_list",
    "key_task_years",
    "overdue_key_tasks",
    "proof_bytes",
]

K = KeyTaskEntryKind
_ENDS: Mapping[KeyTaskEntryKind, KeyTaskState] = {
    K.DONE: KeyTaskState.DONE,
    K.DROPPED: KeyTaskState.DROPPED,
    K.CARRIED: KeyTaskState.CARRIED,
    K.REOPENED: KeyTaskState.UNDER_WAY,
    K.PROGRESS: KeyTaskState.UNDER_WAY,
}


def derived_task(entries: Iterable[KeyTaskEntry]) -> dict[str, Any]:
    """What the entries of one task say together: the columns of ``KeyTask`` and ``cooperating``."""
    every = sorted(entries, key=_seq)
    struck = _struck(every)
    said: dict[str, Any] = {"state": KeyTaskState.NOT_BEGUN, "progress": "", "done_on": None, "proof_count": 0}
    for one in every:
        if one.seq in struck and not _replaced(every, one.seq):
            continue
        kind = K(one.kind)
        if kind in (K.CREATED, K.CHANGED):
            task = one.payload
            said |= {name: task.get(name) or "" for name in ("title", "source", "responsible", "cooperating")}
            said |= {"due_on": day_of(task.get("due_on")), "position": int(task["position"])}
        if kind in _ENDS:
            said["state"] = _ENDS[kind]
            said["done_on"] = one.on if kind is K.DONE else None
            if kind is not K.CARRIED:
                said["progress"] = _text(every, one) or said["progress"]
        said["proof_count"] += 1 if one.file_sha256 else 0
    return said


def _seq(entry: KeyTaskEntry) -> int:
    return entry.seq


def _struck(entries: Sequence[KeyTaskEntry]) -> frozenset[int]:
    return frozenset(int(one.payload["corrects"]) for one in entries if one.kind == K.CORRECTED)


def _replaced(entries: Sequence[KeyTaskEntry], seq: int) -> bool:
    """Whether the last correction of an entry gives it another text instead of striking it."""
    last = [one for one in entries if one.kind == K.CORRECTED and one.payload["corrects"] == seq]
    return bool(last and last[-1].payload.get("text"))


def _text(entries: Sequence[KeyTaskEntry], entry: KeyTaskEntry) -> str:
    for one in reversed(entries):
        if one.kind == K.CORRECTED and one.payload["corrects"] == entry.seq:
            return str(one.payload.get("text") or "")
    return str(entry.payload.get("text") or "")


# ---------------------------------------------------------------------------------------------------------- questions


def key_task_years(office: Office, *, today: date) -> tuple[int, ...]:
    """The years that have tasks, and this one, the latest first."""
    with office.reading() as session:
        found = set(session.scalars(select(KeyTask.year).distinct()))
    return tuple(sorted(found | {today.year}, reverse=True))


def key_task_list(
    office: Office,
    year: int,
    *,
    today: date,
    state: KeyTaskState | None = None,
    person: str = "",
    due_to: date | None = None,
) -> KeyTaskList:
    """The tasks of a year in their order.

    Args:
        office: the office.
        year: the year.
        today: the day of the question; what is open past its term is overdue.
        state: only these.
        person: only those of one responsible or cooperating person.
        due_to: only those whose term ends by this day.
    """
    with office.reading() as session:
        every = _views(session, select(KeyTask.id).where(KeyTask.year == year), today)
    counted = Counter(one.state for one in every)
    shown = [
        one
        for one in every
        if (state is None or one.state is state)
        and (not person or person == one.responsible or person in one.cooperating)
        and (due_to is None or (one.due_on is not None and one.due_on <= due_to))
    ]
    return KeyTaskList(
        year=year,
        tasks=tuple(shown),
        counts=tuple((one, counted[one]) for one in KeyTaskState),
        persons=tuple(sorted({one.responsible for one in every if one.responsible})),
    )


def overdue_key_tasks(office: Office, *, today: date) -> int:
    """How many tasks are open past their term, of any year."""
    open_states = (KeyTaskState.NOT_BEGUN, KeyTaskState.UNDER_WAY)
    counted = select(func.count()).select_from(KeyTask).where(KeyTask.state.in_(open_states), KeyTask.due_on < today)
    with office.reading() as session:
        return session.scalar(counted) or 0


def key_task(office: Office, task_id: int, *, today: date) -> KeyTaskView:
    """One task.

    Raises:
        UserError: ``key_task_unknown``.
    """
    with office.reading() as session:
        found = _views(session, select(KeyTask.id).where(KeyTask.id == task_id), today)
    if not found:
        raise refused("key_task_unknown")
    return found[0]


def proof_bytes(office: Office, entry_id: int) -> tuple[str, bytes]:
    """File name and bytes of the proof kept with an entry.

    Raises:
        UserError: ``key_task_proof_unknown``.
    """
    with office.reading() as session:
        entry = session.get(KeyTaskEntry, entry_id)
        if entry is None or entry.file_sha256 is None:
            raise refused("key_task_proof_unknown")
        return entry.file_name or "佐证材料", get_blob(session, entry.file_sha256)


def export_key_tasks(office: Office, year: int, *, today: date) -> tuple[str, bytes]:
    """File name and bytes of the year's list as a workbook."""
    found = key_task_list(office, year, today=today)
    with office.reading() as session:
        agency = known_profile(session).name
    rows = [
        KeyTaskRow(
            position=one.position,
            title=one.title,
            source=one.source,
            responsible=one.responsible,
            cooperating=one.cooperating,
            due_on=one.due_on,
            state=one.state.label,
            progress=one.progress,
            done_on=one.done_on,
            proof="、".join(entry.file_name for entry in one.entries if entry.file_name and not entry.struck),
        )
        for one in found.tasks
    ]
    table = key_task_table(rows, year=year, agency=agency, made_on=today)
    return f"{year}年重点任务台账 {today.isoformat()}.xlsx", xlsx_bytes(table)


def _views(session: Session, ids: Any, today: date) -> list[KeyTaskView]:
    rows = session.scalars(select(KeyTask).where(KeyTask.id.in_(ids)).order_by(KeyTask.position, KeyTask.id)).all()
    entries: dict[int, list[KeyTaskEntry]] = defaultdict(list)
    wanted = select(KeyTaskEntry).where(KeyTaskEntry.task_id.in_(ids)).order_by(KeyTaskEntry.seq)
    for one in session.scalars(wanted):
        entries[one.task_id].append(one)
    return [_view(one, entries[one.id], today) for one in rows]


def _view(row: KeyTask, entries: Sequence[KeyTaskEntry], today: date) -> KeyTaskView:
    stored = KeyTaskState(row.state)
    late = stored in (KeyTaskState.NOT_BEGUN, KeyTaskState.UNDER_WAY) and row.due_on is not None and row.due_on < today
    return KeyTaskView(
        id=row.id,
        version=row.version_id,
        year=row.year,
        position=row.position,
        title=row.title,
        source=row.source,
        responsible=row.responsible,
        cooperating=str(derived_task(entries).get("cooperating") or ""),
        due_on=row.due_on,
        state=KeyTaskState.OVERDUE if late else stored,
        progress=row.progress,
        done_on=row.done_on,
        proof_count=row.proof_count,
        days_over=(today - row.due_on).days if late and row.due_on is not None else 0,
        entries=tuple(_entry(one, entries) for one in entries),
    )


def _entry(entry: KeyTaskEntry, entries: Sequence[KeyTaskEntry]) -> KeyTaskEntryView:
    return KeyTaskEntryView(
        id=entry.id,
        seq=entry.seq,
        kind=K(entry.kind),
        on=entry.on,
        text=_said(entry),
        file_name=entry.file_name or "",
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        struck=entry.seq in _struck(entries),
    )


def _said(entry: KeyTaskEntry) -> str:
    payload = entry.payload
    if entry.kind == K.CORRECTED:
        what = f"改为：{payload['text']}" if payload.get("text") else "作废"
        return f"第 {payload['corrects']} 条{what}（{payload.get('reason')}）"
    if entry.kind in (K.CREATED, K.CHANGED):
        words = [f"责任人 {payload.get('responsible')}", f"期限 {payload.get('due_on') or '未定'}"]
        return "，".join(words) + (f"；{payload['reason']}" if payload.get("reason") else "")
    return str(payload.get("text") or "")

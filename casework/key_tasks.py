"""The acts on key tasks: list, change, report, end, correct, take over into the next year; entries are appended."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from casework.drafts import AttachmentDraft
from casework.key_task_reading import derived_task
from casework.key_task_views import (
    EntryCorrection,
    KeyTaskChange,
    KeyTaskDraft,
    KeyTaskEnding,
    KeyTaskEntryKind,
    KeyTaskReport,
    KeyTaskState,
)
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin, json_ready
from casework.views import Changed
from models import KeyTask, KeyTaskEntry
from models.blobs import put_blob
from models.text_cleaning import clean_text

__all__ = [
    "add_key_tasks",
    "change_key_task",
    "correct_key_task_entry",
    "end_key_task",
    "report_key_task",
    "take_over_key_tasks",
]

K = KeyTaskEntryKind
_OVER = (KeyTaskState.DONE, KeyTaskState.DROPPED, KeyTaskState.CARRIED)
_CORRECTABLE = (K.PROGRESS, K.PROOF, K.DONE, K.DROPPED)


def add_key_tasks(office: Office, drafts: Sequence[KeyTaskDraft], *, today: date, now: datetime, actor: str) -> Changed:
    """List tasks, all of them or none.

    Raises:
        UserError: ``key_task_title_missing``, ``key_task_responsible_missing``, ``key_task_due_year``;
            ``key_task_nothing_pasted`` where there is no draft.
    """
    if not drafts:
        raise refused("key_task_nothing_pasted")
    with begin(office, today=today, now=now, actor=actor) as work:
        for draft in drafts:
            _add(work, draft)
    words = f"“{drafts[0].title.strip()}”" if len(drafts) == 1 else f" {len(drafts)} 项"
    return _changed(f"已列入{words}")


def change_key_task(office: Office, draft: KeyTaskChange, *, today: date, now: datetime, actor: str) -> Changed:
    """Lay a task down anew: content, persons, term, place. The year stays.

    Raises:
        UserError: as :func:`add_key_tasks`; ``key_task_changed``, ``key_task_text_missing`` without a reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        row = _seen(work, draft.task_id, draft.version)
        payload = _laid_down(draft.task, row.year, row.position)
        payload["reason"] = _needed(draft.reason, "reason")
        _append(work, row, K.CHANGED, today, payload)
        return _changed(f"已调整“{row.title}”")


def report_key_task(office: Office, draft: KeyTaskReport, *, today: date, now: datetime, actor: str) -> Changed:
    """Report progress; each file is an entry of its own.

    Raises:
        UserError: ``key_task_changed``, ``key_task_over``, ``key_task_text_missing``, ``key_task_day_ahead``.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        row = _seen(work, draft.task_id, draft.version)
        if KeyTaskState(row.state) in _OVER:
            raise refused("key_task_over", title=row.title, state=KeyTaskState(row.state).label)
        _not_ahead(draft.on, today)
        _append(work, row, K.PROGRESS, draft.on, {"text": _needed(draft.text, "text")})
        _prove(work, row, draft.on, draft.files)
        return _changed(f"已登记“{row.title}”的进展")


def end_key_task(office: Office, draft: KeyTaskEnding, *, today: date, now: datetime, actor: str) -> Changed:
    """Record that a task is done or dropped, or open it again.

    Raises:
        UserError: as :func:`report_key_task`; ``key_task_open`` when an open task is to be opened again.
        ValueError: another kind of entry.
    """
    if draft.kind not in (K.DONE, K.DROPPED, K.REOPENED):
        raise ValueError(f"not an end: {draft.kind}")
    with begin(office, today=today, now=now, actor=actor) as work:
        row = _seen(work, draft.task_id, draft.version)
        over = KeyTaskState(row.state) in _OVER
        if over and draft.kind is not K.REOPENED:
            raise refused("key_task_over", title=row.title, state=KeyTaskState(row.state).label)
        if not over and draft.kind is K.REOPENED:
            raise refused("key_task_open", title=row.title)
        _not_ahead(draft.on, today)
        _append(work, row, draft.kind, draft.on, {"text": _needed(draft.text, "text")})
        _prove(work, row, draft.on, draft.files)
        return _changed(f"“{row.title}”：{draft.kind.label}")


def correct_key_task_entry(
    office: Office, draft: EntryCorrection, *, today: date, now: datetime, actor: str
) -> Changed:
    """Correct an entry by another one: its text anew, or struck. Both stay to be seen.

    Raises:
        UserError: ``key_task_changed``, ``key_task_entry_unknown``, ``key_task_text_missing`` without a reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        row = _seen(work, draft.task_id, draft.version)
        entries = _entries(work, row)
        wanted = next((one for one in entries if one.seq == draft.seq and one.kind in _CORRECTABLE), None)
        corrected = {one.payload.get("corrects") for one in entries if one.kind == K.CORRECTED}
        if wanted is None or wanted.seq in corrected:
            raise refused("key_task_entry_unknown", field="seq", seq=draft.seq)
        payload = {
            "corrects": draft.seq,
            "text": clean_text(draft.text).text.strip(),
            "reason": _needed(draft.reason, "reason"),
        }
        _append(work, row, K.CORRECTED, today, payload)
        return _changed(f"已更正第 {draft.seq} 条记录")


def take_over_key_tasks(office: Office, year: int, *, today: date, now: datetime, actor: str) -> Changed:
    """Take the unfinished tasks of a year into the next one, without a term; the old ones say so.

    Raises:
        UserError: ``key_task_nothing_over``.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        unfinished = (
            select(KeyTask)
            .where(KeyTask.year == year, KeyTask.state.not_in(_OVER))
            .order_by(KeyTask.position, KeyTask.id)
            .with_for_update()
        )
        rows = work.session.scalars(unfinished).all()
        if not rows:
            raise refused("key_task_nothing_over", year=year)
        for row in rows:
            said = derived_task(_entries(work, row))
            draft = KeyTaskDraft(
                year=year + 1,
                title=row.title,
                source=row.source,
                responsible=row.responsible,
                cooperating=str(said.get("cooperating") or ""),
            )
            new = _add(work, draft, {"from_task": row.id, "reason": f"由 {year} 年转入"})
            _append(work, row, K.CARRIED, today, {"text": f"转入 {year + 1} 年", "to_task": new.id})
        return _changed(f"已把 {len(rows)} 项转入 {year + 1} 年，请补填期限")


# -------------------------------------------------------------------------------------------------------------- parts


def _changed(message: str) -> Changed:
    return Changed(message=message, topics=("key_tasks",))


def _add(work: Work, draft: KeyTaskDraft, more: Mapping[str, Any] | None = None) -> KeyTask:
    last = work.session.scalar(select(func.max(KeyTask.position)).where(KeyTask.year == draft.year)) or 0
    payload = {**_laid_down(draft, draft.year, last + 1), **(more or {})}
    row = KeyTask(
        year=draft.year,
        position=payload["position"],
        title=payload["title"],
        source=payload["source"],
        responsible=payload["responsible"],
        due_on=draft.due_on,
        state=KeyTaskState.NOT_BEGUN.value,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _append(work, row, K.CREATED, work.today, payload)
    return row


def _laid_down(draft: KeyTaskDraft, year: int, position: int) -> dict[str, Any]:
    said = {
        name: clean_text(getattr(draft, name)).text.strip()
        for name in ("title", "source", "responsible", "cooperating")
    }
    if not said["title"]:
        raise refused("key_task_title_missing", field="title")
    if not said["responsible"]:
        raise refused("key_task_responsible_missing", field="responsible")
    if draft.due_on is not None and draft.due_on.year != year:
        raise refused("key_task_due_year", field="due_on", due=draft.due_on.isoformat(), year=year)
    return {**said, "due_on": draft.due_on, "position": draft.position or position}


def _needed(text: str, field: str) -> str:
    plain = clean_text(text).text.strip()
    if not plain:
        raise refused("key_task_text_missing", field=field)
    return plain


def _not_ahead(day: date, today: date) -> None:
    if day > today:
        raise refused("key_task_day_ahead", field="on", day=day.isoformat())


def _seen(work: Work, task_id: int, version: int) -> KeyTask:
    """A task, locked, as the person was looking at it."""
    row = work.session.scalar(select(KeyTask).where(KeyTask.id == task_id).with_for_update())
    if row is None:
        raise refused("key_task_unknown")
    if row.version_id != version:
        raise refused("key_task_changed", title=row.title)
    return row


def _entries(work: Work, row: KeyTask) -> Sequence[KeyTaskEntry]:
    return work.session.scalars(
        select(KeyTaskEntry).where(KeyTaskEntry.task_id == row.id).order_by(KeyTaskEntry.seq)
    ).all()


def _append(
    work: Work,
    row: KeyTask,
    kind: KeyTaskEntryKind,
    on: date,
    payload: Mapping[str, Any],
    *,
    file_name: str | None = None,
    digest: str | None = None,
) -> None:
    """Append an entry and let the row repeat what the entries say now."""
    before = _entries(work, row)
    entry = KeyTaskEntry(
        task_id=row.id,
        seq=len(before) + 1,
        kind=kind.value,
        on=on,
        payload=json_ready(payload),
        file_name=file_name,
        file_sha256=digest,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(entry)
    work.session.flush()
    said = derived_task([*before, entry])
    said.pop("cooperating", None)
    for name, value in said.items():
        setattr(row, name, value.value if isinstance(value, KeyTaskState) else value)
    # Whoever looked at the task before this entry has not seen it.
    flag_modified(row, "progress")
    work.session.flush()


def _prove(work: Work, row: KeyTask, on: date, files: Sequence[AttachmentDraft]) -> None:
    for number, file in enumerate(files):
        if not file.content:
            raise refused("attachment_empty", field=f"attachments.{number}", name=file.file_name)
        digest = put_blob(work.session, file.content, now=work.now)
        name = clean_text(file.file_name).text.replace("\n", " ").strip() or "佐证材料"
        _append(work, row, K.PROOF, on, {"text": name}, file_name=name, digest=digest)

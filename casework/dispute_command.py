"""``python -m casework disputes``: the disputes by urgency with what is open in each, as text and as JSON."""

import json
from collections.abc import Mapping
from datetime import date

from casework.dispute_list import dispute_ids, dispute_rows
from casework.dispute_tasks import open_tasks
from casework.dispute_views import DisputeFilter, DisputeRow, DisputeTaskView
from casework.office import Office

__all__ = ["disputes_json", "disputes_text"]


def disputes_json(office: Office, *, today: date, open_only: bool = True) -> str:
    """The disputes as a JSON array; days are ISO text, terms their identifier.

    Args:
        office: the office.
        today: the day of the question.
        open_only: closed disputes are left out.
    """
    tasks = _tasks(office, today)
    rows = [_row_json(one, tasks.get(one.id, ())) for one in _rows(office, today, open_only=open_only)]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def disputes_text(office: Office, *, today: date, open_only: bool = True) -> str:
    """The disputes as lines, each with what is open below it; arguments as :func:`disputes_json`."""
    tasks = _tasks(office, today)
    rows = _rows(office, today, open_only=open_only)
    lines = [f"{'未结的复议、诉讼' if open_only else '复议、诉讼'} {len(rows)} 件"]
    for one in rows:
        lines.append(_row_text(one))
        lines += [f"    {_task_text(task)}" for task in tasks.get(one.id, ())]
    return "\n".join(lines)


def _rows(office: Office, today: date, *, open_only: bool) -> tuple[DisputeRow, ...]:
    ids = dispute_ids(office, DisputeFilter(open_only=open_only, sort="urgency"), today=today)
    return dispute_rows(office, ids, today=today)


def _tasks(office: Office, today: date) -> Mapping[int, tuple[DisputeTaskView, ...]]:
    found: dict[int, tuple[DisputeTaskView, ...]] = {}
    for one in open_tasks(office, today=today):
        found[one.dispute_id] = (*found.get(one.dispute_id, ()), one)
    return found


def _row_json(row: DisputeRow, tasks: tuple[DisputeTaskView, ...]) -> dict[str, object]:
    return {
        "id": row.id,
        "forum": row.forum,
        "body": row.body,
        "case_number": row.case_number,
        "applicant": row.label,
        "subject": row.subject,
        "registration_numbers": row.registration_numbers,
        "handler": row.handler,
        "status": row.status,
        "procedure": row.procedure,
        "copy_received_on": _iso(row.copy_received_on),
        "next": row.next_label,
        "next_owner": row.next_owner,
        "next_due_on": _iso(row.next_due_on),
        "provisional": row.provisional,
        "alarm": row.alarm,
        "result": row.result,
        "result_class": row.result_class,
        "result_on": _iso(row.result_on),
        "tasks": [_task_json(one) for one in tasks],
    }


def _task_json(task: DisputeTaskView) -> dict[str, object]:
    return {
        "key": task.key,
        "label": task.label,
        "due_on": _iso(task.due.due if task.due is not None else None),
        "provisional": task.due is not None and task.due.provisional,
        "alarm": task.alarm,
        "left": task.left_text,
        "registration_number": task.registration_number,
        "citations": [str(one) for one in task.citations],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _row_text(row: DisputeRow) -> str:
    parts = [f"{row.id}", row.forum.label, row.case_number or "未编号", row.label, row.status.label]
    if row.next_due_on is not None:
        parts.append(f"{row.next_label} {row.next_due_on.isoformat()}{'（暂定）' if row.provisional else ''}")
    if row.result is not None:
        parts.append(row.result.label)
    return "  ".join(parts)


def _task_text(task: DisputeTaskView) -> str:
    due = ""
    if task.due is not None:
        due = f" {task.due.due.isoformat()}{'（暂定）' if task.due.provisional else ''}"
    return f"{task.label}{due}  {task.left_text}"

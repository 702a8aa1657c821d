"""``python -m casework import-ledger --dry-run``: what a ledger says, alone or against the database of an office."""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casework.ledger_drafts import ImportPlan
from casework.ledger_import_command import add_import_arguments
from casework.ledger_plan import plan_import
from casework.office import Office
from deadlines.calendar import WorkingCalendar, standard_calendar
from law.errors import UserError
from law.policies import PolicySet
from reports.ledger_json import ledger_report, ledger_text
from reports.ledger_reading import read_ledger
from reports.ledger_rows import LedgerReading, RowStatus

__all__ = ["add_ledger_arguments", "ledger_dry_run"]


def add_ledger_arguments(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """The arguments of the command.

    Args:
        parser: of the command.
        day: reads a day as ISO text.
    """
    parser.add_argument("file", metavar="文件", nargs="?", help=".xlsx、.xls、.csv，或者网页表格")
    parser.add_argument("--dry-run", action="store_true", help="只预演，不写入；不写则导入")
    parser.add_argument("--database", "--db", metavar="文件", help="同时核对数据库里的重复；不写则只核对文件里的重复")
    parser.add_argument(
        "--as-of", "--today", dest="as_of", type=day, metavar="日期", help="以哪一天为今天（默认取本机日期）"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON，格式同样本说明")
    add_import_arguments(parser)


def ledger_dry_run(office: Office | None, parsed: argparse.Namespace, *, now: datetime, actor: str) -> str:
    """The report of a dry run, as text or JSON.

    Args:
        office: whose cases may already hold the rows; ``None`` for the shipped calendar and policies.
        parsed: the arguments.
        now: instant of the dry run, aware UTC; its local day is today unless ``--as-of`` says otherwise.
        actor: who asks.

    Raises:
        UserError: the file cannot be read as a ledger.
    """
    today: date = parsed.as_of or now.astimezone().date()
    if parsed.file is None:
        raise UserError("ledger_file_missing", "没有写台账文件。", todo="请写明文件")
    path = Path(parsed.file)
    if office is None:
        reading = _read(path, standard_calendar(), PolicySet.default(), today)
        return json.dumps(ledger_report(reading), ensure_ascii=False, indent=1) if parsed.json else ledger_text(reading)
    reading = _read(path, office.calendar(), office.policies(today), today)
    plan = plan_import(office, reading, today=today, now=now, actor=actor)
    if parsed.json:
        return json.dumps(_planned_report(plan), ensure_ascii=False, indent=1)
    known = [one for one in plan.rows if one.status is not one.row.status]
    lines = [f"  {one.row.told_place}：{one.why}" for one in known]
    told = [plan.same_file] if plan.same_file else []
    return "\n".join(
        [ledger_text(_as_planned(plan)), *told, *([f"与数据库核对：{len(known)} 行"] if known else []), *lines]
    )


def _read(path: Path, calendar: WorkingCalendar, policies: PolicySet, today: date) -> LedgerReading:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise UserError(
            "ledger_file_unreadable", f"“{path.name}”读不了", problem.strerror or "", "请核对路径和权限"
        ) from problem
    return read_ledger(content, path.name, calendar, policies, today)


def _as_planned(plan: ImportPlan) -> LedgerReading:
    """The reading with what the database says about its rows."""
    rows = tuple(replace(one.row, status=one.status) for one in plan.rows)
    told = plan.reading.summary
    counts = plan.counts
    summary = replace(
        told,
        imported=counts.get(RowStatus.IMPORT, 0),
        rejected=counts.get(RowStatus.REJECT, 0),
        duplicates=counts.get(RowStatus.DUPLICATE, 0),
    )
    return replace(plan.reading, rows=rows, summary=summary)


def _planned_report(plan: ImportPlan) -> dict[str, Any]:
    report = ledger_report(_as_planned(plan))
    for told, one in zip(report["rows"], plan.rows, strict=True):
        if one.status is not one.row.status:
            told["reason"] = one.why
            if one.same_as is not None:
                told["duplicate_of_case"] = one.same_as
    if plan.same_file:
        report["same_file"] = plan.same_file
    return report

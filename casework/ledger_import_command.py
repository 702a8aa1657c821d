"""``python -m casework import-ledger`` without ``--dry-run``: take a ledger in, take an import back, list imports."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casework.ledger_choices import with_row, with_word
from casework.ledger_columns import remembered_columns
from casework.ledger_drafts import (
    NO_CHOICES,
    Agreement,
    ImportView,
    LedgerChoices,
    LedgerImportDraft,
    LedgerReading,
    RowStatus,
)
from casework.ledger_files import read_ledger_file
from casework.ledger_import import import_ledger, imports
from casework.ledger_plan import plan_import
from casework.ledger_undo import undo_import
from casework.ledger_words import STATUS_WORDS
from casework.office import Office
from law.errors import UserError

__all__ = ["add_import_arguments", "is_import", "ledger_import"]


def add_import_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the import itself; they need ``--database``."""
    parser.add_argument(
        "--agree", metavar="类别", help="同意按推断记入的内容：all，或者逗号分开的类别（见预演的 prompts）"
    )
    parser.add_argument(
        "--word",
        action="append",
        default=[],
        metavar="栏:词=标识",
        help="台账中的词的含义，如 outcome:不予公开=refusal_law",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="行",
        help="不采用有误的单元格，导入这一行（行号，或 工作表!行号）",
    )
    parser.add_argument("--skip", action="append", default=[], metavar="行", help="不导入这一行")
    parser.add_argument("--apart", action="append", default=[], metavar="行", help="这一行不是重复，导入")
    parser.add_argument("--as-before", action="store_true", help="表头相同的台账以前改过列的对应，照那样对应")
    parser.add_argument("--undo", type=int, metavar="编号", help="撤销一次导入")
    parser.add_argument("--list", action="store_true", help="列出导入记录")


def is_import(parsed: argparse.Namespace) -> bool:
    """Whether something other than a dry run was asked for."""
    return not parsed.dry_run


def ledger_import(office: Office, parsed: argparse.Namespace, *, now: datetime, actor: str) -> str:
    """List imports, take one back, or take a ledger in; what was done, as text or JSON.

    Args:
        office: the office.
        parsed: the arguments.
        now: instant of the act, aware UTC; its local day is today unless ``--as-of`` says otherwise.
        actor: who does it.

    Raises:
        UserError: as ``import_ledger``, ``undo_import`` and ``read_ledger_file``; ``ledger_file_missing``.
    """
    today: date = parsed.as_of or now.astimezone().date()
    if parsed.list:
        return _listed(imports(office), as_json=parsed.json)
    if parsed.undo is not None:
        return _said(undo_import(office, parsed.undo, today=today, now=now, actor=actor).message, as_json=parsed.json)
    if parsed.file is None:
        raise UserError("ledger_file_missing", "没有写台账文件。", "", "请写明文件，或者用 --list、--undo")
    path, choices = Path(parsed.file), _words(parsed)
    reading = read_ledger_file(office, path, today=today, choices=choices)
    before = remembered_columns(office, reading) if parsed.as_before else None
    if before is not None:
        choices = replace(choices, columns=before.columns)
        reading = read_ledger_file(office, path, today=today, choices=choices)
    if parsed.without or parsed.skip or parsed.apart:
        choices = _rows(parsed, choices, _only_sheet(reading))
        reading = read_ledger_file(office, path, today=today, choices=choices)
    plan = plan_import(office, reading, today=today, now=now, actor=actor, choices=choices)
    draft = LedgerImportDraft(plan=plan, agreement=_agreement(parsed.agree))
    done = import_ledger(office, draft, today=today, now=now, actor=actor)
    left = {status.value: plan.counts.get(status, 0) for status in RowStatus if status is not RowStatus.IMPORT}
    if parsed.json:
        said = {"message": done.message, "requests": list(done.request_ids), "left_out": left}
        return json.dumps({**said, "without_outcome": plan.without_outcome}, ensure_ascii=False, indent=1)
    lines = [
        done.message,
        *(f"{STATUS_WORDS[RowStatus(key)]} {number} 行，没有导入" for key, number in left.items() if number),
    ]
    if plan.without_outcome:
        lines.append(f"{plan.without_outcome} 件已答复而处理结果待定，请在办件中补定")
    return "\n".join(lines)


def _agreement(said: str | None) -> Agreement:
    if said == "all":
        return Agreement(everything=True)
    return Agreement(kinds=frozenset(one.strip() for one in (said or "").split(",") if one.strip()))


def _only_sheet(reading: LedgerReading) -> str:
    """The sheet that a bare number of a row means: the only one that is read."""
    names = {one.name for one in reading.sheets if one.imported}
    return names.pop() if len(names) == 1 else ""


def _words(parsed: argparse.Namespace) -> LedgerChoices:
    choices = NO_CHOICES
    for one in parsed.word:
        field, colon, rest = one.partition(":")
        word, equals, value = rest.rpartition("=")
        if not colon or not equals or not word:
            raise UserError("ledger_word", f"“{one}”读不懂。", "", "写法如 outcome:不予公开=refusal_law")
        choices = with_word(choices, field, word, value)
    return choices


def _rows(parsed: argparse.Namespace, choices: LedgerChoices, only: str) -> LedgerChoices:
    for sheet, row in _places(parsed.without, only):
        choices = with_row(choices, sheet, row, without_refused=True)
    for sheet, row in _places(parsed.skip, only):
        choices = with_row(choices, sheet, row, skip=True)
    for sheet, row in _places(parsed.apart, only):
        choices = with_row(choices, sheet, row, not_duplicate=True)
    return choices


def _places(said: list[str], only: str) -> Iterator[tuple[str, int]]:
    for one in said:
        sheet, _, row = one.rpartition("!")
        if not row.isdecimal():
            raise UserError("ledger_row", f"“{one}”不是行号。", "", "写法如 17，或者 1月!17")
        yield sheet or only, int(row)


def _said(message: str, *, as_json: bool) -> str:
    return json.dumps({"message": message}, ensure_ascii=False, indent=1) if as_json else message


def _listed(found: tuple[ImportView, ...], *, as_json: bool) -> str:
    if as_json:
        return json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=1)
    if not found:
        return "还没有导入过台账。"
    return "\n".join(
        f"导入 {one.number}　{one.file_name}　{len(one.request_ids)} 件　"
        f"{one.imported_at.astimezone():%Y-%m-%d %H:%M} {one.imported_by}"
        for one in found
    )


def _as_json(one: ImportView) -> dict[str, Any]:
    return {
        "number": one.number,
        "file": one.file_name,
        "imported_at": one.imported_at.isoformat(),
        "imported_by": one.imported_by,
        "rows": dict(one.rows),
        "requests": list(one.request_ids),
    }

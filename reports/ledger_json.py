"""The report of a dry run in the format of the truth files of the samples, and as readable Chinese text."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from reports.ledger_rows import (
    LedgerColumn,
    LedgerFormat,
    LedgerReading,
    LedgerRow,
    LedgerValue,
    Prompt,
    RefusedCell,
    RowStatus,
    SheetLayout,
)
from reports.ledger_words import ledger_words

__all__ = ["ledger_json", "ledger_report", "ledger_text"]

_FEN_IN_YUAN: Final = 100
_STATUS: Final = {
    RowStatus.IMPORT: "导入",
    RowStatus.REJECT: "拒绝",
    RowStatus.DUPLICATE: "重复",
    RowStatus.SKIP: "跳过",
}
_SHOWN_ROWS: Final = 200


def ledger_json(reading: LedgerReading) -> str:
    """The report as JSON text."""
    return json.dumps(ledger_report(reading), ensure_ascii=False, indent=1)


def ledger_report(reading: LedgerReading) -> dict[str, Any]:
    """The report as plain values: days as ISO text, money in yuan, cells as ``F17``."""
    several = {one.year for one in reading.sheets if one.imported} - {None}
    report: dict[str, Any] = {"file": reading.file_name, "format": reading.format.value}
    if reading.format is LedgerFormat.CSV:
        report |= {"encoding": reading.encoding, "delimiter": reading.delimiter, "newline": reading.newline}
    return report | {
        "year_context": reading.year_context if len(several) < 2 else "按工作表名",
        "as_of": reading.as_of.isoformat(),
        "sha256": reading.sha256,
        "summary": _summary(reading),
        "sheets": [_sheet(one) for one in reading.sheets],
        "rejected": [_rejected(one) for one in reading.rows if one.status is RowStatus.REJECT],
        "due_differences": [
            _difference(one) for one in reading.rows if one.due.differs and one.status is RowStatus.IMPORT
        ],
        "rows": [_row(one) for one in reading.rows],
    }


def _summary(reading: LedgerReading) -> dict[str, int]:
    """The numbers; a status that no row has is left out, as in the truth files."""
    told = reading.summary
    counts = {
        "import": told.imported,
        "reject": told.rejected,
        "duplicate": told.duplicates,
        "skip": told.skipped,
    }
    return {
        "rows": told.rows,
        **{name: number for name, number in counts.items() if number},
        "records": told.records,
        "due_differs": told.due_differs,
        "refused_cells": told.refused_cells,
    }


def _sheet(sheet: SheetLayout) -> dict[str, Any]:
    told: dict[str, Any] = {"name": sheet.name, "import": sheet.imported}
    if sheet.hidden:
        told["hidden"] = True
    if not sheet.imported:
        return told | {"reason": sheet.reason}
    if sheet.title_rows:
        told["title_rows"] = list(sheet.title_rows)
    told |= {"header_rows": list(sheet.header_rows), "first_data_row": sheet.first_data_row}
    if sheet.prompts:
        told["sheet_prompts"] = [_prompt(one) for one in sheet.prompts]
    told["columns"] = [_column(one) for one in sheet.columns]
    return told | {"note": sheet.note} if sheet.note else told


def _column(column: LedgerColumn) -> dict[str, Any]:
    fields: str | list[str] | None = None
    if column.fields:
        fields = column.fields[0] if len(column.fields) == 1 else list(column.fields)
    told = {
        "col": column.letter,
        "header": column.header,
        "group": column.group or None,
        "field": fields,
        "hidden": column.hidden,
        "reason": column.reason.value,
        "reason_told": column.told,
    }
    return told | {"candidates": list(column.candidates)} if column.candidates else told


def _row(row: LedgerRow) -> dict[str, Any]:
    told: dict[str, Any] = {"sheet": row.sheet, "row": row.row, "status": row.status.value}
    if row.status is RowStatus.SKIP:
        return told | {"kind": row.kind}
    if row.duplicate_of:
        told["duplicate_of"] = row.duplicate_of if row.sheet else int(row.duplicate_of)
    if row.reasons:
        told["reasons"] = list(row.reasons)
    if row.refused_cells:
        told["refused_cells"] = [_refused(one) for one in row.refused_cells]
    told["values"] = _values(row.values)
    told |= _due(row)
    if row.prompts:
        told["prompts"] = [_prompt(one) for one in row.prompts]
    if row.warnings:
        told["warnings"] = list(row.warnings)
    if row.event_kind:
        told["event_kind"] = row.event_kind
    if row.field_count is not None:
        told["field_count"] = row.field_count
    return told


def _due(row: LedgerRow) -> dict[str, Any]:
    due = row.due
    known = due.written is not None and due.lawful is not None
    told: dict[str, Any] = {
        "due_written": _plain(due.written),
        "due_lawful": _plain(due.lawful),
        "due_differs": due.differs if known else None,
    }
    if due.differs:
        told |= {"due_written_minus_lawful_days": due.days, "due_error": due.error, "due_error_cause": due.cause}
    return told | {"due_explanation": due.explanation} if due.explanation else told


def _refused(cell: RefusedCell) -> dict[str, Any]:
    told: dict[str, Any] = {
        "cell": cell.cell.text,
        "field": cell.field or None,
        "reason": cell.reason,
        "shown": cell.shown,
    }
    if cell.note:
        told["note"] = cell.note
    return told | {"hidden_column": True} if cell.hidden_column else told


def _prompt(prompt: Prompt) -> dict[str, Any]:
    """Only what the kind of question needs, under the names of the truth files."""
    told: dict[str, Any] = {} if prompt.cell is None else {"cell": prompt.cell.text}
    told["kind"] = prompt.kind
    if prompt.column:
        told["column"] = prompt.column
    if prompt.proposed is not None:
        told["proposed"] = _plain(prompt.proposed)
    if prompt.kind in {"blank_dash", "cell_error", "lossy_character"} or prompt.kind.endswith("_unknown"):
        told["shown"] = prompt.shown
    if prompt.kind == "org_kind_unknown":
        told = {name: value for name, value in told.items() if name != "shown"} | {"suggested": prompt.suggested}
    if prompt.kind == "formula_without_value":
        told["formula"] = prompt.shown
    if prompt.kind in {"outcome_ambiguous", "outcome_confirm"}:
        told["candidates"] = None if prompt.candidates is None else list(prompt.candidates)
    if prompt.seconds is not None:
        told["seconds"] = prompt.seconds
    return told


def _values(values: Mapping[str, LedgerValue]) -> dict[str, Any] | None:
    if not values:
        return None
    told = {name: _plain(value) for name, value in values.items()}
    fee = values.get("fee")
    if isinstance(fee, int):
        whole, rest = divmod(fee, _FEN_IN_YUAN)
        told["fee"] = whole if not rest else fee / _FEN_IN_YUAN
    return told


def _plain(value: LedgerValue) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _rejected(row: LedgerRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "reasons": list(row.reasons),
        "cells": [one.cell.text for one in row.refused_cells],
    }


def _difference(row: LedgerRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "written": _plain(row.due.written),
        "lawful": _plain(row.due.lawful),
        "cause": row.due.cause,
        "explanation": row.due.explanation,
    }


# ---------------------------------------------------------------------------------------------------------------- text


def ledger_text(reading: LedgerReading) -> str:
    """The report for people: sheets and columns, then the rows that need a look."""
    told = reading.summary
    first = (
        f"{reading.file_name}：{told.records} 行登记，导入 {told.imported}，拒绝 {told.rejected}，"
        f"重复 {told.duplicates}；跳过 {told.skipped} 行；期限与法定不符 {told.due_differs} 行"
    )
    lines = [first]
    for sheet in reading.sheets:
        lines += _sheet_text(sheet)
    looked = [row for row in reading.rows if row.status in {RowStatus.REJECT, RowStatus.DUPLICATE}]
    lines += _section("拒绝和重复", looked, _refusal_text)
    differing = [row for row in reading.rows if row.due.differs]
    lines += _section("期限与法定不符", differing, _due_text, _by_cause(differing))
    lines += _section("请确认", [row for row in reading.rows if row.prompts], _prompt_text)
    return "\n".join(lines)


def _sheet_text(sheet: SheetLayout) -> list[str]:
    name = sheet.name or "（文件）"
    if not sheet.imported:
        return [f"工作表 {name}：不导入，{sheet.reason}"]
    label = ledger_words().label
    heads = "、".join(map(str, sheet.header_rows))
    lines = [f"工作表 {name}：表头第 {heads} 行，数据从第 {sheet.first_data_row} 行起"]
    for one in sheet.columns:
        use = "、".join(label(field) for field in one.fields) or "不读"
        hidden = "（隐藏列）" if one.hidden else ""
        lines.append(f"  {one.letter} {one.header or '（无列名）'}{hidden} → {use}：{one.told}")
    return [*lines, *(f"  请确认：{one.told}" for one in sheet.prompts)]


def _by_cause(rows: list[LedgerRow]) -> str:
    """How often each cause was found, the most frequent first; nothing for a single one."""
    counts = Counter(row.due.explanation.rpartition("：")[2].rstrip("。") for row in rows)
    return "；".join(f"{cause} {number} 行" for cause, number in counts.most_common()) if len(counts) > 1 else ""


def _section(title: str, rows: list[LedgerRow], told: Callable[[LedgerRow], str], more: str = "") -> list[str]:
    if not rows:
        return []
    lines = [f"{title}：{len(rows)} 行{f'（{more}）' if more else ''}"]
    lines += [f"  {told(row)}" for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        lines.append(f"  ……其余 {len(rows) - _SHOWN_ROWS} 行见 --json")
    return lines


def _refusal_text(row: LedgerRow) -> str:
    if row.status is RowStatus.DUPLICATE:
        return f"{row.told_place}：{_STATUS[row.status]}，与 {row.duplicate_of} 相同"
    cells = "；".join(f"{one.cell.text}“{one.shown}”{one.told}{_noted(one.note)}" for one in row.refused_cells)
    return f"{row.told_place}：{_STATUS[row.status]}，{cells}"


def _noted(note: str) -> str:
    return f"（{note}）" if note else ""


def _due_text(row: LedgerRow) -> str:
    return f"{row.told_place}：{row.due.explanation}"


def _prompt_text(row: LedgerRow) -> str:
    return f"{row.told_place}：" + "；".join(f"{one.cell.text if one.cell else ''} {one.told}" for one in row.prompts)

"""``python -m casework export-ledger``: the requests as a ledger in a kept layout, for scheduled work."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from casework.ledger_export import export_ledger, known_columns, usual_columns
from casework.ledger_export_views import LEDGER_TITLE, ExportedLedger, LayoutView, LedgerDraft, LedgerFormat
from casework.ledger_layouts import draft_of_layout, layout_named
from casework.office import Office
from casework.views import CaseFilter

__all__ = ["add_export_arguments", "exported", "exported_json"]

_SCOPES: Final = ("all", "open", "closed")


def add_export_arguments(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """The options of the command, besides database, day and form of the answer.

    Args:
        parser: where they go.
        day: reads a day as the other commands do.
    """
    parser.add_argument("--layout", metavar="名称", help="保存过的版式；不写则用默认列")
    parser.add_argument("--columns", metavar="列,列", help="不用版式，直接写各列的键")
    parser.add_argument("--out", required=True, metavar="文件", help="以 .xlsx 或者 .csv 结尾")
    parser.add_argument("--gbk", action="store_true", help="CSV 用 GBK 编码（默认 UTF-8）")
    parser.add_argument("--scope", choices=_SCOPES, default="all", help="全部、在办、已办结（默认全部）")
    parser.add_argument("--received-from", type=day, metavar="日期", help="收到日不早于")
    parser.add_argument("--received-to", type=day, metavar="日期", help="收到日不晚于")
    parser.add_argument("--text", default="", metavar="文字", help="只要含这些文字的，同列表的查找")
    parser.add_argument("--title", metavar="标题", help="表的标题")
    parser.add_argument("--unmasked", metavar="理由", help="完整导出证件号码、电话、地址，写明理由")
    parser.add_argument("--replace", action="store_true", help="替换已有的文件")


def exported(office: Office, parsed: argparse.Namespace, *, today: date, actor: str) -> ExportedLedger:
    """Export as the options say.

    Raises:
        UserError: ``ledger_layout_unknown``, and as ``ledger_export.export_ledger``.
    """
    path = Path(parsed.out)
    layout = layout_named(office, parsed.layout) if parsed.layout is not None else _plain_layout(parsed.columns)
    draft = draft_of_layout(layout, _wanted(parsed))
    asked = LedgerDraft(
        wanted=draft.wanted,
        columns=draft.columns,
        title=parsed.title if parsed.title is not None else draft.title,
        format=_format(path, gbk=parsed.gbk),
        masked=parsed.unmasked is None,
        reason=parsed.unmasked or "",
    )
    return export_ledger(office, asked, path, today=today, actor=actor, replace=parsed.replace)


def exported_json(result: ExportedLedger) -> str:
    """The answer as JSON."""
    content = {
        "file": str(result.path),
        "rows": result.rows,
        "masked": result.masked,
        "reason": result.reason,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _plain_layout(columns: str | None) -> LayoutView:
    keys = usual_columns() if columns is None else known_columns([one.strip() for one in columns.split(",")])
    return LayoutView(id=0, name="", columns=keys, title=LEDGER_TITLE, format=LedgerFormat.XLSX, saved_by="")


def _format(path: Path, *, gbk: bool) -> LedgerFormat:
    """By the end of the file's name: whoever opens it goes by that as well."""
    if path.suffix.lower() == ".csv":
        return LedgerFormat.CSV_GBK if gbk else LedgerFormat.CSV
    return LedgerFormat.XLSX


def _wanted(parsed: argparse.Namespace) -> CaseFilter:
    return CaseFilter(
        text=parsed.text,
        open_only=parsed.scope == "open",
        closed_only=parsed.scope == "closed",
        received_from=parsed.received_from,
        received_to=parsed.received_to,
        sort="number",
    )

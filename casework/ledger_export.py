"""台账导出: what the list of requests shows as .xlsx or CSV, in the office's own columns.

Written in blocks: a caller may do other work between two of them, tell how far it is, or stop; a file is there whole or
not at all.
"""

from collections.abc import Generator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from casework.agency import known_profile
from casework.case_list import case_ids
from casework.filter_words import filter_words
from casework.ledger_export_views import (
    ExportedLedger,
    LedgerColumnView,
    LedgerDraft,
    LedgerFormat,
    LedgerPreview,
)
from casework.ledger_reading import BLOCK, ledger_rows
from casework.office import Office
from casework.rederiving import Progress
from casework.refusals import refused
from casework.views import Changed
from casework.whole_file import whole_file
from models.text_cleaning import clean_text
from reports.ledger_workbook import LEDGER_COLUMNS, ledger_cells, ledger_head
from reports.table_workbook import XlsxWriter
from reports.tables import CsvWriter, TableHead, TableWriter, plain_text

__all__ = [
    "export_ledger",
    "export_steps",
    "known_columns",
    "ledger_columns",
    "ledger_file_name",
    "ledger_preview",
    "usual_columns",
]

_FIRST_ROWS: Final = 12
_ENCODINGS: Final = {LedgerFormat.CSV: "utf-8-sig", LedgerFormat.CSV_GBK: "gb18030"}
# What no file system takes, and what makes a program for tables or a shell see more in a name than a name.
_NOT_IN_A_NAME: Final = str.maketrans(dict.fromkeys('<>:"/\\|?*\t\r\n', " "))
_NOT_AT_THE_START: Final = "=+-@. '~"
_LONGEST_NAME: Final = 60


def ledger_columns() -> tuple[LedgerColumnView, ...]:
    """All columns that a ledger may have, in the order in which they are offered."""
    return tuple(
        LedgerColumnView(key=one.key, label=one.label, group=one.group, personal=one.personal, usual=one.usual)
        for one in LEDGER_COLUMNS.values()
    )


def usual_columns() -> tuple[str, ...]:
    """Keys of the columns of a ledger that nobody has changed."""
    return tuple(one.key for one in LEDGER_COLUMNS.values() if one.usual)


def known_columns(keys: Sequence[str]) -> tuple[str, ...]:
    """Checked keys of columns, each once.

    Raises:
        UserError: ``ledger_no_column``; ``ledger_column_unknown``.
    """
    found = tuple(dict.fromkeys(keys))
    if not found:
        raise refused("ledger_no_column", field="columns")
    unknown = next((one for one in found if one not in LEDGER_COLUMNS), None)
    if unknown is not None:
        raise refused("ledger_column_unknown", field="columns", name=unknown)
    return found


def ledger_file_name(draft: LedgerDraft, today: date) -> str:
    """A file name from the title: harmless on every system and to every program for tables."""
    plain = " ".join(clean_text(draft.title).text.translate(_NOT_IN_A_NAME).split())
    stem = plain.lstrip(_NOT_AT_THE_START)[:_LONGEST_NAME].rstrip(". ") or "台账"
    return f"{stem} {today.isoformat()}{draft.format.suffix}"


def ledger_preview(office: Office, draft: LedgerDraft, *, today: date, rows: int = _FIRST_ROWS) -> LedgerPreview:
    """The first rows as they will be written, and what the filter lets through.

    Raises:
        UserError: a column or an order that does not exist; the reason for whole personal data is not asked for yet.
    """
    columns = known_columns(draft.columns or usual_columns())
    ids = case_ids(office, draft.wanted, today=today)
    found = ledger_rows(office, ids[:rows], 1, columns, today=today, masked=draft.masked)
    cells = ledger_cells(columns)
    with office.reading() as session:
        chosen = filter_words(session, draft.wanted)
    return LedgerPreview(
        chosen=chosen,
        count=len(ids),
        heads=tuple(LEDGER_COLUMNS[one].label for one in columns),
        rows=tuple(tuple(plain_text(cell) for cell in cells(one)) for one in found),
    )


def export_ledger(
    office: Office,
    draft: LedgerDraft,
    path: Path,
    *,
    today: date,
    actor: str,
    replace: bool = False,
    progress: Progress | None = None,
) -> ExportedLedger:
    """Write a ledger at once; as :func:`export_steps`. What ``progress`` raises stops the work and leaves no file."""
    steps = export_steps(office, draft, path, today=today, actor=actor, replace=replace)
    try:
        while True:
            try:
                done, total = next(steps)
            except StopIteration as over:
                result: ExportedLedger = over.value
                return result
            if progress is not None:
                progress(done, total)
    finally:
        steps.close()


def export_steps(
    office: Office, draft: LedgerDraft, path: Path, *, today: date, actor: str, replace: bool = False
) -> Generator[tuple[int, int], None, ExportedLedger]:
    """Write a ledger block by block: each step yields how many rows of how many are done.

    Closing the generator stops the work; no file, and no half of one, is left then. The requests are those that the
    filter lets through at the first step; each block is read as it is when its turn comes.

    Args:
        office: the office.
        draft: what is exported.
        path: where the file goes.
        today: day of the data; named in the file.
        actor: who exports; named in the file where personal data are whole.
        replace: whether a file that is there gives way.

    Raises:
        UserError: ``ledger_no_column``, ``ledger_column_unknown``, ``ledger_title_missing``, ``ledger_reason_missing``;
            ``file_exists``, ``file_not_written``; the filter names an order that does not exist.
    """
    columns = known_columns(draft.columns or usual_columns())
    title, reason = clean_text(draft.title).text.strip(), clean_text(draft.reason).text.strip()
    if not title:
        raise refused("ledger_title_missing", field="title")
    if not draft.masked and not reason:
        raise refused("ledger_reason_missing", field="reason")
    ids = case_ids(office, draft.wanted, today=today)
    head = ledger_head(title, _notes(office, draft, len(ids), today, actor, reason), columns)
    cells = ledger_cells(columns)
    with whole_file(path, replace=replace) as target:
        writer = _writer(target, head, draft.format)
        finished = False
        try:
            yield 0, len(ids)
            for start in range(0, len(ids), BLOCK):
                block = ids[start : start + BLOCK]
                for row in ledger_rows(office, block, start + 1, columns, today=today, masked=draft.masked):
                    writer.add(cells(row))
                yield start + len(block), len(ids)
            writer.finish()
            finished = True
        finally:
            if not finished:
                writer.abandon()
    message = f"已导出 {len(ids):,} 件到 {path.name}" + ("" if draft.masked else f"，含完整个人信息（{reason}）")
    changed = Changed(message=message, topics=("exports",))
    return ExportedLedger(path=path, rows=len(ids), masked=draft.masked, reason=reason, changed=changed)


def _writer(target: BinaryIO, head: TableHead, kind: LedgerFormat) -> TableWriter:
    if kind is LedgerFormat.XLSX:
        return XlsxWriter(target, head)
    return CsvWriter(target, head, _ENCODINGS[kind])


def _notes(office: Office, draft: LedgerDraft, number: int, today: date, actor: str, reason: str) -> tuple[str, ...]:
    with office.reading() as session:
        first = f"{known_profile(session).name}　{filter_words(session, draft.wanted)}　{number:,} 件"
    day = f"数据截至 {today.isoformat()}"
    personal = any(LEDGER_COLUMNS[one].personal for one in draft.columns or usual_columns())
    if not personal:
        return first, day
    if draft.masked:
        return first, f"{day}　证件号码、电话、地址已隐去一部分"
    return first, f"{day}　含完整的证件号码、电话、地址；导出人 {actor}，理由：{reason}"

"""台账导出: 100,000 requests as .xlsx and as CSV, beside openpyxl writing the same cells alone; time and peak memory.

``python -m bench export`` prints the table. The database is made anew in a folder that is thrown away; each export runs
in a process of its own, so that its peak is its own.
"""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from openpyxl import Workbook

from bench.deadlines_bench import BenchRow
from bench.fees_bench import _best, _peak_megabytes
from bench.many_cases import TODAY, make_many
from casework.case_list import case_ids
from casework.ledger_export import export_steps, ledger_preview, usual_columns
from casework.ledger_export_views import LedgerDraft, LedgerFormat
from casework.ledger_reading import BLOCK, ledger_rows
from casework.office import Office, open_office
from casework.views import CaseFilter
from reports.ledger_workbook import LEDGER_COLUMNS, ledger_cells
from reports.tables import Money

__all__ = ["run"]

CASES = 100_000
OPEN = 5_000
FEW = 10_000
_XLSX_S = 120.0
_CSV_S = 60.0
_MEMORY_MB = 300.0
_STEP_MS = 1_000.0
_PREVIEW_MS = 100.0


@dataclass(frozen=True, slots=True)
class _Written:
    """Seconds, bytes and megabytes of one file; ``longest`` of its steps in milliseconds, without the packing."""

    seconds: float
    rows: int
    size: int
    before: float
    peak: float
    longest: float = 0.0
    packing: float = 0.0


def run(cases: int = CASES, still_open: int = OPEN, few: int = FEW) -> list[BenchRow]:
    """Measure everything once."""
    with TemporaryDirectory(prefix="desk-bench-") as place:
        folder = Path(place)
        database = folder / "desk.db"
        started = perf_counter()
        office = make_many(database, cases, still_open)
        try:
            note = f"{cases:,} cases, in bulk"
            rows = [BenchRow("making the database", perf_counter() - started, "s", None, note)]
            _, milliseconds = _best(partial(ledger_preview, office, LedgerDraft(), today=TODAY))
            rows.append(BenchRow("preview of the first rows", milliseconds, "ms", _PREVIEW_MS, "12 rows and the count"))
            _keep_cells(office, folder / "cells.pickle")
        finally:
            office.close()
        return rows + _files(database, folder, few)


def _files(database: Path, folder: Path, few: int) -> list[BenchRow]:
    usual = usual_columns()
    xlsx = _alone(_export, str(database), str(folder / "a.xlsx"), LedgerFormat.XLSX, usual, 0)
    table = _alone(_export, str(database), str(folder / "a.csv"), LedgerFormat.CSV, usual, 0)
    peer = _alone(_peer, str(folder / "cells.pickle"), str(folder / "peer.xlsx"))
    every = _alone(_export, str(database), str(folder / "every.xlsx"), LedgerFormat.XLSX, tuple(LEDGER_COLUMNS), few)
    wide = f"{xlsx.rows:,} rows of {len(usual)} columns, {xlsx.size / 2**20:.1f} MB"
    return [
        BenchRow("ledger as .xlsx", xlsx.seconds, "s", _XLSX_S, wide),
        BenchRow("longest block of it", xlsx.longest, "ms", _STEP_MS, f"{BLOCK} rows: what another question waits"),
        BenchRow("packing of it", xlsx.packing, "s", None, "compression at the end, outside the interface thread"),
        BenchRow("memory of it", xlsx.peak, "MB", _MEMORY_MB, f"peak of its process, {xlsx.before:.0f} MB before"),
        BenchRow("openpyxl write_only alone", peer.seconds, "s", None, "the same cells from a file, without styles"),
        BenchRow("memory of openpyxl alone", peer.peak, "MB", None, f"{peer.before:.0f} MB before"),
        BenchRow("ledger / openpyxl alone", xlsx.seconds / peer.seconds, "x", None, "with reading, for information"),
        BenchRow("ledger as CSV", table.seconds, "s", _CSV_S, f"{table.size / 2**20:.1f} MB"),
        BenchRow("memory of the CSV", table.peak, "MB", _MEMORY_MB, f"{table.before:.0f} MB before"),
        BenchRow(
            "every column as .xlsx", every.seconds, "s", None, f"{every.rows:,} rows, {len(LEDGER_COLUMNS)} columns"
        ),
    ]


def _alone(work: Any, *arguments: Any) -> _Written:
    """The work in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found: _Written = pool.submit(work, *arguments).result()
    return found


def _export(database: str, path: str, kind: LedgerFormat, columns: Sequence[str], first: int) -> _Written:
    """One export, step by step as the client does it; ``first``: only so many requests, 0 for all."""
    office = open_office(database)
    try:
        wanted = CaseFilter(sort="number")
        ids = case_ids(office, wanted, today=TODAY)
        before = _peak_megabytes()
        if first:
            wanted = CaseFilter(sort="number", among=ids[:first], among_words="bench")
        draft = LedgerDraft(wanted=wanted, columns=tuple(columns), format=kind)
        steps = export_steps(office, draft, Path(path), today=TODAY, actor="王敏")
        started = at = perf_counter()
        longest = 0.0
        done = 0
        for done, _total in steps:
            now = perf_counter()
            longest = max(longest, now - at if done else 0.0)
            at = now
        ended = perf_counter()
    finally:
        office.close()
    size = Path(path).stat().st_size
    return _Written(ended - started, done, size, before, _peak_megabytes(), longest * 1000, ended - at)


def _keep_cells(office: Office, path: Path) -> None:
    """The cells of the ledger, block by block, for the peer."""
    columns = usual_columns()
    cells = ledger_cells(columns)
    ids = case_ids(office, CaseFilter(sort="number"), today=TODAY)
    with path.open("wb") as file:
        for start in range(0, len(ids), BLOCK):
            found = ledger_rows(office, ids[start : start + BLOCK], start + 1, columns, today=TODAY, masked=True)
            pickle.dump([[_plain(cell) for cell in cells(one)] for one in found], file)


def _plain(cell: Any) -> Any:
    return cell.yuan if isinstance(cell, Money) else cell


def _kept(path: str) -> Iterator[list[Any]]:
    with Path(path).open("rb") as file:
        while True:
            try:
                yield from pickle.load(file)
            except EOFError:
                return


def _peer(cells: str, path: str) -> _Written:
    """What openpyxl takes by itself: no reading, no styles, no defusing."""
    before = _peak_megabytes()
    started = perf_counter()
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    rows = 0
    for row in _kept(cells):
        sheet.append(row)
        rows += 1
    book.save(path)
    seconds = perf_counter() - started
    return _Written(seconds, rows, Path(path).stat().st_size, before, _peak_megabytes())

"""Fees: what one takes to compute, a month of one applicant in a million requests, lists and ledger of 100,000 fees.

``python -m bench fees`` prints the table. The databases are made anew in a folder that is thrown away.
"""

import random
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from sqlalchemy import func, select

from bench.deadlines_bench import BenchRow
from bench.many_cases import TODAY
from bench.many_fees import BUSY, BUSY_ENTRIES, grow, make_fees
from casework.applicant_family import family_ids
from casework.fee_counting import PieceMonth, piece_month
from casework.fee_ledger import fee_table, fee_year
from casework.fee_list import fee_counters, fee_ids, fee_rows
from casework.fee_views import FeeCounterView, FeeFilter
from casework.office import Office, open_office
from fees.bands import assess, run_fen
from fees.pieces import Pieces, count_month, split_fee
from fees.standards import compare
from fees.volume import volume_fee
from law.fee_schedule import fee_schedule
from law.policies import PolicySet
from law.terms import FeeMethod, Outcome
from models import Request, SubmissionApplicant
from reports.tables import xlsx_bytes

__all__ = ["run"]

Found = TypeVar("Found")

CASES = 130_000  # about 100,000 of them since there are fees
OPEN = 10_000
TIMES = 8
FEES = 100_000
SAMPLE = 2_000
DAY = date(2026, 3, 2)
_ROUNDS = 7
_FEE_US = 10.0
_MONTH_MS = 20.0
_LIST_MS = 100.0
_FIRST_BLOCK = 200

FILTERS: tuple[tuple[str, FeeFilter], ...] = (
    ("open fees by last day to pay", FeeFilter()),
    ("all fees by last day to pay", FeeFilter(stage="all")),
    ("all fees by number", FeeFilter(stage="all", sort="number", descending=True)),
    ("all fees by applicant", FeeFilter(stage="all", sort="applicant")),
    ("all fees by amount", FeeFilter(stage="all", sort="amount", descending=True)),
    ("all fees, the latest notice first", FeeFilter(stage="all", sort="noticed", descending=True)),
    ("paid fees of one year", FeeFilter(stage="paid", year=2025, sort="noticed")),
    ("overdue fees", FeeFilter(stage="overdue")),
    ("search 征地, open fees", FeeFilter(text="征地")),
    ("search 征地, all fees", FeeFilter(stage="all", text="征地")),
    ("search 王秀, all by applicant", FeeFilter(stage="all", text="王秀", sort="applicant")),
    ("search a whole number", FeeFilter(stage="all", text="依申〔2024〕90001号")),
    ("search one character 王", FeeFilter(stage="all", text="王")),
)


def run(cases: int = CASES, still_open: int = OPEN, times: int = TIMES) -> list[BenchRow]:
    """Measure everything once."""
    rows = _one_fee() + _standards()
    with TemporaryDirectory(prefix="desk-bench-") as folder:
        database = Path(folder) / "desk.db"
        started = perf_counter()
        office, fees = make_fees(database, cases, still_open)
        try:
            note = f"{fees:,} fees in {cases:,} cases, in bulk"
            rows.append(BenchRow("making the database", perf_counter() - started, "s", None, note))
            rows += _lists(office)
            rows += _year(office)
        finally:
            office.close()
        rows += _ledger(database)
        started = perf_counter()
        office, requests = grow(database, database.with_name("grown.db"), times)
        try:
            rows.append(BenchRow("making it grow", perf_counter() - started, "s", None, f"{requests:,} requests"))
            rows += _months(office)
        finally:
            office.close()
    return rows


# ----------------------------------------------------------------------------------------------------------- one fee


def _one_fee() -> list[BenchRow]:
    """A fee by piece and by volume beside a loop over its pieces; both must agree."""
    draw = random.Random(20210101)
    runs = [(draw.randrange(1, 60), draw.randrange(1, 6)) for _ in range(FEES)]
    pages = [draw.randrange(1, 400) for _ in range(FEES)]
    wide = [(draw.randrange(1, 5_000), draw.randrange(1, 6)) for _ in range(FEES)]
    rows = _beside(FeeMethod.BY_PIECE, runs, "by piece")
    rows += _beside(FeeMethod.BY_VOLUME, [(1, one) for one in pages], "by volume")
    pieces = fee_schedule(FeeMethod.BY_PIECE, DAY)
    volume = fee_schedule(FeeMethod.BY_VOLUME, DAY)
    fresh = assess.__wrapped__
    known = _per_item(lambda: [split_fee(first - 1, number, DAY) for first, number in runs], FEES)
    anew = _per_item(lambda: [fresh(pieces, first, first + number - 1) for first, number in wide], FEES)
    sheets = _per_item(lambda: [volume_fee(one, DAY) for one in pages], FEES)
    sheets_anew = _per_item(lambda: [fresh(volume, 1, one) for one in pages], FEES)
    long = _per_item(lambda: [fresh(pieces, 1, 500) for _ in range(SAMPLE)], SAMPLE)
    steps = len(fresh(pieces, 1, 500).steps)
    return [
        *rows,
        BenchRow("by piece with its steps", known, "us", _FEE_US, "1 to 5 pieces; equal runs share one answer"),
        BenchRow("by piece with its steps, built anew", anew, "us", _FEE_US, "1 to 5 pieces, ordinals up to 5,000"),
        BenchRow("by volume with its steps", sheets, "us", _FEE_US, "up to 400 pages; equal ones share one answer"),
        BenchRow("by volume with its steps, built anew", sheets_anew, "us", _FEE_US, "1 to 4 steps"),
        BenchRow("assessments with steps, built anew", 1e6 / anew, "/s", None, "by piece, one core"),
        BenchRow("500 pieces with all their steps, anew", long, "us", None, f"{steps} steps, for information"),
    ]


def _beside(method: FeeMethod, runs: Sequence[tuple[int, int]], name: str) -> list[BenchRow]:
    """The amount alone, beside the loop that adds up unit by unit.

    Raises:
        ArithmeticError: they differ.
    """
    schedule = fee_schedule(method, DAY)
    bands = [(one.last, one.fen) for one in schedule.bands]
    ours = _per_item(lambda: [run_fen(schedule, first, first + number - 1) for first, number in runs], len(runs))
    loop = partial(_unit_by_unit, bands, schedule.every, schedule.more)
    peer = _per_item(lambda: [loop(first, first + number - 1) for first, number in runs], len(runs))
    for first, number in runs[:SAMPLE]:
        if run_fen(schedule, first, first + number - 1) != loop(first, first + number - 1):
            raise ArithmeticError(f"{method}: {number} from {first}")
    return [
        BenchRow(f"amount {name}", ours, "us", _FEE_US, f"{len(runs):,} fees, {1e6 / ours:,.0f}/s"),
        BenchRow(f"loop unit by unit, {name}", peer, "us", None, "written in this bench, same amounts"),
        BenchRow(f"loop / amount {name}", peer / ours, "times", None, "for information"),
    ]


def _unit_by_unit(bands: Sequence[tuple[int, int]], every: int, more: int, first: int, last: int) -> int:
    """As one would write it at first: the price of each unit looked up, one after another."""
    fen = 0
    for unit in range(first, last + 1):
        for end, price in bands:
            if unit <= end:
                fen += price
                break
        else:
            end, price = bands[-1]
            while every and unit > end:
                end, price = end + every, price + more
            fen += price
    return fen


def _standards() -> list[BenchRow]:
    policies = PolicySet.default()
    draw = random.Random(20210102)
    asked = [(draw.randrange(1, 60), draw.randrange(1, 400)) for _ in range(SAMPLE * 5)]

    def both() -> list[object]:
        return [compare(Outcome.GRANT, "provide_copy", (one, one), pages, DAY, policies) for one, pages in asked]

    month = [Pieces(ref=one, counted_on=DAY.replace(day=1 + one % 28), order=one) for one in range(1, 41)]
    counted = _per_item(lambda: [count_month(month, DAY, policies) for _ in range(SAMPLE)], SAMPLE)
    return [
        BenchRow("both standards side by side", _per_item(both, len(asked)), "us", None, "with findings and articles"),
        BenchRow("a month of 40 requests counted", counted, "us", None, f"{counted / 40:.1f} us for each"),
    ]


def _per_item(work: Callable[[], object], count: int) -> float:
    """The best of three, in microseconds for each."""
    best = float("inf")
    for _ in range(3):
        started = perf_counter()
        work()
        best = min(best, perf_counter() - started)
    return best / count * 1e6


# ------------------------------------------------------------------------------------------------- lists and ledger


def _lists(office: Office) -> list[BenchRow]:
    counters, milliseconds = _best(partial(fee_counters, office, today=TODAY))
    rows = [BenchRow("stages with numbers and sums", milliseconds, "ms", _LIST_MS, _stages(counters))]
    _, milliseconds = _best(partial(fee_counters, office, today=TODAY, year=2025))
    rows.append(BenchRow("stages of one year", milliseconds, "ms", _LIST_MS, "noticed in 2025, or not yet"))
    for name, wanted in FILTERS:
        ids, milliseconds = _best(partial(fee_ids, office, wanted, today=TODAY))
        rows.append(BenchRow(name, milliseconds, "ms", _LIST_MS, f"{len(ids):,} ids"))
    for name, wanted in (("open fees", FILTERS[0][1]), ("fees by applicant", FILTERS[3][1])):
        block = fee_ids(office, wanted, today=TODAY)[:_FIRST_BLOCK]
        found, milliseconds = _best(partial(fee_rows, office, block, today=TODAY))
        note = f"{len(found)} rows, {sum(bool(one.changed) for one in found)} of them moved since"
        rows.append(BenchRow(f"first block of {name}", milliseconds, "ms", _LIST_MS, note))
    return rows


def _stages(counters: Sequence[FeeCounterView]) -> str:
    return ", ".join(f"{one.stage} {one.count:,}" for one in counters)


def _year(office: Office) -> list[BenchRow]:
    started = perf_counter()
    found = fee_year(office, 2025)
    seconds = perf_counter() - started
    return [BenchRow("fees of a year for the annual report", seconds, "s", None, f"{found.notices:,} notices")]


def _ledger(database: Path) -> list[BenchRow]:
    """In a process of its own: the peak of this one is of making the database."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        told = pool.submit(_export, str(database)).result()
    return [
        BenchRow("ledger read", told.read, "s", None, f"{told.rows:,} rows"),
        BenchRow("ledger written as .xlsx", told.written, "s", None, f"{told.size / 2**20:.1f} MB"),
        BenchRow("memory of the export", told.peak, "MB", None, f"peak of its process, {told.before:.0f} MB before"),
    ]


@dataclass(frozen=True, slots=True)
class _Exported:
    """Seconds, bytes and megabytes of an export."""

    read: float
    written: float
    rows: int
    size: int
    before: float
    peak: float


def _export(database: str) -> _Exported:
    """The two halves of ``fee_ledger.export_fees``."""
    office = open_office(database)
    try:
        fee_ids(office, FeeFilter(), today=TODAY)
        before = _peak_megabytes()
        started = perf_counter()
        table = fee_table(office, FeeFilter(stage="all", sort="number"), today=TODAY)
        read = perf_counter()
        content = xlsx_bytes(table)
        written = perf_counter() - read
    finally:
        office.close()
    return _Exported(read - started, written, len(table.rows), len(content), before, _peak_megabytes())


def _peak_megabytes() -> float:
    """Of this process alone: what ``getrusage`` says, a new process inherits."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource  # noqa: PLC0415 - there is none on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2 ** (20 if sys.platform == "darwin" else 10)


# ------------------------------------------------------------------------------------------------------- one month


def _months(office: Office) -> list[BenchRow]:
    """The month of one applicant: the family of entries, then its requests, numbered and priced."""
    with office.reading() as session:
        other = session.scalars(
            select(SubmissionApplicant.applicant_id)
            .join(Request, Request.submission_id == SubmissionApplicant.submission_id)
            .where(Request.received_on.between(date(2024, 10, 1), date(2024, 10, 31)))
            .where(SubmissionApplicant.applicant_id > BUSY_ENTRIES[-1])
            .limit(1)
        ).one()
        mine = SubmissionApplicant.applicant_id == BUSY
        letters = session.scalar(select(func.count()).select_from(SubmissionApplicant).where(mine))
    rows = []
    for name, applicant, day in (
        ("month of an applicant", other, date(2024, 10, 15)),
        ("month of a busy applicant", BUSY, date(2024, 10, 15)),
        ("this month of a busy applicant", BUSY, TODAY),
    ):
        started = perf_counter()
        _month(office, applicant, day)
        first = (perf_counter() - started) * 1000
        work = partial(_month, office, applicant, day)
        best = min(_timed(work) for _ in range(_ROUNDS)) * 1000
        found = work()
        note = f"{len(found.rows)} requests, {len(found.family)} entries; the first time {first:.1f} ms"
        if applicant == BUSY:
            note += f"; {letters:,} letters in all"
        rows.append(BenchRow(name, best, "ms", _MONTH_MS, note))
    return rows


def _month(office: Office, applicant: int, day: date) -> PieceMonth:
    with office.reading() as session:
        return piece_month(office.policy_book(session), session, family_ids(session, (applicant,)), day)


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _best(work: Callable[[], Found]) -> tuple[Found, float]:
    """The result and the best of several times in milliseconds: what is slower was the machine, not the program."""
    found = work()
    return found, min(_timed(work) for _ in range(_ROUNDS)) * 1000

"""What a clerk waits for: from the icon to the list, with 100,000 cases, and the longest moment the window is deaf.

``python -m bench.startup_bench`` prints a table. The program is started as a process of its own, as people start it
(compiled before, as an installed program is), on the offscreen platform; a probe inside it does a morning's work with
keys and tells when the list can be used, how long events had to wait at each step, and what the process holds.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from bench.deadlines_bench import BenchRow
from bench.many_cases import TODAY, make_many

__all__ = ["run"]

CASES = 100_000
OPEN = 500
_STARTS = 3
_COLD_SECONDS = 1.5
_START_MB = 200.0
_MEMORY_MB = 300.0
_BLOCK_MS = 50.0
# Built once, on the first visit of a page. The budget of the house holds here too; two of them do not keep it yet.
_FIRST_VISITS = {"intake": "registration form", "case": "case page", "calendar": "rules and calendar"}


def run(cases: int = CASES, still_open: int = OPEN) -> list[BenchRow]:
    """Measure everything once."""
    with TemporaryDirectory(prefix="desk-bench-") as folder:
        database = Path(folder) / "desk.db"
        make_many(database, cases, still_open).close()
        compiled = Path(folder) / "compiled"
        told = [_start(_copy(database, number), compiled) for number in range(_STARTS + 1)][1:]
    note = f"{cases:,} cases"
    usable = statistics.median(one["usable"] for one in told)
    listed = statistics.median(one["listed"] for one in told)
    rows = [
        BenchRow("start to a usable worklist", usable, "s", _COLD_SECONDS, f"process start included, {note}"),
        BenchRow("worklist to a usable list", listed * 1000, "ms", 500.0, note),
        BenchRow("memory after the start", max(one["memory_started"] for one in told), "MB", _START_MB, note),
        BenchRow("memory after a morning's work", max(one["memory"] for one in told), "MB", _MEMORY_MB, note),
        BenchRow("building the window", statistics.median(one["start_block"] for one in told), "ms", None, ""),
    ]
    return rows + [_block_row(step, [one["blocks"][step] for one in told]) for step in told[0]["blocks"]]


def _block_row(step: str, blocks: list[float]) -> BenchRow:
    """The median of the starts: what only one of them had was the machine."""
    first = _FIRST_VISITS.get(step)
    name = f"longest block, {step.replace('_', ' ')}"
    note = "" if first is None else f"the {first} is built, once"
    return BenchRow(name, statistics.median(blocks), "ms", _BLOCK_MS, note)


def _copy(database: Path, number: int) -> Path:
    """A database for each start: the work leaves it changed."""
    path = database.with_name(f"desk{number}.db")
    shutil.copyfile(database, path)
    return path


def _start(database: Path, compiled: Path) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    config = database.with_suffix(".config")
    begun = monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bench.startup_probe", str(database), str(config), TODAY.isoformat(), repr(begun)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the probe failed: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Print the table; the exit status tells whether every budget is kept."""
    rows = run()
    for row in rows:
        budget = "" if row.budget is None else f"≤ {row.budget:,g}"
        mark = "" if row.kept else "  OVER BUDGET"
        print(f"{row.name:<44}{row.value:>12,.2f} {row.unit:<6}{budget:>12}  {row.note}{mark}")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

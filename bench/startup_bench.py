"""What a clerk waits for: from the icon to the list, with 100,000 cases, and the longest moment the window is deaf.

``python -m bench.startup_bench`` prints a table. The program is started as a process of its own, as people start it,
on the offscreen platform; a probe inside it tells when the list can be used and how long events had to wait.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from bench.deadlines_bench import BenchRow
from bench.many_cases import TODAY, make_many

__all__ = ["run"]

CASES = 100_000
OPEN = 500
_STARTS = 3
_COLD_SECONDS = 2.0
_MEMORY_MB = 400.0
_BLOCK_MS = 50.0


def run(cases: int = CASES, still_open: int = OPEN) -> list[BenchRow]:
    """Measure everything once."""
    with TemporaryDirectory(prefix="desk-bench-") as folder:
        database = Path(folder) / "desk.db"
        make_many(database, cases, still_open).close()
        told = [_start(database, Path(folder) / f"config{number}") for number in range(_STARTS)]
    note = f"{cases:,} cases"
    usable = statistics.median(one["usable"] for one in told)
    listed = statistics.median(one["listed"] for one in told)
    return [
        BenchRow("start to a usable worklist", usable, "s", _COLD_SECONDS, f"process start included, {note}"),
        BenchRow("worklist to a usable list", listed * 1000, "ms", 500.0, note),
        BenchRow("longest block of the window", max(one["block"] for one in told), "ms", _BLOCK_MS, _slow(told)),
        BenchRow("memory after scrolling the list", max(one["memory"] for one in told), "MB", _MEMORY_MB, note),
    ]


def _slow(told: list[dict[str, float]]) -> str:
    first = max(one["first_block"] for one in told)
    return f"after the window stands; building it takes up to {first:,.0f} ms"


def _start(database: Path, config: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bench.startup_probe", str(database), str(config), TODAY.isoformat(), repr(begun)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the probe failed: {done.stderr[-2000:]}")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Print the table; the exit status tells whether every budget is kept."""
    rows = run()
    for row in rows:
        budget = "" if row.budget is None else f"≤ {row.budget:,.0f}"
        mark = "" if row.kept else "  OVER BUDGET"
        print(f"{row.name:<44}{row.value:>12,.2f} {row.unit:<6}{budget:>12}  {row.note}{mark}")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

"""``make bench``: every measurement in one table, each with its budget.

``python -m bench [NAME...]`` runs some of them: deadlines, data, documents, letters, fees, bundle, precedents,
disputes, lessons, statistics, annual, annual_office, export, ledgers, forms, startup.
"""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from time import perf_counter

from bench.deadlines_bench import BenchRow

__all__ = ["main"]

_BENCHES = {
    "deadlines": "bench.deadlines_bench",
    "data": "bench.data_bench",
    "documents": "bench.documents_bench",
    "letters": "bench.letters_bench",
    "fees": "bench.fees_bench",
    "bundle": "bench.bundle_bench",
    "precedents": "bench.precedents_bench",
    "disputes": "bench.disputes_bench",
    "lessons": "bench.lessons_bench",
    "annual": "bench.annual_bench",
    "annual_office": "bench.annual_office_bench",
    "export": "bench.export_bench",
    "ledgers": "bench.ledger_bench",
    "forms": "bench.forms_bench",
    "statistics": "bench.statistics_bench",
    "startup": "bench.startup_bench",
}


def _rows(module: str) -> list[BenchRow]:
    """The figures of one bench; each bench says name, value, unit, budget and note."""
    run: Callable[[], Sequence[BenchRow | tuple[str, float, str, float | None, str]]] = import_module(module).run
    return [one if isinstance(one, BenchRow) else BenchRow(*one) for one in run()]


def _line(row: BenchRow) -> str:
    sign = "≥" if row.unit == "times" else "≤"
    budget = "" if row.budget is None else f"{sign} {row.budget:,g}"
    mark = "" if row.kept else "  OVER BUDGET"
    return f"{row.name:<44}{row.value:>12,.2f} {row.unit:<6}{budget:>12}  {row.note}{mark}"


def main(arguments: Sequence[str]) -> int:
    """Run the benches named, or all; the exit status tells whether every budget is kept."""
    unknown = [one for one in arguments if one not in _BENCHES]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(_BENCHES)}", file=sys.stderr)
        return 2
    kept = True
    for name in arguments or tuple(_BENCHES):
        started = perf_counter()
        rows = _rows(_BENCHES[name])
        print(f"\n{name}  ({perf_counter() - started:,.0f} s)")
        for row in rows:
            print(_line(row))
        kept = kept and all(row.kept for row in rows)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

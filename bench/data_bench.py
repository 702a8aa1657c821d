"""Lists, search and the re-dating of open cases at 100,000 cases on SQLite.

``python -m bench.data_bench`` prints a table. The database is made anew in a folder that is thrown away.
"""

import resource
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.deadlines_bench import BenchRow
from bench.many_cases import NOW, TODAY, make_many
from casework.calendar_notices import adopt, preview_text
from casework.case_list import case_ids, case_rows
from casework.case_view import case
from casework.office import Office
from casework.views import CaseFilter
from casework.worklist import worklist
from law.terms import ApplicantType, Channel, Outcome, Urgency

__all__ = ["run"]

CASES = 100_000
OPEN = 10_000
_ROUNDS = 5
_LIST_MS = 100.0
_PAGE_MS = 30.0
_MOVING_SECONDS = 15.0

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
国务院办公厅
2026年11月20日
"""

FILTERS: tuple[tuple[str, CaseFilter], ...] = (
    ("open the list, all by due date", CaseFilter()),
    ("open cases by urgency", CaseFilter(open_only=True, sort="urgency")),
    ("filter: due within five working days", CaseFilter(urgency=Urgency.SOON, open_only=True)),
    ("filter: one channel, by receipt", CaseFilter(channel=Channel.WEB, sort="received", descending=True)),
    ("filter: one outcome, by closing", CaseFilter(outcome=Outcome.NOT_EXIST, sort="closed", descending=True)),
    ("sort by applicant", CaseFilter(sort="applicant")),
    ("closed cases by applicant", CaseFilter(sort="applicant", closed_only=True)),
    ("closed cases, the latest first", CaseFilter(sort="closed", closed_only=True, descending=True)),
    ("all by urgency", CaseFilter(sort="urgency")),
    ("all by status", CaseFilter(sort="status")),
    ("filter: one kind of applicant", CaseFilter(applicant_type=ApplicantType.NATURAL_PERSON)),
    ("filter: one year of receipt", CaseFilter(received_from=date(2025, 1, 1), received_to=date(2025, 12, 31))),
    ("search 征地", CaseFilter(text="征地")),
    ("search 王秀, by applicant", CaseFilter(text="王秀", sort="applicant")),
    ("search a whole number", CaseFilter(text="依申〔2024〕60001号")),
    ("search one character 王", CaseFilter(text="王")),
)


def run(cases: int = CASES, still_open: int = OPEN) -> list[BenchRow]:
    """Measure everything once."""
    with TemporaryDirectory(prefix="desk-bench-") as folder:
        started = perf_counter()
        office = make_many(Path(folder) / "desk.db", cases, still_open)
        try:
            rows = [BenchRow("making the database", perf_counter() - started, "s", None, f"{cases:,} cases in bulk")]
            rows += _lists(office)
            rows += _moving(office)
            return rows
        finally:
            office.close()


def _lists(office: Office) -> list[BenchRow]:
    rows = []
    for name, wanted in FILTERS:
        found, milliseconds = _best(partial(case_ids, office, wanted, today=TODAY))
        rows.append(BenchRow(name, milliseconds, "ms", _LIST_MS, f"{len(found):,} ids"))
    ids = case_ids(office, CaseFilter(sort="urgency"), today=TODAY)
    _, milliseconds = _best(lambda: case_rows(office, ids[:50], today=TODAY))
    rows.append(BenchRow("a page of rows", milliseconds, "ms", _PAGE_MS, "50 rows"))
    _, milliseconds = _best(lambda: case_rows(office, ids[len(ids) // 2 : len(ids) // 2 + 200], today=TODAY))
    rows.append(BenchRow("a block of rows", milliseconds, "ms", _PAGE_MS, "200 rows from the middle"))
    _, milliseconds = _best(lambda: worklist(office, today=TODAY))
    rows.append(BenchRow("worklist", milliseconds, "ms", _LIST_MS, "counters, 200 rows, week, months"))
    _, milliseconds = _best(lambda: case(office, ids[0], today=TODAY))
    rows.append(BenchRow("case page", milliseconds, "ms", _LIST_MS, "clock, acts, history"))
    rows.append(BenchRow("memory", _peak_megabytes(), "MB", 300.0, "peak of the process, all ids held"))
    return rows


def _moving(office: Office) -> list[BenchRow]:
    started = perf_counter()
    preview = preview_text(office, NOTICE, year=None, document_number=None, published_on=None, today=TODAY)
    previewed = perf_counter() - started
    told: list[tuple[int, int]] = []
    started = perf_counter()
    adopt(office, preview, now=NOW, actor="王敏", today=TODAY, progress=lambda done, total: told.append((done, total)))
    adopted = perf_counter() - started
    touched = told[-1][1] if told else 0
    return [
        BenchRow("preview a notice", previewed, "s", _MOVING_SECONDS, f"{len(preview.moved):,} open cases move"),
        BenchRow("adopt a notice", adopted, "s", _MOVING_SECONDS, f"{touched:,} cases dated anew"),
    ]


def _best(work: Callable[[], object]) -> tuple[tuple[object, ...], float]:
    """The result and the best of several times in milliseconds: what is slower was the machine, not the program."""
    best = float("inf")
    found: object = ()
    for _ in range(_ROUNDS):
        started = perf_counter()
        found = work()
        best = min(best, (perf_counter() - started) * 1000)
    return found if isinstance(found, tuple) else (), best


def _peak_megabytes() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024 / 1024


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

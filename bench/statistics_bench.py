"""Statistics at 100,000 cases: the query of each chart and its painting, a list opened from a figure, the risk page.

``python -m bench statistics`` measures SQLite; ``python -m bench.statistics_bench URL`` an empty PostgreSQL database.
"""

import os
import resource
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from bench.deadlines_bench import BenchRow
from bench.lessons_bench import make_lessons
from bench.many_cases import NOW, TODAY, make_many
from casework.case_list import case_ids
from casework.office import Office
from casework.risk import risk
from casework.statistics import CHARTS, ChartKey, chart, free_period, periods, summary
from casework.statistics_views import ChartView, Period
from casework.views import CaseFilter
from law.dispute_terms import DisputeEventKind
from models import Dispute, DisputeEvent

__all__ = ["measure", "run"]

CASES: Final = 100_000
OPEN: Final = 10_000
DISPUTES: Final = 2_000
_CHART_MS: Final = 200.0
_PAINT_MS: Final = 50.0
_ROUNDS: Final = 5
_TABLE_FOUR: Final = date(2022, 1, 1)  # the columns of earlier results are not laid down
# The bulk cases are all of one kind and on time; offices are not.
_PEOPLE: Final = ("王敏", "李岚", "陈志", "赵红", "周平", "吴兵", "孙丽", "何涛")
_HANDLERS: Final = " ".join(f"WHEN {at} THEN '{who}'" for at, who in enumerate(_PEOPLE))
_KINDS: Final = "WHEN 0 THEN 'business' WHEN 1 THEN 'research' WHEN 2 THEN 'legal_service'"
_VARIED: Final = (
    f"UPDATE requests SET handler = CASE id % 9 {_HANDLERS} ELSE NULL END",
    "UPDATE requests SET on_time = FALSE WHERE id % 37 = 0 AND on_time IS NOT NULL",
    f"UPDATE applicants SET kind = CASE id % 11 {_KINDS} ELSE 'natural_person' END",
    "UPDATE applicants SET identity_key = 'K' || (id / 20) WHERE id % 3 = 0",
)


def run() -> list[BenchRow]:
    """Measure on SQLite."""
    with TemporaryDirectory(prefix="statistics-bench-") as folder:
        return measure(str(Path(folder) / "desk.db"))


def measure(location: str, cases: int = CASES, disputes: int = DISPUTES) -> list[BenchRow]:
    """Fill an empty database and measure.

    Args:
        location: a path that does not exist, or the URL of an empty database.
        cases: how many requests.
        disputes: how many disputes of all years.
    """
    office = make_many(location, cases, min(OPEN, cases // 2))
    try:
        make_lessons(office, disputes)
        with office.writing() as session:
            for statement in _VARIED:
                session.execute(text(statement))
            _tell_disputes(session)
        with office.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        year = periods(TODAY)[0]
        rows = [*_queries(office, year, ""), *_lists(office, year), *_painting(office, year)]
        every = free_period(date(2019, 1, 1), TODAY, today=TODAY)
        rows += _queries(office, every, ", all years at once", budget=None)
        rows.append(BenchRow("memory", _peak_megabytes(), "MB", 300.0, "peak of the process, widgets painted"))
        return rows
    finally:
        office.close()


def _tell_disputes(session: Session) -> None:
    """The events from which table four counts a dispute: the bulk ones have only their cached columns."""
    events = []
    for row in session.execute(select(Dispute.id, Dispute.forum, Dispute.result, Dispute.result_on)):
        ended = row.result_on or TODAY
        if ended < _TABLE_FOUR:
            continue
        said = {"forum": row.forum.value, "body": "临江县人民政府", "parties": [], "targets": []}
        events += [_event(row.id, 1, DisputeEventKind.OPENED, ended - timedelta(days=60), said)]
        if row.result is not None:
            decided = {"values": {"result": row.result.value, "instance": "first"}}
            events.append(_event(row.id, 2, DisputeEventKind.DECIDED, ended, decided))
    session.connection().execute(insert(DisputeEvent), events)


def _event(dispute_id: int, seq: int, kind: DisputeEventKind, on: date, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "dispute_id": dispute_id,
        "seq": seq,
        "kind": kind,
        "legal_on": on,  # written past the mapped class, whose name of the column is another one
        "recorded_at": NOW,
        "recorded_by": "王敏",
        "payload": payload,
    }


def _queries(office: Office, period: Period, suffix: str, *, budget: float | None = _CHART_MS) -> list[BenchRow]:
    found = []
    for key in CHARTS:
        view, milliseconds = _best(partial(chart, office, key, period, today=TODAY))
        assert isinstance(view, ChartView)
        counted = sum(one.value for row in view.rows for one in row.figures if one is not None)
        found.append(BenchRow(f"chart {key.value}{suffix}", milliseconds, "ms", budget, f"{counted:,} counted"))
    _, milliseconds = _best(partial(summary, office, period, today=TODAY))
    found.append(BenchRow(f"figures on top{suffix}", milliseconds, "ms", budget, "six, with the year before"))
    return found


def _lists(office: Office, year: Period) -> list[BenchRow]:
    rows = []
    for key in (ChartKey.MONTHS, ChartKey.DAYS, ChartKey.OUTCOMES, ChartKey.WORKLOAD):
        view = chart(office, key, year, today=TODAY)
        figure = max(view.figures, key=_value)
        assert isinstance(figure.opens, CaseFilter)
        _, milliseconds = _best(partial(case_ids, office, figure.opens, today=TODAY))
        rows.append(BenchRow(f"list behind a mark of {key.value}", milliseconds, "ms", 100.0, f"{figure.value:,} ids"))
    _, milliseconds = _best(partial(risk, office, today=TODAY))
    rows.append(BenchRow("risk page", milliseconds, "ms", 500.0, "all lines"))
    return rows


def _value(figure: object) -> int:
    return int(getattr(figure, "value", 0))


def _painting(office: Office, year: Period) -> list[BenchRow]:
    """Laying out and painting in the interface thread, where nothing may take longer than 50 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QPixmap  # noqa: PLC0415 - the other benches run without Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop.charts import ChartCanvas  # noqa: PLC0415
    from desktop.theme import apply_theme, install_fonts  # noqa: PLC0415

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_fonts(app)
    apply_theme(app, "light", 100)
    rows = []
    for key in CHARTS:
        view = chart(office, key, year, today=TODAY)
        canvas = ChartCanvas()
        canvas.resize(560, 300)
        pixmap = QPixmap(canvas.size())

        def paint(canvas: ChartCanvas = canvas, view: ChartView = view, pixmap: QPixmap = pixmap) -> None:
            canvas.show_view(view)
            canvas.render(pixmap)

        _, milliseconds = _best(paint)
        rows.append(BenchRow(f"paint {key.value}", milliseconds, "ms", _PAINT_MS, f"{len(canvas.marks)} marks"))
    return rows


def _best(asked: Callable[[], object]) -> tuple[object, float]:
    best, found = float("inf"), None
    for _ in range(_ROUNDS):
        started = perf_counter()
        found = asked()
        best = min(best, (perf_counter() - started) * 1000)
    return found, best


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    for row in measure(sys.argv[1]):
        sys.stdout.write(f"{row.name:<44}{row.value:>10.2f} {row.unit:<6}{row.note}\n")

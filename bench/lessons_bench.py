"""得失 at 100,000 requests and 10,000 disputes: what is asked while somebody drafts, and the page of grounds.

``python -m bench lessons`` measures SQLite; ``python -m bench.lessons_bench URL`` an empty PostgreSQL database.
"""

import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from sqlalchemy import insert, select

from bench.deadlines_bench import BenchRow
from bench.many_cases import TODAY, make_many
from casework.act_case import read_case
from casework.lessons import fates, lesson_cases, lesson_table
from casework.lessons_fates import telling
from casework.lessons_lost import lost_provisions
from casework.lessons_precedents import precedent_fates
from casework.lessons_views import GroundKey, LessonFilter
from casework.office import Office
from law.dispute_results import dispute_results
from law.dispute_terms import AttackedAct, DisputeResult, DisputeStatus, Forum, GroundFate, ResultClass
from law.outcomes import outcome_rules
from law.terms import Outcome
from models import Dispute, DisputeGround, DisputeTarget, Request

__all__ = ["make_lessons", "measure", "run"]

CASES: Final = 100_000
DISPUTES: Final = 10_000
_OPEN: Final = 5_000
_MOST_MS: Final = 100.0
_ROUNDS: Final = 5
_OUTCOMES: Final = (Outcome.NOT_EXIST, Outcome.REFUSAL_PROCESS, Outcome.PARTIAL_GRANT, Outcome.REFUSAL_THIRD_PARTY)
_RESULTS: Final = (
    (DisputeResult.MAINTAIN, ResultClass.UPHELD, GroundFate.UPHELD),
    (DisputeResult.REVOKE, ResultClass.CORRECTED, GroundFate.STRUCK),
    (DisputeResult.TERMINATE, ResultClass.OTHER, GroundFate.NOT_JUDGED),
    (DisputeResult.DISMISS_CLAIM, ResultClass.UPHELD, GroundFate.UPHELD),
    (DisputeResult.J_REVOKE, ResultClass.CORRECTED, GroundFate.STRUCK),
)


def make_lessons(office: Office, number: int) -> None:
    """Write decided disputes with two grounds each past the acts; a third of the lawsuits follow a reconsideration."""
    chance = random.Random(20261124)  # a bench needs chance that repeats
    with office.writing() as session:
        requests = session.scalars(select(Request.id).order_by(Request.id)).all()
        chosen = chance.sample(requests, number)
        disputes, targets, grounds = [], [], []
        for at, request_id in enumerate(chosen, start=1):
            result, column, fate = chance.choice(_RESULTS)
            on = TODAY - timedelta(days=chance.randint(1, 3_000))
            disputes.append(_dispute(at, result, column, on, chance))
            targets.append({"dispute_id": at, "request_id": request_id, "attacked": AttackedAct.REPLY})
            outcome = chance.choice(_OUTCOMES)
            rule = outcome_rules()[outcome]
            ground = {
                "dispute_id": at,
                "request_id": request_id,
                "outcome": outcome,
                "step": rule.step,
                "paragraph": "本机关经检索，未检索到你申请公开的信息。",
                "fate": fate,
                "why": "检索范围不全",
                "result": result,
                "decided_on": on,
            }
            grounds += [{**ground, "article": article} for article in (rule.citations[0].code, "")]
        connection = session.connection()
        for table, rows in ((Dispute, disputes), (DisputeTarget, targets), (DisputeGround, grounds)):
            connection.execute(insert(table), rows)
        connection.exec_driver_sql("ANALYZE")


def _dispute(at: int, result: DisputeResult, column: ResultClass, on: date, chance: random.Random) -> dict[str, Any]:
    forum = dispute_results()[result].forum
    follows = forum is Forum.LITIGATION and at > 3 and chance.random() < 1 / 3
    return {
        "id": at,
        "forum": forum,
        "body": "临江县人民政府" if forum is Forum.RECONSIDERATION else "临江县人民法院",
        "label": "周长根",
        "sort": "周长根",
        "subject": "",
        "parties": [],
        "previous_id": chance.randint(1, at - 1) if follows else None,
        "created_at": datetime(on.year, on.month, on.day, 1, tzinfo=UTC),
        "created_by": "王敏",
        "status": DisputeStatus.CLOSED,
        "case_number": f"临政复〔{on.year}〕{at}号",
        "result": result,
        "result_class": column,
        "result_on": on,
        "result_served_on": on,
        "version_id": 1,
    }


def run() -> list[BenchRow]:
    """Measure on SQLite."""
    with TemporaryDirectory(prefix="lessons-bench-") as folder:
        return measure(str(Path(folder) / "desk.db"))


def measure(location: str, cases: int = CASES, disputes: int = DISPUTES) -> list[BenchRow]:
    """Fill an empty database and measure.

    Args:
        location: a path that does not exist, or the URL of an empty database.
        cases: how many requests.
        disputes: how many decided disputes among them.
    """
    office = make_many(location, cases, min(_OPEN, cases // 2))
    try:
        make_lessons(office, disputes)
        return _rows(office)
    finally:
        office.close()


def _rows(office: Office) -> list[BenchRow]:
    process = telling(outcome_rules()[Outcome.REFUSAL_PROCESS].citations)
    key = GroundKey(outcome=Outcome.NOT_EXIST, article="ogi:36(4)")
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("上级怎么看, 信息不存在", partial(fates, office, outcome=Outcome.NOT_EXIST, today=TODAY)),
        (
            "上级怎么看, 过程性信息 and its articles",
            partial(fates, office, outcome=Outcome.REFUSAL_PROCESS, articles=process, today=TODAY),
        ),
        ("fates of 60 precedents", partial(_precedents, office)),
        ("check C60", partial(_warned, office)),
        ("page of grounds", partial(lesson_table, office, LessonFilter(), today=TODAY)),
        (
            "page of grounds, one year",
            partial(lesson_table, office, LessonFilter(since=date(2026, 1, 1)), today=TODAY),
        ),
        ("cases of a row", partial(lesson_cases, office, LessonFilter(), key, today=TODAY)),
    )
    return [BenchRow(name, _best(ask), "ms", _MOST_MS, "10,000 disputes, two grounds each") for name, ask in asked]


def _precedents(office: Office) -> object:
    with office.reading() as session:
        return precedent_fates(session, {one: one for one in range(1, 61)}, today=TODAY)


def _warned(office: Office) -> object:
    """Check C60 of a letter, with the reading of its case."""
    with office.reading() as session:
        state = read_case(office, session, 1, TODAY).state
        return lost_provisions(session, state, Outcome.NOT_EXIST, TODAY)


def _best(ask: Callable[[], object]) -> float:
    took = []
    for _ in range(_ROUNDS):
        started = perf_counter()
        ask()
        took.append(1000 * (perf_counter() - started))
    return min(took)


if __name__ == "__main__":
    for row in measure(sys.argv[1]) if len(sys.argv) > 1 else run():
        print(f"{row.name:<44}{row.value:>10,.2f} {row.unit}")

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from law.errors import UserError
from law.terms import NumberClass
from models import IssuedNumber, NumberSeries
from models.numbering import issue_number, missing_numbers, next_number, start_series, take_number, void_number
from tests.models.rows import NOW

Sessions = sessionmaker[Session]
REPLY = NumberClass.REPLY


def _issue(session: Session, year: int = 2026) -> IssuedNumber:
    return issue_number(session, REPLY, year, lambda number: f"复〔{year}〕{number}号", now=NOW, actor="甲")


def test_every_class_and_year_counts_for_itself(sessions: Sessions) -> None:
    with sessions.begin() as session:
        taken = [take_number(session, REPLY, 2026), take_number(session, REPLY, 2026)]
        taken += [take_number(session, REPLY, 2027), take_number(session, NumberClass.CORRECTION, 2026)]
        assert taken == [1, 2, 1, 1]
        assert next_number(session, REPLY, 2026) == 3


def test_a_failed_act_gives_its_number_back(sessions: Sessions) -> None:
    with sessions.begin() as session:
        _issue(session)
    with sessions() as session:
        assert _issue(session).number == 2
        session.rollback()
    with sessions.begin() as session:
        assert _issue(session).number == 2


def test_writers_at_once_leave_no_gap(sessions: Sessions) -> None:
    workers, each = 4, 25
    together = threading.Barrier(workers)

    def take_many(worker: int) -> list[int]:
        together.wait()
        taken = []
        for turn in range(each):
            with sessions() as session:
                issued = _issue(session)
                if (worker + turn) % 5 == 0:  # some acts fail after they took their number
                    session.rollback()
                    continue
                session.commit()
                taken.append(issued.number)
        return taken

    with ThreadPoolExecutor(workers) as pool:
        taken = sorted(number for numbers in pool.map(take_many, range(workers)) for number in numbers)
    assert taken == list(range(1, workers * each * 4 // 5 + 1))
    with sessions() as session:
        assert missing_numbers(session, REPLY, 2026) == ()
        assert session.scalar(select(func.count()).select_from(NumberSeries)) == 1


def test_a_void_number_is_kept_and_not_used_again(sessions: Sessions) -> None:
    with sessions.begin() as session:
        void = void_number(session, _issue(session).text, "打印错误", now=NOW, actor="甲")
        assert (void.number, void.void_reason, void.voided_at) == (1, "打印错误", NOW)
        assert _issue(session).number == 2
        assert missing_numbers(session, REPLY, 2026) == ()


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [("复〔2026〕1号", "  ", "void_needs_reason"), ("复〔2026〕9号", "错", "number_unknown")],
)
def test_void_is_refused(sessions: Sessions, number: str, reason: str, code: str) -> None:
    with sessions.begin() as session:
        _issue(session)
        with pytest.raises(UserError) as refusal:
            void_number(session, number, reason, now=NOW, actor="甲")
        assert refusal.value.code == code


def test_void_twice_is_refused(sessions: Sessions) -> None:
    with sessions.begin() as session:
        text = _issue(session).text
        void_number(session, text, "打印错误", now=NOW, actor="甲")
        with pytest.raises(UserError, match="已经作废"):
            void_number(session, text, "再一次", now=NOW, actor="甲")


def test_a_number_without_use_is_missed(sessions: Sessions) -> None:
    with sessions.begin() as session:
        _issue(session)
        take_number(session, REPLY, 2026)
        _issue(session)
        assert missing_numbers(session, REPLY, 2026) == (2,)


def test_a_series_may_begin_behind_the_old_numbers_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        start_series(session, REPLY, 2026, after=41)
        assert _issue(session).number == 42
        assert missing_numbers(session, REPLY, 2026) == ()
        with pytest.raises(UserError) as refusal:
            start_series(session, REPLY, 2026, after=7)
        assert refusal.value.code == "series_started"
        with pytest.raises(UserError, match="负数"):
            start_series(session, REPLY, 2027, after=-1)

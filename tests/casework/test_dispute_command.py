"""``python -m casework disputes``."""

import json
from datetime import date

import pytest

from casework.__main__ import main
from law.dispute_terms import DisputeEventKind
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import not_existing, opened, record

K = DisputeEventKind


@pytest.fixture
def database(local_desk: Desk) -> str:
    """A review with its answer due, and one that was closed."""
    request_id, document_id = not_existing(local_desk)
    first = opened(local_desk.on(4, 13), request_id, document_id)
    record(local_desk, first, K.DECIDED, result="not_accept", number="临政复不〔2026〕1号", order="none")
    record(local_desk, first, K.CLOSED, reason="不予受理")
    second = opened(local_desk.on(4, 30), request_id, document_id)
    record(local_desk, second, K.COPY_RECEIVED, procedure="simple", number="临政复〔2026〕3号")
    return local_desk.office.location


def test_the_open_ones_with_what_is_open_in_them(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disputes", "--database", database, "--today", "2026-05-08", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["case_number"], found["status"], found["next_due_on"]) == (
        "临政复〔2026〕3号",
        "answer_due",
        date(2026, 5, 11).isoformat(),
    )
    (task,) = found["tasks"]
    assert (task["key"], task["due_on"], task["left"]) == ("clock:rc_answer", "2026-05-11", "剩 2 个工作日")
    assert task["citations"]


def test_the_text_says_the_same_and_all_means_all(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disputes", "--database", database, "--today", "2026-05-08"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "未结的复议、诉讼 1 件"
    assert lines[-1].strip() == "书面答复和证据 2026-05-11  剩 2 个工作日"
    assert main(["disputes", "--database", database, "--today", "2026-05-08", "--all"]) == 0
    assert "不予受理" in capsys.readouterr().out


def test_a_database_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disputes", "--database", "/tmp/没有这个.db"]) == 2
    assert "没有" in capsys.readouterr().err

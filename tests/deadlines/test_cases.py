"""The readable examples in tests/cases and the vectors in tests/data/vectors."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deadlines.calendar import standard_calendar
from deadlines.history import CaseHistory, Consultation, Receipt
from deadlines.receipt import receipt_date
from deadlines.reply_clock import reply_clock
from law.policies import PolicySet
from law.terms import Channel
from tests.conformance import main, run_vector
from tests.conformance_ops import history_of

CASES = Path(__file__).parents[1] / "cases"
VECTORS = Path(__file__).parents[1] / "data" / "vectors"


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}-{case['title']}")
        for path in sorted(CASES.glob("*.toml"))
        if path.stem in ("reply", "receipt", "review", "timeliness")
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    assert run_vector(case) == []


def test_the_shipped_vectors_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(VECTORS / "deadlines.json"), str(VECTORS / "periods.json")]) == 0
    assert capsys.readouterr().out == "77 passed, 0 failed\n"


def test_the_runner_fails_on_a_wrong_expectation_and_on_an_unknown_operation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(
        '{"vectors": ['
        '{"id": "a", "op": "reply_due", "input": {"received": "2026-03-02"}, "expected": {"due": "2026-03-31"}},'
        '{"id": "b", "op": "nobody_knows", "input": {}, "expected": {}},'
        '{"id": "c", "op": "reply_due", "input": {"received": "2026-03-02"}, "expected": {"colour": "red"}},'
        '{"id": "d", "op": "reply_due", "input": {"received": "soon"}, "expected": {"due": null}}]}',
        encoding="utf-8",
    )
    assert main([str(file)]) == 1
    out = capsys.readouterr().out
    assert "FAIL a reply_due: due expected '2026-03-31' got '2026-03-30'" in out
    assert "FAIL b" in out
    assert "FAIL d" in out
    assert out.endswith("0 passed, 4 failed\n")


@pytest.mark.parametrize(
    ("reading", "due"), [("open_closed", "2026-04-10"), ("open_open", "2026-04-09"), ("closed_closed", "2026-04-13")]
)
def test_the_other_readings_of_the_ends_of_a_consultation(reading: str, due: str) -> None:
    history = history_of({"received": "2026-03-02", "consultations": [{"sent": "2026-03-10", "ended": "2026-03-20"}]})
    clock = reply_clock(history, standard_calendar(), PolicySet.default().with_(consultation_reading=reading))
    assert clock.due is not None
    assert clock.due.due.isoformat() == due


@pytest.mark.parametrize(
    ("served", "sent", "ended", "alternates"),
    [
        ("2026-03-02", "2026-03-10", "2026-04-02", {"open_open": "2026-04-22", "closed_closed": "2026-04-24"}),
    ],
)
def test_alternates_of_the_silent_third_party(served: str, sent: str, ended: str, alternates: dict[str, str]) -> None:
    history = history_of({"received": served, "consultations": [{"sent": sent, "ended": ended}]})
    for reading, due in alternates.items():
        clock = reply_clock(history, standard_calendar(), PolicySet.default().with_(consultation_reading=reading))
        assert clock.due is not None
        assert clock.due.due.isoformat() == due


def test_alternates_of_the_web_receipt() -> None:
    receipt = Receipt(channel=Channel.WEB, submitted=date(2026, 3, 7), staff_ack=date(2026, 3, 10))
    by_ack = PolicySet.default().with_(web_receipt_basis="mutual_confirm")
    by_workday = PolicySet.default().with_(offday_receipt_basis="next_workday")
    calendar = standard_calendar()
    assert receipt_date(receipt, by_ack, calendar).received == date(2026, 3, 10)
    assert receipt_date(receipt, by_workday, calendar).received == date(2026, 3, 9)
    assert receipt_date(receipt, by_workday, calendar).conservative == date(2026, 3, 7)


def test_a_consultation_in_the_history_is_counted_once_however_often_it_is_named() -> None:
    history = history_of({"received": "2026-03-02", "consultations": [{"sent": "2026-03-10", "ended": "2026-03-20"}]})
    again = CaseHistory.from_facts([*history.facts, *history.all_of(Consultation)])
    assert again == history

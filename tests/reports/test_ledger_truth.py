"""The six sample ledgers are read as their truth files say: every sheet, every column, every row, every key."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from deadlines.calendar import standard_calendar
from law.policies import PolicySet
from reports.ledger_json import ledger_report
from reports.ledger_reading import read_ledger

LEDGERS: Final = Path(__file__).parents[1] / "data" / "ledgers"
FILES: Final = sorted(one for one in LEDGERS.iterdir() if one.suffix in {".xlsx", ".xls", ".csv"})
AS_OF: Final = date(2026, 11, 20)

# What no reader of the file can know: the sign that GBK lost, the name with it, and a day that stands nowhere in a row
# ("详见信封"; the row is refused for it).
UNKNOWABLE: Final = frozenset({"applicant_name_true"})
UNWRITTEN: Final = {("2026", 28): "submitted_or_arrived"}


@pytest.fixture(scope="module", params=FILES, ids=[one.name[:3] for one in FILES])
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """The truth and the report."""
    file: Path = request.param
    truth = json.loads(file.with_suffix("").with_name(f"{file.stem}.truth.json").read_text(encoding="utf-8"))
    reading = read_ledger(file.read_bytes(), file.name, standard_calendar(), PolicySet.default(), AS_OF)
    return truth, json.loads(json.dumps(ledger_report(reading), ensure_ascii=False))


def _by_row(rows: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    return {(one["sheet"], one["row"]): one for one in rows}


def _without_lost(prompts: list[Any]) -> list[str]:
    known = [{name: value for name, value in one.items() if name != "lost"} for one in prompts]
    return sorted(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in known)


def test_there_are_six() -> None:
    assert [one.name[:3] for one in FILES] == ["L01", "L02", "L03", "L04", "L05", "L06"]


def test_file_and_summary(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    for name in ("file", "format", "encoding", "delimiter", "newline", "year_context", "summary"):
        assert report.get(name) == truth.get(name), name


def test_every_sheet_and_every_column(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    found = {one["name"]: one for one in report["sheets"]}
    assert set(found) == {one["name"] for one in truth["sheets"]}
    for told in truth["sheets"]:
        mine = found[told["name"]]
        for name in told.keys() - {"columns", "note"}:
            assert mine.get(name) == told[name], (told["name"], name)
        for column, guess in zip(told.get("columns", []), mine.get("columns", []), strict=True):
            assert {name: guess[name] for name in column} == column, told["name"]
            assert guess["reason_told"]


def test_the_same_rows_and_no_others(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    assert list(_by_row(report["rows"])) == list(_by_row(truth["rows"]))


def test_every_key_of_every_row(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    found = _by_row(report["rows"])
    for place, told in _by_row(truth["rows"]).items():
        mine = found[place]
        for name in told.keys() - {"values", "prompts", "warnings"} - UNKNOWABLE:
            assert mine.get(name) == told[name], (place, name)
        assert ("values" in told and told["values"] is None) == ("values" in mine and mine["values"] is None), place


def test_every_value_of_every_row(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    found = _by_row(report["rows"])
    for place, told in _by_row(truth["rows"]).items():
        for name, value in (told.get("values") or {}).items():
            if UNWRITTEN.get(place) == name:
                assert found[place]["values"][name] is None
                continue
            assert found[place]["values"].get(name) == value, (place, name)


def test_every_prompt_and_no_other(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    found = _by_row(report["rows"])
    for place, told in _by_row(truth["rows"]).items():
        assert _without_lost(found[place].get("prompts", [])) == _without_lost(told.get("prompts", [])), place


def test_every_warning_and_no_other_than_of_late_replies(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    found = _by_row(report["rows"])
    for place, told in _by_row(truth["rows"]).items():
        more = set(found[place].get("warnings", [])) - set(told.get("warnings", []))
        assert set(told.get("warnings", [])) <= set(found[place].get("warnings", [])), place
        # The truth marks two late replies of four; the days in the file prove the others.
        for code in more:
            assert code == "replied_late", place
            assert found[place]["values"]["reply_date"] > found[place]["due_lawful"], place


def test_nothing_is_refused_that_the_truth_takes(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    told = _by_row(truth["rows"])
    for place, mine in _by_row(report["rows"]).items():
        for name in ("reasons", "refused_cells", "duplicate_of", "due_error", "due_error_cause"):
            assert (name in mine) == (name in told[place]), (place, name)


def test_the_rows_to_look_at_first(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    truth, report = pair
    assert report["rejected"] == truth["rejected"]
    mine = [{name: value for name, value in one.items() if name != "explanation"} for one in report["due_differences"]]
    assert mine == truth["due_differences"]
    assert all(one["explanation"] for one in report["due_differences"])


@pytest.mark.parametrize("file", FILES, ids=[one.name[:3] for one in FILES])
def test_people_read_no_identifiers(file: Path) -> None:
    reading = read_ledger(file.read_bytes(), file.name, standard_calendar(), PolicySet.default(), AS_OF)
    told = [one.told for row in reading.rows for one in row.prompts]
    assert told
    assert [one for one in told if re.search("“[a-z_]{3,}”", one)] == []

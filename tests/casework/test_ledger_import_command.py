"""``python -m casework import-ledger``: take in, list, take back; refusals end with status 2."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casework.__main__ import main
from casework.ledger_columns import remember_columns, remembered_columns
from casework.ledger_drafts import ColumnChoice
from casework.ledger_files import read_ledger_file
from casework.office import open_office
from tests.casework.ledger_truth import LEDGERS, file_of
from tests.casework.offices import ACTOR, NOW, TODAY, make_office

L01 = str(file_of(LEDGERS[0]))


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "办件.db")
    make_office(path).close()
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["import-ledger", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def requests_in(database: str) -> int:
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute("SELECT count(*) FROM requests").fetchone()[0])


def test_taken_in_listed_and_taken_back(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    base = ("--database", database, "--as-of", "2026-11-23")
    status, out, _ = run(capsys, L01, *base, "--agree", "all", "--json")
    told = json.loads(out)
    assert status == 0
    assert len(told["requests"]) == requests_in(database) == 138
    assert told["left_out"] == {"reject": 9, "duplicate": 3, "skip": 12}
    assert told["without_outcome"] == 2
    assert main(["check", "--database", database]) == 0
    capsys.readouterr()
    status, out, _ = run(capsys, "--list", *base, "--json")
    assert [(one["number"], one["file"]) for one in json.loads(out)] == [(1, Path(L01).name)]
    assert run(capsys, "--undo", "1", *base)[0] == 0
    assert requests_in(database) == 0
    status, _, err = run(capsys, "--undo", "1", *base)
    assert status == 2
    assert "没有第 1 次导入" in err


def test_prompts_that_nobody_agreed_to_are_named(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, L01, "--database", database, "--as-of", "2026-11-23", "--agree", "ditto,serial_date")
    assert status == 2
    assert "横线按空白 13 行" in err
    assert "同上" not in err
    assert requests_in(database) == 0


def test_words_and_rows_are_decided_on_the_command_line(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--word", "outcome:不予公开=refusal_law", "--without", "17", "--skip", "2025年!5", "--apart", "23")
    base = ("--database", database, "--as-of", "2026-11-23", "--agree", "all")
    status, out, _ = run(capsys, L01, *base, *said, "--json")
    told = json.loads(out)
    assert status == 0
    assert len(told["requests"]) == 139  # 17 and 23 came, 5 went
    assert told["without_outcome"] == 0
    assert told["left_out"]["duplicate"] == 2


def test_columns_are_taken_as_somebody_once_corrected_them(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What was remembered about a ledger is found again by its heads, and goes first only if it is asked for."""
    office = open_office(database)
    reading = read_ledger_file(office, Path(L01), today=TODAY)
    assert remembered_columns(office, reading) is None
    choice = ColumnChoice(fields=("handler",), letter="O", sheet="2025年")  # 承办科室
    remember_columns(office, reading, (choice,), now=NOW, actor=ACTOR)
    kept = remembered_columns(office, reading)
    assert kept is not None
    assert [(one.head, one.fields) for one in kept.columns] == [("承办科室", ("handler",))]
    office.close()
    base = ("--database", database, "--as-of", "2026-11-23", "--agree", "all")
    assert run(capsys, L01, *base, "--as-before")[0] == 0
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("SELECT count(handler) FROM requests").fetchone()[0] > 100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((L01,), "导入要写明数据库"),
        (("--database", "@", "--agree", "all"), "没有写台账文件"),
        (("没有.xlsx", "--database", "@"), "不能读取"),
        ((L01, "--database", "@", "--word", "不予公开"), "读不懂"),
        ((L01, "--database", "@", "--skip", "第五行"), "不是行号"),
    ],
)
def test_what_is_missing_is_said(
    database: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    status, _, err = run(capsys, *(database if one == "@" else one for one in arguments))
    assert status == 2
    assert words in err

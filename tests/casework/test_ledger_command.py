"""``python -m casework import-ledger --dry-run``: the report in the format of the truth files, and in words."""

import io
import json
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from casework.__main__ import main
from tests.casework.desk import APPLICANT, Desk

LEDGERS: Final = Path(__file__).parents[1] / "data" / "ledgers"


def _file(start: str) -> Path:
    return next(one for one in LEDGERS.iterdir() if one.name.startswith(start) and one.suffix != ".json")


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["import-ledger", "--dry-run", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("start", ["L01", "L03", "L05"])
def test_json_without_a_database(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(_told(capsys, str(_file(start)), "--json", "--as-of", "2026-11-20"))
    truth = json.loads(_file(start).with_name(f"{_file(start).stem}.truth.json").read_text(encoding="utf-8"))
    assert report["summary"] == truth["summary"]
    assert report["rejected"] == truth["rejected"]
    assert set(truth) - set(report) <= {"agency", "layout", "row_numbering"}


def test_words_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    told = _told(capsys, str(_file("L01")), "--as-of", "2026-11-20")
    assert "150 行登记，导入 138，拒绝 9，重复 3" in told
    assert "F17“9.90103E+17”证件号码被存成数字，后几位已经丢失" in told
    assert "工作表 假日：不导入，公式用放假日列表，不是登记数据" in told
    assert "晚2个工作日：表里的期限没有把调休上班的日子计入" in told


def _ledger(path: Path, desk: Desk) -> Path:
    desk.take_in()
    book = Workbook()
    assert book.active is not None
    book.active.title = f"{desk.today.year}年"
    rows: list[list[Any]] = [
        ["序号", "收到日期", "申请人", "申请内容", "申请方式"],
        [1, desk.today, APPLICANT.name, "青石渡镇白石村征地批复", "当面"],
        [2, desk.today, "另一人", "另一件事", "当面"],
    ]
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path


def test_rows_that_the_database_holds_are_duplicates(
    local_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _ledger(tmp_path / "a.xlsx", local_desk)
    alone = json.loads(_told(capsys, str(path), "--json", "--as-of", "2026-11-20"))
    assert alone["summary"]["import"] == 2
    location = local_desk.office.location
    report = json.loads(_told(capsys, str(path), "--json", "--as-of", "2026-11-20", "--database", location))
    assert [one["status"] for one in report["rows"]] == ["duplicate", "import"]
    assert report["rows"][0]["duplicate_of_case"]
    assert report["rows"][0]["reason"]
    assert (report["summary"]["import"], report["summary"]["duplicate"]) == (1, 1)
    words = _told(capsys, str(path), "--as-of", "2026-11-20", "--db", location)
    assert "与数据库核对：1 行" in words


def test_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"")
    assert main(["import-ledger", str(empty), "--dry-run"]) == 2
    assert "文件是空的" in capsys.readouterr().err
    assert main(["import-ledger", str(tmp_path / "nothing.xlsx"), "--dry-run"]) == 2
    assert "读不了" in capsys.readouterr().err
    assert main(["import-ledger", str(_file("L01")), "--dry-run", "--database", str(tmp_path / "no.db")]) == 2
    assert "数据库文件" in capsys.readouterr().err

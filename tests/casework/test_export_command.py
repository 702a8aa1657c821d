"""``python -m casework export-ledger``."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casework.__main__ import main
from casework.ledger_export_views import LayoutDraft
from casework.ledger_layouts import save_layout
from tests.casework.desk import APPLICANT, Desk


@pytest.fixture
def database(local_desk: Desk) -> str:
    """An open request, a closed one, and a layout."""
    local_desk.take_in()
    closed = local_desk.on(3, 4).take_in(title="征地补偿方案")
    local_desk.serve(local_desk.on(3, 10).reply(closed))
    draft = LayoutDraft(name="月报", columns=("title", "identity_number"), title="2026年台账")
    save_layout(local_desk.office, draft, now=local_desk.how["now"], actor="王敏")
    return local_desk.office.location


def run(database: str, out: Path, *more: str) -> int:
    return main(["export-ledger", "--database", database, "--out", str(out), "--today", "2026-03-12", *more])


def titles(path: Path) -> list[object]:
    return [row[0].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=5)]


def test_a_layout_decides_columns_and_title(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    assert run(database, path, "--layout", "月报") == 0
    assert capsys.readouterr().out.strip() == "已导出 2 件到 a.xlsx"
    sheet = load_workbook(path).worksheets[0]
    assert sheet["A1"].value == "2026年台账"
    assert [one.value for one in sheet[4]] == ["申请内容", "证件号码"]
    assert titles(path) == ["青石渡镇白石村征地批复", "征地补偿方案"]
    assert sheet["B5"].value == "9901**********9813"


def test_scope_search_and_format(database: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert run(database, path, "--columns", "title", "--scope", "closed") == 0
    assert titles(path) == ["征地补偿方案"]
    assert run(database, path, "--columns", "title", "--received-to", "2026-03-03", "--replace") == 0
    assert titles(path) == ["青石渡镇白石村征地批复"]
    assert run(database, tmp_path / "a.csv", "--columns", "title", "--text", "补偿", "--gbk") == 0
    lines = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("gbk"))))
    assert [one[0] for one in lines[3:]] == ["申请内容", "征地补偿方案"]


def test_whole_personal_data_need_a_reason(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    assert run(database, path, "--layout", "月报", "--unmasked", " ") == 2
    assert "理由" in capsys.readouterr().err
    assert not path.exists()
    assert run(database, path, "--layout", "月报", "--unmasked", "移送审计", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(path),
        "rows": 2,
        "masked": False,
        "reason": "移送审计",
    }
    assert load_workbook(path).worksheets[0]["B5"].value == APPLICANT.identity_number


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--layout", "没有的"), "没有名为“没有的”的版式"),
        (("--columns", "title,nothing"), "没有“nothing”这一列"),
    ],
)
def test_what_is_not_there_is_refused(
    more: tuple[str, ...], said: str, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(database, tmp_path / "a.xlsx", *more) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_file_that_is_there_is_not_overwritten(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"older")
    assert run(database, path) == 2
    assert "已经存在" in capsys.readouterr().err
    assert path.read_bytes() == b"older"
    assert run(database, tmp_path / "没有" / "a.xlsx") == 2

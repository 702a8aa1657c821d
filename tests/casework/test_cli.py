"""The command line: due dates with reasons, the check, the sample database; refusals without a traceback."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casework.__main__ import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    status, out, err = run(capsys, "deadline", "--json", *arguments)
    assert status == 0, err
    content: dict[str, Any] = json.loads(out)
    return content


def test_plain_due_date(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--received", "2026-03-02")
    assert found["due"]["due"] == "2026-03-30"
    assert [step["what"] for step in found["due"]["steps"]] == ["start", "count"]
    assert all(step["basis"] for step in found["due"]["steps"])
    assert found["correction_notice_due"]["due"] == "2026-03-11"
    assert found["days"][0]["date"] == "2026-03-02"
    assert found["days"][-1]["count"] == 20
    assert not found["due"]["provisional"]


def test_channel_decides(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--channel", "email", "--system-received", "2026-03-08", "--confirmed", "2026-03-10")
    assert answer(capsys, *arguments)["received"] == "2026-03-08"
    mutual = answer(capsys, *arguments, "--policy", "email_receipt_basis=mutual_confirm")
    assert mutual["received"] == "2026-03-10"
    waiting = answer(capsys, "--channel", "ordinary_mail", "--arrived", "2026-03-03")
    assert (waiting["received"], waiting["due"], waiting["status"]) == (None, None, "awaiting_confirmation")


EVENTS = [
    {
        "type": "consultation",
        "ref": "甲",
        "kind": "third_party_consultation",
        "sent": "2026-03-10",
        "answered": "2026-03-20",
    },
    {"type": "extension", "days": 10, "approved_on": "2026-03-25", "notified_on": "2026-03-26"},
]


def test_events_move_the_date(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    only = answer(capsys, "--received", "2026-03-02", "--events", json.dumps(EVENTS[:1]))
    assert only["due"]["due"] == "2026-04-10"
    path = tmp_path / "events.json"
    path.write_text(json.dumps(EVENTS, ensure_ascii=False), encoding="utf-8")
    both = answer(capsys, "--received", "2026-03-02", "--events", f"@{path}")
    assert both["first_due"]["due"] == "2026-04-10"
    assert both["due"]["due"] == "2026-04-24"
    assert both["extension"]["valid"]
    receipt = {"type": "receipt", "channel": "in_person", "submitted": "2026-03-02"}
    assert answer(capsys, "--events", json.dumps([receipt, *EVENTS])) == both


def test_as_known_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "--received", "2020-01-20")["due"]["due"] == "2020-02-25"
    known = answer(capsys, "--received", "2020-01-20", "--as-known-on", "2020-01-26")
    assert known["due"]["due"] == "2020-02-21"
    later = answer(capsys, "--received", "2026-12-10")
    assert later["due"]["provisional"]
    assert later["due"]["missing_year"] == 2027


def test_text_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "deadline", "--received", "2026-09-18")
    assert status == 0
    assert "答复截止：2026年10月22日（周四）" in out
    assert "调休上班" in out
    assert "国办发明电〔2025〕7号" in out
    assert "条例第三十三条第二款" in out
    _, estimate, _ = run(capsys, "deadline", "--received", "2026-12-10")
    assert "暂定：2027年放假通知未载入" in estimate


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "没有写明收到申请的日期"),
        (("--received", "2026-03-02", "--channel", "web"), "只写一种"),
        (("--signed", "2026-03-02"), "没有写 --channel"),
        (("--received", "2026-03-02", "--events", "[{]"), "不是 JSON"),
        (("--received", "2026-03-02", "--events", "{}"), "须是一个数组"),
        (("--received", "2026-03-02", "--events", '[{"type": "picnic"}]'), "第 1 项"),
        (("--received", "2026-03-02", "--events", '[{"type": "withdrawal", "on": "2026-02-30"}]'), "2026-02-30"),
        (("--received", "2026-03-02", "--events", '[{"type": "withdrawal"}]'), "缺少“on”"),
        (("--received", "2026-03-02", "--events", '[{"type": "withdrawal", "when": "2026-03-03"}]'), "when"),
        (("--received", "2026-03-02", "--events", '[{"type": "extension", "days": 30}]'), "超过上限"),
        (("--received", "2026-03-02", "--events", "@/nowhere/events.json"), "文件读不了"),
        (("--received", "2026-03-02", "--policy", "nonsense"), "键=值"),
        (("--received", "2026-03-02", "--policy", "nonsense=1"), "没有“nonsense”这项口径"),
        (("--received", "2026-03-02", "--policy", "consultation_reading=sideways"), "sideways"),
        (("--received", "1949-10-01"), "法律数据"),
        (("--received", "2200-01-01"), "算不出期限"),
        (("--received", "2026-03-02", "--events", "[" * 100_000), "不是 JSON"),
        (("--received", "2026-03-02", "--events", "@\0"), "读不了"),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    status, out, err = run(capsys, "deadline", *arguments)
    assert status == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_arguments_that_are_no_dates_are_refused_by_the_parser(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["deadline", "--received", "yesterday"])
    assert ended.value.code == 2
    assert "不是日期" in capsys.readouterr().err


REQUESTS = {
    "requests": [
        {
            "id": f"X{number}",
            "channel": "in_person",
            "dates": {"submitted": "2025-03-05"},
            "applicant": {"name": "郝示例", "id_type": "护照", "id_number": "X99000002", "phone": "19900000001"},
            "request": {"title": f"示例信息{number}", "text": f"申请公开示例信息{number}。", "form_of_info": ["纸质"]},
        }
        for number in range(3)
    ]
}


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    requests, path = tmp_path / "样本 requests.json", tmp_path / "示例 库.db"
    requests.write_text(json.dumps(REQUESTS, ensure_ascii=False), encoding="utf-8")
    arguments = ("demo", "--database", str(path), "--requests", str(requests), "--today", "2026-11-23")
    status, out, err = run(capsys, *arguments)
    assert status == 0, err
    assert "办件 3 件" in out
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert "已经存在" in err
    return path


def test_check_of_a_sound_database(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "--database", str(database))
    assert (status, "没有差异" in out) == (0, True)
    status, out, _ = run(capsys, "check", "--database", str(database), "--json")
    report = json.loads(out)
    assert (status, report["sound"], report["requests"]) == (0, True, 3)


def test_check_finds_what_was_written_past_the_acts(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE requests SET due_on = '2026-12-31', paused = 1 WHERE id = 1")
    connection.close()
    status, out, _ = run(capsys, "check", "--database", str(database), "--json")
    report = json.loads(out)
    assert status == 1
    assert {(one["kind"], one["name"]) for one in report["differences"]} == {
        ("cached_value", "due_on"),
        ("cached_value", "paused"),
    }
    status, out, _ = run(capsys, "check", "--database", str(database))
    assert status == 1
    assert "2 处差异" in out


@pytest.mark.parametrize("content", ["{", '{"requests": 7}', '["a"]'])
def test_sample_files_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    path = tmp_path / "requests.json"
    path.write_text(content, encoding="utf-8")
    database = tmp_path / "desk.db"
    status, _, err = run(capsys, "demo", "--database", str(database), "--requests", str(path))
    assert status == 2
    assert err
    assert not database.exists()


def test_check_needs_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nowhere.db"
    status, _, err = run(capsys, "check", "--database", str(path))
    assert (status, "没有" in err) == (2, True)
    assert not path.exists()


@pytest.mark.parametrize("address", ["{}", "sqlite:///{}"])
def test_check_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    path = tmp_path / "empty.db"
    for _ in range(2):
        status, _, err = run(capsys, "check", "--database", address.format(path))
        assert (status, "没有" in err) == (2, True)
        path.touch()
    assert path.stat().st_size == 0


def test_a_path_that_no_file_can_have(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "demo"):
        status, _, err = run(capsys, command, "--database", "a\0.db")
        assert (status, "请核对路径" in err) == (2, True)


def test_check_goes_on_past_an_event_that_cannot_be_read(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(database) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE events SET payload = '{}' WHERE kind = 'document_issued' AND request_id = 1")
        connection.execute("UPDATE requests SET due_on = '2027-12-31' WHERE id = 2")
    connection.close()
    status, out, _ = run(capsys, "check", "--database", str(database), "--json")
    assert status == 1
    found = {(one["kind"], one["name"]) for one in json.loads(out)["differences"]}
    assert found == {("event_unreadable", "事件内容"), ("cached_value", "due_on")}


def test_as_a_program_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "casework", "deadline", "--received", "2026-03-02", "--json"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert json.loads(done.stdout.decode("utf-8"))["due"]["due"] == "2026-03-30"

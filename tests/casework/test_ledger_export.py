"""The ledger that goes out: what the list shows, in the chosen columns, masked, whole or not at all."""

import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from casework.case_list import case_ids
from casework.drafts import AgentDraft, ApplicantDraft
from casework.ledger_export import (
    export_ledger,
    export_steps,
    known_columns,
    ledger_columns,
    ledger_file_name,
    ledger_preview,
    usual_columns,
)
from casework.ledger_export_views import ExportedLedger, LedgerDraft, LedgerFormat
from casework.views import CaseFilter
from law.errors import UserError
from law.terms import Channel, FeeMethod, Opinion, Outcome
from reports.ledger_workbook import LEDGER_COLUMNS, LedgerRow
from tests.casework.desk import APPLICANT, Desk
from tests.casework.listed_cases import add_listed
from tests.casework.test_dispute_stories import not_existing, opened
from tests.office_tables import as_office_reads, with_calc

ALL = CaseFilter(sort="number")
EVERY = tuple(LEDGER_COLUMNS)
HOSTILE = ("=1+1", "+86", "-2", "@SUM(1)", '=HYPERLINK("http://example.invalid","点")')


def export(desk: Desk, path: Path, **changes: Any) -> ExportedLedger:
    how = {name: changes.pop(name) for name in ("replace", "progress") if name in changes}
    draft = LedgerDraft(**{"wanted": ALL, "columns": EVERY, **changes})
    return export_ledger(desk.office, draft, path, today=desk.today, actor=desk.actor, **how)


def sheet(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a workbook by the heads of their columns; below title and two lines."""
    title, first, second, heads, *rows = sheet(path)
    assert title[0]
    assert first[0]
    assert second[0]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def parts(folder: Path) -> Sequence[str]:
    return sorted(one.name for one in folder.iterdir())


# ------------------------------------------------------------------------------------------------ what is in a row


def test_every_column_has_its_field_and_no_field_is_forgotten() -> None:
    fields = set(LedgerRow.__dataclass_fields__)
    assert fields == set(LEDGER_COLUMNS)
    labels = [one.label for one in LEDGER_COLUMNS.values()]
    assert len(set(labels)) == len(labels)
    assert {one.key for one in ledger_columns() if one.personal} == {
        "identity_number",
        "phone",
        "address",
        "postcode",
        "email",
    }


def test_a_row_tells_the_course_of_a_request(desk: Desk, tmp_path: Path) -> None:
    request_id = desk.take_in(mail_number="1000000000009")
    desk.on(3, 4).ask_correction(request_id, date(2026, 3, 20))
    desk.on(3, 10).correct(request_id)
    consulted = desk.on(3, 11).consult(request_id)
    desk.on(3, 16).opinion(request_id, consulted.event_id, Opinion.AGREE)
    desk.on(3, 20).extend(request_id, 10)
    reply = desk.on(4, 1).reply(request_id)
    desk.on(4, 3).serve(reply)
    export(desk, tmp_path / "a.xlsx")
    (row,) = rows_of(tmp_path / "a.xlsx")
    days = {name: value.date() for name, value in row.items() if hasattr(value, "date")}
    kept = desk.row(request_id)
    assert days == {
        "收到日期": date(2026, 3, 2),
        "原答复截止日": kept.first_due_on,
        "答复截止日": kept.due_on,
        "补正告知日": date(2026, 3, 4),
        "补正收到日": date(2026, 3, 10),
        "延期告知日": date(2026, 3, 20),
        "征求意见日": date(2026, 3, 11),
        "意见收到日": date(2026, 3, 16),
        "定结果日": date(2026, 4, 1),
        "答复落款日": date(2026, 4, 1),
        "答复日期": date(2026, 4, 1),
        "送达日期": date(2026, 4, 3),
        **({"办结日期": kept.closed_on} if kept.closed_on else {}),
    }
    said = {name: value for name, value in row.items() if name not in days and value not in (None, "")}
    assert said["序号"] == 1
    assert said["登记号"] == kept.registration_number
    assert said["答复文号"] == desk.document(reply).document_number
    assert {name: said[name] for name in ("申请渠道", "来件邮件号", "申请人", "申请人类别", "证件类型")} == {
        "申请渠道": "EMS/挂号",
        "来件邮件号": "1000000000009",
        "申请人": "周长根",
        "申请人类别": "公民",
        "证件类型": "居民身份证",
    }
    assert {name: said[name] for name in ("是否延期", "延期工作日", "延期理由", "征求意见对象")} == {
        "是否延期": "是",
        "延期工作日": 10,
        "延期理由": "资料数量大，须逐份核对",
        "征求意见对象": "澜安汇泽置业有限公司",
    }
    assert {name: said[name] for name in ("处理结果", "是否按期", "送达方式", "获取方式", "载体形式")} == {
        "处理结果": "予以公开",
        "是否按期": "按期",
        "送达方式": "邮寄",
        "获取方式": "邮寄",
        "载体形式": "纸质",
    }
    assert said["申请原文"] == "申请公开青石渡镇白石村三组集体土地的征地批复文件。"
    assert "应收费（元）" not in said


def test_fees_and_disputes_have_their_columns(desk: Desk, tmp_path: Path) -> None:
    charged = desk.take_in()
    notice = desk.charge(charged, FeeMethod.BY_VOLUME, pages=110)
    desk.on(3, 4).serve(notice)
    desk.on(3, 5).pay(charged, 90_000)
    attacked, reply = not_existing(desk.on(3, 6))
    opened(desk.on(3, 20), attacked, reply, case_number="临府复〔2026〕3号")
    export(desk, tmp_path / "a.xlsx")
    first, second = rows_of(tmp_path / "a.xlsx")
    assert (first["应收费（元）"], first["实收费（元）"], first["收费状态"]) == (900, 900, "已缴清")
    assert (second["应收费（元）"], second["实收费（元）"], second["收费状态"]) == (None, None, None)
    assert first["行政复议"] is None
    assert second["行政复议"].endswith("（临府复〔2026〕3号）")
    assert second["行政诉讼"] is None


def test_joint_applicants_and_agents_stand_together(desk: Desk, tmp_path: Path) -> None:
    other = ApplicantDraft(name="吴桂芳", identity_number="990101198506120032", phone="19900000054")
    agent = AgentDraft(name="陈律师")
    desk.take_in(co_applicants=(other,), agent=agent)
    export(desk, tmp_path / "a.xlsx")
    (row,) = rows_of(tmp_path / "a.xlsx")
    assert row["申请人"] == "周长根、吴桂芳"
    assert row["证件号码"].count("、") == 1
    assert row["代理人"] == "陈律师"


def test_several_requests_of_one_letter_have_a_row_each(desk: Desk, tmp_path: Path) -> None:
    first = desk.take_in()
    desk.take_in(title="另一件", applicant=ApplicantDraft(name="李四", phone="19900000055"))
    export(desk, tmp_path / "a.xlsx")
    rows = rows_of(tmp_path / "a.xlsx")
    assert [one["申请人"] for one in rows] == ["周长根", "李四"]
    assert rows[0]["登记号"] == desk.row(first).registration_number
    assert rows[1]["证件号码"] in (None, "")


# ------------------------------------------------------------------------------------------------ filter and order


def test_filter_search_and_order_are_those_of_the_list(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    desk.on(3, 3).take_in(title="环境影响评价批复", applicant=ApplicantDraft(name="李四", phone="19900000055"))
    closed = desk.on(3, 4).take_in(title="征地补偿方案", channel=Channel.MAIL_SIGNED)
    desk.serve(desk.on(3, 10).reply(closed))
    for wanted in (
        CaseFilter(sort="received", descending=True),
        CaseFilter(sort="applicant"),
        CaseFilter(open_only=True, sort="urgency"),
        CaseFilter(text="征地", sort="number"),
        CaseFilter(outcome=Outcome.GRANT),
        CaseFilter(outcome=Outcome.REFUSAL_SECRET),
    ):
        result = export(desk, tmp_path / "a.xlsx", wanted=wanted, replace=True)
        ids = case_ids(desk.office, wanted, today=desk.today)
        assert result.rows == len(ids)
        assert [one["登记号"] for one in rows_of(tmp_path / "a.xlsx")] == [
            desk.row(one).registration_number for one in ids
        ]


def test_the_filter_is_named_in_the_file(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    wanted = CaseFilter(
        open_only=True,
        channel=Channel.MAIL_SIGNED,
        received_from=date(2026, 1, 1),
        due_to=date(2026, 12, 31),
        text="征地",
        sort="received",
        descending=True,
    )
    export(desk, tmp_path / "a.xlsx", wanted=wanted, columns=("title",))
    assert sheet(tmp_path / "a.xlsx")[1][0] == (
        "临江县自然资源局　在办，收到日自 2026-01-01，截止日至 2026-12-31，渠道：EMS/挂号，含“征地”，"
        "按收到日倒序排列　1 件"
    )


def test_a_preview_shows_the_first_rows_as_they_will_be(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        desk.take_in()
    draft = LedgerDraft(wanted=ALL, columns=("place", "registration_number", "identity_number", "received_on"))
    shown = ledger_preview(desk.office, draft, today=desk.today, rows=2)
    assert (shown.count, len(shown.rows), shown.heads) == (3, 2, ("序号", "登记号", "证件号码", "收到日期"))
    export(desk, tmp_path / "a.csv", columns=draft.columns, format=LedgerFormat.CSV)
    lines = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert [list(one) for one in shown.rows] == lines[4:6]
    assert shown.chosen in lines[1][0]


# ------------------------------------------------------------------------------------------------ personal data


def test_personal_data_are_masked_unless_a_reason_is_given(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    export(desk, tmp_path / "a.xlsx")
    (row,) = rows_of(tmp_path / "a.xlsx")
    assert (row["证件号码"], row["联系电话"]) == ("9901**********9813", "1990000****")
    assert row["联系地址"] == "东岭省澜安市临江县（已隐去）"
    assert row["邮政编码"] == "（已隐去）"
    assert "已隐去一部分" in sheet(tmp_path / "a.xlsx")[2][0]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        whole = package.read("xl/worksheets/sheet1.xml").decode()
    assert APPLICANT.identity_number is not None
    assert APPLICANT.identity_number not in whole
    assert "白石村三组21号" not in whole
    with pytest.raises(UserError) as caught:
        export(desk, tmp_path / "b.xlsx", masked=False, reason=" ")
    assert (caught.value.code, caught.value.field) == ("ledger_reason_missing", "reason")
    assert not (tmp_path / "b.xlsx").exists()
    result = export(desk, tmp_path / "b.xlsx", masked=False, reason="移送审计，赵主任批准")
    (row,) = rows_of(tmp_path / "b.xlsx")
    assert (row["证件号码"], row["联系电话"]) == (APPLICANT.identity_number, APPLICANT.phone)
    note = sheet(tmp_path / "b.xlsx")[2][0]
    assert "导出人 王敏，理由：移送审计，赵主任批准" in note
    assert "移送审计" in result.changed.message
    assert (result.masked, result.reason) == (False, "移送审计，赵主任批准")


def test_what_shows_no_personal_data_says_nothing_of_masking(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    export(desk, tmp_path / "a.xlsx", columns=("place", "title"))
    assert sheet(tmp_path / "a.xlsx")[2][0] == "数据截至 2026-03-02"


# ------------------------------------------------------------------------------------------------ hostile texts


def hostile(desk: Desk) -> None:
    with desk.office.writing() as session:
        for number, text in enumerate(HOSTILE):
            add_listed(
                session, number=f"{text}{number}", name=text, title=text, cached={"handler": text, "remark": text}
            )


def test_formulas_in_texts_are_texts(desk: Desk, tmp_path: Path) -> None:
    hostile(desk)
    title = '=HYPERLINK("http://example.invalid","台账")'
    export(desk, tmp_path / "a.xlsx", title=title)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        whole = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in whole
    assert "<f " not in whole
    rows = rows_of(tmp_path / "a.xlsx")
    for name in ("申请人", "申请内容", "承办人", "备注"):
        assert [one[name] for one in rows] == list(HOSTILE)
    assert sheet(tmp_path / "a.xlsx")[0][0] == title
    export(desk, tmp_path / "a.csv", title=title, format=LedgerFormat.CSV)
    lines = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_file_name_is_harmless(desk: Desk) -> None:
    for title in (*HOSTILE, "..", "a/b\\c:d*?", "\t", "台" * 200, "con<>|"):
        name = ledger_file_name(LedgerDraft(title=title), desk.today)
        assert name.endswith(" 2026-03-02.xlsx")
        assert not name.startswith(("=", "+", "-", "@", ".", " "))
        assert not set(name) & set('<>:"/\\|?*\t\r\n')
        assert len(name.encode()) <= 255
    draft = LedgerDraft(title="2026年台账", format=LedgerFormat.CSV_GBK)
    assert ledger_file_name(draft, desk.today) == "2026年台账 2026-03-02.csv"


@with_calc
def test_libreoffice_shows_the_ledger_as_its_csv_says(local_desk: Desk, tmp_path: Path) -> None:
    desk = local_desk
    hostile(desk)
    request_id = desk.take_in()
    desk.serve(desk.on(3, 10).reply(request_id))
    export(desk, tmp_path / "a.xlsx", title="@台账")
    export(desk, tmp_path / "a.csv", title="@台账", format=LedgerFormat.CSV)
    read = as_office_reads((tmp_path / "a.xlsx").read_bytes(), tmp_path)
    told = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert len(read) == len(told) == 4 + len(HOSTILE) + 1
    for shown, written in zip(read, told, strict=True):
        plain = [one.removeprefix("'") for one in written]
        assert shown[: len(plain)] == plain
        assert not any(shown[len(plain) :])


# ------------------------------------------------------------------------------------------------ whole or not at all


@pytest.mark.parametrize("kind", list(LedgerFormat))
def test_what_is_stopped_leaves_no_file_and_no_half(
    kind: LedgerFormat, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.ledger_export.BLOCK", 1)
    out, spool = tmp_path / "out", tmp_path / "spool"
    out.mkdir()
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    for _ in range(3):
        desk.take_in()
    draft = LedgerDraft(wanted=ALL, format=kind)
    steps = export_steps(desk.office, draft, out / f"a{kind.suffix}", today=desk.today, actor="王敏")
    assert [next(steps), next(steps)] == [(0, 3), (1, 3)]
    assert parts(out), "it is being written beside its place"
    steps.close()
    assert not parts(out)
    assert not parts(spool)


def test_a_file_that_is_there_gives_way_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"older")
    with pytest.raises(UserError) as caught:
        export(desk, path)
    assert (caught.value.code, caught.value.field) == ("file_exists", "path")
    assert path.read_bytes() == b"older"

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises((InterruptedError, UserError)):
        export(desk, path, replace=True, progress=stop)
    assert path.read_bytes() == b"older"
    export(desk, path, replace=True)
    assert len(rows_of(path)) == 1
    assert not [one for one in parts(tmp_path) if one.startswith(".")]


def test_a_folder_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export(desk, tmp_path / "none" / "a.xlsx")
    assert caught.value.code == "file_not_written"


_FULL = """
import resource, sys
from datetime import date
from pathlib import Path
from casework.ledger_export import export_ledger
from casework.ledger_export_views import LedgerDraft, LedgerFormat
from casework.office import open_office
from casework.views import CaseFilter
from law.errors import UserError

office = open_office(sys.argv[1])
case_filter = CaseFilter(sort="number")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), resource.RLIM_INFINITY))
try:
    draft = LedgerDraft(wanted=case_filter, columns=("registration_number", "text"), format=LedgerFormat(sys.argv[3]))
    export_ledger(office, draft, Path(sys.argv[2]), today=date(2026, 3, 2), actor="王敏", replace=True)
except UserError as error:
    print(error.code)
"""


@pytest.mark.parametrize("kind", list(LedgerFormat))
def test_a_full_disk_leaves_what_was_there(kind: LedgerFormat, local_desk: Desk, tmp_path: Path) -> None:
    """The limit of a file's size stands in for the disk: writing fails in the middle in the same way."""
    with local_desk.office.writing() as session:
        for number in range(40):
            # Texts that cannot be packed any smaller.
            text = "".join(hashlib.sha256(f"{number}.{at}".encode()).hexdigest() for at in range(60))
            add_listed(session, number=f"依申〔2026〕{number}号", title=text)
    out, spool = tmp_path / "out", tmp_path / "spool"
    out.mkdir()
    spool.mkdir()
    path = out / f"a{kind.suffix}"
    path.write_bytes(b"older")
    run = subprocess.run(
        [sys.executable, "-c", _FULL, local_desk.office.location, str(path), kind.value, "20000"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={"TMPDIR": str(spool), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert run.stdout.strip() == "file_not_written", run.stderr
    assert path.read_bytes() == b"older"
    assert parts(out) == [path.name]
    assert not parts(spool)


def test_progress_is_told_block_by_block(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.ledger_export.BLOCK", 2)
    for _ in range(5):
        desk.take_in()
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    export(desk, tmp_path / "a.xlsx", progress=tell)
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert [one["序号"] for one in rows_of(tmp_path / "a.xlsx")] == [1, 2, 3, 4, 5]


# ------------------------------------------------------------------------------------------------ columns


def test_columns_are_checked() -> None:
    assert known_columns(("title", "place", "title")) == ("title", "place")
    for keys, code in (((), "ledger_no_column"), (("nothing",), "ledger_column_unknown")):
        with pytest.raises(UserError) as caught:
            known_columns(keys)
        assert (caught.value.code, caught.value.field) == (code, "columns")


def test_without_columns_the_usual_ones_are_written(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    export(desk, tmp_path / "a.xlsx", columns=())
    assert sheet(tmp_path / "a.xlsx")[3] == [LEDGER_COLUMNS[one].label for one in usual_columns()]


def test_a_title_is_needed(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export(desk, tmp_path / "a.xlsx", title="  ")
    assert caught.value.code == "ledger_title_missing"


def test_nothing_found_is_a_ledger_too(desk: Desk, tmp_path: Path) -> None:
    assert export(desk, tmp_path / "a.xlsx").rows == 0
    assert rows_of(tmp_path / "a.xlsx") == []

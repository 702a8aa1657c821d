"""Makes a small database as an old version of the program left it.

``python -m tests.museum.fill REVISION`` writes ``tests/museum/REVISION.db``. A stored file is never made anew: run this
once for a new revision, commit the file, and add rows for new tables below (tables that a revision lacks are passed
over). Nothing here imports the mapped classes, which describe the newest revision only.
"""

import argparse
import sqlite3
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData

from models.database import create_engine_for
from models.migrate import upgrade

__all__ = ["MUSEUM", "ROWS", "build", "fill"]

MUSEUM = Path(__file__).parent
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
BYTES = "博物馆里的文书".encode()
DIGEST = sha256(BYTES).hexdigest()
DAY = date(2026, 3, 2)

Row = dict[str, Any]
_COUNTERS = ("event_count", "correction_count", "extension_days", "consultation_count", "open_consultation_count")


def _applicant(number: int, name: str) -> Row:
    return {
        "id": number,
        "kind": "natural_person",
        "name": name,
        "name_key": name.replace("·", ""),
        "pinyin": "",
        "pinyin_initials": "",
        "identity_kind": "none",
        "identity_copy_attached": False,
        "created_at": NOW,
    }


def _request(number: int, status: str, **more: Any) -> Row:
    return {
        "id": number,
        "submission_id": 1,
        "item_no": number,
        "registration_number": f"临资依申请〔2026〕{number}号",
        "kind": "disclosure",
        "title": "征地补偿安置方案",
        "text": "申请公开青石渡镇征地补偿安置方案及附件。",
        "details": {},
        "applicant_label": "赵㼆等2人",
        "applicant_sort": "zhao",
        "created_at": NOW,
        "status": status,
        "clock_status": "running",
        "received_on": DAY,
        "version_id": 1,
        **dict.fromkeys(_COUNTERS, 0),
        **more,
    }


def _event(number: int, kind: str, **more: Any) -> Row:
    fixed = {"request_id": 1, "seq": number, "legal_on": DAY, "recorded_at": NOW, "recorded_by": "甲", "payload": {}}
    return {"id": number, "kind": kind, **fixed, **more}


ROWS: dict[str, list[Row]] = {
    "agency_profiles": [
        {
            "id": 1,
            "name": "临江县自然资源局",
            "short_name": "临资",
            "parent_government": "临江县人民政府",
            "reconsideration_body": "临江县人民政府",
            "court_name": "临江县人民法院",
            "is_government_office": False,
            "details": {},
            "updated_at": NOW,
            "version_id": 1,
        }
    ],
    "blobs": [{"sha256": DIGEST, "size": len(BYTES), "content": BYTES, "stored_at": NOW}],
    "submissions": [
        {
            "id": 1,
            "channel": "mail_signed",
            "dates": {"signed": "2026-03-02"},
            "received_on": DAY,
            "accessibility_help": False,
            "access_forms": ["paper"],
            "registered_at": NOW,
            "registered_by": "甲",
        }
    ],
    "applicants": [_applicant(1, "赵㼆"), _applicant(2, "艾合买提江·吐尔逊"), _applicant(3, "钱𬍛")],
    "submission_applicants": [
        {"submission_id": 1, "applicant_id": one, "position": one, "role": "applicant", "is_representative": one == 1}
        for one in (1, 2)
    ],
    "requests": [_request(1, "closed", outcome="grant"), _request(2, "in_progress")],
    "documents": [
        {
            "id": 1,
            "request_id": 1,
            "kind": "outcome_letter",
            "state": "issued",
            "title": "政府信息公开告知书",
            "number_class": "ans",
            "document_number": "临资公复〔2026〕1号",
            "issued_on": DAY,
            "context": {"甲": "㼆"},
            "preview": {},
            "content_sha256": DIGEST,
            "created_at": NOW,
            "created_by": "甲",
            "updated_at": NOW,
            "version_id": 1,
        }
    ],
    "events": [
        _event(1, "received"),
        _event(2, "document_issued", document_id=1),
        _event(3, "event_corrected", corrects_id=1, legal_on=None, payload={"reason": "日期录错"}),
    ],
    "disputes": [
        {
            "id": 1,
            "forum": "reconsideration",
            "body": "临江县人民政府",
            "label": "赵㼆",
            "sort": "zhao",
            "subject": "征地补偿安置方案",
            "parties": [{"name": "赵㼆", "role": "applicant"}],
            "created_at": NOW,
            "created_by": "甲",
            "status": "decided",
            "case_number": "临政复〔2026〕1号",
            "next_provisional": False,
            "result": "maintain",
            "result_class": "upheld",
            "open_duties": 0,
            "event_count": 1,
            "version_id": 1,
        }
    ],
    "dispute_targets": [{"id": 1, "dispute_id": 1, "request_id": 1, "document_id": 1, "attacked": "reply"}],
    "dispute_events": [
        {
            "id": 1,
            "dispute_id": 1,
            "seq": 1,
            "kind": "opened",
            "legal_on": DAY,
            "recorded_at": NOW,
            "recorded_by": "甲",
            "payload": {"forum": "reconsideration"},
        }
    ],
    "dispute_grounds": [
        {
            "id": 1,
            "dispute_id": 1,
            "request_id": 1,
            "document_id": 1,
            "outcome": "grant",
            "article": "ogi:36(2)",
            "paragraph": "",
            "fate": "upheld",
            "why": "",
            "result": "maintain",
        }
    ],
    "number_series": [{"number_class": "ans", "year": 2026, "last_number": 1, "started_after": 0}],
    "issued_numbers": [
        {
            "number_class": "ans",
            "year": 2026,
            "number": 1,
            "text": "临资公复〔2026〕1号",
            "document_id": 1,
            "taken_at": NOW,
            "taken_by": "甲",
        }
    ],
    "policy_decisions": [
        {
            "key": "consultation_reading",
            "value": "open_closed",
            "valid_from": DAY,
            "decided_by": "甲",
            "reason": "惯例",
            "recorded_at": NOW,
        }
    ],
    "applicant_sameness": [
        {
            "first_id": 1,
            "second_id": 3,
            "decision": "different",
            "reason": "身份证号不同",
            "recorded_at": NOW,
            "recorded_by": "甲",
        }
    ],
    "document_versions": [
        {"document_id": 1, "number": 1, "content": {"body": ["可以公开。"]}, "saved_at": NOW, "saved_by": "甲"}
    ],
    "letter_templates": [
        {
            "key": "receipt",
            "valid_from": DAY,
            "content_sha256": DIGEST,
            "file_name": "接收回执.docx",
            "reason": "改用本机关的抬头",
            "recorded_at": NOW,
            "recorded_by": "甲",
        }
    ],
    "phrases": [{"place": "grant", "text": "如需纸质件，请到窗口领取。", "recorded_at": NOW, "recorded_by": "甲"}],
    "number_patterns": [
        {
            "number_class": "ans",
            "from_year": 2026,
            "pattern": "{机关代字}{类型代字}〔{yyyy}〕{seq}号",
            "class_code": "复",
            "use_di": False,
            "pad": 0,
            "decided_by": "甲",
            "reason": "沿用旧例",
            "recorded_at": NOW,
        }
    ],
    "annual_figures": [
        {
            "year": 2025,
            "key": "t3.r4.business",
            "value": "3",
            "source": "typed",
            "note": "",
            "recorded_at": NOW,
            "recorded_by": "甲",
        }
    ],
    "annual_closings": [
        {
            "year": 2025,
            "closed_on": DAY,
            "report": {"tables": {}},
            "cases": {"r1.natural_person": ["1"]},
            "policies": {},
            "reason": "",
            "closed_at": NOW,
            "closed_by": "甲",
        }
    ],
    "annual_contributions": [
        {
            "year": 2025,
            "agency": "临江县自然资源局",
            "file_name": "年报.xlsx",
            "file_sha256": DIGEST,
            "tables": {},
            "findings": {},
            "reason": "",
            "received_at": NOW,
            "received_by": "甲",
        }
    ],
    "ledger_imports": [
        {
            "id": 1,
            "file_name": "台账.xlsx",
            "file_sha256": DIGEST,
            "columns": {},
            "summary": {"import": 1},
            "undoing": False,
            "imported_at": NOW,
            "imported_by": "甲",
        }
    ],
    "imported_rows": [{"import_id": 1, "sheet": "2026", "row": 5, "request_id": 2, "notes": ["同上"]}],
    "ledger_columns": [
        {
            "heads_sha256": DIGEST,
            "heads": ["序号", "申请人"],
            "columns": {"1": "serial_no"},
            "saved_at": NOW,
            "saved_by": "甲",
        }
    ],
    "ledger_layouts": [
        {"name": "月报", "columns": ["registration_number"], "options": {}, "saved_at": NOW, "saved_by": "甲"}
    ],
    "key_tasks": [
        {
            "id": 1,
            "year": 2026,
            "position": 1,
            "title": "公开目录更新",
            "source": "工作要点",
            "responsible": "甲",
            "due_on": DAY,
            "state": "under_way",
            "progress": "",
            "done_on": None,
            "proof_count": 1,
            "created_at": NOW,
            "version_id": 1,
        }
    ],
    "key_task_entries": [
        {
            "task_id": 1,
            "seq": 1,
            "kind": "opened",
            "legal_on": DAY,
            "payload": {},
            "file_name": "佐证.pdf",
            "file_sha256": DIGEST,
            "recorded_at": NOW,
            "recorded_by": "甲",
        }
    ],
    "form_drafts": [{"key": "k", "screen": "registration", "payload": {"name": "李"}, "person": "甲", "saved_at": NOW}],
}


def fill(connection: Connection) -> None:
    """Insert the sample rows that the database at hand has tables for."""
    metadata = MetaData()
    metadata.reflect(connection, only=[table for table in ROWS if connection.dialect.has_table(connection, table)])
    as_text = connection.dialect.name == "sqlite"
    for name, rows in ROWS.items():
        if name in metadata.tables:
            for row in rows:
                stored = {key: _stored(value, as_text) for key, value in row.items()}
                connection.execute(metadata.tables[name].insert().values(stored))


def _stored(value: Any, as_text: bool) -> Any:
    return value.isoformat(timespec="microseconds") if as_text and isinstance(value, datetime) else value


def build(engine: Engine, revision: str) -> None:
    """Make the tables of a revision and fill them."""
    upgrade(engine, revision)
    with engine.begin() as connection:
        fill(connection)


def main() -> None:
    """Write one file of the museum."""
    parser = argparse.ArgumentParser(prog="python -m tests.museum.fill")
    parser.add_argument("revision")
    path = MUSEUM / f"{parser.parse_args().revision}.db"
    if path.exists():
        parser.error(f"{path.name} is there already; what is in a museum is not made anew")
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA page_size = 1024")
        raw.execute("VACUUM")
    engine = create_engine_for(path)
    build(engine, path.stem)
    engine.dispose()
    with sqlite3.connect(path) as raw:
        # One file without a journal beside it.
        raw.execute("PRAGMA journal_mode = DELETE")


if __name__ == "__main__":
    main()

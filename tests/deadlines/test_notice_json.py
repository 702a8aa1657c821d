"""Holiday notices from a file that somebody hands over."""

import json
from datetime import date
from typing import Any

import pytest

from deadlines.notice_json import notices_from_json
from law.errors import UserError
from law.notices import NOTICES_FILE, holiday_notices

NOTICE: dict[str, Any] = {
    "year": 2027,
    "document_number": "国办发明电〔2026〕9号",
    "published_on": "2026-11-20",
    "off": {"元旦": ["2027-01-01", "2027-01-02", "2027-01-03"]},
    "makeup": ["2027-01-09"],
}


def changed(**values: Any) -> str:
    return json.dumps({**NOTICE, **values}, ensure_ascii=False)


def test_the_shipped_file_reads_the_same() -> None:
    assert notices_from_json(NOTICES_FILE.read_text(encoding="utf-8")) == holiday_notices()


@pytest.mark.parametrize("text", [changed(), f"[{changed()}]", f'{{"notices": [{changed()}]}}', "\ufeff" + changed()])
def test_one_notice_in_every_form(text: str) -> None:
    (notice,) = notices_from_json(text)
    assert notice.year == 2027
    assert notice.makeup == (date(2027, 1, 9),)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("{", "notice_file_malformed", "第 1 行第 2 列不是有效的 JSON"),
        ("3", "notice_file_malformed", "缺少 notices"),
        ("[" * 100_000, "notice_file_malformed", "不是放假通知的 JSON"),
        ("9" * 5_000, "notice_file_malformed", "不是放假通知的 JSON"),
        ("[]", "notice_file_malformed", "里面没有放假通知"),
        ('{"notices": {}}', "notice_file_malformed", "notices 应为列表"),
        (changed(colour="red"), "notice_file_malformed", "第 1 份.colour"),
        (changed(year="2027"), "notice_file_malformed", "第 1 份.year"),
        (changed(off={}), "notice_file_malformed", "第 1 份.off"),
        (changed(off={"元旦": ["2027-02-30"]}), "notice_file_malformed", "2027-02-30"),
        (changed(makeup=["2027-01-02"]), "notice_file_malformed", "2027-01-02"),
        (changed(makeup=["2027-01-08"]), "notice_days_wrong", "2027年1月8日是周五"),
        (changed(off={"元旦": ["2027-01-01"], "春节": []}), "notice_days_wrong", "春节没有列出日期"),
        (changed(off_added=["2027-05-04"]), "notice_days_wrong", "没有写明修订哪一份通知"),
        (changed(amends="国办发明电〔2025〕7号"), "notice_days_wrong", "没有写明增减的日期"),
    ],
)
def test_what_is_wrong_is_said(text: str, code: str, part: str) -> None:
    with pytest.raises(UserError) as refusal:
        notices_from_json(text, "放假.json")
    assert refusal.value.code == code
    assert part in refusal.value.sentence

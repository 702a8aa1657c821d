"""Datasets of the annual report with keys that the public file does not use: none of them is passed over in silence."""

from typing import Any, Final

import pytest

from law.annual_form import AnnualForm, annual_layout
from tests.conformance_annual import annual_answer

_CASE: Final = {"id": "1", "type": "自然人", "received": "2026-03-02", "closed": "2026-03-20"}
_THREE: Final = ["公开", "信息不存在", "不予公开-过程性"]


def _table(form: AnnualForm = AnnualForm.CURRENT, **rows: int) -> dict[str, list[int]]:
    """A table three of natural persons."""
    return {row: [rows.get(row, 0), 0, 0, 0, 0, 0, rows.get(row, 0)] for row, _ in annual_layout(form).rows}


def _used(answer: Any) -> dict[str, int]:
    return {row: numbers[-1] for row, numbers in answer["table3"].items() if numbers[-1]}


def _asked(**case: Any) -> dict[str, int]:
    policies = case.pop("policies", {})
    return _used(annual_answer({"year": 2026, "policies": policies, "cases": [{**_CASE, **case}]}))


def test_one_letter_of_three_requests_counts_as_it_was_registered() -> None:
    assert _asked(outcomes=_THREE, split=True) == {"r1": 3, "r3_1": 1, "r3_3_6": 1, "r3_4_1": 1, "r3_7": 3}
    assert _asked(outcomes=_THREE) == {"r1": 1, "r3_2": 1, "r3_7": 1}
    assert _asked(items=[{"outcome": one} for one in _THREE]) == {"r1": 1, "r3_2": 1, "r3_7": 1}
    assert _asked(outcomes=_THREE[1:]) == {"r1": 1, "r3_4_1": 1, "r3_7": 1}
    whole = {"stat_split_policy": "per_submission"}
    assert _asked(outcomes=_THREE, split=True, policies=whole) == {"r1": 1, "r3_2": 1, "r3_7": 1}


def test_a_policy_of_the_dataset_decides_the_row() -> None:
    assert _asked(outcome="不属于政府信息") == {"r1": 1, "r3_6_3": 1, "r3_7": 1}
    other = {"row_not_gov_info": "r3_4_1"}
    assert _asked(outcome="不属于政府信息", policies=other) == {"r1": 1, "r3_4_1": 1, "r3_7": 1}


def test_names_of_the_law_file_are_read_too() -> None:
    assert _asked(outcome="grant", type="natural_person") == {"r1": 1, "r3_1": 1, "r3_7": 1}


@pytest.mark.parametrize("name", ["previous", "previous_table3", "prev_table3", "rows"])
def test_the_year_before_is_compared(name: str) -> None:
    before: Any = _table(r1=3, r4=3)
    given = {"previous": {"table3": before}} if name == "previous" else {"previous" if name == "rows" else name: before}
    answer = annual_answer({"table3": _table(r2=2, r3_1=2, r3_7=2), **given})
    assert answer["table3_issues"] == ["自然人列: 二=2 ≠ 上年四=3", "总计列: 二=2 ≠ 上年四=3"]


def test_the_form_of_2019_has_one_row_for_what_was_dealt_with_otherwise() -> None:
    now = {row: numbers for row, numbers in _table(r1=2, r3_7=2).items() if not row.startswith("r3_6")}
    assert annual_answer({"table3": {**now, "r3_6": [2, 0, 0, 0, 0, 0, 2]}})["table3_issues"] == []


def test_norms_in_force_follow_from_the_year_before() -> None:
    before = {"table2": {"规章": [1, 0, 5], "行政规范性文件": [0, 0, 7]}}
    given = {
        "table2": {
            "规章": [1, 0, 5], "行政规范性文件": [2, 1, 8], "行政许可": [3], "行政处罚": [0], "行政强制": [0],
            "行政事业性收费": [1.2345],
        },
        "previous": before,
    }  # fmt: skip
    issues = annual_answer(given)["table2_issues"]
    assert issues == ["表二规章: 现行有效=5 ≠ 上年现行有效+制发-废止=6"]


def test_numbers_of_the_text_are_compared() -> None:
    told = annual_answer({"table3": _table(r1=3, r3_1=3, r3_7=3), "text": "全年办结5件。"})
    assert told["table3_issues"] == []
    assert len(told["text_issues"]) == 1
    assert "办结5件" in told["text_issues"][0]


def test_a_year_without_fees_says_so() -> None:
    told = annual_answer({"input": {"fees": []}})
    assert told == {"件数": 0, "合计元": 0, "sentence_pattern": "{年}年未收取信息处理费（0元）"}
    assert annual_answer({"input": {"fees": [{"件": 1, "元": 0.5}]}})["合计元"] == 0.5

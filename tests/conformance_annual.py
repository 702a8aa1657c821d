"""Datasets of the annual report: cases and disputes in, tables out; tables in, findings out; fees in, part six out.

The names of outcomes and results are those of the format of the vectors; rows and columns come from the program's law
data.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from law.annual_form import annual_layout, four_key, three_key
from law.dispute_results import result_class
from law.dispute_terms import DisputeResult, Forum
from law.outcomes import annual_row
from law.policies import PolicySet
from law.terms import ApplicantType, Outcome
from reports.annual_part_six import charged_sentence
from reports.annual_relations import AnnualFinding, check_annual
from reports.annual_tables import AnnualTables, Figure
from reports.fee_disclosure import fee_disclosure
from reports.table_four import DisputeCourseFact, DisputeResultFact, TableFour, table_four
from reports.table_three import RequestFact, TableThree, table_three
from tests.conformance_ops import Answer

__all__ = ["annual_answer"]

POLICIES: Final = PolicySet.default()
_FEN: Final = 100
_YEAR: Final = 2026  # of datasets that give tables and no year
_TYPES: Final = {
    "自然人": ApplicantType.NATURAL_PERSON,
    "商业企业": ApplicantType.BUSINESS,
    "科研机构": ApplicantType.RESEARCH,
    "社会公益组织": ApplicantType.PUBLIC_WELFARE,
    "法律服务机构": ApplicantType.LEGAL_SERVICE,
    "其他": ApplicantType.OTHER_ORG,
}
_OUTCOMES: Final = {
    "公开": Outcome.GRANT,
    "已主动公开": Outcome.ALREADY_PUBLIC,
    "部分公开": Outcome.PARTIAL_GRANT,
    "不予公开-国家秘密": Outcome.REFUSAL_SECRET,
    "不予公开-法律行政法规禁止": Outcome.REFUSAL_LAW,
    "不予公开-三安全一稳定": Outcome.REFUSAL_SAFETY,
    "不予公开-第三方": Outcome.REFUSAL_THIRD_PARTY,
    "不予公开-内部事务": Outcome.REFUSAL_INTERNAL,
    "不予公开-过程性": Outcome.REFUSAL_PROCESS,
    "不予公开-执法案卷": Outcome.REFUSAL_CASE_FILE,
    "行政查询事项": Outcome.SPECIAL_QUERY,
    "信息不存在": Outcome.NOT_EXIST,
    "非本机关负责公开": Outcome.NOT_THIS_AGENCY,
    "需另行制作": Outcome.NEEDS_PROCESSING,
    "补正后仍不明确": Outcome.UNCLEAR_AFTER_CORRECTION,
    "信访举报投诉": Outcome.PETITION,
    "重复申请": Outcome.REPEAT_REQUEST,
    "公开出版物": Outcome.PUBLICATION,
    "大量反复": Outcome.EXCESSIVE_REQUESTS,
    "要求确认或重新出具": Outcome.CONFIRM_REISSUE,
    "逾期不补正": Outcome.ABANDONED_NO_CORRECTION,
    "逾期不缴费": Outcome.ABANDONED_NO_PAYMENT,
    "撤回": Outcome.WITHDRAWN,
    "不属于政府信息": Outcome.NOT_GOV_INFO,
    "其他": Outcome.OTHER,
}
_R: Final = DisputeResult
_RECONSIDERATION_RESULTS: Final = {
    "维持": _R.MAINTAIN,
    "驳回请求": _R.REJECT_CLAIM,
    "撤销": _R.REVOKE,
    "部分撤销": _R.REVOKE_PART,
    "变更": _R.CHANGE,
    "确认违法": _R.CONFIRM_ILLEGAL,
    "确认无效": _R.CONFIRM_VOID,
    "责令履行": _R.ORDER_PERFORM,
    "终止-撤回": _R.TERMINATE,
    "终止": _R.TERMINATE,
    "驳回申请": _R.REJECT_APPLICATION,
    "不予受理": _R.NOT_ACCEPT,
    "调解": _R.MEDIATE,
}
_COURT_RESULTS: Final = {
    "判决驳回": _R.DISMISS_CLAIM,
    "驳回请求": _R.DISMISS_CLAIM,
    "判决撤销": _R.J_REVOKE,
    "撤销": _R.J_REVOKE,
    "部分撤销": _R.J_REVOKE_PART,
    "判决确认违法": _R.J_ILLEGAL,
    "确认违法": _R.J_ILLEGAL,
    "确认无效": _R.J_VOID,
    "判决履行": _R.J_PERFORM,
    "责令履行": _R.J_PERFORM,
    "变更": _R.J_CHANGE,
    "驳回起诉": _R.DISMISS_SUIT,
    "不予立案": _R.NO_FILING,
    "撤诉": _R.WITHDRAW_SUIT,
    "调解": _R.J_MEDIATE,
}
_GROUPS: Final = {
    "行政复议": "reconsideration",
    "行政诉讼/未经复议直接起诉": "direct",
    "行政诉讼/复议后起诉": "after",
}


def annual_answer(dataset: Mapping[str, Any]) -> Answer:
    """What the program makes of a dataset.

    Raises:
        KeyError, ValueError: the dataset cannot be read.
    """
    answer: dict[str, Any] = {}
    year = int(dataset.get("year", _YEAR))
    figures: dict[str, Figure] = {}
    if "cases" in dataset:
        counted = table_three(map(_request, dataset["cases"]), year)
        answer["table3"] = dict(_rows(counted))
        figures |= counted.figures
    if "cases" in dataset or "disputes" in dataset:
        four = _four(dataset.get("disputes", ()), year)
        answer["table4"] = dict(_groups(four))
        figures |= {four_key(_GROUPS[name], one): number for name, one, number in _cells(answer["table4"])}
    figures |= _given_three(dataset.get("table3", {}))
    figures |= {four_key(_GROUPS[name], one): number for name, one, number in _cells(dataset.get("table4", {}))}
    if figures:
        findings = check_annual(AnnualTables(year=year, agency="", figures=figures)).findings
        answer["table3_issues"] = [one.sentence for one in findings if _about(one, "t3")]
        answer["table4_issues"] = [one.sentence for one in findings if _about(one, "t4")]
    return {**answer, **_fees(dataset.get("input", {}), year)}


def _request(case: Mapping[str, Any]) -> RequestFact:
    closed = case.get("closed")
    outcome = case.get("outcome")
    return RequestFact(
        ref=str(case["id"]),
        column=_TYPES[case["type"]],
        received_on=date.fromisoformat(case["received"]),
        closed_on=date.fromisoformat(closed) if closed else None,
        row=annual_row(_OUTCOMES[outcome], POLICIES).key if outcome else None,
    )


def _rows(counted: TableThree) -> Iterator[tuple[str, list[int]]]:
    layout = annual_layout()
    for row, _ in layout.rows:
        yield row, [counted.number(row, column) for column, _ in layout.columns]


def _four(disputes: Any, year: int) -> TableFour:
    # "count" is false for the same case in the report of the reconsideration body (policy t4_co_defendant).
    own = POLICIES.text("t4_co_defendant") == "original_agency"
    facts = [_dispute(one) for one in disputes if one.get("count", True) or not own]
    return table_four(facts, date(year, 1, 1), date(year, 12, 31))


def _dispute(one: Mapping[str, Any]) -> DisputeCourseFact:
    group = _GROUPS[one["kind"]]
    forum = Forum.RECONSIDERATION if group == "reconsideration" else Forum.LITIGATION
    results: tuple[DisputeResultFact, ...] = ()
    if one.get("closed") and one.get("result"):
        on = date.fromisoformat(one["closed"])
        names = _RECONSIDERATION_RESULTS if forum is Forum.RECONSIDERATION else _COURT_RESULTS
        results = (DisputeResultFact(on=on, column=result_class(_result(names, one["result"]), on, POLICIES)),)
    return DisputeCourseFact(
        ref=str(one["id"]),
        forum=forum,
        began_on=date.fromisoformat(one["filed"]),
        results=results,
        after_reconsideration=group == "after",
    )


def _result(names: Mapping[str, DisputeResult], told: str) -> DisputeResult:
    # A judgment is named with or without the word for it: 判决变更, 变更.
    return names.get(told) or names[told.removeprefix("判决")]


def _groups(four: TableFour) -> Iterator[tuple[str, list[int]]]:
    for name, group in _GROUPS.items():
        yield name, list(getattr(four, group).numbers)


def _cells(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    for name, numbers in table.items():
        for (result, _), number in zip(annual_layout().results, numbers, strict=True):
            yield name, result, number


def _given_three(table: Mapping[str, Any]) -> Mapping[str, Figure]:
    columns = [column for column, _ in annual_layout().columns]
    return {
        three_key(row, column): number
        for row, numbers in table.items()
        for column, number in zip(columns, numbers, strict=True)
    }


def _about(finding: AnnualFinding, table: str) -> bool:
    return bool(finding.cells) and finding.cells[0].startswith(f"{table}.")


def _fees(given: Mapping[str, Any], year: int) -> Answer:
    if "fees" not in given:
        return {}
    requests = sum(int(one["件"]) for one in given["fees"])
    amounts = [int(one["元"]) * _FEN for one in given["fees"]]
    fees = fee_disclosure(year, amounts, amounts)
    return {
        "件数": requests,
        "合计元": fees.collected_fen // _FEN,
        # The pattern leaves the year open.
        "sentence_pattern": charged_sentence("{年}", requests, fees.collected_fen),
    }

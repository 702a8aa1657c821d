"""Datasets of the annual report: cases and disputes in, tables out; tables in, findings out; fees in, part six out.

The names of outcomes and results are those of the format of the vectors; rows and columns come from the program's law
data.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from casework.annual_facts import outcome_of_letter
from law.annual_form import AnnualForm, annual_layout, four_key, three_key, two_key
from law.dispute_results import result_class
from law.dispute_terms import DisputeResult, Forum
from law.outcomes import annual_row
from law.policies import PolicySet
from law.terms import ApplicantType, Outcome
from reports.annual_part_six import charged_sentence
from reports.annual_relations import AnnualFinding, check_annual
from reports.annual_tables import AnnualTables, Figure
from reports.annual_texts import AnnualTexts
from reports.fee_disclosure import fee_disclosure
from reports.table_four import DisputeCourseFact, DisputeResultFact, TableFour, table_four
from reports.table_three import RequestFact, TableThree, table_three
from tests.conformance_ops import Answer

__all__ = ["annual_answer"]

POLICIES: Final = PolicySet.default()
_FEN: Final = 100
_UNDIVIDED: Final = "r3_6"  # （六）其他处理 of the form of 2019, one row
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
    policies = POLICIES.with_(**(_first(dataset, "policies", "policy") or {}))
    figures: dict[str, Figure] = {}
    if "cases" in dataset:
        facts = [fact for case in dataset["cases"] for fact in _requests(case, policies)]
        counted = table_three(facts, year)
        answer["table3"] = dict(_rows(counted))
        figures |= counted.figures
    if "cases" in dataset or "disputes" in dataset:
        four = _four(dataset.get("disputes", ()), year, policies)
        answer["table4"] = dict(_groups(four))
        figures |= {four_key(_GROUPS[name], one): number for name, one, number in _cells(answer["table4"])}
    tables = _tables(dataset, year)
    tables = replace(tables, figures={**figures, **tables.figures})
    if tables.figures:
        answer |= _issues(tables, _before(dataset, year), dataset)
    return {**answer, **_fees(dataset.get("input", {}), year)}


def _first(given: Mapping[str, Any], *names: str) -> Any:
    """The first of several names that is there; None if none is."""
    return next((given[one] for one in names if one in given), None)


def _tables(given: Mapping[str, Any], year: int) -> AnnualTables:
    three = given.get("table3", {})
    form = AnnualForm.OLD if three and _UNDIVIDED in three else AnnualForm.CURRENT
    figures: dict[str, Figure] = {**_given_two(given.get("table2", {})), **_given_three(three, form)}
    figures |= {four_key(_GROUPS[name], one): number for name, one, number in _cells(given.get("table4", {}))}
    return AnnualTables(year=year, agency="", figures=figures, form=form)


def _before(dataset: Mapping[str, Any], year: int) -> AnnualTables | None:
    """The year before: its tables under one name, or each under a name of its own."""
    given = dict(_first(dataset, "previous", "previous_year", "prev", "last_year") or {})
    for table in ("table2", "table3", "table4"):
        alone = _first(dataset, f"previous_{table}", f"prev_{table}", f"{table}_previous", f"{table}_prev")
        if alone is not None:
            given[table] = alone
    if given and not given.keys() & {"table2", "table3", "table4"}:
        given = {"table3": {key: row for key, row in given.items() if key != "year"}, "year": given.get("year")}
    return _tables(given, int(given.get("year") or year - 1)) if given else None


def _issues(tables: AnnualTables, before: AnnualTables | None, dataset: Mapping[str, Any]) -> Answer:
    words = _first(dataset, "texts", "text", "narrative")
    texts = None if words is None else AnnualTexts.from_json({"overview": words} if isinstance(words, str) else words)
    findings = check_annual(tables, before, texts=texts).findings
    answer = {
        f"table{number}_issues": [one.sentence for one in findings if _about(one, f"t{number}")] for number in (2, 3, 4)
    }
    in_words = [one for one in findings if one.relation == "R7"]
    answer = {
        key: [one for one in told if one not in {each.sentence for each in in_words}] for key, told in answer.items()
    }
    return {**answer, "text_issues": [one.sentence for one in in_words], "issues": [one.sentence for one in findings]}


def _requests(case: Mapping[str, Any], policies: PolicySet) -> Iterator[RequestFact]:
    """A case; of one with several outcomes as many as were registered (``split``), otherwise one."""
    several = _first(case, "items", "outcomes")
    if several is None:
        yield _request(case, policies)
        return
    items = [one if isinstance(one, Mapping) else {"outcome": one} for one in several]
    split = case.get("split", False) and policies.text("stat_split_policy") == "as_registered"
    whole = {key: value for key, value in case.items() if key not in ("items", "outcomes")}
    if split:
        for number, one in enumerate(items, start=1):
            yield _request({**whole, **one, "id": f"{case['id']}-{number}"}, policies)
        return
    closed: list[str] = [one.get("closed", case.get("closed")) or "" for one in items]
    outcome = outcome_of_letter([_outcome(one["outcome"]) for one in items]) if all(closed) else None
    yield _request({**whole, "closed": max(closed) if all(closed) else None, "outcome": outcome}, policies)


def _request(case: Mapping[str, Any], policies: PolicySet) -> RequestFact:
    closed = case.get("closed")
    outcome = case.get("outcome")
    kind = case["type"]
    return RequestFact(
        ref=str(case["id"]),
        column=_TYPES[kind] if kind in _TYPES else ApplicantType(kind),
        received_on=date.fromisoformat(case["received"]),
        closed_on=date.fromisoformat(closed) if closed else None,
        row=annual_row(_outcome(outcome), policies).key if outcome else None,
    )


def _outcome(name: str) -> Outcome:
    return _OUTCOMES[name] if name in _OUTCOMES else Outcome(name)


def _rows(counted: TableThree) -> Iterator[tuple[str, list[int]]]:
    layout = annual_layout()
    for row, _ in layout.rows:
        yield row, [counted.number(row, column) for column, _ in layout.columns]


def _four(disputes: Any, year: int, policies: PolicySet) -> TableFour:
    # "count" is false for the same case in the report of the reconsideration body (policy t4_co_defendant).
    own = policies.text("t4_co_defendant") == "original_agency"
    facts = [_dispute(one, policies) for one in disputes if one.get("count", True) or not own]
    each = policies.text("t4_instance_policy") == "each_instance"
    return table_four(facts, date(year, 1, 1), date(year, 12, 31), each_instance=each)


def _dispute(one: Mapping[str, Any], policies: PolicySet) -> DisputeCourseFact:
    group = _GROUPS[one["kind"]]
    forum = Forum.RECONSIDERATION if group == "reconsideration" else Forum.LITIGATION
    results: tuple[DisputeResultFact, ...] = ()
    if one.get("closed") and one.get("result"):
        on = date.fromisoformat(one["closed"])
        names = _RECONSIDERATION_RESULTS if forum is Forum.RECONSIDERATION else _COURT_RESULTS
        results = (DisputeResultFact(on=on, column=result_class(_result(names, one["result"]), on, policies)),)
    return DisputeCourseFact(
        ref=str(one["id"]),
        forum=forum,
        began_on=date.fromisoformat(one["filed"]),
        results=results,
        after_reconsideration=group == "after",
    )


def _result(names: Mapping[str, DisputeResult], told: str) -> DisputeResult:
    # A judgment is named with or without the word for it: 判决变更, 变更.
    found = names.get(told) or names.get(told.removeprefix("判决"))
    return DisputeResult(told) if found is None else found


def _groups(four: TableFour) -> Iterator[tuple[str, list[int]]]:
    for name, group in _GROUPS.items():
        yield name, list(getattr(four, group).numbers)


def _cells(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    for name, numbers in table.items():
        for (result, _), number in zip(annual_layout().results, numbers, strict=True):
            yield name, result, number


def _given_two(table: Mapping[str, Any]) -> Mapping[str, Figure]:
    """Table two by rows: numbers in the order of the heads, or by name of the column."""
    figures: dict[str, Figure] = {}
    for block in annual_layout().blocks:
        labels = dict(zip(block.heads[1:], block.columns, strict=True))
        for row, label in block.rows:
            given = _first(table, row, label)
            if isinstance(given, Mapping):
                figures |= {two_key(row, str(labels.get(name, name))): _number(one) for name, one in given.items()}
            elif given is not None:
                cells: Sequence[Any] = given if isinstance(given, list) else [given]
                pairs = zip(block.columns, cells, strict=True)
                figures |= {two_key(row, column): _number(one) for column, one in pairs}
    return figures


def _given_three(table: Mapping[str, Any], form: AnnualForm) -> Mapping[str, Figure]:
    layout = annual_layout(form)
    columns = [column for column, _ in layout.columns]
    return {
        three_key(layout.undivided if row == _UNDIVIDED else row, column): _number(number)
        for row, numbers in table.items()
        for column, number in zip(columns, numbers, strict=True)
    }


def _number(given: Any) -> Figure:
    """JSON has binary fractions; the tables have decimal ones."""
    return Decimal(str(given)) if isinstance(given, float) else given


def _about(finding: AnnualFinding, table: str) -> bool:
    return bool(finding.cells) and finding.cells[0].startswith(f"{table}.")


def _fees(given: Mapping[str, Any], year: int) -> Answer:
    if "fees" not in given:
        return {}
    requests = sum(int(one["件"]) for one in given["fees"])
    amounts = [int(Decimal(str(one["元"])) * _FEN) for one in given["fees"]]
    fees = fee_disclosure(year, amounts, amounts)
    yuan = Decimal(fees.collected_fen) / _FEN
    # The pattern leaves the year open. A year without fees has the sentence of the form, without its full stop.
    charged = charged_sentence("{年}", requests, fees.collected_fen)
    none = fees.sentence.removeprefix(str(year)).removesuffix("。")
    return {
        "件数": requests,
        "合计元": int(yuan) if yuan == yuan.to_integral_value() else float(yuan),
        "sentence_pattern": charged if requests else f"{{年}}{none}",
    }

"""``python -m casework annual`` and ``check-annual``: tables and relations of a year, and of a published file."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from casework.annual_files import check_file
from casework.annual_report import annual_report
from casework.annual_views import AnnualView, CheckView, RelationView
from casework.office import Office
from law.annual_form import annual_layout, four_key, three_key

__all__ = ["annual_json", "annual_text", "check_report_json", "check_report_text", "checked_report"]

_STATES = {"holds": "成立", "broken": "不成立", "not_checked": "未核"}


def annual_json(office: Office, year: int, *, today: date, as_closed: bool = True) -> str:
    """The report of a year: its cells, the ids behind them, its relations, its words.

    Raises:
        UserError: ``annual_no_such_year``.
    """
    view = annual_report(office, year, today=today, as_closed=as_closed)
    content = {
        "year": view.year,
        "agency": view.agency,
        "closed_on": view.closed.closed_on.isoformat() if view.closed is not None else None,
        "corrections": view.corrections,
        "figures": dict(view.figures),
        "table3": _rows(view.figures),
        "table4": _four(view.figures),
        "cases": {cell: list(refs) for cell, refs in view.cells.items() if refs},
        "unplaced": sorted(view.unplaced),
        "relations": [_relation(one) for one in view.relations],
        "policies": {one.key: one.value for one in view.policies},
        "texts": {one.key: one.text for one in view.parts},
        "deadlines": [{"label": one.label, "due": one.due.isoformat()} for one in view.deadlines],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def annual_text(office: Office, year: int, *, today: date, as_closed: bool = True) -> str:
    """The same as lines to read; arguments as :func:`annual_json`."""
    view = annual_report(office, year, today=today, as_closed=as_closed)
    lines = [f"{view.agency}{year}年年度报告：{_state(view)}", *_three_lines(view.figures), *_four_lines(view.figures)]
    if view.unplaced:
        lines.append(f"{len(view.unplaced)} 件已办结而没有定处理结果，不在三（一）至（六）的任何一行")
    return "\n".join([*lines, *_relation_lines(view.relations)])


def checked_report(name: str, content: bytes, before: tuple[str, bytes] | None = None) -> CheckView:
    """Check a published file; see ``annual_files.check_file``."""
    return check_file(name, content, before)


def check_report_json(view: CheckView) -> str:
    """What came of checking a file."""
    content = {
        "year": view.year,
        "agency": view.agency,
        "form": view.form,
        "figures": dict(view.figures),
        "relations": [_relation(one) for one in view.relations],
        "broken": [one.sentence for one in view.broken],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def check_report_text(view: CheckView) -> str:
    """The same as lines to read."""
    year = f"{view.year}年" if view.year is not None else "（没有写年度）"
    head = f"{view.agency}{year}年度报告，{view.form}年式表样，核对 {view.tried} 项"
    return "\n".join([head, *_relation_lines(view.relations)])


def _state(view: AnnualView) -> str:
    if view.closed is not None:
        return f"{view.closed.closed_on.isoformat()}关账，此后更正 {view.corrections} 件"
    return f"统计至{view.counted_until.isoformat()}" if view.counted_until is not None else "未关账"


def _rows(figures: Mapping[str, str]) -> dict[str, list[str]]:
    layout = annual_layout()
    return {
        row: [figures.get(three_key(row, column), "") for column, _ in layout.columns] for row, _ in layout.rows
    }  # fmt: skip


def _four(figures: Mapping[str, str]) -> dict[str, list[str]]:
    layout = annual_layout()
    return {
        group: [figures.get(four_key(group, result), "") for result, _ in layout.results]
        for group, _ in layout.groups
    }  # fmt: skip


def _three_lines(figures: Mapping[str, str]) -> Iterator[str]:
    layout = annual_layout()
    yield "表三　" + "　".join(label for _, label in layout.columns)
    labels = dict(layout.rows)
    for row, numbers in _rows(figures).items():
        yield f"{'　'.join(f'{one:>5}' for one in numbers)}　{labels[row]}"


def _four_lines(figures: Mapping[str, str]) -> Iterator[str]:
    layout = annual_layout()
    yield "表四　" + "　".join(label for _, label in layout.results)
    for group, numbers in _four(figures).items():
        yield f"{'　'.join(f'{one:>5}' for one in numbers)}　{dict(layout.groups)[group]}"


def _relation_lines(relations: tuple[RelationView, ...]) -> Iterator[str]:
    for one in relations:
        missing = f"（{one.why_not}）" if one.why_not else ""
        yield f"{one.key} {_STATES[one.state]}　{one.rule}{missing}"
        for finding in one.findings:
            yield f"    {'拦截' if finding.blocking else '提示'}　{finding.sentence}"


def _relation(one: RelationView) -> dict[str, Any]:
    return {
        "key": one.key,
        "rule": one.rule,
        "state": one.state,
        "checked": one.checked,
        "why_not": one.why_not,
        "findings": [
            {"sentence": finding.sentence, "cells": list(finding.cells), "blocking": finding.blocking}
            for finding in one.findings
        ],
    }

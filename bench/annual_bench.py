"""The annual report: a large city's year from its cases, the checker, and every file out and in.

``python -m bench annual`` needs no database. Beside the writing of the workbook stands openpyxl writing as many bare
cells.
"""

import io
import random
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

from openpyxl import Workbook

from bench.deadlines_bench import BenchRow
from law.policies import PolicySet
from reports.annual_grids import read_annual_grids
from reports.annual_narrative import annual_drafts
from reports.annual_numbers import numbers_in
from reports.annual_paste import read_annual_text
from reports.annual_relations import check_annual
from reports.annual_sum import OfficeFile, sum_offices
from reports.annual_tables import AnnualTables
from reports.annual_values import AnnualBasis
from reports.annual_workbook import annual_xlsx, read_annual_file
from reports.table_three import table_three
from templates.annual_reading import read_annual_docx
from templates.annual_report import AnnualReportPaper, annual_report_docx
from tests.reports.annual_samples import cases_of, sound_pair, target_table

__all__ = ["run"]

_YEAR: Final = 2026
_OFFICES: Final = 100
_LINES: Final = 28


def run() -> list[BenchRow]:
    """Measure."""
    rows = [_city(170, "10,000 cases and more"), _city(1_700, "100,000 cases and more")]
    now, before = sound_pair(_YEAR, random.Random(1))
    drafts = annual_drafts(now, before, None, PolicySet.default())
    basis = AnnualBasis(tables=now, before=before)
    book = annual_xlsx(now)
    paper = AnnualReportPaper(
        agency=now.agency,
        year=_YEAR,
        parts=(drafts.text("overview"), drafts.text("proactive"), drafts.text("requests"), "", "", ""),
        figures=now.printed(),
    )
    document = annual_report_docx(paper)
    offices = [
        OfficeFile(name=f"{at}.xlsx", agency=str(at), tables=sound_pair(_YEAR, random.Random(at))[0])
        for at in range(_OFFICES)
    ]
    text = "\n".join(["2026年政府信息公开工作年度报告", *_pasted(now)])
    rows += [
        _row("check R1 to R6 and R9", 50, lambda: check_annual(now, before), "215 tries and more"),
        _row("numbers of a text", 50, lambda: numbers_in(drafts.text("requests"), basis), "one paragraph"),
        _row("workbook out", 1_000, lambda: annual_xlsx(now), "200 cells, merged heads"),
        _row("openpyxl alone, as many bare cells", None, _bare, "three sheets"),
        _row("workbook in", 1_000, lambda: read_annual_file(book), ""),
        _row("document out", 500, lambda: annual_report_docx(paper), ""),
        _row("document in", 500, lambda: read_annual_grids(read_annual_docx(document).grids, year=_YEAR), ""),
        _row("pasted text in", 500, lambda: read_annual_text(text), ""),
        _row(f"sum of {_OFFICES} offices", 3_000, lambda: sum_offices(offices, _YEAR, "合计"), "each checked"),
    ]
    return rows


def _city(largest: int, note: str) -> BenchRow:
    chance = random.Random(20261231)
    target = target_table(chance, largest)
    facts = cases_of(target, _YEAR, chance)
    started = perf_counter()
    counted = table_three(facts, _YEAR)
    tables = AnnualTables(year=_YEAR, agency="", figures=counted.figures)
    findings = check_annual(tables).findings
    spent = perf_counter() - started
    exact = all(counted.number(row, column) == sum(pair) for (row, column), pair in target.items())
    if not exact or findings:
        raise AssertionError("the table is not that of the cases")
    return BenchRow(f"table three of {len(facts):,} cases, checked", spent, "s", 5.0, note)


def _row(name: str, budget: float | None, act: Callable[[], Any], note: str) -> BenchRow:
    started = perf_counter()
    act()
    return BenchRow(name, (perf_counter() - started) * 1_000, "ms", budget, note)


def _bare() -> bytes:
    book = Workbook()
    for name in ("表二", "表三", "表四"):
        sheet = book.create_sheet(name)
        for _ in range(_LINES):
            sheet.append([1] * 10)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _pasted(tables: AnnualTables) -> list[str]:
    return [
        "\t".join((label, *(str(one) for one in tables.row(row)))) for row, label in tables.layout.rows
    ]  # fmt: skip

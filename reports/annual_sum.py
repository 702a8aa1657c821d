"""The reports of several offices added up by the agency above them, cell by cell; each is checked before it counts.

A file whose relations do not hold is left out and named with what is broken. Table two of the old form has other
columns and is never added; table three of the old form is, with its undivided row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from law.annual_form import AnnualForm, annual_layout
from reports.annual_relations import AnnualFinding, check_annual
from reports.annual_tables import AnnualTables, Figure, as_number

__all__ = ["AnnualSum", "OfficeFile", "RefusedFile", "sum_offices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile:
    """What one office sent.

    Attributes:
        name: of the file, for messages.
        agency: of whom.
        tables: what was read.
        before: its report of the year before, if there is one.
    """

    name: str
    agency: str
    tables: AnnualTables
    before: AnnualTables | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file that does not count.

    Attributes:
        file: the file.
        sentence: why, in one sentence.
        findings: its broken relations; empty if it is refused for another reason.
    """

    file: OfficeFile
    sentence: str
    findings: tuple[AnnualFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualSum:
    """The sum.

    Attributes:
        tables: the sum of the files that count; all zeros if none does.
        accepted: the files that count.
        refused: those that do not.
        remarks: what the reader of the sum must know (tables that are missing or not divided), in Chinese.
    """

    tables: AnnualTables
    accepted: tuple[OfficeFile, ...]
    refused: tuple[RefusedFile, ...]
    remarks: tuple[str, ...]


def sum_offices(files: Iterable[OfficeFile], year: int, agency: str) -> AnnualSum:
    """Add up tables two, three and four.

    Args:
        files: what the offices sent; the report of an office may be among them once.
        year: the year.
        agency: whose sum it is.
    """
    accepted: list[OfficeFile] = []
    refused: list[RefusedFile] = []
    for one in files:
        refusal = _refusal(one, year, accepted)
        if refusal is None:
            accepted.append(one)
        else:
            refused.append(refusal)
    figures = {cell: _whole(sum(_values(accepted, cell), Decimal(0))) for cell in annual_layout().cells}
    return AnnualSum(
        tables=AnnualTables(year=year, agency=agency, figures=MappingProxyType(figures)),
        accepted=tuple(accepted),
        refused=tuple(refused),
        remarks=tuple(_remarks(accepted)),
    )


def _refusal(file: OfficeFile, year: int, accepted: Sequence[OfficeFile]) -> RefusedFile | None:
    def refused(why: str, findings: tuple[AnnualFinding, ...] = ()) -> RefusedFile:
        return RefusedFile(file=file, sentence=f"“{file.name}”（{file.agency}）未计入：{why}", findings=findings)

    if file.tables.year != year:
        return refused(f"是{file.tables.year}年的报告，不是{year}年的")
    twin = next((one for one in accepted if one.agency and one.agency == file.agency), None)
    if twin is not None:
        return refused(f"与“{twin.name}”是同一机关的报告")
    errors = check_annual(file.tables, file.before).errors
    if errors:
        more = f"，另有{len(errors) - 1}处" if len(errors) > 1 else ""
        return refused(f"{errors[0].relation} 不成立，{errors[0].sentence}{more}", errors)
    return None


def _values(files: Iterable[OfficeFile], cell: str) -> Iterable[Decimal]:
    for one in files:
        if cell.startswith("t2.") and one.tables.form is AnnualForm.OLD:
            continue
        value = as_number(one.tables.figures.get(cell, 0))
        if value is not None:
            yield value


def _whole(number: Decimal) -> Figure:
    return int(number) if number == number.to_integral_value() else number


def _remarks(files: Sequence[OfficeFile]) -> Iterable[str]:
    for table, name in (("t2", "表二"), ("t3", "表三"), ("t4", "表四")):
        without = [one.agency or one.name for one in files if not one.tables.has(table)]
        if without:
            yield f"{'、'.join(without)}没有{name}，{name}的合计不含"
    old = [one.agency or one.name for one in files if one.tables.form is AnnualForm.OLD]
    if old:
        yield f"{'、'.join(old)}用2019年式表样：（六）其他处理未拆分，计入“3.其他”；表二栏目不同，未计入"

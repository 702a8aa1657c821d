"""Reports that come in as files or pasted text, and their check alone: nothing of it is stored here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from casework.annual_entries import PARTS
from casework.annual_report import figure_texts, relation_views
from casework.annual_views import CheckView
from casework.refusals import refused
from law.errors import UserError
from reports.annual_grids import read_annual_grids
from reports.annual_paste import read_annual_text
from reports.annual_relations import check_annual
from reports.annual_tables import AnnualTables
from reports.annual_texts import AnnualTexts
from reports.annual_workbook import read_annual_file
from templates.annual_reading import read_annual_docx

__all__ = ["MOST_BYTES", "ReadReport", "check_file", "check_pasted", "read_report"]

MOST_BYTES: Final = 20 * 1024 * 1024
_TABLES: Final = (".xlsx", ".xls", ".csv", ".html", ".htm")
_YEAR_UNKNOWN: Final = "annual_year_unknown"
_NO_YEAR: Final = 1900
"""Stands for the year of a report that does not say it; nothing but the year before depends on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report that was read: its tables, and its words where the file has any. ``dated``: it says its year."""

    tables: AnnualTables
    texts: AnnualTexts | None
    dated: bool


def read_report(name: str, content: bytes, *, year: int | None = None, agency: str = "") -> ReadReport:
    """Read a report from a file.

    Args:
        name: its name; the suffix says how it is read.
        content: its bytes.
        year: the year, if known; otherwise that of its title.
        agency: whose report, if known.

    Raises:
        UserError: ``annual_file_kind``, ``annual_file_too_large``, or what the readers refuse, with the cell.
    """
    if len(content) > MOST_BYTES:
        raise refused("annual_file_too_large", name=name, size=len(content) // 1024 // 1024, field="file")
    suffix = f".{name.rpartition('.')[2].lower()}"
    if suffix == ".docx":
        return _read_docx(content, year, agency)
    if suffix not in _TABLES:
        raise refused("annual_file_kind", name=name, field="file")
    return _read(partial(read_annual_file, content, agency=agency), None, year)


def _read_docx(content: bytes, year: int | None, agency: str) -> ReadReport:
    document = read_annual_docx(content)
    texts = AnnualTexts.from_json(dict(zip(PARTS, document.parts, strict=True))) if any(document.parts) else None
    return _read(partial(read_annual_grids, document.grids, agency=agency, words=document.words), texts, year)


def _read(reader: Callable[..., AnnualTables], texts: AnnualTexts | None, year: int | None) -> ReadReport:
    """Read by the year of the title; a report that does not say its year is read all the same."""
    try:
        return ReadReport(tables=reader(year=year), texts=texts, dated=True)
    except UserError as error:
        if error.code != _YEAR_UNKNOWN or year is not None:
            raise
        return ReadReport(tables=reader(year=_NO_YEAR), texts=texts, dated=False)


def check_file(name: str, content: bytes, before: tuple[str, bytes] | None = None) -> CheckView:
    """Check a published report from its file; nothing is stored.

    Args:
        name: its name.
        content: its bytes.
        before: name and bytes of the report of the year before, for the relations across years.

    Raises:
        UserError: as ``read_report``.
    """
    earlier = read_report(*before) if before is not None else None
    return _checked(read_report(name, content), earlier)


def check_pasted(text: str, before: str = "") -> CheckView:
    """Check a published report from its pasted table; ``before``: that of the year before.

    Raises:
        UserError: what the reader refuses, with the cell.
    """
    earlier = _pasted(before) if before.strip() else None
    return _checked(_pasted(text), earlier)


def _pasted(text: str) -> ReadReport:
    return _read(partial(read_annual_text, text), None, None)


def _checked(report: ReadReport, before: ReadReport | None) -> CheckView:
    tables = report.tables
    earlier = before.tables if before is not None else None
    if earlier is not None and not (report.dated and before is not None and before.dated):
        earlier = replace(earlier, year=tables.year - 1)  # which is which the user says, where the files do not
    check = check_annual(tables, earlier, texts=report.texts)
    return CheckView(
        year=tables.year if report.dated else None,
        agency=tables.agency,
        form=int(tables.form),
        figures=figure_texts(tables.figures),
        relations=relation_views(check),
    )

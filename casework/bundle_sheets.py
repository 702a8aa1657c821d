"""Sheets that a bundle prints from the records because no edition is on file, without the names of third parties."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from casework.case_papers import deadline_sheet
from casework.course_lines import veiled
from casework.day_by_day import WHICH
from casework.letter_templates import rendered
from casework.notice_facts import third_party_names
from casework.office import Office
from casework.paper_case import PaperCase
from casework.paper_contexts import sheet_context
from casework.proof_papers import CaseFolder, ProofPaper
from casework.refusals import refused
from casework.views import DayByDayView
from deadlines.day_rows import day_rows
from law.terms import DocumentKind
from templates.engine import LetterContext

__all__ = ["names_in_sheet", "sheet_bytes"]

_T = TypeVar("_T")


def sheet_bytes(office: Office, session: Session, folder: CaseFolder, paper: ProofPaper, actor: str) -> bytes:
    """A sheet as a .docx, made from the records of the attacked round.

    Raises:
        UserError: ``paper_not_now``, the records do not fill it in any more.
    """
    if paper.kind is None:
        raise refused("paper_not_now", paper=paper.name)
    context = _context(office, session, folder, paper, actor)
    today = folder.attacked.case.state.today
    return rendered(office, session, paper.kind, context, today)


def _context(office: Office, session: Session, folder: CaseFolder, paper: ProofPaper, actor: str) -> LetterContext:
    if paper.kind is DocumentKind.DEADLINE_SHEET:
        return _veiled(_dates(session, folder), third_party_names(folder.attacked.facts))
    if paper.kind is None:
        raise refused("paper_not_now", paper=paper.name)
    made = PaperCase(office, session, folder.attacked.case, actor=actor, document_id=paper.letter_id)
    return sheet_context(paper.kind, made)


def _dates(session: Session, folder: CaseFolder) -> LetterContext:
    """期限计算说明 of the attacked round: the day-by-day page shows the round that runs."""
    case = folder.attacked.case
    due = case.state.clock.due
    if due is None:
        raise refused("paper_not_now", paper=DocumentKind.DEADLINE_SHEET.label)
    view = DayByDayView(
        title=WHICH["due"],
        registration_number=case.number,
        due=due,
        rows=day_rows(due, case.derived.calendar, case.state.clock.stopped),
        sums=(),
        policies=(),
        what_ifs=(),
    )
    return deadline_sheet(session, case, view)


def names_in_sheet(folder: CaseFolder, paper: ProofPaper, names: tuple[str, ...]) -> str:
    """Why a sheet may not be inspected: the records that it would print name a third party; empty if they do not."""
    if not names or not paper.is_sheet or paper.kind in (None, DocumentKind.DEADLINE_SHEET):
        return ""
    told = "\n".join(_records(folder, paper))
    return "含第三方名称" if any(one in told for one in names) else ""


def _records(folder: CaseFolder, paper: ProofPaper) -> tuple[str, ...]:
    """The records behind a sheet in words; the approval and the list of postings tell the whole course."""
    facts = folder.attacked.facts
    if paper.kind in (DocumentKind.APPROVAL, DocumentKind.MAIL_PROOF):
        return tuple(repr(one.payload) for one in facts.events)
    return tuple(repr(one.payload) for one in facts.all_of(*paper.made_from))


def _veiled(record: _T, names: tuple[str, ...]) -> _T:
    """The same context with 第三方 in the place of names."""
    if not names or not is_dataclass(record):
        return record
    changed: dict[str, Any] = {one.name: _veiled_value(getattr(record, one.name), names) for one in fields(record)}
    return replace(record, **changed)  # type: ignore[type-var]


def _veiled_value(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return veiled(value, names)
    if isinstance(value, tuple):
        return tuple(_veiled_value(one, names) for one in value)
    return _veiled(value, names) if is_dataclass(value) and not isinstance(value, type) else value

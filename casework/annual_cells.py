"""What is behind a cell of the annual report: the first cases, masked, and how its outcomes are shared out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from casework.annual_views import AnnualView, CellCaseView, CellView
from casework.office import Office
from law.annual_form import annual_layout
from law.annual_rows import annual_rows
from models import Dispute, Request

__all__ = ["cell_cases", "disputes_shown", "requests_shown"]

_SHOWN: Final = 12
_OPEN: Final = "办理中"
_UNDECIDED: Final = "未定结果"
_LONGEST_NAME: Final = 4


def cell_cases(office: Office, view: AnnualView, cell: str, *, limit: int = _SHOWN) -> CellView:
    """The first cases behind a cell of a report that was read before; nothing is counted again.

    Args:
        office: the office.
        view: the report.
        cell: key of the cell; one of table two, or of an entered table, has no cases.
        limit: how many cases are read.
    """
    refs = view.cells.get(cell, ())
    title = _title(cell)
    if cell.startswith("t4."):
        return _of_disputes(office, cell, title, refs, limit, closed=view.closed is not None)
    request_ids = tuple(dict.fromkeys(one for ref in refs for one in view.behind[ref].request_ids))
    with office.reading() as session:
        cases = _requests(session, view, refs[:limit])
    return CellView(
        cell=cell,
        title=title,
        number=len(refs),
        split=_split([_outcome(view, ref) for ref in refs]),
        cases=cases,
        request_ids=request_ids,
        closed=view.closed is not None,
    )


def _title(cell: str) -> str:
    table, row, column = cell.split(".")
    layout = annual_layout()
    if table != "t3":
        return layout.cell_title(cell)
    return f"{annual_rows()[row].label}·{dict(layout.columns)[column]}"


def _split(outcomes: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Outcomes with their numbers, the most frequent first; nothing if there is only one."""
    counted = Counter(outcomes)
    return tuple(counted.most_common()) if len(counted) > 1 else ()


def _requests(session: Session, view: AnnualView, refs: Sequence[str]) -> tuple[CellCaseView, ...]:
    firsts = {ref: view.behind[ref].request_ids[0] for ref in refs}
    shown = requests_shown(session, firsts.values())
    return tuple(
        CellCaseView(
            request_id=request_id,
            dispute_id=None,
            label=shown[request_id][0],
            applicant=shown[request_id][1],
            outcome=_outcome(view, ref),
        )
        for ref, request_id in firsts.items()
        if request_id in shown
    )


def _outcome(view: AnnualView, ref: str) -> str:
    behind = view.behind[ref]
    if behind.outcome is not None:
        return behind.outcome.label
    return _UNDECIDED if view.unplaced.intersection(behind.request_ids) else _OPEN


def _of_disputes(
    office: Office, cell: str, title: str, refs: Sequence[str], limit: int, *, closed: bool
) -> CellView:  # fmt: skip
    ids = [int(one) for one in refs[:limit]]
    with office.reading() as session:
        shown = disputes_shown(session, ids)
        rows = session.execute(select(Dispute.id, Dispute.result).where(Dispute.id.in_(ids)))
        results = {row.id: row.result for row in rows}
    cases = tuple(
        CellCaseView(
            request_id=None,
            dispute_id=one,
            label=shown[one][0],
            applicant=shown[one][1],
            outcome=_result(results.get(one)),
        )
        for one in ids
        if one in shown
    )
    return CellView(cell=cell, title=title, number=len(refs), split=(), cases=cases, request_ids=(), closed=closed)


def _result(result: object) -> str:
    return str(getattr(result, "label", "")) or "尚未审结"


def requests_shown(session: Session, ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Number and masked applicant of requests, by id."""
    wanted = tuple(dict.fromkeys(ids))
    among: BindParameter[Any] = bindparam("among", wanted, expanding=True, literal_execute=True)
    columns = (Request.id, Request.registration_number, Request.title, Request.applicant_label)
    rows = session.execute(select(*columns).where(Request.id.in_(among)))
    return {row.id: (row.registration_number or row.title, _masked(row.applicant_label)) for row in rows}


def disputes_shown(session: Session, ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Number (or body) and masked applicant of disputes, by id."""
    columns = (Dispute.id, Dispute.case_number, Dispute.body, Dispute.label)
    rows = session.execute(select(*columns).where(Dispute.id.in_(tuple(ids))))
    return {row.id: (row.case_number or row.body, _masked(row.label)) for row in rows}


def _masked(label: str) -> str:
    """The applicants of a list without their full names: 周**, 周**等3人; names of organisations are no secret."""
    name, several, count = label.partition("等")
    if len(name) > _LONGEST_NAME and "·" not in name:
        return label
    return f"{name[:1]}**{several}{count}" if name else ""

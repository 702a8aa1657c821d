"""汇总: the files of several offices, each checked, added up by the agency above them. Files are never deleted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.agency import known_profile
from casework.annual_drafts import ContributionDraft, WithdrawContributionDraft
from casework.annual_entries import lock_annual
from casework.annual_files import read_report
from casework.annual_report import figure_texts, relation_views
from casework.annual_views import ContributionView, SumView
from casework.annual_year import picture_of
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.annual_form import three_key
from law.annual_relations import annual_relations
from models import AnnualContribution
from models.blobs import put_blob
from models.text_cleaning import clean_text
from reports.annual_relations import AnnualFinding, check_annual
from reports.annual_sum import OfficeFile, sum_offices
from reports.annual_tables import AnnualTables, as_number
from reports.annual_workbook import annual_xlsx

__all__ = ["annual_sum", "export_sum", "take_in_report", "take_out_report"]

_NEW = three_key("r1", "total")


def take_in_report(
    office: Office, draft: ContributionDraft, *, today: date, now: datetime, actor: str
) -> Changed:  # fmt: skip
    """Take another office's file into the sum of a year.

    Raises:
        UserError: ``sum_file_broken`` with the failing relation, ``sum_year_differs``, ``sum_agency_missing``,
            ``sum_agency_twice``, ``sum_own_agency``, and what the readers refuse.
    """
    given = clean_text(draft.agency).text.strip()
    report = read_report(draft.file_name, draft.content, year=None, agency=given)
    tables = report.tables if report.dated else _of_year(report.tables, draft.year)
    if tables.year != draft.year:
        raise refused("sum_year_differs", name=draft.file_name, found=tables.year, year=draft.year, field="file")
    agency = given or tables.agency
    if not agency:
        raise refused("sum_agency_missing", name=draft.file_name, field="agency")
    with office.reading() as session:
        before = [one for one in _counted(session, draft.year - 1) if one.agency == agency]
    # A difference to what was sent last year is told; whether that was wrong is for the office that sent it to say.
    check = check_annual(tables, _file(before[0]).tables if before else None, carried_note="与上年报送的数不同")
    if check.errors:
        _refuse_broken(draft.file_name, check.errors)
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        _refuse_agency(work, draft, agency)
        stored = AnnualTables(year=tables.year, agency=agency, figures=tables.figures, form=tables.form)
        work.session.add(
            AnnualContribution(
                year=draft.year,
                agency=agency,
                file_name=draft.file_name,
                file_sha256=put_blob(work.session, draft.content, now=now),
                tables=stored.as_json(),
                findings={"warnings": [one.sentence for one in check.warnings]},
                received_at=now,
                received_by=actor,
            )
        )
    return Changed(message=f"已收入{agency}", topics=("annual",))


def _of_year(tables: AnnualTables, year: int) -> AnnualTables:
    return AnnualTables(year=year, agency=tables.agency, figures=tables.figures, form=tables.form)


def _refuse_broken(name: str, errors: Sequence[AnnualFinding]) -> NoReturn:
    relation = annual_relations()[errors[0].relation]
    raise refused(
        "sum_file_broken",
        field="file",
        name=name,
        count=len(errors),
        first="；".join(one.sentence.rstrip("。") for one in errors[:3]),
        key=relation.key,
        rule=relation.rule,
    )


def _refuse_agency(work: Work, draft: ContributionDraft, agency: str) -> None:
    if agency == known_profile(work.session).name:
        raise refused("sum_own_agency", agency=agency, field="agency")
    twin = next((one for one in _counted(work.session, draft.year) if one.agency == agency), None)
    if twin is not None and not draft.replace:
        raise refused("sum_agency_twice", agency=agency, file=twin.file_name, field="agency")


def take_out_report(
    office: Office, draft: WithdrawContributionDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Take a file out of the sum; what was received stays on record.

    Raises:
        UserError: ``sum_reason_missing``, ``sum_gone``.
    """
    reason = clean_text(draft.reason).text.strip()
    if not reason:
        raise refused("sum_reason_missing", field="reason")
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        row = work.session.get(AnnualContribution, draft.contribution_id)
        counted = _counted(work.session, row.year) if row is not None else ()
        if row is None or all(one.id != row.id for one in counted):
            raise refused("sum_gone")
        work.session.add(
            AnnualContribution(
                year=row.year,
                agency=row.agency,
                file_name=row.file_name,
                file_sha256=row.file_sha256,
                tables=None,
                reason=reason,
                received_at=now,
                received_by=actor,
            )
        )
        agency = row.agency
    return Changed(message=f"已移出{agency}", topics=("annual",))


def _counted(session: Session, year: int) -> tuple[AnnualContribution, ...]:
    """The files that count: the latest of each agency that was not taken out, in the order of their arrival."""
    rows = session.scalars(
        select(AnnualContribution).where(AnnualContribution.year == year).order_by(AnnualContribution.id)
    )
    latest = {one.agency: one for one in rows}
    return tuple(one for one in latest.values() if one.tables is not None)


def annual_sum(office: Office, year: int, *, with_own: bool = True) -> SumView:
    """Several offices' tables of a year added up.

    Args:
        office: the office.
        year: the year.
        with_own: add the own figures; left out while they are not in order, and the view says so.
    """
    with office.reading() as session:
        rows = _counted(session, year)
        files = [_file(one) for one in rows]
        agency = known_profile(session).name
        own, blocking = _own(office, session, year) if with_own else (None, "")
    found = sum_offices([*([own] if own is not None else []), *files], year, agency)
    return SumView(
        year=year,
        offices=tuple(_view(one) for one in rows),
        with_own=own is not None,
        own_blocking=blocking,
        figures=figure_texts(found.tables.figures),
        relations=relation_views(check_annual(found.tables)),
        remarks=found.remarks,
    )


def _own(office: Office, session: Session, year: int) -> tuple[OfficeFile | None, str]:
    picture = picture_of(office, session, year)
    errors = picture.check.errors
    if errors:
        return None, f"本机关的数有 {len(errors)} 处勾稽不成立，没有计入：{errors[0].sentence}"
    return OfficeFile(name="本机关", agency=picture.agency, tables=picture.tables), ""


def _file(row: AnnualContribution) -> OfficeFile:
    tables: Mapping[str, Any] = row.tables or {}
    return OfficeFile(name=row.file_name, agency=row.agency, tables=AnnualTables.from_json(tables))


def _view(row: AnnualContribution) -> ContributionView:
    tables = _file(row).tables
    number = as_number(tables.figures.get(_NEW))
    return ContributionView(
        id=row.id,
        agency=row.agency,
        file_name=row.file_name,
        received_at=row.received_at,
        received_by=row.received_by,
        requests=int(number) if number is not None else 0,
        warnings=tuple(str(one) for one in row.findings.get("warnings", ())),
    )


def export_sum(office: Office, year: int, *, with_own: bool = True) -> tuple[str, bytes]:
    """File name and bytes (.xlsx) of the sum.

    Raises:
        UserError: ``sum_nothing``.
    """
    with office.reading() as session:
        files = [_file(one) for one in _counted(session, year)]
        agency = known_profile(session).name
        own, _ = _own(office, session, year) if with_own else (None, "")
    every = [*([own] if own is not None else []), *files]
    if not every:
        raise refused("sum_nothing", year=year)
    found = sum_offices(every, year, agency)
    return f"{agency}{year}年年报汇总（{len(every)}个机关）.xlsx", annual_xlsx(found.tables)

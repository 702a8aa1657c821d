"""统计年报: the front door. The report of a year as frozen views, and the names of all acts and questions around it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.annual_cells import cell_cases
from casework.annual_closed import closed_year, closing_views
from casework.annual_closing import close_year
from casework.annual_corrections import later_corrections, moved_refs
from casework.annual_count import count_year
from casework.annual_deadlines import annual_deadlines
from casework.annual_entries import NOTED, PARTS, enter_figures, enter_text, explain_carried, note_number
from casework.annual_facts import COUNTING_POLICIES
from casework.annual_views import (
    AnnualPolicyView,
    AnnualView,
    BeforeView,
    FindingLine,
    HandFigureView,
    PartView,
    RelationView,
)
from casework.annual_words import number_views
from casework.annual_year import YearPicture, picture_of, policies_of_year
from casework.office import Office
from casework.refusals import refused
from law.annual_form import annual_layout
from law.annual_relations import RelationLevel
from law.policies import policy_specs
from models import AnnualClosing, AnnualFigure, Request
from reports.annual_relations import AnnualCheck, RelationCheck
from reports.annual_tables import Figure, shown
from reports.annual_values import AnnualBasis

__all__ = [
    "annual_report",
    "annual_years",
    "cell_cases",
    "close_year",
    "enter_figures",
    "enter_text",
    "explain_carried",
    "figure_texts",
    "later_corrections",
    "note_number",
    "relation_views",
    "suggested_year",
]

_FIRST_YEAR = 2008
"""Since when there are annual reports: the first 条例 came into force in that year."""

_SPRING = 4


def annual_years(office: Office, *, today: date) -> tuple[int, ...]:
    """The years that have a report, the latest first: this year, and back to the first case or entry."""
    with office.reading() as session:
        firsts = (
            session.scalar(select(func.min(AnnualFigure.year))),
            session.scalar(select(func.min(AnnualClosing.year))),
            _year_of(session.scalar(select(func.min(Request.received_on)))),
        )
    first = min((one for one in firsts if one is not None), default=today.year)
    return tuple(range(today.year, max(min(first, today.year - 1), _FIRST_YEAR) - 1, -1))


def _year_of(day: date | None) -> int | None:
    return day.year if day is not None else None


def suggested_year(office: Office, *, today: date) -> int:
    """The year that is worked on: until the reports of last year are published, last year while it is not closed."""
    last = today.year - 1
    if today.month >= _SPRING:
        return today.year
    with office.reading() as session:
        return today.year if closing_views(session, last) else last


def annual_report(office: Office, year: int, *, today: date, as_closed: bool = True) -> AnnualView:
    """The report of a year.

    Args:
        office: the office.
        year: the year.
        today: day of the question.
        as_closed: a closed year as it was closed; otherwise as known now.

    Raises:
        UserError: ``annual_no_such_year``.
    """
    if not _FIRST_YEAR <= year <= today.year:
        raise refused("annual_no_such_year", year=year, first=_FIRST_YEAR, last=today.year, field="year")
    with office.reading() as session:
        picture = picture_of(office, session, year, as_closed=as_closed)
        closed = closed_year(session, year)
        corrections = 0
        if closed is not None:
            corrections = moved_refs(closed, count_year(office, session, year, closed.policies))
        return AnnualView(
            year=year,
            agency=picture.agency,
            figures=figure_texts(picture.tables.figures),
            cells=picture.cells,
            behind=picture.behind,
            relations=relation_views(picture.check),
            parts=_parts(picture),
            hand=_hand(picture),
            before=_before(session, picture),
            policies=_policies(office, session, picture),
            deadlines=annual_deadlines(office, session, year, today),
            closings=closing_views(session, year),
            corrections=corrections,
            unplaced=frozenset(picture.unplaced),
            entry=picture.entry,
            carried_note=picture.carried_note,
            counted_until=today if year == today.year else None,
            fee_sentence=picture.fees.sentence,
        )


def figure_texts(figures: Mapping[str, Figure]) -> Mapping[str, str]:
    """Cells as the screen shows them; an empty one is an empty text."""
    return {key: "" if one is None else shown(one) for key, one in figures.items()}


def relation_views(check: AnnualCheck) -> tuple[RelationView, ...]:
    """The relations as the screen shows them."""
    return tuple(_relation(one) for one in check.relations)


def _relation(check: RelationCheck) -> RelationView:
    return RelationView(
        key=check.relation.key,
        rule=check.relation.rule,
        basis=check.relation.basis,
        state=str(check.state),
        checked=check.checked,
        why_not=check.why_not,
        findings=tuple(
            FindingLine(
                relation=one.relation,
                sentence=one.sentence,
                cells=one.cells,
                blocking=one.level is RelationLevel.ERROR,
            )
            for one in check.findings
        ),
    )


def _parts(picture: YearPicture) -> tuple[PartView, ...]:
    basis = AnnualBasis(tables=picture.tables, before=picture.before, fees=picture.fees)
    noted = {
        key.removeprefix(NOTED): one.value
        for key, one in picture.entries.items()
        if key.startswith(NOTED) and one.value
    }
    words = dict(picture.texts.parts)
    titles = dict(zip(PARTS, annual_layout().parts, strict=True))
    return tuple(
        PartView(
            key=part,
            title=titles[part],
            text=words[part],
            proposed=picture.proposed.get(part, ""),
            edited=_is_written(picture, part),
            numbers=number_views(words[part], basis, noted),
        )
        for part in PARTS
    )


def _is_written(picture: YearPicture, part: str) -> bool:
    found = picture.entries.get(f"text.{part}")
    return found is not None and found.value is not None


def _hand(picture: YearPicture) -> tuple[HandFigureView, ...]:
    layout, before = annual_layout(), picture.before
    found = []
    for block in layout.blocks:
        for cell in block.cells:
            figure = picture.tables.figures.get(cell)
            earlier = before.figures.get(cell) if before is not None else None
            found.append(
                HandFigureView(
                    cell=cell,
                    label=layout.cell_title(cell).removeprefix("表二 "),
                    block=block.title,
                    text="" if figure is None else shown(figure),
                    source=_source(picture, cell, figure),
                    decimals=block.decimals,
                    before="" if earlier is None else shown(earlier),
                )
            )
    return tuple(found)


def _source(picture: YearPicture, cell: str, figure: Figure) -> str:
    if figure is None:
        return ""
    if cell in picture.carried:
        return f"{picture.year - 1}年现行有效＋制发－废止"
    entry = picture.entries.get(cell)
    return entry.source if entry is not None and entry.value is not None else "关账时的数"


def _before(session: Session, picture: YearPicture) -> BeforeView:
    year, tables = picture.year - 1, picture.before
    told = {
        "closed": f"{year}年在本程序关账的数",
        "entered": f"录入的{year}年公布数",
        "": f"没有{year}年的数",
    }[picture.before_source]
    views = closing_views(session, year)
    if picture.before_source == "closed" and views:
        told = f"{year}年{views[-1].closed_on:%Y-%m-%d}关账的数"
    figures = figure_texts(tables.figures) if tables is not None else {}
    return BeforeView(year=year, source=picture.before_source, told=told, figures=figures)


def _policies(office: Office, session: Session, picture: YearPicture) -> tuple[AnnualPolicyView, ...]:
    earlier = policies_of_year(office, session, picture.year - 1)
    specs = policy_specs()
    return tuple(
        AnnualPolicyView(
            key=key,
            label=specs[key].label,
            question=specs[key].question,
            value=specs[key].show(picture.policies.get(key)),
            before=specs[key].show(earlier.get(key)) if earlier.get(key) != picture.policies.get(key) else "",
        )
        for key in COUNTING_POLICIES
    )

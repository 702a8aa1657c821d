"""Figures and words entered for a year: append-only, the latest counts; who else entered meanwhile is noticed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.annual_drafts import AnnualFiguresDraft, AnnualTextDraft, CarriedNoteDraft, NotedNumberDraft
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.annual_form import AnnualForm, annual_layout
from models import AgencyProfile, AnnualFigure
from models.text_cleaning import clean_text
from reports.annual_tables import Figure, read_figure, shown

__all__ = [
    "CARRIED_NOTE",
    "FORM",
    "NOTED",
    "PARTS",
    "Entered",
    "enter_figures",
    "enter_text",
    "enter_year",
    "entered",
    "explain_carried",
    "figures_of",
    "lock_annual",
    "note_number",
]

PARTS: Final = ("overview", "proactive", "requests", "disputes", "problems", "other")
"""The six parts of the report, by key."""

CARRIED_NOTE: Final = "text.carried_note"
FORM: Final = "form"
"""Key of the entry that says in which form the figures of an earlier year were published."""
NOTED: Final = "noted."
_TOPICS: Final = ("annual",)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered last under a key; ``value`` is None where it was taken back."""

    id: int
    value: str | None
    source: str
    by: str


def entered(session: Session, year: int) -> Mapping[str, Entered]:
    """The latest entry of every key of a year."""
    rows = session.execute(
        select(AnnualFigure.id, AnnualFigure.key, AnnualFigure.value, AnnualFigure.source, AnnualFigure.recorded_by)
        .where(AnnualFigure.year == year)
        .order_by(AnnualFigure.id)
    )
    return {row.key: Entered(row.id, row.value, row.source, row.recorded_by) for row in rows}


def figures_of(entries: Mapping[str, Entered], tables: Iterable[str] = ("t2", "t3", "t4")) -> dict[str, Figure]:
    """The cells among the entries of a year."""
    wanted = tuple(f"{one}." for one in tables)
    return {
        key: read_figure(one.value)
        for key, one in entries.items()
        if key.startswith(wanted) and one.value is not None
    }  # fmt: skip


def lock_annual(work: Work) -> None:
    """Let a second writer of the annual report wait until this act ends."""
    work.session.execute(select(AgencyProfile.id).with_for_update())


def enter_figures(office: Office, draft: AnnualFiguresDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Enter figures that no case can tell: table two, or the tables of a year before this program.

    Raises:
        UserError: ``annual_cell_unknown``, ``annual_figure_wrong`` (``field``: the cell), ``annual_entered_meanwhile``.
    """
    checked = {key: _checked(key, text) for key, text in draft.values.items()}
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        known = entered(work.session, draft.year)
        _refuse_meanwhile(known, checked, draft.entry)
        new = {key: value for key, value in checked.items() if _value(known, key) != value}
        for key, value in new.items():
            _add(work, draft.year, key, value, clean_text(draft.source).text.strip())
    return Changed(message=f"已录入{draft.year}年 {len(new)} 格" if new else "没有改动", topics=_TOPICS)


def enter_year(
    office: Office,
    year: int,
    values: Mapping[str, str],
    form: AnnualForm,
    source: str,
    *,
    today: date,
    now: datetime,
    actor: str,
) -> Changed:
    """Enter the figures of a published report of an earlier year; those of the form before 2021 without table two.

    Raises:
        UserError: ``annual_figure_wrong``.
    """
    layout = annual_layout()
    kept = {
        cell: _checked(cell, text)
        for cell, text in values.items()
        if cell in layout.cells and (form is AnnualForm.CURRENT or not cell.startswith("t2."))
    }
    kept[FORM] = str(int(form))
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        known = entered(work.session, year)
        new = {key: value for key, value in kept.items() if _value(known, key) != value}
        for key, value in new.items():
            _add(work, year, key, value, clean_text(source).text.strip())
    return Changed(message=f"已从“{source}”录入{year}年的数", topics=_TOPICS)


def enter_text(office: Office, draft: AnnualTextDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Write a part of the report, or go back to what the tables say.

    Raises:
        UserError: ``annual_part_unknown``, ``annual_entered_meanwhile``.
    """
    if draft.part not in PARTS:
        raise refused("annual_part_unknown", part=draft.part, field="part")
    key = f"text.{draft.part}"
    text = clean_text(draft.text).text.strip() if draft.text is not None else None
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        known = entered(work.session, draft.year)
        _refuse_meanwhile(known, {key: text}, draft.entry)
        if _value(known, key) != text:
            _add(work, draft.year, key, text, "录入")
    return Changed(message="正文已保存" if text is not None else "已改回由表生成的文字", topics=_TOPICS)


def note_number(office: Office, draft: NotedNumberDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Say where a number of the text comes from that is no table value; an empty source takes the note back."""
    source = clean_text(draft.source).text.strip()
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        _add(work, draft.year, f"{NOTED}{clean_text(draft.number).text.strip()}", source or None, "录入")
    return Changed(message="已注明口径" if source else "已取消口径说明", topics=_TOPICS)


def explain_carried(office: Office, draft: CarriedNoteDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Say why the published report of the year before was wrong; an empty text: it was not."""
    text = clean_text(draft.text).text.strip()
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        _add(work, draft.year, CARRIED_NOTE, text or None, "录入")
    return Changed(message="已记下上年年报的情况" if text else "已取消说明", topics=_TOPICS)


def _add(work: Work, year: int, key: str, value: str | None, source: str) -> None:
    work.session.add(
        AnnualFigure(year=year, key=key, value=value, source=source, recorded_at=work.now, recorded_by=work.actor)
    )


def _value(known: Mapping[str, Entered], key: str) -> str | None:
    return known[key].value if key in known else None


def _refuse_meanwhile(known: Mapping[str, Entered], wanted: Mapping[str, str | None], seen: int | None) -> None:
    """Refuse to write over what somebody else entered and the user has not seen."""
    if seen is None:
        return
    for key, value in wanted.items():
        other = known.get(key)
        if other is not None and other.id > seen and other.value != value:
            raise refused(
                "annual_entered_meanwhile", label=_label(key), who=other.by, value=_brief(other.value), field=key
            )


def _brief(value: str | None) -> str:
    text = value or "空"
    return text if len(text) <= 20 else f"{text[:19]}…"


def _label(key: str) -> str:
    layout = annual_layout()
    if not key.startswith("text."):
        return layout.cell_title(key)
    return dict(zip(PARTS, layout.parts, strict=True)).get(key.removeprefix("text."), "正文")


def _checked(cell: str, text: str) -> str | None:
    """A figure as it is kept; None if it is taken back."""
    layout = annual_layout()
    if cell not in layout.cells:
        raise refused("annual_cell_unknown", cell=cell, field=cell)
    figure = read_figure(text)
    if figure is None:
        return None
    decimals = layout.decimals(cell)
    problem = _problem(figure, decimals)
    if problem:
        wanted = f"0 或者正数，至多 {decimals} 位小数" if decimals else "0 或者正整数"
        label = layout.cell_title(cell)
        raise refused("annual_figure_wrong", label=label, text=text.strip(), problem=problem, wanted=wanted, field=cell)
    return shown(figure)


def _problem(figure: Figure, decimals: int) -> str:
    if isinstance(figure, str) or figure is None:
        return "不是数字"
    if figure < 0:
        return "数不能是负的"
    if figure >= 10**12:
        return "数太大"
    number = Decimal(figure)
    if number != round(number, decimals):
        return f"最多 {decimals} 位小数" if decimals else "须为整数"
    return ""

"""The office's own order of columns for ledgers that go out, kept under names."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.ledger_export import known_columns, usual_columns
from casework.ledger_export_views import LEDGER_TITLE, LayoutDraft, LayoutView, LedgerDraft, LedgerFormat
from casework.office import Office
from casework.refusals import refused
from casework.roles import refuse_inactive
from casework.views import CaseFilter, Changed
from models import LedgerLayout
from models.text_cleaning import clean_text
from reports.ledger_workbook import LEDGER_COLUMNS

__all__ = ["delete_layout", "draft_of_layout", "layout_named", "layouts", "save_layout"]

_TOPICS: Final = ("ledger_layouts",)


def layouts(office: Office) -> tuple[LayoutView, ...]:
    """The layouts by name."""
    with office.reading() as session:
        return tuple(_view(one) for one in session.scalars(select(LedgerLayout).order_by(LedgerLayout.name)))


def layout_named(office: Office, name: str) -> LayoutView:
    """One layout.

    Raises:
        UserError: ``ledger_layout_unknown``.
    """
    with office.reading() as session:
        found = _named(session, clean_text(name).text.strip())
        if found is None:
            raise refused("ledger_layout_unknown", field="layout", name=name)
        return _view(found)


def draft_of_layout(layout: LayoutView, wanted: CaseFilter) -> LedgerDraft:
    """What is exported with a layout and a filter; personal data are masked."""
    return LedgerDraft(wanted=wanted, columns=layout.columns, title=layout.title, format=layout.format)


def save_layout(office: Office, draft: LayoutDraft, *, now: datetime, actor: str) -> Changed:
    """Keep a layout under its name.

    Raises:
        UserError: ``ledger_layout_unnamed``; ``ledger_layout_exists`` unless it is to be replaced; a column that does
            not exist, or none.
    """
    name = clean_text(draft.name).text.strip()
    if not name:
        raise refused("ledger_layout_unnamed", field="layout")
    columns = known_columns(draft.columns)
    title = clean_text(draft.title).text.strip() or LEDGER_TITLE
    with office.writing() as session:
        refuse_inactive(session, actor)
        kept = _named(session, name)
        if kept is not None and not draft.replace:
            raise refused("ledger_layout_exists", field="layout", name=name)
        if kept is None:
            kept = LedgerLayout(name=name)
            session.add(kept)
        kept.columns = list(columns)
        kept.options = {"title": title, "format": draft.format.value}
        kept.saved_at, kept.saved_by = now, actor
    return Changed(message=f"已保存版式“{name}”", topics=_TOPICS)


def delete_layout(office: Office, layout_id: int, *, actor: str) -> Changed:
    """Forget a layout; ledgers that were exported with it stay as they are.

    Raises:
        UserError: ``ledger_layout_unknown``.
    """
    with office.writing() as session:
        refuse_inactive(session, actor)
        kept = session.get(LedgerLayout, layout_id)
        if kept is None:
            raise refused("ledger_layout_unknown", name="这个")
        name = kept.name
        session.execute(delete(LedgerLayout).where(LedgerLayout.id == layout_id))
    return Changed(message=f"已删除版式“{name}”", topics=_TOPICS)


def _named(session: Session, name: str) -> LedgerLayout | None:
    return session.scalar(select(LedgerLayout).where(LedgerLayout.name == name))


def _view(row: LedgerLayout) -> LayoutView:
    options: Mapping[str, Any] = row.options or {}
    # A layout may come from a later program: what is not known here is left out rather than refused.
    columns = tuple(one for one in row.columns if one in LEDGER_COLUMNS) or usual_columns()
    kind = options.get("format")
    return LayoutView(
        id=row.id,
        name=row.name,
        columns=columns,
        title=str(options.get("title") or LEDGER_TITLE),
        format=LedgerFormat(kind) if kind in set(LedgerFormat) else LedgerFormat.XLSX,
        saved_by=row.saved_by,
    )

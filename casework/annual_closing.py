"""关账: the report of a year is fixed with the cases behind it; closed again only with a reason, never changed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NoReturn

from casework.annual_closed import closing_views, stored_cases, stored_report
from casework.annual_count import count_year
from casework.annual_drafts import AnnualCloseDraft
from casework.annual_entries import Entered, lock_annual
from casework.annual_year import YearPicture, picture_of
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.annual_relations import RelationScope, annual_relations
from law.policies import policy_specs
from models import AnnualClosing
from models.text_cleaning import clean_text
from reports.annual_relations import AnnualFinding

__all__ = ["close_year"]


def close_year(office: Office, draft: AnnualCloseDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Close a year, or close it again after corrections.

    Raises:
        UserError: ``annual_year_running``, ``annual_relation_broken``, ``annual_carried_broken``,
            ``annual_reason_missing``, ``annual_closed_meanwhile``, ``annual_entered_meanwhile``.
    """
    reason = clean_text(draft.reason).text.strip()
    if today.year <= draft.year:
        raise refused("annual_year_running", year=draft.year, next=draft.year + 1)
    with begin(office, today=today, now=now, actor=actor) as work:
        lock_annual(work)
        _refuse_other_closing(work, draft, reason)
        picture = picture_of(office, work.session, draft.year, as_closed=False)
        _refuse_unseen_entry(picture.entries, draft.entry)
        _refuse_broken(picture)
        _store(work, picture, reason)
    return Changed(message=f"{draft.year}年已关账", topics=("annual",))


def _refuse_other_closing(work: Work, draft: AnnualCloseDraft, reason: str) -> None:
    before = closing_views(work.session, draft.year)
    if before and before[-1].id != draft.closing:
        raise refused("annual_closed_meanwhile", year=draft.year, who=before[-1].closed_by)
    if before and not reason:
        raise refused("annual_reason_missing", year=draft.year, on=before[-1].closed_on, field="reason")


def _refuse_unseen_entry(entries: Mapping[str, Entered], seen: int | None) -> None:
    """What is closed must be what the user looked at."""
    latest = max(entries.values(), key=_id_of, default=None)
    if seen is not None and latest is not None and latest.id > seen:
        raise refused("annual_entered_meanwhile", label="年报", who=latest.by, value=(latest.value or "空")[:20])


def _id_of(one: Entered) -> int:
    return one.id


def _refuse_broken(picture: YearPicture) -> None:
    errors = picture.check.errors
    if errors:
        _refuse(picture, errors[0], len(errors))


def _refuse(picture: YearPicture, first: AnnualFinding, count: int) -> NoReturn:
    relation = annual_relations()[first.relation]
    said = {"year": picture.year, "first": first.sentence.rstrip("。"), "key": relation.key, "rule": relation.rule}
    field = first.cells[0] if first.cells else None
    if relation.scope is RelationScope.YEARS:
        raise refused("annual_carried_broken", field=field, before=picture.year - 1, **said)
    raise refused("annual_relation_broken", field=field, count=count, basis=relation.basis, **said)


def _store(work: Work, picture: YearPicture, reason: str) -> None:
    report = stored_report(
        picture.tables,
        picture.texts,
        picture.before,
        picture.before_source,
        carried_note=picture.carried_note,
        fees=picture.fees,
    )
    counted = count_year(work.office, work.session, picture.year, picture.policies)
    work.session.add(
        AnnualClosing(
            year=picture.year,
            closed_on=work.today,
            report=report,
            cases=stored_cases(counted),
            policies={key: picture.policies.get(key) for key in policy_specs()},
            reason=reason,
            closed_at=work.now,
            closed_by=work.actor,
        )
    )

"""The agency's own templates: taken out as a file, taken back after a hard look, valid from a day, withdrawn.

Letters that were issued keep their bytes; a template decides only letters dated from its day on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.date_wording import full_date
from casework.letter_frames import layout_of
from casework.office import Office
from casework.refusals import refused
from casework.roles import roles_of
from casework.template_drafts import TemplateDraft, TemplateWithdrawalDraft
from casework.template_views import (
    ExaminedView,
    LetterKindView,
    ParagraphChangeView,
    TemplateFaultView,
    TemplateView,
    WordChangeView,
)
from casework.unit_of_work import begin
from casework.views import Changed
from law.outcomes import outcome_rules
from law.terms import DocumentKind, Outcome, Role
from models import LetterTemplate
from models.blobs import get_blob, put_blob, sha256_of
from models.text_cleaning import clean_text
from templates.edited_template import Examined, examine, is_sheet
from templates.engine import render
from templates.store import shipped_template, template_keys

__all__ = [
    "OwnTemplate",
    "adopt_template",
    "examine_template",
    "letter_kinds",
    "letter_title",
    "own_template",
    "read_template_file",
    "rendered",
    "template_file",
    "template_history",
    "template_on",
    "withdraw_template",
]

_MOST_MEGABYTES: Final = 10
_MAY_DECIDE: Final = frozenset({Role.REVIEWER, Role.HEAD, Role.ADMINISTRATOR})
_STATES: Final = {
    "planned": "待启用",
    "in_force": "正在使用",
    "replaced": "已被替代",
    "withdrawn": "已停用",
}


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the agency: its bytes and their hash."""

    sha256: str
    content: bytes


# -------------------------------------------------------------------------------------------------- letters


def own_template(session: Session, key: str, day: date) -> OwnTemplate | None:
    """The agency's template for letters dated on a day; None: the shipped one holds."""
    digest = session.scalar(
        select(LetterTemplate.content_sha256)
        .where(LetterTemplate.key == key, LetterTemplate.valid_from <= day, LetterTemplate.withdrawn_at.is_(None))
        .order_by(LetterTemplate.valid_from.desc(), LetterTemplate.id.desc())
        .limit(1)
    )
    return None if digest is None else OwnTemplate(digest, get_blob(session, digest))


def template_on(session: Session, key: str, day: date) -> bytes | None:
    """Bytes of the agency's template for letters dated on a day; None: the shipped one holds."""
    found = own_template(session, key, day)
    return None if found is None else found.content


def rendered(office: Office, session: Session, kind: DocumentKind, context: Any, day: date) -> bytes:
    """A letter dated on a day as a .docx: with the template and the looks that hold on that day.

    Raises:
        UserError: the letter lacks something it has to say.
    """
    layout = layout_of(office.policies(day, session))
    return render(kind, context, layout, template_on(session, context.template_key, day))


# -------------------------------------------------------------------------------------------------- questions


def letter_title(key: str) -> str:
    """What the letter of a template is called: its kind, of replies title and outcome."""
    kind, _, which = key.partition(".")
    if kind == DocumentKind.OUTCOME_LETTER and which:
        outcome = Outcome(which)
        return f"{outcome_rules()[outcome].letter_title}（{outcome.label}）"
    return DocumentKind(kind).label


def _label(key: str) -> str:
    kind, _, which = key.partition(".")
    return Outcome(which).label if which else DocumentKind(kind).label


def _group(key: str) -> str:
    kind = DocumentKind(key.partition(".")[0])
    if kind is DocumentKind.OUTCOME_LETTER:
        return "答复文书"
    return "内部单" if is_sheet(key) else "程序文书"


def letter_kinds(office: Office, *, today: date) -> tuple[LetterKindView, ...]:
    """Every letter, and which template makes it today: replies, then letters of the procedure, then sheets."""
    with office.reading() as session:
        rows = tuple(session.scalars(select(LetterTemplate).order_by(LetterTemplate.valid_from, LetterTemplate.id)))
    found = []
    for key in template_keys():
        views = _views([one for one in rows if one.key == key], today)
        own = next((one for one in views if one.state == "in_force"), None)
        source = "原版" if own is None else f"本机关版本，{full_date(own.valid_from)}起"
        planned = sum(one.state == "planned" for one in views)
        found.append(
            LetterKindView(
                key=key,
                title=letter_title(key),
                label=_label(key),
                group=_group(key),
                source_text=source,
                own=own,
                planned=planned,
            )
        )
    groups = ("答复文书", "程序文书", "内部单")
    terms = [one.value for one in (*Outcome, *DocumentKind)]
    return tuple(
        sorted(found, key=lambda one: (groups.index(one.group), terms.index(one.key.partition(".")[2] or one.key)))
    )


def template_history(office: Office, key: str, *, today: date) -> tuple[TemplateView, ...]:
    """Every template that was taken in for a letter, the latest first."""
    with office.reading() as session:
        rows = session.scalars(
            select(LetterTemplate)
            .where(LetterTemplate.key == _known(key))
            .order_by(LetterTemplate.valid_from, LetterTemplate.id)
        )
        return tuple(reversed(_views(tuple(rows), today)))


def _views(rows: Iterable[LetterTemplate], today: date) -> tuple[TemplateView, ...]:
    """Templates of one key, ordered by day, with their states."""
    ordered = tuple(rows)
    holding = [one for one in ordered if one.withdrawn_at is None and one.valid_from <= today]
    current = holding[-1].id if holding else None
    return tuple(_view(one, _state(one, current, today)) for one in ordered)


def _state(row: LetterTemplate, current: int | None, today: date) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.valid_from > today:
        return "planned"
    return "in_force" if row.id == current else "replaced"


def _view(row: LetterTemplate, state: str) -> TemplateView:
    return TemplateView(
        id=row.id,
        key=row.key,
        title=letter_title(row.key),
        valid_from=row.valid_from,
        file_name=row.file_name,
        reason=row.reason,
        recorded_on=row.recorded_at.astimezone().date(),
        recorded_by=row.recorded_by,
        sha256=row.content_sha256,
        state=state,
        state_text=_STATES[state],
        withdrawn_by=row.withdrawn_by or "",
        withdrawn_reason=row.withdrawn_reason or "",
    )


def template_file(
    office: Office, key: str, *, day: date, template_id: int | None = None, shipped: bool = False
) -> tuple[str, bytes]:
    """Name and bytes of a template as a file to edit.

    Args:
        office: the office.
        key: the letter.
        day: the template of letters of that day.
        template_id: this one instead, whatever its day.
        shipped: the shipped one instead.

    Raises:
        UserError: ``template_unknown``, ``template_missing``.
    """
    name = f"文书模板 {letter_title(_known(key))}.docx"
    if shipped:
        return name, shipped_template(key)
    with office.reading() as session:
        if template_id is not None:
            row = session.get(LetterTemplate, template_id)
            if row is None or row.key != key:
                raise refused("template_missing")
            return name, get_blob(session, row.content_sha256)
        return name, template_on(session, key, day) or shipped_template(key)


def read_template_file(path: Path) -> bytes:
    """The bytes of a file that somebody chose.

    Raises:
        UserError: ``template_file_unreadable``, ``template_file_too_large``.
    """
    try:
        if path.stat().st_size > _MOST_MEGABYTES * 1024 * 1024:
            raise refused("template_file_too_large", field="file", file=path.name, megabytes=_MOST_MEGABYTES)
        return path.read_bytes()
    except OSError as problem:
        raise refused("template_file_unreadable", field="file", file=path.name) from problem


def examine_template(office: Office, key: str, file_name: str, content: bytes, *, today: date) -> ExaminedView:
    """What is wrong with an edited template, and how it differs from the one in force; nothing is kept.

    Raises:
        UserError: ``template_unknown``.
    """
    with office.reading() as session:
        looked = examine(_known(key), content, template_on(session, key, today))
    return ExaminedView(
        key=key,
        title=letter_title(key),
        file_name=file_name,
        accepted=looked.template is not None,
        faults=tuple(TemplateFaultView(code=one.code, place=one.place, sentence=one.sentence) for one in looked.faults),
        notes=looked.notes,
        changes=tuple(
            ParagraphChangeView(
                kind=one.kind.value,
                words=tuple(WordChangeView(kind=two.kind.value, text=two.text) for two in one.words),
            )
            for one in looked.changes
        ),
        content=content,
    )


def _known(key: str) -> str:
    if key not in template_keys():
        raise refused("template_unknown", field="key")
    return key


# -------------------------------------------------------------------------------------------------- decisions


def adopt_template(office: Office, draft: TemplateDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Make an edited template valid from a day; it is looked at once more, whatever was shown before.

    Raises:
        UserError: it is not fit, its day lies back, no reason is given, it changes nothing, or the role is missing.
    """
    key = _known(draft.key)
    reason = _reason(draft.reason)
    if draft.valid_from < today:
        raise refused("template_day_past", field="valid_from", day=draft.valid_from, today=today)
    with begin(office, today=today, now=now, actor=actor) as work:
        _may_decide(work.session, actor)
        before = own_template(work.session, key, draft.valid_from)
        content = _fit(examine(key, draft.content, before.content if before else None), draft.file_name)
        if before is not None and before.sha256 == sha256_of(content):
            raise refused("template_same", field="file", day=draft.valid_from)
        row = LetterTemplate(
            key=key,
            valid_from=draft.valid_from,
            content_sha256=put_blob(work.session, content, now=now),
            file_name=clean_text(draft.file_name).text.strip()[:200] or "模板.docx",
            reason=reason,
            recorded_at=now,
            recorded_by=actor,
        )
        work.session.add(row)
    message = f"“{letter_title(key)}”自{full_date(draft.valid_from)}起用新模板"
    return Changed(message=message, topics=("templates",))


def _fit(looked: Examined, file_name: str) -> bytes:
    if looked.template is None:
        first = looked.faults[0].told
        raise refused("template_refused", field="file", file=file_name, first=first, count=len(looked.faults))
    return looked.template


def _reason(text: str) -> str:
    reason = clean_text(text).text.strip()
    if not reason:
        raise refused("template_reason_missing", field="reason")
    return reason


def _may_decide(session: Session, actor: str) -> None:
    roles = roles_of(session, actor)
    if roles is not None and not roles & _MAY_DECIDE:
        raise refused("template_role", person=actor)


def withdraw_template(
    office: Office, draft: TemplateWithdrawalDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Stop using a template; letters from now on are made with the one before it, or with the shipped one.

    Raises:
        UserError: ``template_missing``, ``template_withdrawn_already``, no reason, or the role is missing.
    """
    reason = _reason(draft.reason)
    with begin(office, today=today, now=now, actor=actor) as work:
        _may_decide(work.session, actor)
        row = work.session.scalar(
            select(LetterTemplate).where(LetterTemplate.id == draft.template_id).with_for_update()
        )
        if row is None:
            raise refused("template_missing")
        if row.withdrawn_at is not None:
            raise refused("template_withdrawn_already")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now, actor, reason
        title = letter_title(row.key)
    return Changed(message=f"“{title}”的模板已停用", topics=("templates",))

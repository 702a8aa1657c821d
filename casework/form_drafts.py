"""Unfinished input, kept every few seconds and offered again after a crash."""

import json
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.office import Office
from casework.views import Changed, FormDraftView
from law.errors import UserError
from models import FormDraft

__all__ = ["discard", "drafts_in", "load", "open_drafts", "save"]


def save(office: Office, key: str, screen: str, title: str, payload_json: str, *, now: datetime, actor: str) -> Changed:
    """Keep the content of an open form; the same key replaces what was kept before.

    Args:
        office: the office.
        key: identifies the form, for example ``intake`` or ``case:12:extend``.
        screen: the screen that can offer it again.
        title: what the user recognises it by.
        payload_json: the form's content as JSON text, kept as it is.
        now: aware UTC instant of saving.
        actor: who is typing.

    Raises:
        UserError: ``payload_json`` is not JSON; nothing is replaced then.
    """
    try:
        content = json.loads(payload_json)
    except ValueError as problem:
        raise UserError("draft_not_json", "草稿内容无法保存", f"内容不是 JSON：{problem}") from problem
    with office.writing() as session:
        draft = session.scalar(select(FormDraft).where(FormDraft.key == key))
        if draft is None:
            draft = FormDraft(key=key)
            session.add(draft)
        draft.screen = screen
        draft.payload = {"title": title, "content": content}
        draft.person = actor
        draft.saved_at = now
    return Changed(topics=("drafts",))


def load(office: Office, key: str) -> FormDraftView | None:
    """The draft kept under ``key``, or ``None``."""
    with office.reading() as session:
        draft = session.scalar(select(FormDraft).where(FormDraft.key == key))
        return None if draft is None else _view(draft)


def open_drafts(office: Office) -> tuple[FormDraftView, ...]:
    """All drafts, the latest first."""
    with office.reading() as session:
        return drafts_in(session)


def drafts_in(session: Session) -> tuple[FormDraftView, ...]:
    """As :func:`open_drafts`, inside a reading transaction."""
    kept = session.scalars(select(FormDraft).order_by(FormDraft.saved_at.desc(), FormDraft.id.desc()))
    return tuple([_view(one) for one in kept])


def discard(office: Office, key: str) -> Changed:
    """Forget the draft under ``key``: it was registered, or the user dropped it. Unknown keys are fine."""
    with office.writing() as session:
        session.execute(delete(FormDraft).where(FormDraft.key == key))
    return Changed(topics=("drafts",))


def _view(draft: FormDraft) -> FormDraftView:
    return FormDraftView(
        key=draft.key,
        screen=draft.screen,
        title=str(draft.payload.get("title", "")),
        saved_at=draft.saved_at,
        payload=json.dumps(draft.payload.get("content"), ensure_ascii=False),
    )

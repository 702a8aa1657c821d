"""常用语: sentences that the agency uses again, kept for one outcome, one kind of letter, or for all."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from casework.office import Office
from casework.refusals import refused
from casework.template_drafts import PhraseDraft
from casework.template_views import PhraseView
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import DocumentKind, Outcome
from models import Phrase
from models.text_cleaning import clean_text

__all__ = ["add_phrase", "phrase_places", "phrases", "remove_phrase"]

_LONGEST: Final = 2000
_GENERAL: Final = "通用"


def phrase_places(place: str) -> tuple[tuple[str, str], ...]:
    """Where a phrase that is added on a page can be for: that outcome or kind, and every letter."""
    return ((place, _place_text(place)), ("", _GENERAL)) if place else (("", _GENERAL),)


def _place_text(place: str) -> str:
    if not place:
        return _GENERAL
    for terms in (Outcome, DocumentKind):
        if place in {one.value for one in terms}:
            return terms(place).label
    raise refused("phrase_place_unknown", field="place")


def phrases(office: Office, place: str = "", *, every: bool = False) -> tuple[PhraseView, ...]:
    """The phrases for an outcome or a kind of letter, its own before the general ones, the latest first.

    Args:
        office: the office.
        place: outcome or kind; empty gives the general ones.
        every: those of all other places as well, behind.
    """
    with office.reading() as session:
        rows = session.scalars(select(Phrase).where(Phrase.removed_at.is_(None)).order_by(Phrase.id.desc())).all()
    wanted = [one for one in rows if every or one.place in (place, "")]
    wanted.sort(key=lambda one: (one.place != place, bool(one.place)))
    return tuple(
        PhraseView(
            id=one.id,
            text=one.text,
            place=one.place,
            place_text=_place_text(one.place),
            recorded_by=one.recorded_by,
        )
        for one in wanted
    )


def add_phrase(office: Office, draft: PhraseDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Keep a phrase.

    Raises:
        UserError: it is blank, too long, there already, or for something unknown.
    """
    text = "\n".join(one.strip() for one in clean_text(draft.text).text.splitlines() if one.strip())
    if not text:
        raise refused("phrase_blank", field="text")
    if len(text) > _LONGEST:
        raise refused("phrase_too_long", field="text", most=_LONGEST)
    told = _place_text(draft.place)
    with begin(office, today=today, now=now, actor=actor) as work:
        same = select(Phrase.id).where(Phrase.removed_at.is_(None), Phrase.place == draft.place, Phrase.text == text)
        if work.session.scalar(same) is not None:
            raise refused("phrase_known", field="text")
        work.session.add(Phrase(place=draft.place, text=text, recorded_at=now, recorded_by=actor))
    return Changed(message=f"已存为常用语（{told}）", topics=("phrases",))


def remove_phrase(office: Office, phrase_id: int, *, today: date, now: datetime, actor: str) -> Changed:
    """Take a phrase out of the list; who and when is kept.

    Raises:
        UserError: ``phrase_missing``.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        row = work.session.scalar(select(Phrase).where(Phrase.id == phrase_id).with_for_update())
        if row is None or row.removed_at is not None:
            raise refused("phrase_missing")
        row.removed_at, row.removed_by = now, actor
    return Changed(message="已删去一条常用语", topics=("phrases",))

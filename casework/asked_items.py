"""The several things asked for in one request, each of which its reply concludes (C33).

The things are guessed from the applicant's own numbering; a person may say that they are one thing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.drafts import ItemConclusion, OutcomeDraft
from casework.item_guess import guess_items
from casework.refusals import refused
from casework.views import ItemFieldView
from law.terms import Outcome
from models import Request
from models.text_cleaning import clean_text

__all__ = ["asked_items", "conclusions_of", "items_to_conclude", "proposed_conclusions"]

# These end the request as a whole and say nothing on any of its parts.
_AS_A_WHOLE: Final = frozenset({
    Outcome.WITHDRAWN, Outcome.ABANDONED_NO_CORRECTION, Outcome.ABANDONED_NO_PAYMENT, Outcome.EXCESSIVE_REQUESTS,
    Outcome.UNCLEAR_AFTER_CORRECTION, Outcome.PETITION,
})  # fmt: skip
# What is given differs from part to part: only a person can say which.
_DIFFERS: Final = frozenset({Outcome.PARTIAL_GRANT, Outcome.OTHER})


def asked_items(session: Session, request: Request, outcome: Outcome) -> tuple[str, ...]:
    """The things that a reply with this outcome has to conclude; empty for one thing, or where the letter was split."""
    if outcome in _AS_A_WHOLE:
        return ()
    split = select(Request.id).where(Request.submission_id == request.submission_id, Request.id != request.id).limit(1)
    if session.scalar(split) is not None:
        return ()
    return tuple(one.title for one in guess_items(request.text))


def items_to_conclude(session: Session, request: Request, said: Mapping[str, Any]) -> tuple[str, ...]:
    """The things that the letter of a decision has to name; empty where a person said that they are one."""
    return () if said.get("single_item") else asked_items(session, request, Outcome(said["outcome"]))


def proposed_conclusions(items: Sequence[str], outcome: Outcome) -> tuple[ItemFieldView, ...]:
    """The form's lines, one for each thing, with what the outcome as such says on it."""
    said = "" if outcome in _DIFFERS else outcome.label.partition("·")[0]
    return tuple(ItemFieldView(text=one, conclusion=said) for one in items)


def conclusions_of(draft: OutcomeDraft) -> tuple[ItemConclusion, ...]:
    """The conclusions as they are kept.

    Raises:
        UserError: ``item_open``, one thing has no conclusion; ``field`` names its line, counted from 0.
    """
    kept = []
    for at, one in enumerate(() if draft.single_item else draft.conclusions):
        text, conclusion = (clean_text(part).text.strip() for part in (one.text, one.conclusion))
        if not text or not conclusion:
            raise refused("item_open", field=f"conclusions.{at}", item=text or f"第{at + 1}项")
        kept.append(ItemConclusion(text=text, conclusion=conclusion))
    return tuple(kept)

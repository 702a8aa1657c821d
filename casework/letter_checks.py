"""The checks before a letter leaves, told as the client shows them; for letters without a draft they decide at once."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.views import FindingView
from law.errors import UserError
from models import Agent, Applicant, Request, SubmissionApplicant
from templates.checks import CheckBasis, Level, check_letter
from templates.findings import Finding, bare
from templates.preview import BlockKind, PreviewBlock

__all__ = ["finding_views", "private_words", "refuse_flawed"]

_OF_METHOD = "C48"


def private_words(session: Session, request: Request) -> tuple[str, ...]:
    """What must not stand in a letter: the numbers of those concerned (C53)."""
    parties = session.scalars(
        select(Applicant)
        .join(SubmissionApplicant, SubmissionApplicant.applicant_id == Applicant.id)
        .where(SubmissionApplicant.submission_id == request.submission_id)
    )
    agents = session.scalars(select(Agent).where(Agent.submission_id == request.submission_id))
    words = [word for one in (*parties, *agents) for word in (one.identity_number, one.phone)]
    # A number that the applicant put into the text of the request is quoted as it came.
    return tuple(word for word in words if word and word not in request.text)


def finding_views(
    found: tuple[Finding, ...], request: Request, blocks: tuple[PreviewBlock, ...] = ()
) -> tuple[FindingView, ...]:
    """Findings as shown, each with its paragraph among the blocks of the letter.

    A number inside the quoted request is the applicant's own words: told, not barred.
    """
    views = []
    for one in found:
        quoted = one.id == "C53" and bool(one.where) and one.where in (request.text or request.title)
        level = "block" if one.level is Level.BLOCK and not quoted else "warn"
        sentence = f"{one.sentence.rstrip('。')}。"
        place = _place(one.where, blocks)
        views.append(
            FindingView(
                code=one.id,
                level=level,
                sentence=sentence,
                basis=one.citation,
                block=place,
                of_method=one.id == _OF_METHOD,
            )
        )
    return tuple(views)


def _place(where: str, blocks: tuple[PreviewBlock, ...]) -> int | None:
    """The paragraph that a finding is about; the agency's own words before those quoted from the applicant."""
    if where == "request_text":
        return next((at for at, one in enumerate(blocks) if one.kind is BlockKind.EXCERPT), None)
    holding = [at for at, one in enumerate(blocks) if bare(where) and bare(where) in bare(one.text)]
    own = [at for at in holding if blocks[at].kind is not BlockKind.EXCERPT]
    return next(iter((*own, *holding)), None)


def refuse_flawed(session: Session, request: Request, letter: Any, blocks: tuple[PreviewBlock, ...]) -> None:
    """Refuse a letter that a check bars; its day was checked before.

    Raises:
        UserError: the first finding that bars it.
    """
    basis = CheckBasis(
        today=letter.signed_on,
        registered_text=request.text or request.title,
        private=private_words(session, request),
    )
    for one in finding_views(check_letter(letter, blocks, basis), request):
        if one.level == "block":
            raise UserError(one.code, one.sentence, f"依据：{one.basis}" if one.basis else "", "请改正后再签发")

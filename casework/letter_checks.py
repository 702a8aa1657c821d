"""The checks before a letter leaves, told as the client shows them; for letters without a draft they decide at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.letter_basis import letter_basis
from casework.office import Office
from casework.views import FindingView
from law.errors import UserError
from models import Request
from models.blobs import BlobDamagedError, get_blob
from templates.checks import Level, check_letter
from templates.findings import Finding, bare, check_rules, finding
from templates.preview import BlockKind, PreviewBlock

__all__ = ["check_count", "finding_views", "kept_bytes", "kept_notes", "note_views", "notes_of"]

_OF_METHOD = "C48"


def check_count() -> int:
    """How many checks there are for the letters of a request; those of a dispute run on its own documents."""
    return sum(not one.dispute for one in check_rules().values())


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
                act=one.act,
                needs_reason=one.overridable,
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


def notes_of(
    office: Office, session: Session, case: ActCase, letter: Any, blocks: tuple[PreviewBlock, ...]
) -> tuple[FindingView, ...]:
    """What the checks tell about a letter that is issued without a draft; its day was checked before.

    Args:
        office: the office.
        session: the session of the act.
        case: the case as it was before the letter.
        letter: the typed context under its number.
        blocks: the rendered letter.

    Raises:
        UserError: the first finding that bars it.
    """
    basis = letter_basis(office, session, case, letter, blocks)
    found = finding_views(check_letter(letter, blocks, basis), case.request, blocks)
    for one in found:
        if one.level == "block":
            raise UserError(one.code, one.sentence, f"依据：{one.basis}" if one.basis else "", "请改正后再签发")
    return found


def kept_notes(found: Iterable[FindingView]) -> list[dict[str, str]]:
    """Hints as the event of the issue keeps them: number, sentence and provisions of each."""
    hints = (one for one in found if one.level != "block")
    return [{"code": one.code, "sentence": one.sentence, "basis": one.basis} for one in hints]


def note_views(kept: object) -> tuple[FindingView, ...]:
    """Kept hints as the client shows them; letters issued before hints were kept have none."""
    rows = kept if isinstance(kept, list | tuple) else ()
    return tuple(
        FindingView(
            code=str(one.get("code", "")),
            level="warn",
            sentence=str(one.get("sentence", "")),
            basis=str(one.get("basis", "")),
        )
        for one in rows
        if isinstance(one, Mapping)
    )


def kept_bytes(session: Session, sha256: str) -> bytes:
    """The bytes of an issued letter: the same at every reprint, checked against their hash (C66).

    Raises:
        UserError: ``C66``, the bytes are missing or not those that were kept.
    """
    try:
        return get_blob(session, sha256)
    except BlobDamagedError as damaged:
        said = finding("C66", "归档的文书与其哈希值不一致，不能重印")
        raise UserError(said.id, f"{said.sentence}。", "重印须与归档件逐字节相同", "请从备份恢复") from damaged

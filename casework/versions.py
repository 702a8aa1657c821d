"""The versions of a draft: what it said when it was saved, submitted or decided on, and what changed between two."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.legal_events import day_of
from casework.office import Office
from casework.refusals import refused
from casework.review_views import ComparedParagraph, ComparisonView, TextPiece, VersionView
from casework.unit_of_work import Work
from models import Document, DocumentVersion
from templates.wording import chinese_date

__all__ = ["compare", "keep_version", "latest_version", "same_words", "stored_version", "versions", "versions_in"]

# Number and date are fixed when the letter is issued; they make no other text.
_NOT_WORDS: Final = ("number", "date", "rule")
# Runs that are changed as one: figures and Latin words whole, Chinese sign by sign.
_RUNS: Final = re.compile(r"[0-9]+|[A-Za-z]+|\s+|.", re.DOTALL)
# An unchanged run this short between two changes reads as part of the change.
_SPECK: Final = 1
# Two paragraphs that share this much are one paragraph that was changed.
_ALIKE: Final = 0.4
# A paragraph that was changed stands near its old place: so many are looked at, which keeps long letters quick.
_NEAR: Final = 12
# Longer texts are compared by sentences, and rated by the signs they share: sign by sign takes minutes.
_LONG: Final = 2000
_SENTENCES: Final = re.compile(r"[^。；\n]*[。；\n]|[^。；\n]+")


def keep_version(work: Work, document: Document) -> tuple[int, bool]:
    """Write down what the draft says now, unless the last version says the same; its number and whether it is new."""
    last = latest_version(work.session, document.id)
    if last is not None and _same_content(last.content, document.preview):
        return last.number, False
    number = 1 if last is None else last.number + 1
    work.session.add(
        DocumentVersion(
            document_id=document.id,
            number=number,
            content=dict(document.preview),
            saved_at=work.now,
            saved_by=work.actor,
        )
    )
    work.session.flush()
    return number, True


def latest_version(session: Session, document_id: int) -> DocumentVersion | None:
    """The version written last."""
    statement = select(DocumentVersion).where(DocumentVersion.document_id == document_id)
    return session.scalars(statement.order_by(DocumentVersion.number.desc()).limit(1)).first()


def stored_version(session: Session, document_id: int, number: int) -> DocumentVersion:
    """One version.

    Raises:
        UserError: ``version_unknown``.
    """
    found = session.scalars(
        select(DocumentVersion).where(DocumentVersion.document_id == document_id, DocumentVersion.number == number)
    ).first()
    if found is None:
        raise refused("version_unknown", field="version", number=number)
    return found


def versions(office: Office, document_id: int) -> tuple[VersionView, ...]:
    """The versions of a document, the latest first."""
    with office.reading() as session:
        return versions_in(session, document_id)


def versions_in(session: Session, document_id: int) -> tuple[VersionView, ...]:
    """As :func:`versions`, inside a reading transaction."""
    rows = session.execute(
        select(DocumentVersion.number, DocumentVersion.saved_at, DocumentVersion.saved_by)
        .where(DocumentVersion.document_id == document_id)
        .order_by(DocumentVersion.number.desc())
    )
    return tuple(VersionView(number=row.number, saved_at=row.saved_at, saved_by=row.saved_by) for row in rows)


def compare(office: Office, document_id: int, earlier: int, later: int) -> ComparisonView:
    """Two versions side by side, paragraph by paragraph, with what was taken out and what was put in.

    Raises:
        UserError: ``version_unknown``.
    """
    with office.reading() as session:
        before, after = (stored_version(session, document_id, one) for one in (earlier, later))
        old, new = _paragraphs(before.content), _paragraphs(after.content)
        known = {one.number: one for one in versions_in(session, document_id)}
    return ComparisonView(earlier=known[earlier], later=known[later], paragraphs=tuple(_compared(old, new)))


def same_words(
    ours: Sequence[Mapping[str, Any]], dated: date | None, theirs: Sequence[Mapping[str, Any]], on: date | None
) -> bool:
    """Whether two letters say the same but for number and date.

    Args:
        ours: blocks of the one, as ``Document.preview`` keeps them.
        dated: its date.
        theirs: blocks of the other.
        on: its date, which may stand in the text where the first has its own.
    """
    first = [one for one in ours if one["kind"] not in _NOT_WORDS]
    second = [one for one in theirs if one["kind"] not in _NOT_WORDS]
    if len(first) != len(second):
        return False
    return all(
        one["kind"] == other["kind"] and other["text"] in (one["text"], _redated(one["text"], dated, on))
        for one, other in zip(first, second, strict=True)
    )


def _redated(text: str, dated: date | None, on: date | None) -> str:
    return text if dated is None or on is None else text.replace(chinese_date(dated), chinese_date(on))


def _same_content(kept: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    typed = all(kept.get(name) == now.get(name) for name in ("body", "annexes", "online_service"))
    then, today = day_of(kept.get("dated_on")), day_of(now.get("dated_on"))
    return typed and same_words(kept.get("blocks", ()), then, now.get("blocks", ()), today)


def _paragraphs(content: Mapping[str, Any]) -> list[str]:
    return [str(one["text"]) for one in content.get("blocks", ()) if one["kind"] not in _NOT_WORDS and one["text"]]


# ---------------------------------------------------------------------------------------------------------- comparing


def _compared(old: list[str], new: list[str]) -> Iterator[ComparedParagraph]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            for text in old[old_from:old_to]:
                pieces = (TextPiece(text=text),)
                yield ComparedParagraph(before=pieces, after=pieces, changed=False)
        else:
            yield from _replaced(old[old_from:old_to], new[new_from:new_to])


def _replaced(old: list[str], new: list[str]) -> Iterator[ComparedParagraph]:
    """Changed paragraphs: those alike stand side by side, the rest alone."""
    left = list(new)
    for text in old:
        at = _alike(text, left)
        if at is None:
            yield ComparedParagraph(before=(TextPiece(text=text, changed=True),), after=(), changed=True)
            continue
        for added in left[:at]:
            yield ComparedParagraph(before=(), after=(TextPiece(text=added, changed=True),), changed=True)
        before, after = _pieces(text, left[at])
        yield ComparedParagraph(before=before, after=after, changed=True)
        del left[: at + 1]
    for added in left:
        yield ComparedParagraph(before=(), after=(TextPiece(text=added, changed=True),), changed=True)


def _alike(text: str, candidates: Sequence[str]) -> int | None:
    rated = [(_likeness(text, one), -at) for at, one in enumerate(candidates[:_NEAR])]
    best = max(rated, default=(0.0, 0))
    return -best[1] if best[0] >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    """How much two paragraphs share, from 0 to 1."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if max(len(one), len(other)) > _LONG:
        return matcher.quick_ratio()
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _pieces(old: str, new: str) -> tuple[tuple[TextPiece, ...], tuple[TextPiece, ...]]:
    """What was taken out of the one and put into the other, in runs a Chinese reader reads as one."""
    runs = _SENTENCES if max(len(old), len(new)) > _LONG else _RUNS
    ours, theirs = runs.findall(old), runs.findall(new)
    before: list[TextPiece] = []
    after: list[TextPiece] = []
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for at, (tag, old_from, old_to, new_from, new_to) in enumerate(codes):
        inside = 0 < at < len(codes) - 1
        same = tag == "equal" and not (inside and old_to - old_from <= _SPECK)
        _put(before, "".join(ours[old_from:old_to]), changed=not same)
        _put(after, "".join(theirs[new_from:new_to]), changed=not same)
    return tuple(before), tuple(after)


def _put(pieces: list[TextPiece], text: str, *, changed: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1].changed is changed:
        text = pieces.pop().text + text
    pieces.append(TextPiece(text=text, changed=changed))

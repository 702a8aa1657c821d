"""What the internal sheets, the review for secrecy and the packing of a file take: frozen drafts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from law.terms import DocumentKind, SecrecyConclusion

__all__ = ["PackDraft", "PaperDraft", "SecrecyReviewDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """An internal sheet.

    Attributes:
        request_id: the request.
        kind: which sheet.
        document_id: the letter that it is about, for a receipt of service.
        words: what no data can know: why information should be published, what the note explains, the retention period.
    """

    request_id: int
    kind: DocumentKind
    document_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyReviewDraft:
    """The review before information is provided (条例第十七条): two people, one conclusion."""

    request_id: int
    on: date
    information: str
    first_reviewer: str
    second_reviewer: str
    conclusion: SecrecyConclusion
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDraft:
    """The file of a case to be written out.

    Attributes:
        request_id: the request.
        target: a folder that does not exist yet, or a file ending in .zip.
        restricted: keys of the entries that go into the volume not to be consulted; None: as proposed.
    """

    request_id: int
    target: Path
    restricted: frozenset[str] | None = None

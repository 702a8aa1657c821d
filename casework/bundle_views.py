"""The bundle of a dispute (卷宗): its plan, what a person changes about it, and what was built. All frozen."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from casework.answer_views import AnswerBrief
from casework.evidence_views import EvidencePlanView
from law.citations import Citation
from law.terms import Term

__all__ = [
    "BUNDLE_SECTIONS",
    "BuiltBundle",
    "BuiltPiece",
    "BuiltVolume",
    "BundleDraft",
    "BundleItem",
    "BundleItemDraft",
    "BundlePlanView",
    "BundleSection",
    "PieceOrigin",
]


class BundleSection(Term):
    """The parts of a volume, in their order."""

    RECEIVED = "received", "收到的材料"
    ANSWER = "answer", "答复书"
    EVIDENCE_LIST = "evidence_list", "证据目录"
    EVIDENCE = "evidence", "证据"
    OTHER = "other", "其他材料"


BUNDLE_SECTIONS = tuple(BundleSection)
"""All sections in the order of a volume."""


class PieceOrigin(Term):
    """Where the pages of a piece come from."""

    FROZEN = "frozen", "在卷原件"
    PRINTED = "printed", "据办理记录打印"
    DRAFT = "draft", "草稿"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleItem:
    """One piece of the bundle.

    Attributes:
        key: of the paper; ``answer`` and ``evidence_list`` for what is made with the bundle.
        title: as the index prints it; number: that of the evidence, 0 for what is none.
        proves: what it proves, as the evidence list prints it.
        day: the day it bears; formed_on: when it came into being; late: after the attacked act, ``late_note`` says how.
        restricted: in the volume that may not be inspected, ``why`` says what for; moved: a person put it there.
        included: it goes into the bundle.
        origin: frozen bytes, printed now, or a draft.
    """

    key: str
    section: BundleSection
    title: str
    document_number: str
    number: int
    proves: str
    day: date | None
    formed_on: date | None
    late: bool
    late_note: str
    restricted: bool
    why: str
    moved: bool
    included: bool
    origin: PieceOrigin
    request_id: int
    file_name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePlanView:
    """What a bundle would hold.

    Attributes:
        label: of the dispute; name: proposed name of the folder.
        items: in the order of the bundle, those left out too.
        plans: what has to be proved of each attacked act.
        brief: the proposal of the answer.
        restriction: the sentence on what may not be inspected, with its articles.
        notes: what the office has to know.
    """

    dispute_id: int
    label: str
    name: str
    items: tuple[BundleItem, ...]
    plans: tuple[EvidencePlanView, ...]
    brief: AnswerBrief
    restriction: str
    restriction_citations: tuple[Citation, ...]
    notes: tuple[str, ...]

    def item(self, key: str) -> BundleItem:
        """One item by its key.

        Raises:
            KeyError: there is none.
        """
        for one in self.items:
            if one.key == key:
                return one
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleItemDraft:
    """What a person decides about one piece.

    Attributes:
        key: of the item.
        included: it goes into the bundle.
        title: other than proposed; empty: as proposed.
        restricted: other than proposed; None: as proposed. ``reason`` then says why.
        formed_on: the day on which it came into being, where it was entered later; ``reason`` says how that is known.
    """

    key: str
    included: bool = True
    title: str = ""
    restricted: bool | None = None
    formed_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDraft:
    """A bundle to be built.

    Attributes:
        target: a folder that does not exist yet, or a file ending in .zip.
        items: decisions in the order of the bundle; pieces that are not named follow as proposed. Empty: as proposed.
    """

    dispute_id: int
    target: Path
    items: tuple[BundleItemDraft, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPiece:
    """A piece with its pages in its volume; ``problem`` where a page stands in its place."""

    key: str
    title: str
    number: int
    first_page: int
    last_page: int
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltVolume:
    """A paged PDF that was written."""

    name: str
    restricted: bool
    file_name: str
    pages: int
    front_pages: int
    pieces: tuple[BuiltPiece, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltBundle:
    """What was built.

    Attributes:
        target: the folder or .zip.
        volumes: the paged PDFs.
        files: all files with their SHA-256, in the order of the list.
        problems: pieces that are not in the PDF with their own pages, and what else has to be looked at.
        list_sha256: of the list of hashes.
    """

    target: str
    volumes: tuple[BuiltVolume, ...]
    files: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    list_sha256: str

    @property
    def pages(self) -> int:
        """Pages of all volumes."""
        return sum(one.pages for one in self.volumes)

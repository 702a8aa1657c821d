"""The agency's own templates and phrases as the client shows them."""

from dataclasses import dataclass
from datetime import date

__all__ = [
    "ExaminedView",
    "LetterKindView",
    "ParagraphChangeView",
    "PhraseView",
    "TemplateFaultView",
    "TemplateView",
    "WordChangeView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """A template that was taken in once.

    Args:
        state: planned, in_force, replaced or withdrawn; ``state_text`` says it in Chinese.
    """

    id: int
    key: str
    title: str
    valid_from: date
    file_name: str
    reason: str
    recorded_on: date
    recorded_by: str
    sha256: str
    state: str
    state_text: str
    withdrawn_by: str = ""
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKindView:
    """A letter and where its wording comes from.

    Args:
        key: name of its template.
        title: what it is called; ``label`` is what tells it from the others of its group.
        group: 答复文书, 程序文书 or 内部单.
        source_text: 原版, or since when the agency's own one holds.
        own: the agency's template in force, None if the shipped one holds.
        planned: templates that will hold later.
    """

    key: str
    title: str
    label: str
    group: str
    source_text: str
    own: TemplateView | None
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFaultView:
    """Why a template is not taken in: the paragraph (empty for the whole file) and the sentence."""

    code: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChangeView:
    """Words of a paragraph; ``kind``: same, added, removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphChangeView:
    """A paragraph of either version; ``kind``: same, changed, added, removed."""

    kind: str
    words: tuple[WordChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedView:
    """What came of looking at an edited template.

    Args:
        accepted: whether it may be taken in.
        faults: why not.
        notes: what was put right on the way, and what differs from the standard.
        changes: every paragraph of both versions, in order.
        content: the bytes of the file, to be handed on with the decision.
    """

    key: str
    title: str
    file_name: str
    accepted: bool
    faults: tuple[TemplateFaultView, ...]
    notes: tuple[str, ...]
    changes: tuple[ParagraphChangeView, ...]
    content: bytes

    @property
    def changed(self) -> int:
        """How many paragraphs differ."""
        return sum(one.kind != "same" for one in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseView:
    """A sentence that the agency uses again; ``place_text`` says what it is for."""

    id: int
    text: str
    place: str
    place_text: str
    recorded_by: str

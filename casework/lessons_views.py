"""得失: grounds of letters and what became of them before reviewing bodies, frozen for the client."""

from dataclasses import dataclass
from datetime import date

from law.citations import Citation
from law.dispute_terms import AttackedAct, DisputeResult, Forum, GroundFate, ResultClass
from law.terms import Outcome

__all__ = [
    "DraftFates",
    "FateCase",
    "FateCounts",
    "GroundFates",
    "GroundKey",
    "GroundProposal",
    "LessonFilter",
    "LessonProposal",
    "LessonRow",
    "LessonTable",
    "ProposedLetter",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FateCounts:
    """How many letters were judged which way; a letter counts once before each body, by the worst said of it."""

    upheld: int = 0
    struck: int = 0
    not_judged: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.upheld + self.struck + self.not_judged

    def of(self, fate: GroundFate) -> int:
        """The number with one fate."""
        return {
            GroundFate.UPHELD: self.upheld,
            GroundFate.STRUCK: self.struck,
            GroundFate.NOT_JUDGED: self.not_judged,
        }[fate]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundKey:
    """A ground: the outcome with the provision, or with the question where no provision was named.

    Attributes:
        outcome: None for what attacks no outcome (no reply at all, a notice).
        article: code of a citation, empty if none was named; then ``step`` tells the question, None: the whole letter.
    """

    outcome: Outcome | None
    article: str = ""
    step: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FateCase:
    """What one body said of one ground of one letter.

    Attributes:
        ground: the ground in words: 条例第三十六条第（四）项.
        why: what the body said, as it was recorded; paragraph: the words of the letter that it is about.
    """

    dispute_id: int
    request_id: int
    registration_number: str
    title: str
    document_id: int | None
    document_number: str
    outcome: Outcome | None
    ground: str
    paragraph: str
    fate: GroundFate
    why: str
    forum: Forum
    body: str
    case_number: str
    result: DisputeResult
    decided_on: date | None

    @property
    def line(self) -> str:
        """Forum, result and number in one line: 行政复议 撤销 临政复〔2026〕3号."""
        return " ".join(one for one in (self.forum.label, self.result.label, self.case_number) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundFates:
    """One ground with its counts; ``label``: the provision or the question in words."""

    key: GroundKey
    label: str
    article: Citation | None
    counts: FateCounts
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFates:
    """上级怎么看: how letters with an outcome and its grounds fared.

    Attributes:
        outcome: of the draft; None while nothing is decided.
        counts: letters with this outcome or one of its provisions.
        grounds: what was said on each ground, those struck most often first.
        cases: the latest in which a ground fell, then the latest others.
        line: the counts in a sentence; says so where nothing was judged yet.
        how: what is counted, in a sentence.
    """

    outcome: Outcome | None
    counts: FateCounts
    grounds: tuple[GroundFates, ...]
    cases: tuple[FateCase, ...]
    line: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFilter:
    """What the page of grounds shows.

    Attributes:
        since, until: days of the result, both included; None: open.
        outcome: only letters with this outcome.
        by_step: rows by question of the decision sequence instead of by provision.
    """

    since: date | None = None
    until: date | None = None
    forum: Forum | None = None
    outcome: Outcome | None = None
    by_step: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRow:
    """One row of the table: a whole outcome (``whole``), or one ground below it."""

    key: GroundKey
    outcome_label: str
    label: str
    counts: FateCounts
    last_on: date | None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTable:
    """Grounds by fate.

    Attributes:
        rows: outcomes in the order of the catalogue, each followed by its grounds.
        counts: all letters that the filter lets through.
        unrecorded: decided disputes whose lesson is not recorded yet; they are in no count. ``next_unrecorded``: the
            one decided last.
    """

    rows: tuple[LessonRow, ...]
    counts: FateCounts
    unrecorded: int
    next_unrecorded: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundProposal:
    """A ground that can be recorded with a result.

    Attributes:
        label: the ground in words.
        source: where it comes from: 答复引用的条款, 逐项决定, 七步判断, 已记入.
        fate: what the result speaks for; None where a person has to choose.
        chosen: it stands in the form at first; the others are offered.
    """

    request_id: int
    document_id: int | None
    label: str
    source: str
    step: int | None = None
    article: str = ""
    paragraph: str = ""
    fate: GroundFate | None = None
    why: str = ""
    chosen: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLetter:
    """An attacked letter with its paragraphs, of which one can be picked for a ground.

    Attributes:
        line: 《政府信息不存在告知书》临资依复〔2026〕3号, or 逾期未答复.
        paragraphs: of the text as it was frozen; empty for a missing reply.
    """

    request_id: int
    registration_number: str
    document_id: int | None
    attacked: AttackedAct
    outcome: Outcome | None
    line: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProposal:
    """What can be recorded as the lesson of a result.

    Attributes:
        result_event_id: the event of the result; result, number, on: what it says.
        fate: what the result speaks for by its column of table four; None where a person has to choose.
        recorded: a lesson of this result is on record; recording again replaces it.
        note: the note recorded before.
    """

    dispute_id: int
    result_event_id: int
    result: DisputeResult
    result_class: ResultClass
    number: str
    on: date | None
    fate: GroundFate | None
    letters: tuple[ProposedLetter, ...]
    grounds: tuple[GroundProposal, ...]
    recorded: bool
    note: str = ""

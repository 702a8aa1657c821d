"""What a check finds, what it compares with, and the declared checks (``checks.toml``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import Entry, read_entries
from law.terms import Act, RemedyClass, Term
from templates.check_facts import FileFacts
from templates.cleaning import clean_text
from templates.context_base import Letter
from templates.preview import BlockKind, PreviewBlock

__all__ = ["Case", "CheckBasis", "CheckRule", "Finding", "Level", "bare", "check_rules", "finding", "holds"]


class Level(Term):
    """How much a finding weighs."""

    BLOCK = "block", "拦截"
    WARN = "warn", "提示"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with a letter.

    Args:
        id: number of the check.
        level: block or warn.
        sentence: what is wrong, in Chinese.
        citation: provisions behind it as printed, empty for internal control.
        where: text in the letter to highlight, or the name of the field; empty for the whole letter.
        act: the act that mends it, ``None`` where the text of the letter is to be mended.
        overridable: whether the head of the office may let it pass with a reason.
    """

    id: str
    level: Level
    sentence: str
    citation: str = ""
    where: str = ""
    act: Act | None = None
    overridable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBasis:
    """What the register and the law data say about the letter.

    Args:
        today: the day of checking.
        required_phrases: groups of alternatives, from the outcome catalogue.
        remedy: class that the letter must carry; ``None`` if not known.
        remedy_text: clause as the law data word it for the date of the letter.
        remedy_periods: periods as printed (六十日) that the clause must name.
        reconsideration_body: from the agency's settings.
        court: from the agency's settings.
        website: where a reconsideration can be filed.
        electronic: whether the letter is served electronically.
        registered_text: what was asked for, as registered.
        registered_name: addressee as registered.
        asked_items: the several things asked for, as a reply has to name them; empty for one thing.
        private: strings that must not appear (identity numbers, telephones, addresses, other applicants).
        provisional_dates: dates that the calendar does not yet settle.
        file: what the file says of the case; ``None`` where only the letter itself is looked at.
    """

    today: date
    required_phrases: tuple[tuple[str, ...], ...] = ()
    remedy: RemedyClass | None = None
    remedy_text: str = ""
    remedy_periods: tuple[str, ...] = ()
    reconsideration_body: str = ""
    court: str = ""
    website: str = ""
    electronic: bool = False
    registered_text: str = ""
    registered_name: str = ""
    asked_items: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    provisional_dates: tuple[date, ...] = ()
    file: FileFacts | None = None


@dataclass(frozen=True, slots=True)
class CheckRule:
    """Title, weight and provisions of a check, whether a head may let it pass, and the act that mends what it finds.

    ``dispute``: it is for documents of reconsideration and litigation alone.
    """

    title: str
    level: Level
    basis: tuple[Citation, ...]
    overridable: bool = False
    act: Act | None = None
    dispute: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One letter under examination: all its words, and those that are not quoted from the applicant."""

    letter: Letter
    blocks: tuple[PreviewBlock, ...]
    basis: CheckBasis
    text: str
    own_words: str

    @property
    def file(self) -> FileFacts | None:
        """What the file says of the case, if it was asked."""
        return self.basis.file

    @property
    def received_on(self) -> date:
        """The day of receipt, whose law decides; of a letter that is about no request its own day."""
        return getattr(self.letter, "received_on", None) or self.letter.signed_on

    def words_of(self, *kinds: BlockKind) -> str:
        """The text of the blocks of some kinds, a line each."""
        return "\n".join(one.text for one in self.blocks if one.kind in kinds)

    def first_of(self, kind: BlockKind) -> str:
        """The text of the first block of a kind; empty if there is none."""
        return next((one.text for one in self.blocks if one.kind is kind), "")

    def up_to_contact(self) -> tuple[PreviewBlock, ...]:
        """The blocks without the form that may stand behind the letter, whose last one is the contact."""
        last = max((at for at, one in enumerate(self.blocks) if one.kind is BlockKind.CONTACT), default=None)
        return self.blocks if last is None else self.blocks[: last + 1]


@cache
def check_rules() -> Mapping[str, CheckRule]:
    """The checks by number.

    Raises:
        LawDataError: the file is malformed, or names an unknown level, act or provision.
    """
    entries = read_entries(Path(__file__).with_name("checks.toml"))
    return MappingProxyType({key: _rule(entry) for key, entry in entries})


def _rule(entry: Entry) -> CheckRule:
    written = entry.text("level")
    level = {str(one): one for one in Level}.get(written.removesuffix("*"))
    if level is None:
        raise entry.fail(f"unknown level {written!r}", "level")
    rule = CheckRule(
        title=entry.text("title"),
        level=level,
        basis=read_citations(entry, "basis", required=False),
        overridable=written.endswith("*"),
        act=entry.term("act", Act) if entry.has("act") else None,
        dispute=entry.flag("dispute") if entry.has("dispute") else False,
    )
    entry.finish()
    return rule


def finding(key: str, sentence: str, where: str = "", level: Level | None = None) -> Finding:
    """A finding with the weight and the provisions of its check."""
    rule = check_rules()[key]
    cited = "、".join(one.brief for one in rule.basis)
    return Finding(
        id=key,
        level=level or rule.level,
        sentence=sentence,
        citation=cited,
        where=where,
        act=rule.act,
        overridable=rule.overridable,
    )


def holds(text: str, words: str) -> bool:
    """Whether the text has these words, however they were laid out."""
    return bare(words).rstrip("。") in bare(text)


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """Text without spaces and breaks, for comparing what was laid out with what was typed."""
    return re.sub(r"\s+", "", clean_text(text))

"""What a fault is, and how faults are made: of fields, of the file, of the printed words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from law.terms import FeeMethod, Outcome
from templates.check_facts import FileFacts
from templates.preview import BlockKind, PreviewBlock
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date
from tests.templates.mutation.good_letters import GoodLetter

__all__ = [
    "Fault",
    "fields_changed",
    "file_changed",
    "gives",
    "is_reply",
    "only_of",
    "paid_by_volume",
    "printed_changed",
    "printed_field",
    "says",
    "with_outcome",
    "without",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to spoil a letter.

    Attributes:
        name: what is done; meant: the checks that are there for it.
        letter: makes the context wrong, ``None`` where it does not apply; file: the same for what the file says;
        words: the same for the printed blocks. One of the three is given.
    """

    name: str
    meant: tuple[str, ...]
    letter: Callable[[GoodLetter], Any] | None = None
    file: Callable[[GoodLetter], Any] | None = None
    words: Callable[[GoodLetter, tuple[PreviewBlock, ...]], tuple[PreviewBlock, ...] | None] | None = None


def fields_changed(name: str, meant: str, only: type | None = None, **changes: Callable[[Any], Any]) -> Fault:
    """Change fields of the context."""

    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        other = only is not None and not isinstance(letter, only)
        if other or any(not hasattr(letter, key) for key in changes):
            return None
        new = {key: change(getattr(letter, key)) for key, change in changes.items()}
        if any(value is None for value in new.values()) or all(getattr(letter, key) == new[key] for key in new):
            return None
        return replace(letter, **new)

    return Fault(name, tuple(meant.split()), letter=spoil)


def says(name: str, meant: str, *lines: str) -> tuple[Fault, ...]:
    """Add a paragraph in the agency's own words."""

    def spoiler(line: str) -> Callable[[GoodLetter], Any]:
        def spoil(good: GoodLetter) -> Any:
            letter = good.letter
            if not isinstance(letter, ReplyLetter) or letter.outcome_id is Outcome.WITHDRAWN:
                return None
            return replace(letter, facts=(*letter.facts, line))

        return spoil

    return tuple(Fault(f"{name}：{line}", tuple(meant.split()), letter=spoiler(line)) for line in lines)


def file_changed(name: str, meant: str, when: Callable[[GoodLetter, FileFacts], bool], **changes: Any) -> Fault:
    """Change what the file says; a callable gets the file."""

    def spoil(good: GoodLetter) -> Any:
        file = good.basis.file
        if file is None or not when(good, file):
            return None
        new = {key: one(file) if callable(one) else one for key, one in changes.items()}
        return replace(good.basis, file=replace(file, **new))

    return Fault(name, tuple(meant.split()), file=spoil)


def printed_changed(name: str, meant: str, old: Callable[[GoodLetter], str | None] | str, new: str = "") -> Fault:
    """Change the printed words, as an edited template would."""

    def spoil(good: GoodLetter, blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlock, ...] | None:
        words = old if isinstance(old, str) else old(good)
        if not words or not any(words in one.text for one in blocks):
            return None
        return tuple(replace(one, text=one.text.replace(words, new)) for one in blocks)

    return Fault(name, tuple(meant.split()), words=spoil)


def without(name: str, meant: str, kind: BlockKind) -> Fault:
    """Drop all blocks of a kind."""

    def spoil(good: GoodLetter, blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlock, ...] | None:
        del good
        kept = tuple(one for one in blocks if one.kind is not kind)
        return None if len(kept) == len(blocks) else kept

    return Fault(name, tuple(meant.split()), words=spoil)


def is_reply(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter)


def with_outcome(*outcomes: Outcome) -> Callable[[GoodLetter, FileFacts], bool]:
    def asked(good: GoodLetter, _: FileFacts) -> bool:
        return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id in outcomes

    return asked


def gives(good: GoodLetter, _: FileFacts) -> bool:
    wanted = (Outcome.GRANT, Outcome.PARTIAL_GRANT)
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id in wanted


def paid_by_volume(good: GoodLetter, file: FileFacts) -> bool:
    return gives(good, file) and file.fee is not None and file.fee.method is FeeMethod.BY_VOLUME


def printed_field(name: str) -> Callable[[GoodLetter], str | None]:
    """The printed form of a field."""

    def found(good: GoodLetter) -> str | None:
        value = getattr(good.letter, name, None)
        if isinstance(value, tuple):
            value = value[0] if value else None
        return chinese_date(value) if isinstance(value, date) else value

    return found


def only_of(field: str, kinds: tuple[type, ...]) -> Callable[[GoodLetter], str | None]:
    def found(good: GoodLetter) -> str | None:
        return printed_field(field)(good) if isinstance(good.letter, kinds) else None

    return found

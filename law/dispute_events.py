"""What may be recorded of a dispute: when, in whose words, with which fields (law/data/dispute_events.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_members
from law.dispute_terms import DisputeEventKind, Forum
from law.terms import Confidence

__all__ = ["DisputeEventSpec", "EventField", "dispute_events", "load_dispute_events"]

_KINDS: Final = ("text", "paragraph", "date", "count", "choice", "flag", "lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventField:
    """A field of the form of an event.

    Attributes:
        kind: text, paragraph, date, count, choice, flag or lines (one thing a line).
        choices: value and label; empty for the results, which depend on forum and instance.
        shown_if: key of a choice and the values on which this field is asked; None: always.
        forums: where it is asked; both unless the entry says ``shown_in``.
    """

    key: str
    label: str
    kind: str
    required: bool
    hint: str
    choices: tuple[tuple[str, str], ...]
    default: str
    shown_if: tuple[str, tuple[str, ...]] | None
    forums: tuple[Forum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEventSpec:
    """One kind of event.

    Attributes:
        forums: which forum knows it; labels: its words there.
        date_label: what its day is called.
        after: one of these must have happened before; empty: nothing must.
        not_after: once one of these happened there is no more of it.
        once: counts once, in a lawsuit once in each instance where ``instance`` says so.
        by_hand: the client offers it; others are written by acts of their own.
        line: what it needs or starts.
        incoming: title of the paper that comes in with it, by forum; empty if none does.
        instance: in a lawsuit it belongs to the first or the second instance.
        basis, checked_on, confidence: of its articles; empty and None where it has none.
    """

    kind: DisputeEventKind
    forums: tuple[Forum, ...]
    labels: Mapping[Forum, str]
    date_label: str
    fields: tuple[EventField, ...]
    after: tuple[DisputeEventKind, ...]
    not_after: tuple[DisputeEventKind, ...]
    once: bool
    by_hand: bool
    line: str
    citations: tuple[Citation, ...]
    incoming: Mapping[Forum, str]
    instance: bool
    basis: str
    checked_on: date | None
    confidence: Confidence | None

    def label(self, forum: Forum) -> str:
        """What it is called before that forum."""
        return self.labels.get(forum, self.kind.label)

    def fields_in(self, forum: Forum) -> tuple[EventField, ...]:
        """The fields that are asked before that forum."""
        return tuple(one for one in self.fields if forum in one.forums)


@cache
def dispute_events() -> Mapping[DisputeEventKind, DisputeEventSpec]:
    """All kinds of events in the order of the procedure."""
    return load_dispute_events()


def load_dispute_events(path: Path | None = None) -> Mapping[DisputeEventKind, DisputeEventSpec]:
    """Read the events.

    Raises:
        LawDataError: the file is malformed, a kind is missing, or an entry contradicts itself.
    """
    source = path or DATA / "dispute_events.toml"
    entries = read_members(source, DisputeEventKind, "kind of event")
    return MappingProxyType({kind: _spec(kind, entry) for kind, entry in entries})


def _spec(kind: DisputeEventKind, entry: Entry) -> DisputeEventSpec:
    by_hand = entry.flag("by_hand", True)
    cited = by_hand or entry.has("citations")
    spec = DisputeEventSpec(
        kind=kind,
        forums=entry.terms("forums", Forum) or tuple(Forum),
        labels=_by_forum(entry, "label_before_body", "label_in_court"),
        date_label=entry.text("date_label"),
        fields=tuple(_field(one) for one in entry.tables("fields")),
        after=entry.terms("after", DisputeEventKind),
        not_after=entry.terms("not_after", DisputeEventKind),
        once=entry.flag("once", False),
        by_hand=by_hand,
        line=entry.text("line"),
        citations=read_citations(entry, required=cited),
        incoming=_by_forum(entry, "incoming", "incoming_in_court"),
        instance=entry.flag("instance", False),
        basis=entry.text("basis") if cited else "",
        checked_on=entry.day("checked_on") if cited else None,
        confidence=entry.confidence() if cited else None,
    )
    entry.finish()
    _check(spec, entry)
    return spec


def _by_forum(entry: Entry, body: str, court: str) -> Mapping[Forum, str]:
    said = {Forum.RECONSIDERATION: entry.text(body, ""), Forum.LITIGATION: entry.text(court, "")}
    return MappingProxyType({forum: text for forum, text in said.items() if text})


def _field(entry: Entry) -> EventField:
    kind = entry.text("kind")
    if kind not in _KINDS:
        raise entry.fail(f"unknown kind {kind!r}", "kind")
    field = EventField(
        key=entry.text("key"),
        label=entry.text("label"),
        kind=kind,
        required=entry.flag("required", True),
        hint=entry.text("hint", ""),
        choices=entry.pairs("choices"),
        default=entry.text("default", ""),
        shown_if=_shown_if(entry),
        forums=entry.terms("shown_in", Forum) or tuple(Forum),
    )
    entry.finish()
    return field


def _shown_if(entry: Entry) -> tuple[str, tuple[str, ...]] | None:
    key, values = entry.text("if_choice", ""), entry.texts("if_values")
    if bool(key) is not bool(values):
        raise entry.fail("a choice and its values belong together", "if_choice")
    return (key, values) if key else None


def _check(spec: DisputeEventSpec, entry: Entry) -> None:
    """Refuse an entry that contradicts itself."""
    fields = {one.key: one for one in spec.fields}
    if len(fields) != len(spec.fields):
        raise entry.fail("names a field twice", "fields")
    for one in spec.fields:
        if one.shown_if is None:
            continue
        asked = fields.get(one.shown_if[0])
        if asked is None or not set(one.shown_if[1]) <= {value for value, _ in asked.choices}:
            raise entry.fail(f"{one.key} hangs on a choice that is not there", "fields")
    if set(spec.labels) - set(spec.forums):
        raise entry.fail("words of a forum that does not know it", "forums")

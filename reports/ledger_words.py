"""Words in the cells of ledgers: outcomes, channels, kinds of applicants; and the Chinese said about a ledger."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from law.errors import LawDataError
from law.terms import ApplicantType, Channel, Outcome
from reports.ledger_aliases import bare_key, head_key, plain

__all__ = ["LedgerWords", "OutcomeWord", "ledger_words"]

_PIECES: Final = re.compile(r"[，,；;。：:、/\n+＋]|\s{1,}")
_NUMBERED: Final = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、．]\s*)")
_FILE: Final = Path(__file__).parent / "ledger_words.toml"


@dataclass(frozen=True, slots=True)
class OutcomeWord:
    """What a word of the outcome column says.

    Attributes:
        id: the outcome; empty if it is open.
        candidates: what to choose from; ``None`` if even that cannot be told.
        confirm: what may be meant as well although ``id`` is taken.
        event: an event and no outcome.
    """

    id: str = ""
    candidates: tuple[str, ...] | None = None
    confirm: tuple[str, ...] = ()
    event: str = ""


class LedgerWords:
    """The words of the shipped file.

    Raises:
        LawDataError: the file is malformed.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.blanks: Final = frozenset(plain(one) for one in raw["blank"]["words"])
        self.dittos: Final = frozenset(plain(one) for one in raw["ditto"]["words"])
        self._channels: dict[str, str] = {
            head_key(word): name for name, words in raw["channels"].items() for word in words
        }
        self._outcomes = {head_key(word): _outcome(one) for one in raw["outcomes"] for word in one["words"]}
        # A ledger that this program wrote names outcomes by their own words.
        for outcome in Outcome:
            self._outcomes.setdefault(head_key(outcome.label), OutcomeWord(id=outcome.value))
        self._outcome_codes = {code: _outcome(one) for one in raw["outcomes"] for code in one.get("codes", ())}
        self._grounds: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
            (one["id"], tuple(one["words"])) for one in raw["grounds"]
        )
        self._persons = {head_key(word): name for name, words in raw["applicants"].items() for word in words}
        self._organisations = {head_key(word): name for name, words in raw["organisations"].items() for word in words}
        self._names: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
            (one["kind"], tuple(one["words"])) for one in raw["organisation_names"]
        )
        self._codes = dict(raw["organisation_codes"])

    def label(self, field: str) -> str:
        """Chinese name of a field; the field itself if it has none."""
        return str(self._raw["labels"].get(field, field))

    def value_label(self, value: str) -> str:
        """What people read for a value that is an identifier; anything else stays as it is."""
        for terms in (ApplicantType, Outcome, Channel):
            if value in set(terms):
                return terms(value).label
        return str(self._raw["values"].get(value, value))

    def said(self, table: str, key: str, **values: object) -> str:
        """A sentence of ``reasons``, ``prompts``, ``warnings`` or ``causes``; the key itself if it has none."""
        return str(self._raw[table].get(key, key)).format(**values)

    def channel(self, text: str) -> str | None:
        """A channel, ``mail`` for a letter of unknown kind; ``None`` if the word says nothing."""
        key = head_key(text)
        if key in self._channels:
            return self._channels[key]
        # "信函（平信）" is the ordinary letter: a letter of unknown kind gives way to the kind that stands beside it.
        named = {name for word, name in self._channels.items() if len(word) > 1 and word in key}
        if named & {"mail_signed", "ordinary_mail"}:
            named.discard("mail")
        if "email" in named and "邮寄" not in key:
            named.discard("mail")
        return named.pop() if len(named) == 1 else None

    def applicant(self, text: str, *, codes: bool = False) -> tuple[str, str] | None:
        """``natural_person`` or ``organisation`` with its kind (empty if not told); ``None`` if it says nothing.

        ``codes``: the column is one of a portal, its numbers are codes.
        """
        if codes and text.strip() in self._raw["applicant_codes"]:
            return str(self._raw["applicant_codes"][text.strip()]), ""
        for key in (head_key(text), bare_key(text)):
            if key in self._persons:
                return self._persons[key], ""
            if key in self._organisations:
                return "organisation", self._organisations[key]
        key = head_key(text)
        for word, name in self._organisations.items():
            if len(word) > 2 and word in key:
                return "organisation", name
        return None

    def organisation_kind(self, name: str, code: str) -> str:
        """What kind of organisation a name or a credit code suggests; empty if it is none."""
        for kind, words in self._names:
            if any(word in name for word in words):
                return kind
        return str(self._codes.get(code[:2], "other_org")) if _is_credit_code(code) else ""

    def outcome(self, text: str, more: str = "", *, codes: bool = False) -> OutcomeWord | None:
        """What a word of the outcome column says; ``None`` if it is unknown.

        Args:
            text: the cell.
            more: the cells of the reason and of the provision, which may tell the ground.
            codes: the column is one of a portal, its numbers are codes.
        """
        known = self._outcomes.get(head_key(text)) or self._outcomes.get(bare_key(text)) or self._in_pieces(text)
        if codes and known is None:
            known = self._outcome_codes.get(text.strip())
        refusal = known is None and text.strip().startswith(("不予公开", "免予公开", "不公开"))
        if refusal or (known is not None and known.candidates is not None and "refusal_law" in known.candidates):
            ground = self._ground(f"{text}{more}")
            if ground:
                return OutcomeWord(id=ground)
            return known or self._outcomes[head_key("不予公开")]
        return known

    def outcome_label(self, identifier: str) -> str:
        """Chinese name of an outcome."""
        return Outcome(identifier).label if identifier in set(Outcome) else identifier

    def _in_pieces(self, text: str) -> OutcomeWord | None:
        """The outcome of a longer sentence: its first piece that is a word; of several, the choice between them."""
        pieces = [head_key(one) for one in _PIECES.split(_NUMBERED.sub("", text.strip()))]
        found = list(dict.fromkeys(self._outcomes[one] for one in pieces if one in self._outcomes))
        if not found or head_key(text) == "":
            return None
        ids = [one.id for one in found if one.id]
        return OutcomeWord(candidates=tuple(ids)) if len(ids) > 1 else found[0]

    def outcome_id(self, text: str) -> str:
        """The text itself if it is the identifier of an outcome, else empty."""
        return text if text in set(Outcome) else ""

    def _ground(self, text: str) -> str:
        return next((name for name, words in self._grounds if any(word in text for word in words)), "")

    def extended(self, text: str) -> bool | None:
        """Whether a flag says yes; ``None`` if it says nothing."""
        key = bare_key(text) or plain(text)
        if key in self._raw["extension"]["no"] or plain(text) in self._raw["extension"]["no"]:
            return False
        if key in self._raw["extension"]["yes"] or plain(text) in self._raw["extension"]["yes"]:
            return True
        return True if "延至" in text or "延长至" in text or key.startswith("是") else None

    def free(self, text: str) -> bool:
        """Whether a word of the fee column says that nothing is charged."""
        return bare_key(text) in self._raw["fee"]["none"]

    def state(self, text: str, *, codes: bool = False) -> tuple[str, bool]:
        """A state as it is shown (a code with its meaning), and whether it says that the record is none."""
        told = text.strip()
        meaning = str(self._raw["state_codes"].get(told, "")) if codes else ""
        invalid = (meaning or told) in self._raw["states"]["invalid"]
        return (f"{told} {meaning}" if meaning else told), invalid


def _is_credit_code(code: str) -> bool:
    return len(code) == 18 and not code[:17].isdecimal() and code.isalnum()


def _outcome(one: Mapping[str, Any]) -> OutcomeWord:
    return OutcomeWord(
        id=one.get("id", ""),
        candidates=tuple(one["candidates"]) if "candidates" in one else None,
        confirm=tuple(one.get("confirm", ())),
        event=one.get("event", ""),
    )


@cache
def ledger_words() -> LedgerWords:
    """The words of the shipped file.

    Raises:
        LawDataError: the file is malformed.
    """
    try:
        return LedgerWords(tomllib.loads(_FILE.read_text(encoding="utf-8")))
    except (KeyError, TypeError, AttributeError) as problem:
        raise LawDataError(_FILE.name, str(problem), "a key is missing or of another type") from problem

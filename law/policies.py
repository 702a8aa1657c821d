"""Agency policies: what the agency has to decide because the law is silent or stands on one source.

Every point of doubt has a default, its possible values and a fixed note to the reader. A ``PolicySet`` holds the values
in force for one computation; which values held on which day is remembered by the casework.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from typing_extensions import override

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_entries
from law.errors import UserError

__all__ = [
    "POLICY_NOTE",
    "PolicyKind",
    "PolicySet",
    "PolicySpec",
    "PolicyValue",
    "load_policy_specs",
    "policy_specs",
]

POLICY_NOTE = "此点法律无明文或依据单一，请由本机关法制机构确认"

PolicyValue = str | int | bool


class PolicyKind(StrEnum):
    """How a policy is answered."""

    CHOICE = "choice"
    INT = "int"
    BOOL = "bool"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySpec:
    """One point that the agency decides.

    Attributes:
        key: identifier of the setting.
        label: short name in Chinese.
        question: what is in doubt, in Chinese.
        kind: how it is answered.
        choices: values with their Chinese labels; empty unless ``kind`` is a choice.
        default: value unless the agency decides otherwise.
        doubt: number of the point in the list of doubtful points; letters for points of another list.
        citations: provisions next to the point.
        note: the fixed note, with a remark on this point where there is one.
        minimum, maximum: bounds of an integer.
        pattern: regular expression that a text must match; empty if any text will do.
        unit: what an integer counts, with a blank before it where it is a word of its own; empty for a bare number.
    """

    key: str
    label: str
    question: str
    kind: PolicyKind
    choices: tuple[tuple[str, str], ...]
    default: PolicyValue
    doubt: str
    citations: tuple[Citation, ...]
    note: str
    minimum: int | None = None
    maximum: int | None = None
    pattern: str = ""
    unit: str = ""

    def check(self, value: PolicyValue) -> PolicyValue:
        """Return a value that this policy allows.

        Raises:
            UserError: ``policy_value``.
        """
        problem = self._problem(value)
        if problem:
            raise UserError(
                "policy_value",
                f"“{self.label}”不能设为“{self.show(value)}”",
                problem,
                "请从可选值中选取",
                self.citations,
                field=self.key,
            )
        return value

    def parse(self, text: str) -> PolicyValue:
        """Read a stored value.

        Raises:
            UserError: ``policy_value``.
        """
        value: PolicyValue = text
        if self.kind is PolicyKind.INT and re.fullmatch(r"-?\d{1,9}", text):
            value = int(text)
        elif self.kind is PolicyKind.BOOL and text in ("true", "false"):
            value = text == "true"
        return self.check(value)

    def store(self, value: PolicyValue) -> str:
        """The text by which a value is stored; ``parse`` reads it."""
        return ("true" if value else "false") if isinstance(value, bool) else str(value)

    def show(self, value: PolicyValue) -> str:
        """A value as people read it."""
        if isinstance(value, bool):
            return "是" if value else "否"
        text = dict(self.choices).get(str(value), str(value))
        if isinstance(value, int):
            return f"{text}{self.unit}"
        return _chinese_day(text) if self.kind is PolicyKind.TEXT else text

    def _problem(self, value: PolicyValue) -> str:
        if self.kind is PolicyKind.CHOICE:
            known = isinstance(value, str) and value in dict(self.choices)
            return "" if known else "可选值为" + "、".join(label for _, label in self.choices)
        if self.kind is PolicyKind.BOOL:
            return "" if isinstance(value, bool) else "只能选是或否"
        if self.kind is PolicyKind.TEXT:
            if not isinstance(value, str):
                return "须为文字"
            return "" if not self.pattern or re.fullmatch(self.pattern, value) else "格式不符"
        if isinstance(value, bool) or not isinstance(value, int):
            return "须为整数"
        low = self.minimum if self.minimum is not None else value
        high = self.maximum if self.maximum is not None else value
        return "" if low <= value <= high else f"须在 {self.minimum} 到 {self.maximum} 之间"


_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")


def _chinese_day(text: str) -> str:
    """A day as people read it: 2026-07-01 is 2026年7月1日, 01-15 is 1月15日; any other text as it is."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day = found.groups()
    return f"{year}年" * bool(year) + f"{int(month)}月{int(day)}日"


class PolicySet:
    """The values of all policies for one computation; immutable and hashable."""

    __slots__ = ("_changes", "_values")

    def __init__(self, changes: Mapping[str, PolicyValue] | None = None) -> None:
        """Take the defaults, changed by ``changes``.

        Raises:
            UserError: ``policy_unknown`` or ``policy_value``.
        """
        specs = policy_specs()
        values = {key: spec.default for key, spec in specs.items()}
        for key, value in (changes or {}).items():
            values[key] = _spec(key).check(value)
        self._values = values
        self._changes = frozenset((key, value) for key, value in values.items() if value != specs[key].default)

    @classmethod
    def default(cls) -> Self:
        """All policies at their defaults."""
        return cls()

    @classmethod
    def from_stored(cls, texts: Mapping[str, str]) -> Self:
        """Read stored texts; policies that are not stored keep their defaults.

        Raises:
            UserError: ``policy_unknown`` or ``policy_value``.
        """
        return cls({key: _spec(key).parse(text) for key, text in texts.items()})

    def with_(self, **changes: PolicyValue) -> Self:
        """A copy with other values.

        Raises:
            UserError: ``policy_unknown`` or ``policy_value``.
        """
        return type(self)({**self._values, **changes})

    def get(self, key: str) -> PolicyValue:
        """The value of a policy.

        Raises:
            UserError: ``policy_unknown``.
        """
        try:
            return self._values[key]
        except KeyError:
            raise _unknown(key) from None

    def text(self, key: str) -> str:
        """The value of a choice or a text."""
        value = self.get(key)
        if not isinstance(value, str):
            raise TypeError(f"policy {key} is no text")
        return value

    def number(self, key: str) -> int:
        """The value of an integer policy."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"policy {key} is no number")
        return value

    def flag(self, key: str) -> bool:
        """The value of a yes-or-no policy."""
        value = self.get(key)
        if not isinstance(value, bool):
            raise TypeError(f"policy {key} is no flag")
        return value

    def day(self, key: str) -> date:
        """The value of a text policy that holds a day as YYYY-MM-DD."""
        return date.fromisoformat(self.text(key))

    def __iter__(self) -> Iterator[tuple[str, PolicyValue]]:
        return iter(self._values.items())

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, PolicySet) and self._changes == other._changes

    @override
    def __hash__(self) -> int:
        return hash(self._changes)

    @override
    def __repr__(self) -> str:
        changed = ", ".join(f"{key}={value!r}" for key, value in sorted(self._changes, key=lambda pair: pair[0]))
        return f"PolicySet({changed})"


@cache
def policy_specs() -> Mapping[str, PolicySpec]:
    """All policies by key in the order of the list of doubtful points (law/data/policies.toml)."""
    return load_policy_specs()


def load_policy_specs(path: Path | None = None) -> Mapping[str, PolicySpec]:
    """Read a file of policies.

    Raises:
        LawDataError: the file is malformed, or a default is no valid value.
    """
    entries = read_entries(path or DATA / "policies.toml")
    return MappingProxyType({key: _policy_spec(key, entry) for key, entry in entries})


def _policy_spec(key: str, entry: Entry) -> PolicySpec:
    try:
        kind = PolicyKind(entry.text("kind"))
    except ValueError:
        raise entry.fail("unknown kind", "kind") from None
    remark = entry.text("remark", "")
    spec = PolicySpec(
        key=key,
        label=entry.text("label"),
        question=entry.text("question"),
        kind=kind,
        choices=entry.pairs("choices", required=kind is PolicyKind.CHOICE),
        default=_default(entry, kind),
        doubt=entry.text("doubt"),
        citations=read_citations(entry, required=False),
        note=f"{POLICY_NOTE}。{remark}" if remark else POLICY_NOTE,
        minimum=entry.number("minimum") if kind is PolicyKind.INT else None,
        maximum=entry.number("maximum") if kind is PolicyKind.INT else None,
        pattern=entry.text("pattern", ""),
        unit=entry.text("unit", ""),
    )
    entry.finish()
    if spec.choices and kind is not PolicyKind.CHOICE:
        raise entry.fail("only a choice has choices", "choices")
    try:
        spec.check(spec.default)
    except UserError as problem:
        raise entry.fail(f"the default is no valid value: {problem.why}", "default") from None
    return spec


def _default(entry: Entry, kind: PolicyKind) -> PolicyValue:
    if kind is PolicyKind.INT:
        return entry.number("default")
    if kind is PolicyKind.BOOL:
        return entry.flag("default")
    if kind is PolicyKind.CHOICE:
        return entry.text("default")
    # A text may be empty until the agency fills it in, but the key has to be written.
    return entry.text("default", "" if entry.has("default") else None)


def _spec(key: str) -> PolicySpec:
    try:
        return policy_specs()[key]
    except KeyError:
        raise _unknown(key) from None


def _unknown(key: str) -> UserError:
    return UserError("policy_unknown", f"没有名为 {key} 的设置项", todo="请核对设置项名称", field=key)

"""What people typed, made safe for paper without changing a word of it.

A letter is XML: a single stray control character makes Word refuse the file. Such characters carry no meaning in a
request, so they are dropped; line breaks of every kind become one kind, which the engine turns into paragraphs.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

__all__ = ["clean_context", "clean_text"]

_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# XML 1.0 forbids the C0 controls, lone surrogates and the non-characters. The bidirectional overrides are legal
# XML, but they make a line read differently from what it says, so no letter may carry them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)

T = TypeVar("T")


def clean_text(text: str) -> str:
    """The text without characters that cannot stand in a letter; breaks are line feeds, blank lines are gone."""
    unified = _BREAKS.sub("\n", text)
    allowed = _FORBIDDEN.sub("", unified)
    allowed = "".join(sign for sign in allowed if ord(sign) & 0xFFFE != 0xFFFE)
    lines = (line.rstrip() for line in allowed.split("\n"))
    return "\n".join(line for line in lines if line)


def clean_context(value: T) -> T:
    """A copy of a context (frozen dataclass, tuple or scalar) in which every string is cleaned."""
    return cast("T", _clean(value))


def _clean(value: Any) -> Any:
    if type(value) is str:
        return clean_text(value)
    if isinstance(value, tuple):
        return tuple(_clean(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {one.name: _clean(getattr(value, one.name)) for one in fields(value) if one.init}
        return replace(value, **changes)
    return value

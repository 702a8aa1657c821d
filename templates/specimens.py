"""Specimens of every context, made from its types: what a template is tried with before it is taken in.

A new letter needs no specimen of its own: its context is found among the modules of this room, and its fields say what
they hold.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from types import MappingProxyType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import templates
from law.errors import UserError
from law.terms import Channel

__all__ = ["BARE", "FULL", "contexts_of", "plain_text_of", "specimens"]

FULL: Final = "各项齐全"
"""Every field is filled."""
BARE: Final = "选填各项都为空"
"""Only what must be filled is."""

_DAY: Final = date(2026, 11, 6)
_MAKERS: Final = ("contexts", "context", "sheet")
Words = Callable[[str], str]
"""Text of a field, by its path."""


def plain_text_of(path: str) -> str:
    """An ordinary text that no other field has and no check takes for a draft."""
    return f"样例{path.replace('.', '甲').replace('_', '乙')}文"


def contexts_of(key: str) -> tuple[type, ...]:
    """Types of the contexts that the template of that name prints; empty if there is no such letter."""
    return _contexts_by_key().get(key, ())


@cache
def _contexts_by_key() -> Mapping[str, tuple[type, ...]]:
    found: dict[str, dict[type, None]] = {}
    for kind in _context_types():
        for one in _variants(kind):
            found.setdefault(one.template_key, {})[kind] = None
    return MappingProxyType({key: tuple(kinds) for key, kinds in found.items()})


def _context_types() -> Iterator[type]:
    seen: set[type] = set()
    for module in pkgutil.iter_modules(templates.__path__):
        if module.name.endswith(_MAKERS) or "contexts" in module.name:
            for one in vars(import_module(f"templates.{module.name}")).values():
                if isinstance(one, type) and is_dataclass(one) and hasattr(one, "template_key") and one not in seen:
                    seen.add(one)
                    yield one


def _variants(kind: type) -> Iterator[Any]:
    """A full context for every value of every enumeration in it that can be made."""
    for values in _full_values(kind, plain_text_of, MappingProxyType({})):
        try:
            made = kind(**values)
            _ = made.template_key, made.kind
        except (UserError, ValueError, NotImplementedError, KeyError):
            continue
        yield made


def specimens(key: str, constants: Mapping[str, set[str]], words: Words = plain_text_of) -> Iterator[tuple[str, Any]]:
    """Contexts for a template: full, with each optional field empty in turn, with as little as possible.

    Args:
        key: name of the template.
        constants: texts that templates compare fields with, by field.
        words: text of a field by its path.

    Yields:
        What is special about the specimen, in Chinese, and the specimen.
    """
    for kind in contexts_of(key):
        for values in _full_values(kind, words, constants):
            yield from _of_key(key, kind, values, FULL)
            for one in fields(kind):
                if one.init and one.default is not MISSING:
                    label = one.metadata.get("label", one.name)
                    yield from _of_key(key, kind, {**values, one.name: one.default}, f"“{label}”为空")
                if isinstance(values.get(one.name), bool):
                    changed = {**values, one.name: not values[one.name]}
                    yield from _of_key(key, kind, changed, f"“{one.metadata.get('label', one.name)}”取另一值")
                if isinstance(values.get(one.name), tuple) and values[one.name]:
                    single = {**values, one.name: values[one.name][:1]}
                    yield from _of_key(key, kind, single, f"“{one.metadata.get('label', one.name)}”只有一项")
            bare = {one.name: values[one.name] for one in fields(kind) if one.init and one.default is MISSING}
            enums = {name: one for name, one in values.items() if isinstance(one, Enum)}
            yield from _of_key(key, kind, {**bare, **enums}, BARE)


def _of_key(key: str, kind: type, values: Mapping[str, Any], what: str) -> Iterator[tuple[str, Any]]:
    try:
        made = kind(**values)
        if made.template_key == key:
            yield what, made
    except (UserError, ValueError, NotImplementedError, KeyError):
        return  # such a letter cannot exist


def _full_values(kind: type, words: Words, constants: Mapping[str, set[str]]) -> Iterator[dict[str, Any]]:
    """Values for all fields, once for each value of each enumeration and each text that a template asks for."""
    hints = get_type_hints(kind)
    whole = {one.name: _value(hints[one.name], one, one.name, words) for one in fields(kind) if one.init}
    choices: dict[str, list[Any]] = {}
    for name, value in whole.items():
        if isinstance(value, Enum) and not isinstance(value, Channel):  # the channel is one word of a sentence
            choices[name] = list(type(value))
        elif isinstance(value, str) and name in constants:
            choices[name] = [*sorted(constants[name]), value]
    names = sorted(choices, key=lambda one: len(choices[one]), reverse=True)
    if not names:
        yield whole
        return
    # The longest list decides which letter it is; the others are varied one at a time within it.
    for first in choices[names[0]]:
        yield {**whole, names[0]: first}
        for name in names[1:]:
            for other in choices[name]:
                if other != whole[name]:
                    yield {**whole, names[0]: first, name: other}


def _value(hint: Any, one: "Field[Any]", path: str, words: Words) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _value(next(kind for kind in get_args(hint) if kind is not type(None)), one, path, words)
    if origin is tuple:
        inner = get_args(hint)[0]
        return tuple(_value(inner, one, f"{path}.{number}", words) for number in (0, 1))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        inner_values = {
            two.name: _value(hints[two.name], two, f"{path}.{two.name}", words) for two in fields(hint) if two.init
        }
        return hint(**inner_values)
    if hint is str:
        return words(path)
    if hint is bool:
        return one.default if isinstance(one.default, bool) else False
    if hint is int:
        return 20
    if hint is date:
        return _DAY
    raise TypeError(f"no specimen for {path}: {hint}")

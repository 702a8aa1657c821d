"""Dated facts as JSON, for the command line: a list of objects, each with its ``type`` and the fields of that fact.

Types and fields are those of ``deadlines.history``: ``{"type": "correction_notice", "sent": "2026-03-09"}``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from deadlines import history
from deadlines.history import CaseHistory, Fact
from law.errors import UserError

__all__ = ["FACT_TYPES", "facts_from_json", "history_from_json"]


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


FACT_TYPES: Final[Mapping[str, type[Any]]] = {_snake(one.__name__): one for one in get_args(Fact)}


def history_from_json(text: str) -> CaseHistory:
    """The history that a JSON text describes.

    Raises:
        UserError: ``events_json``, naming the entry that cannot be read.
    """
    return CaseHistory.from_facts(facts_from_json(text))


def facts_from_json(text: str) -> tuple[Fact, ...]:
    """The facts in the order of the text.

    Raises:
        UserError: ``events_json``.
    """
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise _unreadable("", f"不是 JSON：{problem}") from None
    if not isinstance(entries, list):
        raise _unreadable("", "须是一个数组")
    return tuple([_fact(entry, number) for number, entry in enumerate(entries, start=1)])


def _unreadable(where: str, why: str) -> UserError:
    known = "、".join(FACT_TYPES)
    return UserError("events_json", f"事件数据{where}读不懂", why, f"type 可为 {known}", field="events")


def _fact(entry: object, number: int) -> Fact:
    where = f"第 {number} 项"
    if not isinstance(entry, dict):
        raise _unreadable(where, "须是一个对象")
    values = dict(entry)
    kind = FACT_TYPES.get(str(values.pop("type", "")))
    if kind is None:
        raise _unreadable(where, "没有写明 type，或写了不认识的 type")
    hints = get_type_hints(kind, vars(history))
    known = {one.name: one for one in fields(kind)}
    for name in values:
        if name not in known:
            raise _unreadable(where, f"没有“{name}”这个字段，可用的有 {'、'.join(known)}")
    for name, one in known.items():
        if one.default is MISSING and name not in values:
            raise _unreadable(where, f"缺少“{name}”")
    read = {name: _value(value, hints[name], f"{where}的 {name}") for name, value in values.items()}
    return cast("Fact", kind(**read))


def _value(value: object, hint: Any, where: str) -> object:
    choices = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    if value is None and type(None) in choices:
        return None
    wanted = next(one for one in choices if one is not type(None))
    try:
        return _converted(value, wanted)
    except (TypeError, ValueError):
        raise _unreadable(where, f"“{value}”不是可用的值") from None


def _converted(value: object, wanted: type[Any]) -> object:
    if wanted is date:
        return date.fromisoformat(str(value)[:10])
    if issubclass(wanted, StrEnum):
        return wanted(str(value))
    if wanted in (bool, int, str) and type(value) is wanted:
        return value
    raise TypeError(wanted)

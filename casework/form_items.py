"""The things asked for on an application form: numbered ones as in any letter, others by the way forms are written.

A proposal for the clerk, as everything of ``casework.item_guess``: how a letter is split belongs to the office.
"""

import re
from collections.abc import Sequence
from typing import Final

from casework.item_guess import guess_items
from casework.views import ItemGuess

__all__ = ["form_items"]

_CHINESE: Final = (
    *"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十",
)  # fmt: skip
_OPEN: Final = "（(《“‘〔【[「"
_CLOSED: Final = "）)》”’〕】]」"
_SEE_ANNEX: Final = re.compile(
    r"[（(]?(?:详见|见|接|转|续)(?:附页|附件|附后|后附|所附|另附|下页|另页|背面|后页|续页)[^，。；\n]{0,8}[）)]?[。.]?"
)
_NUMBERED: Final = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|[（(]?[0-9０-９]{1,2}[)）、．.](?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十]+[、，：])\s*"
)
_BULLET: Final = re.compile(r"^\s*[-—•·●▪◆*]\s*")
# Words with which a further page asks for something more, instead of explaining what was asked before.
_ASKS: Final = re.compile(
    r"另外|此外|还(?:请|要|需|想|申请|希望)|请.{0,24}(?:给|提供|公开|复印)|申请(?:公开|获取|提供)"
    r"|(?:需要|要求|希望|想要).{0,6}(?:公开|提供|获取)|补充申请|增加"
)
_JOINED: Final = re.compile(r"^(?:以及|及|和|并|还有|另外|此外|另|同时)(?:请?(?:申请)?(?:公开|提供))?[，,：:]?\s*")
_POLITE: Final = re.compile(
    r"^(?:本人|我|现|特|兹)*(?:请求|申请|要求)?(?:依法)?(?:公开|获取|提供)"
    r"(?:以下(?:信息|内容|材料)?)?[:：]?\s*"
)
_ENTITY: Final = re.compile(r"&#?\w{1,6};$")
_SHORTEST: Final = 4
# Longer than that it is a story, in which a semicolon divides thoughts and not things asked for.
_LONGEST: Final = 160
_MOST_TEXT: Final = 1200
_TITLE_LENGTH: Final = 40


def form_items(main: str, annex: Sequence[str] = ()) -> tuple[ItemGuess, ...]:
    """The things asked for, at least one where anything is asked.

    Args:
        main: the description in its box; words of a drawn table have tabs.
        annex: lines of further pages.
    """
    asked = "\n".join(line for line in main.split("\n") if "\t" not in line)
    asked = _SEE_ANNEX.sub("", asked).strip()
    found = list(_items(asked))
    if annex:
        found += _annex_items(annex, before=len(found))
    return tuple(found)


def _items(text: str) -> tuple[ItemGuess, ...]:
    if not text:
        return ()
    return guess_items(text) or _plain(_pieces(text)) or _plain([text])


def _plain(pieces: Sequence[str]) -> tuple[ItemGuess, ...]:
    return tuple(ItemGuess(title=_titled(one), text=one) for one in pieces)


def _titled(text: str) -> str:
    first = _POLITE.sub("", text.split("\n", 1)[0]).strip("。；;，, ") or text.strip()
    return first if len(first) <= _TITLE_LENGTH else first[: _TITLE_LENGTH - 1] + "…"


def _pieces(text: str) -> list[str]:
    """Parts between semicolons, or lines that are bullets or go on with 以及; fewer than two are none."""
    parts = _cut(text, "；;") if len(text) <= _MOST_TEXT else []
    if len(parts) < 2:
        lines = [one for one in text.split("\n") if one.strip()]
        if len(lines) > 1 and all(_BULLET.match(one) for one in lines):
            parts = [_BULLET.sub("", one) for one in lines]
        elif len(lines) > 1 and all(_JOINED.match(one) for one in lines[1:]):
            parts = lines
    cleaned = [_JOINED.sub("", one.strip()).strip().strip("；;。，, ") for one in parts]
    fits = all(_SHORTEST <= len(one) <= _LONGEST for one in cleaned)
    return cleaned if len(cleaned) > 1 and fits else []


def _cut(text: str, signs: str) -> list[str]:
    """Cut at signs that stand outside brackets and quotation marks."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSED:
            depth = max(0, depth - 1)
        elif sign in signs and not depth and not _ENTITY.search(text[max(0, at - 8) : at + 1]):
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [one for one in parts if one.strip()]


def _number_of(line: str) -> int:
    """The number before a line."""
    found = _NUMBERED.match(line)
    sign = found[0].strip(" \t（()）、．.，：第") if found else ""
    return _CHINESE.index(sign) + 1 if sign in _CHINESE else int(sign) if sign.isdecimal() else 0


def _annex_items(lines: Sequence[str], *, before: int) -> list[ItemGuess]:
    """What further pages ask for.

    Where the box itself asks for nothing, all of their numbered lines do; so do lines that go on counting where the
    box ended. Other lines ask only if they say so.
    """
    numbered = [one for one in lines if _NUMBERED.match(one)]
    if not before:
        return list(_items("\n".join(lines)))
    if before > 1 and numbered and _number_of(numbered[0]) == before + 1:
        return list(_plain([_NUMBERED.sub("", one).strip().strip("；;。") for one in numbered]))
    asking = [one for one in (numbered or lines) if _ASKS.search(one)]
    return list(_plain([_NUMBERED.sub("", one).strip().strip("；;。") for one in asking]))

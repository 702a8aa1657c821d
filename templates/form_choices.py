"""What is ticked in a group of boxes: ``☑纸质 ☐电子邮件``, ``纸质（√） 电子（ ）``, or words written by hand."""

import re
from dataclasses import dataclass
from typing import Final

from templates.form_labels import option_of, options_in
from templates.form_ticks import CROSSED, EMPTY, SIGNS, TICKED, plain_ticks
from templates.form_values import is_blank, line_value

__all__ = ["Choice", "chosen"]

_SIGN: Final = re.compile(f"[{SIGNS}]")
_LISTED: Final = re.compile(r"[、，,；;/和及与\n]+")
_GAPS: Final = re.compile(r"[ \t　\u00a0\n]+")
_RULES: Final = re.compile(r"[_＿]+")
_MANY: Final = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What is ticked.

    Attributes:
        values: the words ticked, as written on the form.
        doubtful: words that may be meant.
        remark: why they are doubtful, in Chinese.
        sure: whether the ticks are of the usual kind.
    """

    values: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    remark: str = ""
    sure: bool = True


def chosen(text: str, group: str) -> Choice:
    """What is ticked.

    Args:
        text: words and boxes.
        group: which words there may be (``form_options.toml``); "" for free words.
    """
    plain = plain_ticks(text).strip()
    if not _SIGN.search(plain):
        return _written(text, group)
    pairs = _pairs(plain, group)
    ticked = tuple(word for sign, word in pairs if sign == TICKED and word)
    crossed = tuple(word for sign, word in pairs if sign == CROSSED and word)
    if len(ticked) == len(pairs) >= _MANY:
        return Choice(doubtful=ticked, remark="每一项前都有标记，分不清勾选了哪些")
    if ticked and crossed:
        return Choice(ticked, crossed, "有打勾的，也有打叉的")
    if crossed:
        return Choice(crossed, sure=EMPTY in {sign for sign, _ in pairs})
    if any(sign == TICKED for sign, _ in pairs) and not ticked:
        return Choice(remark="有一处勾选，但看不出是哪一项")
    return Choice(ticked)


def _pairs(plain: str, group: str) -> list[tuple[str, str]]:
    pieces = _SIGN.split(plain)
    signs = _SIGN.findall(plain)
    lead, tail = pieces[0].strip(), pieces[-1].strip()
    before = not lead or (bool(tail) and not (group and _is_option(group, lead)))
    if before:
        return _boxes_first(signs, [_word(one, group) for one in pieces[1:]])
    return [(sign, _last_word(word, group)) for word, sign in zip(pieces, signs, strict=False)]


def _boxes_first(signs: list[str], words: list[str]) -> list[tuple[str, str]]:
    """A sign without a word behind it was set after the word before it (□纸质√)."""
    found: list[tuple[str, str]] = []
    for sign, word in zip(signs, words, strict=True):
        if word:
            found.append((sign, word))
        elif found and sign != EMPTY and found[-1][0] == EMPTY:
            found[-1] = (sign, found[-1][1])
        else:
            found.append((sign, ""))
    # Boxes that stand for nothing do not count.
    return [one for one in found if one[1] or one[0] != EMPTY]


def _is_option(group: str, word: str) -> bool:
    return bool(group) and option_of(group, word) is not None


def _word(piece: str, group: str) -> str:
    text = line_value(_RULES.sub("", piece)).strip("，,；;、。 　")
    text = re.sub(r"[（(]\s*[）)]$|[:：]$", "", text).strip()
    if not group or _is_option(group, text):
        return text
    first = _GAPS.split(_RULES.sub("", piece).strip())[0].strip("，,；;、。")
    return first if _is_option(group, first) else text


def _last_word(piece: str, group: str) -> str:
    """The word before a box; what stands before it at a distance is no part of it."""
    text = line_value(piece).strip("，,；;、。 　")
    if not group or _is_option(group, text):
        return text
    last = _GAPS.split(piece.strip())[-1].strip("，,；;、。")
    return last if _is_option(group, last) else text


def _written(text: str, group: str) -> Choice:
    """Words without boxes: one of the options or several, listed; options set apart by blanks were printed there."""
    if is_blank(text):
        return Choice()
    whole = line_value(text)
    if not group or _is_option(group, whole):
        return Choice((whole,))
    listed = [one.strip() for one in _LISTED.split(text) if one.strip()]
    if len(listed) > 1 and all(_is_option(group, one) for one in listed):
        return Choice(tuple(listed))
    apart = [one for one in _GAPS.split(text.strip()) if one]
    if len(apart) > 1 and all(_is_option(group, one) for one in apart):
        return Choice(doubtful=tuple(apart), remark="列了几项，没有看到勾选")
    meant = options_in(group, whole)
    if len(meant) == 1:
        return Choice((whole,), sure=False)
    return Choice(doubtful=(whole,), remark="看不出选了哪一项")

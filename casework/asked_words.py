"""What a request asks for, in words that can be compared: stock phrases gone, years in figures, one word per thing.

The words that mean the same are data (``casework/data/asked_synonyms.toml``).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from models.search_grams import normalise, tokens_of

__all__ = ["asked_grams", "asked_words", "spellings"]

_DATA: Final = Path(__file__).parent / "data" / "asked_synonyms.toml"
# What stands in any request and says nothing on what is asked; longer phrases first.
_STOCK: Final = re.compile(
    "中华人民共和国政府信息公开条例|政府信息公开申请|申请信息公开|政府信息|信息公开|依申请公开|申请公开|申请获取|申请提供|"
    "要求公开|请求公开|请公开|请提供|请给|复印件|加盖公章|谢谢|领导|你局|贵局|我们|我要|关于|有关|相关|以下|申请|公开"
)
_FIGURES: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR_WRITTEN: Final = re.compile("[〇零一二三四五六七八九]{4}")
_YEAR_SHORT: Final = re.compile(r"(?<!\d)([012]\d)(?=年)")


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(tuple(normalise(word) for word in group["words"]) for group in data["group"])


@cache
def _meant() -> Mapping[str, str]:
    return {word: group[0] for group in _groups() for word in group}


@cache
def _any_spelling() -> re.Pattern[str]:
    # The longest first: 征地批复 is one word, not 征地 and 批复.
    return re.compile("|".join(map(re.escape, sorted(_meant(), key=len, reverse=True))))


def asked_words(normal: str) -> str:
    """Return a text in the form in which what is asked is compared.

    Args:
        normal: a text as ``normalise`` returns it.
    """
    text = _YEAR_WRITTEN.sub(lambda year: year.group().translate(_FIGURES), normal)
    text = _YEAR_SHORT.sub(r"20\1", text)
    meant = _meant()
    text = _any_spelling().sub(lambda word: meant[word.group()], text)
    return _STOCK.sub(" ", text)


def asked_grams(words: str) -> frozenset[str]:
    """The pairs of characters and the whole figures and letters of a text that ``asked_words`` returned."""
    return frozenset(token for chunk in words.split() for token in tokens_of(chunk) if len(token) > 1)


def spellings(normal: str) -> frozenset[str]:
    """Every other way of writing the terms that a normalised text contains."""
    found = {word.group() for word in _any_spelling().finditer(normal)}
    return frozenset(word for group in _groups() if found & set(group) for word in group)

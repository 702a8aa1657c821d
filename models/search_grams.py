"""Text cut into what can be searched: overlapping pairs of characters for Chinese, whole words for the rest.

A sentence of Chinese has no spaces, so engines take it for one word. Cut into overlapping pairs (征地 地补 补偿), every
text of two characters and more is found as a phrase of pairs. Each unbroken run ends in its last character alone, so
that a phrase may go on from Chinese into figures (第3号), and the pairs themselves answer for a single character as a
prefix.

The tables of character classes that Python ships trail behind Unicode: what is unassigned in the ideographic planes, or
private (rare names are still spelled with such code points), counts as ideographic.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from models.name_readings import readings

__all__ = [
    "identity_key",
    "is_ideographic",
    "name_key",
    "normalise",
    "phone_key",
    "pinyin_of",
    "pinyin_words",
    "tokens_of",
]

# The dot inside names of several peoples, as it is typed; NFKC unifies some of them and not these.
_MIDDLE_DOTS = frozenset("·‧•・∙⋅᛫⸱")
_FIRST_IDEOGRAPHIC = 0x2E80
_IDEOGRAPHIC_PLANES = range(0x20000, 0x40000)
# PostgreSQL refuses longer lexemes than 2 KB; nobody types the end of such a word.
_LONGEST_WORD = 100


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or category in ("Mn", "Mc", "Co") or ord(character) in _IDEOGRAPHIC_PLANES


def is_ideographic(character: str) -> bool:
    """Whether a character is cut into pairs (Chinese, kana, Hangul) rather than kept in a word."""
    return ord(character) >= _FIRST_IDEOGRAPHIC


def _kind(character: str) -> int:
    """Characters of one kind form a run: 0 ideographic, 1 figures, 2 letters."""
    if is_ideographic(character):
        return 0
    return 1 if character.isdigit() else 2


def _folded(text: str) -> str:
    # Twice: folding may leave what NFKC would still compose.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def normalise(text: str, *, join: bool = True) -> str:
    """Return ``text`` as unbroken chunks separated by single spaces; the form that is indexed and compared.

    Compatibility forms are unified (full-width, ligatures), case is folded, marks that do not show are dropped, dots
    inside Chinese names are dropped, and other signs separate.

    Args:
        text: any text.
        join: whether blanks between Chinese characters are dropped too (right for texts, where they are layout; wrong
            for queries, where they separate words).
    """
    pieces: list[str] = []
    gap = ""
    for character in _folded(text):
        if _is_kept(character):
            previous = pieces[-1][-1] if pieces else ""
            if gap and previous and not (gap == "soft" and is_ideographic(previous) and is_ideographic(character)):
                pieces.append(" ")
            pieces.append(character)
            gap = ""
        elif unicodedata.category(character) not in ("Cc", "Cf", "Cs") or character in "\t\n\r":
            soft = character in _MIDDLE_DOTS or (join and character.isspace())
            gap = "hard" if gap == "hard" or not soft else "soft"
    return "".join(pieces)


def tokens_of(chunk: str, *, whole: bool = True) -> list[str]:
    """Return the tokens of one chunk of ``normalise``, in order.

    Args:
        chunk: characters without a space.
        whole: False for a query, which may end in the middle of a run: the last run's closing character is left out.
    """
    runs = ["".join(run) for _, run in groupby(chunk, _kind)]
    tokens: list[str] = []
    for place, run in enumerate(runs):
        if not is_ideographic(run[0]):
            tokens.append(run[:_LONGEST_WORD])
            continue
        tokens.extend(run[at : at + 2] for at in range(len(run) - 1))
        if whole or len(run) == 1 or place < len(runs) - 1:
            tokens.append(run[-1])
    return tokens


def name_key(name: str) -> str:
    """Return the form in which names are compared: without dots, blanks, case and width."""
    return normalise(name).replace(" ", "")


def identity_key(number: str | None) -> str | None:
    """Return an identity number without blanks and signs, in capitals and half width; None if nothing is left."""
    return name_key(number or "").upper() or None


def phone_key(number: str | None) -> str | None:
    """Return the digits of a telephone number; None if there are none."""
    return "".join(character for character in _folded(number or "") if character in "0123456789") or None


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of a name, with a special reading of the family name first if there is one."""
    return readings("".join(character for character in name_key(name) if is_ideographic(character)))


def pinyin_of(name: str) -> tuple[str, str]:
    """Return a Chinese name in pinyin without tones, and its initials ("zhangsan", "zs"); empty without a reading."""
    syllables = _readings(name)[0]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


def pinyin_words(names: Iterable[str]) -> list[str]:
    """Return every word by which names may be typed in pinyin: whole, initials, syllables, and both readings."""
    words: dict[str, None] = {}
    for syllables in (reading for name in names for reading in _readings(name)):
        for word in ("".join(syllables), "".join(one[0] for one in syllables), *syllables):
            if word:
                words[word] = None
    return list(words)

"""Text as people paste it, made safe for columns and letters, with a list of what had to go."""

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["CleanedText", "Removed", "clean_text"]

# Line ends that are not "\n": old Macs and Windows, and the separators that word processors paste.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls other than tab and line feed; nothing holds them safely (PostgreSQL refuses NUL, docx the rest).
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Invisible marks that reorder or split what is seen: a reader and a search must see the same text. ZWJ and ZWNJ stay:
# emoji and several scripts are spelled with them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Half a non-BMP character and the code points that are no characters cannot be written as UTF-8 or XML.
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Removed:
    """One kind of character that was taken out.

    Attributes:
        code: ``U+XXXX``.
        name: its kind in Chinese.
        count: how many times.
    """

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CleanedText:
    """The cleaned text and what was removed from it; ``altered`` means: keep the text as sent beside it."""

    text: str
    removed: tuple[Removed, ...]

    @property
    def altered(self) -> bool:
        """Whether anything but the form of the line ends was changed."""
        return bool(self.removed)


def _kind_of(character: str) -> str:
    if character == "\x00":
        return "空字符"
    if _INVISIBLE.match(character):
        return "零宽字符" if character in "\u200b\u2060\ufeff" else "方向控制符"
    return "控制字符" if unicodedata.category(character) == "Cc" else "残缺字符"


def clean_text(text: str) -> CleanedText:
    """Return ``text`` without controls, invisible marks and broken characters.

    Visible characters are never changed, in particular not rare ones, full-width ones and the middle dot: the stored
    text stays as the applicant wrote it. Line ends become line feeds; broken characters become U+FFFD, so that the gap
    is seen.
    """
    with_line_feeds = _LINE_ENDS.sub("\n", text)
    found: dict[str, int] = {}
    for pattern in (_CONTROLS, _INVISIBLE, _BROKEN):
        for character in pattern.findall(with_line_feeds):
            found[character] = found.get(character, 0) + 1
    kept = _INVISIBLE.sub("", _CONTROLS.sub("", with_line_feeds))
    removed = tuple(Removed(f"U+{ord(one):04X}", _kind_of(one), count) for one, count in found.items())
    return CleanedText(_BROKEN.sub(_REPLACEMENT, kept), removed)

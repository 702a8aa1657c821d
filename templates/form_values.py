"""The words of an answer as a value: a name without the blanks that fill its box, a number in half width, a date."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from templates.form_labels import fold, says

__all__ = [
    "WrittenDay",
    "address_value",
    "block_value",
    "is_blank",
    "line_value",
    "name_value",
    "number_value",
    "phone_value",
    "signature_value",
    "split_postcode",
    "written_day",
]

_WIDE: Final = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
# Blanks of other widths, with which old form fields are filled, and signs that show nothing.
_ODD: Final = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F), " ") | dict.fromkeys(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF), ""
)
_CJK: Final = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RULE: Final = re.compile(r"[_＿‗]{2,}|[＿_]+$|^[＿_]+")
_BETWEEN: Final = re.compile(rf"(?<=[{_CJK}·•])[ \t　\u00a0]+(?=[{_CJK}·•])")
_PROMPT: Final = re.compile(r"[（(【\[]([^（()）【】\[\]]{1,14})[)）】\]]")
_DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "两": 2}
_FIGURE: Final = r"[\d〇○零一二三四五六七八九十]"
_DAY: Final = re.compile(
    rf"(?P<year>{_FIGURE}{{2,4}})?\s*年\s*(?P<month>{_FIGURE}{{1,3}})?\s*月\s*(?P<day>{_FIGURE}{{1,3}})?\s*[日号]?"
)
_DASH: Final = r"\s*[-./．—–]\s*"
_PLAIN_DAY: Final = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}}|\d{{2}}){_DASH}(?P<month>\d{{1,2}}){_DASH}(?P<day>\d{{1,2}})(?!\d)"
)
_RUN_DAY: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_PRINT: Final = re.compile(
    r"[（(【]?\s*(?:已?按?捺?(?:有|了)?(?:手印|指印|指纹|指模|捺印|手模)|按捺|（印）)\s*[）)】]?"
)
_SEAL_ONLY: Final = re.compile(
    r"[（(【]?\s*(?:此处)?(?:已?(?:加盖|盖))?"
    r"(?:公章|盖章|签章|印章|签名|签字|章|签名或盖章|签字或盖章)\s*[）)】]?"
)
_POSTCODE: Final = re.compile(r"[（(]?(?:邮政编码|邮编)?[:：]?\s*(?<!\d)(\d{6})(?!\d)[)）]?\s*$")


def is_blank(text: str) -> bool:
    """Whether nobody wrote anything: blanks, rules to write on, prompts of the form."""
    plain = _RULE.sub("", text.translate(_ODD)).strip().strip(" \t\n　\u00a0_＿")
    if not plain or says("prompts", plain):
        return True
    bare = _PROMPT.sub(lambda found: "" if _is_prompt(found[1]) else found[0], plain).strip(" \n　:：。；;")
    return not bare or (bare != plain and says("prompts", bare))


def _is_prompt(words: str) -> bool:
    return says("prompts", words) or bool(re.fullmatch(r"(?:请|如|可|必填|选填|单击|点击).{0,12}", words.strip()))


def _unprompted(text: str) -> str:
    text = _RULE.sub("", text)
    return _PROMPT.sub(lambda found: "" if _is_prompt(found[1]) else found[0], text)


def line_value(text: str) -> str:
    """One line: lines of a box joined, blanks between Chinese signs gone."""
    if is_blank(text):
        return ""
    joined = ""
    for line in (part.strip() for part in _unprompted(text.translate(_ODD)).split("\n")):
        gap = " " if joined[-1:].isascii() and line[:1].isascii() and joined and line else ""
        joined += gap + line
    return joined.strip(" \t　\u00a0:：")


def name_value(text: str) -> str:
    """A name: blanks that spread it over its box are gone, those of a foreign name stay single."""
    plain = re.sub(r"[ \t　\u00a0]+", " ", _BETWEEN.sub("", line_value(text)))
    plain = re.sub(r"[（(](?:签名|签字|盖章|公章|签章|印)[）)]$", "", plain).strip()
    return re.sub(rf"(?:{_PRINT.pattern})$", "", plain).strip()


def number_value(text: str) -> str:
    """A number or address of mail: half width, without blanks."""
    plain = line_value(text)
    if not plain:
        return ""
    plain = plain.translate(_WIDE).translate({0xFF20: "@", 0xFF0E: ".", 0xFF0D: "-", 0x2014: "-", 0xFF3F: "_"})
    return re.sub(r"(?<=[\w@.\-])[ \t　\u00a0]+(?=[\w@.\-])", "", plain)


def address_value(text: str) -> str:
    """An address: figures and letters in half width, blanks between Chinese signs gone."""
    plain = _BETWEEN.sub("", line_value(text).translate(_WIDE))
    return re.sub(rf"(?<=[{_CJK}])[ 　]+(?=\d)|(?<=\d)[ 　]+(?=[{_CJK}])", "", plain).strip("，,。；;")


def split_postcode(text: str) -> tuple[str, str]:
    """An address and the postcode at its end, "" where it has none."""
    plain = line_value(text).translate(_WIDE)
    found = _POSTCODE.search(plain)
    if found is None:
        return address_value(text), ""
    return address_value(plain[: found.start()].rstrip(" 　，,；;（(")), found[1]


def phone_value(text: str) -> str:
    """A telephone number, without the code of the country."""
    return re.sub(r"^(?:\+|00)?86[- ]?(?=1\d{10}$)", "", number_value(text))


def block_value(text: str) -> str:
    """Several lines as written, without indents, prompts of the form and empty lines at the ends."""
    if is_blank(text):
        return ""
    lines = [part.strip(" \t　\u00a0").replace("\t", " ") for part in _unprompted(text).split("\n")]
    return "\n".join(line for line in lines if line).strip()


def signature_value(text: str) -> tuple[str, str]:
    """Who signed, and a warning where nobody did in words."""
    plain = line_value(text)
    bare = _PRINT.sub("", plain).strip(" 　、，")
    stamped = _SEAL_ONLY.sub("", bare).strip(" 　、，（）()")
    if stamped:
        return re.sub(r"[（(](?:签名|签字|盖章|公章|签章|印|手印)[）)]$", "", name_value(bare)), ""
    if bare != plain:
        return "", "签字栏只有手印"
    if re.search("已.{0,2}盖", bare):
        return "", "签字栏只有印章，没有签名"
    return "", "签字栏空白"


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A date as written.

    Attributes:
        day: the date, None where it is not whole.
        missing: what is missing of it (年, 月, 日), "" where nothing is.
        wrong: whether it is written whole but there is no such day.
        doubtful: whether its year was written with two figures.
        words: the part of the text that is the date.
    """

    day: date | None = None
    missing: str = ""
    wrong: bool = False
    doubtful: bool = False
    words: str = ""


def _number(text: str | None) -> int | None:
    if not text:
        return None
    plain = text.translate(_WIDE)
    if plain.isdecimal():
        return int(plain)
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return _DIGITS.get(tens, 1 if not tens else 0) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    digits = "".join(str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in plain)
    return int(digits) if digits.isdecimal() else None


def written_day(text: str) -> WrittenDay | None:
    """The date that a text holds; None when it holds none, or only the frame of one (　　年　月　日)."""
    plain = text.translate(_WIDE)
    found = _PLAIN_DAY.search(plain) or _RUN_DAY.search(plain)
    if found is None:
        found = next((one for one in _DAY.finditer(plain) if any(one.groups())), None)
    if found is None:
        return None
    year, month, day = (_number(found[name]) for name in ("year", "month", "day"))
    missing = "".join(name for name, value in (("年", year), ("月", month), ("日", day)) if value is None)
    if year is None or month is None or day is None:
        return WrittenDay(missing=missing, words=found[0])
    doubtful = year < 100
    try:
        return WrittenDay(day=date(year + 2000 if doubtful else year, month, day), doubtful=doubtful, words=found[0])
    except ValueError:
        return WrittenDay(wrong=True, words=found[0])


def same_words(one: str, other: str) -> bool:
    """Whether two answers say the same."""
    return fold(one) == fold(other)

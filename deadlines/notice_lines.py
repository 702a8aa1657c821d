"""The lines of a pasted notice: which of them arrange days, and what title and signature say."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from deadlines.notice_grammar import Item, normalised
from law.terms import Term

__all__ = ["HAS_DAY", "VERB", "Block", "LineKind", "NoticeLines", "names_a_holiday", "without_number"]

_ITEM: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]{1,3}\))")
_ITEM_INSIDE: Final = re.compile(r"(?<=[。;.])(?=[一二三四五六七八九十]{1,2}、[^。]{0,12}?\d)")
_NUMBER: Final = re.compile(r"国[^\d\s〔\[(]{1,8}[〔\[(﹝【](\d{4})[〕\])﹞】]第?(\d+)号")
_TITLE_YEAR: Final = re.compile(r"(\d{4})年(?=(?:部分节假日|元旦|春节|清明|劳动|端午|中秋|国庆|五一|假期|放假|节假日))")
_DATE_LINE: Final = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")
_CHINESE_DATE: Final = re.compile(
    r"^([二一三四五六七八九○〇零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_CLOSING: Final = re.compile(
    r"^(?:节假日期间|放假期间|调休放假期间|假期期间|节日期间|鼓励|各地区|特此通知|各单位|请各|附)"
)
_SIGNATURE: Final = re.compile(r"(?:特此通知。?)?国务院(?:办公厅)?(?:\d{4}年\d{1,2}月\d{1,2}日)?")
_STARTS: Final = re.compile(r"^[“\"']?(?:\d{4}年)?[“\"']?(?:元旦|春节|清明|五一|国际|劳动|端午|中秋|国庆)")
HAS_DAY: Final = re.compile(r"\d{1,2}日")
VERB: Final = re.compile(r"放假|上班|补休|调休|假期")
_OWN_FESTIVAL: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.])?[“\"]?(?:\d{4}年)?(?:元旦|春节|清明节|(?:“?五一”?)?(?:国际)?劳动节|端午节|中秋节|国庆节)[^期]{0,8}:"
)
_CHINESE_DIGITS: Final = {sign: str(at) for at, sign in enumerate("零一二三四五六七八九")} | {"○": "0", "〇": "0"}


class LineKind(Term):
    """What a line of the text is."""

    ITEM = "item", "安排"
    HEADER = "header", "抬头"
    CLOSING = "closing", "结尾"
    BLANK = "blank", "空行"
    CONTINUED = "continued", "续行"


@dataclass(slots=True)
class Block:
    """An item with the lines that it spans."""

    first: int
    text: str
    item: Item | None = None


class NoticeLines:
    """The lines of one text, sorted into head, items and close.

    Attributes:
        raw: the lines as pasted.
        kinds: what each line is.
        blocks: the items, in order.
        header: the normalised head in one piece.
    """

    def __init__(self, text: str) -> None:
        self.raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.flat = [normalised(line) for line in self.raw]
        self.kinds: list[LineKind] = []
        self.blocks: list[Block] = []
        self._classify()
        pairs = zip(self.flat, self.kinds, strict=True)
        self.header = "".join(line for line, kind in pairs if kind is LineKind.HEADER)

    def written_year(self) -> tuple[int, int] | None:
        """Line number and year of the arrangement, as title, opening or an item name it."""
        for number, (line, kind) in enumerate(zip(self.flat, self.kinds, strict=True), start=1):
            if kind in (LineKind.HEADER, LineKind.ITEM):
                match = _TITLE_YEAR.search(line)
                if match is not None:
                    return number, int(match.group(1))
        for block in self.blocks:
            match = re.search(r"(\d{4})年(?:[1-9]|10|11)月\d{1,2}日", block.text)
            if match is not None:
                return block.first, int(match.group(1))
        return None

    def document_number(self) -> str | None:
        """The number of the document in its standard form."""
        for line, raw in zip(self.flat, self.raw, strict=True):
            match = _NUMBER.search(re.sub(r"\s", "", raw)) or _NUMBER.search(line)
            if match is not None:
                prefix = re.split(r"[〔\[(﹝【]", match.group(0))[0]
                return f"{prefix}〔{match.group(1)}〕{match.group(2)}号"
        return None

    def signed_on(self) -> date | None:
        """The date below the signature, in Arabic or Chinese numerals."""
        for line in reversed(self.flat):
            match = _DATE_LINE.match(re.sub(r"^国务院(?:办公厅)?", "", line))
            if match is not None:
                return _safe_date(*(int(part) for part in match.groups()))
            chinese = _CHINESE_DATE.match(line)
            if chinese is not None:
                return _chinese_date(*chinese.groups())
        return None

    def _classify(self) -> None:
        ended = False
        for number, line in enumerate(self.flat, start=1):
            kind = self._kind(line, ended)
            if kind is LineKind.ITEM:
                self._open_blocks(number, line)
            elif kind is LineKind.CONTINUED:
                self.blocks[-1].text += line
            ended = kind is LineKind.CLOSING
            self.kinds.append(kind)

    def _kind(self, line: str, ended: bool) -> LineKind:
        if not line:
            return LineKind.BLANK
        if _CLOSING.match(line) or _DATE_LINE.match(line) or _CHINESE_DATE.match(line):
            return LineKind.CLOSING
        beside = LineKind.CLOSING if self.blocks else LineKind.HEADER
        if _SIGNATURE.fullmatch(line):
            return beside
        unfinished = bool(self.blocks) and not self.blocks[-1].text.endswith(("。", ";"))
        follows = bool(self.blocks) and not ended
        if _ITEM.match(line):
            return LineKind.ITEM
        if follows and (unfinished or line.startswith(("其中", "调整方式"))):
            return LineKind.CONTINUED
        arranges = HAS_DAY.search(line) is not None and VERB.search(line) is not None
        if arranges and not _is_preamble(line):
            return LineKind.CONTINUED if follows and not _STARTS.match(line) else LineKind.ITEM
        return LineKind.CLOSING if ended else beside

    def _open_blocks(self, number: int, line: str) -> None:
        for part in _ITEM_INSIDE.split(line):
            self.blocks.append(Block(number, part))


def without_number(text: str) -> str:
    """An item without its 一、."""
    return _ITEM.sub("", text)


def names_a_holiday(text: str) -> bool:
    """Whether an item is headed by the name of a holiday."""
    return _OWN_FESTIVAL.match(text) is not None


def _is_preamble(line: str) -> bool:
    """经国务院批准，现将… and the like; it names holidays but arranges nothing."""
    return bool(re.search(r"通知如下|现将|经国务院批准|通知$|:$", line)) and not re.search(r"共\d+天|上班", line)


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _chinese_date(year: str, month: str, day: str) -> date | None:
    digits = "".join(_CHINESE_DIGITS.get(sign, "") for sign in year)
    return _safe_date(int(digits), _below_hundred(month), _below_hundred(day)) if len(digits) == 4 else None


def _below_hundred(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_CHINESE_DIGITS[text])
    return int(_CHINESE_DIGITS.get(tens, "1")) * 10 + int(_CHINESE_DIGITS.get(ones, "0"))

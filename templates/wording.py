"""Small pieces of Chinese wording that every letter shares: dates, ordinals, how a submission came in."""

import unicodedata
from datetime import date

from law.terms import Channel

__all__ = ["channel_phrase", "chinese_date", "chinese_ordinal", "half_widths"]

_DIGITS = "〇一二三四五六七八九"

_CHANNEL_PHRASES = {
    Channel.IN_PERSON: "当面提交",
    Channel.ORAL: "口头提出",
    Channel.MAIL_SIGNED: "以邮寄方式提交",
    Channel.ORDINARY_MAIL: "以邮寄方式提交",
    Channel.MAIL_SIGNED_OTHER_UNIT: "以邮寄方式提交",
    Channel.WEB: "通过网页提交",
    Channel.EMAIL: "以电子邮件提交",
    Channel.FAX: "以传真方式提交",
}


def channel_phrase(channel: Channel) -> str:
    """The clause of a letter that says how the request was submitted (条例第三十一条)."""
    return _CHANNEL_PHRASES[channel]


def chinese_date(day: date) -> str:
    """A legal day as letters print it: Arabic figures without leading zeros, 2026年1月6日 (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_ordinal(number: int) -> str:
    """1 to 99 in Chinese numerals, as headings count: 一, 十, 十二, 二十一.

    Raises:
        ValueError: for other numbers; no letter has that many headings.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no heading has the number {number}")
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[units] if units else "")


def half_widths(text: str) -> int:
    """Width of a line of text in half characters of a Chinese font.

    Ambiguous signs (“ ” — ·) count full, as Chinese fonts draw them.
    """
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F", "A"} else 1

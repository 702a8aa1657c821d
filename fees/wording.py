"""Money in words: fen as yuan, and as the capitals of financial documents (人民币大写)."""

from functools import lru_cache

from fees.steps import whole

__all__ = ["capital_yuan", "yuan", "yuan_figure"]

_FEN = 100
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def yuan_figure(fen: int) -> str:
    """The amount in figures without unit: 138000 is ``1,380``, 50 is ``0.50``; a negative one keeps its sign.

    Raises:
        TypeError: no ``int``.
    """
    sign = "-" if fen < 0 else ""
    # Not abs(): it would make an int of True.
    whole_yuan, rest = divmod(whole(-fen if fen < 0 else fen, "fen"), _FEN)
    return f"{sign}{whole_yuan:,}" + (f".{rest:02d}" if rest else "")


@lru_cache(maxsize=4096)
def yuan(fen: int) -> str:
    """The amount in figures with its unit: ``1,380元``.

    Raises:
        TypeError: no ``int``.
    """
    return f"{yuan_figure(fen)}元"


def capital_yuan(fen: int) -> str:
    """The amount in capitals: 138000 is 壹仟叁佰捌拾元整, 1005 is 壹拾元零伍分.

    Raises:
        TypeError: no ``int``.
        ValueError: negative, or above what any fee can reach.
    """
    amount, rest = divmod(whole(fen, "fen"), _FEN)
    if amount >= 10 ** (4 * len(_GROUPS)):
        raise ValueError(f"no capitals for {fen} fen")
    jiao, single = divmod(rest, 10)
    words = f"{_capital(amount)}元" if amount or not rest else ""
    if not rest:
        return f"{words}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif amount:
        words += "零"
    return words + (f"{_DIGITS[single]}分" if single else "整")


def _capital(amount: int) -> str:
    """A whole number in capitals."""
    if not amount:
        return _DIGITS[0]
    groups: list[int] = []
    while amount:
        amount, group = divmod(amount, 10_000)
        groups.append(group)
    printed = ""
    gap = False  # an empty place that has to be read as one 零 before the next figure
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(printed)
            continue
        if printed and (gap or group < 1000):
            printed += _DIGITS[0]
        printed += _group(group) + _GROUPS[place]
        gap = False
    return printed


def _group(number: int) -> str:
    """Up to four figures in capitals."""
    printed = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(printed)
            continue
        printed += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return printed

"""Chinese numerals as statutes and remedy clauses print them: 第三十三条, 六十日, 六个月."""

__all__ = ["chinese_numeral"]

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


def chinese_numeral(number: int) -> str:
    """Print a number below ten thousand in Chinese: 20 → 二十, 103 → 一百零三, 110 → 一百一十.

    Raises:
        ValueError: the number is negative or has more than four digits.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"no Chinese numeral for {number}")
    if number == 0:
        return _DIGITS[0]
    digits = [int(char) for char in str(number)]
    printed = ""
    for place, digit in enumerate(digits):
        if digit:
            printed += _DIGITS[digit] + _UNITS[len(digits) - 1 - place]
        elif not printed.endswith("零"):
            printed += "零"
    printed = printed.rstrip("零")
    # 十五 and not 一十五; inside a larger number the 一 stays: 一百一十五.
    return printed.removeprefix("一") if printed.startswith("一十") else printed

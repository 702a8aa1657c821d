"""A made-up holiday notice in the words of an official one, right in its weekdays whatever the year."""

from datetime import date, timedelta

from law.notices import statutory_days

__all__ = ["demo_notice"]

_WEEKDAYS = "一二三四五六日"
# Stand-ins for years whose lunar festivals the law data do not know yet; the notice is fictitious anyway.
_LIKELY = {"春节": (2, 8), "清明节": (4, 5), "端午节": (6, 10), "中秋节": (9, 20)}
_ORDINALS = "一二三四五六七八九十"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _item(name: str, days: tuple[date, ...]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return f"{name}：{_day(first)}放假1天，不调休。"
    number = (last - first).days + 1
    return f"{name}：{first.month}月{first.day}日（周{_WEEKDAYS[first.weekday()]}）至{_day(last)}放假，共{number}天。"


def _first_day(festival: tuple[str, tuple[date, ...]]) -> date:
    return festival[1][0]


def _with_weekend(days: tuple[date, ...]) -> tuple[date, ...]:
    """The statutory days with the weekend that touches them, as notices join them without exchange."""
    whole = list(days)
    while (whole[0] - timedelta(days=1)).weekday() >= 5:
        whole.insert(0, whole[0] - timedelta(days=1))
    while (whole[-1] + timedelta(days=1)).weekday() >= 5:
        whole.append(whole[-1] + timedelta(days=1))
    return tuple(whole)


def demo_notice(year: int, published_on: date) -> str:
    """The text of a fictitious notice that arranges the statutory holidays of a year.

    Args:
        year: the year arranged.
        published_on: day of its publication.
    """
    lines = [f"国务院办公厅关于{year}年部分节假日安排的通知", f"国办发明电〔{published_on.year}〕99号"]
    known = dict(statutory_days(year))
    made_up = {name: (date(year, month, day),) for name, (month, day) in _LIKELY.items()}
    festivals = sorted((made_up | known).items(), key=_first_day)
    lines += [
        f"{at}、{_item(name, _with_weekend(days))}" for at, (name, days) in zip(_ORDINALS, festivals, strict=False)
    ]
    lines += ["国务院办公厅", f"{published_on.year}年{published_on.month}月{published_on.day}日"]
    return "\n".join(lines)

"""Part six of the annual report: the paragraph on processing fees, and whether a given one says what it must (R8)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fees.wording import yuan_figure
from reports.fee_disclosure import FeeDisclosure

__all__ = ["charged_sentence", "fee_breaks", "fee_paragraph"]

_NUMBER: Final = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(万元|元|件)")
_SPEAKS: Final = ("信息处理费", "收费")
_DENIES: Final = ("未收取", "没有收取", "无收费", "未发出", "不收取")
_FEN: Final = {"万元": 1_000_000, "元": 100}


def charged_sentence(year: int | str, requests: int, fen: int) -> str:
    """The usual sentence of published reports, without the full stop.

    Args:
        year: the year.
        requests: how many requests were charged.
        fen: what was charged for them, fen.
    """
    return f"{year}年有{requests}件政府信息公开申请收取信息处理费{_yuan(fen)}"


def fee_paragraph(fees: FeeDisclosure) -> str:
    """The paragraph of a year; zero is reported too.

    Where all that was asked for was collected it says so in the usual sentence and then gives the three figures.
    """
    if not fees.notices or fees.noticed_fen != fees.collected_fen:
        return fees.sentence
    asked = _yuan(fees.noticed_fen)
    charged = charged_sentence(fees.year, fees.notices, fees.noticed_fen)
    return f"{charged}，发出收费通知{fees.notices}件、金额{asked}，实际收取{asked}。"


def fee_breaks(text: str, fees: FeeDisclosure) -> Iterator[tuple[str, bool]]:
    """What part six lacks on fees.

    Returns:
        sentences, each with whether there was anything to report.
    """
    charged = bool(fees.notices or fees.noticed_fen or fees.collected_fen)
    speaks = any(word in text for word in _SPEAKS)
    if not charged:
        if not speaks:
            yield "第六部分没有写信息处理费；没有收费的写未收取信息处理费（0元）", False
        return
    if not speaks:
        yield f"台账有收费通知{fees.notices}件、实际收取{_yuan(fees.collected_fen)}，第六部分没有写", True
        return
    pieces, amounts = _figures(text)
    # One request of several may not have been paid for: it denies everything only where the amount is not there.
    if _denies(text) and fees.collected_fen > 0 and fees.collected_fen not in amounts:
        yield f"第六部分写未收取，台账实际收取{_yuan(fees.collected_fen)}", True
        return
    if fees.notices and fees.notices not in pieces:
        yield f"第六部分没有写发出收费通知的件数（{fees.notices}件）", True
    if fees.noticed_fen and fees.noticed_fen not in amounts:
        yield f"第六部分没有写收费通知的总金额（{_yuan(fees.noticed_fen)}）", True
    if max(0, fees.collected_fen) not in amounts and not (fees.collected_fen <= 0 and _denies(text)):
        yield f"第六部分没有写实际收取的总金额（{_yuan(max(0, fees.collected_fen))}）", True


def _denies(text: str) -> bool:
    return any(word in text for word in _DENIES)


def _figures(text: str) -> tuple[frozenset[Decimal], frozenset[Decimal]]:
    """Numbers of pieces, and amounts in fen."""
    pieces: set[Decimal] = set()
    amounts: set[Decimal] = set()
    for number, unit in _NUMBER.findall(text):
        value = Decimal(re.sub("[,，]", "", number))
        (pieces if unit == "件" else amounts).add(value * _FEN.get(unit, 1))
    return frozenset(pieces), frozenset(amounts)


def _yuan(fen: int) -> str:
    """Published reports write amounts without separators."""
    return f"{yuan_figure(fen).replace(',', '')}元"

"""Part six of the annual report: what the agency charged as processing fees in a year (国办公开办函〔2021〕30号)."""

from collections.abc import Iterable
from dataclasses import dataclass

from fees.wording import yuan

__all__ = ["FeeDisclosure", "fee_disclosure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDisclosure:
    """The figures of a year.

    Attributes:
        year: the year.
        notices: number of notices sent.
        noticed_fen: their amounts together, fen.
        collected_fen: what was really collected in the year and not given back in it, fen.
    """

    year: int
    notices: int
    noticed_fen: int
    collected_fen: int

    @property
    def sentence(self) -> str:
        """The paragraph as the report prints it; a year without fees says so."""
        if not self.notices and not self.collected_fen:
            return f"{self.year}年未收取信息处理费（0元）。"
        back = -min(0, self.collected_fen)
        returned = f"，另退还以前年度收取的{yuan(back)}" if back else ""
        return (
            f"{self.year}年发出收费通知{self.notices}件、金额{yuan(self.noticed_fen)}，"
            f"实际收取{yuan(max(0, self.collected_fen))}{returned}。"
        )


def fee_disclosure(year: int, noticed: Iterable[int], collected: Iterable[int]) -> FeeDisclosure:
    """Sum up a year; zero is reported too (annual report, part six).

    Args:
        year: the year.
        noticed: amounts of the notices sent in it, those that were replaced or given up left out, fen.
        collected: payments that came in during it, refunds negative, fen.
    """
    notices = tuple(noticed)
    return FeeDisclosure(year=year, notices=len(notices), noticed_fen=sum(notices), collected_fen=sum(collected))

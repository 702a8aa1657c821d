"""Part six of the annual report: what the agency charged as processing fees in a year (国办公开办函〔2021〕30号)."""

from collections.abc import Iterable
from dataclasses import dataclass

from fees.wording import yuan

__all__ = ["FeeDisclosure", "NoticeFacts", "fee_disclosure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """One fee notice of the year.

    Attributes:
        fen: amount of the notice, fen.
        collected: what was collected for it and not given back, fen.
    """

    fen: int
    collected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDisclosure:
    """The figures of a year.

    Attributes:
        year: the year.
        notices: number of notices sent.
        noticed_fen, collected_fen: their amounts together, and what was really collected, fen.
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
        return (
            f"{self.year}年发出收费通知{self.notices}件、金额{yuan(self.noticed_fen)}，"
            f"实际收取{yuan(self.collected_fen)}。"
        )


def fee_disclosure(year: int, notices: Iterable[NoticeFacts]) -> FeeDisclosure:
    """Sum up the notices of a year; zero is reported too (annual report, part six).

    Args:
        year: the year.
        notices: the notices sent in it that were not replaced by another one.
    """
    kept = tuple(notices)
    return FeeDisclosure(
        year=year,
        notices=len(kept),
        noticed_fen=sum(one.fen for one in kept),
        collected_fen=sum(one.collected for one in kept),
    )

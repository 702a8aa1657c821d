"""An amount with its reasons: every fen is attributed to a band, with its sentence and its article."""

from dataclasses import dataclass

from law.citations import Citation
from law.terms import Confidence, FeeMethod

__all__ = ["Assessment", "FeeFinding", "FeeStep", "whole"]


def whole(value: object, what: str) -> int:
    """A count or an amount: an ``int`` that is not negative.

    Raises:
        TypeError: a float, a bool, a text; no float may touch money.
        ValueError: negative.
    """
    if type(value) is not int:
        raise TypeError(f"{what} must be an int, not {type(value).__name__}")
    if value < 0:
        raise ValueError(f"{what} must not be negative: {value}")
    return value


@dataclass(frozen=True, slots=True)
class FeeStep:
    """What lies within one band.

    Attributes:
        quantity: number of units of this request in the band.
        first, last: their ordinals (pieces of the month, pages of the request).
        unit: 件 or 页.
        rate_fen: price of one unit, fen.
        fen: ``quantity * rate_fen``.
        sentence: the step in Chinese.
        citations: the articles behind it.
        confidence: how well the rate is attested.
    """

    quantity: int
    first: int
    last: int
    unit: str
    rate_fen: int
    fen: int
    sentence: str
    citations: tuple[Citation, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fee of one request by one standard, fen; the steps add up to it."""

    method: FeeMethod
    fen: int
    steps: tuple[FeeStep, ...]

    @property
    def quantity(self) -> int:
        """How many units were assessed."""
        return sum(one.quantity for one in self.steps)

    @property
    def charged(self) -> tuple[FeeStep, ...]:
        """The steps that cost something."""
        return tuple(one for one in self.steps if one.fen)


@dataclass(frozen=True, slots=True)
class FeeFinding:
    """Something to be told about a fee: a stable code, one Chinese sentence, the articles."""

    code: str
    sentence: str
    citations: tuple[Citation, ...] = ()

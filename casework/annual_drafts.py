"""What the acts of the annual report are given: frozen drafts as a form collects them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "AnnualCloseDraft",
    "AnnualFiguresDraft",
    "AnnualTextDraft",
    "CarriedNoteDraft",
    "ContributionDraft",
    "NotedNumberDraft",
    "WithdrawContributionDraft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualFiguresDraft:
    """Figures entered for a year.

    Attributes:
        year: the year.
        values: by cell, as typed; an empty text takes a figure back.
        source: where they come from, in words (录入, 某某年报表格); shown beside them.
        entry: ``AnnualView.entry`` as the user saw it; None: nobody looked.
    """

    year: int
    values: Mapping[str, str] = field(default_factory=dict)
    source: str = "录入"
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTextDraft:
    """The words of a part; None goes back to what the tables say. ``entry`` as in ``AnnualFiguresDraft``."""

    year: int
    part: str
    text: str | None
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedNumberDraft:
    """A number of the text that is no table value: where it comes from; an empty ``source`` takes the note back."""

    year: int
    number: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedNoteDraft:
    """Why the published report of the year before was wrong, so that 上年结转 is not its 结转下年; empty: not wrong."""

    year: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualCloseDraft:
    """Close a year; a year that was closed before needs a ``reason``.

    Attributes:
        year: the year.
        reason: why it is closed again; may be empty the first time.
        closing: ``ClosingView.id`` of the closing that the user saw; None: the user saw none.
        entry: ``AnnualView.entry`` as the user saw it; None: nobody looked.
    """

    year: int
    reason: str = ""
    closing: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionDraft:
    """The file of another office; ``agency`` is only needed where the file does not say whose it is."""

    year: int
    file_name: str
    content: bytes
    agency: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawContributionDraft:
    """Take a file out of the sum; ``contribution_id`` is the one that the user saw."""

    contribution_id: int
    reason: str

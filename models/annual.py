"""The annual report (条例第四十九、五十条): figures entered by hand, closed years, tables that other offices sent."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, Json, JsonType, LegalDate, RowId

__all__ = ["AnnualClosing", "AnnualContribution", "AnnualFigure"]


class AnnualFigure(Base):
    """One figure or text of a year that no case can tell, as somebody entered it. Append-only; the latest counts.

    ``key`` names the cell or the part (``t2.regulations.made``, ``t3.r4.business`` of a year before this program,
    ``text.problems``); ``value`` is the number or text as entered, None if it was taken back. ``source`` says where it
    comes from: typed, carried over from the year before, read from a published report.
    """

    __tablename__ = "annual_figures"
    __table_args__ = (Index("ix_annual_figures_latest", "year", "key", "id"),)

    id: Mapped[RowId]
    year: Mapped[int]
    key: Mapped[str]
    value: Mapped[str | None]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]


class AnnualClosing(Base):
    """The report of a year as it was believed on the day it was closed. Append-only: corrections are listed beside it.

    ``report`` holds the numbers of all tables and the texts, ``cases`` the requests and disputes behind every cell,
    ``policies`` how was counted. Of several closings of a year the latest is the published one.
    """

    __tablename__ = "annual_closings"

    id: Mapped[RowId]
    year: Mapped[int] = mapped_column(index=True)
    closed_on: Mapped[LegalDate]
    report: Mapped[Json]
    cases: Mapped[Json]
    policies: Mapped[Json]
    reason: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[Instant]
    closed_by: Mapped[str]


class AnnualContribution(Base):
    """The tables of another office of the same level or below, as its file gave them, for the sum of a parent agency.

    ``tables`` is None where a file is taken out of the sum. Append-only; the latest of an agency and year counts.
    """

    __tablename__ = "annual_contributions"
    __table_args__ = (Index("ix_annual_contributions_latest", "year", "agency", "id"),)

    id: Mapped[RowId]
    year: Mapped[int]
    agency: Mapped[str]
    file_name: Mapped[str]
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    tables: Mapped[dict[str, Any] | None] = mapped_column(JsonType)
    findings: Mapped[Json] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    received_at: Mapped[Instant]
    received_by: Mapped[str]

"""Who the agency is and how it decided where the law leaves room."""

from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, Json, JsonList, JsonType, LegalDate, RowId

__all__ = ["AgencyProfile", "ImportedNotice", "LocalHoliday", "Person", "PolicyDecision"]


class AgencyProfile(Base):
    """The agency that uses this database: exactly one row (id 1). ``short_name`` is the 机关代字 of its numbers."""

    __tablename__ = "agency_profiles"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[RowId] = mapped_column(default=1)
    name: Mapped[str]
    short_name: Mapped[str]
    parent_government: Mapped[str]
    reconsideration_body: Mapped[str]
    court_name: Mapped[str]
    reconsideration_website: Mapped[str | None]
    is_government_office: Mapped[bool] = mapped_column(default=False)
    region: Mapped[str | None]
    contact_person: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    postcode: Mapped[str | None]
    email: Mapped[str | None]
    fax: Mapped[str | None]
    signer_name: Mapped[str | None]
    details: Mapped[Json] = mapped_column(default=dict)
    updated_at: Mapped[Instant]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 (SQLAlchemy declares it as an instance attribute)


class PolicyDecision(Base):
    """One decision on an agency policy (key of ``law.policies``), in force from ``valid_from``. Append-only.

    Of several decisions in force on a day the one with the latest ``valid_from``, then the latest ``id``, counts.
    """

    __tablename__ = "policy_decisions"

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(index=True)
    value: Mapped[Any] = mapped_column(JsonType(none_as_null=False))
    valid_from: Mapped[LegalDate]
    decided_by: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[Instant]


class LocalHoliday(Base):
    """A day that local rules make a holiday or a working day, with the document that says so."""

    __tablename__ = "local_holidays"
    __table_args__ = (UniqueConstraint("day"),)

    id: Mapped[RowId]
    day: Mapped[LegalDate]
    working: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str]
    document_number: Mapped[str | None]
    published_on: Mapped[LegalDate | None]
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]


class ImportedNotice(Base):
    """A holiday notice that the office imported itself; ``notice`` has the layout of ``law/calendar/notices.json``."""

    __tablename__ = "imported_notices"

    id: Mapped[RowId]
    year: Mapped[int] = mapped_column(index=True)
    document_number: Mapped[str | None]
    published_on: Mapped[LegalDate | None]
    notice: Mapped[Json]
    source_text: Mapped[str]
    imported_at: Mapped[Instant]
    imported_by: Mapped[str]
    withdrawn_at: Mapped[Instant | None]
    withdrawn_reason: Mapped[str | None]


class Person(Base):
    """Somebody who works with the program.

    ``roles`` lists terms of ``law.terms.Role``; ``role`` is how the person calls the own post. ``passcode`` is salt and
    scrypt hash of what is asked at the local sign-in, None where choosing the own name is enough.
    """

    __tablename__ = "persons"

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    roles: Mapped[JsonList] = mapped_column(default=list, server_default="[]")
    passcode: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Instant]

"""Kinds of columns: each kind of value is stored in one way, on SQLite and on PostgreSQL alike.

A legal day is a ``date`` without time zone; an instant is aware UTC; money is integer fen; a term is the text of its
``StrEnum`` member. The kinds refuse what Python would silently convert: a ``datetime`` as a day, a naive instant.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

__all__ = [
    "Bytes",
    "Fen",
    "Instant",
    "InstantType",
    "Json",
    "JsonList",
    "JsonType",
    "LegalDate",
    "LegalDateType",
    "RequestRef",
    "RowId",
    "TermText",
]


class LegalDateType(TypeDecorator[date]):
    """A legal day. Refuses ``datetime``: an hour would be cut off in silence, and with it perhaps a day."""

    impl = Date
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> date | None:
        """Pass a plain ``date``; raise ``TypeError`` for a ``datetime`` or anything else."""
        if value is not None and type(value) is not date:
            raise TypeError(f"a legal day must be a date, not {type(value).__name__}")
        return value


class InstantType(TypeDecorator[datetime]):
    """An instant in UTC: ISO text on SQLite (it has no such type), ``timestamptz`` on PostgreSQL."""

    impl = Text
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type where there is one."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Convert to UTC; raise ``ValueError`` for a naive value, whose zone nobody could know later."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware (UTC); a naive datetime is refused")
        in_utc = value.astimezone(UTC)
        # A fixed number of digits keeps the order of the texts the order of the instants.
        return in_utc if dialect.name == "postgresql" else in_utc.isoformat(timespec="microseconds")

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return aware UTC."""
        if value is None:
            return None
        read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return read.astimezone(UTC)


class TermText(TypeDecorator[StrEnum]):
    """A member of one ``StrEnum`` of ``law.terms`` stored as its text.

    No CHECK constraint: the catalogues grow with the law, and every growth would have to rebuild the tables. Unknown
    texts are refused here instead, when written and when read.
    """

    impl = Text
    cache_ok = True

    def __init__(self, terms: type[StrEnum]) -> None:
        super().__init__()
        self.terms = terms

    @override
    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Return the stored text; raise ``ValueError`` for a text that is no member."""
        return None if value is None else str(self.terms(value))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the member; raise ``ValueError`` if the database holds an unknown text."""
        return None if value is None else self.terms(value)


class JsonType(TypeDecorator[Any]):
    """JSON text on SQLite, ``jsonb`` on PostgreSQL, whose part of SQLAlchemy is loaded only when it is spoken."""

    impl = JSON
    cache_ok = True

    def __init__(self, *, none_as_null: bool = True) -> None:
        super().__init__()
        self.none_as_null = none_as_null
        self.should_evaluate_none = not none_as_null  # else the mapper would leave out a column that is None

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type where there is one."""
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

            return dialect.type_descriptor(JSONB(none_as_null=self.none_as_null))
        return dialect.type_descriptor(JSON(none_as_null=self.none_as_null))


RowId = Annotated[int, mapped_column(Integer, primary_key=True)]
RequestRef = Annotated[int, mapped_column(ForeignKey("requests.id"), index=True)]
LegalDate = Annotated[date, mapped_column(LegalDateType)]
Instant = Annotated[datetime, mapped_column(InstantType)]
Fen = Annotated[int, mapped_column(BigInteger)]
Json = Annotated[dict[str, Any], mapped_column(JsonType)]
JsonList = Annotated[list[str], mapped_column(JsonType)]
Bytes = Annotated[bytes, mapped_column(LargeBinary)]

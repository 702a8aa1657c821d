"""The declarative base: one metadata, one naming convention, one storage for every term."""

from typing import Any, ClassVar

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from law import dispute_terms  # noqa: F401 (its terms must be known before the storage of terms is listed)
from law.terms import Term
from models.columns import TermText

__all__ = ["NAMING_CONVENTION", "Base"]

# Fixed from the first revision on: SQLite can only drop a constraint that has a name known beforehand.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all mapped classes. ``str`` is unlimited text: applicants write long, and a cut loses what they said."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        **{terms: TermText(terms) for terms in Term.__subclasses__()},
    }

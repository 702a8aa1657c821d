"""Who may do what in the review of letters: roles by name, and whether the office reviews at all."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.office import Office
from casework.refusals import refused
from law.terms import Role
from models import Person
from models.search_grams import name_key as folded_key

__all__ = ["has_role", "is_reviewed", "name_key", "refuse_inactive", "require_role", "roles_of", "same_person"]

# Signs that count as letters or marks and show nothing: fillers of Hangul, and what chooses the form of a sign.
_UNSEEN: Final = frozenset(
    chr(one) for one in (0x115F, 0x1160, 0x034F, 0x17B4, 0x17B5, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)


def name_key(name: str) -> str:
    """A name as it is compared: full-width letters, blanks, dots and signs that nobody sees make no other person."""
    return "".join(one for one in folded_key(name) if one not in _UNSEEN)


def same_person(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of others."""
    return name_key(name) in {name_key(one) for one in others}


def is_reviewed(office: Office, session: Session, on: date) -> bool:
    """Whether letters and extensions need a second person on a day (policy ``review_mode``).

    The order inside the agency is that of the day of the act, not of the day on which a request came in.
    """
    return office.policies(on, session).text("review_mode") == "two_person"


def roles_of(session: Session, name: str) -> frozenset[Role] | None:
    """The roles of a person by name; none for a stranger. None: the office has no list of persons yet.

    Without a list nobody could have been given a role, so only the names are compared.
    """
    rows = session.execute(select(Person.name, Person.roles, Person.active)).all()
    if not rows:
        return None
    wanted = name_key(name)
    found = (row.roles for row in rows if row.active and name_key(row.name) == wanted)
    return frozenset(Role(one) for roles in found for one in roles)


def refuse_inactive(session: Session, name: str) -> None:
    """Refuse somebody who was taken off the list of those who work, though the program is still open there.

    Raises:
        UserError: ``person_inactive``.
    """
    rows = session.execute(select(Person.name, Person.active)).all()
    if all(one.active for one in rows):
        return
    wanted = name_key(name)
    if any(not one.active and name_key(one.name) == wanted for one in rows):
        raise refused("person_inactive", name=name)


def has_role(session: Session, name: str, role: Role) -> bool:
    """Whether a person may act in a role."""
    roles = roles_of(session, name)
    return roles is None or role in roles


def require_role(session: Session, name: str, role: Role) -> None:
    """Refuse somebody without a role.

    Raises:
        UserError: ``role_missing``.
    """
    if not has_role(session, name, role):
        raise refused("role_missing", person=name, role=role.label)

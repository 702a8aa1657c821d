"""The persons of the office: who is on the list, in which roles, and the local sign-in.

A name on the list never changes, because records name people; somebody who leaves is deactivated. The passcode keeps a
colleague from signing in by mistake; it is no protection against somebody who opens the file with another tool.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.office import Office
from casework.person_drafts import PersonDraft, PersonView
from casework.refusals import refused
from casework.roles import name_key, require_role
from casework.views import Changed
from law.terms import Role
from models import Person
from models.text_cleaning import clean_text

__all__ = [
    "add_person",
    "change_roles",
    "deactivate_person",
    "enrol_founder",
    "persons",
    "reactivate_person",
    "set_passcode",
    "sign_in",
    "store_person",
]

_LEAST: Final = 4
_SALT_BYTES: Final = 16
_COST: Final = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
_FREE_TRIES: Final = 2
_LONGEST_WAIT: Final = 300


def persons(office: Office, *, everybody: bool = False) -> tuple[PersonView, ...]:
    """The persons in the order in which they were added; ``everybody``: those deactivated too."""
    with office.reading() as session:
        rows = session.scalars(select(Person).order_by(Person.id)).all()
        return tuple([_view(one) for one in rows if everybody or one.active])


def add_person(office: Office, draft: PersonDraft, *, now: datetime, actor: str) -> Changed:
    """Add somebody to the list. The first one becomes administrator whatever was chosen: somebody has to be.

    Raises:
        UserError: no name, no role, a name that is there already (blanks and width do not count), a short passcode;
            not done by an administrator.
    """
    with office.writing() as session:
        require_role(session, actor, Role.ADMINISTRATOR)
        person = store_person(session, draft, now=now)
        return _changed(f"{person.name}已加入名单")


def enrol_founder(office: Office, draft: PersonDraft, *, now: datetime) -> Changed:
    """Put whoever sets the office up on the list, with all roles given; a known name gets them too.

    Nobody is asked whether the one who does it may: it is done once, when the database is made.

    Raises:
        UserError: no name, or no role.
    """
    with office.writing() as session:
        wanted = name_key(draft.name)
        known = next((one for one in session.scalars(select(Person)) if name_key(one.name) == wanted), None)
        if known is None:
            known = store_person(session, draft, now=now)
        known.roles = _stored_roles((*draft.roles, *(Role(one) for one in known.roles)))
        return _changed(f"{known.name}已加入名单")


def store_person(session: Session, draft: PersonDraft, *, now: datetime) -> Person:
    """Add somebody inside a unit of work, without asking who does it.

    Raises:
        UserError: as ``add_person``.
    """
    name = " ".join(clean_text(draft.name).text.split())
    if not name:
        raise refused("person_unnamed", field="name")
    known = session.scalars(select(Person)).all()
    if name_key(name) in {name_key(one.name) for one in known}:
        raise refused("person_known", field="name", name=name)
    roles = draft.roles if known else (*draft.roles, Role.ADMINISTRATOR)
    person = Person(
        name=name,
        role=clean_text(draft.post).text.strip(),
        roles=_stored_roles(roles),
        passcode=_hashed(draft.passcode) if draft.passcode else None,
        created_at=now,
    )
    session.add(person)
    session.flush()
    return person


def change_roles(office: Office, person_id: int, roles: Iterable[Role], *, actor: str) -> Changed:
    """Give somebody other roles.

    Raises:
        UserError: no role, the last administrator, unknown; not done by an administrator.
    """
    with office.writing() as session:
        person = _taken(session, person_id, actor)
        wanted = _stored_roles(roles)
        if Role.ADMINISTRATOR not in wanted:
            _keep_an_administrator(session, person)
        person.roles = wanted
        return _changed(f"{person.name}：{_view(person).roles_text}")


def deactivate_person(office: Office, person_id: int, *, actor: str) -> Changed:
    """Take somebody off the list of those who work; the records keep the name.

    Raises:
        UserError: the last administrator, unknown; not done by an administrator.
    """
    with office.writing() as session:
        person = _taken(session, person_id, actor)
        _keep_an_administrator(session, person)
        person.active = False
        return _changed(f"{person.name}已停用")


def reactivate_person(office: Office, person_id: int, *, actor: str) -> Changed:
    """Put somebody back.

    Raises:
        UserError: unknown; not done by an administrator.
    """
    with office.writing() as session:
        person = _taken(session, person_id, actor)
        person.active = True
        return _changed(f"{person.name}已恢复")


def set_passcode(office: Office, person_id: int, passcode: str, *, actor: str) -> Changed:
    """Set a passcode, or take it away with an empty one; one's own, or anybody's by an administrator.

    Raises:
        UserError: too short, unknown; not done by the person or an administrator.
    """
    with office.writing() as session:
        person = _person(session, person_id)
        if name_key(person.name) != name_key(actor):
            require_role(session, actor, Role.ADMINISTRATOR)
        person.passcode = _hashed(passcode) if passcode else None
        return _changed(f"{person.name}的口令已{'设定' if passcode else '清除'}")


def sign_in(office: Office, person_id: int, passcode: str, *, now: datetime) -> PersonView:
    """The person who sits down at the machine. Wrong passcodes make the next try wait, longer each time.

    Raises:
        UserError: unknown, deactivated, a wrong passcode, or tried again too soon.
    """
    with office.reading() as session:
        person = _person(session, person_id)
        if not person.active:
            raise refused("person_inactive", name=person.name)
        view, stored = _view(person), person.passcode
    if stored is not None:
        place = (office.location, person_id)
        _tries.refuse_too_soon(place, now)
        if not _matches(passcode, stored):
            _tries.failed(place, now)
            raise refused("passcode_wrong", field="passcode")
        _tries.succeeded(place)
    return view


# -------------------------------------------------------------------------------------------------------------- parts


class _Tries:
    """Wrong passcodes of this run of the program, by office and person."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failed: dict[tuple[str, int], tuple[int, datetime]] = {}

    def refuse_too_soon(self, place: tuple[str, int], now: datetime) -> None:
        with self._lock:
            count, last = self._failed.get(place, (0, now))
        wait = 0 if count <= _FREE_TRIES else min(_LONGEST_WAIT, 2 ** (count - _FREE_TRIES))
        left = (last + timedelta(seconds=wait) - now).total_seconds()
        if left > 0:
            raise refused("passcode_wait", field="passcode", seconds=int(left) + (left % 1 > 0))

    def failed(self, place: tuple[str, int], now: datetime) -> None:
        with self._lock:
            self._failed[place] = (self._failed.get(place, (0, now))[0] + 1, now)

    def succeeded(self, place: tuple[str, int]) -> None:
        with self._lock:
            self._failed.pop(place, None)


_tries = _Tries()


def _hashed(passcode: str) -> str:
    if len(passcode) < _LEAST:
        raise refused("passcode_too_short", field="passcode", least=_LEAST)
    salt = os.urandom(_SALT_BYTES)
    return f"scrypt:{salt.hex()}:{_scrypt(passcode, salt).hex()}"


def _scrypt(passcode: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passcode.encode("utf-8", "surrogatepass"), salt=salt, **_COST)


def _matches(passcode: str, stored: str) -> bool:
    _, salt, kept = stored.split(":")
    return hmac.compare_digest(_scrypt(passcode, bytes.fromhex(salt)), bytes.fromhex(kept))


def _view(person: Person) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.name,
        post=person.role,
        roles=tuple(one for one in Role if one.value in person.roles),
        active=person.active,
        has_passcode=person.passcode is not None,
    )


def _stored_roles(roles: Iterable[Role]) -> list[str]:
    given = set(roles)
    if not given:
        raise refused("person_without_role", field="roles")
    return [one.value for one in Role if one in given]


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise refused("person_unknown")
    return person


def _taken(session: Session, person_id: int, actor: str) -> Person:
    require_role(session, actor, Role.ADMINISTRATOR)
    return _person(session, person_id)


def _administrators(session: Session) -> Sequence[Person]:
    rows = session.scalars(select(Person).where(Person.active).with_for_update()).all()
    return [one for one in rows if Role.ADMINISTRATOR in one.roles]


def _keep_an_administrator(session: Session, person: Person) -> None:
    """Rows are locked, so that of two administrators who remove each other one is refused."""
    if [one.id for one in _administrators(session)] == [person.id]:
        raise refused("last_administrator", name=person.name)


def _changed(message: str) -> Changed:
    return Changed(message=message, topics=("persons",))

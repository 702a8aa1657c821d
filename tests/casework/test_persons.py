"""The persons of the office: names that stay, roles, the last administrator, and passcodes."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.office import Office
from casework.person_drafts import PersonDraft, PersonView
from casework.persons import (
    add_person,
    change_roles,
    deactivate_person,
    persons,
    reactivate_person,
    set_passcode,
    sign_in,
)
from casework.roles import name_key, roles_of
from law.errors import UserError
from law.terms import Role
from models import Person
from tests.casework.desk import Desk

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def _add(office: Office, name: str, *roles: Role, passcode: str = "", actor: str = "王敏") -> PersonView:
    draft = PersonDraft(name=name, roles=roles or (Role.HANDLER,), passcode=passcode)
    add_person(office, draft, now=NOW, actor=actor)
    return persons(office)[-1]


def _code(act: object, *arguments: object, **values: object) -> str:
    with pytest.raises(UserError) as caught:
        act(*arguments, **values)  # type: ignore[operator]
    assert caught.value.sentence.endswith("。")
    return caught.value.code


def test_the_first_person_is_the_administrator(desk: Desk) -> None:
    assert persons(desk.office) == ()
    first = _add(desk.office, "王敏", Role.WINDOW)
    assert set(first.roles) == {Role.WINDOW, Role.ADMINISTRATOR}
    second = _add(desk.office, "李岚", Role.HANDLER, Role.REVIEWER)
    assert (second.roles_text, second.has_passcode) == ("承办人、法制审核", False)


@pytest.mark.parametrize("name", ["王敏", " 王 敏　", "王　敏"])
def test_one_name_is_one_person(local_desk: Desk, name: str) -> None:
    _add(local_desk.office, "王敏")
    assert _code(_add, local_desk.office, name) == "person_known"
    assert len(persons(local_desk.office, everybody=True)) == 1
    assert name_key(name) == "王敏"


def test_only_an_administrator_manages_the_list(local_desk: Desk) -> None:
    _add(local_desk.office, "王敏")
    other = _add(local_desk.office, "李岚")
    assert _code(_add, local_desk.office, "赵启明", actor="李岚") == "role_missing"
    assert _code(change_roles, local_desk.office, other.id, tuple(Role), actor="李岚") == "role_missing"
    assert _code(deactivate_person, local_desk.office, other.id, actor="外人") == "role_missing"


def test_the_last_administrator_stays(desk: Desk) -> None:
    first = _add(desk.office, "王敏")
    assert _code(deactivate_person, desk.office, first.id, actor="王敏") == "last_administrator"
    assert _code(change_roles, desk.office, first.id, (Role.WINDOW,), actor="王敏") == "last_administrator"
    assert _code(change_roles, desk.office, first.id, (), actor="王敏") == "person_without_role"
    second = _add(desk.office, "李岚", Role.ADMINISTRATOR)
    deactivate_person(desk.office, second.id, actor="王敏")
    assert _code(deactivate_person, desk.office, first.id, actor="王敏") == "last_administrator"
    reactivate_person(desk.office, second.id, actor="王敏")
    deactivate_person(desk.office, first.id, actor="李岚")
    assert [one.name for one in persons(desk.office)] == ["李岚"]
    assert [one.name for one in persons(desk.office, everybody=True)] == ["王敏", "李岚"]


def test_somebody_deactivated_has_no_role_any_more(local_desk: Desk) -> None:
    _add(local_desk.office, "王敏")
    second = _add(local_desk.office, "李岚", Role.REVIEWER)
    deactivate_person(local_desk.office, second.id, actor="王敏")
    with local_desk.office.reading() as session:
        assert roles_of(session, "李岚") == frozenset()
    assert _code(sign_in, local_desk.office, second.id, "", now=NOW) == "person_inactive"


def test_a_passcode_is_asked_and_never_kept_as_it_is(desk: Desk) -> None:
    _add(desk.office, "王敏")
    second = _add(desk.office, "李岚", passcode="江边 4417")
    assert second.has_passcode
    with desk.office.reading() as session:
        stored = session.get_one(Person, second.id).passcode
    assert stored is not None
    assert "4417" not in stored
    assert _code(sign_in, desk.office, second.id, "", now=NOW) == "passcode_wrong"
    assert sign_in(desk.office, second.id, "江边 4417", now=NOW).name == "李岚"
    assert _code(set_passcode, desk.office, second.id, "123", actor="李岚") == "passcode_too_short"
    set_passcode(desk.office, second.id, "", actor="王敏")
    assert sign_in(desk.office, second.id, "", now=NOW).has_passcode is False


def test_wrong_passcodes_wait_longer_each_time(local_desk: Desk) -> None:
    _add(local_desk.office, "王敏")
    second = _add(local_desk.office, "李岚", passcode="江边4417")
    now = NOW
    for _ in range(3):
        assert _code(sign_in, local_desk.office, second.id, "错的口令", now=now) == "passcode_wrong"
    assert _code(sign_in, local_desk.office, second.id, "江边4417", now=now) == "passcode_wait"
    now += timedelta(seconds=2)
    assert _code(sign_in, local_desk.office, second.id, "错的口令", now=now) == "passcode_wrong"
    assert _code(sign_in, local_desk.office, second.id, "江边4417", now=now + timedelta(seconds=3)) == "passcode_wait"
    assert sign_in(local_desk.office, second.id, "江边4417", now=now + timedelta(seconds=4)).name == "李岚"
    assert _code(sign_in, local_desk.office, second.id, "错的口令", now=now) == "passcode_wrong"


def test_the_passcode_is_set_by_the_person_or_an_administrator(local_desk: Desk) -> None:
    first = _add(local_desk.office, "王敏")
    _add(local_desk.office, "李岚")
    assert _code(set_passcode, local_desk.office, first.id, "偷偷改掉", actor="李岚") == "role_missing"

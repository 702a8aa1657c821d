"""报批延期: asked by the one who handles the case, approved with its notice or declined by the head."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from casework.case_view import case as case_view
from casework.extension_request import approve_extension, decline_extension
from casework.integrity import check
from casework.office import create_office
from casework.review import queue
from casework.review_drafts import ExtensionApprovalDraft, ExtensionDeclineDraft
from casework.views import Changed
from law.errors import UserError
from law.terms import DocumentKind, EventKind
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY
from tests.casework.reviewed_office import HANDLER, HEAD, REVIEWER

START = date(2026, 3, 2)


@pytest.fixture
def desk(migrated_url: str) -> Iterator[Desk]:
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    office = create_office(migrated_url, AGENCY, now=now, actor=HANDLER, today=START)
    opened = Desk(office, START)
    people.enrol(opened)
    yield opened
    office.close()


def _approve(desk: Desk, case: int, person: str = HEAD) -> Changed:
    draft = ExtensionApprovalDraft(request_id=case, issued_on=desk.today, dispatch=desk.post())
    return approve_extension(desk.office, draft, **people.by(desk, person))


def _decline(desk: Desk, case: int, person: str = HEAD, reason: str = "期限够用") -> Changed:
    draft = ExtensionDeclineDraft(request_id=case, reason=reason)
    return decline_extension(desk.office, draft, **people.by(desk, person))


def test_asking_moves_nothing_and_the_approval_moves_the_date(desk: Desk) -> None:
    case = desk.take_in()
    due = desk.due(case)
    people.ask_extension(desk, case)
    assert desk.due(case) == due
    assert not desk.case(case).state.facts.courses_of(DocumentKind.EXTENSION_NOTICE)
    waiting = queue(desk.office, HEAD, desk.today)
    assert [(one.request_id, one.extension, one.document_id, one.drafter) for one in waiting] == [
        (case, True, None, HANDLER)
    ]
    desk.on(3, 5)
    _approve(desk, case)
    facts = desk.case(case).state.facts
    granted = facts.all_of(EventKind.EXTENSION_APPROVED)[-1]
    assert (granted.payload["days"], granted.payload["approver"], granted.on) == (15, HEAD, date(2026, 3, 5))
    assert len(facts.courses_of(DocumentKind.EXTENSION_NOTICE)) == 1
    assert desk.due(case) == date(2026, 4, 21)
    assert queue(desk.office, HEAD, desk.today) == ()
    assert check(desk.office).sound


def test_declined_with_a_reason_it_may_be_asked_again(desk: Desk) -> None:
    case = desk.take_in()
    people.ask_extension(desk, case)
    with pytest.raises(UserError) as caught:
        people.ask_extension(desk, case)
    assert caught.value.code == "extension_requested_already"
    with pytest.raises(UserError) as caught:
        _decline(desk, case, reason=" ")
    assert caught.value.code == "reason_missing"
    due = desk.due(case)
    _decline(desk, case)
    assert desk.due(case) == due
    titles = [one.title for one in case_view(desk.office, case, today=desk.today).events]
    assert {"报批延长 15 个工作日", "不同意延期"} <= set(titles)
    people.ask_extension(desk, case, 10)
    _approve(desk, case)


@pytest.mark.parametrize(("person", "code"), [(REVIEWER, "role_missing"), (HANDLER, "role_missing")])
def test_only_a_head_decides(desk: Desk, person: str, code: str) -> None:
    case = desk.take_in()
    people.ask_extension(desk, case)
    for decide in (_approve, _decline):
        with pytest.raises(UserError) as caught:
            decide(desk, case, person)
        assert caught.value.code == code


def test_the_head_does_not_approve_the_own_request(desk: Desk) -> None:
    case = desk.take_in()
    people.ask_extension(desk, case, person=HEAD)
    with pytest.raises(UserError) as caught:
        _approve(desk, case)
    assert caught.value.code == "extension_own_request"
    assert queue(desk.office, HEAD, desk.today) == ()


def test_after_the_first_period_nothing_is_approved(desk: Desk) -> None:
    """条例第三十三条第二款: approved and told before the period is over; the request alone does not keep it open."""
    case = desk.take_in()
    first = desk.due(case)
    assert first == date(2026, 3, 30)
    people.ask_extension(desk, case)
    desk.on(3, 31)
    with pytest.raises(UserError) as caught:
        _approve(desk, case)
    assert caught.value.code == "extension_late"
    assert desk.due(case) == first


def test_more_days_than_the_statute_allows_are_not_even_asked_for(desk: Desk) -> None:
    case = desk.take_in()
    with pytest.raises(UserError):
        people.ask_extension(desk, case, 21)
    assert desk.case(case).state.extension_request is None

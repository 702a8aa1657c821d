from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import InvalidRequestError, StatementError
from sqlalchemy.orm import Session, sessionmaker

from law.terms import EventKind, RequestStatus
from models import Event, FormDraft, PolicyDecision, Request
from tests.models.rows import NOW, TODAY, add_event, add_request

Sessions = sessionmaker[Session]
CHINA = timezone(timedelta(hours=8))


def test_an_instant_comes_back_in_utc(sessions: Sessions) -> None:
    local = datetime(2026, 11, 23, 0, 30, 0, 123456, tzinfo=CHINA)
    with sessions.begin() as session:
        session.add(FormDraft(key="k", screen="s", payload={}, person="甲", saved_at=local))
    with sessions() as session:
        read = session.scalars(select(FormDraft.saved_at)).one()
        assert read == local
        assert read.tzinfo is UTC


def test_instants_sort_by_time(sessions: Sessions) -> None:
    moments = [
        NOW,
        NOW + timedelta(microseconds=1),
        NOW + timedelta(seconds=1),
        (NOW + timedelta(hours=1)).astimezone(CHINA),
    ]
    with sessions.begin() as session:
        for place, moment in enumerate(moments):
            session.add(FormDraft(key=str(place), screen="s", payload={}, person="甲", saved_at=moment))
        session.flush()
        assert session.scalars(select(FormDraft.key).order_by(FormDraft.saved_at)).all() == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("received_on", datetime(2026, 1, 1, tzinfo=UTC)),
        ("received_on", "2026-01-01"),
        ("created_at", datetime(2026, 1, 1)),  # noqa: DTZ001 (the naive value is the point)
        ("status", "no_such_status"),
    ],
)
def test_wrong_kinds_are_refused(sessions: Sessions, attribute: str, value: Any) -> None:
    with sessions() as session:
        request = add_request(session)
        setattr(request, attribute, value)
        with pytest.raises(StatementError):
            session.flush()


def test_a_day_beside_any_zone_stays_that_day(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request = add_request(session)
        request.due_on = date(2026, 12, 31)
        session.flush()
        assert str(session.execute(text("SELECT due_on FROM requests")).scalar()) == "2026-12-31"


def test_terms_are_stored_as_text_and_read_as_members(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_event(session, add_request(session), kind=EventKind.FEE_PAID)
        assert session.execute(text("SELECT kind FROM events")).scalar() == "fee_paid"
        assert session.scalars(select(Event.kind)).one() is EventKind.FEE_PAID
        assert session.scalars(select(Request.status)).one() is RequestStatus.AWAITING_CONFIRMATION


@pytest.mark.parametrize("value", [None, True, 7, "open_closed", ["甲", {"乙": "𬍛\n"}], 1.5])
def test_a_policy_keeps_any_plain_value(sessions: Sessions, value: Any) -> None:
    with sessions.begin() as session:
        session.add(
            PolicyDecision(key="k", value=value, valid_from=TODAY, decided_by="甲", reason="惯例", recorded_at=NOW)
        )
    with sessions() as session:
        read = session.scalars(select(PolicyDecision.value)).one()
        assert read == value
        assert type(read) is type(value)


def test_long_and_rare_text_is_kept(sessions: Sessions) -> None:
    body = "赵㼆、钱𬍛、艾合买提江·吐尔逊\t“引号”<&>{{ x }}=1+1'; DROP TABLE requests;--\n" * 200
    with sessions.begin() as session:
        request_id = add_request(session, text=body).id
    with sessions() as session:
        assert session.get_one(Request, request_id).text == body


def test_nothing_is_loaded_behind_the_back(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request_id = add_request(session).id
    with sessions() as session:
        request = session.get_one(Request, request_id)
        with pytest.raises(InvalidRequestError, match="raise_on_sql"):
            _ = request.submission.parties

"""An office with requests of every kind and age, and naive counts over them: one look at each row, no SQL."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from casework.days_used import period_days
from casework.office import Office
from law.terms import ApplicantType, Channel, ClockStatus, Outcome, RequestKind, RequestStatus
from models import Applicant, Request, Submission, SubmissionApplicant
from tests.casework.listed_cases import TODAY, add_listed

FIRST = date(2024, 11, 1)
PEOPLE = ("王敏", "李岚", "赵红", None)
NAMES = ("周长根", "费小满", "迟明", "纪晓云")


def chance_office(office: Office, seed: int, number: int = 90) -> None:
    """Fill an office with requests whose cached columns are as varied as acts can make them."""
    chance = random.Random(seed)
    with office.writing() as session:
        for at in range(number):
            cached = _cached(chance)
            request_id = add_listed(
                session,
                number=f"依申〔2026〕{at + 1}号",
                name=chance.choice(NAMES),
                channel=chance.choice(tuple(Channel)),
                applicant_type=chance.choice(tuple(ApplicantType)),
                cached=cached,
            )
            applicant = session.scalars(select(Applicant).where(Applicant.id == request_id)).one()
            applicant.identity_key = chance.choice(("A", "B", "C", None))


def _cached(chance: random.Random) -> dict[str, Any]:
    received = FIRST + timedelta(days=chance.randrange((TODAY - FIRST).days + 1))
    due = received + timedelta(days=chance.randrange(15, 60))
    found: dict[str, Any] = {
        "received_on": received,
        "due_on": due,
        "handler": chance.choice(PEOPLE),
        "kind": chance.choices((RequestKind.DISCLOSURE, RequestKind.RECTIFY), (9, 1))[0],
        "extension_days": chance.choices((0, 20), (4, 1))[0],
    }
    way = chance.choices(("replied", "closed", "withdrawn", "abandoned", "open", "paused", "lapsed", "waiting"), k=1)[0]
    done = min(received + timedelta(days=chance.randrange(0, 70)), TODAY)
    if way in ("replied", "closed"):
        found |= {"outcome": chance.choice(tuple(Outcome)), "reply_effective_on": done, "on_time": done <= due}
        found["status"] = RequestStatus.CLOSED if way == "closed" else RequestStatus.DISPATCHED
        if way == "closed":
            found["closed_on"] = min(done + timedelta(days=chance.randrange(5)), TODAY)
    elif way == "withdrawn":
        found |= {"outcome": Outcome.WITHDRAWN, "closed_on": done, "status": RequestStatus.CLOSED}
    elif way == "abandoned":
        found |= {"outcome": Outcome.ABANDONED_NO_CORRECTION, "reply_effective_on": done, "on_time": None}
    elif way == "paused":
        until = TODAY + timedelta(days=chance.randrange(-3, 20))
        found |= {"paused": True, "clock_status": ClockStatus.PAUSED, "waiting_until": until}
    elif way == "lapsed":
        until = TODAY + timedelta(days=chance.randrange(-9, 3))
        found |= {"clock_status": ClockStatus.AWAITING_CORRECTION, "waiting_until": until}
    elif way == "waiting":
        found |= {"received_on": None, "due_on": None, "clock_status": ClockStatus.AWAITING_CONFIRMATION}
    return found


@dataclass(frozen=True)
class Row:
    """A request as the naive counts see it."""

    request: Request
    channel: Channel
    kind: ApplicantType
    applicant_ids: frozenset[int]

    @property
    def finished(self) -> date | None:
        """When it was finished."""
        return self.request.reply_effective_on or self.request.closed_on

    @property
    def year(self) -> int:
        """Year in which it was finished."""
        return self.finished.year if self.finished is not None else 0

    @property
    def month(self) -> int:
        """Month in which it was finished."""
        return self.finished.month if self.finished is not None else 0

    def finished_in(self, since: date, until: date) -> bool:
        """Whether it was finished in a period."""
        return self.finished is not None and since <= self.finished <= until

    def received_in(self, since: date, until: date) -> bool:
        """Whether it was received in a period."""
        return self.request.received_on is not None and since <= self.request.received_on <= until

    def pending_at(self, day: date) -> bool:
        """Whether it was there and not finished by the end of a day."""
        received = self.request.received_on
        return received is not None and received <= day and (self.finished is None or self.finished > day)

    def used(self, office: Office) -> int | None:
        """Working days used by a judged reply, counted day by day."""
        one = self.request
        if one.on_time is None or one.due_on is None or one.received_on is None or one.reply_effective_on is None:
            return None
        calendar, low, high = office.calendar(), *sorted((one.reply_effective_on, one.due_on))
        between = sum(calendar.is_working(low + timedelta(days=at)) for at in range(1, (high - low).days + 1))
        left = between if one.reply_effective_on <= one.due_on else -between
        return max(0, period_days(one.received_on, one.extension_days) - left)


def every_row(office: Office) -> tuple[Row, ...]:
    """All requests for the naive counts; corrections of records are in no figure but those of today."""
    with office.reading() as session:
        statement = select(Request, Submission.channel).join(Submission).order_by(Request.id)
        first = {
            one.submission_id: one.kind
            for one in session.execute(
                select(SubmissionApplicant.submission_id, Applicant.kind)
                .join(Applicant)
                .where(SubmissionApplicant.position == 1)
            )
        }
        people: dict[int, set[int]] = {}
        for one in session.execute(select(SubmissionApplicant.submission_id, SubmissionApplicant.applicant_id)):
            people.setdefault(one.submission_id, set()).add(one.applicant_id)
        return tuple(
            Row(request, channel, first[request.submission_id], frozenset(people[request.submission_id]))
            for request, channel in session.execute(statement)
        )


def disclosure(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Without corrections of records."""
    return tuple(one for one in rows if one.request.kind is RequestKind.DISCLOSURE)


def ids(rows: Iterable[Row]) -> frozenset[int]:
    """The requests that a naive count counts."""
    return frozenset(one.request.id for one in rows)

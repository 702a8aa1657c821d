"""A database with as many cases as a big city bureau gathers in years, written in bulk past the acts.

Only for measuring: the rows are what registering and closing would leave behind, but no act has run, and no letter
exists. Equal seeds give equal databases.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from casework.demo import sample_agency
from casework.derived import cached_columns, derive
from casework.facts import case_facts
from casework.office import Office, create_office
from casework.policy_settings import decide_policy
from deadlines.calendar import WorkingCalendar
from law.policies import PolicySet
from law.terms import ApplicantType, Channel, EventKind, IdentityKind, Outcome, RequestStatus
from models import Applicant, Event, Request, Submission, SubmissionApplicant
from models.search_grams import name_key, pinyin_of
from models.search_index import index_requests

__all__ = ["NOW", "TODAY", "make_many"]

TODAY: Final = date(2026, 11, 23)
NOW: Final = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

_FIRST_DAY: Final = date(2019, 6, 3)
_BATCH: Final = 5_000
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN: Final = "秀英建国志强桂芳海燕晓东玉兰文博雨晴子涵明理学军淑兰满囤向阳铁山"
_PLACES: Final = ("青石渡镇白石村", "望江街道", "古渡街道", "红枫镇", "沙湾村", "翠屏花园", "杨树垭村", "老鸦坪村")
_MATTERS: Final = (
    "征地批复及附图",
    "补偿安置方案",
    "建设工程规划许可证",
    "土地出让合同",
    "环境影响评价批复",
    "低保对象名单",
    "宅基地审批材料",
    "采矿权延续登记资料",
)
_CHANNELS: Final = (Channel.IN_PERSON, Channel.MAIL_SIGNED, Channel.WEB, Channel.EMAIL)
_OUTCOMES: Final = (Outcome.GRANT, Outcome.PARTIAL_GRANT, Outcome.NOT_EXIST, Outcome.ALREADY_PUBLIC)


def make_many(path: Path | str, number: int, still_open: int) -> Office:
    """Make a database.

    Args:
        path: a file that does not exist, or the URL of an empty database.
        number: how many cases.
        still_open: how many of them, the latest, are open.
    """
    office = create_office(path, sample_agency(), now=NOW, actor="王敏", today=TODAY)
    reason = "测速只用一人"
    decide_policy(
        office, "review_mode", "one_person", valid_from=TODAY, reason=reason, now=NOW, actor="王敏", today=TODAY
    )
    calendar, policies = office.calendar(), office.policies(TODAY)
    chance = random.Random(20261123)  # a bench needs chance that repeats
    cases = iter(_cases(number, still_open, calendar, policies, chance))
    while batch := list(islice(cases, _BATCH)):
        with office.writing() as session:
            _write(session.connection(), batch)
            index_requests(session, [one["request"]["id"] for one in batch])
    _analyse(office)
    return office


def _analyse(office: Office) -> None:
    with Session(office.engine) as session:
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()


def _cases(
    number: int, still_open: int, calendar: WorkingCalendar, policies: PolicySet, chance: random.Random
) -> Iterator[dict[str, Any]]:
    closed_days = calendar.working_days(_FIRST_DAY, TODAY - timedelta(days=60))
    open_days = calendar.working_days(TODAY - timedelta(days=38), TODAY)
    closed = number - still_open
    for place in range(number):
        if place < closed:
            received = closed_days[place * len(closed_days) // closed]
        else:
            received = open_days[(place - closed) * len(open_days) // still_open]
        yield _case(place + 1, received, place < closed, calendar, policies, chance)


def _case(
    number: int,
    received: date,
    is_closed: bool,
    calendar: WorkingCalendar,
    policies: PolicySet,
    chance: random.Random,
) -> dict[str, Any]:
    name = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.randint(1, 2)))
    title = chance.choice(_PLACES) + chance.choice(_MATTERS)
    channel = chance.choice(_CHANNELS)
    registration = f"依申〔{received.year}〕{number}号"
    at = datetime(received.year, received.month, received.day, 1, 30, tzinfo=UTC)
    events = _events(number, received, registration, channel, is_closed, at, calendar, chance)
    facts = case_facts([Event(**one) for one in events])
    derived = derive(facts, calendar, policies)
    cached = dict(cached_columns(derived, event_count=len(events)))
    if is_closed:
        # The letters that would prove the reply are not made; a list looks only at what is cached of them.
        replied = calendar.add_workdays(received, chance.randint(5, 20))
        cached |= {
            "status": RequestStatus.CLOSED,
            "reply_effective_on": replied,
            "on_time": True,
            "served_on": replied + timedelta(days=3),
            "closed_on": replied + timedelta(days=3),
        }
    return {
        "submission": {
            "id": number,
            "number": registration,
            "channel": channel,
            "dates": {},
            "received_on": received,
            "accessibility_help": False,
            "access_forms": ["paper"],
            "registered_at": at,
            "registered_by": "王敏",
        },
        "applicant": {
            "id": number,
            "kind": ApplicantType.NATURAL_PERSON,
            "name": name,
            "name_key": name_key(name),
            "pinyin": pinyin_of(name)[0],
            "pinyin_initials": pinyin_of(name)[1],
            "identity_kind": IdentityKind.NONE,
            "identity_copy_attached": False,
            "created_at": at,
        },
        "party": {
            "id": number,
            "submission_id": number,
            "applicant_id": number,
            "position": 1,
            "role": "applicant",
            "is_representative": True,
        },
        "request": {
            "id": number,
            "submission_id": number,
            "item_no": 1,
            "registration_number": registration,
            "kind": "disclosure",
            "title": title,
            "text": f"申请公开{title}，{received.year - 1}年以来形成的全部文件，纸质件一份。",
            "details": {},
            "applicant_label": name,
            "applicant_sort": name_key(name),
            "created_at": at,
            "version_id": 1,
            **cached,
        },
        "events": events,
    }


def _events(
    number: int,
    received: date,
    registration: str,
    channel: Channel,
    is_closed: bool,
    at: datetime,
    calendar: WorkingCalendar,
    chance: random.Random,
) -> list[dict[str, Any]]:
    field = {Channel.MAIL_SIGNED: "signed", Channel.EMAIL: "system_received"}.get(channel, "submitted")
    found: list[tuple[EventKind, date, dict[str, Any]]] = [
        (EventKind.REGISTERED, received, {"registration_number": registration}),
        (EventKind.RECEIVED, received, {"channel": channel.value, field: received.isoformat()}),
    ]
    if is_closed:
        decided = calendar.add_workdays(received, 4)
        outcome = chance.choice(_OUTCOMES).value
        found.append((EventKind.OUTCOME_DECIDED, decided, {"outcome": outcome, "variant": "", "facts": {}}))
    elif number % 4 == 0 and calendar.add_workdays(received, 3) <= TODAY:
        told = calendar.add_workdays(received, 3)
        found.append((EventKind.EXTENSION_APPROVED, told, {"days": 20}))
        found.append((EventKind.EXTENSION_NOTIFIED, told, {}))
    return [
        {
            "id": number * 8 + place,
            "request_id": number,
            "seq": place,
            "kind": kind,
            "on": on,
            "recorded_at": at,
            "recorded_by": "王敏",
            "payload": payload,
        }
        for place, (kind, on, payload) in enumerate(found, start=1)
    ]


def _write(connection: Connection, batch: list[dict[str, Any]]) -> None:
    connection.execute(insert(Submission), [one["submission"] for one in batch])
    connection.execute(insert(Applicant), [one["applicant"] for one in batch])
    connection.execute(insert(SubmissionApplicant), [one["party"] for one in batch])
    connection.execute(insert(Request), [one["request"] for one in batch])
    # Written past the mapped class, whose name of the column is another one.
    events = [{"legal_on": event["on"], **event} for one in batch for event in one["events"]]
    connection.execute(insert(Event), [{key: one[key] for key in one if key != "on"} for one in events])

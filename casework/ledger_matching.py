"""Which rows of a ledger are in the database already: the same applicant, the same day, the same subject."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.ledger_course import Values, day_in, text_in
from casework.name_variants import variant_key
from models import Applicant, Request, SubmissionApplicant
from models.search_grams import identity_key, name_key
from reports.ledger_rows import LedgerRow

__all__ = ["Known", "known_requests"]

_BATCH: Final = 400
_SHORTEST: Final = 4  # signs; a shorter subject is the same only if all of it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A request that a row is taken for, and why."""

    request_id: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class _Stored:
    request_id: int
    number: str
    name: str
    identity: str | None
    title: str
    text: str


def known_requests(session: Session, rows: Iterable[LedgerRow]) -> Mapping[tuple[str, int], Known]:
    """The request that each row is taken for, by sheet and row; rows that nobody has registered are not in it.

    Equal identity numbers are the same applicant; where one side has none, an equal name (written in either form).
    """
    wanted: dict[date, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        day = day_in(row.values, "received_date")
        if day is not None:
            wanted[day].append(row)
    found: dict[tuple[str, int], Known] = {}
    days = sorted(wanted)
    for start in range(0, len(days), _BATCH):
        batch = days[start : start + _BATCH]
        for day, stored in _stored(session, batch).items():
            for row in wanted[day]:
                same = _same(row.values, day, stored)
                if same is not None:
                    found[row.sheet, row.row] = same
    return found


def _stored(session: Session, days: Sequence[date]) -> Mapping[date, list[_Stored]]:
    statement = (
        select(
            Request.received_on,
            Request.id,
            Request.registration_number,
            Applicant.name,
            Applicant.identity_key,
            Request.title,
            Request.text,
        )
        .join(SubmissionApplicant, SubmissionApplicant.submission_id == Request.submission_id)
        .join(Applicant, Applicant.id == SubmissionApplicant.applicant_id)
        .where(Request.received_on.in_(days))
        .order_by(Request.id)
    )
    found: dict[date, list[_Stored]] = defaultdict(list)
    for day, number_of, number, name, identity, title, text in session.execute(statement).tuples():
        if day is not None:
            found[day].append(_Stored(number_of, number or "", name, identity, name_key(title), name_key(text)))
    return found


def _same(values: Values, day: date, stored: Iterable[_Stored]) -> Known | None:
    subject = name_key(text_in(values, "subject"))
    number = identity_key(text_in(values, "id_number") or text_in(values, "org_code"))
    names = {variant_key(one) for one in _names(values)}
    for one in stored:
        how = _same_person(one, number, names)
        if how and subject and _same_subject(one, subject):
            why = f"{day:%Y-%m-%d} 已登记 {one.number}（{one.name}，{how}、内容相同）"
            return Known(request_id=one.request_id, number=one.number, why=why)
    return None


def _names(values: Values) -> tuple[str, ...]:
    found = values.get("applicant_name")
    return found if isinstance(found, tuple) else (text_in(values, "applicant_name"),)


def _same_person(one: _Stored, number: str | None, names: set[str]) -> str:
    if number is not None and one.identity is not None:
        return "证件号相同" if number == one.identity else ""
    return "姓名相同" if variant_key(one.name) in names else ""


def _same_subject(one: _Stored, subject: str) -> bool:
    if subject in (one.title, one.text):
        return True
    return len(subject) >= _SHORTEST and (subject in one.text or (bool(one.text) and one.text in subject))

"""Writing many cases of a ledger at once: rows with ids taken beforehand, in bulk, inside the caller's unit of work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import insert

from casework.ledger_course import LedgerEvent, channel_of, text_in
from casework.ledger_drafts import PlannedRow
from casework.ledger_numbers import OWN_NUMBERS, registration_numbers
from casework.ledger_people import (
    agent_of,
    applicants_of_row,
    delivery_of,
    known_applicants,
    label_of_row,
    number_of,
)
from casework.ledger_reckoning import Reckoned, Reckoner
from casework.ledger_words import prompt_label
from casework.rederiving import Progress
from casework.refusals import refused
from casework.registration import title_from
from casework.unit_of_work import Work
from law.terms import AccessForm, EventKind, RequestKind
from models import Agent, Applicant, Event, ImportedRow, LedgerImport, Request, Submission, SubmissionApplicant
from models.row_ids import take_ids
from models.search_grams import name_key
from models.search_index import index_requests

__all__ = ["StoredRows", "store_rows"]

_BATCH: Final = 200
# Payloads name other events of the same case by their place until these have ids.
_REFERENCES: Final = ("consultation_event_id", "extension_event_id", "letter_event_id")
_NO_DAYS: Final = ("channel", "ledger", "guide_exception")
_OUTCOME_PROMPTS: Final = ("outcome_", "event_word")
_PERSONAL: Final = frozenset({"id_number", "org_code", "phone", "contact", "address", "email"})
_KEPT: Final = ("serial_no", "query_code", "reply_no", "department", "outcome_basis", "refusal_reason")
_FORMS: Final = (("纸", AccessForm.PAPER), ("电子", AccessForm.ELECTRONIC), ("查阅", AccessForm.INSPECTION))


@dataclass(slots=True)
class _Tables:
    """Rows to be, by table."""

    submissions: list[dict[str, Any]] = field(default_factory=list)
    applicants: list[dict[str, Any]] = field(default_factory=list)
    parties: list[dict[str, Any]] = field(default_factory=list)
    agents: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class StoredRows:
    """What was written: the ids of the cases in the order of the rows, of new applicants, the last event, how many."""

    request_ids: list[int] = field(default_factory=list)
    applicant_ids: list[int] = field(default_factory=list)
    last_event_id: int = 0
    events: int = 0

    def add(self, tables: _Tables) -> None:
        """Count what was written together."""
        self.request_ids += [one["id"] for one in tables.requests]
        self.applicant_ids += [one["id"] for one in tables.applicants]
        self.last_event_id = max(self.last_event_id, *(one["id"] for one in tables.events))
        self.events += len(tables.events)


def store_rows(
    work: Work, rows: Sequence[PlannedRow], ledger: LedgerImport, progress: Progress | None = None
) -> StoredRows:
    """Write the rows of a plan as cases, a few hundred at a time.

    Args:
        work: the unit of work.
        rows: those to be taken in.
        ledger: the import, flushed.
        progress: told how many of how many rows are written; may stop the work by raising, then nothing is kept.

    Raises:
        UserError: ``ledger_row_changed``, a row can no longer be taken in as it was planned.
    """
    session = work.session
    reckoner = Reckoner(
        policies=work.office.policy_book(session),
        file_name=ledger.file_name,
        calendar=work.office.calendar(session=session),
        today=work.today,
        now=work.now,
        actor=work.actor,
    )
    numbers = registration_numbers(session, [one.row for one in rows], ledger.id)
    known = dict(known_applicants(session, filter(None, (number_of(one.row.values) for one in rows))))
    stored = StoredRows()
    for start in range(0, len(rows), _BATCH):
        if progress is not None:
            progress(start, len(rows))
        batch = rows[start : start + _BATCH]
        tables = _made(work, reckoner, batch, numbers[start : start + _BATCH], known, ledger)
        _write(work, tables)
        index_requests(session, [one["id"] for one in tables.requests])
        stored.add(tables)
    return stored


def _write(work: Work, tables: _Tables) -> None:
    connection = work.session.connection()
    for mapped, made in (
        (Applicant, tables.applicants),
        (Submission, tables.submissions),
        (SubmissionApplicant, tables.parties),
        (Agent, tables.agents),
        (Request, tables.requests),
        # Written past the mapped class, whose name of the column of the legal day is another one.
        (Event, tables.events),
        (ImportedRow, tables.rows),
    ):
        if made:
            connection.execute(insert(mapped), made)


@dataclass(slots=True, kw_only=True)
class _Ids:
    """Ids taken beforehand."""

    submissions: list[int]
    requests: list[int]
    events: Iterator[int]
    applicants: Iterator[int]
    parties: Iterator[int]


def _made(
    work: Work,
    reckoner: Reckoner,
    rows: Sequence[PlannedRow],
    numbers: Sequence[str],
    known: dict[tuple[str, str], int],
    ledger: LedgerImport,
) -> _Tables:
    session = work.session
    reckoned = [_reckoned(reckoner, one) for one in rows]
    people = [applicants_of_row(one.row.values, work.now) for one in rows]
    applying = sum(map(len, people))
    at = _Ids(
        submissions=take_ids(session, Submission, len(rows)),
        requests=take_ids(session, Request, len(rows)),
        events=iter(take_ids(session, Event, sum(len(one.course.events) for one in reckoned))),
        applicants=iter(take_ids(session, Applicant, applying)),
        parties=iter(take_ids(session, SubmissionApplicant, applying)),
    )
    tables = _Tables()
    for place, (row, case, applicants) in enumerate(zip(rows, reckoned, people, strict=True)):
        submission, request, number = at.submissions[place], at.requests[place], numbers[place]
        tables.submissions.append(_submission(work, row, case, submission, number))
        first = _parties(tables, at, known, applicants, submission)
        agent = agent_of(row.row.values)
        if agent is not None:
            tables.agents.append({**agent, "submission_id": submission, "applicant_id": first})
        tables.requests.append(_request(work, row, case, request, submission, number))
        tables.events += _events(case.course.events, at.events, request, number)
        said = {"import_id": ledger.id, "sheet": row.row.sheet, "row": row.row.row, "request_id": request}
        tables.rows.append({**said, "notes": _notes(row, case)})
    return tables


def _reckoned(reckoner: Reckoner, row: PlannedRow) -> Reckoned:
    found = reckoner.reckon(row.row)
    if found.why_not:  # the calendar, a policy or the day have changed since the plan was made
        raise refused("ledger_row_changed", row=row.row.row, why=found.why_not)
    return found


def _submission(work: Work, row: PlannedRow, case: Reckoned, submission: int, number: str) -> dict[str, Any]:
    values = row.row.values
    received = next(one for one in case.course.events if one.kind is EventKind.RECEIVED)
    days = {name: one for name, one in received.payload.items() if name not in _NO_DAYS}
    forms = text_in(values, "form_of_info")
    return {
        "id": submission,
        "number": number,
        "channel": channel_of(values)[0],
        "dates": days,
        "received_on": case.cached["received_on"],
        "accessibility_help": False,
        "access_forms": [form.value for sign, form in _FORMS if sign in forms],
        "delivery_method": delivery_of(values),
        "registered_at": work.now,
        "registered_by": work.actor,
    }


def _parties(
    tables: _Tables,
    at: _Ids,
    known: dict[tuple[str, str], int],
    applicants: Sequence[Mapping[str, Any]],
    submission: int,
) -> int:
    """Tie the applicants to the letter; returns the first one. Those with a number are one entry of the register."""
    first = 0
    for position, one in enumerate(applicants, start=1):
        key = (str(one["identity_key"] or ""), str(one["name"]))
        found = known.get(key) if key[0] else None
        if found is None:
            found = next(at.applicants)
            tables.applicants.append({"id": found, **one})
            if key[0]:
                known[key] = found
        first = first or found
        tables.parties.append(
            {
                "id": next(at.parties),
                "submission_id": submission,
                "applicant_id": found,
                "position": position,
                "role": "applicant" if position == 1 else "co_applicant",
                "is_representative": position == 1,
            }
        )
    return first


def _request(work: Work, row: PlannedRow, case: Reckoned, request: int, submission: int, number: str) -> dict[str, Any]:
    values = row.row.values
    label = label_of_row(values)
    text = text_in(values, "subject")
    described = text_in(values, "description")
    said = {name: text_in(values, name) for name in _KEPT}
    said["outcome"] = next((one.shown for one in row.row.prompts if one.kind.startswith(_OUTCOME_PROMPTS)), "")
    return {
        "id": request,
        "submission_id": submission,
        "item_no": 1,
        "registration_number": number,
        "kind": RequestKind.DISCLOSURE,
        "title": title_from(text),
        "text": f"{text}\n{described}" if described and described != text else text,
        "purpose": text_in(values, "purpose") or None,
        "doc_no_hint": text_in(values, "doc_no_hint") or None,
        "handler": text_in(values, "handler") or None,
        "remark": text_in(values, "remarks") or None,
        "details": {
            "ledger": {name: one for name, one in said.items() if one},
            "numbers": [said_number for name in OWN_NUMBERS if (said_number := text_in(values, name))],
        },
        "applicant_label": label,
        "applicant_sort": name_key(label),
        "created_at": work.now,
        "version_id": 1,
        **case.cached,
    }


def _events(events: Sequence[LedgerEvent], ids: Iterator[int], request: int, number: str) -> list[dict[str, Any]]:
    given = [next(ids) for _ in events]
    made = []
    for one, at in zip(events, given, strict=True):
        payload = dict(one.payload)
        for name in _REFERENCES:
            if name in payload:
                payload[name] = given[int(payload[name]) - 1]
        if one.seq == 1:
            payload["registration_number"] = number
        made.append(
            {
                "id": at,
                "request_id": request,
                "seq": one.seq,
                "kind": one.kind,
                "legal_on": one.on,
                "recorded_at": one.recorded_at,
                "recorded_by": one.recorded_by,
                "payload": payload,
                "corrects_id": None,
                "document_id": None,
            }
        )
    return made


def _notes(row: PlannedRow, case: Reckoned) -> list[str]:
    """What was agreed to, what was left out and what stays a note, in words."""
    # Numbers that pages show in part only are not written out here either.
    agreed = [
        f"{one.cell.text if one.cell else ''} {prompt_label(one.kind)}".strip() if one.field in _PERSONAL else one.told
        for one in row.prompts
    ]
    # What stands in a refused cell must not reach the database, not even quoted.
    left_out = [f"{one.cell.text} 单元格没有采用，原值见台账" for one in row.row.refused_cells]
    return [*case.course.notes, *left_out, *agreed]

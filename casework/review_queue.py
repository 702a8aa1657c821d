"""What waits for one person: drafts to pass, to approve, to mend and to issue, and extensions to decide on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from casework.act_case import ActCase, read_case
from casework.acts import why_not
from casework.case_list import rows_in
from casework.dispute_work import read_dispute
from casework.draft_course import OPEN_STATES, DraftCourse, course_of_draft
from casework.drafters import drafters
from casework.office import Office
from casework.review_views import QueueRow
from casework.roles import has_role, is_reviewed, same_person
from casework.urgency import UrgencyBounds, urgency_bounds
from law.terms import Act, DocumentKind, DocumentState, EventKind, Role
from models import Dispute, Document, Event, Request

__all__ = ["queue"]

_LAST: Final = 10_000  # working days: rows without a due date come behind all that have one


def queue(office: Office, person: str, today: date) -> tuple[QueueRow, ...]:
    """What waits for a person, by the working days left; empty where the office does not review.

    A reviewer sees drafts of others under review, a head those that passed and the extensions asked for, whoever
    wrote a draft what came back and what is approved and may be issued.
    """
    with office.reading() as session:
        if not is_reviewed(office, session, today):
            return ()
        calendar = office.calendar(session=session)
        bounds = urgency_bounds(calendar, office.policies(today, session), today)
        desk = _Desk(office, session, person, today, bounds)
        rows = [*_drafts(desk), *_letters_of_disputes(desk), *_extensions(desk)]
    return tuple(sorted(rows, key=_slack_first))


def _slack_first(row: QueueRow) -> tuple[int, date, str]:
    slack = _LAST if row.slack_workdays is None else row.slack_workdays
    return slack, row.submitted_on or date.max, row.registration_number


@dataclass(frozen=True, slots=True)
class _Desk:
    office: Office
    session: Session
    person: str
    today: date
    bounds: UrgencyBounds

    def case(self, request_id: int) -> ActCase:
        return read_case(self.office, self.session, request_id, self.today)

    def row(self, case: ActCase, **values: object) -> QueueRow:
        calendar = self.office.calendar(session=self.session)
        listed = rows_in(self.session, (case.request.id,), self.bounds, calendar)[0]
        return QueueRow(
            request_id=case.request.id,
            registration_number=listed.registration_number,
            applicant=listed.applicant,
            due_on=listed.due_on,
            slack_workdays=listed.slack,
            urgency=listed.urgency,
            **values,  # type: ignore[arg-type]
        )


def _candidates() -> Select[tuple[Document]]:
    """Drafts that left their writer's hands once; those untouched since they were written wait for nobody."""
    submitted = exists().where(Event.document_id == Document.id, Event.kind == EventKind.DRAFT_SUBMITTED)
    return (
        select(Document)
        .join(Request, Request.id == Document.request_id)
        .where(
            Document.kind == DocumentKind.OUTCOME_LETTER,
            Document.state.in_(OPEN_STATES),
            Request.closed_on.is_(None),
            submitted,
        )
    )


def _drafts(desk: _Desk) -> Iterator[QueueRow]:
    for document in desk.session.scalars(_candidates()).all():
        case = desk.case(document.request_id)
        if case.state.reply_draft != document.id:
            continue  # decided otherwise, withdrawn or answered since
        course = case.state.draft
        writers = drafters(desk.session, course, document)
        if _waits_for(desk, course, own=same_person(desk.person, writers)):
            yield desk.row(
                case,
                document_id=document.id,
                title=document.title,
                stage=course.state,
                drafter="、".join(writers),
                submitted_on=course.submitted.on if course.submitted is not None else None,
                returned=course.returned is not None,
            )


def _letters_of_disputes(desk: _Desk) -> Iterator[QueueRow]:
    """Letters of disputes; what presses is the period of the dispute."""
    statement = (
        select(Document)
        .join(Dispute, Dispute.id == Document.dispute_id)
        .where(Document.state.in_(OPEN_STATES), Dispute.closed_on.is_(None))
        .order_by(Document.id)
    )
    for document in desk.session.scalars(statement).all():
        act = read_dispute(desk.session, document.dispute_id or 0, desk.today)
        course = course_of_draft(act.facts.events, document.id)
        writers = drafters(desk.session, course, document)
        if course.submitted is None and course.returned is None:
            continue
        if _waits_for(desk, course, own=same_person(desk.person, writers)):
            due = act.dispute.answer_due_on or act.dispute.next_due_on
            calendar = desk.office.calendar(session=desk.session)
            row = desk.row(
                desk.case(document.request_id),
                document_id=document.id,
                title=document.title,
                stage=course.state,
                drafter="、".join(writers),
                submitted_on=course.submitted.on if course.submitted is not None else None,
                returned=course.returned is not None,
            )
            slack = calendar.workdays_between(desk.today, due) if due is not None else None
            yield replace(row, due_on=due, slack_workdays=slack)


def _waits_for(desk: _Desk, course: DraftCourse, *, own: bool) -> bool:
    if course.state is DocumentState.DRAFT:
        return own and course.returned is not None
    if course.state is DocumentState.APPROVED:
        return own
    role = Role.REVIEWER if course.state is DocumentState.REVIEW else Role.HEAD
    return not own and has_role(desk.session, desk.person, role)


def _extensions(desk: _Desk) -> Iterator[QueueRow]:
    if not has_role(desk.session, desk.person, Role.HEAD):
        return
    asked = exists().where(Event.request_id == Request.id, Event.kind == EventKind.EXTENSION_REQUESTED)
    for request_id in desk.session.scalars(select(Request.id).where(Request.closed_on.is_(None), asked)).all():
        case = desk.case(request_id)
        request = case.state.extension_request
        if request is None or why_not(Act.DECLINE_EXTENSION, case.state) is not None:
            continue
        by = str(request.payload.get("by", ""))
        if same_person(desk.person, (by,)):
            continue
        yield desk.row(
            case,
            document_id=None,
            title=f"延期申请：{request.payload.get('days')} 个工作日",
            stage=DocumentState.APPROVAL,
            drafter=by,
            submitted_on=request.on,
            extension=True,
        )

"""Rows for the tests of this room: a submission with its applicants and one request."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from law.terms import ApplicantType, Channel, DocumentKind, DocumentState, EventKind
from models import Agent, Applicant, Document, Event, Request, Submission, SubmissionApplicant
from models.blobs import put_blob
from models.search_grams import identity_key, name_key, phone_key, pinyin_of
from models.search_index import index_request

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def add_request(
    session: Session,
    names: Sequence[str] = ("张三",),
    *,
    title: str = "征地补偿安置方案",
    text: str = "申请公开青石渡镇征地补偿安置方案及附件。",
    number: str | None = None,
    identity: str | None = None,
    phone: str | None = None,
    agent: str | None = None,
) -> Request:
    submission = Submission(channel=Channel.MAIL_SIGNED, registered_at=NOW, registered_by="测试员")
    session.add(submission)
    session.flush()
    for position, name in enumerate(names, start=1):
        applicant = Applicant(
            kind=ApplicantType.NATURAL_PERSON,
            name=name,
            name_key=name_key(name),
            pinyin=pinyin_of(name)[0],
            identity_number=identity,
            identity_key=identity_key(identity),
            phone=phone,
            phone_key=phone_key(phone),
            created_at=NOW,
        )
        session.add(applicant)
        session.flush()
        session.add(SubmissionApplicant(submission_id=submission.id, applicant_id=applicant.id, position=position))
    if agent:
        session.add(Agent(submission_id=submission.id, name=agent, name_key=name_key(agent)))
    request = Request(
        submission_id=submission.id,
        registration_number=number,
        title=title,
        text=text,
        received_on=TODAY,
        created_at=NOW,
    )
    session.add(request)
    session.flush()
    index_request(session, request.id)
    return request


def add_event(session: Session, request: Request, seq: int = 1, kind: EventKind = EventKind.RECEIVED) -> Event:
    event = Event(request_id=request.id, seq=seq, kind=kind, on=TODAY, recorded_at=NOW, recorded_by="测试员")
    session.add(event)
    session.flush()
    return event


def add_document(session: Session, request: Request, state: DocumentState = DocumentState.ISSUED) -> Document:
    document = Document(
        request_id=request.id,
        kind=DocumentKind.OUTCOME_LETTER,
        state=state,
        title="政府信息公开告知书",
        document_number="临自然资公复〔2026〕1号",
        issued_on=TODAY,
        context={"甲": 1},
        content_sha256=put_blob(session, "文书".encode(), now=NOW),
        created_at=NOW,
        created_by="测试员",
        updated_at=NOW,
    )
    session.add(document)
    session.flush()
    return document

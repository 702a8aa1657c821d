"""Requests with their cached columns as written, for tests of questions that read nothing else."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from law.terms import ApplicantType, Channel, ClockStatus, RequestStatus
from models import Applicant, Request, Submission, SubmissionApplicant
from models.search_grams import name_key
from models.search_index import index_requests

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def add_listed(
    session: Session,
    *,
    number: str | None = None,
    name: str = "周长根",
    title: str = "征地补偿安置方案",
    channel: Channel = Channel.MAIL_SIGNED,
    applicant_type: ApplicantType = ApplicantType.NATURAL_PERSON,
    cached: Mapping[str, Any] | None = None,
) -> int:
    """A submission with one request; ``cached`` overrides columns that acts would derive."""
    submission = Submission(channel=channel, registered_at=NOW, registered_by="王敏")
    applicant = Applicant(kind=applicant_type, name=name, name_key=name_key(name), created_at=NOW)
    session.add_all([submission, applicant])
    session.flush()
    session.add(SubmissionApplicant(submission_id=submission.id, applicant_id=applicant.id, position=1))
    values: dict[str, Any] = {
        "received_on": date(2026, 11, 2),
        "status": RequestStatus.IN_PROGRESS,
        "clock_status": ClockStatus.RUNNING,
        **(cached or {}),
    }
    request = Request(
        submission_id=submission.id,
        registration_number=number,
        title=title,
        text=f"申请公开{title}。",
        applicant_label=name,
        applicant_sort=name_key(name),
        created_at=NOW,
        **values,
    )
    session.add(request)
    session.flush()
    index_requests(session, [request.id])
    return request.id

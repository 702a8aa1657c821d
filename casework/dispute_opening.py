"""登记复议、诉讼: a dispute is linked to the very letters it attacks, with the paper that made it known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_cache import refresh_dispute
from casework.dispute_course import CountedEvent, Target, fact_of
from casework.dispute_drafts import OpenDisputeDraft, TargetDraft
from casework.dispute_files import keep_with
from casework.dispute_recording import add_event
from casework.dispute_targets import attacked_fact, first_remedies
from casework.dispute_views import OpeningPreview
from casework.dispute_words import clock_view, notes_of
from casework.dispute_work import enter_dispute, record_on
from casework.office import Office
from casework.refusals import refused
from casework.roles import refuse_inactive
from casework.unit_of_work import begin
from casework.views import Changed, FieldProblem
from deadlines.dispute_clocks import dispute_clocks
from deadlines.dispute_history import DisputeCourse
from deadlines.dispute_remedies import remedy_clocks
from law.dispute_terms import DisputeEventKind, Forum, PartyRole
from law.errors import UserError
from models import Dispute, DisputeTarget, Document
from models.text_cleaning import clean_text

__all__ = ["open_dispute", "preview_opening"]


def open_dispute(office: Office, draft: OpenDisputeDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Register a dispute and the event that made it known.

    Raises:
        UserError: nothing attacked, nobody who attacks, one open already, or the first event cannot be recorded.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        _check(work.session, draft)
        refuse_inactive(work.session, draft.handler.strip())
        payload = _payload(draft)
        dispute = Dispute(
            forum=draft.forum,
            body=str(payload["body"]),
            handler=draft.handler.strip() or actor,
            previous_id=draft.previous_id,
            created_at=now,
            created_by=actor,
        )
        work.session.add(dispute)
        work.session.flush()
        opened = record_on(work, dispute, DisputeEventKind.OPENED, today, payload)
        refresh_dispute(work, dispute)
        keep_with(work, dispute, draft.attachments, opened)
        if draft.first is not None:
            first = replace(draft.first, dispute_id=dispute.id)
            add_event(work, enter_dispute(work, dispute.id), first)
        refresh_dispute(work, dispute)
        if draft.previous_id is not None:
            # What was to be prepared after the reconsideration has begun.
            refresh_dispute(work, enter_dispute(work, draft.previous_id).dispute)
        return Changed(
            request_ids=tuple(dict.fromkeys(one.request_id for one in draft.targets)),
            dispute_ids=(dispute.id, *((draft.previous_id,) if draft.previous_id is not None else ())),
            message=f"已登记{dispute.forum.label} {dispute.case_number or dispute.label}",
            topics=("disputes", "cases"),
        )


def preview_opening(office: Office, draft: OpenDisputeDraft, *, today: date) -> OpeningPreview:
    """What a dispute would start, live while it is typed; nothing is kept."""
    with office.reading() as session:
        policies = office.policies(today, session)
        calendar = office.calendar(session=session)
        problems: list[FieldProblem] = []
        try:
            _check(session, draft)
        except UserError as against:
            problems.append(FieldProblem(field=against.field or "", code=against.code, sentence=against.sentence))
        targets = tuple(
            Target(request_id=one.request_id, attacked=one.attacked, document_id=one.document_id)
            for one in draft.targets
        )
        attacked = tuple(attacked_fact(office, session, one, policies, today) for one in targets)
        course = _course(draft)
        found = [*dispute_clocks(course, calendar, policies, today)] if course.facts else []
        for one in attacked:
            found += remedy_clocks(one, calendar, policies, today)
        first = draft.first.on if draft.first is not None else None
        return OpeningPreview(
            clocks=tuple(clock_view(one, draft.forum) for one in found),
            notes=notes_of(
                draft.forum,
                targets,
                first_remedies(office, session, targets, policies, today),
                attacked,
                calendar,
                policies,
                first or today,
                followed=draft.previous_id is not None,
            ),
            problems=tuple(problems),
        )


def _course(draft: OpenDisputeDraft) -> DisputeCourse:
    """The course as far as the draft tells it."""
    first = draft.first
    if first is None or first.on is None:
        return DisputeCourse(forum=draft.forum)
    event = CountedEvent(id=0, seq=1, kind=first.kind, on=first.on, payload={"values": dict(first.values)})
    fact = fact_of(event)
    return DisputeCourse(forum=draft.forum, facts=(fact,) if fact is not None else ())


def _payload(draft: OpenDisputeDraft) -> dict[str, object]:
    def said(text: str) -> str:
        return clean_text(text).text.strip()

    return {
        "forum": draft.forum,
        "body": said(draft.body),
        "case_number": said(draft.case_number),
        "claims": said(draft.claims),
        "reasons": [said(one) for one in draft.reasons if said(one)],
        "previous_id": draft.previous_id,
        "parties": [
            {"name": said(one.name), "role": one.role, "contact": said(one.contact)}
            for one in draft.parties
            if said(one.name)
        ],
        "targets": [
            {"request_id": one.request_id, "attacked": one.attacked, "document_id": one.document_id}
            for one in draft.targets
        ],
    }


def _check(session: Session, draft: OpenDisputeDraft) -> None:
    if not draft.targets:
        raise refused("dispute_no_target", field="targets")
    if not clean_text(draft.body).text.strip():
        raise refused("dispute_no_body", field="body")
    applicants = [one for one in draft.parties if one.role is PartyRole.APPLICANT and clean_text(one.name).text.strip()]
    if not applicants:
        raise refused("dispute_no_party", field="parties")
    if len(set(draft.targets)) != len(draft.targets):
        raise refused("dispute_target_twice", field="targets")
    for target in draft.targets:
        _check_target(session, target)
    if draft.previous_id is not None:
        previous = session.get(Dispute, draft.previous_id)
        if draft.forum is not Forum.LITIGATION or previous is None or previous.forum is not Forum.RECONSIDERATION:
            raise refused("dispute_previous_wrong", field="previous_id")
    _check_twin(session, draft, [clean_text(one.name).text.strip() for one in applicants])


def _check_target(session: Session, target: TargetDraft) -> None:
    if target.document_id is None:
        return
    document = session.get(Document, target.document_id)
    if document is None or document.request_id != target.request_id:
        raise refused("dispute_document_of_other", field="targets")


def _check_twin(session: Session, draft: OpenDisputeDraft, names: Sequence[str]) -> None:
    """One applicant has one open case before a forum about one act."""
    for target in draft.targets:
        same = DisputeTarget.document_id == target.document_id
        if target.document_id is None:
            same = DisputeTarget.document_id.is_(None) & (DisputeTarget.attacked == target.attacked)
        statement = (
            select(Dispute)
            .join(DisputeTarget, DisputeTarget.dispute_id == Dispute.id)
            .where(
                Dispute.forum == draft.forum,
                Dispute.closed_on.is_(None),
                DisputeTarget.request_id == target.request_id,
                same,
            )
        )
        for one in session.scalars(statement):
            held = {str(party.get("name")) for party in one.parties if party.get("role") == PartyRole.APPLICANT}
            if held & set(names):
                raise refused(
                    "dispute_open_already",
                    field="targets",
                    label=one.label,
                    forum=one.forum.label,
                    number=one.case_number or "未编号",
                )

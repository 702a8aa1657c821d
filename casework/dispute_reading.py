"""One dispute as its page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_cache import stored_dispute_policies
from casework.dispute_course import (
    CountedEvent,
    DisputeCorrection,
    DisputeFacts,
    dispute_corrections,
    dispute_facts,
    dispute_rows,
)
from casework.dispute_fields import field_views, instance_now
from casework.dispute_files import dispute_attachments
from casework.dispute_recording import why_not_now
from casework.dispute_standing import standing
from casework.dispute_targets import attacked_fact, first_remedies, target_view
from casework.dispute_tasks import tasks_of
from casework.dispute_views import (
    DisputeEventChoice,
    DisputeEventView,
    DisputeFieldView,
    DisputeView,
    GroundView,
    PartyView,
)
from casework.dispute_words import clock_view, notes_of
from casework.dispute_work import stored_dispute
from casework.document_view import document_views
from casework.lessons_fates import ground_label
from casework.office import Office
from casework.views import AttachmentView, DocumentView
from deadlines.dispute_clocks import DisputeClock, dispute_clocks
from deadlines.dispute_history import Attacked
from deadlines.dispute_remedies import remedy_clocks
from deadlines.dispute_status import status_of
from law.citations import Citation
from law.dispute_events import DisputeEventSpec, dispute_events
from law.dispute_results import dispute_results
from law.dispute_terms import ClockState, DisputeEventKind, DisputeResult, Forum, GroundFate, Instance, PartyRole
from law.dispute_words import party_label
from law.outcomes import SEVEN_QUESTIONS
from models import Dispute, DisputeEvent, DisputeGround, Document, Request

__all__ = ["dispute_view", "grounds_in"]

_K = DisputeEventKind
_COURSE: Final = {
    Forum.RECONSIDERATION: (_K.COPY_RECEIVED, _K.ANSWER_FILED, _K.DECIDED, _K.DECISION_SERVED, _K.CLOSED),
    Forum.LITIGATION: (_K.COPY_RECEIVED, _K.ANSWER_FILED, _K.DECIDED, _K.DECISION_SERVED, _K.EFFECTIVE, _K.CLOSED),
}
_SECOND: Final = (_K.APPEAL_RECEIVED, _K.APPEAL_ANSWERED, _K.DECIDED, _K.DECISION_SERVED, _K.EFFECTIVE, _K.CLOSED)
"""The main course; the first step of it that has not happened is recommended."""


def dispute_view(office: Office, dispute_id: int, *, today: date) -> DisputeView:
    """A dispute as of ``today``.

    Raises:
        UserError: ``dispute_unknown``.
    """
    with office.reading() as session:
        dispute = stored_dispute(session, dispute_id)
        rows = dispute_rows(session, dispute_id)
        facts = dispute_facts(rows)
        return _View(office, session, dispute, rows, facts, today).whole()


class _View:
    """Puts the parts of the view together; lives within one reading transaction."""

    def __init__(
        self,
        office: Office,
        session: Session,
        dispute: Dispute,
        rows: Sequence[DisputeEvent],
        facts: DisputeFacts,
        today: date,
    ) -> None:
        self.office, self.session, self.dispute = office, session, dispute
        self.rows, self.facts, self.today = rows, facts, today
        self.policies = stored_dispute_policies(office, session, facts)
        self.calendar = office.calendar(session=session)
        self.forum = facts.forum

    def whole(self) -> DisputeView:
        facts, dispute = self.facts, self.dispute
        attacked = tuple(
            attacked_fact(self.office, self.session, one, self.policies, self.today, dispute.id)
            for one in facts.targets
        )
        clocks = dispute_clocks(facts.course(attacked), self.calendar, self.policies, self.today)
        others = [one for item in attacked for one in self._brought(item)]
        tasks = tasks_of(self.office, self.session, dispute, facts, self.today)
        found = standing(facts)
        files = dispute_attachments(self.session, dispute.id)
        owed = [one for one in tasks if one.done_on is None and one.duty is not None]
        following = select(Dispute.id).where(Dispute.previous_id == dispute.id).order_by(Dispute.id)
        return DisputeView(
            id=dispute.id,
            version=dispute.version_id,
            forum=self.forum,
            body=facts.body,
            case_number=facts.case_number,
            label=dispute.label,
            subject=dispute.subject,
            handler=dispute.handler or "",
            status=status_of(facts.course(), clocks, open_duties=len(owed)),
            procedure=dispute.procedure,
            instance=instance_now(facts, _K.DECIDED) if self.forum is Forum.LITIGATION else None,
            parties=tuple(
                PartyView(
                    name=one.name, role=one.role, role_label=party_label(one.role, self.forum), contact=one.contact
                )
                for one in facts.parties
            ),
            targets=tuple(target_view(self.office, self.session, one, self.today, dispute.id) for one in facts.targets),
            previous_id=facts.previous_id,
            following_ids=tuple(self.session.scalars(following)),
            clocks=tuple(clock_view(one, self.forum) for one in (*clocks, *others)),
            tasks=tasks,
            events=tuple(self._events(files)),
            choices=tuple(self._choices()),
            documents=self._documents(),
            attachments=tuple(one for group in files.values() for one in group),
            grounds=grounds_in(self.session, dispute_id=dispute.id),
            result=DisputeResult(found.last.values["result"]) if found is not None else None,
            result_on=found.last.on if found is not None else None,
            result_served_on=dispute.result_served_on,
            result_class=dispute.result_class,
            notes=self._notes(attacked),
            closed_on=dispute.closed_on,
        )

    def _notes(self, attacked: tuple[Attacked, ...]) -> tuple[str, ...]:
        came = self.facts.last(_K.APPLICATION_FILED, _K.CASE_FILED)
        copy = self.facts.last(_K.COPY_RECEIVED)
        on = next((one.on for one in (came, copy) if one is not None and one.on is not None), self.today)
        notes = notes_of(
            self.forum,
            self.facts.targets,
            first_remedies(self.office, self.session, self.facts.targets, self.policies, self.today),
            attacked,
            self.calendar,
            self.policies,
            on,
            followed=self.facts.previous_id is not None,
        )
        found = standing(self.facts)
        remark = dispute_results()[found.result].remark if found is not None else ""
        cited = "、".join(one.told for one in dispute_results()[found.result].citations) if found is not None else ""
        return (*notes, f"{remark}（{cited}）。") if remark else notes

    def _brought(self, attacked: Attacked) -> Iterator[DisputeClock]:
        """The period in which the other side had to come, judged by the first day that is known of its coming."""
        came = self.facts.last(_K.APPLICATION_FILED, _K.CASE_FILED) or self.facts.last(_K.COPY_RECEIVED)
        on = came.on if came is not None and came.on is not None else None
        wanted = "recon_apply" if self.forum is Forum.RECONSIDERATION else "sue_"
        if self.facts.previous_id is not None:
            return
        for one in remedy_clocks(attacked, self.calendar, self.policies, self.today):
            if one.key.startswith(wanted) and "_cap_" not in one.key and on is not None and one.due is not None:
                state = ClockState.MET if on <= one.due.due else ClockState.LATE
                yield replace(one, state=state, done_on=on, remaining=None)

    def _documents(self) -> tuple[DocumentView, ...]:
        ids = set(self.session.scalars(select(Document.id).where(Document.dispute_id == self.dispute.id)))
        if not ids or not self.facts.targets:
            return ()
        found = document_views(self.session, self.facts.targets[0].request_id, {}, self.today)
        return tuple(one for one in found if one.id in ids)

    # ------------------------------------------------------------------------------------------------ events

    def _events(self, files: Mapping[int | None, tuple[AttachmentView, ...]]) -> Iterator[DisputeEventView]:
        changed = dispute_corrections(self.rows)
        counted = {one.id: one for one in self.facts.events}
        shown = [one for one in self.rows if one.kind is not _K.EVENT_CORRECTED]
        shown.sort(key=lambda one: ((counted[one.id].on if one.id in counted else one.on) or date.min, one.seq))
        for row in shown:
            change = changed.get(row.id)
            event = counted.get(row.id) or CountedEvent(
                id=row.id, seq=row.seq, kind=row.kind, on=row.on, payload=row.payload
            )
            spec = dispute_events()[row.kind]
            lines = tuple(self._lines(spec, event))
            yield DisputeEventView(
                id=row.id,
                kind=row.kind,
                label=spec.label(self.forum),
                on=event.on,
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
                summary="；".join(value for _, value in lines[:3]),
                lines=lines,
                document_id=row.document_id,
                attachments=files.get(row.id, ()),
                corrected=change is not None,
                why=_why(change) if change is not None else "",
                values=tuple((key, str(value)) for key, value in event.values.items()),
                struck=change is not None and change.void,
            )

    def _lines(self, spec: DisputeEventSpec, event: CountedEvent) -> Iterator[tuple[str, str]]:
        if event.kind is _K.OPENED:
            yield from self._opening_lines()
            return
        if event.kind is _K.ATTACHMENT_ADDED:
            yield "附件", "、".join(str(one) for one in event.payload.get("names", ()))
        if event.kind is _K.LESSON_RECORDED:
            for ground in event.payload.get("grounds", ()):
                yield "理由", _lesson_line(ground)
        for field in field_views(spec, self.facts, self.forum):
            value = str(event.values.get(field.key, "")).strip()
            if value:
                yield field.label, _said(field, value)
        if event.values.get("instance") and self.forum is Forum.LITIGATION:
            yield "审级", Instance(event.values["instance"]).label

    def _opening_lines(self) -> Iterator[tuple[str, str]]:
        facts = self.facts
        yield "向", facts.body
        yield (
            party_label(PartyRole.APPLICANT, self.forum),
            "、".join(one.name for one in facts.parties if one.role is PartyRole.APPLICANT),
        )
        if facts.opening.get("claims"):
            yield "请求", str(facts.opening["claims"])

    # ------------------------------------------------------------------------------------------------ what may be done

    def _choices(self) -> Iterator[DisputeEventChoice]:
        second = self.forum is Forum.LITIGATION and instance_now(self.facts, _K.DECIDED) is Instance.SECOND
        course = _SECOND if second else _COURSE[self.forum]
        nexts = [one for one in course if not self._done(one)]
        for kind, spec in dispute_events().items():
            if not spec.by_hand or self.forum not in spec.forums:
                continue
            against = why_not_now(spec, self.facts, self.forum)
            yield DisputeEventChoice(
                kind=kind,
                label=spec.label(self.forum),
                date_label=spec.date_label,
                fields=field_views(spec, self.facts, self.forum),
                line=spec.line,
                recommended=against is None and bool(nexts) and kind is nexts[0],
                allowed=against is None,
                reason=against.line if against is not None else "",
                citations=spec.citations,
            )

    def _done(self, kind: DisputeEventKind) -> bool:
        if kind is _K.DECISION_SERVED:
            found = standing(self.facts)
            return (found is not None and bool(found.last.values.get("served_on"))) or self.facts.happened(kind)
        if kind is _K.DECIDED and self.forum is Forum.LITIGATION:
            now = instance_now(self.facts, kind)
            return any(one.values.get("instance") == now for one in self.facts.all_of(kind))
        return self.facts.happened(kind)


def _why(change: DisputeCorrection) -> str:
    return f"{change.by}{'删去' if change.void else '更正'}：{change.reason}"


def _said(field: DisputeFieldView, value: str) -> str:
    """A value as people read it."""
    if field.kind == "choice":
        words = dict(field.choices) | {one.value: one.label for one in DisputeResult}
        return words.get(value, value)
    if field.kind == "flag":
        return "是" if value == "true" else "否"
    if field.kind == "date":
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return value.replace("\n", "；") if field.kind == "lines" else value


def grounds_in(session: Session, *, dispute_id: int) -> tuple[GroundView, ...]:
    """The grounds that the lessons of a dispute name."""
    statement = (
        select(DisputeGround, Dispute, Request.registration_number, Document.document_number)
        .join(Dispute, Dispute.id == DisputeGround.dispute_id)
        .join(Request, Request.id == DisputeGround.request_id)
        .outerjoin(Document, Document.id == DisputeGround.document_id)
        .where(DisputeGround.dispute_id == dispute_id)
        .order_by(DisputeGround.id)
    )
    return tuple(_ground(*row) for row in session.execute(statement))


def _lesson_line(ground: Mapping[str, Any]) -> str:
    """A ground of a lesson with its fate and what the body said."""
    why = str(ground.get("why", "")).rstrip("。")
    said = f"{ground_label(str(ground.get('article', '')), ground.get('step'))}{GroundFate(ground['fate']).label}"
    return f"{said}：{why}" if why else said


def _step(step: int | None) -> str:
    """The name of a question of the decision sequence."""
    if step is None:
        return ""
    return SEVEN_QUESTIONS[step - 1] if 0 < step <= len(SEVEN_QUESTIONS) else str(step)


def _ground(ground: DisputeGround, dispute: Dispute, registration: str | None, number: str | None) -> GroundView:
    try:
        article = Citation.parse(ground.article) if ground.article else None
    except ValueError:
        article = None
    return GroundView(
        dispute_id=dispute.id,
        request_id=ground.request_id,
        registration_number=registration or "",
        document_id=ground.document_id,
        document_number=number or "",
        outcome=ground.outcome,
        step=ground.step,
        step_label=_step(ground.step),
        article=article,
        article_text=article.told if article is not None else ground.article,
        paragraph=ground.paragraph,
        fate=ground.fate,
        why=ground.why,
        forum=dispute.forum,
        body=dispute.body,
        case_number=dispute.case_number,
        result=ground.result,
        decided_on=ground.decided_on,
    )

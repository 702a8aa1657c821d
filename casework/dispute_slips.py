"""复议诉讼收文处理单: the sheet that goes with a paper of the body or court, made at once from what was recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from casework.agency import agency_view, known_profile
from casework.answer_context import dispute_head
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.dispute_letter_parts import DisputeLetter
from casework.dispute_letters import changed_letter, freeze_letter
from casework.dispute_reading import dispute_view
from casework.dispute_views import DisputeClockView, DisputeEventView, DisputeTaskView, DisputeView
from casework.dispute_work import enter_dispute, record_on
from casework.document_catalogue import refuse_out_of_time
from casework.legal_events import day_of
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.citations import Citation
from law.dispute_events import dispute_events
from law.dispute_terms import ClockOwner, ClockState, DisputeEventKind
from law.terms import DocumentKind, DocumentState
from models import Document
from models.text_cleaning import clean_text
from templates.dispute_contexts import DisputePaperContext
from templates.dispute_parts import SlipClock
from templates.wording import chinese_date

__all__ = ["PaperSlipDraft", "SlipProposal", "make_paper_slip", "slip_proposal"]

_OPEN: Final = (ClockState.RUNNING, ClockState.SUSPENDED, ClockState.MISSED)
_TYPED: Final = ("paper", "paper_number", "way", "received_by")
_ELSEWHERE: Final = ("number", "served_on", "way")  # told in lines of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSlipDraft:
    """The sheet of one paper.

    Attributes:
        event_id: the event that the paper brought.
        received_on: day of receipt; way: how it came; received_by: who signed for it.
        paper: its title; paper_number: its number.
    """

    dispute_id: int
    event_id: int
    received_on: date
    paper: str
    paper_number: str = ""
    way: str = ""
    received_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipProposal:
    """What stands in the form at first.

    Attributes:
        received_on: None where the event says when it was decided, but not when the paper came.
    """

    paper: str
    paper_number: str
    received_on: date | None
    way: str


def slip_proposal(view: DisputeView, event: DisputeEventView) -> SlipProposal | None:
    """What the record says of the paper; None where no paper comes with such an event."""
    spec = dispute_events().get(event.kind)
    paper = spec.incoming.get(view.forum, "") if spec is not None else ""
    if spec is None or not paper or event.struck:
        return None
    values, told = dict(event.values), dict(event.lines)
    way = next((field for field in spec.fields_in(view.forum) if field.key == "way"), None)
    return SlipProposal(
        paper=paper,
        paper_number=values.get("number", ""),
        received_on=day_of(values.get("served_on")) or (event.on if _is_receipt(spec.date_label) else None),
        way=told.get(way.label, "") if way is not None else "",
    )


def _is_receipt(date_label: str) -> bool:
    """Whether the day of an event is the one on which its paper came."""
    return date_label.startswith("收到")


def make_paper_slip(office: Office, draft: PaperSlipDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Make and freeze the sheet of a paper; it has no number and needs no review.

    Raises:
        UserError: ``dispute_event_unknown``; ``dispute_slip_no_paper``, no paper comes with that event;
            ``dispute_day_future``; ``dispute_changed_meanwhile``.
    """
    view = dispute_view(office, draft.dispute_id, today=today)
    event = next((one for one in view.events if one.id == draft.event_id and not one.struck), None)
    if event is None:
        raise refused("dispute_event_unknown", field="event_id")
    if slip_proposal(view, event) is None:
        raise refused("dispute_slip_no_paper", field="event_id", event=event.label)
    if draft.received_on > today:
        raise refused("dispute_day_future", field="received_on", label="收到日期", today=today)
    refuse_out_of_time(DocumentKind.DISPUTE_PAPER_SLIP, today)
    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, draft.dispute_id)
        if act.dispute.version_id != view.version:
            raise refused("dispute_changed_meanwhile")
        folder = dispute_folder(office, work.session, draft.dispute_id, today)
        made = DisputeLetter(context=_context(folder, view, event, draft), sections=())
        document = Document(
            request_id=act.facts.targets[0].request_id,
            dispute_id=act.dispute.id,
            kind=DocumentKind.DISPUTE_PAPER_SLIP,
            state=DocumentState.DRAFT,
            title=DocumentKind.DISPUTE_PAPER_SLIP.label,
            preview={},
            created_at=now,
            created_by=actor,
            updated_at=now,
        )
        work.session.add(document)
        work.session.flush()
        freeze_letter(work, act.dispute, document, made, today)
        told = {
            "document_kind": document.kind,
            "title": document.title,
            "sha256": document.content_sha256,
            "paper_event": event.id,
        }
        record_on(work, act.dispute, DisputeEventKind.DOCUMENT_ISSUED, today, told, document_id=document.id)
        return changed_letter(work, act, document, f"{document.title}已生成")


def _context(
    folder: DisputeFolder, view: DisputeView, event: DisputeEventView, draft: PaperSlipDraft
) -> DisputePaperContext:
    said = {key: clean_text(getattr(draft, key)).text.strip() for key in _TYPED}
    if not said["paper"]:
        raise refused("dispute_field_missing", field="paper", label="收到的文书", event=event.label)
    labels = {field.label for field in dispute_events()[event.kind].fields if field.key in _ELSEWHERE}
    agency = agency_view(known_profile(folder.session))
    dated = event.on if event.on is not None and event.on < draft.received_on else None
    head = dispute_head(folder)
    return DisputePaperContext(
        head=head,
        signer=agency.signer_name or agency.name,
        signed_on=folder.today,
        registration_numbers="、".join(dict.fromkeys(one.registration_number for one in view.targets)),
        paper=said["paper"],
        paper_number=said["paper_number"],
        dated_on=dated,
        sent_by=head.body,
        received_on=draft.received_on,
        way=said["way"],
        received_by=said["received_by"],
        summary="；".join(f"{label}：{value}" for label, value in event.lines if label not in labels),
        attached=tuple(one.file_name for one in event.attachments),
        clocks=tuple(_clocks(view, event)),
    )


def _clocks(view: DisputeView, event: DisputeEventView) -> Iterator[SlipClock]:
    """What the agency has to do by when: periods that run, and what a result orders."""
    who = view.handler
    for clock in view.clocks:
        if clock.owner is ClockOwner.AGENCY and clock.state in _OPEN:
            yield SlipClock(
                what=clock.label,
                due=_until(clock),
                counted=f"自{chinese_date(clock.started_on)}（{clock.start_label}）起，{clock.unit_text}",
                basis=_cited(clock.citations),
                who=who,
            )
    for task in view.tasks:
        if task.duty is not None and task.done_on is None and task.key.endswith(f":{event.id}"):
            yield SlipClock(
                what=task.label, due=_task_due(task), counted=task.line, basis=_cited(task.citations), who=who
            )


def _cited(citations: Sequence[Citation]) -> str:
    return "、".join(dict.fromkeys(one.brief for one in citations))


def _until(clock: DisputeClockView) -> str:
    if clock.state is ClockState.SUSPENDED or clock.deadline is None:
        return ClockState.SUSPENDED.label
    guess = "（暂定）" if clock.deadline.provisional else ""
    return f"{chinese_date(clock.deadline.due)}{guess}"


def _task_due(task: DisputeTaskView) -> str:
    return chinese_date(task.due.due) if task.due is not None else "没有规定期限"

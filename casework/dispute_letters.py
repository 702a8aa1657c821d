"""The letters of a dispute from proposal to issue: written, kept with versions, checked, numbered and frozen.

The course of a draft is read from the events of its dispute, as that of a reply is from those of its request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_basis import dispute_basis
from casework.dispute_cache import refresh_dispute
from casework.dispute_drafts import DisputeEventDraft
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.dispute_letter_drafts import DisputeIssueDraft, DisputeLetterDraft, LetterSection
from casework.dispute_letter_parts import WRITTEN, DisputeLetter, dispute_letter, letter_title_of
from casework.dispute_recording import add_event
from casework.dispute_work import ActDispute, enter_dispute, record_on
from casework.document_catalogue import refuse_out_of_time
from casework.document_numbers import number_class_of, pending_number, take_document_number
from casework.draft_course import OPEN_STATES, DraftCourse, course_of_draft
from casework.draft_reading import stored_letter
from casework.issuing import blocks_json, file_name_of
from casework.legal_events import day_of
from casework.letter_checks import kept_notes
from casework.letter_templates import own_template, rendered
from casework.office import Office
from casework.overriding import blocked
from casework.refusals import refused
from casework.roles import has_role, is_reviewed
from casework.unit_of_work import Work, begin, json_ready
from casework.versions import keep_version
from casework.views import Changed, FindingView
from law.dispute_terms import DisputeEventKind
from law.documents import document_rules
from law.terms import DocumentKind, DocumentState, Role
from models import Dispute, Document
from models.blobs import put_blob
from models.text_cleaning import clean_text
from templates.dispute_checks import check_dispute
from templates.findings import Level
from templates.preview import PreviewBlock, blocks_of

__all__ = [
    "ReadLetter",
    "accept_overridden_letter",
    "course_of",
    "draft_bytes",
    "freeze_letter",
    "is_reviewed_letter",
    "issue_dispute_letter",
    "issue_in",
    "kept_texts",
    "open_draft",
    "propose_dispute_letter",
    "read_letter",
    "save_dispute_letter",
    "store_states",
]

_K = DisputeEventKind
_ANSWERS = (DocumentKind.RECON_ANSWER, DocumentKind.DEFENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLetter:
    """A letter as it would leave the house on a day.

    Attributes:
        made: context and sections; content: the .docx; blocks: its paragraphs; findings: what is wrong with it.
    """

    made: DisputeLetter
    title: str
    content: bytes
    blocks: tuple[PreviewBlock, ...]
    findings: tuple[FindingView, ...]
    dated_on: date

    @property
    def sections(self) -> tuple[LetterSection, ...]:
        """What is written by hand."""
        return self.made.sections


def is_reviewed_letter(office: Office, session: Session, kind: DocumentKind, today: date) -> bool:
    """Whether a letter of this kind goes past a second pair of eyes today."""
    return document_rules()[kind].reviewed and is_reviewed(office, session, today)


def read_letter(folder: DisputeFolder, kind: DocumentKind, dated_on: date, texts: Mapping[str, str]) -> ReadLetter:
    """A letter with everything that is wrong with it.

    Raises:
        UserError: this forum knows no such letter, or it lacks something it has to say.
    """
    office, session = folder.office, folder.session
    made = dispute_letter(folder, kind, dated_on, texts)
    series = number_class_of(kind, office.policies(dated_on, session))
    number = pending_number(session, series, dated_on.year, office.policies(dated_on, session)) if series else ""
    context = made.numbered(number)
    content = rendered(office, session, kind, context, dated_on)
    blocks = blocks_of(content)
    return ReadLetter(
        made=made,
        title=letter_title_of(kind, context),
        content=content,
        blocks=blocks,
        findings=_findings(folder, context, blocks),
        dated_on=dated_on,
    )


def _findings(folder: DisputeFolder, context: Any, blocks: tuple[PreviewBlock, ...]) -> tuple[FindingView, ...]:
    found = check_dispute(context, blocks, dispute_basis(folder))
    return tuple(
        FindingView(
            code=one.id,
            level="block" if one.level is Level.BLOCK else "warn",
            sentence=f"{one.sentence.rstrip('。')}。",
            basis=one.citation,
            block=next((at for at, block in enumerate(blocks) if one.where and one.where in block.text), None),
            of_method=False,
            act=one.act,
            needs_reason=one.overridable,
        )
        for one in found
    )


def propose_dispute_letter(office: Office, draft: DisputeLetterDraft, *, today: date) -> ReadLetter:
    """The letter as it would be, with everything that is wrong with it; nothing is kept.

    Raises:
        UserError: as ``read_letter``.
    """
    with office.reading() as session:
        folder = dispute_folder(office, session, draft.dispute_id, today)
        return read_letter(folder, draft.kind, draft.dated_on, draft.texts)


def save_dispute_letter(
    office: Office, draft: DisputeLetterDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Keep a draft; saved again it is the same draft, and one under review begins its way anew if its words changed.

    Raises:
        UserError: as ``read_letter``; ``dispute_letter_issued``, it left the house already.
    """
    if draft.kind not in WRITTEN:
        raise refused("dispute_letter_not_here", field="kind", kind=draft.kind.label, forum="")
    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, draft.dispute_id)
        folder = dispute_folder(office, work.session, draft.dispute_id, today)
        texts = {key: clean_text(value).text for key, value in draft.texts.items()}
        read = read_letter(folder, draft.kind, draft.dated_on, texts)
        document, new = _draft_document(work, act, draft)
        document.title = read.title
        document.number_class = number_class_of(draft.kind, office.policies(draft.dated_on, work.session))
        document.preview = {
            "texts": texts,
            "dated_on": draft.dated_on.isoformat(),
            **blocks_json(read.blocks),
        }
        document.updated_at = now
        work.session.flush()
        _, other_words = keep_version(work, document)
        course = course_of(act, document.id)
        if new or (other_words and course.state is not DocumentState.DRAFT):
            said: dict[str, object] = {"document_kind": draft.kind, "title": document.title, "reopened": not new}
            record_on(work, act.dispute, _K.DOCUMENT_DRAFTED, today, said, document_id=document.id)
        store_states(work, act.dispute.id)
        return changed_letter(work, act, document, f"{document.title}已存为草稿")


def _draft_document(work: Work, act: ActDispute, draft: DisputeLetterDraft) -> tuple[Document, bool]:
    if draft.document_id is not None:
        found = stored_letter(work.session, draft.document_id)
        if found.dispute_id != act.dispute.id or found.kind is not draft.kind:
            raise refused("dispute_letter_other", field="document_id")
        if found.state not in OPEN_STATES:
            raise refused("dispute_letter_issued", field="document_id")
        return found, False
    document = Document(
        request_id=act.facts.targets[0].request_id,
        dispute_id=act.dispute.id,
        kind=draft.kind,
        state=DocumentState.DRAFT,
        title="",
        created_at=work.now,
        created_by=work.actor,
        updated_at=work.now,
    )
    work.session.add(document)
    work.session.flush()
    return document, True


def open_draft(session: Session, dispute_id: int, kind: DocumentKind) -> Document | None:
    """The letter of a kind that is being written in a dispute, the one that was begun last; None if there is none."""
    statement = (
        select(Document)
        .where(Document.dispute_id == dispute_id, Document.kind == kind, Document.state.in_(OPEN_STATES))
        .order_by(Document.id.desc())
    )
    return session.scalars(statement).first()


def kept_texts(document: Document) -> Mapping[str, str]:
    """What was typed into a stored draft."""
    return {str(key): str(value) for key, value in document.preview.get("texts", {}).items()}


def draft_bytes(office: Office, session: Session, document: Document) -> tuple[str, bytes]:
    """File name and .docx of a draft, as it was saved.

    Raises:
        UserError: as ``read_letter``.
    """
    on = day_of(document.preview.get("dated_on")) or document.created_at.date()
    folder = dispute_folder(office, session, document.dispute_id or 0, on)
    read = read_letter(folder, document.kind, on, kept_texts(document))
    return file_name_of(folder.facts.case_number, f"{read.title}（草稿）", ""), read.content


def course_of(act: ActDispute, document_id: int) -> DraftCourse:
    """How far a draft has come, from the events of its dispute."""
    return course_of_draft(act.facts.events, document_id)


def store_states(work: Work, dispute_id: int) -> None:
    """Cache where the drafts of a dispute stand."""
    work.session.flush()
    act = enter_dispute(work, dispute_id)
    statement = select(Document).where(Document.dispute_id == dispute_id, Document.state.in_(OPEN_STATES))
    for document in work.session.scalars(statement):
        document.state = course_of(act, document.id).state


def changed_letter(work: Work, act: ActDispute, document: Document, message: str) -> Changed:
    """What an act on a letter changed."""
    refresh_dispute(work, act.dispute)
    work.session.flush()
    return Changed(
        request_ids=tuple(dict.fromkeys(one.request_id for one in act.facts.targets)),
        dispute_ids=(act.dispute.id,),
        document_id=document.id,
        message=f"{act.name} {message}",
        version=act.dispute.version_id,
        topics=("disputes", "cases"),
    )


# -------------------------------------------------------------------------------------------------------------- issue


def issue_dispute_letter(
    office: Office, draft: DisputeIssueDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Number and freeze a letter; an answer may be recorded as handed in with the same act.

    Raises:
        UserError: a blocking finding, not approved where the office reviews, other words than those approved, an
            impossible date.
    """
    from casework.dispute_review import refuse_unapproved  # noqa: PLC0415

    with begin(office, today=today, now=now, actor=actor) as work:
        document = stored_letter(work.session, draft.document_id)
        act = enter_dispute(work, _dispute_of(document))
        said = refuse_unapproved(work, act, document, draft)
        message = issue_in(work, act, document, draft, said)
        return changed_letter(work, act, document, message)


def _dispute_of(document: Document) -> int:
    if document.dispute_id is None:
        raise refused("dispute_letter_other", field="document_id")
    return document.dispute_id


def issue_in(
    work: Work, act: ActDispute, document: Document, draft: DisputeIssueDraft, said: Mapping[str, object]
) -> str:
    """As :func:`issue_dispute_letter`, inside an act and after its questions of approval; what was done, in Chinese.

    Raises:
        UserError: as there.
    """
    if document.state not in OPEN_STATES:
        raise refused("dispute_letter_issued", field="document_id")
    if draft.issued_on > work.today:
        raise refused("letter_in_future", field="issued_on", day=draft.issued_on, today=work.today)
    refuse_out_of_time(document.kind, draft.issued_on)
    folder = dispute_folder(work.office, work.session, act.dispute.id, work.today)
    read = read_letter(folder, document.kind, draft.issued_on, kept_texts(document))
    if draft.filed_on is not None and draft.filed_on < draft.issued_on:
        raise refused("dispute_letter_filed_first", field="filed_on", day=draft.filed_on, issued=draft.issued_on)
    accept_overridden_letter(work, act, document, read.findings, draft.overrides)
    freeze_letter(work, act.dispute, document, read.made, draft.issued_on)
    told = {
        **said,
        "document_kind": document.kind,
        "document_number": document.document_number or "",
        "title": document.title,
        "sha256": document.content_sha256,
        "notes": kept_notes(read.findings),
    }
    record_on(work, act.dispute, _K.DOCUMENT_ISSUED, draft.issued_on, told, document_id=document.id)
    message = f"{document.title}{document.document_number or ''}已签发"
    if draft.filed_on is not None and document.kind in _ANSWERS:
        second = act.facts.happened(_K.APPEAL_RECEIVED)
        kind = _K.APPEAL_ANSWERED if second else _K.ANSWER_FILED
        values = {"way": draft.way or "handed"} | ({"number": draft.number} if draft.number and not second else {})
        event = DisputeEventDraft(dispute_id=act.dispute.id, kind=kind, on=draft.filed_on, values=values)
        add_event(work, enter_dispute(work, act.dispute.id), event)
        message += "并登记提交"
    return message


def overridden_codes(act: ActDispute, document_id: int) -> set[str]:
    """Findings that were let pass since the draft was submitted."""
    submitted = course_of(act, document_id).submitted
    since = submitted.seq if submitted is not None else 0
    found = act.facts.all_of(_K.FINDING_OVERRIDDEN)
    return {str(one.payload["code"]) for one in found if one.document_id == document_id and one.seq > since}


def accept_overridden_letter(
    work: Work,
    act: ActDispute,
    document: Document,
    findings: Sequence[FindingView],
    overrides: Sequence[tuple[str, str]],
) -> None:
    """Refuse a letter with blocking findings, but for those that the head let pass, or lets pass now with a reason.

    Raises:
        UserError: with the code of the finding; ``override_not_head``, ``override_needs_reason``.
    """
    passed, reasons = overridden_codes(act, document.id), dict(overrides)
    for one in findings:
        if one.level != "block" or (one.needs_reason and one.code in passed):
            continue
        if not (one.needs_reason and one.code in reasons):
            raise blocked(one, "由负责人写明理由放行" if one.needs_reason else "改正后再签发")
        if not has_role(work.session, work.actor, Role.HEAD):
            raise refused("override_not_head", field="overrides", code=one.code, person=work.actor)
        reason = clean_text(reasons[one.code]).text.strip()
        if not reason:
            raise refused("override_needs_reason", field="overrides")
        note = {
            "code": one.code,
            "sentence": one.sentence,
            "reason": reason,
            "version": course_of(act, document.id).version,
            "by": work.actor,
        }
        record_on(work, act.dispute, _K.FINDING_OVERRIDDEN, work.today, note, document_id=document.id)


def freeze_letter(work: Work, dispute: Dispute, document: Document, made: DisputeLetter, issued_on: date) -> None:
    """Number a letter where its kind has numbers, render it and keep it as it is."""
    policies = work.office.policies(issued_on, work.session)
    series = number_class_of(document.kind, policies)
    number = take_document_number(work, series, issued_on.year, policies) if series is not None else None
    context: Any = made.numbered(number.text if number is not None else "")
    content = rendered(work.office, work.session, document.kind, context, issued_on)
    own = own_template(work.session, context.template_key, issued_on)
    document.title = letter_title_of(document.kind, context)
    document.number_class = number.number_class if number is not None else None
    document.document_number = number.text if number is not None else None
    document.issued_on = issued_on
    document.issued_by = work.actor
    document.context = {**json_ready(asdict(context)), "template_sha256": "" if own is None else own.sha256}
    document.preview = {**document.preview, **blocks_json(blocks_of(content)), "dated_on": issued_on.isoformat()}
    document.content_sha256 = put_blob(work.session, content, now=work.now)
    document.file_name = file_name_of(dispute.case_number, document.title, document.document_number or "")
    document.updated_at = work.now
    document.state = DocumentState.ISSUED
    work.session.flush()
    if number is not None:
        number.request_id = document.request_id
        number.document_id = document.id

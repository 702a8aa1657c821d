"""The reply letter from proposal to issue: proposed from the decision, kept as a draft, numbered and frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casework.act_case import ActCase, changed, enter, read_case, words
from casework.document_numbers import number_class_of
from casework.document_view import document_views
from casework.draft_course import OPEN_STATES
from casework.draft_reading import draft_of, printed, read_draft, stored_letter
from casework.draft_states import store_states
from casework.drafts import DispatchDraft, LetterDraft, Override
from casework.facts import day_of
from casework.issuing import blocks_json, check_letter_date, file_name_of, issue_draft
from casework.letter_checks import kept_bytes, kept_notes
from casework.letter_frames import layout_of
from casework.letter_templates import template_on
from casework.office import Office
from casework.overriding import accept_overridden, blocked, refuse_other_words
from casework.own_words import own_words_range
from casework.refusals import refused
from casework.reply_letter import findings_of, served_online
from casework.service import dispatch_issued
from casework.unit_of_work import Work, begin, json_ready
from casework.versions import keep_version
from casework.views import Changed, FindingView, LetterPreview, PreviewBlockView
from law.terms import Act, DocumentKind, DocumentState, EventKind, ServiceMethod
from models import Document
from models.blobs import get_blob
from templates.preview import PreviewBlock, blocks_of
from templates.printed_letter import read_printed_letter

__all__ = [
    "check_document",
    "issue_in",
    "issue_letter",
    "letter_bytes",
    "preview_document",
    "propose_letter",
    "save_draft",
]


def propose_letter(office: Office, draft: LetterDraft, today: date) -> LetterPreview:
    """The reply as it would be, with everything that is wrong with it; nothing is kept.

    Raises:
        UserError: nothing is decided, or the letter lacks something it has to say.
    """
    with office.reading() as session:
        case = read_case(office, session, draft.request_id, today)
        plan, content = printed(office, session, case, draft)
        blocks = blocks_of(content)
        online = served_online(session, case, draft)
        found = findings_of(office, session, case, plan, blocks, leaves_on=today, online=online)
        return LetterPreview(
            document=None,
            blocks=_block_views(blocks),
            findings=found,
            body=plan.body,
            annexes=plan.annexes,
            body_range=own_words_range(
                plan.context,
                blocks,
                layout_of(office.policies(draft.dated_on, session)),
                template_on(session, plan.context.template_key, draft.dated_on),
            ),
            sheet=read_printed_letter(content),
        )


def save_draft(office: Office, draft: LetterDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Keep the draft of the reply; saved again it is the same draft.

    Raises:
        UserError: as ``propose_letter``; the reply is already issued.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.DRAFT_LETTER)
        plan, content = printed(office, work.session, case, draft)
        document = _draft_document(work, case, draft.document_id or case.state.reply_draft)
        document.title = plan.rule.letter_title
        document.number_class = number_class_of(
            DocumentKind.OUTCOME_LETTER, office.policies(draft.dated_on, work.session)
        )
        document.preview = {**_typed(draft), **blocks_json(blocks_of(content))}
        document.updated_at = work.now
        work.session.flush()
        _, new_words = keep_version(work, document)
        payload: dict[str, object] = {"document_kind": DocumentKind.OUTCOME_LETTER, "title": document.title}
        if case.state.reply_draft != document.id:
            work.record(case.request, EventKind.DOCUMENT_DRAFTED, today, payload, document_id=document.id)
        elif new_words and case.state.draft.state is not DocumentState.DRAFT:
            # Whoever reviewed has seen other words: the draft starts anew, what was said about it stays.
            payload["reopened"] = True
            work.record(case.request, EventKind.DOCUMENT_DRAFTED, today, payload, document_id=document.id)
        store_states(work, case.request)
        return changed(work, case, Act.DRAFT_LETTER, "答复文书已存为草稿", document_id=document.id)


def issue_letter(
    office: Office,
    document_id: int,
    *,
    issued_on: date,
    dispatch: DispatchDraft | None,
    overrides: Sequence[Override],
    today: date,
    now: datetime,
    actor: str,
) -> Changed:
    """Number and freeze the reply; with ``dispatch`` it leaves the house in the same act.

    Where the office reviews, the letter must be approved and still say what was approved; else the event tells that
    nobody reviewed it.

    Raises:
        UserError: a blocking finding, the draft belongs to an earlier decision, an impossible date; not approved, or
            other words than those approved.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document = stored_letter(work.session, document_id)
        case, message = issue_in(work, document, issued_on=issued_on, dispatch=dispatch, overrides=overrides)
        return changed(work, case, Act.ISSUE_LETTER, message, document_id=document.id)


def issue_in(
    work: Work,
    document: Document,
    *,
    issued_on: date,
    dispatch: DispatchDraft | None,
    overrides: Sequence[Override],
) -> tuple[ActCase, str]:
    """As :func:`issue_letter`, inside an act; the case and what was done, in Chinese.

    Raises:
        UserError: as ``issue_letter``.
    """
    case = enter(work, document.request_id, Act.ISSUE_LETTER)
    if case.state.reply_draft != document.id:
        raise refused("draft_outdated", field="document_id")
    check_letter_date(issued_on, today=work.today, received=case.state.received)
    decided = case.state.facts.decided
    if decided is not None and decided.on is not None and issued_on < decided.on:
        raise refused("letter_before_decision", field="issued_on", decided=decided.on)
    read = read_draft(
        work.office,
        work.session,
        case,
        document,
        dated_on=issued_on,
        leaves_on=dispatch.on if dispatch is not None else work.today,
        online=dispatch is not None and dispatch.method is ServiceMethod.ELECTRONIC,
    )
    said: dict[str, object] = {"review": "one_person"}
    hints = kept_notes(read.findings)
    accepted: list[str] = []
    if case.state.reviewed:
        refuse_other_words(work.session, case, document, read)
        accept_overridden(work, case, document, read.findings, overrides)
        course = case.state.draft
        said = {"review": "two_person", "version": course.version, "approved_by": course.approved_by}
    else:
        accepted = _accept(read.findings, overrides)
    told = {**said, "notes": hints} if hints else said
    issue_draft(work, case.request, document, read.plan.numbered, issued_on=issued_on, said=told)
    if accepted:
        payload = {"how": "签发放行", "number": "", "text": "；".join(accepted)}
        work.record(case.request, EventKind.CONTACT_RECORDED, work.today, payload, document_id=document.id)
    message = f"{document.title}{document.document_number}已签发"
    if dispatch is not None:
        dispatch_issued(work, case, dispatch, document.id)
        message += "并登记寄出"
    return case, message


def letter_bytes(office: Office, document_id: int) -> tuple[str, bytes]:
    """File name and bytes of a letter; of an issued one always the same bytes, checked against their hash.

    Raises:
        UserError: ``document_unknown``; ``C66``, the stored bytes do not match their hash.
    """
    with office.reading() as session:
        document = stored_letter(session, document_id)
        if document.content_sha256 is not None:
            return document.file_name or "文书.docx", kept_bytes(session, document.content_sha256)
        if document.dispute_id is not None:
            # Imported late: the letters of disputes rest on the files of cases, and those on letters.
            from casework.dispute_letters import draft_bytes  # noqa: PLC0415

            return draft_bytes(office, session, document)
        case = read_case(office, session, document.request_id, _drafted_day(document))
        draft = draft_of(document, _drafted_day(document), online=False)
        plan, content = printed(office, session, case, draft)
        name = file_name_of(case.number, f"{plan.rule.letter_title}（草稿）", plan.context.number)
        return name, content


def preview_document(office: Office, document_id: int) -> LetterPreview:
    """A document on white paper: an issued one as it was frozen, a draft as it was saved.

    Raises:
        UserError: ``document_unknown``.
    """
    with office.reading() as session:
        document = stored_letter(session, document_id)
        courses = read_case(office, session, document.request_id, _drafted_day(document)).state.facts.courses
        views = document_views(session, document.request_id, courses, _drafted_day(document))
        kept: Mapping[str, Any] = document.preview
        return LetterPreview(
            document=next(one for one in views if one.id == document.id),
            blocks=tuple(
                PreviewBlockView(kind=str(one["kind"]), text=str(one["text"])) for one in kept.get("blocks", ())
            ),
            findings=(),
            body=tuple(kept.get("body", ())),
            annexes=tuple(kept.get("annexes", ())),
            sheet=read_printed_letter(get_blob(session, document.content_sha256)) if document.content_sha256 else None,
        )


def check_document(office: Office, document_id: int, today: date) -> LetterPreview:
    """A draft under review: the text that was submitted, with what the checks find in it as of ``today``.

    Raises:
        UserError: ``document_unknown``, or the letter lacks something it has to say by now.
    """
    shown = preview_document(office, document_id)
    with office.reading() as session:
        document = stored_letter(session, document_id)
        case = read_case(office, session, document.request_id, today)
        read = read_draft(office, session, case, document, dated_on=today, leaves_on=today)
    return replace(shown, findings=read.findings)


# -------------------------------------------------------------------------------------------------- parts


def _draft_document(work: Work, case: ActCase, document_id: int | None) -> Document:
    if document_id is not None:
        found = stored_letter(work.session, document_id)
        if found.request_id == case.request.id and found.state in OPEN_STATES:
            return found
    document = Document(
        request_id=case.request.id,
        kind=DocumentKind.OUTCOME_LETTER,
        state=DocumentState.DRAFT,
        title="",
        created_at=work.now,
        created_by=work.actor,
        updated_at=work.now,
    )
    work.session.add(document)
    return document


def _typed(draft: LetterDraft) -> dict[str, Any]:
    # Cleaned: half a sign pasted from elsewhere, or a NUL, must not cost the whole draft.
    typed: dict[str, Any] = json_ready(
        {
            "dated_on": draft.dated_on,
            "body": draft.body,
            "annexes": draft.annexes,
            "online_service": draft.online_service,
        }
    )
    return typed


def _drafted_day(document: Document) -> date:
    """The day by which a document is looked at: its date, for a draft the date it was written for."""
    if document.issued_on is not None:
        return document.issued_on
    return day_of(document.preview.get("dated_on")) or document.created_at.date()


def _accept(found: Sequence[FindingView], overrides: Sequence[Override]) -> list[str]:
    """Refuse a letter with blocking findings, but for those that may be let pass and are, with a reason."""
    reasons = {one.code: one.reason for one in overrides}
    accepted = []
    for finding in found:
        if finding.level != "block":
            continue
        if finding.needs_reason and finding.code in reasons:
            reason = words(reasons[finding.code], "override_needs_reason", "overrides")
            accepted.append(f"{finding.code} {finding.sentence}理由：{reason}")
            continue
        raise blocked(finding, "写明理由后可以签发" if finding.needs_reason else "请改正后再签发")
    return accepted


def _block_views(blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlockView, ...]:
    return tuple(PreviewBlockView(kind=one.kind.value, text=one.text) for one in blocks)

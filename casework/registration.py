"""收件登记: what a letter would mean, and registering it as one or several requests (条例第二十九、三十一条)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from casework.applicants import family_of, label_of, same_applicants, store_applicant
from casework.document_numbers import take_registration_number
from casework.drafts import AgentDraft, ItemDraft, Override, RegistrationDraft
from casework.identity_numbers import IDENTITY_FLAWS
from casework.intake_checks import completeness, problems, receipt_days
from casework.intake_fee import intake_fee
from casework.intake_text import CleanedDraft, clean_draft
from casework.item_guess import guess_items
from casework.keeping import keep_attachments
from casework.office import Office
from casework.receipt_letter import issue_receipt
from casework.refusals import refused
from casework.similar import similar_requests
from casework.unit_of_work import Work, begin
from casework.views import Changed, FieldProblem, FindingView, IntakePreview
from deadlines.history import CaseHistory, Receipt
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.steps import Finding
from law.errors import RuleGap, UserError
from law.terms import Act, Channel, EventKind, RequestKind
from models import Agent, Applicant, FormDraft, Request, Submission, SubmissionApplicant
from models.blobs import put_blob
from models.search_grams import identity_key, name_key
from models.search_index import index_requests

__all__ = ["preview", "register", "title_from"]

_TITLE_LENGTH = 40
_RECEIPT_FIELDS = (
    "submitted",
    "signed",
    "arrived",
    "confirmed",
    "system_received",
    "staff_ack",
    "office_confirmed",
)
_ARRIVAL = ("signed", "arrived", "submitted", "system_received", "confirmed")


def preview(office: Office, draft: RegistrationDraft, *, today: date) -> IntakePreview:
    """What registering a draft would mean; never raises for an unfinished draft.

    Args:
        office: the office.
        draft: as typed so far.
        today: the day on which it is registered.
    """
    cleaned = clean_draft(draft)
    draft = cleaned.draft
    with office.reading() as session:
        clock = _clock(office, session, draft)
        received = clock.received.received if clock else None
        family = family_of(session, draft.applicant)
        fee = intake_fee(office, session, draft, family, received, today)
        notice = clock.correction_notice_due if clock else None
        return IntakePreview(
            received_on=received,
            received_basis=_basis(clock),
            due=clock.due if clock else None,
            correction_notice_due=notice.due if notice else None,
            correction_notice_basis=next((_cited(one.citations) for one in notice.steps if one.quantity), "")
            if notice
            else "",
            conservative=clock.received.alternatives if clock else (),
            findings=tuple(_findings(cleaned, clock)),
            problems=problems(draft, today),
            items=guess_items(draft.text),
            same_applicants=same_applicants(office, session, draft.applicant, received),
            fee=fee,
            similar=similar_requests(session, draft.title, draft.text, family),
            completeness=completeness(draft),
        )


def register(office: Office, draft: RegistrationDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Register a letter: one request, or one for each item (一事一申请), each with its number, clock and receipt slip.

    Raises:
        UserError: the draft cannot be registered as it stands; ``field`` names the place. Nothing is kept then.
    """
    cleaned = clean_draft(draft)
    draft = cleaned.draft
    _refuse(problems(draft, today), draft.overrides)
    with begin(office, today=today, now=now, actor=actor) as work:
        submission = _store_submission(work, cleaned)
        requests = [
            _store_request(work, submission, cleaned, item, number)
            for number, item in enumerate(_pieces(draft), start=1)
        ]
        submission.number = requests[0].registration_number
        keep_attachments(work, draft.attachments, submission=submission, request=None)
        for request in requests:
            derived = work.refresh(request)
            if derived.clock.received.received is not None:
                issue_receipt(work, request, derived)
                work.refresh(request)
        submission.received_on = requests[0].received_on
        index_requests(work.session, [one.id for one in requests])
        if draft.form_draft_key:
            work.session.execute(delete(FormDraft).where(FormDraft.key == draft.form_draft_key))
        numbers = "、".join(one.registration_number or "" for one in requests)
        return Changed(
            request_ids=tuple(one.id for one in requests),
            act=Act.CONFIRM_RECEIPT if requests[0].received_on is None else None,
            message=f"已登记 {numbers}",
            topics=("cases", "drafts"),
        )


# -------------------------------------------------------------------------------------------------- preview


def _receipt(draft: RegistrationDraft) -> Receipt:
    days = {name: getattr(draft.dates, name) for name in _RECEIPT_FIELDS}
    if draft.channel is Channel.MAIL_SIGNED_OTHER_UNIT and days["office_confirmed"] is None:
        days["office_confirmed"] = days["confirmed"]
    return Receipt(channel=draft.channel, guide_exception=draft.dates.guide_exception, **days)


def _arrival(draft: RegistrationDraft) -> date | None:
    return next((day for name in _ARRIVAL if (day := getattr(draft.dates, name)) is not None), None)


def _clock(office: Office, session: Session, draft: RegistrationDraft) -> ReplyClock | None:
    arrival = _arrival(draft)
    if arrival is None:
        return None
    history = CaseHistory.of(_receipt(draft))
    try:
        return reply_clock(history, office.calendar(session=session), office.policies(arrival, session))
    except RuleGap:
        # 1899 or 2200, typed by mistake: the problems beside the form name the day that cannot be.
        return None


def _basis(clock: ReplyClock | None) -> str:
    if clock is None:
        return ""
    return "".join(f"{step.sentence}{_cited(step.citations)}" for step in clock.received.steps)


def _cited(citations: Sequence[object]) -> str:
    cited = "、".join(str(getattr(one, "brief", one)) for one in citations)
    return f"（{cited}）" if cited else ""


def _finding_view(finding: Finding) -> FindingView:
    basis = "、".join(one.short for one in finding.citations)
    return FindingView(code=finding.code, level="warn", sentence=finding.sentence, basis=basis)


def _findings(cleaned: CleanedDraft, clock: ReplyClock | None) -> list[FindingView]:
    draft = cleaned.draft
    found = [_finding_view(one) for one in clock.warnings] if clock else []
    if cleaned.removed:
        found.append(FindingView(code="control_chars_removed", level="hint", sentence=cleaned.sentence, field="text"))
    guessed = len(guess_items(draft.text))
    if guessed > 1 and not draft.items:
        sentence = f"来件列了 {guessed} 项内容，可以拆成 {guessed} 件分别办理。"
        found.append(FindingView(code="multi_item", level="hint", sentence=sentence, field="items"))
    who = draft.applicant
    unreachable = not any((who.phone, who.landline, who.email, who.fax, draft.agent and draft.agent.phone))
    if draft.channel is Channel.ORDINARY_MAIL and draft.dates.confirmed is None and unreachable:
        sentence = "平信没有电话和电子邮箱，无法当日确认；请登记联系凭证，并按到件日保守掌握期限。"
        found.append(FindingView(code="no_contact_possible", level="warn", sentence=sentence, field="applicant.phone"))
    return found


# -------------------------------------------------------------------------------------------------- registering


def _refuse(found: Sequence[FieldProblem], overrides: Sequence[Override]) -> None:
    accepted = {one.code: one.reason.strip() for one in overrides}
    for problem in found:
        if problem.overridable and problem.code in accepted:
            if not accepted[problem.code]:
                raise refused("override_needs_reason", field=problem.field)
            continue
        todo = "请改正，或写明仍要登记的理由" if problem.overridable else "请改正后再登记"
        why = f"依据：{problem.basis}" if problem.basis else ""
        raise UserError(problem.code, problem.sentence, why, todo, field=problem.field)


def title_from(text: str) -> str:
    """A title for a request without one: the first line that says something, shortened."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    # A salutation says nothing about what is asked.
    spoken = [line for line in lines if not line.endswith(("：", ":"))] or lines
    title = spoken[0] if spoken else ""
    return title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1] + "…"


def _pieces(draft: RegistrationDraft) -> tuple[ItemDraft, ...]:
    pieces = draft.items or (ItemDraft(title=draft.title, text=draft.text),)
    return tuple(ItemDraft(title=one.title or title_from(one.text), text=one.text or one.title) for one in pieces)


def _store_submission(work: Work, cleaned: CleanedDraft) -> Submission:
    draft = cleaned.draft
    session = work.session
    as_sent = put_blob(session, _as_sent_bytes(cleaned), now=work.now) if cleaned.removed else None
    submission = Submission(
        channel=draft.channel,
        dates=_dates_payload(draft),
        addressee=draft.addressee or None,
        postal_number=draft.mail_number or None,
        accessibility_help=draft.accessibility_help,
        access_forms=[one.value for one in draft.access_forms],
        delivery_method=draft.delivery,
        oral_written_by=draft.oral_writer or None,
        oral_confirmed_on=draft.dates.submitted if draft.oral_signed else None,
        as_sent_sha256=as_sent,
        registered_at=work.now,
        registered_by=work.actor,
    )
    session.add(submission)
    session.flush()
    first = _store_parties(work, submission, draft)
    if draft.agent is not None:
        _store_agent(work, submission, draft.agent, first)
    session.flush()
    return submission


def _as_sent_bytes(cleaned: CleanedDraft) -> bytes:
    # Half surrogates cannot be written as UTF-8; they are kept in the way Python reads them back.
    return cleaned.as_sent.encode("utf-8", errors="surrogatepass")


def _dates_payload(draft: RegistrationDraft) -> dict[str, object]:
    payload: dict[str, object] = {name: day.isoformat() for name, day in receipt_days(draft).items()}
    if draft.dates.system_time:
        payload["system_time"] = draft.dates.system_time
    if draft.dates.guide_exception:
        payload["guide_exception"] = True
    return payload


def _store_parties(work: Work, submission: Submission, draft: RegistrationDraft) -> Applicant:
    reasons = {one.code: one.reason for one in draft.overrides}
    first = store_applicant(work.session, draft.applicant, now=work.now, reason=_identity_reason(reasons, ""))
    rows = [first]
    for number, other in enumerate(draft.co_applicants, start=1):
        row = store_applicant(work.session, other, now=work.now, reason=_identity_reason(reasons, f".{number}"))
        if row.id not in {one.id for one in rows}:
            rows.append(row)
    for position, row in enumerate(rows, start=1):
        work.session.add(
            SubmissionApplicant(
                submission_id=submission.id,
                applicant_id=row.id,
                position=position,
                role="applicant" if position == 1 else "co_applicant",
                is_representative=position == 1,
            )
        )
    return first


def _identity_reason(reasons: dict[str, str], suffix: str) -> str | None:
    return next((reasons[code + suffix] for code in IDENTITY_FLAWS if code + suffix in reasons), None)


def _store_agent(work: Work, submission: Submission, agent: AgentDraft, first: Applicant) -> None:
    work.session.add(
        Agent(
            submission_id=submission.id,
            applicant_id=first.id,
            name=agent.name,
            name_key=name_key(agent.name),
            identity_kind=agent.identity_kind,
            identity_number=agent.identity_number or None,
            identity_key=identity_key(agent.identity_number),
            phone=agent.phone or None,
            address=agent.address or None,
            has_mandate=agent.authorization_attached,
            mandate_scope=agent.authorization_scope or None,
            mandate_on=agent.authorized_on,
        )
    )


def _store_request(work: Work, submission: Submission, cleaned: CleanedDraft, item: ItemDraft, number: int) -> Request:
    draft = cleaned.draft
    # Without a day of receipt the draft was refused before; the day of work is never taken for it.
    arrival = _arrival(draft) or work.today
    label = label_of(draft)
    registered = take_registration_number(work, arrival.year)
    request = Request(
        submission_id=submission.id,
        item_no=number,
        registration_number=registered.text,
        kind=draft.kind,
        title=item.title,
        text=item.text,
        purpose=draft.purpose or None,
        doc_no_hint=draft.doc_no_hint or None,
        handler=work.actor,
        details={"whole_text": draft.text} if draft.items else {},
        applicant_label=label,
        applicant_sort=name_key(label),
        created_at=work.now,
    )
    work.session.add(request)
    work.session.flush()
    registered.request_id = request.id
    work.record(request, EventKind.REGISTERED, work.today, _registered_payload(cleaned, registered.text))
    receipt = _receipt(draft)
    days = {name: getattr(receipt, name) for name in _RECEIPT_FIELDS if getattr(receipt, name) is not None}
    payload = {"channel": draft.channel, **days, "guide_exception": draft.dates.guide_exception}
    work.record(request, EventKind.RECEIVED, arrival, payload)
    return request


def _registered_payload(cleaned: CleanedDraft, number: str) -> dict[str, object]:
    draft = cleaned.draft
    payload: dict[str, object] = {"registration_number": number}
    if draft.kind is not RequestKind.DISCLOSURE:
        payload["kind"] = draft.kind
    if draft.overrides:
        payload["overrides"] = [{"code": one.code, "reason": one.reason} for one in draft.overrides]
    if cleaned.removed:
        payload["removed"] = [{"code": one.code, "name": one.name, "count": one.count} for one in cleaned.removed]
    missing = [one.missing for one in completeness(draft) if not one.complete]
    if missing:
        payload["missing"] = missing
    return payload

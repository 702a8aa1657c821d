"""The internal sheets filled in from a case: each is complete as far as the file knows, the rest is blank."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import func, select

from casework.date_wording import full_date
from casework.facts import LegalEvent, day_of
from casework.mandates import mandated
from casework.masking import mask_address, mask_identity, mask_phone
from casework.paper_case import PaperCase, basis_of, due_text, not_now, received_text
from casework.paper_decisions import approval_sheet, extension_sheet
from casework.paper_file import case_cover, case_index, case_note
from casework.paper_service import mail_proof, service_receipt
from casework.secrecy_review import provides_information
from law.parameters import parameters
from law.terms import (
    AccessForm,
    DocumentKind,
    EventKind,
    SecrecyConclusion,
)
from models import Request
from templates.sheet_contexts import (
    ContactLine,
    ContactRecordContext,
    ProactiveTransferContext,
    RegistrationSheetContext,
    SearchLine,
    SearchRecordContext,
    SecrecyReviewContext,
    Sheet,
    SignedWords,
)

__all__ = ["sheet_context"]

# The rules whose articles the sheets name.
_SECRECY, _TRANSFER = "R-17", "R-26"


def sheet_context(kind: DocumentKind, paper: PaperCase) -> Sheet:
    """The context of a sheet.

    Raises:
        UserError: ``paper_not_now``, what the sheet is made from is not on record; ``paper_letter_missing``.
        KeyError: the kind is no sheet of the catalogue.
    """
    return _MAKERS[kind](paper)


# ----------------------------------------------------------------------------------------------------- registration


def _postal_address(address: str | None, postcode: str | None, reason: str) -> str:
    """The address on the 登记表: down to the district, in full only with a reason, which then stands behind it.

    The sheet is passed from desk to desk and may end in the volume that is open to inspection, so it shows no more of a
    person than it needs (个人信息保护法: as little as necessary; what leaves the register is masked by default, and who
    wants the rest says why and leaves a trace). Letters are addressed from the register, never from this sheet. The
    sheet is frozen when it is filed, so the reason that is printed is the trace.
    """
    whole = " ".join(one for one in (address, postcode) if one)
    if not whole or not reason.strip():
        return mask_address(address)
    return f"{whole}（照录全址：{reason.strip()}）"


def _registration(paper: PaperCase) -> Sheet:
    clock, submission, request = paper.case.state.clock, paper.submission, paper.request
    registered = paper.case.state.facts.last(EventKind.REGISTERED)
    first = paper.applicants[0]
    count = paper.session.scalar(select(func.count()).where(Request.submission_id == submission.id)) or 1
    return RegistrationSheetContext(
        **paper.base(),
        request_text=request.text or request.title,
        channel=submission.channel.label,
        received=received_text(paper),
        proof=_receipt_proof(paper),
        applicant_type=first.kind.label,
        identity=f"{first.identity_kind.label}{mask_identity(first.identity_number)}",
        contact="、".join(one for one in (mask_phone(first.phone), mask_phone(first.landline), first.email) if one),
        address=_postal_address(first.address, first.postcode, paper.words),
        others=_others(paper),
        access="、".join(AccessForm(one).label for one in submission.access_forms),
        delivery=submission.delivery_method.label if submission.delivery_method else "",
        purpose=request.purpose or "",
        hint=request.doc_no_hint or "",
        place=f"第{request.item_no}件，来件共{count}件",
        missing=tuple(str(one) for one in registered.payload.get("missing", ())) if registered else (),
        due=f"{due_text(clock.first_due)}（按制表日的记录计算）" if clock.first_due else due_text(None),
        handler=request.handler or "",
        registered_by=submission.registered_by,
        registered_on=registered.on if registered and registered.on else request.created_at.date(),
        remark=_remark(paper),
    )


def _receipt_proof(paper: PaperCase) -> str:
    submission = paper.submission
    number = f"邮件号{submission.postal_number}" if submission.postal_number else ""
    names = (("signed", "签收"), ("submitted", "当面提交"), ("arrived", "到件"), ("confirmed", "与申请人确认"))
    days = [f"{name}{full_date(day)}" for key, name in names if (day := day_of(submission.dates.get(key))) is not None]
    return "，".join(one for one in (number, *days) if one)


def _others(paper: PaperCase) -> str:
    joint = [f"共同申请人：{one.name}" for one in paper.applicants[1:]]
    on_file = mandated(paper.session, paper.agents)
    agents = [f"代理人：{one.name}（{'有' if one.id in on_file else '无'}授权委托书）" for one in paper.agents]
    return "；".join((*joint, *agents))


def _remark(paper: PaperCase) -> str:
    helped = "申请人阅读或者视听有困难，需要协助" if paper.submission.accessibility_help else ""
    oral = f"口头申请，由{paper.submission.oral_written_by}代填" if paper.submission.oral_written_by else ""
    return "；".join(one for one in (helped, oral, paper.request.remark) if one)


# ------------------------------------------------------------------------------------------------- search, contacts


def _search(paper: PaperCase) -> Sheet:
    lines = tuple(_searched(one, paper) for one in paper.case.state.facts.all_of(EventKind.SEARCH_RECORDED))
    if not lines:
        raise not_now(DocumentKind.SEARCH_RECORD)
    return SearchRecordContext(**paper.base(), searches=lines)


def _searched(one: LegalEvent, paper: PaperCase) -> SearchLine:
    said = one.payload
    return SearchLine(
        on=one.on or paper.today,
        systems="、".join(str(name) for name in said.get("systems") or ()) or "（未填写）",
        period=str(said.get("period") or ""),
        keywords="、".join(str(name) for name in said.get("keywords") or ()) or "（未填写）",
        searcher=str(said.get("searcher") or paper.recorders.get(one.id) or "（未填写）"),
        result=str(said.get("result") or "（未填写）"),
        reviewer=str(said.get("reviewer") or ""),
    )


def _contacts(paper: PaperCase) -> Sheet:
    lines = tuple(_contacted(one, paper) for one in paper.case.state.facts.all_of(EventKind.CONTACT_RECORDED))
    if not lines:
        raise not_now(DocumentKind.CONTACT_RECORD)
    return ContactRecordContext(**paper.base(), contacts=lines)


def _contacted(one: LegalEvent, paper: PaperCase) -> ContactLine:
    said = one.payload
    return ContactLine(
        on=one.on or paper.today,
        how=str(said.get("how") or "（未填写）"),
        number=mask_phone(str(said.get("number") or "")),
        words=str(said.get("text") or "（未填写）"),
        recorder=paper.recorders.get(one.id) or "（未填写）",
    )


# ------------------------------------------------------------------------------------------------ secrecy, approval


def _secrecy(paper: PaperCase) -> Sheet:
    facts = paper.case.state.facts
    review = facts.last(EventKind.SECRECY_REVIEWED)
    common = {**paper.base(), "basis": basis_of(_SECRECY), "intended": paper.reply_label()}
    if review is None:
        return SecrecyReviewContext(**common, information=paper.provided())
    said = review.payload
    return SecrecyReviewContext(
        **common,
        information=str(said.get("information") or paper.provided()),
        first=SignedWords(name=str(said.get("first_reviewer") or ""), on=review.on),
        second=SignedWords(name=str(said.get("second_reviewer") or ""), on=review.on),
        conclusion=SecrecyConclusion(said["conclusion"]).label,
        note=str(said.get("note") or ""),
    )


# --------------------------------------------------------------------------------------------------------- transfer


def _transfer(paper: PaperCase) -> Sheet:
    facts = paper.case.state.facts
    if not provides_information(facts.outcome):
        raise not_now(DocumentKind.PROACTIVE_TRANSFER)
    number = facts.reply.number if facts.reply else ""
    days = parameters().value("proactive_publish_days", paper.today)
    return ProactiveTransferContext(
        **paper.base(),
        information=paper.provided(),
        reply="，".join(one for one in (number, paper.reply_label()) if one),
        reason=paper.words,
        basis=basis_of(_TRANSFER),
        period=f"属于主动公开范围的，自该信息形成或者变更之日起{days.printed}内公开；已逾期的及时公开",
        transferor=SignedWords(words="移送主动公开", name=paper.actor, on=paper.today if paper.actor else None),
    )


_MAKERS: Final[Mapping[DocumentKind, Callable[[PaperCase], Sheet]]] = {
    DocumentKind.REGISTRATION_SHEET: _registration,
    DocumentKind.SEARCH_RECORD: _search,
    DocumentKind.SECRECY_REVIEW: _secrecy,
    DocumentKind.APPROVAL: approval_sheet,
    DocumentKind.EXTENSION_APPROVAL: extension_sheet,
    DocumentKind.CONTACT_RECORD: _contacts,
    DocumentKind.SERVICE_RECEIPT: service_receipt,
    DocumentKind.MAIL_PROOF: mail_proof,
    DocumentKind.PROACTIVE_TRANSFER: _transfer,
    DocumentKind.CASE_COVER: case_cover,
    DocumentKind.CASE_INDEX: case_index,
    DocumentKind.CASE_NOTE: case_note,
}

"""The file of a case in its order: every frozen document and every attachment, in two volumes (复议法第四十七条).

The order is that of an archive box: application, receipt, correction, reasons, extension, opinions, search, secrecy,
fee, approval, reply, service, dates, disputes. What a party may not consult stands in a volume of its own; a person
may move every piece.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.facts import CaseFacts
from casework.notice_facts import third_party_names
from casework.page_counting import latest_counts
from casework.paper_views import FileEntry, FileView
from casework.secrecy_review import secrecy_missing
from law.terms import Channel, DocumentKind, DocumentState, EventKind, Outcome
from models import Attachment, Blob, Document

__all__ = [
    "CLOSED_VOLUME",
    "OPEN_VOLUME",
    "case_contents",
    "group_of",
    "group_rank",
    "page_spans",
    "volume_lines",
]

OPEN_VOLUME: Final = "可供查阅册"
CLOSED_VOLUME: Final = "不可查阅册"

_GROUPS: Final = (
    "申请材料",
    "登记和回执",
    "补正",
    "说明理由",
    "延期",
    "征求意见",
    "检索",
    "保密审查",
    "收费",
    "审批",
    "答复",
    "送达",
    "期限说明",
    "复议诉讼",
    "其他材料",
)
_DISPUTE: Final = "复议诉讼"
_K: Final = DocumentKind
_GROUP_OF_KIND: Final[Mapping[DocumentKind, str]] = {
    _K.APPLICATION_FORM: "申请材料",
    _K.REGISTRATION_SHEET: "登记和回执",
    _K.RECEIPT: "登记和回执",
    _K.CONTACT_RECORD: "登记和回执",
    _K.CORRECTION_NOTICE: "补正",
    _K.CORRECTION_FORM: "补正",
    _K.JUSTIFICATION_NOTICE: "说明理由",
    _K.EXTENSION_APPROVAL: "延期",
    _K.EXTENSION_NOTICE: "延期",
    _K.DELAY_35_NOTICE: "延期",
    _K.THIRD_PARTY_CONSULTATION: "征求意见",
    _K.CO_MAKER_CONSULTATION: "征求意见",
    _K.AGENCY_CONSULTATION: "征求意见",
    _K.CONSULTATION_CONFIRM: "征求意见",
    _K.CONSULTATION_APPLICANT_NOTICE: "征求意见",
    _K.THIRD_PARTY_DISCLOSURE_NOTICE: "征求意见",
    _K.OPINION_FORM: "征求意见",
    _K.ASSIST_LETTER: "检索",
    _K.SEARCH_RECORD: "检索",
    _K.SECRECY_REVIEW: "保密审查",
    _K.FEE_CALC: "收费",
    _K.FEE_NOTICE: "收费",
    _K.FEE_WAIVER: "收费",
    _K.APPROVAL: "审批",
    _K.OUTCOME_LETTER: "答复",
    _K.WITHDRAWAL_CONFIRM: "答复",
    _K.RECTIFY_NOTICE: "答复",
    _K.CORRIGENDUM: "答复",
    _K.PROACTIVE_TRANSFER: "答复",
    _K.SERVICE_RECEIPT: "送达",
    _K.MAIL_PROOF: "送达",
    _K.DEADLINE_SHEET: "期限说明",
}
_GROUP_OF_EVENT: Final[Mapping[EventKind, str]] = {
    EventKind.CORRECTION_RECEIVED: "补正",
    EventKind.JUSTIFICATION_RECEIVED: "说明理由",
    EventKind.CONSULTATION_ANSWERED: "征求意见",
    EventKind.CONSULTATION_SERVED: "征求意见",
    EventKind.ASSIST_ANSWERED: "检索",
    EventKind.SEARCH_RECORDED: "检索",
    EventKind.FEE_PAID: "收费",
    EventKind.FEE_REFUNDED: "收费",
    EventKind.DOCUMENT_SERVED: "送达",
    EventKind.DOCUMENT_DISPATCHED: "送达",
    EventKind.DOCUMENT_RETURNED: "送达",
    EventKind.SERVICE_REFUSED: "送达",
    EventKind.WITHDRAWN: "答复",
}
_GROUP_OF_ROLE: Final = {
    "申请书": "申请材料",
    "身份证明": "申请材料",
    "授权委托书": "申请材料",
    "检索截图": "检索",
    "送达凭证": "送达",
}
_PRIVATE_ROLES: Final = ("身份证明", "授权委托书")
# Cover, index and note are made anew when the file is packed.
_MADE_ANEW: Final = (_K.CASE_COVER, _K.CASE_INDEX, _K.CASE_NOTE)
# Sheets of which a later edition takes the place of the earlier one; a receipt of service is one for each letter.
_ONE_EDITION: Final = (
    _K.REGISTRATION_SHEET,
    _K.CONTACT_RECORD,
    _K.EXTENSION_APPROVAL,
    _K.SEARCH_RECORD,
    _K.SECRECY_REVIEW,
    _K.APPROVAL,
    _K.MAIL_PROOF,
    _K.DEADLINE_SHEET,
    _K.PROACTIVE_TRANSFER,
    _K.SERVICE_RECEIPT,
)
_THIRD_PARTY: Final = (
    _K.THIRD_PARTY_CONSULTATION,
    _K.CONSULTATION_CONFIRM,
    _K.THIRD_PARTY_DISCLOSURE_NOTICE,
    _K.OPINION_FORM,
)


@dataclass(frozen=True, slots=True)
class _Placed:
    group: str
    why: str = ""


def case_contents(session: Session, case: ActCase) -> FileView:
    """The file of a case as it stands.

    Args:
        session: the caller's session.
        case: the request; what it lacks is judged as of its day.
    """
    facts = case.state.facts
    sizes: dict[str, int] = {}
    documents = _documents(session, case.request.id, facts)
    hashes = {one.content_sha256 for one in documents if one.content_sha256}
    if hashes:
        rows = session.execute(select(Blob.sha256, Blob.size).where(Blob.sha256.in_(hashes)))
        sizes = {row.sha256: row.size for row in rows}
    parties = third_party_names(facts)
    found = [_of_document(one, sizes, parties) for one in documents]
    found += [_of_attachment(one, facts) for one in _attachments(session, case)]
    entries = tuple(sorted(found, key=lambda one: (one.rank, one.day or date.min, one.key[0], int(one.key[1:]))))
    return FileView(registration_number=case.number, entries=entries, lacking=tuple(_lacking(case, entries, documents)))


def group_of(kind: DocumentKind) -> str:
    """The heading of the order of the file under which a document of a kind stands."""
    return _GROUP_OF_KIND.get(kind, "其他材料")


def group_rank(group: str) -> int:
    """The place of a heading in the order of the file."""
    return _GROUPS.index(group)


def page_spans(entries: Sequence[FileEntry]) -> tuple[str, ...]:
    """The pages of each piece of one volume: running numbers as far as they are certain, then counts, — if unknown."""
    spans = []
    last: int | None = 0
    for one in entries:
        if one.pages is None:
            spans.append("—")
            last = None
        elif last is None:
            spans.append(f"{one.pages}页")
        else:
            first, last = last + 1, last + one.pages
            spans.append(str(first) if one.pages == 1 else f"{first}–{last}")
    return tuple(spans)


def volume_lines(entries: Iterable[FileEntry]) -> tuple[str, ...]:
    """What each volume holds, one line each: pieces, and pages as far as they are known."""
    kept = tuple(entries)
    lines = []
    for name, restricted in ((OPEN_VOLUME, False), (CLOSED_VOLUME, True)):
        mine = [one for one in kept if one.restricted is restricted]
        pages = sum(one.pages or 0 for one in mine)
        unknown = sum(one.pages is None for one in mine)
        said = f"{pages}页"
        if unknown:
            said = f"已知{pages}页，其余{unknown}件待清点" if pages else "页数待清点"
        lines.append(f"{name}：{len(mine)}件，{said}" if mine else f"{name}：无材料")
    return tuple(lines)


def _documents(session: Session, request_id: int, facts: CaseFacts) -> list[Document]:
    """Frozen documents, of sheets only the last edition of each round of answering."""
    statement = (
        select(Document)
        .where(Document.request_id == request_id, Document.state == DocumentState.ISSUED)
        .order_by(Document.id)
    )
    kept: dict[object, Document] = {}
    for one in session.scalars(statement):
        if one.kind not in _MADE_ANEW:
            # A sheet is told from another of its kind by its title: that of a receipt of service names the letter.
            sheet = (one.kind, one.title, facts.round_of(one.id))
            kept[sheet if one.kind in _ONE_EDITION else one.id] = one
    return sorted(kept.values(), key=lambda one: one.id)


def _why_restricted(document: Document, parties: Sequence[str]) -> str:
    if document.kind is DocumentKind.SECRECY_REVIEW:
        return "保密审查"
    if document.kind in _THIRD_PARTY:
        return "第三方信息"
    words = "\n".join(str(one.get("text", "")) for one in document.preview.get("blocks", ()))
    return "含第三方名称" if any(one in words for one in parties) else ""


def _of_document(document: Document, sizes: Mapping[str, int], parties: Sequence[str]) -> FileEntry:
    group = _GROUP_OF_KIND.get(document.kind, "其他材料") if document.dispute_id is None else _DISPUTE
    why = _why_restricted(document, parties)
    return FileEntry(
        key=f"d{document.id}",
        group=group,
        rank=_GROUPS.index(group),
        name=document.title,
        number=document.document_number or "",
        day=document.issued_on,
        pages=None,
        restricted=bool(why),
        why=why,
        file_name=document.file_name or "文书.docx",
        sha256=document.content_sha256 or "",
        size=sizes.get(document.content_sha256 or "", 0),
    )


def _attachments(session: Session, case: ActCase) -> Sequence[Attachment]:
    request = case.request
    owner = or_(Attachment.request_id == request.id, Attachment.submission_id == request.submission_id)
    return session.scalars(
        select(Attachment).where(owner, Attachment.removed_at.is_(None)).order_by(Attachment.id)
    ).all()


def _of_attachment(one: Attachment, facts: CaseFacts) -> FileEntry:
    placed = _place(one, facts)
    return FileEntry(
        key=f"a{one.id}",
        group=placed.group,
        rank=_GROUPS.index(placed.group),
        name=one.file_name if not one.role else f"{one.role}：{one.file_name}",
        number="",
        day=_day_of(one, facts),
        pages=one.pages,
        restricted=bool(placed.why),
        why=placed.why,
        file_name=one.file_name,
        sha256=one.sha256,
        size=one.size,
    )


def _place(one: Attachment, facts: CaseFacts) -> _Placed:
    if one.dispute_id is not None:
        return _Placed(_DISPUTE, "个人信息" if one.role in _PRIVATE_ROLES else "")
    if one.role in _PRIVATE_ROLES:
        return _Placed("申请材料", "个人信息")
    event = facts.event(one.event_id) if one.event_id is not None else None
    if one.id in latest_counts(facts):
        # Counted for a fee: it is what the reply provides, or what it withholds.
        whole = facts.outcome is Outcome.GRANT
        return _Placed("答复", "" if whole else "所涉信息未全部公开")
    if event is not None and event.kind in _GROUP_OF_EVENT:
        group = _GROUP_OF_EVENT[event.kind]
        return _Placed(group, "第三方信息" if event.kind is EventKind.CONSULTATION_ANSWERED else "")
    if one.role in _GROUP_OF_ROLE:
        return _Placed(_GROUP_OF_ROLE[one.role])
    return _Placed("申请材料" if one.submission_id is not None else "其他材料")


def _day_of(one: Attachment, facts: CaseFacts) -> date | None:
    event = facts.event(one.event_id) if one.event_id is not None else None
    return event.on if event is not None and event.on is not None else one.added_at.date()


# -------------------------------------------------------------------------------------------------- what is missing


def _lacking(case: ActCase, entries: Sequence[FileEntry], documents: Sequence[Document]) -> Iterator[str]:
    """What belongs into a complete file and is not there."""
    facts = case.state.facts
    filed = {one.kind for one in documents}
    # What was approved and counted before another reply was ordered says nothing of the new one.
    filed -= {one.kind for one in facts.former_courses} - {one.kind for one in facts.round_courses.values()}
    if not any(one.group == "申请材料" for one in entries):
        electronic = case.state.channel in (Channel.WEB, Channel.EMAIL)
        yield "没有申请材料" + ("（网页、电子邮件的打印件）" if electronic else "（扫描件）")
    reply = facts.reply
    for course in facts.courses.values():
        if course.awaiting_proof:
            yield f"{course.kind.label}{course.number}没有送达凭证"
    if reply is None:
        yield "没有答复文书"
        return
    if secrecy_missing(facts, facts.outcome, reply.issued_on):
        yield "提供信息前没有保密审查记录"
    if facts.outcome is Outcome.NOT_EXIST and not facts.happened(EventKind.SEARCH_RECORDED):
        yield "信息不存在而没有检索记录"
    wanted = [DocumentKind.REGISTRATION_SHEET, DocumentKind.APPROVAL, DocumentKind.DEADLINE_SHEET]
    if facts.happened(EventKind.SEARCH_RECORDED):
        wanted.append(DocumentKind.SEARCH_RECORD)
    if facts.happened(EventKind.EXTENSION_APPROVED):
        wanted.append(DocumentKind.EXTENSION_APPROVAL)
    if facts.happened(EventKind.SECRECY_REVIEWED):
        wanted.append(DocumentKind.SECRECY_REVIEW)
    for kind in wanted:
        if kind not in filed:
            yield f"{kind.label}没有归档"

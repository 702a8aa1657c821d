"""The internal sheets of a case: which make sense now, one of them as it would be, and one put on file."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act_case import ActCase, case_in, read_case
from casework.agency import agency_view, known_profile
from casework.day_by_day import day_by_day
from casework.draft_course import draft_course
from casework.facts import CaseFacts
from casework.issuing import file_name_of, issue, title_of
from casework.letter_templates import rendered
from casework.office import Office
from casework.paper_case import PaperCase
from casework.paper_contexts import sheet_context
from casework.paper_drafts import PaperDraft
from casework.paper_views import PaperBlock, PaperRow, PaperView
from casework.refusals import refused
from casework.secrecy_review import provides_information
from casework.unit_of_work import Work, begin
from casework.views import Changed, DayByDayView
from deadlines.steps import DayMark, DayRow
from deadlines.wording import full_date
from law.documents import kinds_in_house, sheet_kinds
from law.terms import DocumentKind, DocumentState, EventKind, RequestKind, ServiceMethod
from models import Document
from templates.deadline_sheet import DayLine, DeadlineSheetContext
from templates.engine import LetterContext
from templates.preview import blocks_of
from templates.sheet_tables import row_lines

__all__ = ["deadline_sheet", "file_paper", "paper", "papers"]

_ASKS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.REGISTRATION_SHEET: "写全通信地址的理由",
    DocumentKind.PROACTIVE_TRANSFER: "移送理由",
    DocumentKind.CASE_COVER: "保管期限",
    DocumentKind.CASE_NOTE: "说明",
}


def paper(
    office: Office,
    request_id: int,
    kind: DocumentKind,
    today: date,
    *,
    actor: str = "",
    document_id: int | None = None,
    words: str = "",
) -> PaperView:
    """A sheet made from the case as it stands; nothing is kept.

    Args:
        office: the office.
        request_id: the request.
        kind: which sheet.
        today: day of the sheet.
        actor: who makes it.
        document_id: the letter that a receipt of service is about.
        words: what a person adds.

    Raises:
        UserError: ``paper_not_now``, ``paper_letter_missing``, ``request_unknown``.
    """
    draft = PaperDraft(request_id=request_id, kind=kind, document_id=document_id, words=words)
    days = _days(office, request_id, today) if kind is DocumentKind.DEADLINE_SHEET else None
    with office.reading() as session:
        case = read_case(office, session, request_id, today)
        context = _context(office, session, case, draft, actor, days)
        content = rendered(office, session, kind, context, today)
        title = title_of(context, kind)
        return PaperView(
            kind=kind,
            title=title,
            file_name=file_name_of(case.number, title, ""),
            content=content,
            blocks=_blocks(content),
        )


def papers(office: Office, request_id: int, today: date) -> tuple[PaperRow, ...]:
    """The sheets that make sense now, in the order of the file.

    Raises:
        UserError: ``request_unknown``.
    """
    with office.reading() as session:
        case = read_case(office, session, request_id, today)
        filed = _filed(session, request_id)
        named = session.execute(select(Document.id, Document.title).where(Document.request_id == request_id))
        titles = {row.id: row.title for row in named}
    rows: list[PaperRow] = []
    for kind in sheet_kinds():
        if kind is DocumentKind.SERVICE_RECEIPT:
            rows += _receipts(case.state.facts, titles, filed)
        elif (line := _LINES[kind](case)) is not None:
            rows.append(_row(kind, kind.label, line, filed.get((kind, kind.label), ())))
    return tuple(rows)


def file_paper(office: Office, draft: PaperDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Freeze a sheet and put it on file; a later edition stands beside the earlier one, a closed case takes it too.

    Raises:
        UserError: as ``paper``.
    """
    days = _days(office, draft.request_id, today) if draft.kind is DocumentKind.DEADLINE_SHEET else None
    with begin(office, today=today, now=now, actor=actor) as work:
        case = case_in(work, work.request(draft.request_id))
        context = _context(office, work.session, case, draft, actor, days)
        document = issue(work, case.request, draft.kind, lambda _: context, issued_on=today)
        return _filed_now(work, case, document)


def _filed_now(work: Work, case: ActCase, document: Document) -> Changed:
    work.refresh(case.request)
    work.session.flush()
    return Changed(
        request_ids=(case.request.id,),
        message=f"{case.number} {document.title}已归档",
        document_id=document.id,
        event_id=work.last_event_id,
        version=case.request.version_id,
        topics=("cases",),
    )


# -------------------------------------------------------------------------------------------------------- one sheet


def _context(
    office: Office, session: Session, case: ActCase, draft: PaperDraft, actor: str, days: DayByDayView | None
) -> LetterContext:
    if draft.kind not in sheet_kinds():
        raise refused("paper_not_now", paper=draft.kind.label)
    if days is not None:
        return deadline_sheet(session, case, days)
    made = PaperCase(office, session, case, actor=actor, document_id=draft.document_id, words=draft.words.strip())
    return sheet_context(draft.kind, made)


def _days(office: Office, request_id: int, today: date) -> DayByDayView:
    return day_by_day(office, request_id, today=today)


def deadline_sheet(session: Session, case: ActCase, view: DayByDayView) -> DeadlineSheetContext:
    """期限计算说明 of a case from the explanation of its date."""
    due = view.due
    doubt = "（暂定）" if due.provisional else ""
    calendar = case.derived.calendar
    return DeadlineSheetContext(
        agency=agency_view(known_profile(session)).name,
        registration_number=case.number,
        subject=view.title,
        result=f"{view.title}于{full_date(due.due)}{doubt}届满",
        steps=tuple(_cited(one.sentence, "、".join(cited.told for cited in one.citations)) for one in due.steps),
        days=tuple(_day(one) for one in view.rows),
        made_on=case.state.today,
        calendar_state=f"放假安排覆盖至{full_date(calendar.horizon)}",
        provisional=due.provisional,
    )


def _cited(sentence: str, articles: str) -> str:
    said = sentence.rstrip("。")
    return f"{said}（{articles}）" if articles and articles not in said else said


def _day(row: DayRow) -> DayLine:
    mark = "工作日" if row.mark is DayMark.COUNTED else row.mark.label
    words = row.text if row.text != mark else ""
    source = f"{words}（{row.source}）" if words and row.source and row.source not in words else words or row.source
    return DayLine(day=row.date, count=row.count, mark=mark, source=source)


def _blocks(content: bytes) -> tuple[PaperBlock, ...]:
    rooms = iter(row_lines(content))
    return tuple(
        PaperBlock(kind=one.kind.value, text=one.text, cells=one.cells, lines=next(rooms, 1) if one.cells else 1)
        for one in blocks_of(content)
    )


# -------------------------------------------------------------------------------------------------- what makes sense


def _filed(session: Session, request_id: int) -> Mapping[tuple[DocumentKind, str], tuple[Document, ...]]:
    statement = (
        select(Document)
        .where(Document.request_id == request_id, Document.kind.in_(sheet_kinds()))
        .where(Document.state == DocumentState.ISSUED)
        .order_by(Document.id)
    )
    found: dict[tuple[DocumentKind, str], tuple[Document, ...]] = {}
    for one in session.scalars(statement):
        found[one.kind, one.title] = (*found.get((one.kind, one.title), ()), one)
    return found


def _row(
    kind: DocumentKind, title: str, line: str, editions: tuple[Document, ...], document_id: int | None = None
) -> PaperRow:
    last = editions[-1] if editions else None
    return PaperRow(
        kind=kind,
        title=title,
        line=line,
        document_id=document_id,
        asks=_ASKS.get(kind, ""),
        editions=len(editions),
        filed_on=last.issued_on if last else None,
        filed_id=last.id if last else None,
    )


def _receipts(
    facts: CaseFacts,
    titles: Mapping[int, str],
    filed: Mapping[tuple[DocumentKind, str], tuple[Document, ...]],
) -> list[PaperRow]:
    """A receipt of service for each letter that goes to somebody."""
    rows = []
    for course in facts.courses.values():
        if course.kind in kinds_in_house() or course.elsewhere:
            continue
        about = f"{titles.get(course.document_id, course.kind.label)} {course.number}".strip()
        title = f"{DocumentKind.SERVICE_RECEIPT.label}（{about}）"
        line = "已送达，按记录填写" if course.served_on else "待签收，签收栏空白"
        mine = filed.get((DocumentKind.SERVICE_RECEIPT, title), ())
        rows.append(_row(DocumentKind.SERVICE_RECEIPT, title, line, mine, course.document_id))
    return rows


def _count(kind: EventKind, line: str) -> Callable[[ActCase], str | None]:
    def told(case: ActCase) -> str | None:
        count = len(case.state.facts.all_of(kind))
        return line.format(count) if count else None

    return told


def _always(line: str) -> Callable[[ActCase], str | None]:
    return lambda _: line


def _secrecy_line(case: ActCase) -> str | None:
    facts = case.state.facts
    if facts.happened(EventKind.SECRECY_REVIEWED):
        return "按保密审查记录填写"
    if case.state.kind is not RequestKind.DISCLOSURE:
        return None
    if provides_information(facts.outcome):
        return "提供信息前必须审查；尚无记录，为空白表"
    return "空白表" if facts.outcome is None else None


def _approval_line(case: ActCase) -> str | None:
    facts = case.state.facts
    if facts.decided is None:
        return None
    letter = facts.reply.document_id if facts.reply else case.state.reply_draft
    # What was approved and then returned or written anew is not approved any more.
    approved = letter is not None and draft_course(facts, letter).approved is not None
    if not case.state.reviewed and not approved:
        return "单人办理，审核栏空白"
    return "已批准" if approved else "审核、批准栏按进度填写"


def _extension_line(case: ActCase) -> str | None:
    facts = case.state.facts
    if facts.happened(EventKind.EXTENSION_APPROVED) and case.state.extension_request is None:
        return "已批准"
    return "待批准" if facts.happened(EventKind.EXTENSION_REQUESTED) else None


def _mail_line(case: ActCase) -> str | None:
    sent = case.state.facts.all_of(EventKind.DOCUMENT_DISPATCHED)
    posted = [one for one in sent if one.payload.get("method") == ServiceMethod.POST]
    return f"交邮 {len(posted)} 次" if posted else None


def _deadline_line(case: ActCase) -> str | None:
    due = case.state.clock.due
    return f"截止 {full_date(due.due)}{'（暂定）' if due.provisional else ''}" if due else None


def _transfer_line(case: ActCase) -> str | None:
    return "移送理由待填写" if provides_information(case.state.facts.outcome) else None


def _file_line(line: str) -> Callable[[ActCase], str | None]:
    def told(case: ActCase) -> str | None:
        return line if case.state.facts.courses else None

    return told


_LINES: Final[Mapping[DocumentKind, Callable[[ActCase], str | None]]] = {
    DocumentKind.REGISTRATION_SHEET: _always("渠道、收到日、申请人、申请内容"),
    DocumentKind.CONTACT_RECORD: _count(EventKind.CONTACT_RECORDED, "{} 次联系"),
    DocumentKind.EXTENSION_APPROVAL: _extension_line,
    DocumentKind.SEARCH_RECORD: _count(EventKind.SEARCH_RECORDED, "{} 次检索"),
    DocumentKind.SECRECY_REVIEW: _secrecy_line,
    DocumentKind.APPROVAL: _approval_line,
    DocumentKind.MAIL_PROOF: _mail_line,
    DocumentKind.DEADLINE_SHEET: _deadline_line,
    DocumentKind.PROACTIVE_TRANSFER: _transfer_line,
    DocumentKind.CASE_COVER: _always("保管期限待填写"),
    DocumentKind.CASE_INDEX: _file_line("可供查阅、不可查阅两册"),
    DocumentKind.CASE_NOTE: _always("卷内情况和缺少的材料"),
}

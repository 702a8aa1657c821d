"""The papers of an attacked act: what is on file, and the internal sheets that the records still have to be printed on.

Each paper says when the record behind it came into being: what was made after the reply proves nothing for it
(复议法第四十六条, 行政诉讼法第三十五条).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.attacked import Attacked, local_day
from casework.case_contents import case_contents, group_of, group_rank
from casework.facts import DocumentCourse, LegalEvent
from casework.paper_views import FileEntry
from law.documents import kinds_in_house, letters_to_consulted
from law.terms import DocumentKind, EventKind, ServiceMethod
from models import Attachment, Blob, Document, Request
from templates.numbers import normalise_number
from templates.wording import chinese_date

__all__ = ["CaseFolder", "ProofPaper", "case_folder", "sheet_key"]

_K: Final = DocumentKind
_E: Final = EventKind
# The events that a sheet is made from; what it shows came into being with them, not when it was printed.
_SHEET_EVENTS: Final[Mapping[DocumentKind, tuple[EventKind, ...]]] = {
    _K.REGISTRATION_SHEET: (_E.REGISTERED,),
    _K.CONTACT_RECORD: (_E.CONTACT_RECORDED,),
    _K.EXTENSION_APPROVAL: (_E.EXTENSION_APPROVED,),
    _K.SEARCH_RECORD: (_E.SEARCH_RECORDED,),
    _K.SECRECY_REVIEW: (_E.SECRECY_REVIEWED,),
    _K.APPROVAL: (_E.OUTCOME_DECIDED,),
}
# What is made from the course of service or from the calendar is no evidence that could be gathered too late.
_ALWAYS_IN_TIME: Final = (
    _K.SERVICE_RECEIPT,
    _K.MAIL_PROOF,
    _K.DEADLINE_SHEET,
    _K.PROACTIVE_TRANSFER,
    _K.CORRIGENDUM,
)
_SERVICE_EVENTS: Final = (
    _E.DOCUMENT_SERVED,
    _E.DOCUMENT_DISPATCHED,
    _E.DOCUMENT_RETURNED,
    _E.SERVICE_REFUSED,
)
_SERVICE_ROLE: Final = "送达凭证"
_PRIOR: Final = "前次答复"
# What belongs into no bundle: it is made anew, or concerns the office alone.
_LEFT_OUT: Final = (_K.CASE_COVER, _K.CASE_INDEX, _K.CASE_NOTE, _K.PROACTIVE_TRANSFER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPaper:
    """One paper of an attacked act.

    Attributes:
        key: d, a with the id of a document or an attachment; s with kind, request and letter of a sheet to be printed.
        name, number, group, rank: what it is, and its place in the order of the file.
        day: the day that it bears.
        formed_on: when the record behind it came into being, as far as is known.
        late: that is after the attacked act; ``late_note`` says what the records show.
        restricted, why: whether it belongs into the volume that may not be inspected, and what for.
        kind: of a document or a sheet; event: kind of the event that an attachment came with; role: what it is said
            to be.
        letter_id: the letter that a receipt of service is about.
        file_name, sha256, size: its bytes; empty for a sheet.
    """

    key: str
    request_id: int
    name: str
    number: str
    group: str
    rank: int
    day: date | None
    formed_on: date | None
    late: bool
    late_note: str
    restricted: bool
    why: str
    kind: DocumentKind | None = None
    event: EventKind | None = None
    role: str = ""
    letter_id: int | None = None
    file_name: str = ""
    sha256: str = ""
    size: int = 0

    @property
    def made_from(self) -> tuple[EventKind, ...]:
        """The events that a sheet tells."""
        return _SHEET_EVENTS.get(self.kind, ()) if self.kind is not None else ()

    @property
    def is_sheet(self) -> bool:
        """It is printed from the records when it is needed."""
        return self.key.startswith("s")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFolder:
    """All papers of one attacked act, in the order of the file."""

    attacked: Attacked
    papers: tuple[ProofPaper, ...]

    def of_kind(self, *kinds: DocumentKind) -> tuple[ProofPaper, ...]:
        """Documents and sheets of some kinds."""
        return tuple(one for one in self.papers if one.kind in kinds)

    def about(self, letter_id: int | None) -> tuple[ProofPaper, ...]:
        """The receipts of service of a letter."""
        return tuple(one for one in self.papers if letter_id is not None and one.letter_id == letter_id)


def sheet_key(kind: DocumentKind, request_id: int, letter_id: int | None = None) -> str:
    """The key of a sheet that is not on file yet."""
    return f"s:{kind}:{request_id}" + (f":{letter_id}" if letter_id is not None else "")


def case_folder(session: Session, attacked: Attacked) -> CaseFolder:
    """The papers of an attacked act: all that is on file, then the sheets of which there is no edition on file."""
    view = case_contents(session, attacked.case)
    documents = _documents(session, view.entries)
    attachments = _attachments(session, view.entries)
    found: list[ProofPaper] = []
    for entry in view.entries:
        number = int(entry.key[1:])
        if entry.key.startswith("d"):
            row = documents[number]
            if row.dispute_id is None and row.kind not in _LEFT_OUT and not _of_later_round(attacked, row):
                found.append(_of_document(attacked, entry, row))
        elif attachments[number].dispute_id is None:
            found.append(_of_attachment(attacked, entry, attachments[number]))
    found += _prior_reply(session, attacked)
    found += _sheets(attacked, {one.kind for one in found if not _names_parties(one)}, {one.letter_id for one in found})
    found.sort(key=lambda one: (one.rank, one.day or date.min, one.key))
    return CaseFolder(attacked=attacked, papers=tuple(found))


def _names_parties(paper: ProofPaper) -> bool:
    """A sheet of dates on file that names a third party: one without names is printed for those who may inspect."""
    return paper.kind is DocumentKind.DEADLINE_SHEET and paper.restricted


def _of_later_round(attacked: Attacked, row: Document) -> bool:
    """A letter that was issued after the attacked round had ended."""
    return row.kind not in kinds_in_house() and row.id not in attacked.facts.courses


def _documents(session: Session, entries: Iterable[FileEntry]) -> Mapping[int, Document]:
    ids = [int(one.key[1:]) for one in entries if one.key.startswith("d")]
    return {one.id: one for one in session.scalars(select(Document).where(Document.id.in_(ids)))}


def _attachments(session: Session, entries: Iterable[FileEntry]) -> Mapping[int, Attachment]:
    ids = [int(one.key[1:]) for one in entries if one.key.startswith("a")]
    return {one.id: one for one in session.scalars(select(Attachment).where(Attachment.id.in_(ids)))}


# ---------------------------------------------------------------------------------------------------- when it was made


def _of_document(attacked: Attacked, entry: FileEntry, row: Document) -> ProofPaper:
    formed = _formed(attacked, row.kind, row.issued_on)
    late = row.kind not in _ALWAYS_IN_TIME and attacked.too_late(formed)
    note = f"形成于{chinese_date(formed)}，晚于答复" if late and formed else ""
    return replace(_paper(attacked, entry, formed, note), kind=row.kind, letter_id=_letter_of(attacked, row))


def _formed(attacked: Attacked, kind: DocumentKind, day: date | None) -> date | None:
    """When the record behind a document came into being; a letter when it was issued."""
    events = attacked.facts.all_of(*_SHEET_EVENTS.get(kind, ()))
    if kind in _SHEET_EVENTS and events:
        # The first record counts: later ones stand on the same sheet with their own days.
        days = [day for one in events if (day := attacked.formed_on(one)) is not None]
        return min(days, default=day)
    return day


def _letter_of(attacked: Attacked, row: Document) -> int | None:
    """The letter that a receipt of service on file is about: the one whose number it bears."""
    number = str(row.context.get("number") or "")
    if row.kind is not DocumentKind.SERVICE_RECEIPT or not number:
        return None
    return next((one.document_id for one in attacked.facts.courses.values() if one.number == number), None)


def _of_attachment(attacked: Attacked, entry: FileEntry, row: Attachment) -> ProofPaper:
    event = attacked.facts.event(row.event_id) if row.event_id is not None else None
    came_in = local_day(row.added_at)
    formed = max(came_in, event.on) if event is not None and event.on is not None else came_in
    of_service = event is not None and event.kind in _SERVICE_EVENTS
    late = not of_service and row.role != _SERVICE_ROLE and attacked.too_late(formed)
    note = f"入卷于{chinese_date(formed)}，晚于答复，须核对形成日期" if late else ""
    return replace(
        _paper(attacked, entry, formed, note),
        event=event.kind if event is not None else None,
        role=row.role,
        letter_id=event.document_id if event is not None and of_service else None,
    )


def _paper(attacked: Attacked, entry: FileEntry, formed: date | None, late_note: str) -> ProofPaper:
    return ProofPaper(
        key=entry.key,
        request_id=attacked.request_id,
        name=entry.name,
        number=entry.number,
        group=entry.group,
        rank=entry.rank,
        day=entry.day,
        formed_on=formed,
        late=bool(late_note),
        late_note=late_note,
        restricted=entry.restricted,
        why=entry.why,
        file_name=entry.file_name,
        sha256=entry.sha256,
        size=entry.size,
    )


def _prior_reply(session: Session, attacked: Attacked) -> Iterator[ProofPaper]:
    """The earlier reply that a repeated request was answered with (条例第三十六条第（六）项), if it was made here."""
    decided = attacked.facts.decided
    said = (decided.payload.get("facts") or {}) if decided is not None else {}
    number = str(said.get("prior_number") or "").strip()
    if not number:
        return
    statement = select(Document, Request.served_on, Blob.size).join(Request, Request.id == Document.request_id)
    statement = statement.join(Blob, Blob.sha256 == Document.content_sha256)
    row = session.execute(statement.where(Document.document_number.in_({number, normalise_number(number)}))).first()
    if row is None or row.Document.request_id == attacked.request_id:
        return
    letter, served_on = row.Document, row.served_on
    yield ProofPaper(
        key=f"d{letter.id}",
        request_id=attacked.request_id,
        name=f"{_PRIOR}：{letter.title}" + (f"（{chinese_date(served_on)}送达）" if served_on is not None else ""),
        number=letter.document_number or "",
        group="其他材料",
        rank=group_rank("其他材料"),
        day=letter.issued_on,
        formed_on=letter.issued_on,
        late=False,
        late_note="",
        restricted=False,
        why="",
        role=_PRIOR,
        file_name=letter.file_name or "前次答复.docx",
        sha256=letter.content_sha256 or "",
        size=row.size,
    )


# ------------------------------------------------------------------------------------------------- sheets to be printed


def _sheets(attacked: Attacked, filed: set[DocumentKind | None], proven: set[int | None]) -> Iterator[ProofPaper]:
    """The sheets that the records can fill in and that are not on file."""
    facts = attacked.facts
    for kind, events in _SHEET_EVENTS.items():
        happened = facts.all_of(*events)
        if kind not in filed and happened:
            yield _sheet(attacked, kind, happened)
    if DocumentKind.MAIL_PROOF not in filed and _posted(facts.courses.values(), facts.all_of(_E.DOCUMENT_DISPATCHED)):
        yield _sheet(attacked, DocumentKind.MAIL_PROOF, ())
    for course in facts.courses.values():
        if (
            course.kind not in kinds_in_house()
            and course.dispatched_on is not None
            and course.document_id not in proven
        ):
            yield _sheet(attacked, DocumentKind.SERVICE_RECEIPT, (), course)
    if DocumentKind.DEADLINE_SHEET not in filed and attacked.case.state.clock.due is not None:
        yield _sheet(attacked, DocumentKind.DEADLINE_SHEET, ())


def _posted(courses: Iterable[DocumentCourse], sent: Iterable[LegalEvent]) -> bool:
    known = {one.document_id for one in courses}
    return any(one.document_id in known and one.payload.get("method") == ServiceMethod.POST for one in sent)


def _sheet(
    attacked: Attacked, kind: DocumentKind, events: Iterable[LegalEvent], course: DocumentCourse | None = None
) -> ProofPaper:
    formed = _formed(attacked, kind, None)
    late = kind not in _ALWAYS_IN_TIME and attacked.too_late(formed)
    days = [one.on for one in events if one.on is not None]
    group = group_of(kind)
    name = kind.label if course is None else f"{kind.label}（{course.kind.label} {course.number}）"
    why = _sheet_restricted(kind, course)
    return ProofPaper(
        key=sheet_key(kind, attacked.request_id, course.document_id if course else None),
        request_id=attacked.request_id,
        name=name,
        number="",
        group=group,
        rank=group_rank(group),
        day=max(days, default=course.served_on or course.dispatched_on if course else None),
        formed_on=formed,
        late=late,
        late_note=f"所记事项登记于{chinese_date(formed)}，晚于答复" if late and formed else "",
        restricted=bool(why),
        why=why,
        kind=kind,
        letter_id=course.document_id if course else None,
    )


def _sheet_restricted(kind: DocumentKind, course: DocumentCourse | None) -> str:
    if kind is DocumentKind.SECRECY_REVIEW:
        return "保密审查"
    return "第三方信息" if course is not None and course.kind in letters_to_consulted() else ""

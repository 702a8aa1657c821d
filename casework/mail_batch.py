"""当日邮件: the letters that wait for the post, put together by receiver; their dispatch recorded one act each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from casework.document_segments import issued_to_send
from casework.drafts import DispatchDraft
from casework.ems import read_mail_number
from casework.facts import CaseFacts, DocumentCourse
from casework.legal_events import LegalEvent
from casework.mail_drafts import MailBatchDraft
from casework.mail_views import MailFailure, MailItem, MailParcel, MailResult, MailUse
from casework.office import Office
from casework.receivers import Receiver, Receivers, party_of, posted_to, receivers_of
from casework.rederiving import facts_in_batches
from casework.refusals import refused
from casework.service import dispatch
from casework.views import Changed
from law.errors import UserError
from law.fee_notice import notice_method
from law.terms import Act, DocumentKind, EventKind, ServiceMethod
from models import Document, Event, Request, Submission

__all__ = ["Progress", "mail_number_uses", "mail_of_day", "parcels_of", "send_batch", "waiting_mail"]

Progress = Callable[[int, int], object]
"""Told how many of how many are done; what it raises ends the batch, and what was recorded by then stands."""

_BLOCK: Final = 400
_NO_ADDRESS: Final = "没有收件地址"


def waiting_mail(
    office: Office, *, everything: bool = False, receivers: Mapping[int, str] | None = None
) -> tuple[MailParcel, ...]:
    """The envelopes that wait for the post: letters in the house whose receiver is reached by post.

    Args:
        office: the office.
        everything: letters that their receiver wants on another way too.
        receivers: to whom a letter is addressed if not to the usual one, by document; a key that is not known any more
            counts as none.
    """
    with office.reading() as session:
        ids = sorted(issued_to_send(session))
        return _together(_addressed(session, ids, everything=everything, receivers=receivers or {}))


def parcels_of(
    office: Office, document_ids: Iterable[int], receivers: Mapping[int, str] | None = None
) -> tuple[MailParcel, ...]:
    """The envelopes of some letters, whether they wait or went; ``receivers`` as for ``waiting_mail``."""
    with office.reading() as session:
        ids = sorted(set(document_ids))
        return _together(_addressed(session, ids, everything=True, receivers=receivers or {}))


def mail_of_day(office: Office, on: date) -> tuple[MailParcel, ...]:
    """What was handed to the post on a day, under the numbers and to the receivers of that day."""
    with office.reading() as session:
        sent = select(Event.document_id).where(
            Event.kind == EventKind.DOCUMENT_DISPATCHED, Event.on == on, Event.document_id.is_not(None)
        )
        ids = sorted({one for one in session.scalars(sent) if one is not None})
        # A correction may have moved the posting to this day: letters whose posting was corrected are looked at too.
        posting = aliased(Event)
        moved = select(posting.document_id).join(Event, Event.corrects_id == posting.id)
        moved = moved.where(Event.kind == EventKind.EVENT_CORRECTED, posting.kind == EventKind.DOCUMENT_DISPATCHED)
        return _together(_posted(session, sorted({*ids, *filter(None, session.scalars(moved))}), on))


def mail_number_uses(office: Office, numbers: Iterable[str]) -> dict[str, MailUse]:
    """The latest letter that went under each of some numbers of the post, whatever its day; numbers as cleaned."""
    wanted = sorted({one for one in numbers if one})
    if not wanted:
        return {}
    number = Event.payload["tracking_number"].as_string()
    statement = select(Event.request_id).where(Event.kind == EventKind.DOCUMENT_DISPATCHED, number.in_(wanted))
    found: dict[str, MailUse] = {}
    with office.reading() as session:
        requests = sorted(set(session.scalars(statement)))
        facts = [found for batch in facts_in_batches(session, requests) for _, found, _ in batch]
        sent = [one for case in facts for one in case.all_of(EventKind.DOCUMENT_DISPATCHED)]
        used = [one for one in sent if one.on is not None and one.payload.get("tracking_number") in wanted]
        names = _names(session, [one.document_id or 0 for one in used])
        for one in sorted(used, key=_in_order):
            text = str(one.payload["tracking_number"])
            if one.on is not None:
                found[text] = MailUse(number=text, letter=names.get(one.document_id or 0, ""), on=one.on)
    return found


def _in_order(event: LegalEvent) -> tuple[date, int]:
    return event.on or date.min, event.id


def _names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(_letters().where(Document.id.in_(sorted(set(ids))))).all()
    return {row.id: row.document_number or f"{row.title}（{row.registration_number}）" for row in rows}


_Addressed = tuple[Receiver, MailItem]


def _together(addressed: Iterable[_Addressed]) -> tuple[MailParcel, ...]:
    """Letters to one receiver at one address share an envelope."""
    together: dict[tuple[str, str, str, str], list[_Addressed]] = {}
    for to, item in addressed:
        # One envelope goes under one number: what went under two numbers went in two.
        together.setdefault((to.name, to.address, to.postcode, item.mail_number), []).append((to, item))
    return tuple(sorted((_parcel(one) for one in together.values()), key=_by_due))


def _parcel(letters: Sequence[_Addressed]) -> MailParcel:
    to = letters[0][0]
    return MailParcel(
        receiver=to.name,
        address=to.address,
        postcode=to.postcode,
        items=tuple(item for _, item in letters),
        problem="" if to.address else _NO_ADDRESS,
        role=to.role,
        receiver_key=to.key,
    )


def _by_due(parcel: MailParcel) -> tuple[date, int]:
    return min((one.due_on for one in parcel.items if one.due_on is not None), default=date.max), parcel.key


def _known(session: Session, ids: Sequence[int]) -> Iterator[tuple[Row[Any], CaseFacts, DocumentCourse, Receivers]]:
    """The letters among some ids that were issued, each with its case, its course and its receivers."""
    for start in range(0, len(ids), _BLOCK):
        rows = session.execute(_letters().where(Document.id.in_(ids[start : start + _BLOCK]))).all()
        requests = sorted({one.request_id for one in rows})
        facts = {number: found for batch in facts_in_batches(session, requests) for number, found, _ in batch}
        receivers = receivers_of(session, {one.submission_id for one in rows})
        for row in rows:
            course = facts[row.request_id].courses.get(row.id)
            if course is not None:
                yield row, facts[row.request_id], course, receivers[row.submission_id]


def _addressed(
    session: Session, ids: Sequence[int], *, everything: bool, receivers: Mapping[int, str]
) -> Iterator[_Addressed]:
    for row, facts, course, those in _known(session, ids):
        party = party_of(facts, row.id)
        wanted = party is not None or notice_method(row.delivery_method) is ServiceMethod.POST
        if everything or wanted:
            number = course.tracking_number if course.dispatched_on is not None and course.back_on is None else ""
            usual = next((one for one in those.choices if one.key == receivers.get(row.id)), those.usual)
            yield party or usual, _item(row, course, number, None if party else those)


def _posted(session: Session, ids: Sequence[int], on: date) -> Iterator[_Addressed]:
    for row, facts, course, those in _known(session, ids):
        party = party_of(facts, row.id)
        for sent in facts.all_of(EventKind.DOCUMENT_DISPATCHED):
            if sent.document_id == row.id and sent.on == on and sent.payload.get("method") == ServiceMethod.POST:
                number = str(sent.payload.get("tracking_number") or "")
                to = party or posted_to(sent) or those.usual
                yield to, _item(row, course, number, None if party else those)


def _letters() -> Select[Any]:
    """Letters with what names them and their request."""
    return (
        select(
            Document.id,
            Document.request_id,
            Document.kind,
            Document.title,
            Document.document_number,
            Request.registration_number,
            Request.due_on,
            Request.submission_id,
            Submission.delivery_method,
        )
        .join(Request, Request.id == Document.request_id)
        .join(Submission, Submission.id == Request.submission_id)
        .order_by(Document.id)
    )


def _item(row: Row[Any], course: DocumentCourse, number: str, those: Receivers | None) -> MailItem:
    return MailItem(
        document_id=row.id,
        request_id=row.request_id,
        registration_number=row.registration_number or "",
        title=row.title or row.kind.label,
        number=row.document_number or "",
        due_on=row.due_on if row.kind is DocumentKind.OUTCOME_LETTER else None,
        again=course.back_on is not None,
        mail_number=number,
        choices=() if those is None else those.choices,
        reaches=1 if those is None else those.applicants,
    )


# -------------------------------------------------------------------------------------------------- sending


def send_batch(
    office: Office,
    draft: MailBatchDraft,
    *,
    today: date,
    now: datetime,
    actor: str,
    progress: Progress | None = None,
) -> MailResult:
    """Record the dispatch of every letter of a batch, one act each: what is refused leaves the others standing.

    Raises:
        UserError: ``mail_nothing_chosen``.
        Exception: what ``progress`` raises; letters recorded by then stay recorded.
    """
    if not draft.numbers:
        raise refused("mail_nothing_chosen", field="numbers")
    batch = parcels_of(office, draft.numbers, draft.receivers)
    parcels = {number: one for one in batch for number in one.document_ids}
    taken: dict[str, MailParcel] = {}
    sent: list[int] = []
    failed: list[MailFailure] = []
    requests: list[int] = []
    for at, (document_id, number) in enumerate(draft.numbers.items()):
        if progress is not None:
            progress(at, len(draft.numbers))
        try:
            parcel = parcels.get(document_id)
            if parcel is None:
                raise refused("mail_not_waiting", letter="这份文书")
            clean = _checked(number, parcel, taken)
            one = DispatchDraft(
                document_id=document_id,
                on=draft.on,
                method=ServiceMethod.POST,
                carrier=draft.carrier,
                tracking_number=clean,
                receiver=parcel.receiver_key if parcel.choices else "",
            )
            requests += dispatch(office, one, today=today, now=now, actor=actor).request_ids
            sent.append(document_id)
        except UserError as error:
            failed.append(_failure(document_id, parcels, error))
    if progress is not None:
        progress(len(draft.numbers), len(draft.numbers))
    return MailResult(sent=tuple(sent), failed=tuple(failed), changed=_changed(requests, sent, failed))


def _checked(typed: str, parcel: MailParcel, taken: dict[str, MailParcel]) -> str:
    number = read_mail_number(typed)
    if not number.known:
        raise refused("mail_number_unreadable", number=typed.strip() or "（空）")
    other = taken.setdefault(number.text, parcel)
    if other.key != parcel.key:
        raise refused("mail_number_twice", number=number.text, other=other.receiver)
    return number.text


def _failure(document_id: int, parcels: Mapping[int, MailParcel], error: UserError) -> MailFailure:
    parcel = parcels.get(document_id)
    item = next((one for one in parcel.items if one.document_id == document_id), None) if parcel else None
    letter = f"{parcel.receiver} {item.name}" if parcel is not None and item is not None else f"文书 {document_id}"
    return MailFailure(document_id=document_id, letter=letter, sentence=error.sentence)


def _changed(requests: Sequence[int], sent: Sequence[int], failed: Sequence[MailFailure]) -> Changed:
    left = f"，{len(failed)} 件没有登记" if failed else ""
    return Changed(
        request_ids=tuple(dict.fromkeys(requests)),
        act=Act.DISPATCH,
        message=f"已登记寄出 {len(sent)} 件{left}",
        topics=("cases",) if sent else (),
    )

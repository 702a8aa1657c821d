"""送达回证 and 邮寄凭证单: how each letter left and what became of it."""

from casework.date_wording import full_date
from casework.facts import DocumentCourse, LegalEvent
from casework.paper_case import PaperCase, not_now
from casework.receivers import party_of, posted_to
from casework.refusals import refused
from law.terms import (
    DocumentKind,
    EventKind,
    ReceiverRelation,
    ServiceMethod,
)
from templates.sheet_contexts import (
    MailLine,
    MailProofContext,
    ServiceReceiptContext,
    Sheet,
)

__all__ = ["mail_proof", "service_receipt"]


def _address(paper: PaperCase, course: DocumentCourse, addressee: str) -> str:
    """Where a letter goes: of the applicant as registered, of a consulted party as entered with the consultation."""
    party = party_of(paper.case.state.facts, course.document_id)
    if party is not None:
        return _with_postcode(party.address, party.postcode)
    sent = _event_of(paper, EventKind.DOCUMENT_DISPATCHED, course)
    chosen = posted_to(sent) if sent else None
    if chosen is not None:
        return _with_postcode(chosen.address, chosen.postcode)
    first = paper.applicants[0]
    if course.method is ServiceMethod.ELECTRONIC:
        return first.email or ""
    if addressee not in (paper.applicant, first.name):
        return ""
    return _with_postcode(first.address or "", first.postcode or "" if course.method is ServiceMethod.POST else "")


def _with_postcode(address: str, postcode: str) -> str:
    return f"{address}（邮编 {postcode}）" if address and postcode else address


def _address_of_posting(paper: PaperCase, course: DocumentCourse, posted: LegalEvent, addressee: str) -> str:
    """Where this posting went: a letter that came back may have gone to somebody else the next time."""
    chosen = posted_to(posted)
    return _with_postcode(chosen.address, chosen.postcode) if chosen else _address(paper, course, addressee)


def _addressee(paper: PaperCase, course: DocumentCourse) -> str:
    return str(paper.document(course.document_id).context.get("addressee") or paper.applicant)


def service_receipt(paper: PaperCase) -> Sheet:
    """送达回证 of one letter, blank for the signature or filled in with what is on record.

    Raises:
        UserError: ``paper_letter_missing``, no issued letter is named.
    """
    facts = paper.case.state.facts
    course = facts.courses.get(paper.document_id or 0)
    if course is None:
        raise refused("paper_letter_missing", field="document_id")
    addressee = _addressee(paper, course)
    return ServiceReceiptContext(
        **paper.base(),
        document=paper.document(course.document_id).title,
        number=course.number,
        dated_on=course.issued_on,
        addressee=addressee,
        place=_address(paper, course, addressee),
        way=course.method.label if course.method else "",
        sent=_sent(course),
        receiver=course.received_by,
        served_on=course.served_on,
        proof=_proof(paper, course),
        relation=_relation(course),
        witnesses=_witnesses(paper, course),
        sender=_sender(paper, course),
    )


def _sent(course: DocumentCourse) -> str:
    if course.dispatched_on is None:
        return ""
    number = f"，邮件号{course.tracking_number}" if course.tracking_number else ""
    again = f"；{full_date(course.sent_again_on)}重新发出" if course.sent_again_on else ""
    return f"{full_date(course.dispatched_on)}发出{f'，{course.carrier}' if course.carrier else ''}{number}{again}"


def _event_of(paper: PaperCase, kind: EventKind, course: DocumentCourse) -> LegalEvent | None:
    found = [one for one in paper.case.state.facts.all_of(kind) if one.document_id == course.document_id]
    return found[-1] if found else None


def _proof(paper: PaperCase, course: DocumentCourse) -> str:
    served = _event_of(paper, EventKind.DOCUMENT_SERVED, course)
    return str(served.payload.get("proof") or "") if served else ""


def _relation(course: DocumentCourse) -> str:
    relation = course.relation
    if relation is None or relation is ReceiverRelation.SELF:
        return ""
    return f"{course.received_by}，{relation.label}"


def _witnesses(paper: PaperCase, course: DocumentCourse) -> str:
    for kind in (EventKind.DOCUMENT_DISPATCHED, EventKind.SERVICE_REFUSED):
        event = _event_of(paper, kind, course)
        named = "、".join(str(one) for one in (event.payload.get("witnesses") or ())) if event else ""
        if named:
            return named
    return ""


def _sender(paper: PaperCase, course: DocumentCourse) -> str:
    sent = _event_of(paper, EventKind.DOCUMENT_DISPATCHED, course)
    return paper.recorders.get(sent.id, "") if sent else ""


def mail_proof(paper: PaperCase) -> Sheet:
    """邮寄凭证单: every posting of the case.

    Raises:
        UserError: ``paper_not_now``, nothing was posted.
    """
    facts = paper.case.state.facts
    lines = []
    for event in facts.all_of(EventKind.DOCUMENT_DISPATCHED):
        course = facts.courses.get(event.document_id or 0)
        if course is None or course.elsewhere or event.on is None or event.payload.get("method") != ServiceMethod.POST:
            continue
        addressee = _addressee(paper, course)
        chosen = posted_to(event)
        lines.append(
            MailLine(
                document=f"{paper.document(course.document_id).title} {course.number}".strip(),
                addressee=f"{chosen.name}（{chosen.role}）" if chosen else addressee,
                address=_address_of_posting(paper, course, event, addressee),
                carrier=str(event.payload.get("carrier") or ""),
                tracking_number=str(event.payload.get("tracking_number") or ""),
                posted_on=event.on,
                result=_mail_result(paper, course, event),
            )
        )
    if not lines:
        raise not_now(DocumentKind.MAIL_PROOF)
    return MailProofContext(**paper.base(), mails=tuple(lines))


def _mail_result(paper: PaperCase, course: DocumentCourse, posted: LegalEvent) -> str:
    """What became of this posting: the return that followed it, the delivery if it was the last one."""
    returns = paper.case.state.facts.all_of(EventKind.DOCUMENT_RETURNED)
    later = [one for one in returns if one.document_id == course.document_id and one.seq > posted.seq]
    last = _event_of(paper, EventKind.DOCUMENT_DISPATCHED, course)
    if later and later[0].on is not None:
        reason = str(later[0].payload.get("reason") or "")
        return f"{full_date(later[0].on)}退回{f'（{reason}）' if reason else ''}"
    if last is posted and course.served_on is not None:
        who = f"由{course.received_by}签收" if course.received_by else "送达"
        proof = _proof(paper, course)
        return f"{full_date(course.served_on)}{who}{f'（{proof}）' if proof else ''}"
    return "待签收查询"

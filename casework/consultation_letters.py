"""Letters around a consultation: an oral opinion confirmed, the applicant told, the third party told of disclosure."""

from datetime import date, datetime

from casework.act_case import ActCase, check_day, enter, words
from casework.consultation import keep_applicant_out
from casework.date_wording import full_date
from casework.facts import LegalEvent
from casework.issuing import check_letter_date, issue
from casework.letter_frames import CONSULTED, letter_frame
from casework.notice_drafts import ConsultationToldDraft, OpinionConfirmationDraft, ThirdPartyNoticeDraft
from casework.notice_facts import answer_to, third_parties_asked, untold_consultations
from casework.notice_parts import cited_basis, either_way_clause, finished
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, ConsultationKind, DocumentKind, EventKind, Opinion
from models import Document
from templates.context_base import ConsultationPast
from templates.notice_contexts import ConsultationToldContext, OpinionConfirmationContext, ThirdPartyNoticeContext
from templates.notice_texts import CONFIRM_FORM_NAME

__all__ = ["confirm_opinion", "tell_consultation", "tell_third_party"]


def confirm_opinion(
    office: Office, draft: OpinionConfirmationDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Issue the letter that repeats an oral opinion of a third party and asks to confirm it (条例第三十二条).

    It is no answer: the consultation stays open, and its period is what the letter of consultation said.

    Raises:
        UserError: no such consultation, nothing said, the applicant named, a day out of order.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.CONFIRM_OPINION)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        asked = _asked(case, draft.consultation_event_id)
        check_day(draft.told_on, case, "口头意见日期", field="told_on", not_before=case.state.facts.sent_on(asked))
        if draft.issued_on < draft.told_on:
            raise refused("opinion_confirmed_before_told", field="issued_on", told=full_date(draft.told_on))
        if draft.reply_by <= draft.issued_on:
            raise refused("consultation_reply_by_early", field="reply_by", day=full_date(draft.reply_by))
        way = words(draft.way, "opinion_way_missing", "way")
        statement = words(draft.statement, "opinion_statement_missing", "statement")
        keep_applicant_out(work, case, statement, field="statement")
        document = _confirmation(work, case, draft, asked, way, statement)
        payload = {
            "consultation_event_id": asked.id,
            **_receiver(asked),
            "told_on": draft.told_on,
            "way": way,
            "opinion": draft.opinion,
            "statement": statement,
            "reply_by": draft.reply_by,
        }
        work.record(case.request, EventKind.OPINION_TO_CONFIRM, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.CONFIRM_OPINION, document, draft.dispatch)


def _confirmation(
    work: Work, case: ActCase, draft: OpinionConfirmationDraft, asked: LegalEvent, way: str, statement: str
) -> Document:
    letter = _letter_of(work, asked)
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)

    def context(number: str) -> OpinionConfirmationContext:
        return OpinionConfirmationContext(
            **frame.letter(number=number, signed_on=draft.issued_on),
            addressee=str(asked.payload.get("party", "")),
            organisation=_is_organisation(letter),
            registration_number=frame.registration_number,
            consultation_number=letter.document_number or "",
            consulted_on=letter.issued_on or draft.told_on,
            information=str(asked.payload.get("information", "")),
            told_on=draft.told_on,
            way=way,
            opinion=draft.opinion.label,
            statement=statement,
            reply_by=draft.reply_by,
            basis=cited_basis("notice_opinion_confirmation"),
            annexes=(CONFIRM_FORM_NAME,),
        )

    return issue(work, case.request, DocumentKind.CONSULTATION_CONFIRM, context, issued_on=draft.issued_on)


def tell_consultation(
    office: Office, draft: ConsultationToldDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Tell the applicant that somebody is asked, not who, and that the time is not counted (条例第三十三条第三款).

    Raises:
        UserError: no consultation runs that was not told yet, an impossible date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.TELL_CONSULTATION)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        facts = case.state.facts
        running = untold_consultations(facts)
        sent = {one.id: facts.sent_on(one) or draft.issued_on for one in running}
        if draft.issued_on < max(sent.values()):
            raise refused("consultation_told_early", field="issued_on", sent=full_date(max(sent.values())))
        frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
        told = tuple(
            ConsultationPast(whom=CONSULTED[ConsultationKind(one.payload["kind"])], sent_on=sent[one.id])
            for one in running
        )

        def context(number: str) -> ConsultationToldContext:
            return ConsultationToldContext(
                **frame.request_letter(number=number, signed_on=draft.issued_on),
                consultations=told,
                basis=cited_basis("notice_consultation_told"),
            )

        kind = DocumentKind.CONSULTATION_APPLICANT_NOTICE
        document = issue(work, case.request, kind, context, issued_on=draft.issued_on)
        payload = {"consultation_event_ids": [one.id for one in running]}
        work.record(case.request, EventKind.CONSULTATION_TOLD, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.TELL_CONSULTATION, document, draft.dispatch)


def tell_third_party(
    office: Office, draft: ThirdPartyNoticeDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Tell a third party that did not agree what is disclosed and why (条例第三十二条), with its remedies.

    Raises:
        UserError: no such consultation, the third party agreed, its time is not over, no reason, the applicant named.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.TELL_THIRD_PARTY)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        asked = _asked(case, draft.consultation_event_id)
        if asked not in case.state.third_parties_to_tell:
            party = asked.payload.get("party", "")
            raise refused("third_party_not_to_tell", field="consultation_event_id", party=party)
        answer = answer_to(case.state.facts, asked)
        if answer is not None and answer.on is not None and draft.issued_on < answer.on:
            raise refused("third_party_told_early", field="issued_on", answered=full_date(answer.on))
        asked_about = str(asked.payload.get("information", ""))
        information = words(draft.information or asked_about, "consultation_information_missing", "information")
        reason = words(draft.reason, "third_party_weighing_missing", "reason")
        for field, text in (("information", information), ("reason", reason)):
            keep_applicant_out(work, case, text, field=field)
        document = _disclosure_notice(work, case, draft, asked, answer, information, reason)
        payload = {
            "consultation_event_id": asked.id,
            **_receiver(asked),
            "information": information,
            "reason": reason,
            "public_interest": draft.public_interest,
            "hold_days": int(document.context["hold_days"]),
        }
        work.record(case.request, EventKind.THIRD_PARTY_TOLD, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.TELL_THIRD_PARTY, document, draft.dispatch)


def _disclosure_notice(
    work: Work,
    case: ActCase,
    draft: ThirdPartyNoticeDraft,
    asked: LegalEvent,
    answer: LegalEvent | None,
    information: str,
    reason: str,
) -> Document:
    letter = _letter_of(work, asked)
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    policies = work.office.policies(draft.issued_on, work.session)
    silent = policies.text("third_party_notice_remedy") == "N"
    remedy = () if silent else either_way_clause(work, frame, draft.issued_on, draft.dispatch)

    def context(number: str) -> ThirdPartyNoticeContext:
        return ThirdPartyNoticeContext(
            **frame.letter(number=number, signed_on=draft.issued_on),
            addressee=str(asked.payload.get("party", "")),
            organisation=_is_organisation(letter),
            registration_number=frame.registration_number,
            consultation_number=letter.document_number or "",
            consulted_on=letter.issued_on or draft.issued_on,
            information=information,
            opinion=Opinion(answer.payload["opinion"]).label if answer is not None else "",
            answered_on=answer.on if answer is not None else None,
            public_interest=draft.public_interest,
            reason=reason,
            basis=cited_basis("notice_third_party_disclosure"),
            hold_days=policies.number("third_party_release_hold_days"),
            remedy=remedy,
        )

    return issue(work, case.request, DocumentKind.THIRD_PARTY_DISCLOSURE_NOTICE, context, issued_on=draft.issued_on)


# -------------------------------------------------------------------------------------------------- parts


def _asked(case: ActCase, event_id: int) -> LegalEvent:
    asked = next((one for one in third_parties_asked(case.state.facts) if one.id == event_id), None)
    if asked is None:
        raise refused("third_party_not_asked", field="consultation_event_id")
    return asked


def _receiver(asked: LegalEvent) -> dict[str, object]:
    """Whom and where a later letter to the same third party goes: as the consultation said."""
    return {name: asked.payload.get(name, "") for name in ("party", "party_address", "party_postcode")}


def _letter_of(work: Work, asked: LegalEvent) -> Document:
    """The letter of consultation; of one that another system sent nothing can be repeated."""
    letter = work.session.get(Document, asked.document_id) if asked.document_id is not None else None
    if letter is None:
        raise refused("consultation_letter_elsewhere", field="consultation_event_id")
    return letter


def _is_organisation(letter: Document) -> bool:
    return bool((letter.context or {}).get("organisation", True))

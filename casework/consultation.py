"""征求意见: third parties, co-makers and other agencies are asked, and answer (条例第三十二、三十三、三十四条)."""

from datetime import date, datetime

from casework.act_case import ActCase, attach_to, changed, check_day, enter, words
from casework.applicants import applicants_of
from casework.date_wording import full_date
from casework.drafts import ConsultationDraft, OpinionDraft
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.notice_parts import finished
from casework.office import Office
from casework.refusals import refusals, refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from deadlines.grounds import NO_PERIOD_THEN, parameter_if_any
from law.terms import Act, ConsultationKind, DocumentKind, EventKind
from models import Document
from models.search_grams import identity_key, phone_key
from templates.contexts import ConsultationContext
from templates.enclosed_forms import OPINION_FORM_NAME

__all__ = ["consult", "keep_applicant_out", "receive_opinion", "secrecy_words", "silence_words"]

_DOCUMENTS = {
    ConsultationKind.THIRD_PARTY: DocumentKind.THIRD_PARTY_CONSULTATION,
    ConsultationKind.CO_MAKER: DocumentKind.CO_MAKER_CONSULTATION,
    ConsultationKind.AGENCY: DocumentKind.AGENCY_CONSULTATION,
}
_DAYS = {
    ConsultationKind.THIRD_PARTY: "consultation_days",
    ConsultationKind.CO_MAKER: "co_maker_consultation_days",
}
_WHY = {
    ConsultationKind.THIRD_PARTY: "该信息可能涉及{you}的商业秘密、个人隐私或者其他合法权益",
    ConsultationKind.CO_MAKER: "本机关收到申请后，依法征求{you}的意见",
    ConsultationKind.AGENCY: "该信息涉及{you}，公开前须协商、确认",
}
_WHY_SECRECY = "本机关不能确定该信息是否可以公开，依法报请{you}确定"
_BASIS = {
    ConsultationKind.THIRD_PARTY: "consult_third_party",
    ConsultationKind.CO_MAKER: "consult_co_maker",
    ConsultationKind.AGENCY: "consult_agency",
}


_SILENCE = {
    ConsultationKind.THIRD_PARTY: "由本机关决定是否公开",
    ConsultationKind.CO_MAKER: "视为同意公开",
}


def silence_words(kind: ConsultationKind, on: date) -> str:
    """What follows if the one asked on ``on`` does not answer, with that day's period (条例第三十二、三十四条)."""
    if kind not in _DAYS:
        return "没有法定回复期限，函中写明截止日。"
    period = parameter_if_any(_DAYS[kind], on)
    return f"{NO_PERIOD_THEN}。" if period is None else f"对方收到后{period.printed}不回复的，{_SILENCE[kind]}。"


def secrecy_words() -> str:
    """The words of the tick that the letter asks for a decision on secrecy (条例第十七条)."""
    return f"报请有关主管部门或者保密行政管理部门确定（{refusals()['consult_secrecy'].citations[0].place}）"


def consult(office: Office, draft: ConsultationDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Issue a letter of consultation; the clock stops when it is dispatched with proof.

    Raises:
        UserError: nobody to ask, nothing described, the applicant named in it, an impossible date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.CONSULT)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        party = words(draft.party, "consultation_party_missing", "party")
        information = words(draft.information, "consultation_information_missing", "information")
        keep_applicant_out(work, case, information)
        reply_by = _reply_by(work, draft)
        document = _letter(work, case, draft, party, information, reply_by)
        payload: dict[str, object] = {
            "kind": draft.kind,
            "party": party,
            "party_address": draft.party_address.strip(),
            "party_postcode": draft.party_postcode.strip(),
            "information": information,
            "reply_by": reply_by,
        }
        if _asks_secrecy(draft):
            payload["secrecy"] = True
        work.record(case.request, EventKind.CONSULTATION_SENT, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.CONSULT, document, draft.dispatch, posted="，期限停算")


def _asks_secrecy(draft: ConsultationDraft) -> bool:
    """Only an agency can be asked to decide on secrecy (条例第十七条)."""
    return draft.secrecy and draft.kind is ConsultationKind.AGENCY


def _reply_by(work: Work, draft: ConsultationDraft) -> date | None:
    """Only another agency is given a day in the letter; the others have a statutory period from service."""
    if draft.kind is not ConsultationKind.AGENCY:
        return None
    if draft.reply_by is None:
        days = work.office.policies(draft.issued_on, work.session).number("agency_consultation_days")
        return work.office.calendar(session=work.session).add_workdays(draft.issued_on, days)
    if draft.reply_by <= draft.issued_on:
        raise refused("consultation_reply_by_early", field="reply_by", day=full_date(draft.reply_by))
    return draft.reply_by


def keep_applicant_out(work: Work, case: ActCase, information: str, *, field: str = "information") -> None:
    """The consulted learn what is to be disclosed, not who asked (C53).

    Raises:
        UserError: ``consultation_names_applicant``.
    """
    written = identity_key(information) or ""
    for applicant in applicants_of(work.session, case.request.submission_id):
        numbers = (applicant.identity_key, phone_key(applicant.phone))
        if applicant.name in information or any(one and one in written for one in numbers):
            raise refused("consultation_names_applicant", field=field, name=applicant.name)


def _letter(
    work: Work, case: ActCase, draft: ConsultationDraft, party: str, information: str, reply_by: date | None
) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    policies = work.office.policies(draft.issued_on, work.session)
    if draft.kind is ConsultationKind.AGENCY:
        days = policies.number("agency_consultation_days")
    else:
        period = parameter_if_any(_DAYS[draft.kind], draft.issued_on)
        if period is None:
            raise refused("consultation_without_period", field="issued_on", day=full_date(draft.issued_on))
        days = period.value
    you = "你" if draft.party_is_person else "你单位"
    secrecy = _asks_secrecy(draft)
    reason = draft.reason.strip() or (_WHY_SECRECY if secrecy else _WHY[draft.kind]).format(you=you)
    ground = "consult_secrecy" if secrecy else _BASIS[draft.kind]
    basis = "、".join(one.full for one in refusals()[ground].citations)

    def context(number: str) -> ConsultationContext:
        return ConsultationContext(
            **frame.letter(number=number, signed_on=draft.issued_on),
            addressee=party,
            organisation=not draft.party_is_person,
            consultation=draft.kind,
            registration_number=frame.registration_number,
            information=information,
            reason=reason,
            basis=basis,
            reply_days=days,
            reply_by=reply_by,
            annexes=() if draft.kind is ConsultationKind.AGENCY else (OPINION_FORM_NAME,),
        )

    return issue(work, case.request, _DOCUMENTS[draft.kind], context, issued_on=draft.issued_on)


def receive_opinion(office: Office, draft: OpinionDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the opinion of somebody consulted; the clock goes on when the last open consultation is answered.

    Raises:
        UserError: no such open consultation, a day before its dispatch or after today.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECEIVE_OPINION)
        asked = next((one for one in case.state.awaited_opinions if one.id == draft.consultation_event_id), None)
        if asked is None:
            raise refused("consultation_not_open", field="consultation_event_id")
        check_day(draft.on, case, "收到意见日期", not_before=case.state.facts.sent_on(asked))
        payload = {
            "consultation_event_id": asked.id,
            "opinion": draft.opinion,
            "reasons": draft.reasons.strip(),
            "party": asked.payload.get("party", ""),
        }
        event = work.record(case.request, EventKind.CONSULTATION_ANSWERED, draft.on, payload)
        attach_to(work, case, event, draft.attachments)
        return changed(work, case, Act.RECEIVE_OPINION, f"收到意见：{draft.opinion.label}")

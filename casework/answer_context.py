"""The proposed answer as the context of its letter: 行政复议答复书 before a reconsideration body, 答辩状 in court.

What nobody recorded is left as a place to fill in, and such a place stops the letter when it is to be issued.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from casework.agency import agency_view, known_profile
from casework.answer_brief import brief_of
from casework.answer_views import OPEN_PLACE, ActBrief, AnswerBrief
from casework.attacked import Attacked, local_day
from casework.course_lines import ToldLine, basis_of_line, plain
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.evidence_plan import letter_name
from casework.office import Office
from law.citations import Citation
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum, Instance, PartyRole
from templates.dispute_contexts import AnswerLetter, DefenceContext, ReconAnswerContext
from templates.dispute_parts import AskedLine, CourseLine, DisputeHead, ReasonAnswer
from templates.wording import chinese_date

__all__ = ["answer_context", "cited", "copy_received_on", "dispute_head", "proposed_answer"]

_NUMBER: Final = "【签发时编号】"
_CONTEXTS: Final = {Forum.RECONSIDERATION: ReconAnswerContext, Forum.LITIGATION: DefenceContext}


def proposed_answer(office: Office, dispute_id: int, *, today: date) -> AnswerLetter:
    """The proposal of the answer to a dispute, ready to be edited; nothing is kept.

    Raises:
        UserError: ``dispute_unknown``.
    """
    with office.reading() as session:
        folder = dispute_folder(office, session, dispute_id, today)
        return answer_context(folder, brief_of(folder))


def dispute_head(folder: DisputeFolder) -> DisputeHead:
    """Which dispute it is and who is in it, as its letters name them."""
    appealed = [one for one in folder.events if one.kind is DisputeEventKind.APPEALED]
    second = bool(appealed) or any(one.kind is DisputeEventKind.APPEAL_RECEIVED for one in folder.events)
    return DisputeHead(
        forum=folder.forum,
        body=_body(folder),
        applicants=folder.named(PartyRole.APPLICANT) or (folder.dispute.label or "—",),
        respondent=agency_view(known_profile(folder.session)).name,
        case_number=folder.facts.case_number,
        third_parties=folder.named(PartyRole.THIRD_PARTY),
        co_respondents=folder.named(PartyRole.CO_RESPONDENT),
        instance=Instance.SECOND if second and folder.forum is Forum.LITIGATION else Instance.FIRST,
        appealed=any(one.values.get("by") == "agency" for one in appealed),
    )


def copy_received_on(folder: DisputeFolder) -> date | None:
    """The day on which the copy came in, of an appeal that of the appeal; None while it is not recorded."""
    for kind in (DisputeEventKind.APPEAL_RECEIVED, DisputeEventKind.COPY_RECEIVED):
        days = [one.on for one in folder.events if one.kind is kind and one.on is not None]
        if days:
            return days[-1]
    return folder.dispute.copy_received_on


def _body(folder: DisputeFolder) -> str:
    """Who decides: of an appeal the court that its copy names."""
    courts = [
        str(one.values.get("court", "")).strip()
        for one in folder.events
        if one.kind is DisputeEventKind.APPEAL_RECEIVED
    ]
    return next((one for one in reversed(courts) if one), folder.facts.body)


def cited(citations: Iterable[Citation]) -> str:
    """Provisions with full titles, as letters print them."""
    return "、".join(dict.fromkeys(one.full for one in citations))


def answer_context(folder: DisputeFolder, brief: AnswerBrief, *, evidence: str = "") -> AnswerLetter:
    """The context of the proposed answer.

    Args:
        folder: the dispute.
        brief: the proposal.
        evidence: sentence that points to the evidence; empty for none.
    """
    agency = agency_view(known_profile(folder.session))
    values: dict[str, Any] = {
        "number": _NUMBER,
        "addressee": _body(folder),
        "signer": agency.signer_name or agency.name,
        "signed_on": folder.today,
        "contact_person": agency.contact_person or f"{OPEN_PLACE}联系人】",
        "contact_phone": agency.contact_phone or f"{OPEN_PLACE}联系电话】",
        "organisation": True,
        "head": dispute_head(folder),
        "address": agency.contact_address or f"{OPEN_PLACE}住所地】",
        "representative": agency.representative_name or f"{OPEN_PLACE}法定代表人】",
        "representative_post": agency.representative_post or f"{OPEN_PLACE}职务】",
        "attacked": tuple(_attacked(folder)),
        # Not recorded: the day of the registration, which the notes of the proposal tell to check.
        "copy_received_on": copy_received_on(folder) or local_day(folder.dispute.created_at),
        "claims": folder.claims or f"{OPEN_PLACE}对方的请求】",
        "request": brief.request.text,
        "request_basis": cited(brief.request.citations),
        "asked": tuple(_asked(one) for one in brief.acts),
        "course": tuple(_course(brief.acts)),
        "period": tuple(sentence for one in brief.acts for sentence in one.period),
        "facts": tuple(one for act in brief.acts for one in act.facts) or (f"{OPEN_PLACE}事实和理由】",),
        "evidence": evidence,
        "law": tuple(dict.fromkeys(one.full for act in brief.acts for one in act.law)) or (f"{OPEN_PLACE}依据】",),
        "reasons": tuple(ReasonAnswer(claim=one.claim, answer=one.answer) for one in brief.reasons),
    }
    return _CONTEXTS[folder.forum](**values)


def _attacked(folder: DisputeFolder) -> Iterator[str]:
    for case in folder.folders:
        yield _attacked_words(folder, case.attacked)


def _attacked_words(folder: DisputeFolder, attacked: Attacked) -> str:
    """The act as it follows on 不服."""
    course = attacked.attacked_letter
    if attacked.attacked is AttackedAct.NO_REPLY or course is None:
        return f"逾期未对政府信息公开申请（{attacked.case.number}）作出答复的行为"
    return f"{chinese_date(course.issued_on)}作出的{letter_name(folder.session, attacked)}"


def _asked(act: ActBrief) -> AskedLine:
    received = act.course[0].what if act.course else "申请已收到"
    return AskedLine(registration_number=act.registration_number, received=plain(received), text=act.request_text)


def _course(acts: Iterable[ActBrief]) -> Iterator[CourseLine]:
    """The course of all acts by day; where there are several, each line says of which request it is."""
    kept = tuple(acts)
    lines: list[tuple[ToldLine, str]] = [(line, act.registration_number) for act in kept for line in act.course]
    for line, number in sorted(lines, key=lambda one: one[0].on):
        of_request = f"（{number}）" if len(kept) > 1 else ""
        yield CourseLine(on=line.on, what=f"{of_request}{line.what}", due_text=line.due_text, basis=basis_of_line(line))

"""The answer to a reconsideration or a lawsuit, drafted from the case: course, facts, law, each ground, the request.

A proposal: what the records do not say is left as a place to fill in, and such a place stops the letter.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from casework.agency import agency_view, known_profile
from casework.answer_views import OPEN_PLACE, ActBrief, AnswerBrief, AnswerRequest, ReasonProposal
from casework.attacked import Attacked
from casework.course_lines import course_lines, plain
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.evidence_matching import written_note
from casework.evidence_plan import attacked_line, letter_name, plan_of
from casework.evidence_views import ProofState
from casework.facts import LegalEvent
from casework.notice_facts import third_party_names
from casework.office import Office
from casework.outcome_rules import grounds_of
from casework.proof_papers import CaseFolder
from law.answering import ClaimFrame, answer_rule, claim_of
from law.citations import Citation
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum
from law.outcomes import outcome_rules
from law.terms import EventKind, Evidence, FactKind
from templates.wording import chinese_date

__all__ = ["answer_brief", "brief_of"]

_WE: Final = {Forum.RECONSIDERATION: "被申请人", Forum.LITIGATION: "被告"}
_THEY: Final = {Forum.RECONSIDERATION: "申请人", Forum.LITIGATION: "原告"}
_STEPS_ALONE: Final = (AttackedAct.CORRECTION, AttackedAct.EXTENSION, AttackedAct.FEE)
_PLACE: Final = f"{OPEN_PLACE}对该项理由的意见】"


def answer_brief(office: Office, dispute_id: int, *, today: date) -> AnswerBrief:
    """The proposal of an answer; nothing is kept.

    Raises:
        UserError: ``dispute_unknown``.
    """
    with office.reading() as session:
        return brief_of(dispute_folder(office, session, dispute_id, today))


def brief_of(folder: DisputeFolder) -> AnswerBrief:
    """The proposal for a dispute that was read already."""
    acts = tuple(_act(folder, one) for one in folder.folders)
    return AnswerBrief(
        forum=folder.forum,
        body=folder.facts.body,
        case_number=folder.facts.case_number,
        agency=agency_view(known_profile(folder.session)).name,
        we=_WE[folder.forum],
        they=_THEY[folder.forum],
        acts=acts,
        claims=folder.claims,
        reasons=tuple(_reason(folder, one) for one in folder.reasons),
        requests=tuple(_requests(folder, acts)),
        notes=tuple(_notes(folder, acts)),
    )


# ----------------------------------------------------------------------------------------------------- one attacked act


def _act(folder: DisputeFolder, case: CaseFolder) -> ActBrief:
    attacked = case.attacked
    due = attacked.case.state.clock.due
    names = third_party_names(attacked.facts)
    title = attacked_line(folder.session, attacked)
    return ActBrief(
        request_id=attacked.request_id,
        document_id=attacked.document_id,
        attacked=attacked.attacked,
        outcome=attacked.facts.outcome,
        line=title,
        letter=letter_name(folder.session, attacked),
        registration_number=attacked.case.number,
        request_text=attacked.case.request.text or attacked.case.request.title,
        course=course_lines(folder.session, attacked),
        period=tuple(plain(one.sentence, names) for one in due.steps) if due is not None else (),
        facts=tuple(plain(one, names) for one in _facts(attacked)),
        law=_law(attacked),
        late_days=_late_days(attacked),
        plan=plan_of(folder.session, case, folder.forum),
    )


def _late_days(attacked: Attacked) -> int | None:
    timeliness = attacked.case.state.clock.timeliness
    if timeliness is None or timeliness.effective_date is None:
        return None
    return timeliness.workdays_late if timeliness.on_time is False else 0


def _facts(attacked: Attacked) -> Iterator[str]:
    """What was found when the outcome was decided: the facts that the reply states, then the reasons."""
    decided, outcome = attacked.facts.decided, attacked.facts.outcome
    if decided is None or outcome is None:
        return
    rule = outcome_rules()[outcome]
    yield f"{rule.when}。"
    given: Mapping[str, Any] = decided.payload.get("facts") or {}
    for spec in rule.required_facts:
        text = str(given.get(spec.key) or "").strip()
        if text and spec.kind is not FactKind.FLAG:
            yield f"{spec.label}：{_chosen(spec.choices, text).rstrip('。')}。"
    reasons = str(decided.payload.get("reasons") or "").strip()
    if reasons:
        yield f"{reasons.rstrip('。')}。"


def _chosen(choices: tuple[tuple[str, str], ...], text: str) -> str:
    """The labels of what was chosen; a text stays a text, a day is written out."""
    labels = dict(choices)
    parts = [one.strip() for one in text.replace("，", ",").split(",")]
    if labels and all(one in labels for one in parts):
        return "、".join(labels[one] for one in parts)
    try:
        return chinese_date(date.fromisoformat(text))
    except ValueError:
        return "；".join(one.strip() for one in text.splitlines() if one.strip())


def _law(attacked: Attacked) -> tuple[Citation, ...]:
    decided, outcome = attacked.facts.decided, attacked.facts.outcome
    if decided is None or outcome is None:
        return ()
    variant = str(decided.payload.get("variant") or "") or None
    return outcome_rules()[outcome].citations_for(variant, grounds_of(decided.payload.get("facts") or {}))


# ------------------------------------------------------------------------------------------------------------- grounds


def _reason(folder: DisputeFolder, claim: str) -> ReasonProposal:
    frame = claim_of(claim)
    we = _WE[folder.forum]
    if frame is None:
        return ReasonProposal(claim=claim, key="", title="", answer=_PLACE, citations=())
    said = "".join(_said_on(frame, one.attacked) for one in folder.folders)
    answer = frame.frame.format(facts=said or _PLACE, we=we)
    return ReasonProposal(claim=claim, key=frame.key, title=frame.title, answer=answer, citations=frame.citations)


def _said_on(frame: ClaimFrame, attacked: Attacked) -> str:
    teller = _SAID_ON.get(frame.key)
    said = teller(attacked) if teller is not None else ""
    return plain(said, third_party_names(attacked.facts))


def _on_deadline(attacked: Attacked) -> str:
    clock = attacked.case.state.clock
    said = "".join(one.sentence for one in clock.due.steps) if clock.due is not None else ""
    if clock.timeliness is None or not clock.timeliness.steps:
        return f"{said}{OPEN_PLACE}未在期限内答复的原因】。" if said else ""
    return said + "".join(one.sentence for one in clock.timeliness.steps)


def _on_search(attacked: Attacked) -> str:
    """The searches that were made, and entered, before the reply."""
    made = attacked.facts.all_of(EventKind.SEARCH_RECORDED)
    return "".join(_search(one) for one in made if not attacked.too_late(attacked.formed_on(one)))


def _search(event: LegalEvent) -> str:
    said = event.payload
    systems = "、".join(str(one) for one in said.get("systems") or ())
    words = "、".join(str(one) for one in said.get("keywords") or ())
    parts = (
        f"{chinese_date(event.on)}检索{systems}" if event.on is not None else f"检索{systems}",
        f"时段为{said['period']}" if said.get("period") else "",
        f"关键词为{words}" if words else "",
        str(said.get("result") or ""),
        "经业务科室复核" if said.get("reviewer") else "",
    )
    return "，".join(one.rstrip("。") for one in parts if one) + "。"


def _note(evidence: Evidence) -> Callable[[Attacked], str]:
    def told(attacked: Attacked) -> str:
        note = written_note(evidence, attacked)
        return f"{note.text.rstrip('。')}。" if note is not None and not note.late else ""

    return told


def _on_third_party(attacked: Attacked) -> str:
    facts = attacked.facts
    asked = facts.all_of(EventKind.CONSULTATION_SENT)
    if not asked:
        return ""
    sent = facts.sent_on(asked[0])
    said = f"{chinese_date(sent)}书面征求第三方意见" if sent is not None else "拟书面征求第三方意见"
    answers = [one for one in facts.all_of(EventKind.CONSULTATION_ANSWERED) if one.on is not None]
    if answers and answers[0].on is not None:
        said += f"，{chinese_date(answers[0].on)}收到意见"
    return f"{said}。{_note(Evidence.PUBLIC_INTEREST_NOTE)(attacked)}"


def _on_correction(attacked: Attacked) -> str:
    state = attacked.case.state
    notice = state.correction
    if notice is None:
        return ""
    sent, served = attacked.facts.sent_on(notice), attacked.facts.served_on(notice)
    said = f"{chinese_date(sent)}发出补正告知书" if sent is not None else "作出补正告知书"
    said += f"，{chinese_date(served)}送达" if served is not None else "，送达没有凭证"
    return f"{said}。"


def _on_service(attacked: Attacked) -> str:
    letter = attacked.letter
    if letter is None or letter.dispatched_on is None:
        return ""
    how = letter.method.label if letter.method is not None else ""
    said = f"答复于{chinese_date(letter.dispatched_on)}以{how}方式发出"
    if letter.served_on is None:
        return f"{said}，{OPEN_PLACE}送达情况和凭证】。"
    return f"{said}，{chinese_date(letter.served_on)}送达。"


def _on_fee(attacked: Attacked) -> str:
    notice = attacked.facts.fee.notice
    if notice is None:
        return "本件没有收取信息处理费。"
    sent = f"{chinese_date(notice.sent_on)}发出收费通知" if notice.sent_on is not None else "已作出收费通知"
    return f"{sent}。"


def _on_grounds(attacked: Attacked) -> str:
    law = _law(attacked)
    if not law:
        return ""
    cited = "、".join(one.full for one in law)
    return f"答复适用{cited}，{''.join(_facts(attacked))}"


def _on_procedure(attacked: Attacked) -> str:
    decided = attacked.facts.decided
    if decided is None:
        return ""
    return "申请的接收、审查、审批、作出和送达见前述办理经过，各环节均有记录。"


_SAID_ON: Final[Mapping[str, Callable[[Attacked], str]]] = {
    "deadline": _on_deadline,
    "search": _on_search,
    "severability": _note(Evidence.SEVERABILITY_NOTE),
    "third_party": _on_third_party,
    "duty": _note(Evidence.DUTY_BASIS),
    "fee": _on_fee,
    "correction": _on_correction,
    "service": _on_service,
    "content": lambda attacked: "".join(_facts(attacked)),
    "grounds": _on_grounds,
    "procedure": _on_procedure,
}


# ------------------------------------------------------------------------------------------------------------ requests


def _requests(folder: DisputeFolder, acts: tuple[ActBrief, ...]) -> Iterator[AnswerRequest]:
    """What may be asked for: first what the course suggests."""
    proposed = _proposed(folder, acts)
    others = ["maintain"]
    others += ["late"] if any(one.late_days for one in acts) else []
    others += ["not_admissible"] if any(one.attacked in _STEPS_ALONE for one in acts) else []
    for name in (proposed, *(one for one in others if one != proposed)):
        rule = answer_rule(name, folder.forum)
        yield AnswerRequest(
            key=name,
            title=rule.title,
            text=rule.text.format_map(_values(folder, acts)),
            citations=rule.citations,
            proposed=name == proposed,
        )


def _proposed(folder: DisputeFolder, acts: tuple[ActBrief, ...]) -> str:
    if acts and all(one.attacked in _STEPS_ALONE for one in acts):
        return "not_admissible"
    missing = [one for one in acts if one.document_id is None]
    if missing:
        left = [one.late_days is not None for one in missing]
        return "replied_before" if all(left) and _replied_before(folder) else _honest(folder, all(left))
    return "late" if any(one.late_days for one in acts) else "maintain"


def _honest(folder: DisputeFolder, replied: bool) -> str:
    # Before a court a reply that came during the suit is told as such; before a reconsideration body it is lateness.
    if not replied:
        return "no_reply"
    return "replied_before" if folder.forum is Forum.LITIGATION else "late"


def _replied_before(folder: DisputeFolder) -> bool:
    """Whether every missing reply had left before the dispute was accepted."""
    accepted = [
        one.on
        for one in folder.events
        if one.kind in (DisputeEventKind.ACCEPTED, DisputeEventKind.CASE_FILED) and one.on is not None
    ]
    until = min(accepted, default=folder.dispute.copy_received_on)
    made = []
    for one in folder.folders:
        timeliness = one.attacked.case.state.clock.timeliness
        if one.attacked.document_id is None and timeliness is not None and timeliness.effective_date is not None:
            made.append(timeliness.effective_date)
    return until is not None and bool(made) and max(made) < until


def _values(folder: DisputeFolder, acts: tuple[ActBrief, ...]) -> Mapping[str, str]:
    late = max((one.late_days or 0 for one in acts), default=0)
    dues = [one.attacked.case.state.clock.due for one in folder.folders]
    due = next((chinese_date(one.due) for one in dues if one is not None), f"{OPEN_PLACE}期限】")
    letters = "、".join(one.letter for one in acts if one.letter) or f"{OPEN_PLACE}答复文书】"
    labels = "、".join(dict.fromkeys(one.attacked.label for one in acts))
    return {"days": str(late), "due": due, "letter": letters, "act": labels}


# --------------------------------------------------------------------------------------------------------------- notes


def _notes(folder: DisputeFolder, acts: tuple[ActBrief, ...]) -> Iterator[str]:
    for one in acts:
        name = one.registration_number
        if one.late_days:
            yield f"{name}的答复逾期{one.late_days}个工作日，答复书须如实说明，不能写“在法定期限内答复”"
        elif one.late_days is None and one.document_id is not None:
            yield f"{name}的答复没有发出或者送达的凭证，是否按期无从证明"
        lacking = [need.label for need in one.plan.needs if need.state is ProofState.MISSING]
        if lacking:
            yield f"{name}缺少：{'、'.join(lacking)}"
        late = [need.label for need in one.plan.needs if need.state is ProofState.LATE]
        if late:
            yield f"{name}的{'、'.join(late)}形成于答复之后，{one.plan.rule}，不得作为依据"
    if not folder.facts.happened(DisputeEventKind.COPY_RECEIVED):
        yield "收到副本的日期没有登记，草稿暂写登记日，须核对"
    if not folder.reasons:
        yield f"没有登记{_THEY[folder.forum]}的理由，逐项回应无从写起"

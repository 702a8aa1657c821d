"""What the agency has to prove of an attacked act, matched against what is on file (条例第三十六条, 复议法第四十四条).

The needs come from law data: the evidence of the outcome, and what has to be proved whatever was replied. Whether they
are met is read from the course of the case as it stood in the attacked round.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from casework.attacked import Attacked, attacked_case
from casework.evidence_matching import evidence_papers, note_suffices, on_file, written_note
from casework.evidence_views import EvidencePlanView, NeedPaper, NeedView, ProofState
from casework.general_needs import applies, general_papers, general_state
from casework.guided_evidence import evidence_lines
from casework.office import Office
from casework.outcome_rules import grounds_of
from casework.proof_papers import CaseFolder, case_folder
from law.answering import answer_rule
from law.citations import Citation
from law.dispute_terms import AttackedAct, Forum
from law.evidence import evidence_specs
from law.outcomes import outcome_rules
from law.proof_needs import ProofNeed, act_proofs, outcome_failures, proof_needs
from law.terms import Evidence, Outcome
from models import Document
from templates.wording import chinese_date

__all__ = ["attacked_line", "evidence_plan", "letter_name", "needed_evidence", "plan_of", "usual_failure"]

_FORUM_OF_STATUTE: Final = {"recon": Forum.RECONSIDERATION, "litig": Forum.LITIGATION}


def evidence_plan(
    office: Office,
    request_id: int,
    attacked: AttackedAct,
    document_id: int | None,
    today: date,
    *,
    forum: Forum = Forum.RECONSIDERATION,
    dispute_id: int | None = None,
    began_on: date | None = None,
) -> EvidencePlanView:
    """What has to be proved of one attacked act of a request.

    Args:
        office: the office.
        request_id: the request.
        attacked: what is attacked.
        document_id: the letter, None for the missing reply.
        today: day of the question.
        forum: whose rules on evidence are told.
        dispute_id: the dispute, as ``casework.attacked.attacked_case`` takes it.
        began_on: the day on which the dispute began.

    Raises:
        UserError: ``request_unknown``.
    """
    with office.reading() as session:
        found = attacked_case(
            office, session, request_id, attacked, document_id, today, dispute_id=dispute_id, began_on=began_on
        )
        return plan_of(session, case_folder(session, found), forum)


def plan_of(session: Session, folder: CaseFolder, forum: Forum) -> EvidencePlanView:
    """The plan for a folder that was read already."""
    attacked, rule = folder.attacked, answer_rule("evidence_after", forum)
    needs = [_general(folder, one, forum) for one in proof_needs().values() if applies(one.when, attacked)]
    consequence, cited = usual_failure(attacked)
    needs += [_of_evidence(folder, one, consequence, _heard(cited, forum)) for one in needed_evidence(attacked)]
    return EvidencePlanView(
        request_id=attacked.request_id,
        registration_number=attacked.case.number,
        attacked=attacked.attacked,
        document_id=attacked.document_id,
        line=attacked_line(session, attacked),
        outcome=attacked.facts.outcome,
        since=attacked.since,
        needs=tuple(needs),
        rule=rule.text,
        rule_citations=rule.citations,
    )


def attacked_line(session: Session, attacked: Attacked) -> str:
    """The attacked act in words, as answers and lists name it."""
    course = attacked.attacked_letter
    if course is None:
        due = attacked.case.state.clock.due
        return "逾期未答复" + (f"（答复期限{chinese_date(due.due)}届满）" if due is not None else "")
    served = f"，{chinese_date(course.served_on)}送达" if course.served_on is not None else "，送达日期没有凭证"
    return f"{letter_name(session, attacked)}（{chinese_date(course.issued_on)}作出{served}）"


def letter_name(session: Session, attacked: Attacked) -> str:
    """Title and number of the attacked letter, or of the reply that came after all; empty if there is none."""
    course = attacked.letter
    if course is None:
        return ""
    if course.elsewhere:
        return f"《{course.kind.label}》{course.number}"
    return f"《{session.get_one(Document, course.document_id).title}》{course.number}"


def needed_evidence(attacked: Attacked) -> tuple[Evidence, ...]:
    """The kinds of evidence (E1 to E20) that the attacked act rests on."""
    proof = act_proofs()[attacked.attacked]
    needed = list(proof.evidence)
    outcome = attacked.facts.outcome
    if proof.by_outcome and outcome is not None:
        said: Mapping[str, Any] = attacked.facts.decided.payload if attacked.facts.decided is not None else {}
        variant = str(said.get("variant") or "") or None
        needed += outcome_rules()[outcome].evidence_for(variant, grounds_of(said.get("facts") or {}))
    return tuple(dict.fromkeys(needed))


def usual_failure(attacked: Attacked) -> tuple[str, tuple[Citation, ...]]:
    """How the dispute usually ends where the evidence is missing, and the articles."""
    proof = act_proofs()[attacked.attacked]
    if proof.consequence:
        return proof.consequence, proof.citations
    failure = outcome_failures()[attacked.facts.outcome or Outcome.OTHER]
    return failure.consequence, failure.citations


def _heard(citations: Iterable[Citation], forum: Forum) -> tuple[Citation, ...]:
    """The articles that hold before a forum: that of the other procedure is left out."""
    return tuple(one for one in citations if _FORUM_OF_STATUTE.get(one.statute, forum) is forum)


# --------------------------------------------------------------------------------------------------- one need


def _general(folder: CaseFolder, need: ProofNeed, forum: Forum) -> NeedView:
    papers = tuple(
        NeedPaper(
            key=one.key,
            title=f"{one.name} {one.number}".strip(),
            formed_on=one.formed_on,
            late=one.late and not need.afterwards,
            note=one.late_note if not need.afterwards else "",
        )
        for one in general_papers(need.key, folder)
    )
    state, remark = general_state(need, folder, papers)
    return NeedView(
        key=need.key,
        code="",
        label=need.label,
        content=need.content,
        evidence=None,
        citations=_heard(need.citations, forum),
        papers=papers,
        lines=(),
        state=state,
        remark=remark,
        consequence=need.consequence,
    )


def _of_evidence(folder: CaseFolder, evidence: Evidence, consequence: str, failure: tuple[Citation, ...]) -> NeedView:
    spec = evidence_specs()[evidence]
    papers = tuple(evidence_papers(evidence, folder))
    state, remark = _state(folder.attacked, evidence, papers)
    return NeedView(
        key=evidence.value,
        code=spec.code,
        label=evidence.label,
        content=spec.content,
        evidence=evidence,
        citations=tuple(dict.fromkeys((*spec.citations, *failure))),
        papers=papers,
        lines=tuple(_lines(folder.attacked, evidence)),
        state=state,
        remark=remark,
        consequence=consequence,
    )


def _lines(attacked: Attacked, evidence: Evidence) -> Iterator[str]:
    note = written_note(evidence, attacked)
    if note is not None:
        yield f"呈批记载：{note.text}"
    yield from evidence_lines(evidence, attacked.case.state)


def _state(attacked: Attacked, evidence: Evidence, papers: tuple[NeedPaper, ...]) -> tuple[ProofState, str]:
    in_time = [one for one in papers if not one.late]
    if in_time and on_file(evidence, attacked):
        return ProofState.FOUND, ""
    note = written_note(evidence, attacked)
    if note is not None and not note.late:
        if note_suffices(evidence):
            return ProofState.FOUND, ""
        if not in_time:
            return ProofState.NOTED, "只有呈批时的记载，没有可以提交的材料"
        return ProofState.FOUND, ""
    if in_time:
        return ProofState.PARTIAL, "有记录，尚缺送达凭证、意见或者逾期证明"
    if papers or (note is not None and note.late):
        return ProofState.LATE, "都形成于答复之后，不能证明答复合法"
    return ProofState.MISSING, "没有找到；答复前已经形成而未入卷的，补录原件，不得事后制作"

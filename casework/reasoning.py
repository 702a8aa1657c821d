"""The reasoning page: for each of the seven questions the answer, what it rests on with its dates, and the article.

It serves the reviewer and the card beside the letter. A decision that was taken without the questions is told in the
same order, from what it says and from the file, and the page says that nobody answered them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from casework.act_case import ActCase, read_case
from casework.guided_evidence import evidence_lines
from casework.guided_file import CaseFile, case_file, decided_path, likely_way
from casework.guided_views import ReasoningEvidence, ReasoningQuestion, ReasoningView
from casework.item_decisions import article_of, items_of
from casework.office import Office
from casework.outcome_rules import evidence_on_file, grounds_of
from casework.refusals import basis_text
from law.citations import Citation
from law.evidence import evidence_specs
from law.outcomes import SEVEN_QUESTIONS, OutcomeRule, annual_row, outcome_rules
from law.policies import PolicySet
from law.remedies import remedy_class
from law.seven_questions import Answer, Point, Walk, question_tree
from law.terms import DeliveryMethod, Evidence, Outcome
from models import Submission

__all__ = ["reasoning"]

_UNDECIDED: Final = "还没有确定处理结果。"
_DIRECT: Final = "处理结果是直接选定的，没有逐步回答；以下按结果和案卷整理。"
_WITHDRAWN: Final = "申请人撤回，不再判断。"
_WAY, _ANSWER = 6, 7
# 怎么给 is also told where the path ends before it: something is provided all the same.
_PROVIDING: Final = (Outcome.GRANT, Outcome.PARTIAL_GRANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """The present decision with what is said of it; ``letter_on`` is the day of the reply, today until it is issued."""

    rule: OutcomeRule
    variant: str
    facts: Mapping[str, str]
    noted: Mapping[str, str]
    said: Mapping[str, Any]
    policies: PolicySet
    on: date
    letter_on: date


def reasoning(office: Office, request_id: int, *, today: date) -> ReasoningView:
    """Why the request is answered as it is, question by question.

    Raises:
        UserError: no such request.
    """
    with office.reading() as session:
        case = read_case(office, session, request_id, today)
        file = case_file(session, case)
        delivery = session.get_one(Submission, case.request.submission_id).delivery_method
        policies = office.policies(today, session)
        decision = _decision(case, policies, today)
        return _undecided(case) if decision is None else _page(case, decision, file, delivery)


def _page(case: ActCase, decision: _Decision, file: CaseFile, delivery: DeliveryMethod | None) -> ReasoningView:
    walk = _kept_way(case, decision)
    guided = walk is not None
    way = walk or likely_way(file, decision.rule.outcome, decision.variant)
    steps = way.steps if way is not None else ()
    rows = [_row(number, steps, decision, file, guided=guided) for number in range(1, _ANSWER + 1)]
    rows[_WAY - 1] = _given(rows[_WAY - 1], decision, file, delivery)
    rows[_ANSWER - 1] = _answered(rows[_ANSWER - 1], decision, guided=guided)
    return ReasoningView(
        request_id=case.request.id,
        registration_number=case.number,
        title=case.request.title,
        decided_on=decision.on,
        guided=guided,
        remark=_remark(decision, guided=guided),
        outcome=decision.rule.outcome,
        outcome_label=decision.rule.label,
        variant_label=_variant_label(decision),
        letter_title=decision.rule.letter_title,
        basis=_basis(decision),
        remedy=_remedy(decision),
        annual_row=annual_row(decision.rule.outcome, decision.policies).label,
        reasons=str(decision.said.get("reasons", "")),
        questions=tuple(rows),
    )


def _kept_way(case: ActCase, decision: _Decision) -> Walk | None:
    """The way that was kept with the decision, as long as it leads there: a decision may have been corrected since."""
    path = decided_path(case.state)
    if not path or decision.rule.outcome is Outcome.WITHDRAWN:
        return None
    walk = question_tree().walk({one.question: one.answer for one in path}, decision.on)
    return walk if (walk.outcome, walk.variant) == (decision.rule.outcome, decision.variant) else None


def _remark(decision: _Decision, *, guided: bool) -> str:
    if decision.rule.outcome is Outcome.WITHDRAWN:
        return _WITHDRAWN
    return "" if guided else _DIRECT


def _decision(case: ActCase, policies: PolicySet, today: date) -> _Decision | None:
    """The decision that counts; a withdrawal decides by itself."""
    facts = case.state.facts
    outcome = facts.outcome
    if outcome is None:
        return None
    decided = facts.decided if outcome is not Outcome.WITHDRAWN else None
    said: Mapping[str, Any] = decided.payload if decided is not None else {}
    return _Decision(
        rule=outcome_rules()[outcome],
        variant=str(said.get("variant") or ""),
        facts=dict(said.get("facts", {})),
        noted=dict(said.get("evidence", {})),
        said=said,
        policies=policies,
        on=(decided.on if decided is not None else None) or today,
        letter_on=facts.reply.issued_on if facts.reply is not None else today,
    )


def _undecided(case: ActCase) -> ReasoningView:
    rows = tuple(_empty(number) for number in range(1, _ANSWER + 1))
    return ReasoningView(
        request_id=case.request.id,
        registration_number=case.number,
        title=case.request.title,
        decided_on=None,
        guided=False,
        remark=_UNDECIDED,
        outcome=None,
        outcome_label="",
        variant_label="",
        letter_title="",
        basis="",
        remedy="",
        annual_row="",
        reasons="",
        questions=rows,
    )


def _empty(number: int) -> ReasoningQuestion:
    return ReasoningQuestion(
        number=number,
        name=SEVEN_QUESTIONS[number - 1],
        answered=False,
        reached=False,
        line="",
        details=(),
        basis="",
        evidence=(),
    )


def _row(
    number: int, steps: Sequence[tuple[Point, Answer]], decision: _Decision, file: CaseFile, *, guided: bool
) -> ReasoningQuestion:
    mine = [(point, answer) for point, answer in steps if point.question == number]
    if not mine:
        return _empty(number)
    cited = tuple(dict.fromkeys(one for _, answer in mine for one in answer.citations))
    needed = dict.fromkeys(one for _, answer in mine for one in answer.evidence)
    if number == decision.rule.step:
        needed |= dict.fromkeys(decision.rule.evidence_for(decision.variant or None, grounds_of(decision.facts)))
        cited = decision.rule.citations_for(decision.variant or None, grounds_of(decision.facts)) or cited
    return ReasoningQuestion(
        number=number,
        name=SEVEN_QUESTIONS[number - 1],
        answered=guided,
        reached=True,
        line="；".join(answer.label for _, answer in mine),
        details=tuple(f"{point.text}：{answer.label}。{answer.consequence}。" for point, answer in mine),
        basis=_told(cited),
        evidence=_evidence(needed, decision, file),
    )


def _told(cited: Iterable[Citation]) -> str:
    return basis_text(tuple(cited))


def _evidence(needed: Iterable[Evidence], decision: _Decision, file: CaseFile) -> tuple[ReasoningEvidence, ...]:
    """What the answers rest on. Only what the decision needs can be missing; the rest is told where it is on file."""
    required = decision.rule.evidence_for(decision.variant or None, grounds_of(decision.facts))
    rows = []
    for one in needed:
        lines = evidence_lines(one, file.state)
        note = str(decision.noted.get(one.value, "")).strip()
        proven = evidence_on_file(one, file.state, file.today)
        if one not in required and not lines and not note:
            continue
        rows.append(
            ReasoningEvidence(
                code=evidence_specs()[one].code,
                label=one.label,
                lines=(*lines, *((note,) if note else ())),
                missing=not (proven or note),
            )
        )
    return tuple(rows)


def _given(
    row: ReasoningQuestion, decision: _Decision, file: CaseFile, delivery: DeliveryMethod | None
) -> ReasoningQuestion:
    """怎么给: the form, the way of delivery and the pages, wherever something is provided."""
    if decision.rule.outcome not in _PROVIDING:
        return row
    pages = decision.facts.get("page_count", "")
    form = next((one for one in decision.rule.required_facts if one.key == "provide_form"), None)
    chosen = dict(form.choices).get(decision.facts.get("provide_form", ""), "") if form is not None else ""
    wanted = chosen or "、".join(one.label for one in file.forms)
    parts = (wanted, delivery.label if delivery is not None else "", f"{pages} 页" if pages else "")
    told = "，".join(part for part in parts if part)
    line = "；".join(part for part in (row.line, told) if part)
    return replace(row, reached=True, line=line)


def _answered(row: ReasoningQuestion, decision: _Decision, *, guided: bool) -> ReasoningQuestion:
    """怎么答: outcome and remedy, and what was decided item by item."""
    items = tuple(f"{one.text}：{_item_end(one.outcome, one.ground)}" for one in items_of(decision.said))
    conclusions = tuple(f"{one['text']}：{one['conclusion']}" for one in decision.said.get("conclusions", ()))
    variant = _variant_label(decision)
    label = f"{decision.rule.label}（{variant}）" if variant else decision.rule.label
    return replace(
        row,
        reached=True,
        answered=row.answered or guided,
        line=f"{label}；{_remedy(decision)}",
        details=(*row.details, *(items or conclusions)),
        basis=_basis(decision),
    )


def _item_end(outcome: Outcome, ground: Outcome | None) -> str:
    behind = ground or outcome
    told = article_of(behind) if behind not in _PROVIDING else ""
    return f"{outcome.label}（{told}）" if told else outcome.label


def _variant_label(decision: _Decision) -> str:
    chosen = decision.rule.variant(decision.variant or None)
    return chosen.label if chosen is not None else ""


def _basis(decision: _Decision) -> str:
    own = str(decision.facts.get("cited_article", "")).strip()
    cited = decision.rule.citations_for(decision.variant or None, grounds_of(decision.facts))
    return own or _told(cited) or decision.rule.basis_note


def _remedy(decision: _Decision) -> str:
    return remedy_class(decision.rule.outcome, decision.variant or None, decision.letter_on, decision.policies).label

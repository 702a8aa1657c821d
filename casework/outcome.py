"""确定处理结果: one of the catalogue, with the facts its letter states and the evidence it rests on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casework.act_case import ActCase, changed, check_day, enter, read_case, words
from casework.acts import require
from casework.asked_items import asked_items, conclusions_of, proposed_conclusions
from casework.date_wording import full_date
from casework.draft_states import store_states
from casework.drafts import OutcomeDraft
from casework.facts import day_of
from casework.fee_ending import record_fee_lapse
from casework.item_decisions import COVERING_GROUNDS, check_items, item_facts, items_of, kept_items
from casework.lifecycle import CaseState
from casework.notice_facts import disclosure_told
from casework.office import Office
from casework.outcome_facts import check_told_facts, correction_facts, fee_facts
from casework.outcome_rules import event_based, evidence_on_file, grounds_of, obstacles
from casework.refusals import Refusal, basis_text, refused
from casework.unit_of_work import Work, begin
from casework.views import (
    Changed,
    EvidenceFieldView,
    FactFieldView,
    FindingView,
    ItemFieldView,
    OutcomeChoice,
    OutcomeForm,
)
from law.errors import UserError
from law.evidence import evidence_specs
from law.outcomes import SEVEN_QUESTIONS, FactSpec, OutcomeRule, annual_row, outcome_rules
from law.remedies import remedy_class
from law.seven_questions import question_tree
from law.terms import Act, EventKind, Evidence, FactKind, Outcome
from templates.reply_contexts import GrantVariant

__all__ = ["choices", "decide_outcome", "proposal", "typed_facts"]

_YES = frozenset(("true", "yes", "1", "是"))
_NO = frozenset(("false", "no", "0", "否"))


def choices(office: Office, request_id: int, *, today: date) -> tuple[OutcomeChoice, ...]:
    """All outcomes in the order of the seven questions, each with the first thing that stands in its way."""
    with office.reading() as session:
        state = read_case(office, session, request_id, today).state
    found = []
    for rule in sorted(outcome_rules().values(), key=lambda one: one.step):
        against = obstacles(rule.outcome, "", state, today)
        found.append(
            OutcomeChoice(
                outcome=rule.outcome,
                label=rule.label,
                when=rule.when,
                step=rule.step,
                question=SEVEN_QUESTIONS[rule.step - 1],
                basis=basis_text(rule.citations) or rule.basis_note,
                obstacle=against[0].line if against else "",
            )
        )
    return tuple(found)


def proposal(
    office: Office,
    request_id: int,
    outcome: Outcome,
    variant: str,
    today: date,
    grounds: Sequence[Outcome] = (),
) -> OutcomeForm:
    """What deciding for an outcome asks for, with values proposed from the file; nothing is decided.

    Args:
        office: the office.
        request_id: which request.
        outcome: which outcome.
        variant: its variant, the first one if empty.
        today: the day of the question.
        grounds: the refusals behind the withheld parts, as chosen so far; their evidence is listed too.

    Raises:
        UserError: no such request, or the outcome has no such variant.
    """
    rule = outcome_rules()[outcome]
    with office.reading() as session:
        case = read_case(office, session, request_id, today)
        policies = office.policies(today, session)
        items = asked_items(session, case.request, outcome)
    state = case.state
    earlier = _earlier(state, outcome)
    chosen = variant or str(earlier.get("variant") or "") or (rule.variants[0].key if rule.variants else "")
    rule.variant(chosen or None)
    proposed = _proposed_facts(case, outcome) | dict(earlier.get("facts", {}))
    noted = earlier.get("evidence", {})
    return OutcomeForm(
        outcome=outcome,
        variant=chosen,
        label=rule.label,
        when=rule.when,
        step=rule.step,
        variants=tuple((one.key, one.label) for one in rule.variants),
        facts=tuple(_fact_field(one, proposed) for one in rule.facts_for(chosen or None)),
        evidence=tuple(_evidence_field(one, state, today, noted) for one in rule.evidence_for(chosen or None, grounds)),
        evidence_by_choice=_evidence_by_choice(rule, chosen, state, today, noted),
        items=_concluded(proposed_conclusions(items, outcome), earlier.get("conclusions", ())),
        reasons=str(earlier.get("reasons", "")),
        single_item=bool(earlier.get("single_item")),
        decisions=items_of(earlier),
        basis=basis_text(rule.citations_for(chosen or None, grounds)) or rule.basis_note,
        annual_row=annual_row(outcome, policies).label,
        remedy=remedy_class(outcome, chosen or None, today, policies).label,
        letter_title=rule.letter_title,
        pitfalls=rule.pitfalls,
        obstacles=tuple(_finding(one) for one in obstacles(outcome, chosen, state, today, tuple(grounds))),
    )


def _earlier(state: CaseState, outcome: Outcome) -> Mapping[str, Any]:
    """What the present decision says, if it is for the same outcome: decided anew, it is corrected and not retyped."""
    decided = state.facts.begun_decision
    return decided.payload if decided is not None and decided.payload.get("outcome") == outcome else {}


def _concluded(items: Sequence[ItemFieldView], earlier: Sequence[Mapping[str, str]]) -> tuple[ItemFieldView, ...]:
    said = {one["text"]: one["conclusion"] for one in earlier}
    return tuple(replace(one, conclusion=said.get(one.text, one.conclusion)) for one in items)


def _evidence_field(evidence: Evidence, state: CaseState, today: date, noted: Mapping[str, str]) -> EvidenceFieldView:
    spec = evidence_specs()[evidence]
    return EvidenceFieldView(
        evidence=evidence,
        code=spec.code,
        label=evidence.label,
        content=spec.content,
        on_file=evidence_on_file(evidence, state, today),
        text=noted.get(evidence.value, ""),
    )


def _evidence_by_choice(
    rule: OutcomeRule, variant: str, state: CaseState, today: date, noted: Mapping[str, str]
) -> tuple[tuple[str, tuple[EvidenceFieldView, ...]], ...]:
    """For each ground to withhold by, the evidence that it needs beyond the outcome's own."""
    fact = next((one for one in rule.facts_for(variant or None) if one.key == "withheld_grounds"), None)
    if fact is None:
        return ()
    own = rule.evidence_for(variant or None)
    return tuple(
        (
            key,
            tuple(
                _evidence_field(one, state, today, noted)
                for one in rule.evidence_for(variant or None, (Outcome(key),))
                if one not in own
            ),
        )
        for key, _ in fact.choices
    )


def _finding(against: Refusal) -> FindingView:
    return FindingView(
        code=against.code, level="block", sentence=against.line, basis=basis_text(against.citations), field="outcome"
    )


def _fact_field(spec: FactSpec, proposed: Mapping[str, str]) -> FactFieldView:
    return FactFieldView(
        key=spec.key,
        label=spec.label,
        hint=spec.hint,
        kind=spec.kind.value,
        choices=spec.choices,
        required=spec.required,
        value=proposed.get(spec.key, ""),
    )


def _proposed_facts(case: ActCase, outcome: Outcome) -> dict[str, str]:
    """What the file already says: numbers, days, searches."""
    facts, state = case.state.facts, case.state
    found: dict[str, str] = {"info_name": case.request.title, "info_title": case.request.title}
    found |= fee_facts(state) if outcome is Outcome.ABANDONED_NO_PAYMENT else correction_facts(state)
    found |= disclosure_told(facts)
    charged = facts.fee.notice.fee if facts.fee.notice is not None else None
    if charged is not None and charged.pages:
        found["page_count"] = str(charged.pages)
    search = facts.last(EventKind.SEARCH_RECORDED)
    if search is not None:
        found["search_scope"] = "、".join(search.payload.get("systems", ()))
        found["search_result"] = str(search.payload.get("result", ""))
    asked = state.justification
    if asked is not None:
        found["volume_statement"] = str(asked.payload.get("statistics", ""))
    given = facts.last(EventKind.JUSTIFICATION_RECEIVED)
    found["applicant_reason"] = str(given.payload.get("text", "")) if given else ""
    return {key: value for key, value in found.items() if value}


def decide_outcome(office: Office, draft: OutcomeDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Decide the outcome; it may be decided anew until the reply is issued.

    Raises:
        UserError: the course of the case does not bear it, a fact or evidence is missing, a day in the future.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = _entered(work, draft)
        ordered = case.state.facts.order
        check_day(draft.on, case, "确定日期", not_before=ordered.on if ordered is not None else None)
        rule = outcome_rules()[draft.outcome]
        if rule.variants and not draft.variant:
            raise refused("outcome_variant_missing", field="variant", label=rule.label)
        rule.variant(draft.variant or None)
        _refuse_obstacle(obstacles(draft.outcome, draft.variant, case.state, draft.on), "outcome")
        facts = typed_facts(rule, draft.variant, draft.facts)
        grounds = grounds_of(facts)
        against = obstacles(draft.outcome, draft.variant, case.state, draft.on, grounds)
        _refuse_obstacle(against, "facts.withheld_grounds")
        check_told_facts(case, draft, facts)
        _check_path(draft)
        _check_items(draft, case.state, grounds)
        if draft.variant == GrantVariant.ONSITE_VIEW and not draft.reasons.strip():
            raise refused("onsite_reason_missing", field="reasons")
        _check_evidence(rule, draft, case.state, grounds)
        payload = {
            "outcome": draft.outcome,
            "variant": draft.variant,
            "facts": facts,
            "evidence": {one.value: text.strip() for one, text in draft.evidence.items() if text.strip()},
            "reasons": draft.reasons.strip(),
            "conclusions": [{"text": one.text, "conclusion": one.conclusion} for one in conclusions_of(draft)],
            "single_item": draft.single_item,
            "path": [{"question": one.question, "answer": one.answer} for one in draft.path],
            "items": kept_items(draft.items),
        }
        work.record(case.request, EventKind.OUTCOME_DECIDED, draft.on, payload)
        store_states(work, case.request)
        return changed(work, case, Act.DECIDE_OUTCOME, f"处理结果：{rule.label}")


def _check_path(draft: OutcomeDraft) -> None:
    """A path that is kept has to lead to the outcome that is decided; without one the outcome was chosen directly."""
    if not draft.path:
        return
    walk = question_tree().walk({one.question: one.answer for one in draft.path}, draft.on)
    if walk.open is not None:
        raise refused("path_open", field="path", question=walk.open.text)
    if (walk.outcome, walk.variant, walk.path) != (draft.outcome, draft.variant, draft.path):
        reached = walk.outcome.label if walk.outcome is not None else ""
        raise refused("path_elsewhere", field="path", reached=reached, label=draft.outcome.label)


def _check_items(draft: OutcomeDraft, state: CaseState, grounds: Sequence[Outcome]) -> None:
    """What was decided item by item has to bear: each its reason, and for each what the course of the case needs."""
    if not draft.items or draft.outcome is not Outcome.PARTIAL_GRANT:
        return
    check_items(draft.items)
    told = item_facts(draft.items)
    if not told.provides:
        raise refused("item_not_given_alone", field="items.0.outcome")
    if not told.withholds:
        raise refused("item_all_given", field="items.0.outcome")
    if told.variant != draft.variant:
        raise refused("item_variant_differs", field="variant")
    for one in draft.items:
        behind = one.ground or one.outcome
        if behind in COVERING_GROUNDS and behind not in grounds:
            raise refused("item_ground_unlisted", field="facts.withheld_grounds", item=one.text, label=behind.label)
    for at, one in enumerate(draft.items):
        behind = one.ground or one.outcome
        if behind is not Outcome.GRANT and behind is not Outcome.PARTIAL_GRANT:
            _refuse_obstacle(obstacles(behind, "", state, draft.on), f"items.{at}.ground")


def _refuse_obstacle(against: Sequence[Refusal], field: str) -> None:
    if against:
        first = against[0]
        raise UserError(first.code, first.what, first.why, first.todo, first.citations, field=field)


def _entered(work: Work, draft: OutcomeDraft) -> ActCase:
    """Take the case; a lapse that a person confirms with the decision is recorded on the way."""
    lapse = _lapse_of(draft.outcome)
    # An unpaid fee needs no finding on reasons: the measure lets the request lapse with the day (管理办法).
    confirmed = draft.unjustified_lapse or lapse is EventKind.FEE_LAPSED
    if lapse is not None and confirmed:
        request = work.request(draft.request_id)
        if lapse is EventKind.CORRECTION_LAPSED:
            _lapse_correction(work, draft)
        else:
            fee = work.derived(request).facts.fee
            if fee.notice is not None and fee.lapsed is None:
                _lapse_fee(work, draft)
    return enter(work, draft.request_id, Act.DECIDE_OUTCOME)


def _lapse_of(outcome: Outcome) -> EventKind | None:
    return {
        Outcome.ABANDONED_NO_CORRECTION: EventKind.CORRECTION_LAPSED,
        Outcome.ABANDONED_NO_PAYMENT: EventKind.FEE_LAPSED,
    }.get(outcome)


def _lapse_correction(work: Work, draft: OutcomeDraft) -> None:
    request = work.request(draft.request_id)
    derived = work.derived(request)
    if derived.facts.happened(EventKind.CORRECTION_LAPSED):
        return
    state = CaseState(derived=derived, today=work.today, kind=request.kind)
    require(Act.LAPSE_CORRECTION, state)
    deadline = state.correction_deadline
    if deadline is not None and draft.on <= deadline:
        raise refused("correction_not_overdue", field="on", **state.words)
    reason = words(draft.reasons, "lapse_needs_reason", "reasons")
    work.record(request, EventKind.CORRECTION_LAPSED, draft.on, {"reason": reason})


def _lapse_fee(work: Work, draft: OutcomeDraft) -> None:
    request = work.request(draft.request_id)
    derived = work.derived(request)
    case = ActCase(request, CaseState(derived=derived, today=work.today, kind=request.kind))
    require(Act.LAPSE_FEE, case.state)
    record_fee_lapse(work, case, draft.on, draft.reasons)


def typed_facts(rule: OutcomeRule, variant: str, given: Mapping[str, str]) -> dict[str, str]:
    """The facts of an outcome, checked by their kind.

    Raises:
        UserError: ``outcome_fact_missing`` or ``outcome_fact_wrong``; ``field`` is ``facts.<key>``.
    """
    found: dict[str, str] = {}
    for spec in rule.facts_for(variant or None):
        text = str(given.get(spec.key, "")).strip()
        if not text:
            if spec.required:
                raise refused(
                    "outcome_fact_missing",
                    field=f"facts.{spec.key}",
                    label=spec.label,
                    outcome=rule.label,
                    hint=spec.hint,
                )
            continue
        found[spec.key] = _checked(spec, text)
    return found


def _checked(spec: FactSpec, text: str) -> str:
    right = True
    if spec.kind is FactKind.DATE:
        right = _is_day(text)
    elif spec.kind is FactKind.COUNT:
        right = bool(re.fullmatch(r"\d{1,6}", text)) and int(text) > 0
    elif spec.kind is FactKind.FLAG:
        right = text.lower() in _YES | _NO
        text = "true" if text.lower() in _YES else "false"
    elif spec.kind in (FactKind.CHOICE, FactKind.CHOICES):
        parts = re.split(r"[,，、;；\n]", text) if spec.kind is FactKind.CHOICES else [text]
        keys = [_choice(spec, one.strip()) for one in parts if one.strip()]
        right = all(keys)
        text = "\n".join(keys)
    if not right:
        raise refused("outcome_fact_wrong", field=f"facts.{spec.key}", label=spec.label, hint=spec.hint)
    return text


def _choice(spec: FactSpec, written: str) -> str:
    """The key of a choice, given by key or by label; empty if unknown."""
    by_label = {label: key for key, label in spec.choices}
    return written if written in dict(spec.choices) else by_label.get(written, "")


def _is_day(text: str) -> bool:
    try:
        return day_of(text) is not None and len(text) == 10
    except ValueError:
        return False


def _check_evidence(rule: OutcomeRule, draft: OutcomeDraft, state: CaseState, grounds: Sequence[Outcome]) -> None:
    for one in rule.evidence_for(draft.variant or None, grounds):
        noted = draft.evidence.get(one, "").strip()
        if evidence_on_file(one, state, draft.on) or (noted and not event_based(one)):
            continue
        spec = evidence_specs()[one]
        raise refused(
            "outcome_evidence_missing",
            field=f"evidence.{one.value}",
            code=spec.code,
            label=one.label,
            content=spec.content,
            outcome=rule.label,
            on=full_date(draft.on),
        )

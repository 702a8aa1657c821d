"""Guided drafting: the seven questions of a request, answered as far as its file proves the answer.

What the file proves (a correction that lapsed, a withdrawal) is answered; what it only speaks for (a search without
result) is suggested; what its course does not bear is barred, with the reason and the article.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from casework.act_case import read_case
from casework.acts import why_not
from casework.guided_file import CaseFile, case_file, decided_path, lines_of, opinions_of, proposed
from casework.guided_views import GuidedAnswer, GuidedPoint, GuidedView
from casework.office import Office
from casework.outcome import proposal
from casework.outcome_rules import obstacles
from casework.reasoning import reasoning
from casework.refusals import Refusal, basis_text, refusal
from law.outcomes import outcome_rules
from law.seven_questions import Answer, Point, question_tree
from law.terms import Act, EventKind, Opinion, Outcome

__all__ = ["guided", "reasoning"]


def guided(office: Office, request_id: int, answers: Mapping[str, str], *, today: date) -> GuidedView:
    """The seven questions as far as they are answered, and what deciding for the outcome reached asks for.

    Args:
        office: the office.
        request_id: which request.
        answers: what a person answered, keys of answers by keys of points; an empty text takes back the answer that the
            present decision or the file gives.
        today: the day of the question.

    Raises:
        UserError: no such request.
    """
    with office.reading() as session:
        case = read_case(office, session, request_id, today)
        file = case_file(session, case)
    tree = question_tree()
    decided = {one.question: one.answer for one in decided_path(file.state)}
    found = {key: one for key in tree.points if (one := proposed(key, file)) is not None}
    proven = {key: one.answer for key, one in found.items() if one.proven}
    given = {**decided, **answers}
    walk = tree.walk({**proven, **given}, today)
    chosen = {point.key: answer.key for point, answer in walk.steps}
    shown = [point for point, _ in walk.steps] + ([walk.open] if walk.open is not None else [])
    form = None if walk.outcome is None else proposal(office, request_id, walk.outcome, walk.variant, today)
    return GuidedView(
        request_id=request_id,
        points=tuple(_point(one, file, chosen.get(one.key, ""), by_person=bool(given.get(one.key))) for one in shown),
        path=walk.path,
        outcome=walk.outcome,
        variant=walk.variant,
        form=form,
        direct=file.state.facts.decided is not None and not decided,
    )


def _point(point: Point, file: CaseFile, chosen: str, *, by_person: bool) -> GuidedPoint:
    said = proposed(point.key, file)
    return GuidedPoint(
        key=point.key,
        question=point.question,
        name=point.name,
        text=point.text,
        note=point.note,
        answers=tuple(_answer(point, one, file) for one in point.answers if one.effective <= file.today),
        chosen=chosen,
        from_file=bool(chosen) and not by_person,
        suggested=said.answer if said is not None else "",
        why=said.why if said is not None else "",
        on_file=lines_of(point.key, file),
    )


def _answer(point: Point, answer: Answer, file: CaseFile) -> GuidedAnswer:
    against = _against(point, answer, file)
    basis = basis_text(answer.citations)
    if not basis and answer.outcome is not None:
        basis = outcome_rules()[answer.outcome].basis_note
    return GuidedAnswer(
        key=answer.key,
        label=answer.label,
        consequence=answer.consequence,
        basis=basis,
        barred="" if against is None else against.line,
        barred_basis="" if against is None else basis_text(against.citations),
    )


def _against(point: Point, answer: Answer, file: CaseFile) -> Refusal | None:
    """What stands against an answer: its own condition, or that nothing behind it is open."""
    own = _OWN_CONDITIONS.get((point.key, answer.key))
    found = own(file) if own is not None else None
    if found is not None:
        return found
    first: Refusal | None = None
    for outcome, variant in question_tree().ends(answer, file.today):
        against = _obstacle(outcome, variant, file)
        if against is None:
            return None
        first = first or against
    return first


def _obstacle(outcome: Outcome, variant: str, file: CaseFile) -> Refusal | None:
    """The first obstacle; a lapse that the decision itself records is none once its day is over."""
    lapse = {Outcome.ABANDONED_NO_CORRECTION: Act.LAPSE_CORRECTION, Outcome.ABANDONED_NO_PAYMENT: Act.LAPSE_FEE}
    if outcome in lapse and why_not(lapse[outcome], file.state) is None:
        return None
    return next(iter(obstacles(outcome, variant, file.state, file.today)), None)


def _not_corrected(file: CaseFile) -> Refusal | None:
    received = file.state.facts.happened(EventKind.CORRECTION_RECEIVED)
    return None if received else refusal("correction_not_answered")


def _not_justified(file: CaseFile) -> Refusal | None:
    assessed = file.state.facts.last(EventKind.JUSTIFICATION_ASSESSED)
    reasonable = assessed is not None and assessed.payload.get("reasonable")
    return None if reasonable else refusal("justification_not_found_reasonable")


def _not_agreed(file: CaseFile) -> Refusal | None:
    return None if Opinion.AGREE in opinions_of(file) else refusal("third_party_not_agreed")


_OWN_CONDITIONS: Final[Mapping[tuple[str, str], Callable[[CaseFile], Refusal | None]]] = {
    ("complete", "corrected"): _not_corrected,
    ("before", "justified"): _not_justified,
    ("grounds", "agreed"): _not_agreed,
}

"""What guided drafting gives back: the seven questions as far as they are answered, the reasoning page, precedents."""

from dataclasses import dataclass
from datetime import date

from casework.views import OutcomeForm
from law.dispute_terms import GroundFate
from law.seven_questions import PathAnswer
from law.terms import Outcome

__all__ = [
    "GuidedAnswer",
    "GuidedPoint",
    "GuidedView",
    "PrecedentView",
    "PrecedentsView",
    "ReasoningEvidence",
    "ReasoningQuestion",
    "ReasoningView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedAnswer:
    """One way to answer a point.

    Attributes:
        barred: why it cannot be given now, empty if it can; ``barred_basis``: the article behind that.
    """

    key: str
    label: str
    consequence: str
    basis: str
    barred: str = ""
    barred_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedPoint:
    """A point of the seven questions, on the way that the answers take.

    Attributes:
        question, name: number and name of the question it belongs to.
        text, note: what is asked, what to look at.
        chosen: key of the answer that counts, empty while it is open.
        from_file: the answer that counts was not given by a person; the file proves it.
        suggested: key of the answer that the file speaks for without proving it; empty if none.
        why: what in the file proves or speaks for it.
        on_file: what the file holds on this point, one line each.
    """

    key: str
    question: int
    name: str
    text: str
    note: str
    answers: tuple[GuidedAnswer, ...]
    chosen: str = ""
    from_file: bool = False
    suggested: str = ""
    why: str = ""
    on_file: tuple[str, ...] = ()

    @property
    def answer(self) -> GuidedAnswer | None:
        """The answer that counts, None while the point is open."""
        return next((one for one in self.answers if one.key == self.chosen), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedView:
    """The seven questions of one request as of a day.

    Attributes:
        points: those on the way, in order; the last one is open unless an outcome is reached.
        path: the answers that count.
        outcome, variant: what is reached, None and empty while a point is open.
        form: what deciding for it asks for.
        direct: the present decision was taken without the seven questions.
    """

    request_id: int
    points: tuple[GuidedPoint, ...]
    path: tuple[PathAnswer, ...]
    outcome: Outcome | None
    variant: str
    form: OutcomeForm | None
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasoningEvidence:
    """A piece of evidence: its code, its name, what is on file; ``missing`` if nothing is."""

    code: str
    label: str
    lines: tuple[str, ...]
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasoningQuestion:
    """One of the seven questions on the reasoning page.

    Attributes:
        number, name: which one.
        answered: was it answered by a person on the way to the decision?
        reached: does the way go through it at all?
        line: the answer in one line.
        details: one line for each point, with what followed.
        basis: the articles.
        evidence: what it rests on.
    """

    number: int
    name: str
    answered: bool
    reached: bool
    line: str
    details: tuple[str, ...]
    basis: str
    evidence: tuple[ReasoningEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasoningView:
    """The reviewer's reasoning page.

    Attributes:
        guided: the decision was taken by the seven questions; otherwise ``remark`` says so.
        outcome_label, variant_label, letter_title, basis, remedy, annual_row: what the decision brings.
    """

    request_id: int
    registration_number: str
    title: str
    decided_on: date | None
    guided: bool
    remark: str
    outcome: Outcome | None
    outcome_label: str
    variant_label: str
    letter_title: str
    basis: str
    remedy: str
    annual_row: str
    reasons: str
    questions: tuple[ReasoningQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentView:
    """An earlier request for similar information and how it was answered.

    Attributes:
        number, replied_on: of the reply.
        percent: likeness, see ``PrecedentsView.how``.
        differs: it says something else on the information than the present decision.
        line: the conclusion in one line.
        document_id: the reply.
        fate: what a reviewing body made of this reply; None where none decided on it.
        fate_line: forum, number, result, day and reason; also of a former reply, or of a case that is open.
    """

    request_id: int
    registration_number: str
    title: str
    outcome: Outcome
    number: str
    replied_on: date | None
    percent: int
    differs: bool
    line: str
    document_id: int = 0
    fate: GroundFate | None = None
    fate_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentsView:
    """以前怎么答: the most similar first; ``how`` says how the likeness is computed."""

    found: tuple[PrecedentView, ...]
    how: str

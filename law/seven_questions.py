"""The seven questions (七步判断): a tree of points whose answers lead to exactly one outcome.

The tree is data (law/data/seven_questions.toml). A path is the sequence of answers from its root; where it ends, the
outcome is fixed, and with it article, remedy and row of the annual report.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_entries
from law.errors import LawDataError, RuleGap
from law.outcomes import SEVEN_QUESTIONS, outcome_rules
from law.terms import Confidence, Evidence, Outcome

__all__ = [
    "Answer",
    "PathAnswer",
    "Point",
    "QuestionTree",
    "Walk",
    "load_question_tree",
    "question_tree",
]


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """One step of a path: which point, and how it was answered (keys of the tree)."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One way to answer a point.

    Attributes:
        key, label: identifier and Chinese label.
        consequence: what follows, in one line.
        citations: the provisions it rests on; empty only if the outcome has none either.
        evidence: what has to be on file for it.
        next: key of the point that follows; empty if the answer ends.
        outcome, variant: where it ends; None and empty if it leads on.
        effective: first day on which it can be given.
    """

    key: str
    label: str
    consequence: str
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    next: str
    outcome: Outcome | None
    variant: str
    effective: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something to decide inside one of the seven questions.

    Attributes:
        key: identifier.
        question: number of the question it belongs to, from 1.
        text: what is asked; note: what to look at.
        answers: in the order in which they are shown.
        checked_on, confidence: how far the entry was checked.
    """

    key: str
    question: int
    text: str
    note: str
    answers: tuple[Answer, ...]
    checked_on: date
    confidence: Confidence

    @property
    def name(self) -> str:
        """The question it belongs to: 补不补."""
        return SEVEN_QUESTIONS[self.question - 1]

    def answer(self, key: str) -> Answer | None:
        """An answer by key, None if there is none."""
        return next((one for one in self.answers if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far some answers lead.

    Attributes:
        steps: the points answered, in order, with their answers.
        open: the point that waits for an answer; None once the end is reached.
    """

    steps: tuple[tuple[Point, Answer], ...]
    open: Point | None

    @property
    def path(self) -> tuple[PathAnswer, ...]:
        """The answers given along the way."""
        return tuple(PathAnswer(point.key, answer.key) for point, answer in self.steps)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome reached, None while a point is open."""
        return self.steps[-1][1].outcome if self.open is None and self.steps else None

    @property
    def variant(self) -> str:
        """The variant reached; empty if the outcome has none, or none is reached."""
        return self.steps[-1][1].variant if self.open is None and self.steps else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTree:
    """All points. ``root`` is the first one, ``effective`` the first day of the tree."""

    root: str
    effective: date
    basis: str
    points: Mapping[str, Point]

    def walk(self, answers: Mapping[str, str], on: date) -> Walk:
        """Follow answers from the root until one is missing, unknown or not yet in force.

        Args:
            answers: keys of answers by keys of points; those off the way are ignored.
            on: the day on which the questions are answered.

        Raises:
            RuleGap: the tree does not reach back to that day.
        """
        if on < self.effective:
            raise RuleGap(f"no questions known for {on}")
        steps: list[tuple[Point, Answer]] = []
        at: str = self.root
        while at:
            point = self.points[at]
            given = point.answer(answers.get(at, ""))
            if given is None or given.effective > on:
                return Walk(steps=tuple(steps), open=point)
            steps.append((point, given))
            at = given.next
        return Walk(steps=tuple(steps), open=None)

    def paths(self, on: date) -> Iterator[Walk]:
        """Every way from the root to an end on a day, in the order of the file.

        Raises:
            RuleGap: the tree does not reach back to that day.
        """
        if on < self.effective:
            raise RuleGap(f"no questions known for {on}")
        yield from self._from(self.root, (), on)

    def paths_to(self, outcome: Outcome, variant: str, on: date) -> tuple[Walk, ...]:
        """Every way to one outcome in one variant."""
        return tuple(one for one in self.paths(on) if (one.outcome, one.variant) == (outcome, variant))

    def ends(self, answer: Answer, on: date) -> tuple[tuple[Outcome, str], ...]:
        """Outcomes with their variants that are still open behind an answer."""
        if answer.outcome is not None:
            return ((answer.outcome, answer.variant),)
        found = ((one.outcome, one.variant) for one in self._from(answer.next, (), on))
        return tuple(dict.fromkeys((outcome, variant) for outcome, variant in found if outcome is not None))

    def _from(self, key: str, behind: tuple[tuple[Point, Answer], ...], on: date) -> Iterator[Walk]:
        point = self.points[key]
        for answer in point.answers:
            if answer.effective > on:
                continue
            steps = (*behind, (point, answer))
            if answer.next:
                yield from self._from(answer.next, steps, on)
            else:
                yield Walk(steps=steps, open=None)


@cache
def question_tree() -> QuestionTree:
    """The seven questions as shipped (law/data/seven_questions.toml)."""
    return load_question_tree()


def load_question_tree(path: Path | None = None) -> QuestionTree:
    """Read a tree.

    Raises:
        LawDataError: the file is malformed, leads nowhere, in circles or to an outcome at the wrong question, or leaves
            an outcome or a variant without a way to it.
    """
    source = path or DATA / "seven_questions.toml"
    entries = dict(read_entries(source))
    head = entries.pop("tree", None)
    if head is None:
        raise LawDataError(source.name, "tree", "missing")
    effective = head.day("effective")
    root, basis = head.text("root"), head.text("basis")
    head.finish()
    points = {key: _point(key, entry, effective) for key, entry in entries.items()}
    tree = QuestionTree(root=root, effective=effective, basis=basis, points=MappingProxyType(points))
    if root not in points:
        raise head.fail(f"unknown point {root!r}", "root")
    _check_ways(source.name, tree)
    _check_ends(source.name, tree)
    return tree


def _point(key: str, entry: Entry, effective: date) -> Point:
    point = Point(
        key=key,
        question=entry.number("question"),
        text=entry.text("text"),
        note=entry.text("note", ""),
        answers=tuple(_answer(one, effective) for one in entry.tables("answers", required=True)),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    if not 1 <= point.question <= len(SEVEN_QUESTIONS):
        raise entry.fail("no such question", "question")
    if len({one.key for one in point.answers}) != len(point.answers):
        raise entry.fail("repeats a key", "answers")
    for at, one in enumerate(point.answers):
        if one.outcome is not None and outcome_rules()[one.outcome].step != point.question:
            raise entry.fail(f"{one.outcome} belongs to another question", f"answers[{at}].outcome")
    return point


def _answer(entry: Entry, tree_effective: date) -> Answer:
    leads = entry.text("next", "")
    outcome = entry.term("outcome", Outcome) if entry.has("outcome") else None
    variant = entry.text("variant", "")
    if bool(leads) == (outcome is not None):
        raise entry.fail("either leads on or ends", "next")
    if outcome is None:
        if variant:
            raise entry.fail("only an outcome has a variant", "variant")
        cited, evidence = read_citations(entry), entry.terms("evidence", Evidence)
    else:
        cited, evidence = _of_outcome(entry, outcome, variant)
    answer = Answer(
        key=entry.text("key"),
        label=entry.text("label"),
        consequence=entry.text("consequence"),
        citations=cited,
        evidence=evidence,
        next=leads,
        outcome=outcome,
        variant=variant,
        effective=entry.optional_day("effective") or tree_effective,
    )
    entry.finish()
    # A form of statistics that has no articles names a row; it is no provision that has to be in force.
    starts = [one.registered.effective for one in cited if one.registered.has_articles]
    if any(day is not None and day > answer.effective for day in starts):
        raise entry.fail("before a statute that it cites", "effective")
    return answer


def _of_outcome(entry: Entry, outcome: Outcome, variant: str) -> tuple[tuple[Citation, ...], tuple[Evidence, ...]]:
    rule = outcome_rules()[outcome]
    keys = [one.key for one in rule.variants] or [""]
    if variant not in keys:
        raise entry.fail(f"{outcome} has no variant {variant!r}", "variant")
    return rule.citations_for(variant or None), rule.evidence_for(variant or None)


def _check_ways(file: str, tree: QuestionTree) -> None:
    """Every answer leads ahead: to a point that is there, of the same question or of a later one, and in no circle."""
    seen: set[str] = set()

    def visit(key: str, above: Sequence[str]) -> None:
        point = tree.points[key]
        seen.add(key)
        for at, answer in enumerate(point.answers):
            place = f"{key}.answers[{at}].next"
            if not answer.next:
                continue
            if answer.next not in tree.points:
                raise LawDataError(file, place, f"unknown point {answer.next!r}")
            if answer.next in (*above, key):
                raise LawDataError(file, place, "leads back to where it came from")
            if tree.points[answer.next].question < point.question:
                raise LawDataError(file, place, "leads back to an earlier question")
            visit(answer.next, (*above, key))

    visit(tree.root, ())
    if unseen := set(tree.points) - seen:
        raise LawDataError(file, min(unseen), "no answer leads here")


def _check_ends(file: str, tree: QuestionTree) -> None:
    """Every outcome has a way to it, in each of its variants."""
    reached = {(one.outcome, one.variant) for point in tree.points.values() for one in point.answers}
    for outcome, rule in outcome_rules().items():
        for key in [one.key for one in rule.variants] or [""]:
            if (outcome, key) not in reached:
                raise LawDataError(file, tree.root, f"no answer ends in {outcome}{'.' if key else ''}{key}")

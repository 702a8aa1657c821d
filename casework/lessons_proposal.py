"""What can be recorded as the lesson of a result: the grounds of the attacked letters, each with its paragraph.

They come from the provisions of the decision, from its items, and from the questions it went through. The result speaks
for a fate of each; whether that is so a person says, and nothing is recorded by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.attacked import Attacked, attacked_case
from casework.dispute_cache import stored_dispute_policies
from casework.dispute_course import CountedEvent, DisputeFacts, Target, dispute_facts, dispute_rows
from casework.dispute_lessons import ANSWERED
from casework.dispute_targets import target_view
from casework.dispute_work import stored_dispute
from casework.guided_file import decided_path
from casework.item_decisions import items_of
from casework.lessons_fates import cited_by, ground_label, telling
from casework.lessons_views import GroundProposal, LessonProposal, ProposedLetter
from casework.office import Office
from casework.refusals import refused
from law.citations import Citation
from law.dispute_results import result_class
from law.dispute_terms import AttackedAct, DisputeEventKind, DisputeResult, GroundFate, ResultClass
from law.documents import document_rules
from law.outcomes import SEVEN_QUESTIONS, outcome_rules
from law.parameters import parameters
from law.seven_questions import question_tree
from law.terms import Outcome
from models import Dispute, Document
from templates.preview import BlockKind

__all__ = ["propose_lesson"]

_K = DisputeEventKind
_FATES: Final[Mapping[ResultClass, GroundFate | None]] = {
    ResultClass.UPHELD: GroundFate.UPHELD,
    ResultClass.CORRECTED: None,  # what exactly fell only the decision says
    ResultClass.OTHER: GroundFate.NOT_JUDGED,
    ResultClass.PENDING: GroundFate.NOT_JUDGED,
}
_CITED: Final = "答复引用的条款"
_ITEMS: Final = "逐项决定"
_QUESTIONS: Final = "七步判断"
_PERIOD: Final = "答复期限"
_RECORDED: Final = "已记入"
_TEXT: Final = (BlockKind.PARA.value, BlockKind.HEADING.value)


def propose_lesson(
    office: Office, dispute_id: int, result_event_id: int | None = None, *, today: date
) -> LessonProposal:
    """The lesson of a result as far as the files tell it.

    Args:
        office: the office.
        dispute_id: the dispute.
        result_event_id: the result; None: the one recorded last.
        today: the day of the question.

    Raises:
        UserError: ``dispute_unknown``; ``dispute_lesson_no_result``.
    """
    with office.reading() as session:
        dispute = stored_dispute(session, dispute_id)
        facts = dispute_facts(dispute_rows(session, dispute_id))
        decided = facts.last(_K.DECIDED) if result_event_id is None else facts.event(result_event_id)
        if decided is None or decided.kind is not _K.DECIDED:
            raise refused("dispute_lesson_no_result", field="result_event_id")
        return _Proposal(office, session, dispute, facts, decided, today).whole()


class _Proposal:
    """Puts the proposal together; lives within one reading transaction."""

    def __init__(
        self,
        office: Office,
        session: Session,
        dispute: Dispute,
        facts: DisputeFacts,
        decided: CountedEvent,
        today: date,
    ) -> None:
        self.office, self.session, self.dispute = office, session, dispute
        self.facts, self.decided, self.today = facts, decided, today
        self.result = DisputeResult(decided.values["result"])
        self.column = result_class(
            self.result, decided.on, stored_dispute_policies(office, session, facts), first=self._first()
        )
        self.fate = _FATES[self.column]
        self.lesson = next(
            (one for one in reversed(self._lessons()) if one.payload.get("result_event_id") == decided.id), None
        )

    def _lessons(self) -> tuple[CountedEvent, ...]:
        return tuple(sorted(self.facts.all_of(_K.LESSON_RECORDED), key=lambda one: one.seq))

    def _first(self) -> DisputeResult | None:
        """The result of the first instance, for a second one that leaves it as it is."""
        earlier = [one for one in self.facts.all_of(_K.DECIDED) if one.order < self.decided.order]
        return DisputeResult(earlier[-1].values["result"]) if earlier else None

    def whole(self) -> LessonProposal:
        attacked = [(one, self._attacked(one)) for one in self.facts.targets]
        letters = tuple(self._letter(target, found) for target, found in attacked)
        told = tuple(self._recorded())
        proposed = [
            one
            for (target, found), letter in zip(attacked, letters, strict=True)
            for one in self._grounds(target, found, letter)
        ]
        if told:
            known = {(one.request_id, one.article, one.step) for one in told}
            rest = [_offered(one) for one in proposed if (one.request_id, one.article, one.step) not in known]
            proposed = [*told, *rest]
        return LessonProposal(
            dispute_id=self.dispute.id,
            result_event_id=self.decided.id,
            result=self.result,
            result_class=self.column,
            number=str(self.decided.values.get("number", "")),
            on=self.decided.on,
            fate=self.fate,
            letters=letters,
            grounds=tuple(proposed),
            recorded=self.lesson is not None,
            note=str(self.lesson.payload.get("note", "")) if self.lesson is not None else "",
        )

    def _attacked(self, target: Target) -> Attacked:
        return attacked_case(
            self.office,
            self.session,
            target.request_id,
            target.attacked,
            target.document_id,
            self.today,
            dispute_id=self.dispute.id,
        )

    def _letter(self, target: Target, found: Attacked) -> ProposedLetter:
        view = target_view(self.office, self.session, target, self.today, self.dispute.id)
        return ProposedLetter(
            request_id=target.request_id,
            registration_number=found.case.number,
            document_id=target.document_id,
            attacked=target.attacked,
            outcome=found.facts.outcome if target.attacked in ANSWERED else None,
            line=view.line,
            paragraphs=_paragraphs(self.session, target.document_id),
        )

    # ------------------------------------------------------------------------------------------------ grounds

    def _recorded(self) -> Iterator[GroundProposal]:
        for one in self.lesson.payload.get("grounds", ()) if self.lesson is not None else ():
            article, step = str(one.get("article", "")), one.get("step")
            yield GroundProposal(
                request_id=int(one["request_id"]),
                document_id=one.get("document_id"),
                label=ground_label(article, step),
                source=_RECORDED,
                step=step,
                article=article,
                paragraph=str(one.get("paragraph", "")),
                fate=GroundFate(one["fate"]),
                why=str(one.get("why", "")),
            )

    def _grounds(self, target: Target, found: Attacked, letter: ProposedLetter) -> Iterator[GroundProposal]:
        if letter.outcome is not None:
            cited = cited_by(letter.outcome, found.case.state)
            step = outcome_rules()[letter.outcome].step
            named = telling(cited)
            for one in cited:
                # What every refusal cites besides says little of its own.
                yield self._one(letter, _CITED, step, one, chosen=not named or one.code in named)
            yield from self._items(found, letter)
            yield from self._questions(found, letter, step)
        elif target.document_id is not None:
            yield from (self._one(letter, _CITED, None, one) for one in self._of_letter(target.document_id))
        late = target.attacked is AttackedAct.NO_REPLY
        limit = parameters().value("reply_days", found.case.state.received or self.today).citation
        yield self._one(letter, _PERIOD, None, limit, chosen=late)

    def _items(self, found: Attacked, letter: ProposedLetter) -> Iterator[GroundProposal]:
        decided = found.facts.decided
        said: Mapping[str, Any] = decided.payload if decided is not None else {}
        for item in items_of(said):
            behind = item.ground or item.outcome
            cited = telling(outcome_rules()[behind].citations)
            if behind in (Outcome.GRANT, Outcome.PARTIAL_GRANT) or not cited:
                continue
            paragraph = next((one for one in letter.paragraphs if item.text in one), item.text)
            step = outcome_rules()[behind].step
            yield self._one(letter, _ITEMS, step, Citation.parse(cited[0]), paragraph=paragraph, chosen=False)

    def _questions(self, found: Attacked, letter: ProposedLetter, deciding: int) -> Iterator[GroundProposal]:
        """The other questions that the way to the decision went through, to be added where a body spoke of them."""
        path, decided = decided_path(found.case.state), found.facts.decided
        on = decided.on if decided is not None and decided.on is not None else self.today
        walk = question_tree().walk({one.question: one.answer for one in path}, on) if path else None
        said = {point.question: answer.label for point, answer in walk.steps} if walk is not None else {}
        for number, name in enumerate(SEVEN_QUESTIONS, start=1):
            if number == deciding or number in said or walk is None:
                yield self._one(letter, _QUESTIONS, number, None, label=_question(name, said.get(number)), chosen=False)

    def _of_letter(self, document_id: int) -> tuple[Citation, ...]:
        kind = self.session.get_one(Document, document_id).kind
        periods = document_rules()[kind].periods
        return periods[-1].citations if periods else ()

    def _one(
        self,
        letter: ProposedLetter,
        source: str,
        step: int | None,
        cited: Citation | None,
        *,
        label: str = "",
        paragraph: str = "",
        chosen: bool = True,
    ) -> GroundProposal:
        article = cited.code if cited is not None else ""
        return GroundProposal(
            request_id=letter.request_id,
            document_id=letter.document_id,
            label=label or ground_label(article, step),
            source=source,
            step=step,
            article=article,
            paragraph=paragraph or (_where(letter.paragraphs, cited) if cited is not None else ""),
            fate=self.fate if chosen else None,
            chosen=chosen,
        )


def _question(name: str, answer: str | None) -> str:
    return f"{name}：{answer}" if answer else name


def _offered(one: GroundProposal) -> GroundProposal:
    return GroundProposal(
        request_id=one.request_id,
        document_id=one.document_id,
        label=one.label,
        source=one.source,
        step=one.step,
        article=one.article,
        paragraph=one.paragraph,
        chosen=False,
    )


def _paragraphs(session: Session, document_id: int | None) -> tuple[str, ...]:
    """The paragraphs of a letter as it was frozen."""
    if document_id is None:
        return ()
    preview: Mapping[str, Any] = session.scalar(select(Document.preview).where(Document.id == document_id)) or {}
    blocks: Iterable[Mapping[str, Any]] = preview.get("blocks", ())
    return tuple(str(one["text"]).strip() for one in blocks if one.get("kind") in _TEXT and str(one["text"]).strip())


def _where(paragraphs: tuple[str, ...], cited: Citation) -> str:
    """The first paragraph that names a provision."""
    return next((one for one in paragraphs if cited.place and cited.place in one), "")

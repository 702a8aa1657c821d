"""What the file of a case says on the points of the seven questions: proven answers, suggestions, lines with dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.facts import LegalEvent
from casework.guided_evidence import consultation_lines, evidence_lines, search_lines
from casework.lifecycle import CaseState
from casework.notice_facts import opinion_of, third_party_consultations
from law.seven_questions import PathAnswer, Walk, question_tree
from law.terms import AccessForm, ConsultationKind, EventKind, Evidence, Opinion, Outcome
from models import Submission

__all__ = ["CaseFile", "Proposed", "case_file", "decided_path", "likely_way", "lines_of", "opinions_of", "proposed"]

# Words of a search result that say that nothing was found; a person confirms it.
_NOTHING_FOUND: Final = ("未检索到", "没有检索到", "未查到", "没有查到", "未发现", "无相关", "检索无结果")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An answer that the file gives: ``proven``, or only suggested; ``why`` names what says so."""

    answer: str
    why: str
    proven: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What the questions look at.

    Attributes:
        state: the case as of ``today``; forms: in which the applicant wants the information.
    """

    state: CaseState
    forms: tuple[AccessForm, ...]
    today: date


def case_file(session: Session, case: ActCase) -> CaseFile:
    """The file of a case, read for its questions."""
    submission = session.get_one(Submission, case.request.submission_id)
    forms = tuple(AccessForm(one) for one in submission.access_forms)
    return CaseFile(state=case.state, forms=forms, today=case.state.today)


def decided_path(state: CaseState) -> tuple[PathAnswer, ...]:
    """How the seven questions were answered for the present decision; empty if it was taken without them."""
    decided = state.facts.decided
    said: Mapping[str, Any] = decided.payload if decided is not None else {}
    return tuple(PathAnswer(str(one["question"]), str(one["answer"])) for one in said.get("path", ()))


def likely_way(file: CaseFile, outcome: Outcome, variant: str) -> Walk | None:
    """A way to an outcome that was decided without the questions: of all ways the one that the file contradicts least.

    It explains the order of the questions; nobody answered them. None if the outcome has no way on that day.
    """
    ways = question_tree().paths_to(outcome, variant, file.today)
    return max(ways, key=lambda way: _agreement(way, file), default=None)


def _agreement(way: Walk, file: CaseFile) -> int:
    said = [(answer.key, proposed(point.key, file)) for point, answer in way.steps]
    return sum(1 if found.answer == key else -1 for key, found in said if found is not None)


def proposed(key: str, file: CaseFile) -> Proposed | None:
    """The answer that the file gives to a point, None where it says nothing."""
    told = _PROPOSED.get(key)
    return told(file) if told is not None else None


def lines_of(key: str, file: CaseFile) -> tuple[str, ...]:
    """What the file holds on a point, one line each."""
    told = _ON_FILE.get(key)
    return told(file) if told is not None else ()


def _complete(file: CaseFile) -> Proposed | None:
    state, facts = file.state, file.state.facts
    if facts.happened(EventKind.WITHDRAWN):
        return Proposed("ended", "申请人已经撤回")
    if facts.fee.lapsed is not None:
        return Proposed("ended", "收费通知期满未缴清")
    if facts.happened(EventKind.CORRECTION_LAPSED):
        return Proposed("lapsed", "已确认逾期不补正")
    received = facts.last(EventKind.CORRECTION_RECEIVED)
    if received is not None:
        whole = bool(received.payload.get("complete", True))
        return Proposed("corrected", "已收到补正") if whole else Proposed("unclear", "补正不完整", proven=False)
    if state.correction is None and not state.incomplete:
        return Proposed("clear", "登记时要件齐备，没有要求补正", proven=False)
    return None


def _before(file: CaseFile) -> Proposed | None:
    assessed = file.state.facts.last(EventKind.JUSTIFICATION_ASSESSED)
    if assessed is None:
        return None
    reasonable = bool(assessed.payload.get("reasonable"))
    found = ("justified", "已认定理由合理") if reasonable else ("excessive", "已认定理由不合理")
    return Proposed(found[0], found[1], proven=not reasonable)


def _duty(file: CaseFile) -> Proposed | None:
    asked = (one.payload.get("kind") for one in file.state.facts.all_of(EventKind.CONSULTATION_SENT))
    if ConsultationKind.CO_MAKER in asked:
        return Proposed("joint", "征求过共同制作机关意见", proven=False)
    return None


def _held(file: CaseFile) -> Proposed | None:
    facts = file.state.facts
    searched = facts.last(EventKind.SEARCH_RECORDED)
    if facts.happened(EventKind.PAGES_COUNTED):
        return Proposed("held", "已对拟提供的文件计页", proven=False)
    if searched is None:
        return None
    absent = _found_nothing(searched)
    return Proposed("absent" if absent else "held", f"检索结果：{searched.payload.get('result', '')}", proven=False)


def _found_nothing(searched: LegalEvent) -> bool:
    return any(one in str(searched.payload.get("result", "")) for one in _NOTHING_FOUND)


def _grounds(file: CaseFile) -> Proposed | None:
    opinions = opinions_of(file)
    if opinions and None not in opinions and all(one is Opinion.AGREE for one in opinions):
        return Proposed("agreed", "第三方同意公开", proven=False)
    if Opinion.PARTLY in opinions:
        return Proposed("part", "第三方部分同意", proven=False)
    return None


def _reason(file: CaseFile) -> Proposed | None:
    opinions = opinions_of(file)
    if Opinion.REFUSE in opinions:
        return Proposed("third_party", "第三方不同意公开", proven=False)
    if opinions and all(one is None for one in opinions):
        return Proposed("third_party_silent", "征求过第三方，没有意见", proven=False)
    return None


def _way(file: CaseFile) -> Proposed | None:
    if file.forms == (AccessForm.INSPECTION,):
        return Proposed("onsite", "申请人要求查阅", proven=False)
    if file.forms:
        wanted = "、".join(one.label for one in file.forms)
        return Proposed("copy", f"申请人要求{wanted}", proven=False)
    return None


def _ending(file: CaseFile) -> Proposed | None:
    if file.state.facts.happened(EventKind.WITHDRAWN):
        return Proposed("withdrawn", "申请人已经撤回")
    if file.state.facts.fee.lapsed is not None:
        return Proposed("no_payment", "收费通知期满未缴清")
    return None


_PROPOSED: Final[Mapping[str, Callable[[CaseFile], Proposed | None]]] = {
    "complete": _complete,
    "before": _before,
    "duty": _duty,
    "held": _held,
    "grounds": _grounds,
    "reason": _reason,
    "way": _way,
    "ending": _ending,
}


def opinions_of(file: CaseFile) -> tuple[Opinion | None, ...]:
    """What the third parties asked said, None for those that did not answer."""
    facts = file.state.facts
    return tuple(opinion_of(facts, one) for one in third_party_consultations(facts))


def _lacking(file: CaseFile) -> tuple[str, ...]:
    lines = evidence_lines(Evidence.CORRECTION_RECORD, file.state)
    return lines or tuple(f"登记时还缺：{one}" for one in file.state.incomplete)


def _often(file: CaseFile) -> tuple[str, ...]:
    return evidence_lines(Evidence.JUSTIFICATION_RECORD, file.state)


def _searched(file: CaseFile) -> tuple[str, ...]:
    return search_lines(file.state) or ("还没有检索记录",)


def _consulted(file: CaseFile) -> tuple[str, ...]:
    return consultation_lines(file.state)


def _wanted(file: CaseFile) -> tuple[str, ...]:
    return ("申请人要求：" + "、".join(one.label for one in file.forms),) if file.forms else ()


_ON_FILE: Final[Mapping[str, Callable[[CaseFile], tuple[str, ...]]]] = {
    "complete": _lacking,
    "before": _often,
    "held": _searched,
    "grounds": _consulted,
    "reason": _consulted,
    "way": _wanted,
}

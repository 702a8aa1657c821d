"""What the file holds for each kind of evidence, in lines with their dates (E1–E20)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from casework.date_wording import full_date
from casework.facts import LegalEvent
from casework.lifecycle import CaseState
from casework.notice_facts import answer_to, third_party_consultations
from law.terms import EventKind, Evidence, Opinion

__all__ = ["consultation_lines", "evidence_lines", "search_lines"]

_Lines = tuple[str, ...]


def evidence_lines(evidence: Evidence, state: CaseState) -> _Lines:
    """What the course of the case holds for a kind of evidence; empty for what is a note or a file."""
    told = _TOLD.get(evidence)
    return told(state) if told is not None else ()


def _dated(day: date | None, text: str) -> str:
    return f"{full_date(day)}　{text}" if day is not None else text


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def search_lines(state: CaseState) -> _Lines:
    """The searches, the latest last: day, systems, words, result, who checked."""
    return tuple(_search(one) for one in state.facts.all_of(EventKind.SEARCH_RECORDED))


def _search(event: LegalEvent) -> str:
    said = event.payload
    systems = "、".join(str(one) for one in said.get("systems", ()))
    words = "、".join(str(one) for one in said.get("keywords", ()))
    reviewer = str(said.get("reviewer", ""))
    return _dated(
        event.on,
        _joined(
            f"检索{systems}",
            f"关键词{words}" if words else "",
            str(said.get("result", "")),
            f"{reviewer}复核" if reviewer else "",
        ),
    )


def consultation_lines(state: CaseState) -> _Lines:
    """The third parties that were asked, each with the day of the letter and its opinion. Names stay in the file."""
    return tuple(_consultation(state, one) for one in third_party_consultations(state.facts))


def _consultation(state: CaseState, asked: LegalEvent) -> str:
    party = str(asked.payload.get("party", ""))
    sent = state.facts.sent_on(asked)
    answer = answer_to(state.facts, asked)
    if answer is None:
        return _dated(sent or asked.on, f"{'寄出' if sent else '签发'}征求意见书，{party}，尚无意见")
    opinion = Opinion(answer.payload["opinion"]).label
    said = str(answer.payload.get("reasons", "")).strip()
    return _dated(answer.on, _joined(f"{party}{opinion}", said))


def _correction(state: CaseState) -> _Lines:
    notice = state.correction
    if notice is None:
        return ()
    lines = [_dated(notice.on, _joined("补正告知书", _number(state, notice)))]
    served = state.facts.served_on(notice)
    if served is not None:
        lines.append(_dated(served, "送达"))
    lines += [_dated(one.on, "收到补正") for one in state.facts.all_of(EventKind.CORRECTION_RECEIVED)]
    lapsed = state.facts.last(EventKind.CORRECTION_LAPSED)
    if lapsed is not None:
        lines.append(_dated(lapsed.on, _joined("确认逾期不补正", str(lapsed.payload.get("reason", "")))))
    return tuple(lines)


def _number(state: CaseState, event: LegalEvent) -> str:
    course = state.facts.courses.get(event.document_id or 0)
    return course.number if course is not None else ""


def _justification(state: CaseState) -> _Lines:
    asked = state.justification
    if asked is None:
        return ()
    lines = [_dated(asked.on, _joined("说明理由告知书", _number(state, asked)))]
    lines += [_dated(one.on, "收到理由") for one in state.facts.all_of(EventKind.JUSTIFICATION_RECEIVED)]
    for one in state.facts.all_of(EventKind.JUSTIFICATION_ASSESSED):
        found = "理由合理" if one.payload.get("reasonable") else "理由不合理"
        lines.append(_dated(one.on, _joined(f"审查认定{found}", str(one.payload.get("grounds", "")))))
    return tuple(lines)


def _volume(state: CaseState) -> _Lines:
    asked = state.justification
    said = str(asked.payload.get("statistics", "")).strip() if asked is not None else ""
    return (_dated(asked.on, said),) if asked is not None and said else ()


def _fee(state: CaseState) -> _Lines:
    notice = state.facts.fee.notice
    if notice is None:
        return ()
    lines = []
    if notice.sent_on is not None:
        lines.append(_dated(notice.sent_on, "发出收费通知"))
    if notice.served_on is not None:
        lines.append(_dated(notice.served_on, "申请人收到收费通知"))
    due = state.clock.fee_pay_due
    if due is not None:
        lines.append(_dated(due.due, "缴费期满"))
    return tuple(lines)


def _withdrawal(state: CaseState) -> _Lines:
    found = state.facts.last(EventKind.WITHDRAWN)
    return (_dated(found.on, _joined("申请人撤回", str(found.payload.get("how", "")))),) if found is not None else ()


_TOLD: Final[Mapping[Evidence, Callable[[CaseState], _Lines]]] = {
    Evidence.SEARCH_RECORD: search_lines,
    Evidence.CONSULTATION_RECORD: consultation_lines,
    Evidence.CORRECTION_RECORD: _correction,
    Evidence.JUSTIFICATION_RECORD: _justification,
    Evidence.VOLUME_STATS: _volume,
    Evidence.FEE_RECORD: _fee,
    Evidence.WITHDRAWAL_SIGNED: _withdrawal,
}

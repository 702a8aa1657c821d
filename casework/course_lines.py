"""The procedure told from the events of a case, for an answer: day, what was done, the period as it then was, article.

Periods are read from the reply clock, run over the events up to that day; nothing is counted here. Third parties and
the people of the office are not named: the answer goes to the applicant.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.attacked import Attacked
from casework.derived import derive
from casework.facts import CaseFacts, LegalEvent, day_of
from casework.notice_facts import third_party_names
from deadlines.grounds import why
from deadlines.steps import Deadline
from law.citations import Citation
from law.errors import RuleGap, UserError
from law.terms import Channel, ConsultationKind, DocumentKind, EventKind, Opinion, ServiceMethod
from models import Document
from templates.wording import chinese_date

__all__ = ["ToldLine", "basis_of_line", "course_lines", "plain", "told_kinds", "veiled"]

_K: Final = DocumentKind
_E: Final = EventKind
# A letter says the date; the day of the week is for the screen.
_WEEKDAY: Final = re.compile("（周[一二三四五六日]）")
_REPLIES: Final = (_K.OUTCOME_LETTER, _K.WITHDRAWAL_CONFIRM, _K.RECTIFY_NOTICE)
# Events after which the period is another one; it is told with them.
_MOVES: Final = (
    _E.RECEIVED,
    _E.RECEIPT_CONFIRMED,
    _E.CORRECTION_RECEIVED,
    _E.CONSULTATION_ANSWERED,
    _E.EXTENSION_APPROVED,
    _E.REPLY_DEFERRED,
    _E.FEE_PAID,
    _E.REPLY_ORDERED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One line of the course.

    Attributes:
        on: its day; what: the sentence.
        due_text: the last day of the reply period as it stood then, empty where nothing moved it.
        citations: the articles.
        event_id: the event that it tells.
    """

    on: date
    what: str
    due_text: str
    citations: tuple[Citation, ...]
    event_id: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What the tellers look at."""

    attacked: Attacked
    titles: Mapping[int, str]

    @property
    def facts(self) -> CaseFacts:
        return self.attacked.facts


_Line = tuple[str, str]
_Teller = Callable[[_Told, LegalEvent], _Line | None]


def course_lines(session: Session, attacked: Attacked) -> tuple[ToldLine, ...]:
    """The course of the attacked round, by day.

    Args:
        session: a reading session, for the titles of letters.
        attacked: the attacked act.
    """
    told = _Told(attacked, _titles(session, attacked))
    names = third_party_names(attacked.facts)
    lines = []
    for event in attacked.facts.events:
        found = _told_by(told, event)
        day = _day(told, event)
        if found is None or day is None:
            continue
        what, ground = found
        lines.append(
            ToldLine(
                on=day,
                what=plain(what, names),
                due_text=_due_text(attacked, event),
                citations=_cited(attacked, event, ground),
                event_id=event.id,
            )
        )
    return tuple(sorted(lines, key=lambda one: one.on))


def plain(words: str, names: tuple[str, ...] = ()) -> str:
    """A sentence of the clock as a letter says it: without days of the week and names of third parties."""
    return _WEEKDAY.sub("", veiled(words, names))


def veiled(words: str, names: tuple[str, ...]) -> str:
    """The words without the names of third parties."""
    for one in sorted(names, key=len, reverse=True):
        words = words.replace(one, "第三方")
    return words.replace("第三方第三方", "第三方").replace("第三方意见·第三方", "第三方意见")


def basis_of_line(line: ToldLine) -> str:
    """The articles of a line in words, empty if none stand behind it."""
    return "、".join(one.brief for one in line.citations)


def _titles(session: Session, attacked: Attacked) -> Mapping[int, str]:
    ids = tuple(attacked.facts.courses)
    rows = session.execute(select(Document.id, Document.title).where(Document.id.in_(ids)))
    return {row.id: row.title for row in rows}


def _told_by(told: _Told, event: LegalEvent) -> _Line | None:
    teller = _TELLERS.get(event.kind)
    return teller(told, event) if teller is not None else _FIXED.get(event.kind)


def _day(told: _Told, event: LegalEvent) -> date | None:
    """The day on which it had its effect: of a notice that on which it left."""
    if event.kind in (_E.CORRECTION_REQUESTED, _E.CONSULTATION_SENT, _E.JUSTIFICATION_REQUESTED, _E.FEE_NOTICED):
        return told.facts.sent_on(event) or event.on
    return event.on


def _due_text(attacked: Attacked, event: LegalEvent) -> str:
    if event.kind not in _MOVES or event.on is None:
        return ""
    due = _due_then(attacked, event)
    return f"{chinese_date(due.due)}届满" + ("（暂定）" if due.provisional else "") if due is not None else ""


def _due_then(attacked: Attacked, until: LegalEvent) -> Deadline | None:
    """The reply period as the events up to one of them give it."""
    known = tuple(one for one in attacked.facts.events if one.order <= until.order)
    # A letter that an event is about left with it, or was signed for later; its course belongs to the event.
    letters = {one.document_id for one in known if one.document_id is not None}
    later = tuple(
        one
        for one in attacked.facts.events
        if one not in known and one.document_id in letters and one.kind in (_E.DOCUMENT_ISSUED, _E.DOCUMENT_DISPATCHED)
    )
    facts = CaseFacts(tuple(sorted((*known, *later), key=lambda one: one.order)))
    derived = attacked.case.derived
    try:
        return derive(facts, derived.calendar, derived.policies, until.on).clock.due
    except (UserError, RuleGap):
        return None


def _cited(attacked: Attacked, event: LegalEvent, ground: str) -> tuple[Citation, ...]:
    if event.kind is _E.RECEIVED:
        steps = attacked.case.state.clock.received.steps
        return steps[0].citations if steps else ()
    timeliness = attacked.case.state.clock.timeliness
    if event.kind is _E.DOCUMENT_DISPATCHED and ground == "made" and timeliness is not None and timeliness.steps:
        return timeliness.steps[0].citations
    return why(ground) if ground and ground != "made" else ()


# ---------------------------------------------------------------------------------------------------- the sentences


def _number(told: _Told, event: LegalEvent) -> str:
    course = told.facts.courses.get(event.document_id or 0)
    return course.number if course is not None else ""


def _received(told: _Told, event: LegalEvent) -> _Line:
    steps = told.attacked.case.state.clock.received.steps
    said = steps[0].sentence.rstrip("。") if steps else f"收到申请（{Channel(event.payload['channel']).label}）"
    return f"收到申请。{said}", "reply_period"


def _correction_asked(told: _Told, event: LegalEvent) -> _Line:
    deadline = day_of(event.payload.get("deadline"))
    by = f"，要求于{chinese_date(deadline)}前补正" if deadline is not None else ""
    notice = told.attacked.case.state.clock.correction_notice_due
    sent = told.facts.sent_on(event)
    late = notice is not None and sent is not None and sent > notice.due
    bound = f"（告知期限{chinese_date(notice.due)}届满{'，逾期发出' if late else ''}）" if notice is not None else ""
    return f"发出补正告知书{_number(told, event)}{by}{bound}", "correction"


def _correction_came(_: _Told, event: LegalEvent) -> _Line:
    complete = event.payload.get("complete", True)
    return ("收到补正，答复期限自收到补正之日起重新起算" if complete else "收到补正，仍不明确"), "correction"


def _reasons_asked(told: _Told, event: LegalEvent) -> _Line:
    return f"发出说明理由告知书{_number(told, event)}，要求申请人说明理由", "justification"


def _reasons_judged(_: _Told, event: LegalEvent) -> _Line:
    found = "合理" if event.payload.get("reasonable") else "不合理"
    return f"审查认为申请人说明的理由{found}", "justification"


def _deferred(told: _Told, event: LegalEvent) -> _Line:
    until = day_of(event.payload.get("until"))
    by = f"至{chinese_date(until)}" if until is not None else ""
    return f"告知申请人延迟答复{by}（{_number(told, event)}）".replace("（）", ""), "justification"


def _asked_others(told: _Told, event: LegalEvent) -> _Line:
    kind = ConsultationKind(event.payload.get("kind") or ConsultationKind.THIRD_PARTY)
    whom = _WHOM[kind]
    left = told.facts.sent_on(event) is not None
    return f"{'书面征求' if left else '拟就征求'}{whom}意见{'' if left else '的函，未寄出'}", _GROUND_OF_ASKING[kind]


_WHOM: Final = {
    ConsultationKind.THIRD_PARTY: "第三方",
    ConsultationKind.CO_MAKER: "共同制作机关",
    ConsultationKind.AGENCY: "有关机关",
}
_GROUND_OF_ASKING: Final = {
    ConsultationKind.THIRD_PARTY: "third_party",
    ConsultationKind.CO_MAKER: "co_maker",
    ConsultationKind.AGENCY: "other_agency",
}


def _asked_kind(told: _Told, event: LegalEvent) -> ConsultationKind:
    asked = told.facts.event(int(event.payload.get("consultation_event_id") or 0))
    said = asked.payload.get("kind") if asked is not None else None
    return ConsultationKind(said or ConsultationKind.THIRD_PARTY)


def _others_signed(told: _Told, event: LegalEvent) -> _Line:
    return f"{_WHOM[_asked_kind(told, event)]}签收征求意见书", ""


def _others_answered(told: _Told, event: LegalEvent) -> _Line:
    kind = _asked_kind(told, event)
    opinion = Opinion(event.payload["opinion"]).label
    return f"收到{_WHOM[kind]}意见：{opinion}，征求意见的时间不计入答复期限", "consultation_pause"


def _extended(told: _Told, event: LegalEvent) -> _Line:
    finding = told.attacked.case.state.clock.extension
    days = event.payload.get("days")
    said = f"经政府信息公开工作机构负责人同意，延长答复期限{days}个工作日"
    sent = told.facts.sent_on(event)
    said += f"，{chinese_date(sent)}告知申请人" if sent is not None else "，没有告知申请人的记录"
    if finding is not None and not finding.valid:
        said += f"（{finding.sentence.rstrip('。')}）"
    return said, "extension"


def _fee_told(told: _Told, event: LegalEvent) -> _Line:
    return f"发出收费通知书{_number(told, event)}", "fee"


def _searched(_: _Told, event: LegalEvent) -> _Line:
    systems = "、".join(str(one) for one in event.payload.get("systems") or ()) or "有关系统"
    result = str(event.payload.get("result") or "").rstrip("。")
    return f"检索{systems}" + (f"：{result}" if result else ""), ""


def _issued(told: _Told, event: LegalEvent) -> _Line | None:
    course = told.facts.courses.get(event.document_id or 0)
    if course is None or course.kind not in _REPLIES:
        return None
    return f"作出《{told.titles.get(course.document_id, course.kind.label)}》{course.number}", ""


def _sent(told: _Told, event: LegalEvent) -> _Line | None:
    course = told.facts.courses.get(event.document_id or 0)
    if course is None or course.kind not in _REPLIES:
        return None
    method = event.payload.get("method")
    how = ServiceMethod(method).label if method else "寄"
    number = str(event.payload.get("tracking_number") or "")
    said = f"答复文书以{how}方式发出" + (f"（邮件号{number}）" if number else "")
    timeliness = told.attacked.case.state.clock.timeliness
    mine = told.facts.reply is not None and told.facts.reply.document_id == course.document_id
    if mine and timeliness is not None and timeliness.steps and event.on == timeliness.effective_date:
        return f"{said}。{timeliness.steps[0].sentence.rstrip('。')}", "made"
    return said, ""


def _served(told: _Told, event: LegalEvent) -> _Line | None:
    course = told.facts.courses.get(event.document_id or 0)
    if course is None or course.kind not in _REPLIES:
        return None
    return "答复文书送达申请人", ""


def _returned(told: _Told, event: LegalEvent) -> _Line | None:
    course = told.facts.courses.get(event.document_id or 0)
    if course is None or course.kind not in _REPLIES:
        return None
    reason = str(event.payload.get("reason") or "")
    return "答复文书退回" + (f"（{reason}）" if reason else ""), ""


def _refused(told: _Told, event: LegalEvent) -> _Line | None:
    course = told.facts.courses.get(event.document_id or 0)
    return ("答复文书被拒收", "service_lien") if course is not None and course.kind in _REPLIES else None


def _ordered(_: _Told, event: LegalEvent) -> _Line:
    said: Mapping[str, Any] = event.payload
    number = str(said.get("number") or "")
    return f"收到{said.get('body') or '复议机关'}的决定{number}，责令重新答复", ""


# What is told the same way every time.
_FIXED: Final[Mapping[EventKind, _Line]] = {
    _E.RECEIPT_CONFIRMED: ("与申请人确认收到申请", "reply_period"),
    _E.CORRECTION_LAPSED: ("补正期满，申请人无正当理由逾期不补正", "correction"),
    _E.JUSTIFICATION_RECEIVED: ("收到申请人说明的理由", "justification"),
    _E.FEE_PAID: ("申请人缴费", "fee"),
    _E.FEE_WAIVED: ("告知申请人不再收取信息处理费", "fee"),
    _E.FEE_LAPSED: ("缴费期满，申请人未缴费", "fee"),
    _E.SECRECY_REVIEWED: ("对拟公开的信息依法进行审查", ""),
    _E.ASSIST_REQUESTED: ("请有关单位协助查找", ""),
    _E.ASSIST_ANSWERED: ("收到有关单位的回复", ""),
    _E.WITHDRAWN: ("申请人撤回申请", ""),
}
_TELLERS: Final[Mapping[EventKind, _Teller]] = {
    _E.RECEIVED: _received,
    _E.CORRECTION_REQUESTED: _correction_asked,
    _E.CORRECTION_RECEIVED: _correction_came,
    _E.JUSTIFICATION_REQUESTED: _reasons_asked,
    _E.JUSTIFICATION_ASSESSED: _reasons_judged,
    _E.REPLY_DEFERRED: _deferred,
    _E.CONSULTATION_SENT: _asked_others,
    _E.CONSULTATION_SERVED: _others_signed,
    _E.CONSULTATION_ANSWERED: _others_answered,
    _E.EXTENSION_APPROVED: _extended,
    _E.FEE_NOTICED: _fee_told,
    _E.SEARCH_RECORDED: _searched,
    _E.DOCUMENT_ISSUED: _issued,
    _E.DOCUMENT_DISPATCHED: _sent,
    _E.DOCUMENT_SERVED: _served,
    _E.DOCUMENT_RETURNED: _returned,
    _E.SERVICE_REFUSED: _refused,
    _E.REPLY_ORDERED: _ordered,
}


def told_kinds() -> frozenset[EventKind]:
    """Kinds of events that are told."""
    return frozenset(_TELLERS) | frozenset(_FIXED)

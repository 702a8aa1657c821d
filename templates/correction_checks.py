"""The checks of corrections and of reasons (C08–C12, C29, C62): one notice, all its elements, time to answer."""

import re
from collections.abc import Iterator
from typing import Final

from law.terms import Outcome
from templates.cleaning import clean_text
from templates.contexts import CorrectionNoticeContext, JustificationNoticeContext
from templates.course_rules import Obstacle, excessive_obstacle
from templates.findings import Case, Finding, finding, holds
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_correction"]


def check_correction(case: Case) -> Iterator[Finding]:
    """What is wrong with a correction notice, with a reply that rests on one, and with asking for reasons."""
    yield from _once(case)
    yield from _elements(case)
    yield from _abandoned(case)
    yield from _unclear(case)
    yield from _excessive(case)
    yield from _purpose(case)


def _once(case: Case) -> Iterator[Finding]:
    letter, file = case.letter, case.file
    if not isinstance(letter, CorrectionNoticeContext) or file is None:
        return
    if file.correction is not None and file.correction.notices > 0:
        yield finding("C08", "补正告知书已经发过一次，不能再次要求补正")
    due = file.correction_notice_due
    if due is not None and letter.signed_on > due:
        yield finding("C10", f"补正告知晚于{chinese_date(due)}，答复期限照算", chinese_date(letter.signed_on))


def _elements(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, CorrectionNoticeContext):
        return
    wanted = {
        "截止日": chinese_date(letter.deadline),
        "逾期不补正的后果": "视为放弃申请",
        "依据的条款": clean_text(letter.basis),
        "联系人": clean_text(letter.contact_person),
        "联系电话": clean_text(letter.contact_phone),
    }
    for name, words in wanted.items():
        if words not in case.own_words:
            yield finding("C09", f"补正告知书没有写明{name}")
    if letter.deadline <= letter.signed_on:
        yield finding("C09", "补正截止日不晚于成文日期", chinese_date(letter.deadline))
    for number, item in enumerate(letter.items, start=1):
        if any(not holds(case.text, words) for words in (item.unclear, item.how)):
            yield finding("C09", f"补正告知书没有写明第{number}项不明确之处或者补正要求")


def _abandoned(case: Case) -> Iterator[Finding]:
    letter, file = case.letter, case.file
    if not _replies(case, Outcome.ABANDONED_NO_CORRECTION) or file is None:
        return
    correction = file.correction
    if correction is None or correction.notified_on is None:
        yield finding("C11", "没有发过补正告知书，不能以逾期不补正作结")
        return
    if correction.received_on is not None and correction.complete:
        yield finding("C11", f"申请人已于{chinese_date(correction.received_on)}补正")
    if correction.served_on is None:
        yield finding("C11", "补正告知书没有送达凭证")
    if correction.deadline is not None and letter.signed_on <= correction.deadline:
        words = chinese_date(correction.deadline)
        yield finding("C11", f"补正截止日{words}还没有过", chinese_date(letter.signed_on))


def _unclear(case: Case) -> Iterator[Finding]:
    file = case.file
    if not _replies(case, Outcome.UNCLEAR_AFTER_CORRECTION) or file is None:
        return
    if file.correction is None or file.correction.notified_on is None:
        yield finding("C12", "没有要求过补正，不能答复补正后仍不明确")
    elif file.correction.received_on is None:
        yield finding("C12", "没有收到补正，不能答复补正后仍不明确")


_REASON_FAULTS: Final = {
    Obstacle.NOT_ASKED: "没有先要求申请人说明理由",
    Obstacle.NOT_ASSESSED: "没有对申请人的理由作出审查结论",
    Obstacle.REASONABLE: "审查结论是理由合理，不能不予处理",
}


def _excessive(case: Case) -> Iterator[Finding]:
    letter, file = case.letter, case.file
    if not _replies(case, Outcome.EXCESSIVE_REQUESTS) or file is None:
        return
    course = file.justification
    if course is None or course.asked_on is None:
        yield finding("C29", _REASON_FAULTS[Obstacle.NOT_ASKED])
        return
    if course.served_on is None and course.answered_on is None:
        yield finding("C29", "说明理由告知书没有送达凭证")
    obstacle = excessive_obstacle(asked=True, reasonable=course.reasonable)
    if obstacle is not None:
        yield finding("C29", _REASON_FAULTS[obstacle])
    if course.asked_on > letter.signed_on:
        yield finding("C29", "要求说明理由晚于答复")


_ASKED: Final = re.compile(
    r"(?:说明|写明|注明|填写|提供|补充|明确|告知本机关)[^。；\n]{0,16}?(?:用途|使用目的|利用目的|特殊需要|与[^。；\n]{0,8}关系证明)"
    r"|(?:用途|使用目的)[^。；\n]{0,10}(?:不明确|没有写明|未说明|未写明|不清)|未(?:能)?(?:说明|写明|提供)[^。；\n]{0,8}(?:用途|特殊需要)"
)


def _purpose(case: Case) -> Iterator[Finding]:
    """Nobody has to say what the information is for (条例第二十七条); reasons are asked for under article 35 alone."""
    if isinstance(case.letter, JustificationNoticeContext):
        return
    for found in _ASKED.finditer(case.own_words):
        yield finding("C62", "不能要求申请人说明用途或者与自身的关系", found[0])


def _replies(case: Case, outcome: Outcome) -> bool:
    return isinstance(case.letter, ReplyLetter) and case.letter.outcome_id is outcome

"""The checks of days and periods (C01, C02, C04–C06, X03–X05, X09, X10): the letter against the clock of its case."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from deadlines.wording import full_date
from law.errors import RuleGap
from law.numerals import chinese_numeral
from law.parameters import parameters
from law.terms import ConsultationKind
from templates.check_facts import CorrectionFact, ExtensionFact, FileFacts
from templates.context_base import History, RequestLetter
from templates.contexts import (
    ConsultationContext,
    DeferralNoticeContext,
    ExtensionNoticeContext,
    JustificationNoticeContext,
    ReceiptContext,
)
from templates.fee_contexts import FeeNoticeContext
from templates.findings import Case, Finding, Level, finding, holds
from templates.preview import BlockKind
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_clock"]

_PROVISIONAL_FIELDS: Final = (("deadline", "deadline_provisional"), ("until", "until_provisional"))


def check_clock(case: Case) -> Iterator[Finding]:
    """What is wrong with the days of a letter."""
    yield from _signing_day(case)
    yield from _late(case)
    yield from _provisional(case)
    yield from _extension(case)
    yield from _receipt_told(case)
    yield from _course_told(case)
    yield from _workdays(case)
    yield from _ends(case)
    yield from _impossible_days(case)


def _signing_day(case: Case) -> Iterator[Finding]:
    signed = case.letter.signed_on
    if signed > case.basis.today:
        yield finding("C02", f"成文日期{chinese_date(signed)}晚于今天", chinese_date(signed))
    received = getattr(case.letter, "received_on", None)
    if received is not None and signed < received:
        yield finding("C02", f"成文日期早于收到日期{chinese_date(received)}", chinese_date(signed))
    approved = case.file.approved_on if case.file is not None else None
    if approved is not None and signed < approved and isinstance(case.letter, ReplyLetter):
        yield finding("C02", f"成文日期早于呈批日期{chinese_date(approved)}", chinese_date(signed))
    if not holds(case.words_of(BlockKind.DATE), chinese_date(signed)):
        yield finding("C02", "文书没有写明成文日期")


def _late(case: Case) -> Iterator[Finding]:
    """A reply that can only be late goes out all the same, with a reason (C01).

    The day on which it leaves decides, never the date written into it. Of a request that the applicant gave up no
    reply is owed: that it is no longer processed is told whenever that is found.
    """
    file = case.file
    if file is None or file.due is None or file.leaves_on is None or not isinstance(case.letter, ReplyLetter):
        return
    if file.owed and file.leaves_on > file.due:
        yield finding("C01", f"答复期限{full_date(file.due)}已过，答复已经逾期")


def _provisional(case: Case) -> Iterator[Finding]:
    flagged = {
        getattr(case.letter, name) for name, flag in _PROVISIONAL_FIELDS if getattr(case.letter, flag, False) is True
    }
    for day in sorted(flagged | set(case.basis.provisional_dates)):
        printed = chinese_date(day)
        if re.search(rf"(?<!\d){printed}", case.own_words):
            yield finding("C04", f"{printed}是暂定日期，放假安排公布前不能写成确定的日期", printed)


def _extension(case: Case) -> Iterator[Finding]:
    letter, file = case.letter, case.file
    if isinstance(letter, ExtensionNoticeContext):
        most = _statutory("extension_max_days", letter.signed_on)
        if most is not None and not 0 < letter.workdays <= most:
            yield finding("C05", f"延长{letter.workdays}个工作日，最长为{most}个工作日", str(letter.workdays))
        if letter.due_on is not None and letter.due_on <= letter.first_due_on:
            yield finding("C05", "延长后的届满日不晚于原届满日", chinese_date(letter.due_on))
        if letter.signed_on > letter.first_due_on:
            yield finding("C05", "原期限届满后不能再延期", chinese_date(letter.signed_on), _late_level(file))
    if file is not None and file.extension is not None:
        yield from _three_elements(case, file.extension)


def _late_level(file: FileFacts | None) -> Level | None:
    """An extension told late is void, unless a policy of the agency lets it count: then it is only told."""
    return Level.WARN if file is not None and file.late_extension else None


def _three_elements(case: Case, extension: ExtensionFact) -> Iterator[Finding]:
    """Approval, notice and length of the extension that a reply rests on (C05); that the reply tells it (C06)."""
    letter = case.letter
    most = _statutory("extension_max_days", letter.signed_on)
    if extension.approved_on is None or not extension.approver.strip():
        yield finding("C05", "延期没有政府信息公开工作机构负责人的批准")
    if most is not None and not 0 < extension.workdays <= most:
        yield finding("C05", f"延期{extension.workdays}个工作日，超过{most}个工作日")
    if not isinstance(letter, ReplyLetter):
        return
    first_due = extension.first_due
    if extension.notified_on is None:
        # Within the first period nothing rests on the extension.
        if first_due is not None and letter.signed_on > first_due:
            yield finding("C05", "延期没有告知申请人")
    elif first_due is not None and extension.notified_on > first_due:
        yield finding("C05", f"延期告知晚于原期限届满日{chinese_date(first_due)}", level=_late_level(case.file))
    elif letter.history.extension is None or not re.search("延长答复期限|延期", case.own_words):
        yield finding("C06", f"答复没有写{chinese_date(extension.notified_on)}延期告知的经过")


def _receipt_told(case: Case) -> Iterator[Finding]:
    letter, file = case.letter, case.file
    if isinstance(letter, RequestLetter):
        for label, words in (("收到日期", chinese_date(letter.received_on)), ("登记号", letter.registration_number)):
            if words not in case.own_words:
                yield finding("X03", f"文书没有写明{label}{words}")
        if file is not None and file.received_on is not None and file.received_on != letter.received_on:
            told = chinese_date(letter.received_on)
            yield finding("X03", f"收到日期应当是{chinese_date(file.received_on)}", told)
    number = getattr(letter, "registration_number", "")
    if file is not None and file.registration_number and number and number != file.registration_number:
        yield finding("X03", f"登记号应当是{file.registration_number}", number)
    if file is not None and file.received_on is not None:
        yield from _told_receipts(case, file.received_on)


_RECEIVED: Final = re.compile(
    r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)[^。；\n\d]{0,6}收到[^。；\n]{0,40}?(?:政府信息公开|公开)申请(?!.{0,3}补正)"
)


def _told_receipts(case: Case, received: date) -> Iterator[Finding]:
    """A day of receipt in the agency's own words that is not that of the case."""
    for found in _RECEIVED.finditer(case.own_words):
        if found["day"] != chinese_date(received) and not re.search("理由|补正|意见", found[0]):
            yield finding("X03", f"文中的收到日期{found['day']}与登记的{chinese_date(received)}不一致", found["day"])


def _course_told(case: Case) -> Iterator[Finding]:
    """What the letter tells of the course of the case is what happened (G6)."""
    letter, file = case.letter, case.file
    if file is None or not isinstance(letter, RequestLetter):
        return
    told = letter.history
    if isinstance(letter, ReplyLetter | ExtensionNoticeContext):
        for label, words in _told_words(told):
            if not holds(case.own_words, words):
                yield finding("X09", f"文书没有写{label}{words}")
    yield from _told_correction(letter, file.correction)
    yield from _told_consultations(letter, file)
    extension = file.extension
    if told.extension is not None and extension is not None:
        yield from _same_day("延期告知日期", told.extension.notified_on, extension.notified_on)
        if told.extension.workdays != extension.workdays:
            yield finding("X09", f"延长的工作日数应当是{extension.workdays}个工作日")
    yield from _same_day("缴清日期", told.fee_paid_on, file.fee_paid_on)


def _told_correction(letter: RequestLetter, happened: CorrectionFact | None) -> Iterator[Finding]:
    told = letter.history.correction
    if happened is None:
        return
    if told is None:
        if isinstance(letter, ReplyLetter) and happened.notified_on is not None:
            yield finding("X09", "答复没有写补正的经过", level=Level.WARN)
        return
    yield from _same_day("补正告知日期", told.notified_on, happened.notified_on)
    if happened.complete:
        yield from _same_day("收到补正日期", told.received_on, happened.received_on)


def _told_consultations(letter: RequestLetter, file: FileFacts) -> Iterator[Finding]:
    told = letter.history.consultations
    sent = {one.sent_on for one in file.consultations if one.sent_on is not None}
    for one in told if sent else ():
        if one.sent_on not in sent:
            words = chinese_date(one.sent_on)
            yield finding("X09", f"文中的征求意见日期{words}与记录不一致", words)
    if isinstance(letter, ReplyLetter) and sent and not told:
        yield finding("X09", "答复没有写征求意见的经过", level=Level.WARN)


def _told_words(told: History) -> Iterator[tuple[str, str]]:
    """What the letter prints of the course of the case."""
    if told.correction is not None:
        yield "补正告知日期", chinese_date(told.correction.notified_on)
        yield "补正告知书文号", told.correction.number
        if told.correction.received_on is not None:
            yield "收到补正日期", chinese_date(told.correction.received_on)
    for one in told.consultations:
        yield "征求意见日期", chinese_date(one.sent_on)
        if one.ended_on is not None:
            yield "征求意见结束日期", chinese_date(one.ended_on)
    if told.extension is not None:
        yield "延期告知日期", chinese_date(told.extension.notified_on)
        yield "延期答复告知书文号", told.extension.number
        yield "延期", f"{told.extension.workdays}个工作日"
    if told.justified_on is not None:
        yield "说明理由日期", chinese_date(told.justified_on)
    if told.deferral is not None:
        yield "延迟答复告知日期", chinese_date(told.deferral.notified_on)
        yield "延迟答复告知书文号", told.deferral.number
        yield "延迟答复日期", chinese_date(told.deferral.until)
    if told.fee_paid_on is not None:
        yield "缴清日期", chinese_date(told.fee_paid_on)
    if told.ordered is not None:
        yield "决定日期", chinese_date(told.ordered.decided_on)
        yield "作出决定的机关", told.ordered.body
        if told.ordered.decision_number:
            yield "决定文号", told.ordered.decision_number
        if told.ordered.number:
            yield "前次答复文号", told.ordered.number


def _same_day(label: str, told: date | None, happened: date | None) -> Iterator[Finding]:
    if told is not None and happened is not None and told != happened:
        yield finding("X09", f"{label}应当是{chinese_date(happened)}", chinese_date(told))


def _statutory(key: str, on: date) -> int | None:
    try:
        return parameters().value(key, on).value
    except RuleGap:
        return None


_CONSULTATION_DAYS: Final = {
    ConsultationKind.THIRD_PARTY: "consultation_days",
    ConsultationKind.CO_MAKER: "co_maker_consultation_days",
}
_WORKDAYS: Final = re.compile(r"(?<![\d〇零一二三四五六七八九十百])(\d{1,3}|[一二三四五六七八九十]{1,4})个工作日")


def _workdays(case: Case) -> Iterator[Finding]:
    """Numbers of working days: those of the law, and of nothing else (15 and 20 are easily mixed)."""
    letter = case.letter
    for label, told, key in _told_periods(case):
        wanted = _statutory(key, letter.signed_on)
        if wanted is not None and told != wanted:
            yield finding("X04", f"{label}应当是{wanted}个工作日", f"{told}个工作日")
    known = _known_workdays(case)
    for found in _WORKDAYS.finditer(case.own_words):
        if known and found[1] not in known:
            yield finding("X04", f"“{found[0]}”不是本文书的期限", found[0], Level.WARN)
    for days in _printed_workdays(case):
        if not any(f"{one}个工作日" in case.own_words for one in (str(days), chinese_numeral(days))):
            yield finding("X04", f"文书没有写明{days}个工作日的期限")


def _told_periods(case: Case) -> Iterator[tuple[str, int, str]]:
    letter = case.letter
    if isinstance(letter, ReceiptContext) and not letter.rectify:
        yield "答复期限", letter.reply_days, "reply_days"
    if isinstance(letter, ConsultationContext) and letter.consultation in _CONSULTATION_DAYS:
        yield "提出意见的期限", letter.reply_days, _CONSULTATION_DAYS[letter.consultation]
    if isinstance(letter, FeeNoticeContext):
        yield "缴费期限", letter.pay_days, "fee_pay_days"
        yield "缴费后重新计算的期限", letter.restart_days, "reply_restart_after_fee"


def _printed_workdays(case: Case) -> tuple[int, ...]:
    letter = case.letter
    if isinstance(letter, ExtensionNoticeContext):
        return (letter.workdays,)
    if isinstance(letter, ConsultationContext):
        return () if letter.reply_by is not None else (letter.reply_days,)
    if isinstance(letter, ReceiptContext) and not letter.rectify:
        return (letter.reply_days,)
    if isinstance(letter, FeeNoticeContext):
        return (letter.pay_days, letter.restart_days)
    return ()


def _known_workdays(case: Case) -> frozenset[str]:
    """How the periods that a letter may name are written; empty where nothing is known of them."""
    letter, on = case.letter, case.letter.signed_on
    days = set(_printed_workdays(case))
    reply = _statutory("reply_days", on)
    if isinstance(letter, RequestLetter) and not isinstance(letter, FeeNoticeContext) and reply is not None:
        days.add(reply)
        if letter.history.extension is not None:
            days.add(letter.history.extension.workdays)
        consulted = _statutory("consultation_days", on)
        asked = letter.history.consultations or (case.file is not None and case.file.consultations)
        if asked and consulted is not None:
            days.add(consulted)
    return frozenset(written for one in days for written in (str(one), chinese_numeral(one)))


def _ends(case: Case) -> Iterator[Finding]:
    """The ends of periods that a letter prints are those that the clock of the case gives."""
    letter, file = case.letter, case.file
    if isinstance(letter, JustificationNoticeContext) and letter.deadline <= letter.signed_on:
        yield finding("X05", "说明理由的截止日不晚于成文日期", chinese_date(letter.deadline))
    if isinstance(letter, DeferralNoticeContext):
        if letter.until <= letter.signed_on:
            yield finding("X05", "延迟答复的日期不晚于成文日期", chinese_date(letter.until))
        if letter.reasons_received_on > letter.signed_on:
            yield finding("X05", "收到理由的日期晚于成文日期", chinese_date(letter.reasons_received_on))
    for label, words in _printed_ends(case):
        if words not in case.own_words:
            yield finding("X05", f"文书没有写明{label}{words}")
    if file is None or file.first_due is None or not file.due_known:
        return
    if isinstance(letter, ReceiptContext) and letter.reply_due_on not in (None, file.first_due):
        yield finding("X05", f"答复期限届满日应当是{chinese_date(file.first_due)}", _said(letter.reply_due_on))
    if isinstance(letter, ExtensionNoticeContext) and letter.first_due_on != file.first_due:
        yield finding("X05", f"原期限届满日应当是{chinese_date(file.first_due)}", _said(letter.first_due_on))


def _printed_ends(case: Case) -> Iterator[tuple[str, str]]:
    letter = case.letter
    if isinstance(letter, ReceiptContext) and letter.reply_due_on is not None and not letter.rectify:
        yield "答复期限届满日", chinese_date(letter.reply_due_on)
    if isinstance(letter, ExtensionNoticeContext):
        yield "原期限届满日", chinese_date(letter.first_due_on)
        if letter.due_on is not None:
            yield "延长后的届满日", chinese_date(letter.due_on)
    if isinstance(letter, JustificationNoticeContext):
        yield "说明理由的截止日", chinese_date(letter.deadline)
    if isinstance(letter, DeferralNoticeContext):
        yield "延迟答复的日期", chinese_date(letter.until)


def _said(day: date | None) -> str:
    return chinese_date(day) if day is not None else ""


_DAY: Final = re.compile(r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日")


def _impossible_days(case: Case) -> Iterator[Finding]:
    for found in _DAY.finditer(case.own_words):
        try:
            date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            yield finding("X10", f"没有“{found[0]}”这一天", found[0])

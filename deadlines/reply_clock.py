"""The reply clock: from the dated facts of a case to its due date, with reasons (条例第三十至三十五条).

Once a decision or a judgment orders a reply, its term is the clock (``deadlines.ordered_reply``).

A pure function of the history: the order of facts never matters, overlapping pauses count once, and taking a fact away
restores the former answer. ``today`` only decides what is open, waiting or lapsed; without it nothing is judged late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.clock_answer import ReplyClock
from deadlines.clock_base import (
    correction_notice_due_if_any,
    correction_story,
    fee_story,
    latest_base,
)
from deadlines.extension import ExtensionFinding, extension_finding
from deadlines.grounds import why
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionLapsed,
    Deferral,
    Extension,
    FeeLapsed,
    JustificationNotice,
    JustificationReceived,
    Receipt,
    ReplyDispatch,
    ReplyOrdered,
    Withdrawal,
)
from deadlines.ordered_reply import (
    OF_THE_STATUTORY_PERIOD,
    governing_order,
    ordered_due,
    ordered_findings,
    refused_extension,
)
from deadlines.pauses import (
    Pause,
    PauseKind,
    StoppedSpan,
    answered_pause,
    consultation_pause,
    fee_pause,
    justification_pause,
    spans,
    unended,
)
from deadlines.receipt import ReceiptFinding, receipt_date
from deadlines.reply_period import count_reply, former_law, reply_deadline, reply_due_date
from deadlines.steps import Deadline, Finding, Step, StepKind, StepUnit, extend_deadline
from deadlines.timeliness import Timeliness, not_judged, timeliness
from deadlines.wording import day_and_month, full_date
from law.errors import RuleGap
from law.policies import PolicySet
from law.terms import ClockBase, ClockStatus

__all__ = ["ReplyClock", "reply_clock", "reply_deadline", "reply_due_date"]


def reply_clock(
    history: CaseHistory,
    calendar: WorkingCalendar,
    policies: PolicySet,
    today: date | None = None,
    *,
    reply_days: int | None = None,
) -> ReplyClock:
    """Run the reply clock over a history.

    Args:
        history: the facts; it must hold a :class:`Receipt`.
        calendar: the working days, as known on the day that matters.
        policies: the agency's choices where the law is silent.
        today: the day on which the question is asked; ``None`` asks for the dates alone.
        reply_days: length of the period for what-if; ``None`` takes the law in force.

    Raises:
        UserError: an extension of a length the law does not know.
        RuleGap: no receipt, no law or no calendar for that time.
    """
    receipt = _receipt(history)
    finding = receipt_date(receipt, policies, calendar)
    if finding.received is None:
        return _unconfirmed(finding, calendar, today)
    run = _Run(history, finding, finding.received, calendar, policies, today, reply_days)
    order = governing_order(history)
    return run.clock() if order is None else run.ordered_clock(order)


def _receipt(history: CaseHistory) -> Receipt:
    receipts = history.all_of(Receipt)
    if len(receipts) != 1:
        raise RuleGap(f"a history needs one receipt, found {len(receipts)}")
    return receipts[0]


def _unconfirmed(finding: ReceiptFinding, calendar: WorkingCalendar, today: date | None) -> ReplyClock:
    early = finding.conservative
    return ReplyClock(
        received=finding,
        base=None,
        base_kind=ClockBase.RECEIVED,
        first_due=None,
        due=None,
        extension=None,
        pauses=(),
        paused=False,
        waiting_until=None,
        if_answered_today=reply_deadline(today, calendar) if today else None,
        correction_notice_due=correction_notice_due_if_any(early, calendar) if early else None,
        correction_deadline=None,
        fee_pay_due=None,
        conservative_due=reply_deadline(early, calendar) if early else None,
        status=ClockStatus.AWAITING_CONFIRMATION,
        warnings=finding.warnings,
        timeliness=None,
        stopped=(),
    )


@dataclass(slots=True)
class _Counted:
    """The dates under one reading."""

    base: date
    kind: ClockBase
    first_due: Deadline
    due: Deadline
    extension: ExtensionFinding | None
    stopped: list[StoppedSpan]
    findings: list[Finding]


class _Run:
    """One run of the clock; holds what its parts share."""

    def __init__(
        self,
        history: CaseHistory,
        receipt: ReceiptFinding,
        received: date,
        calendar: WorkingCalendar,
        policies: PolicySet,
        today: date | None,
        reply_days: int | None,
    ) -> None:
        self.history = history
        self.receipt = receipt
        self.received = received
        self.calendar = calendar
        self.policies = policies
        self.today = today
        self.reply_days = reply_days
        self.reading = policies.text("consultation_reading")
        self.extensions = history.all_of(Extension)
        self.correction = correction_story(history, received, calendar, policies, today)
        self.fee = fee_story(history, calendar, today)
        self.pauses = self._pauses(history.all_of(Consultation))

    def clock(self) -> ReplyClock:
        """The whole answer."""
        counted = self._count(self.received, self.correction.restart, self.reading, self.pauses)
        status = self._status()
        waiting_until, if_answered = self._waiting(status)
        replied = self._timeliness(counted.due.due)
        return ReplyClock(
            received=self.receipt,
            base=counted.base,
            base_kind=counted.kind,
            first_due=counted.first_due,
            due=counted.due,
            extension=counted.extension,
            pauses=tuple(self.pauses),
            paused=any(self._open(pause) for pause in self.pauses),
            waiting_until=waiting_until,
            if_answered_today=if_answered,
            correction_notice_due=correction_notice_due_if_any(self.received, self.calendar),
            correction_deadline=self.correction.deadline,
            fee_pay_due=self.fee.pay_due,
            conservative_due=self._conservative(counted),
            status=status,
            warnings=self._warnings(counted, replied),
            timeliness=replied,
            stopped=tuple(counted.stopped),
        )

    def ordered_clock(self, order: ReplyOrdered) -> ReplyClock:
        """The answer where a decision ordered the reply: its term runs from its receipt, and nothing moves it."""
        due = ordered_due(order, self.calendar, self.policies)
        replied = self._judged(due.due)
        return ReplyClock(
            received=self.receipt,
            base=order.received,
            base_kind=ClockBase.REPLY_ORDERED,
            first_due=due,
            due=due,
            extension=refused_extension(order, self.extensions),
            pauses=tuple(self.pauses),
            paused=False,
            waiting_until=None,
            if_answered_today=None,
            correction_notice_due=None,
            correction_deadline=self.correction.deadline,
            fee_pay_due=self.fee.pay_due,
            conservative_due=None,
            status=self._ordered_status(),
            warnings=self._ordered_warnings(order, due, replied),
            timeliness=replied,
            stopped=(),
            order=order,
        )

    # ------------------------------------------------------------------ parts

    def _ordered_status(self) -> ClockStatus:
        """Running until the reply leaves; nobody else's silence ends it, only what the agency found by an act."""
        withdrawn = bool(self.history.all_of(Withdrawal))
        if withdrawn or self.history.all_of(ReplyDispatch):
            return ClockStatus.STOPPED
        given_up = bool(self.history.all_of(CorrectionLapsed)) or self.history.all_of(FeeLapsed)
        return ClockStatus.DEEMED_ABANDONED if given_up else ClockStatus.RUNNING

    def _pauses(self, consultations: Sequence[Consultation]) -> list[Pause]:
        found = [consultation_pause(one, self.calendar, self.policies, self.today) for one in consultations]
        if self.policies.flag("justification_wait_excluded"):
            notices = self.history.all_of(JustificationNotice)
            found.append(justification_pause(notices, self.history.all_of(JustificationReceived), self.today))
        if self.policies.text("fee_clock_between") == "suspended":
            found += [fee_pause(*one) for one in self.fee.waived]
        return sorted((one for one in found if one is not None), key=_pause_order)

    def _count(self, received: date, restart: date | None, reading: str, pauses: Sequence[Pause]) -> _Counted:
        base, kind = latest_base(received, restart, self.fee.restart)
        stopped = spans(pauses, reading, self.today)
        plain = not stopped and self.reply_days is None and kind is ClockBase.RECEIVED
        first = reply_deadline(base, self.calendar) if plain else self._counted(base, kind, 0, stopped)
        extension = self._extension(base, first.due)
        due = self._counted(base, kind, extension.days, stopped) if extension and extension.valid else first
        findings: list[Finding] = []
        due = self._deferred(due, findings)
        return _Counted(base, kind, first, due, extension, stopped, findings)

    def _extension(self, base: date, first_due: date) -> ExtensionFinding | None:
        if not self.extensions:
            return None
        return extension_finding(self.extensions, base, first_due, self.policies, self.received)

    def _counted(self, base: date, kind: ClockBase, extension: int, stopped: Sequence[StoppedSpan]) -> Deadline:
        return count_reply(
            base,
            kind,
            self.calendar,
            received=self.received,
            days=self.reply_days,
            extension=extension,
            stopped=stopped,
        )

    def _deferred(self, due: Deadline, findings: list[Finding]) -> Deadline:
        """Apply a deferral under article 35; it needs the question for reasons before it and a notice in time."""
        deferrals = sorted(self.history.all_of(Deferral), key=_deferral_order)
        if not deferrals:
            return due
        deferral = deferrals[-1]
        if not self.history.all_of(JustificationNotice):
            sentence = "延迟答复须先要求申请人说明理由，现无记录，延迟不生效。"
            findings.append(Finding("deferral_without_justification", sentence, why("justification")))
            return due
        if deferral.notified_on is None or deferral.notified_on > due.due:
            sentence = f"延迟答复须在{full_date(due.due)}前告知申请人，延迟不生效。"
            findings.append(Finding("deferral_notified_late", sentence, why("justification")))
            return due
        if deferral.until <= due.due:
            return due
        sentence = f"已告知申请人延迟至{full_date(deferral.until)}答复。"
        days = (deferral.until - due.due).days
        step = Step(StepKind.DEFERRAL, days, StepUnit.DAYS, due.due, deferral.until, sentence, why("justification"))
        return extend_deadline(due, step, self.calendar.missing_year(due.due, deferral.until))

    def _open(self, pause: Pause) -> bool:
        """Whether a pause holds on today: from its first event until the day of the answer or of silence."""
        if self.today is None or self.today < pause.start:
            return False
        if pause.end is None:
            return True
        return self.today < pause.end if pause.answered else self.today <= pause.end

    def _status(self) -> ClockStatus:
        withdrawn = bool(self.history.all_of(Withdrawal))
        if withdrawn or self.history.all_of(ReplyDispatch):
            return ClockStatus.STOPPED
        if self.correction.lapsed or self.fee.lapsed:
            return ClockStatus.DEEMED_ABANDONED
        if self.fee.waiting and self.policies.text("fee_clock_between") == "suspended":
            return ClockStatus.AWAITING_PAYMENT
        if self.correction.waiting:
            return ClockStatus.AWAITING_CORRECTION
        if any(self._open(pause) for pause in self.pauses):
            return ClockStatus.PAUSED
        return ClockStatus.RUNNING

    def _waiting(self, status: ClockStatus) -> tuple[date | None, Deadline | None]:
        """Until when somebody else may act, and the date if it were done today."""
        today = self.today
        if self.fee.waiting and status in (ClockStatus.AWAITING_PAYMENT, ClockStatus.RUNNING):
            until = self.fee.pay_due.due if self.fee.pay_due else None
            return until, self._restarted(ClockBase.FEE_PAID)
        if status is ClockStatus.AWAITING_CORRECTION:
            return self.correction.deadline, self._restarted(ClockBase.CORRECTION_RECEIVED)
        waiting = [pause for pause in self.pauses if self._open(pause)]
        if not waiting or today is None:
            return None, None
        ends = [pause.end for pause in waiting]
        known = [end for end in ends if end is not None]
        until = max(known) if len(known) == len(ends) else None
        answered = [answered_pause(pause, today) if self._open(pause) else pause for pause in self.pauses]
        return until, self._count(self.received, self.correction.restart, self.reading, answered).due

    def _restarted(self, kind: ClockBase) -> Deadline | None:
        if self.today is None:
            return None
        return self._counted(self.today, kind, 0, ())

    def _conservative(self, counted: _Counted) -> Deadline | None:
        """The earliest due date under the other readings: receipt, late correction notice, ends of pauses."""
        early = self.receipt.conservative
        late = self.correction.late_notice and self.correction.restart is not None
        # No article lets the days of a fee that was given up stay out: the careful reading counts them.
        certain = [one for one in self.pauses if one.kind is not PauseKind.FEE]
        same = len(certain) == len(self.pauses) and (not certain or self.reading == "open_open")
        if early is None and not late and same:
            return None
        restart = None if late else self.correction.restart
        received = min(early, self.received) if early else self.received
        other = self._count(received, restart, "open_open", certain)
        return other.due if other.due.due < counted.due.due else None

    def _timeliness(self, due: date) -> Timeliness | None:
        first = self._judged(due)
        return first if first is None or first.on_time is not False else self._given_up(first, due)

    def _judged(self, due: date) -> Timeliness | None:
        replies = self.history.all_of(ReplyDispatch)
        judged = [timeliness(one, due, self.calendar, self.policies) for one in replies]
        return min(judged, key=_effective_order, default=None)

    def _given_up(self, late: Timeliness, due: date) -> Timeliness:
        """A letter after the former due date is not late where the period stood still until the request lapsed."""
        asked = self.correction.notice
        if self.history.all_of(CorrectionLapsed) and self.correction.waiting and asked and asked.sent <= due:
            return not_judged(late, "补正", why("correction"))
        suspended = self.policies.text("fee_clock_between") == "suspended"
        lapsed = bool(self.history.all_of(FeeLapsed)) and self.fee.lapsed and suspended
        if lapsed and self.fee.first_sent and self.fee.first_sent <= self._before_fee():
            return not_judged(late, "缴费（按本机关口径）", why("fee"))
        return late

    # ------------------------------------------------------------------ findings

    def _warnings(self, counted: _Counted, replied: Timeliness | None) -> tuple[Finding, ...]:
        former = () if self.reply_days is not None else former_law(self.received)
        found = [*self.receipt.warnings, *former, *self.correction.findings, *self.fee.findings, *counted.findings]
        extension = counted.extension
        if extension is not None and (not extension.valid or extension.late_but_allowed):
            code = extension.reason_code or "extension_notified_late"
            found.append(Finding(code, extension.sentence, extension.citations))
        found += self._consultation_findings()
        found += self._fee_findings()
        if counted.due.provisional:
            found.append(_calendar_finding(counted.due))
        if replied is not None:
            found += replied.warnings
        return tuple(found)

    def _ordered_warnings(self, order: ReplyOrdered, due: Deadline, replied: Timeliness | None) -> tuple[Finding, ...]:
        told = (*self.receipt.warnings, *self.correction.findings, *self.fee.findings)
        found = [one for one in told if one.code not in OF_THE_STATUTORY_PERIOD]
        extension = refused_extension(order, self.extensions)
        if extension is not None:
            found.append(Finding(extension.reason_code, extension.sentence, extension.citations))
        found += ordered_findings(order, self.history, self.policies)
        if due.provisional:
            found.append(_calendar_finding(due))
        return (*found, *(replied.warnings if replied is not None else ()))

    def _consultation_findings(self) -> list[Finding]:
        found: list[Finding] = []
        for one in self.history.all_of(Consultation):
            if not one.proof:
                sentence = f"{one.kind.label}（{day_and_month(one.sent)}）没有寄出凭证，不停算。"
                found.append(Finding("consultation_without_proof", sentence, why("consultation_pause")))
        for pause in self.pauses:
            if "逾期意见" in pause.label:
                found.append(Finding("consultation_answered_late", f"{pause.label}。", pause.citations))
            elif pause.end is None and not pause.answered:
                found.append(unended(pause))
        return found

    def _fee_findings(self) -> list[Finding]:
        notice, first = self.fee.notice, self.fee.first_sent
        if notice is None or first is None:
            return []
        found: list[Finding] = []
        before = self._before_fee()
        if first > before:  # one that replaces another in its time to pay is not bound by the period (F8)
            sentence = f"收费通知应在处理期限{full_date(before)}内发出，实际{day_and_month(first)}。"
            found.append(Finding("fee_notice_late", sentence, why("fee")))
        if self.policies.text("fee_parallel_events") == "not_parallel":
            end = self.fee.restart or date.max
            asked = [pause for pause in self.pauses if pause.kind is not PauseKind.FEE]
            if any(notice.sent <= pause.start < end for pause in asked):
                sentence = "等待缴费期间不宜同时征求意见，请先决定其一。"
                found.append(Finding("fee_parallel_events", sentence, why("fee")))
        return found

    def _before_fee(self) -> date:
        """The due date as it stood before any payment; the fee notice must not be later."""
        base, kind = latest_base(self.received, self.correction.restart, None)
        stopped = spans(self.pauses, self.reading, self.today)
        first = self._counted(base, kind, 0, stopped)
        extension = self._extension(base, first.due)
        due = first if extension is None or not extension.valid else self._counted(base, kind, extension.days, stopped)
        return self._deferred(due, []).due


def _calendar_finding(due: Deadline) -> Finding:
    sentence = f"{due.missing_year}年放假通知未载入，期限为估算，待国务院办公厅放假通知。"
    return Finding("calendar_missing", sentence, why("statutory_holidays"))


def _pause_order(pause: Pause) -> tuple[date, date, str, str]:
    return pause.start, pause.end or date.max, pause.kind.value, pause.ref


def _deferral_order(one: Deferral) -> tuple[date, date]:
    return one.notified_on or date.min, one.until


def _effective_order(one: Timeliness) -> date:
    return one.effective_date or date.max

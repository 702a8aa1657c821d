"""The lawful due day of a row by the reply clock, and why the day in the sheet is another one.

The cause is found by recomputing: each known mistake gives a day, and those that give the day in the sheet are
probable. Where several do, the one that the rows around share is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from deadlines.calendar import WorkingCalendar
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    CorrectionReceived,
    Extension,
    Fact,
    FeeNotice,
    FeePaid,
    Receipt,
)
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.reply_period import reply_days
from deadlines.wording import full_date
from law.errors import RuleGap, UserError
from law.parameters import parameters
from law.policies import PolicySet
from law.terms import Channel, ClockBase, ClockStatus, ConsultationKind
from reports.ledger_draft import RowDraft
from reports.ledger_rows import DueComparison
from reports.ledger_words import ledger_words

__all__ = ["DueReader"]

_PORTAL_DAYS: Final = 30
_AROUND: Final = 50
"""Rows above and below that tell how an office counted."""

_EVENT_FIELDS: Final = (
    "correction_date",
    "corrected_received",
    "consult_sent",
    "consult_back",
    "extension_date",
    "fee_notice_date",
    "fee_paid_date",
)
_WAITING: Final = frozenset({ClockStatus.PAUSED, ClockStatus.AWAITING_PAYMENT, ClockStatus.AWAITING_CONFIRMATION})


@dataclass(slots=True)
class _Row:
    draft: RowDraft
    lawful: date | None
    provisional: bool
    clock: ReplyClock | None
    causes: tuple[str, ...] = ()
    told: str = ""


class DueReader:
    """Compares the due days of the rows of a sheet.

    Args:
        calendar: working days.
        policies: the agency's choices.
        as_of: today; it decides what is still waited for.
    """

    def __init__(self, calendar: WorkingCalendar, policies: PolicySet, as_of: date) -> None:
        self._calendar = calendar
        self._policies = policies
        self._as_of = as_of
        self._plain: dict[date, ReplyClock | None] = {}
        self._wrong = _WrongCalendars(calendar)

    def compare(self, drafts: Sequence[RowDraft]) -> list[DueComparison]:
        """The comparison of each row; the rows of one sheet tell together which mistake is probable."""
        rows = [self._row(draft) for draft in drafts]
        return [self._comparison(row, _probable(rows, at)) for at, row in enumerate(rows)]

    def _row(self, draft: RowDraft) -> _Row:
        clock = self._clock(draft)
        lawful, provisional, told = _lawful(clock)
        row = _Row(draft, lawful, provisional, clock, told=told)
        _mark_events(draft, clock, lawful)
        if draft.due_written is not None and lawful is not None and draft.due_written != lawful:
            row.causes = self._causes(row, draft.due_written)
        return row

    # ----------------------------------------------------------------------------------------------- lawful day

    def _clock(self, draft: RowDraft, *, plain: bool = False) -> ReplyClock | None:
        """The clock of a row; ``plain``: without what happened later."""
        received = draft.received
        if received is None:
            return None
        facts = [] if plain else _facts(draft, self._extension_days)
        if facts:
            return self._run(CaseHistory.of(_receipt(received), *facts))
        if received not in self._plain:
            self._plain[received] = self._run(CaseHistory.of(_receipt(received)))
        return self._plain[received]

    def _extension_days(self, draft: RowDraft) -> int:
        """As told in the ledger, else from the day it was extended to, else the longest that the law allows."""
        told, until = draft.values.get("extension_workdays"), draft.values.get("extension_until_written")
        if isinstance(told, int) and told > 0:
            return told
        most = parameters().parameter("extension_max_days").values[-1].value
        first = self._clock(draft, plain=True)
        if isinstance(until, date) and first is not None and first.due is not None and until > first.due.due:
            return min(most, self._calendar.workdays_between(first.due.due, until)) or most
        return most

    def _run(self, history: CaseHistory) -> ReplyClock | None:
        try:
            return reply_clock(history, self._calendar, self._policies, self._as_of)
        except (RuleGap, UserError):
            return None

    # ------------------------------------------------------------------------------------------------ its causes

    def _causes(self, row: _Row, written: date) -> tuple[str, ...]:
        special = _extension_cause(row, written)
        if special:
            return (special,)
        received = row.draft.received
        if received is None:
            return ()
        try:
            days, _ = reply_days(received, ClockBase.RECEIVED)
            found = [name for name, day in self._mistakes(received, days, row) if day() == written]
        except RuleGap:
            found = []
        if not found and row.clock is not None and row.clock.extension is not None and row.clock.extension.valid:
            found = ["extension_counted_wrongly"]
        return tuple(found)

    def _mistakes(self, received: date, days: int, row: _Row) -> Iterable[tuple[str, Callable[[], date]]]:
        """Every known mistake with the day it gives, the most usual ones first."""
        calendar, wrong = self._calendar, self._wrong
        registered = row.draft.values.get("registered_date")
        first = self._clock(row.draft, plain=True)
        if first is not None and first.due is not None:
            plain = first.due.due
            yield "ignores_later_events", lambda: plain
        yield "calendar_days", lambda: received + timedelta(days=days)
        yield "ignores_makeup_workdays", lambda: wrong.without_makeup.add_workdays(received, days)
        yield "ignores_holidays_and_makeup", lambda: wrong.weekdays.add_workdays(received, days)
        if isinstance(registered, date):
            yield "counts_from_internal_registration_date", lambda: calendar.add_workdays(registered, days)
            yield (
                "counts_from_registration_and_ignores_holidays",
                lambda: wrong.weekdays.add_workdays(registered, days),
            )
            yield (
                "counts_from_registration_and_ignores_makeup",
                lambda: wrong.without_makeup.add_workdays(registered, days),
            )
            yield "counts_from_registration_by_calendar_days", lambda: registered + timedelta(days=days)
        former = parameters().parameter("reply_days").values[0].value
        if former != days:
            yield "old_15_workdays", lambda: calendar.add_workdays(received, former)
        yield "calendar_30_days", lambda: received + timedelta(days=_PORTAL_DAYS)
        for published, before in wrong.before_amendments(received, row.lawful or received):
            yield f"calendar_before_{published.isoformat()}_notice", _adding(before, received, days)
        yield "counts_receipt_day", lambda: calendar.add_workdays(received, days - 1)

    def _comparison(self, row: _Row, cause: str) -> DueComparison:
        written, lawful = row.draft.due_written, row.lawful
        if written is None or lawful is None:
            return DueComparison(written=written, lawful=lawful, explanation=row.told, provisional=row.provisional)
        if written == lawful:
            return DueComparison(written=written, lawful=lawful, days=0, working_days=0, provisional=row.provisional)
        gap = self._calendar.workdays_between(min(written, lawful), max(written, lawful))
        late = written > lawful
        direction = "晚" if late else "早"
        return DueComparison(
            written=written,
            lawful=lawful,
            differs=True,
            days=(written - lawful).days,
            working_days=gap if late else -gap,
            error=f"{'late' if late else 'early'}_{gap}wd",
            cause=cause,
            explanation=(
                f"表里写{full_date(written)}，法定期限是{full_date(lawful)}，{direction}{gap}个工作日：{_said(cause)}。"
            ),
            provisional=row.provisional,
        )


def _probable(rows: Sequence[_Row], at: int) -> str:
    """The mistake of a row: of several that fit, the one that the rows around it share, the nearer ones more."""
    causes = rows[at].causes
    if len(causes) < 2:
        return causes[0] if causes else "unknown"
    shares = dict.fromkeys(causes, 0.0)
    for other in range(max(0, at - _AROUND), min(len(rows), at + _AROUND + 1)):
        theirs = rows[other].causes
        if other != at and theirs:
            for cause in theirs:
                if cause in shares:
                    shares[cause] += 1 / len(theirs) / abs(other - at)
    # Equal shares: mistakes are listed with the most usual ones first.
    return max(shares, key=shares.__getitem__)


def _adding(calendar: WorkingCalendar, start: date, days: int) -> Callable[[], date]:
    return lambda: calendar.add_workdays(start, days)


def _said(cause: str) -> str:
    if cause.startswith("calendar_before_"):
        day = date.fromisoformat(cause.removeprefix("calendar_before_").removesuffix("_notice"))
        return ledger_words().said("causes", "calendar_before", day=full_date(day))
    return ledger_words().said("causes", cause)


def _receipt(received: date) -> Receipt:
    # The ledger tells the day of receipt itself; what the channel makes of other days is no question any more.
    return Receipt(channel=Channel.IN_PERSON, submitted=received)


def _facts(draft: RowDraft, extension_days: Callable[[RowDraft], int]) -> list[Fact]:
    """The dated events of a row; what the ledger does not date is not reckoned with."""
    days = {name: value for name in _EVENT_FIELDS if isinstance(value := draft.values.get(name), date)}
    if not days:
        return []
    facts: list[Fact] = []
    if "correction_date" in days:
        facts.append(CorrectionNotice(sent=days["correction_date"]))
    if "corrected_received" in days:
        facts.append(CorrectionReceived(on=days["corrected_received"]))
    if "consult_sent" in days:
        facts.append(
            Consultation(
                ref="1",
                kind=ConsultationKind.THIRD_PARTY,
                sent=days["consult_sent"],
                answered=days.get("consult_back"),
                party=str(draft.values.get("consult_party") or ""),
            )
        )
    if "extension_date" in days:
        on = days["extension_date"]
        facts.append(Extension(days=extension_days(draft), approved_on=on, notified_on=on))
    if "fee_notice_date" in days:
        facts.append(FeeNotice(sent=days["fee_notice_date"], served=days["fee_notice_date"]))
    if "fee_paid_date" in days:
        facts.append(FeePaid(on=days["fee_paid_date"]))
    return facts


def _lawful(clock: ReplyClock | None) -> tuple[date | None, bool, str]:
    if clock is None or clock.due is None:
        return None, False, ""
    if clock.paused or clock.status in _WAITING:
        told = "期限停止计算，等意见或者缴费以后才能确定。" if clock.paused else "等缴费，缴费以后重新起算。"
        return None, False, told
    if clock.status is ClockStatus.DEEMED_ABANDONED:
        return None, False, "没有缴费或者补正的日期，期限不能确定。"
    if clock.due.provisional:
        estimate = full_date(clock.due.due)
        return None, True, f"{clock.due.missing_year}年的放假安排还没有公布，期限暂估为{estimate}，不作比较。"
    return clock.due.due, False, ""


def _extension_cause(row: _Row, written: date) -> str:
    until = row.draft.values.get("extension_until_written")
    finding = row.clock.extension if row.clock is not None else None
    if finding is not None and not finding.valid and written == until:
        return "extension_notice_after_first_due"
    if finding is not None and written == until:
        return "extension_counted_wrongly"
    if finding is None and isinstance(until, date) and written == until:
        return "extension_not_told"
    return ""


# ------------------------------------------------------------------------------------------------------------- events


def _mark_events(draft: RowDraft, clock: ReplyClock | None, lawful: date | None) -> None:
    """What happened according to the event columns, and whether it was late; nothing in a ledger without them."""
    if not any(draft.has(name) for name in _EVENT_FIELDS):
        return
    late_notice = clock is not None and clock.extension is not None and not clock.extension.valid
    if late_notice:
        draft.warn("extension_notice_late")
    replied = draft.values.get("reply_date")
    late = isinstance(replied, date) and lawful is not None and replied > lawful and not late_notice
    if late:
        draft.warn("replied_late")
    if clock is not None and clock.fee_pay_due is not None and draft.values.get("fee_paid_date") is None:
        draft.values["fee_pay_due"] = clock.fee_pay_due.due
    draft.event_kind = _event_kind(draft, late=late, late_notice=late_notice)


def _event_kind(draft: RowDraft, *, late: bool, late_notice: bool) -> str:
    values = draft.values
    if values.get("correction_date"):
        return "corr" if values.get("corrected_received") else "corr_open"
    if values.get("consult_sent"):
        return "consult" if values.get("consult_back") else "consult_open"
    if values.get("extension_date"):
        return "ext_late" if late_notice else "ext"
    if values.get("fee_notice_date"):
        return "fee" if values.get("fee_paid_date") else "fee_unpaid"
    if values.get("outcome_id") == "withdrawn":
        return "withdraw"
    return "late" if late else ""


class _WrongCalendars:
    """The calendars that offices count by, built when first needed."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self._without_makeup: WorkingCalendar | None = None
        self._weekdays: WorkingCalendar | None = None
        self._before: dict[date, WorkingCalendar] = {}

    @property
    def without_makeup(self) -> WorkingCalendar:
        """Days off are known, weekend days that are worked are not."""
        if self._without_makeup is None:
            notices = [replace(one, makeup=(), makeup_added=(), makeup_removed=()) for one in self._calendar.notices]
            self._without_makeup = WorkingCalendar.build(notices)
        return self._without_makeup

    @property
    def weekdays(self) -> WorkingCalendar:
        """Monday to Friday."""
        if self._weekdays is None:
            bare = [
                replace(one, off=(), off_added=(), off_removed=(), makeup=(), makeup_added=(), makeup_removed=())
                for one in self._calendar.notices
            ]
            self._weekdays = WorkingCalendar.build(bare)
        return self._weekdays

    def before_amendments(self, first: date, last: date) -> Iterable[tuple[date, WorkingCalendar]]:
        """The calendars as they were the day before each amendment of these years was published."""
        for one in self._calendar.notices:
            if one.amends is None or one.published_on is None or not first.year <= one.year <= last.year:
                continue
            if one.published_on not in self._before:
                known = one.published_on - timedelta(days=1)
                self._before[one.published_on] = WorkingCalendar.build(self._calendar.notices, known_on=known)
            yield one.published_on, self._before[one.published_on]

"""Against which act which remedy is open until when: the periods of the other side before there is a dispute."""

from dataclasses import dataclass
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.dispute_alarms import alarm_of
from deadlines.dispute_clocks import DisputeClock
from deadlines.dispute_history import Attacked
from deadlines.grounds import parameter_if_any
from deadlines.periods import period_days, period_months
from deadlines.review_periods import review_due
from deadlines.steps import Deadline
from law.citations import Citation
from law.dispute_terms import AttackedAct, ClockOwner, ClockState, Forum
from law.parameters import Unit, parameters
from law.policies import PolicySet
from law.remedies import nonreply_remedy, remedy_finding
from law.terms import Confidence, Outcome, RemedyClass

__all__ = ["FirstRemedy", "first_remedy", "remedy_clocks"]

_MISSING = (AttackedAct.NO_REPLY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRemedy:
    """Whether reconsideration has to come first against an act of a day.

    Attributes:
        first: it has to; partly: as far as information was withheld.
        sentence: in Chinese; notes: what the law leaves open.
    """

    first: bool
    partly: bool
    remedy: RemedyClass
    sentence: str
    citations: tuple[Citation, ...]
    confidence: Confidence
    notes: tuple[str, ...] = ()


def first_remedy(
    act: AttackedAct, on: date, policies: PolicySet, *, outcome: Outcome | None = None, variant: str | None = None
) -> FirstRemedy:
    """Whether an act may be taken to court at once (复议法第二十三条第一款).

    Args:
        act: what is attacked.
        on: its date; for a missing reply the last day of its period.
        policies: the agency's choices.
        outcome: of an attacked reply.
        variant: form of that outcome.

    Raises:
        RuleGap: the day lies before the present regulation.
    """
    if act in _MISSING:
        found = nonreply_remedy(on, policies)
        subject = "逾期未答复"
    else:
        found = remedy_finding(outcome or Outcome.OTHER, variant, on, policies)
        subject = outcome.label if outcome is not None else act.label
    first = found.remedy_class is RemedyClass.RECONSIDERATION_FIRST
    partly = found.remedy_class is RemedyClass.BY_PART
    if first:
        sentence = f"对“{subject}”不服的，应当先申请行政复议，对复议决定不服再起诉。"
    elif partly:
        sentence = f"对“{subject}”中不予公开的部分不服的，应当先申请行政复议；对其余部分可以直接起诉。"
    else:
        sentence = f"对“{subject}”不服的，可以申请行政复议，也可以直接起诉。"
    return FirstRemedy(
        first=first,
        partly=partly,
        remedy=found.remedy_class,
        sentence=sentence,
        citations=found.citations,
        confidence=found.confidence,
        notes=found.notes,
    )


def remedy_clocks(
    attacked: Attacked, calendar: WorkingCalendar, policies: PolicySet, today: date | None = None
) -> tuple[DisputeClock, ...]:
    """The last days on which the applicant may apply for reconsideration and sue.

    Where the remedy was not told the longest periods count (复议法第二十条第三款、诉解第六十四条); a longer period that
    was told counts, a shorter one does not.

    Args:
        attacked: the act; without a day of knowledge, or a period of a missing reply, nothing runs yet.
        calendar: the working days.
        policies: the agency's choices.
        today: the day of the question.
    """
    found: list[DisputeClock] = []
    for forum, keys in _parameters(attacked).items():
        if forum is Forum.LITIGATION and attacked.remedy is RemedyClass.RECONSIDERATION_FIRST:
            continue
        for key in keys:
            start = _start(attacked, key)
            if start is None or parameter_if_any(key, start) is None:
                continue
            due = _told(attacked, forum, start, review_due(key, start, calendar, policies), calendar, policies)
            found.append(_clock(key, start, due, today))
    return tuple(found)


def _parameters(attacked: Attacked) -> dict[Forum, tuple[str, ...]]:
    cap = "recon_cap_real_estate_years" if attacked.real_estate else "recon_cap_years"
    if attacked.act in _MISSING:
        return {Forum.RECONSIDERATION: ("recon_apply_nonreply_days",), Forum.LITIGATION: ("sue_nonreply_months",)}
    if not attacked.informed:
        return {
            Forum.RECONSIDERATION: ("recon_apply_max_years", cap),
            Forum.LITIGATION: ("sue_uninformed_max_years", "sue_cap_years"),
        }
    return {
        Forum.RECONSIDERATION: ("recon_apply_days", cap),
        Forum.LITIGATION: ("sue_direct_months", "sue_cap_years"),
    }


def _start(attacked: Attacked, key: str) -> date | None:
    if attacked.act in _MISSING:
        return attacked.reply_due
    if "_cap_" in key:
        return attacked.decided_on
    return attacked.known_on or attacked.served_on


def _told(
    attacked: Attacked, forum: Forum, start: date, due: Deadline, calendar: WorkingCalendar, policies: PolicySet
) -> Deadline:
    """The longer of the statutory period and the one that the letter told."""
    if forum is Forum.RECONSIDERATION and attacked.told_days:
        told = period_days(start, attacked.told_days, calendar, event="文书告知的期限")
    elif forum is Forum.LITIGATION and attacked.told_months:
        next_day = policies.text("month_count_reading") == "next_day"
        told = period_months(start, attacked.told_months, calendar, next_day=next_day, event="文书告知的期限")
    else:
        return due
    return told if told.due > due.due else due


def _clock(key: str, start: date, due: Deadline, today: date | None) -> DisputeClock:
    value = parameters().value(key, start)
    past = today is not None and today > due.due
    remaining = (due.due - today).days if today is not None else None
    return DisputeClock(
        key=key,
        owner=ClockOwner.OTHER_SIDE,
        state=ClockState.MISSED if past else ClockState.RUNNING,
        alarm=alarm_of(None, value.value, value.unit if value.unit is not Unit.MONTH_DAY else Unit.DAY),
        start_ref=key,
        started_on=start,
        start_kind=None,
        done_on=None,
        due=due,
        consequence="期满不能再申请、再起诉，有正当理由的除外",
        citations=(value.citation,),
        unit=value.unit,
        amount=value.value,
        remaining=remaining,
    )

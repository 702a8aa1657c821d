"""Sentences of a dispute: periods, notes on the law, and how the parties are called."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from casework.dispute_course import Target
from casework.dispute_views import DisputeClockView
from deadlines.calendar import WorkingCalendar
from deadlines.dispute_clocks import DisputeClock
from deadlines.dispute_history import Attacked
from deadlines.dispute_remedies import FirstRemedy, remedy_clocks
from deadlines.wording import full_date
from law.attacked_acts import attacked_acts
from law.citations import Citation
from law.dispute_clocks import dispute_clock_rules
from law.dispute_events import dispute_events
from law.dispute_terms import ClockState, Forum
from law.parameters import Unit, parameters
from law.policies import PolicySet

__all__ = ["clock_label", "clock_view", "left_text", "notes_of"]

_SET_DAY: Final = "以通知的日期为准"


def clock_view(clock: DisputeClock, forum: Forum) -> DisputeClockView:
    """A period for the client."""
    start = clock.start_kind
    return DisputeClockView(
        key=clock.key,
        label=clock_label(clock.key),
        owner=clock.owner,
        state=clock.state,
        alarm=clock.alarm,
        started_on=clock.started_on,
        start_label=dispute_events()[start].label(forum) if start is not None else _counted_from(clock.key),
        done_on=clock.done_on,
        deadline=clock.due,
        unit_text=f"{clock.amount} {clock.unit.label}" if clock.amount else _SET_DAY,
        left_text=left_text(clock),
        consequence=clock.consequence,
        citations=clock.citations,
    )


def clock_label(key: str) -> str:
    """What is to be done in a period."""
    rule = next((one for one in dispute_clock_rules() if one.key == key), None)
    return rule.label if rule is not None else parameters().parameter(key).label


def _counted_from(key: str) -> str:
    if key in set(parameters()):
        return parameters().parameter(key).counted_from
    rule = next(one for one in dispute_clock_rules() if one.key == key)
    return parameters().parameter(rule.parameter).counted_from if rule.parameter else ""


def left_text(clock: DisputeClock) -> str:
    """剩 3 个工作日, 今日到期, 已过 2 日, 停止计算, or when it was met."""
    if clock.state is ClockState.SUSPENDED:
        return "停止计算"
    if clock.state in (ClockState.MET, ClockState.LATE):
        done = f"{full_date(clock.done_on)}" if clock.done_on is not None else ""
        return f"{done}{clock.state.label}"
    if clock.state is ClockState.MOOT or clock.remaining is None:
        return clock.state.label
    unit = "个工作日" if clock.unit is Unit.WORKDAY else "日"
    if clock.state is ClockState.MISSED:
        passed = -clock.remaining
        return f"已过 {passed} {unit}" if passed else "已过"
    if clock.remaining == 0:
        return "今日到期"
    return f"剩 {clock.remaining} {unit}"


def notes_of(
    forum: Forum,
    targets: Sequence[Target],
    firsts: Sequence[FirstRemedy],
    attacked: Sequence[Attacked],
    calendar: WorkingCalendar,
    policies: PolicySet,
    came_on: date,
    *,
    followed: bool,
) -> tuple[str, ...]:
    """What the law says on a dispute, each a sentence with its article.

    Args:
        forum: before whom it is.
        targets: what is attacked.
        firsts: whether reconsideration has to come first.
        attacked: the attacked acts as the other side's periods read them.
        calendar: the working days.
        policies: the agency's choices.
        came_on: day on which the application or complaint is known to have been there.
        followed: the lawsuit follows a reconsideration.
    """
    found = [*_alone(targets), *_first(forum, firsts, followed=followed)]
    found += _late(forum, attacked, calendar, policies, came_on, followed=followed)
    return tuple(dict.fromkeys(found))


def _alone(targets: Sequence[Target]) -> Iterator[str]:
    for one in targets:
        rule = attacked_acts()[one.attacked]
        if rule.note:
            yield f"{rule.note}{_cited(rule.citations)}"


def _first(forum: Forum, firsts: Sequence[FirstRemedy], *, followed: bool) -> Iterator[str]:
    for one in firsts:
        if forum is Forum.LITIGATION and not followed and (one.first or one.partly):
            yield f"未经复议直接起诉：{one.sentence}可以在答辩中提出。{_cited(one.citations)}"
        elif forum is Forum.RECONSIDERATION:
            yield f"{one.sentence}{_cited(one.citations)}"
        yield from one.notes


def _late(
    forum: Forum,
    attacked: Sequence[Attacked],
    calendar: WorkingCalendar,
    policies: PolicySet,
    came_on: date,
    *,
    followed: bool,
) -> Iterator[str]:
    """Whether the other side seems to have come too late; the day on which it came may have been earlier."""
    if forum is Forum.LITIGATION and followed:
        return
    prefix = "recon_" if forum is Forum.RECONSIDERATION else "sue_"
    for one in attacked:
        clocks = [clock for clock in remedy_clocks(one, calendar, policies) if clock.key.startswith(prefix)]
        last = min((clock.due.due for clock in clocks if clock.due is not None), default=None)
        if last is not None and came_on > last:
            label = "申请复议" if forum is Forum.RECONSIDERATION else "起诉"
            cited = clocks[0].citations if clocks else ()
            yield f"{label}的最后一日是{full_date(last)}，是否超过期限请核对对方提出之日。{_cited(cited)}"


def _cited(citations: Sequence[Citation]) -> str:
    return f"（{'、'.join(str(one) for one in citations)}）" if citations else ""

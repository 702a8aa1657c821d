"""How states of disputes look: their tone, and the sentence that says whose period it is."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from casework.dispute_views import DisputeClockView
from desktop.components import long_date, short_date
from desktop.theme import Tone
from law.citations import Citation
from law.dispute_terms import AlarmLevel, ClockOwner, ClockState, DisputeStatus, Forum, ResultClass

__all__ = [
    "ALARM_TONES",
    "FORUM_BODIES",
    "RESULT_TONES",
    "cited_before",
    "clock_order",
    "clock_tone",
    "clock_word",
    "due_words",
    "pressing_clock",
    "status_tone",
]

ALARM_TONES: Final = {
    AlarmLevel.NONE: Tone.PLAIN,
    AlarmLevel.NOTICE: Tone.SOON,
    AlarmLevel.WARNING: Tone.TODAY,
    AlarmLevel.URGENT: Tone.TODAY,
    AlarmLevel.OVERDUE: Tone.OVER,
}
RESULT_TONES: Final = {
    ResultClass.UPHELD: Tone.DONE,
    ResultClass.CORRECTED: Tone.TODAY,
    ResultClass.OTHER: Tone.PLAIN,
    ResultClass.PENDING: Tone.PLAIN,
}
FORUM_BODIES: Final = {Forum.RECONSIDERATION: "复议机关", Forum.LITIGATION: "人民法院"}
_FORUM_OF: Final = {
    "recon": Forum.RECONSIDERATION,
    "recon_impl": Forum.RECONSIDERATION,
    "litig": Forum.LITIGATION,
    "litig_int": Forum.LITIGATION,
}
_STATUS_TONES: Final = {
    DisputeStatus.SUSPENDED: Tone.SUSP,
    DisputeStatus.ANSWER_DUE: Tone.SOON,
    DisputeStatus.PERFORMING: Tone.SOON,
    DisputeStatus.APPEAL_OPEN: Tone.SOON,
    DisputeStatus.CLOSED: Tone.DONE,
}
_STATE_TONES: Final = {
    ClockState.SUSPENDED: Tone.SUSP,
    ClockState.MET: Tone.DONE,
    ClockState.LATE: Tone.OVER,
    ClockState.MOOT: Tone.PROV,
}
_LEVELS: Final = tuple(AlarmLevel)
_STATES: Final = (
    ClockState.RUNNING,
    ClockState.MISSED,
    ClockState.SUSPENDED,
    ClockState.LATE,
    ClockState.MET,
    ClockState.MOOT,
)


def cited_before(forum: Forum, citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations that count before a forum: the statute on the procedure of the other one is left out."""
    return tuple(one for one in citations if _FORUM_OF.get(one.statute, forum) is forum)


def status_tone(status: DisputeStatus, alarm: AlarmLevel = AlarmLevel.NONE) -> Tone:
    """The tone of a status; what presses wins."""
    pressing = ALARM_TONES[alarm]
    return _STATUS_TONES.get(status, Tone.PLAIN) if pressing is Tone.PLAIN else pressing


def clock_tone(clock: DisputeClockView) -> Tone:
    """The tone of a period: a missed period of the other side is no alarm of ours."""
    if clock.state is ClockState.RUNNING:
        return ALARM_TONES[clock.alarm]
    if clock.state is ClockState.MISSED:
        return Tone.OVER if clock.owner is ClockOwner.AGENCY else Tone.PROV
    return _STATE_TONES[clock.state]


def clock_word(clock: DisputeClockView) -> str:
    """What the chip of a period says: how much is left while it runs, else how it ended."""
    words = clock.left_text if clock.state in (ClockState.RUNNING, ClockState.MISSED) else ""
    return words or clock.state.label


def due_words(clock: DisputeClockView, today: date | None = None) -> str:
    """2026年11月26日（周四），暂定, in lists 11月26日 周四; what stands in for it while there is no date.

    Args:
        clock: the period.
        today: write the date short, as seen from this day; None writes it in full.
    """
    if clock.deadline is None:
        return "待恢复后计算" if clock.state is ClockState.SUSPENDED else "—"
    due = clock.deadline.due
    return (long_date(due) if today is None else short_date(due, today)) + (
        "，暂定" if clock.deadline.provisional else ""
    )


def clock_order(clock: DisputeClockView) -> tuple[int, int, int, date]:
    """Running before ended, ours before theirs, the most pressing first."""
    due = clock.deadline.due if clock.deadline is not None else date.max
    ours = 0 if clock.owner is ClockOwner.AGENCY else 1
    return _STATES.index(clock.state), ours, -_LEVELS.index(clock.alarm), due


def pressing_clock(clocks: tuple[DisputeClockView, ...]) -> DisputeClockView | None:
    """The period that is shown large: the agency's own that runs or was missed, else the next of anybody."""
    open_ones = [one for one in clocks if one.state in (ClockState.RUNNING, ClockState.MISSED, ClockState.SUSPENDED)]
    mine = [one for one in open_ones if one.owner is ClockOwner.AGENCY]
    theirs = [one for one in open_ones if one.state is not ClockState.MISSED]
    found = sorted(mine or theirs, key=clock_order)
    return found[0] if found else None

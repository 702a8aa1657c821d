"""What a number of the statistics counts, said so that the list of requests can show the very same requests."""

from dataclasses import dataclass
from datetime import date

from law.terms import ClockStatus, Outcome, RequestKind, Term

__all__ = ["FigureFilter", "TimeJudged"]


class TimeJudged(Term):
    """Whether a reply was made in time, as the clock judged it."""

    ON_TIME = "on_time", "按期"
    LATE = "late", "逾期"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter:
    """Part of a ``CaseFilter``; all parts combine with 'and', what is None or empty lets everything through.

    A request is *finished* on the day its reply counts as made; without a reply (withdrawn, closed by hand) on the day
    it was closed.

    Attributes:
        words: what the number counts, as the list names it: 2026年3月办结.
        kind: what was asked for; corrections of records are in no number of the statistics.
        finished_from, finished_to: days on which it was finished, inclusive.
        pending_at: received by the end of this day and not finished then.
        outcomes: one of these; None among them stands for requests without an outcome.
        judged: whether the reply was in time.
        handler: the person who handles it; empty: nobody.
        days_first, days_last: working days of the period used by the reply, inclusive; only replies that were judged.
        applicant_ids: with one of these entries of the register among its applicants.
        running: open, and the period of reply runs today.
        lapsed: open, and the last day to correct or to pay is over.
        clock: where its clock stands.
        provisional: its due date is an estimate, because a notice of holidays is missing.
    """

    words: str
    kind: RequestKind | None = RequestKind.DISCLOSURE
    finished_from: date | None = None
    finished_to: date | None = None
    pending_at: date | None = None
    outcomes: tuple[Outcome | None, ...] = ()
    judged: TimeJudged | None = None
    handler: str | None = None
    days_first: int | None = None
    days_last: int | None = None
    applicant_ids: tuple[int, ...] = ()
    running: bool = False
    lapsed: bool = False
    clock: ClockStatus | None = None
    provisional: bool = False

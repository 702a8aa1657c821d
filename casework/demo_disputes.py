"""Disputes of the sample office at every stage, recorded by the acts themselves on cases that fit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from casework.dispute_drafts import (
    DisputeEventDraft,
    GroundDraft,
    LessonDraft,
    OpenDisputeDraft,
    PartyDraft,
    TargetDraft,
)
from casework.dispute_lessons import record_lesson
from casework.dispute_opening import open_dispute
from casework.dispute_reading import dispute_view
from casework.dispute_recording import record_dispute_event
from casework.dispute_targets import attackable
from casework.dispute_views import TargetView
from casework.drafts import AttachmentDraft
from casework.legal_events import day_of
from casework.office import Office
from deadlines.calendar import WorkingCalendar
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum, GroundFate
from law.outcomes import outcome_rules
from models import Request

__all__ = ["fill_disputes"]

_DATA: Final = Path(__file__).parent / "data" / "sample_disputes.json"
_HOUR: Final = time(2, 0, tzinfo=UTC)
_SERVED: Final = ("served_on", "other_served_on")
_PAPER: Final = "决定书在卷（示例）。".encode()


@cache
def _said() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return read


def fill_disputes(office: Office, *, today: date, now: datetime) -> int:
    """Record the sample disputes on the cases of a sample office; how many.

    A dispute for which no case is old enough is left out.

    Raises:
        UserError: what the acts refuse.
    """
    filler = _Filler(office, today, now)
    for one in _said()["disputes"]:
        filler.add(one)
    return filler.count


class _Filler:
    """Takes a case for each dispute, the one answered last before it began."""

    def __init__(self, office: Office, today: date, now: datetime) -> None:
        self._office, self._today, self._now = office, today, now
        self._calendar: WorkingCalendar = office.calendar()
        self._taken: set[int] = set()
        self.count = 0

    def add(self, plan: Mapping[str, Any]) -> None:
        """One dispute with what follows it."""
        first = self._day(int(plan["steps"][0][1]))
        target = self._target(first, missing=plan.get("attacked") == AttackedAct.NO_REPLY)
        if target is None:
            return
        dispute = self._open(plan, target, None)
        if "then" in plan:
            self._open(plan["then"], target, dispute)

    def _day(self, before: int) -> date:
        """A working day so many days before the day of the sample."""
        day = self._today - timedelta(days=before)
        while not self._calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def _target(self, first: date, *, missing: bool) -> TargetView | None:
        for request_id, name in self._requests(first, missing=missing):
            for one in attackable(self._office, request_id, today=self._today):
                wanted = AttackedAct.NO_REPLY if missing else AttackedAct.REPLY
                if one.attacked is wanted:
                    self._taken.add(request_id)
                    self._name = name
                    return one
        return None

    def _requests(self, first: date, *, missing: bool) -> Sequence[tuple[int, str]]:
        with self._office.reading() as session:
            statement = select(Request.id, Request.applicant_label)
            if missing:
                late = (Request.due_on < first) & Request.reply_effective_on.is_(None) & Request.closed_on.is_(None)
                statement = statement.where(late).order_by(Request.due_on.desc(), Request.id)
            else:
                served = Request.served_on.is_not(None) & (Request.closed_on < first)
                statement = statement.where(served).order_by(Request.closed_on.desc(), Request.id)
            return [(row[0], row[1]) for row in session.execute(statement) if row[0] not in self._taken]

    def _open(self, plan: Mapping[str, Any], target: TargetView, previous: int | None) -> int:
        said, forum = _said(), Forum(plan["forum"])
        steps = list(self._steps(plan))
        draft = OpenDisputeDraft(
            forum=forum,
            body=said["court"] if forum is Forum.LITIGATION else said["body"],
            targets=(
                TargetDraft(request_id=target.request_id, attacked=target.attacked, document_id=target.document_id),
            ),
            parties=(PartyDraft(name=self._name),),
            handler=said["handler"],
            claims=plan["claims"],
            reasons=tuple(plan["reasons"]),
            first=steps[0],
            previous_id=previous,
        )
        dispute = open_dispute(self._office, draft, **self._how(steps[0].on)).dispute_ids[0]
        self.count += 1
        for step in steps[1:]:
            known = [day for key in _SERVED if (day := day_of(step.values.get(key))) is not None]
            # Recorded when the papers of its service are there.
            on = max([step.on or self._today, *known])
            record_dispute_event(self._office, replace(step, dispute_id=dispute), **self._how(on))
        if "lesson" in plan:
            self._lesson(dispute, target, *plan["lesson"])
        if "close" in plan:
            on = self._day(int(plan["close"]))
            closed = DisputeEventDraft(dispute_id=dispute, kind=DisputeEventKind.CLOSED, on=on)
            record_dispute_event(self._office, closed, **self._how(on))
        return dispute

    def _steps(self, plan: Mapping[str, Any]) -> Iterator[DisputeEventDraft]:
        for kind, before, values in plan["steps"]:
            on = self._day(int(before))
            # The paper of a result is on file; so the case can be closed.
            paper = AttachmentDraft(
                file_name="决定书.txt", media_type="text/plain", content=_PAPER + kind.encode(), role="决定书"
            )
            yield DisputeEventDraft(
                dispute_id=0,
                kind=DisputeEventKind(kind),
                on=on,
                values={key: self._value(key, str(value), on) for key, value in values.items()},
                attachments=(paper,) if kind == DisputeEventKind.DECIDED else (),
            )

    def _value(self, key: str, text: str, on: date) -> str:
        if key in ("until", *_SERVED):
            ahead = text.startswith("+")
            day = self._calendar.roll(self._today + timedelta(days=int(text))) if ahead else self._day(-int(text))
            return (day if ahead else max(day, on)).isoformat()
        return text.replace("{year}", str(on.year))

    def _how(self, on: date | None) -> dict[str, Any]:
        day = on or self._today
        return {"today": day, "now": min(datetime.combine(day, _HOUR), self._now), "actor": _said()["handler"]}

    def _lesson(self, dispute: int, target: TargetView, fate: str, why: str) -> None:
        view = dispute_view(self._office, dispute, today=self._today)
        decided = next(one for one in view.events if one.kind is DisputeEventKind.DECIDED)
        rule = outcome_rules()[target.outcome] if target.outcome is not None else None
        article = rule.citations[0].code if rule is not None and rule.citations else ""
        ground = GroundDraft(
            request_id=target.request_id,
            document_id=target.document_id,
            fate=GroundFate(fate),
            step=rule.step if rule is not None else None,
            article=article,
            why=why,
        )
        draft = LessonDraft(dispute_id=dispute, result_event_id=decided.id, grounds=(ground,))
        record_lesson(self._office, draft, **self._how(self._today))

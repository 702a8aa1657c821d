"""Where a draft stands in its review, as one person sees it: the acts open to that person, remarks, steps, versions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from casework.act_case import ActCase, read_case
from casework.acts import why_not
from casework.draft_reading import read_draft, stored_letter
from casework.legal_events import LegalEvent
from casework.office import Office
from casework.overriding import overridden, says_the_same
from casework.refusals import refusal
from casework.review_persons import PersonAtDraft, against_person
from casework.review_views import RemarkView, ReviewAct, ReviewStep, ReviewView
from casework.versions import versions_in
from law.errors import UserError
from law.terms import Act, EventKind

__all__ = ["REVIEW_ACTS", "out_by", "place_of", "review"]

REVIEW_ACTS: Final = (
    Act.SUBMIT_DRAFT,
    Act.RECALL_DRAFT,
    Act.PASS_DRAFT,
    Act.RETURN_DRAFT,
    Act.APPROVE_LETTER,
    Act.ISSUE_LETTER,
)
_STEPS: Final = (
    EventKind.DRAFT_SUBMITTED,
    EventKind.DRAFT_PASSED,
    EventKind.DRAFT_RETURNED,
    EventKind.DRAFT_APPROVED,
    EventKind.DRAFT_RECALLED,
)
_WITH_REMARKS: Final = (EventKind.DRAFT_PASSED, EventKind.DRAFT_RETURNED)
# Approval, number and posting need a day of their own after the review.
_DAY_TO_LEAVE: Final = 1


def review(office: Office, document_id: int, *, person: str, today: date) -> ReviewView:
    """The review of a draft for one person as of ``today``.

    Raises:
        UserError: ``document_unknown``.
    """
    with office.reading() as session:
        document = stored_letter(session, document_id)
        case = read_case(office, session, document.request_id, today)
        return _view(PersonAtDraft(office, session, case, document, person))


def _view(seen: PersonAtDraft) -> ReviewView:
    case, course = seen.case, seen.course
    known = versions_in(seen.session, seen.document.id)
    last_day = out_by(case)
    due = case.state.clock.due
    return ReviewView(
        document_id=seen.document.id,
        reviewed=case.state.reviewed,
        stage=course.state if seen.current else seen.document.state,
        version=course.version or (known[0].number if known else 0),
        drafter="、".join(seen.drafters),
        returned=seen.current and course.returned is not None,
        out_by=last_day,
        provisional=due is not None and due.provisional,
        late=last_day is not None and last_day < case.state.today,
        differs=_differs(seen),
        acts=tuple(ReviewAct(act=act, reason=_reason(seen, act)) for act in REVIEW_ACTS),
        remarks=tuple(_remark_views(seen)),
        steps=tuple(_step(one) for one in case.state.facts.all_of(*_STEPS) if one.document_id == seen.document.id),
        versions=known,
        overridden=tuple(sorted(overridden(case, seen.document))),
    )


def out_by(case: ActCase) -> date | None:
    """The last day on which the review must be over, so that the reply can be approved and leave in time."""
    due = case.state.clock.due
    return None if due is None else case.derived.calendar.subtract_workdays(due.due, _DAY_TO_LEAVE)


def _differs(seen: PersonAtDraft) -> bool:
    if not seen.current or not seen.course.version:
        return False
    today = seen.case.state.today
    try:
        read = read_draft(seen.office, seen.session, seen.case, seen.document, dated_on=today, leaves_on=today)
    except UserError:
        return True
    return not says_the_same(seen.session, seen.case, seen.document, read)


# --------------------------------------------------------------------------------------------------------------- acts


def _reason(seen: PersonAtDraft, act: Act) -> str:
    """Why this person may not do an act now; empty if it may be done."""
    against = why_not(act, seen.case.state)
    if against is not None:
        return against.line
    if not seen.current:
        return refusal("draft_outdated").line
    own = against_person(seen, act)
    return own.line if own is not None else ""


# ------------------------------------------------------------------------------------------------------------ remarks


def _remark_views(seen: PersonAtDraft) -> Iterator[RemarkView]:
    """All remarks on the draft, the latest first; the paragraph is looked for in the letter as it is now."""
    now = [str(one["text"]) for one in seen.document.preview.get("blocks", ())]
    found = [one for one in seen.case.state.facts.all_of(*_WITH_REMARKS) if one.document_id == seen.document.id]
    for event in sorted(found, key=lambda one: one.seq, reverse=True):
        for said in event.payload.get("remarks", ()):
            yield _remark(event, said, now)


def _remark(event: LegalEvent, said: Mapping[str, Any], now: Sequence[str]) -> RemarkView:
    quoted = str(said.get("quoted", ""))
    at = place_of(quoted, said.get("block"), now)
    return RemarkView(
        version=int(said.get("version", 0)),
        block=at,
        quoted=quoted,
        text=str(said.get("text", "")),
        by=str(event.payload.get("by", "")),
        on=event.on,
        changed=bool(quoted) and at is None,
    )


def place_of(quoted: str, block: object, now: Sequence[str]) -> int | None:
    """Where the quoted words stand now; the paragraph they stood in goes first."""
    if not quoted:
        return None
    if isinstance(block, int) and block < len(now) and quoted in now[block]:
        return block
    return next((at for at, text in enumerate(now) if quoted in text), None)


def _step(event: LegalEvent) -> ReviewStep:
    return ReviewStep(
        on=event.on,
        by=str(event.payload.get("by", "")),
        label=event.kind.label,
        version=int(event.payload.get("version", 0)),
    )

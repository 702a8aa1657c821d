"""得失: what a result made of each ground of the attacked letters, recorded so that later letters are warned."""

from datetime import date, datetime
from typing import Final

from casework.attacked import attacked_case
from casework.dispute_cache import refresh_dispute
from casework.dispute_drafts import GroundDraft, LessonDraft
from casework.dispute_work import ActDispute, enter_dispute, record_on
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.dispute_terms import AttackedAct, DisputeEventKind
from models.text_cleaning import clean_text

__all__ = ["ANSWERED", "record_lesson"]

ANSWERED: Final = (AttackedAct.REPLY, AttackedAct.NOT_PROCESSED)
"""Attacked acts that tell an outcome; grounds of others (no reply, a notice) say nothing on one."""


def record_lesson(office: Office, draft: LessonDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the fate of the grounds of a result; recorded again it replaces what was recorded before.

    Raises:
        UserError: no result, no ground, or a ground of a request that is not attacked.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, draft.dispute_id)
        decided = act.facts.event(draft.result_event_id)
        if decided is None or decided.kind is not DisputeEventKind.DECIDED:
            raise refused("dispute_lesson_no_result", field="result_event_id")
        if not draft.grounds:
            raise refused("dispute_lesson_no_ground", field="grounds")
        payload = {
            "result_event_id": decided.id,
            "note": clean_text(draft.note).text.strip(),
            "grounds": [_kept(work, act, one) for one in draft.grounds],
        }
        record_on(work, act.dispute, DisputeEventKind.LESSON_RECORDED, today, payload)
        refresh_dispute(work, act.dispute)
        return Changed(dispute_ids=(act.dispute.id,), message=f"{act.name} 已记入得失", topics=("disputes", "lessons"))


def _kept(work: Work, act: ActDispute, ground: GroundDraft) -> dict[str, object]:
    target = next((one for one in act.facts.targets if one.request_id == ground.request_id), None)
    if target is None:
        raise refused("dispute_lesson_other_request", field="grounds")
    document_id = ground.document_id or target.document_id
    attacked = attacked_case(
        work.office,
        work.session,
        ground.request_id,
        target.attacked,
        document_id,
        work.today,
        dispute_id=act.dispute.id,
    )
    return {
        "request_id": ground.request_id,
        "document_id": document_id,
        "outcome": attacked.facts.outcome if target.attacked in ANSWERED else None,
        "step": ground.step,
        "article": ground.article,
        "paragraph": clean_text(ground.paragraph).text.strip(),
        "fate": ground.fate,
        "why": clean_text(ground.why).text.strip(),
    }

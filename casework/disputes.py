"""The front door of 复议诉讼: every act on a dispute and every question about it."""

from datetime import date, datetime

from casework.dispute_cache import refresh_dispute
from casework.dispute_corrections import correct_dispute_event
from casework.dispute_files import attach_to_dispute
from casework.dispute_lessons import record_lesson
from casework.dispute_list import dispute_counters, dispute_ids, dispute_rows, disputes_of_request
from casework.dispute_opening import open_dispute, preview_opening
from casework.dispute_reading import dispute_view
from casework.dispute_recording import preview_dispute_event, record_dispute_event
from casework.dispute_targets import attackable
from casework.dispute_tasks import open_tasks
from casework.dispute_work import enter_dispute, seen_dispute
from casework.office import Office
from casework.roles import refuse_inactive
from casework.unit_of_work import begin
from casework.views import Changed
from models.text_cleaning import clean_text

__all__ = [
    "assign_dispute",
    "attach_to_dispute",
    "attackable",
    "correct_dispute_event",
    "dispute_counters",
    "dispute_ids",
    "dispute_rows",
    "dispute_view",
    "disputes_of_request",
    "open_dispute",
    "open_tasks",
    "preview_dispute_event",
    "preview_opening",
    "record_dispute_event",
    "record_lesson",
    "seen_dispute",
]


def assign_dispute(office: Office, dispute_id: int, handler: str, *, today: date, now: datetime, actor: str) -> Changed:
    """Give a dispute to another person of the office.

    Raises:
        UserError: ``dispute_unknown``; ``person_inactive``.
    """
    name = clean_text(handler).text.strip()
    with begin(office, today=today, now=now, actor=actor) as work:
        act = enter_dispute(work, dispute_id)
        refuse_inactive(work.session, name)
        act.dispute.handler = name or None
        refresh_dispute(work, act.dispute)
        message = f"{act.name} 由{name}承办" if name else f"{act.name} 没有承办人"
        return Changed(dispute_ids=(dispute_id,), message=message, topics=("disputes",))

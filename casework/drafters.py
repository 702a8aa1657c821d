"""Who wrote a draft: by name, for the rule that nobody passes or approves the own draft."""

from sqlalchemy.orm import Session

from casework.draft_course import DraftCourse
from casework.versions import latest_version
from models import Document

__all__ = ["drafters"]


def drafters(session: Session, course: DraftCourse, document: Document) -> tuple[str, ...]:
    """Who wrote the draft: whoever began it, whoever saved its last words, and whoever submitted them.

    A colleague who changes one sign, or submits what the case has made of the text meanwhile, takes nothing away from
    the one who began it.
    """
    last = latest_version(session, document.id)
    found = (document.created_by, last.saved_by if last is not None else "", course.submitted_by)
    return tuple(dict.fromkeys(one for one in found if one))

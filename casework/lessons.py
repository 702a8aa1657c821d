"""The front door of 得失: what reviewing bodies made of the grounds of letters."""

from casework.dispute_lessons import record_lesson
from casework.lessons_fates import fates, fates_of_draft
from casework.lessons_proposal import propose_lesson
from casework.lessons_table import lesson_cases, lesson_table

__all__ = ["fates", "fates_of_draft", "lesson_cases", "lesson_table", "propose_lesson", "record_lesson"]

"""得失: the grounds of letters and what became of them before reviewing bodies."""

from desktop.lessons.page import LessonsPage

__all__ = ["LessonsPage"]

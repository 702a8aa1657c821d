"""What the program keeps by engine and by calendar, dropped between tests."""

from deadlines.reply_period import reply_deadline, reply_due_date
from models import Base

__all__ = ["forget_closed_offices"]


def forget_closed_offices() -> None:
    """Drop what is kept for offices that are closed; every test opens one with a new engine and a new calendar.

    The program has one office. Here the statements compiled for hundreds of them would fill gigabytes, and every
    collection would look at all of it again.
    """
    for mapper in Base.registry.mappers:
        mapper._compiled_cache.clear()
    reply_deadline.cache_clear()
    reply_due_date.cache_clear()

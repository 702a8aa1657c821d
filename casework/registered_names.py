"""Which registered names stand in a text: every stretch of it that may be a name is looked up in the index of names."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Applicant
from models.search_grams import name_key

__all__ = ["registered_names"]

_LEAST_SIGNS: Final = 3
"""Shorter names would be found by chance in other words."""

_MOST_SIGNS: Final = 30
_AT_ONCE: Final = 2_000
_RUN: Final = re.compile(r"[^\s。；，、：:,;！？!?“”\"《》〔〕]+")
_FIGURE: Final = re.compile(r"[0-9]")


def registered_names(session: Session, text: str) -> tuple[str, ...]:
    """Names of applicants that a text holds, as they are registered, in order; dots and blanks do not count.

    Args:
        session: the caller's session.
        text: what is looked through; a name broken by a mark of punctuation is not found.
    """
    stretches = iter(dict.fromkeys(_stretches(text)))
    found: set[str] = set()
    while batch := list(islice(stretches, _AT_ONCE)):
        found.update(session.scalars(select(Applicant.name).where(Applicant.name_key.in_(batch))))
    return tuple(sorted(found))


def _stretches(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        key = name_key(run)
        for first in range(len(key) - _LEAST_SIGNS + 1):
            if _FIGURE.match(key[first]):
                continue
            for last in range(first + _LEAST_SIGNS, min(first + _MOST_SIGNS, len(key)) + 1):
                yield key[first:last]

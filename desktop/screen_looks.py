"""How the screens are drawn by ``desktop.screens``: sizes that offices have, in light; the main ones also in dark."""

from dataclasses import dataclass
from typing import Final

__all__ = ["DARK", "LOOKS", "Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """How the screens are drawn: size of the window in pixels, percent of the type, light or dark."""

    name: str
    width: int
    height: int
    percent: int
    theme: str


LOOKS: Final = (
    Look("1366", 1366, 768, 100, "light"),
    Look("1920", 1920, 1080, 100, "light"),
    Look("1366-150", 1366, 768, 150, "light"),
    Look("1366", 1366, 768, 100, "dark"),
)
DARK: Final = (
    "worklist",
    "intake",
    "cases",
    "case",
    "fees",
    "day_by_day",
    "letter",
    "rules-calendar",
    "guided",
    "review",
    "disputes",
    "dispute",
    "statistics",
    "risk",
)
"""Screens that are drawn in dark as well."""

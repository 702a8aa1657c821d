"""What would make the first use slow, done ahead of it: the client calls this in its work thread after the start."""

from typing import Final

from templates.engine import warm

__all__ = ["ready_letters"]

_USUAL: Final = ("receipt", "correction_notice", "extension_notice", "outcome_letter.grant")


def ready_letters() -> None:
    """Load the templates of the letters that are written most; the others are read when they are first wanted."""
    warm(_USUAL)

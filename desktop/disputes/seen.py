"""Acts on a dispute as somebody saw it; whoever looks at a stale page is told before anything is overwritten."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.disputes import seen_dispute
from casework.views import Changed
from law.errors import UserError

__all__ = ["SeenDispute", "is_stale_dispute"]


@dataclass(frozen=True, slots=True)
class SeenDispute:
    """An act that is refused if the dispute is no longer at the version that was on the screen."""

    run: Callable[..., Changed]
    dispute_id: int
    version: int

    def __call__(self, *arguments: object, **named: object) -> Changed:
        """Do the act.

        Raises:
            UserError: ``dispute_changed_meanwhile``, or what the act itself refuses.
        """
        with seen_dispute(self.dispute_id, self.version):
            return self.run(*arguments, **named)


def is_stale_dispute(error: UserError) -> bool:
    """Whether an act was refused because the page showed an older state of the dispute."""
    return error.code in ("dispute_changed_meanwhile", "edited_elsewhere")

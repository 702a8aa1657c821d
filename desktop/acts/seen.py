"""Acts on a request as somebody saw it; whoever looks at a stale page is told before anything is overwritten."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.unit_of_work import seen
from casework.views import Changed
from law.errors import UserError

__all__ = ["SeenAct", "is_stale"]


@dataclass(frozen=True, slots=True)
class SeenAct:
    """An act that is refused if the request is no longer at the version that was on the screen.

    The version is compared in the work thread, inside the transaction of the act.
    """

    run: Callable[..., Changed]
    request_id: int
    version: int

    def __call__(self, *arguments: object, **named: object) -> Changed:
        """Do the act.

        Raises:
            UserError: ``changed_meanwhile``, or what the act itself refuses.
        """
        with seen(self.request_id, self.version):
            return self.run(*arguments, **named)


def is_stale(error: UserError) -> bool:
    """Whether an act was refused because the page showed an older state of the request."""
    return error.code in ("changed_meanwhile", "edited_elsewhere")

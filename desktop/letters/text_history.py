"""What was typed, step by step, so that it can be taken back: it outlives checks, other widths and other fonts.

The history of Qt holds formats as well: a new width of the paper would be a step, and taking it back a letter in the
wrong size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

__all__ = ["TextHistory", "TextState"]

_MOST_STATES: Final = 500
_PAUSE: Final = 1.5  # seconds after which typing begins a new step
_STEP_ENDS: Final = frozenset("。；！？：，、\n")


@dataclass(frozen=True, slots=True)
class TextState:
    """The text and where the cursor stood behind it."""

    text: str
    cursor: int


class TextHistory:
    """States of a text. Signs typed one after another are one step, until a pause or a mark of punctuation.

    Args:
        clock: seconds that only grow; tests give their own.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._past: list[TextState] = [TextState("", 0)]
        self._future: list[TextState] = []
        self._typed_at = float("-inf")

    def begin(self, state: TextState) -> None:
        """Another text: nothing of the one before can be taken back."""
        self._past = [state]
        self._future = []
        self._typed_at = float("-inf")

    def note(self, state: TextState) -> None:
        """The text was changed."""
        before = self._past[-1]
        if state.text == before.text:
            self._past[-1] = state
            return
        now = self._clock()
        if self._goes_on(before, state, now):
            self._past[-1] = state
        else:
            self._past.append(state)
            del self._past[:-_MOST_STATES]
        single = abs(len(state.text) - len(before.text)) == 1
        ended = len(state.text) > len(before.text) and state.text[state.cursor - 1 : state.cursor] in _STEP_ENDS
        self._typed_at = now if single and not ended else float("-inf")
        self._future.clear()

    def _goes_on(self, before: TextState, after: TextState, now: float) -> bool:
        """Whether one more sign was typed or deleted, in the direction of the last one."""
        if now - self._typed_at > _PAUSE or len(self._past) < 2:
            return False
        grown = len(after.text) - len(before.text)
        last = len(before.text) - len(self._past[-2].text)
        return abs(grown) == 1 and (grown > 0) == (last > 0) and after.cursor == before.cursor + grown

    def undo(self) -> TextState | None:
        """The state before the last step; None if there is none."""
        if len(self._past) < 2:
            return None
        self._typed_at = float("-inf")
        self._future.append(self._past.pop())
        return self._past[-1]

    def redo(self) -> TextState | None:
        """The state that was taken back last; None if there is none."""
        if not self._future:
            return None
        self._typed_at = float("-inf")
        self._past.append(self._future.pop())
        return self._past[-1]

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return len(self._past) > 1

    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._future)

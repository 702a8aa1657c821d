"""The three kinds of expected failure that any room may raise.

``UserError`` is said calmly next to the field that caused it; ``RuleGap`` means that the law data give no answer for a
date or a case; ``LawDataError`` means that a shipped data file is wrong. Everything else is a bug.
"""

from collections.abc import Iterable

__all__ = ["LawDataError", "RuleGap", "UserError"]


class UserError(Exception):
    """Input or an act that is refused, told in one sentence each.

    Args:
        code: stable English identifier of the refusal, for tests and for the help page.
        what: what happened, in Chinese.
        why: the rule behind it, in Chinese; empty if plain.
        todo: what the user can do now, in Chinese; empty if nothing.
        basis: citations (objects printing themselves, e.g. ``law.citations.Citation``).
        field: name of the draft field concerned, so that the client can show the sentence beside it.
    """

    def __init__(
        self,
        code: str,
        what: str,
        why: str = "",
        todo: str = "",
        basis: Iterable[object] = (),
        field: str | None = None,
    ) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.why = why
        self.todo = todo
        self.basis = tuple(basis)
        self.field = field

    @property
    def sentence(self) -> str:
        """The whole refusal as one paragraph: what, why (with the articles), what to do."""
        cited = "、".join(str(getattr(one, "told", one)) for one in self.basis)
        reason = self.why
        if cited and cited not in reason:
            reason = f"{reason}（{cited}）" if reason else f"依据：{cited}"
        parts = (part.rstrip("。") for part in (self.what, reason, self.todo) if part)
        return "。".join(parts) + "。"


class RuleGap(Exception):
    """The law data do not answer: no value in force on the day asked for, or no calendar where one is required."""


class LawDataError(Exception):
    """A shipped data file is malformed.

    Args:
        file: name of the data file.
        key: dotted key of the offending entry.
        problem: what is wrong, in English (developers read it).
    """

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem

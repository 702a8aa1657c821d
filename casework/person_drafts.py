"""What the list of persons takes and shows."""

from dataclasses import dataclass

from law.terms import Role

__all__ = ["PersonDraft", "PersonView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """Somebody who is going to work with the program; ``post`` is how the person calls the own post."""

    name: str
    roles: tuple[Role, ...]
    post: str = ""
    passcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Somebody on the list. Inactive persons stay on it: their names stand in the history."""

    id: int
    name: str
    post: str
    roles: tuple[Role, ...]
    active: bool
    has_passcode: bool

    @property
    def roles_text(self) -> str:
        """The roles in words: 承办人、法制审核."""
        return "、".join(one.label for one in self.roles)

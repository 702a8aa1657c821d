"""What the acts refuse, and why: sentences and articles are data (``data/*refusals.toml``), code names the key.

A refusal says what happened, which rule stands behind it and what can be done now. ``{name}`` places are filled in by
the act that refuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from deadlines.wording import full_date
from law.citations import Citation, read_citations
from law.data_files import read_entries
from law.errors import LawDataError, UserError

__all__ = ["Refusal", "basis_text", "load_refusals", "refusal", "refusals", "refused"]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason not to do something.

    Attributes:
        code: stable identifier.
        what: what is refused, in Chinese.
        why: the rule; empty if plain.
        todo: what to do instead; empty if nothing.
        citations: the articles; empty if no article stands behind it.
    """

    code: str
    what: str
    why: str
    todo: str
    citations: tuple[Citation, ...]

    def filled(self, values: Mapping[str, object]) -> "Refusal":
        """The same refusal with its places filled in; days are written out."""
        said = {name: full_date(one) if isinstance(one, date) else one for name, one in values.items()}
        return Refusal(
            code=self.code,
            what=self.what.format_map(said),
            why=self.why.format_map(said),
            todo=self.todo.format_map(said),
            citations=self.citations,
        )

    @property
    def line(self) -> str:
        """The reason in one line, as a forbidden act shows it."""
        return self.what.rstrip("。") + "。"

    def error(self, field: str | None = None) -> UserError:
        """The error to raise for it; ``field``: what was typed wrong."""
        return UserError(self.code, self.what, self.why, self.todo, self.citations, field)


def load_refusals(path: Path | None = None) -> Mapping[str, Refusal]:
    """Read a file of refusals.

    Raises:
        LawDataError: the file is malformed.
    """
    found: dict[str, Refusal] = {}
    for key, entry in read_entries(path or _DATA / "refusals.toml"):
        found[key] = Refusal(
            code=key,
            what=entry.text("what"),
            why=entry.text("why", ""),
            todo=entry.text("todo", ""),
            citations=read_citations(entry, required=False),
        )
        entry.finish()
    return MappingProxyType(found)


@cache
def refusals() -> Mapping[str, Refusal]:
    """The shipped refusals by code."""
    found: dict[str, Refusal] = {}
    for path in sorted(_DATA.glob("*refusals.toml")):
        for code, one in load_refusals(path).items():
            if code in found:
                raise LawDataError(path.name, code, "the code is used in another file already")
            found[code] = one
    return MappingProxyType(found)


def refusal(code: str, /, **values: object) -> Refusal:
    """One refusal with its places filled in; an unknown code is a programming error (``KeyError``)."""
    return refusals()[code].filled(values)


def refused(code: str, /, *, field: str | None = None, **values: object) -> UserError:
    """The error to raise for a refusal."""
    return refusal(code, **values).error(field)


def basis_text(citations: tuple[Citation, ...]) -> str:
    """The articles as lists show them: 第三十条; other statutes than the Regulations with their name."""
    return "、".join(one.told for one in citations)

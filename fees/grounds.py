"""The articles behind what is told about a fee; data, so that code spells no article."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import read_entries

__all__ = ["load_fee_grounds", "why"]


def load_fee_grounds(path: Path | None = None) -> Mapping[str, tuple[Citation, ...]]:
    """Read a file of grounds.

    Raises:
        LawDataError: the file is malformed.
    """
    found: dict[str, tuple[Citation, ...]] = {}
    for key, entry in read_entries(path or Path(__file__).parent / "grounds.toml"):
        found[key] = read_citations(entry)
        entry.day("checked_on")
        entry.confidence()
        entry.finish()
    return MappingProxyType(found)


@cache
def _grounds() -> Mapping[str, tuple[Citation, ...]]:
    return load_fee_grounds()


def why(key: str) -> tuple[Citation, ...]:
    """The articles of a finding; an unknown key is a programming error (``KeyError``)."""
    return _grounds()[key]

"""The texts of an annual report, part by part, as they were finally written."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

__all__ = ["AnnualTexts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTexts:
    """The words of the six parts; an empty part has none beside its tables.

    Attributes:
        overview: part one; proactive: two; requests: three; disputes: four; problems: five; other: six.
        noted: numbers as written with their unit (``2,345条``) that are no table value and whose source somebody noted.
    """

    overview: str = ""
    proactive: str = ""
    requests: str = ""
    disputes: str = ""
    problems: str = ""
    other: str = ""
    noted: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Key and words of each part, in the order of the report."""
        return tuple((one.name, str(getattr(self, one.name))) for one in fields(self) if one.name != "noted")

    def as_json(self) -> dict[str, Any]:
        """What ``from_json`` reads."""
        return {**dict(self.parts), "noted": list(self.noted)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Texts that ``as_json`` wrote; parts that are missing are empty."""
        names = [one.name for one in fields(cls) if one.name != "noted"]
        texts = {name: str(stored.get(name, "")) for name in names}
        return cls(**texts, noted=tuple(str(one) for one in stored.get("noted", ())))

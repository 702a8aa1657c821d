"""What was read of an application form: fields, each with where it came from and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Certainty", "FormReading", "ReadField"]


class Certainty(StrEnum):
    """How sure a value is: beside its label and of the right shape; by its shape or with a doubt; only possible."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """One field read.

    Attributes:
        name: its name (``applicant_name``, ``phone``, ``agent.name`` …).
        values: what was read; more than one only where several may be ticked.
        source: where it stands, e.g. 第 1 页 表 1 第 3 行 “姓名”右侧.
        certainty: how sure it is.
        remark: why it is not sure, in Chinese; empty if plain.
    """

    name: str
    values: tuple[str, ...]
    source: str
    certainty: Certainty = Certainty.HIGH
    remark: str = ""

    @property
    def value(self) -> str:
        """The value as one text."""
        return "、".join(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """A form as read.

    Attributes:
        kind: natural_person, organisation or "" where the form does not tell.
        fields: at most one for each name.
        offered: what may be meant but is not taken.
        empty: fields that the form asks for and that were left blank.
        warnings: what the form itself lacks or leaves open, in Chinese.
        remarks: what one should know about the reading.
        main: the description without what stands on further pages.
        annex: lines of further pages that belong to what is asked for.
    """

    kind: str
    fields: tuple[ReadField, ...]
    offered: tuple[ReadField, ...]
    empty: tuple[str, ...]
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]
    main: str = ""
    annex: tuple[str, ...] = ()

    def field(self, name: str) -> ReadField | None:
        """A field by its name."""
        return next((one for one in self.fields if one.name == name), None)

    def value(self, name: str) -> str:
        """The value of a field, "" where it was not read."""
        found = self.field(name)
        return "" if found is None else found.value

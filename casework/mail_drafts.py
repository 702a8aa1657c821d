"""What the day's mail is told: which letters went on which day, each under its number of the post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["MailBatchDraft", "MailPapersDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBatchDraft:
    """A batch handed to the post.

    Attributes:
        on: the day of posting.
        carrier: the postal service, as 邮政EMS.
        numbers: number of the post for each letter, by document.
        receivers: to whom a letter is addressed if not to the usual one, by document.
    """

    on: date
    carrier: str
    numbers: Mapping[int, str]
    receivers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPapersDraft:
    """Envelopes or list of a batch.

    Attributes:
        document_ids: the letters.
        on: the day of posting.
        carrier: the postal service.
        numbers: numbers of the post already known, by document.
        receivers: to whom a letter is addressed if not to the usual one, by document.
        posted: what went on that day, under the numbers and to the receivers of that day.
    """

    document_ids: tuple[int, ...]
    on: date
    carrier: str = "邮政EMS"
    numbers: Mapping[int, str] | None = None
    receivers: Mapping[int, str] = field(default_factory=dict)
    posted: bool = False

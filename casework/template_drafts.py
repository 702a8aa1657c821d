"""What an agency decides about its own templates and phrases."""

from dataclasses import dataclass
from datetime import date

__all__ = ["PhraseDraft", "TemplateDraft", "TemplateWithdrawalDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDraft:
    """A template to take in.

    Args:
        key: the letter that it is for, e.g. correction_notice or outcome_letter.grant.
        file_name: name of the file that came back.
        content: its bytes.
        valid_from: first day of the letters that it makes; today at the earliest.
        reason: why, in the words of the one who decides.
    """

    key: str
    file_name: str
    content: bytes
    valid_from: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateWithdrawalDraft:
    """A template that no letter is made with any more, and why."""

    template_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseDraft:
    """A sentence to keep; ``place`` is an outcome, a kind of document, or empty for every letter."""

    text: str
    place: str = ""

"""The check that a letter prints what its context says (X14): a template may lose a field when it is edited."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Final

from templates.context_base import Letter, RequestLetter
from templates.findings import Case, Finding, finding, holds
from templates.preview import BlockKind
from templates.reply_contexts import GrantLetterContext, GrantVariant, ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_printed"]

# Keys and what other checks look for with a number of their own.
_ELSEWHERE: Final = frozenset({
    "number", "addressee", "signer", "signed_on", "contact_person", "contact_phone", "annexes", "title", "variant",
    "remedy", "received_on", "request_text", "outcome",
})  # fmt: skip
# What a grant prints in one of its variants only; the basis of a withdrawal stands in no article and is not printed.
_OF_VARIANT: Final = {
    "way": (GrantVariant.INFORM_WAY,),
    "time": (GrantVariant.INFORM_WAY, GrantVariant.ONSITE_VIEW),
    "place": (GrantVariant.ONSITE_VIEW,),
    "form_reason": (GrantVariant.ONSITE_VIEW,),
    "handed_over_on": (GrantVariant.ON_SPOT,),
    "public_interest_reason": (GrantVariant.PUBLIC_INTEREST_OVERRIDE,),
    "third_party_basis": (GrantVariant.PUBLIC_INTEREST_OVERRIDE,),
}


def check_printed(case: Case) -> Iterator[Finding]:
    """Texts and days of the context that stand nowhere in the letter."""
    # The form that may stand behind the letter repeats its words.
    own = "\n".join(one.text for one in case.up_to_contact() if one.kind is not BlockKind.RULE)
    for one in fields(case.letter):
        if one.name in _ELSEWHERE or not _said_here(case.letter, one.name):
            continue
        for words in _printed(getattr(case.letter, one.name)):
            if not holds(own, words):
                yield finding("X14", f"文书没有写明{one.metadata.get('label', one.name)}")
                break


def _said_here(letter: Letter, name: str) -> bool:
    if isinstance(letter, GrantLetterContext) and name in _OF_VARIANT:
        return letter.variant in _OF_VARIANT[name]
    elsewhere = (name == "basis" and isinstance(letter, ReplyLetter)) or (  # C13
        name == "registration_number" and isinstance(letter, RequestLetter)  # X03
    )
    return not elsewhere


def _printed(value: object) -> Iterator[str]:
    if isinstance(value, date):
        yield chinese_date(value)
    elif isinstance(value, str) and value.strip() and type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for one in value:
            if type(one) is str and one.strip():
                yield one

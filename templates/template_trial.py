"""Trying an edited template: every specimen is printed with the shipped template and with the edited one, and compared.

What the shipped one prints of a field the edited one has to print as well, letter by letter, also where the field holds
what would be a tag, a mark-up sign or half a character.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from jinja2 import TemplateError

from law.errors import LawDataError, UserError
from law.outcomes import outcome_rules
from law.terms import Outcome
from templates.checks import CheckBasis, check_letter
from templates.cleaning import clean_text
from templates.context_base import Letter
from templates.engine import render
from templates.preview import BlockKind, PreviewBlock, blocks_of, plain_text
from templates.specimens import BARE, FULL, plain_text_of, specimens
from templates.store import NotPrintable
from templates.template_faults import TemplateFault

__all__ = ["hostile_text_of", "trial_faults"]

_MOST_FAULTS: Final = 20
_TODAY: Final = date(2026, 11, 6)
_HOSTILE: Final = "{{ 7*7 }}{% for x in y %}{# z #}&amp;<w:p/> & < > \" ' “”‘’😀𬍛·\x01\ud800\ufffe"


def hostile_text_of(path: str) -> str:
    """A text that would do harm wherever something printed it carelessly; 3,000 signs long in one field."""
    text = f"恶{path}{_HOSTILE}尾"
    return text + "长" * 3000 if path in ("request_text", "information", "reason", "facts.0") else text


def trial_faults(key: str, template: bytes, constants: Mapping[str, set[str]]) -> tuple[TemplateFault, ...]:
    """What goes wrong when the template prints the specimens.

    Args:
        key: name of the letter.
        template: the edited template as a .docx; its tags are known to be sound.
        constants: texts that templates compare fields with, by field.
    """
    found: dict[tuple[str, str], TemplateFault] = {}
    for words in (plain_text_of, hostile_text_of):
        hostile = words is hostile_text_of
        for what, letter in specimens(key, constants, words):
            if hostile and what not in (FULL, BARE):
                continue  # which fields are empty was tried with ordinary words
            for fault in _tried(what, letter, template, hostile=hostile):
                found.setdefault((fault.code, fault.sentence), fault)
            if len(found) >= _MOST_FAULTS:
                return tuple(found.values())
    return tuple(found.values())


def _tried(what: str, letter: Any, template: bytes, *, hostile: bool) -> Iterator[TemplateFault]:
    try:
        shipped = blocks_of(render(letter.kind, letter))
    except (TemplateError, NotPrintable, UserError, TypeError, AttributeError):
        return  # a combination of fields that no case has; the shipped template does not print it either
    try:
        edited = blocks_of(render(letter.kind, letter, template=template))
    except (TemplateError, LawDataError, NotPrintable, TypeError, ValueError, AttributeError) as problem:
        told = _reason(problem)
        yield TemplateFault(code="template_not_printed", sentence=f"用样例（{what}）试印时出错：{told}")
        return
    yield from _lost(what, letter, plain_text(shipped), plain_text(edited))
    yield from _moved(what, shipped, edited)
    if not hostile and isinstance(letter, Letter):
        yield from _checked(letter, shipped, edited)


def _reason(problem: Exception) -> str:
    text = str(problem)
    if "NoneType" in text:
        return "有字段可能为空，须放在条件里"
    return text[:80]


def _lost(what: str, letter: Any, before: str, after: str) -> Iterator[TemplateFault]:
    for label, text in _texts(letter, ""):
        printed = clean_text(text)
        if printed and printed in before and printed not in after:
            yield TemplateFault(
                code="template_value_lost", sentence=f"用样例（{what}）试印时，“{label}”的内容没有完整印出"
            )


def _texts(record: Any, label: str) -> Iterator[tuple[str, str]]:
    """Every text of a context with its Chinese name."""
    for one in fields(record):
        value = getattr(record, one.name)
        name = one.metadata.get("label", one.name)
        whole = f"{label}·{name}" if label else name
        for member in value if isinstance(value, tuple) else (value,):
            if type(member) is str:
                yield whole, member
            elif is_dataclass(member) and not isinstance(member, type):
                yield from _texts(member, whole)


_PLACED: Final = (
    BlockKind.MARK, BlockKind.NUMBER, BlockKind.TITLE, BlockKind.ADDRESSEE, BlockKind.EXCERPT, BlockKind.SIGNATURE,
    BlockKind.DATE,
)  # fmt: skip


def _moved(what: str, shipped: tuple[PreviewBlock, ...], edited: tuple[PreviewBlock, ...]) -> Iterator[TemplateFault]:
    for kind in _PLACED:
        before = sum(one.kind is kind for one in shipped)
        after = sum(one.kind is kind for one in edited)
        if after < before:
            sentence = f"用样例（{what}）试印时，少了“{kind.label}”段落，请恢复它的样式"
            yield TemplateFault(code="template_style_gone", sentence=sentence)


def _checked(
    letter: Letter, shipped: tuple[PreviewBlock, ...], edited: tuple[PreviewBlock, ...]
) -> Iterator[TemplateFault]:
    """Findings of the checks before issue that the shipped wording does not have."""
    outcome = getattr(letter, "outcome_id", None)
    phrases = outcome_rules()[outcome].required_phrases if isinstance(outcome, Outcome) else ()
    # A phrase that not even the shipped wording has stands in the facts of a case.
    known = plain_text(tuple(one for one in shipped if one.kind is not BlockKind.EXCERPT))
    groups = tuple(group for group in phrases if any(one in known for one in group))
    basis = CheckBasis(today=_TODAY, required_phrases=groups)
    before = {(one.id, one.sentence) for one in check_letter(letter, shipped, basis)}
    for one in check_letter(letter, edited, basis):
        if (one.id, one.sentence) not in before:
            yield TemplateFault(code="template_check", sentence=f"{one.sentence}（发文前检查 {one.id}）")

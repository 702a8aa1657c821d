"""Taking back a template that an agency edited in Word or WPS.

``examine`` opens the file as the stranger that it is, puts right what word processors change on their own, compares its
tags with the typed context and with the template in force, prints it with specimens, and says what differs. It decides
nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from law.errors import LawDataError
from templates.package import read_package, write_package
from templates.page_setup import page_notes, section_faults, with_shipped_margins
from templates.specimens import contexts_of
from templates.store import compiled_template, shipped_template, template_keys
from templates.template_changes import ParagraphChange, changes_between
from templates.template_faults import TemplateFault, UnreadableTemplateError, shortened
from templates.template_names import Tags, Usage, Wording, field_label, filters_of, read_tags
from templates.template_tags import TemplateLine, lines_of, mended, restored_styles, tag_faults
from templates.template_trial import trial_faults
from templates.untrusted_package import content_faults, open_untrusted, tidied

__all__ = ["Examined", "examine", "is_sheet", "template_paragraphs"]

_PLACED_STYLES: Final = {
    "AgencyMark": "发文机关标志", "DocNumber": "发文字号", "LetterTitle": "公文标题", "SheetTitle": "内部单标题",
    "Addressee": "主送机关", "Excerpt": "申请原文", "Annex": "附件说明", "AnnexMore": "附件说明续", "Signature": "署名",
    "SignDate": "成文日期", "Contact": "附注",
}  # fmt: skip


# How the letter speaks to its addressee is a matter of style; a sentence may do without.
_TOO_SHORT: Final = 4  # signs between two tags that stand in many sentences
_MAY_BE_FEWER: Final = frozenset({"you"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What came of looking at an edited template.

    Args:
        template: the template as it would be used, tidied and mended; None if it cannot be used.
        faults: why it cannot be used, each with its paragraph.
        notes: what was put right, and what differs from the standard without being refused.
        changes: the difference to the template in force.
    """

    template: bytes | None
    faults: tuple[TemplateFault, ...]
    notes: tuple[str, ...]
    changes: tuple[ParagraphChange, ...]


def examine(key: str, data: bytes, in_force: bytes | None = None) -> Examined:
    """Look at an edited template.

    Args:
        key: name of the letter that it is for.
        data: the file as it came back.
        in_force: the template that it would replace; the shipped one if not given.

    Raises:
        KeyError: there is no such letter.
    """
    if key not in template_keys() or not contexts_of(key):
        raise KeyError(key)
    shipped = read_package(shipped_template(key))
    try:
        opened = open_untrusted(data)
    except UnreadableTemplateError as problem:
        return Examined(template=None, faults=(problem.fault,), notes=(), changes=())
    parts = with_shipped_margins(restored_styles(tidied(opened), shipped), shipped)
    faults = [*content_faults(parts), *section_faults(parts)]
    parts, repaired = mended(parts)
    notes = [f"{place}：标记里的全角符号已改为半角" for place in repaired]
    notes += page_notes(parts, shipped)
    lines = lines_of(parts)
    faults += tag_faults(lines)
    template = write_package(parts)
    if not faults:
        faults += _tag_contents(key, lines, _shipped_lines(key))
    if not faults:
        faults += _printing(key, template, lines)
    before = template_paragraphs(in_force if in_force is not None else shipped_template(key))
    return Examined(
        template=None if faults else template,
        faults=tuple(dict.fromkeys(faults)),
        notes=tuple(notes),
        changes=changes_between(before, tuple(one.text for one in lines)),
    )


@cache
def is_sheet(key: str) -> bool:
    """Whether the template of that name is a sheet for the file, no letter."""
    styles = {one.style for one in lines_of(read_package(shipped_template(key)))}
    return "SheetTitle" in styles and "LetterTitle" not in styles


def template_paragraphs(data: bytes) -> tuple[str, ...]:
    """The paragraphs of a template with their tags, as a difference shows them."""
    return tuple(one.text for one in lines_of(read_package(data)))


def _tag_contents(
    key: str, lines: tuple[TemplateLine, ...], shipped_lines: tuple[TemplateLine, ...]
) -> Iterator[TemplateFault]:
    shipped = _shipped_tags(key)
    if not lines:
        yield TemplateFault(code="template_empty", sentence="文件里没有文字")
        return
    edited = read_tags(lines, contexts_of(key), _shipped_filters(key))
    if edited.faults:
        yield from edited.faults
        return
    yield from _missing_fields(shipped, edited)
    yield from _loosened_fields(shipped, edited)
    yield from _missing_wordings(shipped, edited)
    yield from _misplaced(shipped, edited, shipped_lines, lines)


@cache
def _shipped_lines(key: str) -> tuple[TemplateLine, ...]:
    return lines_of(read_package(shipped_template(key)))


@cache
def _shipped_filters(key: str) -> frozenset[str]:
    return filters_of(_shipped_lines(key))


@cache
def _shipped_tags(key: str) -> Tags:
    return read_tags(_shipped_lines(key), contexts_of(key), _shipped_filters(key))


def _side(line: TemplateLine) -> str:
    """Text, header or footer; which of several does not matter."""
    return line.part.rstrip("0123456789.xml")


def _when(conditions: frozenset[str]) -> str:
    """Conditions as sentences say them."""
    return f"条件“{'、'.join(sorted(conditions))}”下的" if conditions else ""


def _missing_fields(shipped: Tags, edited: Tags) -> Iterator[TemplateFault]:
    """A field counts where it is, and as often: one that stands in a condition only is not there for other cases."""
    texts = {one.line.text for one in edited.usages}
    told: set[tuple[str, frozenset[str]]] = set()
    for one in sorted(shipped.usages, key=lambda usage: usage.line.text in texts):
        same = [two for two in edited.usages if two.path == one.path and _side(two.line) == _side(one.line)]
        needed = [two for two in shipped.usages if (two.path, two.conditions) == (one.path, one.conditions)]
        enough = 1 if one.path in _MAY_BE_FEWER else len(needed)
        if sum(two.conditions <= one.conditions for two in same) >= enough or (one.path, one.conditions) in told:
            continue
        told.add((one.path, one.conditions))
        where = next((two for two in same if two.conditions > one.conditions), None)
        if where is not None:
            more = "、".join(sorted(where.conditions - one.conditions))
            sentence = f"{field_label(one)}只在条件“{more}”成立时才印，原来一律要印"
            yield TemplateFault(code="template_field_conditional", sentence=sentence, place=where.line.place)
        else:
            sentence = f"少了{_when(one.conditions)}{field_label(one)}"
            yield TemplateFault(code="template_field_gone", sentence=sentence, place=f"原{one.line.place}")


def _loosened_fields(shipped: Tags, edited: Tags) -> Iterator[TemplateFault]:
    """A field that may be empty stays within the condition that knows it; otherwise half a sentence is printed."""
    known: dict[str, list[Usage]] = {}
    for one in shipped.usages:
        known.setdefault(one.path, []).append(one)
    for two in edited.usages:
        if two.path in known:
            covered = any(one.conditions <= two.conditions for one in known[two.path])
        else:
            covered = not two.optional or two.path in two.conditions
        if covered or not (two.optional or two.path in known):
            continue
        if two.path in known:
            wanted = "；或者 ".join(sorted({"、".join(sorted(one.conditions)) for one in known[two.path]}))
            sentence = f"{field_label(two)}原来只在条件“{wanted}”下印出，现在没有这个条件"
        else:
            sentence = f"{field_label(two)}可能为空，须放在条件 {{% if {two.path} %}} 里"
        yield TemplateFault(code="template_condition_gone", sentence=sentence, place=two.line.place)


def _missing_wordings(shipped: Tags, edited: Tags) -> Iterator[TemplateFault]:
    """What is said only under a condition has to be said under it still, in whatever words, and only there."""
    for conditions, wordings in shipped.wordings.items():
        saying = [one for one in wordings if any(sign.isalnum() for sign in one.words)]
        kept = {one.words for one in edited.wordings.get(conditions, ())}
        if saying and not kept:
            sentence = f"{_when(conditions)}文字没有了，原为“{shortened(saying[0].words)}”"
            yield TemplateFault(code="template_wording_gone", sentence=sentence, place=f"原{saying[0].line.place}")
            continue
        for one in saying:
            if one.words in kept:
                continue
            moved = _elsewhere(one.words, conditions, edited)
            if moved is not None:
                before = f"只在条件“{'、'.join(sorted(conditions))}”下印出" if conditions else "一律印出"
                sentence = f"“{shortened(one.words)}”原来{before}，现在不是"
                yield TemplateFault(code="template_condition_gone", sentence=sentence, place=moved.line.place)


def _elsewhere(words: str, conditions: frozenset[str], edited: Tags) -> Wording | None:
    """The same words under other conditions."""
    others = (one for where, found in edited.wordings.items() if where != conditions for one in found)
    return next((one for one in others if one.words == words and len(words) > _TOO_SHORT), None)


def _misplaced(
    shipped: Tags, edited: Tags, before: tuple[TemplateLine, ...], after: tuple[TemplateLine, ...]
) -> Iterator[TemplateFault]:
    """Mark, number, title, addressee, excerpt, signature and date are placed by the styles of their paragraphs."""
    present = {one.style for one in after}
    for style in dict.fromkeys(one.style for one in before):
        if style in _PLACED_STYLES and style not in present:
            sentence = f"没有一段用样式“{_PLACED_STYLES[style]}”，该要素不能按格式排印"
            yield TemplateFault(code="template_style_gone", sentence=sentence)
    for one in shipped.usages:
        style = one.line.style
        if style not in _PLACED_STYLES or style not in present:
            continue
        there = [two for two in edited.usages if two.path == one.path]
        if there and not any(two.line.style == style for two in there):
            sentence = f"{field_label(one)}所在段落的样式应当是“{_PLACED_STYLES[style]}”"
            alike = next((two for two in there if two.line.text == one.line.text), there[0])
            yield TemplateFault(code="template_style_changed", sentence=sentence, place=alike.line.place)
    quoted = {one.path for one in shipped.usages if one.line.style == "Excerpt"}
    said = {two.line: two for two in edited.usages if two.path in quoted}
    for line in after:
        if line.style == "Excerpt" and line not in said:
            sentence = "样式“申请原文”只用于引用的原文，本段没有引用"
            yield TemplateFault(code="template_style_changed", sentence=sentence, place=line.place)


def _printing(key: str, template: bytes, lines: tuple[TemplateLine, ...]) -> Iterator[TemplateFault]:
    try:
        compiled_template(template)
    except LawDataError as problem:
        yield TemplateFault(code="template_syntax", sentence=f"标记写得不对：{problem}")
        return
    constants: dict[str, set[str]] = {}
    for tags in (read_tags(lines, contexts_of(key), _shipped_filters(key)), _shipped_tags(key)):
        for name, texts in tags.constants.items():
            constants.setdefault(name, set()).update(texts)
    yield from trial_faults(key, template, constants)

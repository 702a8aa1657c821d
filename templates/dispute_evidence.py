"""The checks of evidence (X38–X41): what an answer cites, what was made too late, what may not be consulted.

行政复议法第四十六条、第四十七条，行政诉讼法第三十五条: evidence made after the attacked act proves nothing for it.
"""

import re
from collections.abc import Iterator
from typing import Final

from law.numerals import chinese_numeral
from templates.dispute_contexts import AnswerLetter, EvidenceListContext
from templates.dispute_facts import EvidenceFact
from templates.dispute_finding import DisputeCase
from templates.findings import Finding, Level, finding
from templates.wording import chinese_date

__all__ = ["check_evidence", "cited_numbers"]

_NUMBER: Final = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
_RANGE: Final = re.compile(rf"({_NUMBER})(?:[至—–~-]({_NUMBER}))?")
_CITED: Final = re.compile(rf"证据({_NUMBER}(?:(?:[、，和及]|以及|[至—–~-])(?:证据)?{_NUMBER})*)")
_CHINESE: Final = {chinese_numeral(one): one for one in range(1, 200)}


def check_evidence(case: DisputeCase) -> Iterator[Finding]:
    """What is wrong with the evidence of an answer or of its list."""
    if isinstance(case.document, AnswerLetter):
        yield from _cited(case)
    if isinstance(case.document, EvidenceListContext):
        yield from _listed(case, case.document)
        yield from _as_planned(case, case.document)


def cited_numbers(text: str) -> tuple[int, ...]:
    """The numbers of evidence that a text cites: 证据5、6, 证据1至7; each once, in order."""
    found: dict[int, None] = {}
    for one in _CITED.finditer(text):
        for part in _RANGE.finditer(one[1]):
            first = _value(part[1])
            last = _value(part[2]) if part[2] else first
            found |= dict.fromkeys(range(first, max(first, last) + 1))
    return tuple(found)


def _value(written: str) -> int:
    return int(written) if written.isdecimal() else _CHINESE.get(written, 0)


def _cited(case: DisputeCase) -> Iterator[Finding]:
    """An answer cites what is in the list, on file and made in time."""
    if case.basis.evidence is None:
        return
    known = {one.number: one for one in case.basis.evidence}
    cited = cited_numbers(case.own_words)
    for number in cited:
        one = known.get(number)
        if one is None:
            yield finding("X38", f"引用的证据{number}不在证据目录中", f"证据{number}")
        elif one.late:
            yield finding("X39", f"证据{number}“{one.name}”形成于答复之后，不能证明答复合法", f"证据{number}")
        elif not one.on_file:
            yield finding("X41", f"引用的证据{number}“{one.name}”尚未入卷", f"证据{number}")
    if known and not cited:
        yield finding("X38", "没有写明事实由哪些证据证明", "evidence", Level.WARN)


def _listed(case: DisputeCase, document: EvidenceListContext) -> Iterator[Finding]:
    """The list by itself: order, marks, reasons, pages."""
    if [one.number for one in document.lines] != list(range(1, len(document.lines) + 1)):
        yield finding("X38", "证据的序号不连续", "lines", Level.WARN)
    for one in document.lines:
        made, since = one.made_on, case.basis.since
        if made is not None and since is not None and made > since and not one.after_reply:
            sentence = f"证据{one.number}“{one.name}”形成于{chinese_date(made)}，晚于答复，没有标明"
            yield finding("X39", sentence, one.name)
        if one.missing:
            yield finding("X41", f"证据{one.number}“{one.name}”标为缺，补齐或者删去后提交", one.name)
        elif not one.pages.strip():
            yield finding("X41", f"证据{one.number}“{one.name}”没有页码", one.name, Level.WARN)
        if not one.viewable and not one.why.strip():
            yield finding("X40", f"证据{one.number}“{one.name}”不可查阅，没有写理由", one.name)
    if document.late and not document.note.strip():
        yield finding("X39", "列有答复后形成的证据，没有附法律规定的说明", "note", Level.WARN)


def _as_planned(case: DisputeCase, document: EvidenceListContext) -> Iterator[Finding]:
    """The list beside the plan."""
    if case.basis.evidence is None:
        return
    lines = {one.number: one for one in document.lines}
    for planned in case.basis.evidence:
        line = lines.get(planned.number)
        if line is None or line.name != planned.name:
            yield _lost(planned)
            continue
        if planned.restricted and line.viewable:
            yield finding("X40", f"证据{planned.number}“{planned.name}”不得查阅，目录标为可以查阅", planned.name)
        if planned.late and not line.after_reply:
            yield finding("X39", f"证据{planned.number}“{planned.name}”形成于答复之后，没有标明", planned.name)
        if planned.made_on is not None and line.made_on is not None and planned.made_on != line.made_on:
            yield finding("X32", f"证据{planned.number}的形成日记录为{chinese_date(planned.made_on)}", line.made)


def _lost(planned: EvidenceFact) -> Finding:
    return finding("X38", f"目录没有列证据{planned.number}“{planned.name}”", planned.name)

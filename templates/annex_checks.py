"""The checks of what goes out with a letter (C35–C37, C54–C56, X06): named, numbered, counted, looked through."""

import re
from collections.abc import Iterator
from typing import Final

from law.terms import FeeMethod, Outcome
from templates.check_facts import FileFacts
from templates.cleaning import clean_text
from templates.course_rules import secrecy_bars
from templates.fee_contexts import FeeNoticeContext
from templates.findings import Case, Finding, Level, bare, finding, holds
from templates.preview import BlockKind
from templates.reply_contexts import GrantLetterContext, GrantVariant, ProvidedInformation, ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_annexes"]

_GIVING: Final = (GrantVariant.PROVIDE_COPY, GrantVariant.PUBLIC_INTEREST_OVERRIDE)


def check_annexes(case: Case) -> Iterator[Finding]:
    """What is wrong with the annexes of a letter and with what is provided."""
    yield from _named(case)
    yield from _numbered(case)
    yield from _same_names(case)
    yield from _pages(case)
    if case.file is not None:
        yield from _looked_through(case, case.file)
        yield from _reviewed(case, case.file)


# "附件" alone may be part of what was asked for; what announces an annex points at it.
_MENTION: Final = re.compile(
    r"(?:见|详见|参见|如|作为)附件|附件[:：]|随附|附后|随函附|随本(?:告知|答复|通知)书(?:一并)?(?:提供|附)|附(?:有|上|送)"
)


def _own_paragraphs(case: Case) -> str:
    """The text without the annexes, the quoted request and the names of what was asked for, provided and withheld."""
    kinds = (BlockKind.ANNEX, BlockKind.EXCERPT)
    text = "\n".join(one.text for one in case.blocks if one.kind not in kinds)
    letter = case.letter
    names = [one.subject for one in letter.items] if isinstance(letter, ReplyLetter) else []
    names += [one.name for one in getattr(letter, "provided", ())]
    names += [one.what for one in getattr(letter, "withheld", ())]
    for name in sorted(filter(None, map(clean_text, names)), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _named(case: Case) -> Iterator[Finding]:
    letter = case.letter
    annexes = getattr(letter, "annexes", ())
    listed = case.words_of(BlockKind.ANNEX)
    for name in annexes:
        if not holds(listed, name):
            yield finding("C36", f"附件说明没有列出“{name}”", name)
    if annexes or not isinstance(letter, ReplyLetter) or case.file is None:
        return
    if listed:
        yield finding("C36", "附件说明列出的附件不在附件之内", listed.split("\n")[0])
    elif found := _MENTION.search(_own_paragraphs(case)):
        yield finding("C36", f"文中写了“{found[0]}”，没有附件说明", found[0])


_NUMBER: Final = re.compile(r"^(?:附件[:：])?\s*(\d+)[.．、]\s*")
_POINTED: Final = re.compile(r"(?:见|详见|参见|如)附件(\d{1,2})|附件(\d{1,2})(?!\d*(?:份|页|件|个))")


def _numbered(case: Case) -> Iterator[Finding]:
    lines = case.words_of(BlockKind.ANNEX).split("\n")
    numbers = [int(found[1]) for line in lines if (found := _NUMBER.match(line))]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        yield finding("X06", "附件的序号不连续", lines[0])
    if not isinstance(case.letter, ReplyLetter):
        return
    for found in _POINTED.finditer(_own_paragraphs(case)):
        number = int(found[1] or found[2])
        if number > len(case.letter.annexes):
            yield finding("X06", f"没有附件{number}", found[0])


def _provided(case: Case) -> tuple[ProvidedInformation, ...]:
    return tuple(getattr(case.letter, "provided", ()))


def _same_names(case: Case) -> Iterator[Finding]:
    """What the reply says it provides and what it encloses are the same things (条例第三十六条第（二）项)."""
    letter = case.letter
    if not isinstance(letter, GrantLetterContext) or case.file is None:
        return
    for one in letter.provided:
        if not holds(case.own_words, one.name):
            yield finding("C35", f"文书没有写所提供的“{one.name}”", one.name)
    if letter.variant not in _GIVING or not letter.annexes:
        return
    names = [_core(one.name) for one in letter.provided]
    known = "".join(f"{one.name}{one.document_number}" for one in letter.provided)
    for annex in letter.annexes:
        # A title or a number tells for certain; other wording may mean the same thing, a person looks at it.
        other = [one for one in _TITLED.findall(annex) if bare(one) not in bare(known)]
        if other:
            yield finding("C35", f"附件“{annex}”不是所提供的信息", annex)
        elif not any(_alike(_core(annex), name) for name in names):
            yield finding("C35", f"附件“{annex}”与所提供的信息名称不同，请核对", annex, Level.WARN)
    if len(names) > 1:
        for one, name in zip(letter.provided, names, strict=True):
            if not any(_alike(_core(annex), name) for annex in letter.annexes):
                yield finding("C35", f"所提供的“{one.name}”没有列为附件", one.name, Level.WARN)


_TITLED: Final = re.compile(r"《[^《》]+》|[^\s，。；：《》〔〕（）]{1,8}〔\d{4}〕\d+号")


def _core(name: str) -> str:
    """A title without its pages, quotation marks and the word copy."""
    return re.sub(r"[（(][^（()）]*(?:页|份|件)[)）]|[《》“”\s]|复印件|复制件|共?\d+页|[，。；]", "", bare(name))


def _alike(one: str, other: str) -> bool:
    """Whether one title holds the other, or most signs of the shorter one stand in the longer one."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short in long or sum(sign in long for sign in short) >= _LIKENESS * len(short)


_LIKENESS: Final = 0.6


def _pages(case: Case) -> Iterator[Finding]:
    """The pages that are provided are those that are paid for (信息处理费管理办法第五条)."""
    file, letter = case.file, case.letter
    for one in _provided(case):
        if one.pages is not None and not holds(case.own_words, f"共{one.pages}页"):
            yield finding("C37", f"文书没有写“{one.name}”的页数{one.pages}页", one.name)
    if file is None or file.fee is None or file.fee.method is not FeeMethod.BY_VOLUME or file.fee.pages is None:
        return
    if not file.fee.noticed or file.fee.lapsed:
        return
    if isinstance(letter, ReplyLetter) and _provided(case):
        told = [one.pages for one in _provided(case)]
        known = sum(one for one in told if one is not None)
        if None not in told and known != file.fee.pages:
            yield finding("C37", f"提供{known}页，计费{file.fee.pages}页", f"{known}页")
    if isinstance(letter, FeeNoticeContext):
        found = re.search(r"(\d+)\s*页", letter.counted)
        if found and int(found[1]) != file.fee.pages:
            yield finding("C37", f"通知书写{found[1]}页，计页{file.fee.pages}页", found[0])


def _looked_through(case: Case, file: FileFacts) -> Iterator[Finding]:
    for one in file.provided:
        for hidden in one.hidden:
            yield finding("C54", f"附件“{one.name}”{hidden}，须清除后重新附上")
        for trace in one.traces:
            yield finding("C54", f"附件“{one.name}”{trace}，请核对能否随件提供", level=Level.WARN)
        if one.secrecy_mark:
            yield finding("C56", f"附件“{one.name}”有密级标志“{one.secrecy_mark}”")
    for block in case.blocks:
        if block.kind is not BlockKind.EXCERPT and (found := _SECRECY_MARK.search(block.text)):
            yield finding("C56", f"文书中有密级标志“{found[0]}”", found[0])


_SECRECY_MARK: Final = re.compile(r"(?:绝密|机密|秘密)\s*[★☆*]")


def _reviewed(case: Case, file: FileFacts) -> Iterator[Finding]:
    """What is provided was looked at for secrecy before (条例第十七条)."""
    letter = case.letter
    if not isinstance(letter, ReplyLetter) or file.secrecy is None:
        return
    giving = letter.outcome_id in (Outcome.GRANT, Outcome.PARTIAL_GRANT) or bool(_provided(case))
    if not giving:
        return
    before = [one for one in file.secrecy if one.on is not None and one.on <= letter.signed_on]
    if not before:
        late = f"，审查晚于{chinese_date(letter.signed_on)}" if file.secrecy else ""
        yield finding("C55", f"提供信息前没有保密审查{late}")
        return
    last = before[-1]
    if secrecy_bars(letter.outcome_id, last.conclusion):
        yield finding("C55", f"保密审查的结论是{last.conclusion.label}")
    if last.first_reviewer and last.first_reviewer == last.second_reviewer:
        yield finding("C55", "保密审查的初审和复核是同一人", level=Level.WARN)

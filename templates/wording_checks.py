"""The checks of words (C57, X02, X08): leftovers of a draft, other names, phrases of the former Regulations."""

import re
from collections.abc import Iterator
from typing import Final

from law.citations import statutes
from law.terms import Outcome
from templates.findings import Case, Finding, Level, finding
from templates.preview import BlockKind
from templates.reply_contexts import ReplyLetter

__all__ = ["check_wording"]


def check_wording(case: Case) -> Iterator[Finding]:
    """What is wrong with the words of a letter."""
    yield from _leftovers(case)
    yield from _former(case)
    yield from _names(case)


_LEFTOVERS: Final = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|【[^【】]*】|〔(?!\d{4}〕)[^〔〕]*〕|[xX]{2,}|×+|[【】]|\{\{|\}\}|\{%|%\}|请选择|待填"
    r"|待定|待补充|待核实|待确认(?=[。；，\n]|$)|此处(?:填写|插入)|(?:TODO|FIXME)|\[(?:批注|注释)[^\]]*\]|〇〇〇|…{2,}(?=[。\n]|$)"
)
_BLANKS: Final = re.compile(r"＿{2,}|_{3,}|年[ 　＿]+月[ 　＿]+日")


def _leftovers(case: Case) -> Iterator[Finding]:
    # A website or a bracketed gap of a clause counts; what the applicant wrote is quoted as it is.
    for found in _LEFTOVERS.finditer(case.own_words):
        yield finding("C57", f"文书中有草稿残留“{found[0]}”", found[0])
    # A form that stands behind the letter has lines to fill in.
    alone = "\n".join(one.text for one in case.up_to_contact() if one.kind is not BlockKind.EXCERPT)
    for found in _BLANKS.finditer(alone):
        yield finding("C57", "文书中有没有填写的空白", found[0])


_FORMER: Final = re.compile(
    r"三需要|自身生产、?生活、?科研|生产、生活、科研等?(?:特殊)?需要|特殊需要|不予公开范围|依法申请公开的(?:理由|用途)"
    r"|信息公开申请权|与(?:你|你单位|申请人)(?:的)?(?:自身)?(?:生产|生活|科研)无关|免予公开|免于公开"
)


def _former(case: Case) -> Iterator[Finding]:
    """Phrases of the Regulations of 2007, which asked for a special need; not for requests received under them."""
    in_force = statutes()["ogi"].effective
    if in_force is None or case.received_on < in_force:
        return
    for found in _FORMER.finditer(case.own_words):
        yield finding("X08", f"“{found[0]}”是2019年修订前的用语", found[0])


_COURT: Final = re.compile(r"向([\u4e00-\u9fff]{2,16}?人民法院)")
_BODY: Final = re.compile(r"(?:向|由)([\u4e00-\u9fff]{2,16}?(?:人民政府|局|厅|委员会|部|署))申请行政复议")


def _names(case: Case) -> Iterator[Finding]:
    """A court or a reconsideration body in the agency's own words that is not that of the settings."""
    letter = case.letter
    if not isinstance(letter, ReplyLetter) or letter.outcome_id is Outcome.WITHDRAWN or case.file is None:
        return
    court, body = case.basis.court.strip(), case.basis.reconsideration_body.strip()
    rest = case.own_words.replace(court, "") if court else case.own_words
    for found in _COURT.finditer(rest):
        if court:
            yield finding("X02", f"文中的“{found[1]}”不是机关设置的{court}", found[1])
    for found in _BODY.finditer(case.own_words):
        if body and found[1] != body and not found[1].endswith(body):
            yield finding("X02", f"文中的“{found[1]}”不是机关设置的复议机关{body}", found[1], Level.WARN)

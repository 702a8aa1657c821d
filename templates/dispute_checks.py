"""The checks of the documents of a dispute (X31–X47), in one call; how they are declared is said in ``checks``."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from law.dispute_terms import Forum
from law.documents import document_rules
from law.terms import DocumentKind
from templates.context_base import Letter
from templates.dispute_contexts import (
    AnswerLetter,
    EvidenceListContext,
    OpinionReportContext,
    PerformanceReportContext,
    PowerOfAttorneyContext,
    RepresentativeContext,
)
from templates.dispute_evidence import check_evidence
from templates.dispute_facts import DisputeBasis
from templates.dispute_finding import DisputeCase, DisputeDocument, cited_before
from templates.findings import Case, CheckBasis, Finding, Level, bare, finding, holds
from templates.preview import BlockKind, PreviewBlock, plain_text
from templates.printed_checks import check_printed
from templates.repealed import check_repealed
from templates.wording import chinese_date
from templates.wording_checks import check_wording

__all__ = ["check_dispute"]


def check_dispute(
    document: DisputeDocument, blocks: tuple[PreviewBlock, ...], basis: DisputeBasis
) -> tuple[Finding, ...]:
    """Everything that is wrong with a document of a dispute, blocking findings first, each once.

    Args:
        document: its context, of ``templates.dispute_contexts``.
        blocks: the rendered document, from ``templates.preview.blocks_of``.
        basis: what the register says of the dispute.
    """
    own = tuple(one for one in blocks if one.kind is not BlockKind.EXCERPT)
    case = DisputeCase(document, basis, plain_text(blocks), plain_text(own))
    found = dict.fromkeys(one for check in _CHECKS for one in check(case))
    found |= dict.fromkeys(_of_all_letters(document, blocks, case))
    here = [cited_before(one, document.head.forum) for one in found]
    return tuple(sorted(here, key=lambda one: (one.level is not Level.BLOCK, one.id)))


def _of_all_letters(
    document: DisputeDocument, blocks: tuple[PreviewBlock, ...], case: DisputeCase
) -> Iterator[Finding]:
    """What holds for every letter: leftovers of a draft, repealed provisions, words that the template lost."""
    letter: Any = document
    common = Case(letter, blocks, CheckBasis(today=case.basis.today), case.text, case.own_words)
    yield from check_repealed(common)
    if isinstance(document, EvidenceListContext) or not document_rules()[document.kind].checked:
        return  # 【缺】 is no leftover there, X41 tells of it; sheets for the house have blanks to write in
    yield from check_wording(common)
    if isinstance(document, Letter):
        yield from check_printed(common)


# ------------------------------------------------------------------------------------------------------ time and days


def _in_time(case: DisputeCase) -> Iterator[Finding]:
    """An answer leaves within its period, a report within that of the opinion."""
    document, basis = case.document, case.basis
    if isinstance(document, AnswerLetter) and basis.answer_due is not None:
        last = max(document.signed_on, basis.today)
        if last > basis.answer_due:
            until = chinese_date(basis.answer_due)
            yield finding("X31", f"答复举证期限已于{until}届满，逾期视为没有证据、依据", "signed_on")
        elif basis.provisional:
            yield finding("X31", "答复举证期限为暂定，日历尚未覆盖", "signed_on", Level.WARN)
    if isinstance(document, PerformanceReportContext):
        yield from _performed(document, basis)
    due = basis.opinion.due if basis.opinion is not None else None
    if isinstance(document, OpinionReportContext) and due is not None and max(document.signed_on, basis.today) > due:
        yield finding("X47", f"报告期限已于{chinese_date(due)}届满", "signed_on")


def _performed(document: PerformanceReportContext, basis: DisputeBasis) -> Iterator[Finding]:
    due = basis.decision.due if basis.decision is not None else None
    if due is not None and document.performed_on > due and not document.late_reason.strip():
        yield finding("X46", f"履行期限于{chinese_date(due)}届满，逾期履行没有写原因", "late_reason")
    if document.performed_on > document.signed_on:
        yield finding("X46", "履行完毕的日期晚于报告的日期", "performed_on")
    if any(one.on > document.performed_on for one in document.performed):
        yield finding("X46", "履行的经过晚于履行完毕的日期", "performed")


def _same_days(case: DisputeCase) -> Iterator[Finding]:
    """Days in the document are those on record."""
    for name, label, recorded in _recorded_days(case.document, case.basis):
        written = getattr(case.document, name)
        if recorded is not None and written != recorded:
            sentence = f"{label}写为{chinese_date(written)}，记录为{chinese_date(recorded)}"
            yield finding("X32", sentence, chinese_date(written))
    if isinstance(case.document, AnswerLetter):
        yield from _course(case.document, case.basis)


def _recorded_days(document: DisputeDocument, basis: DisputeBasis) -> Iterator[tuple[str, str, date | None]]:
    if isinstance(document, AnswerLetter):
        yield "copy_received_on", "收到副本的日期", basis.copy_received_on
    if isinstance(document, PerformanceReportContext) and basis.decision is not None:
        yield "decided_on", "决定的日期", basis.decision.decided_on
        yield "served_on", "收到决定的日期", basis.decision.served_on
        yield "performed_on", "履行完毕的日期", basis.decision.performed_on
    if isinstance(document, OpinionReportContext) and basis.opinion is not None:
        yield "opinion_on", "意见书的日期", basis.opinion.dated_on
        yield "received_on", "收到意见书的日期", basis.opinion.received_on


def _course(document: AnswerLetter, basis: DisputeBasis) -> Iterator[Finding]:
    """The procedure is told in order, of days that are on record, none of them to come."""
    days = [one.on for one in document.course]
    if days != sorted(days):
        yield finding("X33", "办理经过没有按日期先后排列", "course", Level.WARN)
    for one in dict.fromkeys(days):
        if one > document.signed_on:
            yield finding("X33", f"办理经过有成文日期之后的{chinese_date(one)}", chinese_date(one))
        elif basis.days is not None and one not in basis.days:
            yield finding("X33", f"{chinese_date(one)}没有办理记录", chinese_date(one))


# ------------------------------------------------------------------------------------------------------ who and where


def _parties(case: DisputeCase) -> Iterator[Finding]:
    """Parties, body and number are those of the dispute, and are printed."""
    head, basis = case.document.head, case.basis
    if basis.body and head.body != basis.body:
        yield finding("X34", f"{head.body_label}写为{head.body}，登记为{basis.body}", head.body)
    if basis.case_number and bare(head.case_number) != bare(basis.case_number):
        yield finding("X34", f"案号写为{head.case_number or '空'}，登记为{basis.case_number}", head.case_number)
    if basis.agency and head.respondent != basis.agency:
        yield finding("X34", f"{head.we}写为{head.respondent}，登记为{basis.agency}", head.respondent)
    for label, written, recorded in (
        (head.they, head.applicants, basis.applicants),
        ("第三人", head.third_parties, basis.third_parties),
        ("共同被告", head.co_respondents, basis.co_respondents),
    ):
        if recorded and set(written) != set(recorded):
            yield finding("X34", f"{label}与登记的不同：{'、'.join(recorded)}")
    for one in (head.body, head.respondent, *head.applicants, *head.third_parties):
        if not holds(case.text, one):
            yield finding("X34", f"文书没有写{one}", one)
    if isinstance(case.document, Letter) and case.document.addressee != head.body:
        yield finding("X34", f"文书送{case.document.addressee}，争议在{head.body}", case.document.addressee)


_OF_COURT: Final = re.compile(r"原告|被告(?!知)|起诉状|诉讼请求|上诉人")
_OF_BODY: Final = re.compile(r"被申请人|复议请求|行政复议申请书副本")
_KINDS_OF: Final = {DocumentKind.RECON_ANSWER: Forum.RECONSIDERATION, DocumentKind.DEFENCE: Forum.LITIGATION}


def _words(case: DisputeCase) -> Iterator[Finding]:
    """The parties are called as their forum calls them."""
    head = case.document.head
    forum = _KINDS_OF.get(case.document.kind)
    if forum is not None and head.forum is not forum:
        yield finding("X35", f"{head.forum.label}案件不用{case.document.kind.label}")
        return
    wrong = _OF_COURT if head.forum is Forum.RECONSIDERATION else _OF_BODY
    for one in dict.fromkeys(found[0] for found in wrong.finditer(case.own_words)):
        # A lawsuit may follow a reconsideration and tell of it.
        level = Level.BLOCK if head.forum is Forum.RECONSIDERATION else Level.WARN
        yield finding("X35", f"{head.forum.label}的文书写了“{one}”", one, level)


def _people(case: DisputeCase) -> Iterator[Finding]:
    """Who represents the agency, and who acts for it."""
    document, basis = case.document, case.basis
    name = _representative(document)
    if name and basis.representative and name != basis.representative:
        yield finding("X42", f"法定代表人写为{name}，机关设置为{basis.representative}", name)
    agents = getattr(document, "agents", None)
    if agents is None:
        return
    if not agents:
        yield finding("X42", "没有写委托代理人；由法定代表人亲自参加的除外", "agents", Level.WARN)
    if len(agents) > _MOST_AGENTS:
        yield finding("X42", f"委托代理人{len(agents)}人，最多{_MOST_AGENTS}人", agents[_MOST_AGENTS].name)
    if len({one.name for one in agents}) < len(agents):
        yield finding("X42", "委托代理人重复", "agents")


_MOST_AGENTS: Final = 2


def _representative(document: DisputeDocument) -> str:
    if isinstance(document, RepresentativeContext):
        return document.name
    return str(getattr(document, "representative", ""))


# ------------------------------------------------------------------------------------------------------- the answer


_MAINTAIN: Final = re.compile(r"维持")
_DISMISS: Final = re.compile(r"诉讼请求|判决")
_ASKS: Final = re.compile(r"(?<!申)请|驳回|维持|确认|处理")


def _request(case: DisputeCase) -> Iterator[Finding]:
    """What is asked for, in the words of the forum."""
    document = case.document
    if not isinstance(document, AnswerLetter):
        return
    if not holds(case.text, document.request) or not _ASKS.search(document.request):
        yield finding("X36", f"没有写明{document.head.we}的请求", document.request)
    if document.head.forum is Forum.RECONSIDERATION and _DISMISS.search(document.request):
        yield finding("X36", "向复议机关提出的请求用了诉讼的说法", document.request)
    first = document.head.forum is Forum.LITIGATION and not document.head.second
    if first and _MAINTAIN.search(document.request):
        yield finding("X36", "一审请求驳回诉讼请求，不请求维持", document.request, Level.WARN)


def _each_ground(case: DisputeCase) -> Iterator[Finding]:
    """Every ground of the other side is answered."""
    document = case.document
    if not isinstance(document, AnswerLetter):
        return
    answered = [bare(one.claim).rstrip("。") for one in document.reasons]
    for one in case.basis.claims:
        if bare(one).rstrip("。") not in answered:
            yield finding("X37", f"没有回应{document.head.they}的理由：{_short(one)}")
    for given in document.reasons:
        if not (holds(case.text, given.claim) and holds(case.text, given.answer)):
            yield finding("X37", f"没有印出对理由的答复：{_short(given.claim)}", given.claim)


def _copies(case: DisputeCase) -> Iterator[Finding]:
    document, needed = case.document, case.basis.copies
    if isinstance(document, AnswerLetter) and needed is not None and document.copies < needed:
        yield finding("X43", f"副本{document.copies}份，应按对方当事人和第三人的人数提交{needed}份", "copies")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


_SHOWN: Final = 24


# ------------------------------------------------------------------------------------------- mandates and reports


_SPECIAL_POWER: Final = re.compile(r"承认|放弃|变更|和解|调解|反诉|提起上诉|撤回")
_ENDS: Final = re.compile(r"之日止|终结|日止|止$|\d{4}年\d{1,2}月\d{1,2}日|至.+")


def _mandate(case: DisputeCase) -> Iterator[Finding]:
    """The powers fit the kind of mandate, and it has an end."""
    document = case.document
    if not isinstance(document, PowerOfAttorneyContext):
        return
    special = [one for one in document.powers if _SPECIAL_POWER.search(one)]
    if special and not document.special:
        yield finding("X44", f"一般授权不得包括“{special[0]}”，须特别授权", special[0])
    if document.special and not special:
        yield finding("X44", "特别授权没有逐项写明权限", "powers")
    if not _ENDS.search(document.term):
        yield finding("X44", "委托期限没有写到何时为止", document.term)


def _number_of_decision(case: DisputeCase) -> Iterator[Finding]:
    """A report names the very decision or opinion."""
    document, basis = case.document, case.basis
    if isinstance(document, PerformanceReportContext):
        recorded = basis.decision.number if basis.decision is not None else ""
        yield from _number(document.decision_number, recorded, "决定文号", case)
    if isinstance(document, OpinionReportContext):
        recorded = basis.opinion.number if basis.opinion is not None else ""
        yield from _number(document.opinion_number, recorded, "意见书文号", case)


def _number(written: str, recorded: str, label: str, case: DisputeCase) -> Iterator[Finding]:
    if recorded and bare(written) != bare(recorded):
        yield finding("X45", f"{label}写为{written or '空'}，记录为{recorded}", written)
    elif written and not holds(case.text, written):
        yield finding("X45", f"文书没有写明{label}{written}")


_CHECKS: Final[tuple[Callable[[DisputeCase], Iterator[Finding]], ...]] = (
    _in_time,
    _same_days,
    _parties,
    _words,
    _people,
    _request,
    _each_ground,
    _copies,
    check_evidence,
    _mandate,
    _number_of_decision,
)

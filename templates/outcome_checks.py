"""The checks of the decision (C13, C14, C21–C28, C30–C33, C59–C61, X01, X11, X15): articles, reasons, evidence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from law.citations import Citation
from law.outcomes import outcome_rules
from law.terms import Evidence, Outcome
from templates.check_facts import FileFacts, SearchFact
from templates.cited_places import CitedPlace, cited_places
from templates.cleaning import clean_text
from templates.course_rules import searched_by
from templates.findings import Case, Finding, Level, bare, finding, holds
from templates.preview import BlockKind
from templates.proactive import pointed_to
from templates.reply_contexts import GrantLetterContext, OutcomeLetterContext, ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_outcome"]

_MAY: Final = frozenset({Outcome.REFUSAL_INTERNAL, Outcome.REFUSAL_PROCESS, Outcome.REFUSAL_CASE_FILE})


def check_outcome(case: Case) -> Iterator[Finding]:
    """What is wrong with the decision that a reply tells."""
    letter = case.letter
    if not any(one.kind is BlockKind.TITLE and one.text.strip() for one in case.blocks):
        yield finding("X11", "文书没有标题")
    if isinstance(letter, ReplyLetter):
        yield from _articles(case, letter)
        yield from _cited_in_text(case, letter)
        yield from _title(case, letter)
        yield from _evidence(case, letter)
        yield from _earlier(case, letter)
        yield from _phrases(case)
        yield from _items(case, letter)
    if isinstance(letter, OutcomeLetterContext):
        yield from _wording(case, letter)


def _refused(outcome: Outcome) -> bool:
    return outcome.startswith("refusal")


# ---------------------------------------------------------------------------------------------------- articles


_REGULATIONS: Final = "ogi"


@cache
def _ground_articles() -> frozenset[int]:
    """The articles of the grounds of refusal, of which none goes together with another (第十四至十六条)."""
    firsts = (outcome_rules()[one].citations[0] for one in Outcome if _refused(one))
    return frozenset(one.article for one in firsts if one.article is not None)


def _wanted(letter: ReplyLetter, grounds: tuple[Outcome, ...]) -> tuple[Citation, ...]:
    """The provisions of the outcome that are to be cited; what stands in no article is chosen by the agency."""
    rule = outcome_rules()[letter.outcome_id]
    if rule.basis_note:
        return ()
    variant = getattr(letter, "variant", "") or None
    return tuple(one for one in rule.citations_for(variant, grounds) if one.article is not None)


def _articles(case: Case, letter: ReplyLetter) -> Iterator[Finding]:
    file = case.file
    if file is None:
        return
    variant = getattr(letter, "variant", "")
    rule = outcome_rules()[letter.outcome_id]
    if rule.variants and variant not in {one.key for one in rule.variants}:
        yield finding("C13", "处理结果没有选定细分，条款无法核对")
        return
    cited = cited_places(letter.basis)
    # What the law of the outcome asks for stands in the basis; a provision on the course may stand in its sentence.
    anywhere = (*cited, *cited_places(case.own_words))
    for one in _wanted(letter, file.grounds):
        if any(place.meets(one) for place in anywhere):
            continue
        coarse = next((place for place in anywhere if place.covers(one)), None)
        if coarse is not None:
            yield finding("C14", f"{coarse.words}要引到款、项：{one.place}", coarse.words)
        else:
            yield finding("C13", f"“{letter.outcome_id.label}”应当引用{one.brief}", letter.basis)
    if letter.outcome_id is not Outcome.WITHDRAWN and not holds(case.own_words, letter.basis):
        yield finding("C13", "文书没有写明答复依据", letter.basis)
    yield from _mixed(letter, cited)


def _mixed(letter: ReplyLetter, cited: tuple[CitedPlace, ...]) -> Iterator[Finding]:
    grounds = {one.article for one in cited if one.statute == _REGULATIONS} & _ground_articles()
    if letter.outcome_id is not Outcome.PARTIAL_GRANT and len(grounds) > 1:
        yield finding("C14", "不同的不予公开条款不能混引，一份答复只引一种", letter.basis)


def _cited_in_text(case: Case, letter: ReplyLetter) -> Iterator[Finding]:
    """An article of another outcome in the agency's own words (free text, conclusions, reasons)."""
    file = case.file
    if file is None:
        return
    wanted = _wanted(letter, file.grounds)
    own = {(one.article, one.paragraph, one.item) for one in cited_places(letter.basis)}
    for place in cited_places(case.own_words):
        if place.statute != _REGULATIONS or (place.article, place.paragraph, place.item) in own:
            continue
        if any(place.covers(one) or (one.article == place.article and place.item is None) for one in wanted):
            continue
        other = _outcome_of(place, letter.outcome_id)
        if other is not None and not isinstance(letter, GrantLetterContext):
            yield finding("X01", f"文中引用的{place.words}是“{other.label}”的依据，与本结果不符", place.words)


def _outcome_of(place: CitedPlace, but: Outcome) -> Outcome | None:
    for one, rule in outcome_rules().items():
        if one is but:
            continue
        for cited in rule.citations:
            if cited.statute == _REGULATIONS and place.meets(cited):
                return one
    return None


def _title(case: Case, letter: ReplyLetter) -> Iterator[Finding]:
    if case.file is None:
        return
    wanted = outcome_rules()[letter.outcome_id].letter_title
    if bare(letter.title) != bare(wanted) or not holds(case.own_words, wanted):
        yield finding("X11", f"标题应当是“{wanted}”", letter.title)


# ---------------------------------------------------------------------------------------------------- wording


def _wording(case: Case, letter: OutcomeLetterContext) -> Iterator[Finding]:
    outcome, words = letter.outcome, case.own_words
    if outcome in _MAY:
        if "应当不予公开" in words:
            yield finding("C21", "该条写“可以不予公开”，不写“应当”，并说明裁量理由", "应当不予公开")
        if case.file is not None and "可以不予公开" not in words:
            yield finding("C21", "没有写“可以不予公开”")
    for part in letter.withheld:
        if not part.reason.strip() and not re.search("[；;：，]", part.what):
            yield finding("C23", f"“{part.what}”没有写不予公开的理由", part.what)
        elif not holds(words, part.what):
            yield finding("C23", f"文书没有列出“{part.what}”", part.what)
    if outcome is Outcome.PARTIAL_GRANT and not letter.withheld:
        yield finding("C23", "没有列明遮盖部分的清单")
    if outcome is Outcome.NOT_THIS_AGENCY:
        said = "\n".join(letter.facts)
        if not re.search("联系|电话|地址|不能确定|无法确定", said):
            yield finding("C26", "没有写负责公开的机关的名称和联系方式，也没有写明不能确定")
        elif case.file is not None and not re.search(
            "理由|因|由.{1,20}(?:负责|制作|保存|行使)|职责|不能确定|移交", said
        ):
            yield finding("C26", "没有写不属于本机关负责公开的理由")
    if outcome is Outcome.PETITION and "不作为政府信息公开申请处理" not in words:
        yield finding("C30", "没有写“不作为政府信息公开申请处理”")
    yield from _contradictions(case, outcome)
    yield from _source(case, letter)


_DENIED: Final = re.compile(r"信息不存在|该信息不存在|均不存在")
_ELSEWHERE: Final = re.compile(r"不属于本(?:行政)?机关负责(?:公开)?|非本机关负责")
_REFUSES: Final = re.compile(r"(?:决定|依法)不予公开")
_GRANTS: Final = re.compile(r"可以公开，?(?:现|随)|予以公开")


def _contradictions(case: Case, outcome: Outcome) -> Iterator[Finding]:
    words = case.own_words
    if outcome is Outcome.NOT_EXIST and (found := _ELSEWHERE.search(words)):
        yield finding("C27", "信息不存在的答复不能同时写非本机关负责公开", found[0])
    if outcome is Outcome.NOT_THIS_AGENCY and (found := _DENIED.search(words)):
        yield finding("C27", "非本机关负责公开的答复不能同时写信息不存在", found[0])
    if case.file is None:
        return
    gives = not _refused(outcome) and outcome not in (Outcome.PARTIAL_GRANT, Outcome.OTHER)
    if gives and (found := _REFUSES.search(words)):
        yield finding("X15", f"“{outcome.label}”的答复不写“{found[0]}”", found[0])
    if _refused(outcome):
        if found := _DENIED.search(words):
            yield finding("X15", "不予公开的答复不能同时写信息不存在", found[0])
        if found := _GRANTS.search(words.replace("不予公开", "")):
            yield finding("X15", f"不予公开的答复不写“{found[0]}”", found[0])


# A page and not the front door: something stands behind the host.
_SITE: Final = re.compile(r"(?:https?://|www\.)[\w.:-]+(?P<path>/[^\s，。；）)]*)?", re.IGNORECASE)


def _source(case: Case, letter: OutcomeLetterContext) -> Iterator[Finding]:
    """Where what is public already can be found: a page, a periodical, a place (no network: nobody opens it here)."""
    if letter.outcome is not Outcome.ALREADY_PUBLIC or case.file is None:
        return
    said = "\n".join(letter.facts)
    site = _SITE.search(said)
    if letter.variant == "website":
        if site is None:
            yield finding("C31", "没有写网址")
        elif not (site["path"] or "").strip("/"):
            yield finding("C31", "只写了网站首页，要写到具体页面", site[0])
    elif site is None and not re.search("期|报|公报|刊|馆|室|厅|中心|地点|查阅", said):
        yield finding("C31", "没有写刊名、期号或者查阅地点")


# ---------------------------------------------------------------------------------------------------- evidence


def _evidence(case: Case, letter: ReplyLetter) -> Iterator[Finding]:
    file = case.file
    if file is None:
        return
    outcome = letter.outcome_id
    if _refused(outcome) and file.evidence is not None and Evidence.SEVERABILITY_NOTE.value not in file.evidence:
        yield finding("C22", "没有能否区分处理的判断")
    if outcome is Outcome.NOT_EXIST:
        yield from _searches(case, file)
    if outcome is Outcome.REPEAT_REQUEST:
        yield from _prior(case, letter, file)
    if _refused(outcome) or outcome is Outcome.PARTIAL_GRANT:
        yield from _proactive(letter)


def _searches(case: Case, file: FileFacts) -> Iterator[Finding]:
    signed = case.letter.signed_on
    before = [one for one in file.searches if searched_by((one.on,), signed)]
    if not file.searches:
        yield finding("C24", "没有检索记录，不能答复信息不存在")
    elif not before:
        yield finding("C24", "检索记录晚于答复的成文日期", chinese_date(signed))
    else:
        yield from _thin(before)


def _thin(searches: list[SearchFact]) -> Iterator[Finding]:
    systems = {name for one in searches for name in one.systems}
    keywords = {name for one in searches for name in one.keywords}
    if len(systems) < _LEAST:
        yield finding("C25", f"只检索了{len(systems)}个系统或者档案室")
    if len(keywords) < _LEAST:
        yield finding("C25", f"只用了{len(keywords)}个关键词")
    if not any(one.reviewer.strip() for one in searches):
        yield finding("C25", "检索没有业务科室复核")


_LEAST: Final = 2


def _prior(case: Case, letter: ReplyLetter, file: FileFacts) -> Iterator[Finding]:
    prior = file.prior
    if prior is None or not prior.number.strip():
        yield finding("C28", "没有引用前次答复的文号")
        return
    if not holds(case.own_words, prior.number):
        yield finding("C28", f"文书没有写前次答复的文号{prior.number}")
    if prior.revoked:
        yield finding("C28", f"前次答复{prior.number}已被撤销或者作废，不能作为重复申请", prior.number)
    elif not prior.found:
        yield finding(
            "C28", f"没有查到前次答复{prior.number}，请核对文号；程序启用前的答复不在其列", prior.number, Level.WARN
        )
    if prior.dated_on is not None and prior.dated_on > letter.signed_on:
        yield finding("C28", "前次答复的日期晚于本次答复", prior.number)


def _earlier(case: Case, letter: ReplyLetter) -> Iterator[Finding]:
    """The same information answered differently before (C59); a ground that was rejected before (C60)."""
    if case.file is None:
        return
    for one in case.file.earlier:
        if one.outcome is not letter.outcome_id and not holds(case.own_words, one.number):
            yield finding("C59", f"{one.number}对相同信息的答复是“{one.outcome.label}”，结论不同而没有说明")
    for lost in case.file.lost:
        if lost.outcome is letter.outcome_id or lost.outcome in case.file.grounds:
            yield finding("C60", lost.told, lost.where)


def _proactive(letter: ReplyLetter) -> Iterator[Finding]:
    """What has to be published anyway is refused (条例第二十、二十一条): the words of the request give a hint only."""
    if letter.outcome_id is Outcome.PARTIAL_GRANT:
        return
    found = pointed_to(clean_text(letter.request_text))
    if found is not None:
        told = f"申请内容提到“{found.words}”，可能属于应当主动公开的“{found.matter.title}”，请核对"
        cited = "、".join(one.brief for one in found.matter.basis)
        yield replace(finding("C61", told, "request_text"), citation=cited)


# ---------------------------------------------------------------------------------------------------- completeness


def _phrases(case: Case) -> Iterator[Finding]:
    for group in case.basis.required_phrases:
        if not any(phrase in case.own_words for phrase in group):
            yield finding("C32", f"文书中没有“{group[0]}”")


def _items(case: Case, letter: ReplyLetter) -> Iterator[Finding]:
    concluded = {bare(one.subject) for one in letter.items}
    for asked in case.basis.asked_items:
        if bare(asked) not in concluded:
            yield finding("C33", f"“{asked}”没有结论：申请了几项的，应当逐项答复")
    for one in letter.items:
        if not (holds(case.text, one.subject) and holds(case.text, one.conclusion)):
            yield finding("C33", f"文书没有写“{one.subject}”的结论", one.subject)

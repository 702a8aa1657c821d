"""The letters of a dispute put together: what the case proposes, with what was written by hand in its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from casework.agency import agency_view, known_profile
from casework.answer_brief import brief_of
from casework.answer_context import answer_context, cited, dispute_head
from casework.answer_views import OPEN_PLACE
from casework.bundle_letters import evidence_context
from casework.bundle_plan import plan_view
from casework.dispute_folder import DisputeFolder
from casework.dispute_letter_drafts import LetterSection
from casework.dispute_standing import Standing, duties, standing
from casework.legal_events import day_of
from casework.refusals import refused
from law.dispute_results import dispute_results
from law.dispute_terms import DisputeEventKind, Duty, Forum
from law.documents import document_rules
from law.terms import DocumentKind
from templates.context_base import Letter
from templates.dispute_contexts import (
    AnswerLetter,
    DisputePaper,
    OpinionReportContext,
    PerformanceReportContext,
    PowerOfAttorneyContext,
    RepresentativeContext,
)
from templates.dispute_parts import AgentLine, OpinionItem, PerformedLine, ReasonAnswer
from templates.wording import chinese_date

__all__ = ["WRITTEN", "DisputeLetter", "dispute_letter", "kinds_in", "letter_title_of"]

_K = DisputeEventKind
_NUMBER: Final = "【签发时编号】"
_SPLIT: Final = "|"

WRITTEN: Final = (
    DocumentKind.RECON_ANSWER,
    DocumentKind.DEFENCE,
    DocumentKind.EVIDENCE_LIST,
    DocumentKind.POWER_OF_ATTORNEY,
    DocumentKind.REPRESENTATIVE_CERTIFICATE,
    DocumentKind.PERFORMANCE_REPORT,
    DocumentKind.OPINION_REPORT,
)
"""The letters of a dispute that somebody writes."""

_SECOND_REQUEST: Final = "原审裁判认定事实清楚，适用法律、法规正确，请依法驳回上诉，维持原判。"
_POWERS: Final = ("代为提交答复和证据", "代为参加听证、庭审，进行陈述、辩论、质证", "代为签收文书")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLetter:
    """A letter before it has a number, with its sections."""

    context: Letter | DisputePaper
    sections: tuple[LetterSection, ...]

    def numbered(self, number: str) -> Letter | DisputePaper:
        """The letter under its number; papers without one stay as they are."""
        return replace(self.context, number=number) if isinstance(self.context, Letter) and number else self.context


@dataclass(frozen=True, slots=True)
class _Desk:
    """The dispute, the date of the letter and what was typed."""

    folder: DisputeFolder
    dated_on: date
    texts: Mapping[str, str]

    def section(self, key: str, label: str, kind: str, proposed: str, hint: str = "") -> LetterSection:
        """A section with what stands in it."""
        typed = self.texts.get(key)
        text = proposed if typed is None else typed
        return LetterSection(key=key, label=label, kind=kind, hint=hint, text=text, proposed=proposed)

    @property
    def head(self) -> Any:
        """The dispute in words."""
        return dispute_head(self.folder)

    @property
    def agency(self) -> Any:
        """The agency's profile."""
        return agency_view(known_profile(self.folder.session))

    @property
    def signer(self) -> str:
        """Who signs."""
        return str(self.agency.signer_name or self.agency.name)


_OF_OTHER: Final = {DocumentKind.RECON_ANSWER: Forum.LITIGATION, DocumentKind.DEFENCE: Forum.RECONSIDERATION}


def kinds_in(forum: Forum) -> tuple[DocumentKind, ...]:
    """The letters that may be written before a forum."""
    return tuple(one for one in WRITTEN if _OF_OTHER.get(one) is not forum)


def letter_title_of(kind: DocumentKind, context: Letter | DisputePaper) -> str:
    """The title of a letter: its own, or that of its kind."""
    return str(getattr(context, "title", "") or kind.label)


def dispute_letter(
    folder: DisputeFolder, kind: DocumentKind, dated_on: date, texts: Mapping[str, str]
) -> DisputeLetter:
    """A letter of a dispute dated on a day.

    Args:
        folder: the dispute with its papers.
        kind: one of ``WRITTEN``.
        dated_on: date of the letter.
        texts: what was typed, by section; a section without one stays as proposed.

    Raises:
        UserError: ``dispute_letter_not_here``, this forum knows no such letter; ``dispute_letter_no_result``,
            ``dispute_letter_no_opinion``, there is nothing yet to report on; the letter lacks what it has to say.
    """
    maker = _MAKERS.get(kind)
    if maker is None or kind not in kinds_in(folder.forum):
        raise refused("dispute_letter_not_here", field="kind", kind=kind.label, forum=folder.forum.label)
    return maker(_Desk(folder, dated_on, texts))


# ------------------------------------------------------------------------------------------------------- the answers


def _answer(desk: _Desk) -> DisputeLetter:
    brief = brief_of(desk.folder)
    proposed = answer_context(desk.folder, brief)
    sections = tuple(_answer_sections(desk, proposed))
    said = {one.key: one.text.strip() for one in sections}
    reasons = tuple(
        ReasonAnswer(claim=one.claim, answer=said[f"reason.{at}"] or f"{OPEN_PLACE}对该项理由的意见】")
        for at, one in enumerate(proposed.reasons)
    )
    values: dict[str, Any] = {
        "signed_on": desk.dated_on,
        "representative": said["representative"] or f"{OPEN_PLACE}法定代表人】",
        "representative_post": said["representative_post"] or f"{OPEN_PLACE}职务】",
        "agents": tuple(_agents(said["agents"])),
        "claims": said["claims"] or f"{OPEN_PLACE}对方的请求】",
        "request": said["request"] or f"{OPEN_PLACE}请求】",
        "facts": _lines(said["facts"]) or (f"{OPEN_PLACE}事实和理由】",),
        "law": _lines(said["law"]) or (f"{OPEN_PLACE}依据】",),
        "evidence": said["evidence"],
        "reasons": reasons,
        "copies": int(said["copies"]) if said["copies"].isdigit() else 0,
    }
    return DisputeLetter(context=replace(proposed, **values), sections=sections)


def _answer_sections(desk: _Desk, proposed: AnswerLetter) -> Iterator[LetterSection]:
    head = proposed.head
    request = _SECOND_REQUEST if head.second and not head.appealed else proposed.request
    yield desk.section("request", "请求", "paragraphs", request)
    yield desk.section("claims", "对方的请求", "paragraphs", proposed.claims)
    yield desk.section("facts", "事实和理由", "paragraphs", "\n".join(proposed.facts), "一行一段")
    for at, one in enumerate(proposed.reasons):
        yield desk.section(f"reason.{at}", f"对理由的答复：{one.claim}", "paragraphs", one.answer)
    yield desk.section("law", "法律依据", "lines", "\n".join(proposed.law), "一行一项")
    yield desk.section("evidence", "证据的指引", "line", proposed.evidence or "以上事实有证据目录所列证据证明。")
    yield desk.section("representative", "法定代表人", "line", proposed.representative)
    yield desk.section("representative_post", "法定代表人职务", "line", proposed.representative_post)
    yield desk.section("agents", "委托代理人", "lines", "", "一行一人：姓名 | 单位和职务 | 电话")
    yield desk.section("copies", "副本份数", "count", "2")


def _agents(text: str) -> Iterator[AgentLine]:
    for line in _lines(text):
        name, post, phone, identity = _parts(line, 4)
        yield AgentLine(name=name, post=post or f"{OPEN_PLACE}单位和职务】", phone=phone, identity=identity)


def _parts(line: str, count: int) -> tuple[str, ...]:
    found = [one.strip() for one in line.replace("｜", _SPLIT).split(_SPLIT)]
    return tuple((*found, *([""] * count))[:count])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


# ------------------------------------------------------------------------------------------- what goes with an answer


def _evidence(desk: _Desk) -> DisputeLetter:
    plan = plan_view(desk.folder)
    context = evidence_context(desk.folder, plan, plan.items, None)
    sections = (desk.section("submitter", "提交人", "line", context.submitter),)
    if not context.lines:
        raise refused("dispute_letter_no_evidence")
    made = replace(context, signed_on=desk.dated_on, submitter=sections[0].text.strip())
    return DisputeLetter(context=made, sections=sections)


def _power(desk: _Desk) -> DisputeLetter:
    agency = desk.agency
    where = desk.folder.facts.body
    sections = (
        desk.section("agents", "受托人", "lines", "", "一行一人：姓名 | 单位和职务 | 电话 | 证件号码；一至两人"),
        desk.section("special", "特别授权", "flag", "false"),
        desk.section("powers", "委托权限", "lines", "\n".join(_POWERS), "一行一项"),
        desk.section("term", "委托期限", "line", f"自签署之日起至{where}审理终结之日止"),
        desk.section("representative", "法定代表人", "line", agency.representative_name),
        desk.section("representative_post", "法定代表人职务", "line", agency.representative_post),
    )
    said = {one.key: one.text.strip() for one in sections}
    agents = tuple(_agents(said["agents"]))
    context = PowerOfAttorneyContext(
        head=desk.head,
        signer=desk.signer,
        signed_on=desk.dated_on,
        address=agency.contact_address or f"{OPEN_PLACE}住所地】",
        representative=said["representative"] or f"{OPEN_PLACE}法定代表人】",
        representative_post=said["representative_post"] or f"{OPEN_PLACE}职务】",
        agents=agents or (AgentLine(name=f"{OPEN_PLACE}受托人】", post=f"{OPEN_PLACE}单位和职务】"),),
        special=said["special"] == "true",
        powers=_lines(said["powers"]) or (f"{OPEN_PLACE}权限】",),
        term=said["term"] or f"{OPEN_PLACE}委托期限】",
    )
    return DisputeLetter(context=context, sections=sections)


def _certificate(desk: _Desk) -> DisputeLetter:
    agency = desk.agency
    sections = (
        desk.section("name", "法定代表人", "line", agency.representative_name),
        desk.section("post", "职务", "line", agency.representative_post),
        desk.section("identity", "证件号码", "line", "", "可以打印后手写"),
    )
    said = {one.key: one.text.strip() for one in sections}
    context = RepresentativeContext(
        head=desk.head,
        signer=desk.signer,
        signed_on=desk.dated_on,
        name=said["name"] or f"{OPEN_PLACE}法定代表人】",
        post=said["post"] or f"{OPEN_PLACE}职务】",
        identity=said["identity"],
        address=agency.contact_address or f"{OPEN_PLACE}住所地】",
        phone=agency.contact_phone or f"{OPEN_PLACE}联系电话】",
    )
    return DisputeLetter(context=context, sections=sections)


# -------------------------------------------------------------------------------------------------------- the reports


def _letter(desk: _Desk) -> dict[str, Any]:
    agency = desk.agency
    return {
        "number": _NUMBER,
        "addressee": desk.folder.facts.body,
        "organisation": True,
        "signer": desk.signer,
        "signed_on": desk.dated_on,
        "contact_person": agency.contact_person or f"{OPEN_PLACE}联系人】",
        "contact_phone": agency.contact_phone or f"{OPEN_PLACE}联系电话】",
        "head": desk.head,
    }


def _performance(desk: _Desk) -> DisputeLetter:
    folder = desk.folder
    found = standing(folder.facts)
    if found is None or found.effective_on is None or found.decided.on is None:
        raise refused("dispute_letter_no_result")
    said_by = found.decided.values
    done = tuple(_done(desk, found))
    sections = (
        desk.section("ordered", "决定的内容", "paragraphs", str(said_by.get("text", "")) or found.result.label),
        desk.section("performed", "履行情况", "lines", "\n".join(done), "一行一项：年-月-日 | 做了什么 | 凭证"),
        desk.section("late_reason", "逾期的原因", "paragraphs", "", "按期的不填"),
    )
    said = {one.key: one.text.strip() for one in sections}
    performed = tuple(_performed(said["performed"]))
    if not performed:
        raise refused("dispute_letter_not_performed", field="performed")
    due = _performance_due(desk)
    context = PerformanceReportContext(
        **_letter(desk),
        decision="行政复议决定书" if folder.forum is Forum.RECONSIDERATION else "判决书、裁定书",
        decision_number=str(said_by.get("number", "")) or f"{OPEN_PLACE}文号】",
        decided_on=found.decided.on,
        served_on=found.effective_on,
        ordered=said["ordered"] or f"{OPEN_PLACE}决定的内容】",
        due=chinese_date(due) if due is not None else "",
        performed=performed,
        performed_on=max(one.on for one in performed),
        late_reason=said["late_reason"],
        basis=_basis(DocumentKind.PERFORMANCE_REPORT, desk.dated_on, found),
    )
    return DisputeLetter(context=context, sections=sections)


def _done(desk: _Desk, found: Standing) -> Iterator[str]:
    """What was done to carry out the result, as lines to be written on."""
    folder = desk.folder
    policies = folder.office.policies(folder.today, folder.session)
    for one in duties(folder.office, folder.session, folder.dispute, folder.facts, policies, folder.today):
        if one.spec.duty in (Duty.RE_REPLY, Duty.REPLY) and one.done_on is not None:
            yield f"{one.done_on.isoformat()} | 重新作出答复并发出 | 答复文书、寄出凭证"
    for event in folder.facts.all_of(_K.PERFORMED):
        if event.on is not None and event.order >= found.decided.order:
            yield f"{event.on.isoformat()} | {event.values.get('text', '')}"


def _performed(text: str) -> Iterator[PerformedLine]:
    for line in _lines(text):
        day, what, proof = _parts(line, 3)
        try:
            on = date.fromisoformat(day)
        except ValueError:
            raise refused("dispute_letter_line", field="performed", line=line) from None
        yield PerformedLine(on=on, what=what or f"{OPEN_PLACE}做了什么】", proof=proof)


def _performance_due(desk: _Desk) -> date | None:
    folder = desk.folder
    policies = folder.office.policies(folder.today, folder.session)
    owed = duties(folder.office, folder.session, folder.dispute, folder.facts, policies, folder.today)
    wanted = (Duty.RE_REPLY, Duty.REPLY, Duty.PERFORM, Duty.REMEDY)
    return max((one.due.due for one in owed if one.due is not None and one.spec.duty in wanted), default=None)


def _opinion(desk: _Desk) -> DisputeLetter:
    received = desk.folder.facts.last(_K.OPINION_RECEIVED)
    if received is None or received.on is None:
        raise refused("dispute_letter_no_opinion")
    asked = "\n".join(f"{line} | " for line in _lines(str(received.values.get("text", ""))))
    sections = (
        desk.section("opinion_on", "意见书日期", "date", received.on.isoformat()),
        desk.section("items", "整改事项", "lines", asked, "一行一项：意见 | 整改情况"),
        desk.section("measures", "后续措施", "lines", "", "一行一段"),
    )
    said = {one.key: one.text.strip() for one in sections}
    items = tuple(_items(said["items"]))
    in_court = desk.folder.forum is Forum.LITIGATION
    context = OpinionReportContext(
        **_letter(desk),
        opinion="司法建议书" if in_court else "行政复议意见书",
        opinion_number=str(received.values.get("number", "")),
        opinion_on=day_of(said["opinion_on"]) or received.on,
        received_on=received.on,
        items=items or (OpinionItem(asked=f"{OPEN_PLACE}意见】", done=f"{OPEN_PLACE}整改情况】"),),
        measures=_lines(said["measures"]),
        basis=_basis(DocumentKind.OPINION_REPORT, desk.dated_on, None),
    )
    return DisputeLetter(context=context, sections=sections)


def _items(text: str) -> Iterator[OpinionItem]:
    for line in _lines(text):
        asked, done = _parts(line, 2)
        yield OpinionItem(asked=asked or f"{OPEN_PLACE}意见】", done=done or f"{OPEN_PLACE}整改情况】")


def _basis(kind: DocumentKind, on: date, found: Standing | None) -> str:
    """The provisions of the letter; where the catalogue names none, those of the result."""
    period = document_rules()[kind].period_on(on) or document_rules()[kind].present
    citations = period.citations or (dispute_results()[found.result].citations if found is not None else ())
    return cited(citations) or f"{OPEN_PLACE}依据】"


_MAKERS: Final[Mapping[DocumentKind, Callable[[_Desk], DisputeLetter]]] = {
    DocumentKind.RECON_ANSWER: _answer,
    DocumentKind.DEFENCE: _answer,
    DocumentKind.EVIDENCE_LIST: _evidence,
    DocumentKind.POWER_OF_ATTORNEY: _power,
    DocumentKind.REPRESENTATIVE_CERTIFICATE: _certificate,
    DocumentKind.PERFORMANCE_REPORT: _performance,
    DocumentKind.OPINION_REPORT: _opinion,
}

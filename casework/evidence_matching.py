"""Which papers and records prove which kind of evidence (E1 to E20) of an attacked act."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.attacked import Attacked
from casework.evidence_views import NeedPaper
from casework.outcome_rules import event_based, evidence_on_file
from casework.proof_papers import CaseFolder, ProofPaper, sheet_key
from law.terms import DocumentKind, EventKind, Evidence
from templates.wording import chinese_date

__all__ = ["WrittenNote", "evidence_papers", "note_suffices", "on_file", "written_note"]

_K: Final = DocumentKind
_E: Final = EventKind


@dataclass(frozen=True, slots=True)
class _Match:
    """Kinds of documents and sheets, kinds of events with which files came in, and what files are called."""

    kinds: tuple[DocumentKind, ...] = ()
    events: tuple[EventKind, ...] = ()
    words: tuple[str, ...] = ()
    letters: tuple[DocumentKind, ...] = ()  # whose receipts of service belong to it


_MATCHES: Final[Mapping[Evidence, _Match]] = {
    Evidence.SEARCH_RECORD: _Match(
        (_K.SEARCH_RECORD, _K.ASSIST_LETTER), (_E.SEARCH_RECORDED, _E.ASSIST_ANSWERED), ("检索",)
    ),
    Evidence.DUTY_BASIS: _Match(words=("职责", "三定", "机构职能")),
    Evidence.CONSULTATION_RECORD: _Match(
        (_K.THIRD_PARTY_CONSULTATION, _K.CONSULTATION_CONFIRM, _K.OPINION_FORM, _K.THIRD_PARTY_DISCLOSURE_NOTICE),
        (_E.CONSULTATION_SERVED, _E.CONSULTATION_ANSWERED),
        ("征求意见", "意见书"),
        (_K.THIRD_PARTY_CONSULTATION,),
    ),
    Evidence.PUBLIC_INTEREST_NOTE: _Match(words=("公共利益", "利益衡量")),
    Evidence.SECRECY_MARK: _Match(words=("密级", "定密", "保密期限")),
    Evidence.LAW_PROHIBITION: _Match(words=("法律依据", "条款原文", "禁止公开")),
    Evidence.HARM_NOTE: _Match(words=("危害", "风险评估", "主管部门意见")),
    Evidence.NATURE_NOTE: _Match(words=("属性认定", "性质认定")),
    Evidence.SEVERABILITY_NOTE: _Match(words=("区分处理", "遮盖")),
    Evidence.PROVIDED_COPY: _Match(events=(_E.PAGES_COUNTED,), words=("拟提供", "所提供", "遮盖")),
    Evidence.PUBLICATION_PROOF: _Match(words=("公开截图", "网页截图", "网址", "公报", "公开页面")),
    Evidence.CORRECTION_RECORD: _Match(
        (_K.CORRECTION_NOTICE, _K.CORRECTION_FORM), (_E.CORRECTION_RECEIVED,), ("补正",), (_K.CORRECTION_NOTICE,)
    ),
    Evidence.PRIOR_REPLY: _Match(words=("前次", "此前答复", "上次答复")),
    Evidence.VOLUME_STATS: _Match((_K.JUSTIFICATION_NOTICE,), words=("统计",)),
    Evidence.JUSTIFICATION_RECORD: _Match(
        (_K.JUSTIFICATION_NOTICE,), (_E.JUSTIFICATION_RECEIVED,), ("说明理由",), (_K.JUSTIFICATION_NOTICE,)
    ),
    Evidence.FEE_RECORD: _Match((_K.FEE_NOTICE, _K.FEE_CALC), (_E.FEE_PAID,), ("缴费", "收费"), (_K.FEE_NOTICE,)),
    Evidence.FORM_NOTE: _Match(words=("现有形态", "加工")),
    Evidence.SPECIAL_RULE: _Match(words=("特别规定", "办理窗口", "查询办法")),
    Evidence.CONTENT_ANALYSIS: _Match(words=("性质分析", "内容分析")),
    Evidence.WITHDRAWAL_SIGNED: _Match((_K.WITHDRAWAL_CONFIRM,), (_E.WITHDRAWN,), ("撤回",)),
}
# A judgement is a note by its nature; for the others a note says that there was a paper, and the paper is wanted.
_JUDGEMENTS: Final = (
    Evidence.DUTY_BASIS,
    Evidence.PUBLIC_INTEREST_NOTE,
    Evidence.LAW_PROHIBITION,
    Evidence.NATURE_NOTE,
    Evidence.SEVERABILITY_NOTE,
    Evidence.FORM_NOTE,
    Evidence.SPECIAL_RULE,
    Evidence.CONTENT_ANALYSIS,
)
_PROVIDED: Final = ("拟提供信息", "所提供信息")


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """What was written of an evidence when the outcome was decided; ``late``: decided, or entered, after the reply."""

    text: str
    on: date | None
    late: bool


def note_suffices(evidence: Evidence) -> bool:
    """Whether the reasoned note of the decision is itself the evidence."""
    return evidence in _JUDGEMENTS


def written_note(evidence: Evidence, attacked: Attacked) -> WrittenNote | None:
    """The note on an evidence in the decision that counts."""
    decided = attacked.facts.decided
    text = str((decided.payload.get("evidence") or {}).get(evidence.value, "")).strip() if decided is not None else ""
    if decided is None or not text:
        return None
    formed = attacked.formed_on(decided)
    return WrittenNote(text, formed, attacked.too_late(formed))


def on_file(evidence: Evidence, attacked: Attacked) -> bool:
    """Whether the course of the case proves it up to the day of the attacked act; papers judge other evidence."""
    if not event_based(evidence):
        return True
    return evidence_on_file(evidence, attacked.case.state, attacked.since or attacked.case.state.today)


def evidence_papers(evidence: Evidence, folder: CaseFolder) -> Iterator[NeedPaper]:
    """The papers that prove an evidence, in the order of the file; records that came too late say so."""
    match = _MATCHES[evidence]
    letters = {one.document_id for one in folder.attacked.facts.courses_of(*match.letters)}
    for one in folder.papers:
        if _matches(evidence, match, one) or (one.letter_id is not None and one.letter_id in letters):
            yield NeedPaper(
                key=one.key,
                title=f"{one.name} {one.number}".strip(),
                formed_on=one.formed_on,
                late=one.late,
                note=one.late_note or _late_records(evidence, one, folder.attacked),
            )
    yield from _noted(evidence, folder)


def _matches(evidence: Evidence, match: _Match, paper: ProofPaper) -> bool:
    if paper.kind is not None:
        return paper.kind in match.kinds
    if paper.event is not None and paper.event in match.events:
        return True
    if evidence is Evidence.PROVIDED_COPY and (paper.role in _PROVIDED or paper.group == "答复"):
        return True
    said = f"{paper.role} {paper.name}"
    return paper.letter_id is None and any(one in said for one in (*match.words, evidence.label))


def _late_records(evidence: Evidence, paper: ProofPaper, attacked: Attacked) -> str:
    """Of the sheet of searches: which searches came too late to prove anything."""
    if evidence is not Evidence.SEARCH_RECORD or paper.kind is not DocumentKind.SEARCH_RECORD:
        return ""
    late = [
        one for one in attacked.facts.all_of(EventKind.SEARCH_RECORDED) if attacked.too_late(attacked.formed_on(one))
    ]
    days = "、".join(chinese_date(one.on) for one in late if one.on is not None)
    return f"其中{days}的检索登记于答复之后" if days else ""


def _noted(evidence: Evidence, folder: CaseFolder) -> Iterator[NeedPaper]:
    """The approval sheet, where it bears the note."""
    note = written_note(evidence, folder.attacked)
    if note is None or event_based(evidence):
        return
    approval = folder.of_kind(DocumentKind.APPROVAL)
    key = approval[-1].key if approval else sheet_key(DocumentKind.APPROVAL, folder.attacked.request_id)
    if note_suffices(evidence):
        yield NeedPaper(key=key, title="审查呈批单所载的认定", formed_on=note.on, late=note.late)

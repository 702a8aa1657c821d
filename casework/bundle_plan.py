"""The plan of a bundle: which papers of a dispute, in which order, in which volume, and what each proves.

Proposed from the rules of the file of a case; a person moves, renames and leaves out, and says why a paper changes its
volume (复议法第四十七条).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.answer_brief import brief_of
from casework.attacked import local_day
from casework.bundle_sheets import names_in_sheet
from casework.bundle_views import BundleItem, BundleItemDraft, BundlePlanView, BundleSection, PieceOrigin
from casework.course_lines import veiled
from casework.dispute_course import CountedEvent
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.evidence_plan import plan_of
from casework.evidence_views import EvidencePlanView, NeedView
from casework.notice_facts import third_party_names
from casework.office import Office
from casework.proof_papers import CaseFolder, ProofPaper
from casework.refusals import refused
from law.answering import answer_rule
from law.dispute_terms import DisputeEventKind, Forum
from law.terms import DocumentKind, DocumentState, Evidence
from models import Attachment, Blob, Document
from models.text_cleaning import clean_text
from templates.wording import chinese_date

__all__ = ["ANSWER_KEY", "EVIDENCE_LIST_KEY", "bundle_plan", "items_of", "plan_view", "shown_with", "with_choices"]

ANSWER_KEY: Final = "answer"
"""Key of the answer where no letter is on file: it is made with the bundle, as a draft."""
EVIDENCE_LIST_KEY: Final = "evidence_list"
"""Key of the evidence list, which is made with the bundle because it names the pages."""

_SECRET_EVIDENCE: Final = {
    Evidence.SECRECY_MARK: "涉及国家秘密",
    Evidence.HARM_NOTE: "可能危及国家安全、公共安全、社会稳定",
}
# Letters of the agency in the dispute that go with the answer; the answers themselves are told by their names.
_ANSWERS: Final = (DocumentKind.RECON_ANSWER, DocumentKind.DEFENCE)
_WITH_ANSWER: Final = (DocumentKind.POWER_OF_ATTORNEY, DocumentKind.REPRESENTATIVE_CERTIFICATE)
_MADE_ANEW: Final = (
    DocumentKind.EVIDENCE_LIST,
    DocumentKind.BUNDLE_COVER,
    DocumentKind.BUNDLE_INDEX,
    DocumentKind.DISPUTE_PAPER_SLIP,
)


def bundle_plan(office: Office, dispute_id: int, *, today: date) -> BundlePlanView:
    """What the bundle of a dispute would hold, as proposed.

    Raises:
        UserError: ``dispute_unknown``.
    """
    with office.reading() as session:
        return plan_view(dispute_folder(office, session, dispute_id, today))


def plan_view(folder: DisputeFolder) -> BundlePlanView:
    """The plan for a dispute that was read already."""
    plans = tuple(plan_of(folder.session, one, folder.forum) for one in folder.folders)
    rule = answer_rule("restricted", folder.forum)
    brief = brief_of(folder)
    items = items_of(folder, plans)
    return BundlePlanView(
        dispute_id=folder.dispute.id,
        label=_label(folder),
        name=f"应诉卷宗 {_label(folder)}".strip(),
        items=items,
        plans=plans,
        brief=brief,
        restriction=rule.text,
        restriction_citations=rule.citations,
        notes=(*brief.notes, *_notes(items)),
    )


def _label(folder: DisputeFolder) -> str:
    number = folder.facts.case_number
    return " ".join(one for one in (folder.dispute.forum.label, folder.dispute.label, number) if one)


def items_of(folder: DisputeFolder, plans: Sequence[EvidencePlanView]) -> tuple[BundleItem, ...]:
    """The pieces as proposed, in the order of the bundle; the evidence is numbered through."""
    items = [*_received(folder), *_answer(folder), _evidence_list(folder)]
    papers = [one for case, plan in zip(folder.folders, plans, strict=True) for one in _papers(case, plan)]
    seen: dict[str, BundleItem] = {}
    for one in papers:
        seen.setdefault(one.key, one)
    items += sorted(seen.values(), key=lambda one: one.section is BundleSection.OTHER)
    items += _of_reconsideration(folder)
    order = {section: at for at, section in enumerate(BundleSection)}
    return numbered(sorted(items, key=lambda one: order[one.section]))


# The order in which an answer proves: how the request came in, what moved the period, what was found, what was decided.
_ORDER: Final = (
    "申请材料",
    "登记和回执",
    "补正",
    "说明理由",
    "收费",
    "征求意见",
    "延期",
    "检索",
    "保密审查",
    "审批",
    "答复",
    "送达",
    "期限说明",
)
_GROUP_OF_NEED: Final[Mapping[str, str]] = {
    "receipt_proof": "登记和回执",
    "restart_record": "补正",
    "pause_record": "征求意见",
    "extension_record": "延期",
    Evidence.CORRECTION_RECORD: "补正",
    Evidence.JUSTIFICATION_RECORD: "说明理由",
    Evidence.FEE_RECORD: "收费",
    Evidence.CONSULTATION_RECORD: "征求意见",
    Evidence.SEARCH_RECORD: "检索",
    Evidence.PROVIDED_COPY: "答复",
    Evidence.PUBLICATION_PROOF: "答复",
}


def numbered(items: Iterable[BundleItem]) -> tuple[BundleItem, ...]:
    """The pieces with the numbers of the evidence: those that are included, one after the other."""
    found, number = [], 0
    for one in items:
        proves = one.section is BundleSection.EVIDENCE and one.included
        number += proves
        found.append(replace(one, number=number if proves else 0))
    return tuple(found)


def with_choices(items: Sequence[BundleItem], choices: Sequence[BundleItemDraft]) -> tuple[BundleItem, ...]:
    """The pieces as a person decided: in that order, renamed, moved, left out; what was not named follows as proposed.

    Raises:
        UserError: ``bundle_item_unknown``, ``bundle_reason_missing``, ``bundle_formed_late``.
    """
    known = {one.key: one for one in items}
    for at, choice in enumerate(choices):
        if choice.key not in known:
            raise refused("bundle_item_unknown", field=f"items.{at}")
        _check(known[choice.key], choice, at)
    return shown_with(items, choices)


def shown_with(items: Sequence[BundleItem], choices: Sequence[BundleItemDraft]) -> tuple[BundleItem, ...]:
    """As ``with_choices``, for a screen: what is refused later is shown as it was typed, what is gone is left out."""
    by_key = {one.key: one for one in items}
    found = [_chosen(by_key.pop(one.key), one) for one in choices if one.key in by_key]
    rest = [one for one in items if one.key in by_key]
    # Sections keep their order whatever a person does: a paper moves among those of its section.
    order = {section: at for at, section in enumerate(BundleSection)}
    return numbered(sorted((*found, *rest), key=lambda one: order[one.section]))


def _check(item: BundleItem, choice: BundleItemDraft, at: int) -> None:
    moved = choice.restricted is not None and choice.restricted is not item.restricted
    stated = choice.formed_on is not None and choice.formed_on != item.formed_on
    if (moved or stated) and not _words(choice.reason):
        raise refused("bundle_reason_missing", field=f"items.{at}.reason", title=item.title)
    if stated and choice.formed_on is not None and item.formed_on is not None and choice.formed_on > item.formed_on:
        raise refused("bundle_formed_late", field=f"items.{at}.formed_on", day=chinese_date(item.formed_on))


def _chosen(item: BundleItem, choice: BundleItemDraft) -> BundleItem:
    reason = _words(choice.reason)
    changed = replace(item, included=choice.included, title=_words(choice.title) or item.title)
    if choice.restricted is not None and choice.restricted is not item.restricted:
        changed = replace(changed, restricted=choice.restricted, moved=True, why=reason)
    if choice.formed_on is not None and choice.formed_on != item.formed_on:
        said = f"{chinese_date(choice.formed_on)}形成，{_entered(item)}入卷：{reason}"
        changed = replace(changed, formed_on=choice.formed_on, late=False, late_note=said)
    return changed


def _words(text: str) -> str:
    return clean_text(text).text.replace("\n", " ").strip()


def _entered(item: BundleItem) -> str:
    return chinese_date(item.formed_on) if item.formed_on is not None else ""


# ---------------------------------------------------------------------------------------------- papers of the dispute


def _received(folder: DisputeFolder) -> Iterator[BundleItem]:
    """What came in, by day: in the reconsideration before a lawsuit first, then the copy and what followed."""
    session, own = folder.session, folder.dispute.id
    ids = [one for one in (folder.facts.previous_id, own) if one is not None]
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.dispute_id.in_(ids), Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    ).all()
    events = {one.id: one for one in folder.events}
    days = {one.id: _came_on(one, events.get(one.dispute_event_id or 0)) for one in rows}
    for row in sorted(rows, key=lambda one: (one.dispute_id == own, days[one.id], one.id)):
        event = events.get(row.dispute_event_id or 0)
        source = event.kind.label if event is not None and event.kind is not DisputeEventKind.OPENED else ""
        name = row.role or source if row.dispute_id == own else f"复议阶段{row.role}"
        yield _item(
            f"a{row.id}",
            BundleSection.RECEIVED,
            f"{name}：{row.file_name}" if name else row.file_name,
            day=days[row.id],
            file_name=row.file_name,
            sha256=row.sha256,
            size=row.size,
        )


def _came_on(row: Attachment, event: CountedEvent | None) -> date:
    return event.on if event is not None and event.on is not None else local_day(row.added_at)


def _answer(folder: DisputeFolder) -> Iterator[BundleItem]:
    """The answer: the letter that was issued last, else its draft, else the proposal; and what goes with it."""
    letters = _letters(folder.session, folder.dispute.id)
    answers = [one for one in letters if one.kind in _ANSWERS]
    issued = [one for one in answers if one.state is DocumentState.ISSUED]
    drafts = [one for one in answers if one.state not in (DocumentState.ISSUED, DocumentState.VOID)]
    if issued:
        yield _of_letter(issued[-1], folder.session, BundleSection.ANSWER)
    elif drafts:
        yield _of_letter(drafts[-1], folder.session, BundleSection.ANSWER)
    else:
        title = answer_title(folder)
        yield replace(_item(ANSWER_KEY, BundleSection.ANSWER, title), origin=PieceOrigin.DRAFT, day=folder.today)
    for one in letters:
        known = one.kind in (*_ANSWERS, *_MADE_ANEW)
        if one.state is DocumentState.ISSUED and not known:
            with_it = one.kind in _WITH_ANSWER
            yield _of_letter(one, folder.session, BundleSection.ANSWER if with_it else BundleSection.OTHER)


def _of_reconsideration(folder: DisputeFolder) -> Iterator[BundleItem]:
    """The letters of this agency in the reconsideration before a lawsuit."""
    if folder.facts.previous_id is None:
        return
    for one in _letters(folder.session, folder.facts.previous_id):
        if one.state is DocumentState.ISSUED and one.kind not in _MADE_ANEW:
            yield _of_letter(one, folder.session, BundleSection.OTHER)


def answer_title(folder: DisputeFolder) -> str:
    """What the answer is called before this forum."""
    kind = DocumentKind.RECON_ANSWER if folder.forum is Forum.RECONSIDERATION else DocumentKind.DEFENCE
    return kind.label


def _letters(session: Session, dispute_id: int) -> Sequence[Document]:
    return session.scalars(select(Document).where(Document.dispute_id == dispute_id).order_by(Document.id)).all()


def _of_letter(letter: Document, session: Session, section: BundleSection) -> BundleItem:
    issued = letter.state is DocumentState.ISSUED
    size = session.scalar(select(Blob.size).where(Blob.sha256 == letter.content_sha256)) if issued else 0
    return replace(
        _item(
            f"d{letter.id}",
            section,
            letter.title,
            day=letter.issued_on,
            file_name=letter.file_name or f"{letter.title}.docx",
            sha256=letter.content_sha256 or "",
            size=size or 0,
        ),
        document_number=letter.document_number or "",
        origin=PieceOrigin.FROZEN if issued else PieceOrigin.DRAFT,
    )


def _evidence_list(folder: DisputeFolder) -> BundleItem:
    item = _item(EVIDENCE_LIST_KEY, BundleSection.EVIDENCE_LIST, "证据目录", day=folder.today)
    return replace(item, origin=PieceOrigin.PRINTED)


def _item(
    key: str,
    section: BundleSection,
    title: str,
    *,
    day: date | None = None,
    file_name: str = "",
    sha256: str = "",
    size: int = 0,
) -> BundleItem:
    return BundleItem(
        key=key,
        section=section,
        title=title,
        document_number="",
        number=0,
        proves="",
        day=day,
        formed_on=day,
        late=False,
        late_note="",
        restricted=False,
        why="",
        moved=False,
        included=True,
        origin=PieceOrigin.FROZEN,
        request_id=0,
        file_name=file_name,
        sha256=sha256,
        size=size,
    )


# ------------------------------------------------------------------------------------------------ papers of the cases


def _papers(case: CaseFolder, plan: EvidencePlanView) -> Iterator[BundleItem]:
    names = third_party_names(case.attacked.facts)
    proves = _proved_by(plan.needs)
    placed = {one.key: _group(one, proves.get(one.key, ())) for one in case.papers}
    for paper in sorted(case.papers, key=lambda one: (placed[one.key], one.day or date.max)):
        needs = proves.get(paper.key, ())
        why = paper.why or _secret(needs) or names_in_sheet(case, paper, names)
        yield BundleItem(
            key=paper.key,
            section=BundleSection.EVIDENCE if needs else BundleSection.OTHER,
            title=veiled(paper.name, names),
            document_number=paper.number,
            number=0,
            proves="；".join(dict.fromkeys(_proof(one) for one in needs)),
            day=paper.day,
            formed_on=paper.formed_on,
            late=paper.late,
            late_note=paper.late_note,
            restricted=bool(why),
            why=why,
            moved=False,
            included=True,
            origin=PieceOrigin.PRINTED if paper.is_sheet else PieceOrigin.FROZEN,
            request_id=paper.request_id,
            file_name=paper.file_name,
            sha256=paper.sha256,
            size=paper.size,
        )


def _group(paper: ProofPaper, needs: Iterable[NeedView]) -> int:
    """Where a paper stands: under its heading; what was put on file without one, with what it proves."""
    if paper.group in _ORDER:
        return _ORDER.index(paper.group)
    found = [_ORDER.index(_GROUP_OF_NEED.get(one.key, "审批")) for one in needs]
    return min(found, default=len(_ORDER))


def _proved_by(needs: Iterable[NeedView]) -> Mapping[str, tuple[NeedView, ...]]:
    found: dict[str, tuple[NeedView, ...]] = {}
    for need in needs:
        for paper in need.papers:
            found[paper.key] = (*found.get(paper.key, ()), need)
    return found


def _proof(need: NeedView) -> str:
    return _PROOFS.get(need.key, need.label)


# What the evidence list says that a paper of a general need proves; of E1 to E20 the label says it.
_PROOFS: Final = {
    "application": "申请的内容和提出的时间",
    "receipt_proof": "收到申请的日期",
    "restart_record": "答复期限重新起算的事实",
    "pause_record": "征求意见和不计入期限的时间",
    "extension_record": "延长期限经同意并已告知",
    "approval": "答复前的审查和批准",
    "secrecy_review": "公开前已依法审查",
    "attacked_letter": "答复的内容和作出的日期",
    "service_proof": "答复发出和送达的日期",
    "deadline_sheet": "答复期限的逐日计算",
}


def _secret(needs: Iterable[NeedView]) -> str:
    found = (_SECRET_EVIDENCE.get(one.evidence) for one in needs if one.evidence is not None)
    return next((one for one in found if one), "")


def _notes(items: Sequence[BundleItem]) -> Iterator[str]:
    late = [one.title for one in items if one.late and one.section is BundleSection.EVIDENCE]
    if late:
        yield f"{len(late)} 份材料形成或者入卷于答复之后：{'、'.join(late)}"

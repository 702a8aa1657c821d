"""The papers made with a bundle: cover and index of a volume, the evidence list with its pages, the answer in draft."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from casework.agency import agency_view, known_profile
from casework.answer_context import answer_context, dispute_head
from casework.bundle_views import BundleItem, BundlePlanView, PieceOrigin
from casework.dispute_folder import DisputeFolder
from casework.evidence_views import NeedView, ProofState
from casework.letter_templates import rendered
from law.citations import Citation
from templates.bundle_papers import BundlePaper, Column, Listing, Words, paper_bytes
from templates.dispute_contexts import BundleCoverContext, BundleIndexContext, EvidenceListContext
from templates.dispute_parts import EvidenceLine, IndexLine
from templates.engine import LetterContext
from templates.wording import chinese_date

__all__ = [
    "Pages",
    "answer_bytes",
    "check_list_bytes",
    "cover_bytes",
    "evidence_context",
    "evidence_list_bytes",
    "index_bytes",
]

Pages = Mapping[str, tuple[int, int]]
"""First and last page of each piece by its key."""

_UNKNOWN: Final = (188, 199)  # as wide as what will stand there


def _span(pages: Pages | None, key: str) -> tuple[int, int]:
    return _UNKNOWN if pages is None else pages.get(key, (0, 0))


def _told(citations: Iterable[Citation]) -> str:
    return "、".join(dict.fromkeys(one.brief for one in citations))


def _restriction(plan: BundlePlanView) -> str:
    return f"{plan.restriction}（{_told(plan.restriction_citations)}）"


def _made(folder: DisputeFolder, context: LetterContext) -> bytes:
    return rendered(folder.office, folder.session, context.kind, context, folder.today)


# ------------------------------------------------------------------------------------------------------ cover, index


def cover_bytes(folder: DisputeFolder, plan: BundlePlanView, volume: str, count: int, pages: int) -> bytes:
    """应诉卷宗封面 of a volume."""
    numbers = "、".join(dict.fromkeys(one.registration_number for one in plan.brief.acts))
    context = BundleCoverContext(
        head=dispute_head(folder),
        signer=_signer(folder),
        signed_on=folder.today,
        volume=volume,
        acts=tuple(one.line for one in plan.brief.acts),
        registration_numbers=numbers or "—",
        count=count,
        pages=pages,
        restriction=_restriction(plan),
        result=folder.dispute.result.label if folder.dispute.result is not None else "",
        handler=folder.dispute.handler or "",
    )
    return _made(folder, context)


def _signer(folder: DisputeFolder) -> str:
    agency = agency_view(known_profile(folder.session))
    return agency.signer_name or agency.name


def index_bytes(
    folder: DisputeFolder, plan: BundlePlanView, volume: str, items: Sequence[BundleItem], pages: Pages | None
) -> bytes:
    """应诉卷宗目录 of a volume with the pages of every piece."""
    lines = []
    for at, one in enumerate(items, start=1):
        first, last = _span(pages, one.key)
        lines.append(
            IndexLine(
                number=at,
                title=_title(one),
                document_number=one.document_number,
                dated_on=one.day,
                first_page=first,
                last_page=last,
                remark=_remark(one),
            )
        )
    context = BundleIndexContext(
        head=dispute_head(folder),
        signer=_signer(folder),
        signed_on=folder.today,
        volume=volume,
        lines=tuple(lines),
        restriction=_restriction(plan),
    )
    return _made(folder, context)


def _title(one: BundleItem) -> str:
    return f"证据{one.number}　{one.title}" if one.number else one.title


def _remark(one: BundleItem) -> str:
    origin = one.origin.label if one.origin is not PieceOrigin.FROZEN else ""
    late = "答复作出后形成" if one.late else one.late_note
    return "；".join(part for part in (one.why if one.restricted else "", late, origin) if part)


# --------------------------------------------------------------------------------------------------- the evidence list


def evidence_list_bytes(
    folder: DisputeFolder, plan: BundlePlanView, items: Sequence[BundleItem], pages: Pages | None
) -> bytes:
    """证据目录 with the pages of every evidence in its volume; what is missing has no line here."""
    return _made(folder, evidence_context(folder, plan, items, pages))


def evidence_context(
    folder: DisputeFolder, plan: BundlePlanView, items: Sequence[BundleItem], pages: Pages | None
) -> EvidenceListContext:
    """The evidence list as the context of its letter; without ``pages`` the column of pages stays empty."""
    rule = plan.plans[0] if plan.plans else None
    lines = tuple(_evidence_lines(items, pages))
    closed = "；不可查阅的，页码为不可查阅册的页码" if any(not one.viewable for one in lines) else ""
    return EvidenceListContext(
        head=dispute_head(folder),
        signer=_signer(folder),
        signed_on=folder.today,
        lines=lines,
        note=f"{rule.rule}（{_told(rule.rule_citations)}）" if rule is not None else "",
        restriction=f"{_restriction(plan)}{closed}",
        submitter=_signer(folder),
    )


def _evidence_lines(items: Sequence[BundleItem], pages: Pages | None) -> Iterator[EvidenceLine]:
    for one in items:
        if not one.number:
            continue
        first, last = _span(pages, one.key)
        yield EvidenceLine(
            number=one.number,
            name=f"{one.title}　{one.document_number}".strip("　"),
            proves=one.proves or "—",
            pages="" if not first else str(first) if first == last else f"{first}–{last}",
            viewable=not one.restricted,
            why=one.why if one.restricted else "",
            made_on=one.formed_on or one.day,
            source=one.late_note if one.late_note and not one.late else one.origin.label,
            after_reply=one.late,
        )


def check_list_bytes(plan: BundlePlanView, today: date) -> bytes:
    """证据核对单: what has to be proved and how far it is on file, for the office alone; what is missing in red."""
    parts: list[Words | Listing] = [
        Words(text=f"{plan.label}　{chinese_date(today)}核对。内部使用，不提交。", style="SheetNote")
    ]
    columns = (
        Column(head="事项", share=20),
        Column(head="应有内容", share=30),
        Column(head="在卷材料", share=28),
        Column(head="情况", share=14),
        Column(head="通常结果", share=26),
    )
    for one in plan.plans:
        rows = tuple(_need_row(need) for need in one.needs)
        states = (ProofState.MISSING, ProofState.LATE)
        red = frozenset(at for at, need in enumerate(one.needs) if need.state in states)
        parts += [Words(text=one.line, style="SheetHeading"), Listing(columns=columns, rows=rows, red=red)]
    parts += [Words(text=f"{note}。", style="SheetNote") for note in plan.notes]
    return paper_bytes(BundlePaper(title="证据核对单", parts=tuple(parts)))


def _need_row(need: NeedView) -> tuple[str, ...]:
    papers = "\n".join(f"{one.title}{'（答复后）' if one.late else ''}" for one in need.papers)
    state = "【缺】" if need.state is ProofState.MISSING else need.state.label
    said = state if not need.remark else f"{state}：{need.remark}"
    name = f"{need.code} {need.label}".strip()
    return (name, need.content, papers or "—", said, "" if need.met else need.consequence)


# -------------------------------------------------------------------------------------------------------- the answer


def answer_bytes(folder: DisputeFolder, plan: BundlePlanView, items: Sequence[BundleItem]) -> bytes:
    """The answer as proposed, a draft: places in 【 】 are left for a person."""
    numbers = [str(one.number) for one in items if one.number and not one.late]
    pointed = f"以上事实有证据{'、'.join(numbers)}证明，见证据目录。" if numbers else ""
    return _made(folder, answer_context(folder, plan.brief, evidence=pointed))

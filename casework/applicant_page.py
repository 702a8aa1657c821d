"""申请人: one applicant with the pieces of a month, their prices, and who may be the same applicant."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from casework.applicant_family import SamenessDecision, decisions_on, family_ids
from casework.applicants import applicant_view, maybe_same
from casework.date_wording import month_day
from casework.fee_counting import MonthRow, PieceMonth, months_of, piece_month
from casework.fee_figures import month_text, policy_sentences
from casework.fee_views import ApplicantPageView, MonthRowView, MonthView, SamenessView
from casework.masking import mask_identity, mask_phone
from casework.office import Office, PolicyBook
from casework.refusals import basis_text, refused
from casework.views import FindingView
from fees.grounds import why
from fees.wording import yuan
from law.terms import FeeMethod, FeeStatus, Sameness
from models import Agent, Applicant, Request, SubmissionApplicant
from models.search_grams import phone_key

__all__ = ["applicant_page", "month_view"]

_MOST_OTHERS: Final = 20


def applicant_page(office: Office, applicant_id: int, *, today: date, month: date | None = None) -> ApplicantPageView:
    """The page of an applicant.

    Args:
        office: the office.
        applicant_id: one of the entries of the register that are this applicant.
        today: the day of the question.
        month: a day of the month to show; the latest one with a request if not given.

    Raises:
        UserError: ``applicant_unknown``.
    """
    with office.reading() as session:
        row = session.get(Applicant, applicant_id)
        if row is None:
            raise refused("applicant_unknown", field="applicant")
        family = family_ids(session, (applicant_id,))
        months = months_of(session, family)
        shown = month or next(iter(months), today)
        book = office.policy_book(session)
        counted = piece_month(book, session, family, shown)
        names = session.scalars(select(Applicant.name).where(Applicant.id.in_(family)).order_by(Applicant.id))
        total, still_open = _numbers(session, family)
        return ApplicantPageView(
            applicant=applicant_view(row),
            names=tuple(dict.fromkeys(names)),
            total_requests=total,
            open_requests=still_open,
            month=month_view(counted),
            months=tuple(months.items()),
            others=tuple(_others(book, session, row, family, shown)),
            may_merge=book.on(today).text("fee_merge_agents") == "manual",
        )


def _numbers(session: Session, family: Collection[int]) -> tuple[int, int]:
    letters = select(SubmissionApplicant.submission_id).where(SubmissionApplicant.applicant_id.in_(family))
    of_family = Request.submission_id.in_(letters)
    total = session.scalar(select(func.count()).select_from(Request).where(of_family)) or 0
    still_open = session.scalar(select(func.count()).select_from(Request).where(of_family, Request.closed_on.is_(None)))
    return total, still_open or 0


def month_view(counted: PieceMonth) -> MonthView:
    """A counted month as the client shows it."""
    count = counted.count
    price = yuan(count.next_fen) if count is not None and count.next_fen else "不收费"
    return MonthView(
        month=counted.month,
        title=month_text(counted.month),
        rows=tuple(_row(one) for one in counted.rows),
        occupied=count.occupied if count is not None else 0,
        total=yuan(count.fen) if count is not None else "—",
        next_ordinal=count.next_ordinal if count is not None else 1,
        next_price=price if count is not None else "—",
        next_fen=count.next_fen if count is not None else 0,
        summary=_summary(counted, price),
        findings=tuple(_findings(counted)),
        policies=policy_sentences(counted.policies, (FeeMethod.BY_PIECE,)),
    )


def _summary(counted: PieceMonth, price: str) -> str:
    if counted.count is None:
        return "信息处理费管理办法施行前，不计件、不收费。"
    count = counted.count
    return f"已计 {count.occupied} 件，按件计收合计{yuan(count.fen)}；下一件为第 {count.next_ordinal} 件，{price}。"


def _row(one: MonthRow) -> MonthRowView:
    counted = one.counted
    first, last = counted.first, counted.last
    ordinals = "—" if first is None else f"第 {first} 件" if first == last else f"第 {first}–{last} 件"
    fee = ""
    if one.fee_status is not FeeStatus.NONE:
        method = one.fee_method.label if one.fee_method is not None else ""
        amount = yuan(one.fee_fen) if one.fee_fen is not None else ""
        fee = f"{one.fee_status.label}（{method}{amount}）" if method or amount else one.fee_status.label
    return MonthRowView(
        request_id=one.request_id,
        registration_number=one.registration_number,
        title=one.title,
        counted_on=counted.pieces.counted_on,
        ordinals=ordinals,
        price=yuan(counted.assessment.fen) if counted.assessment.fen else "0元",
        state_text=one.outcome.label if one.outcome is not None else one.status.label,
        fee_text=fee,
        remark=counted.remark or (f"拆为 {counted.pieces.pieces} 件" if counted.pieces.pieces > 1 else ""),
    )


def _findings(counted: PieceMonth) -> list[FindingView]:
    """Hints before anything is charged: reasons first, and that the number alone proves nothing."""
    count = counted.count
    if count is None or count.occupied <= count.free:
        return []
    over = count.occupied - count.free
    sentence = (
        f"本月超出 {count.free} 件的有 {over} 件。收费前可以先要求申请人说明理由；"
        "数量、频次是否明显超过合理范围由人判断，并写明理由。"
    )
    return [
        FindingView(
            code="ask_reasons_first", level="hint", sentence=sentence, basis=basis_text(why("ask_reasons_first"))
        )
    ]


# -------------------------------------------------------------------------------------------------- who may be the same


def _others(
    book: PolicyBook, session: Session, row: Applicant, family: Sequence[int], month: date
) -> list[SamenessView]:
    """Other entries that are, or may be, this applicant: the family itself, suggestions, and what was decided."""
    decided = decisions_on(session, family)
    why_of: dict[int, tuple[str, bool]] = {}
    for one in family:
        if one != row.id:
            why_of[one] = ("证件号相同" if _same_number(session, row, one) else "经认定为同一申请人", True)
    for entry, said in maybe_same(session, row):
        why_of.setdefault(entry.id, (said, False))
    for agent_id, said in _agents(session, family):
        why_of.setdefault(agent_id, (said, False))
    for pair in decided:
        for other in set(pair) - set(family):
            why_of.setdefault(other, ("曾作认定", False))
    ids = tuple(why_of)[:_MOST_OTHERS]
    entries = {one.id: one for one in session.scalars(select(Applicant).where(Applicant.id.in_(ids)))}
    return [
        _same_view(book, session, entries[one], why_of[one], _decision(decided, family, one), month)
        for one in ids
        if one in entries
    ]


def _same_number(session: Session, row: Applicant, other: int) -> bool:
    entry = session.get(Applicant, other)
    return entry is not None and row.identity_key is not None and entry.identity_key == row.identity_key


def _agents(session: Session, family: Collection[int]) -> list[tuple[int, str]]:
    """Entries of people who acted for this applicant, or for whom this applicant acted: only hinted at."""
    letters = select(SubmissionApplicant.submission_id).where(SubmissionApplicant.applicant_id.in_(family))
    acting = session.execute(
        select(Agent.identity_key, Agent.phone).where(Agent.submission_id.in_(letters)).distinct().limit(_MOST_OTHERS)
    ).all()
    conditions = [Applicant.identity_key == one.identity_key for one in acting if one.identity_key]
    conditions += [Applicant.phone_key == key for one in acting if (key := phone_key(one.phone or ""))]
    if not conditions:
        return []
    found = session.scalars(
        select(Applicant.id).where(or_(*conditions), Applicant.id.not_in(family)).limit(_MOST_OTHERS)
    )
    return [(one, "曾任其代理人") for one in found]


def _decision(
    decided: Mapping[tuple[int, int], SamenessDecision], family: Collection[int], other: int
) -> SamenessDecision | None:
    pairs = [one for pair, one in decided.items() if other in pair and (set(pair) & set(family))]
    return max(pairs, key=_when) if pairs else None


def _when(one: SamenessDecision) -> str:
    return one.recorded_at.isoformat()


def _same_view(
    book: PolicyBook,
    session: Session,
    entry: Applicant,
    reason: tuple[str, bool],
    decision: SamenessDecision | None,
    month: date,
) -> SamenessView:
    theirs = family_ids(session, (entry.id,))
    counted = piece_month(book, session, theirs, month)
    total, _ = _numbers(session, theirs)
    told = ""
    if decision is not None:
        day = decision.recorded_at.astimezone().date()
        told = f"{decision.recorded_by} {month_day(day, day)}定：{decision.decision.label}（{decision.reason}）"
    kind: Sameness | None = decision.decision if decision is not None else None
    return SamenessView(
        applicant_id=entry.id,
        name=entry.name,
        identity_masked=mask_identity(entry.identity_number),
        phone_masked=mask_phone(entry.phone),
        why=reason[0],
        certain=reason[0] == "证件号相同",
        requests=total,
        this_month=counted.count.occupied if counted.count is not None else 0,
        decision=kind,
        decided_text=told,
    )

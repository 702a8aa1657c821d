"""What a letter being registered would count as in its month, and what its pieces would cost (管理办法第四条)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from casework.drafts import RegistrationDraft
from casework.fee_counting import fee_policies, piece_month
from casework.fee_figures import ordinal_text
from casework.office import Office
from casework.refusals import basis_text
from casework.views import FindingView, IntakeFeeView
from fees.grounds import why
from fees.pieces import split_fee
from fees.wording import yuan
from law.terms import Confidence, RequestKind

__all__ = ["intake_fee"]


def intake_fee(
    office: Office,
    session: Session,
    draft: RegistrationDraft,
    family: Sequence[int],
    received: date | None,
    today: date,
) -> IntakeFeeView | None:
    """The ordinals and the price by piece; ``None`` while the receipt is open or for what is not counted.

    Args:
        office: the office.
        session: a reading session.
        draft: the letter as typed so far.
        family: entries of the register that are this applicant.
        received: day of receipt.
        today: day of registration.
    """
    if received is None or draft.kind is not RequestKind.DISCLOSURE:
        return None
    book = office.policy_book(session)
    by_receipt = fee_policies(book, received).text("fee_month_basis") == "received_on"
    day = received if by_receipt else today
    month = piece_month(book, session, family, day)
    if month.count is None:
        return None
    pieces = max(1, len(draft.items))
    first = month.count.next_ordinal
    priced = split_fee(first - 1, pieces, day, month.policies)
    ordinals = (first, first + pieces - 1)
    return IntakeFeeView(
        ordinals=ordinals,
        text=ordinal_text(month.month, ordinals),
        price=yuan(priced.fen) if priced.fen else "不收费",
        fen=priced.fen,
        lines=tuple(one.sentence for one in priced.steps),
        findings=tuple(_findings(priced.fen, any(one.confidence is Confidence.DERIVED for one in priced.charged))),
    )


def _findings(fen: int, doubtful: bool) -> list[FindingView]:
    if not fen:
        return []
    found = [
        FindingView(
            code="ask_reasons_first",
            level="hint",
            sentence="收费前可以先要求申请人说明理由；是否明显超过合理范围由人判断。",
            basis=basis_text(why("ask_reasons_first")),
        )
    ]
    if doubtful:
        sentence = "这一档的单价各地读法不一，按本机关口径计算。"
        basis = basis_text(why("band_reading"))
        found.append(FindingView(code="band_reading", level="hint", sentence=sentence, basis=basis))
    return found

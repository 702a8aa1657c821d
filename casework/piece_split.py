"""拆分计件: a request that holds several things counts as several pieces of the month (管理办法第四条)."""

from datetime import date, datetime

from casework.act_case import changed, check_day, enter, words
from casework.fee_drafts import PiecesSplitDraft
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind
from models.text_cleaning import clean_text

__all__ = ["split_pieces"]


def split_pieces(office: Office, draft: PiecesSplitDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record into which smallest reasonable units a request is split for counting; a later split replaces it.

    The request stays one request with one reply; only its ordinals of the month change, and with them those behind it.

    Raises:
        UserError: fewer than two units, no reason, an impossible day.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.SPLIT_PIECES)
        before = case.state.facts.last(EventKind.PIECES_SPLIT)
        check_day(draft.on, case, "拆分日期", not_before=before.on if before is not None else None)
        items = tuple(text for one in draft.items if (text := clean_text(one).text.strip()))
        if len(items) < 2:
            raise refused("pieces_too_few", field="items")
        reason = words(draft.reason, "pieces_reason_missing", "reason")
        payload = {"pieces": len(items), "items": items, "reason": reason}
        work.record(case.request, EventKind.PIECES_SPLIT, draft.on, payload)
        return changed(work, case, Act.SPLIT_PIECES, f"按 {len(items)} 件计件")

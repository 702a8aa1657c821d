"""Open disputes follow a changed calendar in the transaction that changes it."""

from datetime import date

from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_ids, dispute_rows
from casework.drafts import LocalHolidayDraft
from casework.integrity import check
from casework.local_days import remove_local_holiday, set_local_holiday
from law.dispute_terms import DisputeEventKind
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import not_existing, opened, record


def _next(desk: Desk) -> date | None:
    ids = dispute_ids(desk.office, DisputeFilter(), today=desk.today)
    return dispute_rows(desk.office, ids, today=desk.today)[0].next_due_on


def test_a_local_holiday_moves_the_day_of_the_answer(desk: Desk) -> None:
    request_id, document_id = not_existing(desk)
    dispute = opened(desk.on(4, 13), request_id, document_id)
    record(desk, dispute, DisputeEventKind.COPY_RECEIVED, procedure="simple")
    assert _next(desk) == date(2026, 4, 20)
    holiday = LocalHolidayDraft(on=date(2026, 4, 16), working=False, name="县庆", document_number="临政办〔2026〕1号")
    now = {"now": desk.how["now"], "actor": "王敏"}
    set_local_holiday(desk.office, holiday, **now)
    assert _next(desk) == date(2026, 4, 21)
    assert check(desk.office).differences == ()
    remove_local_holiday(desk.office, date(2026, 4, 16))
    assert _next(desk) == date(2026, 4, 20)

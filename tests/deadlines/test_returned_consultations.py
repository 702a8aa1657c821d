"""A letter of consultation that the post brought back stops the clock no longer (条例第三十三条第三款)."""

from datetime import date

from deadlines.calendar import standard_calendar
from deadlines.history import CaseHistory, Consultation, Receipt
from deadlines.reply_clock import ReplyClock, reply_clock
from law.policies import PolicySet
from law.terms import Channel, ClockStatus, ConsultationKind

RECEIPT = Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 2))


def clock(today: date, returned: date | None = None, served: date | None = None) -> ReplyClock:
    asked = Consultation(
        ref="甲", kind=ConsultationKind.THIRD_PARTY, sent=date(2026, 3, 4), returned=returned, served=served
    )
    return reply_clock(CaseHistory.of(RECEIPT, asked), standard_calendar(), PolicySet.default(), today)


def test_an_unserved_letter_stops_the_clock_until_today() -> None:
    found = clock(date(2026, 4, 30))
    assert found.status is ClockStatus.PAUSED
    assert found.due is not None
    assert found.due.due > date(2026, 4, 30)


def test_a_returned_letter_stops_it_until_it_came_back() -> None:
    found = clock(date(2026, 4, 30), returned=date(2026, 3, 9))
    assert found.status is ClockStatus.RUNNING
    assert found.due is not None
    # Three working days lie between the dispatch and the return: 5, 6 and 9 March.
    assert found.due.due == date(2026, 4, 2)
    (pause,) = found.pauses
    assert pause.ended
    assert "3月9日退回" in pause.label


def test_service_after_all_counts_instead_of_the_return() -> None:
    served = clock(date(2026, 4, 30), returned=date(2026, 3, 9), served=date(2026, 3, 10))
    assert served.pauses[0].end == date(2026, 3, 31)

"""What the reply clock answers; it is computed in ``deadlines.reply_clock``."""

from dataclasses import dataclass
from datetime import date

from deadlines.extension import ExtensionFinding
from deadlines.history import ReplyOrdered
from deadlines.pauses import Pause, StoppedSpan
from deadlines.receipt import ReceiptFinding
from deadlines.steps import Deadline, Finding
from deadlines.timeliness import Timeliness
from law.terms import ClockBase, ClockStatus

__all__ = ["ReplyClock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyClock:
    """Everything the clock of one request says.

    Attributes:
        received: how the day of receipt was found.
        base: day from whose next day the period counts; ``None`` while receipt is not confirmed.
        base_kind: what happened on that day.
        first_due: end of the first period, stopped days left out.
        due: end of the period with a valid extension or deferral. While a correction or a payment is awaited it is
            the former date and does not run (see ``status``); with an open consultation it assumes that the other side
            stays silent to the last day.
        extension: whether the extension counts.
        pauses: stops of the clock in order.
        paused: whether the clock stands still on ``today``.
        waiting_until: the day until which somebody else may act (correction, payment, opinion).
        if_answered_today: ``due`` if what is awaited came in today.
        correction_notice_due: last day for the correction notice.
        correction_deadline: day set for the applicant's correction.
        fee_pay_due: last day to pay.
        conservative_due: the earliest date under the other readings of the law, if earlier than ``due``.
        status: state of the clock.
        warnings: what to tell the clerk.
        timeliness: whether the reply was made in time, once it left.
        stopped: the days that do not count, for the day-by-day table.
        order: the decision that ordered the reply; its term is the clock then, and ``pauses`` stop nothing.
    """

    received: ReceiptFinding
    base: date | None
    base_kind: ClockBase
    first_due: Deadline | None
    due: Deadline | None
    extension: ExtensionFinding | None
    pauses: tuple[Pause, ...]
    paused: bool
    waiting_until: date | None
    if_answered_today: Deadline | None
    correction_notice_due: Deadline | None
    correction_deadline: date | None
    fee_pay_due: Deadline | None
    conservative_due: Deadline | None
    status: ClockStatus
    warnings: tuple[Finding, ...]
    timeliness: Timeliness | None
    stopped: tuple[StoppedSpan, ...]
    order: ReplyOrdered | None = None

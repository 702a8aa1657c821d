"""From one row of a ledger to the events that it dates; nothing that the row does not date becomes an event.

A stage without a day (延期“是”, a supplement nobody dated) is told in a note and reckoned nowhere. The letters of a
ledger lie in an old file: their events name no document, the event of the issue stands for the letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from casework.unit_of_work import json_ready
from law.terms import Channel, ConsultationKind, DocumentKind, EventKind, Outcome, ServiceMethod
from models.text_cleaning import clean_text
from reports.ledger_rows import LedgerValue

__all__ = ["LedgerCourse", "LedgerEvent", "channel_of", "course_of_row", "day_in", "outcome_in", "text_in"]

Values = Mapping[str, LedgerValue]

# The ledger says on which day it came in; by whichever of its days the channel counts, it is this one.
_DAYS_OF_CHANNEL: Final[Mapping[Channel, tuple[str, ...]]] = {
    Channel.IN_PERSON: ("submitted",),
    Channel.ORAL: ("submitted",),
    Channel.MAIL_SIGNED: ("signed",),
    Channel.MAIL_SIGNED_OTHER_UNIT: ("signed", "office_confirmed"),
    Channel.ORDINARY_MAIL: ("confirmed",),
    Channel.WEB: ("submitted", "confirmed"),
    Channel.EMAIL: ("system_received", "confirmed"),
    Channel.FAX: ("arrived", "confirmed"),
}
# Where the words of a ledger say how the reply reached the applicant; what is handed over arrives at once.
_WAYS: Final = (
    (("邮寄", "EMS", "挂号", "快递", "信函", "邮政"), ServiceMethod.POST),
    (("当面", "现场", "自取", "领取", "窗口"), ServiceMethod.COUNTER),
    (("直接",), ServiceMethod.DIRECT),
    (("电子", "网上", "邮箱", "邮件", "平台", "短信", "传真"), ServiceMethod.ELECTRONIC),
)
_AT_ONCE: Final = (ServiceMethod.COUNTER, ServiceMethod.DIRECT, ServiceMethod.ELECTRONIC)
_AGENCIES: Final = ("局", "委员会", "政府", "厅", "办公室", "法院", "检察院")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """An event to be; ``id`` and the ids in the payload count from 1 within the case until they are stored."""

    id: int
    kind: EventKind
    on: date | None
    payload: Mapping[str, Any]
    recorded_at: datetime
    recorded_by: str
    corrects_id: int | None = None
    document_id: int | None = None

    @property
    def seq(self) -> int:
        """The place within the case."""
        return self.id


@dataclass(slots=True)
class LedgerCourse:
    """The events of one row in the order of entry, and what had to stay a note."""

    recorded_at: datetime
    recorded_by: str
    events: list[LedgerEvent] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, kind: EventKind, on: date | None, /, **payload: object) -> int:
        """Append an event; returns its id within the case."""
        at = len(self.events) + 1
        said = json_ready({key: one for key, one in payload.items() if one not in (None, "")} | {"ledger": True})
        self.events.append(
            LedgerEvent(
                id=at, kind=kind, on=on, payload=said, recorded_at=self.recorded_at, recorded_by=self.recorded_by
            )
        )
        return at


def text_in(values: Values, name: str) -> str:
    """A text of the row on one line, cleaned; empty if the row has none."""
    found = values.get(name)
    if isinstance(found, tuple):
        found = "、".join(found)
    if found is None or isinstance(found, bool):
        return ""
    return " ".join(clean_text(str(found)).text.split())


def day_in(values: Values, name: str) -> date | None:
    """A day of the row."""
    found = values.get(name)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else None


def outcome_in(values: Values) -> Outcome | None:
    """The outcome, where the row or somebody has decided on one."""
    found = text_in(values, "outcome_id")
    return Outcome(found) if found else None


def channel_of(values: Values) -> tuple[Channel, str]:
    """How the request came in, and a note where the ledger does not say it."""
    said = text_in(values, "channel")
    if said == "mail":
        return Channel.MAIL_SIGNED, "台账只写信函，按挂号（EMS）记入"
    if not said:
        return Channel.IN_PERSON, "台账没有写申请方式，按当面提交记入"
    return Channel(said), ""


def course_of_row(
    values: Values, source: Mapping[str, object], *, today: date, recorded_at: datetime, recorded_by: str
) -> LedgerCourse:
    """The events of a row.

    Args:
        values: normalised values; the day of receipt is among them.
        source: file, sheet and row, kept with the registration.
        today: the day of the import: that of the registration where the ledger tells none.
        recorded_at: instant of entry, aware UTC.
        recorded_by: who takes the ledger in.

    Raises:
        ValueError: the row has no day of receipt.
    """
    received = day_in(values, "received_date")
    if received is None:
        raise ValueError("a row without a day of receipt cannot be taken in")
    course = LedgerCourse(recorded_at=recorded_at, recorded_by=recorded_by)
    course.add(EventKind.REGISTERED, day_in(values, "registered_date") or today, source=dict(source))
    _receipt(course, values, received)
    _correction(course, values)
    _consultation(course, values)
    _extension(course, values)
    _fee(course, values)
    _end(course, values)
    return course


def _receipt(course: LedgerCourse, values: Values, received: date) -> None:
    channel, note = channel_of(values)
    days: dict[str, object] = dict.fromkeys(_DAYS_OF_CHANNEL[channel], received)
    arrived = day_in(values, "submitted_or_arrived")
    if channel is Channel.ORDINARY_MAIL and arrived is not None and arrived <= received:
        days["arrived"] = arrived
    course.add(EventKind.RECEIVED, received, channel=channel, **days)
    if note:
        course.notes.append(note)


def _correction(course: LedgerCourse, values: Values) -> None:
    asked, answered = day_in(values, "correction_date"), day_in(values, "corrected_received")
    if asked is None:
        if answered is not None:
            course.notes.append(f"台账写{answered:%Y-%m-%d}收到补正，没有写告知补正的日期，不计入期限")
        return
    course.add(EventKind.CORRECTION_REQUESTED, asked, sent=asked)
    replied = day_in(values, "reply_date")
    if answered is not None:
        course.add(EventKind.CORRECTION_RECEIVED, answered, complete=True)
    elif outcome_in(values) is Outcome.ABANDONED_NO_CORRECTION and replied is not None:
        course.add(EventKind.CORRECTION_LAPSED, replied)


def _consultation(course: LedgerCourse, values: Values) -> None:
    sent, back = day_in(values, "consult_sent"), day_in(values, "consult_back")
    party = text_in(values, "consult_party")
    if sent is None:
        if back is not None or party:
            course.notes.append(f"台账写有征求意见（{party or '未写对象'}），没有写发出日期，不停算期限")
        return
    kind = ConsultationKind.AGENCY if party.endswith(_AGENCIES) else ConsultationKind.THIRD_PARTY
    asked = course.add(EventKind.CONSULTATION_SENT, sent, kind=kind, party=party, sent=sent)
    if back is not None:
        course.add(EventKind.CONSULTATION_ANSWERED, back, consultation_event_id=asked)


def _extension(course: LedgerCourse, values: Values) -> None:
    told, days = day_in(values, "extension_date"), values.get("extension_workdays")
    if told is not None and isinstance(days, int) and days > 0:
        given = course.add(EventKind.EXTENSION_APPROVED, told, days=days)
        course.add(EventKind.EXTENSION_NOTIFIED, told, extension_event_id=given)
        return
    until = day_in(values, "extension_until_written")
    if told is not None or until is not None or values.get("extended") is True:
        end = f"，延至{until:%Y-%m-%d}" if until is not None else ""
        missing = "延长的天数" if told is not None else "告知延期的日期"
        course.notes.append(f"台账写有延期{end}，没有写{missing}，不计入期限")


def _fee(course: LedgerCourse, values: Values) -> None:
    noticed, paid = day_in(values, "fee_notice_date"), day_in(values, "fee_paid_date")
    fen = values.get("fee")
    fen = fen if isinstance(fen, int) and not isinstance(fen, bool) and fen > 0 else None
    if noticed is None:
        if fen is not None or paid is not None:
            amount = f"{fen / 100:.2f}元" if fen is not None else "信息处理费"
            course.notes.append(f"台账写收费{amount}，没有写收费通知的日期，不计入收费和期限")
        return
    course.add(EventKind.FEE_NOTICED, noticed, sent=noticed, served=noticed, fen=fen)
    replied = day_in(values, "reply_date")
    if paid is not None:
        course.add(EventKind.FEE_PAID, paid, fen=fen)
    elif outcome_in(values) is Outcome.ABANDONED_NO_PAYMENT and replied is not None:
        course.add(EventKind.FEE_LAPSED, replied)


def _end(course: LedgerCourse, values: Values) -> None:
    """The reply, its service and the end of the case; without a day of reply the case stays open."""
    outcome, replied = outcome_in(values), day_in(values, "reply_date")
    number, words = text_in(values, "reply_no"), text_in(values, "outcome")
    if replied is None:
        if outcome is not None or number:
            label = outcome.label if outcome is not None else f"文号{number}"
            course.notes.append(f"台账写有{label}，没有写答复日期，按未答复记入")
        return
    kind = DocumentKind.OUTCOME_LETTER
    if outcome is Outcome.WITHDRAWN:
        kind = DocumentKind.WITHDRAWAL_CONFIRM
        course.add(EventKind.WITHDRAWN, replied, how="见台账")
    elif outcome is not None:
        course.add(EventKind.OUTCOME_DECIDED, replied, outcome=outcome, variant="", facts={}, words=words)
    else:
        course.notes.append("台账没有写明处理结果，已记答复日期，结果待定")
    served = _letter(course, values, kind, replied, number)
    course.add(EventKind.CLOSED, served or replied, reason="台账记载已答复")


def _letter(course: LedgerCourse, values: Values, kind: DocumentKind, replied: date, number: str) -> date | None:
    """The reply itself; returns the day of its service where that is told."""
    issued = course.add(EventKind.DOCUMENT_ISSUED, replied, document_kind=kind, document_number=number, elsewhere=True)
    way = _way(text_in(values, "delivery") or text_in(values, "delivery_proof"))
    course.add(EventKind.DOCUMENT_DISPATCHED, replied, letter_event_id=issued, method=way)
    served = day_in(values, "delivery_date") or (replied if way in _AT_ONCE else None)
    if served is None or served < replied:
        return None
    proof = text_in(values, "delivery_proof") or "台账所记"
    course.add(EventKind.DOCUMENT_SERVED, served, letter_event_id=issued, proof=proof)
    return served


def _way(words: str) -> ServiceMethod | None:
    if not words:
        return None
    # 电子邮件 is no letter by post.
    found = (way for signs, way in _WAYS if any(one in words.replace("电子邮件", "电子") for one in signs))
    return next(found, None)

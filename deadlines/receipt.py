"""The day on which a request counts as received (条例第三十一条).

Neither the day of registration nor that of acceptance or of the acknowledgement slip matters. Where statute and letters
of the General Office differ, the agency's policy decides and the other readings are shown as alternatives.
"""

from dataclasses import dataclass
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.grounds import why
from deadlines.history import Receipt
from deadlines.steps import Finding, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.policies import PolicySet
from law.terms import Channel, RequestStatus

__all__ = ["ReceiptFinding", "receipt_date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFinding:
    """When the request counts as received.

    Attributes:
        received: the day of receipt, ``None`` while it is not fixed.
        status: ``AWAITING_CONFIRMATION`` while it is not fixed, else ``None``.
        warnings: what to tell the clerk.
        steps: the reason for the day.
        conservative: the earliest day that another reading would take, if earlier or if there is none yet.
        alternatives: other readings with their days.
    """

    received: date | None
    status: RequestStatus | None
    warnings: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    conservative: date | None = None
    alternatives: tuple[tuple[str, date], ...] = ()


@dataclass(slots=True)
class _Reading:
    """What a channel's rule found: the day, how it is worded, the other readings and the warnings."""

    on: date | None
    wording: str
    ground: str
    warnings: tuple[Finding, ...] = ()
    others: tuple[tuple[str, date | None], ...] = ()


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _mutual(policies: PolicySet, key: str) -> bool:
    """Whether the agency waits for the confirmation of both sides, as the article says literally."""
    return policies.text("receipt_rules") == "regulation_only" or policies.text(key) == "mutual_confirm"


def _in_person(receipt: Receipt, _policies: PolicySet) -> _Reading:
    return _Reading(receipt.submitted, "当面提交", "receipt_in_person")


def _oral(receipt: Receipt, _policies: PolicySet) -> _Reading:
    signed = _latest(receipt.submitted, receipt.signed, receipt.confirmed)
    return _Reading(signed, "口头申请代填并签认", "receipt_oral")


def _mail_signed(receipt: Receipt, _policies: PolicySet) -> _Reading:
    return _Reading(receipt.signed or receipt.arrived, "邮件签收", "receipt_mail_signed")


def _other_unit(receipt: Receipt, policies: PolicySet) -> _Reading:
    confirmed = receipt.office_confirmed or receipt.confirmed
    warning = Finding(
        "not_addressed_to_office",
        "邮件寄给领导个人或业务科室，按签收日起算；曾有按确认日起算的口径，请核对。",
        why("receipt_mail_signed_other_unit"),
    )
    signed = receipt.signed or receipt.arrived
    others = (("签收日", signed), ("确认日（函复旧口径）", confirmed))
    by_confirmation = policies.text("misdirected_mail_basis") == "office_confirmed"
    wording = "公开工作机构确认" if by_confirmation else "邮件签收"
    on = confirmed if by_confirmation else signed
    return _Reading(on, wording, "receipt_mail_signed_other_unit", (warning,), others)


def _ordinary_mail(receipt: Receipt, policies: PolicySet) -> _Reading:
    arrived, confirmed = receipt.arrived, receipt.confirmed
    ground = "receipt_ordinary_mail"
    warnings: tuple[Finding, ...] = ()
    if confirmed is None or (arrived is not None and confirmed != arrived):
        sentence = "平信应当在到件当日与申请人确认；联系不上的，登记联系凭证，并按到件日保守掌握期限。"
        warnings = (Finding("ordinary_mail_must_confirm_same_day", sentence, why(ground)),)
    others = (("确认日", confirmed), ("到件日（保守）", arrived))
    if policies.text("ordinary_mail_unreachable") == "arrived" and arrived is not None:
        return _Reading(arrived, "平信到件", ground, warnings, others)
    return _Reading(confirmed, "与申请人确认收到平信", ground, warnings, others)


def _web(receipt: Receipt, policies: PolicySet) -> _Reading:
    shown = receipt.submitted or receipt.system_received
    confirmed = receipt.confirmed or receipt.staff_ack
    others = (("提交成功日", shown), ("双方确认日", confirmed))
    mutual = receipt.guide_exception or _mutual(policies, "web_receipt_basis")
    if mutual:
        return _Reading(confirmed, "双方确认收到网上申请", "receipt_web", (), others)
    return _Reading(shown, "系统显示提交成功", "receipt_web", (), others)


def _email(receipt: Receipt, policies: PolicySet) -> _Reading:
    received = receipt.system_received or receipt.arrived or receipt.submitted
    confirmed = receipt.confirmed or receipt.staff_ack
    ground = "receipt_email"
    warnings: tuple[Finding, ...] = ()
    if received != confirmed:
        sentence = "电子邮件的收到日，条例以双方确认之日为准，函复以系统接收日为准；取较早的一日。"
        warnings = (Finding("email_date_basis_conflict", sentence, why(ground)),)
    others = (("系统接收日", received), ("双方确认日", confirmed))
    if _mutual(policies, "email_receipt_basis"):
        return _Reading(confirmed, "双方确认收到电子邮件", ground, warnings, others)
    days = [day for day in (received, confirmed) if day is not None]
    return _Reading(min(days, default=None), "邮件系统接收", ground, warnings, others)


def _fax(receipt: Receipt, _policies: PolicySet) -> _Reading:
    arrived = receipt.arrived or receipt.system_received or receipt.submitted
    others = (("双方确认日", receipt.confirmed), ("传真到达日（保守）", arrived))
    return _Reading(receipt.confirmed, "双方确认收到传真", "receipt_fax", (), others)


_RULES = {
    Channel.IN_PERSON: _in_person,
    Channel.ORAL: _oral,
    Channel.MAIL_SIGNED: _mail_signed,
    Channel.MAIL_SIGNED_OTHER_UNIT: _other_unit,
    Channel.ORDINARY_MAIL: _ordinary_mail,
    Channel.WEB: _web,
    Channel.EMAIL: _email,
    Channel.FAX: _fax,
}


def receipt_date(receipt: Receipt, policies: PolicySet, calendar: WorkingCalendar) -> ReceiptFinding:
    """The day of receipt by channel.

    Args:
        receipt: the dates of the channel; those that do not matter for it are ignored.
        policies: the agency's choices where the law is silent.
        calendar: only asked under the reading that receipt on a day off counts on the next working day.
    """
    reading = _RULES[receipt.channel](receipt, policies)
    if reading.on is None:
        return _unconfirmed(reading)
    received, steps = _settle(reading.on, reading, policies, calendar)
    others = tuple((label, day) for label, day in reading.others if day is not None and day != received)
    earlier = [day for _, day in others if day < received]
    if reading.on < received:
        earlier.append(reading.on)
        others = (*others, ("实际收到日", reading.on))
    return ReceiptFinding(
        received=received,
        status=None,
        warnings=reading.warnings,
        steps=steps,
        conservative=min(earlier, default=None),
        alternatives=others,
    )


def _unconfirmed(reading: _Reading) -> ReceiptFinding:
    """Nothing fixes the day yet: no period runs, but the case must not be forgotten."""
    sentence = "收到日尚未确认，答复期限还没有起算；请尽快与申请人确认并登记凭证。"
    waiting = Finding("awaiting_confirmation", sentence, why(reading.ground))
    others = tuple((label, day) for label, day in reading.others if day is not None)
    return ReceiptFinding(
        received=None,
        status=RequestStatus.AWAITING_CONFIRMATION,
        warnings=(*reading.warnings, waiting),
        conservative=min((day for _, day in others), default=None),
        alternatives=others,
    )


def _settle(
    actual: date, reading: _Reading, policies: PolicySet, calendar: WorkingCalendar
) -> tuple[date, tuple[Step, ...]]:
    """The day of receipt and its step, moved off days off if the agency reads the law so."""
    sentence = f"{full_date(actual)}{reading.wording}，为收到日。"
    step = Step(StepKind.START, 0, StepUnit.DAYS, actual, actual, sentence, why(reading.ground))
    if policies.text("offday_receipt_basis") != "next_workday":
        return actual, (step,)
    received = calendar.roll(actual)
    if received == actual:
        return actual, (step,)
    sentence = f"{full_date(actual)}不是工作日，按本机关口径视为{full_date(received)}收到。"
    moved = Step(
        StepKind.ROLL, (received - actual).days, StepUnit.DAYS, actual, received, sentence, why("receipt_offday")
    )
    return received, (step, moved)

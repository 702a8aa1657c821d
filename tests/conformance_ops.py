"""Operations of the vectors around the reply to a request: each turns an input into calls of the public functions."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from deadlines.calendar import WorkingCalendar, standard_calendar
from deadlines.clock_base import correction_notice_due, fee_pay_due
from deadlines.extension import check_extension_days
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    CorrectionReceived,
    Deferral,
    Extension,
    Fact,
    FeeNotice,
    FeePaid,
    JustificationNotice,
    JustificationReceived,
    Receipt,
    ReplyDispatch,
    Withdrawal,
)
from deadlines.pauses import consultation_due
from deadlines.periods import period_workdays
from deadlines.receipt import receipt_date
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.statutory_dates import ReportingBody, annual_report_due, proactive_publish_due
from deadlines.timeliness import timeliness
from law.annual_rows import annual_rows
from law.notices import holiday_notices
from law.outcomes import outcome_rules
from law.policies import PolicySet
from law.terms import Channel, ClockStatus, ConsultationKind, Outcome, ServiceMethod

Input = Mapping[str, Any]
Answer = dict[str, Any]
Operation = Callable[[Input], Answer]

POLICIES = PolicySet.default()
KIND = {
    "third_party": ConsultationKind.THIRD_PARTY,
    "co_maker": ConsultationKind.CO_MAKER,
    "agency": ConsultationKind.AGENCY,
    "other_agency": ConsultationKind.AGENCY,
}


def day(given: Input, *names: str) -> date | None:
    """The first of several keys that holds a date; a time behind the date is cut off."""
    for name in names:
        value = given.get(name)
        if isinstance(value, str):
            return date.fromisoformat(value[:10])
    return None


def required(given: Input, *names: str) -> date:
    """As :func:`day`, for a date that must be there."""
    found = day(given, *names)
    if found is None:
        raise KeyError(f"none of {names}")
    return found


def text(on: date | None) -> str | None:
    """A date as the vectors write it."""
    return on.isoformat() if on is not None else None


def bucket(outcome: Outcome) -> str:
    """The row of table three as the vectors name it: group and number."""
    key = outcome_rules()[outcome].annual_row
    group = re.sub(r"^（[^）]*）", "", annual_rows()[key].group)
    return f"{group}{key.rsplit('_', 1)[-1]}"


# ---------------------------------------------------------------------------------------------------------- receipt


def receipt_op(given: Input) -> Answer:
    receipt = Receipt(
        channel=Channel(given["channel"]),
        submitted=day(given, "submitted_ok", "submitted", "sent"),
        signed=day(given, "signed", "applicant_signed"),
        arrived=day(given, "arrived", "received_by_machine"),
        confirmed=day(given, "confirmed", "mutual_confirmed"),
        system_received=day(given, "system_received", "server_received"),
        staff_ack=day(given, "staff_ack"),
        office_confirmed=day(given, "office_confirmed"),
        guide_exception=bool(given.get("guide_exception", False)),
    )
    found = receipt_date(receipt, POLICIES, standard_calendar())
    return {
        "received": text(found.received),
        "status": found.status.value if found.status else None,
        "warn": [one.code for one in found.warnings if one.code != "awaiting_confirmation"],
        "conservative": text(found.conservative),
    }


def add_workdays_op(given: Input) -> Answer:
    due = period_workdays(required(given, "start"), int(given["n"]), standard_calendar())
    return {"date": text(due.due), "due": text(due.due), "provisional": due.provisional}


# ------------------------------------------------------------------------------------------------------------ reply


def history_of(given: Input) -> CaseHistory:
    """The facts of a ``reply_due`` vector."""
    received = required(given, "received")
    facts: list[Fact] = [Receipt(channel=Channel.IN_PERSON, submitted=received)]
    facts += _correction_facts(given)
    facts += _extension_facts(given)
    facts += _fee_facts(given)
    facts += _other_facts(given)
    for number, one in enumerate(given.get("consultations") or ()):
        facts.append(_consultation(one, number))
    return CaseHistory.from_facts(facts)


def _correction_facts(given: Input) -> list[Fact]:
    facts: list[Fact] = []
    sent = day(given, "correction_notice_sent", "correction_sent")
    if sent is not None:
        deadline = day(given, "correction_deadline")
        served = day(given, "correction_notice_served")
        facts.append(CorrectionNotice(sent=sent, served=served, deadline=deadline))
    second = day(given, "second_correction_notice_sent")
    if second is not None:
        facts.append(CorrectionNotice(sent=second))
    received = given.get("correction_received")
    for one in received if isinstance(received, list) else [received]:
        if one is not None:
            complete = bool(given.get("correction_complete", True))
            facts.append(CorrectionReceived(on=date.fromisoformat(str(one)[:10]), complete=complete))
    return facts


def _extension_facts(given: Input) -> list[Fact]:
    days = given.get("extension_workdays")
    if not days:
        return []
    received = required(given, "received")
    check_extension_days(int(days), received)
    notified = day(given, "extension_notice_sent", "extension_notified")
    approved = day(given, "extension_approved_on", "extension_approved_at")
    by_head = given.get("extension_approved_by_head", given.get("extension_approved", True))
    if approved is None and by_head:
        approved = notified if isinstance(by_head, bool) else date.fromisoformat(by_head[:10])
    return [Extension(days=int(days), approved_on=approved, notified_on=notified)]


def _fee_facts(given: Input) -> list[Fact]:
    facts: list[Fact] = []
    sent = day(given, "fee_notice_sent", "fee_notice")
    if sent is not None:
        facts.append(FeeNotice(sent=sent, served=day(given, "fee_notice_received", "fee_notice_served")))
    paid = day(given, "fee_paid")
    if paid is not None:
        facts.append(FeePaid(on=paid, complete=bool(given.get("fee_paid_complete", True))))
    return facts


def _other_facts(given: Input) -> list[Fact]:
    facts: list[Fact] = []
    asked = day(given, "justification_notice_sent", "justification_sent")
    if asked is not None:
        facts.append(JustificationNotice(sent=asked))
    reasons = day(given, "justification_received")
    if reasons is not None:
        facts.append(JustificationReceived(on=reasons))
    until = day(given, "deferred_until", "delay_until")
    if until is not None:
        facts.append(Deferral(until=until, notified_on=day(given, "deferral_notified", "delay_notice_sent")))
    withdrawn = day(given, "withdrawn")
    if withdrawn is not None:
        facts.append(Withdrawal(on=withdrawn))
    return facts


def _consultation(one: Input, number: int) -> Consultation:
    name = str(one.get("kind", "third_party"))
    kind = KIND.get(name) or ConsultationKind(name)
    return Consultation(
        ref=str(one.get("party", one.get("ref", number))),
        kind=kind,
        sent=required(one, "sent"),
        served=day(one, "served", "delivered"),
        reply_by=day(one, "reply_by", "deadline"),
        answered=day(one, "ended", "answered", "replied", "received", "returned"),
        proof=bool(one.get("proof", True)),
    )


def reply_due_op(given: Input) -> Answer:
    days = given.get("workdays")
    history = history_of(given)
    clock = reply_clock(
        history, standard_calendar(), POLICIES, day(given, "today"), reply_days=int(days) if days else None
    )
    return {**_clock_answer(clock), **_unclear(given, history)}


def _unclear(given: Input, history: CaseHistory) -> Answer:
    """A correction may be asked for once; what stays unclear after it has a row of its own."""
    answer: Answer = {"second_correction_allowed": not history.all_of(CorrectionNotice)}
    if given.get("still_unclear"):
        answer["annual_report_bucket"] = bucket(Outcome.UNCLEAR_AFTER_CORRECTION)
    return answer


def _clock_answer(clock: ReplyClock) -> Answer:
    waiting = clock.status in (ClockStatus.AWAITING_CORRECTION, ClockStatus.AWAITING_PAYMENT)
    due = clock.due
    missing = due is not None and due.provisional and not waiting
    return {
        "first_due": text(clock.first_due.due) if clock.first_due else None,
        "due": text(due.due) if due and not waiting and not missing else None,
        "estimate": text(due.due) if due and missing else None,
        "due_estimate": text(due.due) if due and missing else None,
        "clock_base": clock.base_kind.value,
        "clock_base_date": text(clock.base),
        "extension_valid": clock.extension.valid if clock.extension else False,
        "warn": [one.code for one in clock.warnings],
        "status": "calendar_missing" if missing else clock.status.value,
        "missing_year": due.missing_year if due else None,
        "conservative_due": text(clock.conservative_due.due) if clock.conservative_due else None,
        "correction_notice_due": text(clock.correction_notice_due.due) if clock.correction_notice_due else None,
        "fee_pay_due": text(clock.fee_pay_due.due) if clock.fee_pay_due else None,
        "waiting_until": text(clock.waiting_until),
    }


def correction_notice_due_op(given: Input) -> Answer:
    return {"due": text(correction_notice_due(required(given, "received"), standard_calendar()).due)}


def correction_overdue_op(given: Input) -> Answer:
    clock = reply_clock(history_of(given), standard_calendar(), POLICIES, required(given, "today"))
    answer: Answer = {"status": clock.status.value}
    if clock.status is ClockStatus.DEEMED_ABANDONED:
        answer["annual_report_bucket"] = bucket(Outcome.ABANDONED_NO_CORRECTION)
    return answer


# ------------------------------------------------------------------------------------------------------ consultation


SILENCE = {
    ConsultationKind.THIRD_PARTY: "neither_agree_nor_refuse",
    ConsultationKind.CO_MAKER: "agree",
    ConsultationKind.AGENCY: "no_legal_effect",
}


def _consultation_due(given: Input, kind: ConsultationKind) -> date:
    served = required(given, "served", "received", "notice_received")
    asked = Consultation(ref="", kind=kind, sent=day(given, "sent") or served, served=served)
    found = consultation_due(asked, standard_calendar(), POLICIES)
    if found is None:
        raise KeyError("served")
    return found.due


def third_party_due_op(given: Input) -> Answer:
    kind = ConsultationKind.THIRD_PARTY
    return {"due": text(_consultation_due(given, kind)), "silence_means": SILENCE[kind]}


def co_maker_due_op(given: Input) -> Answer:
    kind = ConsultationKind.CO_MAKER
    return {"due": text(_consultation_due(given, kind)), "silence_means": SILENCE[kind]}


def third_party_silence_op(given: Input) -> Answer:
    due = _consultation_due(given, ConsultationKind.THIRD_PARTY)
    replied = day(given, "replied", "answered")
    if replied is not None and replied <= due:
        return {"status": "answered", "due": text(due)}
    late = (replied or required(given, "today")) > due
    return {
        "status": "overdue_agency_decides" if late else "awaiting_opinion",
        "silence_means": SILENCE[ConsultationKind.THIRD_PARTY],
        "due": text(due),
    }


# --------------------------------------------------------------------------------------------------------------- fee


def fee_pay_due_op(given: Input) -> Answer:
    return {"due": text(fee_pay_due(required(given, "notice_received", "served"), standard_calendar()).due)}


def fee_notice_due_op(given: Input) -> Answer:
    due = reply_due_op(given)["due"]
    return {"latest_notice": due, "due": due}


def fee_overdue_op(given: Input) -> Answer:
    served = required(given, "notice_received", "served")
    received = day(given, "received") or served
    facts: list[Fact] = [
        Receipt(channel=Channel.IN_PERSON, submitted=received),
        FeeNotice(sent=day(given, "notice_sent") or served, served=served),
    ]
    paid = day(given, "fee_paid")
    if paid is not None:
        facts.append(FeePaid(on=paid))
    clock = reply_clock(CaseHistory.from_facts(facts), standard_calendar(), POLICIES, required(given, "today"))
    answer: Answer = {"status": clock.status.value, "due": text(clock.fee_pay_due.due) if clock.fee_pay_due else None}
    if clock.status is ClockStatus.DEEMED_ABANDONED:
        answer["annual_report_bucket"] = bucket(Outcome.ABANDONED_NO_PAYMENT)
    return answer


# ------------------------------------------------------------------------------------------------------------ others


def timeliness_op(given: Input) -> Answer:
    received = day(given, "received")
    due = day(given, "due")
    calendar = standard_calendar()
    if due is None and received is not None:
        due = date.fromisoformat(reply_due_op(given)["due"])
    if due is None:
        raise KeyError("due")
    name = str(given.get("method", "post"))
    courier = name in ("courier", "express", "private_courier", "express_courier") or bool(given.get("courier"))
    reply = ReplyDispatch(
        method=ServiceMethod.POST if courier else ServiceMethod(name),
        issued_on=day(given, "decided"),
        dispatched=day(given, "dispatched", "sent"),
        delivered=day(given, "delivered", "signed", "served", "arrived"),
        notice_on=day(given, "notice_on", "published", "announced"),
        courier=courier,
    )
    found = timeliness(reply, due, calendar, POLICIES)
    used = None
    if received is not None and found.effective_date is not None:
        used = calendar.workdays_between(received, found.effective_date)
    return {
        "due": text(due),
        "on_time": found.on_time,
        "workdays_late": found.workdays_late,
        "effective_date": text(found.effective_date),
        "warn": [one.code for one in found.warnings],
        "used_workdays": used,
    }


def proactive_publish_due_op(given: Input) -> Answer:
    formed = required(given, "formed", "changed", "decided")
    return {"due": text(proactive_publish_due(formed, standard_calendar()).due)}


def annual_report_due_op(given: Input) -> Answer:
    body = ReportingBody(given["body"])
    return {"due": text(annual_report_due(int(given["year"]), body, standard_calendar(), POLICIES).due)}


def calendar_guard_op(given: Input) -> Answer:
    through = day(given, "calendar_loaded_through")
    loaded = (one for one in holiday_notices() if through is None or one.year <= through.year)
    calendar = WorkingCalendar.build(loaded)
    days = given.get("workdays")
    due = reply_clock(history_of(given), calendar, POLICIES, reply_days=int(days) if days else None).due
    if due is None or not due.provisional:
        return {"status": "running", "due": text(due.due) if due else None, "provisional": False}
    estimate = bool(given.get("allow_estimate") or given.get("estimate") or given.get("mode") == "estimate")
    return {
        "status": "estimate" if estimate else "calendar_missing",
        "missing_year": due.missing_year,
        "must_not_return_silently": due.provisional,
        "provisional": due.provisional,
        "due": text(due.due) if estimate else None,
        "estimate": text(due.due),
        "due_estimate": text(due.due),
    }


OPERATIONS: Mapping[str, Operation] = {
    "receipt_date": receipt_op,
    "add_workdays": add_workdays_op,
    "reply_due": reply_due_op,
    "correction_notice_due": correction_notice_due_op,
    "correction_overdue": correction_overdue_op,
    "third_party_due": third_party_due_op,
    "co_maker_due": co_maker_due_op,
    "third_party_silence": third_party_silence_op,
    "fee_pay_due": fee_pay_due_op,
    "fee_notice_due": fee_notice_due_op,
    "fee_overdue": fee_overdue_op,
    "timeliness": timeliness_op,
    "proactive_publish_due": proactive_publish_due_op,
    "annual_report_due": annual_report_due_op,
    "calendar_guard": calendar_guard_op,
}

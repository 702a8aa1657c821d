"""Operations of the vectors around reconsideration, litigation and periods in general."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from deadlines.calendar import standard_calendar
from deadlines.grounds import parameter_on
from deadlines.periods import period_days, period_months, period_workdays, period_workdays_before, period_years
from deadlines.review_periods import (
    Procedure,
    ReviewCase,
    answer_to_review,
    decision_clock,
    hearing_notice_due,
    posted_in_time,
    recon_answer_due,
    remake_due,
    review_due,
)
from deadlines.steps import Deadline
from tests.conformance_ops import POLICIES, Answer, Input, Operation, day, required, text

PROCEDURE = {"simple": Procedure.SIMPLE, "summary": Procedure.SIMPLE, "简易": Procedure.SIMPLE}

REMEDY = {
    "reconsideration_60d": "recon_apply_days",
    "rc_apply": "recon_apply_days",
    "reconsideration_1y_uninformed": "recon_apply_max_years",
    "reconsideration_1y": "recon_apply_max_years",
    "rc_apply_max": "recon_apply_max_years",
    "reconsideration_60d_nonreply": "recon_apply_nonreply_days",
    "rc_apply_nonreply": "recon_apply_nonreply_days",
    "litigation_6m": "sue_direct_months",
    "sue_direct": "sue_direct_months",
    "litigation_6m_nonreply": "sue_nonreply_months",
    "sue_nonreply": "sue_nonreply_months",
    "litigation_15d_after_recon": "sue_after_recon_days",
    "sue_after_rc": "sue_after_recon_days",
    "litigation_15d_recon_timeout": "sue_recon_timeout_days",
    "litigation_15d_after_recon_timeout": "sue_recon_timeout_days",
    "sue_rc_timeout": "sue_recon_timeout_days",
    "litigation_1y_uninformed": "sue_uninformed_max_years",
    "sue_uninformed": "sue_uninformed_max_years",
    "reconsideration_5y_cap": "recon_cap_years",
    "reconsideration_20y_cap": "recon_cap_real_estate_years",
    "litigation_5y_cap": "sue_cap_years",
    "sue_cap": "sue_cap_years",
    "appeal_15d": "litig_appeal_judgment_days",
    "appeal_judgment_15d": "litig_appeal_judgment_days",
    "appeal_10d": "litig_appeal_ruling_days",
    "appeal_ruling_10d": "litig_appeal_ruling_days",
    "retrial_6m": "litig_retrial_months",
}


def procedure_of(given: Input) -> Procedure:
    """The procedure, in English or Chinese; ordinary if the vector names none."""
    name = str(given.get("procedure", "ordinary"))
    return PROCEDURE.get(name.removesuffix("程序"), Procedure.ORDINARY)


def deadline(found: Deadline) -> Answer:
    """A deadline with the names that the vectors use for its parts."""
    raw = text(found.unrolled or found.due)
    return {
        "due": text(found.due),
        "raw": raw,
        "unrolled": raw,
        "provisional": found.provisional,
        "missing_year": found.missing_year,
    }


def period(kind: str, start: date, n: int) -> Deadline:
    """A period of n days, working days, months or years."""
    calendar = standard_calendar()
    if kind == "wd":
        return period_workdays(start, n, calendar)
    if kind == "m":
        return period_months(start, n, calendar)
    if kind == "y":
        return period_years(start, n, calendar)
    return period_days(start, n, calendar)


def remedy_due_op(given: Input) -> Answer:
    kind = str(given["kind"])
    start = required(given, "served", "known", "start", "due", "decided", "received")
    if kind in REMEDY:
        return deadline(review_due(REMEDY[kind], start, standard_calendar(), POLICIES))
    named = re.search(r"_(\d+)(wd|d|m|y)(?:_|$)", kind)
    if named is None:
        raise KeyError(kind)
    return deadline(period(named.group(2), start, int(named.group(1))))


def recon_answer_due_op(given: Input) -> Answer:
    start = required(given, "copy_received", "received")
    return deadline(recon_answer_due(start, procedure_of(given), standard_calendar(), POLICIES))


def litigation_answer_due_op(given: Input) -> Answer:
    start = required(given, "copy_received", "received")
    return deadline(review_due("litig_defence_days", start, standard_calendar(), POLICIES))


def period_op(kind: str) -> Operation:
    """The operation of one kind of period."""

    def run(given: Input) -> Answer:
        return deadline(period(kind, required(given, "start"), int(given["n"])))

    return run


def period_workdays_before_op(given: Input) -> Answer:
    found = period_workdays_before(required(given, "start", "event", "hearing"), int(given["n"]), standard_calendar())
    return deadline(found)


# ------------------------------------------------------------------------------------------------------ scenarios


def review_scenario_op(given: Input) -> Answer:
    answer: Answer = {}
    if "deadline" in given:
        posted = required(given, "posted", "arrived")
        answer["late"] = not posted_in_time(required(given, "deadline"), posted)
    if "copy_received" in given:
        answer |= _answer(given)
    if "accepted" in given:
        answer |= _decision(given)
    if {"decision_received", "revoked_received", "result_served"} & set(given):
        answer |= _remake(given)
    if "application_received" in given and "accepted" not in given:
        answer |= _acceptance(given)
    for key, (parameter, names) in _SINGLE.items():
        if key in given:
            due = review_due(parameter, required(given, key), standard_calendar(), POLICIES)
            answer |= dict.fromkeys(("due", *names), text(due.due))
    if {"hearing", "hearing_on"} & set(given):
        due = hearing_notice_due(required(given, "hearing", "hearing_on"), standard_calendar(), POLICIES)
        answer |= dict.fromkeys(("due", "notice_due", "hearing_notice_due"), text(due.due))
    return answer


# One day that starts one period; the names under which a vector may ask for its end.
_SINGLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "opinion_received": ("recon_opinion_days", ("report_due", "opinion_due")),
    "complaint_received": ("litig_defence_days", ("defence_due",)),
    "judgment_received": ("litig_appeal_judgment_days", ("appeal_due",)),
    "judgment_served": ("litig_appeal_judgment_days", ("appeal_due",)),
    "ruling_received": ("litig_appeal_ruling_days", ("appeal_due",)),
    "ruling_served": ("litig_appeal_ruling_days", ("appeal_due",)),
    "recon_decision_served": ("sue_after_recon_days", ("sue_due",)),
    "recon_period_ended": ("sue_recon_timeout_days", ("sue_due",)),
}


def _answer(given: Input) -> Answer:
    answered = day(given, "posted", "replied", "answered")
    found = answer_to_review(
        required(given, "copy_received"),
        procedure_of(given),
        answered,
        standard_calendar(),
        POLICIES,
        day(given, "today"),
    )
    return {"due": text(found.due.due), "late": found.late, "effect": found.consequence}


def _decision(given: Input) -> Answer:
    case = ReviewCase(
        accepted=required(given, "accepted"),
        procedure=procedure_of(given),
        converted_on=day(given, "converted", "converted_on", "converted_to_ordinary"),
        extension_days=_extension_days(given),
        suspended=day(given, "suspended"),
        resumed=day(given, "resumed"),
        pauses=tuple(
            (date.fromisoformat(one["from"]), date.fromisoformat(one["to"]) if one.get("to") else None)
            for one in given.get("suspensions", ())
        ),
    )
    clock = decision_clock(case, standard_calendar(), POLICIES)
    due = text(clock.due.due) if clock.due else None
    answer: Answer = {
        "base_due": text(clock.base_due.due),
        "base_unrolled": text(clock.base_due.unrolled),
        "pause_days": clock.pause_days,
        "due": due,
        "decision_due": due,
        "due_after_resume": due,
        "due_after_extension": due,
        "extended_due": due,
        "due_after_conversion": due,
        "unrolled": text(clock.due.unrolled) if clock.due else None,
        "may_terminate_on": text(clock.may_end_on),
    }
    today = day(given, "today")
    if today is not None and clock.may_end_on is not None:
        answer["may_terminate"] = today >= clock.may_end_on
    decided = day(given, "decided", "decision")
    if decided is not None and clock.due is not None:
        answer["late"] = decided > clock.due.due
    return answer


def _extension_days(given: Input) -> int:
    """Days of an extension; a vector that only says that there was one means the full length."""
    value: Any = given.get("extension_days", given.get("extended_days", given.get("extension", given.get("extended"))))
    if value is True:
        return parameter_on("recon_decide_extension_days", required(given, "accepted")).value
    return int(value) if value else 0


def _remake(given: Input) -> Answer:
    served = required(given, "decision_received", "revoked_received", "result_served")
    set_days = given.get("set_workdays")
    found = remake_due(served, standard_calendar(), POLICIES, int(set_days) if set_days else None)
    return {"due": text(found.due), "remake_due": text(found.due), "new_reply_due": text(found.due)}


def _acceptance(given: Input) -> Answer:
    """Silence of the reviewing body to the last day of its examination counts as acceptance on that day."""
    due = review_due("recon_accept_days", required(given, "application_received"), standard_calendar(), POLICIES)
    decided = day(given, "decided", "accept_decided")
    deemed = decided is None or decided > due.due
    return {
        "due": text(due.due),
        "deemed_accepted": deemed,
        "accepted": text(due.due if deemed else decided),
        "accepted_on": text(due.due if deemed else decided),
        "day_after": text(due.due + timedelta(days=1)),
    }


REVIEW_OPERATIONS: Mapping[str, Operation] = {
    "remedy_due": remedy_due_op,
    "recon_answer_due": recon_answer_due_op,
    "litigation_answer_due": litigation_answer_due_op,
    "period_days": period_op("d"),
    "period_workdays": period_op("wd"),
    "period_months": period_op("m"),
    "period_years": period_op("y"),
    "period_workdays_before": period_workdays_before_op,
    "review_scenario": review_scenario_op,
}

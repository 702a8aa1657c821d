"""The day on which a reply counts as made, and whether that was in time.

The date in the letter never decides; the way of service does (国办公开办函〔2016〕235号).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from deadlines.calendar import WorkingCalendar
from deadlines.grounds import parameter_on, why
from deadlines.history import ReplyDispatch
from deadlines.steps import Finding, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.citations import Citation
from law.policies import PolicySet
from law.terms import ServiceMethod

__all__ = ["Timeliness", "effect_grounds", "not_judged", "reply_effective_on", "timeliness"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """Whether a reply was made in time.

    Attributes:
        effective_date: day on which it counts as made; ``None`` while the proof of service is missing.
        on_time: whether that is not later than the due date; ``None`` while not known, or where the law sets no day.
        workdays_late: working days after the due date, 0 if in time.
        warnings: what to tell.
        steps: the reason.
    """

    effective_date: date | None
    on_time: bool | None
    workdays_late: int
    warnings: tuple[Finding, ...]
    steps: tuple[Step, ...]


_GROUND = {
    ServiceMethod.POST: "service_post",
    ServiceMethod.DIRECT: "service_signed",
    ServiceMethod.ENTRUSTED: "service_signed",
    ServiceMethod.ELECTRONIC: "service_electronic",
    ServiceMethod.COUNTER: "service_counter",
    ServiceMethod.LIEN: "service_lien",
    ServiceMethod.NOTICE: "service_notice",
}
_EVENT = {
    ServiceMethod.POST: "交邮",
    ServiceMethod.DIRECT: "签收",
    ServiceMethod.ENTRUSTED: "签收",
    ServiceMethod.ELECTRONIC: "发出",
    ServiceMethod.COUNTER: "当场交付",
    ServiceMethod.LIEN: "留置",
    ServiceMethod.NOTICE: "公告期满",
}


def effect_grounds(method: ServiceMethod) -> tuple[Citation, ...]:
    """The articles by which a way of service fixes the day on which a reply counts as made."""
    return why(_GROUND[method])


def reply_effective_on(reply: ReplyDispatch, policies: PolicySet) -> date | None:
    """The day on which the reply counts as made, by the way of service.

    Returned mail that is sent again keeps its first dispatch, unless the policy ``returned_mail_basis`` says otherwise.
    A public notice takes effect thirty days after it was published.

    Raises:
        RuleGap: no law in force for a public notice on that day.
    """
    method = reply.method
    if method is ServiceMethod.POST:
        # Only the postal service proves the day of posting; what a courier carries counts when it is signed for.
        return (reply.delivered or reply.dispatched) if reply.courier else _posted(reply, policies)
    if method is ServiceMethod.ELECTRONIC:
        arrived = policies.text("ereply_effective_basis") == "arrived"
        return reply.delivered if arrived else reply.dispatched or reply.delivered
    if method is ServiceMethod.NOTICE:
        published = reply.notice_on or reply.dispatched
        if published is None:
            return None
        return published + timedelta(days=parameter_on("notice_service_days", published).value)
    return reply.delivered or (reply.dispatched if method is ServiceMethod.COUNTER else None)


def _posted(reply: ReplyDispatch, policies: PolicySet) -> date | None:
    if policies.text("returned_mail_basis") == "last_dispatch":
        return reply.redispatched or reply.dispatched
    return reply.dispatched


def timeliness(reply: ReplyDispatch, due: date, calendar: WorkingCalendar, policies: PolicySet) -> Timeliness:
    """Judge a reply against its due date.

    Args:
        reply: how the reply went out.
        due: last day of the reply period.
        calendar: counts the working days of delay.
        policies: ``ereply_effective_basis``, ``returned_mail_basis``.
    """
    warnings = _warnings(reply, due)
    effective = reply_effective_on(reply, policies)
    if effective is None:
        sentence = "送达凭证未登记，答复作出日待凭证。"
        waiting = Finding("service_not_proven", sentence, why(_GROUND[reply.method]))
        return Timeliness(effective_date=None, on_time=None, workdays_late=0, warnings=(*warnings, waiting), steps=())
    late = max(0, calendar.workdays_between(due, effective)) if effective > due else 0
    on_time = effective <= due
    words = "在期限内" if on_time else f"晚于期限{full_date(due)}，逾期{late}个工作日"
    sentence = f"{full_date(effective)}{_EVENT[reply.method]}，为答复作出日，{words}。"
    step = Step(StepKind.START, 0, StepUnit.DAYS, effective, effective, sentence, why(_GROUND[reply.method]))
    return Timeliness(effective_date=effective, on_time=on_time, workdays_late=late, warnings=warnings, steps=(step,))


def not_judged(late: Timeliness, awaited: str, citations: tuple[Citation, ...]) -> Timeliness:
    """What a letter is that tells an applicant that the request counts as given up, sent after the former due date.

    While the applicant's act was awaited the period did not run (for a fee by the policy ``fee_clock_between``); for
    this letter the law sets no day (条例第三十条, 管理办法第六条). It is neither in time nor late.

    Args:
        late: the letter judged against the former due date.
        awaited: what was awaited, in words: 补正、缴费（本机关口径）.
        citations: the articles by which the request counts as given up.
    """
    if late.effective_date is None:
        return late
    sentence = (
        f"{full_date(late.effective_date)}告知不再处理：等待{awaited}期间期限不计，期满视为放弃申请；"
        "法律没有规定告知不再处理的期限，不评价是否逾期。"
    )
    day = late.effective_date
    step = Step(StepKind.START, 0, StepUnit.DAYS, day, day, sentence, citations)
    return replace(late, on_time=None, workdays_late=0, steps=(step,))


def _warnings(reply: ReplyDispatch, due: date) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if reply.courier:
        sentence = "国家机关公文须交邮政企业寄递，快递企业不得寄递。"
        found.append(Finding("must_use_postal_enterprise", sentence, why("postal_enterprise")))
    if reply.method is ServiceMethod.ELECTRONIC and reply.dispatched is not None:
        near = due - timedelta(days=1) <= reply.dispatched <= due
        if near and (reply.delivered is None or reply.delivered > due):
            sentence = "电子答复临近期满才发出，请留存系统发送和到达记录。"
            found.append(Finding("electronic_reply_close_to_due", sentence, why("service_electronic")))
    return tuple(found)

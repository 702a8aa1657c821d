"""On which day a reply counts as made if it leaves as a form says, and by which article: told while one types."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.date_wording import full_date
from casework.refusals import basis_text
from deadlines.history import ReplyDispatch
from deadlines.timeliness import effect_grounds, reply_effective_on
from law.errors import RuleGap
from law.policies import PolicySet
from law.terms import ServiceMethod

__all__ = ["ServiceEffect", "service_effect"]

_DONE: Final = {
    ServiceMethod.POST: "交邮即视为作出",
    ServiceMethod.DIRECT: "签收即视为作出",
    ServiceMethod.ENTRUSTED: "签收即视为作出",
    ServiceMethod.ELECTRONIC: "发出即视为作出，须留系统记录",
    ServiceMethod.COUNTER: "当场交付即视为作出",
    ServiceMethod.LIEN: "留置即视为作出",
    ServiceMethod.NOTICE: "公告期满视为送达、作出",
}
_AWAITED: Final = {
    ServiceMethod.ENTRUSTED: "对方签收后才视为作出",
    ServiceMethod.DIRECT: "对方签收后才视为作出",
    ServiceMethod.ELECTRONIC: "到达对方后才视为作出",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEffect:
    """Whether and when a reply counts as made.

    Attributes:
        day: the day; None while it hangs on a proof.
        sentence: the same in words, with the due date where it matters.
        basis: the articles.
        late: after the due date.
    """

    day: date | None
    sentence: str
    basis: str
    late: bool = False


def service_effect(
    policies: PolicySet,
    method: ServiceMethod,
    on: date | None,
    *,
    delivered_on: date | None = None,
    first_posted: date | None = None,
    due: date | None = None,
) -> ServiceEffect:
    """What a way of service would do.

    Args:
        policies: ``ereply_effective_basis``, ``returned_mail_basis`` of the request.
        method: the way.
        on: the day on which the reply leaves; None while it is not typed.
        delivered_on: the day of delivery, for ways that deliver at once.
        first_posted: the day on which it was posted first, if it came back and leaves again.
        due: last day of the reply period.
    """
    basis = basis_text(effect_grounds(method))
    if on is None:
        return ServiceEffect(day=None, sentence="", basis=basis)
    if first_posted is not None:
        return _posted_before(policies, method, on, first_posted, due)
    try:
        day = reply_effective_on(_reply(method, on, delivered_on), policies)
    except RuleGap:
        return ServiceEffect(day=None, sentence="", basis=basis)
    return _judged(day, _DONE[method] if day is not None else _AWAITED[method], basis, due)


def _posted_before(
    policies: PolicySet, method: ServiceMethod, on: date, first: date, due: date | None
) -> ServiceEffect:
    """What was posted first stays posted, however it is served in the end."""
    reply = ReplyDispatch(method=ServiceMethod.POST, issued_on=first, dispatched=first, redispatched=on)
    kept = reply_effective_on(reply, policies)
    named = kept == first
    words = f"原交邮日{full_date(first)}仍为作出日" if named else _DONE[method]
    return _judged(kept, words, basis_text(effect_grounds(ServiceMethod.POST)), due, named=named)


def _reply(method: ServiceMethod, on: date, delivered_on: date | None) -> ReplyDispatch:
    published = method is ServiceMethod.NOTICE
    return ReplyDispatch(
        method=method,
        issued_on=on,
        dispatched=None if published else on,
        delivered=delivered_on,
        notice_on=on if published else None,
    )


def _judged(day: date | None, words: str, basis: str, due: date | None, *, named: bool = False) -> ServiceEffect:
    said = words if day is None or named else f"{words}：{full_date(day)}"
    late = day is not None and due is not None and day > due
    if late and due is not None:
        said += f"，晚于期限{full_date(due)}"
    return ServiceEffect(day=day, sentence=said, basis=basis, late=late)
